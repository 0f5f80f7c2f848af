package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// owner finds whose words "… قال فيه" are: the owner of the paper or call that the pronoun means, else the subject of the nearest verb before, be it in a
// relative clause or not (خطاب ألقاه فلان وتوعد فيه).
func (r *reader) owner(c *cue) (speaker, bool) {
	if c.end >= r.sent.End || !r.p.ClassOf(&r.toks[c.end]).Has(lang.Resumptive) || r.followedBySubject(c, c.end+1) {
		return speaker{}, false
	}
	if s, ok := r.nearestDoer(c); ok {
		return s.unwritten(), true
	}
	for i := c.first - 1; i >= max(r.sent.First, c.first-lookAhead); i-- {
		if r.toks[i].Kind != doc.Word || !r.owns(i) {
			continue
		}
		s, ok := r.possessor(i)
		if ok && (r.mention[i] >= 0 || r.p.ClassOf(&r.toks[i]).Has(lang.People|lang.Title|lang.BodyHead|lang.Determiner)) && agrees(&c.verb, &s) {
			return r.settle(s).unwritten(), true
		}
	}
	s := r.mainSubject(&c.verb, c.first).unwritten()
	return s, s.known
}

// nearestDoer returns the subject of the nearest verb before the cue that agrees; nobody where a paper with its owner stands nearer.
func (r *reader) nearestDoer(c *cue) (speaker, bool) {
	for k, tried := c.first-1, 0; k >= max(r.sent.First, c.first-lookAhead) && tried < maxDoers; k-- {
		if r.toks[k].Kind != doc.Word || r.mention[k] >= 0 && !r.owns(k) {
			continue
		}
		if r.owns(k) && k > r.sent.First && r.isPaperBefore(k) {
			return speaker{}, false
		}
		if class := r.p.ClassOf(&r.toks[k]); r.mention[k] >= 0 || class.Has(lang.Preposition) || !class.Has(lang.Verb|lang.Homograph|lang.Attached) && !r.isRelative(k-1) {
			continue
		}
		tried++
		at := r.skipLight(k + 1)
		if r.isAboutHim(at) {
			at = r.skipLight(at + 1)
		}
		r.frames = anyFrames
		s, ok := r.subjectAt(at)
		r.frames = nil
		if ok && !r.governedByLetter(s.first) && (s.entity != doc.NoEntity || r.animate(s.first)) && agrees(&c.verb, &s) && (r.agreesAt(k, &s) || r.p.ClassOf(&r.toks[k]).Has(lang.Attached) || r.isRelative(k-1)) {
			return r.settle(s), true
		}
	}
	return speaker{}, false
}

// isPaperBefore says whether a paper, speech or call stands right before the token, with an adjective or without: تصريحا صوتيا (لأحد …).
func (r *reader) isPaperBefore(i int) bool {
	for k := i - 1; k >= max(r.sent.First, i-3) && r.toks[k].Kind == doc.Word; k-- {
		if r.p.ClassOf(&r.toks[k]).Has(lang.Paper|lang.ContactStart) || r.isMedium(k) {
			return true
		}
	}
	return false
}

// possessor reads the owner of a paper or call at the token: a mention, or people without a name (لأحد المشاركين).
func (r *reader) possessor(i int) (speaker, bool) {
	if m := r.mentionFrom(i); m != nil {
		return r.fromMention(m), m.Type != doc.Place || r.isCountry(m)
	}
	if r.mention[i] >= 0 {
		return speaker{}, false
	}
	s := speaker{first: i, end: r.extend(i + 1), entity: doc.NoEntity, known: true, person: true, head: r.headOf(i), plural: r.p.ClassOf(&r.toks[i]).Has(lang.Plural)}
	s.name = strings.TrimPrefix(r.words(span{i, s.end}), "ل")
	if rest, ok := strings.CutPrefix(s.name, "ل"); ok && r.p.Info(r.p.Best(&r.toks[i]).Form).Class.Has(lang.Definite) {
		s.name = "ال" + rest // للبيان, not للجنة أممية
	}
	return s, true
}

// owns says whether ل or من makes the mention the owner of the paper or call before it: "بيانا لوزارة …", "اتصالا من …".
func (r *reader) owns(i int) bool {
	if r.p.Best(&r.toks[i]).Clitics&doc.For != 0 {
		return true
	}
	return i > 0 && r.toks[i-1].Fold == "من"
}

