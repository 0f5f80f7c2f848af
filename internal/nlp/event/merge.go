package event

import (
	"slices"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// keep keeps a draft that names the parties its type needs; one that only points back to a contact adds to that one what it knows.
func (f *finder) keep(d draft) {
	f.nameCounterparts(&d)
	if f.pointsBack(&d) {
		return
	}
	d.unnamed = d.place < 0 && (d.unnamed || d.typ == doc.Visit && d.rule == ruleNoun && f.leadsSomewhere(d.end))
	if f.isInterview(&d) {
		return
	}
	f.dropUnnamed(&d)
	if !f.collective(&d) && (!f.alone(&d) && !f.complete(&d) || !f.named(&d)) || !f.fixed(&d) {
		return
	}
	if k := f.twin(&d); k >= 0 {
		f.fold(&f.drafts[k], &d)
		return
	}
	f.drafts = append(f.drafts, d)
	f.lendDate()
}

// keepEach keeps the draft of the part n: one for each of those whom somebody calls in turn (مكالمات مع الوزير والسفير), and one for each place that
// somebody visits (زار مصر وليبيا).
func (f *finder) keepEach(n int, d draft) {
	if d.caller > 0 && len(d.parties) > 2 && f.areNamed(d.parties) {
		all := d.parties
		for i := range all {
			if i != d.caller-1 {
				d.parties = []party{all[d.caller-1], all[i]}
				f.keep(d)
			}
		}
		return
	}
	f.keep(d)
	if d.typ != doc.Visit || d.place < 0 {
		return
	}
	for i := max(n-2, 0); i < len(f.parts) && i < n+8; i++ {
		if f.parts[i].mention != d.place || f.parts[i].kind != name {
			continue
		}
		end := min(f.afterJoined(i), i+reach)
		for k := i + 1; k < end && f.isPlacePart(&f.parts[k]); k++ {
			next := d
			next.parties, next.place = slices.Clone(d.parties), f.parts[k].mention
			f.keep(next)
		}
		return
	}
}

// areNamed says whether all parties are people with a name.
func (f *finder) areNamed(parties []party) bool {
	for _, p := range parties {
		if p.mention < 0 || f.d.Mentions[p.mention].Entity == doc.NoEntity || f.d.Mentions[p.mention].Type != doc.Person {
			return false
		}
	}
	return true
}

// dropUnnamed takes those out of the parties who are only called by what they are: مسؤولون, الوزراء.
func (f *finder) dropUnnamed(d *draft) {
	kept := d.parties[:0]
	for _, p := range d.parties {
		if p.mention >= 0 && p.ID == "" && f.isUnnamed(&f.d.Mentions[p.mention]) || p.mention < 0 && p.ID == "" && f.isSomebody(p.Span) {
			d.others = true
			continue
		}
		kept = append(kept, p)
	}
	d.parties = kept
}

// isUnnamed says whether the mention is only a word for people of a kind: مسؤولون, كبار المسؤولين.
func (f *finder) isUnnamed(m *doc.Mention) bool {
	if m.Entity != doc.NoEntity || !m.Plural || m.Office >= 0 || m.Counterpart {
		return false
	}
	return m.End == m.First+1 || m.End == m.First+2 && f.p.ContactPart(&f.toks[m.First])&lang.ContactGroup != 0 && f.p.ClassOf(&f.toks[m.First+1]).Has(lang.People)
}

// isSomebody says whether the words are only who comes along (الوفد المرافق), or one word for some people (القادة).
func (f *finder) isSomebody(s text.Span) bool {
	last := f.tokenAt(s.End - 1)
	return strings.HasPrefix(f.toks[last].Fold, "المرافق") || last == f.tokenAt(s.Start) && f.p.ContactPart(&f.toks[last])&lang.ContactGroup != 0
}

// alone says whether a contact may stand with one named party: others without a name take part, or where or when it was is told of a meeting in
// which somebody spoke.
func (f *finder) alone(d *draft) bool {
	if len(d.parties) != 1 {
		return false
	}
	if d.typ == doc.Call && (d.rule == ruleVerb || d.occasion || d.carried) {
		return true // on the telephone nobody is alone
	}
	return d.others || d.typ == doc.Meeting && d.rule == ruleNoun && d.occasion && (d.dated || d.place >= 0)
}

// twin returns the draft that is the same contact, or -1.
func (f *finder) twin(d *draft) int {
	for i := f.oldest(); i < len(f.drafts); i++ {
		if f.same(&f.drafts[i], d) {
			return i
		}
	}
	return -1
}

// lendDate gives a visit the day of the meeting that it is made for, in the same sentence: "يتوجه إلى موسكو للقاء نظيره غدا"; and the meeting the
// visit's place.
func (f *finder) lendDate() {
	n := len(f.drafts)
	if n < 2 {
		return
	}
	a, b := &f.drafts[n-2], &f.drafts[n-1]
	if a.typ != doc.Visit || a.sentence != b.sentence || !b.purpose || !has(b.parties, &a.parties[0]) {
		return
	}
	if a.date < 0 && a.status == b.status {
		a.date = b.date
	}
	if b.place < 0 {
		b.place = a.place
	}
}

// named says whether at least one party has a name.
func (f *finder) named(d *draft) bool {
	for _, p := range d.parties {
		if p.ID != "" || p.Name != "" && (p.mention < 0 || f.d.Mentions[p.mention].Entity != doc.NoEntity) {
			return true
		}
	}
	return false
}

// isInterview says whether somebody only met the press: لقاء مع صحيفة.
func (f *finder) isInterview(d *draft) bool {
	if d.typ != doc.Meeting && d.typ != doc.Call {
		return false
	}
	for n := range d.parties {
		m := d.parties[n].mention
		if m < 0 {
			continue
		}
		if f.p.ContactPart(&f.toks[f.d.Mentions[m].First])&lang.ContactPress != 0 {
			return true
		}
		if f.d.Mentions[m].Thing < 0 {
			continue
		}
		if t := &f.p.World.Things[f.d.Mentions[m].Thing]; t.Kind == world.Body && (t.Sub == "media" || t.Sub == "agency") {
			return true
		}
	}
	return false
}

// oldest is the first draft that is still looked back at: a bound, so that a text of nothing but contacts costs no more than its length.
func (f *finder) oldest() int { return max(0, len(f.drafts)-128) }

// fixed says whether a visit has somewhere to go, or somebody who receives.
func (f *finder) fixed(d *draft) bool {
	return d.typ != doc.Visit || d.place >= 0 || len(d.parties) >= 2 || d.unnamed
}

// leadsSomewhere says whether إلى or ل leads in where a visit goes, though that is no place by name.
func (f *finder) leadsSomewhere(k int) bool {
	if k >= len(f.toks) || f.toks[k].Kind != doc.Word {
		return false
	}
	if f.prepositionAt(k) == to {
		return true
	}
	for _, r := range f.toks[k].Readings {
		if r.Form != 0 && r.Clitics&doc.For != 0 {
			return f.p.Info(r.Form).Class.Has(lang.Common | lang.BodyHead | lang.PlaceHead | lang.NameStart)
		}
	}
	return false
}

// pointsBack says whether the draft names the contact with the article and no two parties (الاجتماع), and so means one told before. A call so
// named settles the means of a contact that were open.
func (f *finder) pointsBack(d *draft) bool {
	if !d.definite || len(d.parties) >= 2 && !d.pair {
		return false
	}
	for i := len(f.drafts) - 1; i >= f.oldest(); i-- {
		e := &f.drafts[i]
		if e.status == doc.Held && (d.status == doc.Planned || d.status == doc.Ongoing) {
			continue // it goes on another time
		}
		if !(e.typ == d.typ || e.open && d.typ == doc.Call || e.received && d.typ == doc.Meeting) {
			continue
		}
		if len(d.parties) == 0 && d.typ != doc.Visit || len(d.parties) > 0 && has(e.parties, &d.parties[0]) {
			if e.open && d.typ == doc.Call {
				e.typ, e.open = d.typ, false
			}
			f.addBack(e, d)
			return true
		}
	}
	return false
}

// addBack gives a contact the day and place that a later look back at it has; a day that lies before another contact's is not its own.
func (f *finder) addBack(e, d *draft) {
	if e.date < 0 && d.date >= 0 && d.dated && d.status == e.status {
		e.date = d.date
	}
	if e.place < 0 {
		e.place = d.place
	}
}

// same says whether two drafts are one contact: of one type, with days that agree, and the parties of one all among the other's.
func (f *finder) same(a, b *draft) bool {
	if a.typ == doc.Visit && b.typ == doc.Visit && a.received != b.received && len(a.parties) != len(b.parties) {
		return false
	}
	if a.typ != b.typ && !(a.open && b.typ == doc.Call) && !(b.open && a.typ == doc.Call) && !(a.received && b.typ == doc.Meeting && len(a.parties) == len(b.parties)) || !f.daysAgree(a, b) {
		return false
	}
	if f.sameStates(a, b) {
		return true
	}
	small, large := a, b
	if len(small.parties) > len(large.parties) {
		small, large = large, small
	}
	for n := range small.parties {
		if !has(large.parties, &small.parties[n]) {
			return false
		}
	}
	if a.unnamed && b.place >= 0 || b.unnamed && a.place >= 0 {
		return false
	}
	if a.typ == doc.Visit && a.place >= 0 && b.place >= 0 && !f.samePlace(a.place, b.place) {
		return false
	}
	if a.typ == doc.Message || b.status == doc.Denied && len(a.parties) >= len(b.parties) {
		return true // somebody denies what the article has told
	}
	return a.status == b.status || a.date >= 0 && b.date >= 0 || a.status == doc.Held && a.date < 0 || b.status == doc.Held && b.date < 0
}

// sameStates says whether one of two meetings or calls is told of countries and the other of those who act for just them.
func (f *finder) sameStates(a, b *draft) bool {
	if a.typ != doc.Meeting && a.typ != doc.Call || len(a.parties) != 2 || len(b.parties) != 2 || a.status != b.status || f.isCountry(&a.parties[0]) == f.isCountry(&b.parties[0]) {
		return false
	}
	for i := range a.parties {
		x, ok := f.countryOf(&a.parties[i])
		if !ok {
			return false
		}
		y, ok := f.countryOf(&b.parties[0])
		z, also := f.countryOf(&b.parties[1])
		if !(ok && x == y || also && x == z) {
			return false
		}
	}
	return f.isCountry(&a.parties[0]) == f.isCountry(&a.parties[1]) && f.isCountry(&b.parties[0]) == f.isCountry(&b.parties[1])
}

func (f *finder) isCountry(p *party) bool {
	thing, ok := f.p.World.ByID(p.ID)
	return p.ID != "" && ok && f.p.World.Things[thing].Kind == world.Country
}

// countryOf returns the party itself if it is a country, else the one for which it acts.
func (f *finder) countryOf(p *party) (world.ThingID, bool) {
	if f.isCountry(p) {
		return f.p.World.ByID(p.ID)
	}
	return f.stateOf(p)
}

func (f *finder) samePlace(a, b int) bool {
	x, y := &f.d.Mentions[a], &f.d.Mentions[b]
	if x.Entity == y.Entity || x.Thing < 0 || y.Thing < 0 || x.Thing == y.Thing {
		return true
	}
	p, q := &f.p.World.Things[x.Thing], &f.p.World.Things[y.Thing]
	return p.Of == q.Bare() || q.Of == p.Bare() // a city and its country
}

func has(parties []party, p *party) bool {
	for n := range parties {
		if sameParty(&parties[n], p) {
			return true
		}
	}
	return false
}

func (f *finder) daysAgree(a, b *draft) bool {
	if a.date < 0 || b.date < 0 {
		return true
	}
	x, y := f.day(a.date), f.day(b.date)
	return x == y || len(x) < len(y) && y[:len(x)] == x || len(y) < len(x) && x[:len(y)] == y
}

// fold adds what the second report of a contact knows to the first.
func (f *finder) fold(a, b *draft) {
	if len(b.parties) > len(a.parties) || len(b.parties) == len(a.parties) && f.isCountry(&a.parties[0]) && !f.isCountry(&b.parties[0]) {
		a.parties = b.parties
	}
	if a.date < 0 || b.date >= 0 && len(f.day(b.date)) > len(f.day(a.date)) {
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
	if a.open && b.typ == doc.Call {
		a.typ = doc.Call
	}
	a.open = a.open && b.open
	if a.status == doc.Held && b.status != doc.Denied {
		a.status = b.status
	}
}

// merged writes the drafts out.
func (f *finder) merged() []doc.Event {
	f.nameDelegations()
	out := make([]doc.Event, 0, len(f.drafts))
	for i := range f.drafts {
		d := &f.drafts[i]
		e := doc.Event{Type: d.typ, Status: d.status, Topic: d.topic, Rule: d.rule,
			Trigger: text.Span{Start: f.toks[d.first].Start, End: f.toks[d.end-1].End}}
		for _, p := range d.parties {
			e.Participants = append(e.Participants, p.Participant)
		}
		if d.date >= 0 {
			e.Date, e.DateSpan = f.day(d.date), f.d.Dates[d.date].Span
		}
		if d.place >= 0 {
			m := &f.d.Mentions[d.place]
			e.PlaceSpan = m.Span
			e.Place = f.placeName(m)
		}
		out = append(out, e)
	}
	return out
}

// placeName returns the place as the article names it, without a clitic or a preposition.
func (f *finder) placeName(m *doc.Mention) string {
	return f.words(m.First, m.End)
}
