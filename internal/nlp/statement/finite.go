package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// reach is how many tokens may stand between a verb of saying and what opens its content.
const reach = 45

// readFinite reads a verb in a tense: its subject on either side, what stands between, and its content.
func (r *reader) readFinite(c *cue) (draft, bool) {
	if r.isQuoting(c) {
		return r.readQuoting(c)
	}
	if c.negated {
		if c.class != lang.Deny || c.denies {
			return r.readNegated(c)
		}
		c.act = doc.Inform // لم يستبعد: holds it possible
	}
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act}
	if c.denies {
		st.polarity = doc.Denies
	}
	r.inPresent = c.verb.Aspect == morph.Present
	defer func() { r.inPresent = false }()
	at, ok := r.findSubject(c, &st)
	if !ok || !st.explicit && r.impersonal(c) {
		return st, false
	}
	at = r.sourceBetween(c, &st, at)
	if !r.content(c, &st, at) && !r.wordsBefore(c, &st, at) {
		return st, false
	}
	r.firstPiece(c, &st)
	r.identify(c, &st)
	return st, st.who.known && r.speaks(c, &st)
}

// wordsBefore takes the words before the verb for its content where it is put in after them: "…، يقول الأستاذ،", "«…»، قال الوزير.".
func (r *reader) wordsBefore(c *cue, st *draft, at int) bool {
	if !st.explicit || st.who.first < c.first || c.class != lang.Say || !c.frames.Quote || c.clitics != 0 || !r.isMark(c.first-1, ',', '"', '”') {
		return false
	}
	if at < r.sent.End && !r.isMark(at, ',', '.') && !r.p.ClassOf(&r.toks[at]).Has(lang.Preposition) {
		return false
	}
	first := r.clauseBefore(c.first)
	after, inserted := r.insertion(c.first)
	few := c.first-first < 4
	if few && !inserted || r.inContent(first) >= 0 || r.inContent(c.first) >= 0 {
		return false
	}
	st.rule = rulePost
	if q, ok := r.quoteFrom(first); ok && q.Balanced && q.Close >= c.first-2 {
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, q.Close)
	}
	if !few { // else it only leads in what follows: ولهذه الأسباب، يقول فلان، …
		r.take(st, first, c.first)
	}
	if inserted {
		r.take(st, after, r.contentEnd(after, false))
	}
	return len(st.content) > 0
}

// firstPiece adds the quotation before a cue that is put into somebody's words: «…»، قال الوزير، «…».
func (r *reader) firstPiece(c *cue, st *draft) {
	if st.rule != ruleQuote || st.manner != doc.Direct || c.clitics != 0 || c.class != lang.Say || !r.isMark(c.first-1, ',') || c.first-2 < r.sent.First {
		return
	}
	end := c.first - 2
	if !r.isQuoteMark(end) || r.quote[end] < 0 || r.d.Quotes[r.quote[end]].Close != end || r.inContent(end-1) >= 0 {
		return
	}
	st.content = append([]span{{r.d.Quotes[r.quote[end]].Open + 1, end}}, st.content...)
}

// impersonal says whether the verb without a subject is the passive of news: يذكر أن, يشار إلى أن, من المتوقع.
func (r *reader) impersonal(c *cue) bool {
	return r.p.ClassOf(&r.toks[c.first]).Has(lang.Impersonal)
}

// speaks says whether the subject can say something: anybody named, and people; a thing only where the verb of saying is the sentence's own
// and a clause or quotation follows ("التكتل قال إن").
func (r *reader) speaks(c *cue, st *draft) bool {
	if !st.explicit || st.who.end <= st.who.first {
		return true
	}
	if c.verb.Aspect == morph.Present && c.frames.Inna && st.rule == ruleObject && (c.class == lang.Think || c.class == lang.Judge) && r.sent.Paragraph > 0 {
		return false // يعتبر الاتحاد أكبر مستورد: is held to be
	}
	if st.who.entity != doc.NoEntity || st.who.en != "" || r.mention[st.who.first] >= 0 || r.animate(st.who.first) {
		return true
	}
	if r.inContent(c.first) >= 0 {
		return false
	}
	if c.class == lang.Light || c.act == doc.Inform && r.isAct(st.rule) {
		return false // التقديرات تشير إلى …: a thing points, it does not say
	}
	return c.class == lang.Say || r.isDefinite(st.who.first)
}