// findSubject finds the verb's subject and returns the token after the verb or, where the subject follows the verb, after the subject.
func (r *reader) findSubject(c *cue, st *draft) (int, bool) {
	r.frames = c.frames
	defer func() { r.frames = nil }()
	at := r.skipLight(c.end)
	if at < r.sent.End && r.p.ClassOf(&r.toks[at]).Has(lang.Resumptive) && r.followedBySubject(c, at+1) {
		at++ // قال فيه الجيش
	}
	before, hasBefore := r.subjectBefore(c)
	if hasBefore && (r.mention[max(before.first, 0)] >= 0 || r.afterWas(before.first) || c.verb.Number == morph.Pl || c.verb.Number == morph.Du || r.opensAt(c, at) || r.isTopic(before.first) || !r.followedBySubject(c, at)) {
		st.who, st.explicit = before, true
		return c.end, true
	}
	if c.verb.Number == morph.Pl && c.verb.Person == 3 || c.verb.Person == 1 || r.opensAt(c, at) {
		return c.end, c.verb.Person != 1
	}
	if r.toks[max(c.first-1, 0)].Fold == "من" && !r.followedBySubject(c, at) {
		return at, false // هناك من يقول: nobody
	}
	if c.verb.Number == morph.Du && !hasBefore {
		return at, false // a dual without its two is another word: ردا
	}
	if r.isAboutHim(at) && c.class == lang.Say && !c.frames.Object && r.followedBySubject(c, r.skipLight(at+1)) {
		at = r.skipLight(at + 1)
	}
	if end := r.afterAddressee(c, at); end > at {
		r.noteMedium(st, at)
		at = end // قال لـ«الفجر» مسؤول
	} else if q, ok := r.quoteFrom(at); ok && (r.namesBody(q) || r.namesActor(q)) {
		st.who = r.quotedSubject(q)
		st.explicit = true
		return q.Close + 1, true
	}
	if m := r.mentionFrom(at); m != nil && r.governedByLetter(at) { // قال لرويترز: who is told it does not say it
		return c.end, true
	}
	if r.hasPronounSubject(c) || at < r.sent.End && r.toks[at].Kind == doc.Word && r.joined(at) {
		return c.end, true
	}
	s, ok := r.unlistedSubject(c, at)
	if !ok {
		s, ok = r.subjectAt(at)
	}
	if ok && c.class == lang.Judge && s.end-s.first == 2 && r.mention[s.first] < 0 && r.isDefinite(s.first) && r.isDefinite(s.first+1) && r.judges(c, &s) {
		s.end--
		s.name = r.words(span{s.first, s.end}) // وصفت الحركة (الاتفاقية) بأنها
	}
	named := r.mention[at] >= 0 && s.person && !c.frames.Object && !c.frames.Addr // a title and name after a plain verb of saying, whatever its gender
	if ok && (named || agrees(&c.verb, &s)) && !r.isObject(c, &s) {
		st.who, st.explicit = r.withSecond(s), true
		return st.who.end, true
	}
	return c.end, true
}

// afterAddressee returns the token after whom something is told where the subject comes behind him: "قال للصحيفة (مسؤول)", "أبلغ «الفجر» (مسؤول)"; else
// the token itself.
func (r *reader) afterAddressee(c *cue, i int) int {
	if c.class != lang.Say || i >= r.sent.End {
		return i
	}
	k := i
	switch {
	case r.toks[i].Fold == "ل":
		k++
	case r.toks[i].Kind == doc.Word && r.p.Best(&r.toks[i]).Clitics&doc.For != 0 && (r.mentionFrom(i) != nil || r.animate(i)):
		if m := r.mentionFrom(i); m != nil {
			k = m.End
		} else {
			k++
		}
	case !c.frames.Addressed():
		return i
	}
	if q, ok := r.quoteFrom(k); ok && q.Close-q.Open <= quotedName {
		k = q.Close + 1
	}
	if k = r.skipLight(k); k > i && k < r.sent.End && (r.mention[k] >= 0 || r.animate(k)) && r.followedBySubject(c, k) {
		return k
	}
	return i
}

// hasPronounSubject says whether أنه or one of its like stands right before a verb that takes an object or addressee: its subject is the pronoun, and a
// noun phrase after it is whom he tells or accuses (إنه أبلغ الوزير).
func (r *reader) hasPronounSubject(c *cue) bool {
	if !c.frames.Object && !c.frames.Addr && !c.frames.Addressed() || c.first == r.sent.First || !r.isInna(c.first-1) {
		return false
	}
	fold := r.toks[c.first-1].Fold
	return strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ها") || strings.HasSuffix(fold, "هم")
}

// unlistedSubject reads words that no list has right after a verb of saying: somebody's name.
func (r *reader) unlistedSubject(c *cue, i int) (speaker, bool) {
	if i >= r.sent.End || r.mention[i] >= 0 {
		return speaker{}, false
	}
	end := r.unlistedWords(i)
	if end == i && i+1 < r.sent.End && r.p.ClassOf(&r.toks[i]).Has(lang.Given) {
		if end = r.unlistedWords(i + 1); end == i+1 { // بريت ماكجيرك: the first is also a verb
			end = i
		}
	}
	if end == i || c.class != lang.Say || c.frames.Object {
		return speaker{}, false
	}
	s := speaker{first: i, end: end, entity: doc.NoEntity, known: true, person: true, name: r.words(span{i, end}), head: r.headOf(i)}
	if next := r.mentionFrom(end); next != nil && next.Type == doc.NoType && !next.Plural {
		s.end = r.extend(next.End) // بريت ماكجيرك نائب المبعوث
	}
	return r.apposed(s), true
}

// withSecond lengthens a subject by a party without a name that و joins to it: "جمعية الصحافة ولجنة النساء".
func (r *reader) withSecond(s speaker) speaker {
	if s.end >= r.sent.End || r.toks[s.end].Kind != doc.Word || !r.joined(s.end) || r.cues[s.end] >= 0 || r.isInna(s.end) {
		return s
	}
	best := r.p.Best(&r.toks[s.end])
	if best.Form == 0 || r.mention[s.end] < 0 && !r.animate(s.end) || r.isPronoun(s.end) || r.p.Info(best.Form).Class.Has(lang.Verb|lang.Preposition|lang.Conjunction|lang.Auxiliary|lang.Adverb|lang.Relative) || r.date[s.end] >= 0 {
		return s
	}
	end := r.extend(s.end + 1)
	if next := r.mentionFrom(s.end); next != nil {
		end = next.End
	}
	s.name += " " + r.words(span{s.end, end})
	s.end, s.entity, s.en, s.id, s.plural, s.person = end, doc.NoEntity, "", "", true, false
	return s
}

