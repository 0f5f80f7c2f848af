package store

import (
	"context"
	"database/sql"
	"strconv"
	"time"
)

// Events of an arrival; that of a contact is the status that it has come to.
const (
	EventNew  = "new"
	EventCopy = "copy" // an article whose text another has had before
)

// Arrival is something new, in the order in which it came, whatever its day: an article, a statement, a contact, or another status of one.
type Arrival struct {
	ID    int64
	Kind  int
	Ref   int64
	Event string
}

// Watched says whether somebody has a saved search, so that it matters what is new.
func (t *Tx) Watched(ctx context.Context) (yes bool, err error) {
	err = t.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM saved_search)").Scan(&yes)
	return yes, t.s.fault(err)
}

// HasAlerts says whether an alert is switched on.
func (t *Tx) HasAlerts(ctx context.Context) (yes bool, err error) {
	err = t.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM alert WHERE enabled = 1)").Scan(&yes)
	return yes, t.s.fault(err)
}

// Arrive notes what is new. It is to be called under Lock, so that who has seen a number has seen all before it.
func (t *Tx) Arrive(ctx context.Context, all []Arrival, now time.Time) error {
	if len(all) == 0 {
		return nil
	}
	first, err := t.Take(ctx, "arrival", len(all))
	if err != nil {
		return err
	}
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{first + int64(i), a.Kind, a.Ref, a.Event, now.Unix()}
	}
	return t.insert(ctx, "arrival", "id, kind, ref, event, at", rows, "")
}

const lastArrival = "SELECT COALESCE((SELECT next - 1 FROM counter WHERE name = 'arrival'), 0)"

// LastArrival is the number of what came last, or 0.
func (t *Tx) LastArrival(ctx context.Context) (id int64, err error) {
	err = t.QueryRowContext(ctx, lastArrival).Scan(&id)
	return id, t.s.fault(err)
}

// LastArrival is the number of what came last, or 0. All that came before it can be read.
func (s *Store) LastArrival(ctx context.Context) (id int64, err error) {
	err = s.read.QueryRowContext(ctx, lastArrival).Scan(&id)
	return id, s.fault(err)
}

// Arrivals returns what came after this one, in its order, up to limit.
func (s *Store) Arrivals(ctx context.Context, after int64, limit int) ([]Arrival, error) {
	var out []Arrival
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var a Arrival
		err := rows.Scan(&a.ID, &a.Kind, &a.Ref, &a.Event)
		out = append(out, a)
		return err
	}, "SELECT id, kind, ref, event FROM arrival WHERE id > ? ORDER BY id LIMIT ?", after, limit)
	return out, err
}

// ForgetArrivals takes out what came before the time.
func (t *Tx) ForgetArrivals(ctx context.Context, before time.Time) error {
	return t.exec(ctx, "DELETE FROM arrival WHERE id < COALESCE((SELECT id FROM arrival WHERE at >= ? ORDER BY id LIMIT 1), (SELECT MAX(id) + 1 FROM arrival))", before.Unix())
}

// UnitsOf returns the units of what has come, as a search would find them. What is gone in the meantime has none.
func (s *Store) UnitsOf(ctx context.Context, all []Arrival) ([]Hit, error) {
	refs := map[int][]int64{}
	for _, a := range all {
		refs[a.Kind] = append(refs[a.Kind], a.Ref)
	}
	var out []Hit
	for _, kind := range []int{ArticleUnit, StatementUnit, ContactUnit} {
		err := eachIn(ctx, s, s.read, distinct(refs[kind]), func(rows *sql.Rows) error {
			h := Hit{Kind: kind}
			err := rows.Scan(&h.ID, &h.Ref)
			h.Day = dayOf(h.ID)
			out = append(out, h)
			return err
		}, "SELECT id, ref FROM unit WHERE kind = "+strconv.Itoa(kind)+" AND ref IN")
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Told are the numbers of what articles tell.
type Told struct{ Articles, Statements, Contacts []int64 }

// ToldBefore returns which of the articles were settled before, and what they tell.
func (t *Tx) ToldBefore(ctx context.Context, ids []ArticleID) (out Told, err error) {
	if out.Articles, err = t.in(ctx, "SELECT DISTINCT article FROM reading WHERE article IN", numbers(ids)); err != nil || len(out.Articles) == 0 {
		return out, err
	}
	if out.Statements, err = t.in(ctx, "SELECT DISTINCT statement FROM telling WHERE article IN", out.Articles); err != nil {
		return out, err
	}
	out.Contacts, err = t.in(ctx, "SELECT DISTINCT contact FROM report WHERE article IN", out.Articles)
	return out, err
}
