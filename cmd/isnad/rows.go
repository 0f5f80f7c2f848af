package main

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"github.com/mattn/go-runewidth"

	"isnad.dev/isnad/internal/export"
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

// newRowWriter writes rows one by one to a terminal or a pipe.
func newRowWriter[T any](format string, w io.Writer) (export.Writer[T], error) {
	if format == export.CSV {
		return export.NewPipe[T](w)
	}
	return export.NewWriter[T](format, w)
}

// showCSV writes rows as CSV.
func showCSV[T any](w io.Writer, rows []T) error {
	sheet, err := export.NewPipe[T](w)
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
	names, fields := export.Columns(reflect.TypeFor[T]())
	table := [][]string{names}
	for i := range rows {
		v := reflect.ValueOf(rows[i])
		line := make([]string, len(fields))
		for k, f := range fields {
			line[k] = runewidth.Truncate(export.Cell(v.Field(f)), maxCell, "…")
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
