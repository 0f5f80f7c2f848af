package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	lite "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Fault is an error of the database, with what a user can do about it.
type Fault struct {
	Name   string
	What   string
	Remedy string
	Err    error
}

func (f *Fault) Error() string { return fmt.Sprintf("%s: %s; %s", f.Name, f.What, f.Remedy) }

func (f *Fault) Unwrap() error { return f.Err }

// Again says whether the same may be tried again later: the database is busy, restarts or is away.
func (f *Fault) Again() bool { return strings.HasPrefix(f.Remedy, "again") }

// fault gives the errors that a user can do something about their remedy.
func (s *Store) fault(err error) error {
	var known *Fault
	var file *lite.Error
	switch {
	case err == nil, errors.Is(err, sql.ErrNoRows), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &known):
		return err
	case s.Postgres():
		return s.postgresFault(err)
	case errors.As(err, &file):
		return s.sqliteFault(file.Code(), err)
	}
	return err
}

func (s *Store) postgresFault(err error) error {
	var away *pgconn.ConnectError
	var said *pgconn.PgError
	errors.As(err, &said)
	switch {
	case said == nil && errors.As(err, &away):
		return &Fault{s.name, "it does not answer", "again once it runs; its address is in --db", err}
	case said == nil && isCut(err):
		return &Fault{s.name, "the connection was cut", "again once it runs", err}
	case said == nil:
		return err
	}
	switch code := said.Code; {
	case strings.HasPrefix(code, "57P"):
		return &Fault{s.name, "it is shutting down or starting", "again once it runs", err}
	case strings.HasPrefix(code, "08"):
		return &Fault{s.name, "the connection was cut", "again once it runs", err}
	case code == "40001", code == "40P01", code == "55P03", code == "53300":
		return &Fault{s.name, "others hold it", "again once they have ended", err}
	case code == "53100", code == "58030":
		return &Fault{s.name, "its disk is full or broken", "make room and run the same again: nothing is lost", err}
	case code == "25006", code == "42501":
		return &Fault{s.name, "it cannot be written", "check the user's rights, or name another with --db", err}
	case strings.HasPrefix(code, "28"), code == "3D000":
		return &Fault{s.name, "it lets nobody in: " + said.Message, "check user, password and name in --db", err}
	}
	return err
}

// isCut says whether the connection to the server broke, as when it is restarted.
func isCut(err error) bool {
	var network net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network) ||
		pgconn.SafeToRetry(err) || strings.Contains(err.Error(), "conn closed")
}

func (s *Store) sqliteFault(code int, err error) error {
	switch code & 0xff {
	case lib.SQLITE_FULL:
		return &Fault{s.name, "the disk is full", "make room and run the same again: nothing is lost", err}
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return &Fault{s.name, "it cannot be written", "check the permissions of the file and its folder, or name another with --db", err}
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return &Fault{s.name, "another program holds it", "again once that has ended", err}
	case lib.SQLITE_NOTADB:
		return &Fault{s.name, "it is no database of isnad", "name another file with --db", err}
	case lib.SQLITE_CORRUPT:
		return &Fault{s.name, "it is damaged", "restore a backup with isnad db restore", err}
	case lib.SQLITE_IOERR:
		return &Fault{s.name, "it cannot be read or written", "check the disk, make room, and run the same again: nothing is lost", err}
	}
	return err
}

// Fault gives an error of the queue in the same database its remedy, where it is one that a user can do something about.
func (s *Store) Fault(err error) error { return s.fault(err) }
