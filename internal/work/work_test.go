package work

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// opened is the reader of all tests, and words what it is searched by, opened once.
var (
	opened = sync.OnceValues(func() (*isnad.Reader, error) { return isnad.Open() })
	words  = sync.OnceValue(func() *find.Analyzer {
		r, err := opened()
		if err != nil {
			panic(err) // open has told the test already
		}
		return find.New(r.Words())
	})
)

// now is the time of all tests.
var now = time.Date(2025, 1, 14, 12, 0, 0, 0, time.UTC)

// eachDatabase runs the test on an empty database of either kind, side by side: most of a test is waiting for the queue.
func eachDatabase(t *testing.T, test func(t *testing.T, name string)) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, filepath.Join(t.TempDir(), "isnad.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, pgtest.Database(t))
	})
}

// open returns a queue on the database that has not begun to work.
func open(t *testing.T, name string) *Queue {
	t.Helper()
	s, err := store.Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	q, err := New(t.Context(), s, r, words(), Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func (q *Queue) keep(t *testing.T, all ...store.Incoming) int {
	t.Helper()
	n, err := q.Keep(t.Context(), all, now)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// work works until nothing waits, then stops.
func (q *Queue) work(t *testing.T) {
	t.Helper()
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.Wait(t.Context()); err != nil {
		t.Error(err)
	}
	if err := q.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

func (q *Queue) stats(t *testing.T) store.Stats {
	t.Helper()
	x, err := q.store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func (q *Queue) sound(t *testing.T) {
	t.Helper()
	problems, err := q.store.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %d", p.What, p.Count)
	}
}

// finds counts what a search for a phrase finds.
func (q *Queue) finds(t *testing.T, words string) int {
	t.Helper()
	var phrase [][]string
	for _, k := range q.keys(words) {
		phrase = append(phrase, []string{k})
	}
	hits, err := q.store.Search(t.Context(), store.Search{Match: []store.Clause{{Phrase: phrase}}})
	if err != nil {
		t.Fatal(err)
	}
	return len(hits)
}

func piece(outlet string, n int, text string) store.Incoming {
	return store.Incoming{Media: "text/plain", Bytes: []byte(text), Article: store.Article{Source: outlet, URL: fmt.Sprintf("https://example.org/%s/%d", outlet, n), Lang: "ar", Published: "2025-01-14", Title: "خبر", Text: text}}
}

const (
	meeting = "التقى وزير الخارجية الأردني سلمان الحداد نظيره المصري كريم النجار في القاهرة يوم الاثنين. وقال الحداد إن المحادثات تناولت تعزيز التعاون الاقتصادي بين البلدين وزيادة حجم التبادل التجاري خلال العام المقبل. " +
		"وأكد النجار أن القاهرة تدعم كل جهد يخفف معاناة المدنيين ويفتح المعابر أمام قوافل المساعدات الطبية والغذائية."
	denial = "نفى المتحدث باسم وزارة الخارجية الأردنية سامي العلي وجود خلاف مع القاهرة. وقال العلي إن اللقاء تأجل إلى الأسبوع المقبل بسبب سوء الأحوال الجوية."
	third  = "أعلن وزير المالية العراقي ناصر الجبوري أن الموازنة ستعرض على البرلمان الشهر المقبل. وقال الجبوري إن عائدات النفط ارتفعت خلال الربع الأخير."
)

func TestArticlesAreReadOnceAndCopiesHaveOneOrigin(t *testing.T) {
	all := []store.Incoming{piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, meeting), piece("وكالة المثال", 2, third)}
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		if n := q.keep(t, all...); n != 3 {
			t.Errorf("%d kept, want 3", n)
		}
		q.work(t)
		q.sound(t)
		first := q.stats(t)
		if first.Articles != 3 || first.Origins != 2 || first.Statements == 0 || first.Contacts == 0 || first.Waiting != 0 || first.Tellings <= first.Statements {
			t.Errorf("counts %+v", first)
		}
		if a, err := q.store.Article(t.Context(), 2); err != nil || a.Origin != 1 || a.Copy != "exact" {
			t.Errorf("copy %q of %d, want exact of 1; %v", a.Copy, a.Origin, err)
		}
		q = open(t, name)
		if n := q.keep(t, all...); n != 0 {
			t.Errorf("again: %d kept, want none", n)
		}
		q.work(t)
		if again := q.stats(t); again != first {
			t.Errorf("counts %+v became %+v", first, again)
		}
		if n := q.finds(t, "عائدات النفط"); n == 0 {
			t.Error("a phrase of an article is not found")
		}
		if n := q.finds(t, "الحداد المحادثات"); n != 0 {
			t.Error("a speaker and the first of his words are found as a phrase")
		}
	})
}

func TestAChangedArticleIsSettledAnew(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, meeting), piece("وكالة المثال", 2, denial))
		q.work(t)
		q = open(t, name)
		if n := q.keep(t, piece("وكالة المثال", 1, third), piece("وكالة المثال", 2, third+" وأضاف أن الإنفاق تراجع.")); n != 2 {
			t.Errorf("%d kept, want 2", n)
		}
		q.work(t)
		q.sound(t)
		if n := q.finds(t, "سوء الأحوال الجوية"); n != 0 {
			t.Errorf("words that no article has any more are found %d times", n)
		}
		if q.finds(t, "عائدات النفط") == 0 || q.finds(t, "التبادل التجاري") == 0 {
			t.Error("words that an article has are not found")
		}
		x := q.stats(t)
		if x.Articles != 3 || x.Waiting != 0 {
			t.Errorf("counts %+v", x)
		}
	})
}

