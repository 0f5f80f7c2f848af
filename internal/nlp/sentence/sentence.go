// Package sentence groups tokens into sentences and pairs quotation marks.
//
// In: tokens. Out: quotations by token index, and sentences, such that every token but the paragraph breaks is in exactly one and no
// sentence ends inside a closed quotation. `قال: "انتهى الأمر. سنعود."` is one sentence; `He said: "It is over. We will be back."` too.
package sentence

import "isnad.dev/isnad/internal/doc"

// maxQuote is how many tokens a quotation may run before its mark is taken for a stray one.
const maxQuote = 400

// Quotes pairs the quotation marks. A mark without a partner in its paragraph runs to the paragraph's end and is not balanced.
func Quotes(tokens []doc.Token) []doc.Quote {
	var out []doc.Quote
	for first := 0; first < len(tokens); {
		end := first
		for end < len(tokens) && tokens[end].Kind != doc.Break {
			end++
		}
		out = paragraphQuotes(out, tokens, first, end)
		first = end + 1
	}
	return out
}

// paragraphQuotes pairs from left to right: an opening mark takes the next closing one; a straight mark opens or closes by what stands open.
// Brackets inside do not matter. Nested pairs of one make are taken as one quotation, since the news seldom nests and often forgets.
func paragraphQuotes(out []doc.Quote, tokens []doc.Token, first, end int) []doc.Quote {
	open := -1
	for i := first; i < end; i++ {
		if tokens[i].Kind != doc.Punct {
			continue
		}
		switch tokens[i].Mark {
		case '“':
			if open < 0 {
				open = i
			}
		case '”':
			if open >= 0 {
				out = append(out, doc.Quote{Open: open, Close: i, Balanced: true})
				open = -1
			} else if opensByShape(tokens, i, end) {
				open = i // a closing mark in an opening place: “…” typed as ”…”
			}
		case '"':
			if open >= 0 && !(tokens[i].Space && i+1 < end && !tokens[i+1].Space && i > open+1 && tokens[open].Mark != '"') {
				out = append(out, doc.Quote{Open: open, Close: i, Balanced: true})
				open = -1
			} else if open < 0 {
				open = i
			}
		}
		if open >= 0 && i-open > maxQuote {
			open = -1
		}
	}
	if open >= 0 && open+1 < end {
		out = append(out, doc.Quote{Open: open, Close: end, Balanced: false})
	}
	return out
}

func opensByShape(tokens []doc.Token, i, end int) bool {
	return tokens[i].Space && i+1 < end && !tokens[i+1].Space
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
		case !inQuote && ends(tokens, i):
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

// abbreviation says whether the stop stands after a single letter: أ.ف.ب, د. محمد, U.S.
func abbreviation(tokens []doc.Token, i int) bool {
	if i == 0 || tokens[i].Space || tokens[i-1].Kind != doc.Word {
		return false
	}
	n := len(tokens[i-1].Fold)
	return n == 1 || n == 2 && tokens[i-1].Fold[0] >= 0xD8
}
