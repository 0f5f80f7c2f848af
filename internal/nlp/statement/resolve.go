package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/world"
)

// Who somebody is that the words at a cue do not name. A paper stands for who issued it, a pronoun and هذا الأخير for whom the sentences before tell
// of; a noun with the article, or an office, for the one whom the article names or quotes by the same words: الوزير, المسؤول التركي, المصدر ذاته. What has
// more to it than the one named before (الدبلوماسي الكبير في الخارجية الأميركية) is somebody of his own.

// mentionsBack is how many mentions back one is looked for that names somebody by his office or title.
const mentionsBack = 256

// titleGap is the number of tokens that may stand between two offices of one person.
const titleGap = 6

// settle finds out who a speaker is that the words at the cue do not name.
func (r *reader) settle(s speaker) speaker {
	if m := r.mentionFrom(s.first); s.known && m != nil && m.Type == doc.NoType && m.Office >= 0 && m.Of < 0 && m.End-m.First == 1 && s.end == m.End && s.end > s.first {
		if holder := r.sameOffice(m); holder.known {
			return r.asBefore(s, holder)
		}
	}
	if !s.known || s.entity != doc.NoEntity {
		return s
	}
	if s.en != "" && s.id != "" { // who held the office that day, but the article knows better
		if s.end > s.first {
			return r.asBefore(s, r.titledSo(s))
		}
		return s
	}
	class := r.p.ClassOf(&r.toks[s.first])
	if class.Has(lang.Demonstrative) || r.toks[s.first].Fold == "نفس" && s.end-s.first > 1 {
		return r.settlePointed(s)
	}
	switch {
	case r.isHisCountry(&s):
		return r.countryOfOwner(s)
	case class.Has(lang.Paper):
		return r.asBefore(s, r.issuer(s))
	case r.isPronoun(s.first):
		return r.asBefore(s, r.goesOn(r.pronoun(s.first), s.first))
	case r.isHonorificPronoun(s.first):
		return r.asBefore(s, r.lastPerson(either))
	}
	return r.asBefore(s, r.meant(s))
}

// isHisCountry says whether the phrase is the country of somebody named before: بلاده.
func (r *reader) isHisCountry(s *speaker) bool {
	return s.end-s.first == 1 && r.owned(s.first).Has(lang.Realm) && (strings.HasPrefix(s.head, "بلاد") || strings.HasPrefix(s.head, "بلد") || strings.HasPrefix(s.head, "دولت"))
}

// countryOfOwner gives "his country" the country of the speaker in whose words it stands, else of who spoke last.
func (r *reader) countryOfOwner(s speaker) speaker {
	owner := speaker{}
	if n := r.inContent(s.first); n >= 0 {
		owner = r.speakerOf(n)
	} else if n := len(r.turns) - 1; n >= 0 {
		owner = r.turns[n]
	}
	if !owner.known {
		return s
	}
	if id := r.countryOfSpeaker(&owner); id != world.NoThing {
		t := &r.p.World.Things[id]
		s.name, s.en, s.id = t.Ar, t.En, t.ID
	}
	return s
}

// settlePointed finds whom a phrase with هذا or نفس means: هذا الأخير the one named last, هذا المسؤول and هذا البيان what the words without هذا mean.
func (r *reader) settlePointed(s speaker) speaker {
	next := s.first + 1
	if s.end-s.first < 2 || !r.p.ClassOf(&r.toks[next]).Has(lang.People|lang.BodyHead|lang.Title|lang.Paper) {
		return r.asBefore(s, r.lastMentioned(s))
	}
	bare := s
	bare.first, bare.head = next, r.headOf(next)
	bare = r.settle(bare)
	if bare.first == next && bare.entity == doc.NoEntity && bare.name == s.name {
		return s
	}
	return r.asBefore(s, bare)
}