// owner finds whose words "… قال فيه" are: the nearest actor before, whose paper or call the pronoun means.
func (r *reader) owner(c *cue) (speaker, bool) {
	if c.end >= r.sent.End || !r.p.ClassOf(&r.toks[c.end]).Has(lang.Resumptive) || r.followedBySubject(c, c.end+1) {
		return speaker{}, false
	}
	for i := c.first - 1; i >= max(r.sent.First, c.first-lookAhead); i-- {
		m := r.mentionFrom(i)
		if m == nil || m.Type == doc.Place && !r.isCountry(m) || !r.owns(i) {
			continue
		}
		if s := r.fromMention(m); agrees(&c.verb, &s) {
			s = r.settle(s)
			s.first, s.end = 0, 0
			return s, true
		}
	}
	s := r.mainSubject(c.first, genderOfVerb(&c.verb))
	s.first, s.end = 0, 0
	return s, s.known
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
	if hasBefore && (r.mention[max(before.first, 0)] >= 0 || c.verb.Number == morph.Pl || c.verb.Number == morph.Du || r.opensAt(c, at) || !r.followedBySubject(c, at)) {
		st.who, st.explicit = before, true
		return c.end, true
	}
	if c.verb.Number == morph.Pl && c.verb.Person == 3 || c.verb.Person == 1 || r.opensAt(c, at) {
		return c.end, c.verb.Person != 1 || r.quote[c.first] >= 0 && false
	}
	if c.verb.Number == morph.Du && !hasBefore {
		return at, false // a dual without its two is another word: ردا
	}
	if q, ok := r.quoteFrom(at); ok && r.namesBody(q) {
		st.who = r.quotedSubject(q)
		st.explicit = true
		return q.Close + 1, true
	}
	if m := r.mentionFrom(at); m != nil && r.governedByLetter(at) { // قال لرويترز: who is told it does not say it
		return c.end, true
	}
	s, ok := r.subjectAt(at)
	named := r.mention[at] >= 0 && s.person && !c.frames.Object && !c.frames.Addr // a title and name after a plain verb of saying, whatever its gender
	if ok && (named || agrees(&c.verb, &s)) && !r.isObject(c, &s) {
		st.who, st.explicit = r.withSecond(s), true
		return st.who.end, true
	}
	return c.end, true
}

