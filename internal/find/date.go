package find

import (
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad/internal/calendar"
	"isnad.dev/isnad/internal/script"
)

// units are the lengths of time of "قبل 3 أيام", in years, months and days.
var units = map[string][3]int{
	"يوم": {0, 0, 1}, "ايام": {0, 0, 1}, "يوما": {0, 0, 1}, "day": {0, 0, 1}, "days": {0, 0, 1},
	"اسبوع": {0, 0, 7}, "اسابيع": {0, 0, 7}, "اسبوعا": {0, 0, 7}, "week": {0, 0, 7}, "weeks": {0, 0, 7},
	"شهر": {0, 1, 0}, "اشهر": {0, 1, 0}, "شهور": {0, 1, 0}, "شهرا": {0, 1, 0}, "month": {0, 1, 0}, "months": {0, 1, 0},
	"سنه": {1, 0, 0}, "سنوات": {1, 0, 0}, "عام": {1, 0, 0}, "اعوام": {1, 0, 0}, "عاما": {1, 0, 0}, "year": {1, 0, 0}, "years": {1, 0, 0},
}

// twos are units in the dual.
var twos = map[string]string{"يومين": "يوم", "اسبوعين": "اسبوع", "شهرين": "شهر", "سنتين": "سنه", "عامين": "عام"}

const isoDay = "2006-01-02"

// span returns the first and the last day of what a date means, as ISO days: a year is its twelve months.
func span(s string, today time.Time) (first, last string, ok bool) {
	words := strings.FieldsFunc(script.String(s), func(r rune) bool { return isSpace(r) || strings.ContainsRune("-/.,،", r) })
	from, until, ok := dayOf(words, today)
	if !ok {
		from, until, ok = fixed(words)
	}
	if !ok {
		return "", "", false
	}
	return from.Format(isoDay), until.Format(isoDay), true
}

// dayOf reads days that are counted from today.
func dayOf(words []string, today time.Time) (from, until time.Time, ok bool) {
	y, m, d := today.Date()
	now := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	one := func(t time.Time) (time.Time, time.Time, bool) { return t, t, true }
	switch strings.Join(words, " ") {
	case "today", "اليوم", "now", "الان":
		return one(now)
	case "yesterday", "امس", "البارحه":
		return one(now.AddDate(0, 0, -1))
	case "اول امس", "اول من امس":
		return one(now.AddDate(0, 0, -2))
	case "tomorrow", "غدا":
		return one(now.AddDate(0, 0, 1))
	case "this month", "هذا الشهر", "الشهر الجاري", "الشهر الحالي":
		return month(y, m)
	case "last month", "الشهر الماضي":
		return month(y, m-1)
	case "this year", "هذا العام", "هذه السنه", "العام الجاري", "العام الحالي":
		return year(y)
	case "last year", "العام الماضي", "السنه الماضيه":
		return year(y - 1)
	case "this week", "هذا الاسبوع", "الاسبوع الجاري":
		return now.AddDate(0, 0, -6), now, true
	case "last week", "الاسبوع الماضي":
		return now.AddDate(0, 0, -13), now.AddDate(0, 0, -7), true
	}
	n, unit, ok := ago(words)
	if !ok {
		return now, now, false
	}
	return one(now.AddDate(-n*unit[0], -n*unit[1], -n*unit[2]))
}

// ago reads "قبل 3 أيام", "3 days ago", "قبل شهرين", "منذ أسبوع".
func ago(words []string) (n int, unit [3]int, ok bool) {
	switch {
	case len(words) > 1 && (words[0] == "قبل" || words[0] == "منذ"):
		words = words[1:]
	case len(words) > 1 && words[len(words)-1] == "ago":
		words = words[:len(words)-1]
	default:
		return 0, unit, false
	}
	n = 1
	if len(words) == 2 {
		var err error
		if n, err = strconv.Atoi(words[0]); err != nil || n < 0 || n > 10_000 {
			return 0, unit, false
		}
		words = words[1:]
	} else if single, two := twos[words[0]]; two {
		n, words = 2, []string{single}
	}
	unit, ok = units[words[0]]
	return n, unit, ok && len(words) == 1
}

// fixed reads 2018-08-23, 23/8/2018, 23 أغسطس 2018, أغسطس 2018, 2018-08, 2018.
func fixed(words []string) (from, until time.Time, ok bool) {
	words = joinMonths(words)
	number := func(i int) int {
		n, err := strconv.Atoi(words[i])
		if err != nil || n < 0 {
			return -1
		}
		return n
	}
	switch len(words) {
	case 1:
		if y := number(0); isYear(y) {
			return year(y)
		}
	case 2:
		if m := monthOf(words[0]); m != 0 && isYear(number(1)) {
			return month(number(1), m)
		}
		if y, m := number(0), number(1); isYear(y) && m >= 1 && m <= 12 {
			return month(y, time.Month(m))
		}
		if m, y := number(0), number(1); isYear(y) && m >= 1 && m <= 12 {
			return month(y, time.Month(m))
		}
	case 3:
		if m := monthOf(words[1]); m != 0 {
			return day(number(2), int(m), number(0))
		}
		if m := monthOf(words[0]); m != 0 { // August 23, 2018
			return day(number(2), int(m), number(1))
		}
		if isYear(number(0)) {
			return day(number(0), number(1), number(2))
		}
		return day(number(2), number(1), number(0))
	}
	return from, until, false
}

// joinMonths makes one word of the names that have two: تشرين الأول.
func joinMonths(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) {
			if name := words[i] + " " + words[i+1]; monthOf(name) != 0 {
				out = append(out, name)
				i++
				continue
			}
		}
		out = append(out, words[i])
	}
	return out
}

// monthOf returns the month of our year that has this name, or 0.
func monthOf(name string) time.Month {
	m, _ := calendar.MonthOf(name)
	if m.Hijri {
		return 0
	}
	return time.Month(m.Number)
}

func isYear(n int) bool { return n >= 1900 && n <= 2200 }

func year(y int) (from, until time.Time, ok bool) {
	return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC), true
}

func month(y int, m time.Month) (from, until time.Time, ok bool) {
	from = time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(0, 1, -1), true
}

func day(y, m, d int) (from, until time.Time, ok bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t, isYear(y) && t.Day() == d && int(t.Month()) == m
}
