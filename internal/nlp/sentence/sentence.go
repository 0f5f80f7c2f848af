// Package sentence groups tokens into sentences and pairs quotation marks.
//
// In: tokens. Out: quotations by token index, and sentences, such that every token but the paragraph breaks is in exactly one and no
// sentence ends inside a closed quotation. `قال: "انتهى الأمر. سنعود."` is one sentence; `He said: "It is over. We will be back."` too.
package sentence

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
)

// maxQuote is how many tokens a quotation may run in a paragraph before its mark is taken for a stray one, and maxParagraphs over how many
// paragraphs.
const (
	maxQuote      = 400
	maxParagraphs = 6
)

// Quotes pairs the quotation marks. A mark without a partner in its paragraph runs to the paragraph's end and is not balanced; where the next
// paragraphs close or open it again, they continue it.
func Quotes(tokens []doc.Token) []doc.Quote {
	var out []doc.Quote
	over := 0 // how many more paragraphs the quotation under way may run over
	for first := 0; first < len(tokens); {
		end := paragraphEnd(tokens, first)
		n := len(out)
		out = paragraphQuotes(out, tokens, first, end, over > 0 && goesOn(tokens, first, end, over))
		if over > 0 && n < len(out) && out[n].Open == first && onlyMarks(tokens[out[n].Close:end]) {
			out[n].Continues = true // some writers open each paragraph of a quotation
		}
		switch last := len(out) - 1; {
		case last < n || out[last].Balanced:
			over = 0
		case out[last].Continues:
			over--
		default:
			over = maxParagraphs
		}
		first = end + 1
	}
	return out
}

func paragraphEnd(tokens []doc.Token, i int) int {
	for i < len(tokens) && tokens[i].Kind != doc.Break {
		i++
	}
	return i
}

// goesOn says whether a paragraph is inside a quotation that stands open before it: its first mark closes the quotation at the paragraph's
// end, or it has no mark and one of the next paragraphs does so.
func goesOn(tokens []doc.Token, first, end, more int) bool {
	for ; more >= 0 && first < len(tokens); more-- {
		for i := first; i < end; i++ {
			if isQuotationMark(&tokens[i]) {
				return !opens(tokens, i, first, end) && onlyMarks(tokens[i:end])
			}
		}
		first, end = end+1, paragraphEnd(tokens, end+1)
	}
	return false
}

func onlyMarks(tokens []doc.Token) bool {
	for i := range tokens {
		if tokens[i].Kind != doc.Punct {
			return false
		}
	}
	return true
}

func isQuotationMark(t *doc.Token) bool {
	return t.Kind == doc.Punct && (t.Mark == '"' || t.Mark == '“' || t.Mark == '”')
}

// opens says whether the mark opens by its make or, where one make serves both, by its place.
func opens(tokens []doc.Token, i, first, end int) bool {
	return tokens[i].Mark == '“' || i == first || opensByShape(tokens, i, end)
}

// paragraphQuotes pairs from left to right: an opening mark takes the next closing one; a straight mark opens or closes by what stands open, or by
// its place where the marks after it bear that out. Brackets inside do not matter. A pair inside another is no quotation of its own; where the outer
// one was never closed, it ends where the next one opens. With inside, a quotation is open at the start.
func paragraphQuotes(out []doc.Quote, tokens []doc.Token, first, end int, inside bool) []doc.Quote {
	open, continues := -1, inside
	if inside {
		open = first - 1
	}
	add := func(last int, balanced bool) {
		out = append(out, doc.Quote{Open: open, Close: last, Balanced: balanced, Continues: continues})
		open, continues = -1, false
	}
	for i := first; i < end; i++ {
		if tokens[i].Kind != doc.Punct {
			continue
		}
		switch opensInside(tokens, open, i, end) {
		case inner:
			i = nextMark(tokens, i+1, end)
			continue
		case anew:
			add(i, false)
			open = i
			continue
		}
		switch tokens[i].Mark {
		case '“':
			if open < 0 {
				open = i
			}
		case '”':
			if open >= 0 {
				add(i, true)
			} else if opensByShape(tokens, i, end) || opensWord(tokens, i, end) || afterColon(tokens, i) {
				open = i // a closing mark in an opening place: “…” typed as ”…”
			}
		case '"':
			if open >= 0 && !(tokens[i].Space && i+1 < end && !tokens[i+1].Space && i > open+1 && tokens[open].Mark != '"') {
				add(i, true)
			} else if open < 0 {
				open = i
			}
		}
		if open >= 0 && i-open > maxQuote {
			open, continues = -1, false
		}
	}
	if open >= 0 && open+1 < end {
		add(end, false)
	}
	return out
}

// inside is what a mark does while a quotation is open.
type inside uint8

const (
	closing inside = iota // nothing that its make or place would tell
	inner                 // opens a pair inside the quotation
	anew                  // opens the next quotation: the one before it was never closed
)

// opensInside tells by its place and by the marks after it what a mark does while a quotation is open: "… "…" …" has a pair inside, in "… "…" the
// first was never closed.
func opensInside(tokens []doc.Token, open, i, end int) inside {
	if open >= 0 && tokens[i].Mark == '”' && i > open+1 && afterColon(tokens, i) {
		return anew
	}
	if open < 0 || i == open+1 || !isQuotationMark(&tokens[i]) || tokens[i].Mark == '”' || !opensByShape(tokens, i, end) {
		return closing
	}
	depth := 2
	for n := 0; n < maxMarks && depth < 4; n++ {
		if i = nextMark(tokens, i+1, end); i < 0 {
			break
		}
		switch {
		case !closesByShape(tokens, i):
			depth++
		case depth == 1:
			return inner
		default:
			depth--
		}
		if n == 0 && depth != 1 {
			return closing // two marks in an opening place, one after the other: their places tell nothing
		}
	}
	return anew
}

