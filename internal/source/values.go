package source

import (
	"bytes"
	"errors"
	"io"
)

// values cuts objects that follow one another or stand in an array, each over as many lines as it likes. Text between them that is
// no JSON ends the input with a fault, since nothing shows where the next object would start.
func (c *cutter) values() {
	c.line = 1
	any := false
	for {
		b, err := c.nextByte()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				c.readError(err)
			} else if !any {
				c.fault(0, Fault{What: "it holds no article", Remedy: "give objects with a text"})
			}
			return
		}
		switch b {
		case ' ', '\t', '\r', '\n', ',', '[', ']', 0xEF, 0xBB, 0xBF:
		case '{':
			any = true
			if !c.object() {
				return
			}
		default:
			c.fault(c.line, Fault{What: "its JSON breaks here: an object was expected", Remedy: "mend the file; what follows was not read"})
			return
		}
	}
}

func (c *cutter) nextByte() (byte, error) {
	b, err := c.r.ReadByte()
	if b == '\n' && err == nil {
		c.line++
	}
	return b, err
}

// object cuts one object, its brace already read, by counting braces outside strings.
func (c *cutter) object() bool {
	start := c.line
	raw := []byte{'{'}
	var s braces
	s.depth = 1
	long := false
	for s.depth > 0 {
		b, err := c.nextByte()
		if errors.Is(err, io.EOF) {
			c.fault(start, Fault{What: "its JSON object has no end", Remedy: "the file seems cut off: get it again"})
			return false
		}
		if err != nil {
			c.readError(err)
			return false
		}
		s.step(b)
		if long = long || int64(len(raw)) >= c.max; !long {
			raw = append(raw, b)
		}
	}
	if long {
		return c.tooLarge(start)
	}
	return c.yield(Piece{File: c.file, Line: start, kind: jsonValues, raw: bytes.TrimSpace(raw)})
}

// braces follows the nesting of JSON.
type braces struct {
	depth             int
	inString, escaped bool
}

func (s *braces) step(b byte) {
	switch {
	case s.escaped:
		s.escaped = false
	case s.inString:
		s.escaped = b == '\\'
		s.inString = b != '"'
	case b == '"':
		s.inString = true
	case b == '{':
		s.depth++
	case b == '}':
		s.depth--
	}
}
