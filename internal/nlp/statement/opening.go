package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// openClause opens after أنّ and its like: the clause that follows, quotation marks outside it taken off.
func (r *reader) openClause(st *draft, i int) bool {
	first := i + 1
	if r.isMark(first, ':') || r.isMark(first, ',') {
		first++
	}
	if first >= r.sent.End {
		return false
	}
	st.rule = r.orRule(st.rule, ruleClause)
	if q, ok := r.quoteFrom(first); ok {
		return r.fullQuote(st, q, first)
	}
	return r.take(st, first, r.contentEnd(first, true))
}

func (r *reader) orRule(have, rule doc.RuleID) doc.RuleID {
	if have != "" {
		return have
	}
	return rule
}

// quoteFrom returns the quotation that opens at the token.
func (r *reader) quoteFrom(i int) (doc.Quote, bool) {
	if !r.isQuoteMark(i) || r.quote[i] < 0 {
		return doc.Quote{}, false
	}
	q := r.d.Quotes[r.quote[i]]
	return q, q.Open == i
}

// fullQuote takes a quotation as the content. Where the sentence goes on after it as the same clause, the words are mixed and run on.
func (r *reader) fullQuote(st *draft, q doc.Quote, first int) bool {
	if !q.Balanced { // the reporter's next cue ends it, or the sentence
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, r.contentEnd(q.Open+1, false))
	}
	if r.quoteIsAll(q) {
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, min(q.Close, r.sent.End))
	}
	if q.Close-q.Open > 12 && !r.runsOn(q.Close+1) {
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, q.Close)
	}
	return r.take(st, first, r.contentEnd(q.Close+1, true))
}

// quoteIsAll says whether the clause is over where the quotation closes.
func (r *reader) quoteIsAll(q doc.Quote) bool {
	i := q.Close + 1
	if i >= r.sent.End || r.isMark(i, '.', ',', ';', '?', '!', ')') || r.newClauseAt(i) || r.isMark(q.Close-1, '.', '!', '?') {
		return true
	}
	return r.int32At(r.next, i) == int32(i) || r.leadsCue(i)
}

// newClauseAt says whether كان or قد with و opens a clause of the reporter's at the token: «…» وكان الوزير، «…» وقد زار.
func (r *reader) newClauseAt(i int) bool {
	t := &r.toks[i]
	return t.Kind == doc.Word && r.p.ClassOf(t).Has(lang.Auxiliary) && r.p.Best(t).Clitics&doc.And != 0 || t.Kind == doc.Word && (t.Fold == "وقد" || t.Fold == "وكان" || t.Fold == "وكانت")
}

func (r *reader) int32At(a []int32, i int) int32 {
	if i >= len(a) {
		return int32(len(r.toks))
	}
	return a[i]
}

// leadsCue says whether the token leads in a cue: the و or كما before it.
func (r *reader) leadsCue(i int) bool {
	for n := 0; n < 3 && i < r.sent.End; n++ {
		if r.int32At(r.next, i) == int32(i) {
			return true
		}
		if !r.isLead(i) {
			return false
		}
		i++
	}
	return false
}

// runsOn says whether the words after a closed quotation belong to the same clause.
func (r *reader) runsOn(i int) bool {
	return i < r.sent.End && r.toks[i].Kind == doc.Word
}

// openColon opens after a colon: a quotation, or all to the end of the sentence.
func (r *reader) openColon(st *draft, i int) bool {
	first := i + 1
	for r.isMark(first, ':', ',', '.') {
		first++
	}
	if r.isInna(first) {
		ok := r.openClause(st, first)
		if ok && r.firstPerson(span{first, st.content[0].end}) {
			st.manner = doc.Direct
		}
		return ok
	}
	if q, ok := r.quoteFrom(first); ok && (r.quoteIsAll(q) || !q.Balanced || q.Close-q.Open > 8) {
		st.rule = r.orRule(st.rule, ruleQuote)
		return r.fullQuote(st, q, first)
	}
	st.rule = r.orRule(st.rule, ruleColon)
	if r.isMark(first, '(') {
		first++
	}
	ok := r.take(st, first, r.contentEnd(first, true))
	if ok && r.firstPerson(st.content[0]) {
		st.manner = doc.Direct
	}
	return ok
}

// openQuote opens at a quotation mark.
func (r *reader) openQuote(st *draft, i int) bool {
	q, _ := r.quoteFrom(i)
	st.rule = r.orRule(st.rule, ruleQuote)
	return r.fullQuote(st, q, i)
}

// openPrep opens after a preposition that the cue governs: a clause (شدد على أن), or a noun phrase (شدد على ضرورة).
func (r *reader) openPrep(c *cue, st *draft, i int) bool {
	first := i
	if r.prepOpens(c, i) == 1 {
		first = i + 1
	}
	if r.isInna(first) {
		if first == i+1 {
			st.cueEnd = r.cueWithPrep(c, i)
		}
		return r.openClause(st, first)
	}
	if first >= r.sent.End || r.isMark(first, '.', ',') {
		return false
	}
	if first == i && r.isThing(c, i) || r.isConduct(c) {
		return false
	}
	if first == i+1 {
		st.cueEnd = r.cueWithPrep(c, i)
	}
	st.rule = r.orRule(st.rule, rulePrep)
	st.act = r.actOf(c, first)
	return r.take(st, first, r.phraseLimit(first, r.contentEnd(first, false)))
}

