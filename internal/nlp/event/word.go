package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// reach is how many tokens a look back or ahead may go.
const reach = 40

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
			if y.Type == doc.Person && y.Named() && y.Entity != doc.NoEntity && (y.Office < 0 || k == x.End) && f.toks[k].Readings[0].Clitics == 0 && f.isBare(k) {
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

// isBare says whether no preposition leads the mention at the token in and no و joins it.
func (f *finder) isBare(k int) bool {
	if l, and := f.cliticOf(k); l != bare || and {
		return false
	}
	return k == f.sent.First || f.toks[k-1].Kind != doc.Word || f.mention[k-1] >= 0 || f.prepositionAt(k-1) == bare
}

// group returns the end of a noun phrase for some people of a party that has no mention of its own: الوفد الإسرائيلي, عائلة القتيل; or the
// token itself, where the party follows.
func (f *finder) group(k int) int {
	n := k + 1
	if n < f.sent.End && f.p.ContactPart(&f.toks[n])&lang.ContactPair != 0 {
		return k
	}
	for n < f.sent.End && n < k+4 && f.toks[n].Kind == doc.Word && f.mention[n] < 0 && f.date[n] < 0 && strings.HasPrefix(f.toks[n].Fold, "ال") && !f.plain(n).Has(lang.Relative|lang.Verb|lang.Adverb|lang.Preposition) {
		n++
	}
	if n < f.sent.End && f.mention[n] >= 0 {
		if l, and := f.cliticOf(n); l == bare && !and {
			return k // the mention after it is the party: وفد حماس
		}
	}
	if n == k+1 && !f.hasArticle(k) {
		return k
	}
	return f.nisbasAfter(n)
}

// nisbasAfter returns the token after the adjectives of origin that begin at the token: السعودي والروسي.
func (f *finder) nisbasAfter(k int) int {
	for k < f.sent.End && f.toks[k].Kind == doc.Word && f.mention[k] < 0 {
		if _, _, ok := f.p.Adjective(&f.toks[k]); !ok {
			break
		}
		k++
	}
	return k
}

// apposed says whether the second mention says again who the first one is.
func (f *finder) apposed(a, b int) bool {
	x, y := &f.d.Mentions[a], &f.d.Mentions[b]
	if x.Of >= 0 && x.Entity == doc.NoEntity && f.areSeveral(x) && y.Type == doc.Person && y.First == x.End {
		return true // وزيرا الخارجية الروسي … والتركي …
	}
	title := x.Office >= 0 || x.Counterpart || x.Type == doc.NoType && x.Entity == doc.NoEntity && !x.Plural
	return y.Entity != doc.NoEntity && x.Entity == y.Entity || title && !x.Named() && y.Type == doc.Person || x.Type == doc.Person && !y.Named() && !y.Counterpart && (y.Office >= 0 || y.Type == doc.NoType && y.Entity == doc.NoEntity && !y.Plural && y.First == x.End)
}

// plain returns the classes of the token read whole, or without و and ف where it is not known whole.
func (f *finder) plain(k int) lang.Class {
	if k < 0 || k >= len(f.toks) || f.toks[k].Kind != doc.Word {
		return 0
	}
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics&^(doc.And|doc.Then) != 0 {
			continue
		}
		if class := f.p.Info(r.Form).Class; class != 0 {
			return class
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

// cliticOf reads the clitics of a phrase's first word: the link that a preposition makes, and whether و is among them.
func (f *finder) cliticOf(k int) (l link, and bool) {
	c := f.clitics(k)
	switch {
	case c&doc.In != 0:
		return by, c&doc.And != 0
	case c&doc.For != 0:
		return forWhom, c&doc.And != 0
	}
	return bare, c&doc.And != 0
}

// opensNames are the classes of the words that names and offices begin with.
const opensNames = lang.NameStart | lang.RoleStart | lang.Given | lang.Family | lang.Title | lang.Honorific | lang.BodyHead | lang.PlaceHead | lang.People | lang.Counterpart

// clitics returns the clitics of the reading by which the word is taken: in a name, one that opens a name goes first.
func (f *finder) clitics(k int) doc.Clitics {
	t := &f.toks[k]
	if f.mention[k] >= 0 {
		for _, r := range t.Readings {
			if r.Form != 0 && f.p.Info(r.Form).Class.Has(opensNames) {
				return r.Clitics
			}
		}
	}
	for _, r := range t.Readings {
		if r.Form != 0 && f.p.Info(r.Form).Class != 0 {
			return r.Clitics
		}
	}
	return 0
}

// pronounLink says what a preposition with a pronoun ties, and whether the word is one; bare where no party is meant by it.
func pronounLink(fold string) (link, bool) {
	switch strings.TrimPrefix(fold, "و") {
	case "معه", "معها", "معهم":
		return with, true
	case "له", "لها", "لهم":
		return forWhom, true
	case "به", "بها", "بهم":
		return by, true
	case "اليه", "اليها", "اليهم":
		return to, true
	case "منه", "منها", "منهم":
		return from, true
	case "بينهما", "بينهم":
		return among, true
	case "فيه", "فيها", "عنه", "عنها", "عليه", "عليها", "خلاله", "خلالها", "لديه", "لديها", "بينه", "بينها":
		return bare, true
	}
	return bare, false
}

// prepositionAt returns the link that the word makes.
func (f *finder) prepositionAt(k int) link {
	switch strings.TrimPrefix(f.toks[k].Fold, "و") {
	case "مع":
		return with
	case "الي":
		return to
	case "ل":
		return forWhom
	case "في":
		return in
	case "من":
		return from
	case "بين":
		return among
	case "امام":
		return before
	}
	if f.plain(k).Has(lang.Preposition) {
		return other
	}
	return bare
}

// leadsContact says whether a word that is a preposition too stands before a noun of contact or a party: عقب لقاء, بين مصر والأردن.
func (f *finder) leadsContact(k int) bool {
	if !f.p.ClassOf(&f.toks[k]).Has(lang.Preposition) || k+1 >= f.sent.End {
		return false
	}
	if _, _, _, ok := f.p.ContactNounAt(f.toks, k+1); ok {
		return true
	}
	return f.prepositionAt(k) == among
}

// opensWithActor says whether the word opens a clause and somebody stands right after it: غادر الوزير.
func (f *finder) opensWithActor(k int) bool {
	if k > f.sent.First && f.toks[k-1].Kind == doc.Word && !f.plain(k-1).Has(lang.Complementizer|lang.Contrast|lang.Auxiliary) || f.plain(k).Has(lang.Preposition|lang.Title) {
		return false
	}
	m := f.starts(k + 1)
	return m >= 0 && (f.d.Mentions[m].Type == doc.Person || f.d.Mentions[m].Office >= 0)
}

// wantsVerb says whether only a verb may follow the word.
func (f *finder) wantsVerb(k int) bool {
	switch f.word(k) {
	case "قد", "لقد", "فقد", "سوف", "لم", "لن":
		return true
	}
	return false
}

// hasTense says whether some reading of the token is a verb in a tense.
func (f *finder) hasTense(k int) bool {
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range f.p.Verbs(r.Form) {
			if v.Finite() && !v.Rare {
				return true
			}
		}
	}
	return false
}

// isFinite says whether the token is a verb in a tense and hardly anything else.
func (f *finder) isFinite(k int) bool {
	if f.toks[k].Kind != doc.Word || f.mention[k] >= 0 || f.date[k] >= 0 || f.p.ContactPart(&f.toks[k])&lang.ContactGroup != 0 {
		return false
	}
	if (f.cue[k] >= 0 && !f.leadsContact(k) || f.wantsVerb(k-1) || f.opensWithActor(k)) && f.hasTense(k) {
		return true // the statements have it so (عبر عن), or nothing else may stand here (قد غادر)
	}
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		class := f.p.Info(r.Form).Class
		if !class.Has(lang.Verb) {
			if r.Clitics == 0 && class != 0 {
				return false // listed as some other word
			}
			continue
		}
		if class.Has(lang.Attached) && f.endsInTa(k) {
			continue // قضية is not قضيه
		}
		if class.Has(lang.Common|lang.Preposition|lang.Adverb|lang.Given|lang.Family|lang.Title|lang.Paper|lang.People|lang.PlaceHead|lang.BodyHead) && !class.Has(lang.Attached) {
			return false
		}
		return true
	}
	return false
}

// purposeVerb returns the reading of ل with a verb: ليبحث, ليلتقي.
func (f *finder) purposeVerb(k int) (lang.VerbReading, bool) {
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics != doc.For {
			continue
		}
		class := f.p.Info(r.Form).Class
		if !class.Has(lang.Verb) || class.Has(lang.Common|lang.Definite|lang.NameStart|lang.Given|lang.Family|lang.BodyHead|lang.PlaceHead|lang.Title) {
			return lang.VerbReading{}, false
		}
		for _, v := range f.p.Verbs(r.Form) {
			if v.Aspect == morph.Present {
				return v, true
			}
		}
	}
	return lang.VerbReading{}, false
}

// spellsNoun says whether a form of a listed noun has the letters of the word.
func (f *finder) spellsNoun(k int) bool {
	t := &f.toks[k]
	if f.p.ContactPart(t)&(lang.ContactMasdar|lang.ContactDocument|lang.ContactTie) != 0 {
		return true
	}
	if _, _, _, ok := f.p.ContactNounAt(f.toks, k); ok {
		return true
	}
	return f.plain(k).Has(lang.Common | lang.Homograph)
}

// hasArticle says whether the word carries the article: التقى does not.
func (f *finder) hasArticle(k int) bool {
	return hasArticle(f.toks[k].Fold) && !f.plain(k).Has(lang.Verb)
}
