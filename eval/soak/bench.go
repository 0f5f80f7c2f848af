package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL for database/sql

	"isnad.dev/isnad/internal/store"
)

// line is an article of the input.
type line struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	URL       string `json:"url"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

// each calls f for each article of the input.
func (b *bench) each(f func(line, []byte) error) error {
	file, err := os.Open(b.articles)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var x line
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return fmt.Errorf("%s: %w", b.articles, err)
		}
		if err := f(x, bytes.Clone(lines.Bytes())); err != nil {
			return err
		}
	}
	return lines.Err()
}

// distinct counts the articles that the store is to hold: each once.
func (b *bench) distinct() (int64, error) {
	seen := map[string]bool{}
	err := b.each(func(x line, _ []byte) error {
		key := x.URL
		if key == "" {
			key = x.Outlet + " " + x.ID
		}
		if x.URL == "" && x.ID == "" {
			key = x.Outlet + " " + x.Title + " " + x.Text
		}
		seen[key] = true
		return nil
	})
	return int64(len(seen)), err
}

// fresh returns the name of an empty database, and how to remove it.
func (b *bench) fresh(ctx context.Context, name string) (db string, remove func(), err error) {
	if !store.IsPostgres(b.db) {
		remove = func() {
			for _, rest := range []string{"", "-wal", "-shm"} {
				os.Remove(b.db + rest)
			}
		}
		remove()
		return b.db, remove, nil
	}
	admin, err := sql.Open("pgx", b.db)
	if err != nil {
		return "", nil, err
	}
	defer admin.Close()
	name = "soak_" + name
	drop := "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"
	for _, query := range []string{drop, "CREATE DATABASE " + name + " TEMPLATE template0"} {
		if _, err := admin.ExecContext(ctx, query); err != nil {
			return "", nil, fmt.Errorf("%s: %w", query, err)
		}
	}
	at, err := url.Parse(b.db)
	if err != nil {
		return "", nil, err
	}
	at.Path = "/" + name
	return at.String(), func() {
		admin, err := sql.Open("pgx", b.db)
		if err != nil {
			return
		}
		defer admin.Close()
		admin.ExecContext(context.WithoutCancel(ctx), drop)
	}, nil
}

// command prepares a command of isnad.
func (b *bench) command(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, b.isnad, args...)
}

// add runs isnad add to its end.
func (b *bench) add(ctx context.Context, db string) error {
	return said(b.command(ctx, "add", "--db", db, b.articles))
}

// said runs the command; its error holds what it says.
func said(c *exec.Cmd) error {
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", c.Args[1], err, strings.TrimSpace(out.String()))
	}
	return nil
}

// counts are those of isnad stats that trials look at.
type counts struct {
	Articles, Statements, Tellings, Contacts, Reports, Waiting int64
}

func (b *bench) stats(ctx context.Context, db string) (x counts, err error) {
	out, err := b.command(ctx, "stats", "--db", db).Output()
	if err != nil {
		return x, fmt.Errorf("stats: %w", err)
	}
	return x, json.Unmarshal(out, &x)
}

// sound asks isnad db check, to which articles that wait to be read are no fault.
func (b *bench) sound(ctx context.Context, db string) error {
	var problems []struct {
		What  string
		Count int64
	}
	out, err := b.command(ctx, "db", "check", "--db", db, "--format", "json").Output()
	if jsonErr := json.Unmarshal(out, &problems); jsonErr != nil {
		return fmt.Errorf("check: %w", errors.Join(err, jsonErr))
	}
	if len(problems) > 0 {
		return fmt.Errorf("check: %d %s", problems[0].Count, problems[0].What)
	}
	return nil
}

// whole says whether the store holds all articles, each once, and all of it fits together.
func (b *bench) whole(ctx context.Context, db string) (counts, error) {
	x, err := b.stats(ctx, db)
	if err != nil {
		return x, err
	}
	if x.Articles != b.count || x.Waiting != 0 {
		return x, fmt.Errorf("%d articles, %d wait; there are %d", x.Articles, x.Waiting, b.count)
	}
	return x, b.sound(ctx, db)
}
