package web

import (
	"context"
	"net/http"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// today is what a day brought, as of that day or of today.
type today struct {
	store.Days        // whose statements are shown
	AsOf       string // the day from which plans are counted
	Past       bool   // AsOf is not today
	Chosen     bool
	Before     string // the days beside it that have something
	After      string
	Statements []answer.Hit
	Contacts   []answer.Contact
	Planned    []answer.Contact
	Overdue    []answer.Contact
	Nobody     bool // is followed
}

// What Today shows: so many statements of up to so many days, contacts, the plans of the days to come, and those that passed.
const (
	todayStatements = 20
	fewStatements   = 8 // where the newest day has fewer, the day before is shown too
	todayDays       = 3
	todayContacts   = 12
	plannedDays     = 7
	plannedContacts = 20
	overdueDays     = 30
	overdueContacts = 8
)

// today is the first page: the newest day, or the one that is chosen. Where there is nothing yet, it says what this is and how to begin.
func (s *Server) today(a *ask) (*content, error) {
	d, err := recently(a.Context(), &s.recent, "today|"+a.day()+"|"+a.URL.Query().Get("on"), func(ctx context.Context) (*today, error) { return s.dayIn(a.under(ctx)) })
	if err != nil {
		return nil, err
	}
	if d.From == "" && !d.Chosen {
		return s.welcome(a)
	}
	return &content{Template: "today", Title: a.L.T("nav.today"), Data: d, Feeds: feedsOf(a.L, "/search", nil)}, nil
}

// dayIn finds what the newest day brought, or the one that is chosen.
func (s *Server) dayIn(a *ask) (*today, error) {
	d := &today{AsOf: a.day()}
	day, err := s.dayOf(a, d)
	if err != nil || day == "" && !d.Chosen {
		return d, err
	}
	d.Days = store.Days{From: day, To: day}
	for _, fill := range []func(*ask, *today) error{s.newest, s.beside, s.contactsOf} {
		if err := fill(a, d); err != nil {
			return nil, err
		}
	}
	n, err := s.store.Followed(a.Context())
	d.Nobody = n == 0
	return d, err
}

// dayOf is the day that is chosen, or the newest that has something. A record that ends long ago is shown as of its last day.
func (s *Server) dayOf(a *ask, d *today) (string, error) {
	if on := a.URL.Query().Get("on"); on != "" {
		if _, err := time.Parse(time.DateOnly, on); err != nil {
			return "", wrong{http.StatusBadRequest, a.L.T("today.no_day", on)}
		}
		d.AsOf, d.Chosen, d.Past = on, true, on != a.day()
		return on, nil
	}
	day, err := s.store.LastDay(a.Context(), a.day())
	if day != "" && day < a.Today.AddDate(0, 0, -plannedDays).Format(time.DateOnly) {
		d.AsOf, d.Past = day, true
	}
	return day, err
}

// newest fills in the weightiest statements; a day that has few is joined by the days before.
func (s *Server) newest(a *ask, d *today) error {
	for days := 1; ; days++ {
		all, err := s.store.NewestStatements(a.Context(), d.Days, todayStatements)
		if err != nil {
			return err
		}
		before := ""
		if !d.Chosen && days < todayDays && len(all) < fewStatements {
			if before, err = s.store.DayBefore(a.Context(), d.From); err != nil {
				return err
			}
		}
		if before != "" {
			d.From = before
			continue
		}
		ids := make([]int64, len(all))
		for i := range all {
			ids[i] = all[i].ID
		}
		d.Statements, err = s.answers.StatementsByID(a.Context(), ids, answer.Options{Today: a.Today})
		return err
	}
}

// beside fills in the days before and after.
func (s *Server) beside(a *ask, d *today) (err error) {
	if d.Before, err = s.store.DayBefore(a.Context(), d.From); err != nil {
		return err
	}
	d.After, err = s.store.DayAfter(a.Context(), d.To)
	if d.After > a.day() {
		d.After = ""
	}
	return err
}

// contactsOf fills in the contacts of the days, those that were announced for the days after, and those whose day passed.
func (s *Server) contactsOf(a *ask, d *today) error {
	ctx := a.Context()
	happened, err := s.store.ContactsReported(ctx, d.Days, todayContacts)
	if err != nil {
		return err
	}
	statuses := []string{"planned", "ongoing"}
	if d.Past {
		statuses = nil // what was announced then has come about since, or not
	}
	asOf, err := time.Parse(time.DateOnly, d.AsOf)
	if err != nil {
		return err
	}
	next := store.Days{From: d.AsOf, To: asOf.AddDate(0, 0, plannedDays).Format(time.DateOnly)}
	planned, err := s.store.ContactsOn(ctx, next, statuses, plannedContacts)
	if err != nil {
		return err
	}
	overdue, err := s.store.Overdue(ctx, d.AsOf, overdueDays, overdueContacts)
	if err != nil {
		return err
	}
	all, err := s.answers.ContactsByID(ctx, contactIDs(happened, planned, overdue), answer.Options{Today: a.Today})
	d.Contacts, d.Planned, d.Overdue = among(all, happened), among(all, planned), among(all, overdue)
	return err
}

func contactIDs(lists ...[]store.Contact) []int64 {
	var ids []int64
	for _, list := range lists {
		for _, c := range list {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// among takes those of a list.
func among(all []answer.Contact, list []store.Contact) []answer.Contact {
	var out []answer.Contact
	for _, c := range list {
		for i := range all {
			if all[i].ID == c.ID {
				out = append(out, all[i])
				break
			}
		}
	}
	return out
}
