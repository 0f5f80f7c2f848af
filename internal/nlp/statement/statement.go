// Package statement finds what the article attributes to a source: who said what, by which words, on whose authority.
//
// In: tokens, quotations, sentences, mentions, entities, dates. Out: statements in the order of their cues, one a cue.
// From "وقال لافروف إن المحادثات بناءة، مشيرا إلى أنها ستستمر" come two: قال (لافروف: "المحادثات بناءة") and مشيرا إلى (لافروف: "ستستمر");
// from "Lavrov said talks were constructive, adding that they would go on" the same two.
package statement

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/text"
)

// Rule ids of the ways a statement is found; packs/ar/rules/statement.yaml has their notes and examples.
const (
	ruleClause    doc.RuleID = "ar.statement.said-that"
	ruleQuote     doc.RuleID = "ar.statement.said-quote"
	ruleColon     doc.RuleID = "ar.statement.said-colon"
	ruleObject    doc.RuleID = "ar.statement.speech-act-object"
	rulePrep      doc.RuleID = "ar.statement.speech-act-preposition"
	ruleHal       doc.RuleID = "ar.statement.participle"
	ruleRelayed   doc.RuleID = "ar.statement.quoted-from"
	ruleAccording doc.RuleID = "ar.statement.according-to"
	ruleHeadline  doc.RuleID = "ar.statement.headline-colon"
	ruleRemarks   doc.RuleID = "ar.statement.remarks-of"
	ruleNotSaid   doc.RuleID = "ar.statement.not-said"
	rulePost      doc.RuleID = "ar.statement.said-after"
	ruleBare      doc.RuleID = "ar.statement.said-bare"
)

// Find returns the statements of the document, whose lower layers are filled.
func Find(d *doc.Doc, p *lang.Pack) []doc.Statement {
	r := newReader(d, p)
	for s := range d.Sentences {
		r.sentence(s)
	}
	r.foretell()
	r.nest()
	r.chains()
	return r.out
}

// lookBack is how many statements, and lookAhead how many tokens, are looked over from one cue: more than any sentence of a writer has, so that
// only a hostile text meets it, and its cost stays linear.
const (
	lookBack  = 64
	lookAhead = 300
)

// reader is the state of one article's reading.
type reader struct {
	d    *doc.Doc
	p    *lang.Pack
	toks []doc.Token

	mention []int32 // of a token: the mention that covers it, or -1
	quote   []int32 // of a token: the quotation that holds it or that it opens or closes, or -1
	date    []int32 // of a token: the date that covers it, or -1
	marks   []int32 // quotation marks that are no name's, before each token
	skip    []bool  // of a token: it is furniture
	named   []bool  // of a token: it is in a quotation that is a name
	cues    []int32 // of a token: the cue that starts at it, in found, or -1
	next    []int32 // of a token: the next token at or after it where somebody's words end because a new cue begins

	traits      []traits // of an entity
	nextPresent []int32  // the same for the words of a verb in the present, which a present joined by و ends too

	found []cue
	out   []doc.Statement
	spans []tokenSpans

	sent  doc.Sentence
	at    int       // the index of the sentence
	turns []speaker // who has spoken at the article's own level, the last at the end
	via   phrase    // of this sentence: who relays the next statement
	told  int       // the token after the source of the last according-phrase
	here  int       // statements before this sentence
	over  int       // the statement whose quotation runs over into the next paragraph, or -1

	frames       *lang.Frames // of the cue whose subject is being read: its own prepositions and objects are not the subject's
	inPresent    bool         // the cue in hand is a verb in the present
	afterSubject bool         // the content in hand is looked for after a subject
	many         bool         // who speaks in the cue in hand is several
}

// tokenSpans remembers a statement's tokens, for nesting, and its speaker.
type tokenSpans struct {
	cue, first, end int
	who             speaker
}

