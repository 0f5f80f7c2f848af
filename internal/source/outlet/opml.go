package outlet

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// namespace is that of the attributes that OPML does not have itself.
const namespace = "https://isnad.dev/opml"

// standard are the columns that OPML has a name for.
var standard = map[string]string{"url": "htmlUrl", "feed": "xmlUrl", "lang": "language"}

// ReadOPML reads the outlines of feeds, of whatever program; folders are passed over.
func ReadOPML(r io.Reader) ([]Source, error) {
	text, err := textOf(r)
	if err != nil {
		return nil, err
	}
	return readOPML(text)
}

func readOPML(text string) ([]Source, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	out, root, ended := newReading(), "", false
	for {
		line, _ := d.InputPos()
		t, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			if root != "" && !ended {
				out.fault(line, "it ends before </opml>: get the whole file; what is there is read")
			}
			return out.done()
		case err != nil:
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				line = syntax.Line
			}
			out.fault(line, "it is no XML ("+cause(err)+"): mend it there; what stands before it is read")
			return out.done()
		}
		if end, ok := t.(xml.EndElement); ok {
			ended = ended || strings.EqualFold(end.Name.Local, "opml")
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if root = cmp.Or(root, strings.ToLower(start.Name.Local)); root != "opml" {
			out.fault(line, fmt.Sprintf("it is no OPML but <%s>: give an OPML file; a feed is added by its address", root))
			return out.done()
		}
		if strings.EqualFold(start.Name.Local, "outline") {
			out.outline(line, start.Attr)
		}
	}
}

// cause is what the decoder says, without its line, on one line.
func cause(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return strings.Join(strings.Fields(syntax.Msg), " ")
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}

// outline reads the attributes of one outline. RawToken leaves prefixes as they are written; ours is always isnad.
func (r *reading) outline(line int, attrs []xml.Attr) {
	var in row
	given := map[string]string{}
	for _, a := range attrs {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = a.Name.Space + ":" + name
		}
		given[strings.ToLower(name)] = a.Value
	}
	for _, c := range columns {
		v := given["isnad:"+c.name]
		if name, ok := standard[c.name]; ok {
			v = given[strings.ToLower(name)]
		}
		if err := c.put(&in, v); err != nil {
			r.fault(line, err.Error())
			return
		}
	}
	if in.URL == "" && strings.EqualFold(given["type"], "link") {
		in.URL = trim(given["url"])
	}
	if in.Feed == "" && in.Key == "" && !strings.EqualFold(given["type"], "link") {
		return // a folder
	}
	in.name(given["title"], given["text"])
	r.add(line, in)
}

// name takes the first title that is one, where the row has no name of its own.
func (r *row) name(titles ...string) {
	if r.NameAr != "" || r.NameEn != "" {
		return
	}
	for _, t := range titles {
		if t = strings.Join(strings.FieldsFunc(t, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " "); t == "" {
			continue
		}
		if strings.ContainsFunc(t, func(c rune) bool { return unicode.Is(unicode.Arabic, c) }) {
			r.NameAr = t
		} else {
			r.NameEn = t
		}
		return
	}
}

// WriteOPML writes an outline a source; what OPML has no name for stands in attributes of our own.
func WriteOPML(w io.Writer, list []Source) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" xmlns:isnad=%q>\n  <head><title>isnad</title></head>\n  <body>\n", namespace)
	for i := range list {
		s := &list[i]
		b.WriteString("    <outline")
		kind := "rss"
		if s.Feed == "" {
			kind = "link"
			attribute(b, "url", s.URL)
		}
		attribute(b, "type", kind)
		attribute(b, "text", cmp.Or(s.NameAr, s.NameEn))
		for _, c := range columns {
			attribute(b, cmp.Or(standard[c.name], "isnad:"+c.name), c.get(s))
		}
		b.WriteString("/>\n")
	}
	b.WriteString("  </body>\n</opml>\n")
	if err := b.Flush(); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	return nil
}

func attribute(b *bufio.Writer, name, value string) {
	if value == "" {
		return
	}
	fmt.Fprintf(b, ` %s="`, name)
	xml.EscapeText(b, []byte(value)) // of a buffer: Flush tells the error
	b.WriteByte('"')
}
