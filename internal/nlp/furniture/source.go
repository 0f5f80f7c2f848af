package furniture

import "isnad.dev/isnad/internal/doc"

// How far from the article's two ends its source may be named, in lines.
const (
	headLines = 5
	tailLines = 3
)

// findSources reads datelines at the top, source lines anywhere, and agencies at the end.
func (a *article) findSources() {
	seen := 0
	for i := range a.lines {
		l := &a.lines[i]
		if l.taken || l.first >= l.end {
			continue
		}
		seen++
		if seen > 1 && a.openedSource(i) || a.head(i, seen) || a.tail(i) {
			continue
		}
	}
}

func (a *article) note(first, end, nameFirst, nameEnd int, rule doc.RuleID) {
	if first < end && nameFirst < nameEnd {
		a.sources = append(a.sources, doc.Source{Span: a.span(first, end), Name: a.span(nameFirst, nameEnd), Rule: rule})
	}
}

// longestName is how many words the name in a source line or a byline has at most.
const longestName = 8

// openedSource reads a line that opens with listed words: "المصدر: (…)", "كتب: …". The name is what follows, without its brackets.
func (a *article) openedSource(i int) bool {
	l := &a.lines[i]
	at := skipMarks(a.tokens, l.first, l.end)
	o, next, ok := a.openers.at(a.tokens, at, l.end)
	if !ok || l.words > longestName+3 || endsWithStop(a.tokens, *l) {
		return false
	}
	first, end := a.trim(next, l.end)
	if first >= end || o.rule == byline && end-first > bylineWords+1 {
		return false
	}
	end = a.closed(first, end)
	l.taken = true
	a.note(l.first, l.end, first, end, o.rule)
	return true
}

// closed is where the quotation mark or bracket before token first is closed, or end.
func (a *article) closed(first, end int) int {
	if before := a.tokens[first-1]; before.Kind != doc.Punct || before.Mark != '“' && before.Mark != '{' && before.Mark != '"' && before.Mark != '(' {
		return end
	}
	for at := first; at < end; at++ {
		switch a.tokens[at].Mark {
		case '”', '}', '"', ')':
			return at
		}
	}
	return end
}

// trim takes marks off both ends.
func (a *article) trim(first, end int) (int, int) {
	first = skipMarks(a.tokens, first, end)
	for end > first && a.tokens[end-1].Kind == doc.Punct {
		end--
	}
	return first, end
}

// head reads a dateline at the top of a line; the headline has none, for "رويترز: …" in a headline is a statement.
func (a *article) head(i, seen int) bool {
	l := &a.lines[i]
	if seen > headLines || seen == 1 && i+1 < len(a.lines) && !endsWithStop(a.tokens, *l) {
		return false
	}
	if a.datedLine(i) {
		return true
	}
	d, ok := a.dateline(l.first, l.end)
	if !ok {
		return false
	}
	a.take(i, d)
	if i > 1 && a.lines[i].taken {
		a.reporter(i - 1)
	}
	return true
}

// byline is the rule of lines that name the reporter.
const byline doc.RuleID = "ar.source.byline"

// bylineWords is how many words a reporter's name has at most.
const bylineWords = 4

// reporter reads the reporter's name in the line above a dateline that has a line of its own.
func (a *article) reporter(i int) {
	l := &a.lines[i]
	if l.taken || l.words == 0 || l.words > bylineWords || !plain(a.tokens[l.first:l.end]) {
		return
	}
	l.taken = true
	a.note(l.first, l.end, l.first, l.end, byline)
}

func (a *article) take(i int, d dateline) {
	l := &a.lines[i]
	l.taken = d.first == l.first && d.end == l.end
	a.note(d.first, d.end, d.nameFirst, d.nameEnd, "ar.source.dateline")
	if !l.taken && d.first == l.first {
		l.first = d.end
	}
}

