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
	direct := r.skipLight(from) // where nothing but light words and phrases like "في بيان" lie between
	for i, steps := from, 0; i < r.sent.End && steps < reach; steps++ {
		if r.open(c, st, i, i == direct) {
			return true
		}
		if r.stopsSearch(c, st, i) {
			return false
		}
		if n := r.light(i); n > 0 {
			i += n
			continue
		}
		r.noteMedium(st, i)
		if end := r.prepositional(i); end > i && i == direct {
			direct = r.skipLight(end)
		}
		i = r.passOver(i)
	}
	return false
}

// noteMedium remembers the body to which it was said: قال لوكالة تاس إن.
func (r *reader) noteMedium(st *draft, i int) {
	m := r.mentionFrom(i)
	if m == nil || m.Type != doc.Organisation || st.via.text != "" || r.p.Best(&r.toks[i]).Clitics&doc.For == 0 {
		return
	}
	st.via = phrase{span{m.First, m.End}, r.fromMention(m).name}
}

// prepositional returns the end of a short prepositional phrase at the token (في بيان رسمي, أمام الصحفيين), or the token.
func (r *reader) prepositional(i int) int {
	if r.toks[i].Kind != doc.Word || r.mention[i] >= 0 || !r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Preposition) || i+1 >= r.sent.End {
		return i
	}
	if r.hasPronoun(i) {
		return i + 1 // لها, عنه: complete in itself
	}
	if r.p.ClassOf(&r.toks[i+1]).Has(lang.Demonstrative) {
		i++ // في هذا السياق
	}
	if i+1 >= r.sent.End {
		return i
	}
	if m := r.mentionFrom(i + 1); m != nil {
		return m.End
	}
	if r.toks[i+1].Kind != doc.Word {
		return i
	}
	end := i + 2
	for end < r.sent.End && end < i+5 && r.toks[end].Kind == doc.Word && r.mention[end] < 0 && strings.HasPrefix(r.toks[end].Fold, "ال") == strings.HasPrefix(r.toks[end-1].Fold, "ال") &&
		r.p.Info(r.toks[end].Readings[0].Form).Class.Has(lang.Common|lang.Definite|lang.People|lang.Nisba|lang.Title) && !r.p.Info(r.toks[end].Readings[0].Form).Class.Has(lang.Verb|lang.Preposition|lang.Conjunction) {
		end++
	}
	return end
}

// hasPronoun says whether the preposition carries a pronoun.
func (r *reader) hasPronoun(i int) bool {
	fold := r.toks[i].Fold
	for _, end := range [...]string{"ها", "هم", "هما", "هن", "نا"} {
		if strings.HasSuffix(fold, end) && len(fold) > len(end)+1 {
			return true
		}
	}
	return strings.HasSuffix(fold, "ه") && len(fold) <= 8 && !strings.HasSuffix(fold, "جاه")
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
	case r.toks[i].Kind == doc.Word && r.prepOpens(c, i) != 0 && (direct || r.afterMedium(i)):
		return r.openPrep(c, st, i)
	case direct && (c.frames.Object || c.frames.Addr && (r.mention[i] >= 0 || r.frameAhead(c, i))) && r.opensObject(c, i):
		return r.openObject(c, st, i)
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
		if k.kind == participle && k.class == lang.Say && r.toks[i].Fold != "" && (strings.HasPrefix(r.toks[i].Fold, "قائل")) {
			return false
		}
		if k.kind == finite && k.clitics == 0 && c.class == lang.Say && c.frames.Inna && !r.ledIn(i) && !r.newClause(i) {
			return false // قال مسؤول طلب عدم نشر اسمه إن: a verb without a joint belongs to a clause beside
		}
		return k.kind == finite || k.kind == participle || k.kind == notSaid || k.kind == according
	}
	return r.isMark(i, ';')
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
	if q.Open != i || r.named[i] || r.namesBody(q) {
		return false
	}
	return direct || q.Close-q.Open > 4
}

