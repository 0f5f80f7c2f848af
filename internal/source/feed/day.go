package feed

import (
	"time"

	"isnad.dev/isnad/internal/calendar"
)

// written is a day as it stands: its numbers, and what is still open about them.
type written struct {
	year, month, day int
	lunar            bool
	other            bool // month and day might change places
}

// findDay is the day that the tokens give; a Gregorian one goes before a Hijri one beside it.
func (d *dateReader) findDay() (time.Time, bool) {
	var lunar written
	weekday := d.weekday()
	for i := range d.tokens {
		w, ok := d.numericAt(i)
		if !ok {
			w, ok = d.namedAt(i)
		}
		switch {
		case !ok:
		case !w.lunar:
			if t, ok := w.gregorian(weekday); ok {
				return t, true
			}
		case lunar.year == 0:
			lunar = w
		}
	}
	return lunar.hijri(weekday)
}

// weekday is the day of the week that is named, or -1.
func (d *dateReader) weekday() time.Weekday {
	for _, t := range d.tokens {
		if w, ok := weekdays[t.text]; ok && t.kind == word {
			return w
		}
	}
	return -1
}

// gregorian checks the numbers against the calendar, and the order of day and month against the weekday.
func (w written) gregorian(weekday time.Weekday) (time.Time, bool) {
	t, ok := civil(w.year, w.month, w.day)
	if !w.other {
		return t, ok
	}
	other, otherOK := civil(w.year, w.day, w.month)
	if otherOK && (!ok || weekday >= 0 && t.Weekday() != weekday && other.Weekday() == weekday) {
		return other, true
	}
	return t, ok
}

// The years that a feed may speak of.
const firstYear, lastYear = 1900, 2100

func civil(year, month, day int) (time.Time, bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day
}

// hijri turns a Hijri day into ours. Where the moon was sighted a day earlier or later, the weekday beside it shows it.
func (w written) hijri(weekday time.Weekday) (time.Time, bool) {
	t, ok := calendar.Hijri(w.year, w.month, w.day)
	if !w.lunar || !ok {
		return time.Time{}, false
	}
	for _, days := range []int{-1, 1} {
		if near := t.AddDate(0, 0, days); weekday >= 0 && t.Weekday() != weekday && near.Weekday() == weekday {
			return near, true
		}
	}
	return t, true
}

// numericAt reads 12/04/2020, 2020-04-12, 12.4.20 and 20200412.
func (d *dateReader) numericAt(i int) (w written, ok bool) {
	a, b, c := d.at(i), d.at(i+2), d.at(i+4)
	if a.kind == number && (a.width == 8 || a.width == 14) {
		v := a.value
		if a.width == 14 {
			d.clock = clock{hour: v / 10000 % 100, minute: v / 100 % 100, second: v % 100, known: v/10000%100 < 24 && v/100%100 < 60 && v%100 < 60}
			v /= 1_000_000
		}
		return written{year: v / 10000, month: v / 100 % 100, day: v % 100}, true
	}
	between := d.at(i + 1)
	if a.kind != number || b.kind != number || c.kind != number || between.kind != sign || d.at(i+3).text != between.text {
		return w, false
	}
	switch between.text {
	case "/", "-", ".", "\\":
	default:
		return w, false
	}
	lunar := hijriMarks[d.at(i+5).text]
	if a.width > 2 || a.value > 31 {
		w = written{year: a.value, month: b.value, day: c.value}
		if w.month > 12 {
			w.month, w.day = w.day, w.month
		}
		return w.inCalendar(lunar, a.width), a.width == 4 || a.width == 2
	}
	w = written{year: c.value, month: a.value, day: b.value, other: true}
	w = w.inCalendar(lunar, c.width)
	if d.o.DayFirst || between.text == "." || w.lunar {
		w.month, w.day = w.day, w.month
	}
	w.other = !w.lunar
	return w, c.width == 4 || c.width == 2
}

// inCalendar settles the calendar, and the century of a year of two digits.
func (w written) inCalendar(lunar bool, width int) written {
	if width == 2 {
		switch {
		case lunar:
			w.year += 1400
		case w.year < 69:
			w.year += 2000
		default:
			w.year += 1900
		}
	}
	w.lunar = lunar || w.year >= 1300 && w.year < 1600
	return w
}

// namedAt reads a date whose month is a name at i: 12 نيسان 2020, April 12, 2020, 2020-Apr-12.
func (d *dateReader) namedAt(i int) (w written, ok bool) {
	month, n := d.monthAt(i)
	if n == 0 {
		return w, false
	}
	before := d.numberBefore(i)
	after, at := d.numberAfter(i+n, month)
	w = written{month: month.Number, lunar: month.Hijri}
	year := after
	switch {
	case before.kind == number && before.width <= 2 && after.kind == number:
		w.day = before.value
	case before.width == 4 && after.width <= 2 && after.kind == number:
		w.day, year = after.value, before
	case after.kind == number && after.width <= 2:
		w.day = after.value
		year, _ = d.numberAfter(at+1, month)
	default:
		return w, false
	}
	if year.width != 4 && year.width != 2 {
		return w, false
	}
	w.year = year.value
	lunar := w.lunar
	w = w.inCalendar(lunar, year.width)
	return w, w.lunar == lunar
}

// numberBefore is the number before a month's name, over signs and words such as من شهر.
func (d *dateReader) numberBefore(i int) token {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch t := d.at(j); {
		case t.kind == number:
			return t
		case t.kind == gap, t.kind == word && !fillers[t.text]:
			return token{}
		}
	}
	return token{}
}

// numberAfter is the next number after a month's name, over signs, a clock that was taken out, and the month's other names.
func (d *dateReader) numberAfter(i int, m calendar.Month) (token, int) {
	for j := i; j < len(d.tokens) && j < i+8; j++ {
		t := d.at(j)
		if t.kind == number {
			return t, j
		}
		if t.kind != word || fillers[t.text] {
			continue
		}
		again, n := d.monthAt(j)
		if n == 0 || again != m {
			return token{}, j
		}
		j += n - 1
	}
	return token{}, i
}

// monthAt is the month whose name of one or two words stands at i.
func (d *dateReader) monthAt(i int) (m calendar.Month, n int) {
	t := d.at(i)
	if t.kind != word {
		return m, 0
	}
	if next := d.at(i + 1); next.kind == word {
		if m, ok := calendar.MonthOf(t.text + " " + next.text); ok {
			return m, 2
		}
	}
	m, ok := calendar.MonthOf(t.text)
	if !ok {
		return m, 0
	}
	return m, 1
}
