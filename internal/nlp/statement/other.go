package statement

import (
	"slices"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// readParticiple reads a participle that tells how the sentence's speaker goes on: "مؤكدا أن", "مشيرة إلى".
func (r *reader) readParticiple(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, rule: ruleHal}
	if c.denies {
		st.polarity = doc.Denies
	}
	if !r.content(c, &st, c.end) {
		return st, false
	}
	if n := r.enclosing(c.first); n >= 0 { // in one quotation only somebody who speaks in there goes on
		inner, ok := r.innerSpeaker(n)
		st.who, st.nested = inner, true
		return st, ok && inner.name != r.out[n].SpeakerName
	}
	st.who = r.goesOn(&c.verb, c.first)
	return st, st.who.known
}

// enclosing returns the statement of this sentence whose words hold the token for certain, in one quotation, or -1.
func (r *reader) enclosing(i int) int {
	if q := r.quoteAround(i); q >= 0 {
		return r.inContent(i)
	}
	return -1
}

// isQuoting says whether the verb tells what another said: نقل … عن.
func (r *reader) isQuoting(c *cue) bool { return c.class == lang.Relay }

// readQuoting reads "نقلت وكالة … عن مسؤول قوله إن": the one quoted is the speaker, the subject relays. Without عن the subject itself is the speaker.
func (r *reader) readQuoting(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act}
	at, _ := r.findSubject(c, &st)
	relay := st.who
	from, frames := r.quotedFrom(c, at)
	if m := r.mentionFrom(r.skipLight(at)); from < 0 && m != nil && r.p.Best(&r.toks[m.First]).Clitics&doc.For != 0 {
		from = m.First - 1 // نسبت المجلة (للرئيس) قوله
	}
	if from < 0 {
		if !r.content(c, &st, at) {
			return st, false
		}
		r.identify(c, &st)
		return st, st.who.known
	}
	who, ok := r.subjectAt(r.skipLight(from + 1))
	if !ok {
		return st, false
	}
	st.who, st.explicit = r.settle(who), true
	st.rule = ruleRelayed
	if !relay.known {
		relay = r.goesOn(&c.verb, c.first)
	}
	r.relayedBy(&st, r.settle(relay))
	at = r.skipMedia(who.end)
	if at < r.sent.End && r.cues[at] >= 0 && r.found[r.cues[at]].kind == ownWords {
		own := &r.found[r.cues[at]]
		st.cueFirst, st.cueEnd, st.act = own.first, own.end, own.act
		return st, r.ownContent(own, &st)
	}
	if !r.content(&cue{first: c.first, end: at, frames: frames, class: lang.Relay, act: c.act}, &st, at) {
		return st, false
	}
	return st, true
}

// quotedFrom finds the preposition before the one quoted, and what may follow him. A verb that does not govern عن is one of quoting only where his
// words are told: أورد التقرير عن الخبير قوله, but نشرت الصحيفة تقريرا عن الخبير.
func (r *reader) quotedFrom(c *cue, at int) (int, *lang.Frames) {
	for _, from := range [...]string{"عن", "الي", "من"} {
		if c.frames.Opens(from) {
			if i := r.find(at, from); i >= 0 {
				return i, quotingFrames
			}
		}
	}
	return r.find(at, "عن"), tellingFrames
}

// quotingFrames are what may follow the one quoted, tellingFrames what must follow where that is in doubt.
var (
	quotingFrames = &lang.Frames{Inna: true, Quote: true, Object: true}
	tellingFrames = &lang.Frames{Inna: true, Quote: true}
)

// skipMedia passes over commas, dates and "في تصريح" before "قوله".
func (r *reader) skipMedia(i int) int {
	for k := i; k < r.sent.End && k < i+12; k++ {
		if r.cues[k] >= 0 && r.found[r.cues[k]].kind == ownWords {
			return k
		}
		if r.isInna(k) || r.isMark(k, ':', '"', '“') {
			break
		}
	}
	return r.skipLight(i)
}

// find returns the next of the words within reach and before any content opens, or -1.
func (r *reader) find(i int, folds ...string) int {
	for n := 0; n < 14 && i < r.sent.End; n++ {
		if r.toks[i].Kind == doc.Word {
			for _, f := range folds {
				if r.toks[i].Fold == f {
					return i
				}
			}
			if r.isInna(i) {
				return -1
			}
		}
		if r.isMark(i, ':') {
			return -1
		}
		i = r.passOver(i)
	}
	return -1
}

// ownContent reads what follows "قوله": a clause, a quotation, or an object.
func (r *reader) ownContent(own *cue, st *draft) bool {
	frames := *own.frames
	frames.Inna, frames.Quote = true, true
	return r.content(&cue{first: own.first, end: own.end, frames: &frames, class: own.class, act: own.act, text: own.text}, st, own.end)
}