// isAboutHim says whether the token is a preposition with a pronoun, which may stand between a verb and its subject: حملة قال (عنها) الوزير.
func (r *reader) isAboutHim(i int) bool {
	return i < r.sent.End && r.toks[i].Kind == doc.Word && r.mention[i] < 0 && r.p.ClassOf(&r.toks[i]).Has(lang.Preposition) && r.hasPronoun(i)
}

// namesActor says whether a quotation of one to three words only names who the verb's subject is: the clause goes on after it with a word.
func (r *reader) namesActor(q doc.Quote) bool {
	return q.Balanced && q.Close-q.Open <= quotedName && q.Close+1 < r.sent.End && r.toks[q.Close+1].Kind == doc.Word && r.cues[q.Close+1] < 0 && !r.joined(q.Close+1)
}

// quotedSubject is a paper or channel that only its name in quotation marks stands for: علمت «…» أن.
func (r *reader) quotedSubject(q doc.Quote) speaker {
	if m := r.mentionFrom(q.Open + 1); m != nil {
		s := r.fromMention(m)
		s.first, s.end = q.Open, q.Close+1
		return s
	}
	return speaker{first: q.Open, end: q.Close + 1, entity: doc.NoEntity, known: true, name: r.words(span{q.Open + 1, q.Close})}
}

// followedBySubject says whether a noun phrase that fits stands right after the verb.
func (r *reader) followedBySubject(c *cue, at int) bool {
	if at >= r.sent.End || r.governedByLetter(at) {
		return false
	}
	s, ok := r.subjectAt(at)
	return ok && agrees(&c.verb, &s) && !r.isObject(c, &s)
}

// opensAt says whether the cue's content opens at the token.
func (r *reader) opensAt(c *cue, i int) bool {
	if i >= r.sent.End {
		return false
	}
	if r.isInna(i) && (c.frames.Inna || c.frames.An) {
		return true
	}
	if r.isMark(i, ':') {
		return true
	}
	if r.isQuoteMark(i) && r.quote[i] >= 0 && r.d.Quotes[r.quote[i]].Open == i && !r.namesBody(r.d.Quotes[r.quote[i]]) {
		return r.mention[i] < 0 && !(i+1 < r.sent.End && r.mention[i+1] >= 0 && r.isQuoteMark(r.d.Mentions[r.mention[i+1]].End) && !r.closes(r.d.Mentions[r.mention[i+1]].End))
	}
	return r.prepOpens(c, i) != 0
}

// closes says whether the sentence or clause is over after the token.
func (r *reader) closes(i int) bool {
	return i+1 >= r.sent.End || r.isMark(i+1, '.', ',')
}

// isObject says whether the noun phrase after the verb is its object, the speaker being the one who spoke before: the verb takes an object
// with a preposition, the phrase is in the accusative (المسؤولين), or it cannot be told and nobody stands between.
func (r *reader) isObject(c *cue, s *speaker) bool {
	if c.frames.Addressed() {
		return r.isAddressee(c, s)
	}
	if !c.frames.Object && !c.frames.Addr {
		return false
	}
	if r.accusative(s) || r.isPartner(c, s) || r.judges(c, s) {
		return true
	}
	last := r.toks[s.first].Fold
	if strings.HasPrefix(last, "ال") && strings.HasSuffix(last, "ان") && s.entity == doc.NoEntity && !r.p.ClassOf(&r.toks[s.first]).Has(lang.Singular) {
		return false // الجانبان: the dual in the nominative
	}
	if strings.HasSuffix(last, "ين") && r.p.ClassOf(&r.toks[s.first]).Has(lang.Plural) && s.plural {
		return true
	}
	if r.p.ClassOf(&r.toks[s.first]).Has(lang.Nisba) && strings.HasSuffix(last, "ين") {
		return true
	}
	if c.frames.Object && c.class != lang.Say && s.entity == doc.NoEntity && r.mention[s.first] < 0 && !r.animate(s.first) && !r.objectFollows(c, s.end) {
		return true // ترفض التصعيد: a thing rejects nothing
	}
	if c.frames.Addr && c.clitics&doc.And != 0 && s.entity == doc.NoEntity && s.plural && s.en == "" && r.frameFollows(c, s.end) && r.lastFits(&c.verb) && !r.nominative(s) {
		return true // ودعا نواب المحافظة إلى …: who spoke before calls on a group
	}
	if c.clitics&doc.And != 0 && c.first > r.sent.First && s.entity == doc.NoEntity && !r.animate(s.first) && (r.isMark(s.end, ',', '.') || !r.objectFollows(c, s.end)) {
		if _, ok := r.actorBefore(c.first, &c.verb); ok {
			return true // عاد البرلمان وأقر القانون
		}
	}
	if s.person || len(r.turns) == 0 || r.sent.First == c.first && c.clitics&doc.And == 0 || c.clitics&(doc.And|doc.Then) == 0 && !r.ledIn(c.first) {
		return false
	}
	// وطالب الدول بـ …: joined to what came before, the phrase names no speaker so far and another object does not follow
	return s.entity == doc.NoEntity && !s.person && !r.p.ClassOf(&r.toks[s.first]).Has(lang.People|lang.BodyHead|lang.Paper) && !r.objectFollows(c, s.end)
}

