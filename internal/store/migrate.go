package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migration is one step forward of the tables.
type migration struct {
	number int
	name   string
	sql    string
}

// steps returns the migrations in their order.
func steps() ([]migration, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var out []migration
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "migrations/"), ".sql")
		number, err := strconv.Atoi(strings.SplitN(name, "_", 2)[0])
		if err != nil {
			return nil, fmt.Errorf("migration %s: its name has no number", name)
		}
		b, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		out = append(out, migration{number, name, string(b)})
	}
	return out, nil
}

// ErrNewer is the error of a database that a later isnad has made.
var ErrNewer = errors.New("it was written by a newer isnad; use that one")

// Migrate brings the tables up to date. Two processes may do so at once: the second waits, and finds nothing to do.
func (s *Store) Migrate(ctx context.Context) error {
	all, err := steps()
	if err != nil {
		return err
	}
	if n, err := s.schema(ctx); err == nil && n == all[len(all)-1].number {
		return nil
	}
	return s.Write(ctx, func(t *Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		if err := t.exec(ctx, "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"); err != nil {
			return err
		}
		var done int
		if err := t.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) FROM migration").Scan(&done); err != nil {
			return s.fault(err)
		}
		if done > all[len(all)-1].number {
			return fmt.Errorf("%s: %w", s.name, ErrNewer)
		}
		for _, m := range all {
			if m.number > done {
				if err := t.step(ctx, m); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// schema returns the number of the last migration that was done.
func (s *Store) schema(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) FROM migration").Scan(&n)
	return n, err
}

// fills are what a step fills its tables with where SQL alone cannot.
var fills = map[string]func(*Tx, context.Context) error{"0003_topic": (*Tx).fillTopics}

func (t *Tx) step(ctx context.Context, m migration) error {
	for _, statement := range split(t.s.dialect.words.Replace(m.sql)) {
		if _, err := t.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, t.s.fault(err))
		}
	}
	if fill := fills[m.name]; fill != nil {
		if err := fill(t, ctx); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return t.exec(ctx, "INSERT INTO migration (number, name) VALUES (?, ?)", m.number, m.name)
}

// split parts a migration into its statements; lines that are comments alone are taken out.
func split(sql string) []string {
	var lines []string
	for line := range strings.Lines(sql) {
		if at := strings.Index(line, "--"); at >= 0 {
			line = line[:at] + "\n"
		}
		lines = append(lines, line)
	}
	var out []string
	for _, s := range strings.Split(strings.Join(lines, ""), ";\n") {
		if s = strings.TrimSuffix(strings.TrimSpace(s), ";"); s != "" {
			out = append(out, s)
		}
	}
	return out
}
