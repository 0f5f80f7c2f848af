package ledger

import (
	"fmt"
	"strings"
	"testing"
)

// settle joins reports in the given order, as the store does: the first contact with a key in common that the report is of.
func settle(reports []Report) [][]Report {
	var out [][]Report
	keys := map[string][]int{}
	for _, r := range reports {
		at := -1
		for _, k := range ContactKeys(r) {
			for _, c := range keys[k] {
				if _, ok := SameContact(out[c], r); ok && (at < 0 || c < at) {
					at = c
				}
			}
		}
		if at < 0 {
			at, out = len(out), append(out, nil)
		}
		out[at] = append(out[at], r)
		for _, k := range ContactKeys(r) {
			keys[k] = append(keys[k], at)
		}
	}
	return out
}

// told reads a report from a line: type, status, parties, day, published, and what else it has: "meeting held 1+2 2018-08-24 2018-08-25 @7 outlet".
// A dash is nothing; @7/8 is place 7 in the country 8; 1:8 is a party that acts for 8.
func told(line string) Report {
	f := strings.Fields(line)
	r := Report{Type: f[0], Status: f[1], Day: strings.Trim(f[3], "-"), Published: strings.Trim(f[4], "-")}
	for _, p := range strings.Split(f[2], "+") {
		var id, state ActorID
		if n, _ := fmt.Sscanf(p, "%d:%d", &id, &state); n == 0 {
			r.Names = append(r.Names, p)
			continue
		}
		r.Parties, r.For = append(r.Parties, id), append(r.For, state)
	}
	for _, w := range f[5:] {
		if n, _ := fmt.Sscanf(w, "@%d/%d", &r.Place, &r.PlaceIn); n == 0 {
			r.Outlet = w
		}
	}
	return r
}