// isAddressee says whether the noun phrase after a verb that needs an addressee is he: it stands alone, and somebody else has the floor.
func (r *reader) isAddressee(c *cue, s *speaker) bool {
	if !r.opensAt(c, r.skipLight(s.end)) || c.clitics&doc.And == 0 && !r.ledIn(c.first) {
		return false
	}
	who := r.goesOn(&c.verb, c.first)
	return who.known && who.name != s.name
}

// nominative says whether an ending shows that the plural phrase is a subject: ساسة جنوبيون, المسؤولون.
func (r *reader) nominative(s *speaker) bool {
	for i := s.first; i < min(s.end, s.first+2); i++ {
		if r.toks[i].Kind == doc.Word && len(r.toks[i].Fold) > 8 && strings.HasSuffix(r.toks[i].Fold, "ون") {
			return true
		}
	}
	return false
}

// judges says whether the noun phrase stands alone between a verb of judging and its preposition, and so is whom it judges: وصف التقرير بأنه.
func (r *reader) judges(c *cue, s *speaker) bool {
	if c.class != lang.Judge || s.person || s.end >= r.sent.End || r.p.ClassOf(&r.toks[c.first]).Has(lang.Attached) {
		return false
	}
	return r.prepOpens(c, s.end) != 0 && c.frames.Addr || c.frames.Object && r.isInna(s.end) && strings.HasPrefix(r.toks[s.end].Fold, "ب")
}

// isPartner says whether a country or body after a verb that و joins to a clause is whom the subject of that clause addresses: "… الوزير المدينة،
// وطالب الحكومة بفتح الجسر".
func (r *reader) isPartner(c *cue, s *speaker) bool {
	if !c.frames.Addr && !c.frames.Object || c.clitics&doc.And == 0 || s.person || s.entity == doc.NoEntity || c.first == r.sent.First || !r.opensAt(c, s.end) {
		return false
	}
	_, ok := r.actorBefore(c.first, &c.verb)
	return ok
}

// accusative says whether an adjective shows that the plural phrase is an object: الزعماء الدينيين.
func (r *reader) accusative(s *speaker) bool {
	i := s.first + 1
	return s.plural && i < s.end && r.isDefinite(s.first) && r.isDefinite(i) && strings.HasSuffix(r.toks[i].Fold, "ين") && !strings.HasSuffix(r.toks[s.first].Fold, "ين")
}

// animate says whether the word is of those that speak: people, offices, bodies, papers.
func (r *reader) animate(i int) bool {
	const speaking = lang.People | lang.Title | lang.Paper | lang.BodyHead | lang.Determiner | lang.Nisba | lang.HonorificPronoun
	class := r.p.ClassOf(&r.toks[i])
	if class.Has(lang.Determiner) && r.ofThings(i+1) {
		class &^= lang.Determiner
	}
	if class.Has(lang.Demonstrative) && i+1 < r.sent.End { // هذا الأخير, هؤلاء المسؤولون; not هذا الهجوم
		class = r.p.ClassOf(&r.toks[i+1]) | class&speaking
		return class.Has(speaking) || r.toks[i+1].Fold == "الاخير" || r.toks[i+1].Fold == "الاخيره" || r.mention[i+1] >= 0
	}
	return class.Has(speaking) || r.owned(i) != 0
}

// ofThings says whether the word after a determiner is a plain noun that names no people: كل الوقائع.
func (r *reader) ofThings(i int) bool {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 || !r.isDefinite(i) {
		return false
	}
	fold := r.toks[i].Fold
	if strings.HasSuffix(fold, "ون") || strings.HasSuffix(fold, "ين") {
		return false
	}
	class := r.p.ClassOf(&r.toks[i])
	return class.Has(lang.Common) && !class.Has(lang.People|lang.Title|lang.Paper|lang.BodyHead|lang.Nisba) && !r.isMedium(i) && (r.cues[i] < 0 || r.found[r.cues[i]].kind != remarks)
}

// frameFollows says whether the verb's own preposition or clause follows within a few words.
func (r *reader) frameFollows(c *cue, i int) bool {
	for k := i; k < r.sent.End && k < i+4; k++ {
		if r.isInna(k) || r.prepOpens(c, k) != 0 {
			return true
		}
	}
	return false
}

// objectFollows says whether the verb's object or addressee still comes after the phrase.
func (r *reader) objectFollows(c *cue, i int) bool {
	i = r.skipLight(i)
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.cues[i] >= 0 && r.found[r.cues[i]].kind == participle {
		return false
	}
	return !r.governedByLetter(i) && r.prepOpens(c, i) == 0 && !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition|lang.Conjunction)
}

