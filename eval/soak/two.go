package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// two has one and two workers read the same articles, then kills one of two.
func two(ctx context.Context, b *bench) error {
	if !store.IsPostgres(b.db) {
		return errors.New("two workers need PostgreSQL: --db postgres://…")
	}
	reader, err := isnad.Open()
	if err != nil {
		return err
	}
	words := find.New(reader.Words())
	for _, workers := range []int{1, 2} {
		if err := b.onDatabase(ctx, reader, words, func(db string) error {
			start := time.Now()
			if err := atOnce(workers, func() *exec.Cmd { return b.command(ctx, "work", "--once", "--db", db) }); err != nil {
				return err
			}
			took := time.Since(start)
			x, err := b.whole(ctx, db)
			fmt.Printf("%d worker(s): %.1f s, %d articles, %d statements, %d tellings, %d contacts, %d reports\n", workers, took.Seconds(), x.Articles, x.Statements, x.Tellings, x.Contacts, x.Reports)
			return err
		}); err != nil {
			return fmt.Errorf("%d workers: %w", workers, err)
		}
	}
	return b.onDatabase(ctx, reader, words, func(db string) error { return b.killOne(ctx, db) })
}

// onDatabase keeps the articles in a new database, unread.
func (b *bench) onDatabase(ctx context.Context, reader *isnad.Reader, words *find.Analyzer, f func(db string) error) error {
	db, remove, err := b.fresh(ctx, "two")
	if err != nil {
		return err
	}
	defer remove()
	s, err := store.Open(ctx, db)
	if err != nil {
		return err
	}
	defer s.Close()
	q, err := work.New(ctx, s, reader, words, work.Options{})
	if err != nil {
		return err
	}
	var batch []store.Incoming
	keep := func() error {
		_, err := q.Keep(ctx, batch, time.Now())
		batch = batch[:0]
		return err
	}
	err = b.each(func(x line, raw []byte) error {
		batch = append(batch, store.Incoming{Media: "application/json", Bytes: raw, Article: store.Article{Source: x.Outlet, Ident: x.ID, URL: x.URL, Lang: x.Lang, Published: x.Published, Title: x.Title, Text: x.Text}})
		if len(batch) < work.Batch {
			return nil
		}
		return keep()
	})
	if err := errors.Join(err, keep()); err != nil {
		return err
	}
	return f(db)
}

// atOnce runs n of the command side by side.
func atOnce(n int, command func() *exec.Cmd) error {
	ended := make(chan error, n)
	for range n {
		go func() { ended <- said(command()) }()
	}
	var err error
	for range n {
		err = errors.Join(err, <-ended)
	}
	return err
}

// killOne starts two workers, kills one while it has a job, and waits for the other to do that job.
func (b *bench) killOne(ctx context.Context, db string) error {
	look, err := sql.Open("pgx", db)
	if err != nil {
		return err
	}
	defer look.Close()
	victim := b.command(ctx, "work", "--db", db)
	if err := victim.Start(); err != nil {
		return err
	}
	other := b.command(ctx, "work", "--once", "--db", db)
	if err := other.Start(); err != nil {
		return errors.Join(err, victim.Process.Kill())
	}
	var job int64
	const running = "SELECT id FROM river_job WHERE state = 'running' AND attempted_by[array_upper(attempted_by, 1)] LIKE '%/' || $1 || '/%' ORDER BY id LIMIT 1"
	err = until(time.Minute, func() bool {
		return look.QueryRowContext(ctx, running, strconv.Itoa(victim.Process.Pid)).Scan(&job) == nil
	})
	if err != nil {
		return fmt.Errorf("the first worker has taken no job: %w", errors.Join(err, victim.Process.Kill()))
	}
	victim.Process.Kill()
	victim.Wait()
	start := time.Now()
	err = until(2*time.Minute, func() bool {
		var state string
		return look.QueryRowContext(ctx, "SELECT state FROM river_job WHERE id = $1", job).Scan(&state) == nil && state == "completed"
	})
	took := time.Since(start)
	if err := errors.Join(err, other.Wait()); err != nil {
		return err
	}
	_, err = b.whole(ctx, db)
	fmt.Printf("one of two killed: its job was done after %.1f s (60 s allowed)\n", took.Seconds())
	if err == nil && took > time.Minute {
		err = errors.New("that is too long")
	}
	return err
}

// until asks until it is so.
func until(within time.Duration, so func() bool) error {
	for end := time.Now().Add(within); !so(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			return fmt.Errorf("not after %s", within)
		}
	}
	return nil
}
