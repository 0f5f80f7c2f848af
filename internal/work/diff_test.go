package work

import (
	"slices"
	"testing"

	"isnad.dev/isnad"
)

func TestVersionsAreComparedItemByItem(t *testing.T) {
	one, two := isnad.Span{Start: 0, End: 3}, isnad.Span{Start: 9, End: 12}
	say := func(at isnad.Span, who, words string) item {
		return item{at: at, who: who, words: words, rest: "indirect"}
	}
	tests := []struct {
		name          string
		before, after []item
		want          []string // the change and whose it is
	}{
		{"the same", []item{say(one, "أحمد", "نعم")}, []item{say(one, "أحمد", "نعم")}, nil},
		{"two speakers of one verb", []item{say(one, "أحمد", "نعم"), say(one, "سامي", "نعم")}, []item{say(one, "أحمد", "نعم"), say(one, "سامي", "نعم")}, nil},
		{"one of two is another", []item{say(one, "أحمد", "نعم"), say(one, "سامي", "نعم")}, []item{say(one, "سامي", "نعم"), say(one, "كريم", "نعم")}, []string{"changed كريم"}},
		{"one goes, one comes", []item{say(one, "أحمد", "نعم")}, []item{say(two, "أحمد", "نعم")}, []string{"added أحمد", "removed أحمد"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range compareItems(1, "statement", tt.before, tt.after) {
				got = append(got, c.Change+" "+c.Who)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