// subjectBefore finds a subject that stands before the verb: "إسرائيل تؤكد", "وكان أوباما قال", "إن باكستان تطالب".
func (r *reader) subjectBefore(c *cue) (speaker, bool) {
	if c.clitics&doc.And != 0 {
		return speaker{}, false // و opens a clause: its subject cannot stand before it
	}
	if s, ok := r.topic(c); ok {
		return s, ok
	}
	i := r.skipLightBack(c.first)
	if i <= r.sent.First {
		return speaker{}, false
	}
	if r.toks[i-1].Kind == doc.Word && r.isPronoun(i-1) && c.verb.Person == 3 { // وهو الآن يطالب
		return speaker{first: i - 1, end: i, entity: doc.NoEntity, known: true}, true
	}
	if m := r.mention[i-1]; m >= 0 && r.d.Mentions[m].End == i {
		if s, ok := r.mentionBefore(c, &r.d.Mentions[m]); ok {
			return s, ok
		}
		if s, ok := r.commonBefore(c, i); ok {
			return s, ok
		}
		return r.described(c, i)
	}
	if r.isMark(i-1, ')', '"', '”') && i-2 >= r.sent.First && r.mention[i-2] >= 0 {
		m := &r.d.Mentions[r.mention[i-2]]
		if m.End >= i-1 {
			return r.mentionBefore(c, m)
		}
	}
	if r.toks[i-1].Kind == doc.Word && r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Relative) {
		return r.antecedent(c, i-1)
	}
	if r.isSecondRelative(i - 1) {
		s := r.mainSubject(&c.verb, i-1)
		return s, s.known && !r.followedBySubject(c, r.skipLight(c.end))
	}
	if s, ok := r.commonBefore(c, i); ok {
		return s, ok
	}
	return r.described(c, i)
}

// described finds an indefinite noun phrase, whatever governs it, that the verb right after it describes: "واحدة من دول عديدة تتهم", "في بيان وصف".
func (r *reader) described(c *cue, end int) (speaker, bool) {
	if c.clitics != 0 || end != c.first || r.isPassive(c) {
		return speaker{}, false
	}
	class := lang.Paper // تقرير لصحيفة … أشار
	if c.frames.Object || c.frames.Addr {
		class |= lang.People
	}
	for k := end - 1; k >= max(r.sent.First, end-10) && (r.toks[k].Kind != doc.Punct || r.mention[k] >= 0) && r.cues[k] < 0 && !r.isInna(k); k-- {
		if r.mention[k] >= 0 || r.isDefinite(k) || !r.p.ClassOf(&r.toks[k]).Has(class) || r.p.ClassOf(&r.toks[k]).Has(lang.Title) {
			continue
		}
		s, ok := r.commonSubject(k)
		if !ok || s.gender == either || !fitsVerb(&c.verb, &s) || !r.isPhrase(k+1, end) {
			return speaker{}, false
		}
		s.end, s.name = end, r.words(span{k, end})
		return s, true
	}
	return speaker{}, false
}

// maxTopic is how many tokens may lie between a verb and a subject that opens its clause.
const maxTopic = 40

// topic finds a subject that opens the verb's clause and is parted from it by an insertion: "وكان الوزير، الخبير في …، قال", "يذكر أن المتحدث، …، قال",
// "أما المدير … فقال".
func (r *reader) topic(c *cue) (speaker, bool) {
	if c.clitics&^doc.Then != 0 {
		return speaker{}, false
	}
	verb := c.first
	then := c.clitics&doc.Then != 0
	if r.toks[max(verb-1, 0)].Fold == "فقد" { // أما الوزير، فقد أعلن
		verb, then = verb-1, true
	}
	for k := verb - 1; k >= max(r.sent.First, verb-maxTopic); k-- {
		if !r.opensNominal(k, then) {
			continue
		}
		i := k
		for i < c.first && r.mention[i] < 0 && (r.isLead(i) || r.p.ClassOf(&r.toks[i]).Has(lang.Auxiliary)) {
			i++
		}
		s, ok := r.subjectAt(i)
		if !ok || s.end > c.first || r.governed(i) || !r.mayTopic(&s) && !(r.afterWas(i) && r.isDefinite(i)) || !agrees(&c.verb, &s) {
			continue
		}
		if r.afterWas(i) && r.isParticleQad(c.first-1) && (r.isPhrase(s.end, c.first-1) || r.isMark(c.first-2, ',')) { // وكانت قيادة القوات المشتركة لتحالف … قد أعلنت
			if r.isPhrase(s.end, c.first-1) {
				s.end = max(s.end, c.first-1)
			}
			if s.entity == doc.NoEntity {
				s.name = r.words(span{s.first, s.end})
			}
			return s, true
		}
		if r.isAside(s.end, verb) || c.first-s.end <= 8 && s.end < c.first && r.isInna(k-1) && r.isDefinite(s.end) && r.isPhrase(s.end, c.first) {
			return s, true
		}
	}
	return speaker{}, false
}

// opensNominal says whether a clause with its subject in front may begin at the token: with the sentence, after أن, كان, لكن. A verb with ف has its
// subject after أما only.
func (r *reader) opensNominal(k int, then bool) bool {
	if then {
		return k > r.sent.First && strings.HasSuffix(r.toks[k-1].Fold, "اما") && len(r.toks[k-1].Fold) <= 8 || k == r.sent.First
	}
	return k == r.sent.First || r.isInna(k-1) || r.toks[k-1].Kind == doc.Word && r.mention[k-1] < 0 && r.p.ClassOf(&r.toks[k-1]).Has(lang.Contrast|lang.Auxiliary)
}

