package newsml

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// roots are the elements that NewsML-G2 begins with.
var roots = map[string]bool{"newsMessage": true, "newsItem": true, "packageItem": true, "conceptItem": true, "knowledgeItem": true, "planningItem": true}

// IsG2 says whether XML that begins like this is NewsML-G2.
func IsG2(head []byte) bool {
	d := decoder(head)
	for {
		t, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := t.(xml.StartElement); ok {
			return roots[start.Name.Local]
		}
	}
}

// decoder reads XML that has been turned into UTF-8, as forgivingly as can be. Entities of the document's own are not expanded.
func decoder(b []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// Item is a newsItem of a message, with its place.
type Item struct {
	Line         int
	Offset, Next int64
	Raw          []byte // the element, on the bytes given to Items
}

// Broken says where the XML of a message breaks.
type Broken struct {
	Line int
	Err  error
}

// Error says where and why.
func (b *Broken) Error() string { return fmt.Sprintf("its XML breaks (%s)", cause(b.Err)) }

func cause(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Msg
	}
	return err.Error()
}

// Items cuts the news items out of a message in UTF-8, or gives the one that it is. Where the XML breaks, the items before are kept and the error is a *Broken.
// Items of other kinds (packages, concepts) are passed over.
func Items(b []byte) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		c := cutter{decoder: decoder(b), b: b, line: 1}
		for {
			item, err := c.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Item{}, &Broken{c.lineAt(c.decoder.InputOffset()), err})
				return
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}

// cutter finds the elements of items. It counts only elements of their name, so that what is badly nested inside costs nothing.
type cutter struct {
	decoder *xml.Decoder
	b       []byte
	counted int64 // up to where lines have been counted
	line    int
}

func (c *cutter) next() (Item, error) {
	var item Item
	depth := 0
	for {
		before := c.decoder.InputOffset()
		t, err := c.decoder.RawToken()
		if errors.Is(err, io.EOF) && depth > 0 {
			return item, errors.New("an item has no end")
		}
		if err != nil {
			return item, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "newsItem" {
				continue
			}
			if depth++; depth == 1 {
				item.Offset, item.Line = before, c.lineAt(before)
			}
		case xml.EndElement:
			if t.Name.Local != "newsItem" || depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				item.Next = c.decoder.InputOffset()
				item.Raw = c.b[item.Offset:item.Next:item.Next]
				return item, nil
			}
		}
	}
}

// lineAt counts lines up to an offset, which never falls.
func (c *cutter) lineAt(offset int64) int {
	c.line += bytes.Count(c.b[c.counted:offset], []byte("\n"))
	c.counted = offset
	return c.line
}

// G2 reads a newsItem as Items cuts it.
func G2(raw []byte) (Article, error) {
	r := reader{decoder: decoder(raw), raw: raw}
	if err := r.walk(); err != nil {
		return Article{}, &Broken{0, err}
	}
	return r.article()
}

// reader gathers what an item says.
type reader struct {
	decoder *xml.Decoder
	raw     []byte
	path    []string
	attrs   map[string]string // of the item
	found   map[string]named  // by the last two names of the path
	bodies  []content
	// where the text of the open field and the open content start
	field, inner int64
	fieldLang    string
	contentType  string
	inline       string // the element of the content: inlineXML or inlineData
}

// named is a value and whether it is the Arabic one.
type named struct {
	text   string
	arabic bool
}

// content is a rendition of the item's body.
type content struct{ kind, inner, element string }

// fields are what is looked for, by the last two names of the path.
var fields = map[string]bool{
	"itemMeta/versionCreated": true, "itemMeta/firstCreated": true, "contentMeta/contentCreated": true, "contentMeta/headline": true, "contentMeta/by": true,
	"provider/name": true, "creator/name": true, "infoSource/name": true, "service/name": true, "subject/name": true, "genre/name": true,
}

// maxPath bounds how deep a name is remembered; what nests deeper is content.
const maxPath = 200

func (r *reader) walk() error {
	for {
		before := r.decoder.InputOffset()
		t, err := r.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.EndElement:
			r.end(t.Name.Local, before)
		}
	}
}

func (r *reader) start(t xml.StartElement) {
	name := t.Name.Local
	switch {
	case r.inline != "":
		return // inside the content
	case name == "newsItem" && r.attrs == nil:
		r.attrs = attributes(t)
	case name == "inlineXML" || name == "inlineData":
		r.inline, r.inner, r.contentType = name, r.decoder.InputOffset(), attributes(t)["contenttype"]
		return
	}
	if len(r.path) < maxPath {
		r.path = append(r.path, name)
	}
	r.attribute(t)
	if fields[r.key()] {
		r.field, r.fieldLang = r.decoder.InputOffset(), attributes(t)["lang"]
	}
}

