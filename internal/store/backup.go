package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
)

// copied are the tables that a backup holds, in an order in which they can be filled. What a search finds is made anew from them.
var copied = []string{"meta", "counter", "source", "block", "original", "article", "revision", "reading", "band", "actor", "actor_key", "actor_word", "actor_change", "naming",
	"statement", "statement_key", "telling", "topic", "contact", "contact_key", "party", "report", "account", "api_key", "audit",
	"arrival", "saved_search", "alert", "delivery", "notice", "correction", "corrected", "note"}

// passing are the tables that no backup holds: whoever has a file of it is not to come in by what was open at the time.
var passing = []string{"session", "account_link", "export"}

// Backup writes a copy of the store to a file that is not there yet. It is an SQLite file whichever database the store is, so that a backup of one
// can be restored as the other.
func (s *Store) Backup(ctx context.Context, file string) (err error) {
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s: it is there already; name a new file", file)
	}
	part := file + ".part"
	os.Remove(part)
	defer func() {
		if err != nil {
			os.Remove(part)
		}
	}()
	if s.Postgres() {
		err = s.backupRows(ctx, part)
	} else {
		_, err = s.write.ExecContext(ctx, "VACUUM INTO ?", part)
		if err = s.fault(err); err == nil {
			err = forget(ctx, part)
		}
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := os.Chmod(part, 0o600); err != nil { // hashes of passwords and secrets of alerts are in it
		return fmt.Errorf("backup: %w", err)
	}
	return os.Rename(part, file)
}

func (s *Store) backupRows(ctx context.Context, file string) error {
	to, err := Open(ctx, file)
	if err != nil {
		return err
	}
	defer to.Close()
	if err := CopyRows(ctx, s, to); err != nil {
		return err
	}
	_, err = to.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return to.fault(err)
}

// forget takes what passes out of a file that nobody has open, so that nothing of it is left in its pages.
func forget(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", "file:"+escape(file)+"?_pragma=journal_mode(DELETE)&_pragma=secure_delete(1)")
	if err != nil {
		return err
	}
	defer db.Close()
	for _, table := range passing {
		if _, err := db.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	return nil
}

// Restore puts a backup in the place of an SQLite file. The file that stood there is replaced.
func Restore(ctx context.Context, backup, file string) error {
	from, err := Open(ctx, backup)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer from.Close()
	if n, err := from.schema(ctx); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%s: it is no backup of isnad", backup))
	}
	part := file + ".part"
	os.Remove(part)
	if _, err := from.write.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return fmt.Errorf("restore: %w", from.fault(err))
	}
	if err := forget(ctx, part); err != nil {
		return fmt.Errorf("restore: %w", from.fault(err))
	}
	for _, rest := range []string{"-wal", "-shm"} {
		if err := os.Remove(file + rest); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.Rename(part, file)
}

// ErrNotEmpty is the error of a database that is to be filled and holds something.
var ErrNotEmpty = errors.New("it holds articles already; restore into an empty database")

// CopyRows copies all rows of one store, as they are at one moment, into another that is empty. What a search finds is not copied.
func CopyRows(ctx context.Context, from, to *Store) error {
	if x, err := to.Stats(ctx); err != nil || x.Articles > 0 {
		return errors.Join(err, fmt.Errorf("%s: %w", to.name, ErrNotEmpty))
	}
	return from.Read(ctx, func(x *Snapshot) error { return copyAll(ctx, x, to) })
}

func copyAll(ctx context.Context, from *Snapshot, to *Store) error {
	return to.Write(ctx, func(t *Tx) error {
		for _, table := range passing { // the accounts change under them
			if err := t.exec(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		for _, table := range copied {
			if err := copyTable(ctx, from, t, table); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
		if !to.Postgres() {
			return nil
		}
		return t.exec(ctx, "SELECT setval(pg_get_serial_sequence('source', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM source), false)")
	})
}

// copyRowsAtOnce is how many rows are held in memory.
const copyRowsAtOnce = 500

func copyTable(ctx context.Context, from *Snapshot, t *Tx, table string) error {
	if err := t.exec(ctx, "DELETE FROM "+table); err != nil {
		return err
	}
	rows, err := from.tx.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return from.s.fault(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	columns := strings.Join(names, ", ")
	var batch [][]any
	for rows.Next() {
		row, err := scanRow(rows, len(names))
		if err != nil {
			return err
		}
		if batch = append(batch, row); len(batch) == copyRowsAtOnce {
			if err := t.insert(ctx, table, columns, batch, ""); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if err := rows.Err(); err != nil {
		return from.s.fault(err)
	}
	return t.insert(ctx, table, columns, batch, "")
}

func scanRow(rows *sql.Rows, n int) ([]any, error) {
	row := make([]any, n)
	to := make([]any, n)
	for i := range row {
		to[i] = &row[i]
	}
	return row, rows.Scan(to...)
}

// Checkpoint folds the journal of an SQLite file into it, so that the file alone is whole.
func (s *Store) Checkpoint(ctx context.Context) error {
	if s.Postgres() {
		return nil
	}
	_, err := s.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return s.fault(err)
}
