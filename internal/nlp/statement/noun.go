package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// nounCue finds a noun of speaking: a listed one (تصريحات، مزاعم), or the verbal noun of a verb that attributes (رفض، إدانة), also with ب or ل before it.
func (r *reader) nounCue(i int) (cue, bool) {
	if r.p.ClassOf(&r.toks[i]).Has(lang.Determiner) {
		return cue{}, false // عدة
	}
	if n, end, rd, ok := r.p.SpeakingNounAt(r.toks, i); ok && rd.Clitics&doc.Like == 0 {
		return cue{first: i, end: end, kind: remarks, class: lang.CueNoun, act: n.Act, frames: &n.Frames, clitics: rd.Clitics, text: n.Text}, true
	}
	for _, rd := range r.toks[i].Readings {
		if rd.Form == 0 || rd.Clitics&doc.Like != 0 {
			continue
		}
		for _, v := range r.p.Verbs(rd.Form) {
			if l := &r.p.Lemmas[v.Lemma]; v.Aspect == morph.Masdar && !v.Possessive && speaking(l) {
				return cue{first: i, end: i + 1, kind: remarks, class: l.Class, act: l.Act, frames: &l.Noun, denies: l.Denies, verb: v, clitics: rd.Clitics, text: l.Text}, true
			}
		}
	}
	return cue{}, false
}

// speaking says whether the verb's noun tells by itself that something was said, though it is not listed: those of blame and praise do.
func speaking(l *lang.Lemma) bool {
	return l.Class == lang.Judge && l.Act != doc.Inform && !l.Frames.Narrow
}

// nounPlace says whether a word that may be a verb or its verbal noun stands where only a noun can: after a verb (قوبل رفض الحكومة), after أنّ, and after a
// preposition before which no clause opens (بعد رفض الحكومة).
func (r *reader) nounPlace(i int) bool {
	if i == 0 || r.toks[i-1].Kind != doc.Word || r.mention[i-1] >= 0 {
		return false
	}
	before := r.p.Info(r.toks[i-1].Readings[0].Form).Class
	switch {
	case r.isInna(i - 1):
		return !r.hasPronoun(i-1) && (i < 2 || !r.p.ClassOf(&r.toks[i-2]).Has(lang.TakesAn))
	case before.Has(lang.Verb):
		return !before.Has(lang.Common | lang.Auxiliary | lang.Preposition | lang.Adverb | lang.Conjunction | lang.Relative | lang.Negation)
	}
	return false
}

// readRemarks reads a noun of speaking with its owner and what was said: "دعوة X إلى …", "رفض X …", "تصريحات X التي …", "طلب من X ب…".
func (r *reader) readRemarks(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, rule: ruleRemarks, nested: true}
	if c.denies {
		st.polarity = doc.Denies
	}
	if r.isPlaceOfSaying(c) {
		return st, false
	}
	if r.ownerAttached(c) {
		return st, r.readOwned(c, &st)
	}
	if r.ownerless(c) {
		if st.who = r.doer(c.first); !st.who.known {
			return st, false
		}
		if r.carried(c, &st.who) {
			return st, false
		}
		if c.end > c.first+1 { // احتجاجا على: the preposition is the phrase's own
			return st, r.take(&st, c.end, r.nounPhraseEnd(c.end))
		}
		return st, r.openNoun(c, &st, c.end)
	}
	r.frames = c.frames
	who, at, ok := r.nounOwner(c)
	r.frames = nil
	if !ok || at >= r.sent.End {
		return st, false
	}
	st.who, st.explicit = r.settle(who), true
	if n := r.inContent(c.first); n >= 0 && who.entity == doc.NoEntity && st.who.name == r.out[n].SpeakerName {
		st.who = who // استغرب النائب قول الوزير: somebody else
	}
	return st, !r.carried(c, &st.who) && r.openNoun(c, &st, at)
}

// doer is who does what the noun tells the reason or the manner of: the subject of the verb before it, else the first actor of the sentence, else the verb's subject,
// whatever that is (ركزت الحملات على الدعوة إلى).
func (r *reader) doer(before int) speaker {
	if s, ok := r.actorBefore(before, &anyone); ok {
		return s
	}
	if s := r.mainSubject(&anyone, before); s.known {
		s.first, s.end = 0, 0
		return s
	}
	for k := before - 1; k >= max(r.sent.First, before-lookAhead); k-- {
		opens := k == r.sent.First && r.p.ClassOf(&r.toks[k]).Has(lang.Verb)
		if r.toks[k].Kind != doc.Word || r.mention[k] >= 0 || r.inContent(k) >= 0 || !opens && !r.isMainVerb(k) {
			continue
		}
		if i := r.skipLight(k + 1); i < before && r.toks[i].Kind == doc.Word && (r.isDefinite(i) || r.animate(i)) {
			s, _ := r.subjectAt(i)
			s.first, s.end = 0, 0
			return s
		}
	}
	return speaker{}
}

