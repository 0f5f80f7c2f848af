package source

import (
	"bytes"
	"errors"
	"io"

	"isnad.dev/isnad/internal/source/object"
)

// values cuts objects that follow one another or stand in an array, each over as many lines as it likes. Text between them that is
// no JSON ends the input with a fault, since nothing shows where the next object would start.
func (c *cutter) values() {
	s := c.scanner()
	any := c.from > 0
	if err := s.Skip(c.from); err != nil {
		c.scanError(s, s.Line, err)
		return
	}
	for {
		b, err := s.Byte()
		if errors.Is(err, io.EOF) {
			if !any {
				c.fault(0, noArticle)
			}
			return
		}
		if err != nil {
			c.scanError(s, s.Line, err)
			return
		}
		switch b {
		case ' ', '\t', '\r', '\n', ',', '[', ']', 0xEF, 0xBB, 0xBF:
		case '{':
			any = true
			if !c.value(s) {
				return
			}
		default:
			c.fault(s.Line, Fault{What: "its JSON breaks here: an object was expected", Remedy: "mend the file; what follows was not read"})
			return
		}
	}
}

var noArticle = Fault{What: "it holds no article", Remedy: "give objects with a text"}

// scanner walks over the input as JSON.
func (c *cutter) scanner() *object.Scanner { return &object.Scanner{R: c.r, Line: 1} }

// value cuts one object, its brace already read.
func (c *cutter) value(s *object.Scanner) bool {
	p := Piece{File: c.file, Line: s.Line, Offset: s.At - 1, kind: jsonValues}
	raw, long, err := s.Object(c.max)
	if err != nil {
		c.scanError(s, p.Line, err)
		return false
	}
	if p.Next = s.At; long {
		return c.tooLarge(p)
	}
	p.raw = bytes.TrimSpace(raw)
	return c.yield(p)
}

// scanError names what ended JSON.
func (c *cutter) scanError(s *object.Scanner, line int, err error) {
	switch {
	case errors.Is(err, io.EOF):
	case errors.Is(err, object.ErrNoEnd):
		c.fault(line, Fault{What: "its JSON object has no end", Remedy: "the file seems cut off: get it again"})
	default:
		c.line = s.Line
		c.readError(err)
	}
}
