package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// kind is the shape of a cue.
type kind uint8

const (
	finite     kind = iota // قال، يؤكد
	participle             // مؤكدا، مشيرة
	ownWords               // قوله، قولهم: after نقل عن
	according              // بحسب، وفقا لـ
	remarks                // تصريحات، دعوة
	notSaid                // دون الإشارة إلى
)

// cue is a place in the text where words may be attributed.
type cue struct {
	first, end int
	kind       kind
	class      lang.CueClass
	act        doc.Act
	frames     *lang.Frames
	verb       lang.VerbReading
	clitics    doc.Clitics
	negated    bool
	denies     bool   // the verb itself says that it is not so: نفى، أنكر
	text       string // of a phrase: as the pack has it
}

// findCues marks the tokens where a cue starts.
func (r *reader) findCues() {
	r.found = make([]cue, 0, len(r.toks)/16)
	for i := 0; i < len(r.toks); i++ {
		if r.toks[i].Kind != doc.Word || r.skip[i] || r.named[i] {
			continue
		}
		c, ok := r.cueAt(i)
		if !ok {
			continue
		}
		r.cues[i] = int32(len(r.found))
		r.found = append(r.found, c)
		i = c.end - 1
	}
}

func (r *reader) cueAt(i int) (cue, bool) {
	if c, ok := r.phraseCue(i); ok {
		return c, true
	}
	if r.mention[i] >= 0 { // inside a name or title a word is no cue: الوكالة العربية للأنباء
		return cue{}, false
	}
	noun, isNoun := r.nounCue(i)
	if c, ok := r.verbCue(i); ok && !(isNoun && c.kind == finite && r.nounPlace(i)) {
		return c, true
	}
	return noun, isNoun
}

// phraseCue finds a cue of the noun and phrase lists.
func (r *reader) phraseCue(i int) (cue, bool) {
	ph, end, rd, ok := r.p.CueNounAt(r.toks, i)
	if !ok || rd.Clitics&(doc.In|doc.For|doc.Like) != 0 {
		return cue{}, false
	}
	c := cue{first: i, end: end, class: ph.Class, act: ph.Act, frames: &ph.Frames, clitics: rd.Clitics, text: ph.Text}
	switch ph.Class {
	case lang.According, lang.Relay:
		c.kind = according
		return c, rd.Clitics&doc.Then == 0 && r.namesSource(end) // فحسب is "only"
	case lang.AccordingVerb:
		return r.accordingVerb(c)
	case lang.NotSaid:
		c.kind = notSaid
		return c, true
	case lang.Manner:
		c.kind = participle
		return c, r.opens(&c)
	}
	return cue{}, false
}

// withRest lengthens a verb's cue by the words that belong to it: قلل من شأن, مضى قائلا.
func (r *reader) withRest(c *cue, lemma lang.LemmaID) bool {
	for _, ph := range r.p.VerbPhrases(lemma) {
		at := c.end
		if ph.Gap {
			if r.restAhead(at, ph.Rest) {
				p := &r.p.Cues[ph.Cue]
				c.class, c.act, c.frames, c.text = p.Class, p.Act, &p.Frames, p.Text
				return true
			}
			continue
		}
		if end := r.matchForms(at, ph.Rest); end > at {
			p := &r.p.Cues[ph.Cue]
			c.end, c.class, c.act, c.frames, c.text = end, p.Class, p.Act, &p.Frames, p.Text
			return true
		}
	}
	return false
}

// restAhead says whether the rest of a phrase stands within reach in the sentence: حمل الحكومة (المسؤولية).
func (r *reader) restAhead(i int, rest []doc.FormID) bool {
	for k := i + 1; k < len(r.toks) && k < i+20; k++ {
		if r.toks[k].Kind == doc.Break || r.toks[k].Kind == doc.Punct && r.toks[k].Mark == '.' {
			return false
		}
		if r.matchForms(k, rest) > k {
			return true
		}
	}
	return false
}

// matchForms returns the token after the forms, or the token itself where they do not stand there.
func (r *reader) matchForms(at int, forms []doc.FormID) int {
	for n, f := range forms {
		if at+n >= len(r.toks) || r.toks[at+n].Readings[0].Form != f {
			return at
		}
	}
	return at + len(forms)
}

// accordingVerb takes the verb of saying after "حسبما" into the cue. Where the verb opens words of its own, that verb is the cue (كما أكد أن …).
func (r *reader) accordingVerb(c cue) (cue, bool) {
	v, ok := r.sayingAt(c.end)
	if !ok {
		return c, false
	}
	verb := cue{first: c.end, end: c.end + 1, verb: v, frames: &r.p.Lemmas[v.Lemma].Frames}
	source := c.end + 1
	if source < len(r.toks) && r.p.ClassOf(&r.toks[source]).Has(lang.Preposition|lang.Resumptive) && r.hasPronoun(source) {
		source++ // وفق ما أعلن عنه المكتب
	}
	if !r.namesSource(source) && !r.isOwned(source) {
		return c, false
	}
	if c.text == "كما" && !v.Object && (r.opensPlainly(&verb) || c.first == r.start(c.first) && (r.opens(&verb) || !r.commaAfterSource(source))) {
		return c, false
	}
	c.kind, c.verb, c.end = according, v, source
	return c, true
}