// readRelayed reads "قوله إن" that no relaying verb has claimed: "عن الوزير قوله".
func (r *reader) readRelayed(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, rule: ruleRelayed}
	if r.saidAt(c.first) >= 0 {
		return st, false
	}
	i := r.skipLightBack(c.first)
	m := int32(-1)
	if i > r.sent.First {
		m = r.mention[i-1]
	}
	if m < 0 || r.d.Mentions[m].First == 0 || r.toks[r.d.Mentions[m].First-1].Fold != "عن" {
		noun := *c
		noun.frames = &r.p.Lemmas[c.verb.Lemma].Noun
		return r.readRemarks(&noun)
	}
	st.who, st.explicit = r.settle(r.fromMention(&r.d.Mentions[m])), true
	return st, r.ownContent(c, &st)
}

// readAccording reads "بحسب X", "وفقا لما ذكره X": before a clause it opens it, after one the clause is its content; where the clause has its
// speaker already, it only tells on whose authority.
func (r *reader) readAccording(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, act: c.act, rule: ruleAccording}
	if r.betweenCueAndContent(c.first) {
		return st, false // sourceBetween has read it
	}
	if q := r.quoteAround(c.first); q >= 0 && r.d.Quotes[q].Balanced {
		return st, false // in somebody's own words it never reaches back over them
	}
	who, end, ok := r.source(c.end)
	if !ok {
		return st, false
	}
	st.who, st.explicit = r.settle(who), true
	again := r.told > r.sent.First && c.first-r.told <= 2
	r.told = end
	if again { // بحسب الصحيفة نقلا عن مسؤولين: one authority behind the other
		if n := len(r.out) - 1; n >= r.here {
			r.behind(c, n, &st)
		}
		return st, false
	}
	if r.p.ClassOf(&r.toks[r.sent.First]).Has(lang.Arrival) { // جاء ذلك على لسان …: it only tells who has been speaking and goes on
		if e := st.who.entity; e != doc.NoEntity && r.d.Entities[e].Type == doc.Person {
			r.remember(&st)
		}
		return st, false
	}
	if c.first == r.sent.First || r.isMark(c.first-1, ':') || c.clitics&doc.And != 0 && r.isMark(c.first-1, ',') && (r.afterThen(end) >= 0 || end < r.sent.End && (r.toks[end].Fold == "فان" || r.toks[end].Fold == "فقد")) {
		first, ok := r.wordsAfterSource(r.sourceBetween(c, &st, end))
		if !ok && first < r.sent.End && st.who.entity != doc.NoEntity { // who speaks in the clause has words of his own: the source only relays them
			r.via = phrase{span{st.who.first, st.who.end}, st.who.name}
			r.turns = append(r.turns, st.who)
		}
		return st, ok && r.take(&st, first, r.contentEnd(first, false))
	}
	if n := r.covered(c.first); n >= 0 {
		r.relayOf(n, &st)
		return st, false
	}
	first := r.clauseBefore(c.first)
	if !r.take(&st, first, c.first) {
		return st, false
	}
	if more, ok := r.goesOnAfterSource(end); ok {
		st.content = append(st.content, more)
	}
	return st, true
}

// sourceBetween reads a source that stands between a verb with its subject and the words: after "ذكرت الصحيفة نقلا عن مسؤول أن" the one quoted
// from is the speaker and the subject relays; any other source ("قال الوزير، بحسب الوكالة، إن") relays. It returns the token after the source, or
// at where none stands there.
func (r *reader) sourceBetween(c *cue, st *draft, at int) int {
	i := r.skipLight(at)
	if i >= r.sent.End || r.cues[i] < 0 || r.found[r.cues[i]].kind != according {
		return at
	}
	from := &r.found[r.cues[i]]
	who, end, ok := r.source(from.end)
	if next := r.skipLight(end); !ok || from.class != lang.Relay && !r.opensAt(c, next) && !(c.frames.Object && next < r.sent.End && r.strongObject(next)) && !(c.frames.Addr && next < r.sent.End && r.opensObject(c, next)) {
		return at
	}
	if from.class != lang.Relay {
		who = r.settle(who)
		st.via = phrase{span{who.first, who.end}, who.name}
		return end
	}
	if !st.explicit {
		st.who = r.goesOn(&c.verb, c.first)
	}
	r.relayedBy(st, r.settle(st.who))
	st.who, st.explicit = who, true
	return end
}

// relayedBy makes somebody the one who passes the statement on.
func (r *reader) relayedBy(st *draft, relay speaker) {
	st.relay = relay
	st.via = phrase{span{relay.first, relay.end}, relay.name}
}

// betweenCueAndContent says whether the token stands between the cue and the content of a statement of this sentence.
func (r *reader) betweenCueAndContent(i int) bool {
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if s := &r.spans[n]; s.cue < i && i < s.first {
			return true
		}
	}
	return false
}

