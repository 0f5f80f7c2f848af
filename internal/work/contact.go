package work

import (
	"maps"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// contactBook holds the contacts that a batch may report again, by their keys.
type contactBook struct {
	byKey   map[string][]int64
	all     map[int64]*store.Contact
	reports map[int64][]ledger.Report
	sources map[int64]int64    // of a contact that the batch reports: the outlet of the report
	names   map[int64][]string // of a contact: its parties as they are called
	was     map[int64]string   // of a contact that was known: its status
	changed map[int64]bool
	next    int64
	q       *Queue
}

// reported is one article's report of a contact, before it is settled.
type reported struct {
	n       int
	report  ledger.Report
	keys    []string
	place   string
	parties []store.Party
	trigger isnad.Span
}

// meet settles the contacts that the batch's articles report.
func (s *settlement) meet() error {
	reports := make([][]reported, len(s.batch))
	var keys []string
	count := 0
	for i := range s.batch {
		reports[i] = s.reportsOf(&s.batch[i])
		count += len(reports[i])
		for _, r := range reports[i] {
			keys = append(keys, r.keys...)
		}
	}
	if err := s.openContacts(distinct(keys), count); err != nil {
		return err
	}
	for i := range s.batch {
		for _, r := range reports[i] {
			s.report(&s.batch[i].article, r)
		}
	}
	b := s.met
	for _, id := range sorted(b.changed) {
		c := b.all[id]
		life := ledger.LifeOf(b.reports[id], "")
		c.Status, c.Day, c.Reports = life.Status, life.Day, len(b.reports[id])
		s.out.Contacts = append(s.out.Contacts, *c)
	}
	return nil
}

func (s *settlement) openContacts(keys []string, count int) error {
	byKey, err := s.t.ContactKeys(s.ctx, keys)
	if err != nil {
		return err
	}
	wanted := among(byKey, s.again...)
	rows, err := s.t.Contacts(s.ctx, wanted)
	if err != nil {
		return err
	}
	reports, err := s.t.Reports(s.ctx, wanted)
	if err != nil {
		return err
	}
	names, err := s.t.PartyNames(s.ctx, wanted)
	if err != nil {
		return err
	}
	b := &contactBook{names: names, byKey: byKey, all: map[int64]*store.Contact{}, was: map[int64]string{}, reports: map[int64][]ledger.Report{}, sources: map[int64]int64{}, changed: map[int64]bool{}, q: s.q}
	for id, row := range rows {
		b.all[id], b.was[id] = &row, row.Status
		if b.reports[id], err = reportsFrom(reports[id]); err != nil {
			return err
		}
	}
	s.met = b
	if err := s.meetAgain(rows); err != nil {
		return err
	}
	b.next, err = s.t.Take(s.ctx, "contact", count)
	return err
}

// meetAgain has those contacts settled anew that have lost a report: who takes part in them, their status and what a search finds.
func (s *settlement) meetAgain(rows map[int64]store.Contact) error {
	b := s.met
	first := map[int64]int64{} // of a contact: its first article
	for _, id := range s.again {
		var names []string
		for _, r := range b.reports[id] {
			names = append(names, r.Names...)
		}
		if err := s.t.KeepParties(s.ctx, id, distinct(names)); err != nil {
			return err
		}
		b.changed[id] = true
		first[id] = int64(rows[id].Article)
	}
	texts, err := s.t.Texts(s.ctx, distinct(slices.Collect(maps.Values(first))))
	for id, article := range first {
		b.sources[id] = texts[article].SourceID
	}
	return err
}

// reportsOf returns the contacts of an article's record, with the parties as actors.
func (s *settlement) reportsOf(r *reading) []reported {
	out := make([]reported, 0, len(r.record.Events))
	for n := range r.record.Events {
		e := &r.record.Events[n]
		x := reported{n: n, place: value(e.Place), trigger: e.Trigger}
		x.report = ledger.Report{Type: e.Type, Status: e.Status, Day: value(e.Date), Published: dayOf(r.article.Published), Topic: value(e.Topic), Outlet: r.article.Source, Article: int64(r.article.ID)}
		for i := range e.Participants {
			s.addParty(r, &x, &e.Participants[i])
		}
		x.report.By = saidBy(&r.record, e.Trigger)
		x.report.Place = ledger.ActorID(s.actorNamed(r, x.place))
		s.countries(r, &x.report)
		x.keys = ledger.ContactKeys(x.report)
		out = append(out, x)
	}
	return out
}

// saidBy is the speaker in whose words the contact stands, the innermost one, or empty.
func saidBy(r *isnad.Record, trigger isnad.Span) string {
	by, width := "", 0
	for i := range r.Statements {
		for _, c := range r.Statements[i].Content {
			if c.Start <= trigger.Start && trigger.End <= c.End && (by == "" || c.End-c.Start < width) {
				by, width = value(r.Statements[i].SpeakerName), c.End-c.Start
			}
		}
	}
	return by
}

// addParty adds one who takes part: by world id, by the name of an entity, else by name only.
func (s *settlement) addParty(r *reading, x *reported, p *isnad.Participant) {
	name := value(p.Name)
	if name == "" {
		name = value(p.Role)
	}
	actor := s.actors.byWorld[r.article.ID][value(p.ID)]
	if actor == 0 {
		actor = s.actorNamed(r, name)
	}
	if name == "" && actor != 0 {
		name = s.actors.actors[actor].Name
	}
	switch id := ledger.ActorID(actor); {
	case actor == 0 && name == "":
		return
	case actor == 0:
		x.report.Names = append(x.report.Names, name)
	case !slices.Contains(x.report.Parties, id):
		x.report.Parties = append(x.report.Parties, id)
	}
	x.parties = append(x.parties, store.Party{Name: name, Actor: actor})
}

// countries sorts the parties and finds for whom each acts, and where the place is, by the world pack.
func (s *settlement) countries(r *reading, x *ledger.Report) {
	slices.Sort(x.Parties)
	for _, id := range x.Parties {
		x.For = append(x.For, s.countryOf(r, int64(id), x.Published))
	}
	if x.Place != 0 {
		x.PlaceIn = s.countryOf(r, int64(x.Place), x.Published)
	}
}

// countryOf returns the actor of the country that an actor belongs to or acts for on the day, itself if it is one; 0 where the article does not name
// it or nothing is known.
func (s *settlement) countryOf(r *reading, actor int64, day string) ledger.ActorID {
	country := s.q.countryOf(s.actors.actors[actor].WorldID, day)
	return ledger.ActorID(s.actors.byWorld[r.article.ID][country])
}

// report settles which contact is reported, a new one where none that is known fits.
func (s *settlement) report(a *store.Article, r reported) {
	b := s.met
	id := b.find(r)
	if id == 0 {
		if id = s.same.contact(r.trigger); id == 0 {
			id = b.next
			b.next++
		}
		b.all[id] = &store.Contact{ID: id, Type: r.report.Type, Article: a.ID}
	}
	c := b.all[id]
	if c.Place == "" {
		c.Place = r.place
	}
	if c.Topic == "" {
		c.Topic = r.report.Topic
	}
	b.reports[id] = append(b.reports[id], r.report)
	b.changed[id] = true
	b.sources[id] = a.SourceID
	for _, k := range r.keys {
		if !slices.Contains(b.byKey[k], id) {
			b.byKey[k] = append(b.byKey[k], id)
			s.out.Meets = append(s.out.Meets, store.Key[string]{Key: k, ID: id})
		}
	}
	for _, p := range r.parties {
		p.Contact = id
		s.out.Parties = append(s.out.Parties, p)
		if !slices.Contains(b.names[id], p.Name) {
			b.names[id] = append(b.names[id], p.Name)
		}
	}
	s.out.Reports = append(s.out.Reports, store.Report{Article: a.ID, N: r.n, Contact: id, Data: mustJSON(r.report)})
}

func (b *contactBook) find(r reported) int64 {
	seen := map[int64]bool{}
	for _, k := range r.keys {
		for _, id := range b.byKey[k] {
			if seen[id] || b.all[id] == nil {
				continue
			}
			seen[id] = true
			if _, same := ledger.SameContact(b.reports[id], r.report); same {
				return id
			}
		}
	}
	return 0
}

// units makes what a search finds of the contacts that are new or changed.
func (b *contactBook) units() []store.Unit {
	var out []store.Unit
	for _, id := range sorted(b.changed) {
		out = append(out, b.q.contactUnit(b.all[id], b.names[id], b.reports[id][0].Published, b.sources[id]))
	}
	return out
}
