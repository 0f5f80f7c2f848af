package store

import (
	"fmt"
	"testing"
)

func TestWhatStandsBeside(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		for id, want := range map[int64][2]int64{1: {0, 2}, 2: {1, 3}, 3: {2, 0}, 5: {0, 0}, 99: {0, 0}} {
			before, after, err := s.NeighbourStatements(t.Context(), id)
			if got := [2]int64{before, after}; err != nil || got != want {
				t.Errorf("beside statement %d stand %v, %v; want %v", id, got, err, want)
			}
		}
		for pair, want := range map[[2]int64]string{{salma, karim}: "[5 2 1]", {karim, salmaToo}: "[5 2 1]", {karim, office}: "[4 1]", {office, city}: "[]", {salma, 99}: "[]"} {
			ids, err := s.SharedContacts(t.Context(), pair[0], pair[1], 10)
			if got := fmt.Sprint(ids); err != nil || got != want {
				t.Errorf("contacts of %v: %s, %v; want %s", pair, got, err, want)
			}
		}
		for day, want := range map[string][2]string{"2025-01-20": {"2025-01-14", "2025-02-03"}, "2025-01-01": {"", "2025-01-14"}, "2025-03-01": {"2025-02-03", ""}} {
			before, err := s.DayBefore(t.Context(), day)
			after, err2 := s.DayAfter(t.Context(), day)
			if got := [2]string{before, after}; err != nil || err2 != nil || got != want {
				t.Errorf("around %s: %v, %v, %v; want %v", day, got, err, err2, want)
			}
		}
	})
}