func TestContacts(t *testing.T) {
	tests := []struct {
		name    string
		reports string
		want    string // the contacts as the lines' numbers
	}{
		{"two outlets, one day", "meeting held 1+2 2018-08-24 2018-08-24 a\nmeeting held 1+2 2018-08-24 2018-08-25 b", "12"},
		{"two calls in one week", "call held 1+2 2018-08-20 2018-08-20\ncall held 1+2 2018-08-23 2018-08-23", "1 2"},
		{"monthly meetings", "meeting held 1+2 2018-08-20 2018-08-20\nmeeting held 1+2 2018-09-20 2018-09-20\nmeeting planned 1+2 2018-10-20 2018-09-21", "1 2 3"},
		{"monthly meetings without days", "meeting held 1+2 - 2018-08-20\nmeeting held 1+2 - 2018-09-20", "1 2"},
		{"the day is in one report only", "call held 1+2 2018-08-20 2018-08-20\ncall held 1+2 - 2018-08-21", "12"},
		{"no days, published together", "call held 1+2 - 2018-08-20\ncall held 1+2 - 2018-08-21", "12"},
		{"no days, published a week apart", "call held 1+2 - 2018-08-20\ncall held 1+2 - 2018-08-27", "1 2"},
		{"nothing is known of the time", "call held 1+2 - -\ncall held 1+2 - -", "1 2"},
		{"a year says too little", "call held 1+2 2018 -\ncall held 1+2 2018 -", "1 2"},
		{"planned for Friday, held on Friday", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting held 1+2 2018-08-24 2018-08-24", "12"},
		{"planned for Friday, one held on Tuesday", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting held 1+2 2018-08-21 2018-08-21", "1 2"},
		{"postponed and held on Sunday", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting postponed 1+2 - 2018-08-22\nmeeting held 1+2 2018-08-26 2018-08-26", "123"},
		{"postponed to Sunday", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting postponed 1+2 2018-08-26 2018-08-22\nmeeting held 1+2 2018-08-26 2018-08-26", "123"},
		{"the plan is read last", "meeting held 1+2 2018-08-26 2018-08-26\nmeeting postponed 1+2 - 2018-08-22\nmeeting planned 1+2 2018-08-24 2018-08-20", "123"},
		{"not postponed, and held on Sunday", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting held 1+2 2018-08-26 2018-08-26", "1 2"},
		{"cancelled", "visit planned 1 2018-08-24 2018-08-20 @7/8\nvisit cancelled 1 - 2018-08-22 @7/8", "12"},
		{"cancelled after it was held", "visit held 1 2018-08-20 2018-08-20 @7/8\nvisit cancelled 1 - 2018-08-22 @7/8", "1 2"},
		{"denied", "meeting held 1+2 2018-08-20 2018-08-20\nmeeting denied 1+2 - 2018-08-21", "12"},
		{"denied a month later", "meeting held 1+2 2018-08-20 2018-08-20\nmeeting denied 1+2 - 2018-09-21", "1 2"},
		{"a plan denied", "meeting planned 1+2 2018-08-24 2018-08-20\nmeeting denied 1+2 - 2018-08-21", "12"},
		{"one names a third", "meeting held 1+2+3 2018-08-24 2018-08-24\nmeeting held 1+3 2018-08-24 2018-08-24", "12"},
		{"another counterpart", "meeting held 1+2 2018-08-24 2018-08-24\nmeeting held 1+3 2018-08-24 2018-08-24", "1 2"},
		{"many took part", "meeting held 1+2+3+4 2018-08-24 2018-08-24\nmeeting held 1+2+3+5 2018-08-24 2018-08-24", "12"},
		{"a meeting during a visit", "visit held 1+2 2018-08-24 2018-08-24 @7/8\nmeeting held 1+2 2018-08-24 2018-08-24 @7/8", "1 2"},
		{"a visit and its host", "visit held 1 2018-08-24 2018-08-24 @7/8\nvisit held 1+2 2018-08-25 2018-08-25 @7/8", "12"},
		{"a city and its country", "visit held 1 2018-08-24 2018-08-24 @7/8\nvisit held 1 2018-08-24 2018-08-24 @8/8", "12"},
		{"two cities", "visit held 1 2018-08-24 2018-08-24 @7/8\nvisit held 1 2018-08-24 2018-08-24 @9/8", "1 2"},
		{"a visit a week later", "visit held 1 2018-08-24 2018-08-24 @7/8\nvisit held 1 2018-08-31 2018-08-31 @7/8", "1 2"},
		{"the other is the visitor", "visit held 1+2 2018-08-24 2018-08-24 @7/8\nvisit held 1+2 2018-08-24 2018-08-24 @5/6", "1 2"},
		{"a minister and his country", "meeting held 1:11+2:12 2018-08-24 2018-08-24\nmeeting held 11:11+12:12 2018-08-24 2018-08-24", "12"},
		{"a minister and his country, another day", "meeting held 1:11+2:12 2018-08-24 2018-08-24\nmeeting held 11:11+12:12 2018-08-25 2018-08-25", "1 2"},
		{"a minister and his country, without a day", "meeting held 1:11+2:12 - 2018-08-24\nmeeting held 11:11+12:12 - 2018-08-24", "1 2"},
		{"two ministers of one country each", "meeting held 1:11+2:12 2018-08-24 2018-08-24\nmeeting held 3:11+4:12 2018-08-24 2018-08-24", "1 2"},
		{"one man in a meeting", "meeting held 1 2018-08-24 2018-08-24 @7/8\nmeeting held 1 2018-08-24 2018-08-24", "1 2"},
		{"one man in a meeting at one place", "meeting held 1 2018-08-24 2018-08-24 @7/8\nmeeting held 1 2018-08-24 2018-08-24 @7/8", "12"},
		{"a press conference", "conference held 1 2018-08-24 2018-08-24\nconference held 1 2018-08-24 2018-08-24", "12"},
		{"a press conference in company", "conference held 1+2 2018-08-24 2018-08-24\nconference held 1 - 2018-08-25", "1 2"},
		{"one says in October, one on the first", "meeting planned 1+2 2018-10 2018-09-15\nmeeting planned 1+2 2018-10-01 2018-09-29\nmeeting held 1+2 - 2018-10-02\nmeeting ongoing 1+2 - 2018-10-14", "123 4"},
		{"a party without a name", "call held 1+رئيس_الوفد 2018-08-24 2018-08-24\ncall held 1+رئيس_الوفد 2018-08-24 2018-08-24", "12"},
		{"held tomorrow is planned", "meeting held 1+2 2018-08-24 2018-08-20\nmeeting held 1+2 2018-08-24 2018-08-25", "12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var reports []Report
			for i, line := range strings.Split(tt.reports, "\n") {
				r := told(line)
				r.Article = int64(i + 1)
				reports = append(reports, r)
			}
			if got := numbers(settle(reports)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// The day and the day of publication may be centuries apart, where either was read wrong.
func TestContactKeysAreFew(t *testing.T) {
	for _, line := range []string{
		"meeting cancelled 1+2+3+4+5+6+7+8 1018-08-24 2018-08-24", "meeting postponed 1+2+3+4+5+6+7+8 2018-08-24 0001-01-01", "meeting held 1+2+3+4+5+6+7+8 0001-08-24 9999-08-24",
	} {
		if n := len(ContactKeys(told(line))); n > maxPairs*20 {
			t.Errorf("%s has %d keys", line, n)
		}
	}
}

func numbers(contacts [][]Report) string {
	var out []string
	for _, c := range contacts {
		s := ""
		for _, r := range c {
			s += fmt.Sprint(r.Article)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