// attribute keeps what stands in attributes: the kind, the status, and names that are given as codes.
func (r *reader) attribute(t xml.StartElement) {
	a := attributes(t)
	switch name := t.Name.Local; name {
	case "itemClass", "pubStatus":
		r.note(name, cmp.Or(a["qcode"], a["uri"], a["literal"]), false)
	case "provider", "infoSource":
		r.note(name+"/literal", cmp.Or(a["literal"], a["qcode"]), false)
	case "language":
		r.note(name, a["tag"], false)
	}
}

func (r *reader) key() string {
	if len(r.path) < 2 {
		return ""
	}
	return r.path[len(r.path)-2] + "/" + r.path[len(r.path)-1]
}

func (r *reader) end(name string, before int64) {
	if r.inline != "" {
		if name == r.inline {
			r.bodies = append(r.bodies, content{r.contentType, string(r.raw[r.inner:before]), name})
			r.inline = ""
		}
		return
	}
	if key := r.key(); fields[key] && r.field > 0 {
		r.note(key, oneLine(plain(r.raw[r.field:before])), strings.HasPrefix(strings.ToLower(r.fieldLang), "ar"))
		r.field = 0
	}
	if n := len(r.path); n > 0 && r.path[n-1] == name {
		r.path = r.path[:n-1]
	}
}

// plain is the text inside a field.
func plain(inner []byte) string {
	var b strings.Builder
	d := decoder(inner)
	for {
		t, err := d.RawToken()
		if err != nil {
			return b.String()
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

// note keeps the first value of a field, and the first Arabic one before it.
func (r *reader) note(key, value string, arabic bool) {
	have, ok := r.found[key]
	if value == "" || ok && (have.arabic || !arabic) {
		return
	}
	if r.found == nil {
		r.found = map[string]named{}
	}
	r.found[key] = named{value, arabic}
}

// attributes are those of an element by their names without prefix.
func attributes(t xml.StartElement) map[string]string {
	m := map[string]string{}
	for _, a := range t.Attr {
		if m[a.Name.Local] == "" {
			m[a.Name.Local] = strings.TrimSpace(a.Value)
		}
	}
	return m
}

func (r *reader) get(key string) string { return r.found[key].text }

// article puts together what was found.
func (r *reader) article() (Article, error) {
	switch status := r.get("pubStatus"); {
	case strings.HasSuffix(status, "canceled"), strings.HasSuffix(status, "cancelled"), strings.HasSuffix(status, "withheld"):
		return Article{}, ErrCancelled
	}
	if kind := code(r.get("itemClass")); kind != "" && kind != "text" && kind != "composite" {
		return Article{}, &NotText{kind}
	}
	a := Article{
		ID: r.attrs["guid"], URL: link(r.attrs["guid"]), Lang: cmp.Or(r.get("language"), r.attrs["lang"]), Title: r.get("contentMeta/headline"),
		Outlet:  cmp.Or(r.get("provider/name"), code(r.get("provider/literal"))),
		Author:  cmp.Or(r.get("contentMeta/by"), r.get("creator/name")),
		Source:  cmp.Or(r.get("infoSource/name"), code(r.get("infoSource/literal"))),
		Section: cmp.Or(r.get("service/name"), r.get("subject/name"), r.get("genre/name")),
	}
	a.times(r.get("itemMeta/firstCreated"), r.get("itemMeta/versionCreated"), r.get("contentMeta/contentCreated"))
	var err error
	a.Text, err = withHeadline(a.Title, r.paragraphs())
	return a, err
}

// code is what stands behind the scheme of a code (ninat:text) or at the end of an address of one.
func code(s string) string {
	return s[strings.LastIndexAny(s, ":/")+1:]
}

// paragraphs are those of the first rendition that has any. Data is a text, or markup that is escaped once more.
func (r *reader) paragraphs() []string {
	for _, c := range r.bodies {
		text := c.inner
		kind := cmp.Or(strings.ToLower(c.kind), "xml")
		if c.element == "inlineData" {
			text, kind = plain([]byte(c.inner)), strings.ToLower(c.kind)
		}
		if p := body(kind, text); len(p) > 0 {
			return p
		}
	}
	return nil
}
