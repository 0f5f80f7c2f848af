package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day writes an ISO value as the language writes it: a day, week, month, year, a range of them, or an instant, of which the day is shown. What is none
// of these is shown as it is.
func (w *Words) Day(value string) string {
	from, to, isRange := strings.Cut(value, "/")
	if isRange {
		return w.T("day.range", w.Day(from), w.Day(to))
	}
	if len(value) > len(time.DateOnly) {
		value = value[:len(time.DateOnly)]
	}
	if t, err := time.Parse(time.DateOnly, value); err == nil {
		return w.T("day.day", t.Day(), w.monthName(t.Month()), t.Year())
	}
	if t, err := time.Parse("2006-01", value); err == nil {
		return w.T("day.month", w.monthName(t.Month()), t.Year())
	}
	if year, week, ok := strings.Cut(value, "-W"); ok {
		if monday, ok := mondayOf(year, week); ok {
			return w.T("day.week", w.Day(monday.Format(time.DateOnly)))
		}
	}
	return value
}

// mondayOf returns the first day of an ISO week.
func mondayOf(year, week string) (time.Time, bool) {
	y, err := strconv.Atoi(year)
	n, err2 := strconv.Atoi(week)
	if err != nil || err2 != nil || n < 1 || n > 53 {
		return time.Time{}, false
	}
	fourth := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	return fourth.AddDate(0, 0, 7*(n-1)-(int(fourth.Weekday())+6)%7), true
}

// WeekDay writes a day with its weekday: "الخميس 23 أغسطس 2018".
func (w *Words) WeekDay(value string) string {
	if len(value) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, value[:len(time.DateOnly)]); err == nil && !strings.Contains(value, "/") {
			return w.T("day.weekday", w.Weekday(t.Weekday()), w.Day(value))
		}
	}
	return w.Day(value)
}

// Weekday names a day of the week.
func (w *Words) Weekday(d time.Weekday) string { return w.T(fmt.Sprintf("weekday.%d", d)) }

// WeekdayShort names a day of the week for the head of a calendar.
func (w *Words) WeekdayShort(d time.Weekday) string { return w.T(fmt.Sprintf("weekday.short.%d", d)) }

func (w *Words) monthName(m time.Month) string { return w.T(fmt.Sprintf("month.%d", m)) }

// MonthShort names the month of an ISO value (2018-08) as briefly as the language does.
func (w *Words) MonthShort(value string) string {
	if len(value) >= 7 {
		if t, err := time.Parse("2006-01", value[:7]); err == nil {
			return w.T(fmt.Sprintf("month.short.%d", t.Month()))
		}
	}
	return value
}

// Moment writes an instant in a zone: the day and the time.
func (w *Words) Moment(t time.Time) string {
	if t.IsZero() {
		return w.T("day.never")
	}
	return w.T("day.moment", w.Day(t.Format(time.DateOnly)), t.Format("15:04"))
}
