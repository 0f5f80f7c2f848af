// Package event finds the contacts that an article reports, plans or denies: who met, called or visited whom, when and where.
//
// In: tokens, sentences, mentions, entities, dates, statements. Out: events in the order of their first trigger, one a contact.
// From "التقى لافروف نظيره التركي في موسكو أمس" comes a meeting of the two, held yesterday, in موسكو; from "Lavrov met his Turkish
// counterpart in Moscow yesterday" the same.
//
// The way there: each sentence is parted into phrases and verbs (part.go), which stand in clauses (clause.go), in each of which somebody acts (actor.go).
// A verb or noun of contact opens a draft (verb.go, noun.go); of a noun, the verb that it depends on is found first (governor.go). Parties, status, day and
// place come from its clause alone (party.go, status.go, circumstance.go); and drafts that tell of one contact become one (merge.go).
package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
)

// Rule ids of the ways a contact is found; packs/ar/rules/event.yaml has their notes and examples.
const (
	ruleVerb doc.RuleID = "ar.event.verb-of-contact"
	ruleNoun doc.RuleID = "ar.event.noun-of-contact"
)

// Find returns the contacts of the document, whose lower layers are filled.
func Find(d *doc.Doc, p *lang.Pack) []doc.Event {
	f := newFinder(d, p)
	for n, s := range d.Sentences {
		for ; s.End-s.First > longest; s.First += longest {
			f.sentence(n, s.First, s.First+longest)
		}
		f.sentence(n, s.First, s.End)
	}
	return f.merged()
}

// longest is the number of tokens of a sentence that are read together. The news has none as long; a text without full stops, in which each
// phrase could be tied to each other one, is read in stretches.
const longest = 400

type finder struct {
	d       *doc.Doc
	p       *lang.Pack
	toks    []doc.Token
	mention []int32 // of a token: the mention that covers it, or -1
	date    []int32 // of a token: the date that covers it, or -1
	women   []bool  // of an entity: some mention has it as a woman
	cue     []int32 // of a token: the statement whose cue it opens, or -1
	shuts   []int32 // of a token that opens a quotation of several words: the one that closes it, or -1
	sent    doc.Sentence
	rels    []int    // the clauses that say more of the noun in hand
	parts   []part   // of the sentence in hand; kept between sentences for their room
	clauses []clause // of the sentence in hand
	drafts  []draft
	offices *offices // nil until asked for
	skip    int      // the first furniture that does not end before the sentence in hand
	leader  party    // who acts in the sentences so far: the one that a verb without a subject means
	female  bool     // that the leader is a woman
	news    int      // the day of the news so far, an index of a date, or -1
	said    int      // the statements whose cues stand before the sentence in hand
	spoke   bool     // that the leader is only the one who speaks, and may speak of another
}

// draft is a contact under way.
type draft struct {
	typ      doc.EventType
	first    int // trigger, in tokens
	end      int
	parties  []party
	status   doc.Status
	date     int // index of the date, or -1
	place    int // index of the mention, or -1
	topic    text.Span
	rule     doc.RuleID
	sentence int
	open     bool // the means are open: a meeting or a call
	definite bool // the noun points back: الاجتماع
	occasion bool // it is told as the occasion of what somebody said or did
	body     bool // a body may be the only party
	received bool // somebody receives somebody
	pair     bool // its parties are those of another contact: بين الجانبين
	carried  bool // a verb carries it: بعث رسالة
	with     bool // مع leads a party in
	held     bool // the only party is who holds it: عقد المجلس اجتماعا
	caller   int  // of several calls: one more than the index of who makes them, else 0
	dated    bool // its own clause has its date
	others   bool // some without a name take part too: مسؤولون
	purpose  bool // ل leads the noun in: للقاء
	unnamed  bool // a visit to somewhere that has no name here
}

// party is a participant under way.
type party struct {
	mention int // index of the mention that shows it, or -1
	doc.Participant
}

