package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// Who has the floor: who goes on speaking where a verb or participle stands alone. The subject of the nearest verb of the reporter's in the sentence
// comes first, then who spoke in the sentences before, the last one first; always one that agrees with the verb in gender and number, but for who spoke last where nobody does. The headline's actor comes
// only where the one who spoke last is of the other gender.

// turnsBack is how many turns back somebody is still taken to go on without being named.
const turnsBack = 6

// goesOn returns who speaks on at the token, for a verb or participle without a subject.
func (r *reader) goesOn(v *lang.VerbReading, at int) speaker {
	if v.Number == morph.Du && v.Finite() { // and they agreed
		if two := r.bothBefore(at); two.known {
			return two.unwritten()
		}
	}
	if s, ok := r.actorBefore(at, v); ok {
		return s.unwritten()
	}
	if n := len(r.out) - 1; at == r.sent.First && n >= 0 && v.Aspect == morph.ActiveParticiple {
		if s := r.speakerOf(n); fitsVerb(v, &s) {
			return s.unwritten() // a sentence cut in two: also somebody whose words another told goes on
		}
	}
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-turnsBack); n-- {
		if fitsVerb(v, &r.turns[n]) {
			return r.turns[n].unwritten()
		}
	}
	if s := r.actorIn(span{r.sent.First, min(at, r.sent.First+lookAhead)}, v); s.known {
		return s.unwritten()
	}
	last := r.lastTurn()
	if g := genderOfVerb(v); last.known && (g == either || last.gender == g) {
		return last.unwritten() // one verb for several: said the witnesses …, and he added
	}
	if len(r.d.Sentences) > 0 {
		if s := r.actorIn(span{0, min(r.d.Sentences[0].End, at, lookAhead)}, v); s.known {
			return s.unwritten()
		}
	}
	return last.unwritten()
}

// lastFits says whether who spoke last may be the verb's subject.
func (r *reader) lastFits(v *lang.VerbReading) bool {
	s := r.lastTurn()
	return s.known && fitsVerb(v, &s)
}

// unwritten is the speaker without the words at a cue.
func (s speaker) unwritten() speaker {
	s.first, s.end = 0, 0
	return s
}

// lastTurn is who spoke last at the article's own level; nobody at its start.
func (r *reader) lastTurn() speaker {
	if len(r.turns) == 0 {
		return speaker{}
	}
	return r.turns[len(r.turns)-1]
}

// lastPerson returns the last one person of the gender who spoke.
func (r *reader) lastPerson(g gender) speaker {
	for n := len(r.turns) - 1; n >= max(0, len(r.turns)-turnsBack-1); n-- {
		s := r.turns[n]
		if s.person && !s.plural && (g == either || s.gender == either || s.gender == g) {
			return s
		}
	}
	return speaker{}
}

// remember gives the floor to the speaker of a statement, and before him to who passes his words on. Words inside another's words are no turn.
func (r *reader) remember(st *draft) {
	if !st.who.known || st.nested {
		return
	}
	if st.relay.entity != doc.NoEntity && st.relay.known {
		r.turns = append(r.turns, st.relay)
	}
	if st.who.end > st.who.first {
		st.who.said = span{st.who.first, st.who.end}
	}
	r.turns = append(r.turns, st.who)
}

// fitsVerb says whether somebody named before may be the subject of a verb or participle, by gender and number.
func fitsVerb(v *lang.VerbReading, s *speaker) bool {
	g := genderOfVerb(v)
	switch {
	case v.Number == morph.Pl && g == male:
		return s.plural && s.gender != female || s.entity != doc.NoEntity && !s.person
	case v.Number == morph.Sg && s.plural:
		return g == female && s.gender == female // المصادر: their verb is that of one woman
	}
	return g == either || s.gender == either || s.gender == g || s.plural
}

// actorBefore finds the subject of the nearest verb before the token in the sentence that is the reporter's own and agrees with the verb or participle
// there. Verbs in relative clauses and inside somebody's words are passed over; who speaks in there is taken only where nobody else fits.
func (r *reader) actorBefore(i int, v *lang.VerbReading) (speaker, bool) {
	inner, body := speaker{}, speaker{} // for a plural several people come before one body
	for k, tried := i-1, 0; k >= max(r.sent.First, i-lookAhead) && tried < maxDoers; k-- {
		if r.toks[k].Kind != doc.Word || r.mention[k] >= 0 {
			continue
		}
		if n := r.saidAt(k); n >= 0 {
			s := r.speakerOf(n)
			switch {
			case !fitsVerb(v, &s):
			case v.Aspect == morph.ActiveParticiple && r.goesOnAfter(n, i):
				return s, true
			case r.inContent(k) < 0 && !r.inRelative(k):
				return s, true
			case !inner.known:
				inner = s
			}
			continue
		}
		if r.inContent(k) >= 0 {
			continue
		}
		if !r.mayBeVerb(k) {
			continue
		}
		tried++
		if s, ok := r.doerAt(k); ok && fitsVerb(v, &s) {
			if v.Number != morph.Pl || s.plural {
				return s, true
			}
			if !body.known {
				body = s
			}
		}
	}
	if body.known {
		return body, true
	}
	return inner, inner.known
}

