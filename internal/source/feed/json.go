package feed

import (
	"bufio"
	"encoding/json"
	"errors"
	stdhtml "html"
	"io"
	"strings"
)

// maxValue bounds what is held of JSON at once: an item, or a value of the feed itself.
const maxValue = 8 << 20

var errLongValue = errors.New("a value of the JSON is too long")

// budget refuses to read more than left bytes, and turns line breaks into blanks: some feeds have raw ones inside strings.
type budget struct {
	r    io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLongValue
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	for i, c := range p[:n] {
		if c < ' ' {
			p[i] = ' '
		}
	}
	return n, err
}

// loose is a string that may be written as a number; anything else is none.
type loose string

// UnmarshalJSON takes any value.
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	switch {
	case json.Unmarshal(b, &s) == nil:
		*l = loose(s)
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9'):
		*l = loose(b)
	}
	return nil
}

// list is an array of values of one kind; one alone is taken too, and what does not fit is left out.
type list[T any] []T

// UnmarshalJSON takes any value.
func (l *list[T]) UnmarshalJSON(b []byte) error {
	var many []json.RawMessage
	if json.Unmarshal(b, &many) != nil {
		many = []json.RawMessage{b}
	}
	for _, raw := range many[:min(len(many), maxList)] {
		var v T
		if json.Unmarshal(raw, &v) == nil {
			*l = append(*l, v)
		}
	}
	return nil
}

type jsonAuthor struct {
	Name loose `json:"name"`
}

type jsonItem struct {
	ID          loose            `json:"id"`
	URL         loose            `json:"url"`
	ExternalURL loose            `json:"external_url"`
	Title       loose            `json:"title"`
	Summary     loose            `json:"summary"`
	HTML        loose            `json:"content_html"`
	Text        loose            `json:"content_text"`
	Published   loose            `json:"date_published"`
	Modified    loose            `json:"date_modified"`
	Lang        loose            `json:"language"`
	Author      list[jsonAuthor] `json:"author"`
	Authors     list[jsonAuthor] `json:"authors"`
	Tags        list[loose]      `json:"tags"`
}

// jsonReader reads a JSON Feed value by value.
type jsonReader struct {
	dec   *json.Decoder
	in    *budget
	o     Options
	n     *notes
	f     Feed
	named bool // the version names JSON Feed
	items bool
	full  bool
}

func parseJSON(in *bufio.Reader, o Options, n *notes) (Feed, error) {
	r := &jsonReader{in: &budget{in, maxValue}, o: o, n: n}
	r.dec = json.NewDecoder(r.in)
	err := r.object()
	if !r.named && !r.items {
		return Feed{}, &NotFeedError{What: "this is JSON that is no JSON Feed", Remedy: "check the address"}
	}
	n.ended(err, err == nil, len(r.f.Items))
	return r.f, nil
}

func (r *jsonReader) object() error {
	if t, err := r.dec.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(err, io.ErrUnexpectedEOF)
	}
	for r.dec.More() && !r.full {
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := r.value(name); err != nil {
			return err
		}
	}
	if r.full {
		return nil
	}
	_, err := r.dec.Token()
	return err
}

// value reads one value of the feed.
func (r *jsonReader) value(key string) error {
	r.in.left = maxValue
	if key == "items" {
		return r.list()
	}
	var v loose
	if err := r.dec.Decode(&v); err != nil {
		return err
	}
	s := string(v)
	switch key {
	case "version":
		r.named = strings.Contains(s, "jsonfeed")
	case "title":
		r.f.Title, _ = line(s)
	case "home_page_url":
		r.f.URL = absolute("", address(s))
	case "language":
		r.f.Lang = withoutMarks(s)
	}
	return nil
}

func (r *jsonReader) list() error {
	if t, err := r.dec.Token(); err != nil || t != json.Delim('[') {
		return err
	}
	r.items = true
	for r.dec.More() {
		if len(r.f.Items) >= r.o.max() {
			r.full = true
			r.n.add("it has more than %s, and what follows was left out", plural(r.o.max(), "item"))
			return nil
		}
		r.in.left = maxValue
		var it jsonItem
		err := r.dec.Decode(&it)
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			continue
		}
		if err != nil {
			return err
		}
		if it, ok := it.draft().finish(r.o, r.n); ok {
			r.f.Items = append(r.f.Items, it)
		}
	}
	_, err := r.dec.Token()
	return err
}

func (it jsonItem) draft() *draft {
	d := &draft{title: string(it.Title), guid: string(it.ID), summary: string(it.Summary), content: string(it.HTML), lang: string(it.Lang)}
	d.link = first(string(it.URL), string(it.ExternalURL))
	if d.content == "" {
		d.content = asHTML(string(it.Text))
	}
	for _, a := range append(it.Authors, it.Author...) {
		d.set(authorField, string(a.Name))
	}
	for _, tag := range it.Tags {
		d.set(categoryField, string(tag))
	}
	d.set(publishedField, string(it.Published))
	d.set(updatedField, string(it.Modified))
	return d
}

// asHTML writes plain text as paragraphs.
func asHTML(s string) string {
	var b strings.Builder
	for p := range strings.Lines(s) {
		if p = strings.TrimSpace(p); p != "" {
			b.WriteString("<p>" + stdhtml.EscapeString(p) + "</p>")
		}
	}
	return b.String()
}
