package correction

import (
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/script"
)

// mend is a record while corrections are put into it.
type mend struct {
	out    Applied
	points []rune
}

func newMend(r isnad.Record) *mend {
	r.Statements, r.Events, r.Entities = slices.Clone(r.Statements), slices.Clone(r.Events), slices.Clone(r.Entities)
	return &mend{out: Applied{Record: r, Actors: map[int]int64{}}, points: []rune(r.Article.Text)}
}

// apply says whether the words are there and the item is.
func (m *mend) apply(c *Correction) bool {
	if c.Field == Missing {
		return m.add(c)
	}
	at := m.find(c.Kind, c.Item)
	switch {
	case at < 0:
		return c.Field == Remove && len(m.located(c.Item.Words)) > 0 // it is not read any more: as it was wished
	case c.Kind == Statement:
		return m.statement(c, at)
	default:
		return m.contact(c, at)
	}
}

func (m *mend) located(all []Selector) (out []isnad.Span) {
	for i := range all {
		if span, ok := all[i].Find(m.points); ok {
			out = append(out, span)
		}
	}
	return out
}

// enough is how much of an item's words must be the same for it to be the one that is meant. The same cue is worth as much, if any of the words are.
const enough = 0.5

// find returns the number of the item that is meant, or -1.
func (m *mend) find(kind string, item Item) int {
	words := m.located(item.Words)
	if len(words) == 0 {
		return -1
	}
	score := m.contactScore
	n := len(m.out.Record.Events)
	if kind == Statement {
		n = len(m.out.Record.Statements)
		score = m.statementScore(item)
	}
	best := 0.0
	var all []int // those that fit best
	for i := range n {
		x := score(i, words)
		if x > best {
			best, all = x, nil
		}
		if x == best {
			all = append(all, i)
		}
	}
	if best < enough {
		return -1
	}
	return all[max(0, min(item.Nth, len(all)-1))]
}

func (m *mend) contactScore(i int, words []isnad.Span) float64 {
	return shared([]isnad.Span{m.out.Record.Events[i].Trigger}, words)
}

func (m *mend) statementScore(item Item) func(int, []isnad.Span) float64 {
	var cue isnad.Span
	if item.Cue != nil {
		cue, _ = item.Cue.Find(m.points)
	}
	return func(i int, words []isnad.Span) float64 {
		s := &m.out.Record.Statements[i]
		score := shared(s.Content, words)
		if score > 0 && item.Cue != nil && s.Cue != nil && *s.Cue == cue {
			score += enough
		}
		return score
	}
}

// named is somebody as the record names them.
type named struct {
	name, en, id *string
	span         *isnad.Span // the mention that is nearest
}

// who returns the entity of somebody, a new one where the article names none, and its mention nearest to a position.
func (m *mend) who(w Who, usual, rule string, near int) named {
	at := m.entity(w)
	if at < 0 {
		at = len(m.out.Record.Entities)
		kind := w.Type
		if kind == "" {
			kind = usual
		}
		m.out.Record.Entities = append(m.out.Record.Entities, isnad.Entity{Name: w.Name, Type: kind, Aliases: []string{}, En: optional(w.En), ID: optional(w.World), Mentions: []isnad.Span{}, Rule: rule})
		if w.Actor != 0 {
			m.out.Actors[at] = w.Actor
		}
	}
	e := &m.out.Record.Entities[at]
	out := named{name: &e.Name, en: e.En, id: e.ID}
	for i := range e.Mentions {
		if out.span == nil || distance(e.Mentions[i].Start, near) < distance(out.span.Start, near) {
			out.span = &e.Mentions[i]
		}
	}
	return out
}

// entity returns the number of the entity that is meant, or -1. Who is named by number is another than the one of that name in the article, unless both are
// one in the world pack.
func (m *mend) entity(w Who) int {
	name := script.String(w.Name)
	return slices.IndexFunc(m.out.Record.Entities, func(e isnad.Entity) bool {
		switch {
		case w.World != "":
			return e.ID != nil && *e.ID == w.World
		case w.Actor != 0:
			return false
		}
		return script.String(e.Name) == name || slices.ContainsFunc(e.Aliases, func(a string) bool { return script.String(a) == name })
	})
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
