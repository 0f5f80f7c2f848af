package wikidata

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/internal/world"
)

// note opens a written table: whose facts they are, and who wrote it.
const note = "# From Wikidata (public domain, CC0): written by isnad world import, which keeps these lines and adds to them.\n"

// Save adds the rows to the tables people/imported.tsv and terms/imported.tsv of a folder. Rows of the same person, or of the same person,
// office and first day, are replaced, so that the same import twice changes nothing. A table is replaced whole or not at all.
func Save(dir string, rows Rows) error {
	if err := saveTable(dir, "people/imported.tsv", world.PeopleColumns, rows.People); err != nil {
		return err
	}
	return saveTable(dir, "terms/imported.tsv", world.TermColumns, rows.Terms)
}

func saveTable(dir, name string, columns []string, rows [][]string) error {
	old, err := tsv.Read(os.DirFS(dir), name, columns...)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	all := slices.Clone(rows)
	for _, r := range old {
		for i, f := range r.Fields {
			r.Fields[i] = text(f)
		}
		all = append(all, r.Fields)
	}
	var b bytes.Buffer
	b.WriteString(note)
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for _, row := range newest(all) {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return replace(filepath.Join(dir, filepath.FromSlash(name)), b.Bytes())
}

// newest keeps the first row of each key, which is the newer one, and sorts.
func newest(rows [][]string) [][]string {
	seen := map[string]bool{}
	rows = slices.DeleteFunc(rows, func(row []string) bool {
		k := strings.Join(key(row), "\t")
		was := seen[k]
		seen[k] = true
		return was
	})
	slices.SortStableFunc(rows, compareRows)
	return rows
}

// replace gives a file its name only when it is whole.
func replace(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("user's pack: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".imported-*")
	if err != nil {
		return fmt.Errorf("user's pack: %w", err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("user's pack: %w", err)
	}
	return nil
}
