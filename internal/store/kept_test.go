package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store/pgtest"
)

// now is the time of all tests.
var now = time.Date(2025, 1, 14, 12, 0, 0, 0, time.UTC)

// eachDatabase runs the test on an empty database of either kind.
func eachDatabase(t *testing.T, test func(t *testing.T, name string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "isnad.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Database(t)) })
}

func eachStore(t *testing.T, test func(t *testing.T, s *Store)) {
	eachDatabase(t, func(t *testing.T, name string) { test(t, open(t, name)) })
}

func open(t *testing.T, name string) *Store {
	t.Helper()
	s, err := Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func (s *Store) must(t *testing.T, f func(context.Context, *Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), func(x *Tx) error { return f(t.Context(), x) }); err != nil {
		t.Fatal(err)
	}
}

func keep(t *testing.T, s *Store, all ...Incoming) (ids []ArticleID) {
	t.Helper()
	s.must(t, func(ctx context.Context, x *Tx) (err error) {
		ids, err = x.Keep(ctx, all, now)
		return err
	})
	return ids
}

func piece(outlet, url, text string) Incoming {
	return Incoming{Media: "text/plain", Bytes: []byte(text), Article: Article{Source: outlet, URL: url, Lang: "ar", Published: "2025-01-14", Title: "خبر", Text: text}}
}

// sound fails the test where things do not fit together.
func sound(t *testing.T, s *Store) {
	t.Helper()
	problems, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %d", p.What, p.Count)
	}
}

func count(t *testing.T, s *Store, table string) (n int) {
	t.Helper()
	if err := s.read.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAnArticleIsKeptOnce(t *testing.T) {
	byID := piece("وكالة المثال", "", "قال الوزير إن المحادثات ستبدأ غدا.")
	byID.Ident = "n-1"
	byWords := piece("صحيفة المثال", "", "نفى المتحدث وجود خلاف.")
	all := []Incoming{piece("صحيفة المثال", "https://example.org/1", "أكد الرئيس أن الزيارة قائمة."), byID, byWords, byWords}
	eachStore(t, func(t *testing.T, s *Store) {
		if ids := keep(t, s, all...); len(ids) != 3 {
			t.Errorf("first: %d kept, want 3", len(ids))
		}
		if ids := keep(t, s, all...); len(ids) != 0 {
			t.Errorf("again: %d kept, want none", len(ids))
		}
		if n := count(t, s, "source"); n != 2 {
			t.Errorf("%d outlets, want 2", n)
		}
		b, media, err := s.Original(t.Context(), 2)
		if err != nil || string(b) != byID.Text || media != "text/plain" {
			t.Errorf("original: %q, %q, %v", b, media, err)
		}
	})
}

func TestAChangedArticleKeepsItsNumberAndItsEarlierBytes(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		first := keep(t, s, piece("صحيفة المثال", "https://example.org/1", "قال الوزير إن اللقاء غدا."))
		again := keep(t, s, piece("صحيفة المثال", "https://example.org/1", "قال الوزير إن اللقاء بعد غد."))
		if fmt.Sprint(again) != fmt.Sprint(first) {
			t.Fatalf("numbers %v, want %v", again, first)
		}
		a, err := s.Article(t.Context(), first[0])
		if err != nil || a.Text != "قال الوزير إن اللقاء بعد غد." {
			t.Errorf("text %q, %v", a.Text, err)
		}
		if n := count(t, s, "revision"); n != 1 {
			t.Errorf("%d revisions, want 1", n)
		}
		if n := count(t, s, "original"); n != 2 {
			t.Errorf("%d originals, want 2", n)
		}
	})
}

func TestTwoMigrateAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		const both = 2
		ended := make(chan error, both)
		for range both {
			go func() {
				s, err := Open(t.Context(), name)
				if err == nil {
					err = s.Close()
				}
				ended <- err
			}()
		}
		for range both {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		sound(t, open(t, name))
	})
}

func TestABackupIsRestoredAsEitherDatabase(t *testing.T) {
	eachStore(t, func(t *testing.T, from *Store) {
		settleNews(t, from)
		file := filepath.Join(t.TempDir(), "backup.db")
		if err := from.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		if err := from.Backup(t.Context(), file); err == nil {
			t.Error("a backup was written over")
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("a backup, which has secrets in it, may be read by others: %v, %v", info.Mode(), err)
		}
		want, err := from.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		eachDatabase(t, func(t *testing.T, name string) {
			if !IsPostgres(name) {
				if err := Restore(t.Context(), file, name); err != nil {
					t.Fatal(err)
				}
			}
			to := open(t, name)
			if to.Postgres() {
				if err := CopyRows(t.Context(), open(t, file), to); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := to.Stats(t.Context()); err != nil || got != want {
				t.Errorf("counts %+v, want %+v; %v", got, want, err)
			}
			if jobs, waiting, err := to.Pending(t.Context()); err != nil || jobs != 0 || waiting != 0 {
				t.Errorf("before anybody works on it: %d jobs, %d articles wait, %v", jobs, waiting, err)
			}
			for _, table := range copied {
				if got, want := count(t, to, table), count(t, from, table); got != want {
					t.Errorf("%s: %d rows, want %d", table, got, want)
				}
			}
			if ids := keep(t, to, piece("صحيفة جديدة", "https://example.org/new", "خبر جديد.")); len(ids) != 1 || int64(ids[0]) != want.Articles+1 {
				t.Errorf("the next article has the numbers %v", ids)
			}
		})
	})
}

func TestRowsAreCopiedAsOfOneMoment(t *testing.T) {
	eachStore(t, func(t *testing.T, from *Store) {
		settleNews(t, from)
		to := open(t, filepath.Join(t.TempDir(), "copy.db"))
		want := count(t, from, "article")
		err := from.Read(t.Context(), func(x *Snapshot) error {
			if _, err := x.Counts(t.Context()); err != nil {
				return err
			}
			keep(t, from, piece("صحيفة جديدة", "https://example.org/new", "خبر جديد."))
			return copyAll(t.Context(), x, to)
		})
		if got := count(t, to, "article"); err != nil || got != want {
			t.Errorf("%d articles, want the %d that there were; %v", got, want, err)
		}
	})
}

func TestNotFoundIsSaid(t *testing.T) {
	eachStore(t, func(t *testing.T, s *Store) {
		_, err := s.Article(t.Context(), 7)
		_, _, err2 := s.Original(t.Context(), 7)
		for _, err := range []error{err, err2} {
			if err == nil || !isNotFound(err) {
				t.Errorf("error %v, want ErrNotFound", err)
			}
		}
	})
}
