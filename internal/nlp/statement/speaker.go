package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// speaker is who says something: the words at the cue and who that is.
type speaker struct {
	first, end int // tokens; equal where nobody is named
	entity     doc.EntityID
	name       string
	en, id     string
	head       string // the folded first word, without the article: what a later "المصدر" is compared with
	said       span   // of a turn: the words that named the speaker at his cue
	gender     gender
	plural     bool
	person     bool
	known      bool // somebody
}

// maxSubject is the number of tokens that a subject may have.
const maxSubject = 24

// quotedName is the number of tokens up to which a quotation may be a name, its first mark among them.
const quotedName = 4

// subjectAt reads the noun phrase that starts at the token and may be a speaker.
func (r *reader) subjectAt(i int) (speaker, bool) {
	if i >= r.sent.End {
		return speaker{}, false
	}
	if r.isQuoteMark(i) && i+1 < r.sent.End && r.mention[i+1] >= 0 {
		if m := &r.d.Mentions[r.mention[i+1]]; m.First == i+1 && m.End < r.sent.End && r.isQuoteMark(m.End) {
			s := r.fromMention(m)
			s.first, s.end = i, m.End+1
			return s, true
		}
	}
	if r.toks[i].Kind != doc.Word {
		return speaker{}, false
	}
	if m := r.mention[i]; m >= 0 {
		if r.d.Mentions[m].First != i {
			return speaker{}, false
		}
		return r.mentionSubject(i), true
	}
	return r.commonSubject(i)
}

// mentionSubject is a subject that starts with a mention: a title and its name, a body and its country, two parties joined by و.
func (r *reader) mentionSubject(i int) speaker {
	m := &r.d.Mentions[r.mention[i]]
	s := r.fromMention(m)
	if r.isSpokesmanOf(m) {
		s.entity, s.en, s.id, s.name = doc.NoEntity, "", "", r.d.Text.At(m.Span)
	}
	if m.Type == doc.NoType && m.Office >= 0 && m.Of < 0 && r.isBareRole(m) { // رئيس الكشافة is not whoever is the رئيس of something
		s.entity, s.en, s.id = doc.NoEntity, "", ""
	}
	end := r.afterBracket(m.End)
	if r.isQuoteMark(end) && r.quote[end] >= 0 && r.d.Quotes[r.quote[end]].Close == end && r.d.Quotes[r.quote[end]].Open > m.First {
		end++ // الأمين العام لحلف شمال الأطلسي "ناتو (") فلان
	}
	if next := r.mentionFrom(end); next != nil && m.Type == doc.NoType && next.Type == doc.Person && !r.joined(end) {
		s = r.fromMention(next)
		s.first, end = i, r.afterBracket(next.End)
	}
	if m.Type == doc.NoType && s.entity == doc.NoEntity && !r.objectAfter(m) {
		end = r.extend(end) // القيادي في الحركة …
		s, end = r.nameAfter(s, end)
	}
	if m.Type == doc.Person {
		end = r.restOfName(end)
	}
	if q, ok := r.quoteFrom(end); ok && end < r.sent.End && q.Balanced && q.Close-q.Open <= quotedName && !r.isMark(end-1, ':') && !r.quoteIsAll(q) {
		end = q.Close + 1 // حركة المقاومة الإسلامية "حماس" أن
	}
	s.first, s.end = i, end
	if s.entity == doc.NoEntity {
		s.name = r.words(span{i, end})
	}
	if next := r.mentionFrom(end); next != nil && m.Type == doc.Person && next.Type == doc.NoType && !next.Plural && !r.joined(end) && !r.governedByLetter(end) {
		s.end = r.moreOffices(r.extend(next.End)) // عبد اللطيف الزياني الأمين العام لمجلس التعاون
	}
	if m.Type == doc.Organisation { // مكتب رئيس الوزراء … نفتالي بينيت: the name belongs to the title inside
		if next := r.mentionFrom(end); next != nil && next.Type == doc.Person && !r.joined(end) && !r.governedByLetter(end) {
			s.end = next.End
		}
	}
	return r.coordinate(r.apposed(s))
}