// commaAfterSource says whether a comma or فإن closes the noun phrase at the token: كما يقول سامي الحداد، فإن …, but كما تناول اللقاء سبل التعاون.
func (r *reader) commaAfterSource(i int) bool {
	for end := min(i+8, len(r.toks)); i < end; i++ {
		if r.isMark(i, ',') || r.isInna(i) {
			return true
		}
		if r.toks[i].Kind != doc.Word || r.mention[i] < 0 && r.p.ClassOf(&r.toks[i]).Has(lang.Verb|lang.Preposition) {
			return false
		}
	}
	return false
}

// isOwned says whether the token is a noun with its owner attached: مكتبه.
func (r *reader) isOwned(i int) bool {
	return i < len(r.toks) && r.toks[i].Kind == doc.Word && r.p.ClassOf(&r.toks[i]).Has(lang.Attached) && !r.p.ClassOf(&r.toks[i]).Has(lang.Verb)
}

// sayingAt returns the verb of saying in a tense at the token, with an object attached or not: أعلن, ذكرته.
func (r *reader) sayingAt(i int) (lang.VerbReading, bool) {
	if i >= len(r.toks) || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 {
		return lang.VerbReading{}, false
	}
	says := func(v lang.VerbReading) bool {
		l := &r.p.Lemmas[v.Lemma]
		class := l.Class
		return v.Finite() && v.Voice == morph.Active && v.Person == 3 && l.Act == doc.Inform && (class == lang.Say || class == lang.Think || class == lang.Relay)
	}
	for _, v := range r.p.Verbs(r.toks[i].Readings[0].Form) {
		if says(v) {
			return v, true
		}
	}
	for _, v := range r.p.AttachedVerbs(r.toks[i].Fold, 0) {
		if says(v) {
			v.Object = true
			return v, true
		}
	}
	return lang.VerbReading{}, false
}

// namesSource says whether what follows an according-phrase can be a source: somebody named, people or a paper. A rule or law is none (وفقا لاتفاق
// الهدنة).
func (r *reader) namesSource(i int) bool {
	if i < len(r.toks) && r.isQuoteMark(i) {
		i++
	}
	if i >= len(r.toks) || r.toks[i].Kind != doc.Word {
		return false
	}
	if m := r.mention[i]; m >= 0 {
		return r.d.Mentions[m].Type != doc.Place || r.isCountry(&r.d.Mentions[m])
	}
	class := r.p.ClassOf(&r.toks[i])
	return class.Has(lang.People|lang.Paper|lang.Title|lang.BodyHead|lang.Determiner|lang.HonorificPronoun) || r.isMedium(i)
}

// verbCue finds a verb, participle or "his words" of the verb list. Of several readings the one wins whose frames what follows fits, and the third
// person before the first (نفت is "she denied", hardly "let us issue a fatwa").
func (r *reader) verbCue(i int) (cue, bool) {
	var best cue
	rank := 0
	if r.relativeBefore(i) {
		if c, ok := r.attachedCue(i); ok {
			return c, true // ما وصفه الوزير بأنه: no وصف of his
		}
	}
	homograph := r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Homograph)
	for _, rd := range r.toks[i].Readings {
		if !r.mayBeCue(i, rd) || homograph && rd.Clitics != 0 {
			continue // فدان is a measure, not ف and دان
		}
		for _, v := range r.p.Verbs(rd.Form) {
			c, ok := r.readAs(i, rd, v)
			if !ok {
				continue
			}
			if n := r.rank(&c); n > rank {
				best, rank = c, n
			}
		}
	}
	if rank > 0 {
		return best, true
	}
	return r.attachedCue(i)
}

// mayBeCue says whether the reading's form can be a verb of saying at all here.
func (r *reader) mayBeCue(i int, rd doc.Reading) bool {
	if rd.Form == 0 || rd.Clitics&(doc.In|doc.Like) != 0 {
		return false
	}
	class := r.p.Info(rd.Form).Class
	if rd.Clitics == 0 && class.Has(lang.Complementizer|lang.Auxiliary|lang.Honorific) {
		return false
	}
	if i == 0 || !class.Has(lang.Preposition) || rd.Clitics != 0 || r.toks[i-1].Kind != doc.Word {
		return true
	}
	// not من قبل, تصنف ضمن, اتصال عبر; but the verb after its subject
	return r.mention[i-1] >= 0 || r.isLead(i-1) && !r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Preposition) || r.personSpeaks(i+1)
}

