package work

import (
	"slices"

	"isnad.dev/isnad"
)

// topicsOf returns the actors of whom a statement speaks: those of the entities that its article names in the statement's words, each once, but for the
// speaker. actors has the actor of each entity, or 0.
func topicsOf(entities []isnad.Entity, actors []int64, x *isnad.Statement, speaker int64) []int64 {
	said := func(m isnad.Span) bool {
		return slices.ContainsFunc(x.Content, func(c isnad.Span) bool { return c.Start <= m.Start && m.End <= c.End })
	}
	var out []int64
	for n := range min(len(entities), len(actors)) {
		e, id := &entities[n], actors[n]
		if id == 0 || id == speaker || e.Name == value(x.SpeakerName) || slices.Contains(out, id) {
			continue
		}
		if slices.ContainsFunc(e.Mentions, said) {
			out = append(out, id)
		}
	}
	return out
}
