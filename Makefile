GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: check format vet lint test pack bench fuzz picture

# What a change has to pass.
check: format vet lint test pack

format:
	@bad="$$(gofmt -l .)"; if [ -n "$$bad" ]; then echo "gofmt -w these files:"; echo "$$bad"; exit 1; fi

vet:
	$(GO) vet ./...

lint:
	$(GO) run $(STATICCHECK) ./...

test:
	$(GO) test ./...

pack:
	$(GO) run ./cmd/isnad pack check

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Each fuzz test for ten seconds.
fuzz:
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 10s -fuzzminimizetime 10x $$p || exit 1; done; done

# The picture of the README; needs Chromium and an Arabic font (Debian: chromium, fonts-noto-core).
picture:
	@mkdir -p docs
	$(GO) run ./cmd/isnad read --format html --published 2025-01-14 --outlet "صحيفة المثال" --output docs/read.html examples/wire.txt
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,860 --screenshot=docs/read.png "file://$(CURDIR)/docs/read.html"
	@rm -f docs/read.html
