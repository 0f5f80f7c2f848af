package mention

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/world"
)

// maxBody is the number of tokens that a body's or place's name may have.
const maxBody = 9

// body finds a body by its head noun: وزارة الموارد المائية, حزب المؤتمر الوطني, صحيفة "الفجر", الجيش الإسرائيلي.
func (f *finder) body(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, NameClitics: f.cliticsAs(i, lang.BodyHead), Type: doc.Organisation, Thing: none, Office: none, Of: none, Rule: ruleBody}
	if f.otherwiseVerb2(i) || f.whole(i).Has(lang.Preposition) {
		return m, false // برئاسة, بقيادة: under
	}
	if f.headClass(i).Has(lang.Deed) {
		return m, false
	}
	if f.headDefinite(i) {
		return f.definiteBody(m)
	}
	if f.headClass(i).Has(lang.Soft) && !f.properNext(i+1) {
		return m, false
	}
	return f.constructBody(m)
}

// otherwiseVerb2 says whether the whole word is a verb and no head noun; وأدى folds to وادي.
func (f *finder) otherwiseVerb2(i int) bool {
	return f.whole(i).Has(lang.Verb) && !f.whole(i).Has(lang.BodyHead|lang.PlaceHead) || f.tokens[i].Fold == "وادي" && strings.Contains(f.src.At(f.tokens[i].Span), "أ")
}

// headClass returns the name classes of a head noun, clitics or not.
func (f *finder) headClass(i int) lang.NameClass { return f.pack.NameClassOf(&f.tokens[i]) }

// properNext says whether a proper name stands at the token: in quotation marks, a known person (إدارة أوباما), or a word that is no ordinary one. A
// known body is named by itself there (سلطة الحكومة اللبنانية).
func (f *finder) properNext(i int) bool {
	if _, ok := f.quotedName(i); ok {
		return true
	}
	if _, things := f.name(i); things != nil {
		return f.clitics(i) == 0 && f.anyOf(things, doc.Person)
	}
	if f.whole(i).Has(lang.Family | lang.Connector) {
		return !f.whole(i).Has(lang.Common)
	}
	if f.nameClass(i).Has(lang.Field) {
		return f.nextDefinite(i + 1)
	}
	if f.headClass(i - 1).Has(lang.BodyKind) {
		return f.whole(i) == 0 && (f.nameLike(i, false) || f.isLatin(i))
	}
	return f.whole(i) == 0 && (f.nameLike(i, true) && !strings.HasSuffix(f.tokens[i].Fold, "ي") || f.isLatin(i)) // سلاح أوتوماتيكي
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
	if n := f.numbered(m.First, m.End); n > 0 {
		m.End += n
		m = f.trailingNisba(m)
		m.NameEnd = m.End
		return m, true
	}
	named, official, told := false, f.headClass(m.First).Has(lang.Board), false
	for m.End-m.First < maxBody {
		i := m.End
		if country, class, ok := f.pack.Adjective(word(f, i)); ok && f.clitics(i) == 0 && f.whole(i).Has(lang.Definite) && f.agrees(m.First, class) {
			m.Of, named = int32(country), f.headClass(m.First).Has(lang.Institution) || official && m.End > m.First+1
			m.End++
			continue
		}
		if (!named || f.whole(i).Has(lang.Qualifier) && !f.whole(i).Has(lang.Former)) && f.adjective(i) && !f.describes(i) {
			official = official && f.nameClass(i).Has(lang.Official)
			told = told || strings.HasPrefix(f.tokens[i].Fold, "الم") && !f.nameClass(i).Has(lang.Official) && !f.whole(i).Has(lang.Qualifier|lang.Nisba)
			m.End++
			continue
		}
		if n := f.purpose(i) + f.ofBody(i); n > 0 && m.End-m.First >= 2 && !named && !told && !f.headClass(m.First).Has(lang.Soft) {
			m.End += n
			named = true
		}
		break
	}
	if named = (named || official) && m.End > m.First+1; !named && f.headClass(m.First).Has(lang.Sole) {
		m.End, named = m.First+1, true
	}
	m.NameEnd = m.End
	return m, named
}

