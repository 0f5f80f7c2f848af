package api

import (
	"context"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// ActorQuery asks for actors.
type ActorQuery struct {
	Name string `query:"name" maxLength:"200" doc:"Beginnings of the words of a name, in Arabic or English; all where it is not given"`
	Type string `query:"type" enum:"PER,ORG,LOC" doc:"Persons, bodies or places"`
	Paging
}

// ActorHit is a row of actors.
type ActorHit struct {
	store.ActorHead
	Cursor string `json:"cursor,omitempty" doc:"goes on behind this row; missing where a name was asked for, of which there is one page"`
	Link   string `json:"link" format:"uri" doc:"its page"`
}

// Actor is one actor with what is known of it.
type Actor struct {
	*answer.Actor
	Link string `json:"link" format:"uri" doc:"its page"`
}

// MonthQuery asks for the months of an actor.
type MonthQuery struct {
	ID
	Topic []int64 `query:"topic,explode" maxItems:"20" doc:"Only of what was said of these actors, by actor"`
	Between
}

// Months are statements counted by month.
type Months struct {
	Months []store.MonthCount `json:"months" doc:"the earliest first"`
}

// CompanionQuery asks for whom an actor met.
type CompanionQuery struct {
	ID
	Between
	Limit int `query:"limit" minimum:"1" maximum:"100" doc:"How many at most: 20 where it is not given"`
}

// Companions are those whom an actor met.
type Companions struct {
	Companions []store.Companion `json:"companions" doc:"those met most often first"`
	Partial    bool              `json:"partial" doc:"there are more contacts than were counted: the newest were"`
}

func actors(a *API) {
	list(a, get("actors", "/v1/actors", "Actors", "Persons, bodies and places, who is named most often first", "Use their numbers as speaker, party, with or about of other questions.", example("?type=PER&limit=3")), a.actorPage)
	one(a, get("actor", "/v1/actors/{id}", "Actors", "One actor: names, offices with their days, why it is taken for one, what it said and whom it met last",
		"An actor that was merged into another is answered as that other."),
		func(ctx context.Context, in *ID) (Actor, error) {
			x, err := a.Answers.Actor(ctx, in.ID, answer.Options{Today: a.Now(), Limit: defaultLimit})
			if err != nil {
				return Actor{}, err
			}
			return Actor{x, link(ctx, "/actor/", x.ID)}, nil
		})
	one(a, get("actor-months", "/v1/actors/{id}/months", "Actors", "How many statements an actor made, month by month", "The month is empty where the day is not known."), a.months)
	one(a, get("actor-companions", "/v1/actors/{id}/companions", "Actors", "Whom an actor met, called or visited", "Contacts that were held or go on are counted, and those that are planned."), a.companions)
}

func (a *API) actorPage(ctx context.Context, in *ActorQuery, at int64, limit int) (page[ActorHit], error) {
	var all []store.ActorHead
	var err error
	var p page[ActorHit]
	if in.Name != "" {
		all, err = a.Store.ActorsByName(ctx, in.Name, in.Type, limit)
	} else if all, err = a.Store.TopActors(ctx, in.Type, limit+1, at); len(all) > limit {
		all = all[:limit]
		p.next = all[limit-1].ID
	}
	for _, h := range all {
		row := ActorHit{ActorHead: h, Link: link(ctx, "/actor/", h.ID)}
		if in.Name == "" {
			row.Cursor = cursor("actors", h.ID)
		}
		p.rows = append(p.rows, row)
	}
	return p, err
}

// group is the actor with all that were merged with it, or answer.ErrNotFound.
func (a *API) group(ctx context.Context, id int64) ([]int64, error) {
	all, err := a.Store.ActorGroup(ctx, id)
	var ids []int64
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	return ids, err
}

func (a *API) months(ctx context.Context, in *MonthQuery) (Months, error) {
	days, err := in.days(ctx)
	if err != nil {
		return Months{}, err
	}
	ids, err := a.group(ctx, in.ID.ID)
	if err != nil {
		return Months{}, err
	}
	all, err := a.Store.StatementMonths(ctx, ids, in.Topic, days)
	return Months{nonNil(all)}, err
}

func (a *API) companions(ctx context.Context, in *CompanionQuery) (Companions, error) {
	days, err := in.days(ctx)
	if err != nil {
		return Companions{}, err
	}
	ids, err := a.group(ctx, in.ID.ID)
	if err != nil {
		return Companions{}, err
	}
	all, partial, err := a.Store.Companions(ctx, ids, days, limitOf(in.Limit))
	return Companions{nonNil(all), partial}, err
}

func limitOf(n int) int {
	if n == 0 {
		return defaultLimit
	}
	return min(n, maxLimit)
}
