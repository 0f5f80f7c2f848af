package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// SavedSearch is a question that a user keeps.
type SavedSearch struct {
	ID       int64
	Owner    UserID // a user, 0 for the only one of a server without sign-in
	Name     string
	Question string // as it was written
	Filters  string // more of the question, as a page's facets write it
	Made     time.Time
	Seen     int64 // the last arrival that the owner has seen
}

// Asked is the whole question.
func (x SavedSearch) Asked() string {
	if x.Filters == "" || x.Question == "" {
		return x.Question + x.Filters
	}
	return x.Question + " " + x.Filters
}

// Channels of an alert.
const (
	Mail     = "mail"
	Webhook  = "webhook"
	Telegram = "telegram"
)

// Rhythms of an alert.
const (
	AtOnce = "now"
	Daily  = "daily"
	Weekly = "weekly"
)

// Alert says where and when what is new of a saved search is told.
type Alert struct {
	ID       int64
	Search   int64
	Channel  string
	Target   string // an address of mail or of the web, a chat
	Rhythm   string
	Hour     int
	Weekday  time.Weekday
	Zone     string
	Lang     string
	Template string
	Secret   string
	Enabled  bool
	Made     time.Time
	Looked   int64     // the last arrival that was held to the question
	Due      time.Time // of a digest: when the next is sent
	Failures int       // messages in a row that could not be sent
	Fault    string    // of the last one
}

const (
	searchColumns = "id, owner, name, question, filters, made, seen"
	alertColumns  = "a.id, a.search, a.channel, a.target, a.rhythm, a.hour, a.weekday, a.zone, a.lang, a.template, a.secret, a.enabled, a.made, a.looked, a.due, a.failures, a.fault"
)

func scanSavedSearch(rows interface{ Scan(...any) error }) (x SavedSearch, err error) {
	var made int64
	err = rows.Scan(&x.ID, &x.Owner, &x.Name, &x.Question, &x.Filters, &made, &x.Seen)
	x.Made = instant(made)
	return x, err
}

func scanAlert(rows interface{ Scan(...any) error }) (a Alert, err error) {
	var made, due int64
	err = rows.Scan(&a.ID, &a.Search, &a.Channel, &a.Target, &a.Rhythm, &a.Hour, &a.Weekday, &a.Zone, &a.Lang, &a.Template, &a.Secret, &a.Enabled, &made, &a.Looked, &due, &a.Failures, &a.Fault)
	a.Made, a.Due = instant(made), instant(due)
	return a, err
}

// SavedSearches returns the saved searches of a user, in the order in which they were made.
func (s *Store) SavedSearches(ctx context.Context, owner UserID) ([]SavedSearch, error) {
	var out []SavedSearch
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		x, err := scanSavedSearch(rows)
		out = append(out, x)
		return err
	}, "SELECT "+searchColumns+" FROM saved_search WHERE owner = ? ORDER BY id", owner)
	return out, err
}

// SavedSearch returns the saved search with this number, or ErrNotFound.
func (s *Store) SavedSearch(ctx context.Context, id int64) (SavedSearch, error) {
	x, err := scanSavedSearch(s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+searchColumns+" FROM saved_search WHERE id = ?"), id))
	return x, s.one(err, "saved search", id)
}

// one names what a row is in the error of a query for one.
func (s *Store) one(err error, noun string, id int64) error {
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s %d: %w", noun, id, s.fault(err))
	}
	return nil
}

// KeepSearch keeps a saved search, a new one where it has no number yet, and returns it with its number. A new one has seen all that is there.
func (t *Tx) KeepSearch(ctx context.Context, x SavedSearch) (SavedSearch, error) {
	if x.ID != 0 {
		return x, t.exec(ctx, "UPDATE saved_search SET name = ?, question = ?, filters = ? WHERE id = ?", clean(x.Name), clean(x.Question), clean(x.Filters), x.ID)
	}
	id, err := t.Take(ctx, "saved_search", 1)
	if err != nil {
		return x, err
	}
	if x.Seen, err = t.LastArrival(ctx); err != nil {
		return x, err
	}
	x.ID = id
	return x, t.insert(ctx, "saved_search", searchColumns, [][]any{{x.ID, x.Owner, x.Name, x.Question, x.Filters, x.Made.Unix(), x.Seen}}, "")
}

