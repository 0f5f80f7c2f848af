package sample_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/sample"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

var opened = sync.OnceValues(func() (*isnad.Reader, error) { return isnad.Open() })

// words are what the store is searched by.
var words = sync.OnceValue(func() *find.Analyzer {
	r, err := opened()
	if err != nil {
		panic(err) // keep has told the test already
	}
	return find.New(r.Words())
})

// keep is a store with the sample of a day, read and settled as isnad add does it.
func keep(t *testing.T, today time.Time) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sample.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	q, err := work.New(t.Context(), s, r, words(), work.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	all := sample.Articles(today)
	if n, err := q.Keep(t.Context(), all, today); err != nil || n != len(all) {
		t.Fatalf("kept %d of %d: %v", n, len(all), err)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	return s
}

// shown is what a user is shown of the store.
type shown struct {
	articles map[store.ArticleID]store.Article
	contacts []contact
	said     []statement
}

type contact struct {
	store.Contact
	parties []string
	life    ledger.Life
}

type statement struct {
	store.Statement
	outlets []string
	differs bool
}

func show(t *testing.T, s *store.Store, today string) (out shown) {
	t.Helper()
	out.articles = map[store.ArticleID]store.Article{}
	reports, tellings := map[int64][]ledger.Report{}, map[int64][]store.Telling{}
	err := s.Read(t.Context(), func(x *store.Snapshot) error {
		for _, err := range []error{
			x.Articles(t.Context(), func(a store.Article) error { out.articles[a.ID] = a; return nil }),
			x.Reports(t.Context(), func(r store.Report) error {
				var of ledger.Report
				err := json.Unmarshal([]byte(r.Data), &of)
				reports[r.Contact] = append(reports[r.Contact], of)
				return err
			}),
			x.Tellings(t.Context(), func(y store.Telling) error { tellings[y.Statement] = append(tellings[y.Statement], y); return nil }),
			x.Contacts(t.Context(), func(c store.Contact, all []store.Party) error {
				var names []string
				for _, p := range all {
					names = append(names, p.Name)
				}
				slices.Sort(names)
				out.contacts = append(out.contacts, contact{c, names, ledger.LifeOf(reports[c.ID], today)})
				return nil
			}),
			x.Statements(t.Context(), func(y store.Statement) error {
				out.said = append(out.said, statement{Statement: y, outlets: out.outlets(tellings[y.ID]), differs: y.Differs})
				return nil
			}),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s *shown) outlets(all []store.Telling) (out []string) {
	for _, t := range all {
		out = append(out, s.articles[store.ArticleID(t.Article)].Source)
	}
	return out
}

// today are the days on which the sample is looked at: an ordinary one, both sides of a new year, a leap day and the one after.
var today = []string{"2026-12-03", "2026-12-29", "2027-01-01", "2028-02-29", "2028-03-02"}

// lives are the contacts that the pages are to show, with the days from today.
var lives = []struct {
	kind, parties, status string
	day                   int
	steps, place          string
}{
	{"meeting", "أيمن الصفدي بدر عبد العاطي", "held", -9, "planned postponed held", "العاصمة الأردنية عمان"},
	{"meeting", "سامر الدباس يوسف الحارثي", "held", -22, "planned postponed held", "العقبة"},
	{"visit", "سامر الدباس", "cancelled", -5, "planned cancelled", "بيروت"},
	{"meeting", "فادي الخوري لطيفة بن رمضان", "not_reported_held", -6, "planned", "تونس"},
	{"conference", "رنا الحداد", "not_reported_held", -10, "planned", "بيروت"},
	{"meeting", "فادي الخوري كريم الشامسي", "held", -19, "held denied", "جنيف"},
	{"visit", "غسان الكيلاني", "held", -67, "held held", "بغداد"},
	{"meeting", "بدر البوسعيدي ناصر بوريطة", "held", -49, "held", "الرباط"},
	{"signing", "عائشة الهنائي نجاة العلمي", "held", -39, "held", "الرباط"},
	{"message", "بدر البوسعيدي ناصر بوريطة", "held", -29, "held", ""},
	{"conference", "هدى المرزوقي", "held", -30, "held", "تونس"},
	{"call", "غسان الكيلاني هدى المرزوقي", "held", -5, "held", ""},
	{"call", "أيمن الصفدي محمد علي النفطي", "held", -1, "held", ""},
	{"meeting", "أيمن الصفدي بدر عبد العاطي", "planned", 1, "planned", "القاهرة"},
	{"meeting", "غسان الكيلاني هدى المرزوقي", "planned", 2, "planned", "القاهرة"},
	{"signing", "شركة شعاع للربط الكهربائي شركة كهرباء الساحل", "planned", 3, "planned", "الدوحة"},
	{"visit", "بدر البوسعيدي", "planned", 4, "planned", "تونس"},
	{"conference", "غسان الكيلاني هدى المرزوقي", "planned", 5, "planned", "جنيف"},
	{"visit", "سامر الدباس", "planned", 6, "planned", "مسقط"},
	{"meeting", "فادي الخوري يوسف الحارثي", "planned", 12, "planned", ""},
}

func TestEveryPageHasSomethingTrueToShow(t *testing.T) {
	for _, day := range today {
		t.Run(day, func(t *testing.T) {
			t.Parallel()
			now, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			s := show(t, keep(t, now), day)
			s.wantLives(t, now)
			s.wantComing(t, now)
			s.wantContradictions(t)
			s.wantTellings(t)
			s.wantCopies(t)
			s.wantPositions(t, now)
		})
	}
}

func (s *shown) wantLives(t *testing.T, now time.Time) {
	for _, want := range lives {
		on := now.AddDate(0, 0, want.day).Format(time.DateOnly)
		at := slices.IndexFunc(s.contacts, func(c contact) bool {
			return c.Type == want.kind && strings.Join(c.parties, " ") == want.parties && c.life.Day == on
		})
		if at < 0 {
			t.Errorf("no %s of %s on %s", want.kind, want.parties, on)
			continue
		}
		c, steps := s.contacts[at], []string{}
		for _, step := range c.life.Steps {
			steps = append(steps, step.Status)
		}
		if got := strings.Join(steps, " "); c.life.Status != want.status || got != want.steps || c.Place != want.place {
			t.Errorf("%s of %s on %s: %s (%s) in %q, want %s (%s) in %q", want.kind, want.parties, on, c.life.Status, got, c.Place, want.status, want.steps, want.place)
		}
	}
}

// wantComing holds that the week to come has its plans, and that no others than those known wait for a report.
func (s *shown) wantComing(t *testing.T, now time.Time) {
	coming, silent := 0, 0
	for _, c := range s.contacts {
		switch {
		case c.life.Status == "not_reported_held":
			silent++
		case c.life.Status == "planned" && c.life.Day > now.Format(time.DateOnly) && c.life.Day <= now.AddDate(0, 0, 7).Format(time.DateOnly):
			coming++
		case c.life.Day == "" && c.life.Status != "ongoing":
			t.Errorf("a %s of %v has no day", c.Type, c.parties)
		}
	}
	if coming != 8 || silent != 2 {
		t.Errorf("%d contacts in the coming week and %d not reported held, want 8 and 2", coming, silent)
	}
}

func (s *shown) wantContradictions(t *testing.T) {
	var got []string
	for _, c := range s.contacts {
		for _, x := range c.life.Contradictions {
			got = append(got, x.Kind)
		}
	}
	slices.Sort(got)
	if fmt.Sprint(got) != "[day status]" {
		t.Errorf("contradictions: %v", got)
	}
}

func (s *shown) wantTellings(t *testing.T) {
	tests := []struct {
		words    string
		speaker  string
		outlets  int
		origins  int
		differs  bool
		polarity string
	}{
		{"لن نقبل أن يدفع المزارع", "غسان الكيلاني", 4, 4, true, "asserts"},
		{`خريطة المياه الجوفية "ستكون مفتوحة`, "غسان الكيلاني", 3, 0, false, "asserts"},
		{"كلفة المشروع تبلغ أربعة ملايين", "هدى المرزوقي", 4, 1, false, "asserts"},
		{"الرياح في محافظة الوسطى", "سالم الزدجالي", 2, 0, false, "asserts"},
		{"صندوق الجفاف طلب من الدول الأعضاء", "مصادر مطلعة", 1, 1, false, "asserts"},
		{"الخبراء يحتاجون إلى أيام", "مصدر دبلوماسي", 1, 1, false, "asserts"},
		{"يكون الصندوق قد طلب", "وليد العزاوي", 1, 1, false, "denies"},
	}
	for _, tt := range tests {
		at := slices.IndexFunc(s.said, func(x statement) bool { return strings.HasPrefix(x.Words, tt.words) })
		if at < 0 {
			t.Errorf("nobody said %q", tt.words)
			continue
		}
		x := s.said[at]
		if x.Speaker != tt.speaker || len(x.outlets) != tt.outlets || x.differs != tt.differs || x.Polarity != tt.polarity || tt.origins > 0 && int(x.Origins) != tt.origins {
			t.Errorf("%q: %s, %v, %d origins, differs %v, %s; want %+v", tt.words, x.Speaker, x.outlets, x.Origins, x.differs, x.Polarity, tt)
		}
	}
}

func (s *shown) wantCopies(t *testing.T) {
	copies := map[string]int{}
	for _, a := range s.articles {
		if a.Copy != "" {
			copies[s.articles[a.Origin].URL]++
		}
	}
	if len(copies) != 1 || copies["https://sanad.example/wells-sanad"] != 3 {
		t.Errorf("copies: %v", copies)
	}
}

// wantPositions holds that two people speak about water in every month, so that they can be compared.
func (s *shown) wantPositions(t *testing.T, now time.Time) {
	for _, who := range []string{"غسان الكيلاني", "هدى المرزوقي"} {
		n, parts := 0, map[int]bool{}
		for _, x := range s.said {
			day, err := time.Parse(time.DateOnly, x.Day)
			if x.Speaker == who && strings.Contains(x.Words, "المياه") && err == nil {
				n++
				parts[int(now.Sub(day).Hours()/24)/26] = true
			}
		}
		if n < 6 || len(parts) < 3 {
			t.Errorf("%s speaks of water %d times in %d of three parts of the time", who, n, len(parts))
		}
	}
}