// brittle breaks on articles with a mark, or says what cannot be settled.
type brittle struct {
	*isnad.Reader
	mark string
	lie  bool
}

func (b brittle) Read(a isnad.Article) isnad.Record {
	if !strings.Contains(a.Text, b.mark) {
		return b.Reader.Read(a)
	}
	if !b.lie {
		panic("a broken rule")
	}
	r := b.Reader.Read(a)
	for i := range r.Statements {
		for j := range r.Statements[i].Content {
			r.Statements[i].Content[j].Start, r.Statements[i].Content[j].End = 1<<20, 1<<21
		}
	}
	return r
}

func TestAnArticleThatBreaksTheReaderCostsOnlyItself(t *testing.T) {
	r, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	for what, b := range map[string]brittle{"reading": {r, "سامي العلي", false}, "settling": {r, "سامي العلي", true}} {
		t.Run(what, func(t *testing.T) {
			eachDatabase(t, func(t *testing.T, name string) {
				q := open(t, name)
				q.reader = b
				q.keep(t, piece("وكالة المثال", 1, meeting), piece("وكالة المثال", 2, denial), piece("وكالة المثال", 3, third))
				q.work(t)
				q.sound(t)
				if x := q.stats(t); x.Articles != 3 || x.Statements == 0 {
					t.Errorf("counts %+v", x)
				}
				if q.finds(t, "عائدات النفط") == 0 || q.finds(t, "التبادل التجاري") == 0 {
					t.Error("the others are not found")
				}
			})
		})
	}
}

func TestRereadingSwitchesAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, meeting), piece("وكالة المثال", 2, denial))
		q.work(t)
		before := q.stats(t)
		all := []store.ArticleID{1, 2, 3}
		shown, err := q.store.CurrentRecords(t.Context(), all)
		if err != nil {
			t.Fatal(err)
		}
		q = open(t, name)
		q.version = "later"
		r, err := opened()
		if err != nil {
			t.Fatal(err)
		}
		q.reader = brittle{r, "سامي العلي", false} // the later reader finds less
		if n, err := q.Reread(t.Context()); err != nil || n != 3 {
			t.Fatalf("%d to read, %v", n, err)
		}
		if err := q.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := q.WaitReread(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := q.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Fatal(err)
		}
		if x := q.stats(t); x != before {
			t.Errorf("before the switch %+v became %+v", before, x)
		}
		if now, err := q.store.CurrentRecords(t.Context(), all); err != nil || !maps.EqualFunc(now, shown, bytes.Equal) {
			t.Errorf("records of the later reader are shown before the switch; %v", err)
		}
		if err := q.Switch(t.Context()); err != nil {
			t.Fatal(err)
		}
		q.sound(t)
		after := q.stats(t)
		if after.Articles != 3 || after.Origins != before.Origins || after.Statements == 0 || after.Statements >= before.Statements {
			t.Errorf("after the switch %+v, before %+v", after, before)
		}
		versions, err := q.store.Versions(t.Context())
		if err != nil || len(versions) != 2 || versions["later"] != 3 {
			t.Errorf("versions %v, %v", versions, err)
		}
		if v, err := q.store.Value(t.Context(), store.Shown); err != nil || v != "later" {
			t.Errorf("reader %q, %v", v, err)
		}
	})
}
