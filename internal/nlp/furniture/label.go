package furniture

import "isnad.dev/isnad/internal/doc"

// The sizes of a section label and of the headline below it: a label of at most two words that nobody listed is believed only between a
// page's top and a line that looks like a headline with text below it.
const (
	labelWords        = 2
	shortestHeadline  = 4
	shortestParagraph = 15
)

// findLabel marks the section label above the headline, listed or by its place, and one that is written into the headline ("سياسي / …").
func (a *article) findLabel() {
	for i := range a.lines {
		l := &a.lines[i]
		if l.taken || l.first >= l.end {
			continue
		}
		at := skipMarks(a.tokens, l.first, l.end)
		p, next, ok := a.phrases.at(a.tokens, at, l.end)
		switch {
		case ok && p.form == label && skipMarks(a.tokens, next, l.end) == l.end:
			if i+1 < len(a.lines) {
				a.markLine(i, p.rule)
			}
			continue // another label may stand below it
		case ok && p.form == label && isSlash(a.tokens, next, l.end):
			a.crumbs(i, next, p.rule)
		case a.unlistedLabel(i):
			a.markLine(i, "ar.furniture.section")
		}
		return
	}
}

func isSlash(tokens []doc.Token, i, end int) bool {
	return i < end && tokens[i].Kind == doc.Punct && (tokens[i].Mark == '/' || tokens[i].Mark == '|' || tokens[i].Mark == '>' || tokens[i].Mark == '”')
}

// crumbs marks a label that a slash parts from the headline, with all labels after it ("الرئيسية / أخبار / …").
func (a *article) crumbs(i, next int, rule doc.RuleID) {
	l := &a.lines[i]
	next++
	for {
		p, after, ok := a.phrases.at(a.tokens, next, l.end)
		if !ok || p.form != label {
			break
		}
		if after == l.end {
			a.markLine(i, rule)
			return
		}
		if !isSlash(a.tokens, after, l.end) {
			break
		}
		next = after + 1
	}
	a.mark(l.first, next, rule)
	l.cut(a.tokens, next, l.end)
}

// unlistedLabel knows a label by what stands below it.
func (a *article) unlistedLabel(i int) bool {
	if i+2 >= len(a.lines) {
		return false
	}
	l, headline, body := a.lines[i], a.lines[i+1], a.lines[i+2]
	return l.words <= labelWords && plain(a.tokens[l.first:l.end]) &&
		headline.words >= shortestHeadline && headline.words <= longestHeadline && !headline.full && !a.dated(headline) && !a.isDateline(headline) &&
		body.words >= shortestParagraph && body.full
}

// plain says whether there are words and nothing else.
func plain(tokens []doc.Token) bool {
	for _, t := range tokens {
		if t.Kind != doc.Word {
			return false
		}
	}
	return true
}

// dated says whether the line has a year or a time: it gives the day of an article, and is no headline.
func (a *article) dated(l line) bool {
	for _, t := range a.tokens[l.first:l.end] {
		if t.Kind == doc.Number && len(t.Fold) == 4 {
			return true
		}
	}
	return false
}
