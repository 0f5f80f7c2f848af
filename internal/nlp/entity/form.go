package entity

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// forms returns the forms of the name at a mention, as the text has them: without clitics and outer quotation marks, and the quoted part
// of a body's name by itself (صحيفة "الفجر" and الفجر).
func (j *joiner) forms(m *doc.Mention) []string {
	whole := bare(j.surface(m.NameFirst, m.NameEnd), m.NameClitics)
	out := []string{whole}
	if m.Type == doc.Person {
		return out
	}
	if last := j.tokens[m.NameEnd-1].Fold; m.Type == doc.Place && m.NameEnd-m.NameFirst > 1 && (last == "المحتله" || last == "المحتل") && !j.pack.ClassOf(&j.tokens[m.NameEnd-2]).Has(lang.Common) {
		out = append(out, bare(j.surface(m.NameFirst, m.NameEnd-1), m.NameClitics)) // القدس المحتلة
	}
	if first, end, ok := j.quoted(m); ok {
		out = append(out, j.surface(first, end))
	}
	if j.onlyKind(m) || m.Type == doc.Organisation && j.hasProper(m) && j.tokens[m.NameFirst+1].Kind == doc.Word {
		out = append(out, j.surface(m.NameFirst+1, m.NameEnd))
	}
	return out
}

func (j *joiner) quoted(m *doc.Mention) (first, end int, ok bool) {
	for i := m.NameFirst; i < m.NameEnd; i++ {
		if j.tokens[i].Kind == doc.Punct && first == 0 && i > m.NameFirst {
			first = i + 1
		} else if j.tokens[i].Kind == doc.Punct && first > 0 {
			return first, i, i > first
		}
	}
	return 0, 0, false
}

// surface returns the text of the tokens.
func (j *joiner) surface(first, end int) string {
	return string(j.src[j.tokens[first].Start:j.tokens[end-1].End])
}

// bare takes the clitics off a name as it is written.
func bare(raw string, c doc.Clitics) string {
	n := 0
	if c&(doc.And|doc.Then) != 0 {
		n++
	}
	if c&doc.Article != 0 {
		return "ال" + cutLetters(raw, n+2)
	}
	if c&(doc.In|doc.For|doc.Like) != 0 {
		n++
	}
	return cutLetters(raw, n)
}

// cutLetters takes n letters off the front, with the marks that follow them.
func cutLetters(s string, n int) string {
	for i, r := range s {
		if isMark(r) {
			continue
		}
		if n == 0 {
			return s[i:]
		}
		n--
	}
	return s
}