// isSpokesmanOf says whether the one named is not who is meant but whom he speaks for: المتحدث باسم (فلان).
func (r *reader) isSpokesmanOf(m *doc.Mention) bool {
	return m.Type == doc.Person && m.NameFirst > m.First && r.toks[m.NameFirst-1].Fold == "باسم"
}

// moreOffices returns the end of the further offices of one person that و joins to the first one after his name: "فلان المبعوث الخاص (ومنسق الشؤون …)".
func (r *reader) moreOffices(i int) int {
	for n := 0; n < 3; n++ {
		m := r.mentionFrom(i)
		if m == nil || m.Type != doc.NoType || m.Plural || !r.joined(i) {
			break
		}
		i = r.extend(m.End)
	}
	return i
}

// objectAfter says whether a place after an office with its country is the verb's object and no part of the subject: "اتهم وزير الدفاع التركي موسكو".
func (r *reader) objectAfter(office *doc.Mention) bool {
	if r.frames == nil || !r.frames.Object && !r.frames.Addr || office.Of < 0 {
		return false
	}
	next := r.mentionFrom(office.End)
	return next != nil && next.Type == doc.Place && !r.governedByLetter(next.First)
}

// apposed takes an apposition between commas, or a bracket: "خوسيه ألباريس، وزير الخارجية الإسباني،".
func (r *reader) apposed(s speaker) speaker {
	if then := r.afterAdverb(s.end); then > s.end && s.person && s.entity == doc.NoEntity {
		t := s
		t.end = then
		if t = r.apposed(t); t.end > then {
			return t
		}
	}
	if !r.isMark(s.end, ',') {
		return s
	}
	if s.end+1 < r.sent.End && r.p.Info(r.toks[s.end+1].Readings[0].Form).Class.Has(lang.Relative) && len(r.toks[s.end+1].Fold) > 4 {
		s.end = r.relativeEnd(s.end + 1)
		return s
	}
	next := r.mentionFrom(s.end + 1)
	if next == nil {
		return r.apposedName(s)
	}
	if next.Type == doc.Place && next.Thing >= 0 {
		return s
	}
	after := next.End
	if title := r.mentionFrom(after); next.Type == doc.Person && title != nil && title.Type == doc.NoType {
		after = title.End
	}
	if next.Type == doc.NoType {
		after = r.extend(after)
	}
	if !r.isMark(after, ',') && !r.isInna(after) && !r.isMark(after, ':') {
		return s
	}
	if r.toks[s.end+1].Kind == doc.Word && r.joined(s.end+1) {
		return s
	}
	if m := r.mentionFrom(s.first); next.Type == doc.Person && !s.plural && (s.entity == doc.NoEntity || m != nil && m.Type == doc.NoType) {
		t := r.fromMention(next)
		t.first, t.end = s.first, after
		return t
	}
	s.end = after
	return s
}

// afterAdverb passes over an adverb behind an office, with a comma before it or without: "وزير الخارجية آنذاك، فلان،"; it returns the token itself where there is none.
func (r *reader) afterAdverb(i int) int {
	k := i
	if r.isMark(k, ',') {
		k++
	}
	if k+1 >= r.sent.End || r.mention[k] >= 0 || !r.isMark(k+1, ',') {
		return i
	}
	if r.p.Info(r.toks[k].Readings[0].Form).Class.Has(lang.Adverb) {
		return k + 1
	}
	return i
}

// apposedName takes words that no list has, between an office with a comma and another mark, for its holder's name: "السفير التركي، فلان الفلاني،".
func (r *reader) apposedName(s speaker) speaker {
	first := s.end + 1
	end := r.unlistedWords(first)
	if !s.person || s.plural || s.entity != doc.NoEntity || end-first < 2 || !r.isMark(end, ',', ':') && !r.isInna(end) {
		return s
	}
	s.end, s.name = end, r.words(span{first, end})
	return s
}