// source reads who an according-phrase names: a noun phrase, or "ما ذكره" and a noun phrase.
func (r *reader) source(i int) (speaker, int, bool) {
	for n := 0; n < 4 && i < r.sent.End && r.toks[i].Kind == doc.Word; n++ {
		class := r.p.ClassOf(&r.toks[i])
		fold := r.toks[i].Fold
		if fold != "ما" && fold != "لما" && (!class.Has(lang.Verb) || class.Has(lang.People|lang.Title) || r.mention[i] >= 0) {
			break
		}
		i++
	}
	if i >= r.sent.End {
		return speaker{}, i, false
	}
	if strings.HasPrefix(r.toks[i].Fold, "ل") && r.mention[i] < 0 && r.governedByLetter(i) {
		s, ok := r.commonSubject(i)
		if !ok {
			s, ok = r.possessor(i)
		}
		return s, s.end, ok
	}
	s, ok := r.subjectAt(i)
	return s, s.end, ok
}

// covered returns the statement of this sentence whose content ends where the according-phrase begins, or -1.
func (r *reader) covered(i int) int {
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if e := r.spans[n].end; e <= i && i-e <= 3 {
			return n
		}
	}
	return -1
}

// relayOf makes the authority of an according-phrase the relaying source of a statement, unless it is the speaker himself.
func (r *reader) relayOf(n int, st *draft) {
	o := &r.out[n]
	if o.Via != "" || st.who.name == o.SpeakerName || st.who.name == "" {
		return
	}
	o.Via = st.who.name
	o.ViaSpan = r.bytes(span{st.who.first, st.who.end})
}

// behind adds to a statement the authority that stands behind its own: in "وفق ما ذكرت الوكالة نقلا عن الوزارة" the ministry has it, and the agency
// relays.
func (r *reader) behind(c *cue, n int, st *draft) {
	o := &r.out[n]
	if c.class != lang.Relay || o.Rule != ruleAccording {
		r.relayOf(n, st)
		return
	}
	o.Via, o.ViaSpan = o.SpeakerName, o.Speaker
	o.Speaker = r.bytes(span{st.who.first, st.who.end})
	o.SpeakerEntity, o.SpeakerName, o.SpeakerEn, o.SpeakerID = st.who.entity, st.who.name, st.who.en, st.who.id
}

// clauseBefore returns where the clause that ends at the token starts: the sentence's start without its dateline, or after a contrast.
func (r *reader) clauseBefore(end int) int {
	first := r.sent.First
	for k := range r.d.Sources {
		if s := r.d.Sources[k].Span; s.End > r.toks[first].Start && s.Start <= r.toks[first].Start {
			for first < end && r.toks[first].Start < s.End {
				first++
			}
		}
	}
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if e := r.spans[n].end; e <= end && e > first {
			first = e
		}
	}
	for first < end && (r.isMark(first, ',', '.', '-', ':') || r.toks[first].Kind == doc.Word && r.isContrast(first)) {
		first++
	}
	return first
}

func (r *reader) isContrast(i int) bool {
	switch r.toks[i].Fold {
	case "لكن", "ولكن", "لكنه", "لكنها", "و", "فيما", "بينما":
		return true
	}
	return false
}

// readNotSaid reads "دون الإشارة إلى": the text says that the speaker did not say it.
func (r *reader) readNotSaid(c *cue) (draft, bool) {
	st := draft{cueFirst: c.first, cueEnd: c.end, polarity: doc.NotSaid, rule: ruleNotSaid}
	first := c.end
	if first >= r.sent.End || r.toks[first].Kind != doc.Word || len(r.out) == r.here {
		return st, false // nobody has spoken in the sentence: غادر دون تحديد وجهته
	}
	st.who = r.speakerOf(len(r.out) - 1).unwritten()
	return st, st.who.known && r.take(&st, first, r.phraseEnd(first))
}

// phraseEnd returns the end of a phrase: at a comma, dots or the content's end.
func (r *reader) phraseEnd(first int) int {
	end := r.contentEnd(first, false)
	for i := first; i < min(end, first+lookAhead); i++ {
		if r.isMark(i, ',', '.', ';', ':') {
			return i
		}
	}
	return end
}

// headline reads "X: …" where a colon alone attributes.
func (r *reader) headline() {
	first := r.sent.First
	for i := first; i < r.sent.End && i < first+14; i++ {
		if r.cues[i] >= 0 && r.found[r.cues[i]].kind != remarks {
			return
		}
		if !r.isMark(i, ':') {
			continue
		}
		if who, ok := r.headlineSpeaker(first, i); ok && i+1 < r.sent.End && !r.isDateline(first, i) {
			r.emitHeadline(who, i)
		}
		return
	}
}

