package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/store"
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
	ID             int64              `json:"id"`
	Type           string             `json:"type"`
	Status         string             `json:"status"`
	Day            string             `json:"day"`
	Parties        []string           `json:"parties"`
	Place          string             `json:"place"`
	Topic          string             `json:"topic"`
	Steps          []stepRow          `json:"steps"`
	DeniedBy       []string           `json:"denied_by"`
	Contradictions []contradictionRow `json:"contradictions"`
	Outlets        []string           `json:"outlets"`
	Origins        []string           `json:"origins"`
	Reports        int                `json:"reports"`
	Article        int64              `json:"article"` // the first that reports it
	URL            string             `json:"url"`
	Cursor         int64              `json:"cursor"`
}

// stepRow is a change in a contact's life, as one article reported it.
type stepRow struct {
	Published string `json:"published"`
	Status    string `json:"status"`
	Day       string `json:"day"`
	Outlet    string `json:"outlet"`
	Article   int64  `json:"article"`
}

// contradictionRow is two reports that cannot both be right.
type contradictionRow struct {
	Kind string  `json:"kind"` // day, status
	A    stepRow `json:"a"`
	B    stepRow `json:"b"`
}

// Run prints contacts with their lives, the newest first.
func (c *contactsCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	a, err := c.question(ctx, f)
	if err != nil {
		return err
	}
	all, err := f.search(ctx, a.search, a.checks)
	if err != nil {
		return err
	}
	rows, err := f.contactRows(ctx, all)
	if err != nil {
		return err
	}
	f.showNotes(t)
	if c.Format != "text" {
		return showRows(t.out, c.Format, rows)
	}
	p := newSheet(t)
	for i := range rows {
		p.contact(&rows[i])
	}
	if len(rows) > 0 && len(rows) == c.Limit {
		p.more(rows[len(rows)-1].Cursor)
	}
	return p.writeTo(t)
}

// question makes one of the flags, whose values are read as those of a search's filters.
func (c *contactsCommand) question(ctx context.Context, f *finder) (*asked, error) {
	q, err := f.period(c.From, c.To)
	if err != nil {
		return nil, err
	}
	chosen, err := f.words.QueryOn(filterText("kind", c.Kind)+filterText("status", dashed(c.Status)), f.today)
	if err != nil {
		return nil, usageError{err}
	}
	q.Kind, q.Status = chosen.Kind, chosen.Status
	a, err := f.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	a.search.Kinds, a.search.Limit, a.search.Before = []int{store.ContactUnit}, c.Limit, c.Before
	for _, names := range [][]string{c.Who, c.With} {
		if len(names) == 0 {
			continue
		}
		who, err := f.people(ctx, names)
		if err != nil {
			return nil, err
		}
		a.q.All = nil
		if err := a.takePart(f, who); err != nil {
			return nil, err
		}
		a.match(f)
	}
	return a, nil
}

func dashed(all []string) []string {
	out := slices.Clone(all)
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "_", "-")
	}
	return out
}

// filterText writes the values of a flag as filters of a question.
func filterText(name string, values []string) string {
	text := ""
	for _, v := range values {
		text += name + `:"` + v + `" `
	}
	return text
}

// contactRows describes contacts.
func (f *finder) contactRows(ctx context.Context, all []found) ([]contactRow, error) {
	told, err := f.toldBy(ctx, all)
	if err != nil {
		return nil, err
	}
	seen, err := f.witnesses(ctx, slices.Compact(slices.Sorted(slices.Values(slices.Concat(told...)))))
	if err != nil {
		return nil, err
	}
	names, err := f.partyNames(ctx, all)
	if err != nil {
		return nil, err
	}
	rows := make([]contactRow, 0, len(all))
	for i := range all {
		rows = append(rows, contactRowOf(&all[i], testimonyOf(seen, told[i]), names))
	}
	return rows, nil
}

func contactRowOf(x *found, t testimony, names map[int64]string) contactRow {
	c := contactRow{
		ID: x.contact.ID, Type: x.contact.Type, Status: x.life.Status, Day: x.life.Day, Parties: list(partiesOf(x.parties, names)), Place: x.contact.Place, Topic: x.contact.Topic,
		DeniedBy: list(x.life.DeniedBy), Outlets: list(t.outlets), Origins: list(t.origins), Reports: len(x.reports), Article: int64(t.first.ID), URL: t.first.URL, Cursor: x.Hit.ID,
	}
	for _, s := range x.life.Steps {
		c.Steps = append(c.Steps, stepRow(s))
	}
	for _, d := range x.life.Contradictions {
		c.Contradictions = append(c.Contradictions, contradictionRow{d.Kind, stepRow(d.A), stepRow(d.B)})
	}
	c.Steps, c.Contradictions = list(c.Steps), list(c.Contradictions)
	return c
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
func (p *sheet) step(s stepRow) string {
	what := s.Status
	switch {
	case s.Day == "":
	case s.Status == planned, s.Status == "postponed":
		what += " for " + s.Day
	default:
		what += ", " + s.Day
	}
	return cmp.Or(s.Published, "no day") + ": " + what + "; " + isolated(s.Outlet) + ", article " + strconv.FormatInt(s.Article, 10)
}
