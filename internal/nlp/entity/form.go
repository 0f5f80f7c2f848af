package entity

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
)

// forms returns the forms of the name at a mention, as the text has them: without clitics and outer quotation marks, and the quoted part
// of a body's name by itself (صحيفة "الفجر" and الفجر).
func (j *joiner) forms(m *doc.Mention) []string {
	if j.isWhole(m) {
		return []string{j.src.At(m.Span)}
	}
	whole := j.surface(m.NameFirst, m.NameEnd)
	out := []string{whole}
	if m.Type == doc.Person {
		return out
	}
	if first, end, ok := j.quoted(m); ok {
		out = append(out, j.surface(first, end))
	}
	if j.onlyKind(m) || m.Type == doc.Organisation && j.hasProper(m) && j.tokens[m.NameFirst+1].Kind == doc.Word {
		out = append(out, j.surface(m.NameFirst+1, m.NameEnd))
	}
	return out
}

// isWhole says whether a surname is repeated as it is: the ب of بادي is no preposition where the article names راجح بادي.
func (j *joiner) isWhole(m *doc.Mention) bool {
	if m.Rule != ruleShort || m.Entity == doc.NoEntity {
		return false
	}
	words := j.clusters[m.Entity].words
	return len(words) > 0 && words[len(words)-1] == j.tokens[m.First].Fold
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

// surface returns the text of the tokens without the clitics of the first one.
func (j *joiner) surface(first, end int) string {
	s := j.src[j.tokens[first].Start:j.tokens[end-1].End]
	raw := string(s)
	fold := j.tokens[first].Fold
	bare := j.bare(first, fold)
	if bare == fold {
		return raw
	}
	if strings.HasPrefix(bare, "ال") && !strings.HasSuffix(fold, bare) {
		return "ال" + cutLetters(raw, (len(fold)-len(bare))/2+2) // للأمم stands for ل + الأمم
	}
	return cutLetters(raw, (len(fold)-len(bare))/2)
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