// coordinate joins a second party: "الرئيس هادي والجامعة العربية".
func (r *reader) coordinate(s speaker) speaker {
	for n := 0; n < 3; n++ {
		next := r.mentionFrom(s.end)
		if next == nil || !r.joined(s.end) || !next.Named() && next.Entity == doc.NoEntity {
			return s
		}
		t := r.fromMention(next)
		if t.name == "" {
			return s
		}
		if s.entity == doc.NoEntity && s.person && !s.plural && next.Type == doc.Place {
			s.end = next.End // مدير البرنامج في الشرق الأوسط (وشمال أفريقيا)، فلان
			s.name = r.words(span{s.first, s.end})
			s = r.apposed(s)
			continue
		}
		if s.entity == doc.NoEntity && s.person && !s.plural && next.Type == doc.Person && next.First < next.NameFirst {
			t.first, t.end = s.first, r.afterBracket(next.End) // نائب رئيس الوزراء ووزير الداخلية الشيخ محمد: one man of two offices
			return t
		}
		s = joint(s, t)
		s.end = r.afterBracket(next.End)
	}
	return s
}

func (r *reader) mentionFrom(i int) *doc.Mention {
	if i >= r.sent.End || i < 0 || r.mention[i] < 0 {
		return nil
	}
	if m := &r.d.Mentions[r.mention[i]]; m.First == i {
		return m
	}
	return nil
}

// joined says whether the token carries و.
func (r *reader) joined(i int) bool { return strings.HasPrefix(r.toks[i].Fold, "و") && r.bareAnd(i) }

func (r *reader) bareAnd(i int) bool {
	best := r.p.Best(&r.toks[i])
	return best.Form == 0 || best.Clitics&doc.And != 0
}

func (r *reader) afterBracket(i int) int {
	if !r.isMark(i, '(') {
		return i
	}
	for n := 1; n < 8 && i+n < r.sent.End; n++ {
		if r.isMark(i+n, ')') {
			return i + n + 1
		}
	}
	return i
}

// fromMention is the speaker that a mention names.
func (r *reader) fromMention(m *doc.Mention) speaker {
	s := speaker{first: m.First, end: m.End, entity: m.Entity, known: true, person: m.Type == doc.Person || m.Type == doc.NoType, plural: m.Plural}
	s.head = r.headOf(m.First)
	s.gender = r.genderOf(m)
	if m.Entity != doc.NoEntity {
		e := &r.d.Entities[m.Entity]
		s.name, s.en, s.id = e.Name, e.En, e.ID
		if !m.Plural && (e.Type == doc.Person || s.gender == either) {
			s.gender = r.traits[m.Entity].gender
		}
		return s
	}
	s.name = r.d.Text.At(m.Span)
	if m.Thing >= 0 {
		t := &r.p.World.Things[m.Thing]
		s.en, s.id = t.En, t.ID
	}
	return s
}

// headOf returns the folded first word without clitics and article.
func (r *reader) headOf(i int) string {
	fold := r.toks[i].Fold
	rd := r.p.Best(&r.toks[i])
	if rd.Clitics&(doc.And|doc.Then) != 0 {
		fold = fold[2:]
	}
	if rd.Clitics&doc.For != 0 && strings.HasPrefix(fold, "لل") {
		fold = "ال" + fold[4:]
	} else if rd.Clitics&(doc.In|doc.For|doc.Like) != 0 {
		fold = fold[2:]
	}
	return strings.TrimPrefix(fold, "ال")
}

