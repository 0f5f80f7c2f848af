// Package event finds the contacts that an article reports, plans or denies: who met, called or visited whom, when and where.
//
// In: tokens, sentences, mentions, entities, dates, statements. Out: events in the order of their first trigger, one a contact.
// From "التقى لافروف نظيره التركي في موسكو أمس" comes a meeting of the two, held yesterday, in موسكو; from "Lavrov met his Turkish
// counterpart in Moscow yesterday" the same.
package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
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
	for n := range d.Sentences {
		f.sentence(n)
	}
	return f.merged()
}

type finder struct {
	d       *doc.Doc
	p       *lang.Pack
	toks    []doc.Token
	mention []int32 // of a token: the mention that covers it, or -1
	date    []int32 // of a token: the date that covers it, or -1
	sent    doc.Sentence
	drafts  []draft
	spoke   int // index of the next statement whose cue may lie before the token in hand
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
}

// party is a participant under way.
type party struct {
	mention int // index of the mention that shows it, or -1
	doc.Participant
}

func newFinder(d *doc.Doc, p *lang.Pack) *finder {
	n := len(d.Tokens)
	arena := make([]int32, 2*n)
	for i := range arena {
		arena[i] = -1
	}
	f := &finder{d: d, p: p, toks: d.Tokens, mention: arena[:n], date: arena[n:]}
	for i, m := range d.Mentions {
		for k := m.First; k < m.End; k++ {
			f.mention[k] = int32(i)
		}
	}
	for i, x := range d.Dates {
		for k := x.First; k < x.End && k < n; k++ {
			f.date[k] = int32(i)
		}
	}
	return f
}

// sentence finds the triggers of one sentence.
func (f *finder) sentence(n int) {
	f.sent = f.d.Sentences[n]
	if f.isFurniture(f.sent.First) {
		return
	}
	for i := f.sent.First; i < f.sent.End; i++ {
		if f.toks[i].Kind != doc.Word || f.mention[i] >= 0 || f.date[i] >= 0 {
			continue
		}
		d := draft{date: -1, place: -1, sentence: n}
		switch {
		case f.verb(i, &d), f.noun(i, &d):
			f.keep(d)
			i = d.end - 1
		}
	}
}

func (f *finder) isFurniture(i int) bool {
	for _, x := range f.d.Furniture {
		if x.Start <= f.toks[i].Start && f.toks[i].Start < x.End {
			return true
		}
	}
	return false
}

// verb reads a verb of contact with its subject and its object or companion.
func (f *finder) verb(i int, d *draft) bool {
	c, v, ok := f.p.ContactVerb(&f.toks[i])
	if !ok || v.Voice == morph.Passive && !c.Object {
		return false
	}
	d.typ, d.first, d.end, d.rule = c.Type, i, i+1, ruleVerb
	d.status = f.verbStatus(i, v)
	subject := f.subject(i, v)
	if subject >= 0 {
		f.join(d, subject)
	}
	f.scanVerb(d, c, v, subject)
	f.circumstances(d, i)
	return true
}

// scanVerb looks right of the verb for the other party and the place.
func (f *finder) scanVerb(d *draft, c lang.Contact, v lang.VerbReading, subject int) {
	for i := d.end; i < f.limit(d.first); i++ {
		m := f.starts(i)
		if m < 0 {
			continue
		}
		link := f.link(i)
		switch {
		case m == subject:
		case link == with && c.With, link == by && c.By:
			f.join(d, m)
			f.joinRest(d, m)
		case (link == bare || link == and) && c.Object && f.isActor(m):
			f.join(d, m)
			f.joinRest(d, m)
		case (link == bare || link == to || link == by) && d.typ == doc.Visit && f.isPlace(m) && d.place < 0:
			d.place = m
		case link == and && len(d.parties) > 0 && f.isActor(m) && f.d.Mentions[m].First == f.lastEnd(d):
			f.join(d, m)
		}
		i = f.d.Mentions[m].End - 1
	}
}

// lastEnd is the token after the last party.
func (f *finder) lastEnd(d *draft) int {
	if n := len(d.parties); n > 0 && d.parties[n-1].mention >= 0 {
		return f.d.Mentions[d.parties[n-1].mention].End
	}
	return -1
}

// noun reads a noun of contact: who is named after it, with it or before it.
func (f *finder) noun(i int, d *draft) bool {
	c, end, owned, ok := f.p.ContactNoun(f.toks, i)
	if !ok {
		return false
	}
	d.typ, d.first, d.end, d.rule = c.Type, i, end, ruleNoun
	if owned {
		f.joinOwner(d, i)
	}
	f.scanNoun(d)
	if !f.complete(d) && !owned {
		f.joinOwner(d, i)
	}
	d.status = f.nounStatus(i)
	f.circumstances(d, i)
	return true
}

// scanNoun looks right of the noun for parties and place: "بين … و…", "مع …", a genitive.
func (f *finder) scanNoun(d *draft) {
	between := false
	for i := d.end; i < f.limit(d.first); i++ {
		if f.toks[i].Kind == doc.Word && f.toks[i].Fold == "بين" {
			between = true
			continue
		}
		m := f.starts(i)
		if m < 0 {
			if f.toks[i].Kind == doc.Punct && f.toks[i].Mark == ',' && !f.goesOn(i+1) {
				break
			}
			continue
		}
		link := f.link(i)
		switch {
		case between && (link == bare || link == and || link == among):
			f.join(d, m)
		case link == with:
			f.join(d, m)
			f.joinRest(d, m)
		case link == to && d.typ == doc.Visit && f.isPlace(m) && d.place < 0, link == to && d.typ == doc.Visit && d.place < 0 && f.isPlace(m):
			d.place = m
		case (link == bare || link == by) && i-d.end <= 2 && f.isActor(m) && !(d.typ == doc.Visit && f.isPlace(m)):
			f.join(d, m)
			f.joinRest(d, m)
		case d.typ == doc.Visit && f.isPlace(m) && i == d.end && d.place < 0:
			d.place = m
		case link == from && (d.typ == doc.Call || d.typ == doc.Message):
			f.join(d, m)
		case link == to && (d.typ == doc.Call || d.typ == doc.Message):
			f.join(d, m)
		}
		i = f.d.Mentions[m].End - 1
	}
}

// goesOn says whether after a comma the phrase of the contact goes on: "، مع", "، في", a date.
func (f *finder) goesOn(i int) bool {
	if i >= f.sent.End {
		return false
	}
	switch f.toks[i].Fold {
	case "مع", "في", "بين", "بحضور", "بمشاركه":
		return true
	}
	return f.date[i] >= 0
}

// joinRest takes the parties that و joins to the mention.
func (f *finder) joinRest(d *draft, m int) {
	for n := 0; n < 6; n++ {
		next := f.starts(f.d.Mentions[m].End)
		if next < 0 || f.link(f.d.Mentions[m].End) != and || !f.isActor(next) {
			return
		}
		f.join(d, next)
		m = next
	}
}

// complete says whether the contact has the parties that its type needs.
func (f *finder) complete(d *draft) bool {
	switch d.typ {
	case doc.Visit, doc.Conference:
		return len(d.parties) >= 1
	}
	return len(d.parties) >= 2
}
