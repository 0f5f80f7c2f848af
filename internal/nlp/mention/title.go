package mention

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// title is a title under way: what it names so far and where it ends.
type title struct {
	first, end int
	office, of int32
	former     bool
	twin       bool // نظيره
	female     bool
	plural     bool
	honorific  bool // honorifics only, so far
	nobody     bool // some person's trade (مسؤول): nobody is meant unless a name follows
}

// titled finds an office, trade or honorific and the name that follows it.
func (f *finder) titled(i int) (doc.Mention, bool) {
	if i > 0 && f.nameClass(i-1).Has(lang.Vessel) {
		return doc.Mention{}, false // فرقاطة (الأميرال غورشكوف)
	}
	t := title{first: i, end: i, office: none, of: none, honorific: true}
	for t.end < len(f.tokens) && t.end-i < maxTitle && f.titlePart(&t) {
	}
	if t.end == i {
		return doc.Mention{}, false
	}
	first, end, thing := f.titleName(&t)
	if end == first {
		first, end, thing = f.bridgedName(&t)
	}
	m := doc.Mention{First: i, End: t.end, Thing: none, Office: t.office, Of: t.of, Former: t.former, Counterpart: t.twin, Female: t.female, Plural: t.plural, Rule: ruleOffice}
	if end > first {
		m.NameFirst, m.NameEnd, m.Thing, m.Type, m.Rule = first, end, thing, doc.Person, ruleTitled
		m.End = end
		if f.isMark(end, '"', '”') && f.isMark(first-1, '"', '“') {
			m.End++
		}
		if t.honorific {
			m.Rule = ruleHonorific
		}
		return m, true
	}
	return m, !t.nobody && (!t.honorific || f.aloneHonorific(i))
}

// titleName finds the name after a title: at once, in quotation marks, or set off by a comma.
func (f *finder) titleName(t *title) (first, end int, thing int32) {
	if t.plural {
		return t.end, t.end, none
	}
	if first, end, thing = f.personName(t.end); end > first {
		if end == first+1 && thing == none && (t.nobody || f.someTrade(t) && f.whole(first).Has(notName) || (f.someTrade(t) || f.someOffice(t)) && !f.whole(first).Has(lang.Given|lang.Family)) {
			return t.end, t.end, none // صحفي متعاون: what some trade's holder is like
		}
		return first, end, thing
	}
	if t.honorific {
		return t.end, t.end, none
	}
	return f.setOff(t.end)
}

// setOff finds the name that a comma at the token sets off: وزير الخارجية، خوسيه ألباريس، إن.
func (f *finder) setOff(i int) (first, end int, thing int32) {
	if !f.isMark(i, ',') {
		return i, i, none
	}
	first, end, thing = f.personName(i + 1)
	if end > first && (thing != none || end-first >= 2 && (f.whole(first).Has(lang.Given) || f.allStrange(first, end))) && f.endsApposition(end) {
		return first, end, thing
	}
	return i, i, none
}

// allStrange says whether each word is one that no list has, or that only lists of names have.
func (f *finder) allStrange(first, end int) bool {
	for i := first; i < end; i++ {
		if f.tokens[i].Kind == doc.Word && !f.strange(i) && (!f.whole(i).Has(lang.Given|lang.Family) || f.whole(i).Has(notName)) {
			return false
		}
	}
	return true
}

// someTrade says whether the title is an indefinite trade and no office.
func (f *finder) someTrade(t *title) bool {
	return t.office == none && !t.honorific && !f.whole(t.end-1).Has(lang.Definite) && !definite(f.tokens[t.end-1].Fold)
}

// someOffice says whether the title ends without the article, so that an unknown word behind it goes on with it or says what its holder is like: رئيس
// مجلس محلي (دوما), وزير (يتسرع).
func (f *finder) someOffice(t *title) bool {
	return !t.honorific && t.of == none && !f.isDefinite(t.end-1)
}

