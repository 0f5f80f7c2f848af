package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

var morning = time.Date(2025, 2, 4, 8, 0, 0, 0, time.UTC)

// The actors of the diary.
const (
	salma, karim, salmaToo, office, city = 1, 2, 3, 4, 5
)

// diary has two persons, one of whom stands under two numbers, a body and a place; what they said in three months, and whom they met.
func diary(t *testing.T, s *Store) {
	t.Helper()
	keep(t, s, dated("2025-01-14", 1), dated("2025-01-14", 2), dated("2025-02-03", 3), dated("", 4))
	s.must(t, func(ctx context.Context, x *Tx) error {
		for _, name := range []string{"actor", "statement", "contact"} {
			if _, err := x.Take(ctx, name, 20); err != nil {
				return err
			}
		}
		return x.Settle(ctx, entries())
	})
	if _, err := s.MergeActors(t.Context(), salmaToo, salma, "", morning); err != nil {
		t.Fatal(err)
	}
}

func dated(day string, n int) Incoming {
	in := piece("صحيفة المثال", fmt.Sprintf("https://example.org/%d", n), fmt.Sprintf("الخبر %d.", n))
	in.Published = day
	return in
}

func entries() *Settled {
	actor := func(id int64, kind, name, en string, articles int64) Actor {
		return Actor{ID: id, Type: kind, Name: name, En: en, Articles: articles, Root: id, Data: "{}"}
	}
	b := &Settled{
		Actors: []Actor{actor(salma, "PER", "سلمى الحداد", "Salma Haddad", 3), actor(karim, "PER", "كريم النجار", "", 2), actor(salmaToo, "PER", "س. الحداد", "", 1),
			actor(office, "ORG", "مكتب الحوار", "", 2), actor(city, "LOC", "الحديثة", "", 1)},
		Topics: []Topic{{karim, 1, "2025-01-14", salma}, {karim, 2, "2025-01-20", salmaToo}, {office, 2, "2025-01-20", salmaToo}, {salmaToo, 2, "2025-01-20", salmaToo},
			{karim, 3, "2025-02-03", salma}, {salma, 4, "", karim}, {office, 5, "2025-02-03", 0}},
		Parties: []Party{{1, "سلمى الحداد", salma}, {1, "كريم النجار", karim}, {1, "مكتب الحوار", office}, {2, "س. الحداد", salmaToo}, {2, "كريم النجار", karim},
			{3, "سلمى الحداد", salma}, {3, "الحديثة", city}, {4, "كريم النجار", karim}, {4, "مكتب الحوار", office}, {5, "سلمى الحداد", salma}, {5, "كريم النجار", karim}},
	}
	for i := range 4 {
		b.Articles = append(b.Articles, Copy{Article: ArticleID(i + 1), Origin: ArticleID(i + 1)})
		b.Readings = append(b.Readings, Reading{ArticleID(i + 1), "1", []byte("{}")})
		b.Units = append(b.Units, Unit{Kind: ArticleUnit, Ref: int64(i + 1), Source: 1})
		b.Namings = append(b.Namings, Naming{ArticleID(i + 1), 0, int64(i + 1), "new"})
	}
	b.Namings = append(b.Namings, Naming{4, 1, city, "new"})
	for i, x := range []struct {
		actor             int64
		day               string
		tellings, origins int
	}{{salma, "2025-01-14", 1, 1}, {salmaToo, "2025-01-20", 1, 1}, {salma, "2025-02-03", 2, 1}, {karim, "", 1, 1}, {0, "2025-02-03", 1, 1}, {karim, "2025-02-03", 2, 2}, {karim, "2025-02-03", 1, 1}} {
		id := int64(i + 1)
		b.Statements = append(b.Statements, Statement{ID: id, Actor: x.actor, Kind: "indirect", Day: x.day, Words: "كلام", Article: 1, Tellings: x.tellings, Origins: x.origins})
		for n := range x.tellings {
			b.Tellings = append(b.Tellings, Telling{ArticleID(n + 1), 10*i + n, id, ""})
		}
		b.Units = append(b.Units, Unit{Kind: StatementUnit, Ref: id, Day: x.day, Source: 1, Actor: x.actor, Detail: "indirect"})
	}
	for i, x := range []struct{ kind, status, day, unit string }{{"meeting", "held", "2025-01-14", ""}, {"call", "ongoing", "2025-02-03", ""}, {"visit", "planned", "2025-01", "2025-01-14"},
		{"meeting", "denied", "2025-01-20", ""}, {"call", "planned", "2025-01-30/2025-02-02", "2025-01-14"}} {
		id := int64(i + 1)
		b.Contacts = append(b.Contacts, Contact{ID: id, Type: x.kind, Status: x.status, Day: x.day, Reports: 1, Article: 1})
		b.Reports = append(b.Reports, Report{1, i, id, "{}"})
		b.Units = append(b.Units, Unit{Kind: ContactUnit, Ref: id, Day: cmp.Or(x.unit, x.day), Source: 1, Detail: x.kind})
	}
	return b
}

