package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
)

// keep keeps a draft that names the parties its type needs.
func (f *finder) keep(d draft) {
	if !f.complete(&d) || !f.named(&d) {
		return
	}
	for i := range f.drafts {
		if f.same(&f.drafts[i], &d) {
			f.fold(&f.drafts[i], &d)
			return
		}
	}
	f.drafts = append(f.drafts, d)
}

// named says whether at least one party has a name.
func (f *finder) named(d *draft) bool {
	for _, p := range d.parties {
		if p.Name != "" && (p.mention < 0 || f.d.Mentions[p.mention].Entity != doc.NoEntity) {
			return true
		}
	}
	return false
}

// same says whether two drafts are one contact: of one type, with days that agree, and the parties of one all among the other's.
func (f *finder) same(a, b *draft) bool {
	if a.typ != b.typ || !f.daysAgree(a, b) {
		return false
	}
	small, large := a, b
	if len(small.parties) > len(large.parties) {
		small, large = large, small
	}
	for _, p := range small.parties {
		if !has(large.parties, p) {
			return false
		}
	}
	return a.status == b.status || a.status == doc.Held || b.status == doc.Held
}

func has(parties []party, p party) bool {
	for _, q := range parties {
		if q.Name == p.Name && q.En == p.En {
			return true
		}
	}
	return false
}

func (f *finder) daysAgree(a, b *draft) bool {
	if a.date < 0 || b.date < 0 {
		return true
	}
	x, y := f.d.Dates[a.date].Value, f.d.Dates[b.date].Value
	return x == y || len(x) < len(y) && y[:len(x)] == x || len(y) < len(x) && x[:len(y)] == y
}

// fold adds what the second report of a contact knows to the first.
func (f *finder) fold(a, b *draft) {
	if len(b.parties) > len(a.parties) {
		a.parties = b.parties
	}
	if a.date < 0 || b.date >= 0 && len(f.d.Dates[b.date].Value) > len(f.d.Dates[a.date].Value) {
		if b.date >= 0 {
			a.date = b.date
		}
	}
	if a.place < 0 {
		a.place = b.place
	}
	if a.topic.Empty() {
		a.topic = b.topic
	}
	if a.status == doc.Held {
		a.status = b.status
	}
}

// merged writes the drafts out.
func (f *finder) merged() []doc.Event {
	out := make([]doc.Event, 0, len(f.drafts))
	for i := range f.drafts {
		d := &f.drafts[i]
		e := doc.Event{Type: d.typ, Status: d.status, Topic: d.topic, Rule: d.rule,
			Trigger: text.Span{Start: f.toks[d.first].Start, End: f.toks[d.end-1].End}}
		for _, p := range d.parties {
			e.Participants = append(e.Participants, p.Participant)
		}
		if d.date >= 0 {
			x := &f.d.Dates[d.date]
			e.Date, e.DateSpan = x.Value, x.Span
		}
		if d.place >= 0 {
			m := &f.d.Mentions[d.place]
			e.PlaceSpan = m.Span
			e.Place = f.d.Text.At(m.Span)
		}
		out = append(out, e)
	}
	return out
}