// meant returns whom a noun phrase means that names nobody; nobody where it is somebody of his own.
func (r *reader) meant(s speaker) speaker {
	if s.end > s.first && r.saysSame(s.end-1) && s.person && !s.plural { // المسؤول ذاته: whoever spoke last
		if before := r.lastPersonOf(s); before.known {
			return before
		}
	}
	m := r.mentionFrom(s.first)
	if m != nil && m.Office >= 0 && !r.tellsFormer(s) {
		if holder := r.sameOffice(m); holder.known {
			return holder
		}
	}
	if titled := r.titledSo(s); titled.known {
		return titled
	}
	if r.tellsFormer(s) {
		return r.lastFormer(s)
	}
	if !r.isDefinite(s.first) {
		return speaker{}
	}
	if before := r.sameHead(s); before.known {
		return before
	}
	if m != nil && m.Office >= 0 && m.End-m.First > 1 {
		return speaker{} // المبعوث الأممي is somebody of his own, not who spoke last
	}
	if s.end-s.first == 1 {
		if named := r.calledSo(s); named.known {
			return named
		}
	}
	class := r.p.ClassOf(&r.toks[s.first])
	switch {
	case r.isPair(s.head):
		return r.bothBefore(s.first)
	case s.plural:
	case s.head == "مصدر":
		if !r.adds(&s) {
			return r.lastSource()
		}
	case s.person && class.Has(lang.Title|lang.Honorific|lang.People):
		return r.lastPersonOf(s)
	case class.Has(lang.BodyHead) && !r.adds(&s):
		return r.bodyWithHead(s.head, s.first)
	}
	return speaker{}
}

// isPair says whether the noun is the dual of a person's: رئيسان, but not طرفان.
func (r *reader) isPair(head string) bool {
	one := strings.TrimSuffix(strings.TrimSuffix(head, "ان"), "ين")
	return one != head && r.p.Info(r.p.Form(head)).Class.Has(lang.Dual) && r.p.Info(r.p.Form(one)).Class.Has(lang.Title|lang.People)
}

// pairBack is how many tokens back the two stand whom a dual means.
const pairBack = 80

// bothBefore is whom a dual means, الرئيسان: the last two persons named before it, of one country each or not.
func (r *reader) bothBefore(i int) speaker {
	var two [2]speaker
	found := 0
	for n := r.mentionBy(i) - 1; n >= 0 && found < 2 && i-r.d.Mentions[n].First < pairBack; n-- {
		m := &r.d.Mentions[n]
		if m.Type != doc.Person || m.Entity == doc.NoEntity || found == 1 && m.Entity == two[0].entity {
			continue
		}
		two[found] = r.fromMention(m)
		found++
	}
	if found < 2 {
		return speaker{}
	}
	return joint(two[1], two[0])
}

// joint is two who speak as one.
func joint(one, other speaker) speaker {
	one.name += " و" + other.name
	if one.en != "" && other.en != "" {
		one.en += " and " + other.en
	} else {
		one.en = ""
	}
	one.entity, one.id, one.plural, one.person = doc.NoEntity, "", true, false
	return one
}

// lastSource is what المصدر means: the last one whose paper spoke, else who spoke last.
func (r *reader) lastSource() speaker {
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-turnsBack); n-- {
		if t := r.turns[n]; t.said.end > t.said.first && r.p.ClassOf(&r.toks[t.said.first]).Has(lang.Paper) {
			return t
		}
	}
	return r.lastTurn()
}

// calledSo returns the person before whose name the very word stands further up: المخلوع after "المخلوع فلان".
func (r *reader) calledSo(s speaker) speaker {
	for i := s.first - 1; i >= max(0, s.first-2*lookAhead); i-- {
		if r.toks[i].Kind != doc.Word || r.toks[i].Fold != r.toks[s.first].Fold || i+1 >= len(r.toks) || r.mention[i+1] < 0 {
			continue
		}
		if m := &r.d.Mentions[r.mention[i+1]]; m.First == i+1 && m.Type == doc.Person && m.Entity != doc.NoEntity {
			return r.fromMention(m)
		}
	}
	return speaker{}
}

// sameOffice returns the last one before the mention whom the article names with the same office.
func (r *reader) sameOffice(m *doc.Mention) speaker {
	for i := m.First; i < m.End; i++ {
		if strings.HasPrefix(r.toks[i].Fold, "باسمه") {
			return speaker{} // المتحدث باسمها
		}
	}
	at := int(r.mention[m.First])
	for n := at - 1; n >= max(0, at-mentionsBack); n-- {
		b := &r.d.Mentions[n]
		if b.Office == m.Office && (b.Named() || b.End-b.First > 1) && b.Entity != doc.NoEntity && r.sameSeat(m, b) {
			return r.fromMention(b)
		}
	}
	if r.sent.Paragraph > 0 || r.adds(&speaker{first: m.First, end: m.End}) {
		return speaker{}
	}
	for n := at + 1; n < min(len(r.d.Mentions), at+mentionsBack); n++ { // a headline names by office whom the article names
		if b := &r.d.Mentions[n]; b.Office == m.Office && b.Named() && b.Entity != doc.NoEntity && r.sameSeat(m, b) {
			return r.fromMention(b)
		}
	}
	return speaker{}
}