func newReader(d *doc.Doc, p *lang.Pack) *reader {
	n := len(d.Tokens)
	arena := make([]int32, 6*n)
	for i := range arena {
		arena[i] = -1
	}
	r := &reader{d: d, p: p, toks: d.Tokens, over: -1, mention: arena[:n], quote: arena[n : 2*n], date: arena[2*n : 3*n], cues: arena[3*n : 4*n], next: arena[4*n : 5*n], nextPresent: arena[5*n:], skip: make([]bool, n)}
	for i, m := range d.Mentions {
		fill(r.mention, m.First, m.End, int32(i))
	}
	for i, q := range d.Quotes {
		fill(r.quote, q.Open, min(q.Close+1, n), int32(i))
	}
	for i, x := range d.Dates {
		fill(r.date, x.First, x.End, int32(i))
	}
	f := 0
	for i := range r.toks {
		for f < len(d.Furniture) && d.Furniture[f].End <= r.toks[i].Start {
			f++
		}
		r.skip[i] = f < len(d.Furniture) && d.Furniture[f].Start <= r.toks[i].Start
	}
	r.tellTraits()
	r.countMarks()
	r.markNames()
	r.findCues()
	r.findNext()
	return r
}

// countMarks sums up the quotation marks that are no name's and no strays, so that a range is asked in one step.
func (r *reader) countMarks() {
	r.marks = make([]int32, len(r.toks)+1)
	for i := range r.toks {
		r.marks[i+1] = r.marks[i]
		if r.isQuoteMark(i) && r.mention[i] < 0 && r.quote[i] >= 0 && !r.quotesName(r.d.Quotes[r.quote[i]]) {
			r.marks[i+1]++
		}
	}
}

// markNames notes the short quotations that a colon or أن follows: they name a paper or channel, and nothing in them is a cue.
func (r *reader) markNames() {
	r.named = make([]bool, len(r.toks))
	for _, q := range r.d.Quotes {
		if !q.Balanced || q.Close-q.Open > 7 || q.Close+1 >= len(r.toks) || r.isMark(q.Open-1, ':') || !r.isMark(q.Close+1, ':') && !r.isInna(q.Close+1) {
			continue
		}
		for i := q.Open; i <= q.Close; i++ {
			r.named[i] = true
		}
	}
}

func fill(of []int32, first, end int, value int32) {
	for i := first; i < end && i < len(of); i++ {
		of[i] = value
	}
}

// sentence reads one sentence, cue by cue.
func (r *reader) sentence(n int) {
	r.sent, r.at = r.d.Sentences[n], n
	r.here, r.via = len(r.out), phrase{}
	if r.over >= 0 && r.sent.First < r.spans[r.over].end {
		r.here = r.over // the sentence is still in that statement's words
	}
	for r.sent.First < r.sent.End && r.skip[r.sent.First] { // "سياسي /" before a headline
		r.sent.First++
	}
	if r.sent.First == r.sent.End {
		return
	}
	r.headline()
	for i := r.sent.First; i < r.sent.End; i++ {
		if r.cues[i] < 0 {
			continue
		}
		c := &r.found[r.cues[i]]
		if st, ok := r.read(c); ok {
			r.emit(c, st)
		}
	}
}

// draft is a statement under way, in tokens.
type draft struct {
	cueFirst, cueEnd int
	who              speaker
	explicit         bool // the speaker stands in the text at this cue
	content          []span
	act              doc.Act
	manner           doc.Manner
	polarity         doc.Polarity
	via              phrase
	relay            speaker // who passes it on, where words such as "المصدر" may mean that one later
	rule             doc.RuleID
	nested           bool // inside another's words: it does not change who speaks next
}

// span is a half-open range of tokens.
type span struct{ first, end int }

// phrase is a range of tokens with its text.
type phrase struct {
	span
	text string
}

func (r *reader) read(c *cue) (draft, bool) {
	switch c.kind {
	case finite:
		return r.readFinite(c)
	case participle:
		return r.readParticiple(c)
	case ownWords:
		return r.readRelayed(c)
	case according:
		return r.readAccording(c)
	case remarks:
		return r.readRemarks(c)
	case notSaid:
		return r.readNotSaid(c)
	}
	return draft{}, false
}

