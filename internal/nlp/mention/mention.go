// Package mention finds where the text speaks of somebody or something: by name, by office, or as a group.
//
// In: tokens. Out: mentions in order that do not overlap. In "قال وزير الخارجية الروسي سيرغي لافروف" the mention is
// "وزير الخارجية الروسي سيرغي لافروف" with the name "سيرغي لافروف" and the office foreign-minister of Russia; in "Russian Foreign
// Minister Sergey Lavrov said" it is the same.
package mention

import (
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Rule ids of the ways a mention is found.
const (
	ruleKnown     doc.RuleID = "ar.mention.known-name"
	ruleQuoted    doc.RuleID = "ar.mention.body-in-quotation-marks"
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
	maxTitle  = 14
	maxName   = 6
	maxBridge = 8 // the tokens that may stand between a title and its name
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
	dated  []bool              // of a token: it is part of a date, and so of no name
	seen   map[string]bool     // countries that the article names
	armed  map[doc.FormID]bool // of an ordinary word: whether it is the short name of an armed group in this article
	listed int                 // where the list of given names that is under way ends
	group  group               // the names after a head noun of several that is under way
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
	if f.noName(i) {
		return doc.Mention{}, false
	}
	if m, ok := f.member(i); ok {
		return m, true
	}
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
	if m, ok := f.quotedBody(i); ok && (m.End > best.End && !class.Has(lang.Common|lang.Ordinary|lang.Verb) || f.toldTo(i-2)) {
		best = m
	}
	if (class.Has(lang.Title|lang.Honorific|lang.RoleStart) || f.pack.NameClassOf(&f.tokens[i]).Has(lang.OnePerson)) && !f.givenNotTitle(i) {
		try(f.titled(i))
	}
	if class.Has(lang.BodyHead) && f.goesOn(best) {
		known := best.Thing
		m, ok := f.body(i)
		if ok && best.End > 0 && best.Type == doc.Organisation && m.End > best.End {
			m.Thing = known // لجنة القوات المسلحة (بمجلس الشيوخ)
		}
		try(m, ok)
	}
	if class.Has(lang.PlaceHead) && (best.End == 0 || best.Rule != ruleBody || f.unlisted(i+1)) {
		m, ok := f.place(i)
		if ok && m.End == best.End && best.Rule == ruleBody {
			best = m // مديرية المدان
		}
		try(m, ok)
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
	if best.End == 0 && (f.afterSaying(i) || f.isMark(i-1, '"', '“') && f.afterSaying(i-1)) {
		try(f.unknownSpeaker(i))
	}
	f.andPlaces(&best)
	return best, best.End > 0
}

// noName says whether a phrase that is no name starts at the token.
func (f *finder) noName(i int) bool {
	if i >= len(f.tokens) {
		return false
	}
	for _, r := range f.tokens[i].Readings {
		if r.Form == 0 {
			continue
		}
		if _, v := f.pack.NoNames.Longest(f.tokens, i, r.Form); v != nil {
			return true
		}
	}
	return false
}

// unlisted says whether the token is a word that no list of ordinary words has.
func (f *finder) unlisted(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == doc.Word && !f.whole(i).Has(lang.Common|lang.Ordinary)
}

// goesOn says whether the name of a known body may go on: with a country's adjective, the body that it belongs to or a second field. Other words
// after it are the next phrase (أدانت رابطة الأدباء التصريحات، دعوة مجلس الأمن للتحرك).
func (f *finder) goesOn(m doc.Mention) bool {
	if m.End == 0 || m.Thing == none {
		return true
	}
	if m.Type == doc.Place {
		return false // قناة السويس
	}
	if _, _, ok := f.pack.Adjective(word(f, m.End)); ok {
		return true
	}
	if t := &f.pack.World.Things[m.Thing]; t.Sub != "party" && (f.ofBody(m.End) > 0 || (t.Sub == "agency" || t.Of != "" && f.headDefinite(m.First)) && f.purpose(m.End) > 0) {
		return true // الاتحاد السعودي (للمبارزة)
	}
	c := f.cliticsAt(m.End)
	return c == doc.In && (f.class(m.End).Has(lang.BodyHead) || f.inBody(m.End)) || c&doc.And != 0 && f.whole(m.First+1).Has(lang.Ministry) && f.coordinated(m.First, m.End)
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
	end, things, r := f.nameRead(i, particle)
	if things == nil || f.preposition(i) || end-i == 1 && f.whole(i).Has(particle) {
		return doc.Mention{}, false
	}
	id := f.pick(things, i)
	thing := &f.pack.World.Things[id]
	m := doc.Mention{First: i, End: end, NameFirst: i, NameEnd: end, NameClitics: f.cliticsOf(i, r), Type: thing.Type(), Thing: id, Office: none, Of: none, Rule: ruleKnown}
	switch {
	case m.Type == doc.Person:
		m.Female = end-i > 1 && f.isFemaleName(i)
		if longer := f.lengthen(i, end); end-i < 3 && longer > end {
			m.End, m.NameEnd, m.Thing = longer, longer, f.longerPerson(id, i, longer)
		}
	case f.opensQuote(i, end):
		m.End, m.NameEnd = end+1, end+1
	case f.marks(i, end)%2 == 1:
		return doc.Mention{}, false // the name in the quotation marks is a longer one: قناة "آفاق وصال"
	case m.Type == doc.Place && end-i > 1 && f.class(i).Has(lang.PlaceHead) && f.compound(i):
		return f.placeTail(m), true
	case m.Type == doc.Place && end == i+1 && (f.accusative(i) || f.agreesWithNoun(i)):
		return doc.Mention{}, false // شابا سورياً
	}
	return m, true
}

// agreesWithNoun says whether the word is an adjective of origin in the indefinite accusative, which is spelt as some countries are, after a noun in
// the same case: جوازا (إسبانيا).
func (f *finder) agreesWithNoun(i int) bool {
	if i == 0 || !f.whole(i).Has(lang.Nisba) || f.tokens[i-1].Kind != doc.Word {
		return false
	}
	before := f.tokens[i-1].Fold
	return strings.HasSuffix(before, "ا") && !definite(before) && f.whole(i-1).Has(lang.Common|lang.Ordinary) && !f.whole(i-1).Has(lang.Preposition|lang.Verb|lang.Adverb|lang.Conjunction)
}

// nunated says whether the vowel signs of an indefinite noun end the word, which no newspaper writes on a name: أمر سامٍ.
func (f *finder) nunated(i int) bool {
	raw := f.src.At(f.tokens[i].Span)
	return f.accusative(i) || strings.HasSuffix(raw, "ٍ") || strings.HasSuffix(raw, "ٌ")
}

// accusative says whether the word ends with the vowel signs of an indefinite accusative.
func (f *finder) accusative(i int) bool {
	raw := f.src.At(f.tokens[i].Span)
	return strings.HasSuffix(raw, "اً") || strings.HasSuffix(raw, "ًا")
}

// quotedBody finds a body of the world pack whose name without its head noun stands in quotation marks: «عكاظ».
func (f *finder) quotedBody(i int) (doc.Mention, bool) {
	if !f.isMark(i-1, '"', '“', '”') {
		return doc.Mention{}, false // the marks of "لـ»المدينة»" stand the wrong way round
	}
	end, things := f.pack.Quoted.Longest(f.tokens, i, f.tokens[i].Readings[0].Form)
	if things == nil || !f.isMark(end, '"', '”', '“') || f.isMark(i-1, '”') && !f.toldTo(i-2) {
		return doc.Mention{}, false
	}
	return doc.Mention{First: i, End: end, NameFirst: i, NameEnd: end, Type: doc.Organisation, Thing: f.ofCountry(things), Office: none, Of: none, Rule: ruleQuoted}, true
}

// toldTo says whether the token before a quotation mark shows that a medium stands in it: قال لـ«المدينة», حوار مع «الشرق الأوسط».
func (f *finder) toldTo(i int) bool {
	if i < 0 || f.tokens[i].Kind != doc.Word {
		return false
	}
	switch f.tokens[i].Fold {
	case "ل", "مع", "ال", "عبر":
		return true
	}
	return f.class(i).Has(lang.Title|lang.Paper|lang.BodyHead) || f.pack.SaysActive(&f.tokens[i])
}

// ofCountry chooses among things of one name the one of a country that the article names.
func (f *finder) ofCountry(things []int32) int32 {
	if len(things) == 1 {
		return things[0] // the countries are counted for those articles only that need them
	}
	for _, t := range things {
		if of := f.pack.World.Things[t].Of; of != "" && f.countries()[of] {
			return t
		}
	}
	return things[0]
}

// opensQuote says whether a quotation mark inside the name is closed right after it: وكالة "سانا".
func (f *finder) opensQuote(i, end int) bool {
	return f.marks(i, end)%2 == 1 && f.isMark(end, '"', '”')
}

// marks returns how many quotation marks stand among the tokens.
func (f *finder) marks(i, end int) (n int) {
	for ; i < end; i++ {
		if f.isMark(i, '"', '“', '”') {
			n++
		}
	}
	return n
}

// pick chooses among the things that share a name by the word before it: who says or is quoted is no place, what stands after في is one.
func (f *finder) pick(things []int32, i int) int32 {
	if len(things) == 1 || i == 0 {
		return things[0]
	}
	switch prev := f.class(i - 1); {
	case f.pack.SaysActive(&f.tokens[i-1]) && !f.whole(i-1).Has(lang.Preposition), prev.Has(lang.Title | lang.Paper), f.isMark(i-1, '"', '“') && f.toldTo(i-2), prev.Has(lang.BodyHead) && !prev.Has(lang.PlaceHead):
		return f.prefer(things, doc.Organisation)
	case prev.Has(lang.Locative|lang.PlaceHead) || f.clitics(i)&doc.In != 0:
		return f.prefer(things, doc.Place)
	}
	return f.ofCountry(things)
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

// prefer chooses among those of the things that are of the type, or among all where none is.
func (f *finder) prefer(things []int32, kind doc.EntityType) int32 {
	var same []int32
	for _, t := range things {
		if f.pack.World.Things[t].Type() == kind {
			same = append(same, t)
		}
	}
	if same == nil {
		same = things
	}
	return f.ofCountry(same)
}

// nameClass returns the name classes of the token read without taking clitics off.
func (f *finder) nameClass(i int) lang.NameClass {
	if i < 0 || i >= len(f.tokens) {
		return 0
	}
	return f.pack.Info(f.tokens[i].Readings[0].Form).Name
}

// lengthen takes the name parts that follow a known person's name (محمد ظريف after محمد جواد); where that may be no more than given names, all that
// may be a name (قانصو after محمد مصطفى).
func (f *finder) lengthen(i, end int) int {
	if f.whole(end-1).Has(lang.Given) && !f.whole(end-1).Has(lang.Family) {
		return f.run(i)
	}
	for n := 0; n < 2 && f.surname(end); n++ {
		end++
	}
	if next := f.whole(end); end-i > 1 && next.Has(lang.Given) && next.Has(lang.Masculine) && !next.Has(notName|lang.Feminine) && !f.nameLike(end+1, false) {
		end++ // أحمد أبو زيد أحمد
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
	if e, things := f.name(i); things != nil && e > i+1 && raw[len(raw)-2:] != "ى" {
		return false // علي أكبر صالحي
	}
	return raw[len(raw)-2:] == "ى" || !f.nameLike(i+1, false) || f.whole(i+1).Has(lang.Definite) && !f.whole(i+1).Has(lang.Family)
}

// particle are the classes of which a single word is no name.
const particle = lang.Preposition | lang.Conjunction | lang.Complementizer | lang.Adverb

// name returns the longest name of the world pack that starts at the token, over all its readings. A single word that is a particle too is none,
// nor is one that is an ordinary word here.
func (f *finder) name(i int) (end int, things []int32) {
	end, things, _ = f.nameRead(i, particle)
	return end, things
}

// nameRead is name, where a single word of these classes is no name; it returns the reading of the first word too.
func (f *finder) nameRead(i int, not lang.Class) (end int, things []int32, read doc.Reading) {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return i, nil, read
	}
	for _, r := range f.tokens[i].Readings {
		if r.Form == 0 || !f.pack.Info(r.Form).Class.Has(lang.NameStart) {
			continue
		}
		e, v := f.pack.Names.Longest(f.tokens, i, r.Form)
		if v == nil || e <= end {
			continue
		}
		if e == i+1 && (r.Clitics != 0 && f.whole(i).Has(lang.Given) || f.pack.Info(r.Form).Class.Has(not) || !f.plausible(i, r, v)) {
			continue // فاطمة is no ف with a place
		}
		end, things, read = e, v, r
	}
	return end, things, read
}

// plausible says whether a single word that is a verb or an ordinary word too may be a name here: a country's is, and that of a place in a country
// that the article names; a verb does not follow a word of place (في عدن).
func (f *finder) plausible(i int, r doc.Reading, things []int32) bool {
	class := f.pack.Info(r.Form).Class
	t := &f.pack.World.Things[things[0]]
	if f.pack.Info(r.Form).Name.Has(lang.Shy) && t.Kind == world.Place {
		return f.spelled(i, r, t) && f.besidePlace(i, r)
	}
	if !class.Has(lang.Verb | lang.Common | lang.Ordinary) {
		return true
	}
	switch {
	case t.Kind == world.Country:
		return !class.Has(lang.Common) || !strings.HasSuffix(f.tokens[i].Fold, "ي") || f.inPlaceOf(i, r)
	case class.Has(lang.Common|lang.Ordinary) && !f.spelled(i, r, t):
		return false
	case t.Sub == "media":
		return r.Clitics&doc.For != 0 || f.toldTo(i-1)
	case f.pack.Info(r.Form).Name.Has(lang.Short):
		return f.amongArmed(i, r)
	case t.Kind != world.Place:
		return !class.Has(lang.Verb)
	case f.group.kind == doc.Place && f.group.next == i:
		return true
	case !class.Has(lang.Common|lang.Ordinary) && f.isCapital(things[0]):
		return true
	case !class.Has(lang.Common|lang.Ordinary) && (r.Clitics&doc.In != 0 || r.Clitics == 0 && i > 0 && f.whole(i-1).Has(lang.Locative|lang.PlaceHead)):
		return true
	}
	return t.Of == "" || f.countries()[t.Of]
}

// isCapital says whether the thing is a city that speaks for a country.
func (f *finder) isCapital(thing int32) bool {
	_, ok := f.pack.SpeaksFor(world.ThingID(thing))
	return ok
}

// besidePlace says whether و or a comma joins the word to the name of a place before it, or و one to the word; for a word that is only a person's
// name besides, a word of place before it is enough.
func (f *finder) besidePlace(i int, r doc.Reading) bool {
	if n := len(f.out); n > 0 && f.out[n-1].Type == doc.Place && (f.out[n-1].End == i && r.Clitics == doc.And || f.out[n-1].End == i-1 && f.isMark(i-1, ',') && r.Clitics == 0) {
		return true
	}
	if r.Clitics != 0 || i == 0 || !f.whole(i-1).Has(lang.Locative|lang.Preposition) {
		return false
	}
	return !f.pack.Info(r.Form).Class.Has(lang.Common|lang.Ordinary|lang.Verb) || f.andPlace(i+1)
}

// andPlace says whether و and a place that is no word of other meaning stand at the token.
func (f *finder) andPlace(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return false
	}
	for _, r := range f.tokens[i].Readings {
		if r.Clitics != doc.And || r.Form == 0 || f.pack.Info(r.Form).Name.Has(lang.Shy) {
			continue
		}
		if _, things := f.pack.Names.Longest(f.tokens, i, r.Form); things != nil && f.pack.World.Things[things[0]].Type() == doc.Place {
			return true
		}
	}
	return false
}

// inPlaceOf says whether a word that is also an indefinite adjective can be none here: after a preposition or an institution (في مالي, حكومة مالي).
func (f *finder) inPlaceOf(i int, r doc.Reading) bool {
	return r.Clitics&(doc.In|doc.For) != 0 || i > 0 && (f.whole(i-1).Has(lang.Preposition|lang.Locative) || f.headClass(i-1).Has(lang.Institution) && !f.isDefinite(i-1))
}

// amongArmed says whether an ordinary word may be the short name of an armed group here: the article names one by another word and has the word only
// with the article, and nothing beside it makes it the ordinary thing (في القاعدة, القاعدة الجوية).
func (f *finder) amongArmed(i int, r doc.Reading) bool {
	if r.Clitics&doc.In != 0 || i > 0 && f.whole(i-1).Has(lang.Locative|lang.Demonstrative) || f.adjective(i+1) || f.originAdjective(i+1) {
		return false
	}
	if armed, asked := f.armed[r.Form]; asked {
		return armed
	}
	if f.armed == nil {
		f.armed = map[doc.FormID]bool{}
	}
	f.armed[r.Form] = f.hasArmed() && !f.hasBare(r.Form)
	return f.armed[r.Form]
}

// hasArmed says whether the article names an armed group.
func (f *finder) hasArmed() bool {
	for i := range f.tokens {
		if f.tokens[i].Kind == doc.Word && f.class(i).Has(lang.NameStart) && f.isArmed(i) {
			return true
		}
	}
	return false
}

// hasBare says whether the article has the word without its article, and not as the first of a group's name.
func (f *finder) hasBare(form doc.FormID) bool {
	for i := range f.tokens {
		if f.tokens[i].Kind != doc.Word || f.isArmed(i) {
			continue
		}
		_, letter := utf8.DecodeRuneInString(f.tokens[i].Fold)
		if f.pack.FormJoined("ال", f.tokens[i].Fold) == form || f.pack.FormJoined("ال", f.tokens[i].Fold[letter:]) == form {
			return true // قاعدة, بقاعدة
		}
	}
	return false
}

// isArmed says whether the name of an armed group starts at the token that is no ordinary word by itself.
func (f *finder) isArmed(i int) bool {
	for _, r := range f.tokens[i].Readings {
		if r.Form == 0 {
			continue
		}
		e, things := f.pack.Names.Longest(f.tokens, i, r.Form)
		if things != nil && f.pack.World.Things[things[0]].Sub == "armed" && (e > i+1 || !f.pack.Info(r.Form).Class.Has(lang.Common|lang.Ordinary)) {
			return true
		}
	}
	return false
}

// spelled says whether the word is written as one of the thing's names, hamzas and all: أطار is a town, إطار is none.
func (f *finder) spelled(i int, r doc.Reading, t *world.Thing) bool {
	raw := f.src.At(f.tokens[i].Span)
	if strings.HasSuffix(raw, t.Ar) {
		return true
	}
	for _, form := range t.Forms {
		if strings.HasSuffix(raw, form) {
			return true
		}
	}
	return r.Clitics&doc.For != 0 && strings.HasPrefix(strings.TrimPrefix(raw, "و"), "لل")
}

// cliticsOf returns the clitics of the token in this reading, with Article where the ل of لل stands for both ل and the article.
func (f *finder) cliticsOf(i int, r doc.Reading) doc.Clitics {
	rest := strings.TrimPrefix(strings.TrimPrefix(f.tokens[i].Fold, "و"), "ف")
	if rest, ok := strings.CutPrefix(rest, "لل"); ok && r.Clitics&doc.For != 0 && f.pack.FormJoined("ال", rest) == r.Form {
		return r.Clitics | doc.Article
	}
	return r.Clitics
}

// cliticsAs is cliticsOf for the first reading of one of the classes.
func (f *finder) cliticsAs(i int, any lang.Class) doc.Clitics {
	r, _ := f.pack.Reading(&f.tokens[i], any)
	return f.cliticsOf(i, r)
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
