package main

import (
	"context"

	"isnad.dev/isnad/internal/find"
)

type saidCommand struct {
	askFlags
	pageFlags
	About []string `help:"Only what is said about this name, or with this word." placeholder:"NAME"`
	From  string   `help:"From this day, month or year on (2018-08)." placeholder:"DAY"`
	To    string   `help:"Until this day, month or year." placeholder:"DAY"`
	Who   string   `arg:"" help:"Whose words: a name in any script, or the number of an actor." placeholder:"WHO"`
}

// Run prints what an actor said, each statement once, the newest first.
func (c *saidCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	q, err := f.period(c.From, c.To)
	if err != nil {
		return err
	}
	q.Speaker, q.About = []string{c.Who}, c.About
	a, err := f.ask(ctx, q)
	if err != nil {
		return err
	}
	a.search.Limit, a.search.Before = c.Limit, c.Before
	rows, err := f.answer(ctx, a, whole)
	if err != nil {
		return err
	}
	if len(rows) == 0 && len(c.About) == 0 && c.From == "" && c.To == "" && c.Before == 0 {
		f.note("the database has no words of %s; isnad search %s finds who speaks of that name", isolated(c.Who), isolated(c.Who))
	}
	f.showNotes(t)
	return showHits(t, c.Format, rows, c.Limit)
}

// period reads the bounds of a time as a question's filters do.
func (f *finder) period(from, to string) (find.Query, error) {
	text := ""
	for _, bound := range []struct{ name, value string }{{"from", from}, {"to", to}} {
		if bound.value != "" {
			text += bound.name + `:"` + bound.value + `" `
		}
	}
	q, err := f.words.QueryOn(text, f.today)
	if err != nil {
		return q, usageError{err}
	}
	return q, nil
}
