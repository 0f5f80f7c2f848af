package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

// Columns are the names of a row's fields that are shown, and which fields they are: all but those of the shape json:"-".
func Columns(t reflect.Type) (names []string, fields []int) {
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			names, fields = append(names, name), append(fields, i)
		}
	}
	return names, fields
}

// Cell writes a field in one line.
func Cell(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = Cell(v.Index(i))
		}
		return strings.Join(parts, "; ")
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return Cell(v.Elem())
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

// Sheet is CSV row by row, of structs with json names.
type Sheet[T any] struct {
	w      *csv.Writer
	fields []int
	line   []string
}

// NewSheet begins a file of lines that end as a spreadsheet's do (RFC 4180). A byte order mark comes first, without which Excel reads Arabic wrong, then
// the names of the columns.
func NewSheet[T any](w io.Writer) (*Sheet[T], error) { return newSheet[T](w, true) }

// NewPipe is a sheet whose lines end as those of a terminal's tools do.
func NewPipe[T any](w io.Writer) (*Sheet[T], error) { return newSheet[T](w, false) }

func newSheet[T any](w io.Writer, crlf bool) (*Sheet[T], error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	names, fields := Columns(reflect.TypeFor[T]())
	out := csv.NewWriter(w)
	out.UseCRLF = crlf
	return &Sheet[T]{out, fields, make([]string, len(fields))}, out.Write(names)
}

// Write takes the power off cells that a spreadsheet would compute.
func (c *Sheet[T]) Write(row T) error {
	v := reflect.ValueOf(row)
	for k, f := range c.fields {
		c.line[k] = harmless(v.Field(f), Cell(v.Field(f)))
	}
	return c.w.Write(c.line)
}

// Close writes what is held back.
func (c *Sheet[T]) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// harmless puts a quotation mark before what begins as a formula does, but for numbers: -1 is one.
func harmless(v reflect.Value, s string) string {
	if v.CanInt() || v.CanUint() || v.CanFloat() || s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	return "'" + s
}
