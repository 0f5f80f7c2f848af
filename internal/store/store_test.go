package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// both runs a test on a new SQLite file and on a new PostgreSQL database: the same calls, the same answers.
func both(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	for _, database := range []struct {
		name    string
		address func(t *testing.T) string
	}{
		{"sqlite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "isnad.db") }},
		{"postgres", func(t *testing.T) string { return pgtest.Database(t) }},
	} {
		t.Run(database.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), database.address(t))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			f(t, s)
		})
	}
}

var clock = time.Date(2024, 5, 20, 12, 0, 0, 0, time.UTC)

// The actors, articles, statements and contacts of the sample.
const (
	minister, namesake, bureau = 1, 2, 3
)

// sample fills a store with two outlets that tell what a minister said, one of them a copy of an agency, and a call of his. The fourth article names a man of
// the same name.
func sample(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	err := s.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock(ctx); err != nil {
			return err
		}
		for i, outlet := range []string{"الصباح", "المساء", "الوكالة", "الصباح"} {
			in := store.Incoming{Media: "text/plain", Bytes: fmt.Appendf(nil, "قال الوزير %d", i)}
			in.Source, in.Published, in.Text, in.Title = outlet, "2024-05-2"+fmt.Sprint(i), fmt.Sprintf("قال الوزير %d", i), "خبر"
			if _, err := tx.Keep(ctx, []store.Incoming{in}, clock); err != nil {
				return err
			}
		}
		for _, counted := range []string{"actor", "statement", "contact"} {
			if _, err := tx.Take(ctx, counted, 10); err != nil {
				return err
			}
		}
		return tx.Settle(ctx, settled(t))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func settled(t *testing.T) *store.Settled {
	actor := func(id int64, kind, name string, articles int64) store.Actor {
		return store.Actor{ID: id, Type: kind, Name: name, Articles: articles, Root: id, Data: text(t, ledger.Naming{Name: name, Type: kind, Forms: []string{name}})}
	}
	report := func(article int64, parties ...ledger.ActorID) store.Report {
		return store.Report{Article: store.ArticleID(article), Contact: 1, Data: text(t, ledger.Report{Type: "call", Status: "planned", Parties: parties, Day: "2024-05-25", Article: article})}
	}
	return &store.Settled{
		Articles: []store.Copy{{Article: 1, Origin: 1}, {Article: 2, Origin: 1, Class: "reprint", Share: 0.9}, {Article: 3, Origin: 3}, {Article: 4, Origin: 4}},
		Readings: []store.Reading{{Article: 1, Version: "1", Record: []byte("{}")}, {Article: 2, Version: "1", Record: []byte("{}")}, {Article: 3, Version: "1", Record: []byte("{}")}, {Article: 4, Version: "1", Record: []byte("{}")}},
		Actors:   []store.Actor{actor(minister, "PER", "سالم الحمدان", 4), actor(namesake, "PER", "سالم الحمداني", 1), actor(bureau, "ORG", "مكتب الإعلام", 1)},
		Namings:  []store.Naming{{1, 0, minister, "new"}, {2, 0, minister, "same full name"}, {3, 0, minister, "same full name"}, {4, 0, minister, "same full name"}, {4, 1, bureau, "new"}, {1, 1, namesake, "new"}},
		Statements: []store.Statement{
			{ID: 1, Actor: minister, Speaker: "سالم الحمدان", Kind: "indirect", Act: "inform", Polarity: "asserts", Day: "2024-05-20", Words: "المحادثات ستبدأ غدا", Article: 1, Tellings: 2, Origins: 2},
			{ID: 2, Actor: minister, Speaker: "سالم الحمدان", Kind: "direct", Act: "refuse", Polarity: "asserts", Day: "2024-05-23", Words: "لن نقبل", Article: 4, Tellings: 1, Origins: 1},
		},
		Tellings: []store.Telling{{1, 0, 1, ""}, {3, 0, 1, "المحادثات تبدأ غدا"}, {4, 0, 2, ""}},
		Contacts: []store.Contact{{ID: 1, Type: "call", Status: "planned", Day: "2024-05-25", Reports: 1, Article: 4}},
		Parties:  []store.Party{{1, "سالم الحمدان", minister}, {1, "مكتب الإعلام", bureau}},
		Reports:  []store.Report{report(4, minister, bureau)},
		Units: []store.Unit{
			{Kind: store.ArticleUnit, Ref: 1, Day: "2024-05-20", Source: 1, Keys: []string{"قال", "وزير"}},
			{Kind: store.ArticleUnit, Ref: 2, Day: "2024-05-21", Source: 2, Keys: []string{"قال", "وزير"}},
			{Kind: store.ArticleUnit, Ref: 3, Day: "", Source: 3, Keys: []string{"وزير", "قال"}},
			{Kind: store.ArticleUnit, Ref: 4, Day: "2024-05-23", Source: 1, Keys: []string{"رفض", "وزير"}},
			{Kind: store.StatementUnit, Ref: 1, Day: "2024-05-20", Source: 1, Actor: minister, Detail: "indirect", Keys: []string{"محادثات", "بدا", "غدا"}},
			{Kind: store.StatementUnit, Ref: 2, Day: "2024-05-23", Source: 1, Actor: minister, Detail: "direct", Keys: []string{"لن", "قبل"}},
			{Kind: store.ContactUnit, Ref: 1, Day: "2024-05-25", Source: 1, Detail: "call", Keys: []string{"مكتب", "اعلام"}},
		},
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func word(keys ...string) store.Clause { return store.Clause{Phrase: [][]string{keys}} }

func not(c store.Clause) store.Clause { c.Not = true; return c }

func or(c store.Clause) store.Clause { c.Or = true; return c }

func TestSearchFindsTheSameOnBothDatabases(t *testing.T) {
	tests := []struct {
		name string
		q    store.Search
		want string // the kind and number of each hit, the newest first
	}{
		{"all", store.Search{}, "c1 s2 a4 a2 s1 a1 a3"},
		{"a word", store.Search{Match: []store.Clause{word("وزير")}}, "a4 a2 a1 a3"},
		{"two words", store.Search{Match: []store.Clause{word("وزير"), word("رفض")}}, "a4"},
		{"alternatives of a word", store.Search{Match: []store.Clause{word("رفض", "اعلام")}}, "c1 a4"},
		{"a phrase", store.Search{Match: []store.Clause{{Phrase: [][]string{{"قال"}, {"وزير"}}}}}, "a2 a1"},
		{"a phrase and without a word", store.Search{Match: []store.Clause{word("وزير"), not(word("رفض"))}}, "a2 a1 a3"},
		{"one word or another", store.Search{Match: []store.Clause{word("لن"), or(word("غدا"))}}, "s2 s1"},
		{"kinds", store.Search{Kinds: []int{store.StatementUnit, store.ContactUnit}}, "c1 s2 s1"},
		{"manner", store.Search{Details: []string{"direct"}}, "s2"},
		{"act", store.Search{Acts: []string{"refuse", "demand"}}, "s2"},
		{"status", store.Search{Status: []string{"planned"}}, "c1"},
		{"an actor speaks or takes part", store.Search{Actors: []int64{minister}}, "c1 s2 s1"},
		{"an actor takes part", store.Search{Actors: []int64{bureau}}, "c1"},
		{"an outlet, which need not be the first to tell it", store.Search{Sources: []int64{2, 3}}, "a2 s1 a3"},
		{"from a day", store.Search{From: "2024-05-23"}, "c1 s2 a4"},
		{"to a day: no day is not before another", store.Search{To: "2024-05-20"}, "s1 a1"},
		{"a day", store.Search{From: "2024-05-21", To: "2024-05-21"}, "a2"},
		{"a limit", store.Search{Limit: 2}, "c1 s2"},
		{"a word that nothing has", store.Search{Match: []store.Clause{word("بحر")}}, ""},
	}
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		for _, tt := range tests {
			if got := hits(t, s, tt.q); got != tt.want {
				t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			}
		}
		first, err := s.Search(t.Context(), store.Search{Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := hits(t, s, store.Search{Before: first[2].ID}), "a2 s1 a1 a3"; got != want {
			t.Errorf("behind a cursor: got %q, want %q", got, want)
		}
	})
}

func hits(t *testing.T, s *store.Store, q store.Search) string {
	t.Helper()
	all, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range all {
		out = append(out, fmt.Sprintf("%c%d", " asc"[h.Kind], h.Ref))
	}
	return strings.Join(out, " ")
}

func TestWhoTellsWhat(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx := t.Context()
		tellings, err := s.Tellings(ctx, []int64{1, 2})
		if got, want := fmt.Sprint(tellings[1]), "[{1 0 1 المحادثات ستبدأ غدا} {3 0 1 المحادثات تبدأ غدا}]"; err != nil || got != want {
			t.Errorf("got %s, want %s (%v)", got, want, err)
		}
		in, err := s.TellingsIn(ctx, 4)
		if got, want := fmt.Sprint(in), "[{4 0 2 لن نقبل}]"; err != nil || got != want {
			t.Errorf("got %s, want %s (%v)", got, want, err)
		}
		copies, err := s.Copies(ctx, 1)
		if err != nil || len(copies) != 2 || copies[1].Outlet != "المساء" || copies[1].Copy != "reprint" || copies[1].Origin != 1 {
			t.Errorf("got %+v (%v)", copies, err)
		}
		heads, err := s.Heads(ctx, []store.ArticleID{3, 9})
		if err != nil || len(heads) != 1 || heads[3].Published != "2024-05-22" {
			t.Errorf("got %+v (%v)", heads, err)
		}
		records, err := s.CurrentRecords(ctx, []store.ArticleID{1})
		if err != nil || string(records[1]) != "{}" {
			t.Errorf("got %s (%v)", records[1], err)
		}
		if _, err := s.ActorGroup(ctx, 9); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	})
}

// roots are the actors' roots, in the order of their numbers.
func roots(t *testing.T, s *store.Store, ids ...int64) string {
	t.Helper()
	all, err := s.Actors(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, id := range ids {
		out = append(out, fmt.Sprint(all[id].Root))
	}
	return strings.Join(out, " ")
}

func TestMergesCanBeUndoneInAnyOrder(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx := t.Context()
		fourth := store.Settled{Actors: []store.Actor{{ID: 4, Type: "PER", Name: "س. الحمدان", Root: 4, Data: "{}"}}}
		if err := s.Write(ctx, func(tx *store.Tx) error { return tx.Settle(ctx, &fourth) }); err != nil {
			t.Fatal(err)
		}
		first := change(t)(s.MergeActors(ctx, 4, namesake, "", clock))
		second := change(t)(s.MergeActors(ctx, 4, minister, "the same man", clock)) // with whom 4 is merged already
		if got := roots(t, s, 1, 2, 4); got != "1 1 1" || second.Actor != namesake || second.Other != minister {
			t.Errorf("merged: %s, %+v", got, second)
		}
		names, err := s.ActorNames(ctx, []int64{4})
		if err != nil || names[4] != "سالم الحمدان" {
			t.Errorf("got %v (%v)", names, err)
		}
		change(t)(s.UndoChange(ctx, first.ID, clock))
		if got := roots(t, s, 1, 2, 4); got != "1 1 4" {
			t.Errorf("the first undone: %s", got)
		}
		change(t)(s.UndoChange(ctx, second.ID, clock))
		if got := roots(t, s, 1, 2, 4); got != "1 2 4" {
			t.Errorf("both undone: %s", got)
		}
		all, err := s.Changes(ctx, []int64{minister})
		if err != nil || len(all) != 1 || all[0].Undone.IsZero() || all[0].Reason != "the same man" || !all[0].At.Equal(clock) {
			t.Errorf("got %+v (%v)", all, err)
		}
	})
}

