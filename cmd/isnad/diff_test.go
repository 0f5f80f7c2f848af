package main

import (
	"strings"
	"testing"
)

func TestDiffChoosesTheVersions(t *testing.T) {
	all := map[string]int64{"1-old": 7, "1-older": 9, "1-now": 9}
	tests := []struct {
		name           string
		c              diffCommand
		shown          string
		from, to, fail string
	}{
		{"what is shown against today's", diffCommand{}, "1-old", "1-old", "1-now", ""},
		{"today's is shown", diffCommand{}, "1-now", "1-older", "1-now", ""},
		{"both are named", diffCommand{From: "1-older", To: "1-old"}, "1-now", "1-older", "1-old", ""},
		{"one and the same", diffCommand{From: "1-now"}, "1-now", "1-now", "1-now", ""},
		{"nobody's", diffCommand{From: "1-none"}, "1-now", "", "", "1-now, 1-older, 1-old"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for range 20 { // maps have no order
				from, to, err := tt.c.versions(all, tt.shown, "1-now")
				if from != tt.from || to != tt.to || (err == nil) != (tt.fail == "") || err != nil && !strings.Contains(err.Error(), tt.fail) {
					t.Fatalf("got %q, %q, %v; want %q, %q and %q", from, to, err, tt.from, tt.to, tt.fail)
				}
			}
		})
	}
}