func TestMonthsAndTopicsAreThoseOfTheWholeActor(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		sound(t, s)
		ctx := t.Context()
		tests := []struct {
			name           string
			actors, topics []int64
			d              Days
			want           string
		}{
			{"what one said, asked by either number", []int64{salmaToo}, nil, Days{}, "[{2025-01 0 2} {2025-02 0 1}]"},
			{"of a day that is not known too", []int64{karim}, nil, Days{}, "[{ 0 1} {2025-02 0 2}]"},
			{"from a day on", []int64{karim}, nil, Days{From: "2025-01-01"}, "[{2025-02 0 2}]"},
			{"about somebody", []int64{salma}, []int64{karim}, Days{}, "[{2025-01 2 2} {2025-02 2 1}]"},
			{"about two of them", []int64{salma}, []int64{karim, office}, Days{To: "2025-01-31"}, "[{2025-01 2 2} {2025-01 4 1}]"},
			{"by anybody", nil, []int64{office}, Days{}, "[{2025-01 4 1} {2025-02 4 1}]"},
			{"about one who was merged", []int64{karim}, []int64{salmaToo}, Days{}, "[{ 1 1}]"},
			{"by nobody", []int64{99}, nil, Days{}, "[]"},
		}
		for _, tt := range tests {
			got, err := s.StatementMonths(ctx, tt.actors, tt.topics, tt.d)
			if err != nil || fmt.Sprint(got) != tt.want {
				t.Errorf("%s: got %v, want %s; %v", tt.name, got, tt.want, err)
			}
		}
		top, err := s.TopTopics(ctx, []int64{salma}, Days{}, 10)
		if got := topics(top); err != nil || got != "كريم النجار 3 2025-02-03, مكتب الحوار 1 2025-01-20" {
			t.Errorf("topics: %s; %v", got, err)
		}
		if top, err = s.TopTopics(ctx, []int64{salma}, Days{To: "2025-01-15"}, 10); err != nil || topics(top) != "كريم النجار 1 2025-01-14" {
			t.Errorf("topics of a fortnight: %s; %v", topics(top), err)
		}
	})
}

func topics(all []TopicCount) string {
	var out []string
	for _, x := range all {
		out = append(out, fmt.Sprint(x.Name, " ", x.Statements, " ", x.LastDay))
	}
	return strings.Join(out, ", ")
}

func TestStatementsAboutSomebodyComeInPages(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		ctx := t.Context()
		for _, tt := range []struct {
			actors, topics []int64
			d              Days
			before         int64
			limit          int
			want           string
		}{
			{[]int64{salma}, []int64{karim}, Days{}, 0, 2, "[3 2]"},
			{[]int64{salma}, []int64{karim}, Days{}, 2, 2, "[1]"},
			{nil, []int64{karim, office}, Days{}, 0, 9, "[5 3 2 1]"},
			{nil, []int64{karim, office}, Days{"2025-01-15", "2025-01-31"}, 0, 9, "[2]"},
			{[]int64{99}, []int64{karim}, Days{}, 0, 9, "[]"},
			{nil, []int64{99}, Days{}, 0, 9, "[]"},
		} {
			all, err := s.StatementsAbout(ctx, tt.actors, tt.topics, tt.d, tt.before, tt.limit)
			if got := fmt.Sprint(said(all)); err != nil || got != tt.want {
				t.Errorf("%v of %v before %d: got %s, want %s; %v", tt.actors, tt.topics, tt.before, got, tt.want, err)
			}
		}
	})
}

