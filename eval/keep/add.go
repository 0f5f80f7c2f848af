package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL for database/sql

	"isnad.dev/isnad/internal/store"
)

// add reads the articles into each of the databases.
func add(ctx context.Context, o options) error {
	if o.file == "" {
		return errors.New("name a file of articles")
	}
	text, err := textSize(o.file)
	if err != nil {
		return err
	}
	remove, err := o.build()
	if err != nil {
		return err
	}
	defer remove()
	rows := []string{"database\tarticles\tstatements\tseconds\tCPU seconds\tMB at most\tMB\ttimes the text"}
	for _, db := range o.db {
		row, err := addTo(ctx, o, db, text)
		if err != nil {
			return fmt.Errorf("%s: %w", kind(db), err)
		}
		rows = append(rows, row)
	}
	return printTable(rows)
}

func addTo(ctx context.Context, o options, db string, text int64) (string, error) {
	c := exec.CommandContext(ctx, o.isnad, "add", "--db", db, o.file)
	c.Stderr = os.Stderr
	start := time.Now()
	if err := c.Run(); err != nil {
		return "", err
	}
	took := time.Since(start)
	used := c.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	s, err := store.Open(ctx, db)
	if err != nil {
		return "", err
	}
	defer s.Close()
	x, err := s.Stats(ctx)
	if err != nil {
		return "", err
	}
	size, err := size(ctx, s, db)
	return fmt.Sprintf("%s\t%d\t%d\t%.1f\t%.1f\t%d\t%.1f\t%.2f", kind(db), x.Articles, x.Statements, took.Seconds(), cpu.Seconds(), used.Maxrss>>10, float64(size)/1e6, float64(size)/float64(text)), err
}

func kind(db string) string {
	if store.IsPostgres(db) {
		return "PostgreSQL"
	}
	return "SQLite"
}

// size is what the database takes of the disk.
func size(ctx context.Context, s *store.Store, db string) (n int64, err error) {
	if s.Postgres() {
		at, err := sql.Open("pgx", db)
		if err != nil {
			return 0, err
		}
		defer at.Close()
		return n, at.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
	}
	if err := s.Checkpoint(ctx); err != nil {
		return 0, err
	}
	info, err := os.Stat(db)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// textSize is the size of the articles' titles and texts.
func textSize(file string) (n int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var x struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
		n += int64(len(x.Title) + len(x.Text))
	}
	return n, lines.Err()
}