// mayTopic says whether the noun phrase is of those that speak.
func (r *reader) mayTopic(s *speaker) bool {
	if r.wasPredicate(s.first) {
		return false
	}
	if m := r.mentionFrom(s.first); m != nil {
		return m.Type != doc.Place || r.isCountry(m)
	}
	return r.p.ClassOf(&r.toks[s.first]).Has(lang.People | lang.Title | lang.BodyHead | lang.Paper)
}

// afterWas says whether كان or one of its like stands right before the token.
func (r *reader) afterWas(i int) bool {
	return i > 0 && r.toks[i-1].Kind == doc.Word && r.mention[i-1] < 0 && r.p.ClassOf(&r.toks[i-1]).Has(lang.Auxiliary)
}

func (r *reader) isParticleQad(i int) bool { return r.toks[i].Fold == "قد" }

// isWas says whether the token is كان in some form, without و.
func (r *reader) isWas(i int) bool {
	switch r.toks[i].Fold {
	case "كان", "كانت", "كانوا", "كانا", "كانتا":
		return r.mention[i] < 0
	}
	return false
}

// isPhrase says whether the tokens go on with a noun phrase: no mark, verb or أن among them.
func (r *reader) isPhrase(first, end int) bool {
	for k := first; k < end; k++ {
		class := r.p.Info(r.toks[k].Readings[0].Form).Class
		if r.toks[k].Kind == doc.Punct && r.mention[k] < 0 || r.isInna(k) || class.Has(lang.Conjunction) && !class.Has(lang.Common|lang.Nisba) || r.mention[k] < 0 && class.Has(lang.Verb) && !class.Has(lang.Common|lang.Preposition|lang.Nisba) && !r.governed(k) {
			return false
		}
	}
	return true
}

// wasPredicate says whether the noun at the token, in the accusative after كان, tells what somebody was: كان رئيسا.
func (r *reader) wasPredicate(i int) bool {
	if !r.afterWas(i) || !strings.HasSuffix(r.toks[i].Fold, "ا") {
		return false
	}
	m := r.mentionFrom(i)
	return m == nil || m.Type == doc.NoType
}

// isAside says whether the tokens between a subject and its verb are an insertion: between marks or a relative clause, and with no verb or أن
// of their own but in relative clauses that are over.
func (r *reader) isAside(first, end int) bool {
	if first >= r.skipLightBack(end) {
		return true
	}
	if r.isMark(first, ':') || r.toks[first].Kind == doc.Word && r.date[first] < 0 && !r.isRelative(first) {
		return false
	}
	relative := false
	for k := first; k < end; k++ {
		class := r.p.Info(r.toks[k].Readings[0].Form).Class
		switch {
		case r.isMark(k, ','):
			relative = false
		case r.isMark(k, ':'):
			return false
		case r.toks[k].Kind != doc.Word || r.mention[k] >= 0:
		case r.isRelative(k):
			relative = true
		case relative:
		case r.cues[k] >= 0 && r.found[r.cues[k]].kind != remarks, r.isInna(k), class.Has(lang.Verb) && !class.Has(lang.Common|lang.Preposition|lang.Nisba|lang.Auxiliary):
			return false
		}
	}
	return !relative
}

// isSecondRelative says whether the token is والذي or one of its like: the clause goes with whom the sentence began.
func (r *reader) isSecondRelative(i int) bool {
	rd, ok := r.p.Reading(&r.toks[i], lang.Relative)
	return ok && rd.Clitics&doc.And != 0 && len(r.toks[i].Fold) > 6
}

// isRelative says whether the token is الذي or one of its like; من and ما are other words as often.
func (r *reader) isRelative(i int) bool {
	return i >= 0 && len(r.toks[i].Fold) > 4 && r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Relative)
}

// mentionBefore takes a mention before the verb as its subject, if it stands free and agrees.
func (r *reader) mentionBefore(c *cue, m *doc.Mention) (speaker, bool) {
	first := m.First
	// a chain of mentions: title, name in apposition
	for first > r.sent.First {
		prev := r.mention[first-1]
		if prev >= 0 && r.d.Mentions[prev].End == first && (r.d.Mentions[prev].Type == doc.NoType && m.Type == doc.Person || r.joined(first)) {
			first = r.d.Mentions[prev].First
			continue
		}
		break
	}
	if first > r.sent.First && r.joined(first) && r.owned(first-1) != 0 && r.freeBefore(first-1) { // بلاده ومصر
		s := r.withSecond(speaker{first: first - 1, end: first, entity: doc.NoEntity, known: true, name: r.words(span{first - 1, first})})
		return s, agrees(&c.verb, &s)
	}
	if s, ok := r.firstOfTwo(c, first); ok {
		return s, ok
	}
	if !r.freeBefore(first) {
		return speaker{}, false
	}
	s := r.mentionSubject(first)
	if s.end < m.End {
		s = r.fromMention(m)
		s.first = first
	}
	s.end = max(s.end, m.End)
	return s, agrees(&c.verb, &s)
}