func said(all []Statement) []int64 {
	out := []int64{}
	for _, x := range all {
		out = append(out, x.ID)
	}
	return out
}

func TestADayShowsTheWeightiestFirst(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		ctx := t.Context()
		for _, tt := range []struct {
			d     Days
			limit int
			want  string
		}{
			{Days{"2025-02-03", "2025-02-03"}, 9, "[6 3 7 5]"},
			{Days{"2025-02-03", "2025-02-03"}, 3, "[6 3 7]"},
			{Days{"2025-01-01", "2025-01-31"}, 9, "[2 1]"},
			{Days{"2025-03-01", ""}, 9, "[]"},
		} {
			all, err := s.NewestStatements(ctx, tt.d, tt.limit)
			if got := fmt.Sprint(said(all)); err != nil || got != tt.want {
				t.Errorf("%v: got %s, want %s; %v", tt.d, got, tt.want, err)
			}
		}
		for _, tt := range []struct{ notAfter, want string }{{"", "2025-02-03"}, {"2025-02-02", "2025-01-20"}, {"2025-01-01", ""}} {
			if got, err := s.LastDay(ctx, tt.notAfter); err != nil || got != tt.want {
				t.Errorf("last day until %q: %q, want %q; %v", tt.notAfter, got, tt.want, err)
			}
		}
	})
}

func TestContactsOfDaysWeeksMonthsAndSpans(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		s.must(t, func(ctx context.Context, x *Tx) error {
			return x.Settle(ctx, &Settled{Contacts: []Contact{{ID: 6, Type: "visit", Status: "planned", Day: "2025-W04", Reports: 1, Article: 1}, {ID: 7, Type: "visit", Status: "planned", Day: "2025", Reports: 1, Article: 1}}})
		})
		ctx := t.Context()
		for _, tt := range []struct {
			d      Days
			status []string
			want   string
		}{
			{Days{"2025-01-14", "2025-01-14"}, nil, "[7 3 1]"},
			{Days{"2025-01-20", "2025-01-26"}, nil, "[7 3 4 6]"},
			{Days{"2025-02-02", "2025-02-03"}, nil, "[7 5 2]"},
			{Days{"2025-02-03", "2025-02-10"}, []string{"ongoing", "held"}, "[2]"},
			{Days{"2025-01-25", "2025-02-01"}, []string{"planned"}, "[7 3 5 6]"},
			{Days{}, nil, "[7 3 1 4 5 6 2]"},
			{Days{From: "2026-01-01"}, nil, "[]"},
		} {
			all, err := s.ContactsOn(ctx, tt.d, tt.status, 20)
			want := strings.Fields(strings.Trim(tt.want, "[]"))
			slices.Sort(want)
			got := met(all)
			slices.Sort(got)
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%v %v: got %v, want %v; %v", tt.d, tt.status, got, want, err)
			}
		}
		late, err := s.Overdue(ctx, "2025-02-03", 30, 9)
		if got := fmt.Sprint(met(late)); err != nil || got != "[6 5 3]" {
			t.Errorf("overdue: %s; %v", got, err)
		}
		reported, err := s.ContactsReported(ctx, Days{"2025-01-14", "2025-01-19"}, 9)
		if got := fmt.Sprint(met(reported)); err != nil || got != "[5 3 1]" {
			t.Errorf("reported: %s; %v", got, err)
		}
	})
}