// commonSubject is a subject that names nobody: مصادر مطلعة، مسؤول غربي، المعارضة، هذا الأخير.
func (r *reader) commonSubject(i int) (speaker, bool) {
	class := r.p.ClassOf(&r.toks[i])
	whole := r.p.Info(r.toks[i].Readings[0].Form).Class
	if r.date[i] >= 0 || whole.Has(lang.Complementizer|lang.Preposition|lang.Conjunction|lang.Negation|lang.Auxiliary|lang.Relative|lang.Adverb) && !whole.Has(lang.People|lang.Paper|lang.Title) {
		return speaker{}, false
	}
	for _, rd := range r.toks[i].Readings {
		if rd.Form != 0 && rd.Clitics&(doc.In|doc.For|doc.Like|doc.And|doc.Then) != 0 && whole == 0 {
			return speaker{}, false
		}
	}
	if next := r.mentionFrom(i + 2); next != nil && strings.TrimPrefix(r.toks[i].Fold, "و") == "كل" && r.toks[i+1].Fold == "من" { // كل من فلان وفلان
		s := r.mentionSubject(i + 2)
		s.first = i
		return s, true
	}
	definite := strings.HasPrefix(r.toks[i].Fold, "ال") || whole.Has(lang.Definite)
	switch {
	case r.isCircumstance(i), whole.Has(lang.Occasion):
		return speaker{}, false
	case class.Has(lang.People | lang.Paper | lang.Title | lang.BodyHead | lang.Demonstrative | lang.Determiner | lang.Pronoun):
	case definite && !whole.Has(lang.Verb):
	case whole.Has(lang.Verb):
		return speaker{}, false
	case whole.Has(lang.Common):
	case len(r.toks[i].Fold) > 4:
	default:
		return speaker{}, false
	}
	end := r.extend(i + 1)
	s := speaker{first: i, end: end, entity: doc.NoEntity, known: true, head: r.headOf(i), gender: genderOfClass(class), plural: class.Has(lang.Plural), person: class.Has(lang.People | lang.Title)}
	switch owned := r.owned(i); {
	case owned != 0:
		s.gender, s.plural = genderOfClass(owned), owned.Has(lang.Plural)
	case s.gender == either && !class.Has(lang.People|lang.Title) && (strings.HasSuffix(r.toks[i].Fold, "ه") || strings.HasSuffix(r.toks[i].Fold, "ات") && !class.Has(lang.Determiner)) && whole&lang.Demonstrative == 0:
		s.gender = female
	}
	switch next := r.mentionFrom(end); {
	case class.Has(lang.People|lang.Title) || definite && next != nil && next.Type == doc.Person:
		s, s.end = r.nameAfter(s, end)
	case next != nil && next.Type == doc.Person && !r.joined(end) && !r.governedByLetter(end) && !r.isDefinite(end-1):
		s.end = next.End // عائلة فلان
	}
	if s.entity != doc.NoEntity {
		return s, true
	}
	s.name = r.words(span{i, s.end})
	return r.apposed(s), true
}

// owned returns the classes of a noun of those that speak to which its owner is attached (حكومته, بلاده, حزبها), or 0. A word in ة owns nothing.
func (r *reader) owned(i int) lang.Class {
	t := &r.toks[i]
	if t.Kind != doc.Word || !strings.HasSuffix(t.Fold, "ه") && !strings.HasSuffix(t.Fold, "ها") && !strings.HasSuffix(t.Fold, "هم") && !strings.HasSuffix(t.Fold, "نا") || strings.HasSuffix(r.d.Text.At(t.Span), "ة") {
		return 0
	}
	class := r.p.Owned(t.Fold)
	if rd := r.p.Best(t); class == 0 && rd.Clitics == doc.And {
		class = r.p.Owned(t.Fold[len("و"):])
	}
	if !class.Has(lang.People | lang.BodyHead | lang.Title | lang.Realm) {
		return 0
	}
	return class
}