func change(t *testing.T) func(store.Change, error) store.Change {
	return func(c store.Change, err error) store.Change {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func TestChangesThatMakeNoSenseAreRefused(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx := t.Context()
		tests := []struct {
			name string
			do   func() error
			want string
		}{
			{"a man and an office", func() error { _, err := s.MergeActors(ctx, minister, bureau, "", clock); return err }, "only two of one type can be one"},
			{"himself", func() error { _, err := s.MergeActors(ctx, minister, minister, "", clock); return err }, "are one already"},
			{"nobody", func() error { _, err := s.MergeActors(ctx, 99, minister, "", clock); return err }, "actor 99: not in the store"},
			{"an article that does not name him", func() error {
				_, err := s.SplitActor(ctx, store.SplitOff{From: namesake, Articles: []store.ArticleID{2}}, clock)
				return err
			}, "article 2 does not name actor 2"},
			{"no such change", func() error { _, err := s.UndoChange(ctx, 99, clock); return err }, "change 99: not in the store"},
		}
		for _, tt := range tests {
			err := tt.do()
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
			}
		}
	})
}

func TestSplitMovesWhatTheArticlesAloneSay(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx := t.Context()
		c := change(t)(s.SplitActor(ctx, store.SplitOff{From: minister, Articles: []store.ArticleID{3, 4}, Name: "سالم بن علي"}, clock))
		if got := hits(t, s, store.Search{Actors: []int64{c.Actor}}); got != "c1 s2" {
			t.Errorf("of the one split off: %s", got)
		}
		if got := hits(t, s, store.Search{Actors: []int64{minister}}); got != "s1" { // which article 1 tells as well
			t.Errorf("of the other: %s", got)
		}
		wantActors(t, s, c.Actor, "سالم بن علي 2")
		later := change(t)(s.MergeActors(ctx, c.Actor, namesake, "", clock))
		if _, err := s.UndoChange(ctx, c.ID, clock); err == nil || !strings.Contains(err.Error(), "undo that first") {
			t.Errorf("got %v", err)
		}
		change(t)(s.UndoChange(ctx, later.ID, clock))
		change(t)(s.UndoChange(ctx, c.ID, clock))
		if got := hits(t, s, store.Search{Actors: []int64{minister}}); got != "c1 s2 s1" {
			t.Errorf("undone: %s", got)
		}
		wantActors(t, s, minister, "سالم الحمدان 4")
		problems, err := s.Check(ctx)
		if err != nil || len(problems) > 0 {
			t.Errorf("%v %v", problems, err)
		}
	})
}