func met(all []Contact) []string {
	out := []string{}
	for _, c := range all {
		out = append(out, fmt.Sprint(c.ID))
	}
	return out
}

func TestLastDays(t *testing.T) {
	for day, want := range map[string]string{"2024-02": "2024-02-29", "2024": "2024-12-31", "2024-W01": "2024-01-07", "2020-W53": "2021-01-03", "2024-05-01/2024-05-09": "2024-05-09", "2024-05-01": "2024-05-01", "": ""} {
		if got := lastDay(day); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

func TestCompanyAndNetworkCountWhatHappened(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		ctx := t.Context()
		all, partial, err := s.Companions(ctx, []int64{salma}, Days{}, 9)
		var got []string
		for _, c := range all {
			got = append(got, fmt.Sprintf("%s %d %v %d %s", c.Name, c.Contacts, c.Types, c.Planned, c.LastDay))
		}
		want := "كريم النجار 2 map[call:1 meeting:1] 1 2025-02-03, مكتب الحوار 1 map[meeting:1] 0 2025-01-14, الحديثة 0 map[] 1 2025-01-14"
		if strings.Join(got, ", ") != want || partial || err != nil {
			t.Errorf("got %s, want %s; %v %v", strings.Join(got, ", "), want, partial, err)
		}
		for _, tt := range []struct {
			actors []int64
			d      Days
			want   string
		}{
			{nil, Days{}, "1-2:2+1 1-4:1+0 2-4:1+0 of 5"},
			{nil, Days{"2025-02-01", "2025-02-28"}, "1-2:1+0 of 1"},
			{[]int64{office}, Days{}, "1-2:1+0 1-4:1+0 2-4:1+0 of 2"},
			{[]int64{99}, Days{}, "of 0"},
		} {
			n, err := s.Network(ctx, tt.actors, tt.d, 9)
			line := ""
			for _, e := range n.Ties {
				line += fmt.Sprintf("%d-%d:%d+%d ", e.A, e.B, e.Contacts, e.Planned)
			}
			if line += fmt.Sprint("of ", n.Counted); line != tt.want || err != nil {
				t.Errorf("%v %v: got %s, want %s; %v", tt.actors, tt.d, line, tt.want, err)
			}
		}
	})
}

func TestActorsAreLookedUpByTheWordsOfTheirNames(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		ctx := t.Context()
		for _, tt := range []struct{ words, kind, want string }{
			{"سلمى", "", "[1]"},
			{"حداد", "", "[1]"},     // with the article, and the one who was merged stands as the other
			{"الحد", "PER", "[1]"},  // a beginning
			{"had sal", "", "[1]"},  // in any order
			{"كريم الن", "", "[2]"}, // two
			{"الحديثه", "", "[5]"},  // as it is written by others
			{"سلمى النجار", "", "[]"},
			{"مكتب", "PER", "[]"},
			{"مكتب", "ORG", "[4]"},
			{" . ", "", "[1 4 2 5]"},
			{"\xff%_'", "LOC", "[5]"}, // no words are asked for,
		} {
			all, err := s.ActorsByName(ctx, tt.words, tt.kind, 9)
			if got := fmt.Sprint(heads(all)); err != nil || got != tt.want {
				t.Errorf("%q %s: got %s, want %s; %v", tt.words, tt.kind, got, tt.want, err)
			}
		}
		for _, tt := range []struct {
			after int64
			want  string
		}{{0, "[1 4]"}, {office, "[2 5]"}, {city, "[]"}} {
			all, err := s.TopActors(ctx, "", 2, tt.after)
			if got := fmt.Sprint(heads(all)); err != nil || got != tt.want {
				t.Errorf("after %d: got %s, want %s; %v", tt.after, got, tt.want, err)
			}
		}
		if _, err := s.TopActors(ctx, "", 2, 99); !errors.Is(err, ErrNotFound) {
			t.Errorf("got %v", err)
		}
		found, err := s.topCalled(ctx, []string{"حداد"}, "", 9)
		if got := fmt.Sprint(heads(found)); err != nil || got != "[1]" {
			t.Errorf("among those of most articles: %s; %v", got, err)
		}
	})
}

