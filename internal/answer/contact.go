package answer

import (
	"context"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Contact is one contact with its life.
type Contact struct {
	ID             int64           `json:"id"`
	Type           string          `json:"type"`
	Status         string          `json:"status"`
	Day            string          `json:"day"`
	Parties        []Party         `json:"parties"`
	Place          string          `json:"place"`
	Topic          string          `json:"topic"`
	Steps          []Step          `json:"steps"`
	DeniedBy       []string        `json:"denied_by"`
	Contradictions []Contradiction `json:"contradictions"`
	Outlets        []string        `json:"outlets"`
	Origins        []string        `json:"origins"`
	Reports        int             `json:"reports"`
	Article        int64           `json:"article"` // the first that reports it
	Title          string          `json:"title"`
	URL            string          `json:"url"`
	Cursor         int64           `json:"cursor"` // Question.Before goes on behind it
}

// Step is a change in a contact's life, as one article reported it.
type Step struct {
	Published string `json:"published"`
	Status    string `json:"status"`
	Day       string `json:"day"`
	Outlet    string `json:"outlet"`
	Article   int64  `json:"article"`
}

// Contradiction is two reports that cannot both be right.
type Contradiction struct {
	Kind string `json:"kind"` // day, status
	A    Step   `json:"a"`
	B    Step   `json:"b"`
}

// Contacts returns contacts with their lives, the newest first.
func (f *Finder) Contacts(ctx context.Context, q Question) (Page[Contact], error) {
	a, err := f.ask(ctx, q)
	if err != nil {
		return Page[Contact]{}, err
	}
	a.search.Kinds = []int{store.ContactUnit}
	all, next, err := f.find(ctx, a)
	if err != nil {
		return Page[Contact]{}, err
	}
	hits, err := f.contactsOf(ctx, all)
	return Page[Contact]{hits, list(a.notes), next}, err
}

// contactsOf describes contacts.
func (f *Finder) contactsOf(ctx context.Context, all []found) ([]Contact, error) {
	told, seen, err := f.testimonies(ctx, all)
	if err != nil {
		return nil, err
	}
	names, err := f.partyNames(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]Contact, 0, len(all))
	for i := range all {
		out = append(out, contactOf(&all[i], testimonyOf(seen, told[i]), names))
	}
	return out, nil
}

func contactOf(x *found, t testimony, names map[int64]store.Called) Contact {
	c := Contact{
		ID: x.contact.ID, Type: x.contact.Type, Status: x.life.Status, Day: x.life.Day, Parties: partiesOf(x.parties, names), Place: x.contact.Place, Topic: x.contact.Topic,
		DeniedBy: list(x.life.DeniedBy), Outlets: list(t.outlets), Origins: list(t.origins), Reports: len(x.reports), Article: int64(t.first.ID), Title: t.first.Title, URL: t.first.URL, Cursor: x.Hit.ID,
	}
	for _, s := range x.life.Steps {
		c.Steps = append(c.Steps, Step(s))
	}
	for _, d := range x.life.Contradictions {
		c.Contradictions = append(c.Contradictions, Contradiction{d.Kind, Step(d.A), Step(d.B)})
	}
	c.Steps, c.Contradictions = list(c.Steps), list(c.Contradictions)
	return c
}

// contact gets one contact, or ErrNotFound.
func (f *Finder) contact(ctx context.Context, id int64, today time.Time) (*found, error) {
	all, err := f.contacts(ctx, []int64{id}, today)
	if err != nil {
		return nil, err
	}
	x, ok := all[id]
	if !ok {
		return nil, fmt.Errorf("contact %d: %w", id, ErrNotFound)
	}
	x.Hit = store.Hit{Kind: store.ContactUnit, Ref: id}
	return x, nil
}

// numbered are the reports of a contact, with their numbers in the articles' records.
func (x *found) numbered() []numberedReport {
	out := make([]numberedReport, len(x.rows))
	for i, r := range x.rows {
		out[i] = numberedReport{r.N, x.reports[i]}
	}
	return out
}

type numberedReport struct {
	n int
	ledger.Report
}