// personSpeaks says whether a person's name stands at the token and عن or a reported clause right behind it: عبر (فلان) عن أمله.
func (r *reader) personSpeaks(i int) bool {
	if i >= len(r.toks) || r.mention[i] < 0 {
		return false
	}
	m := &r.d.Mentions[r.mention[i]]
	return m.First == i && m.Type == doc.Person && m.Named() && m.End < len(r.toks) && (r.isInna(m.End) || r.toks[m.End].Fold == "عن")
}

// readAs makes the cue of one verb reading of the token.
func (r *reader) readAs(i int, rd doc.Reading, v lang.VerbReading) (cue, bool) {
	l := &r.p.Lemmas[v.Lemma]
	if l.Class == lang.NoCue && len(r.p.VerbPhrases(v.Lemma)) == 0 {
		return cue{}, false
	}
	c := cue{first: i, end: i + 1, class: l.Class, act: l.Act, frames: &l.Frames, denies: l.Denies, verb: v, clitics: rd.Clitics, text: l.Text}
	if !r.shape(&c, v, i) || !r.withRest(&c, v.Lemma) && l.Class == lang.NoCue {
		return cue{}, false
	}
	if c.clitics&doc.For != 0 && v.Aspect != morph.Present {
		return cue{}, false
	}
	if c.clitics&doc.For != 0 || r.isFuture(i, &v) { // عاد ليؤكد أن, سيعلن أن, but سيطالب بـ, which nobody has said yet
		return c, c.kind == finite && l.Class == lang.Say && l.Act == doc.Inform && !l.Frames.Narrow && r.opensPlainly(&c)
	}
	return c, !r.p.Info(rd.Form).Class.Has(lang.Homograph|lang.Preposition) || r.opensPlainly(&c)
}

// isFuture says whether the verb tells what somebody is going to do.
func (r *reader) isFuture(i int, v *lang.VerbReading) bool {
	return v.Aspect == morph.Future || v.Aspect == morph.Present && i > 0 && (r.toks[i-1].Fold == "سوف" || r.toks[i-1].Fold == "وسوف")
}

// joinsNouns says whether a verb that is mostly a preposition stands after a noun, as prepositions do (الخلاف بين …), or repeats a preposition
// (بين الجانبين وبين …), so that an أن further on is not its own. A shadda shows the verb (بيّن).
func (r *reader) joinsNouns(c *cue) bool {
	if !r.p.ClassOf(&r.toks[c.first]).Has(lang.Preposition) || c.first == 0 || r.toks[c.first-1].Kind != doc.Word || r.isInna(c.end) ||
		strings.ContainsRune(r.d.Text.At(r.toks[c.first].Span), 'ّ') {
		return false
	}
	if r.personSpeaks(c.end) {
		return false
	}
	if c.clitics == 0 {
		const leads = lang.Conjunction | lang.Lead | lang.Auxiliary | lang.Relative | lang.Complementizer | lang.Adverb | lang.Contrast
		return !r.p.ClassOf(&r.toks[c.first-1]).Has(leads)
	}
	for i := c.first - 1; i >= max(0, c.first-6); i-- {
		if r.toks[i].Kind == doc.Word && r.toks[i].Readings[0].Form != 0 && strings.HasSuffix(r.toks[c.first].Fold, r.toks[i].Fold) {
			return true
		}
	}
	return false
}

// rank orders the readings of one word: 3 for a third person that what follows fits, 1 for what is left.
func (r *reader) rank(c *cue) int {
	n := 1
	if c.verb.Person != 1 {
		n++
	}
	if r.opens(c) {
		n++
	}
	return n
}

// attachedCue finds a verb of judging or demanding with its object attached: وصفته بأنه, يتهمها بإساءة, (ما) اعتبرته حماس كنزا. Its own preposition must follow, or after
// ما and a subject a second object.
func (r *reader) attachedCue(i int) (cue, bool) {
	t := &r.toks[i]
	if i > 0 && r.takesObjectAt(i-1) || strings.HasSuffix(r.d.Text.At(t.Span), "ة") {
		return cue{}, false // مقدما شكره, وعدة
	}
	for _, rd := range t.Readings {
		if rd.Form == 0 || !r.p.Info(rd.Form).Class.Has(lang.Attached) && !r.relativeBefore(i) || rd.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range r.p.AttachedVerbs(t.Fold, rd.Clitics) {
			l := &r.p.Lemmas[v.Lemma]
			c := cue{first: i, end: i + 1, kind: finite, class: l.Class, act: l.Act, frames: &l.Frames, verb: v, clitics: rd.Clitics, text: l.Text}
			c.verb.Object = true
			if (l.Class == lang.Judge || l.Class == lang.Ask) && v.Finite() && !r.isFuture(i, &v) && v.Voice == morph.Active && (r.ownPreposition(&c) || r.secondObject(&c)) {
				return c, true
			}
		}
	}
	return cue{}, false
}

