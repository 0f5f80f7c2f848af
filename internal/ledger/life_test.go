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

// FuzzContact holds that reports of one contact have a key in common, that a contact's life does not depend on the order of its reports, and
// that its steps are in time.
func FuzzContact(f *testing.F) {
	f.Add("2018-08-24", "2018-08-20", "2018-08-26", "2018-08-26", []byte{0, 2, 0, 3, 1, 2, 0, 0})
	f.Add("2018-W34", "2018-08-20", "2018-08/2018-09", "", []byte{1, 3, 2, 0, 1, 1, 7, 8})
	f.Add("2018", "x", "9999-99-99", "0000-00-00", []byte{5, 6, 4, 4})
	f.Fuzz(func(t *testing.T, dayA, publishedA, dayB, publishedB string, bits []byte) {
		types := []string{"meeting", "call", "visit", "message", "signing", "conference"}
		statuses := []string{held, ongoing, planned, postponed, cancelled, failed, denied}
		at := func(i int) int {
			if len(bits) == 0 {
				return 0
			}
			return int(bits[i%len(bits)])
		}
		report := func(from int, day, published string) Report {
			r := Report{Type: types[at(0)%len(types)], Status: statuses[at(from)%len(statuses)], Day: day, Published: published, Place: ActorID(at(from+1) % 3), Article: int64(from)}
			for id := range ActorID(4) {
				if at(from+2)>>id&1 == 1 {
					r.Parties, r.For = append(r.Parties, id+1), append(r.For, ActorID(at(from+3)%4))
				}
			}
			return r
		}
		a, b, c := report(1, dayA, publishedA), report(5, dayB, publishedB), report(9, dayA, publishedB)
		if why, ok := SameContact([]Report{a}, b); ok {
			keys := ContactKeys(b)
			if !slices.ContainsFunc(ContactKeys(a), func(k string) bool { return slices.Contains(keys, k) }) {
				t.Errorf("%+v and %+v are one for %q, and have no key in common", a, b, why)
			}
		}
		SameContact([]Report{a, b}, c)
		there, back := LifeOf([]Report{a, b, c}, dayB), LifeOf([]Report{c, b, a}, dayB)
		if x, y := fmt.Sprint(there), fmt.Sprint(back); x != y {
			t.Errorf("got %s\nand in another order %s", x, y)
		}
	})
}

func BenchmarkContact(b *testing.B) {
	r := told("meeting held 1:11+2:12+3:13 2018-08-24 2018-08-24 @7/8 a")
	group := []Report{r, told("meeting planned 1:11+2:12 2018-08-24 2018-08-20 b"), told("meeting held 1:11+2:12 - 2018-08-25 c")}
	b.Run("keys", func(b *testing.B) {
		for b.Loop() {
			ContactKeys(r)
		}
	})
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			SameContact(group, r)
		}
	})
	b.Run("life", func(b *testing.B) {
		for b.Loop() {
			LifeOf(group, "2018-09-01")
		}
	})
}
