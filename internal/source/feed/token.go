package feed

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token of a date is.
type tokenKind uint8

const (
	none tokenKind = iota
	number
	word
	sign
	gap // where a clock was taken out
)

// token is a part of a date, folded.
type token struct {
	kind  tokenKind
	text  string
	value int  // of a number
	width int  // its digits
	glued bool // no blank before it
}

// sameSigns are signs that stand for others.
var sameSigns = strings.NewReplacer("\u2212", "-", "–", "-", "—", "-", "∶", ":", "：", ":", "،", ",", "a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "ب.ظ", " مساء ", "ق.ظ", " صباحا ", "ص.", "ص ")

// lex parts a folded date into words, numbers and signs.
func lex(s string) []token {
	s = sameSigns.Replace(s)
	out := make([]token, 0, 24)
	glued := false
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		t := token{kind: sign, glued: glued}
		switch {
		case unicode.IsSpace(r):
			s, glued = s[n:], false
			continue
		case r >= '0' && r <= '9':
			n = span(s, func(r rune) bool { return r >= '0' && r <= '9' })
			t.kind, t.width = number, n
			t.value, _ = strconv.Atoi(s[:min(n, 15)])
		case unicode.IsLetter(r):
			n = span(s, unicode.IsLetter)
			t.kind = word
		}
		t.text = s[:n]
		out = append(out, t)
		s, glued = s[n:], true
	}
	return out
}

// span is the length of the runes at the start of s that are in the set.
func span(s string, in func(rune) bool) int {
	for i, r := range s {
		if !in(r) {
			return i
		}
	}
	return len(s)
}