func newFinder(d *doc.Doc, p *lang.Pack) *finder {
	n := len(d.Tokens)
	arena := make([]int32, 4*n)
	for i := range arena {
		arena[i] = -1
	}
	f := &finder{d: d, p: p, toks: d.Tokens, mention: arena[:n], date: arena[n : 2*n], cue: arena[2*n : 3*n], shuts: arena[3*n:], news: -1}
	for i, m := range d.Mentions {
		if p.ContactPart(&d.Tokens[m.First])&lang.ContactPair != 0 && m.Entity == doc.NoEntity {
			continue // الوزيران: those named before
		}
		for k := m.First; k < m.End; k++ {
			f.mention[k] = int32(i)
		}
	}
	for i, x := range d.Dates {
		for k := x.First; k < x.End && k < n; k++ {
			f.date[k] = int32(i)
		}
	}
	for _, q := range d.Quotes {
		if q.Balanced && q.Close-q.Open >= 4 && q.Close < n && !f.isName(q) {
			f.shuts[q.Open] = int32(q.Close)
		}
	}
	f.women = make([]bool, len(d.Entities))
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Female && m.Entity != doc.NoEntity {
			f.women[m.Entity] = true
		}
	}
	f.markCues()
	return f
}

// isName says whether a quotation holds nothing but a name.
func (f *finder) isName(q doc.Quote) bool {
	m := f.mention[q.Open+1]
	return m >= 0 && f.d.Mentions[m].End >= q.Close
}

// markCues notes at which token each statement's cue begins.
func (f *finder) markCues() {
	for i := range f.d.Statements {
		s := &f.d.Statements[i]
		if s.Cue.Empty() || s.SpeakerName == "" {
			continue
		}
		if k := f.tokenAt(s.Cue.Start); k >= 0 && f.cue[k] < 0 {
			f.cue[k] = int32(i)
		}
	}
}

// tokenAt returns the last token that starts at or before the offset, or -1.
func (f *finder) tokenAt(offset int) int {
	lo, hi := 0, len(f.toks)
	for lo < hi {
		if mid := (lo + hi) / 2; f.toks[mid].Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// sentence finds the triggers of one sentence, or of a stretch of a long one.
func (f *finder) sentence(n, first, end int) {
	f.sent = f.d.Sentences[n]
	f.sent.First, f.sent.End = first, end
	if f.isFurniture(f.sent.First) {
		return
	}
	f.chunk()
	for i := range f.parts {
		d := draft{date: -1, place: -1, sentence: n}
		switch f.parts[i].kind {
		case verb:
			if f.verb(i, &d) {
				f.keepEach(i, d)
			}
		case contact:
			if f.noun(i, &d) {
				f.keepEach(i, d)
			}
		}
	}
	f.noteLeader()
	f.noteNews()
}

func (f *finder) isFurniture(i int) bool {
	at := f.toks[i].Start
	for f.skip < len(f.d.Furniture) && f.d.Furniture[f.skip].End <= at {
		f.skip++
	}
	return f.skip < len(f.d.Furniture) && f.d.Furniture[f.skip].Start <= at
}

// noteLeader keeps who acts in the sentence: the speaker of its first cue, else its first person in the place of a subject.
func (f *finder) noteLeader() {
	for i := range f.parts {
		p := &f.parts[i]
		if s := f.clauses[p.clause].cue; s >= 0 && p.kind == verb {
			f.leader = f.speakerParty(s)
			f.female, f.spoke = f.leader.mention >= 0 && f.isWoman(f.leader.mention), true
			return
		}
		if p.kind != name || p.mention < 0 || p.link != bare {
			continue
		}
		if x := &f.d.Mentions[p.mention]; x.Type == doc.Person || x.Office >= 0 {
			f.leader, f.female, f.spoke = f.partyOf(nil, p.mention), f.isWoman(p.mention), false
			return
		}
	}
}
