package store

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }

// news are two articles that tell one statement and one contact, and the second another statement.
var news = Settled{
	Articles:   []Copy{{Article: 1, Origin: 1}, {Article: 2, Origin: 2}},
	Readings:   []Reading{{1, "1", []byte("{}")}, {2, "1", []byte("{}")}},
	Bands:      []Key[int64]{{5, 1}, {5, 2}},
	Actors:     []Actor{{ID: 1, Type: "PER", Name: "سلمى الحداد", Articles: 2, Root: 1, Data: "{}"}, {ID: 2, Type: "PER", Name: "كريم النجار", Articles: 1, Root: 2, Data: "{}"}},
	ActorKeys:  []Key[string]{{"سلمى", 1}, {"كريم", 2}},
	Namings:    []Naming{{1, 0, 1, "new"}, {2, 0, 1, "name"}, {2, 1, 2, "new"}},
	Statements: []Statement{{ID: 1, Actor: 1, Kind: "indirect", Day: "2025-01-14", Words: "المحادثات ستبدأ", Article: 1, Tellings: 2, Origins: 2}, {ID: 2, Actor: 2, Kind: "direct", Day: "2025-01-14", Words: "لا خلاف", Article: 2, Tellings: 1, Origins: 1}},
	Words:      []Key[int64]{{7, 1}, {8, 2}},
	Tellings:   []Telling{{1, 0, 1, ""}, {2, 0, 1, "المحادثات ستبدأ غدا"}, {2, 1, 2, ""}},
	Topics:     []Topic{{Actor: 2, Statement: 1, Day: "2025-01-14", Speaker: 1}, {Actor: 1, Statement: 2, Day: "2025-01-14", Speaker: 2}},
	Contacts:   []Contact{{ID: 1, Type: "meeting", Status: "held", Day: "2025-01-13", Reports: 2, Article: 1}, {ID: 2, Type: "call", Status: "planned", Day: "2025-01-15", Reports: 1, Article: 2}},
	Meets:      []Key[string]{{"لقاء", 1}, {"اتصال", 2}},
	Parties:    []Party{{1, "سلمى الحداد", 1}, {1, "كريم النجار", 2}, {2, "كريم النجار", 2}},
	Reports:    []Report{{1, 0, 1, "{}"}, {2, 0, 1, "{}"}, {2, 1, 2, "{}"}},
	Units: []Unit{
		{Kind: ArticleUnit, Ref: 1, Day: "2025-01-14", Source: 1, Keys: strings.Fields("قال محادثة بدا غد")},
		{Kind: ArticleUnit, Ref: 2, Day: "2025-01-12", Source: 2, Keys: strings.Fields("نفى خلاف محادثة")},
		{Kind: StatementUnit, Ref: 1, Day: "2025-01-14", Source: 1, Actor: 1, Detail: "indirect", Keys: strings.Fields("سلمى حداد  محادثة بدا")},
		{Kind: StatementUnit, Ref: 2, Day: "2025-01-10", Source: 2, Actor: 2, Detail: "direct", Keys: strings.Fields("كريم نجار  خلاف")},
		{Kind: ContactUnit, Ref: 1, Day: "2025-01-13", Source: 1, Detail: "meeting", Keys: strings.Fields("سلمى حداد  كريم نجار")},
		{Kind: ContactUnit, Ref: 2, Day: "", Source: 2, Detail: "call", Keys: strings.Fields("كريم نجار o'brien a\\b")},
	},
}

func settleNews(t *testing.T, s *Store) {
	t.Helper()
	keep(t, s, piece("صحيفة المثال", "https://example.org/1", "قالت سلمى الحداد إن المحادثات ستبدأ."), piece("وكالة المثال", "https://example.org/2", "قالت سلمى الحداد إن المحادثات ستبدأ غدا."))
	s.must(t, func(ctx context.Context, x *Tx) error {
		n := news
		n.Units = append([]Unit(nil), news.Units...)
		return x.Settle(ctx, &n)
	})
}

func TestSettlingIsCountedAndSound(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		sound(t, s)
		want := Stats{Articles: 2, Statements: 2, Contacts: 2, Actors: 2, Sources: 2, Origins: 2, Tellings: 3, Reports: 3}
		if got, err := s.Stats(t.Context()); err != nil || got != want {
			t.Errorf("counts %+v, want %+v; %v", got, want, err)
		}
	})
}

