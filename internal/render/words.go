package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad"
)

// stride is how many code points lie between two marks of a words table.
const stride = 64

// words finds the words of a text by their code points.
type words struct {
	text  string
	marks []int // the byte at which code point i*stride begins
	runes int
}

func newWords(text string) *words {
	w := &words{text: text}
	for at := range text {
		if w.runes%stride == 0 {
			w.marks = append(w.marks, at)
		}
		w.runes++
	}
	return w
}

// byte returns where the code point begins; one past the end is the text's end.
func (w *words) byte(n int) int {
	if n >= w.runes {
		return len(w.text)
	}
	at := w.marks[n/stride]
	for range n % stride {
		_, size := utf8.DecodeRuneInString(w.text[at:])
		at += size
	}
	return at
}

// at returns the words of a span; one that is not inside the text has none.
func (w *words) at(s *isnad.Span) string {
	if s == nil || s.Start < 0 || s.End < s.Start || s.End > w.runes {
		return ""
	}
	return w.text[w.byte(s.Start):w.byte(s.End)]
}

// all returns the words of several spans, with a mark where other words stand between.
func (w *words) all(spans []isnad.Span) string {
	parts := make([]string, 0, len(spans))
	for i := range spans {
		if s := w.at(&spans[i]); s != "" {
			parts = append(parts, s)
		}
	}
	return oneLine(strings.Join(parts, " … "))
}

// oneLine makes every run of white space one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// rightToLeft says whether the first letter runs from the right: the rule of HTML's dir=auto.
func rightToLeft(s string) bool {
	for _, r := range s {
		if isRightToLeft(r) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// isRightToLeft says whether the rune is a letter of Hebrew, Arabic or a script between them.
func isRightToLeft(r rune) bool {
	return (r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFF) && unicode.IsLetter(r)
}

// headline is the article's title, or its first line that is not furniture.
func headline(r *isnad.Record) string {
	if t := oneLine(r.Article.Title); t != "" {
		return t
	}
	for _, l := range lines(r.Article.Text) {
		if !furnished(r, l.start, l.end) {
			return oneLine(l.text)
		}
	}
	return ""
}

func furnished(r *isnad.Record, start, end int) bool {
	for _, f := range r.Furniture {
		if f.Start <= start && end <= f.End {
			return true
		}
	}
	return false
}

// textLine is a line of the article with its code points, without white space at its ends.
type textLine struct {
	text       string
	start, end int
}

// lines cuts the text at its line ends; empty lines are left out.
func lines(text string) []textLine {
	var out []textLine
	n := 0
	for part := range strings.SplitAfterSeq(text, "\n") {
		size := utf8.RuneCountInString(part)
		left := strings.TrimLeftFunc(part, unicode.IsSpace)
		trimmed := strings.TrimRightFunc(left, unicode.IsSpace)
		if trimmed != "" {
			start := n + size - utf8.RuneCountInString(left)
			out = append(out, textLine{trimmed, start, start + utf8.RuneCountInString(trimmed)})
		}
		n += size
	}
	return out
}