// isDateline says whether the line opens with a dateline.
func (a *article) isDateline(l line) bool {
	_, ok := a.dateline(l.first, l.end)
	return ok
}

// longestDated is how many words a dateline with a day in two calendars has at most.
const longestDated = 20

// datedLine reads "برلين 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس": a line with a number that closes with an agency's name.
func (a *article) datedLine(i int) bool {
	l := &a.lines[i]
	if l.full || l.words > longestDated || !a.dated(*l) {
		return false
	}
	for at := max(l.first, l.end-4); at < l.end; at++ {
		if g, next, ok := a.agencies.at(a.tokens, at, l.end); ok && !g.common && !g.photos && next == l.end {
			l.taken = true
			a.note(l.first, l.end, at, next, "ar.source.dated")
			return true
		}
	}
	return false
}

// tail reads an agency at the end of the article's last lines: in brackets, or after the last full stop.
func (a *article) tail(i int) bool {
	if !a.atEnd(i) {
		return false
	}
	l := &a.lines[i]
	if first, end, ok := a.closingBracket(*l); ok && (first == l.first || endsSentence(a.tokens[first-1].Mark) || a.last(i)) {
		nameFirst, nameEnd := a.trim(first, end)
		a.note(first, end, nameFirst, nameEnd, "ar.source.bracket")
		l.cut(a.tokens, l.first, first)
		return true
	}
	at := a.lastSentence(*l)
	d, ok := a.dateline(at, l.end)
	if !ok || d.end != l.end {
		return false
	}
	a.take(i, d)
	return true
}

// atEnd says whether the line is one of the last that are the article's.
func (a *article) atEnd(i int) bool {
	n := 0
	for _, l := range a.lines[i+1:] {
		if !l.taken {
			n++
		}
		if n >= tailLines {
			return false
		}
	}
	return true
}

// lastSentence is the token after the last full stop that has words after it.
func (a *article) lastSentence(l line) int {
	_, end := a.trim(l.first, l.end)
	for at := end - 1; at > l.first; at-- {
		if t := a.tokens[at]; t.Kind == doc.Punct && endsSentence(t.Mark) {
			return at + 1
		}
	}
	return l.first
}

// closingBracket finds "(أ ف ب)" or "(رويترز، د ب أ)" at the line's end.
func (a *article) closingBracket(l line) (first, end int, ok bool) {
	end = l.end
	if end > l.first && a.tokens[end-1].Mark == '.' {
		end--
	}
	if end-2 < l.first || a.tokens[end-1].Mark != ')' {
		return 0, 0, false
	}
	for first = end - 2; first >= l.first; first-- {
		if a.tokens[first].Mark == '(' {
			next, ok := a.names(first+1, end-1)
			return first, end, ok && next == end-1
		}
		if end-first > 2*longestName {
			break
		}
	}
	return 0, 0, false
}

// names reads one agency or a row of them, parted by marks or by "و".
func (a *article) names(at, end int) (next int, ok bool) {
	for {
		at = skipMarks(a.tokens, at, end)
		_, next, found := a.agencies.at(a.tokens, at, end)
		if !found {
			return at, ok && at == end
		}
		at, ok = next, true
	}
}

// findCaptions marks lines that close with a picture agency, or with an agency in brackets although they are no sentence: what stands under a picture.
func (a *article) findCaptions() {
	for i := range a.lines {
		l := &a.lines[i]
		if l.taken || l.full || l.words > longestItem || i == 0 {
			continue
		}
		_, _, bracket := a.closingBracket(*l)
		if bracket && !a.last(i) || a.photoCredit(*l) {
			a.markLine(i, "ar.furniture.caption")
		}
	}
}

func (a *article) photoCredit(l line) bool {
	first, end := a.trim(l.first, l.end)
	for at := max(first, end-3); at < end; at++ {
		if g, next, ok := a.agencies.at(a.tokens, at, end); ok && g.photos && next == end {
			return true
		}
	}
	return false
}