// ownPreposition says whether the verb's own preposition or بأن follows at once or after its subject.
func (r *reader) ownPreposition(c *cue) bool {
	for i, steps := c.end, 0; i < len(r.toks) && steps < 4; i, steps = i+1, steps+1 {
		if m := r.mention[i]; m >= 0 && !r.governedByLetter(i) {
			i = max(i, r.d.Mentions[m].End-1)
			continue
		}
		if r.prepOpens(c, i) != 0 || r.isInna(i) && strings.HasPrefix(r.toks[i].Fold, "ب") {
			return true
		}
	}
	return false
}

// shape says what kind of cue the verb's form makes, if any.
func (r *reader) shape(c *cue, v lang.VerbReading, i int) bool {
	switch {
	case v.Finite() && !v.Object && v.Voice == morph.Active && !r.markedPassive(i, &v) && !r.cannotBeVerb(i, &v, c.clitics):
		c.kind = finite
		c.negated = i > 0 && r.p.ClassOf(&r.toks[i-1]).Has(lang.Negation) || r.afterWithout(i)
		return true
	case v.Aspect == morph.ActiveParticiple && c.clitics&^(doc.And|doc.Then) == 0 && r.circumstantial(c, i, v):
		c.kind = participle
		return true
	case v.Aspect == morph.Masdar && v.Possessive && !strings.HasSuffix(r.d.Text.At(r.toks[i].Span), "ة") && (c.class == lang.Say || c.class == lang.Relay || c.class == lang.Ask || c.class == lang.Judge || c.class == lang.Light || c.class == lang.Think || c.class == lang.Deny) && c.clitics&^(doc.And|doc.Then) == 0:
		c.kind = ownWords
		return true
	}
	return false
}

// markedPassive says whether the vowel that newspapers write shows a past to be passive: أُعلن, اتُّهم.
func (r *reader) markedPassive(i int, v *lang.VerbReading) bool {
	raw := r.d.Text.At(r.toks[i].Span)
	return v.Aspect == morph.Past && (strings.Contains(raw, "أُ") || strings.HasPrefix(raw, "اتُ"))
}

// afterWithout says whether دون أن stands before the token.
func (r *reader) afterWithout(i int) bool {
	return i > 1 && r.toks[i-1].Fold == "ان" && (r.toks[i-2].Fold == "دون" || r.toks[i-2].Fold == "بدون")
}

// cannotBeVerb says whether the word before the token rules a verb in this form out: after a preposition stands a noun (على تعرض), and a jussive
// only after what asks for one (لم يجب, but يجب أن).
func (r *reader) cannotBeVerb(i int, v *lang.VerbReading, c doc.Clitics) bool {
	if i == 0 || r.toks[i-1].Kind != doc.Word || r.mention[i-1] >= 0 {
		return v.Jussive
	}
	before := r.p.Info(r.toks[i-1].Readings[0].Form).Class
	if v.Aspect == morph.Past && c == 0 && r.isMasdar(i) && (r.takesObjectAt(i-1) || r.ownsNext(i-1) || r.nounPlace(i)) {
		return true // مؤكدا تضامن بلاده, أعلن رفض الخطة, تم نقل الجرحى: the object of the verb before it; مذكرات تفاهم: an owner
	}
	if v.Aspect == morph.Past && strings.HasSuffix(r.toks[i-1].Fold, "لم") && before.Has(lang.Negation) {
		return true // لم نقل: the jussive of another verb
	}
	if v.Jussive && !before.Has(lang.Negation) || c == 0 && (r.onlyMay(i-1, v) || r.ownedNoun(i, v)) {
		return true
	}
	return c == 0 && before.Has(lang.Preposition) && !mayOpenClause(r.toks[i-1].Fold) && !r.hasPronoun(i-1)
}

// ownsNext says whether the token is an indefinite noun of things in the plural in ات, which a verbal noun after it describes: مذكرات تفاهم, محادثات تعاون.
func (r *reader) ownsNext(i int) bool {
	return strings.HasSuffix(r.toks[i].Fold, "ات") && !r.isDefinite(i) && !r.p.ClassOf(&r.toks[i]).Has(lang.People)
}

// takesObjectAt says whether a cue that may take an object ends with the token.
func (r *reader) takesObjectAt(i int) bool {
	n := len(r.found) - 1
	return n >= 0 && r.found[n].end == i+1 && r.found[n].frames.Object && r.found[n].kind != remarks
}

