package outlet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ReadJSON reads objects that stand in an array, one a line, or one after another.
func ReadJSON(r io.Reader) ([]Source, error) {
	text, err := textOf(r)
	if err != nil {
		return nil, err
	}
	return readJSON(text)
}

func readJSON(text string) ([]Source, error) {
	out, line := newReading(), 1
	inArray := false
	for {
		start := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(" \t\r\n,[]\ufeff", r) })
		if start < 0 {
			return out.done()
		}
		inArray = inArray || strings.Contains(text[:start], "[")
		line += strings.Count(text[:start], "\n")
		text = text[start:]
		d := json.NewDecoder(strings.NewReader(text))
		var raw json.RawMessage
		err := d.Decode(&raw)
		end := int(d.InputOffset())
		if err != nil {
			at := line
			if inArray {
				at += strings.Count(text[:syntaxAt(err, text)], "\n")
			}
			out.fault(at, "it is no JSON ("+reason(err)+"): mend it there")
			// Of objects on lines of their own the next one may be whole.
			if end = strings.IndexByte(text, '\n'); inArray || end < 0 || len(out.faults) == maxFaults {
				return out.done()
			}
		} else {
			out.object(line, raw)
		}
		line += strings.Count(text[:end], "\n")
		text = text[end:]
	}
}

// syntaxAt is where the JSON breaks off.
func syntaxAt(err error, text string) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return min(max(int(syntax.Offset)-1, 0), len(text))
	}
	return len(text)
}

func (r *reading) object(line int, raw json.RawMessage) {
	if len(raw) == 0 || raw[0] != '{' {
		r.fault(line, "it is no object: write {\"name_ar\": …, \"url\": …}")
		return
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.DisallowUnknownFields()
	var in row
	if err := d.Decode(&in); err != nil {
		r.fault(line, wrongField(err))
		return
	}
	for _, c := range columns {
		if c.name == "day_first" || c.name == "enabled" {
			continue // they are no words here
		}
		if err := c.put(&in, c.get(&in.Source)); err != nil {
			r.fault(line, err.Error())
			return
		}
	}
	r.add(line, in)
}

func wrongField(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		name := kind.Field[strings.LastIndex(kind.Field, ".")+1:]
		return fmt.Sprintf("%s cannot be a %s: write it as isnad source export --format json does", name, kind.Value)
	}
	return fmt.Sprintf("%s: the fields are %s", reason(err), columnList())
}

// reason is what the decoder says, without its own name, on one line.
func reason(err error) string {
	return strings.Join(strings.Fields(strings.TrimPrefix(err.Error(), "json: ")), " ")
}

// WriteJSON writes an array with an object a source.
func WriteJSON(w io.Writer, list []Source) error {
	if list == nil {
		list = []Source{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(list); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	return nil
}
