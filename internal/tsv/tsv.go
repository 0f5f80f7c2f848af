// Package tsv reads the packs' tables strictly: a wrong column or a missing field is an error with file, line and text.
//
// In: a file of tab-separated lines whose first line names the columns; lines that start with # are comments. Out: its rows.
// "id\ten\nru\tRussia" has one row, whose "en" is Russia; "form\tclass\nقال\tverb" one whose "form" is قال.
package tsv

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"sort"
	"strings"
	"unsafe"
)

// Error is a fault in a data file: where it is and what stands there.
type Error struct {
	File   string
	Line   int
	Text   string
	Reason string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: %s in %q", e.File, e.Line, e.Reason, e.Text)
}

// Row is one line of a table; its fields are in the order of the columns that were asked for.
type Row struct {
	File   string
	Line   int
	Fields []string
}

// Error returns a fault of this row.
func (r Row) Error(reason string) error {
	return &Error{File: r.File, Line: r.Line, Text: strings.Join(r.Fields, "\t"), Reason: reason}
}

// Rows goes through the rows of a file, whose header must be these columns. A lone "-" is an empty field. After an error comes nothing more.
// The fields of a row are overwritten by the next row, but not the letters in them.
func Rows(fsys fs.FS, file string, columns ...string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			yield(Row{}, fmt.Errorf("table: %w", err))
			return
		}
		header := strings.Join(columns, "\t")
		row := Row{File: file, Fields: make([]string, 0, len(columns))}
		rest := unsafe.String(unsafe.SliceData(data), len(data)) // nobody else has data, and nobody writes to it
		for len(rest) > 0 {
			var text string
			text, rest, _ = strings.Cut(rest, "\n")
			text = strings.TrimSuffix(text, "\r")
			row.Line++
			if text == "" || text[0] == '#' {
				continue
			}
			if header != "" {
				if text != header {
					yield(Row{}, &Error{file, row.Line, text, fmt.Sprintf("the columns must be %q", header)})
					return
				}
				header = ""
				continue
			}
			if row.Fields = appendFields(row.Fields[:0], text); len(row.Fields) != len(columns) {
				yield(Row{}, row.Error(fmt.Sprintf("%d fields where %d are due", len(row.Fields), len(columns))))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Read returns what Rows goes through.
func Read(fsys fs.FS, file string, columns ...string) ([]Row, error) {
	return collect(Rows(fsys, file, columns...))
}

func collect(all iter.Seq2[Row, error]) ([]Row, error) {
	var rows []Row
	for r, err := range all {
		if err != nil {
			return nil, err
		}
		r.Fields = slices.Clone(r.Fields)
		rows = append(rows, r)
	}
	return rows, nil
}

func appendFields(fields []string, text string) []string {
	for more := true; more; {
		var f string
		if f, text, more = strings.Cut(text, "\t"); f == "-" {
			f = ""
		}
		fields = append(fields, f)
	}
	return fields
}

// AllRows goes through the rows of every .tsv file of a folder as Rows does, in the order of their names. A folder that is not there has no rows.
func AllRows(fsys fs.FS, dir string, columns ...string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		files, err := fs.Glob(fsys, path.Join(dir, "*.tsv"))
		if err != nil {
			yield(Row{}, fmt.Errorf("tables of %s: %w", dir, err))
			return
		}
		sort.Strings(files)
		for _, f := range files {
			for r, err := range Rows(fsys, f, columns...) {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// ReadAll returns what AllRows goes through.
func ReadAll(fsys fs.FS, dir string, columns ...string) ([]Row, error) {
	return collect(AllRows(fsys, dir, columns...))
}

// List cuts a field of several values, which are parted by "|".
func List(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}
