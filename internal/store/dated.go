package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Dated is a contact with the day on which it was or, where no report says that, was first reported.
type Dated struct {
	Contact
	On string
}

// ContactList says which contacts are listed.
type ContactList struct {
	Days   Days
	Actors []int64  // one of them takes part; none is all contacts
	Types  []string // meeting, call …; none is all
	Placed bool     // only where it is said where it was
	Limit  int
}

// ContactsDated returns contacts by the days on which they were or were first reported, the newest first, and whether there are more.
func (s *Store) ContactsDated(ctx context.Context, l ContactList) (all []Dated, more bool, err error) {
	ask := s.datedOn
	if len(l.Actors) > 0 {
		ask = s.datedOf
	}
	if all, err = ask(ctx, l); err != nil {
		return nil, false, fmt.Errorf("contacts of %s to %s: %w", l.Days.From, l.Days.To, err)
	}
	return all[:min(len(all), l.Limit)], len(all) > l.Limit, nil
}

const datedColumns = "SELECT u.id, c.id, c.type, c.status, c.day, c.place, c.topic, c.reports, c.article FROM unit u CROSS JOIN contact c WHERE c.id = u.ref AND u.kind = 3"

func scanDated(rows *sql.Rows) (d Dated, err error) {
	var unit int64
	err = rows.Scan(&unit, &d.ID, &d.Type, &d.Status, &d.Day, &d.Place, &d.Topic, &d.Reports, &d.Article)
	d.On = dayOf(unit)
	return d, err
}

// conditions narrow a list by what stands in the contact itself.
func (l *ContactList) conditions() (query string, args []any) {
	if l.Placed {
		query += " AND c.place <> ''"
	}
	if len(l.Types) > 0 {
		query += " AND c.type IN " + marks(len(l.Types))
		for _, t := range l.Types {
			args = append(args, t)
		}
	}
	return query, args
}

func (s *Store) datedOn(ctx context.Context, l ContactList) (all []Dated, err error) {
	from, before := l.Days.units()
	query, args := l.conditions()
	args = append(append(args, from, before), l.Limit+1)
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		d, err := scanDated(rows)
		all = append(all, d)
		return err
	}, datedColumns+query+" AND u.id >= ? AND u.id < ? ORDER BY u.id DESC LIMIT ?", args...)
	return all, err
}

// datedOf begins with the actors: they have few of all contacts. The + keeps SQLite from going through all units in their order.
func (s *Store) datedOf(ctx context.Context, l ContactList) ([]Dated, error) {
	group, err := s.groups(ctx, l.Actors)
	if err != nil || len(group) == 0 {
		return nil, err
	}
	from, before := l.Days.units()
	query, args := l.conditions()
	args = append(append(append(args, anys(group)...), from, before), l.Limit+1)
	var all []Dated
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		d, err := scanDated(rows)
		all = append(all, d)
		return err
	}, datedColumns+query+" AND u.ref IN (SELECT contact FROM party WHERE actor IN "+marks(len(group))+") AND +u.id >= ? AND +u.id < ? ORDER BY +u.id DESC LIMIT ?", args...)
	return all, err
}
