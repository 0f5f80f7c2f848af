package store

import (
	"context"
	"database/sql"
	"time"
)

// Meetings say which contacts make a network: those that were reported held, all of them where nothing is said.
type Meetings struct {
	From, To string   // days; both ends included
	Types    []string // meeting, call …
}

// Meeting is what two actors had with each other.
type Meeting struct {
	A, B        int64 // A is less than B
	Contacts    int
	Kinds       []MeetingKind // by type
	First, Last string        // days, or months where no day is known
}

// MeetingKind is how many contacts of a type they had.
type MeetingKind struct {
	Type     string
	Contacts int
}

// where are the contacts, as a condition on contact c.
func (m Meetings) where() (string, []any) {
	query, args := "c.status IN ('held', 'ongoing')", []any(nil)
	if m.From != "" {
		query, args = query+" AND c.day >= ?", append(args, m.From)
	}
	if m.To != "" {
		query, args = query+" AND c.day <> '' AND c.day < ?", append(args, dayAfter(m.To)) // a range that begins on that day too
	}
	if len(m.Types) > 0 {
		query += " AND c.type IN " + marks(len(m.Types))
		for _, t := range m.Types {
			args = append(args, t)
		}
	}
	return query, args
}

func dayAfter(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// pairs are two actors of one contact, each as whom it was merged into.
const pairs = `FROM contact c JOIN party p ON p.contact = c.id JOIN actor a ON a.id = p.actor
	JOIN party q ON q.contact = c.id JOIN actor b ON b.id = q.actor AND b.root > a.root WHERE `

// Met calls f for each actor who has a meeting, in the order of their numbers.
func (x *Snapshot) Met(ctx context.Context, m Meetings, f func(Actor) error) error {
	where, args := m.where()
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		a, err := x.s.scanActor(rows)
		if err != nil {
			return err
		}
		return f(a)
	}, "SELECT "+actorColumns+" FROM actor WHERE id IN (SELECT a.root "+pairs+where+" UNION SELECT b.root "+pairs+where+") ORDER BY id", append(args, args...)...)
}

// Meetings calls f for each two who had one, in the order of their numbers.
func (x *Snapshot) Meetings(ctx context.Context, m Meetings, f func(Meeting) error) error {
	where, args := m.where()
	var last Meeting
	err := x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		var a, b int64
		var kind MeetingKind
		var first, until string
		if err := rows.Scan(&a, &b, &kind.Type, &kind.Contacts, &first, &until); err != nil {
			return err
		}
		if last.A != a || last.B != b {
			if last.Contacts > 0 {
				if err := f(last); err != nil {
					return err
				}
			}
			last = Meeting{A: a, B: b}
		}
		last.add(kind, first, until)
		return nil
	}, `SELECT a.root, b.root, c.type, COUNT(DISTINCT c.id), COALESCE(MIN(NULLIF(c.day, '')), ''), MAX(c.day) `+pairs+where+` GROUP BY a.root, b.root, c.type ORDER BY a.root, b.root, c.type`, args...)
	if err != nil || last.Contacts == 0 {
		return err
	}
	return f(last)
}

func (m *Meeting) add(k MeetingKind, first, last string) {
	m.Kinds = append(m.Kinds, k)
	m.Contacts += k.Contacts
	if m.First == "" || first != "" && first < m.First {
		m.First = first
	}
	m.Last = max(m.Last, last)
}
