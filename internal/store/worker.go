package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Worker is a process that works on the queue.
type Worker struct {
	Name string    `json:"name"`
	Host string    `json:"host"`
	PID  int       `json:"pid"`
	Seen time.Time `json:"seen"`
}

// Alive notes that the worker lives.
func (s *Store) Alive(ctx context.Context, w Worker) error {
	return s.Write(ctx, func(t *Tx) error {
		return t.exec(ctx, "INSERT INTO worker (name, host, pid, seen) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET seen = excluded.seen", w.Name, w.Host, w.PID, w.Seen.Unix())
	})
}

// Bury gives the unfinished jobs of the dead workers back to the queue and forgets the workers. It returns how many jobs were given back.
func (s *Store) Bury(ctx context.Context, dead func(Worker) bool) (jobs int64, err error) {
	var gone []string
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var w Worker
		var seen int64
		err := rows.Scan(&w.Name, &w.Host, &w.PID, &seen)
		w.Seen = time.Unix(seen, 0)
		if dead(w) {
			gone = append(gone, w.Name)
		}
		return err
	}, "SELECT name, host, pid, seen FROM worker")
	if err != nil || len(gone) == 0 {
		return 0, err
	}
	err = s.Write(ctx, func(t *Tx) error {
		for _, name := range gone {
			r, err := t.ExecContext(ctx, s.dialect.bind("UPDATE river_job SET state = 'available' WHERE state = 'running' AND "+s.lastWorker()+" = ?"), name)
			if err != nil {
				return fmt.Errorf("jobs of a worker that died: %w", s.fault(err))
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			jobs += n
			if err := t.exec(ctx, "DELETE FROM worker WHERE name = ?", name); err != nil {
				return err
			}
		}
		return nil
	})
	return jobs, err
}

// lastWorker is the worker that took a job last.
func (s *Store) lastWorker() string {
	if s.Postgres() {
		return "attempted_by[array_upper(attempted_by, 1)]"
	}
	return "json_extract(attempted_by, '$[#-1]')"
}

// Taken returns the jobs that the queue holds for those that this worker works on.
func (s *Store) Taken(ctx context.Context, name string) (jobs []int64, err error) {
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		jobs = append(jobs, id)
		return err
	}, "SELECT id FROM river_job WHERE state = 'running' AND "+s.lastWorker()+" = ?", name)
	return jobs, err
}

// GiveBack gives jobs back to the queue that this worker has taken and does not work on.
func (s *Store) GiveBack(ctx context.Context, name string, jobs []int64) error {
	return s.Write(ctx, func(t *Tx) error {
		for _, id := range jobs {
			if err := t.exec(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running' AND id = ? AND "+s.lastWorker()+" = ?", id, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// Leave forgets a worker that ends in order.
func (s *Store) Leave(ctx context.Context, name string) error {
	return s.Write(ctx, func(t *Tx) error { return t.exec(ctx, "DELETE FROM worker WHERE name = ?", name) })
}

// Pending counts the jobs that are not done, and the articles that wait to be read. Exports and what alerts have to tell are not
// counted: only some processes do these. A store that was restored has no queue until it is first worked on.
func (s *Store) Pending(ctx context.Context) (jobs, articles int64, err error) {
	there, err := s.hasJobs(ctx)
	if err != nil {
		return 0, 0, err
	}
	count := "0"
	if there {
		count = "(SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') AND queue IN ('default', 'collect'))"
	}
	err = s.read.QueryRowContext(ctx, "SELECT "+count+", (SELECT COUNT(*) FROM article WHERE settled = 0)").Scan(&jobs, &articles)
	return jobs, articles, s.fault(err)
}

// WaitingIDs returns the articles that wait to be read.
func (s *Store) WaitingIDs(ctx context.Context) ([]ArticleID, error) {
	return s.idsOf(ctx, s.write, "SELECT id FROM article WHERE settled = 0 ORDER BY id")
}
