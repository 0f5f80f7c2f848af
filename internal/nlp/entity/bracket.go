package entity

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// brackets notes the bodies that a bracket gives another name: وزارة الدفاع (البنتاغون).
func (j *joiner) brackets() {
	j.aka = map[int]int{}
	for i := 1; i < len(j.mentions); i++ {
		m, before := &j.mentions[i], &j.mentions[i-1]
		if m.Type == doc.Organisation && before.Type == m.Type && m.First == before.End+1 && j.isMark(before.End, '(') && j.isMark(m.End, ')') {
			j.aka[i] = i - 1
		}
	}
}

func (j *joiner) isMark(i int, mark rune) bool {
	return i < len(j.tokens) && j.tokens[i].Kind == doc.Punct && j.tokens[i].Mark == mark
}

// onlyKind says whether the first word of a place's name only tells of what kind it is: بلدة دوما is دوما.
func (j *joiner) onlyKind(m *doc.Mention) bool {
	return m.Type == doc.Place && m.NameEnd-m.NameFirst > 1 && m.Rule == "ar.mention.place-by-head-noun" && j.pack.ClassOf(&j.tokens[m.NameFirst]).Has(lang.PlaceKind)
}

// hasProper says whether the words after a body's head noun name it by themselves: in quotation marks, by letters, in another script.
func (j *joiner) hasProper(m *doc.Mention) bool {
	i := m.NameFirst + 1
	if i >= m.NameEnd || !j.pack.ClassOf(&j.tokens[m.NameFirst]).Has(lang.BodyHead) {
		return false
	}
	t := &j.tokens[i]
	if t.Kind == doc.Word {
		return j.pack.NameClassOf(t).Has(lang.Letter) || t.Fold[0] < 0x80
	}
	return j.tokens[m.NameEnd-1].Kind == doc.Punct
}