// ownerAttached says whether a pronoun is attached to the noun: تصريحاته.
func (r *reader) ownerAttached(c *cue) bool {
	raw := r.d.Text.At(r.toks[c.end-1].Span)
	for _, pronoun := range [...]string{"ه", "ها", "هم", "هما", "هن", "نا"} {
		if strings.HasSuffix(raw, pronoun) {
			return true
		}
	}
	return false
}

// readOwned reads a noun with its owner attached after a preposition: "بعد رفضه …", "في اتهامها X ب…". The owner is the last one named before who may be meant.
func (r *reader) readOwned(c *cue, st *draft) bool {
	if c.act == doc.Inform || c.first == r.sent.First || r.mention[c.first-1] >= 0 || !r.tellsWhen(c.first-1) {
		return false
	}
	if st.who = r.ownerBefore(c); !st.who.known || r.carried(c, &st.who) {
		return false
	}
	return r.openNoun(c, st, c.end)
}

// tellsWhen says whether the word is one after which a noun tells when or why something was done: بعد, عقب, رغم, بسبب, في.
func (r *reader) tellsWhen(i int) bool {
	class := r.p.ClassOf(&r.toks[i])
	return class.Has(lang.Occasion) && class.Has(lang.Preposition) || r.toks[i].Fold == "رغم" || r.toks[i].Fold == "بسبب" || r.toks[i].Fold == "منذ"
}

// ownerBefore is whom the pronoun on the noun means.
func (r *reader) ownerBefore(c *cue) speaker {
	g := male
	switch fold := r.toks[c.end-1].Fold; {
	case strings.HasSuffix(fold, "ها"):
		g = female
	case strings.HasSuffix(fold, "هم"), strings.HasSuffix(fold, "هما"), strings.HasSuffix(fold, "نا"):
		g = either
	}
	for i := c.first - 1; i >= max(r.sent.First, c.first-40); i-- {
		m := r.mentionFrom(i)
		if m == nil || m.Type == doc.Place && !r.isCountry(m) {
			continue
		}
		s := r.fromMention(m)
		if m.Type == doc.NoType {
			s = r.settle(s)
		}
		if s.gender == g || s.gender == either && (g == female) == (m.Type == doc.Place) || g == either {
			s.first, s.end = 0, 0
			return s
		}
	}
	return speaker{}
}

// isPlaceOfSaying says whether the noun only tells where something is said: في تصريح صحفي.
func (r *reader) isPlaceOfSaying(c *cue) bool {
	if c.first == r.sent.First || !r.isMedium(c.first) {
		return false
	}
	switch r.toks[c.first-1].Fold {
	case "في", "خلال", "عبر":
		return true
	}
	return false
}

// anyone agrees with every subject.
var anyone = lang.VerbReading{}

// ownerless says whether the noun tells why or how the sentence's subject acts, and what it is about follows at once: احتجاجا على …, للمطالبة ب…, مع التأكيد على ….
func (r *reader) ownerless(c *cue) bool {
	if strings.HasSuffix(c.text, "على") {
		return true
	}
	at := c.end
	if at >= r.sent.End || c.first == r.sent.First || r.prepOpens(c, at) == 0 && !r.isInna(at) && !r.isMark(at, ':') {
		return false
	}
	switch fold := r.toks[c.first].Fold; {
	case c.act == doc.Criticise || c.act == doc.Approve || c.act == doc.Refuse:
		return c.clitics&^doc.And == 0 && strings.HasSuffix(fold, "ا") || strings.HasPrefix(fold, "لل") || r.leansOn(c)
	case c.act == doc.Demand:
		return strings.HasPrefix(fold, "لل") || r.leansOn(c)
	}
	return r.leansOn(c)
}

// leansOn says whether the noun has the article and stands after a preposition by which the subject's act goes on: حرص على التأكيد, سارع إلى التنديد, مع الدعوة.
func (r *reader) leansOn(c *cue) bool {
	if !r.definiteNoun(c) || c.clitics != 0 || r.mention[c.first-1] >= 0 {
		return false
	}
	switch r.toks[c.first-1].Fold {
	case "مع", "علي", "الي":
		return true
	}
	return false
}