// goesOnAfter says whether the participle at the token goes on with the words of the statement, be they inside another's or not: those of a
// relative clause that it follows with no comma (التي أدانت الطرد معتبرة أن), or a quotation follows a quotation («…»، مضيفا «…»).
func (r *reader) goesOnAfter(n, i int) bool {
	end := r.spans[n].end
	if end == i && r.inRelative(r.spans[n].cue) {
		return true
	}
	q, ok := r.quoteFrom(r.skipLight(i + 1))
	return ok && q.Open > i && r.out[n].Manner == doc.Direct && i-end <= 2 && r.isQuoteMark(end)
}

// inRelative says whether a relative pronoun leads the verb at the token in.
func (r *reader) inRelative(k int) bool {
	i := r.skipLightBack(k)
	return i > r.sent.First && r.isRelative(i-1)
}

// maxDoers is how many verbs back a subject is looked for.
const maxDoers = 16

// anyFrames are those of a verb that may have an object after its subject.
var anyFrames = &lang.Frames{Object: true}

// doerAt returns the subject of the finite verb of the third person at the token, where that heads a clause of its own: no relative pronoun, أن or
// negation leads it in. A word that is a noun as often (عرض، تقدم) is a verb where a clause begins and a noun phrase that agrees follows.
func (r *reader) doerAt(k int) (speaker, bool) {
	class := r.p.ClassOf(&r.toks[k])
	if !r.mayBeVerb(k) || class.Has(lang.Auxiliary) && r.mentionFrom(k+1) == nil || r.governedByLetter(k) {
		return speaker{}, false
	}
	if k > r.sent.First && r.toks[k-1].Kind == doc.Number {
		return speaker{}, false
	}
	if s, ok := r.doerBefore(k); ok {
		return r.settle(s), true
	}
	if k > r.sent.First && r.isLedIn(k) {
		return speaker{}, false
	}
	if class.Has(lang.Common|lang.Preposition|lang.Adverb|lang.Homograph) && !r.opensClause(k) {
		return speaker{}, false
	}
	r.frames = anyFrames
	s, ok := r.subjectAt(r.skipLight(k + 1))
	r.frames = nil
	if !ok || r.governedByLetter(s.first) || r.wasPredicate(s.first) || s.entity == doc.NoEntity && !r.animate(s.first) || !r.agreesAt(k, &s) {
		return speaker{}, false
	}
	return r.settle(s), true
}

// topicBefore returns the noun phrase without a name that opens the sentence and ends where the verb at k begins.
func (r *reader) topicBefore(k, end int) (speaker, bool) {
	i := r.sent.First
	for i < end && (r.isLead(i) || r.p.ClassOf(&r.toks[i]).Has(lang.Auxiliary)) && r.mention[i] < 0 {
		i++
	}
	if end-i > 8 || i >= end || r.mention[i] >= 0 || r.governed(i) {
		return speaker{}, false
	}
	s, ok := r.commonSubject(i)
	return s, ok && s.end == end && r.isDefinite(i)
}

// impersonalBefore says whether أن at the token depends on a verb of the reporter's that has no subject: يذكر أن, يبدو أن.
func (r *reader) impersonalBefore(i int) bool {
	if i <= r.sent.First {
		return false
	}
	switch strings.TrimPrefix(r.toks[i-1].Fold, "و") {
	case "يبدو", "بدا", "غير", "الا", "بيد":
		return true // غير أن الوزير …
	}
	return r.p.ClassOf(&r.toks[i-1]).Has(lang.Impersonal)
}

// isMainVerb says whether the token is a finite verb of the third person that heads a clause of its own: no relative pronoun, أن or negation leads it in.
func (r *reader) isMainVerb(k int) bool {
	class := r.p.ClassOf(&r.toks[k])
	if !class.Has(lang.Verb) || class.Has(lang.Common|lang.Preposition|lang.Adverb|lang.Auxiliary) || r.governedByLetter(k) {
		return false
	}
	return k == r.sent.First || !r.isLedIn(k)
}

// isLedIn says whether the word before the token makes its clause a part of another.
func (r *reader) isLedIn(k int) bool {
	if r.afterWhich(k) {
		return false
	}
	return r.p.ClassOf(&r.toks[k-1]).Has(lang.Relative | lang.Complementizer | lang.Preposition | lang.TakesAn)
}

