package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	driver "modernc.org/sqlite"
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
	var lite *driver.Error
	var gres *pgconn.PgError
	var away *pgconn.ConnectError
	var known *Fault
	switch {
	case err == nil || errors.Is(err, sql.ErrNoRows) || errors.As(err, &known):
		return err
	case errors.As(err, &lite):
		return s.sqliteFault(lite)
	case errors.As(err, &away):
		return &Fault{s.name, "it does not answer", "again once it runs; its address is in --db", err}
	case errors.As(err, &gres) && strings.HasPrefix(gres.Code, "57P"):
		return &Fault{s.name, "it is shutting down or starting", "again once it runs", err}
	case errors.As(err, &gres) && gres.Code == "53100":
		return &Fault{s.name, "its disk is full", "make room and run the same again: nothing is lost", err}
	}
	return err
}

func (s *Store) sqliteFault(err *driver.Error) error {
	switch code := err.Code(); code & 0xff {
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
		return &Fault{s.name, "it cannot be read or written", "check the disk, make room, and run the same again", err}
	}
	return err
}