// firstOfTwo reads a party without a name before the one at the token that و joins to it, for a verb in the dual or plural: "كانت (الوكالة وإيران) اتفقتا".
func (r *reader) firstOfTwo(c *cue, second int) (speaker, bool) {
	if c.verb.Number != morph.Du && c.verb.Number != morph.Pl || second == r.sent.First || !r.joined(second) {
		return speaker{}, false
	}
	for k := second - 1; k >= max(r.sent.First, second-6) && r.toks[k].Kind == doc.Word && r.mention[k] < 0; k-- {
		if !r.freeBefore(k) || !r.isDefinite(k) || !r.animate(k) {
			continue
		}
		s, ok := r.commonSubject(k)
		if next := r.mentionFrom(second); ok && next != nil && s.end >= second {
			s.end = next.End
			s.name, s.plural, s.person = r.words(span{k, s.end}), true, false
			return s, agrees(&c.verb, &s)
		}
	}
	return speaker{}, false
}

// freeBefore says whether a noun phrase that starts at the token can be a subject before its verb: it opens the sentence or follows أن, لكن,
// كان, حيث, a comma or a quotation mark; a preposition, a verb or a noun before it takes it.
func (r *reader) freeBefore(i int) bool {
	if i <= r.sent.First || r.toks[i-1].Kind != doc.Word {
		return true
	}
	if r.governedByLetter(i) {
		return false
	}
	t := &r.toks[i-1]
	class := r.p.Info(t.Readings[0].Form).Class
	if class.Has(lang.Complementizer | lang.Auxiliary | lang.Conjunction | lang.Adverb) {
		return true
	}
	if strings.HasSuffix(t.Fold, "حتي") && r.opensClause(i-1) {
		return true // وحتى المذيع عبر عن …
	}
	if rd, ok := r.p.Reading(t, lang.Complementizer|lang.Auxiliary|lang.Conjunction); ok && rd.Clitics&^(doc.And|doc.Then) == 0 {
		return true
	}
	if r.date[i-1] >= 0 {
		return true
	}
	return r.joined(i) && r.mention[i-1] < 0 && !class.Has(lang.Preposition)
}

func (r *reader) governedByLetter(i int) bool {
	return r.p.Best(&r.toks[i]).Clitics&(doc.In|doc.For|doc.Like) != 0 || r.isManner(i)
}

// provides says whether the verb is نص, which laws and treaties do and people do not.
func (r *reader) provides(c *cue) bool { return r.p.Lemmas[c.verb.Lemma].Text == "نص" }

// antecedent finds whom a relative pronoun before the verb means: "صحيفة … التي أكدت".
func (r *reader) antecedent(c *cue, rel int) (speaker, bool) {
	if c.verb.Aspect == morph.Future || len(r.toks[rel].Fold) <= 4 {
		return speaker{}, false // ما يسمى; حكومة … التي ستتكفل بـ: what somebody is going to do
	}
	if r.impersonal(c) && r.opensAt(c, r.skipLight(c.end)) {
		return speaker{}, false // البلدة التي يعتقد أنها: is thought to be
	}
	if strings.HasSuffix(r.toks[rel].Fold, "الذين") && c.verb.Number != morph.Pl || r.followedBySubject(c, r.skipLight(c.end)) {
		return speaker{}, false // الذين أشار البيان إلى أنهم: the verb has a subject of its own
	}
	i := rel
	if r.isMark(i-1, ',') {
		i--
	}
	if i <= r.sent.First {
		return speaker{}, false
	}
	if m := r.mention[i-1]; m >= 0 && r.d.Mentions[m].Type == doc.Place && r.d.Mentions[m].First > r.sent.First && r.governed(r.d.Mentions[m].First) && r.mention[max(r.d.Mentions[m].First-2, 0)] >= 0 {
		i = r.d.Mentions[m].First - 1 // مصرف ليبيا المركزي (في طرابلس)، الذي يقول
	}
	if m := r.mention[i-1]; m >= 0 && r.d.Mentions[m].End == i {
		s := r.fromMention(&r.d.Mentions[m])
		return s, agrees(&c.verb, &s)
	}
	if m := r.mention[max(i-2, 0)]; m >= 0 && r.d.Mentions[m].End == i-1 && r.p.ClassOf(&r.toks[i-1]).Has(lang.Nisba) {
		s := r.fromMention(&r.d.Mentions[m]) // a name that an adjective of origin follows
		return s, agrees(&c.verb, &s)
	}
	if r.provides(c) && r.mention[i-1] < 0 && r.isDefinite(i-1) {
		name := r.words(span{i - 1, i})
		if at := strings.Index(name, "ل"); at >= 0 && at <= 4 {
			name = "ال" + strings.TrimPrefix(name[at+len("ل"):], "ل")
		}
		return speaker{first: i - 1, end: i, entity: doc.NoEntity, known: true, name: name, head: r.headOf(i - 1)}, true
	}
	for k := i - 1; k >= max(r.sent.First, i-8) && r.toks[k].Kind == doc.Word && (r.cues[k] < 0 || r.found[r.cues[k]].kind == remarks); k-- {
		if r.mention[k] >= 0 || !r.p.ClassOf(&r.toks[k]).Has(lang.People|lang.Paper|lang.Title|lang.BodyHead|lang.Determiner) || r.isEpithetOf(k) {
			continue
		}
		s, ok := r.commonSubject(k)
		s.end, s.name = i, r.words(span{k, i})
		return s, ok && agrees(&c.verb, &s)
	}
	return speaker{}, false
}