// ownedNoun says whether a past of saying is rather the verbal noun of the same letters, since the word before it is a noun that owns it: إثارة طلب
// الاستجواب, إعلان رفض بلاده; but مصدر طلب and بيان رفض, which speak.
func (r *reader) ownedNoun(i int, v *lang.VerbReading) bool {
	if v.Aspect != morph.Past || v.Number != morph.Sg || v.Gender == morph.F || !r.p.IsMasdar(&r.toks[i]) {
		return false
	}
	before := &r.toks[i-1]
	if r.date[i-1] >= 0 || before.Fold == "وقت" || before.Fold == "اخر" || i+1 < len(r.toks) && r.p.ClassOf(&r.toks[i+1]).Has(lang.Resumptive) {
		return false // في وقت رفض, من جانب آخر نفى, في رسالة طلب فيها
	}
	class := r.p.Info(r.p.Best(before).Form).Class
	if r.p.IsMasdar(before) && !r.p.SaysActive(before) || r.mention[i-1] < 0 && r.isMainVerb(i-1) && !class.Has(lang.Given|lang.Family|lang.NameStart|lang.Homograph) {
		return true // أعقبه عرض فيلم
	}
	const other = lang.Definite | lang.Attached | lang.Verb | lang.Preposition | lang.Adverb | lang.Conjunction | lang.Auxiliary | lang.Negation | lang.Relative | lang.Complementizer | lang.Lead |
		lang.People | lang.Title | lang.Paper | lang.BodyHead | lang.PlaceHead | lang.Determiner | lang.Nisba | lang.Qualifier | lang.Given | lang.Family | lang.Demonstrative | lang.Pronoun
	return class.Has(lang.Common) && !class.Has(other) && !strings.HasPrefix(before.Fold, "ال") && !r.isMedium(i-1)
}

// onlyMay says whether the word before a verb takes it out of the reporter's mouth: the verb is what somebody should or might do (يجب أن يعلن, قد
// يعلن, but قبل أن يعلن), or tells what a thing does (مما يهدد, ما يشبه).
func (r *reader) onlyMay(before int, v *lang.VerbReading) bool {
	switch r.toks[before].Fold {
	case "ان":
		return v.Aspect == morph.Present && (before == 0 || r.toks[before-1].Fold != "قبل")
	case "قد":
		return v.Aspect == morph.Present
	case "مما":
		return true
	case "ما", "بما", "لما", "عما":
		l := &r.p.Lemmas[v.Lemma]
		tells := l.Class == lang.Relay || l.Class == lang.Think || l.Class == lang.Say && l.Act == doc.Inform // ما قال إنه, ما يعتقد أنه
		return !tells && !r.oftenBefore(before)
	}
	return false
}

// oftenBefore says whether an adverb makes ما a part of itself: كثيرا ما يطالب, غالبا ما, سرعان ما, عادة ما.
func (r *reader) oftenBefore(ma int) bool {
	if ma == 0 || r.toks[ma-1].Kind != doc.Word {
		return false
	}
	before := r.toks[ma-1].Fold
	return before == "سرعان" || before == "عاده" || strings.HasSuffix(before, "ا") && !r.p.ClassOf(&r.toks[ma-1]).Has(lang.Conjunction)
}

// mayOpenClause says whether a verb may stand right after the preposition: منذ أعلن, من قال, حتى قال.
func mayOpenClause(fold string) bool {
	switch fold {
	case "منذ", "من", "حتي", "حين", "مثل", "ومن":
		return true
	}
	return false
}

// circumstantial says whether the participle stands in the accusative without the article, as one does that tells how somebody speaks: مؤكدا، مؤكدة، مؤكدين.
func (r *reader) circumstantial(c *cue, i int, v lang.VerbReading) bool {
	fold := r.toks[i].Fold
	if strings.HasPrefix(fold, "ال") && len(fold) > 8 || v.Definite {
		return false
	}
	raw := r.d.Text.At(r.toks[i].Span)
	if v.Number == morph.Sg && v.Gender == morph.M && !strings.HasSuffix(fold, "ا") && !strings.ContainsRune(raw, 'ً') {
		return false
	}
	if v.Number != morph.Sg && (v.Gender == morph.F && !r.opensAtOnce(c) || strings.HasSuffix(fold, "ون") || strings.HasSuffix(r.toks[max(i-1, 0)].Fold, "ين") && c.clitics&doc.And != 0) {
		return false // مذكرات التفاهم, إننا متفقون, صحافيين ومعلقين
	}
	if v.Number == morph.Sg && v.Gender == morph.F && strings.HasSuffix(raw, "ه") {
		return false // أمله is "his hope", not "hoping"
	}
	if before := r.p.Info(r.toks[max(i-1, 0)].Readings[0].Form).Class; before.Has(lang.Auxiliary|lang.Negation) || before.Has(lang.Preposition) && !r.hasPronoun(i-1) {
		return false // عن موافقة: a noun that the preposition governs; ليس متأكدا: what somebody is
	}
	if i <= r.start(i) {
		return v.Gender == morph.M && i > 0 && (r.opensAtOnce(c) || r.objectAtOnce(c))
	}
	if v.Gender == morph.F && v.Number == morph.Sg && r.toks[i-1].Kind != doc.Punct {
		return r.isInna(c.end) || c.end+1 < len(r.toks) && c.frames.Opens(r.toks[c.end].Fold) && r.isInna(c.end+1) // else an adjective: مصادر مطلعة على
	}
	return r.toks[i-1].Kind == doc.Punct || r.opensAtOnce(c) || v.Gender == morph.M && v.Number == morph.Sg && r.isWhat(c.end) && r.objectAtOnce(c) || c.class == lang.Say && !r.isAdjectiveAfter(c)
}

