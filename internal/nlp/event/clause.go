package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// reach is how many tokens from a trigger its clause may go on, either way.
const reach = 40

// link is how a noun phrase is tied to what stands before it.
type link uint8

const (
	bare    link = iota // nothing: a subject, object or genitive
	with                // مع
	to                  // إلى
	forWhom             // ل
	in                  // في
	by                  // ب
	from                // من
	among               // بين
	before              // أمام
	and                 // و, where nothing before it can be joined
	other
)

// arg is a noun phrase in the clause of a trigger.
type arg struct {
	mention    int // or -1 for a phrase without a mention
	first, end int // tokens
	link       link
	joined     bool // و joins it to the one before, whose link it has
	pair       bool // stands for the parties named before: الجانبان
	relative   bool // stands in the relative clause of the trigger: الزيارة التي قام بها الوفد
	topical    bool // stands after the word that leads the topic in
	again      bool // names the one before again: the name after an office and a comma
}

// read fills f.args with the noun phrases from the token to the end of the clause, and returns that end and where the topic begins, or -1.
func (f *finder) read(i int, noun bool) (end, topic int) {
	f.args = f.args[:0]
	topic = -1
	relative := false
	last := min(f.sent.End, i+reach)
	for k := i; k < last; {
		switch {
		case f.date[k] >= 0:
			k = max(f.d.Dates[f.date[k]].End, k+1)
			continue
		case f.mention[k] >= 0:
			k = f.take(k, relative, topic >= 0, noun && k == i)
			continue
		case f.toks[k].Kind == doc.Punct:
			next, ok := f.pass(k)
			if !ok {
				return k, topic
			}
			k = next
			continue
		case f.toks[k].Kind == doc.Number:
			k++
			continue
		}
		if noun && !relative && topic < 0 && !f.hasParty() {
			if next, ok := f.relativeClause(k, i); ok {
				relative, k = true, next
				continue
			}
		}
		part := f.p.ContactPart(&f.toks[k])
		switch {
		case part&lang.ContactPair != 0:
			f.args = append(f.args, arg{mention: -1, first: k, end: k + 1, link: f.link(k), pair: true, relative: relative})
		case part&lang.ContactTopic != 0 && topic < 0:
			topic = k
		case topic < 0 && part&lang.ContactGroup != 0 && f.group(k) > k:
			n := f.group(k)
			f.args = append(f.args, arg{mention: -1, first: k, end: n, link: f.link(k), relative: relative})
			k = n
			continue
		case f.closes(k, i, noun):
			return k, topic
		}
		k++
	}
	return last, topic
}

// take adds the mention at the token and returns the token after it; governed says that the trigger itself governs it.
func (f *finder) take(k int, relative, topical, governed bool) int {
	m := int(f.mention[k])
	end := max(f.d.Mentions[m].End, k+1)
	if f.d.Mentions[m].First != k {
		return end
	}
	a := arg{mention: m, first: k, end: end, link: f.link(k), relative: relative, topical: topical}
	n := len(f.args)
	for j := n - 1; j >= 0 && j >= n-3; j-- {
		if o := f.args[j].mention; o >= 0 && f.personAfter(o) == m {
			f.args[j].end, f.args = end, f.args[:j+1]
			return end
		}
	}
	beside := n > 0 && (f.args[n-1].end == k || f.args[n-1].end == k-1 && f.isMark(k-1, ','))
	if beside && a.link == bare && f.apposed(f.args[n-1].mention, m) {
		a.link, a.again, a.topical = f.args[n-1].link, true, f.args[n-1].topical
	} else if a.link == and {
		if beside {
			a.link, a.joined = f.args[n-1].link, true
			a.topical = f.args[n-1].topical
		}
	} else if a.link == bare && !governed && f.genitive(k) {
		a.link = other
	}
	f.args = append(f.args, a)
	return end
}

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

// relativeClause says whether the words at the token open a relative clause that says who holds the contact: "التي أجراها", "عقده", "الذي
// سيجمع". It returns the token after the verb.
func (f *finder) relativeClause(k, first int) (int, bool) {
	at := k
	if f.plain(k).Has(lang.Relative) && f.toks[k].Fold != "ما" {
		at = f.verbOf(k + 1)
	} else if !f.isFinite(k) && k > first+3 {
		return k, false
	}
	for at < f.sent.End && f.plain(at).Has(lang.Auxiliary) {
		at++
	}
	if at >= f.sent.End || f.toks[at].Kind != doc.Word || f.mention[at] >= 0 {
		return k, false
	}
	v, attached, ok := f.p.LightVerb(&f.toks[at])
	if _, tells := f.p.StatusWord(&f.toks[at]); tells && f.isFinite(at) {
		return at + 1, true // المفاوضات ... استؤنفت
	}
	return at + 1, ok && (at > k || attached || v.Voice == morph.Passive || f.opensBare(k))
}

// verbOf returns the token of the verb of a relative clause, a few words on: "التي من المقرر أن تقوم".
func (f *finder) verbOf(k int) int {
	for n := k; n < f.sent.End && n < k+5 && f.mention[n] < 0 && f.date[n] < 0; n++ {
		if _, _, ok := f.p.LightVerb(&f.toks[n]); ok {
			return n
		}
		if f.isFinite(n) || f.toks[n].Kind != doc.Word {
			break
		}
	}
	return k
}

