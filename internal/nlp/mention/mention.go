// Package mention finds where the text speaks of somebody or something: by name, by office, or as a group.
//
// In: tokens. Out: mentions in order that do not overlap. In "قال وزير الخارجية الروسي سيرغي لافروف" the mention is
// "وزير الخارجية الروسي سيرغي لافروف" with the name "سيرغي لافروف" and the office foreign-minister of Russia; in "Russian Foreign
// Minister Sergey Lavrov said" it is the same.
package mention

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Rule ids of the ways a mention is found.
const (
	ruleKnown     doc.RuleID = "ar.mention.known-name"
	ruleTitled    doc.RuleID = "ar.mention.title-and-name"
	ruleOffice    doc.RuleID = "ar.mention.office"
	ruleHonorific doc.RuleID = "ar.mention.honorific-and-name"
	ruleGiven     doc.RuleID = "ar.mention.given-name-first"
	ruleBody      doc.RuleID = "ar.mention.body-by-head-noun"
	rulePlace     doc.RuleID = "ar.mention.place-by-head-noun"
	ruleMinistry  doc.RuleID = "ar.mention.ministry-without-the-word"
	ruleSpeaker   doc.RuleID = "ar.mention.name-after-verb-of-saying"
)

// none is the value of the world fields that hold nothing.
const none = int32(world.NoThing)

// maxTitle is the number of tokens that a title with its complements may have, maxName that of a proper name.
const (
	maxTitle = 14
	maxName  = 6
)

// Find returns the mentions outside the furniture.
func Find(src text.Text, tokens []doc.Token, furniture []doc.Furniture, dates []doc.Date, p *lang.Pack) []doc.Mention {
	f := newFinder(src, tokens, dates, p)
	for i, skip := 0, 0; i < len(tokens); {
		for skip < len(furniture) && furniture[skip].End <= tokens[i].Start {
			skip++
		}
		if tokens[i].Kind != doc.Word || f.dated[i] || skip < len(furniture) && furniture[skip].Start <= tokens[i].Start {
			i++
			continue
		}
		m, ok := f.at(i)
		if !ok {
			i++
			continue
		}
		f.add(m)
		i = m.End
	}
	return f.out
}

type finder struct {
	src    text.Text
	tokens []doc.Token
	pack   *lang.Pack
	out    []doc.Mention
	dated  []bool          // of a token: it is part of a date, and so of no name
	seen   map[string]bool // countries that the article names
	listed int             // where the list of given names that is under way ends
}

func newFinder(src text.Text, tokens []doc.Token, dates []doc.Date, p *lang.Pack) *finder {
	f := &finder{src: src, tokens: tokens, pack: p, out: make([]doc.Mention, 0, len(tokens)/8), dated: make([]bool, len(tokens))}
	for _, d := range dates {
		for i := d.First; i < d.End; i++ {
			f.dated[i] = true
		}
	}
	return f
}

// at returns the mention that starts at the token. The longer one wins where a title and a name of the world pack both start there.
func (f *finder) at(i int) (doc.Mention, bool) {
	class := f.class(i)
	var best doc.Mention
	try := func(m doc.Mention, ok bool) {
		if ok && m.End > best.End {
			best = m
		}
	}
	if class.Has(lang.NameStart) {
		try(f.known(i))
	}
	if class.Has(lang.Title|lang.Honorific|lang.RoleStart) && !f.givenNotTitle(i) {
		try(f.titled(i))
	}
	if class.Has(lang.BodyHead) && f.goesOn(best) {
		try(f.body(i))
	}
	if class.Has(lang.PlaceHead) {
		try(f.place(i))
	}
	if class.Has(lang.Ministry) {
		try(f.ministry(i))
	}
	if best.End == 0 && (class.Has(lang.Given|lang.Connector) || f.isLaqab(i)) {
		try(f.person(i))
	}
	if best.End == 0 {
		try(f.announced(i))
	}
	if best.End == 0 {
		try(f.lettered(i))
	}
	if best.End == 0 && f.afterSaying(i) {
		try(f.unknownSpeaker(i))
	}
	return best, best.End > 0
}