// objectAtOnce says whether a noun that may be the participle's object follows it: مؤكدا (اتخاذ بلاده …).
func (r *reader) objectAtOnce(c *cue) bool {
	i := c.end
	if !c.frames.Object && !c.frames.Addr || c.frames.Narrow || c.class == lang.Light || i >= len(r.toks) || r.toks[i].Kind != doc.Word || r.mention[i] >= 0 || r.isAdjectiveAfter(c) {
		return false
	}
	return r.isWhat(i) || !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Verb|lang.Preposition|lang.Conjunction|lang.Adverb|lang.Relative)
}

// isWhat says whether the token is ما: واصفا (ما حدث …).
func (r *reader) isWhat(i int) bool { return i < len(r.toks) && r.toks[i].Fold == "ما" }

// isAdjectiveAfter says whether an indefinite word in the accusative follows the participle, which is then a noun that it describes: مقرا حكوميا.
func (r *reader) isAdjectiveAfter(c *cue) bool {
	return c.end < len(r.toks) && r.toks[c.end].Kind == doc.Word && strings.HasSuffix(r.toks[c.end].Fold, "يا") && r.mention[c.end] < 0
}

// opensAtOnce says whether what follows the participle opens its content: a clause, a quotation, its own preposition, a verbal noun.
func (r *reader) opensAtOnce(c *cue) bool {
	i := c.end
	if i >= len(r.toks) {
		return false
	}
	return r.isInna(i) || r.isQuoteMark(i) && c.frames.Quote || r.isMark(i, ':') || r.prepOpens(c, i) != 0 || c.frames.Object && (r.isMasdar(i) || r.contentNounAt(i))
}

// start returns the first token of the paragraph or sentence that holds the token; good enough where only "is anything before it" is asked.
func (r *reader) start(i int) int {
	if i == 0 || r.toks[i-1].Kind == doc.Break || r.toks[i-1].Kind == doc.Punct && r.toks[i-1].Mark == '.' {
		return i
	}
	return i - 1
}

// findNext computes, from the end, where the words of a speaker would end because the reporter brings the next cue.
func (r *reader) findNext() {
	next, nextPresent := int32(len(r.toks)), int32(len(r.toks))
	for i := len(r.toks) - 1; i >= 0; i-- {
		if r.toks[i].Kind == doc.Break {
			next, nextPresent = int32(i), int32(i)
		}
		if c := r.cues[i]; c >= 0 {
			ends, present := r.ends(&r.found[c])
			if ends {
				next = int32(i)
			}
			if ends || present {
				nextPresent = int32(i)
			}
		}
		r.next[i], r.nextPresent[i] = next, nextPresent
	}
}

// ends says whether the cue ends the words that came before it: a participle, an according-phrase, a verb joined by و or led in by كما or
// لكن, with something to open its own content. A present joined by و ends only the words of another present (تعلن … وتقول): it may as well
// be the speaker's own (إن الجامعة ترحب … وتطالب).
func (r *reader) ends(c *cue) (ends, present bool) {
	switch c.kind {
	case participle:
		return r.opens(c), false
	case according, notSaid:
		return true, false
	case finite:
		if c.negated || c.verb.Object && c.clitics == 0 || !r.opens(c) || c.class == lang.Relay && !r.hasRelayed(c) {
			return false, false
		}
		if c.clitics&(doc.And|doc.Then) != 0 {
			return c.verb.Aspect == morph.Past, true
		}
		led := r.ledIn(c.first) || r.breaksIn(c)
		return led && c.verb.Aspect == morph.Past, led
	}
	return false, false
}

// hasRelayed says whether a relaying verb has a source or words after it: ونقلت عن, but not ونقل الجرحى.
func (r *reader) hasRelayed(c *cue) bool {
	for i := c.end; i < len(r.toks) && i < c.end+aheadReach; i++ {
		if r.toks[i].Kind == doc.Break || r.isMark(i, '.', ';') {
			return false
		}
		if r.toks[i].Fold == "عن" || r.isInna(i) || r.isMark(i, ':') {
			return true
		}
	}
	return false
}