// carried says whether the noun only goes on with the words of the statement that it stands in: the speaker's own (أكدت دمشق أن رفض دمشق …), or what a neutral or
// light verb carries (أعرب عن إدانة المغرب ل…).
func (r *reader) carried(c *cue, who *speaker) bool {
	n := r.inContent(c.first)
	if n < 0 {
		return false
	}
	return r.out[n].SpeakerName == who.name || r.spans[n].first == c.first && !r.isInna(c.first-1) && (r.out[n].Act == doc.Inform || r.out[n].Act == c.act)
}

// nounOwner reads whose speaking the noun tells of and returns the token after it: the noun phrase that follows, or, after the noun's adjectives, a country's adjective
// (المطالب الفلسطينية), من and somebody (طلب من الرئاسة), or a relative clause (الدعوات التي أطلقها …).
func (r *reader) nounOwner(c *cue) (who speaker, at int, ok bool) {
	i := c.end
	if r.isQuoteMark(i) {
		i++
	}
	if i >= r.sent.End || r.toks[i].Kind != doc.Word {
		return speaker{}, i, false
	}
	if who, ok = r.adjectiveOwner(i); ok {
		return who, i + 1, true
	}
	definite := r.definiteNoun(c)
	if who, ok = r.ownerAt(i); definite {
		ok = false // a noun with the article has no owner
	} else if !ok && r.isDefinite(i) && r.isInna(i+1) && r.mention[i] < 0 && !r.governedByLetter(i) && !r.joined(i) {
		who, ok = r.subjectAt(i) // قول المالك إن
	}
	if ok {
		at = who.end
		if r.isQuoteMark(at) && r.isQuoteMark(c.end) {
			at++
		}
		return who, at, true
	}
	for n := 0; n < 3 && i < r.sent.End && r.toks[i].Kind == doc.Word && r.cues[i] < 0 && !r.governedByLetter(i); n++ {
		if who, ok = r.adjectiveOwner(i); ok {
			return who, i + 1, true
		}
		if who, at, ok = r.agentAt(c, i); ok {
			return who, at, true
		}
		if r.p.ClassOf(&r.toks[i]).Has(lang.Preposition|lang.Conjunction|lang.Complementizer|lang.Relative) || r.isDefinite(i) != definite {
			break
		}
		i++
	}
	return speaker{}, i, false
}

// definiteNoun says whether the noun of the cue has the article, also behind و, ب or ل.
func (r *reader) definiteNoun(c *cue) bool {
	fold := r.toks[c.first].Fold
	if c.clitics&(doc.And|doc.Then) != 0 {
		fold = fold[len("و"):]
	}
	return strings.HasPrefix(fold, "ال") || strings.HasPrefix(fold, "بال") || strings.HasPrefix(fold, "لل")
}

// ownerAt is the noun phrase at the token, if it can speak.
func (r *reader) ownerAt(i int) (speaker, bool) {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word || r.governedByLetter(i) {
		return speaker{}, false
	}
	if m := r.mentionFrom(i); m != nil {
		if m.Type == doc.Place && m.Thing < 0 || r.joined(i) || r.isAdjectiveName(m) {
			return speaker{}, false
		}
		return r.mentionSubject(i), true
	}
	if r.mention[i] >= 0 || !r.animate(i) || r.joined(i) || r.p.ClassOf(&r.toks[i]).Has(lang.Nisba|lang.Demonstrative) {
		return speaker{}, false
	}
	if fold := r.toks[i].Fold; !r.isDefinite(i) && (strings.HasSuffix(fold, "ي") || strings.HasSuffix(fold, "يه")) {
		return speaker{}, false // تقارير صحافية: an adjective
	}
	s, ok := r.subjectAt(i)
	return s, ok && !(s.end == i+1 && r.p.ClassOf(&r.toks[i]).Has(lang.Determiner))
}

// isAdjectiveName says whether the mention is one adjective that is also a given name: طلب رسمي.
func (r *reader) isAdjectiveName(m *doc.Mention) bool {
	return m.Type == doc.Person && m.End-m.First == 1 && m.Thing < 0 && r.p.ClassOf(&r.toks[m.First]).Has(lang.Common) && !r.isDefinite(m.First)
}

// adjectiveOwner is the country whose adjective stands at the token.
func (r *reader) adjectiveOwner(i int) (speaker, bool) {
	id, class, ok := r.p.Adjective(&r.toks[i])
	if !ok || r.mention[i] >= 0 || class.Has(lang.Plural) {
		return speaker{}, false
	}
	t := &r.p.World.Things[id]
	return speaker{first: i, end: i + 1, entity: doc.NoEntity, name: t.Ar, en: t.En, id: t.ID, known: true}, true
}