// wantActors holds an actor's name and count of articles, and that the report of the contact names it beside the office.
func wantActors(t *testing.T, s *store.Store, id int64, want string) {
	t.Helper()
	group, err := s.ActorGroup(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(group[0].Name, " ", group[0].Articles); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	reports, err := s.Reports(t.Context(), []int64{1})
	if err != nil {
		t.Fatal(err)
	}
	var r ledger.Report
	if err := json.Unmarshal([]byte(reports[1][0].Data), &r); err != nil {
		t.Fatal(err)
	}
	if want := []ledger.ActorID{min(ledger.ActorID(id), bureau), max(ledger.ActorID(id), bureau)}; fmt.Sprint(r.Parties) != fmt.Sprint(want) {
		t.Errorf("the report has %v, want %v", r.Parties, want)
	}
}

func TestSnapshotGivesAllRowsInOrder(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		change(t)(s.MergeActors(t.Context(), minister, namesake, "", clock))
		var out []string
		add := func(format string, args ...any) error { out = append(out, fmt.Sprintf(format, args...)); return nil }
		err := s.Read(t.Context(), func(x *store.Snapshot) error {
			ctx := t.Context()
			counts, err := x.Counts(ctx)
			return errors.Join(err, add("%v", counts),
				x.Articles(ctx, func(a store.Article) error { return add("article %d %s %s", a.ID, a.Source, a.Text) }),
				x.Statements(ctx, func(a store.Statement) error { return add("statement %d %d %s", a.ID, a.Actor, a.Speaker) }),
				x.Tellings(ctx, func(a store.Telling) error { return add("telling %d %s", a.Article, a.Words) }),
				x.Contacts(ctx, func(a store.Contact, p []store.Party) error { return add("contact %d %v", a.ID, p) }),
				x.Reports(ctx, func(a store.Report) error { return add("report %d %d", a.Article, a.Contact) }),
				x.Actors(ctx, func(a store.Actor) error { return add("actor %d %d", a.ID, a.Root) }))
		})
		want := `map[actors:3 articles:4 contacts:1 reports:1 statements:2 tellings:3]
article 1 الصباح قال الوزير 0
article 2 المساء قال الوزير 1
article 3 الوكالة قال الوزير 2
article 4 الصباح قال الوزير 3
statement 1 2 سالم الحمداني
statement 2 2 سالم الحمداني
telling 1 المحادثات ستبدأ غدا
telling 3 المحادثات تبدأ غدا
telling 4 لن نقبل
contact 1 [{1 سالم الحمدان 2} {1 مكتب الإعلام 3}]
report 4 1
actor 1 2
actor 2 2
actor 3 3`
		if got := strings.Join(out, "\n"); err != nil || got != want {
			t.Errorf("got\n%s\nwant\n%s\n%v", got, want, err)
		}
	})
}

func TestAnInterruptedReadEnds(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Read(ctx, func(x *store.Snapshot) error {
			return x.Articles(ctx, func(store.Article) error { cancel(); return ctx.Err() })
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}
