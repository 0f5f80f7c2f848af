package correction

import (
	"cmp"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/script"
)

// contact mends a contact.
func (m *mend) contact(c *Correction, at int) bool {
	e := &m.out.Record.Events[at]
	switch c.Field {
	case Remove:
		m.out.Record.Events = slices.Delete(m.out.Record.Events, at, at+1)
		return true
	case Type:
		e.Type = c.Value.Text
	case Status:
		e.Status = c.Value.Text
	case Date:
		e.Date, e.DateSpan = optional(c.Value.Text), nil
	case Place:
		m.place(at, c.Value.Text, c.rule())
	case PartyOut:
		for _, w := range c.Value.Who {
			m.partyOut(at, w)
		}
	case PartyIn:
		for _, w := range c.Value.Who {
			m.partyIn(at, w, c.rule())
		}
	}
	m.out.Record.Events[at].Rule = c.rule()
	return true
}

// place says where a contact was, or that it is not known.
func (m *mend) place(at int, name, rule string) {
	e := &m.out.Record.Events[at]
	e.Place, e.PlaceSpan = nil, nil
	if name != "" {
		x := m.who(Who{Name: name}, "LOC", rule, e.Trigger.Start)
		e.Place, e.PlaceSpan = x.name, x.span
	}
}

// partyOut takes somebody out of a contact, by the name, English name or role that it has there.
func (m *mend) partyOut(at int, w Who) {
	e := &m.out.Record.Events[at]
	e.Participants = slices.DeleteFunc(slices.Clone(e.Participants), func(p isnad.Participant) bool { return isParty(&p, w) })
}

func isParty(p *isnad.Participant, w Who) bool {
	name := script.String(w.Name)
	return w.World != "" && value(p.ID) == w.World || name != "" && (script.String(value(p.Name)) == name || p.Name == nil && script.String(value(p.Role)) == name || value(p.En) == w.Name)
}

func (m *mend) partyIn(at int, w Who, rule string) {
	if slices.ContainsFunc(m.out.Record.Events[at].Participants, func(p isnad.Participant) bool { return isParty(&p, w) }) {
		return
	}
	x := m.who(w, "PER", rule, m.out.Record.Events[at].Trigger.Start)
	e := &m.out.Record.Events[at]
	e.Participants = append(slices.Clone(e.Participants), isnad.Participant{Name: x.name, En: x.en, ID: x.id, Span: x.span})
}

func (m *mend) addContact(c *Correction, more *More, trigger isnad.Span) {
	at := m.find(Contact, c.Item)
	if at < 0 {
		at = m.insertContact(trigger)
	}
	for _, w := range c.Value.Who {
		m.partyIn(at, w, c.rule())
	}
	if more.Place != "" {
		m.place(at, more.Place, c.rule())
	}
	e := &m.out.Record.Events[at]
	e.Type, e.Status, e.Rule = cmp.Or(more.Type, e.Type), cmp.Or(more.Status, e.Status), c.rule()
	if more.Date != "" {
		e.Date, e.DateSpan = &more.Date, nil
	}
}

// insertContact puts a contact where its words stand among the others.
func (m *mend) insertContact(trigger isnad.Span) int {
	all := m.out.Record.Events
	at := slices.IndexFunc(all, func(e isnad.Event) bool { return e.Trigger.Start > trigger.Start })
	if at < 0 {
		at = len(all)
	}
	m.out.Record.Events = slices.Insert(all, at, isnad.Event{Type: "meeting", Trigger: trigger, Participants: []isnad.Participant{}, Status: "held"})
	return at
}