// afterWhich says whether وهو ما stands before the token, which takes up all that was told: "وهو ما (أدانه) الوزير" is as good as a clause of its own.
func (r *reader) afterWhich(k int) bool {
	return k-2 >= r.sent.First && r.toks[k-1].Fold == "ما" && strings.TrimPrefix(r.toks[k-2].Fold, "و") == "هو"
}

// mayBeVerb says whether the token may be a verb, with an object attached or not, listed or not.
func (r *reader) mayBeVerb(k int) bool {
	class := r.p.ClassOf(&r.toks[k])
	return class.Has(lang.Verb|lang.Homograph) || class.Has(lang.Attached) && len(r.p.AttachedVerbs(r.toks[k].Fold, 0)) > 0 || r.afterQad(k)
}

// afterQad says whether قد stands before the token, which is then a verb, listed or not.
func (r *reader) afterQad(k int) bool {
	return k > r.sent.First && strings.HasSuffix(r.toks[k-1].Fold, "قد") && len(r.toks[k-1].Fold) <= 6
}

// doerBefore returns the noun phrase right before the verb at the token, where it is the verb's subject: "العقيد … تلقى". After أن it is so only where no
// verb with a subject governs that.
func (r *reader) doerBefore(k int) (speaker, bool) {
	i := r.skipLightBack(k)
	if i <= r.sent.First || r.joined(k) {
		return speaker{}, false
	}
	if r.mention[i-1] < 0 {
		s, ok := r.topicBefore(k, i)
		return s, ok && r.agreesAt(k, &s)
	}
	m := &r.d.Mentions[r.mention[i-1]]
	if m.End != i || m.Type == doc.Place && !r.isCountry(m) || !r.freeBefore(m.First) || m.First > r.sent.First && r.isInna(m.First-1) && !r.impersonalBefore(m.First-1) {
		return speaker{}, false
	}
	s := r.fromMention(m)
	return s, r.agreesAt(k, &s)
}

// opensClause says whether a new clause begins at the token: with the sentence, with و, after a mark, or after words that lead it in.
func (r *reader) opensClause(k int) bool {
	return k == r.sent.First || r.joined(k) || r.toks[k-1].Kind != doc.Word || r.isLead(k-1) || r.afterWhich(k)
}

// agreesAt says whether some finite reading of the token agrees with the subject after it.
func (r *reader) agreesAt(k int, s *speaker) bool {
	for _, rd := range r.toks[k].Readings {
		if rd.Form == 0 || rd.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range r.p.Verbs(rd.Form) {
			if v.Finite() && v.Person == 3 && agrees(&v, s) {
				return true
			}
		}
		for _, v := range r.p.AttachedVerbs(r.toks[k].Fold, rd.Clitics) {
			if v.Finite() && v.Person == 3 && agrees(&v, s) {
				return true
			}
		}
	}
	return r.afterQad(k) && !r.p.ClassOf(&r.toks[k]).Has(lang.Verb) && (s.gender == either || (s.gender == female) == strings.HasSuffix(r.toks[k].Fold, "ت"))
}

// saidAt returns the statement of this sentence whose cue starts at the token, or -1.
func (r *reader) saidAt(k int) int {
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if r.spans[n].cue == k {
			return n
		}
	}
	return -1
}

// speakerOf is the speaker of a statement that has been read.
func (r *reader) speakerOf(n int) speaker { return r.spans[n].who }

// actorIn returns the first named actor among the tokens who agrees.
func (r *reader) actorIn(part span, v *lang.VerbReading) speaker {
	for i := part.first; i < part.end; i++ {
		if r.mention[i] < 0 {
			continue
		}
		m := &r.d.Mentions[r.mention[i]]
		if m.First != i || !m.Named() || r.governed(i) || m.Type == doc.Place && !r.isCountry(m) {
			continue
		}
		if s := r.fromMention(m); fitsVerb(v, &s) {
			return s
		}
	}
	return speaker{}
}

// mainSubject returns the first actor of the sentence before the token that fits.
func (r *reader) mainSubject(v *lang.VerbReading, before int) speaker {
	for i := r.sent.First; i < min(before, r.sent.First+lookAhead); i++ {
		m := r.mentionFrom(i)
		if m == nil || r.governed(i) || m.Type == doc.Place && m.Thing < 0 {
			continue
		}
		s := r.fromMention(m)
		if m.Type == doc.NoType && m.Entity == doc.NoEntity {
			s = r.settle(s)
		}
		if fitsVerb(v, &s) {
			return s
		}
	}
	return speaker{}
}
