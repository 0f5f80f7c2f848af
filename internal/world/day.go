package world

import (
	"fmt"
	"time"
)

// Day is a day that may be known only to its month or year: Month and Dom are then 0. The zero Day is not known at all.
type Day struct{ Year, Month, Dom int }

// ParseDay reads 2018-08-23, 2018-08 or 2018.
func ParseDay(s string) (Day, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil && len(s) == len(layout) {
			d := Day{Year: t.Year()}
			if len(layout) > 4 {
				d.Month = int(t.Month())
			}
			if len(layout) > 7 {
				d.Dom = t.Day()
			}
			return d, nil
		}
	}
	return Day{}, fmt.Errorf("%q is no day, month or year of the form 2018-08-23", s)
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
