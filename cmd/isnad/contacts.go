package main

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/answer"
)

type contactsCommand struct {
	askFlags
	pageFlags
	Who    []string `help:"Only with this one taking part: a name in any script, or the number of an actor." placeholder:"WHO"`
	With   []string `help:"And with this one." placeholder:"WHO"`
	Kind   []string `help:"Only meetings, calls, visits, messages, signings or conferences." placeholder:"KIND"`
	Status []string `help:"Only held, ongoing, planned, postponed, cancelled, failed, denied or not_reported_held." placeholder:"STATUS"`
	From   string   `help:"From this day, month or year on (2018-08)." placeholder:"DAY"`
	To     string   `help:"Until this day, month or year." placeholder:"DAY"`
}

// contactRow is one contact with its life.
type contactRow struct {
	ID             int64                  `json:"id"`
	Type           string                 `json:"type"`
	Status         string                 `json:"status"`
	Day            string                 `json:"day"`
	Parties        []string               `json:"parties"`
	Place          string                 `json:"place"`
	Topic          string                 `json:"topic"`
	Steps          []answer.Step          `json:"steps"`
	DeniedBy       []string               `json:"denied_by"`
	Contradictions []answer.Contradiction `json:"contradictions"`
	Outlets        []string               `json:"outlets"`
	Origins        []string               `json:"origins"`
	Reports        int                    `json:"reports"`
	Article        int64                  `json:"article"` // the first that reports it
	URL            string                 `json:"url"`
	Cursor         int64                  `json:"cursor"`
}

// Run prints contacts with their lives, the newest first.
func (c *contactsCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	q := f.question(c.pageFlags)
	q.Party, q.With, q.Kinds, q.Status, q.From, q.To = c.Who, c.With, c.Kind, c.Status, c.From, c.To
	page, err := f.Contacts(ctx, q)
	if err != nil {
		return asked(err)
	}
	showNotes(t, page.Notes, page.Next)
	rows := contactRows(page.Hits)
	if c.Format != "text" {
		return showRows(t.out, c.Format, rows)
	}
	p := newSheet(t)
	for i := range rows {
		p.contact(&rows[i])
	}
	p.more(page.Next, len(rows) == c.Limit)
	return p.writeTo(t)
}

func contactRows(all []answer.Contact) []contactRow {
	rows := make([]contactRow, 0, len(all))
	for i := range all {
		x := &all[i]
		rows = append(rows, contactRow{x.ID, x.Type, x.Status, x.Day, names(x.Parties), x.Place, x.Topic, x.Steps, x.DeniedBy, x.Contradictions, x.Outlets, x.Origins, x.Reports, x.Article, x.URL, x.Cursor})
	}
	return rows
}

// contact writes one with its life: what was reported when, and by whom.
func (p *sheet) contact(c *contactRow) {
	p.head(cmp.Or(c.Day, "no day"), c.Type, strings.ReplaceAll(c.Status, "_", " "), isolatedList(c.Parties))
	if c.Place != "" || c.Topic != "" {
		p.paragraph(joined(" — ", c.Place, c.Topic), nil)
	}
	for _, s := range c.Steps {
		p.line("%s", p.step(s))
	}
	if len(c.DeniedBy) > 0 {
		p.line("denied by %s", isolatedList(c.DeniedBy))
	}
	for _, d := range c.Contradictions {
		p.line("they contradict each other: %s; %s", p.step(d.A), p.step(d.B))
	}
	p.line("%s", joined(" · ", sources(c.Outlets, c.Origins), counted(c.Reports, "report"), c.URL))
}

// step is "2018-08-20: planned for 2018-08-24, الصباح (article 3)".
func (p *sheet) step(s answer.Step) string {
	what := s.Status
	switch {
	case s.Day == "":
	case s.Status == "planned", s.Status == "postponed":
		what += " for " + s.Day
	default:
		what += ", " + s.Day
	}
	return cmp.Or(s.Published, "no day") + ": " + what + "; " + isolated(s.Outlet) + ", article " + strconv.FormatInt(s.Article, 10)
}
