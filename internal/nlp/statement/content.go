package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
)

// content finds the content of a cue, looking from the token on, and says whether there is any.
func (r *reader) content(c *cue, st *draft, from int) bool {
	r.afterSubject = st.explicit && from > c.end
	r.many = st.explicit && st.who.plural || c.verb.Number == morph.Pl
	from = r.afterSubjectRest(c, from)
	direct := r.skipLight(from) // where nothing but light words and phrases like "في بيان" lie between
	for i, steps := from, 0; i < r.sent.End && steps < reach; steps++ {
		if r.open(c, st, i, i == direct) {
			return true
		}
		if end, ok := r.insertion(i); ok && i > c.first {
			i, direct = end, r.skipLight(end)
			continue
		}
		if r.stopsSearch(c, st, i) {
			return false
		}
		if n := r.light(i); n > 0 {
			i += n
			continue
		}
		r.noteMedium(st, i)
		if end := r.prepositional(c, i); end > i && i == direct {
			direct = r.skipLight(end)
		}
		i = r.passOver(i)
	}
	return false
}

// afterSubjectRest passes over what still belongs to the subject: the closing mark of its name, an adjective, a relative clause that a comma or what the
// cue governs ends (اتهمت الحركة التي تسيطر على المدينة بـ …).
func (r *reader) afterSubjectRest(c *cue, i int) int {
	if i < r.sent.End && r.isQuoteMark(i) && r.closesQuote(i) {
		i++
	}
	if !r.afterSubject || i >= r.sent.End || r.toks[i].Kind != doc.Word {
		return i
	}
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if class.Has(lang.Qualifier) && r.isDefinite(i) && r.mention[i] < 0 {
		return i + 1
	}
	if fold := r.toks[i].Fold; strings.HasPrefix(fold, "التابع") || strings.HasPrefix(fold, "الموالي") { // قناة الفجر التابعة لـ…
		return max(i+1, r.complement(c, i+1))
	}
	if !class.Has(lang.Relative) || len(r.toks[i].Fold) < 8 { // الذي, but not ما
		return i
	}
	for k := i + 2; k < r.sent.End && k < i+maxSubject; k++ {
		if r.isMark(k, ',', ':', '-') || r.isInna(k) && !c.frames.An || k > i+2 && r.prepOpens(c, k) != 0 && r.cues[k] < 0 {
			return k
		}
	}
	return i
}

// noteMedium remembers the body to which it was said: قال لوكالة تاس إن. A body of state that its noun alone names owns what speaks (الدائرة
// الإعلامية للبرلمان).
func (r *reader) noteMedium(st *draft, i int) {
	m := r.mentionFrom(i)
	if m == nil || m.Type != doc.Organisation || st.via.text != "" || r.p.Best(&r.toks[i]).Clitics&doc.For == 0 || r.p.NameClassOf(&r.toks[i]).Has(lang.Sole) {
		return
	}
	st.via = phrase{span{m.First, m.End}, r.fromMention(m).name}
}

// open tries to open the content at the token; direct says whether nothing but light words stand before it.
func (r *reader) open(c *cue, st *draft, i int, direct bool) bool {
	switch {
	case r.isInna(i) && (c.frames.Inna || c.frames.An) && !r.belongsToPreposition(c, i):
		return r.openClause(st, i)
	case r.isMark(i, ':'):
		return r.openColon(st, i)
	case r.opensQuote(i, direct) && (c.frames.Quote || c.frames.Inna || c.frames.Object):
		return r.openQuote(st, i)
	case r.toks[i].Kind == doc.Word && r.prepOpens(c, i) != 0 && (direct || r.afterMedium(i)) && !(c.frames.Object && r.isLocative(i)):
		return r.openPrep(c, st, i)
	case direct && (c.frames.Object || c.frames.Addr && r.governsAhead(c, i)) && r.opensObject(c, i):
		return r.openObject(c, st, i)
	}
	return false
}

// governsAhead says whether the verb's own preposition or أن follows its addressee: وعد الناخبين بـ, but not يعد حدثا، وهو … A demand may do
// without (دعا الناس التريث), and a warning to somebody named.
func (r *reader) governsAhead(c *cue, i int) bool {
	if c.class == lang.Ask || c.act == doc.Warn && r.mention[i] >= 0 || len(c.frames.Preps) == 0 {
		return true
	}
	for steps := 0; i < r.sent.End && steps < 16; steps++ {
		if r.prepOpens(c, i) != 0 || r.isInna(i) {
			return true
		}
		if r.isMark(i, '.', ';') || r.isMark(i, ',') && i+1 < r.sent.End && r.joined(i+1) {
			return false
		}
		i = r.passOver(i)
	}
	return false
}

