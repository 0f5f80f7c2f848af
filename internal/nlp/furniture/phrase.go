package furniture

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
)

// findFurniture marks lines from the top down.
func (a *article) findFurniture() {
	a.findLabel()
	for i := range a.lines {
		l := &a.lines[i]
		if l.taken || l.first >= l.end {
			continue
		}
		if rule, ok := shape(a, *l); ok {
			a.markLine(i, rule)
			continue
		}
		a.phrasesIn(i)
	}
}

// phrasesIn looks for the listed phrases where they may stand: at the line's start and after each sentence's end.
func (a *article) phrasesIn(i int) {
	l := a.lines[i]
	start := true
	for at := l.first; at < l.end; at++ {
		t := &a.tokens[at]
		if t.Kind == doc.Punct {
			start = start || endsSentence(t.Mark) || at == l.first
			continue
		}
		if start {
			if p, next, ok := a.phrases.at(a.tokens, at, l.end); ok && a.apply(i, at, next, p) {
				return
			}
		}
		start = false
	}
	a.closingWords(i)
}

// endsSentence says whether a phrase may open after the mark.
func endsSentence(mark rune) bool {
	switch mark {
	case '.', '!', '?', '…', '”', ')', '"':
		return true
	}
	return false
}

// apply marks what a phrase at tokens [at,next) of line i makes furniture; it returns whether the rest of the line is settled.
func (a *article) apply(i, at, next int, p phrase) bool {
	l := &a.lines[i]
	opens := skipMarks(a.tokens, l.first, l.end) == at
	switch p.form {
	case wholeLine:
		if !opens || skipMarks(a.tokens, next, l.end) < l.end {
			return false
		}
		a.markLine(i, p.rule)
	case opensLine:
		if l.end-at > longestOpened {
			return false
		}
		a.markRest(i, at, opens, p.rule)
	case opensList:
		alone := skipMarks(a.tokens, next, l.end) == l.end
		a.markRest(i, at, opens, p.rule)
		a.markList(i+1, alone && opens, p.rule)
	case endsPage:
		if !opens {
			return false
		}
		for ; i < len(a.lines); i++ {
			a.markLine(i, p.rule)
		}
	case tagLine:
		if opens || !a.last(i) {
			return false
		}
		a.markRest(i, at, false, p.rule)
	case words:
		if !opens {
			return false
		}
		a.mark(l.first, next, p.rule)
		l.cut(a.tokens, next, l.end)
		l.taken = l.words == 0
		return l.taken
	default:
		return false
	}
	return true
}

// markRest marks the line, or what is left of it from token at on, with the bracket that opens before it.
func (a *article) markRest(i, at int, whole bool, rule doc.RuleID) {
	l := &a.lines[i]
	if whole {
		a.markLine(i, rule)
		return
	}
	for at > l.first && a.tokens[at-1].Kind == doc.Punct && !endsSentence(a.tokens[at-1].Mark) {
		at--
	}
	a.mark(at, l.end, rule)
	l.cut(a.tokens, l.first, at)
}

// longestOpened is how many tokens follow words like "تصوير:" at most: more of them are the article's text, which lost its line's end.
const longestOpened = 40

// longestItem is how many words a line of a list of other articles has at most: they are headlines.
const longestItem = 22

// markList marks the headlines below a phrase that opens a list. Where the phrase has its first headline in its own line, only a list that
// runs on to the end of the page is taken, since a subheading of the article could follow.
func (a *article) markList(i int, alone bool, rule doc.RuleID) {
	if i > a.listEnd || a.listEnd == 0 {
		a.listEnd = i
	}
	for a.listEnd < len(a.lines) && a.isItem(a.lines[a.listEnd]) {
		a.listEnd++ // kept from call to call: no line is looked at twice
	}
	end := a.listEnd
	if !alone && end < len(a.lines) {
		return
	}
	for ; i < end; i++ {
		a.markLine(i, rule)
	}
}

// isItem says whether the line may be a headline in a list: short, and not a sentence; a headline may ask.
func (a *article) isItem(l line) bool {
	return l.first >= l.end || l.words <= longestItem && !endsWithStop(a.tokens, l)
}

// last says whether nothing but short lines stands below line i.
func (a *article) last(i int) bool { return i >= a.lastBody }

// findLastBody notes the last line that runs as the article's text does.
func (a *article) findLastBody() {
	for a.lastBody = len(a.lines) - 1; a.lastBody > 0; a.lastBody-- {
		if l := a.lines[a.lastBody]; !l.taken && (l.full || l.words > longestItem) {
			return
		}
	}
}

// closingWords marks words at the end of a line that are listed as such ("Next Previous").
func (a *article) closingWords(i int) {
	l := &a.lines[i]
	const longest = 4
	for at := max(l.first+1, l.end-longest); at < l.end; at++ {
		p, next, ok := a.phrases.at(a.tokens, at, l.end)
		if ok && p.form == words && next == l.end {
			for at > l.first && a.tokens[at-1].Kind == doc.Punct && a.tokens[at-1].Mark == '/' {
				at--
			}
			a.mark(at, l.end, p.rule)
			l.cut(a.tokens, l.first, at)
			return
		}
	}
}

// shape knows furniture by what it is made of, whatever its words.
func shape(a *article, l line) (doc.RuleID, bool) {
	letters, numbers, arabic, signs := 0, 0, false, 0
	for _, t := range a.tokens[l.first:l.end] {
		switch t.Kind {
		case doc.Number:
			numbers++
		case doc.Word:
			letters++
			arabic = arabic || t.Fold != "" && t.Fold[0] >= 0x80
			if !arabic && isPicture(t.Fold) {
				return "ar.furniture.file-name", true
			}
		case doc.Punct:
			if t.Mark == '@' || t.Mark == '/' {
				signs++
			}
		}
	}
	switch {
	case letters == 0 && numbers == 0:
		return "ar.furniture.rule", true // a line of points, dashes or stars
	case letters == 0:
		return "ar.furniture.number", true
	case !arabic && signs > 0:
		return "ar.furniture.address", true
	case hashtags(a.tokens[l.first:l.end], letters):
		return "ar.furniture.hashtags", true
	}
	return "", false
}

// isPicture says whether a Latin word is the ending of a picture's file name.
func isPicture(fold string) bool {
	switch fold {
	case "jpg", "jpeg", "png", "webp", "gif":
		return true
	}
	return strings.HasSuffix(fold, "jpg") && len(fold) > 8
}

// hashtags says whether the line is a row of tags: nearly every word has its own sign, or hangs on it by an underscore. A sign before a
// number is the broken code of a letter (&#34;).
func hashtags(tokens []doc.Token, words int) bool {
	signs, joins := 0, 0
	for i, t := range tokens {
		if t.Kind == doc.Punct && t.Mark == '#' && i+1 < len(tokens) && tokens[i+1].Kind == doc.Word {
			signs++
		}
		if t.Kind == doc.Punct && t.Mark == '_' {
			joins++
		}
	}
	return signs > 0 && signs+joins >= words
}