// sameSeat says whether two mentions of one office mean the same holder: that of one country or body, or, where one does not tell of which, the same
// words or no other country.
func (r *reader) sameSeat(m, b *doc.Mention) bool {
	switch {
	case m.Of >= 0 && b.Of >= 0:
		return m.Of == b.Of
	case r.within(span{m.First, m.End}, span{b.First, b.End}):
		return true
	case m.Of < 0 && !r.isDefinite(m.First), r.isBareRole(m) && !r.within(span{b.First, b.NameFirst}, span{m.First, m.End}):
		return false // وزير الشؤون الخارجية والتعاون, رئيس الكشافة
	}
	mine, his := r.countryOf(m), r.traits[b.Entity].country
	return mine == world.NoThing || his == world.NoThing || mine == his
}

// isBareRole says whether the mention's office is only its first word, with something of its own after it: رئيس الكشافة.
func (r *reader) isBareRole(m *doc.Mention) bool {
	if r.isDefinite(m.First) || m.End-m.First < 2 {
		return false
	}
	bare := false
	for _, form := range r.p.World.Roles[m.Office].Forms {
		first, rest, more := strings.Cut(form, " ")
		if script.String(first) != r.headOf(m.First) {
			continue
		}
		second, _, _ := strings.Cut(rest, " ")
		if more && script.String(second) == r.toks[m.First+1].Fold {
			return false // رئيس الجمهورية
		}
		bare = bare || !more
	}
	return bare && !r.p.ClassOf(&r.toks[m.First+1]).Has(lang.Nisba)
}

// titledSo returns the person whose title has all the words of the phrase, with the same first word: "رئيس القضاء الإيراني" and "رئيس القضاء الإيراني الأعلى
// فلان", before it or, for a phrase of several words, after it.
func (r *reader) titledSo(s speaker) speaker {
	at := r.mentionBy(s.first)
	for n := at - 1; n >= max(0, at-mentionsBack); n-- {
		if p := r.titled(&s, n); p.known {
			return p
		}
	}
	if s.end-s.first < 2 {
		return speaker{}
	}
	for n := at; n < min(len(r.d.Mentions), at+mentionsBack); n++ {
		if p := r.titled(&s, n); p.known {
			return p
		}
	}
	return speaker{}
}

// tellsFormer says whether a word of the phrase says that the office is over, so that it means nobody who holds it now: الرئيس السابق، الرئيس المخلوع.
func (r *reader) tellsFormer(s speaker) bool {
	for i := s.first + 1; i < min(s.end, s.first+maxSubject); i++ {
		if r.p.ClassOf(&r.toks[i]).Has(lang.Former) {
			return true
		}
	}
	return false
}

// lastFormer returns the last one whose title has the words of the phrase, who held the office before: "الرئيس السابق" after "الرئيس الإيراني السابق فلان".
func (r *reader) lastFormer(s speaker) speaker {
	at := r.mentionBy(s.first)
	for n := at - 1; n >= max(0, at-mentionsBack); n-- {
		m := &r.d.Mentions[n]
		if m.Type == doc.Person && m.Entity != doc.NoEntity && m.NameFirst > m.First && r.headOf(m.First) == s.head && r.within(span{s.first, r.phraseOf(&s)}, span{m.First, m.NameFirst}) {
			return r.fromMention(m)
		}
	}
	return speaker{}
}

