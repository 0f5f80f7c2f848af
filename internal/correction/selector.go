package correction

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad"
)

// Selector names words of a text: the words, what stands around them (W3C TextQuoteSelector), and where they stood, in code points
// (TextPositionSelector).
type Selector struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// around is how many code points before and behind are kept.
const around = 32

// Select makes the selector of a span.
func Select(points []rune, s isnad.Span) Selector {
	from, to := max(0, min(s.Start, len(points))), max(0, min(s.End, len(points)))
	return Selector{Exact: string(points[from:to]), Prefix: string(points[max(0, from-around):from]), Suffix: string(points[to:min(len(points), to+around)]), Start: s.Start, End: s.End}
}

// Find returns where the words stand in a text that may have changed: of several places that with the most of the same around it, then the nearest.
func (s *Selector) Find(points []rune) (isnad.Span, bool) {
	if s.Exact == "" {
		return isnad.Span{}, false
	}
	n := utf8.RuneCountInString(s.Exact)
	best, most := isnad.Span{}, -1
	try := func(start int) {
		span := isnad.Span{Start: start, End: start + n}
		same := s.same(points, span)
		if same > most || same == most && distance(start, s.Start) < distance(best.Start, s.Start) {
			best, most = span, same
		}
	}
	if s.Start >= 0 && s.Start <= len(points)-n && string(points[s.Start:s.Start+n]) == s.Exact {
		try(s.Start)
	}
	text, at := string(points), 0
	for {
		i := strings.Index(text, s.Exact)
		if i < 0 {
			return best, most >= 0
		}
		at += utf8.RuneCountInString(text[:i])
		try(at)
		at += n // places that overlap are the same words over and over: one of them does
		text = text[i+len(s.Exact):]
	}
}

// same counts how much of what stands around a span is as it was.
func (s *Selector) same(points []rune, at isnad.Span) int {
	before, behind := []rune(s.Prefix), []rune(s.Suffix)
	n := 0
	for i := 1; i <= len(before) && at.Start-i >= 0 && points[at.Start-i] == before[len(before)-i]; i++ {
		n++
	}
	for i := 0; i < len(behind) && at.End+i < len(points) && points[at.End+i] == behind[i]; i++ {
		n++
	}
	return n
}

func distance(a, b int) int { return max(a-b, b-a) }

// locate finds words that somebody has copied out of the text, however their blanks came through: the place nearest to a position.
func locate(points []rune, words string, near int) (isnad.Span, bool) {
	want := []rune(strings.Join(strings.Fields(words), " "))
	if len(want) == 0 {
		return isnad.Span{}, false
	}
	text, from := folded(points)
	rest, at := string(text), 0
	best, found := isnad.Span{}, false
	for {
		i := strings.Index(rest, string(want))
		if i < 0 {
			return best, found
		}
		at += utf8.RuneCountInString(rest[:i])
		span := isnad.Span{Start: from[at], End: from[at+len(want)-1] + 1}
		if !found || distance(span.Start, near) < distance(best.Start, near) {
			best, found = span, true
		}
		at += len(want)
		rest = rest[i+len(string(want)):]
	}
}

// folded writes each run of blanks as one, and says where each code point came from.
func folded(points []rune) (text []rune, from []int) {
	for i, p := range points {
		if unicode.IsSpace(p) {
			if len(text) > 0 && text[len(text)-1] == ' ' {
				continue
			}
			p = ' '
		}
		text, from = append(text, p), append(from, i)
	}
	return text, from
}

// shared is the part of two sets of spans that is in both: 1 where they are the same.
func shared(a, b []isnad.Span) float64 {
	both, all := 0, 0
	for _, x := range a {
		all += x.End - x.Start
		for _, y := range b {
			both += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		all += y.End - y.Start
	}
	if all -= both; all <= 0 {
		return 0
	}
	return float64(both) / float64(all)
}
