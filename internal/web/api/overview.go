package api

import (
	"context"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/store"
)

// TodayQuery says as of which day.
type TodayQuery struct {
	Day   string `query:"day" format:"date" doc:"The day; where it is not given the newest that has something" example:"2018-08-23"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" doc:"How many of each at most: 20 where it is not given"`
}

// Today is the first page of a day.
type Today struct {
	Day        string       `json:"day"`
	Statements []Hit        `json:"statements" doc:"of the last days, those of the most origins first"`
	Contacts   []ContactHit `json:"contacts" doc:"of the day"`
	Coming     []ContactHit `json:"coming" doc:"announced for the next seven days"`
	Overdue    []ContactHit `json:"overdue" doc:"announced for the last days; no report that they were held has been read"`
}

// NetworkQuery asks who met whom.
type NetworkQuery struct {
	Actor []int64 `query:"actor,explode" maxItems:"20" doc:"Only contacts in which one of these actors took part"`
	Between
	Limit int `query:"limit" minimum:"1" maximum:"500" doc:"How many ties at most: 100 where it is not given"`
}

// Nothing is asked.
type Nothing struct{}

func overviews(a *API) {
	one(a, get("today", "/v1/today", "Overviews", "What was said by weight, who meets today, what is announced, and what was announced and not reported held", "As the first page has it."), a.today)
	one(a, get("network", "/v1/network", "Overviews", "Who met, called or visited whom in a period", "The heaviest ties first, with the actors of these ties.", example("?limit=5")), a.network)
	one(a, get("sources", "/v1/sources", "Overviews", "Outlets and how following them goes", ""), a.sources)
	one(a, get("jobs", "/v1/jobs", "Overviews", "How the queue stands", "How many jobs of each kind wait, run or have failed, and who works on them."), func(ctx context.Context, _ *Nothing) (store.Jobs, error) {
		return a.Store.Jobs(ctx, defaultLimit)
	})
	one(a, get("stats", "/v1/stats", "Overviews", "How much the store holds", "Counted anew every half minute."), a.stats)
	one(a, get("schema", "/v1/schema", "Overviews", "The JSON Schema of an article's record", "The same that isnad schema prints."), func(context.Context, *Nothing) (*jsonschema.Schema, error) {
		return render.Schema()
	})
}

// The days that today looks at.
const (
	lastDays   = 2
	nextDays   = 7
	missedDays = 30
)

func (a *API) today(ctx context.Context, in *TodayQuery) (out Today, err error) {
	day, err := a.dayOf(ctx, in.Day)
	if err != nil {
		return out, err
	}
	out.Day = day.Format(time.DateOnly)
	limit, shift := limitOf(in.Limit), func(n int) string { return day.AddDate(0, 0, n).Format(time.DateOnly) }
	if out.Statements, err = a.weightiest(ctx, store.Days{From: shift(-lastDays), To: out.Day}, day, limit); err != nil {
		return out, err
	}
	for _, part := range []struct {
		to   *[]ContactHit
		find func() ([]store.Contact, error)
	}{
		{&out.Contacts, func() ([]store.Contact, error) {
			return a.Store.ContactsOn(ctx, store.Days{From: out.Day, To: out.Day}, nil, limit)
		}},
		{&out.Coming, func() ([]store.Contact, error) {
			return a.Store.ContactsOn(ctx, store.Days{From: shift(1), To: shift(nextDays)}, []string{"planned"}, limit)
		}},
		{&out.Overdue, func() ([]store.Contact, error) { return a.Store.Overdue(ctx, out.Day, missedDays, limit) }},
	} {
		if *part.to, err = a.described(ctx, day, part.find); err != nil {
			return out, err
		}
	}
	return out, nil
}

// dayOf is the day that is asked for, or the newest that has something.
func (a *API) dayOf(ctx context.Context, asked string) (time.Time, error) {
	if asked == "" {
		last, err := a.Store.LastDay(ctx, a.Now().Format(time.DateOnly))
		if err != nil || last == "" {
			return a.Now(), err
		}
		asked = last
	}
	day, err := time.Parse(time.DateOnly, asked)
	if err != nil {
		return day, invalid(ctx, "query.day", "no such day", asked)
	}
	return day, nil
}

func (a *API) weightiest(ctx context.Context, d store.Days, today time.Time, limit int) ([]Hit, error) {
	all, err := a.Store.NewestStatements(ctx, d, limit)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	hits, err := a.Answers.StatementsByID(ctx, ids, answer.Options{Today: today})
	return hitsOf(ctx, "statements", hits), err
}

func (a *API) described(ctx context.Context, today time.Time, find func() ([]store.Contact, error)) ([]ContactHit, error) {
	all, err := find()
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, c := range all {
		ids = append(ids, c.ID)
	}
	rows, err := a.Answers.ContactsByID(ctx, ids, answer.Options{Today: today})
	return contactHits(ctx, rows), err
}

const defaultTies = 100

func (a *API) network(ctx context.Context, in *NetworkQuery) (store.Network, error) {
	days, err := in.days(ctx)
	if err != nil {
		return store.Network{}, err
	}
	limit := in.Limit
	if limit == 0 {
		limit = defaultTies
	}
	n, err := a.Store.Network(ctx, in.Actor, days, limit)
	n.Nodes, n.Ties = nonNil(n.Nodes), nonNil(n.Ties)
	return n, err
}

// countEvery is for how long counts are kept: they read whole tables.
const countEvery = 30 * time.Second

func (a *API) stats(ctx context.Context, _ *Nothing) (store.Stats, error) {
	a.counted.Lock()
	defer a.counted.Unlock()
	if now := a.Now(); !now.Before(a.counted.until) {
		counts, err := a.Store.Stats(ctx)
		if err != nil {
			return counts, err
		}
		a.counted.Stats, a.counted.until = counts, now.Add(countEvery)
	}
	return a.counted.Stats, nil
}
