package ledger

import (
	"strconv"
	"strings"
	"time"
)

// days is a range of days, both included, counted from 1 January 1970.
type days struct{ lo, hi int }

// parseDays reads an ISO 8601 day, week, month, year, or range of two of these; a time of day after the first is cut off.
func parseDays(s string) (days, bool) {
	if from, until, ok := strings.Cut(s, "/"); ok {
		a, okA := parseDays(from)
		b, okB := parseDays(until)
		return days{a.lo, b.hi}, okA && okB && a.lo <= b.hi
	}
	if len(s) > 10 && s[10] == 'T' || len(s) > 10 && s[10] == ' ' {
		s = s[:10]
	}
	if year, week, ok := strings.Cut(s, "-W"); ok {
		return parseWeek(year, week)
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		end := map[string]time.Time{time.DateOnly: t, "2006-01": t.AddDate(0, 1, -1), "2006": t.AddDate(1, 0, -1)}[layout]
		return days{dayNumber(t), dayNumber(end)}, true
	}
	return days{}, false
}

// parseWeek reads an ISO week: the first is the one of 4 January.
func parseWeek(year, week string) (days, bool) {
	y, err := strconv.Atoi(year)
	w, err2 := strconv.Atoi(week)
	if err != nil || err2 != nil || y < 1 || y > 9999 || w < 1 || w > 53 {
		return days{}, false
	}
	fourth := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC)
	monday := dayNumber(fourth) - (int(fourth.Weekday())+6)%7
	return days{monday + 7*(w-1), monday + 7*w - 1}, true
}

func dayNumber(t time.Time) int {
	const day = 24 * 60 * 60
	return floorDiv(int(t.Unix()), day)
}

func (d days) width() int { return d.hi - d.lo + 1 }

// isClose says whether the range is of a week or less.
func (d days) isClose() bool { return d.width() <= 7 }

func (d days) meets(e days) bool { return d.lo <= e.hi && e.lo <= d.hi }

// wider returns the range with so many days more before and after it.
func (d days) wider(before, after int) days { return days{d.lo - before, d.hi + after} }

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// Days returns the first and the last day of an ISO 8601 day, week, month, year, or range of two of these.
func Days(value string) (first, last time.Time, ok bool) {
	d, ok := parseDays(value)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	epoch := time.Unix(0, 0).UTC()
	return epoch.AddDate(0, 0, d.lo), epoch.AddDate(0, 0, d.hi), true
}
