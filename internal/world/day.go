package world

import (
	"fmt"
	"time"
)

// Day is a day that may be known only to its month or year: Month and Dom are then 0. The zero Day is not known at all.
type Day struct{ Year, Month, Dom int }

// ParseDay reads 2018-08-23, 2018-08 or 2018.
func ParseDay(s string) (Day, error) {
	var d Day
	ok := number(&d.Year, s, 0, 4)
	if len(s) > 4 {
		ok = ok && s[4] == '-' && number(&d.Month, s, 5, 7) && d.Month >= 1 && d.Month <= 12
	}
	if len(s) > 7 {
		ok = ok && s[7] == '-' && len(s) == 10 && number(&d.Dom, s, 8, 10) && d.Dom >= 1 && d.Dom <= daysIn(d.Year, d.Month)
	}
	if !ok || d.Year == 0 {
		return Day{}, fmt.Errorf("%q is no day, month or year of the form 2018-08-23", s)
	}
	return d, nil
}

// number reads the digits of s between first and end.
func number(n *int, s string, first, end int) bool {
	if len(s) < end {
		return false
	}
	for _, c := range []byte(s[first:end]) {
		if c < '0' || c > '9' {
			return false
		}
		*n = *n*10 + int(c-'0')
	}
	return true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d Day) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Dom == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Dom)
}

// earliest and latest are the first and last day that it may be, as sortable numbers.
func (d Day) earliest() int { return d.Year*10000 + max(d.Month, 1)*100 + max(d.Dom, 1) }

func (d Day) latest() int {
	month, dom := d.Month, d.Dom
	if month == 0 {
		month = 12
	}
	if dom == 0 {
		dom = 31
	}
	return d.Year*10000 + month*100 + dom
}

type answer uint8

const (
	no answer = iota
	maybe
	yes
)

// runs says whether the term is running on the day. Where a border is known only to the month or year, days within it are a maybe.
func (t Term) runs(on Day) answer {
	if on.latest() < t.From.earliest() {
		return no
	}
	if t.Until.Year != 0 && on.earliest() >= t.Until.latest() {
		return no
	}
	started := on.earliest() >= t.From.latest() || t.From.Dom != 0 && on.earliest() >= t.From.earliest()
	ended := t.Until.Year != 0 && on.latest() >= t.Until.earliest()
	if !started || ended || t.Until.Year == 0 && !t.Open {
		return maybe
	}
	return yes
}
