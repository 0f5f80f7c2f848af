package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"isnad.dev/isnad/internal/store"
)

// places remembers in the database how far files have been kept, so that a run that was stopped goes on where it was. A file that has been read to its
// end is forgotten; one that has changed is another.
type places struct {
	store *store.Store
	next  map[string]int64 // of a file by its name in the store: where to go on
}

func newPlaces(s *store.Store) *places { return &places{s, map[string]int64{}} }

// name is what the store calls the file, or empty for what is no file.
func (p *places) name(file string) string {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if file, err = filepath.Abs(file); err != nil {
		return ""
	}
	return fmt.Sprintf("read %s %d %d", file, info.Size(), info.ModTime().UnixNano())
}

// from says where to begin in a file.
func (p *places) from(ctx context.Context) func(file string) int64 {
	return func(file string) int64 {
		name := p.name(file)
		if name == "" {
			return 0
		}
		value, err := p.store.Value(ctx, name)
		if err != nil || value == "" {
			return 0
		}
		at, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return 0
		}
		return at
	}
}

// note says how far a file has been cut.
func (p *places) note(file string, next int64) {
	if name := p.name(file); name != "" && next > 0 {
		p.next[name] = next
	}
}

// save keeps how far the files have been kept.
func (p *places) save(ctx context.Context) error {
	return p.store.Write(ctx, func(t *store.Tx) error {
		for name, next := range p.next {
			if err := t.SetValue(ctx, name, strconv.FormatInt(next, 10)); err != nil {
				return err
			}
		}
		return nil
	})
}

// forget is for files that have been read to their ends.
func (p *places) forget(ctx context.Context) error {
	if len(p.next) == 0 {
		return nil
	}
	return p.store.Write(ctx, func(t *store.Tx) error {
		for name := range p.next {
			if err := t.ForgetValue(ctx, name); err != nil {
				return err
			}
		}
		return nil
	})
}