// isCircumstance says whether the word is in the accusative without the article, which no subject is: وتابع (مخاطبا) الحضور.
func (r *reader) isCircumstance(i int) bool {
	fold := r.toks[i].Fold
	if !strings.HasSuffix(fold, "ا") || r.isDefinite(i) || i > r.sent.First && (r.isInna(i-1) || r.p.ClassOf(&r.toks[i-1]).Has(lang.Contrast)) {
		return false // لكن عددا من: the accusative after إن and its sisters
	}
	for _, v := range r.p.Verbs(r.toks[i].Readings[0].Form) {
		if v.Aspect == morph.ActiveParticiple {
			return true
		}
	}
	if r.p.ClassOf(&r.toks[i]) == lang.Ordinary {
		return true
	}
	stem := r.p.Info(r.p.Form(strings.TrimSuffix(fold, "ا"))).Class
	return stem.Has(lang.Common|lang.People|lang.Title) && !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.People|lang.Given|lang.Family|lang.BodyHead)
}

// nameAfter gives a phrase for one person the name that follows it, also behind a bracket, a short quotation or where he is: "مدير إذاعة «…» فلان",
// "مدير المستشفى بعدن فلان". Words that no list has are a name there too ("المسؤولة في المفوضية فلانة"). It returns the speaker and where the phrase ends.
func (r *reader) nameAfter(s speaker, end int) (speaker, int) {
	if s.plural {
		return s, end
	}
	at := r.afterBracket(end)
	q, ok := r.quoteFrom(at)
	if !ok && at < r.sent.End && r.toks[at].Fold == "في" {
		q, ok = r.quoteFrom(at + 1) // نائب رئيس النادي في "…" فلان
	}
	if ok && q.Balanced && q.Close-q.Open <= quotedName && !r.isMark(at-1, ':') {
		at = q.Close + 1
	}
	at = r.passField(at)
	if m := r.mentionFrom(at); m != nil && m.Type == doc.Person && !r.joined(at) && !r.governedByLetter(at) {
		t := r.fromMention(m)
		if r.isInner(m, s.first) || s.gender == female && t.gender == male {
			return s, m.End // عائلة الشيخ فلان
		}
		t.first, t.head = s.first, s.head
		return t, r.restOfName(m.End)
	}
	if at+1 < r.sent.End && r.toks[at].Fold == "و" {
		at++
		end = at
	}
	if at == end && at < r.sent.End && r.toks[at].Kind == doc.Word && (r.joined(at) || r.toks[at-1].Fold == "و") && r.cues[at] < 0 && r.p.ClassOf(&r.toks[at]).Has(lang.Title) {
		t, e := r.nameAfter(s, r.extend(at+1)) // عضو البرلمان والقيادي في التحالف فلان
		if t.end = e; t.entity == doc.NoEntity {
			t = r.apposed(t)
		}
		if t.entity != doc.NoEntity {
			return t, t.end
		}
	}
	return s, r.unlistedName(end)
}

// isInner says whether the named office belongs inside the phrase, and the name to it and not to the whole: مصدر في مكتب (رئيس الحكومة فلان).
func (r *reader) isInner(m *doc.Mention, first int) bool {
	if b := r.mention[m.First-1]; b >= 0 && r.d.Mentions[b].First > first && r.d.Mentions[b].Type == doc.Organisation && r.hasTitle(&r.d.Mentions[b]) {
		return true
	}
	if m.First == m.NameFirst || !r.p.ClassOf(&r.toks[m.First]).Has(lang.Title|lang.Honorific) {
		return false
	}
	before := m.First - 1
	return before >= first && r.toks[before].Kind == doc.Word && !r.isDefinite(before) && r.mention[before] < 0 && !r.p.ClassOf(&r.toks[before]).Has(lang.Nisba)
}

// hasTitle says whether an office stands in the body's name, whose holder the name after it is: مكتب رئيس الحكومة (فلان).
func (r *reader) hasTitle(m *doc.Mention) bool {
	for i := m.First + 1; i < m.End; i++ {
		if r.p.ClassOf(&r.toks[i]).Has(lang.Title) {
			return true
		}
	}
	return false
}

