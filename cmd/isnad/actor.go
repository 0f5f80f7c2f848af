package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

type actorCommand struct {
	Show  actorShowCommand  `cmd:"" help:"Show who that is: names, why articles were joined, merges by hand, what is known."`
	Merge actorMergeCommand `cmd:"" help:"Take one actor for another."`
	Split actorSplitCommand `cmd:"" help:"Make somebody else of what some articles name."`
	Undo  actorUndoCommand  `cmd:"" help:"Take a merge or a split back."`
}

type actorShowCommand struct {
	askFlags
	Limit int    `help:"Show at most so many actors, statements and contacts." default:"5" short:"n" placeholder:"N"`
	Who   string `arg:"" help:"A name in any script, or the number of an actor." placeholder:"WHO"`
}

type actorMergeCommand struct {
	databaseFlags
	Reason string `help:"Why they are one." placeholder:"WORDS"`
	Actor  int64  `arg:"" help:"The number of the actor who is the same as the other." placeholder:"ACTOR"`
	Into   int64  `arg:"" help:"The number of that other, whose name stays." placeholder:"OTHER"`
}

type actorSplitCommand struct {
	databaseFlags
	Articles []int64 `help:"The articles that name somebody else." required:"" placeholder:"ID,…"`
	Name     string  `help:"The name of that somebody else. Default: the same name." placeholder:"NAME"`
	Reason   string  `help:"Why they are two." placeholder:"WORDS"`
	Actor    int64   `arg:"" help:"The number of the actor." placeholder:"ACTOR"`
}

type actorUndoCommand struct {
	databaseFlags
	Change int64 `arg:"" help:"The number of the change, as isnad actor show says it." placeholder:"CHANGE"`
}

// actorRow is an actor with what is known of it.
type actorRow struct {
	ID         int64           `json:"id"`
	Type       string          `json:"type"`
	Name       string          `json:"name"`
	En         string          `json:"en"`
	World      string          `json:"world"`
	Articles   int64           `json:"articles"`
	Forms      []string        `json:"forms"`
	Roles      []string        `json:"roles"`
	Merged     []int64         `json:"merged"`  // the numbers of those that were merged into it
	Reasons    map[string]int  `json:"reasons"` // why articles were joined, with how often
	Changes    []answer.Change `json:"changes"`
	Statements []hit           `json:"statements"` // the newest
	Contacts   []contactRow    `json:"contacts"`   // the newest
}

// Run prints whom the name may mean, who is named most often first.
func (c *actorShowCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	all, err := f.Actors(ctx, c.Who, answer.Options{Today: f.today, Limit: c.Limit})
	if err != nil {
		return missing(err, "isnad actor show NAME finds numbers")
	}
	if len(all) == 0 {
		fmt.Fprintf(t.err, "isnad: no actor is called %s\n", isolated(c.Who))
	}
	rows := make([]actorRow, 0, len(all))
	for i := range all {
		rows = append(rows, actorRowOf(&all[i]))
	}
	if c.Format != "text" {
		return showRows(t.out, c.Format, rows)
	}
	p := newSheet(t)
	for i := range rows {
		p.actor(&rows[i])
	}
	return p.writeTo(t)
}

func actorRowOf(x *answer.Actor) actorRow {
	row := actorRow{x.ID, x.Type, x.Name, x.En, x.World, x.Articles, x.Forms, x.Roles, x.Merged, x.Reasons, x.Changes, []hit{}, contactRows(x.Contacts)}
	for i := range x.Statements {
		row.Statements = append(row.Statements, hitOf(&x.Statements[i]))
	}
	return row
}

// Run merges and says how to undo it.
func (c *actorMergeCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, t, func(s *store.Store) (store.Change, error) {
		return s.MergeActors(ctx, c.Actor, c.Into, c.Reason, time.Now())
	})
}

// Run splits and says how to undo it.
func (c *actorSplitCommand) Run(ctx context.Context, t terminal) error {
	o := store.SplitOff{From: c.Actor, Name: c.Name, Reason: c.Reason}
	for _, id := range c.Articles {
		o.Articles = append(o.Articles, store.ArticleID(id))
	}
	return c.change(ctx, t, func(s *store.Store) (store.Change, error) { return s.SplitActor(ctx, o, time.Now()) })
}

// Run takes a change back.
func (c *actorUndoCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, t, func(s *store.Store) (store.Change, error) { return s.UndoChange(ctx, c.Change, time.Now()) })
}

// change does one change to the actors and tells what it was.
func (f databaseFlags) change(ctx context.Context, t terminal, do func(*store.Store) (store.Change, error)) error {
	s, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	x, err := do(s)
	if err != nil {
		return missing(err, "isnad actor show NAME finds numbers")
	}
	what := fmt.Sprintf("actor %d was merged into %d", x.Actor, x.Other)
	if x.Kind == store.Split {
		what = fmt.Sprintf("actor %d was split off %d", x.Actor, x.Other)
	}
	if x.Undone.IsZero() {
		_, err = fmt.Fprintf(t.out, "%s; isnad actor undo %d takes it back\n", what, x.ID)
	} else {
		_, err = fmt.Fprintf(t.out, "undone: %s\n", what)
	}
	return err
}

// actor writes one with all that is known of it.
func (p *sheet) actor(a *actorRow) {
	p.head(isolated(a.Name), joined(" · ", fmt.Sprintf("actor %d", a.ID), a.Type, a.En, a.World, counted(int(a.Articles), "article")))
	if len(a.Forms) > 1 {
		p.line("also called: %s", isolatedList(slices.DeleteFunc(slices.Clone(a.Forms), func(s string) bool { return s == a.Name })))
	}
	if len(a.Roles) > 0 {
		p.line("roles: %s", isolatedList(a.Roles))
	}
	for _, why := range slices.Sorted(maps.Keys(a.Reasons)) {
		if why == "new" {
			p.line("first named by %s", counted(a.Reasons[why], "article"))
			continue
		}
		p.line("joined by %s: %d", why, a.Reasons[why])
	}
	for _, c := range a.Changes {
		p.line("%s", changeText(c))
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		p.line("said %s (%s)", cmp.Or(s.Day, "on no known day"), sources(s.Outlets, s.Origins))
		p.paragraph(s.Text, nil)
	}
	for i := range a.Contacts {
		c := &a.Contacts[i]
		p.line("%s", joined(" ", c.Type, c.Status, c.Day, isolatedList(c.Parties)))
	}
}

// changeText is "change 3, 2025-01-14: actor 7 merged into 2 (the same man), undone 2025-01-15".
func changeText(c answer.Change) string {
	how := " merged into "
	if c.Kind == store.Split {
		how = " split off "
	}
	text := fmt.Sprintf("change %d, %s: actor %d%s%d", c.ID, c.At[:len(time.DateOnly)], c.Actor, how, c.Other)
	if c.Reason != "" {
		text += " (" + isolated(c.Reason) + ")"
	}
	if c.Undone != "" {
		text += ", undone " + c.Undone[:len(time.DateOnly)]
	}
	return text
}
