// Package store keeps articles, what was read in them, and what is settled across them, in SQLite or PostgreSQL.
//
// In: a path or postgres://…, then articles with the bytes that they came in, records, and what the ledger says of them. Out: the same on both
// databases: rows, and what a search finds, the newest first. docs/store.md has the tables and their reasons.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL for database/sql
	_ "modernc.org/sqlite"             // SQLite for database/sql
)

// ErrNotFound is what is answered of something that the store does not hold.
var ErrNotFound = errors.New("not in the store")

// Store is one database. It may be used from any number of goroutines and, of PostgreSQL and with care of SQLite, of processes.
type Store struct {
	write, read *sql.DB
	dialect     dialect
	name        string // as errors call it
	codec       *codec
}

// Default is the file that is used where none is named: $XDG_DATA_HOME/isnad/isnad.db.
func Default() (string, error) {
	dir := os.Getenv("XDG_DATA_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no place for the database: %w; name a file with --db", err)
		}
		dir = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(dir, "isnad", "isnad.db"), nil
}

// IsPostgres says whether the name is that of a PostgreSQL database and no file's.
func IsPostgres(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// Open opens the database of this name, a file or postgres://…, and brings its tables up to date. A file that is not there is made.
func Open(ctx context.Context, name string) (*Store, error) {
	s, err := connect(name)
	if err != nil {
		return nil, err
	}
	if err := s.Migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func connect(name string) (*Store, error) {
	if IsPostgres(name) {
		return connectPostgres(name)
	}
	return connectSQLite(name)
}

func connectPostgres(name string) (*Store, error) {
	db, err := sql.Open("pgx", name)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	return &Store{write: db, read: db, dialect: postgres, name: "the PostgreSQL database", codec: newCodec()}, nil
}

// connectSQLite opens the file twice: with one connection that writes, since SQLite has one writer, and with some that only read.
func connectSQLite(name string) (*Store, error) {
	if dir := filepath.Dir(name); dir != "." {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("%s: %w; name another file with --db", name, err)
		}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: it is a folder; name a file with --db", name)
	}
	const common = "&_pragma=busy_timeout(30000)&_pragma=foreign_keys(0)&_pragma=temp_store(memory)"
	file := "file:" + escape(name)
	write, err := sql.Open("sqlite", file+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(16000)"+common)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	write.SetMaxOpenConns(1)
	// Whenever something is written, all that a reading connection had cached is void. So pages are read where the system keeps them, from mapped memory: while
	// articles come in, a page of the site costs a third of what it cost by copies.
	read, err := sql.Open("sqlite", file+"?_pragma=query_only(1)&_pragma=mmap_size(2147418112)&_pragma=cache_size(-8192)"+common)
	if err != nil {
		write.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	read.SetMaxOpenConns(4)
	read.SetConnMaxLifetime(readLifetime)
	return &Store{write: write, read: read, dialect: sqlite, name: name, codec: newCodec()}, nil
}

// readLifetime is after which a reading connection is opened anew: what it has mapped of the file counts as the process's memory until then.
const readLifetime = 300 * time.Millisecond

// escape writes a file's name as a part of an address.
func escape(name string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(name))
}

// Close closes the database.
func (s *Store) Close() error {
	err := s.write.Close()
	if s.read != s.write {
		err = errors.Join(err, s.read.Close())
	}
	return err
}

// SQL is the connection that writes, for the queue of work that lives in the same database.
func (s *Store) SQL() *sql.DB { return s.write }

// Postgres says whether the database is a PostgreSQL one.
func (s *Store) Postgres() bool { return s.dialect.name == postgres.name }

// Name is the file's name, or what errors call the database.
func (s *Store) Name() string { return s.name }

// Tx is one transaction that writes.
type Tx struct {
	*sql.Tx
	s *Store
}

// Write runs f in a transaction, which is kept if f returns nil.
func (s *Store) Write(ctx context.Context, f func(*Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.fault(err)
	}
	defer tx.Rollback()
	if err := f(&Tx{tx, s}); err != nil {
		return s.fault(err)
	}
	return s.fault(tx.Commit())
}

// Lock makes others wait who settle at the same time, until the transaction ends. SQLite has one writer anyway.
func (t *Tx) Lock(ctx context.Context) error {
	if t.s.dialect.lock == "" {
		return nil
	}
	_, err := t.ExecContext(ctx, t.s.dialect.lock)
	return t.s.fault(err)
}

// exec runs a statement with ? for its parameters.
func (t *Tx) exec(ctx context.Context, query string, args ...any) error {
	_, err := t.ExecContext(ctx, t.s.dialect.bind(query), args...)
	return t.s.fault(err)
}

// querier is what both a transaction and the pool of readers can do.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls f for each row that the query answers.
func (s *Store) each(ctx context.Context, q querier, f func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, s.dialect.bind(query), args...)
	if err != nil {
		return s.fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return s.fault(err)
		}
	}
	return s.fault(rows.Err())
}

// maxParameters is how many parameters one statement is given; both databases take more.
const maxParameters = 2000

// insert adds rows of as many values as there are columns, many in one statement. The tail may say what to do with a row that is there.
func (t *Tx) insert(ctx context.Context, table, columns string, rows [][]any, tail string) error {
	if len(rows) == 0 {
		return nil
	}
	width := strings.Count(columns, ",") + 1
	per := maxParameters / width
	row := marks(width)
	head := "INSERT INTO " + table + " (" + columns + ") VALUES "
	full := ""
	for len(rows) > 0 {
		n := min(per, len(rows))
		query := full
		if n < per || full == "" {
			query = t.s.dialect.bind(head + strings.TrimSuffix(strings.Repeat(row+",", n), ",") + " " + tail)
		}
		if n == per {
			full = query
		}
		args := make([]any, 0, n*width)
		for _, r := range rows[:n] {
			for _, v := range r {
				args = append(args, clean(v))
			}
		}
		if _, err := t.ExecContext(ctx, query, args...); err != nil {
			return fmt.Errorf("%s: %w", table, t.s.fault(err))
		}
		rows = rows[n:]
	}
	return nil
}

// clean takes out of words what PostgreSQL keeps in none, for both databases: a zero byte, and bytes that are no UTF-8.
func clean(v any) any {
	if words, ok := v.(string); ok && (strings.IndexByte(words, 0) >= 0 || !utf8.ValidString(words)) {
		return strings.ReplaceAll(strings.ToValidUTF8(words, "\uFFFD"), "\x00", "\uFFFD")
	}
	return v
}

// eachIn calls f for the rows of a query that ends with "… IN", for all keys, some at a time.
func eachIn[K any](ctx context.Context, s *Store, q querier, keys []K, f func(*sql.Rows) error, query string) error {
	const per = 500
	for len(keys) > 0 {
		n := min(per, len(keys))
		args := make([]any, n)
		for i, k := range keys[:n] {
			args[i] = clean(k)
		}
		if err := s.each(ctx, q, f, query+" "+marks(n), args...); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

// Take returns the first of n new numbers for rows of this kind.
func (t *Tx) Take(ctx context.Context, name string, n int) (first int64, err error) {
	query := "INSERT INTO counter (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = counter.next + ? RETURNING next"
	if err := t.QueryRowContext(ctx, t.s.dialect.bind(query), name, int64(n)+1, int64(n)).Scan(&first); err != nil {
		return 0, fmt.Errorf("numbers of %s: %w", name, t.s.fault(err))
	}
	return first - int64(n), nil
}
