// Package sampletest gives tests a store that holds the sample: articles of our own writing, read and settled.
//
// In: nothing; the sample is dated from Today. Out: an SQLite store of the test's own, copied from one that is filled once in a process.
package sampletest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/sample"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// Today is the day that the sample is dated from, at noon: a Monday.
var Today = time.Date(2025, 3, 10, 12, 0, 0, 0, time.UTC)

// filled is the file of the store that others are copied from, as bytes, with what knows its words.
type filled struct {
	bytes  []byte
	words  *find.Analyzer
	reader *isnad.Reader
	err    error
}

var fill = sync.OnceValue(func() (f filled) {
	dir, err := os.MkdirTemp("", "isnad-sample-")
	if err != nil {
		return filled{err: err}
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "sample.db")
	if f.reader, f.err = isnad.Open(); f.err != nil {
		return f
	}
	f.words = find.New(f.reader.Words())
	if f.err = load(file, f.reader, f.words); f.err == nil {
		f.bytes, f.err = os.ReadFile(file)
	}
	return f
})

func load(file string, r *isnad.Reader, words *find.Analyzer) error {
	ctx := context.Background()
	s, err := store.Open(ctx, file)
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := work.New(ctx, s, r, words, work.Options{})
	if err != nil {
		return err
	}
	if err := q.Start(ctx); err != nil {
		return err
	}
	if _, err := q.Keep(ctx, sample.Articles(Today), Today); err != nil {
		return err
	}
	if err := q.Wait(ctx); err != nil {
		return err
	}
	if err := q.Stop(ctx); err != nil {
		return err
	}
	return s.Checkpoint(ctx)
}

// Sample is a store with the sample, and what knows its words.
type Sample struct {
	Store  *store.Store
	Words  *find.Analyzer
	Reader *isnad.Reader
}

// Open returns a store of the test's own. It is closed when the test ends.
func Open(t testing.TB) Sample {
	t.Helper()
	f := fill()
	if f.err != nil {
		t.Fatal(f.err)
	}
	file := filepath.Join(t.TempDir(), "sample.db")
	if err := os.WriteFile(file, f.bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return Sample{s, f.words, f.reader}
}