// mentionBy returns the first mention that starts at or after the token.
func (r *reader) mentionBy(i int) int {
	low, high := 0, len(r.d.Mentions)
	for low < high {
		if mid := (low + high) / 2; r.d.Mentions[mid].First < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// titled returns the person of a mention whose title has the words of the phrase.
func (r *reader) titled(s *speaker, n int) speaker {
	m := &r.d.Mentions[n]
	if m.Former || m.Plural || s.plural || m.First == s.first || r.headOf(m.First) != s.head {
		return speaker{}
	}
	if m.Type == doc.NoType {
		who := r.apposedTo(n)
		if who == nil || !r.within(span{s.first, r.phraseOf(s)}, span{m.First, r.commaAfter(m.End)}) {
			return speaker{}
		}
		return r.fromMention(who)
	}
	if m.Type != doc.Person || m.Entity == doc.NoEntity || m.NameFirst == m.First || !r.within(span{s.first, r.phraseOf(s)}, span{m.First, m.NameFirst}) && !r.withinBut(s, m) {
		return speaker{}
	}
	return r.fromMention(m)
}

// withinBut says whether the phrase has no word that the title does not have but an adjective of a country, where the article tells of no country of his:
// "المتحدث باسم الخارجية المصرية" after "المتحدث الرسمي باسم وزارة الخارجية، فلان".
func (r *reader) withinBut(s *speaker, m *doc.Mention) bool {
	last := r.phraseOf(s) - 1
	if last-s.first < 2 || m.NameFirst-m.First < 2 {
		return false
	}
	country, _, ok := r.p.Adjective(&r.toks[last])
	his := r.traits[m.Entity].country
	return ok && (his == world.NoThing || his == country) && r.within(span{s.first, last}, span{m.First, m.NameFirst})
}

// apposedTo returns the person whose office the mention tells after his name, also as a second one: "فيكتوريا نولاند، مساعدة الوزير", "فلان المبعوث الخاص
// ومنسق الشؤون …"; nil where none is.
func (r *reader) apposedTo(n int) *doc.Mention {
	m := &r.d.Mentions[n]
	if n > 1 && r.joined(m.First) && r.d.Mentions[n-1].Type == doc.NoType && m.First-r.d.Mentions[n-1].End < titleGap {
		n--
		m = &r.d.Mentions[n]
	}
	if n == 0 {
		return nil
	}
	who := &r.d.Mentions[n-1]
	if who.Type != doc.Person || who.Entity == doc.NoEntity {
		return nil
	}
	if who.End == m.First || who.End+1 == m.First && r.isMark(who.End, ',') {
		return who
	}
	return nil
}

// commaAfter returns the next mark at or after the token, within the length of a title.
func (r *reader) commaAfter(i int) int {
	end := min(len(r.toks), i+maxSubject)
	for i < end && r.toks[i].Kind == doc.Word {
		i++
	}
	return i
}

// phraseOf returns where a speaker's noun phrase ends without a relative clause and what is set off by a comma after it.
func (r *reader) phraseOf(s *speaker) int {
	for i := s.first; i < s.end; i++ {
		if r.isMark(i, ',') || r.isRelative(i) {
			return i
		}
	}
	return s.end
}

// within says whether every word of the one phrase is among those of the other, the article and ذاته apart.
func (r *reader) within(one, other span) bool {
	for i := one.first; i < one.end; i++ {
		if r.toks[i].Kind != doc.Word || r.saysSame(i) {
			continue
		}
		w, found := r.headOf(i), false
		for k := other.first; k < other.end && !found; k++ {
			found = r.toks[k].Kind == doc.Word && sameNoun(r.headOf(k), w)
		}
		if !found {
			return false
		}
	}
	return true
}

// saysSame says whether the word only tells that the same one is meant: ذاته، نفسها، المذكور.
func (r *reader) saysSame(i int) bool {
	return r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Same)
}

// adds says whether the phrase has more to it than its first word and definite adjectives: then it is hardly a way to speak of another.
func (r *reader) adds(s *speaker) bool {
	for i := s.first + 1; i < r.phraseOf(s); i++ {
		if r.toks[i].Kind != doc.Word || r.saysSame(i) {
			continue
		}
		fold := r.toks[i].Fold
		if !r.isDefinite(i) || !strings.HasSuffix(fold, "ي") && !strings.HasSuffix(fold, "يه") {
			return true
		}
	}
	return false
}

// isDefinite says whether the word has the article.
func (r *reader) isDefinite(i int) bool {
	fold := r.toks[i].Fold
	for _, start := range [...]string{"ال", "لل", "وال", "بال", "فال", "كال", "ولل", "وبال"} {
		if strings.HasPrefix(fold, start) {
			return true
		}
	}
	return false
}

// isHonorificPronoun says whether the word is معاليه، سموه، فخامته.
func (r *reader) isHonorificPronoun(i int) bool {
	return r.p.ClassOf(&r.toks[i]).Has(lang.HonorificPronoun)
}

// isPronoun says whether the token is هو or one of its like, also with و.
func (r *reader) isPronoun(i int) bool {
	switch strings.TrimPrefix(r.toks[i].Fold, "و") {
	case "هو", "هي", "هم", "هما":
		return r.mention[i] < 0
	}
	return false
}

// pronoun returns the verb form that goes with a pronoun, for what it asks of the one it means.
func (r *reader) pronoun(i int) *lang.VerbReading {
	v := &lang.VerbReading{}
	v.Person, v.Number, v.Gender = 3, morph.Sg, morph.M
	switch strings.TrimPrefix(r.toks[i].Fold, "و") {
	case "هي":
		v.Gender = morph.F
	case "هم":
		v.Number = morph.Pl
	case "هما":
		v.Number = morph.Du
	}
	return v
}

// asBefore gives the words at the cue the identity of an earlier speaker.
func (r *reader) asBefore(s, before speaker) speaker {
	if !before.known {
		return s
	}
	before.first, before.end = s.first, s.end
	if before.gender != s.gender && s.gender != either {
		before.gender = either // البيان of الوزارة: the next verb may go with the one or the other
	}
	return before
}

// lastMentioned is whom "هذا الأخير" means: the last person named before it, be it in the same sentence or not.
func (r *reader) lastMentioned(s speaker) speaker {
	for i := s.first - 1; i >= max(0, s.first-2*lookAhead); i-- {
		m := r.mention[i]
		if m < 0 || r.d.Mentions[m].Type != doc.Person || r.d.Mentions[m].Entity == doc.NoEntity {
			continue
		}
		if p := r.fromMention(&r.d.Mentions[m]); s.gender == either || p.gender == either || p.gender == s.gender {
			return p
		}
	}
	return r.lastPerson(s.gender)
}

// lastPersonOf returns the last one person who spoke and may be called by the phrase: one of its gender, and of the country that it tells. A phrase that
// has more to it fits only one of that country.
func (r *reader) lastPersonOf(s speaker) speaker {
	country, adds := r.countryNamed(span{s.first, s.end}), r.adds(&s)
	if adds && country == world.NoThing {
		return speaker{}
	}
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-turnsBack-1); n-- {
		t := r.turns[n]
		if !t.person || t.plural || s.gender != either && t.gender != either && s.gender != t.gender {
			continue
		}
		if c := r.countryOfSpeaker(&t); c == country || country == world.NoThing || c == world.NoThing && !adds {
			return t
		}
	}
	return speaker{}
}