// isConduct says whether a verb that judges in speech or in deed tells what somebody described, or of whom another speaks, does: المنظمة التي تدافع عن
// حقوق الأطفال.
func (r *reader) isConduct(c *cue) bool {
	return c.class == lang.Judge && c.frames.Narrow && !c.frames.Inna && (r.ledByRelative(c.first) || r.inContent(c.first) >= 0)
}

// isThing says whether the word after a letter is an indefinite noun, alone or with an owner attached to another, that tells of no act or speech, and so
// of nothing that was said where the verb of the cue has a plain use too: طعن بسكين, تشبث بثوب أمه, but تشبث بمطالبه, نادى بفتح الجسر. A verb of saying or thinking may have any noun.
func (r *reader) isThing(c *cue, i int) bool {
	if !c.frames.Narrow || c.class == lang.Say || c.class == lang.Think || r.nounOfSpeech(i) || r.nounOfSpeech(i+1) {
		return false
	}
	if c.class == lang.Light {
		return true
	}
	for _, rd := range r.toks[i].Readings {
		if rd.Form != 0 && r.p.IsMasdarForm(rd.Form) {
			return false
		}
	}
	return !r.hasArticle(i) && r.mention[i] < 0 && !r.isOwned(i) && (r.closes(i) || r.hasPronoun(i+1) && !strings.HasSuffix(r.d.Text.At(r.toks[i+1].Span), "ة"))
}

// carriedAct returns the verb whose verbal noun stands at the token with the article as the object of a light verb, its own preposition
// or أن after it, or nil: (التأكيد) على, (الدعوة) إلى.
func (r *reader) carriedAct(c *cue, i int) *lang.Lemma {
	if c.class != lang.Light || !r.isDefinite(i) || i+1 >= r.sent.End {
		return nil
	}
	for _, v := range r.p.Verbs(r.toks[i].Readings[0].Form) {
		if l := &r.p.Lemmas[v.Lemma]; v.Aspect == morph.Masdar && !v.Possessive && l.Class != lang.NoCue && (r.prepOpens(&cue{frames: &l.Frames}, i+1) != 0 || l.Frames.Inna && r.isInna(i+1)) {
			return l
		}
	}
	return nil
}

// cueWithPrep is the end of the cue with its preposition, where that follows at once (أشار إلى).
func (r *reader) cueWithPrep(c *cue, i int) int {
	if i == c.end {
		return i + 1
	}
	return c.end
}

func (r *reader) nounOfSpeech(i int) bool { return r.contentNoun(i) != nil }

// contentNoun returns the noun of speech at the token (رفض، أملها، استعداد), or nil.
func (r *reader) contentNoun(i int) *lang.Cue {
	if i >= r.sent.End || r.toks[i].Kind != doc.Word {
		return nil
	}
	c, _, _, _ := r.p.CueNounAt(r.toks, i)
	if c != nil && (c.Class.NamesSource() || c.Class == lang.Remark) {
		return nil
	}
	return c
}

// actOf is what the cue does: where a light or neutral verb only carries a noun, the noun decides (أعلن رفضه، أعرب عن شكره).
func (r *reader) actOf(c *cue, first int) doc.Act {
	if c.class != lang.Light && !(c.class == lang.Say && r.carriesNoun(c)) {
		return c.act
	}
	if r.isQuoteMark(first) {
		first++
	}
	for i := first; i < first+2 && i < r.sent.End; i++ {
		if n := r.contentNoun(i); n != nil && n.Class != lang.Medium {
			if n.Act == doc.Inform {
				return r.attitude(i + 1)
			}
			return n.Act
		}
	}
	return c.act
}

// attitude is what a participle after a neutral noun makes of it: موقف بلاده (الرافض) للحرب refuses.
func (r *reader) attitude(i int) doc.Act {
	for n := 0; n < 4 && i < r.sent.End && r.toks[i].Kind == doc.Word; n++ {
		for _, rd := range r.toks[i].Readings {
			for _, v := range r.p.Verbs(rd.Form) {
				if l := &r.p.Lemmas[v.Lemma]; v.Aspect == morph.ActiveParticiple && v.Definite && l.Act != doc.Inform && rd.Clitics&^doc.And == 0 {
					return l.Act
				}
			}
		}
		i = r.passOver(i)
	}
	return doc.Inform
}

// carriesNoun says whether the neutral verb is one that announces an act by its noun: أعلن, أبدى.
func (r *reader) carriesNoun(c *cue) bool { return c.text == "أعلن" || c.class == lang.Light }

// openObject opens at a noun phrase that is the verb's object, or after one that only carries the act: جدد الوزير التأكيد على (…).
func (r *reader) openObject(c *cue, st *draft, i int) bool {
	st.rule = r.orRule(st.rule, ruleObject)
	st.act = r.actOf(c, i)
	if l := r.carriedAct(c, i); l != nil {
		st.act = l.Act
		i++
		if l.Frames.Opens(r.toks[i].Fold) {
			i++
		}
		if r.isInna(i) {
			return r.openClause(st, i)
		}
	}
	if q, ok := r.quoteFrom(i); ok && r.quoteIsAll(q) {
		return r.fullQuote(st, q, i)
	}
	return r.take(st, i, r.phraseLimit(i, r.contentEnd(i, false)))
}