// agentAt reads "من الرئاسة", "من قبل الرئاسة", "التي أطلقتها الرئاسة" and returns the token after it.
func (r *reader) agentAt(c *cue, i int) (who speaker, at int, ok bool) {
	switch fold := r.toks[i].Fold; {
	case fold == "من" && i+1 < r.sent.End:
		k := i + 1
		if r.isAgency(k) {
			k++
		} else if c.act == doc.Warn {
			return who, i, false // تحذير من …
		}
		who, ok = r.ownerAt(k)
		return who, who.end, ok
	case r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Relative) && len(fold) > 4 && i+2 < r.sent.End:
		if !r.utters(i + 1) {
			return who, i, false
		}
		k := i + 2
		if r.hasPronoun(k) || r.toks[k].Fold == "عن" || r.toks[k].Fold == "من" {
			k++
		}
		if k < r.sent.End && r.isAgency(k) {
			k++
		}
		who, ok = r.ownerAt(k)
		return who, who.end, ok
	}
	return who, i, false
}

// tellsWhatOwnerDid says whether a relative clause tells what the owner did in his remarks: its verb is his and not theirs (تصريحات فلان الذي ربط …، تصريحات فلان
// التي ربط فيها …, but تصريحات فلان التي أثارت …), and does more than utter them.
func (r *reader) tellsWhatOwnerDid(c *cue, st *draft, i int) bool {
	noun := r.toks[c.end-1].Fold
	if c.act != doc.Inform || !st.who.person || i+2 >= r.sent.End || !strings.HasSuffix(noun, "ات") && !strings.HasSuffix(noun, "ه") ||
		!r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Relative) || len(r.toks[i].Fold) <= 4 || r.cues[i+1] >= 0 || r.utters(i+1) {
		return false
	}
	for _, v := range r.p.Verbs(r.toks[i+1].Readings[0].Form) {
		if v.Aspect == morph.Past && v.Voice == morph.Active && v.Person == 3 && v.Gender == morph.M && v.Number == morph.Sg && fitsVerb(&v, &st.who) {
			return true
		}
	}
	return false
}

// utters says whether the token is a verb that has a speech act for its object or subject: (الدعوات التي) أطلقها, صدرت عن, أدلى بها.
func (r *reader) utters(i int) bool {
	verbs := r.p.Verbs(r.toks[i].Readings[0].Form)
	if len(verbs) == 0 {
		verbs = r.p.AttachedVerbs(r.toks[i].Fold, 0)
	}
	for _, v := range verbs {
		l := &r.p.Lemmas[v.Lemma]
		if v.Finite() && (l.Class == lang.Light || l.Class == lang.Say || l.Text == "صدر" || l.Text == "أصدر") {
			return true
		}
	}
	return false
}

// isAgency says whether the word after من tells who acts: من قبل, من جانب.
func (r *reader) isAgency(i int) bool {
	switch r.toks[i].Fold {
	case "قبل", "جانب", "طرف":
		return true
	}
	return false
}

// openNoun opens what the noun of speaking is about: a clause, what its preposition governs, its object. A date, a bracket or an aside may stand before it, and the
// owner's or the noun's adjective.
func (r *reader) openNoun(c *cue, st *draft, at int) bool {
	if r.isMark(at, ':') {
		return r.openColon(st, at)
	}
	i := r.skipLight(at)
	for n := 0; n < 2 && i+1 < r.sent.End && !c.frames.Addr && r.isEpithet(c, i); n++ {
		i = r.skipLight(i + 1) // رفض الحكومة القاطع ل…
	}
	if m := r.mentionFrom(i); m != nil && m.Type == doc.Person && r.isMark(i-1, ',') {
		i = r.skipLight(m.End) // تهديدات رئيس الوزراء، فلان، ب…
	}
	if i >= r.sent.End {
		return false
	}
	if r.isQuoteMark(i) && i+1 < r.sent.End && r.prepOpens(c, i+1) != 0 {
		i++
	}
	if r.isInna(i) {
		return !(i > 1 && r.toks[i-2].Fold == "من" && r.isDefinite(i-1)) && r.openClause(st, i) // الذي من المقرر أن
	}
	if r.toks[i].Kind != doc.Word {
		return false
	}
	if r.tellsWhatOwnerDid(c, st, i) {
		return r.take(st, i+1, r.nounPhraseEnd(i+1))
	}
	first, opens := i, r.prepOpens(c, i)
	if opens == 1 {
		first++
	}
	switch {
	case opens == 1 && r.isInna(first):
		return r.openClause(st, first)
	case c.frames.Narrow:
		return false
	case opens != 0 && r.isSpokenTo(c, i):
		return false
	case opens == 1 || opens == 2 && !r.isMark(i-1, ',') && !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition):
	case (c.frames.Object || c.frames.Addr) && !r.isMark(i-1, ',') && !r.definiteNoun(c) && r.opensComplement(c, i):
	default:
		return false
	}
	return r.take(st, first, r.nounPhraseEnd(first))
}

