package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/newsml"
)

// entry is an article as JSON has it. An id may be a number.
type entry struct {
	ID        label   `json:"id"`
	Outlet    string  `json:"outlet"`
	URL       string  `json:"url"`
	Lang      string  `json:"lang"`
	Published string  `json:"published"`
	Updated   loose   `json:"updated"`
	Title     string  `json:"title"`
	Author    loose   `json:"author"`
	Section   loose   `json:"section"`
	Source    loose   `json:"source"`
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

// loose is a string where there is one: what other programs keep by these names may be objects.
type loose string

// UnmarshalJSON takes anything.
func (l *loose) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(l))
	}
	return nil
}

// utf8Of is JSON in the encoding that it should be in.
func utf8Of(raw []byte) []byte {
	if utf8.Valid(raw) {
		return raw
	}
	text, _ := charset.Decode(raw, "")
	return []byte(text)
}

// decodeJSON reads an article, or an item of ninjs.
func decodeJSON(raw []byte) (Article, *Fault) {
	raw = utf8Of(raw)
	if newsml.IsNinjs(raw) {
		return decodeNinjs(raw)
	}
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return Article{}, jsonFault(err)
	}
	if e.Text == nil {
		return Article{}, &Fault{What: "it has no text", Remedy: `each object needs a field "text" with the whole article`}
	}
	return Article{ID: string(e.ID), Outlet: e.Outlet, URL: e.URL, Lang: e.Lang, Published: e.Published, Updated: string(e.Updated), Title: e.Title,
		Author: string(e.Author), Section: string(e.Section), Source: string(e.Source), Text: *e.Text}, nil
}

func decodeNinjs(raw []byte) (Article, *Fault) {
	n, err := newsml.Ninjs(raw)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return Article{}, jsonFault(err)
	}
	return decodeItem(n, err)
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