// headlineSpeaker returns who stands before the colon, if that can speak.
func (r *reader) headlineSpeaker(first, colon int) (speaker, bool) {
	if r.isSource(first) || r.p.ClassOf(&r.toks[first]).Has(lang.Label) {
		return speaker{}, false
	}
	s, ok := r.subjectAt(first)
	if !ok || s.end > colon {
		return speaker{}, false
	}
	class := r.p.ClassOf(&r.toks[first])
	if s.entity == doc.NoEntity && !class.Has(lang.People|lang.Title|lang.Paper|lang.BodyHead) && !r.nameBefore(first, colon) {
		return speaker{}, false
	}
	if s.entity != doc.NoEntity && r.d.Entities[s.entity].Type == doc.Place && r.sent.Paragraph > 0 && s.end != colon {
		return speaker{}, false
	}
	if colon-s.end > 8 {
		return speaker{}, false
	}
	return r.settle(s), true
}

// isDateline says whether a country before the colon only tells where it happened: what follows is no clause of its own, since it opens with an indefinite noun or with
// somebody who does something, and speaks of nobody as us: "تونس: مقتل متطرف", but "مصر: لا نتوقع", "روسيا: الغارات تساعد".
func (r *reader) isDateline(first, colon int) bool {
	m := r.mentionFrom(first)
	if m == nil || m.End != colon || !r.isCountry(m) || r.toks[colon+1].Kind == doc.Punct || r.speaksOfUs(colon+1) {
		return false
	}
	if next := r.mentionFrom(colon + 1); next != nil {
		return next.Type == doc.Person
	}
	class := r.p.Info(r.toks[colon+1].Readings[0].Form).Class
	return !r.isDefinite(colon+1) && !class.Has(lang.Negation|lang.Pronoun|lang.Preposition|lang.Adverb|lang.Conjunction|lang.Demonstrative|lang.Complementizer) && (!class.Has(lang.Verb) || class.Has(lang.Common))
}

// speaksOfUs says whether the rest of the sentence has a word of the first person, or one with its pronoun: سنواصل, معنا, بلادنا.
func (r *reader) speaksOfUs(first int) bool {
	for i := first; i < min(r.sent.End, first+lookAhead); i++ {
		if r.toks[i].Kind == doc.Word && strings.HasSuffix(r.toks[i].Fold, "نا") && r.p.ClassOf(&r.toks[i]).Has(lang.Attached|lang.Preposition) {
			return true
		}
	}
	return r.firstPerson(span{first, r.sent.End})
}

// isSource says whether the token is part of the article's own source line.
func (r *reader) isSource(i int) bool {
	for k := range r.d.Sources {
		if r.d.Sources[k].Start <= r.toks[i].Start && r.toks[i].Start < r.d.Sources[k].End {
			return true
		}
	}
	return false
}

// nameBefore says whether the words before the colon may be a name that no list has: in a headline, up to three words that are not ordinary.
func (r *reader) nameBefore(first, colon int) bool {
	if r.sent.Paragraph > 0 || colon-first > 3 {
		return false
	}
	for i := first; i < colon; i++ {
		if r.p.Info(r.toks[i].Readings[0].Form).Class.Has(lang.Common|lang.Verb|lang.Preposition) || r.toks[i].Kind != doc.Word {
			return false
		}
	}
	return true
}

func (r *reader) emitHeadline(who speaker, colon int) {
	st := draft{cueFirst: colon, cueEnd: colon, who: who, explicit: true, rule: ruleHeadline}
	if !r.openColon(&st, colon) {
		return
	}
	if who.name == "" {
		return
	}
	c := cue{first: colon, end: colon}
	r.emit(&c, st)
}

// chains writes each statement's hops from the outlet to the speaker.
func (r *reader) chains() {
	var base []string
	if r.d.Outlet != "" {
		base = append(base, r.d.Outlet)
	}
	for _, s := range r.d.Sources {
		if name := r.d.Text.At(s.Name); name != "" && name != r.d.Outlet {
			base = append(base, name)
		}
	}
	for i := range r.out {
		s := &r.out[i]
		s.Chain = append(append([]string{}, base...), r.relays(i, 0)...)
		s.Chain = slices.Compact(append(s.Chain, s.SpeakerName)) // who told an agency's own reporter told the agency: one hop
	}
}

// relays returns the sources between the article and the speaker: those of the statement that holds this one, then its own.
func (r *reader) relays(i, depth int) []string {
	s := &r.out[i]
	var out []string
	if s.NestedIn >= 0 && depth < 8 {
		out = append(out, r.relays(s.NestedIn, depth+1)...)
		out = append(out, r.out[s.NestedIn].SpeakerName)
	}
	if s.Via != "" {
		out = append(out, s.Via)
	}
	return out
}