// countryOfSpeaker returns the country of who spoke, as the article tells it of him or in the words at his cue.
func (r *reader) countryOfSpeaker(s *speaker) world.ThingID {
	if s.entity != doc.NoEntity {
		return r.traits[s.entity].country
	}
	return r.countryNamed(s.said)
}

// sameHead returns the last speaker whom the same noun named, with no more words than were said of him: مصدر and المصدر, مسؤولين and المسؤولون.
// One of the same number comes first.
func (r *reader) sameHead(s speaker) speaker {
	other := speaker{}
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-11); n-- {
		b := r.turns[n]
		one := s.head == "مصدر" && b.head == "مصادر" && !r.adds(&s) // مصادر and then المصدر
		if !one && (!sameNoun(b.head, s.head) || b.said.end > b.said.first && !r.within(span{s.first, r.phraseOf(&s)}, b.said)) {
			continue
		}
		if b.plural == s.plural {
			return b
		}
		if !other.known && !s.plural {
			other = b
		}
	}
	return other
}

// sameNoun levels the endings of the sound plural and the dual: مسؤولون, مسؤولين, وزيرا.
func sameNoun(a, b string) bool {
	trim := func(w string) string {
		for _, end := range []string{"ون", "ين", "ان", "و", "ا"} { // also before a complement: مسؤولو, وزيرا
			if strings.HasSuffix(w, end) && len(w) > 8 {
				return strings.TrimSuffix(w, end)
			}
		}
		return w
	}
	return a != "" && (a == b || trim(a) == trim(b))
}

