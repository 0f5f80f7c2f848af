package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Stats counts what the store holds.
type Stats struct {
	Articles   int64 `json:"articles"` // each copy is one
	Statements int64 `json:"statements"`
	Contacts   int64 `json:"contacts"`
	Actors     int64 `json:"actors"`
	Sources    int64 `json:"sources"` // outlets with articles
	Origins    int64 `json:"origins"` // articles that are no copies
	Tellings   int64 `json:"tellings"`
	Reports    int64 `json:"reports"`
	Waiting    int64 `json:"waiting"` // articles that are kept and not read yet
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var x Stats
	for _, count := range []struct {
		to    *int64
		query string
	}{
		{&x.Articles, "SELECT COUNT(*) FROM article"},
		{&x.Statements, "SELECT COUNT(*) FROM statement"},
		{&x.Contacts, "SELECT COUNT(*) FROM contact"},
		{&x.Actors, "SELECT COUNT(*) FROM actor WHERE root = id"},
		{&x.Sources, "SELECT COUNT(DISTINCT source) FROM article"},
		{&x.Origins, "SELECT COUNT(DISTINCT origin) FROM article"},
		{&x.Tellings, "SELECT COUNT(*) FROM telling"},
		{&x.Reports, "SELECT COUNT(*) FROM report"},
		{&x.Waiting, "SELECT COUNT(*) FROM article WHERE settled = 0"},
	} {
		if err := s.read.QueryRowContext(ctx, count.query).Scan(count.to); err != nil {
			return Stats{}, fmt.Errorf("stats: %w", s.fault(err))
		}
	}
	return x, nil
}

// Problem is something in the store that does not fit together.
type Problem struct {
	What  string `json:"what"`
	Count int64  `json:"count"`
}

// Check looks for what does not fit together: rows that point nowhere, articles without what was read in them, an index that lacks something.
func (s *Store) Check(ctx context.Context) ([]Problem, error) {
	var out []Problem
	for _, c := range checks {
		var n int64
		if err := s.read.QueryRowContext(ctx, c.query).Scan(&n); err != nil {
			return nil, fmt.Errorf("check %q: %w", c.what, s.fault(err))
		}
		if n > 0 {
			out = append(out, Problem{c.what, n})
		}
	}
	more, err := s.checkFile(ctx)
	return append(out, more...), err
}

var checks = []struct{ what, query string }{
	{"articles without their original", "SELECT COUNT(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM original o WHERE o.id = a.original)"},
	{"articles without their outlet", "SELECT COUNT(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM source s WHERE s.id = a.source)"},
	{"settled articles without a reading", "SELECT COUNT(*) FROM article a WHERE a.settled = 1 AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.article = a.id)"},
	{"settled articles that no search finds", "SELECT COUNT(*) FROM article a WHERE a.settled = 1 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.kind = 1 AND u.ref = a.id)"},
	{"copies of articles that are not there", "SELECT COUNT(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM article o WHERE o.id = a.origin)"},
	{"tellings of statements that are not there", "SELECT COUNT(*) FROM telling t WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = t.statement)"},
	{"tellings in articles that are not there", "SELECT COUNT(*) FROM telling t WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.id = t.article)"},
	{"statements that nobody tells", "SELECT COUNT(*) FROM statement s WHERE NOT EXISTS (SELECT 1 FROM telling t WHERE t.statement = s.id)"},
	{"statements whose tellings are counted wrong", "SELECT COUNT(*) FROM statement s WHERE s.tellings <> (SELECT COUNT(*) FROM telling t WHERE t.statement = s.id)"},
	{"statements that no search finds", "SELECT COUNT(*) FROM statement s WHERE NOT EXISTS (SELECT 1 FROM unit u WHERE u.kind = 2 AND u.ref = s.id)"},
	{"statements of actors that are not there", "SELECT COUNT(*) FROM statement s WHERE s.actor <> 0 AND NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = s.actor)"},
	{"topics of statements that are not there", "SELECT COUNT(*) FROM topic t WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = t.statement AND s.actor = t.speaker)"},
	{"topics of actors that are not there", "SELECT COUNT(*) FROM topic t WHERE NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = t.actor)"},
	{"names of actors that are not found by a word", "SELECT COUNT(*) FROM actor_word w WHERE NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = w.actor)"},
	{"reports of contacts that are not there", "SELECT COUNT(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = r.contact)"},
	{"contacts that nobody reports", "SELECT COUNT(*) FROM contact c WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.contact = c.id)"},
	{"contacts that no search finds", "SELECT COUNT(*) FROM contact c WHERE NOT EXISTS (SELECT 1 FROM unit u WHERE u.kind = 3 AND u.ref = c.id)"},
	{"names of actors that are not there", "SELECT COUNT(*) FROM naming n WHERE NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = n.actor)"},
	{"units that stand for nothing", `SELECT COUNT(*) FROM unit u WHERE u.kind = 1 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = u.ref)
		OR u.kind = 2 AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.id = u.ref) OR u.kind = 3 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = u.ref)`},
}

// checkFile has SQLite look at its own file, and holds the index of words to the units.
func (s *Store) checkFile(ctx context.Context) (out []Problem, err error) {
	if s.Postgres() {
		return nil, nil
	}
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if line != "ok" {
			out = append(out, Problem{"the file: " + line, 1})
		}
		return err
	}, "PRAGMA quick_check(10)")
	if err != nil {
		return nil, err
	}
	var n int64
	const lost = "SELECT (SELECT COUNT(*) FROM unit) - (SELECT COUNT(*) FROM found_docsize)"
	if err := s.read.QueryRowContext(ctx, lost).Scan(&n); err != nil {
		return nil, s.fault(err)
	}
	if n != 0 {
		out = append(out, Problem{"units that differ from the index of words", max(n, -n)})
	}
	return out, nil
}
