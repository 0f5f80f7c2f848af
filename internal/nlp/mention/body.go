package mention

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// maxBody is the number of tokens that a body's or place's name may have.
const maxBody = 9

// body finds a body by its head noun: وزارة الموارد المائية, حزب المؤتمر الوطني, صحيفة "الفجر", الجيش الإسرائيلي.
func (f *finder) body(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, Type: doc.Organisation, Thing: none, Office: none, Of: none, Rule: ruleBody}
	if f.otherwiseVerb2(i) || f.whole(i).Has(lang.Preposition) {
		return m, false // برئاسة, بقيادة: under
	}
	if f.headDefinite(i) {
		return f.definiteBody(m)
	}
	if f.headClass(i).Has(lang.Soft) && !f.properNext(i+1) {
		return m, false
	}
	return f.constructBody(m)
}

// otherwiseVerb2 says whether the whole word is a verb and no head noun.
func (f *finder) otherwiseVerb2(i int) bool {
	return f.whole(i).Has(lang.Verb) && !f.whole(i).Has(lang.BodyHead|lang.PlaceHead)
}

// headClass returns the name classes of a head noun, clitics or not.
func (f *finder) headClass(i int) lang.NameClass { return f.pack.NameClassOf(&f.tokens[i]) }

// properNext says whether a proper name stands at the token: in quotation marks, a known body, or a word that is no ordinary one.
func (f *finder) properNext(i int) bool {
	if _, ok := f.quotedName(i); ok {
		return true
	}
	if _, things := f.name(i); things != nil {
		return f.clitics(i) == 0 && f.anyOf(things, doc.Organisation)
	}
	return f.whole(i) == 0 && (f.nameLike(i, false) || f.isLatin(i))
}

// anyOf says whether one of the things is of the type.
func (f *finder) anyOf(things []int32, kind doc.EntityType) bool {
	return f.pack.World.Things[f.prefer(things, kind)].Type() == kind
}

func (f *finder) isLatin(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == doc.Word && !arabic(f.tokens[i].Fold)
}

func (f *finder) headDefinite(i int) bool {
	r, ok := f.pack.Reading(&f.tokens[i], lang.BodyHead|lang.PlaceHead)
	return ok && f.pack.Info(r.Form).Class.Has(lang.Definite)
}

// definiteBody is a head noun with the article. It is a name with the adjective of a country, if it is an institution of which a country has
// one (الجيش السوري, but not الصحيفة البريطانية); as a body "for" something (المرصد السوري لحقوق الإنسان) or of another body (المكتب السياسي
// لحركة حماس); and with a number (الفرقة 98).
func (f *finder) definiteBody(m doc.Mention) (doc.Mention, bool) {
	if m.End < len(f.tokens) && f.tokens[m.End].Kind == doc.Number && !f.dated[m.End] && !f.isMark(m.End+1, '%', '.', ',') {
		m.End++
		m.NameEnd = m.End
		return m, f.headClass(m.First).Has(lang.Numbered)
	}
	named := false
	for m.End-m.First < maxBody {
		i := m.End
		if country, _, ok := f.pack.Adjective(word(f, i)); ok && f.clitics(i) == 0 && f.whole(i).Has(lang.Definite) {
			m.Of, named = int32(country), f.headClass(m.First).Has(lang.Institution)
			m.End++
			continue
		}
		if (!named || f.whole(i).Has(lang.Qualifier) && !f.whole(i).Has(lang.Former)) && f.adjective(i) && !f.nameClass(i).Has(lang.Epithet) {
			m.End++
			continue
		}
		if n := f.purpose(i) + f.ofBody(i); n > 0 && m.End-m.First >= 2 && !named {
			m.End += n
			named = true
		}
		break
	}
	m.NameEnd = m.End
	return m, named && m.End > m.First+1
}

