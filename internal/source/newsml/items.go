package newsml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
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