// goesOn says whether the name of a known body may go on: with a country's adjective, a purpose or what it belongs to. A definite noun after it
// is the next phrase (أدانت رابطة الأدباء التصريحات).
func (f *finder) goesOn(m doc.Mention) bool {
	if m.End == 0 || m.Thing == none {
		return true
	}
	if m.Type == doc.Place {
		return false // قناة السويس
	}
	_, _, ok := f.pack.Adjective(word(f, m.End))
	return ok || f.purpose(m.End) > 0 || f.cliticsAt(m.End)&(doc.For|doc.In|doc.And) != 0
}

func (f *finder) cliticsAt(i int) doc.Clitics {
	if i >= len(f.tokens) {
		return 0
	}
	return f.clitics(i)
}

func (f *finder) class(i int) lang.Class {
	if i < 0 || i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return 0
	}
	if f.dated[i] {
		return lang.Adverb
	}
	return f.pack.ClassOf(&f.tokens[i])
}

// whole returns the classes of the token read without taking clitics off.
func (f *finder) whole(i int) lang.Class {
	if i < 0 || i >= len(f.tokens) {
		return 0
	}
	if f.dated[i] {
		return lang.Adverb
	}
	return f.pack.Info(f.tokens[i].Readings[0].Form).Class
}

// known finds a name of the world pack.
func (f *finder) known(i int) (doc.Mention, bool) {
	end, things := f.name(i)
	if things == nil || f.preposition(i) || end-i == 1 && f.whole(i).Has(lang.Verb|lang.Preposition|lang.Conjunction|lang.Complementizer|lang.Adverb) {
		return doc.Mention{}, false
	}
	id := f.pick(things, i)
	thing := &f.pack.World.Things[id]
	m := doc.Mention{First: i, End: end, NameFirst: i, NameEnd: end, Type: thing.Type(), Thing: id, Office: none, Of: none, Rule: ruleKnown}
	if m.Type == doc.Person {
		m.Female = end-i > 1 && f.isFemaleName(i)
		if longer := f.lengthen(end); end-i < 3 && longer > end {
			m.End, m.NameEnd, m.Thing = longer, longer, f.longerPerson(id, i, longer)
		}
	} else if f.opensQuote(i, end) {
		m.End, m.NameEnd = end+1, end+1
	}
	return m, true
}

// opensQuote says whether a quotation mark inside the name is closed right after it: وكالة "سانا".
func (f *finder) opensQuote(i, end int) bool {
	open := 0
	for k := i; k < end; k++ {
		if f.isMark(k, '"', '“', '”') {
			open++
		}
	}
	return open%2 == 1 && f.isMark(end, '"', '”')
}

// pick chooses among the things that share a name by the word before it: who says or is quoted is no place, what stands after في is one.
func (f *finder) pick(things []int32, i int) int32 {
	if len(things) == 1 || i == 0 {
		return things[0]
	}
	switch prev := f.class(i - 1); {
	case f.pack.SaysActive(&f.tokens[i-1]) && !f.whole(i-1).Has(lang.Preposition), prev.Has(lang.Title | lang.Paper), f.isMark(i-1, '"', '“'):
		return f.prefer(things, doc.Organisation)
	case prev.Has(lang.Locative|lang.PlaceHead) || f.clitics(i)&doc.In != 0:
		return f.prefer(things, doc.Place)
	}
	for _, t := range things {
		if of := f.pack.World.Things[t].Of; of != "" && f.countries()[of] {
			return t
		}
	}
	return things[0]
}

// countries returns the ids of the countries whose names or adjectives the article has.
func (f *finder) countries() map[string]bool {
	if f.seen != nil {
		return f.seen
	}
	f.seen = map[string]bool{}
	for i := range f.tokens {
		if f.tokens[i].Kind != doc.Word {
			continue
		}
		if country, _, ok := f.pack.Adjective(&f.tokens[i]); ok {
			f.seen[f.pack.World.Things[country].Bare()] = true
		}
		if _, things := f.name(i); things != nil && f.pack.World.Things[things[0]].Kind == world.Country {
			f.seen[f.pack.World.Things[things[0]].Bare()] = true
		}
	}
	return f.seen
}