// passField passes over what ب or ل joins to an office, and a comma after it, where a person's name follows: "المدير الفني (للعيادات) الدكتور فلان".
func (r *reader) passField(i int) int {
	k := i
	for n := 0; n < 6 && k < r.sent.End && r.toks[k].Kind == doc.Word && r.cues[k] < 0 && !r.isInna(k); n++ {
		m := r.mentionFrom(k)
		if m != nil && m.Type == doc.Person || n == 0 && !r.governedByLetter(k) && !r.isIn(k) {
			break
		}
		if k++; m != nil {
			k = m.End
		}
	}
	if k > i && r.isMark(k, ',') {
		k++
	}
	if m := r.mentionFrom(k); k > i && m != nil && m.Type == doc.Person {
		return k
	}
	return i
}

// isIn says whether the token is a place with ب: بعدن.
func (r *reader) isIn(i int) bool {
	rd, ok := r.p.Reading(&r.toks[i], lang.NameStart)
	return ok && rd.Clitics == doc.In
}

// unlistedName returns the end of the words at the token that no list knows, two or more, which after somebody's office are his name; the token
// itself where there are none.
func (r *reader) unlistedName(i int) int {
	if k := r.unlistedWords(i); k-i >= 2 {
		return k
	}
	return i
}

// startsWithLetter says whether the token may be a listed word with ب، ل or ك before it.
func (r *reader) startsWithLetter(i int) bool {
	if r.governedByLetter(i) {
		return true
	}
	for _, rd := range r.toks[i].Readings {
		if rd.Form != 0 && rd.Clitics&(doc.In|doc.For|doc.Like) != 0 && r.p.Info(r.toks[i].Readings[0].Form).Class == 0 {
			return true
		}
	}
	return false
}

// restOfName returns the end of a person's name whose first words were found: unlisted words go on with it, but after a verb that takes an object only
// where another verb follows.
func (r *reader) restOfName(i int) int {
	k := r.unlistedWords(i)
	if at := r.skipLight(k); r.frames != nil && r.frames.Object && (at >= r.sent.End || r.cues[at] < 0) {
		return i
	}
	return k
}

// unlistedWords returns the end of the words at the token that no list knows but as parts of names.
func (r *reader) unlistedWords(i int) int {
	k := i
	for k < min(r.sent.End, i+4) && r.toks[k].Kind == doc.Word && r.mention[k] < 0 && r.cues[k] < 0 && !r.startsWithLetter(k) && r.p.ClassOf(&r.toks[k])&^(lang.Given|lang.Family|lang.Connector|lang.NameStart) == 0 {
		k++
	}
	return k
}

// extend returns the end of a common noun phrase whose head ends at the token: adjectives, complements, prepositional phrases that belong to it.
func (r *reader) extend(i int) int {
	start := i
	for i < r.sent.End && i-start < maxSubject {
		t := &r.toks[i]
		if t.Kind == doc.Number {
			i++
			continue
		}
		if t.Kind != doc.Word || r.date[i] >= 0 || r.cues[i] >= 0 && !r.isDetermined(i) || r.isInna(i) || (i > start || r.isMasdar(i) || r.plainNoun(i) || r.isDefinite(i-1)) && r.newPhrase(i) {
			break
		}
		if m := r.mentionFrom(i); m != nil {
			if r.joined(i) || r.isAddressed(i) || m.Type == doc.Person || (m.Type == doc.Organisation || m.Type == doc.Place) && r.secondBody(i) {
				break
			}
			i = m.End
			continue
		}
		if best := r.p.Best(t); r.startsWithLetter(i) && !r.p.Info(best.Form).Class.Has(lang.BodyHead|lang.Ministry|lang.PlaceHead) {
			break // هدد المالكي (بتخريب …)
		}
		whole := r.p.Info(t.Readings[0].Form).Class
		if whole.Has(lang.Relative) {
			i = r.relativeEnd(i)
			break
		}
		if whole.Has(lang.Preposition) {
			if !r.attaches(i) {
				break
			}
			i++
			continue
		}
		if whole.Has(lang.Conjunction|lang.Auxiliary|lang.Negation|lang.Adverb) && !whole.Has(lang.Common|lang.Definite) || whole.Has(lang.Verb) && !whole.Has(lang.Common|lang.Given|lang.Definite|lang.Nisba) {
			break
		}
		i++
	}
	return i
}

