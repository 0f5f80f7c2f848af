package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"isnad.dev/isnad/internal/source/charset"
)

// entry is an article as JSON has it. An id may be a number.
type entry struct {
	ID        label   `json:"id"`
	Outlet    string  `json:"outlet"`
	URL       string  `json:"url"`
	Lang      string  `json:"lang"`
	Published string  `json:"published"`
	Title     string  `json:"title"`
	Text      *string `json:"text"`
}

// label is a string that may be written as a number.
type label string

// UnmarshalJSON takes a string, a number or null.
func (l *label) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9') {
		*l = label(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(l))
}

func decodeJSON(raw []byte) (Article, *Fault) {
	if !utf8.Valid(raw) {
		text, _ := charset.Decode(raw, "")
		raw = []byte(text)
	}
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return Article{}, jsonFault(err)
	}
	if e.Text == nil {
		return Article{}, &Fault{What: "it has no text", Remedy: `each object needs a field "text" with the whole article`}
	}
	return Article{ID: string(e.ID), Outlet: e.Outlet, URL: e.URL, Lang: e.Lang, Published: e.Published, Title: e.Title, Text: *e.Text}, nil
}

// jsonFault says where JSON breaks.
func jsonFault(err error) *Fault {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return &Fault{What: fmt.Sprintf("it is not JSON (at byte %d: %s)", syntax.Offset, syntax), Remedy: "mend or remove it"}
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return &Fault{What: fmt.Sprintf("its field %q is a %s, not a string", kind.Field, kind.Value), Remedy: "give it as a string"}
	}
	return &Fault{What: "it is not JSON (" + err.Error() + ")", Remedy: "mend or remove it"}
}
