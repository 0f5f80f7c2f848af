package event

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// governor is the verb or cue on which a noun of contact depends, and who acts there.
type governor struct {
	verb      int // token, or -1
	reading   lang.VerbReading
	isVerb    bool
	actor     int // mention, or -1
	statement int // statement whose speaker acts, or -1
	pair      bool
	pairAt    int  // its token
	with      int  // the mention that مع leads in left of the noun, or -1
	light     bool // the verb only carries the noun
	phrase    arg  // who acts, where that is no mention by itself: أرملة الرئيس
}

// governor looks left of the token for the verb of its clause and its subject.
func (f *finder) governor(i int) governor {
	g := governor{verb: -1, actor: -1, statement: -1, with: -1}
	k, crossed := i-1, false
	for ; k >= f.sent.First && k > i-reach; k-- {
		if m := f.mention[k]; m >= 0 {
			x := &f.d.Mentions[m]
			if k = x.First; f.link(k) == bare && f.isActor(int(m)) && (!f.genitive(k) || f.ownsNoun(k-1)) {
				g.actor, g.pair = int(m), false
			} else if f.link(k) == with && !crossed {
				g.with = int(m)
			}
			continue
		}
		if f.date[k] >= 0 {
			k = f.d.Dates[f.date[k]].First
			continue
		}
		if open := int(f.opens[k]); open > f.sent.First {
			if k = open; f.plain(k - 1).Has(lang.Complementizer) {
				k--
			}
			continue
		}
		if f.ends(k) {
			break
		}
		if f.toks[k].Kind != doc.Word {
			continue
		}
		if f.p.ContactPart(&f.toks[k])&lang.ContactPair != 0 && f.link(k) == bare {
			g.pair, g.pairAt = true, k
		}
		if n := f.aside(k, i); n < k {
			g.actor, g.pair, g.with, k = -1, false, -1, n
			continue
		}
		if f.settles(k, &g) {
			return g
		}
		if f.plain(k).Has(lang.ContactStart) {
			crossed = true // what مع leads in left of here belongs to another noun of contact
		}
	}
	f.nominal(k, &g)
	return g
}

// ownsNoun says whether the token is a noun of contact or of carrying one out, whose genitive acts: زيارة الأمير ولقاؤه, قيام الوزير بزيارة.
func (f *finder) ownsNoun(k int) bool {
	if f.p.ContactPart(&f.toks[k])&lang.ContactMasdar != 0 {
		return true
	}
	if cue, end, _, ok := f.p.CueNounAt(f.toks, k); ok && end == k+1 && !cue.Class.NamesSource() {
		return true // تعليقات الوزيرة جاءت إثر محادثات
	}
	c, _, _, ok := f.p.ContactNoun(f.toks, k)
	return ok && !c.Relative && !c.Before
}

// aside returns the token before a relative clause between commas whose verb stands at the token, and which the noun i follows:
// "عقد الوزير، الذي يقوم بزيارة للمغرب، مباحثات". It returns k where there is none.
func (f *finder) aside(k, i int) int {
	if !f.plain(k-1).Has(lang.Relative) || !f.isMark(k-2, ',') || !f.isMark(i-1, ',') {
		return k
	}
	return k - 2
}

// ends says whether a clause certainly begins right of the token.
func (f *finder) ends(k int) bool {
	if f.toks[k].Kind == doc.Punct {
		return f.toks[k].Mark == ';' || f.toks[k].Mark == ':' || f.toks[k].Mark == '.'
	}
	class := f.plain(k)
	return class.Has(lang.Complementizer|lang.Contrast) || class.Has(lang.Relative) && f.toks[k].Fold != "ما"
}

// settles says whether the token is the verb or cue of the clause, and takes down who acts there.
func (f *finder) settles(k int, g *governor) bool {
	if f.cue[k] >= 0 {
		g.verb, g.statement = k, int(f.cue[k])
		g.light, g.reading, g.isVerb = f.finiteReading(k)
		return true
	}
	light, v, ok := f.finiteReading(k)
	if !ok {
		if !f.isParticiple(k) {
			return false
		}
		g.verb = k
		f.pronoun(k, v, g)
		return true
	}
	g.verb, g.reading, g.isVerb, g.light = k, v, true, light
	if pre, ok := f.preverbal(k); ok {
		g.actor = pre
	} else if k > f.sent.First && f.toks[k-1].Kind == doc.Word && f.p.ContactPart(&f.toks[k-1])&lang.ContactPair != 0 {
		g.pair, g.pairAt = true, k-1 // إن الجانبين خططا لتوقيع
	} else if a, ok := f.phraseBefore(k); ok && g.actor < 0 {
		g.phrase = a
	} else if g.actor < 0 && !g.pair {
		f.pronoun(k, v, g)
	}
	return true
}