// numbered returns the length of the number that makes a name of a head noun: الفرقة (98), القناة (الـ12), القناة (العاشرة). 0 is none.
func (f *finder) numbered(head, i int) int {
	if !f.headClass(head).Has(lang.Numbered) || i >= len(f.tokens) || f.dated[i] {
		return 0
	}
	n := 0
	if f.tokens[i].Kind == doc.Word && f.tokens[i].Fold == "ال" {
		n++
	}
	if i+n < len(f.tokens) && f.tokens[i+n].Kind == doc.Number && !f.isMark(i+n+1, '%', '.', ',') {
		return n + 1
	}
	if f.nameClass(i).Has(lang.Ordinal) && f.headClass(head).Has(lang.Ranked) {
		if i+1 < len(f.tokens) && (f.tokens[i+1].Fold == "عشر" || f.tokens[i+1].Fold == "عشره") {
			return 2
		}
		return 1
	}
	return 0
}

// agrees says whether the adjective of origin may be the head noun's own: in "رئيس الحكومة العراقي" it is that of the title, in "قوات الجيش
// العراقية" that of the forces.
func (f *finder) agrees(head int, adjective lang.Class) bool {
	if strings.HasSuffix(f.tokens[head].Fold, "ه") {
		return !adjective.Has(lang.Masculine)
	}
	r, _ := f.pack.Reading(&f.tokens[head], lang.BodyHead|lang.PlaceHead)
	class := f.pack.Info(r.Form).Class
	return !(class.Has(lang.Masculine) && class.Has(lang.Singular) && !class.Has(lang.Feminine|lang.Plural) && adjective.Has(lang.Feminine) && !adjective.Has(lang.Masculine))
}

// describes says whether the adjective tells something of the body and is no part of its name: an epithet, or a participle with a preposition of
// its own (المتوافق عليها).
func (f *finder) describes(i int) bool {
	if f.nameClass(i).Has(lang.Epithet) {
		return true
	}
	if i+1 >= len(f.tokens) {
		return false
	}
	if (strings.HasPrefix(f.tokens[i+1].Fold, "لل") || f.whole(i+1).Has(lang.Preposition)) && f.participle(i) {
		return true // حزب الشعوب المؤيد للأكراد, لجنة الإغاثة المقيمة في الرياض
	}
	switch f.tokens[i+1].Fold {
	case "به", "بها", "بهم", "عليه", "عليها", "عليهم", "اليه", "اليها", "له", "لها", "لهم", "منه", "منها", "عنه", "عنها", "فيه", "فيها", "وليته", "ولايته", "ولايتها":
		return true
	}
	return false
}

// participle says whether the definite word may be a participle: no adjective of those that names have, no plural noun.
func (f *finder) participle(i int) bool {
	fold := f.tokens[i].Fold
	for _, ending := range [...]string{"ي", "يه", "ات"} {
		if strings.HasSuffix(fold, ending) {
			return false
		}
	}
	return strings.HasPrefix(fold, "الم") && !f.whole(i).Has(lang.Nisba|lang.Given|lang.Family|lang.Qualifier) && !f.nameClass(i).Has(lang.Official)
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
	if f.nameClass(i).Has(lang.Official) {
		whole &^= lang.NameStart // المركزي stands for a central bank too
	}
	return (whole.Has(lang.Definite) || definite(f.tokens[i].Fold)) && !whole.Has(lang.Relative|lang.Adverb|lang.Verb|lang.Given|lang.Title|lang.People|lang.NameStart|lang.MonthName|lang.Honorific)
}

// purpose returns the length of "لحقوق الإنسان": ل with a noun and its definite complement, and a second noun that و joins to it (للمرافئ والملاحة
// البحرية).
func (f *finder) purpose(i int) int {
	n := f.onePurpose(i)
	if n == 0 || !f.andPurpose(i+n) {
		return n
	}
	for n++; (f.adjective(i+n) || f.originAdjective(i+n)) && !f.describes(i+n); n++ {
	}
	return n
}

// andPurpose says whether a definite noun that names no people or bodies is joined by و to the definite noun before it.
func (f *finder) andPurpose(i int) bool {
	const other = lang.Title | lang.Honorific | lang.People | lang.BodyHead | lang.PlaceHead | lang.NameStart | lang.Verb | lang.Nisba | lang.Relative
	return i < len(f.tokens) && strings.HasPrefix(f.tokens[i].Fold, "وال") && !f.class(i).Has(other) && f.isDefinite(i-1)
}

