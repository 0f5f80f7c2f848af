package wikidata

import (
	"io/fs"

	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/internal/world"
)

// IDs reads the numbers that Wikidata gives to countries and bodies of the world pack, for claims that name them by number alone.
func IDs(fsys fs.FS) (map[string]string, error) {
	rows, err := tsv.Read(fsys, "wikidata.tsv", "number", "id")
	if err != nil {
		return nil, err
	}
	ids := make(map[string]string, len(rows))
	for _, r := range rows {
		ids[r.Fields[0]] = r.Fields[1]
	}
	return ids, nil
}

func checkDay(s string) error {
	_, err := world.ParseDay(s)
	return err
}
