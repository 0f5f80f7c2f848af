package feed

import (
	"bytes"
	stdhtml "html"
	"strings"
	"unicode/utf8"
)

// capture collects the inside of one element.
type capture struct {
	field  field
	name   string
	same   int // open elements of the same name inside
	inside int // open elements inside
	html   bool
	long   bool
	buf    []byte
}

func (c *capture) write(s []byte) {
	if c.long = c.long || len(c.buf)+len(s) > maxField; !c.long {
		c.buf = append(c.buf, s...)
	}
}

// text adds to what is collected: as it stands among tags, with its entities resolved where it is the element's own.
func (s *scanner) text(raw []byte) {
	c := s.capture
	if c == nil {
		if s.root == "" {
			s.page.text(raw)
		}
		return
	}
	inner, isData := bytes.CutPrefix(raw, []byte("<![CDATA["))
	switch {
	case isData:
		inner = bytes.TrimSuffix(inner, []byte("]]>"))
		if c.html || c.inside > 0 {
			inner = []byte(stdhtml.EscapeString(string(inner)))
		}
		c.write(inner)
	case c.html || c.inside > 0:
		c.write(raw)
	default:
		plain, bare := unescape(string(raw))
		s.n.ampersands += bare
		c.write([]byte(plain))
	}
}

// endsCapture says whether the element that is collected was left open: an item opens, or beside one line of text the next field.
func (s *scanner) endsCapture(name string) bool {
	_, known := itemFields[name]
	if !isItem(s.root, name) && !(known && s.item != nil && s.capture.field.isLine() && s.capture.inside == 0) {
		return false
	}
	s.endCapture()
	return true
}

func (s *scanner) nested(t tag, raw []byte) {
	c := s.capture
	c.write(raw)
	if t.closed || isVoid(t.name) {
		return
	}
	c.inside++
	if t.name == c.name {
		c.same++
	}
}

// isVoid says whether HTML has no end tag for the element.
func isVoid(name string) bool {
	switch name {
	case "br", "img", "hr", "wbr", "input", "meta", "embed", "col", "area":
		return true
	}
	return false
}

// closes says whether an end tag ends what is collected.
func (s *scanner) closes(name string) bool {
	c := s.capture
	return name == c.name && c.same == 0 || isItem(s.root, name) || name == s.root || name == "channel"
}

func (s *scanner) endCapture() {
	c := s.capture
	if c == nil {
		return
	}
	s.capture = nil
	s.pop(c.name)
	if c.long {
		s.n.long++
		return
	}
	value := strings.TrimSuffix(strings.TrimSpace(string(c.buf)), "]]>")
	if !utf8.ValidString(value) {
		value = valid(value)
		s.n.mixed++
	}
	if s.item != nil {
		s.item.set(c.field, value)
		return
	}
	s.setFeed(c.field, value)
}