// belongsToPreposition says whether a preposition that is not the cue's own stands before أن: "دون أن", "بعد أن".
func (r *reader) belongsToPreposition(c *cue, i int) bool {
	if i <= c.end || r.toks[i-1].Kind != doc.Word || r.mention[i-1] >= 0 || r.hasPronoun(i-1) {
		return false
	}
	return r.p.Info(r.toks[i-1].Readings[0].Form).Class.Has(lang.Preposition) && !c.frames.Opens(r.toks[i-1].Fold)
}

// afterMedium says whether only a phrase like "في بيان" or a comma stands before the token.
func (r *reader) afterMedium(i int) bool {
	for k := i - 1; k > r.sent.First && i-k < 10; k-- {
		if r.isMark(k, ',') || r.toks[k].Kind == doc.Word && r.isMedium(k) || r.date[k] >= 0 {
			return true
		}
		if r.isInna(k) {
			return false
		}
	}
	return i-r.sent.First < 10
}

// stopsSearch says whether the token shows that the cue's content does not lie further on: another cue, a clause of its own.
func (r *reader) stopsSearch(c *cue, st *draft, i int) bool {
	if r.cues[i] >= 0 && i >= c.end {
		k := &r.found[r.cues[i]]
		if r.isSayingHow(i) {
			return false
		}
		if k.kind == finite && k.clitics == 0 && c.class == lang.Say && c.frames.Inna && !r.ledIn(i) && !r.newClause(i) {
			return false // قال مسؤول طلب عدم نشر اسمه إن: a verb without a joint belongs to a clause beside
		}
		return k.kind == finite || k.kind == participle || k.kind == notSaid || k.kind == according
	}
	return r.isMark(i, ';')
}

// isSayingHow says whether the participle قائلا or its like (بقوله) stands at the token, which only says once more that words follow: أوضح الوزير قائلا إن.
func (r *reader) isSayingHow(i int) bool {
	k := &r.found[r.cues[i]]
	return k.kind == participle && (k.class == lang.Say && strings.HasPrefix(r.toks[i].Fold, "قايل") || r.isManner(i))
}

// newClause says whether كان with و opens a clause of its own shortly before the verb: "، وكان مصدر مسؤول ذكر".
func (r *reader) newClause(i int) bool {
	for k := i - 1; k > r.sent.First && k > i-7; k-- {
		if r.p.ClassOf(&r.toks[k]).Has(lang.Auxiliary) && r.p.Best(&r.toks[k]).Clitics&doc.And != 0 {
			return true
		}
	}
	return false
}

// passOver returns the token after a word, mention or number that is not the cue's content.
func (r *reader) passOver(i int) int {
	if m := r.mentionFrom(i); m != nil {
		return m.End
	}
	return i + 1
}

func (r *reader) opensQuote(i int, direct bool) bool {
	if !r.isQuoteMark(i) || r.quote[i] < 0 || r.mention[i] >= 0 {
		return false
	}
	q := r.d.Quotes[r.quote[i]]
	if q.Open != i || r.named[i] || r.namesBody(q) || r.quotesName(q) && !r.isMark(i-1, ':') {
		return false
	}
	return direct || q.Close-q.Open > 4
}

// namesBody says whether a short quotation only names somebody: the words open after it (وقالت وكالة الإغاثة "…" هذا الأسبوع إن, في بيان نشرته
// "…"، "…").
func (r *reader) namesBody(q doc.Quote) bool {
	if !q.Balanced || q.Close-q.Open > 5 || r.isMark(q.Open-1, ':') {
		return false
	}
	for i := q.Close + 1; i < r.sent.End && i < q.Close+aheadReach; i++ {
		if r.isInna(i) {
			return true
		}
		if n, ok := r.quoteFrom(i); ok {
			if !n.Balanced || n.Close-n.Open > 6 {
				return r.isMark(i-1, ',', ':')
			}
			i = n.Close
			continue
		}
		if r.toks[i].Kind == doc.Punct && !r.isMark(i, ',', '(', ')') || r.cues[i] >= 0 {
			return false
		}
	}
	return false
}

