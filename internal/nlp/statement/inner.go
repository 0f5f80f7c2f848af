package statement

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// isTopic says whether somebody opens the sentence or a clause with أنّ, so that the verb after it is hers whatever follows: "إن الوزارة تؤكد ضرورة …".
func (r *reader) isTopic(i int) bool {
	return (i == r.sent.First || r.isInna(i-1)) && (r.mention[i] >= 0 || r.animate(i))
}

// isCrowd says whether a noun that no list knows may be a people or a crowd in another's words: those demand and condemn, but a thing too says, shows and carries.
func (r *reader) isCrowd(c *cue, i int) bool {
	return c.act != doc.Inform && c.act != doc.Commit && !c.frames.Narrow && r.isDefinite(i)
}

// goesOnWithin says whether the verb goes on with a subject of the words that it stands in: و joins it to them, or a pronoun takes the subject up (ولكنها تطالب).
func (r *reader) goesOnWithin(c *cue) bool {
	if c.clitics&doc.And != 0 {
		return true
	}
	k := c.first - 1
	return k > r.sent.First && r.hasPronoun(k) && r.p.ClassOf(&r.toks[k]).Has(lang.Complementizer|lang.Conjunction)
}

// clauseTopic returns who opens the last clause with أنّ before the verb in the statement's words: "إن المغاربة يعتزون بها (ويعلنون)". A pronoun there is the speaker himself, or
// cannot be told. A verb in the plural has people for its subject, whatever word names them.
func (r *reader) clauseTopic(c *cue, n int) (speaker, bool) {
	for k := c.first - 2; k >= max(r.spans[n].first-2, r.sent.First, c.first-lookAhead); k-- {
		if !r.isInna(k) {
			continue
		}
		if r.hasPronoun(k) || r.belongsToPreposition(c, k) {
			return speaker{}, false
		}
		if r.isQuoteMark(k + 1) {
			k++
		}
		s, ok := r.subjectAt(k + 1)
		people := c.verb.Number == morph.Pl && r.isDefinite(k+1)
		s = r.settle(s)
		s.first, s.end, s.plural = 0, 0, s.plural || people
		return s, ok && fitsVerb(&c.verb, &s) && (r.mention[k+1] >= 0 || people || r.animate(k+1) || r.isCrowd(c, k+1))
	}
	return speaker{}, false
}

// innerSpeaker returns the speaker of the last statement inside the statement's content.
func (r *reader) innerSpeaker(n int) (speaker, bool) {
	for k := len(r.out) - 1; k > max(n, len(r.out)-lookBack); k-- {
		if r.spans[k].cue >= r.spans[n].first && r.out[k].Rule != ruleRemarks {
			o := &r.out[k]
			return speaker{entity: o.SpeakerEntity, name: o.SpeakerName, en: o.SpeakerEn, id: o.SpeakerID, known: true}, true
		}
	}
	return speaker{}, false
}

// headlineName says whether the words before a present that stands in a headline may be a name that no list has, or, before a plural, people of any
// kind: "ميارة ينادي ب…", "مغاربة ينددون ب…".
func (r *reader) headlineName(c *cue, first int) bool {
	if first > 0 || c.verb.Aspect != morph.Present || c.clitics != 0 {
		return false
	}
	return r.nameBefore(first, c.first) || c.verb.Number == morph.Pl && c.verb.Gender == morph.M && c.first-first < 4
}

// describesNoun says whether the verb tells what the indefinite noun of people or papers right before it says, wherever that stands: "بعد تقارير صحفية قالت إن", "لمسؤول قال إن".
func (r *reader) describesNoun(c *cue, first, end int) bool {
	if c.clitics != 0 || c.class != lang.Say || first == r.sent.First || !r.p.ClassOf(&r.toks[first]).Has(lang.People|lang.Paper) || r.p.ClassOf(&r.toks[c.end]).Has(lang.Resumptive) {
		return false
	}
	if before := r.p.ClassOf(&r.toks[first-1]); before.Has(lang.People|lang.Paper|lang.Common) && !before.Has(lang.Preposition|lang.TakesAn|lang.Verb) && !r.isDefinite(first-1) {
		return false // its adjective: تقارير صحفية
	}
	for i := first; i < end; i++ {
		if r.toks[i].Kind != doc.Word || r.isDefinite(i) || r.mention[i] >= 0 && r.d.Mentions[r.mention[i]].Type != doc.NoType || r.owned(i) != 0 {
			return false
		}
	}
	return true
}
