package outlet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ReadCSV reads a table whose first line names its columns, in any order and parted by comma, semicolon or tab, as spreadsheets save it.
func ReadCSV(r io.Reader) ([]Source, error) {
	text, err := textOf(r)
	if err != nil {
		return nil, err
	}
	return readCSV(text)
}

func readCSV(text string) ([]Source, error) {
	out, before := newReading(), 0
	comma := commaOf(text)
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(first), "sep=") { // Excel's own mark
		text, before = rest, 1
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	var head []*column
	for {
		fields, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return out.done()
		case errors.As(err, &broken):
			out.fault(broken.StartLine+before, "its quotation marks do not pair: write \" inside a field as \"\", and the field inside \" \"")
			continue
		case err != nil:
			return out.list, fmt.Errorf("sources: %w", err)
		}
		line, _ := r.FieldPos(0)
		line += before
		if head == nil {
			if trim(strings.Join(fields, "")) == "" {
				continue
			}
			if head = header(out, line, fields); head == nil {
				return out.done()
			}
			continue
		}
		out.record(line, head, fields)
	}
}

// commaOf is what parts the fields of the first line.
func commaOf(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	if mark, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(first, "\r")), "sep="); ok && (mark == ";" || mark == "\t" || mark == ",") {
		return rune(mark[0])
	}
	best, most := ',', strings.Count(first, ",")
	for _, c := range ";\t" {
		if n := strings.Count(first, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// header finds the columns; one that is not known is a fault, and the others are read.
func header(out *reading, line int, names []string) []*column {
	head, found := make([]*column, len(names)), false
	for i, name := range names {
		name = strings.ToLower(trim(name))
		for j := range columns {
			if columns[j].name == name {
				head[i], found = &columns[j], true
			}
		}
		if head[i] == nil && name != "" {
			out.fault(line, fmt.Sprintf("column %q is not known: take it out, or name it one of %s", name, columnList()))
		}
	}
	if !found {
		out.faults = Faults{{line, "it names no column: let the first line be " + columnList()}}
		return nil
	}
	return head
}

func columnList() string {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	return strings.Join(names, ",")
}

func (r *reading) record(line int, head []*column, fields []string) {
	var in row
	empty := true
	for i, v := range fields {
		v = bare(v)
		empty = empty && trim(v) == ""
		switch {
		case i >= len(head) && trim(v) != "":
			r.fault(line, fmt.Sprintf("it has %d fields where the first line has %d: put fields with a comma inside \" \"", len(fields), len(head)))
			return
		case i >= len(head) || head[i] == nil:
			continue
		}
		if err := head[i].put(&in, v); err != nil {
			r.fault(line, err.Error())
			return
		}
	}
	if !empty {
		r.add(line, in)
	}
}

// WriteCSV writes a table that spreadsheets open as it is: with a byte order mark, and no field that they would take for a formula.
func WriteCSV(w io.Writer, list []Source) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	c.Write(strings.Split(columnList(), ","))
	for i := range list {
		fields := make([]string, len(columns))
		for j, col := range columns {
			fields[j] = safe(col.get(&list[i]))
		}
		c.Write(fields)
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	return nil
}

// formula are the letters that make a field a formula; the apostrophe that guards against them is guarded itself, so that reading undoes it.
const formula = "=+-@＝＋－＠'"

func safe(v string) string {
	if startsFormula(v) {
		return "'" + v
	}
	return v
}

func bare(v string) string {
	if rest, ok := strings.CutPrefix(v, "'"); ok && startsFormula(rest) {
		return rest
	}
	return v
}

func startsFormula(v string) bool {
	for _, r := range v {
		return strings.ContainsRune(formula, r)
	}
	return false
}