// ofBody returns the length of "لحركة حماس": ل with the name of a body.
func (f *finder) ofBody(i int) int {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word || f.clitics(i) != doc.For {
		return 0
	}
	n := 0
	if end, things := f.name(i); things != nil && f.anyOf(things, doc.Organisation) {
		n = end - i
	}
	if f.class(i).Has(lang.BodyHead) && !f.headDefinite(i) {
		m := doc.Mention{First: i, End: i + 1, NameFirst: i, Thing: none, Office: none, Of: none}
		if m, ok := f.constructBody(m); ok {
			n = max(n, m.End-i)
		}
	}
	return n
}

// word returns the token, or an empty one outside the text.
func word(f *finder, i int) *doc.Token {
	if i < len(f.tokens) {
		return &f.tokens[i]
	}
	return &doc.Token{Kind: doc.Break}
}

// adjective says whether the token may be an adjective of a definite noun before it.
func (f *finder) adjective(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word || f.clitics(i)&^doc.Article != 0 {
		return false
	}
	whole := f.whole(i)
	return (whole.Has(lang.Definite) || definite(f.tokens[i].Fold)) && !whole.Has(lang.Relative|lang.Adverb|lang.Verb|lang.Given|lang.Title|lang.People|lang.NameStart|lang.MonthName|lang.Honorific)
}

// purpose returns the length of "لحقوق الإنسان": ل with a noun and its definite complement.
func (f *finder) purpose(i int) int {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return 0
	}
	if f.class(i) == 0 && strings.HasPrefix(f.tokens[i].Fold, "لل") && len(f.tokens[i].Fold) > 8 {
		return 1 // للديمقراطية: nothing but ل and the article starts a word so
	}
	r, ok := f.pack.Reading(&f.tokens[i], lang.Common|lang.Definite|lang.PlaceHead|lang.BodyHead)
	if !ok || r.Clitics != doc.For || f.pack.Info(r.Form).Class.Has(lang.People|lang.Title|lang.BodyHead|lang.PlaceHead) {
		return 0
	}
	if _, things := f.name(i); things != nil {
		return 0
	}
	n := 1
	for n < 4 && f.adjective(i+n) {
		n++
	}
	if f.pack.Info(r.Form).Class.Has(lang.Definite) || n > 1 || strings.HasPrefix(f.tokens[i].Fold, "لل") {
		return n
	}
	return 0
}

// constructBody is a head noun in the construct state: what follows is its name.
func (f *finder) constructBody(m doc.Mention) (doc.Mention, bool) {
	if end, ok := f.quotedName(m.End); ok {
		m.End = end
		m = f.trailingNisba(m)
		m.NameEnd = m.End
		return m, true
	}
	named := false
	for m.End-m.First < maxBody {
		n, isName := f.constructPart(m.End, &m)
		if n == 0 {
			break
		}
		m.End += n
		named = named || isName
		if m.Of != none || f.closed(m.End) {
			for f.whole(m.End).Has(lang.Qualifier) && f.adjective(m.End) && !f.nameClass(m.End).Has(lang.Epithet) {
				m.End++
			}
			break // the adjective of the country closes a name
		}
	}
	if f.opensQuote(m.First, m.End) {
		m.End++
	}
	m.NameEnd = m.End
	return m, named
}

// closed says whether the token before is a country's adjective with the article: nothing but its like may follow in the name.
func (f *finder) closed(end int) bool {
	_, class, ok := f.pack.Adjective(&f.tokens[end-1])
	return ok && class.Has(lang.Definite)
}

