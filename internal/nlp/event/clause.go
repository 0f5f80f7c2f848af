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