// withSecond lengthens a subject by a party without a name that و joins to it: "جمعية الصحافة ولجنة النساء".
func (r *reader) withSecond(s speaker) speaker {
	if s.end >= r.sent.End || r.toks[s.end].Kind != doc.Word || !r.joined(s.end) || r.cues[s.end] >= 0 || r.isInna(s.end) {
		return s
	}
	best := r.p.Best(&r.toks[s.end])
	if best.Form == 0 || r.p.Info(best.Form).Class.Has(lang.Verb|lang.Preposition|lang.Conjunction|lang.Auxiliary|lang.Adverb|lang.Relative) || r.date[s.end] >= 0 {
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
	if !c.frames.Object && !c.frames.Addr {
		return false
	}
	last := r.toks[s.first].Fold
	if strings.HasPrefix(last, "ال") && strings.HasSuffix(last, "ان") && r.p.ClassOf(&r.toks[s.first]).Has(lang.Dual|lang.Plural) {
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
	if c.frames.Addr && c.clitics&doc.And != 0 && r.last.known && s.entity == doc.NoEntity && s.plural && s.en == "" && r.frameFollows(c, s.end) && (r.last.gender == either || r.last.gender == genderOfVerb(&c.verb)) {
		return true // ودعا نواب المحافظة إلى …: who spoke before calls on a group
	}
	if s.person || !r.last.known || r.sent.First == c.first && c.clitics&doc.And == 0 || c.clitics&(doc.And|doc.Then) == 0 && !r.ledIn(c.first) {
		return false
	}
	// وطالب الدول بـ …: joined to what came before, the phrase names no speaker so far and another object does not follow
	return s.entity == doc.NoEntity && !s.person && !r.p.ClassOf(&r.toks[s.first]).Has(lang.People|lang.BodyHead|lang.Paper) && !r.objectFollows(c, s.end)
}

// animate says whether the word is of those that speak: people, offices, bodies, papers.
func (r *reader) animate(i int) bool {
	const speaking = lang.People | lang.Title | lang.Paper | lang.BodyHead | lang.Determiner | lang.Nisba | lang.HonorificPronoun
	class := r.p.ClassOf(&r.toks[i])
	if class.Has(lang.Demonstrative) && i+1 < r.sent.End { // هذا الأخير, هؤلاء المسؤولون; not هذا الهجوم
		class = r.p.ClassOf(&r.toks[i+1]) | class&speaking
		return class.Has(speaking) || r.toks[i+1].Fold == "الاخير" || r.toks[i+1].Fold == "الاخيره" || r.mention[i+1] >= 0
	}
	return class.Has(speaking)
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
	if i >= r.sent.End || r.toks[i].Kind != doc.Word {
		return false
	}
	return !r.governedByLetter(i) && r.prepOpens(c, i) == 0 && !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition|lang.Conjunction)
}

// subjectBefore finds a subject that stands before the verb: "إسرائيل تؤكد", "وكان أوباما قال", "إن باكستان تطالب".
func (r *reader) subjectBefore(c *cue) (speaker, bool) {
	if s, ok := r.fronted(c); ok {
		return s, ok
	}
	i := r.skipLightBack(c.first)
	if i <= r.sent.First {
		return speaker{}, false
	}
	if m := r.mention[i-1]; m >= 0 && r.d.Mentions[m].End == i {
		if s, ok := r.mentionBefore(c, &r.d.Mentions[m]); ok {
			return s, ok
		}
		return r.commonBefore(c, i)
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
	return r.commonBefore(c, i)
}

// fronted finds a subject that opens the sentence and is parted from its verb by an insertion between commas: "وكان الوزير، الخبير في …، قال".
func (r *reader) fronted(c *cue) (speaker, bool) {
	if !r.isMark(c.first-1, ',') || c.clitics != 0 || c.first-r.sent.First > 30 {
		return speaker{}, false
	}
	i := r.sent.First
	for i < c.first && (r.isLead(i) || r.p.ClassOf(&r.toks[i]).Has(lang.Auxiliary)) && r.mention[i] < 0 {
		i++
	}
	m := r.mentionFrom(i)
	if m == nil || r.governedByLetter(i) || m.Type == doc.Place && !r.isCountry(m) {
		return speaker{}, false
	}
	commas := 0
	for k := m.End; k < c.first; k++ {
		if r.isMark(k, ',') {
			commas++
		} else if r.cues[k] >= 0 && r.found[r.cues[k]].kind != remarks || r.mention[k] < 0 && r.toks[k].Kind == doc.Word && r.p.Info(r.toks[k].Readings[0].Form).Class.Has(lang.Verb) && !r.p.Info(r.toks[k].Readings[0].Form).Class.Has(lang.Common|lang.Preposition|lang.Nisba) {
			return speaker{}, false
		}
	}
	s := r.mentionSubject(i)
	return s, commas >= 1 && agrees(&c.verb, &s)
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

// antecedent finds whom a relative pronoun before the verb means: "صحيفة … التي أكدت".
func (r *reader) antecedent(c *cue, rel int) (speaker, bool) {
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
	if m := r.mention[i-1]; m >= 0 && r.d.Mentions[m].End == i {
		s := r.fromMention(&r.d.Mentions[m])
		return s, agrees(&c.verb, &s)
	}
	return speaker{}, false
}

// commonBefore takes a noun phrase without a name before the verb: "أن مصادر رسمية أكدت", "لكن النقاد يقولون".
func (r *reader) commonBefore(c *cue, end int) (speaker, bool) {
	for first := end - 1; first >= r.sent.First && end-first <= 8; first-- {
		t := &r.toks[first]
		if t.Kind != doc.Word || r.isInna(first) {
			break
		}
		if !r.freeBefore(first) {
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
		if !r.isDefinite(first) && !whole.Has(lang.People|lang.BodyHead|lang.Title|lang.Paper|lang.Determiner) {
			continue
		}
		if first == r.sent.First && !whole.Has(lang.People|lang.BodyHead|lang.Title|lang.Paper) && r.sent.First != 0 {
			break
		}
		s.end = end
		s.name = r.words(span{first, end})
		return s, agrees(&c.verb, &s)
	}
	return speaker{}, false
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
	}
	return 0
}

func (r *reader) skipLightBack(i int) int {
	for i > r.sent.First {
		t := &r.toks[i-1]
		switch {
		case r.date[i-1] >= 0:
			i = r.d.Dates[r.date[i-1]].First
		case t.Kind == doc.Word && (t.Fold == "قد" || t.Fold == "سوف" || r.p.Info(t.Readings[0].Form).Class.Has(lang.Adverb)) && r.mention[i-1] < 0:
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

// identify settles who speaks.
func (r *reader) identify(c *cue, st *draft) {
	if st.explicit {
		st.who = r.settle(st.who)
		return
	}
	if s, ok := r.owner(c); ok {
		st.who = s
		st.nested = r.inContent(c.first) >= 0
		return
	}
	if n := r.inContent(c.first); n >= 0 {
		// inside another's words a verb without a subject says nothing of its own, unless it goes on with a speaker in there
		inner, ok := r.innerSpeaker(n)
		st.who, st.nested = inner, true
		st.who.known = ok && c.clitics&doc.And != 0 && inner.name != r.out[n].SpeakerName
		return
	}
	if s, ok := r.actorBefore(c.first, &c.verb); ok {
		s.first, s.end = 0, 0
		st.who = s
		return
	}
	st.who = r.unnamed(genderOfVerb(&c.verb), c.first)
}

// innerSpeaker returns the speaker of the last statement inside the statement's content.
func (r *reader) innerSpeaker(n int) (speaker, bool) {
	for k := len(r.out) - 1; k > max(n, len(r.out)-lookBack); k-- {
		if r.spans[k].cue >= r.spans[n].first {
			o := &r.out[k]
			return speaker{entity: o.SpeakerEntity, name: o.SpeakerName, en: o.SpeakerEn, id: o.SpeakerID, known: true}, true
		}
	}
	return speaker{}, false
}

// readNegated reads "لم يقل إن": the text says that it was not said.
func (r *reader) readNegated(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, polarity: doc.NotSaid}
	if c.class != lang.Say || !c.frames.Inna {
		return st, false
	}
	at, ok := r.findSubject(c, &st)
	if !ok || !r.isInna(r.skipLight(at)) {
		return st, false
	}
	if !r.content(c, &st, at) {
		return st, false
	}
	r.identify(c, &st)
	st.rule = ruleNotSaid
	return st, st.who.known
}
