package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// askFlags are those of all commands that ask the database.
type askFlags struct {
	databaseFlags
	Format string `help:"How to show what was found: text, json (an array), jsonl (one a line) or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	On     string `help:"Answer as of this day (2018-08-23). Default: today." placeholder:"DAY"`
}

// pageFlags say which page of many answers is shown.
type pageFlags struct {
	Limit  int   `help:"Show at most so many." default:"20" short:"n" placeholder:"N"`
	Before int64 `help:"Go on where the page before ended: with the cursor of its last hit." placeholder:"CURSOR"`
}

// Validate is called by the parser.
func (f pageFlags) Validate() error {
	if f.Limit < 1 || f.Limit > 10_000 {
		return fmt.Errorf("--limit %d is out of bounds: 1 to 10000", f.Limit)
	}
	return nil
}

// today is the day as of which is answered.
func (f askFlags) today() (time.Time, error) {
	if f.On == "" {
		return time.Now(), nil
	}
	t, err := time.Parse(time.DateOnly, f.On)
	if err != nil {
		return t, usageError{fmt.Errorf("--on %q is no day: write 2018-08-23", f.On)}
	}
	return t, nil
}

// finder answers questions of one database as of a day.
type finder struct {
	*answer.Finder
	store *store.Store
	today time.Time
}

func (f askFlags) openFinder(ctx context.Context) (*finder, error) {
	today, err := f.today()
	if err != nil {
		return nil, err
	}
	reader, err := isnad.OpenWith(extraWorld()...)
	if err != nil {
		return nil, err
	}
	s, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	return &finder{answer.New(s, find.New(reader.Words())), s, today}, nil
}

func (f *finder) close() { f.store.Close() }

// question is one as of the finder's day, for a page.
func (f *finder) question(p pageFlags) answer.Question {
	return answer.Question{Today: f.today, Limit: p.Limit, Before: p.Before}
}

// asked says of a fault in a question that the user can mend it.
func asked(err error) error {
	var q answer.QuestionError
	if errors.As(err, &q) {
		return usageError{err}
	}
	return err
}

// showNotes tells a person what stands beside the answer.
func showNotes(t terminal, notes []answer.Note, next int64) {
	for _, n := range notes {
		switch n.Code {
		case answer.NoOutlet:
			fmt.Fprintf(t.err, "isnad: no outlet is called %s\n", isolated(n.Name))
		case answer.Looked:
			fmt.Fprintf(t.err, "isnad: %d hits of the index were looked at; go on with --before %d\n", n.Count, next)
		}
	}
}

// names are how those who speak or take part are called.
func names(all []answer.Party) []string {
	out := make([]string, 0, len(all))
	for _, p := range all {
		out = append(out, p.Name)
	}
	return out
}

// list makes nothing an empty list, which JSON shows as such.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}
