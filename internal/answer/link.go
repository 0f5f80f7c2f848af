package answer

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Links lead from a record to what the store has across articles: each list goes with one of the record, by its index. A number is 0 where the store has
// nothing.
type Links struct {
	Statements []int64   `json:"statements"` // of Record.Statements
	Speakers   []int64   `json:"speakers"`   // their actors
	Contacts   []int64   `json:"contacts"`   // of Record.Events
	Parties    [][]int64 `json:"parties"`    // of Record.Events: the actors of their participants
	Actors     []int64   `json:"actors"`     // of Record.Entities
}

// link fills in the numbers of what the record names.
func (f *Finder) link(ctx context.Context, x *Article) error {
	id := store.ArticleID(x.Kept.ID)
	named, err := f.store.NamedEntities(ctx, id)
	if err != nil {
		return err
	}
	reports, err := f.store.ReportsIn(ctx, id)
	if err != nil {
		return err
	}
	l := &x.Kept.Links
	l.Contacts, l.Actors, l.Parties = make([]int64, len(x.Events)), make([]int64, len(x.Entities)), make([][]int64, len(x.Events))
	for _, r := range reports {
		if r.N < len(l.Contacts) {
			l.Contacts[r.N] = r.Contact
		}
	}
	for _, e := range named {
		if e.Entity < len(l.Actors) {
			l.Actors[e.Entity] = e.Actor
		}
	}
	for i := range x.Events {
		l.Parties[i] = []int64{}
		for k := range x.Events[i].Participants {
			p := &x.Events[i].Participants[k]
			l.Parties[i] = append(l.Parties[i], actorOf(x, named, p.ID, p.Name, p.Role))
		}
	}
	return f.linkStatements(ctx, x)
}

// actorOf is who has this id in the world pack, or is the entity of the first of these names that there is.
func actorOf(x *Article, named []store.NamedEntity, world *string, names ...*string) int64 {
	if world != nil {
		for _, e := range named {
			if e.World == *world {
				return e.Actor
			}
		}
	}
	for _, name := range names {
		if name == nil || *name == "" {
			continue
		}
		at := slices.IndexFunc(x.Entities, func(e isnad.Entity) bool { return e.Name == *name || slices.Contains(e.Aliases, *name) })
		if at >= 0 {
			return x.Kept.Actors[at]
		}
		return 0
	}
	return 0
}

func (f *Finder) linkStatements(ctx context.Context, x *Article) error {
	tellings, err := f.store.TellingsIn(ctx, store.ArticleID(x.Kept.ID))
	if err != nil {
		return err
	}
	var ids, actors []int64
	for _, t := range tellings {
		ids = append(ids, t.Statement)
	}
	rows, err := f.store.Statements(ctx, distinct(ids))
	if err != nil {
		return err
	}
	for _, s := range rows {
		actors = append(actors, s.Actor)
	}
	names, err := f.store.CalledActors(ctx, distinct(actors))
	l := &x.Kept.Links
	l.Statements, l.Speakers = make([]int64, len(x.Statements)), make([]int64, len(x.Statements))
	for _, t := range tellings {
		if t.N < len(l.Statements) {
			l.Statements[t.N], l.Speakers[t.N] = t.Statement, names[rows[t.Statement].Actor].ID
		}
	}
	return err
}

// place is a statement in an article's record.
type place struct {
	article store.ArticleID
	n       int
}

// wholly says which tellings are quotations as a whole, since their words are kept without the marks around them.
type wholly map[place]bool

func (w wholly) telling(t store.Telling) ledger.Telling {
	return ledger.Told(t.Words, w[place{t.Article, t.N}])
}

func (f *Finder) directTellings(ctx context.Context, ids []store.ArticleID) (wholly, error) {
	records, err := f.store.CurrentRecords(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := wholly{}
	for id, b := range records {
		var record struct{ Statements []struct{ Kind string } }
		if err := json.Unmarshal(b, &record); err != nil {
			return nil, fmt.Errorf("record of article %d: %w", id, err)
		}
		for n, s := range record.Statements {
			out[place{id, n}] = s.Kind == direct
		}
	}
	return out, nil
}