// hasParty says whether a party stands between the noun and the token in hand, so that a relative clause speaks of that one.
func (f *finder) hasParty() bool {
	for _, a := range f.args {
		if a.link == with || a.link == among || a.link == bare {
			return true
		}
	}
	return false
}

// opensBare says whether the verb follows the noun of contact as its predicate: no و leads another clause in.
func (f *finder) opensBare(k int) bool { return !strings.HasPrefix(f.toks[k].Fold, "و") }

// pass says whether the clause goes on after the mark, and where.
func (f *finder) pass(k int) (int, bool) {
	switch f.toks[k].Mark {
	case '"', '“', '”', '/':
		return k + 1, true
	case '(', '-':
		shut := rune(')')
		if f.toks[k].Mark == '-' {
			shut = '-'
		}
		for n := k + 1; n < f.sent.End && n < k+9; n++ {
			if f.isMark(n, shut) {
				return n + 1, true
			}
		}
	case ',':
		return k + 1, f.goesOn(k + 1)
	}
	return k, false
}

// goesOn says whether after a comma the clause of the contact goes on: "، مع", "، في", a date, a name beside an office.
func (f *finder) goesOn(i int) bool {
	if i >= f.sent.End {
		return false
	}
	if m := f.starts(i); m >= 0 {
		n := len(f.args)
		return n > 0 && f.args[n-1].end == i-1 && (f.link(i) == and || f.apposed(f.args[n-1].mention, m))
	}
	switch f.toks[i].Fold {
	case "مع", "بين", "بحضور", "بمشاركه", "الي":
		return true
	case "في":
		return f.starts(i+1) >= 0 && f.isPlace(f.starts(i+1))
	}
	return f.date[i] >= 0
}

// apposed says whether the second mention says again who the first one is.
func (f *finder) apposed(a, b int) bool {
	if a < 0 {
		return false
	}
	x, y := &f.d.Mentions[a], &f.d.Mentions[b]
	return y.Entity != doc.NoEntity && x.Entity == y.Entity || (x.Office >= 0 || x.Counterpart) && !x.Named() && y.Type == doc.Person || x.Type == doc.Person && y.Office >= 0 && !y.Named()
}

// closes says whether the clause that began at first ends before the token: at a verb, a clause opened by أنّ, a conjunction, a relative
// pronoun, another contact; but the contact during which the one of a verb took place does not end its clause.
func (f *finder) closes(k, first int, noun bool) bool {
	t := &f.toks[k]
	if t.Kind != doc.Word {
		return true
	}
	class := f.plain(k)
	if class.Has(lang.Complementizer|lang.Relative|lang.Contrast|lang.Negation) || t.Fold == "علي" && class.Has(lang.Preposition) {
		return true
	}
	if f.cue[k] >= 0 && k > first || isAfterwards(t.Fold) {
		return true
	}
	if f.isFinite(k) || f.isPurposeVerb(k) {
		return true
	}
	if c, _, _, ok := f.p.ContactNoun(f.toks, k); ok && !c.Relative && !c.Before {
		return noun || !f.isDuring(k)
	}
	return f.joins(k)
}

// isPurposeVerb says whether the token is ل with a verb: ليعود.
func (f *finder) isPurposeVerb(k int) bool {
	for _, r := range f.toks[k].Readings {
		if r.Form != 0 && r.Clitics == doc.For {
			class := f.p.Info(r.Form).Class
			return class.Has(lang.Verb) && !class.Has(lang.Common|lang.Definite|lang.NameStart|lang.Given|lang.Family|lang.BodyHead|lang.PlaceHead|lang.Title)
		}
	}
	return false
}

// isAfterwards says whether the preposition leads in another happening, whose parties are its own: بعد التوصل إلى اتفاق بين …
func isAfterwards(fold string) bool {
	switch fold {
	case "بعد", "عقب", "اثر", "قبيل":
		return true
	}
	return false
}

// joins says whether the token is a conjunction between clauses; what also is a preposition or adverb is none.
func (f *finder) joins(k int) bool {
	return f.plain(k).Has(lang.Conjunction) && f.toks[k].Fold != "غير" && !f.plain(k).Has(lang.Preposition|lang.Adverb)
}

// isFinite says whether the token is a verb in a tense and hardly anything else.
func (f *finder) isFinite(k int) bool {
	if f.toks[k].Kind != doc.Word || f.mention[k] >= 0 || f.date[k] >= 0 || f.isGroup(k) {
		return false
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
		if class.Has(lang.Common|lang.Preposition|lang.Adverb|lang.Given|lang.Family|lang.Title|lang.Paper|lang.People|lang.PlaceHead|lang.BodyHead) && !class.Has(lang.Attached) {
			return f.saidHere(k)
		}
		return true
	}
	return false
}

// saidHere says whether a word that may be a noun is a verb here, as the statements have it.
func (f *finder) saidHere(k int) bool { return f.cue[k] >= 0 }

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
