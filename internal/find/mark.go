package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/text"
)

// At says whether the clause holds at the term: its phrase starts there.
func (c *Clause) At(terms []Term, i int) bool {
	if len(c.Phrase) == 0 || i+len(c.Phrase) > len(terms) {
		return false
	}
	for k, keys := range c.Phrase {
		t := &terms[i+k]
		if !slices.Contains(keys, t.Key) {
			return false
		}
		if k < len(c.Exact) && c.Exact[k] != "" && !written(t.Exact, c.Exact[k]) {
			return false
		}
	}
	return true
}

// In says whether the clause's words stand somewhere in the text; it does not ask whether they must not.
func (c *Clause) In(terms []Term) bool {
	for i := range terms {
		if c.At(terms, i) {
			return true
		}
	}
	return false
}

// Holds says whether a text of these terms has what the question's words ask for. It knows nothing of the filters.
func (q *Query) Holds(terms []Term) bool {
	for _, group := range q.Groups() {
		if !slices.ContainsFunc(group, func(c Clause) bool { return c.In(terms) != c.Not }) {
			return false
		}
	}
	return true
}

// written says whether a word of a text is the word in quotation marks, perhaps with clitics before it.
func written(surface, exact string) bool {
	if surface == exact {
		return true
	}
	for _, and := range [...]string{"", "و", "ف"} {
		rest, ok := strings.CutPrefix(surface, and)
		if !ok {
			continue
		}
		if rest == exact {
			return true
		}
		for _, p := range [...]string{"ب", "ل", "ك"} {
			if r, ok := strings.CutPrefix(rest, p); ok && r == exact {
				return true
			}
		}
		if word, ok := strings.CutPrefix(exact, article); ok && strings.TrimPrefix(rest, "لل") == word && rest != word {
			return true
		}
	}
	return false
}

// Mark returns the hits of the question in the text, in order: words, and phrases from their first word to their last; those that overlap are one.
func (a *Analyzer) Mark(s string, q Query) []text.Span {
	hits := q.hits(a.Terms(s))
	var out []text.Span
	for _, h := range hits {
		if n := len(out); n > 0 && h.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, h.End)
			continue
		}
		out = append(out, h.Span)
	}
	return out
}

// hit is where a clause holds.
type hit struct {
	text.Span
	clause int
}

// hits are in the order of their first bytes.
func (q *Query) hits(terms []Term) []hit {
	var out []hit
	for i := range terms {
		for c := range q.All {
			if clause := &q.All[c]; !clause.Not && clause.At(terms, i) {
				out = append(out, hit{text.Span{Start: terms[i].Start, End: terms[i+len(clause.Phrase)-1].End}, c})
			}
		}
	}
	return out
}

// Snippet returns a piece of the text of about so many letters, cut between words, where most parts of the question stand together, and the
// hits in it as spans of the whole text. Without a hit it is the beginning.
func (a *Analyzer) Snippet(s string, q Query, width int) (cut text.Span, marks []text.Span) {
	hits := q.hits(a.Terms(s))
	cut = window(s, hits, max(width, 1))
	for _, m := range a.Mark(s, q) {
		if cut.Contains(m) {
			marks = append(marks, m)
		}
	}
	return cut, marks
}

// window chooses where to cut.
func window(s string, hits []hit, width int) text.Span {
	if len(hits) == 0 {
		start := len(s) - len(strings.TrimLeftFunc(s, isSpace))
		return text.Span{Start: start, End: wordEnd(s, start, width)}
	}
	best, score, last := 0, -1, 0
	for i := range hits {
		limit := after(s, hits[i].Start, width)
		for last = max(last, i); last+1 < len(hits) && hits[last+1].End <= limit; last++ {
		}
		seen := map[int]bool{}
		for _, h := range hits[i : last+1] {
			seen[h.clause] = true
		}
		if n := 1000*len(seen) + min(last-i, 999); n > score {
			best, score = i, n
		}
	}
	first, end := hits[best].Start, after(s, hits[best].Start, width)
	lead := width / 4 // some words before the first hit
	for _, h := range hits[best:] {
		if h.End <= end {
			lead = min(lead, width-utf8.RuneCountInString(s[first:h.End]))
		}
	}
	start := wordStart(s, first, max(lead, 0))
	return text.Span{Start: start, End: max(hits[best].End, wordEnd(s, start, width))}
}

// after returns the byte position n letters behind at.
func after(s string, at, n int) int {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// wordEnd returns the end of the last word that ends at most n letters behind at; of a longer word it cuts within.
func wordEnd(s string, at, n int) int {
	end := after(s, at, n)
	if end >= len(s) || isSpaceAt(s[end:]) {
		return max(at, len(strings.TrimRightFunc(s[:end], isSpace)))
	}
	if i := strings.LastIndexFunc(s[at:end], isSpace); i > 0 {
		return max(at, len(strings.TrimRightFunc(s[:at+i], isSpace)))
	}
	return end
}

// wordStart returns the start of the first word that starts at most n letters before at, in the same paragraph.
func wordStart(s string, at, n int) int {
	start := at
	for back := at; n > 0 && back > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(s[:back])
		if r == '\n' {
			return start
		}
		if isSpace(r) {
			start = back
		}
		if back -= size; back == 0 {
			start = 0
		}
	}
	return start
}
