package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Days is a span of ISO days, both ends included. An end that is empty is open.
type Days struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// units are the bounds of the numbers of units on these days: from the first, before the second. What has no day is on none, unless both ends are open.
func (d Days) units() (from, before int64) {
	from, before = 1<<unitBits, 1<<62
	if d.From == "" && d.To == "" {
		from = 0
	}
	if d.From != "" {
		from = dayNumber(d.From) << unitBits
	}
	if d.To != "" {
		before = (dayNumber(d.To) + 1) << unitBits
	}
	return from, before
}

// numbers are the bounds of the days as topics count them.
func (d Days) numbers() (from, before int64) {
	from, before = d.units()
	return from >> unitBits, before >> unitBits
}

// group returns these actors with all that were merged with them: what is stored names the actor that it was settled on.
func (s *Store) groups(ctx context.Context, ids []int64) ([]int64, error) {
	var out []int64
	err := eachIn(ctx, s, s.read, distinct(ids), func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, "SELECT other.id FROM actor a JOIN actor other ON other.root = a.root WHERE a.id IN")
	if err != nil {
		return nil, fmt.Errorf("actors %v: %w", ids, err)
	}
	return distinct(out), nil
}

// In the queries below +kind keeps SQLite from the index of kinds, of which it knows no better than that one names all statements.

// LastDay is the newest day not after this one that has statements or contacts, or empty. An empty day means any.
func (s *Store) LastDay(ctx context.Context, notAfter string) (string, error) {
	_, before := Days{To: notAfter}.units()
	last := ""
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		last = dayOf(id)
		return err
	}, "SELECT id FROM unit WHERE id >= ? AND id < ? AND +kind IN (2, 3) ORDER BY id DESC LIMIT 1", int64(1)<<unitBits, before)
	if err != nil {
		return "", fmt.Errorf("last day: %w", err)
	}
	return last, nil
}

// maxWeighed is how many statements of more than one telling are held against each other: the newest of the days.
const maxWeighed = 3000

// NewestStatements returns the statements of these days by weight: those of the most origins first, then of the most tellings, then the newest, of one day
// those whose speaker is known before the others.
func (s *Store) NewestStatements(ctx context.Context, d Days, limit int) ([]Statement, error) {
	ids, err := s.told(ctx, d, limit)
	if err != nil {
		return nil, fmt.Errorf("statements of %s to %s: %w", d.From, d.To, err)
	}
	if len(ids) < limit {
		once, err := s.toldOnce(ctx, d, limit-len(ids))
		if err != nil {
			return nil, fmt.Errorf("statements of %s to %s: %w", d.From, d.To, err)
		}
		ids = append(ids, once...)
	}
	return s.statementsInOrder(ctx, ids)
}

// told are the weightiest of the statements that more than one article tells.
func (s *Store) told(ctx context.Context, d Days, limit int) ([]int64, error) {
	to := d.To
	if to == "" {
		to = "9999"
	}
	return s.ids(ctx, `SELECT id FROM (SELECT * FROM statement WHERE tellings > 1 AND day >= ? AND day <= ? ORDER BY day DESC LIMIT ?) newest
		ORDER BY origins DESC, tellings DESC, day DESC, CASE actor WHEN 0 THEN 1 ELSE 0 END, id DESC LIMIT ?`, d.From, to, maxWeighed, limit)
}

// toldOnce are the newest of the statements that one article tells.
func (s *Store) toldOnce(ctx context.Context, d Days, limit int) ([]int64, error) {
	from, before := d.units()
	var all []Hit
	for _, speaker := range []string{"<>", "="} {
		query := "SELECT u.id, u.kind, u.ref FROM unit u CROSS JOIN statement s WHERE s.id = u.ref AND +u.kind = 2 AND s.tellings = 1 AND u.actor " + speaker + " 0 AND u.id >= ? AND u.id < ? ORDER BY u.id DESC LIMIT ?"
		hits, err := s.hits(ctx, s.read, query, []any{from, before, limit})
		if err != nil {
			return nil, err
		}
		all = append(all, hits...)
	}
	slices.SortStableFunc(all, func(a, b Hit) int { return strings.Compare(b.Day, a.Day) })
	var ids []int64
	for _, h := range all[:min(len(all), limit)] {
		ids = append(ids, h.Ref)
	}
	return ids, nil
}

func (s *Store) ids(ctx context.Context, query string, args ...any) ([]int64, error) {
	var out []int64
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, query, args...)
	return out, err
}

func (s *Store) statementsInOrder(ctx context.Context, ids []int64) ([]Statement, error) {
	rows, err := s.Statements(ctx, ids)
	out := make([]Statement, 0, len(ids))
	for _, id := range ids {
		if x, ok := rows[id]; ok {
			out = append(out, x)
		}
	}
	return out, err
}

// addDays returns the ISO day so many days later.
func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
