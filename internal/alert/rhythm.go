package alert

import (
	"time"
	_ "time/tzdata" // the zones, also where the system has none

	"isnad.dev/isnad/internal/store"
)

// clock is when a digest is sent: at an hour of each day, or of one day of the week, in a zone.
type clock struct {
	hour    int
	weekly  bool
	weekday time.Weekday
	zone    *time.Location
}

// rhythm is that of an alert that was saved, whose zone is known therefore; else it is UTC.
func rhythm(a store.Alert) clock {
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		zone = time.UTC
	}
	return clock{a.Hour, a.Rhythm == store.Weekly, a.Weekday, zone}
}

// after is the first time after now at which a digest is sent. Where clocks are put forward over the hour it is the moment after; where they are put back
// over it, it is once.
func (c clock) after(now time.Time) time.Time {
	here := now.In(c.zone)
	for day := 0; ; day++ {
		noon := time.Date(here.Year(), here.Month(), here.Day()+day, 12, 0, 0, 0, c.zone)
		at := c.on(noon)
		if at.After(now) && (!c.weekly || noon.Weekday() == c.weekday) {
			return at
		}
	}
}

// on is the hour on the day of this noon. time.Date does not say which of two it takes, nor on which side of a gap it comes out.
func (c clock) on(noon time.Time) time.Time {
	at := time.Date(noon.Year(), noon.Month(), noon.Day(), c.hour, 0, 0, 0, c.zone)
	if before := at.Add(-time.Hour); before.In(c.zone).Hour() == c.hour {
		return before // the first of two
	}
	for at.In(c.zone).Day() != noon.Day() || at.In(c.zone).Hour() < c.hour {
		at = at.Add(time.Hour) // a gap: on its other side
	}
	return at
}