// namesBody says whether a short quotation only names somebody: a clause with أن follows it (وقالت وكالة الإغاثة "…" هذا الأسبوع إن).
func (r *reader) namesBody(q doc.Quote) bool {
	if !q.Balanced || q.Close-q.Open > 4 || r.isMark(q.Open-1, ':') {
		return false
	}
	for i := q.Close + 1; i < r.sent.End && i < q.Close+10; i++ {
		if r.isInna(i) {
			return true
		}
		if r.toks[i].Kind == doc.Punct && !r.isMark(i, ',', '(', ')') {
			return false
		}
	}
	return false
}

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
	end := min(q.Close, r.sentenceEnd(first))
	if !q.Balanced || r.quoteIsAll(q) {
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, end)
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
	if i >= r.sent.End || r.isMark(i, '.', ',', ';', '?', '!', ')') {
		return !(r.isMark(i, ',') && false)
	}
	return r.int32At(r.next, i) == int32(i) || r.leadsCue(i)
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

// sentenceEnd is the end of the sentence, without what ends it.
func (r *reader) sentenceEnd(int) int { return r.sent.End }

// openColon opens after a colon: a quotation, or all to the end of the sentence.
func (r *reader) openColon(st *draft, i int) bool {
	first := i + 1
	for r.isMark(first, ':', ',', '.') {
		first++
	}
	if r.isInna(first) {
		st.rule = r.orRule(st.rule, ruleClause)
		return r.openClause(st, first)
	}
	if q, ok := r.quoteFrom(first); ok && (r.quoteIsAll(q) || !q.Balanced || q.Close-q.Open > 8) {
		st.rule = r.orRule(st.rule, ruleQuote)
		st.manner = doc.Direct
		return r.takeRaw(st, q.Open+1, min(q.Close, r.sent.End))
	}
	st.rule = r.orRule(st.rule, ruleColon)
	if r.isMark(first, '(') {
		first++
	}
	ok := r.take(st, first, r.contentEnd(first, false))
	if ok && r.firstPerson(st.content[0]) {
		st.manner = doc.Direct
	}
	return ok
}

// firstPerson says whether the words are the speaker's own: نحن، إننا، سنواصل.
func (r *reader) firstPerson(s span) bool {
	for i := s.first; i < s.end && i < s.first+40; i++ {
		t := &r.toks[i]
		if t.Kind != doc.Word {
			continue
		}
		switch t.Fold {
		case "نحن", "اننا", "انني", "اني", "انا", "لنا", "لدينا", "بلادنا", "علينا", "لي", "وانا", "ونحن", "شعبنا", "كنا", "كنت":
			return true
		}
		if rd := r.p.Best(t); rd.Clitics&doc.For == 0 && !r.p.Info(rd.Form).Class.Has(lang.Common) && r.onlyFirstPerson(rd.Form) {
			return true
		}
	}
	return false
}

// onlyFirstPerson says whether all verb readings of the form are of the first person.
func (r *reader) onlyFirstPerson(id doc.FormID) bool {
	verbs := r.p.Verbs(id)
	for _, v := range verbs {
		if !v.Finite() || v.Person != 1 {
			return false
		}
	}
	return len(verbs) > 0
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
	if c.frames.Narrow && !r.nounOfSpeech(first) && !c.frames.Opens(r.toks[i].Fold) {
		return false
	}
	if first == i+1 {
		st.cueEnd = r.cueWithPrep(c, i)
	}
	st.rule = r.orRule(st.rule, rulePrep)
	st.act = r.actOf(c, first)
	return r.take(st, first, r.phraseLimit(first, r.contentEnd(first, false)))
}