// isDetermined says whether the token is a noun of speaking that a determiner before it owns: نفس (التقارير).
func (r *reader) isDetermined(i int) bool {
	return r.found[r.cues[i]].kind == remarks && r.isDefinite(i) && r.p.ClassOf(&r.toks[i-1]).Has(lang.Determiner)
}

// newPhrase says whether the token, without the article, stands after a definite one: a noun phrase does not turn indefinite again, so
// another one begins ("كشفت مصادر داخل الحكومة السودانية إصرار …").
func (r *reader) newPhrase(i int) bool {
	if r.secondNoun(i) {
		return true
	}
	if strings.HasSuffix(r.toks[i-1].Fold, "يون") && r.isDefinite(i) && !r.isDefinite(i-1) {
		return true // ساسة جنوبيون (المسؤولين)
	}
	if r.mention[i] >= 0 || strings.HasPrefix(r.toks[i].Fold, "ال") || strings.HasPrefix(r.toks[i].Fold, "وال") || r.toks[i-1].Kind != doc.Word {
		return false
	}
	if r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition | lang.Relative | lang.Nisba) {
		return false
	}
	before := &r.toks[i-1]
	if r.p.Best(before).Clitics == 0 && (r.p.ClassOf(before).Has(lang.Nisba) || strings.HasSuffix(before.Fold, "يه") && len(before.Fold) > 8) && r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Common) && !strings.HasSuffix(r.toks[i].Fold, "يه") && !strings.HasSuffix(r.toks[i].Fold, "ين") && !strings.HasSuffix(r.toks[i].Fold, "ي") {
		return true // وسائل إعلام عبرية (حضور …): an adjective of origin ends the phrase
	}
	return strings.HasPrefix(before.Fold, "ال") || r.mention[i-1] >= 0
}

// secondNoun says whether a definite noun follows a definite one and is no adjective of it, after a verb that takes an object: "دعت الحكومة (السكان)",
// "رفضت الحكومة (الخطة)". Adjectives of news end in ي or ية nearly always.
func (r *reader) secondNoun(i int) bool {
	if r.frames == nil || !r.frames.Object && !r.frames.Addr || i == 0 || r.mention[i] >= 0 || r.toks[i-1].Kind != doc.Word {
		return false
	}
	fold := r.toks[i].Fold
	if !strings.HasPrefix(fold, "ال") || !strings.HasPrefix(r.toks[i-1].Fold, "ال") {
		return false
	}
	class := r.p.ClassOf(&r.toks[i])
	if class.Has(lang.Nisba|lang.Qualifier|lang.Relative) || strings.HasSuffix(fold, "ي") || strings.HasSuffix(fold, "يه") || strings.HasSuffix(fold, "يين") || strings.HasSuffix(fold, "يون") {
		return false
	}
	return class.Has(lang.People|lang.BodyHead|lang.PlaceHead|lang.Common) && !class.Has(lang.Honorific|lang.Given|lang.Family)
}

// isAddressed says whether the mention at the token is whom the verb's subject tells it, with ل: قالت المصادر (لوكالة …), أضاف المتحدث (للجزيرة).
func (r *reader) isAddressed(i int) bool {
	if r.frames == nil || r.p.Best(&r.toks[i]).Clitics&doc.For == 0 {
		return false
	}
	if m := r.mentionFrom(i); m != nil && m.Thing >= 0 && r.p.World.Things[m.Thing].Sub == "media" {
		return true
	}
	for _, p := range r.frames.AddrPrep {
		if p == "ل" {
			return true
		}
	}
	return false
}