// constructPart returns the length of the next part of a construct name, and whether that part makes it a name.
func (f *finder) constructPart(i int, m *doc.Mention) (int, bool) {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return 0, false
	}
	whole, clitics := f.whole(i), f.clitics(i)
	if n := f.letters(i); n > 0 {
		return n, true
	}
	if f.nameClass(i).Has(lang.Epithet) && i > m.First+1 {
		return 0, false
	}
	if country, class, ok := f.pack.Adjective(&f.tokens[i]); ok && clitics == 0 {
		if !class.Has(lang.Definite) {
			return 0, false // محكمة ألمانية: some court, no name
		}
		m.Of = int32(country)
		return 1, true
	}
	if end, things := f.name(i); things != nil && clitics&(doc.And|doc.Then) == 0 {
		if f.pack.World.Things[things[0]].Type() == doc.Person && i > m.First+1 {
			return 0, false
		}
		if clitics&doc.For != 0 || clitics&doc.In != 0 && !f.anyOf(things, doc.Organisation) {
			return 0, false
		}
		return end - i, true
	}
	if clitics&(doc.And|doc.Then) != 0 {
		if r, ok := f.pack.Reading(&f.tokens[i], lang.Definite|lang.Common); ok && m.End > m.First+1 && f.whole(i-1).Has(lang.Definite) && f.pack.Info(r.Form).Class.Has(lang.Definite) &&
			!f.pack.Info(r.Form).Class.Has(lang.BodyHead|lang.PlaceHead|lang.People|lang.Title|lang.NameStart|lang.Ministry|lang.Nisba|lang.Honorific|lang.Verb) {
			return 1, true
		}
		return 0, false
	}
	if n := f.purpose(i); n > 0 && i > m.First+1 {
		return n, true
	}
	switch {
	case whole.Has(lang.Relative | lang.Adverb | lang.Preposition | lang.Conjunction | lang.Complementizer | lang.Demonstrative | lang.Pronoun | lang.Auxiliary | lang.Negation | lang.MonthName | lang.Honorific):
		return 0, false
	case whole.Has(lang.Definite) || definite(f.tokens[i].Fold):
		if whole.Has(lang.People) && i == m.First+1 {
			return 0, false // عائلات الصحافيين: people, no body
		}
		return 1, !whole.Has(lang.PlaceKind) // مجلس المدينة: of some town
	case whole.Has(lang.BodyHead|lang.PlaceHead) && !whole.Has(lang.Verb):
		return 1, false
	case whole.Has(lang.Verb) && !whole.Has(lang.Common):
		return 0, false
	case whole.Has(lang.Common) && i == m.First+1 && f.nextDefinite(i+1):
		return 1, false // اتحاد جمعيات الصحافيين
	case i == m.First+1 && f.nameLike(i, false) && !whole.Has(lang.Common|lang.Ordinary):
		return f.foreignName(i), true
	}
	return 0, false
}

func (f *finder) nextDefinite(i int) bool {
	return i < len(f.tokens) && (f.whole(i).Has(lang.Definite) && !f.whole(i).Has(lang.Relative) || definite(f.tokens[i].Fold))
}

// foreignName returns the length of the unknown words that name a body: شركة كونوكو فيليبس.
func (f *finder) foreignName(i int) int {
	n := 1
	for n < 3 && f.nameLike(i+n, false) && !f.whole(i+n).Has(lang.Given|lang.Family) {
		n++
	}
	return n
}

// quotedName returns the end of a name in quotation marks of up to six words.
func (f *finder) quotedName(i int) (int, bool) {
	if !f.isMark(i, '"', '“') {
		return i, false
	}
	for n := 1; n <= 7; n++ {
		if f.isMark(i+n, '"', '”') {
			return i + n + 1, n > 1
		}
	}
	return i, false
}

// trailingNisba takes the adjective of a country after a quoted name: صحيفة "…" الأميركية, and a purpose: وكالة "سانا" للأنباء.
func (f *finder) trailingNisba(m doc.Mention) doc.Mention {
	if country, class, ok := f.pack.Adjective(word(f, m.End)); ok && class.Has(lang.Definite) && f.clitics(m.End) == 0 {
		m.Of = int32(country)
		m.End++
	} else if n := f.purpose(m.End); n > 0 {
		m.End += n
	}
	return m
}