// onePurpose is purpose of one noun.
func (f *finder) onePurpose(i int) int {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return 0
	}
	if f.class(i) == 0 && strings.HasPrefix(f.tokens[i].Fold, "لل") && len(f.tokens[i].Fold) > 8 {
		return 1 // للديمقراطية: nothing but ل and the article starts a word so
	}
	if f.tokens[i].Fold == "من" && i+2 < len(f.tokens) && f.tokens[i+1].Fold == "اجل" && f.isDefinite(i+2) {
		return 3 // من أجل الديمقراطية
	}
	r, ok := f.pack.Reading(&f.tokens[i], lang.Common|lang.Definite|lang.PlaceHead|lang.BodyHead)
	if !ok || f.pack.Info(r.Form).Name.Has(lang.General) || r.Clitics != doc.For || f.pack.Info(r.Form).Class.Has(lang.People|lang.Title|lang.BodyHead|lang.PlaceHead) {
		return 0
	}
	if _, things := f.name(i); things != nil {
		return 0
	}
	n := 1
	for n < 4 && (f.adjective(i+n) || n > 1 && f.originAdjective(i+n)) && !f.describes(i+n) {
		n++
	}
	if f.pack.Info(r.Form).Class.Has(lang.Definite) || n > 1 || strings.HasPrefix(f.tokens[i].Fold, "لل") {
		return n
	}
	return 0
}

// originAdjective says whether the token is an adjective of origin that some name starts with too: اللغة (العربية).
func (f *finder) originAdjective(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return false
	}
	return definite(f.tokens[i].Fold) && strings.HasSuffix(f.tokens[i].Fold, "يه") && f.whole(i).Has(lang.NameStart) && !f.whole(i).Has(lang.Title|lang.Verb)
}