// SeeSearch notes up to which arrival the owner of a saved search has seen what is new.
func (t *Tx) SeeSearch(ctx context.Context, id, arrival int64) error {
	return t.exec(ctx, "UPDATE saved_search SET seen = ? WHERE id = ? AND seen < ?", arrival, id, arrival)
}

// DropSearch takes a saved search out with its alerts.
func (t *Tx) DropSearch(ctx context.Context, id int64) error {
	alerts, err := t.in(ctx, "SELECT id FROM alert WHERE search IN", []int64{id})
	if err != nil {
		return err
	}
	for _, a := range alerts {
		if err := t.DropAlert(ctx, a); err != nil {
			return err
		}
	}
	return t.exec(ctx, "DELETE FROM saved_search WHERE id = ?", id)
}

// Alerts returns the alerts of the saved searches of a user, in the order in which they were made.
func (s *Store) Alerts(ctx context.Context, owner UserID) ([]Alert, error) {
	return s.alerts(ctx, "JOIN saved_search x ON x.id = a.search WHERE x.owner = ? ORDER BY a.id", owner)
}

// EnabledAlerts returns the alerts of all users that are switched on.
func (s *Store) EnabledAlerts(ctx context.Context) ([]Alert, error) {
	return s.alerts(ctx, "WHERE a.enabled = 1 ORDER BY a.id")
}

func (s *Store) alerts(ctx context.Context, which string, args ...any) ([]Alert, error) {
	var out []Alert
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		a, err := scanAlert(rows)
		out = append(out, a)
		return err
	}, "SELECT "+alertColumns+" FROM alert a "+which, args...)
	return out, err
}

// Alert returns the alert with this number, or ErrNotFound.
func (s *Store) Alert(ctx context.Context, id int64) (Alert, error) {
	a, err := scanAlert(s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+alertColumns+" FROM alert a WHERE a.id = ?"), id))
	return a, s.one(err, "alert", id)
}

// KeepAlert keeps an alert, a new one where it has no number yet, and returns it with its number. A new one tells of what comes from now on; one that is kept
// anew is given another try, and does not tell of what came while it was off.
func (t *Tx) KeepAlert(ctx context.Context, a Alert) (Alert, error) {
	last, err := t.LastArrival(ctx)
	if err != nil {
		return a, err
	}
	if a.ID != 0 {
		return a, t.exec(ctx, `UPDATE alert SET channel = ?, target = ?, rhythm = ?, hour = ?, weekday = ?, zone = ?, lang = ?, template = ?, secret = ?,
			looked = CASE WHEN enabled = 1 THEN looked ELSE ? END, enabled = ?, due = ?, failures = 0, fault = '' WHERE id = ?`,
			a.Channel, clean(a.Target), a.Rhythm, a.Hour, int(a.Weekday), a.Zone, a.Lang, clean(a.Template), clean(a.Secret), last, flag(a.Enabled), seconds(a.Due), a.ID)
	}
	if a.ID, err = t.Take(ctx, "alert", 1); err != nil {
		return a, err
	}
	a.Looked = last
	return a, t.insert(ctx, "alert", "id, search, channel, target, rhythm, hour, weekday, zone, lang, template, secret, enabled, made, looked, due, failures, fault", [][]any{{
		a.ID, a.Search, a.Channel, a.Target, a.Rhythm, a.Hour, int(a.Weekday), a.Zone, a.Lang, a.Template, a.Secret, flag(a.Enabled), a.Made.Unix(), a.Looked, seconds(a.Due), 0, ""}}, "")
}

// DropAlert takes an alert out with what it has told.
func (t *Tx) DropAlert(ctx context.Context, id int64) error {
	return t.eachNumbered(ctx, []int64{id}, []string{"DELETE FROM notice WHERE alert = ?1", "DELETE FROM delivery WHERE alert = ?1", "DELETE FROM alert WHERE id = ?1"})
}

// NoteFault notes why an alert tells nothing.
func (t *Tx) NoteFault(ctx context.Context, id int64, fault string) error {
	return t.exec(ctx, "UPDATE alert SET fault = ? WHERE id = ?", clean(fault), id)
}
