package work

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store"
)

// exporter returns a queue that writes exports to the folder.
func exporter(t *testing.T, name, dir string, found iter.Seq2[export.Hit, error]) *Queue {
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
	q, err := New(t.Context(), s, r, words(), Options{Log: slog.New(slog.DiscardHandler), Exports: Exports{Dir: dir, Found: func(context.Context, string) iter.Seq2[export.Hit, error] { return found }}})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func (q *Queue) ask(t *testing.T, e store.Export) store.Export {
	t.Helper()
	e, err := q.Export(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// exported works until the export has ended.
func (q *Queue) exported(t *testing.T, e store.Export) store.Export {
	t.Helper()
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	e, err := q.WaitExport(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	q.ended(t)
	return e
}

func (q *Queue) ended(t *testing.T) {
	t.Helper()
	if err := q.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

// unpacked returns the files of a zip and what stands in them.
func unpacked(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func namesIn(t *testing.T, dir string) string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// hits are n rows, or rows without end, and an error after them.
func hits(n int, err error) iter.Seq2[export.Hit, error] {
	return func(yield func(export.Hit, error) bool) {
		for i := 0; n < 0 || i < n; i++ {
			if !yield(export.Hit{ID: int64(i), Text: "قال الوزير إن المحادثات ستبدأ غدا", Who: []string{"ليلى"}}, nil) {
				return
			}
		}
		if err != nil {
			yield(export.Hit{}, err)
		}
	}
}

func TestExportOfAllIsWrittenListedAndRemoved(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		dir := filepath.Join(t.TempDir(), "exports")
		q := exporter(t, name, dir, nil)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, third))
		asked := q.ask(t, store.Export{Owner: 7, Format: "csv"})
		e := q.exported(t, asked)
		if e.State != store.ExportDone || e.Size == 0 || e.Done < 2 || e.Done != e.Total || e.Finished.IsZero() {
			t.Fatalf("got %+v", e)
		}
		path, err := q.ExportFile(e)
		if err != nil {
			t.Fatal(err)
		}
		files := unpacked(t, path)
		if len(files) != 6 || strings.Count(files["articles.csv"], "\r\n") != 3 || !strings.Contains(files["articles.csv"], "سلمان الحداد") {
			t.Errorf("got %q", files)
		}
		if all, err := q.store.Exports(t.Context(), 7, 10); err != nil || len(all) != 1 || all[0].ID != e.ID {
			t.Errorf("got %v %v", all, err)
		}
		if all, err := q.store.Exports(t.Context(), 8, 10); err != nil || len(all) != 0 {
			t.Errorf("another sees %v %v", all, err)
		}
		q.now = func() time.Time { return e.Finished.Add(keepExports + time.Second) }
		if err := q.sweepExports(t.Context()); err != nil || namesIn(t, dir) != "" {
			t.Errorf("left %q %v", namesIn(t, dir), err)
		}
		if _, err := q.store.Export(t.Context(), e.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}

func TestExportOfASearch(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := exporter(t, name, t.TempDir(), hits(1000, nil))
		e := q.exported(t, q.ask(t, store.Export{Format: "jsonl", Query: "المحادثات"}))
		path, err := q.ExportFile(e)
		if err != nil || e.Done != 1000 {
			t.Fatal(e, err)
		}
		if files := unpacked(t, path); len(files) != 1 || strings.Count(files["hits.jsonl"], "\n") != 1000 {
			t.Errorf("got %v", len(files["hits.jsonl"]))
		}
	})
}

// TestExportOfAProcessThatDiedIsWrittenAnew leaves what a process leaves that is killed in the middle: a row that says it is being written, and half a file.
func TestExportOfAProcessThatDiedIsWrittenAnew(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		dir := t.TempDir()
		q := exporter(t, name, dir, nil)
		q.keep(t, piece("وكالة المثال", 1, meeting))
		e := q.ask(t, store.Export{Format: "jsonl"})
		if wanted, err := q.store.BeginExport(t.Context(), e.ID); err != nil || !wanted {
			t.Fatal(wanted, err)
		}
		for _, file := range []string{"isnad-1.zip.part", "isnad-99.zip.part", "isnad-98.zip", "mine.zip"} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(strings.Repeat("half", 10_000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		e = q.exported(t, e)
		path, err := q.ExportFile(e)
		if err != nil || namesIn(t, dir) != "isnad-1.zip mine.zip" {
			t.Fatal(namesIn(t, dir), err)
		}
		if files := unpacked(t, path); strings.Count(files["articles.jsonl"], "\n") != 1 {
			t.Errorf("got %q", files)
		}
	})
}

func TestExportThatIsCancelledLeavesNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		dir := t.TempDir()
		var q *Queue
		var e store.Export
		cancelled := false
		q = exporter(t, name, dir, func(yield func(export.Hit, error) bool) {
			for row, err := range hits(-1, nil) {
				if row.ID == 100 {
					cancelled = q.CancelExport(context.Background(), e.ID) == nil
				}
				if !yield(row, err) {
					return
				}
			}
		})
		var seconds atomic.Int64
		q.now = func() time.Time { return now.Add(time.Duration(seconds.Add(1)) * time.Second) } // each look at the clock is a second later
		e = q.ask(t, store.Export{Format: "csv", Query: "المحادثات"})
		if e = q.exported(t, e); e.State != store.ExportCancelled || !cancelled || namesIn(t, dir) != "" {
			t.Errorf("got %+v, left %q", e, namesIn(t, dir))
		}
		if err := q.CancelExport(t.Context(), e.ID); err != nil {
			t.Error(err)
		}
		if _, err := q.store.Export(t.Context(), e.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}

func TestExportThatIsStoppedIsWrittenAfterTheStart(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		dir := t.TempDir()
		begun := make(chan struct{})
		q := exporter(t, name, dir, func(yield func(export.Hit, error) bool) {
			close(begun)
			hits(-1, nil)(yield)
		})
		e := q.ask(t, store.Export{Format: "parquet", Query: "المحادثات"})
		if err := q.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-begun
		q.ended(t)
		if got, err := q.store.Export(t.Context(), e.ID); err != nil || got.State != store.ExportWaiting || namesIn(t, dir) != "" {
			t.Fatalf("got %+v %v, left %q", got, err, namesIn(t, dir))
		}
		again := exporter(t, name, dir, hits(3, nil))
		if e = again.exported(t, e); e.State != store.ExportDone || e.Done != 3 || namesIn(t, dir) != e.File {
			t.Errorf("got %+v, left %q", e, namesIn(t, dir))
		}
	})
}

func TestExportsThatCannotBeSayWhy(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		dir := t.TempDir()
		q := exporter(t, name, dir, hits(5, errors.New("no actor is called so; write another name")))
		e := q.ask(t, store.Export{Format: "csv", Query: "speaker:x"})
		q.ask(t, store.Export{Format: "csv"})
		q.ask(t, store.Export{Format: "graphml"})
		var busy BusyError
		if _, err := q.Export(t.Context(), store.Export{Format: "csv"}); !errors.As(err, &busy) || busy.Open != 3 {
			t.Errorf("got %v", err)
		}
		q.ask(t, store.Export{Format: "csv", Owner: 1})
		if _, err := q.Export(t.Context(), store.Export{Format: "graphml", Owner: 1, Query: "x"}); err == nil || !strings.Contains(err.Error(), "it is none of jsonl, csv, parquet") {
			t.Errorf("got %v", err)
		}
		if _, err := open(t, name).Export(t.Context(), store.Export{Format: "csv", Owner: 2}); err == nil || !strings.Contains(err.Error(), "name a folder") {
			t.Errorf("got %v", err)
		}
		if e = q.exported(t, e); e.State != store.ExportFailed || e.Fault != "hits.csv: no actor is called so; write another name" {
			t.Errorf("got %+v", e)
		}
		if _, err := q.ExportFile(e); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}