// issuer finds whose paper speaks: the body or person that the phrase names ("بيان للوزارة"), else who issued the last paper of that name, else who
// spoke last.
func (r *reader) issuer(s speaker) speaker {
	if who := r.ownerOfPaper(s.first, max(s.end, min(s.first+7, r.sent.End))); who.known {
		return who
	}
	if !r.isDefinite(s.first) || r.hasOwner(&s) {
		return speaker{}
	}
	if who := r.sameHead(s); who.known {
		return who
	}
	for i := s.first - 1; i >= max(0, s.first-2*lookAhead); i-- {
		if r.toks[i].Kind != doc.Word || !r.p.ClassOf(&r.toks[i]).Has(lang.Paper) || r.headOf(i) != s.head {
			continue
		}
		if who := r.saidIn(i); who.known {
			return who
		}
		if who := r.ownerOfPaper(i, i+7); who.known {
			return who
		}
	}
	if s.plural {
		return speaker{} // التقارير
	}
	return r.lastTurn()
}

// hasOwner says whether the phrase tells whose the paper is, whom we do not know: الصفحة الرسمية للشيخ.
func (r *reader) hasOwner(s *speaker) bool {
	for i := s.first + 1; i < s.end; i++ {
		if r.toks[i].Kind == doc.Word && (r.governedByLetter(i) || r.toks[i].Fold == "عن") {
			return true
		}
	}
	return false
}

// ownerOfPaper returns the body or person that stands after the paper in its own phrase: "بيان صادر عن الوزارة", "تقرير للمنظمة".
func (r *reader) ownerOfPaper(i, end int) speaker {
	for k := i + 1; k < min(end, len(r.toks)) && !r.isInna(k) && !r.isMark(k, ':', ',', '.') && !r.leadsOff(k) && !(r.isQuoteMark(k) && r.mention[k+1] < 0); k++ {
		if m := r.mention[k]; m >= 0 {
			if b := &r.d.Mentions[m]; b.First == k && (b.Type == doc.Organisation || b.Type == doc.Person) {
				return r.fromMention(b)
			}
			continue
		}
		if r.toks[k].Kind == doc.Word && r.p.ClassOf(&r.toks[k]).Has(lang.BodyHead) {
			if b := r.bodyWithHead(r.headOf(k), i); b.known {
				return b
			}
		}
		if r.toks[k-1].Fold == "عن" && r.toks[k-2].Fold == "صادر" {
			who, _ := r.possessor(k)
			return who // صادر عن مكتب الوزير
		}
	}
	return speaker{}
}

// leadsOff says whether a preposition at the token leads away from whose a paper is: بيان (في), تقرير (حول); عن and باسم lead to it.
func (r *reader) leadsOff(i int) bool {
	t := &r.toks[i]
	return t.Kind == doc.Word && r.mention[i] < 0 && t.Fold != "عن" && t.Fold != "باسم" && t.Fold != "من" && r.p.Info(t.Readings[0].Form).Class.Has(lang.Preposition)
}

// saidIn returns the speaker of the statement that was made in the paper at the token, which stands between its cue and its words: "قالت الوزارة في بيان".
func (r *reader) saidIn(i int) speaker {
	for n := len(r.out) - 1; n >= max(0, len(r.out)-lookBack); n-- {
		if t := &r.spans[n]; t.cue < i && i < t.first {
			return t.who
		}
	}
	return speaker{}
}

// bodyWithHead returns the last body before the token whose name starts with the noun: الوزارة after وزارة الخارجية الليبية.
func (r *reader) bodyWithHead(head string, before int) speaker {
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-lookBack); n-- {
		if s := r.turns[n]; s.head == head && s.entity != doc.NoEntity {
			return s
		}
	}
	at := r.mentionBy(before)
	for n := at - 1; n >= max(0, at-mentionsBack); n-- {
		m := &r.d.Mentions[n]
		if m.Type == doc.Organisation && m.Entity != doc.NoEntity && (r.headOf(m.First) == head || head == "وزاره" && r.p.ClassOf(&r.toks[m.First]).Has(lang.Ministry)) && m.End-m.First > 1 {
			return r.fromMention(m)
		}
	}
	return speaker{}
}

// governed says whether a preposition stands before the token or is written as one with it.
func (r *reader) governed(i int) bool {
	if r.governedByLetter(i) {
		return true
	}
	return i > 0 && r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Preposition)
}

// isCountry says whether the place is a country, which can speak; a city only where it stands for one, and then the entity is the country.
func (r *reader) isCountry(m *doc.Mention) bool {
	return m.Thing >= 0 && r.p.World.Things[m.Thing].Kind == world.Country
}