// breaksIn says whether a bare past of saying and a person's name stand after a clause that they do not belong to: "… في سوريا قال دوجاريك".
func (r *reader) breaksIn(c *cue) bool {
	if c.first == 0 || c.class != lang.Say || c.clitics != 0 || c.verb.Aspect != morph.Past || c.end >= len(r.toks) || r.mention[c.end] < 0 {
		return false
	}
	m := &r.d.Mentions[r.mention[c.end]]
	if r.toks[c.first-1].Kind != doc.Word {
		return r.isMark(c.first-1, ',') && m.First == c.end && m.Type == doc.Person
	}
	return m.First == c.end && m.Type == doc.Person && !r.governedByLetter(c.end) &&
		!r.p.ClassOf(&r.toks[c.first-1]).Has(lang.Relative|lang.Auxiliary|lang.Complementizer|lang.Negation|lang.Preposition|lang.Conjunction|lang.Adverb|lang.TakesAn)
}

// ledIn says whether words before the verb lead in a new sentence of the reporter: كما أكد, لكنه قال, من جهته قال, لكن فلانا قال.
func (r *reader) ledIn(i int) bool { return r.leadStart(i) < i }

// leadStart returns the first token of the words that lead a verb in, with its subject where that stands before it, or the verb's own token.
func (r *reader) leadStart(i int) int {
	k := i
	if k > 0 && r.toks[k-1].Fold == "قد" {
		k--
	}
	if k > 0 && r.mention[k-1] >= 0 {
		if m := &r.d.Mentions[r.mention[k-1]]; m.End == k {
			k = m.First
		}
	}
	if k == i && k > 1 && r.toks[k-1].Kind == doc.Word && r.p.ClassOf(&r.toks[k-1]).Has(lang.People) {
		k-- // غير أن النقاد يقولون
	}
	if k > 1 && r.isMark(k-1, ',') && r.isLead(k-2) && !r.p.ClassOf(&r.toks[k-2]).Has(lang.Auxiliary|lang.Contrast) {
		k-- // من جانبه، قال
	}
	if k == 0 || r.toks[k-1].Kind != doc.Word || k == i && r.toks[k-1].Fold == "من" {
		return i // هناك من قال
	}
	if r.isInna(k - 1) { // غير أنه, إلا أنها
		if k > 1 && r.isLead(k-2) {
			return k - 2
		}
		return i
	}
	if r.p.ClassOf(&r.toks[k-1]).Has(lang.Auxiliary) && r.p.Best(&r.toks[k-1]).Clitics&doc.And == 0 {
		return i // المركز كان قد وجه: inside the clause
	}
	if !r.isLead(k-1) || k < i && !r.p.ClassOf(&r.toks[k-1]).Has(lang.Contrast) {
		return i
	}
	return k - 1
}

// isLead says whether the word may lead a cue in, so that it is not the end of the words before: كما, لكنه, من جهته.
func (r *reader) isLead(i int) bool {
	return r.toks[i].Kind == doc.Word && r.mention[i] < 0 && r.p.ClassOf(&r.toks[i]).Has(lang.Lead)
}

// opens says whether something follows the cue within reach that may open its content.
func (r *reader) opens(c *cue) bool {
	reach := c.end + 16
	if c.class == lang.Say && c.frames.Inna && c.clitics&doc.And != 0 && c.verb.Aspect == morph.Past {
		reach = c.end + aheadReach*2 // وأضاف، ردا على سؤال عن …، أن
	}
	for i := c.end; i < len(r.toks) && i < reach; i++ {
		t := &r.toks[i]
		switch {
		case t.Kind == doc.Break || t.Kind == doc.Punct && (t.Mark == '.' || t.Mark == '?'):
			return false
		case r.isInna(i):
			return c.frames.Inna || c.frames.An || strings.HasPrefix(t.Fold, "ب") && c.frames.Opens("ب") // وصفه بأنه
		case t.Kind == doc.Punct && (t.Mark == ':' || t.Mark == '"' || t.Mark == '“'):
			if r.mention[i] >= 0 {
				continue
			}
			return c.frames.Quote || c.frames.Inna || c.frames.Object
		case t.Kind == doc.Word && r.prepOpens(c, i) != 0:
			return true
		case i == c.end && c.frames.Object && !c.frames.Narrow && t.Kind == doc.Word:
			return true
		}
	}
	return false
}

