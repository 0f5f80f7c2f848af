package store

import (
	"fmt"
	"strings"
	"testing"
)

// clauses writes words as clauses: "كلمة" a word, "كلمة+كلمة" a phrase, "كلمة/كلمة" alternatives, "-كلمة" none of, "|كلمة" or.
func clauses(words string) (out []Clause) {
	for _, w := range strings.Fields(words) {
		var c Clause
		switch w[0] {
		case '-':
			c.Not, w = true, w[1:]
		case '|':
			c.Or, w = true, w[1:]
		}
		for _, p := range strings.Split(w, "+") {
			c.Phrase = append(c.Phrase, strings.Split(p, "/"))
		}
		out = append(out, c)
	}
	return out
}

// found writes hits by their kinds and rows, the newest first: a1 is article 1.
func found(hits []Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprint(string(" asc"[h.Kind]), h.Ref))
	}
	return strings.Join(out, " ")
}

var searches = []struct {
	name, words string
	filter      Search
	want        string
}{
	{"all, the newest first, no day last", "", Search{}, "s1 a1 c1 a2 s2 c2"},
	{"a word", "محادثة", Search{}, "s1 a1 a2"},
	{"two words", "محادثة نفى", Search{}, "a2"},
	{"a phrase", "محادثة+بدا", Search{}, "s1 a1"},
	{"a phrase the other way", "بدا+محادثة", Search{}, ""},
	{"no phrase over what parts words", "حداد+محادثة", Search{}, ""},
	{"alternatives", "نفى/غد", Search{}, "a1 a2"},
	{"a phrase with alternatives", "سلمى/كريم+حداد/نجار", Search{}, "s1 c1 s2 c2"},
	{"not", "محادثة -خلاف", Search{}, "s1 a1"},
	{"or", "غد |خلاف", Search{}, "a1 a2 s2"},
	{"or, then another word", "غد |خلاف محادثة", Search{}, "a1 a2"},
	{"only not finds all", "-محادثة", Search{}, "s1 a1 c1 a2 s2 c2"},
	{"nothing", "غير", Search{}, ""},
	{"a quotation mark in a word", "o'brien", Search{}, "c2"},
	{"a backslash in a word", `a\b`, Search{}, "c2"},
	{"by kind", "", Search{Kinds: []int{StatementUnit}}, "s1 s2"},
	{"by speaker or party", "", Search{Actors: []int64{2}}, "c1 s2 c2"},
	{"by speaker", "", Search{Kinds: []int{StatementUnit}, Actors: []int64{2}}, "s2"},
	{"by party", "", Search{Kinds: []int{ContactUnit}, Actors: []int64{2}}, "c1 c2"},
	{"by one of two parties, behind a page", "", Search{Kinds: []int{ContactUnit}, Actors: []int64{1, 2}, From: "1900-01-02"}, "c1"},
	{"by party and a word", "ا |سلمى", Search{Kinds: []int{ContactUnit}, Actors: []int64{2}}, "c1"},
	{"by outlet", "محادثة", Search{Sources: []int64{2}}, "s1 a2"},
	{"by detail", "", Search{Details: []string{"direct", "call"}}, "s2 c2"},
	{"by status", "", Search{Status: []string{"planned"}}, "c2"},
	{"from a day", "", Search{From: "2025-01-13"}, "s1 a1 c1"},
	{"to a day leaves unknown days out", "", Search{To: "2025-01-12"}, "a2 s2"},
	{"between days, with a word", "محادثة", Search{From: "2025-01-12", To: "2025-01-13"}, "a2"},
	{"limit", "", Search{Limit: 2}, "s1 a1"},
}

func TestBothDatabasesFindTheSame(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		for _, x := range searches {
			q := x.filter
			q.Match = clauses(x.words)
			hits, err := s.Search(t.Context(), q)
			if err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := found(hits); got != x.want {
				t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.want)
			}
		}
	})
}

func TestPagesFollowEachOther(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		var pages []string
		q := Search{Limit: 4}
		for {
			hits, err := s.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) == 0 {
				break
			}
			pages = append(pages, found(hits))
			q.Before = hits[len(hits)-1].ID
		}
		if got, want := strings.Join(pages, " | "), "s1 a1 c1 a2 | s2 c2"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestAUnitThatIsWrittenAgainIsFoundOnce(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		settleUnit(t, s, Unit{Kind: StatementUnit, Ref: 1, Day: "2025-01-16", Keys: []string{"محادثة", "تاجل"}})
		for words, want := range map[string]string{"تاجل": "s1", "محادثة": "s1 a1 a2", "سلمى": "c1"} {
			if hits, err := s.Search(t.Context(), Search{Match: clauses(words)}); err != nil || found(hits) != want {
				t.Errorf("%s: %s, want %s; %v", words, found(hits), want, err)
			}
		}
		sound(t, s)
	})
}

func settleUnit(t *testing.T, s *Store, u Unit) {
	t.Helper()
	if err := s.Write(t.Context(), func(x *Tx) error { return x.AddUnits(t.Context(), []Unit{u}) }); err != nil {
		t.Fatal(err)
	}
}
