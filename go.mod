module isnad.dev/isnad

go 1.26
