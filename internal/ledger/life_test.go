package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLife(t *testing.T) {
	tests := []struct {
		name, reports string
		today         string
		want          string // status and day: each step as day of publication, status, day; denied by …; contradictions
	}{
		{"held", "meeting held 1+2 2018-08-24 2018-08-24 a\nmeeting held 1+2 2018-08-24 2018-08-25 b", "2018-09-01", "held 2018-08-24: 24 held 2018-08-24"},
		{"announced, postponed, held", "meeting held 1+2 2018-08-26 2018-08-26 c\nmeeting planned 1+2 2018-08-24 2018-08-20 a\nmeeting postponed 1+2 - 2018-08-22 b", "2018-09-01",
			"held 2018-08-26: 20 planned 2018-08-24, 22 postponed, 26 held 2018-08-26"},
		{"announced", "visit planned 1 2018-08-24 2018-08-20 a", "2018-08-24", "planned 2018-08-24: 20 planned 2018-08-24"},
		{"its day has gone by", "visit planned 1 2018-08-24 2018-08-20 a", "2018-08-25", "not_reported_held 2018-08-24: 20 planned 2018-08-24"},
		{"its week has not", "visit planned 1 2018-W34 2018-08-20 a", "2018-08-26", "planned 2018-W34: 20 planned 2018-W34"},
		{"no day to go by", "visit planned 1 - 2018-08-20 a", "2019-08-25", "planned : 20 planned"},
		{"no today", "visit planned 1 2018-08-24 2018-08-20 a", "", "planned 2018-08-24: 20 planned 2018-08-24"},
		{"postponed without a new day", "visit planned 1 2018-08-24 2018-08-20 a\nvisit postponed 1 - 2018-08-22 b", "2018-09-25", "postponed 2018-08-24: 20 planned 2018-08-24, 22 postponed"},
		{"postponed, with a new day that has gone by", "visit planned 1 2018-08-24 2018-08-20 a\nvisit postponed 1 - 2018-08-22 b\nvisit planned 1 2018-08-26 2018-08-23 c", "2018-09-25",
			"not_reported_held 2018-08-26: 20 planned 2018-08-24, 22 postponed, 23 planned 2018-08-26"},
		{"the old day told once more", "visit planned 1 2018-08-24 2018-08-20 a\nvisit postponed 1 - 2018-08-22 b\nvisit planned 1 2018-08-24 2018-08-23 c", "2018-08-23",
			"postponed 2018-08-24: 20 planned 2018-08-24, 22 postponed, 23 planned 2018-08-24"},
		{"cancelled", "visit planned 1 2018-08-24 2018-08-20 a\nvisit cancelled 1 2018-08-24 2018-08-22 b", "2018-09-25", "cancelled 2018-08-24: 20 planned 2018-08-24, 22 cancelled 2018-08-24"},
		{"held and denied", "meeting held 1+2 2018-08-20 2018-08-20 a\nmeeting denied 1+2 - 2018-08-21 b", "2018-09-01", "held 2018-08-20: 20 held 2018-08-20, 21 denied; denied by b; status 20/21"},
		{"only denied", "meeting denied 1+2 - 2018-08-21 b\nmeeting denied 1+2 - 2018-08-22 c", "2018-09-01", "denied : 21 denied; denied by b, c"},
		{"a plan denied", "meeting planned 1+2 2018-08-24 2018-08-20 a\nmeeting denied 1+2 - 2018-08-21 b", "2018-09-01", "denied 2018-08-24: 20 planned 2018-08-24, 21 denied; denied by b"},
		{"goes on, then held", "visit ongoing 1 2018-08-24 2018-08-24 a\nvisit held 1 2018-08-24 2018-08-25 b", "2018-09-01", "held 2018-08-24: 24 ongoing 2018-08-24, 25 held 2018-08-24"},
		{"failed", "meeting planned 1+2 2018-08-24 2018-08-20 a\nmeeting failed 1+2 2018-08-24 2018-08-24 b", "2018-09-01", "failed 2018-08-24: 20 planned 2018-08-24, 24 failed 2018-08-24"},
		{"two days", "visit held 1 2018-08-24 2018-08-24 a\nvisit held 1 2018-08-25 2018-08-25 b\nvisit held 1 2018-08-25 2018-08-26 c", "2018-09-01",
			"held 2018-08-25: 24 held 2018-08-24, 25 held 2018-08-25; day 24/25"},
		{"cancelled first, held after all", "visit cancelled 1 - 2018-08-22 b\nvisit held 1 2018-08-24 2018-08-24 a", "2018-09-01", "held 2018-08-24: 22 cancelled, 24 held 2018-08-24"},
		{"an old plan is read last", "visit held 1 2018-08-24 2018-08-24 a\nvisit planned 1 2018-08-24 2018-08-25 b", "2018-09-01", "held 2018-08-24: 24 held 2018-08-24"},
		{"held on a day, then told with its month", "visit held 1 2018-08-24 2018-08-24 a\nvisit held 1 2018-08 2018-08-29 b", "2018-09-01", "held 2018-08-24: 24 held 2018-08-24"},
		{"planned for a day, held in its month", "visit planned 1 2018-08-24 2018-08-20 a\nvisit held 1 2018-08 2018-08-29 b", "2018-09-01", "held 2018-08-24: 20 planned 2018-08-24, 29 held 2018-08"},
		{"a month, then its day", "visit planned 1 2018-08 2018-07-20 a\nvisit planned 1 2018-08-24 2018-08-20 b", "2018-08-20", "planned 2018-08-24: 20 planned 2018-08, 20 planned 2018-08-24"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var reports []Report
			for _, line := range strings.Split(tt.reports, "\n") {
				reports = append(reports, told(line))
			}
			if got := lifeText(LifeOf(reports, tt.today)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			slices.Reverse(reports)
			if got := lifeText(LifeOf(reports, tt.today)); got != tt.want {
				t.Errorf("in reverse order: got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func lifeText(l Life) string {
	var steps []string
	for _, s := range l.Steps {
		steps = append(steps, strings.TrimSpace(fmt.Sprintf("%s %s %s", s.Published[8:], s.Status, s.Day)))
	}
	out := l.Status + " " + l.Day + ": " + strings.Join(steps, ", ")
	if len(l.DeniedBy) > 0 {
		out += "; denied by " + strings.Join(l.DeniedBy, ", ")
	}
	for _, c := range l.Contradictions {
		out += fmt.Sprintf("; %s %s/%s", c.Kind, c.A.Published[8:], c.B.Published[8:])
	}
	return out
}

func TestLifeOfNothing(t *testing.T) {
	if l := LifeOf(nil, "2018-08-24"); l.Status != "" || len(l.Steps) > 0 {
		t.Errorf("got %+v", l)
	}
}