func TestUnsettlingLeavesNothingBehind(t *testing.T) {
	changed := piece("وكالة المثال", "https://example.org/2", "صحح الخبر.")
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		ids := keep(t, s, changed)
		s.must(t, func(ctx context.Context, x *Tx) error {
			left, err := x.Unsettle(ctx, ids)
			if len(left) != 1 || left[0] != 1 {
				t.Errorf("contacts with other reports: %v, want [1]", left)
			}
			if err != nil {
				return err
			}
			if err := x.KeepParties(ctx, 1, []string{"سلمى الحداد"}); err != nil {
				return err
			}
			return x.Settle(ctx, &Settled{Articles: []Copy{{Article: 2, Origin: 2}}, Readings: []Reading{{2, "1", []byte("{}")}}, Units: []Unit{{Kind: ArticleUnit, Ref: 2, Day: "2025-01-14", Source: 2, Keys: []string{"صحح"}}}})
		})
		sound(t, s)
		for table, want := range map[string]int{"statement": 1, "telling": 1, "statement_key": 1, "contact": 1, "contact_key": 1, "report": 1, "party": 1, "naming": 1, "band": 1, "unit": 4, "topic": 1, "actor": 2, "actor_word": 4} {
			if n := count(t, s, table); n != want {
				t.Errorf("%s: %d rows, want %d", table, n, want)
			}
		}
		x, err := s.Stats(t.Context())
		if err != nil || x.Statements != 1 || x.Tellings != 1 {
			t.Errorf("counts %+v, %v", x, err)
		}
	})
}

func TestAFirstTellerThatIsUnsettledLeavesTheStatementToTheNext(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		settleNews(t, s)
		s.must(t, func(ctx context.Context, x *Tx) error {
			_, err := x.Unsettle(ctx, []ArticleID{1})
			return err
		})
		s.must(t, func(ctx context.Context, x *Tx) error {
			all, err := x.Statements(ctx, []int64{1})
			if got := all[1]; got.Article != 2 || got.Tellings != 1 || got.Origins != 1 {
				t.Errorf("statement %+v, want article 2, 1 telling, 1 origin", got)
			}
			return err
		})
	})
}

func TestWhatOneDatabaseDoesNotTakeIsKeptInBoth(t *testing.T) {
	long := strings.Repeat("خبر", 3000)
	odd := piece("صحيفة\x00المثال", "https://example.org/"+long, "نص \x00 \xff فيه بايتات")
	odd.Title, odd.Ident = "عنوان\x00\xff", long
	far := piece(long, "", long)
	eachStore(t, func(t *testing.T, s *Store) {
		if ids := keep(t, s, odd, far); len(ids) != 2 {
			t.Fatalf("%d kept, want 2", len(ids))
		}
		if ids := keep(t, s, odd, far); len(ids) != 0 {
			t.Errorf("again: %d kept, want none", len(ids))
		}
		if a, err := s.Article(t.Context(), 1); err != nil || a.Text != odd.Text || a.Title != "عنوان\uFFFD\uFFFD" {
			t.Errorf("%q, %q, %v", a.Title, a.Text, err)
		}
		keys := make([]string, 40000)
		for i := range keys {
			keys[i] = "كلمة" + strings.Repeat("ا", i%700) + string(rune('a'+i%26))
		}
		keys[0] = strings.Repeat("ط", 5000)
		s.must(t, func(ctx context.Context, x *Tx) error {
			return x.Settle(ctx, &Settled{
				Articles: []Copy{{Article: 1, Origin: 1}, {Article: 2, Origin: 2}}, Readings: []Reading{{1, "1", nil}, {2, "1", nil}},
				Contacts: []Contact{{ID: 1, Type: "call", Topic: long, Reports: 1, Article: 1}}, Reports: []Report{{1, 0, 1, "{}"}}, Parties: []Party{{1, long, 0}},
				Units: []Unit{{Kind: ArticleUnit, Ref: 1, Keys: keys}, {Kind: ArticleUnit, Ref: 2}, {Kind: ContactUnit, Ref: 1, Keys: []string{"\x00"}}},
			})
		})
		sound(t, s)
		hits, err := s.Search(t.Context(), Search{Match: []Clause{{Phrase: [][]string{{keys[0]}, {keys[1]}}}}})
		if err != nil || len(hits) != 1 {
			t.Errorf("%v, %v", hits, err)
		}
	})
}
