package store

import (
	"context"
	"database/sql"
	"fmt"
)

// NeighbourStatements returns what the speaker of a statement said before it and after it, by day; 0 where there is nothing, or nobody known speaks.
func (s *Store) NeighbourStatements(ctx context.Context, id int64) (before, after int64, err error) {
	var at int64
	var group []int64
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var speaker int64
		err := rows.Scan(&at, &speaker)
		group = append(group, speaker)
		return err
	}, "SELECT u.id, other.id FROM unit u JOIN actor a ON a.id = u.actor JOIN actor other ON other.root = a.root WHERE u.kind = 2 AND u.ref = ?", id)
	if err != nil {
		return 0, 0, fmt.Errorf("statement %d: %w", id, err)
	}
	var last, next beside
	for _, speaker := range group { // each by itself: the index has its units in order
		x, err := s.beside(ctx, "id < ? ORDER BY id DESC", speaker, at)
		if err != nil {
			return 0, 0, fmt.Errorf("statement before %d: %w", id, err)
		}
		if x.unit > last.unit {
			last = x
		}
		if x, err = s.beside(ctx, "id > ? ORDER BY id", speaker, at); err != nil {
			return 0, 0, fmt.Errorf("statement after %d: %w", id, err)
		}
		if x.unit != 0 && (next.unit == 0 || x.unit < next.unit) {
			next = x
		}
	}
	return last.ref, next.ref, nil
}

// beside is a unit next to another, with the statement that it stands for.
type beside struct{ unit, ref int64 }

func (s *Store) beside(ctx context.Context, side string, speaker, unit int64) (x beside, err error) {
	err = s.each(ctx, s.read, func(rows *sql.Rows) error { return rows.Scan(&x.unit, &x.ref) }, "SELECT id, ref FROM unit WHERE actor = ? AND "+side+" LIMIT 1", speaker, unit)
	return x, err
}

// SharedContacts returns the contacts in which both actors take part, the last kept first.
func (s *Store) SharedContacts(ctx context.Context, a, b int64, limit int) ([]int64, error) {
	mine, err := s.groups(ctx, []int64{a})
	if err != nil || len(mine) == 0 {
		return nil, err
	}
	yours, err := s.groups(ctx, []int64{b})
	if err != nil || len(yours) == 0 {
		return nil, err
	}
	ids, err := s.ids(ctx, "SELECT DISTINCT p.contact FROM party p WHERE p.actor IN "+marks(len(mine))+
		" AND EXISTS (SELECT 1 FROM party q WHERE q.contact = p.contact AND q.actor IN "+marks(len(yours))+") ORDER BY p.contact DESC LIMIT ?", append(append(anys(mine), anys(yours)...), limit)...)
	if err != nil {
		return nil, fmt.Errorf("contacts of actors %d and %d: %w", a, b, err)
	}
	return ids, nil
}

// DayBefore is the newest day before this one that has statements or contacts, or empty.
func (s *Store) DayBefore(ctx context.Context, day string) (string, error) {
	return s.LastDay(ctx, addDays(day, -1))
}

// DayAfter is the earliest day after this one that has statements or contacts, or empty.
func (s *Store) DayAfter(ctx context.Context, day string) (string, error) {
	_, from := Days{To: day}.units()
	next := ""
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		next = dayOf(id)
		return err
	}, "SELECT id FROM unit WHERE id >= ? AND +kind IN (2, 3) ORDER BY id LIMIT 1", from)
	if err != nil {
		return "", fmt.Errorf("day after %s: %w", day, err)
	}
	return next, nil
}