// phraseLimit cuts a noun phrase's end at a comma after which the reporter goes on by himself: "، الذي …", "، في أول …". A clause in it (أمله في
// أن …) runs on.
func (r *reader) phraseLimit(first, end int) int {
	for i := first; i < min(end, first+lookAhead); i++ {
		if r.isInna(i) {
			return end
		}
		if q, ok := r.quoteFrom(i); ok && q.Balanced {
			i = q.Close
			continue
		}
		if r.isMark(i, ',') && i+1 < end && i > first+1 && r.toks[i+1].Kind == doc.Word {
			class := r.p.Info(r.toks[i+1].Readings[0].Form).Class
			if class.Has(lang.Relative|lang.Preposition|lang.Conjunction) && !class.Has(lang.Nisba) && r.mention[i+1] < 0 {
				return i
			}
		}
	}
	return end
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
	if c != nil && c.Class.NamesSource() {
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
			return n.Act
		}
	}
	return c.act
}

// carriesNoun says whether the neutral verb is one that announces an act by its noun: أعلن, أبدى.
func (r *reader) carriesNoun(c *cue) bool { return c.text == "أعلن" || c.class == lang.Light }

// opensObject says whether a noun phrase that may be the object starts at the token.
func (r *reader) opensObject(c *cue, i int) bool {
	if r.toks[i].Kind == doc.Number {
		return !c.frames.Narrow
	}
	if r.isQuoteMark(i) && r.mention[i] < 0 {
		return true
	}
	if r.toks[i].Kind != doc.Word || r.isInna(i) || r.date[i] >= 0 && r.mention[i] < 0 {
		return false
	}
	class := r.p.Info(r.toks[i].Readings[0].Form).Class
	if class.Has(lang.Preposition|lang.Conjunction|lang.Adverb|lang.Auxiliary|lang.Negation|lang.Complementizer) || r.governedByLetter(i) || r.p.Best(&r.toks[i]).Clitics&(doc.And|doc.Then) != 0 {
		return false
	}
	if c.class == lang.Light {
		return r.contentNounAt(i)
	}
	if c.frames.Inna && !r.contentNounAt(i) && !r.isMasdar(i) && r.innaAhead(i) {
		return false // أكد في تصريح صحفي أن, أكدت لدى وصولها بانكوك أنها
	}
	if class.Has(lang.Relative) {
		return c.class != lang.Say
	}
	if class.Has(lang.Verb) && !class.Has(lang.Common|lang.Nisba|lang.Definite) && r.mention[i] < 0 && r.contentNoun(i) == nil && !r.isMasdar(i) && !(r.afterSubject && r.maybeNoun(i)) {
		return false
	}
	if c.frames.Narrow {
		return r.isMasdar(i) || r.contentNoun(i) != nil
	}
	return true
}

