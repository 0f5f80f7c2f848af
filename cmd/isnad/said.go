package main

import (
	"context"
	"fmt"
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
	q := f.question(c.pageFlags)
	q.About, q.From, q.To = c.About, c.From, c.To
	page, err := f.Said(ctx, c.Who, q)
	if err != nil {
		return asked(err)
	}
	if len(page.Hits) == 0 && len(c.About) == 0 && c.From == "" && c.To == "" && c.Before == 0 {
		fmt.Fprintf(t.err, "isnad: the database has no words of %s; isnad search %s finds who speaks of that name\n", isolated(c.Who), isolated(c.Who))
	}
	showNotes(t, page.Notes, page.Next)
	return showHits(t, c.Format, page, c.Limit)
}