func (f *finder) endsApposition(i int) bool {
	return f.isMark(i, ',', ':', '.', '(', '"', '“', '-') || f.class(i).Has(lang.Complementizer|lang.Preposition|lang.Verb)
}

// aloneHonorific says whether the honorific names somebody by itself: الرئيس، الوزير، السفير.
func (f *finder) aloneHonorific(i int) bool {
	return f.whole(i).Has(lang.Honorific) && f.whole(i).Has(lang.Title|lang.RoleStart) || f.class(i).Has(lang.Title)
}

// titlePart takes one part of a title: an honorific, an office with its country, a trade with its complements.
func (f *finder) titlePart(t *title) bool {
	end, role := f.office(t.end)
	if role != none && t.office != none && end > t.end+1 && f.pack.World.Roles[role].Level == 1 {
		return false // a head of state has no lesser office before it: أمير منطقة نجران (خادم الحرمين الشريفين)
	}
	if role != none && (t.end == t.first || f.clitics(t.end) == 0 && !f.beginsName(t.end)) {
		f.noteGender(t, t.end)
		t.office, t.honorific = role, false
		f.countryIn(t, end)
		t.end = end
		f.complements(t)
		return true
	}
	class := f.class(t.end)
	if t.end > t.first && f.clitics(t.end)&^doc.Article != 0 {
		return false
	}
	switch {
	case class.Has(lang.Title) && !f.otherwiseVerb(t.end) && !(t.end > t.first && f.beginsName(t.end)):
		f.noteGender(t, t.end)
		t.twin = t.twin || f.isTwin(t.end)
		t.honorific = t.honorific && class.Has(lang.Honorific)
		t.end++
		f.complements(t)
		return true
	case class.Has(lang.Honorific):
		f.noteGender(t, t.end)
		t.end++
		return true
	case t.end == t.first && f.pack.NameClassOf(&f.tokens[t.end]).Has(lang.OnePerson) && !(f.whole(t.end).Has(lang.Verb) && f.nameLike(t.end+1, false)): // طالب (سامي الحداد) بفتح
		f.noteGender(t, t.end)
		t.honorific, t.nobody = false, true
		t.end++
		f.complements(t)
		return true
	}
	return false
}

// countryIn notes the country of an office whose words tell it: المستشارة الألمانية.
func (f *finder) countryIn(t *title, end int) {
	for i := t.end + 1; i < end; i++ {
		if country, _, ok := f.pack.Adjective(&f.tokens[i]); ok && t.of == none {
			t.of = int32(country)
		}
	}
}

// beginsName says whether a word that is both a title and a given name is the name here, since بن follows: الشيخ (خليفة) بن زايد.
func (f *finder) beginsName(i int) bool {
	return f.whole(i).Has(lang.Given) && i+1 < len(f.tokens) && f.tokens[i+1].Fold == "بن"
}

// isTwin says whether the token is نظير with the pronoun of somebody who holds the same office elsewhere.
func (f *finder) isTwin(i int) bool {
	return f.class(i).Has(lang.Counterpart)
}

// otherwiseVerb says whether the token is a title only by taking a clitic off that may be a letter of a verb.
func (f *finder) otherwiseVerb(i int) bool {
	return f.whole(i).Has(lang.Verb) && !f.whole(i).Has(lang.Title)
}

func (f *finder) noteGender(t *title, i int) {
	class := f.class(i)
	if class.Has(lang.Title | lang.Honorific | lang.People) {
		t.female = t.female || class.Has(lang.Feminine) && !class.Has(lang.Masculine)
		t.plural = t.plural || class.Has(lang.Plural) && !class.Has(lang.Singular)
	}
}

// complements takes what belongs to the title after its first word: adjectives, the country or body of the office, its field.
func (f *finder) complements(t *title) {
	for t.end < len(f.tokens) && t.end-t.first < maxTitle {
		n := f.complement(t)
		if n == 0 {
			return
		}
		t.end += n
	}
}

