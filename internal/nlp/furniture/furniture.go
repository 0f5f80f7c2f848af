// Package furniture tells the page's own furniture from the article, and reads what the article says of its own source.
//
// In: a text and its tokens. Out: the lines and ends of lines that are not the article (share lines, tags, picture numbers, related
// articles), each with its rule, and the datelines and source lines. In "لقاء في عمّان ¶ عمّان – رويترز ¶ قال الوزير… ¶ مقالات ذات صلة" the
// last line is furniture and the second a source named رويترز; "Talks in Amman ¶ AMMAN (Reuters) - …" has a dateline of the same kind.
package furniture

import (
	"io/fs"
	"slices"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
)

// Finder knows the furniture and the sources of one language.
type Finder struct {
	phrases  *index[phrase]
	agencies *index[agency]
	openers  *index[opener]
}

// Load reads the tables in the folder furniture of a language pack.
func Load(fsys fs.FS) (*Finder, error) {
	f := &Finder{}
	var err error
	if f.phrases, err = loadPhrases(fsys); err != nil {
		return nil, err
	}
	if f.agencies, err = loadAgencies(fsys); err != nil {
		return nil, err
	}
	if f.openers, err = loadOpeners(fsys); err != nil {
		return nil, err
	}
	return f, nil
}

// Find returns the furniture and the sources of a text, each in order, inside one line, and without overlap among themselves or
// with one another. Tokens are those of the whole text, with a Break at each line's end.
func (f *Finder) Find(src text.Text, tokens []doc.Token) ([]doc.Furniture, []doc.Source) {
	a := &article{Finder: f, src: src, tokens: tokens, lines: split(tokens)}
	a.findLastBody()
	a.findFurniture()
	a.findLastBody()
	a.findSources()
	a.findCaptions()
	slices.SortFunc(a.furniture, func(x, y doc.Furniture) int { return x.Start - y.Start })
	slices.SortFunc(a.sources, func(x, y doc.Source) int { return x.Start - y.Start })
	return a.furniture, a.sources
}

// article is one text while it is looked at.
type article struct {
	*Finder
	src       text.Text
	tokens    []doc.Token
	lines     []line
	furniture []doc.Furniture
	sources   []doc.Source
	lastBody  int // the last line of running text
	listEnd   int // the end of the last list of headlines that was looked at
}

// line is a line of the text: a paragraph, or part of one.
type line struct {
	first, end int  // tokens, without the break
	words      int  // how many are words or numbers
	taken      bool // furniture or a source as a whole
	full       bool // it ends like a sentence
}

func split(tokens []doc.Token) []line {
	lines := make([]line, 0, 32)
	l := line{}
	for i := range tokens {
		switch tokens[i].Kind {
		case doc.Break:
			l.end = i
			lines = append(lines, l.closed(tokens))
			l = line{first: i + 1}
		case doc.Word, doc.Number:
			l.words++
		}
	}
	if l.first < len(tokens) {
		l.end = len(tokens)
		lines = append(lines, l.closed(tokens))
	}
	return lines
}

// closed looks at the line's last marks: a full stop, or a closing quotation mark or bracket after one, ends a sentence.
func (l line) closed(tokens []doc.Token) line {
	for i := l.end - 1; i >= l.first && tokens[i].Kind == doc.Punct; i-- {
		switch tokens[i].Mark {
		case '.', '!', '?', '…':
			l.full = true
			return l
		}
	}
	return l
}

func (a *article) span(first, end int) text.Span {
	return text.Span{Start: a.tokens[first].Start, End: a.tokens[end-1].End}
}

// mark notes furniture; empty ranges are none.
func (a *article) mark(first, end int, rule doc.RuleID) {
	if first < end {
		a.furniture = append(a.furniture, doc.Furniture{Span: a.span(first, end), Rule: rule})
	}
}

// markLine notes a whole line.
func (a *article) markLine(i int, rule doc.RuleID) {
	if l := &a.lines[i]; !l.taken {
		l.taken = true
		a.mark(l.first, l.end, rule)
	}
}

// cut shortens the line to what is left of it.
func (l *line) cut(tokens []doc.Token, first, end int) {
	l.first, l.end, l.words, l.full = first, end, 0, false
	for _, t := range tokens[first:end] {
		if t.Kind == doc.Word || t.Kind == doc.Number {
			l.words++
		}
	}
	*l = l.closed(tokens)
}

// longestHeadline is how many words a headline has at most.
const longestHeadline = 40

// Headline returns the first line that is neither furniture nor a source line, and whether it is a headline: it has text below it, and is not a sentence that runs as body text does.
func Headline(_ text.Text, tokens []doc.Token, furniture []doc.Furniture) (text.Span, bool) {
	lines := split(tokens)
	next := 0
	for i, l := range lines {
		if l.first >= l.end {
			continue
		}
		span := text.Span{Start: tokens[l.first].Start, End: tokens[l.end-1].End}
		for next < len(furniture) && furniture[next].End <= span.Start {
			next++
		}
		if next < len(furniture) && furniture[next].Contains(span) {
			continue
		}
		if next < len(furniture) && furniture[next].Start == span.Start {
			span.Start = afterSpace(tokens, furniture[next].End, l)
		}
		return span, i+1 < len(lines) && l.words <= longestHeadline && !endsWithStop(tokens, l)
	}
	return text.Span{}, false
}

// afterSpace is the start of the first token of the line at or after the position.
func afterSpace(tokens []doc.Token, at int, l line) int {
	for _, t := range tokens[l.first:l.end] {
		if t.Start >= at {
			return t.Start
		}
	}
	return at
}

// endsWithStop says whether the line closes with one full stop: a headline may close with ?, ! or several points.
func endsWithStop(tokens []doc.Token, l line) bool {
	last := tokens[l.end-1]
	return last.Kind == doc.Punct && last.Mark == '.' && (l.end-2 < l.first || tokens[l.end-2].Mark != '.')
}