// innaAhead says whether أن follows in the same clause within a few words.
func (r *reader) innaAhead(i int) bool {
	for k := i; k < r.sent.End && k < i+8; k++ {
		if r.toks[k].Kind == doc.Punct || k > i && r.cues[k] >= 0 {
			return false
		}
		if r.isInna(k) { // in ضرورة أن the clause belongs to the noun
			return k == i || r.toks[k-1].Kind != doc.Word || r.date[k-1] >= 0 || r.mention[k-1] >= 0 || strings.HasPrefix(r.toks[k-1].Fold, "ال")
		}
	}
	return false
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

// openObject opens at a noun phrase that is the verb's object.
func (r *reader) openObject(c *cue, st *draft, i int) bool {
	st.rule = r.orRule(st.rule, ruleObject)
	st.act = r.actOf(c, i)
	if q, ok := r.quoteFrom(i); ok && r.quoteIsAll(q) {
		return r.fullQuote(st, q, i)
	}
	return r.take(st, i, r.phraseLimit(i, r.contentEnd(i, false)))
}

// take sets the content and how it is given: mixed where a quotation stands in it.
func (r *reader) take(st *draft, first, end int) bool {
	if end <= first || r.isAnonymity(first) {
		return false
	}
	if r.hasQuote(first, end) {
		st.manner = doc.Mixed
	}
	st.content = append(st.content, span{first, end})
	return true
}

func (r *reader) takeRaw(st *draft, first, end int) bool {
	if end <= first {
		return false
	}
	st.content = append(st.content, span{first, end})
	return true
}

// isAnonymity says whether the words only ask that a name be kept back: رفض (الكشف عن اسمه).
func (r *reader) isAnonymity(i int) bool {
	if r.toks[i].Kind != doc.Word {
		return false
	}
	c, _, _, ok := r.p.CueNounAt(r.toks, i)
	return ok && c.Class == lang.Anonymity
}

// hasQuote says whether a quotation that is no name's stands in the tokens.
func (r *reader) hasQuote(first, end int) bool {
	return r.marks[end] > r.marks[first]
}

// contentEnd returns where the words that start at the token end: at the sentence's end, or before the next cue of the reporter's that is in
// no quotation of theirs. A clause may hold a cue led in by حيث; a noun phrase ends there.
func (r *reader) contentEnd(first int, clause bool) int {
	outer := r.quoteAround(first)
	limit := r.sent.End
	if outer >= 0 && r.d.Quotes[outer].Balanced {
		limit = min(limit, r.d.Quotes[outer].Close)
	}
	i := first
	for i < limit {
		n := int(r.next[i])
		if r.inPresent {
			n = int(r.nextPresent[i])
		}
		if n >= limit {
			return limit
		}
		if q := r.quoteAround(n); q >= 0 && q != outer {
			i = max(r.d.Quotes[q].Close, n+1)
			continue
		}
		if n <= first || clause && n > 0 && r.toks[n-1].Fold == "حيث" {
			i = n + 1
			continue
		}
		return r.cutRemark(first, r.cutLead(first, n))
	}
	return r.cutRemark(first, limit)
}

// cutRemark moves the end before "، وذلك في …", by which the reporter says on what occasion the words were said.
func (r *reader) cutRemark(first, end int) int {
	for i := end - 2; i > first && i > end-25; i-- {
		if r.isMark(i-1, ',') && r.toks[i].Fold == "وذلك" && r.p.ClassOf(&r.toks[i+1]).Has(lang.Occasion) {
			return i - 1
		}
	}
	return end
}

// quoteAround returns the quotation that holds the token, not counting one that the token opens or closes.
func (r *reader) quoteAround(i int) int32 {
	if i >= len(r.quote) || r.quote[i] < 0 {
		return -1
	}
	q := r.d.Quotes[r.quote[i]]
	if q.Open == i || q.Close == i {
		return -1
	}
	return r.quote[i]
}

// cutLead moves the end before the words that lead in the next cue, and before its subject where that stands before the verb.
func (r *reader) cutLead(first, n int) int {
	end := max(r.leadStart(n), first)
	for end > first && r.isLead(end-1) {
		end--
	}
	return end
}

// trimAll takes marks that are not the speaker's off the ends of the content.
func (r *reader) trimAll(content []span) []span {
	out := content[:0]
	for _, s := range content {
		if s = r.trim(s); s.end > s.first {
			out = append(out, s)
		}
	}
	return out
}

func (r *reader) trim(s span) span {
	for s.first < s.end && r.isMark(s.first, ',', ':', '.', '-', ';') {
		s.first++
	}
	for s.first < s.end && r.isMark(s.end-1, ',', ':', '.', '-', ';', '“') {
		s.end--
	}
	for s.first < s.end && r.toks[s.end-1].Kind == doc.Break {
		s.end--
	}
	if q, ok := r.quoteFrom(s.first); ok && q.Close == s.end-1 {
		return r.trim(span{s.first + 1, s.end - 1})
	}
	if r.isQuoteMark(s.end-1) && r.quote[s.end-1] >= 0 && r.d.Quotes[r.quote[s.end-1]].Open < s.first && s.end-1 > s.first {
		s.end--
		return r.trim(s)
	}
	if r.isMark(s.end-1, ')') && !r.opensBracket(s) {
		s.end--
		return r.trim(s)
	}
	return s
}

func (r *reader) opensBracket(s span) bool {
	for i := s.end - 1; i >= max(s.first, s.end-lookAhead); i-- {
		if r.isMark(i, '(') {
			return true
		}
	}
	return false
}