// prefer returns the first of the things that is of the type, else the first.
func (f *finder) prefer(things []int32, kind doc.EntityType) int32 {
	for _, t := range things {
		if f.pack.World.Things[t].Type() == kind {
			return t
		}
	}
	return things[0]
}

// nameClass returns the name classes of the token read without taking clitics off.
func (f *finder) nameClass(i int) lang.NameClass {
	if i < 0 || i >= len(f.tokens) {
		return 0
	}
	return f.pack.Info(f.tokens[i].Readings[0].Form).Name
}

// lengthen takes the name parts that follow a known person's name (محمد ظريف after محمد جواد).
func (f *finder) lengthen(end int) int {
	for n := 0; n < 2 && f.surname(end); n++ {
		end++
	}
	return end
}

func (f *finder) surname(i int) bool {
	whole := f.whole(i)
	if whole.Has(lang.NameStart) && i < len(f.tokens) && surnameShape(f.tokens[i].Fold) {
		return !whole.Has(notName | lang.Nisba | lang.RoleStart)
	}
	return whole.Has(lang.Family) && !whole.Has(notName|lang.Nisba|lang.NameStart|lang.RoleStart)
}

// preposition says whether the token is على or إلى rather than the name علي: they fold to the same letters.
func (f *finder) preposition(i int) bool {
	t := &f.tokens[i]
	if t.Fold != "علي" && t.Fold != "وعلي" {
		return false
	}
	raw := f.src.At(t.Span)
	return raw[len(raw)-2:] == "ى" || !f.nameLike(i+1, false) || f.whole(i+1).Has(lang.Definite) && !f.whole(i+1).Has(lang.Family)
}

// name returns the longest name of the world pack that starts at the token, over all its readings. A single word that is a verb or particle too
// is none.
func (f *finder) name(i int) (end int, things []int32) {
	return f.nameButFor(i, lang.Verb|lang.Preposition|lang.Conjunction|lang.Complementizer|lang.Adverb)
}

// nameButFor is name, where a single word of these classes is no name.
func (f *finder) nameButFor(i int, not lang.Class) (end int, things []int32) {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return i, nil
	}
	for _, r := range f.tokens[i].Readings {
		if r.Form == 0 || !f.pack.Info(r.Form).Class.Has(lang.NameStart) {
			continue
		}
		e, v := f.pack.Names.Longest(f.tokens, i, r.Form)
		if r.Clitics != 0 && e == i+1 && f.whole(i).Has(lang.Given) {
			continue // فاطمة is no ف with a place
		}
		if v != nil && e > end && !(e == i+1 && f.pack.Info(r.Form).Class.Has(not)) {
			end, things = e, v
		}
	}
	return end, things
}

// office returns the longest office of the world pack that starts at the token.
func (f *finder) office(i int) (end int, role int32) {
	role = none
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return i, none
	}
	for _, r := range f.tokens[i].Readings {
		if r.Form == 0 || !f.pack.Info(r.Form).Class.Has(lang.RoleStart) {
			continue
		}
		if e, v := f.pack.Offices.Longest(f.tokens, i, r.Form); v != nil && e > end {
			end, role = e, v[0]
		}
	}
	return end, role
}

// isMark says whether the token is one of these punctuation marks.
func (f *finder) isMark(i int, marks ...rune) bool {
	if i < 0 || i >= len(f.tokens) || f.tokens[i].Kind != doc.Punct {
		return false
	}
	for _, m := range marks {
		if f.tokens[i].Mark == m {
			return true
		}
	}
	return false
}

// clitics returns the proclitics of the token's first reading that the pack knows.
func (f *finder) clitics(i int) doc.Clitics {
	return f.pack.Best(&f.tokens[i]).Clitics
}
