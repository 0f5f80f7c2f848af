package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// databaseFlags name the database of a command.
type databaseFlags struct {
	DB string `help:"The database: a file, or postgres://user@host/name. Default: isnad/isnad.db in the user's data folder." env:"ISNAD_DB" placeholder:"FILE|DSN"`
}

// name is the database's name, the default one where none is given.
func (f databaseFlags) name() (string, error) {
	if f.DB != "" {
		return f.DB, nil
	}
	return store.Default()
}

// open opens a database that is there.
func (f databaseFlags) open(ctx context.Context) (*store.Store, error) {
	name, err := f.name()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(name); !store.IsPostgres(name) && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no database yet; isnad add makes one, --db names another", name)
	}
	return store.Open(ctx, name)
}

// make opens a database, and makes it where it is not there.
func (f databaseFlags) make(ctx context.Context) (*store.Store, error) {
	name, err := f.name()
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, name)
}

// desk is what a command needs that reads into a database: the database, the reader, and the queue between them.
type desk struct {
	store *store.Store
	words *find.Analyzer
	queue *work.Queue
}

// The collector may let the heap grow while articles are read and settled, as long as the whole program stays within its memory.
const (
	workPercent = 200
	workMemory  = 380 << 20
)

// webFlags say how addresses are fetched.
type webFlags struct {
	AllowPrivate bool `help:"Also fetch addresses that lead into private networks."`
}

func (f webFlags) options() fetch.Options { return fetch.Options{Private: f.AllowPrivate} }

// openDesk opens all of it. done hears of each batch that is settled.
func (f databaseFlags) openDesk(ctx context.Context, log *slog.Logger, done func(articles int), web fetch.Options) (*desk, error) {
	return f.openDeskWith(ctx, func(*store.Store, *find.Analyzer) (work.Options, error) {
		return work.Options{Log: log, Done: done, Web: web}, nil
	})
}

// openDeskWith opens all of it, with a queue whose options need what was opened before.
func (f databaseFlags) openDeskWith(ctx context.Context, options func(*store.Store, *find.Analyzer) (work.Options, error)) (*desk, error) {
	debug.SetGCPercent(workPercent)
	debug.SetMemoryLimit(workMemory)
	s, err := f.make(ctx)
	if err != nil {
		return nil, err
	}
	reader, err := isnad.OpenWith(extraWorld()...)
	if err != nil {
		s.Close()
		return nil, err
	}
	words := find.New(reader.Words())
	var q *work.Queue
	o, err := options(s, words)
	if err == nil {
		q, err = work.New(ctx, s, reader, words, o)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return &desk{store: s, words: words, queue: q}, nil
}
