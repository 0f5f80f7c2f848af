package statement

import (
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
		return r.readNegated(c)
	}
	if c.verb.Object {
		return r.readAttached(c)
	}
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act}
	if c.denies {
		st.polarity = doc.Denies
	}
	r.inPresent = c.verb.Aspect == morph.Present
	defer func() { r.inPresent = false }()
	at, ok := r.findSubject(c, &st)
	if !ok || !st.explicit && r.impersonal(c) || r.names(c) {
		return st, false
	}
	at = r.sourceBetween(c, &st, at)
	if !r.content(c, &st, at) && !r.wordsBefore(c, &st, at) && !r.bareWords(c, &st, at) {
		return st, false
	}
	if r.nobodys(c, &st) {
		return st, false
	}
	if r.onlySpeaks(c, &st) {
		return st, false
	}
	r.firstPiece(c, &st)
	r.identify(c, &st)
	return st, st.who.known && r.speaks(c, &st)
}

// onlySpeaks says whether the verb with a speech or paper tells that somebody spoke and not what he said: أدلى بتصريحات, ألقى كلمة.
func (r *reader) onlySpeaks(c *cue, st *draft) bool {
	switch r.p.Lemmas[c.verb.Lemma].Text {
	case "أدلى", "ألقى":
		return st.rule == rulePrep && r.isMedium(st.content[0].first)
	}
	return false
}

// wordsBefore takes the words before the verb for its content where it is put in after them: "…، يقول الأستاذ،", "«…»، قال الوزير.".
func (r *reader) wordsBefore(c *cue, st *draft, at int) bool {
	if !st.explicit || st.who.first < c.first || c.class != lang.Say || !c.frames.Quote || !c.frames.Inna || c.clitics != 0 || !r.isMark(c.first-1, ',', '"', '”') {
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

// names says whether the word is one by which a name is given: جندي يدعى فلانا.
func (r *reader) names(c *cue) bool {
	return r.mentionFrom(c.end) != nil && r.p.NameClassOf(&r.toks[c.first]).Has(lang.Naming)
}

// impersonal says whether the verb without a subject is the passive of news: يذكر أن, يشار إلى أن, من المتوقع.
func (r *reader) impersonal(c *cue) bool {
	return r.p.ClassOf(&r.toks[c.first]).Has(lang.Impersonal) || r.isPassive(c)
}

// isPassive says whether "by" follows the verb at once, so that it is a passive: اتهم من قبل السلطات.
func (r *reader) isPassive(c *cue) bool {
	return c.end+1 < r.sent.End && r.toks[c.end].Fold == "من" && r.isAgency(c.end+1)
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
	if st.who.entity != doc.NoEntity || st.who.en != "" || r.mention[st.who.first] >= 0 || r.animate(st.who.first) || r.unlistedWords(st.who.first) > st.who.first || c.verb.Number == morph.Pl || r.headlineName(c, st.who.first) {
		return true
	}
	if r.inContent(c.first) >= 0 {
		return st.who.first < c.first && r.isCrowd(c, st.who.first)
	}
	if r.provides(c) {
		return r.isDefinite(st.who.first)
	}
	if c.class == lang.Light || c.act == doc.Inform && r.isAct(st.rule) {
		return false // التقديرات تشير إلى …: a thing points, it does not say
	}
	return c.class == lang.Say || r.isDefinite(st.who.first)
}

// identify settles who speaks.
func (r *reader) identify(c *cue, st *draft) {
	if st.explicit {
		if r.provides(c) && !st.who.person {
			st.nested = true // a treaty has not the floor
			return
		}
		st.who = r.settle(st.who)
		return
	}
	if s, ok := r.owner(c); ok {
		st.who = s
		st.nested = r.inContent(c.first) >= 0
		return
	}
	if n := r.inContent(c.first); n >= 0 {
		// inside another's words a verb without a subject says nothing of its own, unless it goes on with somebody in there
		inner, ok := r.innerSpeaker(n)
		if !ok {
			inner, ok = r.clauseTopic(c, n)
		}
		st.who, st.nested = inner, true
		st.who.known = ok && r.goesOnWithin(c) && inner.name != r.out[n].SpeakerName
		return
	}
	st.who = r.goesOn(&c.verb, c.first)
}

// readNegated reads "لم يقل إن": the text says that it was not said.
func (r *reader) readNegated(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, polarity: doc.NotSaid}
	if c.class == lang.Deny {
		return r.readUndenied(c)
	}
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

// readUndenied reads "لم يستبعد …", "لم ينف أن …": it is said that it may be so.
func (r *reader) readUndenied(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: doc.Inform}
	at, ok := r.findSubject(c, &st)
	if !ok || c.verb.Aspect != morph.Present || !r.content(c, &st, at) {
		return st, false
	}
	st.act = doc.Inform
	r.identify(c, &st)
	return st, st.who.known && r.speaks(c, &st)
}
