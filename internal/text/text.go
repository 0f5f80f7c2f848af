// Package text holds the article's text and positions in it.
//
// In: the bytes of an article (UTF-8). Out: Spans, half-open and in bytes, and their conversion to the unit that leaves the program:
// Unicode code points (the unit of W3C Web Annotation's TextPositionSelector).
//
// One example in each language: in "قال لافروف" the span {7 17} is "لافروف" and its code points are 4–10; in "Lavrov said" {0 6} is "Lavrov".
package text

import "unicode/utf8"

// Text is an article's text. It never changes; everything else is a Span on it.
type Text string

// Span is a half-open range of bytes of a Text. The zero Span is empty and means "not there".
type Span struct{ Start, End int }

// At returns the words that the span covers.
func (t Text) At(s Span) string { return string(t[s.Start:s.End]) }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty says whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps says whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains says whether o lies wholly in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Join returns the smallest span that covers both; an empty one counts for nothing.
func (s Span) Join(o Span) Span {
	if s.Empty() {
		return o
	}
	if o.Empty() {
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// stride is how many bytes lie between two marks of a CodePoints table: small enough that a look-up counts few runes.
const stride = 256

// CodePoints converts byte positions of one text to code points, in constant time each.
type CodePoints struct {
	text  Text
	marks []int // marks[i] is the number of code points before byte i*stride
}

// NewCodePoints reads the text once.
func NewCodePoints(t Text) *CodePoints {
	c := &CodePoints{text: t, marks: make([]int, 0, len(t)/stride+1)}
	runes := 0
	for i := 0; i < len(t); i++ {
		if i%stride == 0 {
			c.marks = append(c.marks, runes)
		}
		if utf8.RuneStart(t[i]) {
			runes++
		}
	}
	if len(t)%stride == 0 {
		c.marks = append(c.marks, runes)
	}
	return c
}

// Of returns the number of code points before the byte position.
func (c *CodePoints) Of(pos int) int {
	mark := pos / stride
	n := c.marks[mark]
	for i := mark * stride; i < pos; i++ {
		if utf8.RuneStart(c.text[i]) {
			n++
		}
	}
	return n
}

// UTF16 returns the number of UTF-16 units before the byte position: the unit of a browser's selections. It counts from the start.
func (t Text) UTF16(pos int) int {
	n := 0
	for _, r := range t[:pos] {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