// complement returns the number of tokens of the complement at the title's end, 0 for none.
func (f *finder) complement(t *title) int {
	i := t.end
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return f.bracketed(i)
	}
	class, whole := f.class(i), f.whole(i)
	if country, _, ok := f.pack.Adjective(&f.tokens[i]); ok && f.clitics(i)&^doc.Article == 0 && !(whole.Has(lang.Given) && f.whole(i+1).Has(lang.Connector)) {
		if t.of == none {
			t.of = int32(country)
		}
		return 1
	}
	if whole.Has(lang.Qualifier) {
		t.former = t.former || whole.Has(lang.Former)
		return 1
	}
	if f.onBehalf(i) {
		return 1
	}
	if end, things, r := f.nameRead(i, particle); things != nil && r.Clitics&(doc.And|doc.Then) == 0 {
		if thing := &f.pack.World.Things[things[0]]; thing.Type() != doc.Person {
			if thing.Type() == doc.Place && r.Clitics == 0 && f.isDefinite(i-1) {
				return 0 // زار الوزير موسكو: a noun with the article governs none
			}
			if t.of == none {
				t.of = things[0]
			}
			return end - i
		}
		return 0
	}
	if whole.Has(lang.Given|lang.Honorific) && !whole.Has(lang.Common|lang.BodyHead|lang.PlaceHead) || whole.Has(lang.Family) && !whole.Has(lang.Common) {
		return 0
	}
	if f.unlistedTown(i) {
		return 1
	}
	if n := f.headed(i, t); n > 0 {
		return n
	}
	switch {
	case whole.Has(lang.Definite) || definite(f.tokens[i].Fold):
		if whole.Has(lang.Adverb|lang.Relative|lang.MonthName) || whole == 0 && f.whole(i-1).Has(lang.Honorific) || f.secondNoun(t, i) {
			return 0
		}
		return 1
	case class.Has(lang.Preposition|lang.Common|lang.Ministry|lang.Definite) || whole.Has(lang.Verb) || f.secondField(i):
		return f.governed(i, t)
	}
	return 0
}

// bridgedName finds the name after a title whose circumstances stand before it: "رئيس الجهاز القضائي (في إيران) محمد هاشمي", "مدير إعلام (أبين) ياسر
// باعزب". They belong to the title where a name follows that can be no ordinary word; the title then ends with them.
func (f *finder) bridgedName(t *title) (first, end int, thing int32) {
	if t.honorific || t.plural {
		return t.end, t.end, none
	}
	for i := t.end; i-t.end < maxBridge; {
		n := f.circumstance(i)
		if n == 0 {
			break
		}
		i += n
		first, end, thing = f.personName(i)
		if end > first && (thing != none || end-first >= 2 && f.surelyNamed(first)) {
			t.end = i
			return first, end, thing
		}
		if first, end, thing = f.setOff(i); end > first {
			t.end = i
			return first, end, thing
		}
	}
	return t.end, t.end, none
}

// surelyNamed says whether a given name stands at the token, and something that may be a name behind it if the given name is an ordinary word too.
func (f *finder) surelyNamed(i int) bool {
	if !f.whole(i).Has(lang.Given|lang.Connector) && !f.isLaqab(i) {
		return false
	}
	return !f.whole(i).Has(notName) || f.whole(i+1).Has(lang.Given|lang.Family|lang.Connector) || f.whole(i+1) == 0
}

