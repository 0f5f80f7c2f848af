package api

import (
	"context"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Between is a span of days.
type Between struct {
	From string `query:"from" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" patternDescription:"a day, month or year: 2018-08-23, 2018-08, 2018" doc:"The first day, month or year" example:"2018-08"`
	To   string `query:"to" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" patternDescription:"a day, month or year: 2018-08-23, 2018-08, 2018" doc:"The last day, month or year, included"`
}

func (b Between) days(ctx context.Context) (store.Days, error) {
	first, _, ok := daysOf(b.From)
	if !ok {
		return store.Days{}, invalid(ctx, "query.from", "no such day", b.From)
	}
	_, last, ok := daysOf(b.To)
	if !ok {
		return store.Days{}, invalid(ctx, "query.to", "no such day", b.To)
	}
	return store.Days{From: first, To: last}, nil
}

// daysOf are the first and last day of a day, month or year; none of nothing.
func daysOf(value string) (first, last string, ok bool) {
	if value == "" {
		return "", "", true
	}
	for _, unit := range []struct {
		form                string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(unit.form, value); err == nil {
			return t.Format(time.DateOnly), t.AddDate(unit.years, unit.months, unit.days).AddDate(0, 0, -1).Format(time.DateOnly), true
		}
	}
	return "", "", false
}
