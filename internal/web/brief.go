package web

import (
	"context"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// brief describes contacts as far as their own rows go, without what each article says of them: in a month there are many.
func (s *Server) brief(ctx context.Context, all []store.Contact) ([]answer.Contact, error) {
	ids := make([]int64, len(all))
	for i := range all {
		ids[i] = all[i].ID
	}
	parties, err := s.store.Parties(ctx, ids)
	if err != nil {
		return nil, err
	}
	var actors []int64
	for _, list := range parties {
		for _, p := range list {
			actors = append(actors, p.Actor)
		}
	}
	called, err := s.store.CalledActors(ctx, actors)
	out := make([]answer.Contact, len(all))
	for i, c := range all {
		out[i] = answer.Contact{ID: c.ID, Type: c.Type, Status: c.Status, Day: c.Day, Place: c.Place, Topic: c.Topic, Reports: c.Reports, Article: int64(c.Article), Parties: partiesOf(parties[c.ID], called)}
	}
	return out, err
}

// partiesOf names each actor as it is named now, and once.
func partiesOf(all []store.Party, called map[int64]store.Called) []answer.Party {
	var out []answer.Party
	seen := map[int64]bool{}
	for _, p := range all {
		c, ok := called[p.Actor]
		switch {
		case !ok:
			out = append(out, answer.Party{Name: p.Name})
		case !seen[c.ID]:
			out, seen[c.ID] = append(out, answer.Party{ID: c.ID, Name: c.Name}), true
		}
	}
	return out
}