func heads(all []ActorHead) []int64 {
	out := []int64{}
	for _, h := range all {
		out = append(out, h.ID)
	}
	return out
}

func TestAnActorOfAnotherNameIsFoundByThatAlone(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		s.must(t, func(ctx context.Context, x *Tx) error {
			return x.Settle(ctx, &Settled{Actors: []Actor{{ID: karim, Type: "PER", Name: "كريم البنا", Articles: 2, Root: karim, Data: "{}"}}})
		})
		for words, want := range map[string]string{"النجار": "[]", "بنا": "[2]", "كريم": "[2]"} {
			all, err := s.ActorsByName(t.Context(), words, "", 9)
			if got := fmt.Sprint(heads(all)); err != nil || got != want {
				t.Errorf("%s: got %s, want %s; %v", words, got, want, err)
			}
		}
	})
}

func TestArticlesAreListedInPages(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		ctx := t.Context()
		for _, tt := range []struct {
			l    ArticleList
			want string
		}{
			{ArticleList{Limit: 2}, "[3 2]"},
			{ArticleList{Before: 2, Limit: 2}, "[1 4]"},
			{ArticleList{Source: 1, Days: Days{"2025-01-01", "2025-01-31"}, Limit: 9}, "[2 1]"},
			{ArticleList{Source: 1, Days: Days{To: "2025-02-01"}, Before: 2, Limit: 9}, "[1]"},
			{ArticleList{Source: 2, Limit: 9}, "[]"},
		} {
			all, err := s.ArticlesOn(ctx, tt.l)
			got := []ArticleID{}
			for _, h := range all {
				got = append(got, h.ID)
			}
			if err != nil || fmt.Sprint(got) != tt.want {
				t.Errorf("%+v: got %v, want %s; %v", tt.l, got, tt.want, err)
			}
		}
		if _, err := s.ArticlesOn(ctx, ArticleList{Before: 99, Limit: 1}); !errors.Is(err, ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}

func TestTopicsGoWithASplitAndComeBack(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		ctx := t.Context()
		s.must(t, func(ctx context.Context, x *Tx) error {
			_, err := x.Take(ctx, "actor", 9)
			return err
		})
		c, err := s.SplitActor(ctx, SplitOff{From: 1, Articles: []ArticleID{2}}, morning)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		about := func(id int64) string {
			all, err := s.StatementsAbout(ctx, nil, []int64{id}, Days{}, 0, 9)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprint(said(all))
		}
		if got := about(c.Actor) + about(1); got != "[2][]" {
			t.Errorf("split: %s", got)
		}
		if _, err := s.UndoChange(ctx, c.ID, morning); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		if got := about(1); got != "[2]" || count(t, s, "actor_word") != 4 {
			t.Errorf("undone: %s, %d words", got, count(t, s, "actor_word"))
		}
	})
}

func TestAStoreWithoutAQueueHasNoJobs(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		if err := s.Alive(t.Context(), Worker{Name: "a", Host: "b", PID: 1, Seen: morning}); err != nil {
			t.Fatal(err)
		}
		j, err := s.Jobs(t.Context(), 9)
		if err != nil || len(j.Counts)+len(j.Failures) != 0 || len(j.Workers) != 1 || !j.Workers[0].Seen.Equal(morning) {
			t.Errorf("%+v; %v", j, err)
		}
	})
}

func TestFurnitureOfAnOutletIsCounted(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		diary(t, s)
		for n := range 3 {
			s.must(t, func(ctx context.Context, x *Tx) error { return x.CountBlocks(ctx, 1, []uint64{7, uint64(n + 10)}) })
		}
		h, err := s.SourceHealth(t.Context())
		if want := (SourceHealth{Furniture: 1, LastDay: "2025-02-03"}); err != nil || h[1] != want {
			t.Errorf("got %+v, want %+v; %v", h, want, err)
		}
	})
}
