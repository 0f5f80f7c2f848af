package newsml

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

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
		r.note(name+"/code", cmp.Or(a["literal"], code(a["qcode"]), code(a["uri"])), false)
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
		Outlet:  cmp.Or(r.get("provider/name"), r.get("provider/code")),
		Author:  cmp.Or(r.get("contentMeta/by"), r.get("creator/name")),
		Source:  cmp.Or(r.get("infoSource/name"), r.get("infoSource/code")),
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
