package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ContactsOn returns the contacts whose day lies in these days or overlaps them, where it is a week, month, year or span, in the order of their days. With
// statuses only those of one of them. The planned of the next days are asked by Days{today, later} and "planned".
func (s *Store) ContactsOn(ctx context.Context, d Days, statuses []string, limit int) ([]Contact, error) {
	var out []Contact
	for _, ask := range []func(*builder, Days){onDays, inParts, inSpans} {
		b := &builder{}
		ask(b, d)
		in(b, "status", statuses)
		b.args = append(b.args, limit)
		err := s.each(ctx, s.read, func(rows *sql.Rows) error {
			c, err := scanContact(rows)
			out = append(out, c)
			return err
		}, "SELECT "+contactColumns+" FROM contact"+b.where()+" ORDER BY day, id LIMIT ?", b.args...)
		if err != nil {
			return nil, fmt.Errorf("contacts of %s to %s: %w", d.From, d.To, err)
		}
	}
	slices.SortFunc(out, func(a, b Contact) int { return cmp.Or(strings.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID)) })
	return out[:min(len(out), limit)], nil
}

// farthest stands for an open end.
const farthest = "9999-12-31"

func onDays(b *builder, d Days) {
	b.and("LENGTH(day) = 10 AND day >= ? AND day <= ?", cmp.Or(d.From, "0001-01-01"), cmp.Or(d.To, farthest))
}

// inSpans asks for 2018-08-20/2018-08-24 and the like.
func inSpans(b *builder, d Days) {
	b.and("LENGTH(day) > 10 AND SUBSTR(day, 1, 10) <= ? AND SUBSTR(day, 12) >= ?", cmp.Or(d.To, farthest), d.From)
}

// manyDays is from how many days on the weeks and months in them are not listed.
const manyDays = 400

// inParts asks for the weeks, months and years that overlap the days.
func inParts(b *builder, d Days) {
	from, err := time.Parse(time.DateOnly, d.From)
	to, err2 := time.Parse(time.DateOnly, d.To)
	if err != nil || err2 != nil || to.Sub(from) > manyDays*24*time.Hour {
		b.and("LENGTH(day) BETWEEN 4 AND 8 AND day >= ? AND SUBSTR(day, 1, 4) <= ?", first(d.From, 4), first(cmp.Or(d.To, farthest), 4))
		return
	}
	var parts []string
	for t := from; !t.After(to); t = t.AddDate(0, 0, 1) {
		year, week := t.ISOWeek()
		parts = append(parts, t.Format("2006"), t.Format("2006-01"), fmt.Sprintf("%04d-W%02d", year, week))
	}
	slices.Sort(parts)
	in(b, "day", slices.Compact(parts))
	if len(parts) == 0 {
		b.and("1 = 0")
	}
}

func first(s string, n int) string { return s[:min(len(s), n)] }

// Overdue returns the plans whose day has gone by in the last so many days before today, without a report that they were held: the newest first.
func (s *Store) Overdue(ctx context.Context, today string, days, limit int) ([]Contact, error) {
	const most = 2000
	all, err := s.ContactsOn(ctx, Days{addDays(today, -days), addDays(today, -1)}, []string{"planned"}, most)
	all = slices.DeleteFunc(all, func(c Contact) bool { return lastDay(c.Day) >= today })
	slices.Reverse(all)
	return all[:min(len(all), limit)], err
}

// lastDay is the last day of a day, week, month, year or span.
func lastDay(day string) string {
	if _, end, ok := strings.Cut(day, "/"); ok {
		return end
	}
	var year, week int
	if n, _ := fmt.Sscanf(day, "%4d-W%2d", &year, &week); n == 2 {
		t := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // is in the first week
		return t.AddDate(0, 0, 7*(week-1)+(7-int(t.Weekday()))%7).Format(time.DateOnly)
	}
	for _, form := range []struct {
		layout        string
		years, months int
	}{{"2006-01", 0, 1}, {"2006", 1, 0}} {
		if t, err := time.Parse(form.layout, day); err == nil {
			return t.AddDate(form.years, form.months, -1).Format(time.DateOnly)
		}
	}
	return day
}

// ContactsReported returns the contacts that were held on these days or, where their day is not known, first reported on them: the newest first.
func (s *Store) ContactsReported(ctx context.Context, d Days, limit int) ([]Contact, error) {
	from, before := d.units()
	ids, err := s.ids(ctx, "SELECT ref FROM unit WHERE kind = 3 AND id >= ? AND id < ? ORDER BY id DESC LIMIT ?", from, before, limit)
	if err != nil {
		return nil, fmt.Errorf("contacts of %s to %s: %w", d.From, d.To, err)
	}
	rows, err := s.Contacts(ctx, ids)
	out := make([]Contact, 0, len(ids))
	for _, id := range ids {
		if c, ok := rows[id]; ok {
			out = append(out, c)
		}
	}
	return out, err
}
