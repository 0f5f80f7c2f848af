package isnad

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
)

// The names of the closed sets in a record, by their number.
var (
	manners    = [...]string{doc.Indirect: "indirect", doc.Direct: "direct", doc.Mixed: "mixed"}
	actNames   = [...]string{doc.Inform: "inform", doc.Demand: "demand", doc.Criticise: "criticise", doc.Approve: "approve", doc.Refuse: "refuse", doc.Commit: "commit", doc.Warn: "warn"}
	polarities = [...]string{doc.Asserts: "asserts", doc.Denies: "denies", doc.NotSaid: "not_said"}
	eventTypes = [...]string{doc.Meeting: "meeting", doc.Call: "call", doc.Visit: "visit", doc.Message: "message", doc.Signing: "signing", doc.Conference: "conference"}
	statuses   = [...]string{doc.Held: "held", doc.Ongoing: "ongoing", doc.Planned: "planned", doc.Failed: "failed", doc.Cancelled: "cancelled", doc.Postponed: "postponed", doc.Denied: "denied"}
	entities   = [...]string{doc.NoType: "", doc.Person: "PER", doc.Organisation: "ORG", doc.Place: "LOC"}
)

// converter turns byte spans into code points.
type converter struct {
	doc    *doc.Doc
	points *text.CodePoints
}

// newRecord writes a document's layers out as a record.
func newRecord(a Article, d *doc.Doc) Record {
	c := converter{doc: d, points: text.NewCodePoints(d.Text)}
	r := Record{Article: a,
		Statements: make([]Statement, 0, len(d.Statements)), Events: make([]Event, 0, len(d.Events)), Dates: make([]Date, 0, len(d.Dates)),
		Entities: make([]Entity, 0, len(d.Entities)), Sources: make([]Source, 0, len(d.Sources)), Furniture: make([]Furniture, 0, len(d.Furniture))}
	for i := range d.Statements {
		r.Statements = append(r.Statements, c.statement(&d.Statements[i]))
	}
	for i := range d.Events {
		r.Events = append(r.Events, c.event(&d.Events[i]))
	}
	for i := range d.Dates {
		if x := &d.Dates[i]; x.Value != "" {
			r.Dates = append(r.Dates, Date{Span: c.span(x.Span), Value: optional(x.Value), Rule: string(x.Rule)})
		}
	}
	r.Entities = c.entities(r.Entities)
	for _, s := range d.Sources {
		r.Sources = append(r.Sources, Source{Span: c.span(s.Span), Name: d.Text.At(s.Name), Rule: string(s.Rule)})
	}
	for _, f := range d.Furniture {
		r.Furniture = append(r.Furniture, Furniture{Span: c.span(f.Span), Rule: string(f.Rule)})
	}
	return r
}

func (c *converter) span(s text.Span) Span {
	return Span{Start: c.points.Of(s.Start), End: c.points.Of(s.End)}
}

// some is the span, or nil for an empty one.
func (c *converter) some(s text.Span) *Span {
	if s.Empty() {
		return nil
	}
	out := c.span(s)
	return &out
}

// optional is the text, or nil for an empty one.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (c *converter) statement(s *doc.Statement) Statement {
	out := Statement{
		Speaker: c.some(s.Speaker), SpeakerName: optional(s.SpeakerName), SpeakerEn: optional(s.SpeakerEn), SpeakerID: optional(s.SpeakerID),
		Cue: c.some(s.Cue), Content: make([]Span, len(s.Content)), Kind: manners[s.Manner], Act: actNames[s.Act], Polarity: polarities[s.Polarity],
		Via: optional(s.Via), ViaSpan: c.some(s.ViaSpan), Chain: s.Chain, Rule: string(s.Rule),
	}
	for i, p := range s.Content {
		out.Content[i] = c.span(p)
	}
	if s.NestedIn >= 0 {
		out.NestedIn = &s.NestedIn
	}
	return out
}

func (c *converter) event(e *doc.Event) Event {
	out := Event{
		Type: eventTypes[e.Type], Trigger: c.span(e.Trigger), Participants: make([]Participant, len(e.Participants)), Status: statuses[e.Status],
		Date: optional(e.Date), DateSpan: c.some(e.DateSpan), Place: optional(e.Place), PlaceSpan: c.some(e.PlaceSpan), TopicSpan: c.some(e.Topic), Rule: string(e.Rule),
	}
	if !e.Topic.Empty() {
		out.Topic = optional(c.doc.Text.At(e.Topic))
	}
	for i, p := range e.Participants {
		out.Participants[i] = Participant{Name: optional(p.Name), En: optional(p.En), ID: optional(p.ID), Role: optional(p.Role), Span: c.some(p.Span)}
	}
	return out
}

// entities writes the named entities with the places where each is mentioned.
func (c *converter) entities(out []Entity) []Entity {
	places := make([][]Span, len(c.doc.Entities))
	for i := range c.doc.Mentions {
		if m := &c.doc.Mentions[i]; m.Entity != doc.NoEntity {
			places[m.Entity] = append(places[m.Entity], c.span(m.Span))
		}
	}
	for i := range c.doc.Entities {
		e := &c.doc.Entities[i]
		if e.Name == "" || e.Type == doc.NoType {
			continue
		}
		aliases := e.Aliases
		if aliases == nil {
			aliases = []string{}
		}
		if places[i] == nil {
			places[i] = []Span{}
		}
		out = append(out, Entity{Name: e.Name, Type: entities[e.Type], Aliases: aliases, En: optional(e.En), ID: optional(e.ID), Mentions: places[i], Rule: string(e.Rule)})
	}
	return out
}