// isEpithetOf says whether the token is an adjective of somebody whom the noun right before it names: المسؤول (العسكري).
func (r *reader) isEpithetOf(k int) bool {
	return k > r.sent.First && r.toks[k-1].Kind == doc.Word && r.hasArticle(k-1) && r.hasArticle(k) && r.mention[k-1] < 0 && r.animate(k-1)
}

// commonBefore takes a noun phrase without a name before the verb: "أن مصادر رسمية أكدت", "لكن النقاد يقولون".
func (r *reader) commonBefore(c *cue, end int) (speaker, bool) {
	for first := end - 1; first >= r.sent.First && end-first <= 8; first-- {
		t := &r.toks[first]
		if t.Kind != doc.Word || r.isInna(first) {
			break
		}
		if !r.freeBefore(first) && !r.describesNoun(c, first, end) {
			continue
		}
		whole := r.p.ClassOf(t)
		if whole.Has(lang.Auxiliary|lang.Conjunction|lang.Complementizer|lang.Negation|lang.Adverb|lang.Preposition) && !whole.Has(lang.People) {
			break
		}
		s, ok := r.commonSubject(first)
		if !ok || s.end < end {
			continue
		}
		several := c.verb.Number == morph.Pl && r.isSoundPlural(first) // غير أن مزارعين وصفوا
		if !several && !r.isDefinite(first) && !whole.Has(lang.People|lang.BodyHead|lang.Title|lang.Paper|lang.Determiner) && r.owned(first) == 0 && !r.headlineName(c, first) {
			continue
		}
		if !several && first == r.sent.First && !whole.Has(lang.People|lang.BodyHead|lang.Title|lang.Paper) && r.sent.First != 0 {
			break
		}
		s.end = end
		s.name = r.words(span{first, end})
		return s, agrees(&c.verb, &s)
	}
	return speaker{}, false
}

// isSoundPlural says whether the word ends as nouns for several people do.
func (r *reader) isSoundPlural(i int) bool {
	fold := r.toks[i].Fold
	return len(fold) > 8 && (strings.HasSuffix(fold, "ين") || strings.HasSuffix(fold, "ون"))
}

// skipLight passes over what may stand between a verb and its subject or content without belonging to either: dates, brackets, dashes,
// short adverbs, commas.
func (r *reader) skipLight(i int) int {
	for i < r.sent.End {
		n := r.light(i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

func (r *reader) light(i int) int {
	t := &r.toks[i]
	switch {
	case r.date[i] >= 0:
		return max(1, r.d.Dates[r.date[i]].End-i)
	case t.Kind == doc.Punct && t.Mark == ',':
		return 1
	case t.Kind == doc.Punct && t.Mark == '(':
		if e := r.afterBracket(i); e > i {
			return e - i
		}
	case t.Kind == doc.Punct && t.Mark == '-':
		for n := 1; n < 12 && i+n < r.sent.End; n++ {
			if r.isMark(i+n, '-') {
				return n + 1
			}
		}
	case t.Kind == doc.Word && r.mention[i] < 0:
		class := r.p.Info(t.Readings[0].Form).Class
		if class.Has(lang.Adverb) && !class.Has(lang.Complementizer) {
			return 1
		}
		if r.isUtmost(i) {
			return 2
		}
	}
	return 0
}

// isUtmost says whether the two words from the token say how strongly: بأشد العبارات, بأقسى الكلمات.
func (r *reader) isUtmost(i int) bool {
	rd, ok := r.p.Reading(&r.toks[i], lang.Utmost)
	return ok && rd.Clitics == doc.In && i+1 < r.sent.End && r.toks[i+1].Kind == doc.Word && r.isDefinite(i+1)
}

func (r *reader) skipLightBack(i int) int {
	for i > r.sent.First {
		t := &r.toks[i-1]
		switch {
		case r.date[i-1] >= 0:
			i = r.d.Dates[r.date[i-1]].First
		case t.Kind == doc.Word && r.isWas(i-1) && i-2 >= r.sent.First && r.toks[i-2].Kind == doc.Word:
			i-- // الوزير (كان قد) قال
		case t.Kind == doc.Word && (t.Fold == "قد" || t.Fold == "سوف" || t.Fold == "اذ" || r.p.Info(t.Readings[0].Form).Class.Has(lang.Adverb)) && r.mention[i-1] < 0:
			i--
		case t.Kind == doc.Punct && t.Mark == ',' && i-2 >= r.sent.First && (r.date[i-2] >= 0 || r.apposedBefore(i-1)):
			i--
		case r.isQuoteMark(i-1) && r.quote[i-1] >= 0 && r.d.Quotes[r.quote[i-1]].Open == i-1:
			i-- // أكد أن فلانا «عبر عن …»
		case t.Kind == doc.Punct && t.Mark == ')':
			k := i - 2
			for k > r.sent.First && i-k < 8 && !r.isMark(k, '(') {
				k--
			}
			if !r.isMark(k, '(') || r.mention[k] >= 0 {
				return i
			}
			i = k
		default:
			return i
		}
	}
	return i
}

// apposedBefore says whether a comma before the verb closes an apposition that another comma opened.
func (r *reader) apposedBefore(i int) bool {
	m := r.mention[i-1]
	return m >= 0 && r.isMark(r.d.Mentions[m].First-1, ',')
}