// place finds a place by its head noun: مدينة حلب, حي الأمل, مطار صنعاء الدولي.
func (f *finder) place(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, Type: doc.Place, Thing: none, Office: none, Of: none, Rule: rulePlace}
	if f.otherwiseVerb2(i) || f.headDefinite(i) {
		return m, false
	}
	if end, ok := f.quotedName(m.End); ok {
		m.Thing = f.kindOf(i, m.End+1, end-1)
		m.End, m.NameEnd = end, end
		return m, true
	}
	if end, things := f.nameButFor(m.End, lang.Preposition|lang.Complementizer); things != nil && f.clitics(m.End) == 0 {
		m.Thing = f.kindOf(i, m.End, end)
		m.End = end
		for n := 0; n < 2 && f.compound(i) && f.placeAdjective(m.End); n++ {
			m.End++
		}
		m.NameEnd = m.End
		return m, true
	}
	if f.headClass(i).Has(lang.Soft) && !f.properNext(m.End) {
		return m, false // قطاع النفط, منطقة آمنة
	}
	return f.unknownPlace(m)
}

// kindOf returns the place that the words from first to end name, where the head noun at i only tells of what kind it is.
func (f *finder) kindOf(i, first, end int) int32 {
	e, things := f.nameButFor(first, 0)
	if things == nil || e != end || f.compound(i) || !f.anyOf(things, doc.Place) {
		return none
	}
	return f.prefer(things, doc.Place)
}

// placeAdjective says whether the token is an adjective of those that names of places have: الدولي, but not المفتوح.
func (f *finder) placeAdjective(i int) bool {
	return f.adjective(i) && f.nameClass(i).Has(lang.PlaceAdj)
}

// compound says whether the head noun makes another place of the one that it stands before: the airport of a city is not the city.
func (f *finder) compound(i int) bool { return !f.class(i).Has(lang.PlaceKind) }

func (f *finder) unknownPlace(m doc.Mention) (doc.Mention, bool) {
	i := m.End
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word || f.clitics(i)&^doc.Article != 0 || !f.placeWord(i) {
		return m, false
	}
	if f.whole(i).Has(lang.BodyHead|lang.PlaceHead) && !f.whole(i).Has(lang.Definite) {
		if !f.nextDefinite(i + 1) {
			return m, false
		}
		m.End++ // قرية قصر الماء
	}
	m.End++
	for n := 0; n < 2 && (f.nameLike(m.End, false) && !f.whole(m.End).Has(lang.Definite) || f.placeAdjective(m.End)); n++ {
		m.End++
	}
	m.NameEnd = m.End
	return m, true
}

// placeWord says whether the token may name a place after its head noun: a word with the article, or one that is no ordinary word.
func (f *finder) placeWord(i int) bool {
	whole := f.whole(i)
	if _, class, ok := f.pack.Adjective(&f.tokens[i]); ok && !class.Has(lang.Definite) || whole.Has(lang.Relative|lang.Preposition|lang.Conjunction|lang.Demonstrative|lang.Adverb|lang.People) {
		return false
	}
	if whole.Has(lang.Verb) && !whole.Has(lang.BodyHead|lang.PlaceHead) {
		return false
	}
	if whole.Has(lang.Definite) || definite(f.tokens[i].Fold) {
		return !whole.Has(lang.BodyHead | lang.PlaceHead)
	}
	return whole.Has(lang.BodyHead|lang.PlaceHead) || f.nameLike(i, false) && !whole.Has(lang.Common|lang.Ordinary)
}

// ministry finds a ministry without the word for it: الخارجية الروسية.
func (f *finder) ministry(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, Type: doc.Organisation, Thing: none, Office: none, Of: none, Rule: ruleMinistry}
	for n := 0; n < 2; n++ {
		country, class, ok := f.pack.Adjective(word(f, m.End))
		if ok && class.Has(lang.Definite) && class.Has(lang.Feminine) && f.clitics(m.End) == 0 && (i == 0 || !f.governs(i-1)) {
			m.End++
			m.NameEnd, m.Of = m.End, int32(country)
			return m, true
		}
		if !f.adjective(m.End) { // المخابرات العسكرية الأوكرانية
			break
		}
		m.End++
	}
	return m, false
}

// governs says whether the noun makes the next word its complement: سياسته الخارجية is no ministry, الشؤون الخارجية neither.
func (f *finder) governs(i int) bool {
	return f.whole(i).Has(lang.Definite) && !f.whole(i).Has(lang.Verb) && f.tokens[i].Kind == doc.Word
}
