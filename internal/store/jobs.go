package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// JobCount is how many jobs of a kind are in a state.
type JobCount struct {
	Kind  string `json:"kind"`  // read, reread, poll, fetch
	State string `json:"state"` // available, running, retryable, scheduled, completed, cancelled, discarded
	Jobs  int    `json:"jobs"`
}

// JobFailure is a job whose last try failed.
type JobFailure struct {
	ID    int64     `json:"id"`
	Kind  string    `json:"kind"`
	State string    `json:"state"` // retryable, discarded, cancelled
	Tries int       `json:"tries"`
	About string    `json:"about"` // the job's arguments, as JSON
	Error string    `json:"error"`
	At    time.Time `json:"at"`
}

// Jobs is how the queue stands.
type Jobs struct {
	Counts   []JobCount   `json:"counts"`
	Failures []JobFailure `json:"failures"` // the newest first
	Workers  []Worker     `json:"workers"`  // that have not said that they end; Seen tells whether they live
	Waiting  int64        `json:"waiting"`  // articles that are kept and not read yet
}

// Jobs counts the queue's jobs, and returns the newest failures and who works.
func (s *Store) Jobs(ctx context.Context, failures int) (Jobs, error) {
	j := Jobs{Counts: []JobCount{}, Failures: []JobFailure{}, Workers: []Worker{}}
	there, err := s.hasJobs(ctx)
	for _, step := range []func() error{
		func() error { return s.jobCounts(ctx, &j) },
		func() error { return s.jobFailures(ctx, &j, failures) },
	} {
		if err == nil && there {
			err = step()
		}
	}
	if err == nil {
		j.Workers, err = s.Workers(ctx)
	}
	if err == nil {
		err = s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM article WHERE settled = 0").Scan(&j.Waiting)
	}
	if err != nil {
		return Jobs{}, fmt.Errorf("jobs: %w", s.fault(err))
	}
	return j, nil
}

// hasJobs says whether the queue has made its tables: it does when it is first opened.
func (s *Store) hasJobs(ctx context.Context) (there bool, err error) {
	query := "SELECT COUNT(*) > 0 FROM sqlite_master WHERE name = 'river_job'"
	if s.Postgres() {
		query = "SELECT to_regclass('river_job') IS NOT NULL"
	}
	err = s.read.QueryRowContext(ctx, query).Scan(&there)
	return there, s.fault(err)
}

func (s *Store) jobCounts(ctx context.Context, j *Jobs) error {
	return s.each(ctx, s.read, func(rows *sql.Rows) error {
		var c JobCount
		err := rows.Scan(&c.Kind, &c.State, &c.Jobs)
		j.Counts = append(j.Counts, c)
		return err
	}, "SELECT kind, state, COUNT(*) FROM river_job GROUP BY kind, state ORDER BY kind, state")
}

func (s *Store) jobFailures(ctx context.Context, j *Jobs, limit int) error {
	last, args := "json_extract(errors, '$[#-1]')", "json(args)"
	if s.Postgres() {
		last, args = "CAST(errors[array_upper(errors, 1)] AS text)", "CAST(args AS text)"
	}
	return s.each(ctx, s.read, func(rows *sql.Rows) error {
		var f JobFailure
		var fault sql.NullString
		if err := rows.Scan(&f.ID, &f.Kind, &f.State, &f.Tries, &f.About, &fault); err != nil {
			return err
		}
		var last struct {
			At    time.Time `json:"at"`
			Error string    `json:"error"`
		}
		if fault.Valid {
			if err := json.Unmarshal([]byte(fault.String), &last); err != nil {
				return fmt.Errorf("error of job %d: %w", f.ID, err)
			}
		}
		f.At, f.Error = last.At.UTC(), last.Error
		j.Failures = append(j.Failures, f)
		return nil
	}, "SELECT id, kind, state, attempt, "+args+", "+last+" FROM river_job WHERE state IN ('retryable', 'discarded', 'cancelled') ORDER BY id DESC LIMIT ?", limit)
}

// Workers returns the processes that work on the queue, by name.
func (s *Store) Workers(ctx context.Context) ([]Worker, error) {
	out := []Worker{}
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var w Worker
		var seen int64
		err := rows.Scan(&w.Name, &w.Host, &w.PID, &seen)
		w.Seen = instant(seen)
		out = append(out, w)
		return err
	}, "SELECT name, host, pid, seen FROM worker ORDER BY name")
	return out, err
}

// SourceHealth is what is known of an outlet beside its row.
type SourceHealth struct {
	Furniture int    `json:"furniture"` // paragraphs that stand on three pages or more, and are left out
	LastDay   string `json:"last_day"`  // of its newest article
	Waiting   int    `json:"waiting"`   // pages and polls to come
	Failed    int    `json:"failed"`    // pages and polls whose last try failed
}

// SourceHealth returns it by the outlets' numbers, of those of which something is known.
func (s *Store) SourceHealth(ctx context.Context) (map[int64]SourceHealth, error) {
	out := map[int64]SourceHealth{}
	there, err := s.hasJobs(ctx)
	if err != nil {
		return nil, err
	}
	source := "json_extract(args, '$.source')"
	if s.Postgres() {
		source = "CAST(args->>'source' AS BIGINT)"
	}
	pages := "SELECT " + source + ", CAST(SUM(CASE WHEN state IN (%s) THEN 1 ELSE 0 END) AS TEXT) FROM river_job WHERE kind IN ('poll', 'fetch') AND state IN (%[1]s) GROUP BY 1"
	asks := []struct {
		query string
		put   func(h *SourceHealth, value string, n int)
		queue bool
	}{
		{"SELECT source, CAST(COUNT(*) AS TEXT) FROM block WHERE pages >= 3 GROUP BY source", func(h *SourceHealth, _ string, n int) { h.Furniture = n }, false},
		{"SELECT id, COALESCE((SELECT MAX(a.day) FROM article a WHERE a.source = source.id), '') FROM source", func(h *SourceHealth, v string, _ int) { h.LastDay = v }, false},
		{fmt.Sprintf(pages, "'available', 'pending', 'running', 'scheduled'"), func(h *SourceHealth, _ string, n int) { h.Waiting = n }, true},
		{fmt.Sprintf(pages, "'retryable', 'discarded'"), func(h *SourceHealth, _ string, n int) { h.Failed = n }, true},
	}
	for _, a := range asks {
		if a.queue && !there {
			continue
		}
		err := s.each(ctx, s.read, func(rows *sql.Rows) error {
			var id int64
			var value string
			err := rows.Scan(&id, &value)
			var n int
			fmt.Sscan(value, &n)
			h := out[id]
			a.put(&h, value, n)
			if h != (SourceHealth{}) {
				out[id] = h
			}
			return err
		}, a.query)
		if err != nil {
			return nil, fmt.Errorf("outlets: %w", err)
		}
	}
	return out, nil
}
