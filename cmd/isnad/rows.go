package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
)

// showRows writes rows, structs with json names, as a table, as JSON (an array), as JSON Lines or as CSV that opens right in Excel.
func showRows[T any](w io.Writer, format string, rows []T) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if rows == nil {
			rows = []T{}
		}
		return e.Encode(rows)
	case "jsonl":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for i := range rows {
			if err := e.Encode(rows[i]); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return showCSV(w, rows)
	}
	return showTable(w, rows)
}

// columnsOf are the names of a row's fields that are shown: all but those of the shape json:"-".
func columnsOf(t reflect.Type) (names []string, fields []int) {
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			names, fields = append(names, name), append(fields, i)
		}
	}
	return names, fields
}

// cell writes a field in one line.
func cell(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = cell(v.Index(i))
		}
		return strings.Join(parts, "; ")
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return cell(v.Elem())
	case reflect.Struct, reflect.Map:
		if t, ok := v.Interface().(time.Time); ok {
			return t.Format(time.RFC3339)
		}
		b, err := json.Marshal(v.Interface())
		if err != nil {
			return ""
		}
		return string(b)
	}
	return strings.Join(strings.Fields(fmt.Sprint(v.Interface())), " ")
}

// showCSV writes rows as CSV.
func showCSV[T any](w io.Writer, rows []T) error {
	sheet, err := newCSVSheet[T](w)
	if err != nil {
		return err
	}
	for i := range rows {
		if err := sheet.Write(rows[i]); err != nil {
			return err
		}
	}
	return sheet.Close()
}

// csvSheet is CSV row by row.
type csvSheet[T any] struct {
	w      *csv.Writer
	fields []int
	line   []string
}

// newCSVSheet writes a byte order mark first, without which Excel reads Arabic wrong, and the names of the columns.
func newCSVSheet[T any](w io.Writer) (*csvSheet[T], error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	names, fields := columnsOf(reflect.TypeFor[T]())
	out := csv.NewWriter(w)
	return &csvSheet[T]{out, fields, make([]string, len(fields))}, out.Write(names)
}

// Write takes the power off cells that a spreadsheet would compute.
func (c *csvSheet[T]) Write(row T) error {
	v := reflect.ValueOf(row)
	for k, f := range c.fields {
		c.line[k] = harmless(v.Field(f), cell(v.Field(f)))
	}
	return c.w.Write(c.line)
}

// Close writes what is held back.
func (c *csvSheet[T]) Close() error {
	c.w.Flush()
	return c.w.Error()
}

func harmless(v reflect.Value, s string) string {
	if v.Kind() == reflect.String && s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// apart isolates a cell that has letters of right-to-left scripts, so that it stands right beside others.
func apart(cell string) string {
	if strings.IndexFunc(cell, func(r rune) bool { return r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFEFC }) < 0 {
		return cell
	}
	return "\u2068" + cell + "\u2069"
}

// maxCell is how many columns of a terminal a cell may take.
const maxCell = 60

// showTable writes a line of names and one for each row, each cell isolated so that Arabic stands right beside Latin letters.
func showTable[T any](w io.Writer, rows []T) error {
	names, fields := columnsOf(reflect.TypeFor[T]())
	table := [][]string{names}
	for i := range rows {
		v := reflect.ValueOf(rows[i])
		line := make([]string, len(fields))
		for k, f := range fields {
			line[k] = runewidth.Truncate(cell(v.Field(f)), maxCell, "…")
		}
		table = append(table, line)
	}
	widths := make([]int, len(names))
	for _, line := range table {
		for k, c := range line {
			widths[k] = max(widths[k], runewidth.StringWidth(c))
		}
	}
	var b strings.Builder
	for _, line := range table {
		for k, c := range line {
			b.WriteString(apart(c))
			if k < len(line)-1 {
				b.WriteString(strings.Repeat(" ", widths[k]-runewidth.StringWidth(c)+2))
			}
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
