package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// The states of an Export.
const (
	ExportWaiting   = "waiting"
	ExportRunning   = "running"
	ExportDone      = "done"
	ExportFailed    = "failed"
	ExportCancelled = "cancelled"
)

// Export is a file that somebody has asked for.
type Export struct {
	ID       int64     `json:"id"`
	Owner    int64     `json:"-"` // an account; 0 where nobody signs in
	Format   string    `json:"format"`
	Query    string    `json:"query"` // a search; empty for all that the store holds
	State    string    `json:"state"`
	Done     int64     `json:"done"`  // rows
	Total    int64     `json:"total"` // 0 where it is not known before
	Fault    string    `json:"fault,omitempty"`
	File     string    `json:"file,omitempty"` // its name in the folder of exports, once it is whole
	Size     int64     `json:"size"`
	Made     time.Time `json:"made"`
	Finished time.Time `json:"finished,omitzero"`
	Expires  time.Time `json:"expires"`
}

// Open says whether it is still to be written.
func (e *Export) Open() bool { return e.State == ExportWaiting || e.State == ExportRunning }

const exportColumns = "id, owner, format, query, state, done, total, fault, file, size, made, finished, expires"

func scanExport(rows interface{ Scan(...any) error }) (e Export, err error) {
	var made, finished, expires int64
	err = rows.Scan(&e.ID, &e.Owner, &e.Format, &e.Query, &e.State, &e.Done, &e.Total, &e.Fault, &e.File, &e.Size, &made, &finished, &expires)
	e.Made, e.Expires = time.Unix(made, 0).UTC(), time.Unix(expires, 0).UTC()
	if finished != 0 {
		e.Finished = time.Unix(finished, 0).UTC()
	}
	return e, err
}

// AddExport notes that somebody asks for a file, and gives it its number.
func (t *Tx) AddExport(ctx context.Context, e Export) (Export, error) {
	id, err := t.Take(ctx, "export", 1)
	if err != nil {
		return e, err
	}
	e.ID, e.State = id, ExportWaiting
	e.Made, e.Expires = e.Made.UTC().Truncate(time.Second), e.Expires.UTC().Truncate(time.Second)
	row := []any{e.ID, e.Owner, e.Format, e.Query, e.State, 0, 0, "", "", 0, e.Made.Unix(), 0, e.Expires.Unix()}
	return e, t.insert(ctx, "export", exportColumns, [][]any{row}, "")
}

// OpenExports counts those of an owner that are still to be written.
func (t *Tx) OpenExports(ctx context.Context, owner int64) (n int, err error) {
	query := "SELECT COUNT(*) FROM export WHERE owner = ? AND state IN ('waiting', 'running')"
	err = t.QueryRowContext(ctx, t.s.dialect.bind(query), owner).Scan(&n)
	return n, t.s.fault(err)
}

// Export returns the one with this number, or ErrNotFound.
func (s *Store) Export(ctx context.Context, id int64) (Export, error) {
	e, err := scanExport(s.read.QueryRowContext(ctx, s.dialect.bind("SELECT "+exportColumns+" FROM export WHERE id = ?"), id))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return e, fmt.Errorf("export %d: %w", id, s.fault(err))
	}
	return e, nil
}

// Exports returns those of an owner, the newest first.
func (s *Store) Exports(ctx context.Context, owner int64, limit int) ([]Export, error) {
	return s.exports(ctx, "WHERE owner = ? ORDER BY id DESC LIMIT ?", owner, limit)
}

// ExpiredExports returns those that are to be removed, but for one that is being written.
func (s *Store) ExpiredExports(ctx context.Context, now time.Time) ([]Export, error) {
	return s.exports(ctx, "WHERE expires <= ? AND state <> 'running' ORDER BY id", now.Unix())
}

func (s *Store) exports(ctx context.Context, where string, args ...any) ([]Export, error) {
	out := []Export{}
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		e, err := scanExport(rows)
		out = append(out, e)
		return err
	}, "SELECT "+exportColumns+" FROM export "+where, args...)
	return out, err
}

// BeginExport says that the file is being written, from its first row on, and whether it is still wanted.
func (s *Store) BeginExport(ctx context.Context, id int64) (bool, error) {
	return s.changeExport(ctx, "SET state = 'running', done = 0, total = 0 WHERE id = ? AND state IN ('waiting', 'running')", id)
}

// NoteExport says how far it is, and whether it is still wanted.
func (s *Store) NoteExport(ctx context.Context, id, done, total int64) (bool, error) {
	return s.changeExport(ctx, "SET done = ?, total = ? WHERE id = ? AND state = 'running'", done, total, id)
}

// PauseExport gives it back, to be written anew later.
func (s *Store) PauseExport(ctx context.Context, id int64) error {
	_, err := s.changeExport(ctx, "SET state = 'waiting', done = 0, total = 0 WHERE id = ? AND state = 'running'", id)
	return err
}

// FinishExport says that the file is whole, and whether it is still wanted.
func (s *Store) FinishExport(ctx context.Context, e Export) (bool, error) {
	return s.changeExport(ctx, "SET state = 'done', done = ?, total = ?, file = ?, size = ?, finished = ?, expires = ? WHERE id = ? AND state = 'running'",
		e.Done, e.Done, e.File, e.Size, e.Finished.Unix(), e.Expires.Unix(), e.ID)
}

// FailExport says why there is no file.
func (s *Store) FailExport(ctx context.Context, id int64, fault string, now time.Time) error {
	_, err := s.changeExport(ctx, "SET state = 'failed', fault = ?, finished = ? WHERE id = ? AND state IN ('waiting', 'running')", clean(fault), now.Unix(), id)
	return err
}

// CancelExport says that the file is not wanted any more, and whether it was still to be written.
func (s *Store) CancelExport(ctx context.Context, id int64, now time.Time) (bool, error) {
	return s.changeExport(ctx, "SET state = 'cancelled', finished = ? WHERE id = ? AND state IN ('waiting', 'running')", now.Unix(), id)
}

// DropExport forgets one that is not being written.
func (s *Store) DropExport(ctx context.Context, id int64) error {
	return s.Write(ctx, func(t *Tx) error { return t.exec(ctx, "DELETE FROM export WHERE id = ? AND state <> 'running'", id) })
}

// changeExport says whether there was a row to change.
func (s *Store) changeExport(ctx context.Context, change string, args ...any) (changed bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		r, err := t.ExecContext(ctx, s.dialect.bind("UPDATE export "+change), args...)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		changed = n > 0
		return err
	})
	return changed, err
}