// secondBody says whether a body with the article follows a definite noun after a verb that takes an object, and is that object: "دعت بعض الأطراف (الحكومة
// التركية)".
func (r *reader) secondBody(i int) bool {
	return r.frames != nil && (r.frames.Object || r.frames.Addr) && i > 0 && r.toks[i-1].Kind == doc.Word && r.isDefinite(i-1) && strings.HasPrefix(r.toks[i].Fold, "ال")
}

// plainNoun says whether the token is an ordinary noun that names nobody.
func (r *reader) plainNoun(i int) bool {
	c := r.p.Info(r.toks[i].Readings[0].Form).Class
	return c.Has(lang.Common|lang.Ordinary) && !c.Has(lang.Nisba|lang.Title|lang.People|lang.Honorific|lang.Given|lang.Family)
}

// attaches says whether the preposition joins a phrase to the noun before it and not to the verb: مصدر في الوزارة, مسؤول من الحركة.
func (r *reader) attaches(i int) bool {
	if r.frames != nil && r.frames.Opens(r.toks[i].Fold) {
		return false
	}
	switch r.toks[i].Fold {
	case "في", "من", "داخل", "باسم", "لدي", "مع":
	case "عن":
		if !r.isRepresentative(i) {
			return false
		}
	case "علي":
		if r.frames == anyFrames {
			return false // أقدم عقيد (على انتقاد …)
		}
	default:
		return false
	}
	if i+1 >= r.sent.End || r.date[i+1] >= 0 || r.toks[i+1].Kind != doc.Word || r.p.Info(r.toks[i+1].Readings[0].Form).Class.Has(lang.Juncture) {
		return false
	}
	return !r.isMedium(i+1) && !(r.p.ClassOf(&r.toks[i+1]).Has(lang.Verb) && r.mention[i+1] < 0) && !r.p.Info(r.toks[i+1].Readings[0].Form).Class.Has(lang.Demonstrative|lang.Complementizer|lang.Determiner)
}

// isRepresentative says whether عن at the token tells for whom somebody sits or speaks: عضو البرلمان (عن محافظة …).
func (r *reader) isRepresentative(i int) bool {
	for k := i - 1; k >= max(r.sent.First, i-4) && r.toks[k].Kind == doc.Word; k-- {
		if r.p.ClassOf(&r.toks[k]).Has(lang.Title) {
			return true
		}
	}
	return false
}

// isMedium says whether the token is the paper, speech or place of saying: بيان، تصريح، مؤتمر.
func (r *reader) isMedium(i int) bool { return r.p.IsMedium(r.toks, i) }

// relativeEnd returns where a relative clause after a subject ends: at a comma or at what opens the content.
func (r *reader) relativeEnd(i int) int {
	for k := i; k < r.sent.End && k-i < maxSubject; k++ {
		if r.isMark(k, ',', ':', '-') || r.isInna(k) {
			return k
		}
	}
	return i
}

// agrees says whether the noun phrase may be the subject of the verb.
func agrees(v *lang.VerbReading, s *speaker) bool {
	if v.Person == 1 || v.Person == 2 {
		return false
	}
	switch {
	case v.Gender == morph.F && s.gender == male:
		return false
	case v.Gender == morph.M && s.gender == female && v.Number == morph.Sg:
		return false
	}
	return true
}

func (r *reader) isMark(i int, marks ...rune) bool {
	if i < 0 || i >= len(r.toks) || r.toks[i].Kind != doc.Punct {
		return false
	}
	for _, m := range marks {
		if r.toks[i].Mark == m {
			return true
		}
	}
	return false
}

func (r *reader) isQuoteMark(i int) bool { return r.isMark(i, '"', '“', '”') }
