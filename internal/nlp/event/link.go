package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// personAfter returns the named person whose office the mention gives, after complements that the mention does not have ("مبعوث الأمين العام
// إلى اليمن إسماعيل ولد الشيخ"), or -1.
func (f *finder) personAfter(o int) int {
	x := &f.d.Mentions[o]
	if x.Entity != doc.NoEntity || x.Named() || x.Plural || x.Type != doc.NoType {
		return -1
	}
	for k := x.End; k < f.sent.End && k < x.End+8; k++ {
		if m := f.starts(k); m >= 0 {
			y := &f.d.Mentions[m]
			if y.Type == doc.Person && y.Named() && y.Entity != doc.NoEntity && (y.Office < 0 || k == x.End) && f.toks[k].Readings[0].Clitics == 0 && f.link(k) == bare {
				return m
			}
			if y.Type == doc.Person || y.Type == doc.NoType {
				return -1
			}
			k = y.End - 1
			continue
		}
		switch {
		case f.toks[k].Kind != doc.Word && !(f.isMark(k, ',') && (k == x.End || f.starts(k+1) >= 0)) && !f.isMark(k, '"') && !f.isMark(k, '“'):
			return -1
		case f.isFinite(k), f.plain(k).Has(lang.Complementizer | lang.Relative | lang.Contrast), f.prepositionAt(k) == with, f.prepositionAt(k) == among:
			return -1
		}
	}
	return -1
}

// group returns the end of a noun phrase for some people of a party that has no mention of its own: الوفد الإسرائيلي, عائلة القتيل.
func (f *finder) group(k int) int {
	n := k + 1
	if n < f.sent.End && f.p.ContactPart(&f.toks[n])&lang.ContactPair != 0 {
		return k
	}
	for n < f.sent.End && n < k+4 && f.toks[n].Kind == doc.Word && f.mention[n] < 0 && f.date[n] < 0 && strings.HasPrefix(f.toks[n].Fold, "ال") && !f.plain(n).Has(lang.Relative|lang.Verb|lang.Adverb|lang.Preposition) {
		n++
	}
	if n < f.sent.End && f.mention[n] >= 0 && f.toks[n].Readings[0].Clitics == 0 && f.link(n) == f.link(k) {
		return k // the mention after it is the party: وفد حماس
	}
	if n == k+1 && !hasArticle(f.toks[k].Fold) {
		return k
	}
	return n
}

// apposed says whether the second mention says again who the first one is.
func (f *finder) apposed(a, b int) bool {
	if a < 0 {
		return false
	}
	x, y := &f.d.Mentions[a], &f.d.Mentions[b]
	return y.Entity != doc.NoEntity && x.Entity == y.Entity || (x.Office >= 0 || x.Counterpart) && !x.Named() && y.Type == doc.Person || x.Type == doc.Person && y.Office >= 0 && !y.Named()
}

// plain returns the classes of the token read whole, or without و and ف where it is not known whole.
func (f *finder) plain(k int) lang.Class {
	if k < 0 || k >= len(f.toks) || f.toks[k].Kind != doc.Word {
		return 0
	}
	for _, r := range f.toks[k].Readings {
		if r.Form != 0 && r.Clitics&^(doc.And|doc.Then) == 0 {
			return f.p.Info(r.Form).Class
		}
	}
	return 0
}

func (f *finder) isMark(k int, mark rune) bool {
	return k >= 0 && k < len(f.toks) && f.toks[k].Kind == doc.Punct && f.toks[k].Mark == mark
}

// starts returns the mention that starts at the token, or -1.
func (f *finder) starts(i int) int {
	if i < 0 || i >= f.sent.End || f.mention[i] < 0 {
		return -1
	}
	if m := int(f.mention[i]); f.d.Mentions[m].First == i {
		return m
	}
	return -1
}

// genitive says whether the noun phrase at the token is the complement of a noun right before it: أرملة الرئيس. A noun for some people of a
// party is none: وفد الحكومة.
func (f *finder) genitive(k int) bool {
	k--
	for k > f.sent.First && f.isMark(k, '"') || f.isMark(k, '“') {
		k--
	}
	if k < f.sent.First || f.toks[k].Kind != doc.Word || f.mention[k] >= 0 || f.date[k] >= 0 {
		return false
	}
	if f.p.ContactPart(&f.toks[k])&lang.ContactGroup != 0 || f.isFinite(k) {
		return false
	}
	if _, _, ok := f.p.ContactVerb(&f.toks[k]); ok {
		return false
	}
	if _, _, ok := f.p.LightVerb(&f.toks[k]); ok {
		return false
	}
	class := f.plain(k)
	return !class.Has(lang.Definite|lang.Adverb|lang.Preposition|lang.Conjunction|lang.Complementizer|lang.Auxiliary|lang.Negation|lang.Relative|lang.Demonstrative|lang.Verb|lang.Pronoun) && !strings.HasPrefix(f.toks[k].Fold, "ال") && !isAccusative(f.toks[k].Fold)
}

// isAccusative says whether the word ends as an indefinite accusative does, which has no complement: أمسا, رسميا.
func isAccusative(fold string) bool { return len(fold) > 6 && strings.HasSuffix(fold, "ا") }

// link reads the clitic of the phrase's first word, or the preposition before it; a noun for some people of the party is passed over.
func (f *finder) link(i int) link {
	for _, r := range f.toks[i].Readings {
		if r.Form == 0 {
			continue
		}
		switch {
		case r.Clitics&doc.In != 0:
			return by
		case r.Clitics&doc.For != 0:
			return forWhom
		case r.Clitics&doc.And != 0:
			return and
		}
		break
	}
	for n := 0; n < 3; n++ {
		for i > f.sent.First && (f.isMark(i-1, '"') || f.isMark(i-1, '“')) {
			i--
		}
		if i == f.sent.First || f.toks[i-1].Kind != doc.Word || f.mention[i-1] >= 0 {
			return bare
		}
		if f.isGroup(i - 1) {
			i--
		} else if l := f.prepositionAt(i - 1); l == from && i-2 >= f.sent.First && f.isGroup(i-2) {
			i -= 2
		} else {
			return l
		}
		if l, ok := f.cliticLink(i); ok {
			return l
		}
	}
	return bare
}

func (f *finder) isGroup(k int) bool {
	return f.toks[k].Kind == doc.Word && f.mention[k] < 0 && f.p.ContactPart(&f.toks[k])&lang.ContactGroup != 0
}

// cliticLink reads the clitic of a noun for some people of a party.
func (f *finder) cliticLink(k int) (link, bool) {
	for _, r := range f.toks[k].Readings {
		switch {
		case r.Form == 0 || r.Clitics == 0:
			continue
		case r.Clitics&doc.In != 0:
			return by, true
		case r.Clitics&doc.For != 0:
			return forWhom, true
		}
	}
	return bare, false
}

// prepositionAt returns the link that the word makes.
func (f *finder) prepositionAt(k int) link {
	switch strings.TrimPrefix(f.toks[k].Fold, "و") {
	case "به", "بها", "بهم", "له", "لها", "لهم", "فيه", "فيها", "معه", "معها", "معهم", "عنه", "عنها", "منه", "منها", "اليه", "اليها", "عليه", "عليها", "خلاله", "خلالها":
		return bare // governs a pronoun already
	case "مع":
		return with
	case "الي":
		return to
	case "ل":
		return forWhom
	case "في", "فى":
		return in
	case "من":
		return from
	case "بين", "ين":
		return among
	case "امام":
		return before
	}
	if class := f.plain(k); class.Has(lang.Preposition) {
		return other
	}
	return bare
}