// emit makes the statement and remembers who speaks.
func (r *reader) emit(c *cue, st draft) {
	st.content = r.trimAll(st.content)
	r.cutOut(&st)
	st.content = r.trimAll(st.content)
	if !r.hasWord(st.content) {
		return
	}
	r.setManner(&st)
	if r.duplicate(&st) {
		return
	}
	if n := r.inContent(st.cueFirst); n >= 0 && r.out[n].Manner == doc.Direct && r.isAct(st.rule) && c.clitics&doc.And != 0 {
		return // in somebody's own words "وتضامن مصر" is a noun as often as a verb
	}
	st.nested = st.nested || r.inContent(st.cueFirst) >= 0 && st.explicit
	if st.via.text == "" && r.via.text != st.who.name {
		st.via = r.via
	}
	r.via = phrase{}
	s := doc.Statement{
		SpeakerEntity: st.who.entity, SpeakerName: st.who.name, SpeakerEn: st.who.en, SpeakerID: st.who.id,
		Act: st.act, Manner: st.manner, Polarity: st.polarity, NestedIn: -1, Rule: st.rule, Via: st.via.text,
	}
	if st.explicit && st.who.end > st.who.first {
		s.Speaker = r.bytes(span{st.who.first, st.who.end})
	}
	if st.cueEnd > st.cueFirst {
		s.Cue = r.bytes(span{st.cueFirst, st.cueEnd})
	}
	if st.via.end > st.via.first {
		s.ViaSpan = r.bytes(st.via.span)
	}
	for _, c := range st.content {
		s.Content = append(s.Content, r.bytes(c))
	}
	r.out = append(r.out, s)
	r.spans = append(r.spans, tokenSpans{cue: st.cueFirst, first: st.content[0].first, end: st.content[len(st.content)-1].end, who: st.who})
	if n := len(r.out) - 1; r.spans[n].end > r.sent.End {
		r.over = n
	}
	r.runOver(len(r.out) - 1)
	r.remember(&st)
}

// runOver adds to a statement what the next paragraphs have of the quotation that ends its content.
func (r *reader) runOver(n int) {
	for q := r.quote[r.spans[n].end]; q >= 0 && !r.d.Quotes[q].Balanced && int(q)+1 < len(r.d.Quotes); {
		q++
		next := r.d.Quotes[q]
		piece := r.trim(span{next.Open + 1, next.Close})
		if !next.Continues || piece.end <= piece.first || r.reporterAt(piece.first) {
			return
		}
		r.out[n].Content = append(r.out[n].Content, r.bytes(piece))
		r.spans[n].end, r.over = next.Close, n
	}
}

// reporterAt says whether a past of saying with و opens the paragraph, so that the reporter is back and the mark before it was a stray one.
func (r *reader) reporterAt(i int) bool {
	c := r.cues[i]
	if c < 0 {
		return false
	}
	v := &r.found[c]
	return v.kind == finite && v.clitics&doc.And != 0 && v.verb.Aspect == morph.Past && v.verb.Person == 3
}

func (r *reader) hasWord(content []span) bool {
	for _, s := range content {
		for i := s.first; i < s.end; i++ {
			if r.toks[i].Kind == doc.Word {
				return true
			}
		}
	}
	return false
}

// isAct says whether the rule reads a noun phrase and no clause or quotation as what was said.
func (r *reader) isAct(rule doc.RuleID) bool { return rule == ruleObject || rule == rulePrep }

// duplicate says whether a statement with these very words is there already: a second cue only repeats the attribution.
func (r *reader) duplicate(st *draft) bool {
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if r.spans[n].first == st.content[0].first && r.spans[n].end == st.content[len(st.content)-1].end {
			return true
		}
	}
	return false
}

// inContent returns the last statement of this sentence whose content holds the token, or -1.
func (r *reader) inContent(i int) int {
	for n := len(r.out) - 1; n >= r.oldest(); n-- {
		if r.spans[n].first <= i && i < r.spans[n].end {
			return n
		}
	}
	return -1
}

// oldest is the index of the first statement of this sentence that is still looked at.
func (r *reader) oldest() int { return max(r.here, len(r.out)-lookBack) }

// bytes returns the text span of the tokens.
func (r *reader) bytes(s span) text.Span {
	return text.Span{Start: r.toks[s.first].Start, End: r.toks[s.end-1].End}
}

func (r *reader) words(s span) string { return r.d.Text.At(r.bytes(s)) }

// nest finds, for each statement, the innermost one whose content holds it.
func (r *reader) nest() {
	for i := range r.out {
		for k := i - 1; k >= 0 && k > i-40; k-- {
			a, b := &r.spans[k], &r.spans[i]
			if a.first <= b.first && b.end <= a.end && a.first <= b.cue && b.cue < a.end {
				if r.out[k].SpeakerName != r.out[i].SpeakerName {
					r.out[i].NestedIn = k
				}
				break
			}
		}
		if k := r.out[i].NestedIn; k >= 0 && r.out[i].Via == "" {
			r.out[i].Via = r.out[k].SpeakerName
			r.out[i].ViaSpan = r.out[k].Speaker
		}
	}
}