// maxMarks is how many marks are looked at to tell a pair inside a quotation from the next quotation.
const maxMarks = 10

// nextMark returns the next quotation mark from the token on, or -1.
func nextMark(tokens []doc.Token, i, end int) int {
	for ; i < end; i++ {
		if isQuotationMark(&tokens[i]) {
			return i
		}
	}
	return -1
}

// closesByShape says whether the mark closes by its make or stands right after a word.
func closesByShape(tokens []doc.Token, i int) bool {
	return tokens[i].Mark == '”' || tokens[i].Mark == '"' && !tokens[i].Space && !afterLetter(tokens, i)
}

// opensByShape says whether a word follows the mark at once and none stands right before it, but for a single letter: و"المساء", لـ"الفجر".
func opensByShape(tokens []doc.Token, i, end int) bool {
	if i+1 >= end || tokens[i+1].Space || tokens[i+1].Kind == doc.Punct && closesClause(tokens[i+1].Mark) {
		return false
	}
	return tokens[i].Space || afterLetter(tokens, i)
}

// afterColon says whether a colon stands right before the mark, which then opens whatever its make: قال:»نعم«.
func afterColon(tokens []doc.Token, i int) bool {
	return i > 0 && tokens[i-1].Kind == doc.Punct && tokens[i-1].Mark == ':'
}

// opensWord says whether a closing mark of which no quotation is open stands right before a word, with another closing mark to follow: للشعب»الواحد».
func opensWord(tokens []doc.Token, i, end int) bool {
	if i+1 >= end || tokens[i+1].Space || tokens[i+1].Kind == doc.Punct {
		return false
	}
	next := nextMark(tokens, i+1, end)
	return next >= 0 && closesByShape(tokens, next)
}

// closesClause says whether the mark may stand right after a closing quotation mark: «نعم»، but never after an opening one.
func closesClause(mark rune) bool {
	switch mark {
	case ',', '.', ';', ':', '?', '!', ')':
		return true
	}
	return false
}

// afterLetter says whether a word of one Arabic letter stands right before the token.
func afterLetter(tokens []doc.Token, i int) bool {
	return i > 0 && !tokens[i].Space && tokens[i-1].Kind == doc.Word && len(tokens[i-1].Fold) == 2
}

// Split groups the tokens between paragraph breaks into sentences.
func Split(tokens []doc.Token, quotes []doc.Quote) []doc.Sentence {
	var out []doc.Sentence
	paragraph, first, q := 0, 0, 0
	for i := range tokens {
		for q < len(quotes) && (quotes[q].Close <= i) {
			q++
		}
		inQuote := q < len(quotes) && quotes[q].Balanced && quotes[q].Open < i
		switch {
		case tokens[i].Kind == doc.Break:
			if i > first {
				out = append(out, doc.Sentence{First: first, End: i, Paragraph: paragraph})
			}
			first = i + 1
			paragraph++
		case !inQuote && ends(tokens, i) || endsQuoted(tokens, i):
			end := i + 1
			out = append(out, doc.Sentence{First: first, End: end, Paragraph: paragraph})
			first = end
		}
	}
	if first < len(tokens) {
		out = append(out, doc.Sentence{First: first, End: len(tokens), Paragraph: paragraph})
	}
	return out
}

// ends says whether the token ends a sentence: a stop, question or exclamation mark that is no part of an abbreviation, number or ellipsis
// inside running text.
func ends(tokens []doc.Token, i int) bool {
	t := &tokens[i]
	if t.Kind != doc.Punct || t.Mark != '.' && t.Mark != '?' && t.Mark != '!' {
		return false
	}
	if i+1 < len(tokens) {
		next := &tokens[i+1]
		if next.Kind == doc.Punct && (next.Mark == '.' || next.Mark == '!' || next.Mark == '?' || next.Mark == '"' || next.Mark == '”' || next.Mark == ')' || next.Mark == ',') {
			return false
		}
		if t.Mark == '.' && !next.Space && next.Kind == doc.Word && abbreviation(tokens, i) {
			return false
		}
	}
	return t.Mark != '.' || !abbreviation(tokens, i) || i+1 >= len(tokens) || tokens[i+1].Kind == doc.Break
}

// endsQuoted says whether a closing mark with a stop right before it ends the sentence, since a word with و opens the next one: "… سنعود." وعاد.
func endsQuoted(tokens []doc.Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) || !isQuotationMark(&tokens[i]) || tokens[i].Mark == '“' || tokens[i-1].Kind != doc.Punct {
		return false
	}
	stop, next := tokens[i-1].Mark, &tokens[i+1]
	return (stop == '.' || stop == '!' || stop == '?') && !tokens[i].Space && next.Kind == doc.Word && next.Space && strings.HasPrefix(next.Fold, "و")
}

// abbreviation says whether the stop stands after a single letter: أ.ف.ب, د. محمد, U.S.
func abbreviation(tokens []doc.Token, i int) bool {
	if i == 0 || tokens[i].Space || tokens[i-1].Kind != doc.Word {
		return false
	}
	n := len(tokens[i-1].Fold)
	return n == 1 || n == 2 && tokens[i-1].Fold[0] >= 0xD8
}