// isSpokenTo says whether the noun phrase between the noun and the preposition at the token is no owner but the one spoken of or to: اتهام تركيا ب… ("the charge against"),
// and after ل that of a purpose: لتهديد السكان ب….
func (r *reader) isSpokenTo(c *cue, i int) bool {
	if strings.HasPrefix(r.toks[i].Fold, "ل") {
		return c.clitics&doc.For != 0
	}
	return c.frames.Addr && (c.act == doc.Criticise || c.act == doc.Inform || c.clitics&doc.For != 0)
}

// isEpithet says whether the token is a definite adjective between the owner and what opens the content.
func (r *reader) isEpithet(c *cue, i int) bool {
	return r.toks[i].Kind == doc.Word && r.mention[i] < 0 && r.isDefinite(i) && !r.isMasdar(i) && r.prepOpens(c, i) == 0 && (r.prepOpens(c, i+1) != 0 || r.isInna(i+1))
}

// opensComplement says whether a noun phrase that may be the noun's object starts at the token, and no adjective or participle of the owner (الصادر, المقدم).
func (r *reader) opensComplement(c *cue, i int) bool {
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if r.governedByLetter(i) || r.joined(i) || r.date[i] >= 0 || class.Has(lang.Nisba|lang.Qualifier|lang.Pronoun|lang.Demonstrative) {
		return false
	}
	if r.mentionFrom(i) != nil || r.isMasdar(i) || r.animate(i) {
		return true
	}
	if class.Has(lang.Preposition|lang.Conjunction|lang.Relative|lang.Adverb|lang.Auxiliary|lang.Negation) || class.Has(lang.Verb) && !class.Has(lang.Common) {
		return false
	}
	if !r.isDefinite(i) {
		return true
	}
	if i+1 >= r.sent.End || r.toks[i+1].Kind != doc.Word {
		return false
	}
	return r.isDefinite(i+1) || c.frames.Addr && r.prepOpens(c, i+1) != 0 || r.p.ClassOf(&r.toks[i+1]).Has(lang.Preposition) && !participleShape(r.toks[i].Fold)
}

// participleShape says whether a word with the article has the shape of a participle or its like: الصادر, المقدم.
func participleShape(fold string) bool {
	rest := strings.TrimPrefix(fold, "ال")
	return strings.HasPrefix(rest, "م") || len(rest) > 4 && rest[2:4] == "ا"
}

// nounPhraseEnd returns where the complement of a noun ends: at a comma, at the main verb, at the sentence's end.
func (r *reader) nounPhraseEnd(first int) int {
	end := r.contentEnd(first, false)
	for i := first; i < min(end, first+lookAhead); i++ {
		if r.isMark(i, ',', ';') || i > first && r.headsClause(i) {
			return i
		}
	}
	return end
}

// headsClause says whether the token is a verb of which the noun phrase before it is the subject or which goes on after it, and none of a relative clause: those follow a
// relative pronoun or an indefinite noun.
func (r *reader) headsClause(i int) bool {
	if r.toks[i].Kind != doc.Word || r.mention[i] >= 0 || r.toks[i-1].Kind != doc.Word {
		return false
	}
	if n := r.cues[i]; n < 0 && !r.isMainVerb(i) || n >= 0 && r.found[n].kind != finite {
		return false
	} else if n >= 0 && r.found[n].clitics&(doc.And|doc.Then) != 0 {
		return true
	}
	before := r.p.ClassOf(&r.toks[i-1])
	if before.Has(lang.Negation | lang.Auxiliary | lang.Conjunction | lang.Relative | lang.Complementizer) {
		return false
	}
	return r.mention[i-1] >= 0 || r.isDefinite(i-1) || before.Has(lang.Attached) || strings.HasPrefix(r.toks[i-1].Fold, "بال") || strings.HasPrefix(r.toks[i-1].Fold, "لل")
}