// circumstance returns the length of a prepositional phrase, or of a name in quotation marks, at the token.
func (f *finder) circumstance(i int) int {
	if end, ok := f.quotedName(i); ok {
		return end - i
	}
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return 0
	}
	n := 0
	switch f.tokens[i].Fold {
	case "في", "لدي", "عن", "من", "باسم", "لشوون", "ضمن":
		n = 1
	default:
		if f.cliticsAs(i, lang.NameStart|lang.BodyHead|lang.PlaceHead|lang.Definite|lang.Common)&(doc.In|doc.For) == 0 {
			return 0
		}
	}
	if end, things := f.name(i + n); things != nil {
		if f.pack.World.Things[things[0]].Type() == doc.Person {
			return 0
		}
		return end - i
	}
	if m := f.class(i + n); m.Has(lang.BodyHead | lang.PlaceHead) {
		if length := f.headed(i+n, &title{first: i, end: i}); length > 0 {
			return n + length
		}
	}
	start := n
	for n < start+3 && f.isDefinite(i+n) && !f.whole(i+n).Has(lang.Verb|lang.Relative|lang.Given|lang.Family|lang.Honorific) {
		n++
	}
	if n == start {
		return 0
	}
	return n
}

// isDefinite says whether the token is a noun with the article, with or without a preposition written as one with it.
func (f *finder) isDefinite(i int) bool {
	if i < 0 || i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return false
	}
	return f.class(i).Has(lang.Definite) || definite(f.tokens[i].Fold) || strings.HasPrefix(f.tokens[i].Fold, "لل") || strings.HasPrefix(f.tokens[i].Fold, "بال")
}

// unlistedTown says whether a town that no list has stands between the office over it and a given name: رئيس بلدية (شيلوبي) سيف الدين.
func (f *finder) unlistedTown(i int) bool {
	if !f.strange(i) || !(f.whole(i+1).Has(lang.Given) && !f.whole(i+1).Has(notName) || f.isLaqab(i+1)) {
		return false
	}
	return f.nameClass(i - 1).Has(lang.Seat)
}

// onBehalf says whether the token is باسم with the pronoun of a body named before: المتحدث باسمها.
func (f *finder) onBehalf(i int) bool {
	switch f.tokens[i].Fold {
	case "باسمه", "باسمها", "باسمهم":
		return !strings.HasSuffix(f.src.At(f.tokens[i].Span), "ة") // the given name باسمة
	}
	return false
}

// titleDefinite says whether the title is one word with the article: such a title takes no genitive.
func (f *finder) titleDefinite(t *title) bool {
	return f.whole(t.first).Has(lang.Definite) || definite(f.tokens[t.first].Fold)
}

// secondNoun says whether the definite word is no adjective of a definite title but a noun by itself: "طالب الوزير (المجتمع الدولي)". Adjectives
// of office end in ي or ية or are listed as qualifiers.
func (f *finder) secondNoun(t *title, i int) bool {
	fold := f.tokens[i].Fold
	if !f.titleDefinite(t) || i != t.first+1 || f.whole(i).Has(lang.Qualifier|lang.Title|lang.Honorific|lang.Nisba) {
		return false
	}
	for _, ending := range [...]string{"ي", "يه", "يين", "يون", "يان"} {
		if strings.HasSuffix(fold, ending) {
			return false
		}
	}
	return f.whole(i).Has(lang.Common | lang.People | lang.BodyHead | lang.PlaceHead)
}

// headed takes a body or place that a head noun names: رئيس (مجلس النواب), محافظ (مدينة جدة).
func (f *finder) headed(i int, t *title) int {
	if f.clitics(i)&(doc.And|doc.Then) != 0 {
		return 0
	}
	class := f.class(i)
	if class.Has(lang.BodyHead) {
		if m, ok := f.body(i); ok {
			f.noteOf(t, m.Thing)
			return m.End - i
		}
	}
	if class.Has(lang.PlaceHead) {
		if m, ok := f.place(i); ok {
			f.noteOf(t, m.Thing)
			return m.End - i
		}
	}
	if class.Has(lang.Ministry) {
		if m, ok := f.ministry(i); ok {
			return m.End - i
		}
	}
	if class.Has(lang.BodyHead|lang.PlaceHead|lang.Title|lang.People) && !f.whole(i).Has(lang.Verb) && !f.whole(i-1).Has(lang.Definite) {
		return 1
	}
	return 0
}

