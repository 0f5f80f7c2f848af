// Package object cuts JSON objects out of a stream of any length, holding no more than one of them.
//
// In: bytes that a Scanner walks over, with the line and the offset that it stands at. Out: the bytes of one object, not yet decoded. Of
// {"text":"قال } الوزير"} and {"text":"he said }"} each is one object: a brace inside a string is no brace.
package object

import (
	"bufio"
	"errors"
	"io"
)

// ErrNoEnd says that the stream ends inside a value.
var ErrNoEnd = errors.New("a JSON value has no end")

// Scanner walks over a stream. Line and At are where it stands.
type Scanner struct {
	R    *bufio.Reader
	Line int   // from 1
	At   int64 // bytes from the start of the stream
}

// Byte returns the next byte.
func (s *Scanner) Byte() (byte, error) {
	b, err := s.R.ReadByte()
	if err != nil {
		return 0, err
	}
	s.At++
	if b == '\n' {
		s.Line++
	}
	return b, nil
}

// Skip passes over the bytes before an offset.
func (s *Scanner) Skip(to int64) error {
	for s.At < to {
		if _, err := s.Byte(); err != nil {
			return err
		}
	}
	return nil
}

// Object returns the object whose brace was just read. Of one over the limit nothing is kept and long is true; the scanner stands behind it.
func (s *Scanner) Object(limit int64) (raw []byte, long bool, err error) {
	raw = []byte{'{'}
	err = s.value('{', func(b byte) {
		if long = long || int64(len(raw)) >= limit; !long {
			raw = append(raw, b)
		}
	})
	if err != nil || long {
		raw = nil
	}
	return raw, long, err
}

// Pass passes over the value whose first byte was just read. A number or a word ends before the byte behind it.
func (s *Scanner) Pass(first byte) error { return s.value(first, func(byte) {}) }

// String returns the bytes of the JSON string whose quotation mark was just read, with both marks; what is over the limit is left out, so that it is no
// JSON any more.
func (s *Scanner) String(limit int) ([]byte, error) {
	raw := []byte{'"'}
	err := s.value('"', func(b byte) {
		if len(raw) < limit {
			raw = append(raw, b)
		}
	})
	return raw, err
}

// value walks to the end of a value and hands on every byte after the first.
func (s *Scanner) value(first byte, each func(byte)) error {
	n := nesting{}
	if n.step(first); !n.open() {
		return s.word(each)
	}
	for n.open() {
		b, err := s.Byte()
		if errors.Is(err, io.EOF) {
			return ErrNoEnd
		}
		if err != nil {
			return err
		}
		n.step(b)
		each(b)
	}
	return nil
}

// word walks over the rest of a number, true, false or null.
func (s *Scanner) word(each func(byte)) error {
	for {
		next, err := s.R.Peek(1)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch b := next[0]; {
		case b >= '0' && b <= '9', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '.', b == '-', b == '+':
			s.Byte()
			each(b)
		default:
			return nil
		}
	}
}

// Number returns the number or word whose first byte was just read, up to the limit.
func (s *Scanner) Number(first byte, limit int) (string, error) {
	raw := []byte{first}
	err := s.word(func(b byte) {
		if len(raw) < limit {
			raw = append(raw, b)
		}
	})
	return string(raw), err
}

// nesting follows braces, brackets and strings.
type nesting struct {
	depth             int
	inString, escaped bool
}

func (n *nesting) open() bool { return n.depth > 0 || n.inString }

func (n *nesting) step(b byte) {
	switch {
	case n.escaped:
		n.escaped = false
	case n.inString:
		n.escaped = b == '\\'
		n.inString = b != '"'
	case b == '"':
		n.inString = true
	case b == '{', b == '[':
		n.depth++
	case b == '}', b == ']':
		n.depth--
	}
}
