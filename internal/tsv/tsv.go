// Package tsv reads the packs' tables strictly: a wrong column or a missing field is an error with file, line and text.
//
// In: a file of tab-separated lines whose first line names the columns; lines that start with # are comments. Out: its rows.
// "id\ten\nru\tRussia" has one row, whose "en" is Russia; "form\tclass\nقال\tverb" one whose "form" is قال.
package tsv

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
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

// Read returns the rows of a file, whose header must be these columns. A lone "-" is an empty field.
func Read(fsys fs.FS, file string, columns ...string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("table: %w", err)
	}
	header := strings.Join(columns, "\t")
	lines := bytes.Count(data, []byte{'\n'}) + 1
	rows := make([]Row, 0, lines)
	fields := make([]string, 0, lines*len(columns)) // of all rows, so that a row costs no allocation
	rest, line := string(data), 0
	for len(rest) > 0 {
		var text string
		text, rest, _ = strings.Cut(rest, "\n")
		text = strings.TrimSuffix(text, "\r")
		line++
		if text == "" || text[0] == '#' {
			continue
		}
		if header != "" {
			if text != header {
				return nil, &Error{file, line, text, fmt.Sprintf("the columns must be %q", header)}
			}
			header = ""
			continue
		}
		first := len(fields)
		fields = appendFields(fields, text)
		row := Row{File: file, Line: line, Fields: fields[first:len(fields):len(fields)]}
		if len(row.Fields) != len(columns) {
			return nil, row.Error(fmt.Sprintf("%d fields where %d are due", len(row.Fields), len(columns)))
		}
		rows = append(rows, row)
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

// ReadAll returns the rows of every .tsv file of a folder, in the order of their names. A folder that is not there has no rows.
func ReadAll(fsys fs.FS, dir string, columns ...string) ([]Row, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("tables of %s: %w", dir, err)
	}
	sort.Strings(files)
	var all []Row
	for _, f := range files {
		rows, err := Read(fsys, f, columns...)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

// List cuts a field of several values, which are parted by "|".
func List(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}