// isParticiple says whether the token is a participle of a verb of saying in the accusative: مؤكدا خلال لقائه.
func (f *finder) isParticiple(k int) bool {
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 || r.Clitics&^doc.And != 0 {
			continue
		}
		for _, v := range f.p.Verbs(r.Form) {
			if v.Aspect == morph.ActiveParticiple && !v.Definite && v.Number == morph.Sg && strings.HasSuffix(f.toks[k].Fold, "ا") {
				return true
			}
		}
	}
	return false
}

// phraseBefore returns the subject before a verb that is a noun with a mention as its complement: "أن أرملة الرئيس أجرت".
func (f *finder) phraseBefore(k int) (arg, bool) {
	if k <= f.sent.First+1 || f.mention[k-1] < 0 {
		return arg{}, false
	}
	x := &f.d.Mentions[f.mention[k-1]]
	if !f.genitive(x.First) || x.First-2 >= f.sent.First && !f.plain(x.First-2).Has(lang.Complementizer) {
		return arg{}, false
	}
	return arg{mention: -1, first: x.First - 1, end: x.End}, true
}

// finiteReading returns the reading of the token as a verb in a tense; light is true where it is one that carries nouns of contact.
func (f *finder) finiteReading(k int) (light bool, v lang.VerbReading, ok bool) {
	if v, _, ok := f.p.LightVerb(&f.toks[k]); ok {
		return true, v, true
	}
	if !f.isFinite(k) {
		return false, lang.VerbReading{}, false
	}
	for _, r := range f.toks[k].Readings {
		if r.Form == 0 {
			continue
		}
		for _, v := range f.p.Verbs(r.Form) {
			if v.Finite() {
				return false, v, true
			}
		}
	}
	return false, lang.VerbReading{}, true
}

// nominal settles a clause without a verb, which ends left at the token: a headline, a clause after أنّ, a relative one.
func (f *finder) nominal(k int, g *governor) {
	if k < f.sent.First || k >= len(f.toks) {
		if g.actor >= 0 && f.d.Mentions[g.actor].First > f.sent.First+1 {
			g.actor = -1
		}
		return
	}
	if f.toks[k].Kind == doc.Punct {
		return
	}
	class := f.plain(k)
	switch {
	case class.Has(lang.Relative):
		if g.actor < 0 {
			g.actor = f.antecedent(k)
		}
	case class.Has(lang.Complementizer|lang.Contrast) && f.hasPronoun(k) && g.actor < 0:
		f.pronoun(k, lang.VerbReading{}, g)
	case g.actor >= 0 && f.d.Mentions[g.actor].First != k+1:
		g.actor = -1
	}
}

// joinBack adds what و joins to the subject before the verb: "روحاني وأردوغان".
func (f *finder) joinBack(d *draft, m int) {
	for n := 0; n < 4; n++ {
		x := &f.d.Mentions[m]
		if f.link(x.First) != and || x.First <= f.sent.First || f.mention[x.First-1] < 0 {
			return
		}
		if m = int(f.mention[x.First-1]); !f.isActor(m) {
			return
		}
		f.join(d, m)
	}
}

// joinOwner adds who acts in the clause of the governor.
func (f *finder) joinOwner(d *draft, g *governor) {
	switch {
	case g.phrase.end > 0:
		f.joinArg(d, g.phrase)
	case g.actor >= 0:
		f.joinBack(d, g.actor)
		f.join(d, g.actor)
		f.joinForward(d, g)
	case g.pair:
		f.joinPair(d, g.pairAt)
	case g.statement >= 0 && (d.typ == doc.Conference || f.isPersonSpeaking(g.statement)):
		f.joinSpeaker(d, g.statement)
	case g.statement == -2:
		f.add(d, f.leader)
	}
}

// joinSpeaker adds the speaker of a statement; two who speak together are two parties.
func (f *finder) joinSpeaker(d *draft, s int) {
	st := &f.d.Statements[s]
	n := 0
	if k := f.tokenAt(st.Speaker.Start); !st.Speaker.Empty() {
		for ; k >= 0 && k < f.sent.End && f.toks[k].Start < st.Speaker.End; k++ {
			if m := f.starts(k); m >= 0 && f.d.Mentions[m].Entity != doc.NoEntity && (n == 0 || f.link(k) == and) && !f.genitive(k) {
				f.join(d, m)
				n++
			}
		}
	}
	if n < 2 {
		f.add(d, f.speakerParty(s))
	}
}

// joinForward adds what و joins to the actor.
func (f *finder) joinForward(d *draft, g *governor) {
	m := g.actor
	for n := 0; n < 6; n++ {
		at := f.d.Mentions[m].End
		if f.isMark(at, ',') {
			at++
		}
		next := f.starts(at)
		if next < 0 || at >= d.first || f.link(at) != and || !f.isActor(next) {
			return
		}
		f.join(d, next)
		m = next
	}
}