// constructBody is a head noun in the construct state: what follows is its name.
func (f *finder) constructBody(m doc.Mention) (doc.Mention, bool) {
	if end, ok := f.quotedName(m.End); ok {
		if f.headClass(m.First).Has(lang.Soft) && f.hasPreposition(m.End+1, end-1) || end == m.End+3 && f.describesOne(m.End+1) {
			return m, false // مجموعة "الحرب على الإرهاب", لجنة "مستقلة"
		}
		m.End = end
		m = f.trailingNisba(m)
		m.NameEnd = m.End
		return m, true
	}
	if end := f.namesake(m.End); end > m.End {
		m.End = end
		for f.nameClass(m.End).Has(lang.Official|lang.PlaceAdj) && f.adjective(m.End) {
			m.End++
		}
		m.End += f.purpose(m.End)
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
		if f.headClass(m.First).Has(lang.Owned) && f.endsWithPerson(m) {
			break // إدارة أوباما
		}
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
	if f.headClass(m.First).Has(lang.BodyKind) {
		if end, things := f.name(m.First + 1); things != nil && end == m.End && f.anyOf(things, doc.Organisation) {
			m.Thing = f.prefer(things, doc.Organisation) // منظمة حماس
		}
	}
	m.NameEnd = m.End
	return m, named && !f.centreOf(m)
}

// centreOf says whether all that follows the word for a centre is a place, so that it is the chief town of it: مركز (محافظة لحج).
func (f *finder) centreOf(m doc.Mention) bool {
	i := m.First + 1
	if !strings.HasSuffix(f.tokens[m.First].Fold, "مركز") || f.tokens[i].Kind != doc.Word {
		return false
	}
	if end, things := f.name(i); things != nil {
		return end == m.End && f.anyOf(things, doc.Place)
	}
	return f.isHead(i)
}

// endsWithPerson says whether the name of a known person is all that follows the head noun so far.
func (f *finder) endsWithPerson(m doc.Mention) bool {
	end, things := f.name(m.First + 1)
	return things != nil && end == m.End && f.pack.World.Things[things[0]].Type() == doc.Person
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
	if i > m.First+1 && f.describes(i) {
		return 0, false
	}
	if country, class, ok := f.pack.Adjective(&f.tokens[i]); ok && clitics == 0 {
		if !class.Has(lang.Definite) {
			return 0, false // محكمة ألمانية: some court, no name
		}
		m.Of = int32(country)
		return 1, true
	}
	if end, things, r := f.nameRead(i, particle); things != nil && clitics&(doc.And|doc.Then) == 0 {
		clitics |= r.Clitics
		if f.pack.World.Things[things[0]].Type() == doc.Person && i > m.First+1 {
			return 0, false
		}
		if clitics&doc.For != 0 || clitics&doc.In != 0 && !f.anyOf(things, doc.Organisation) {
			return 0, false
		}
		return end - i, true
	}
	if clitics&(doc.And|doc.Then) != 0 {
		if m.End > m.First+1 && f.coordinated(m.First, i) {
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
		if whole.Has(lang.People) && i == m.First+1 || f.nameClass(i).Has(lang.General) {
			return 0, false // عائلات الصحافيين: people, no body
		}
		return 1, !whole.Has(lang.PlaceKind) // مجلس المدينة: of some town
	case whole.Has(lang.BodyHead|lang.PlaceHead) && !whole.Has(lang.Verb):
		return 1, false
	case whole.Has(lang.RoleStart) && f.headClass(m.First).Has(lang.Institution) && i == m.First+1:
		return 0, false // حكومة رئيس الوزراء
	case whole.Has(lang.Verb) && !whole.Has(lang.Common):
		return 0, false
	case whole.Has(lang.Common|lang.Ordinary) && !f.owned(i) && i == m.First+1 && f.nextDefinite(i+1):
		return 1, false // اتحاد جمعيات الصحافيين
	case i == m.First+1 && f.nameLike(i, false) && !whole.Has(lang.Common|lang.Ordinary):
		return f.foreignName(i), true
	}
	return 0, false
}

// coordinated says whether the token is a definite noun that و joins to a definite one in the name of a body of several fields: وزارة التربية
// (والتعليم), حزب العدالة (والتنمية).
func (f *finder) coordinated(head, i int) bool {
	const other = lang.BodyHead | lang.PlaceHead | lang.People | lang.Title | lang.Ministry | lang.Nisba | lang.Honorific | lang.Verb
	if !f.headClass(head).Has(lang.Fielded) || !strings.HasPrefix(f.tokens[i].Fold, "وال") || !f.whole(i-1).Has(lang.Definite) && !definite(f.tokens[i-1].Fold) {
		return false
	}
	r, ok := f.pack.Reading(&f.tokens[i], lang.Definite|lang.Common)
	if !ok || r.Clitics&doc.And == 0 || f.pack.Info(r.Form).Class.Has(other) {
		return false
	}
	_, things := f.name(i)
	return things == nil
}

// owned says whether the word ends with a pronoun of its owner: حكومة (بلاده).
func (f *finder) owned(i int) bool {
	raw := f.src.At(f.tokens[i].Span)
	return strings.HasSuffix(raw, "ه") || strings.HasSuffix(raw, "ها") || strings.HasSuffix(raw, "هم")
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
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, NameClitics: f.cliticsAs(i, lang.PlaceHead), Type: doc.Place, Thing: none, Office: none, Of: none, Rule: rulePlace}
	if f.otherwiseVerb2(i) || f.headDefinite(i) || i > 0 && f.tokens[i-1].Fold == "عن" && f.tokens[i].Fold == "طريق" {
		return m, false
	}
	if end := f.namesake(m.End); end > m.End && f.compound(i) {
		m.End, m.NameEnd = end, end
		return f.placeTail(m), true
	}
	if end, ok := f.quotedName(m.End); ok && !f.phrase(m.End+1, end-1) && !f.otherThanPlace(i, m.End+1) {
		m.Thing = f.kindOf(i, m.End+1, end-1)
		m.End, m.NameEnd = end, end
		return m, true
	}
	if end, things, _ := f.nameRead(m.End, lang.Preposition|lang.Complementizer); things != nil && f.clitics(m.End) == 0 {
		if f.otherThanPlace(i, m.End) {
			return m, false // ولاية أوباما
		}
		m.Thing = f.kindOf(i, m.End, end)
		m.End = end
		if f.compound(i) {
			return f.placeTail(m), true
		}
		m.NameEnd = m.End
		return m, true
	}
	if f.headClass(i).Has(lang.Soft) && !f.properNext(m.End) && (f.compound(i) || !f.strange(m.End)) {
		return m, false // قطاع النفط, منطقة آمنة
	}
	return f.unknownPlace(m)
}

// otherThanPlace says whether the known name at the token is no place, though the head noun only tells of what kind a place is, or a country, which
// many have such a thing of.
func (f *finder) otherThanPlace(head, i int) bool {
	_, things := f.name(i)
	if things == nil || !f.headClass(head).Has(lang.Facility) {
		return false
	}
	if f.compound(head) {
		return f.pack.World.Things[things[0]].Kind == world.Country // طريق إيران
	}
	return !f.anyOf(things, doc.Place)
}

// placeTail takes the adjectives that close the name of a place: مطار صنعاء (الدولي).
func (f *finder) placeTail(m doc.Mention) doc.Mention {
	for n := 0; n < 2 && f.placeAdjective(m.End); n++ {
		m.End++
	}
	m.NameEnd = m.End
	return m
}

// namesake returns the end of the title and name of a person after whom something is named: مطار (الأمير محمد بن عبد العزيز), مستشفى (الملك فهد). It
// is i where there is none.
func (f *finder) namesake(i int) int {
	first := i
	for f.whole(i).Has(lang.Honorific) && f.whole(i).Has(lang.Definite) {
		i++
	}
	if i == first {
		return first
	}
	if _, end, _ := f.personName(i); end > i {
		return end
	}
	return first
}

// describesOne says whether the token is an ordinary word without the article that looks like an adjective.
func (f *finder) describesOne(i int) bool {
	fold := f.tokens[i].Fold
	return (strings.HasPrefix(fold, "م") || strings.HasSuffix(fold, "ي")) && f.whole(i).Has(lang.Common|lang.Ordinary) && !f.isDefinite(i) && !f.whole(i).Has(lang.NameStart|lang.Given|lang.Family)
}

func (f *finder) hasPreposition(first, end int) bool {
	for i := first; i < end; i++ {
		if f.whole(i).Has(lang.Preposition) && !f.nameClass(i).Has(lang.Letter) {
			return true
		}
	}
	return false
}

// phrase says whether the tokens are the words of a sentence and no name: there are many, or a preposition or verb stands among them.
func (f *finder) phrase(first, end int) bool {
	if end-first > 4 {
		return true
	}
	for i := first; i < end; i++ {
		if w := f.whole(i); w.Has(lang.Preposition|lang.Complementizer) || w.Has(lang.Verb) && !w.Has(lang.Common|lang.Ordinary|lang.Given|lang.NameStart) {
			return true
		}
	}
	return false
}

// kindOf returns the place that the words from first to end name, where the head noun at i only tells of what kind it is.
func (f *finder) kindOf(i, first, end int) int32 {
	e, things, _ := f.nameRead(first, 0)
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
	for n := 0; n < 2 && (f.nameLike(m.End, false) && !f.whole(m.End).Has(lang.Definite) && !f.personBegins(i, m.End) || f.placeAdjective(m.End)); n++ {
		m.End++
	}
	m.NameEnd = m.End
	return m, true
}

// personBegins says whether a given name at the token begins a person's name behind that of the place: محافظة الشرقية (حكمت المصري).
func (f *finder) personBegins(place, i int) bool {
	return f.whole(i).Has(lang.Given) && !f.whole(place).Has(lang.Given) && f.nameLike(i+1, false)
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
		if f.headClass(i-1).Has(lang.Facility) && (whole.Has(lang.Common|lang.Ordinary) && !whole.Has(lang.NameStart) || !f.compound(i-1) && whole.Has(lang.RoleStart)) {
			return false // برج المراقبة, ولاية الرئيس
		}
		return !whole.Has(lang.BodyHead|lang.PlaceHead) && !f.nameClass(i).Has(lang.General)
	}
	return whole.Has(lang.PlaceHead) || whole.Has(lang.BodyHead) && !f.headClass(i-1).Has(lang.Facility) || f.nameLike(i, false) && !whole.Has(lang.Common|lang.Ordinary) || !f.compound(i-1) && f.strange(i)
}

// strange says whether no reading of the token is known and no pronoun ends it: what the letters of a foreign name look like says little.
func (f *finder) strange(i int) bool {
	t := &f.tokens[i]
	if t.Readings[0].Form != 0 || t.Readings[1].Form != 0 || len(t.Fold) < 6 || !arabic(t.Fold) || strings.HasSuffix(f.src.At(t.Span), "ه") {
		return false
	}
	for _, pronoun := range [...]string{"ها", "هم", "هما", "نا"} {
		if strings.HasSuffix(t.Fold, pronoun) {
			return false
		}
	}
	return true
}

// ministry finds a ministry without the word for it: الخارجية الروسية.
func (f *finder) ministry(i int) (doc.Mention, bool) {
	m := doc.Mention{First: i, End: i + 1, NameFirst: i, NameClitics: f.cliticsAs(i, lang.Ministry), Type: doc.Organisation, Thing: none, Office: none, Of: none, Rule: ruleMinistry}
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