// opensPlainly says whether a clause, a colon or the cue's own preposition follows soon: what a word must have to be a verb that is mostly
// another word (بين، عبر، ردا).
func (r *reader) opensPlainly(c *cue) bool {
	if c.verb.Number != morph.Sg || r.p.ClassOf(&r.toks[c.first]).Has(lang.TakesAn) {
		return false
	}
	apart := false
	mostlyVerb := r.p.ClassOf(&r.toks[c.first]).Has(lang.Verb)
	for i, steps := c.end, 0; i < len(r.toks) && steps < 10; i, steps = i+1, steps+1 {
		t := &r.toks[i]
		if m := r.mention[i]; m >= 0 {
			i = max(i, r.d.Mentions[m].End-1) // a name is one step
			continue
		}
		switch {
		case t.Kind == doc.Break || t.Kind == doc.Punct && t.Mark == '.':
			return false
		case r.isInna(i):
			return c.frames.Inna && !apart && !r.joinsNouns(c) && !r.p.ClassOf(&r.toks[i-1]).Has(lang.Contrast)
		case t.Kind == doc.Punct && t.Mark == ':':
			return !r.joinsNouns(c)
		case t.Kind == doc.Punct && t.Mark == ',':
			apart = r.p.ClassOf(&r.toks[c.first]).Has(lang.Preposition) // "بين البلدين، لكن الوزير قال إن"
		case t.Kind == doc.Word && i > c.end && r.isMainVerb(i) && (r.joined(i) || r.isMark(i-1, ',')) && !r.p.ClassOf(t).Has(lang.Homograph):
			return false // أمن البلاد …، وسنعمل على أن
		case t.Kind == doc.Word && c.frames.Opens(t.Fold):
			return mostlyVerb && steps < 2 || r.mention[i] < 0 && (i+1 >= len(r.toks) || r.contentNounAt(i+1) || r.isInna(i+1) || i+2 < len(r.toks) && r.contentNounAt(i+2))
		case t.Kind == doc.Word && r.prepOpens(c, i) == 2 && (mostlyVerb && steps < 2 || r.contentNounAt(i)):
			return true
		case c.class == lang.Ask && i > c.end && r.prepOpens(c, i) == 2:
			return c.first == r.start(c.first) || r.toks[c.first-1].Kind == doc.Punct // أمر الوزير بفتح …: the first word is no noun
		}
	}
	return false
}

// contentNounAt says whether a noun of speech or attitude stands at the token: عبر عن (امتنانه).
func (r *reader) contentNounAt(i int) bool {
	if r.toks[i].Kind != doc.Word {
		return false
	}
	c, _, _, ok := r.p.CueNounAt(r.toks, i)
	return ok && !c.Class.NamesSource() && c.Class != lang.Medium && c.Class != lang.Remark
}

// isManner says whether the token tells how somebody spoke and the words come after: نوه بالقول إن.
func (r *reader) isManner(i int) bool {
	return r.cues[i] >= 0 && r.found[r.cues[i]].class == lang.Manner
}

// isInna says whether the token opens a reported clause: أن، إنه، بأن, also with و.
func (r *reader) isInna(i int) bool {
	if i < 0 || i >= len(r.toks) || r.toks[i].Kind != doc.Word || r.named[i] {
		return false
	}
	return r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Complementizer)
}

// prepKind says how the token opens content by a preposition that the cue governs: 1 as a word of its own, 2 written as one with the next.
func (r *reader) prepOpens(c *cue, i int) int {
	t := &r.toks[i]
	if t.Kind != doc.Word || r.isManner(i) {
		return 0
	}
	if c.frames.Opens(t.Fold) {
		return 1
	}
	if len(t.Fold) == 2 {
		return 0
	}
	for _, p := range [...]struct {
		letter string
		clitic doc.Clitics
	}{{"ب", doc.In}, {"ل", doc.For}} {
		if !c.frames.Opens(p.letter) || !strings.HasPrefix(t.Fold, p.letter) {
			continue
		}
		for _, rd := range t.Readings {
			class := r.p.Info(rd.Form).Class
			if rd.Form != 0 && rd.Clitics == 0 && r.isOwnWord(i, class) {
				return 0
			}
			if rd.Form != 0 && rd.Clitics&p.clitic != 0 {
				if class.Has(lang.Verb) && !class.Has(lang.Common|lang.Attached) {
					return 0 // بعد is no ب with a verb
				}
				return 2
			}
		}
		if r.mention[i] >= 0 || r.p.Info(t.Readings[0].Form).Class&^lang.Ordinary == 0 {
			return 2
		}
	}
	return 0
}

// isOwnWord says whether a word that begins with ب or ل is another word as it stands, be it also one with the letter before it: بيان, بعد, بالإضافة, بلينكن; but not بدور where
// it is no name, and بمشاركة, which is listed with its letter.
func (r *reader) isOwnWord(i int, class lang.Class) bool {
	const names = lang.Given | lang.Family | lang.NameStart | lang.Masculine | lang.Feminine | lang.Singular
	switch {
	case class.Has(lang.TakesAn | lang.Lead):
		return true
	case class.Has(lang.Preposition):
		if fold := r.toks[i].Fold; fold == "بشان" || fold == "بسبب" || fold == "باسم" || fold == "بموجب" {
			return true
		}
		return strings.HasPrefix(r.toks[i].Fold, "بال") && i+1 < len(r.toks) && r.p.ClassOf(&r.toks[i+1]).Has(lang.Preposition)
	case r.mention[i] < 0:
		class &^= names
	}
	return class&^lang.Ordinary != 0
}