// opensObject says whether a noun phrase that may be the object starts at the token.
func (r *reader) opensObject(c *cue, i int) bool {
	if r.toks[i].Kind == doc.Number {
		return !c.frames.Narrow
	}
	if _, ok := r.quoteFrom(i); ok && (r.mention[i] < 0 || c.class != lang.Say && i+1 < r.sent.End && r.mention[i+1] >= 0) {
		return true
	}
	if r.toks[i].Kind != doc.Word || r.isInna(i) || r.date[i] >= 0 && r.mention[i] < 0 || r.cues[i] >= 0 && r.found[r.cues[i]].kind == participle {
		return false
	}
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if r.toks[i].Fold == "اي" && i+1 < r.sent.End && r.toks[i+1].Kind == doc.Word && !r.isDefinite(i+1) {
		return true // أي تدخل: any
	}
	if class.Has(lang.Preposition|lang.Conjunction|lang.Adverb|lang.Auxiliary|lang.Negation|lang.Complementizer) || r.governedByLetter(i) || r.p.Best(&r.toks[i]).Clitics&(doc.And|doc.Then) != 0 {
		return false
	}
	if c.class == lang.Light {
		return r.contentNounAt(i)
	}
	if !r.contentNounAt(i) && !r.isMasdar(i) && r.opensLater(c, i) {
		return false
	}
	if class.Has(lang.Relative) {
		return c.class != lang.Say && !(r.afterSubject && len(r.toks[i].Fold) >= 8)
	}
	if class.Has(lang.Verb) && !class.Has(lang.Common|lang.Nisba|lang.Definite) && r.mention[i] < 0 && r.contentNoun(i) == nil && !r.isMasdar(i) && !(r.afterSubject && r.maybeNoun(i)) {
		return false
	}
	if c.frames.Narrow {
		return r.isMasdar(i) || r.contentNounAt(i) || c.class == lang.Judge && r.nounOfSpeech(i)
	}
	return true
}

// opensLater says whether the noun phrase at the token belongs to what stands between subject and words, since the words open after it: with
// أن or a colon (أكد في تصريح صحفي أن), or with a noun of speech after a comma (أكدت في ختام قمتها، دعمها).
func (r *reader) opensLater(c *cue, i int) bool {
	comma := false
	for k := i; k < r.sent.End && k < i+aheadReach; k = r.pastMark(k) {
		if k > i && r.cues[k] >= 0 {
			return comma && r.found[r.cues[k]].kind == remarks && r.strongObject(k) || !r.isMark(k-1, ',') && r.isSayingHow(k)
		}
		switch {
		case r.isInna(k): // in ضرورة أن the clause belongs to the noun
			return c.frames.Inna && (k == i || comma || r.endsPhrase(k-1))
		case r.isMark(k, ':'):
			return c.frames.Inna || c.frames.Quote
		case comma && r.strongObject(k):
			return true
		case r.isMark(k, '.', ';', '?', '!') || comma && r.joined(k):
			return false
		}
		comma = r.isMark(k, ',')
	}
	return false
}

// aheadReach is how far the words are looked for behind a noun phrase.
const aheadReach = 20

// pastMark returns the token after k, after a name's quotation marks or a bracket where one opens at k.
func (r *reader) pastMark(k int) int {
	if q, ok := r.quoteFrom(k); ok && r.quotesName(q) {
		return q.Close + 1
	}
	return max(k+1, r.afterBracket(k))
}

// endsPhrase says whether the token may be the last of a noun phrase that is complete without the clause after it.
func (r *reader) endsPhrase(i int) bool {
	return r.toks[i].Kind != doc.Word || r.date[i] >= 0 || r.mention[i] >= 0 || r.p.Info(r.p.Best(&r.toks[i]).Form).Class.Has(lang.Definite) || r.isDefinite(i)
}

// strongObject says whether the noun at the token is a verbal noun or one of speech, with its owner or without, and so may be what was said.
func (r *reader) strongObject(i int) bool {
	if r.toks[i].Kind != doc.Word || r.mention[i] >= 0 || r.p.Best(&r.toks[i]).Clitics != 0 {
		return false
	}
	return r.contentNounAt(i) || r.isMasdar(i)
}

// maybeNoun says whether a word that is spelt like a verb may be its verbal noun: a bare past (سحب، قصف), not a present. Right after a subject
// it is one, since no second verb follows without a joint.
func (r *reader) maybeNoun(i int) bool {
	for _, v := range r.p.Verbs(r.toks[i].Readings[0].Form) {
		if v.Aspect != morph.Past || v.Number != morph.Sg || v.Gender == morph.F {
			return false
		}
	}
	return true
}

// isMasdar says whether the token is a verbal noun of a listed verb.
func (r *reader) isMasdar(i int) bool { return r.p.IsMasdar(&r.toks[i]) }