func (f *finder) noteOf(t *title, thing int32) {
	if t.of == none {
		t.of = thing
	}
}

// governed takes a preposition with the body, place or definite noun that it governs (المتحدث باسم الخارجية، المبعوث إلى سوريا), a noun
// in the construct state (رئيس هيئة أركان), and a second field joined by و (وزير التربية والتعليم).
func (f *finder) governed(i int, t *title) int {
	whole, clitics := f.whole(i), f.clitics(i)
	if f.secondField(i) && !f.titleDefinite(t) {
		return 1
	}
	if r, ok := f.pack.Reading(&f.tokens[i], lang.Definite|lang.Ministry|lang.NameStart); ok && r.Clitics != 0 {
		if r.Clitics&(doc.And|doc.Then) != 0 {
			if f.isDefinite(i-1) && !f.pack.Info(r.Form).Class.Has(lang.Title|lang.Honorific|lang.People|lang.BodyHead|lang.NameStart|lang.Verb) {
				return 1
			}
			return 0
		}
		if r.Clitics&doc.In != 0 && f.titleDefinite(t) {
			return 0 // رحب الوزير (بالقرار)
		}
		return 1
	}
	if whole.Has(lang.Preposition) && clitics == 0 && f.opensField(i) {
		return f.field(i, t)
	}
	if whole.Has(lang.Common) && !whole.Has(lang.Preposition|lang.Verb|lang.Adverb|lang.Conjunction|lang.Given|lang.Family) && !f.whole(i-1).Has(lang.Definite) && i > t.first {
		return 1
	}
	return 0
}

// secondField says whether a definite noun that names no people or bodies is joined by و to a definite one: وزير الموارد المائية والري.
func (f *finder) secondField(i int) bool {
	const other = lang.Title | lang.Honorific | lang.People | lang.BodyHead | lang.PlaceHead | lang.NameStart | lang.Verb | lang.Nisba | lang.Relative | lang.Given | lang.Family
	return strings.HasPrefix(f.tokens[i].Fold, "وال") && len(f.tokens[i].Fold) > 8 && !f.class(i).Has(other) && definite(f.tokens[i-1].Fold)
}

// opensField says whether the preposition joins an office to its field rather than a clause to its circumstances.
func (f *finder) opensField(i int) bool {
	switch f.tokens[i].Fold {
	case "باسم", "لدي":
		return true
	case "الي": // المبعوث إلى سوريا, not: دعا الوزير إلى الحوار
		_, things := f.name(i + 1)
		return things != nil
	case "في":
		return f.class(i+1).Has(lang.BodyHead|lang.Ministry) || f.inBody(i+1)
	case "من", "عن":
		return false
	}
	return false
}

func (f *finder) inBody(i int) bool {
	_, things := f.name(i)
	return things != nil && f.pack.World.Things[things[0]].Type() == doc.Organisation
}

// field returns the length of a preposition and what it governs, 0 where that is no field of an office.
func (f *finder) field(i int, t *title) int {
	next := i + 1
	if end, things := f.name(next); things != nil {
		if f.pack.World.Things[things[0]].Type() == doc.Person {
			return 0
		}
		f.noteOf(t, things[0])
		return end - i
	}
	if n := f.headed(next, t); n > 0 {
		return 1 + n
	}
	if f.whole(next).Has(lang.Definite) && !f.whole(next).Has(lang.Relative) || next < len(f.tokens) && definite(f.tokens[next].Fold) {
		return 2
	}
	return 0
}

// bracketed takes a short bracket after a title or body: (البنتاغون), but not one with a person: (السفير سامي الحداد).
func (f *finder) bracketed(i int) int {
	if !f.isMark(i, '(') || f.whole(i+1).Has(lang.Title|lang.Honorific|lang.Given) {
		return 0
	}
	for n := 1; n <= 4; n++ {
		if f.isMark(i+n, ')') {
			return n + 1
		}
	}
	return 0
}
