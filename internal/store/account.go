package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrTaken is the error of a name, or of a subject elsewhere, that another account has.
var ErrTaken = errors.New("another account has it")

// UserID is the number of an account. Zero is nobody's row: the one user of a loopback without sign-in.
type UserID int64

// User is an account as it is kept.
type User struct {
	ID       UserID
	Name     string // as one signs in
	Email    string
	Role     string
	Password string // PHC string, or empty
	Subject  string // issuer and subject of who signs in elsewhere, or empty
	Added    time.Time
	Seen     time.Time // the last sign-in, or zero
}

const userColumns = "account.id, account.name, account.email, account.role, account.password, account.subject, account.added, account.seen"

// userRow takes up a user's columns.
type userRow struct {
	u           User
	added, seen int64
}

func (r *userRow) to() []any {
	return []any{&r.u.ID, &r.u.Name, &r.u.Email, &r.u.Role, &r.u.Password, &r.u.Subject, &r.added, &r.seen}
}

func (r *userRow) user() User {
	r.u.Added, r.u.Seen = instant(r.added), instant(r.seen)
	return r.u
}

func (s *Store) users(ctx context.Context, q querier, rest string, args ...any) (all []User, err error) {
	err = s.each(ctx, q, func(rows *sql.Rows) error {
		var r userRow
		err := rows.Scan(r.to()...)
		all = append(all, r.user())
		return err
	}, "SELECT "+userColumns+" FROM account "+rest, args...)
	return all, err
}

// only returns the one user of a question, or ErrNotFound.
func only(all []User, err error) (User, error) {
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return User{}, fmt.Errorf("account: %w", err)
	}
	return all[0], nil
}

// Users returns all accounts by name.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	return s.users(ctx, s.read, "ORDER BY name")
}

// User returns the account of this number, or ErrNotFound.
func (s *Store) User(ctx context.Context, id UserID) (User, error) {
	return only(s.users(ctx, s.read, "WHERE id = ?", id))
}

// UserByName returns the account that signs in by this name, or ErrNotFound.
func (s *Store) UserByName(ctx context.Context, name string) (User, error) {
	return only(s.users(ctx, s.read, "WHERE name = ?", clean(name)))
}

// UserBySubject returns the account of a subject elsewhere, or ErrNotFound.
func (s *Store) UserBySubject(ctx context.Context, subject string) (User, error) {
	return only(s.users(ctx, s.read, "WHERE subject = ? AND subject <> ''", clean(subject)))
}

// User returns the account of this number as the transaction sees it, or ErrNotFound.
func (t *Tx) User(ctx context.Context, id UserID) (User, error) {
	return only(t.s.users(ctx, t, "WHERE id = ?", id))
}

// Admins counts the accounts that may do all, as the transaction sees them.
func (t *Tx) Admins(ctx context.Context) (n int, err error) {
	err = t.QueryRowContext(ctx, "SELECT COUNT(*) FROM account WHERE role = 'admin'").Scan(&n)
	return n, t.s.fault(err)
}

// Admins counts the accounts that may do all.
func (s *Store) Admins(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM account WHERE role = 'admin'").Scan(&n)
	return n, s.fault(err)
}

// AddUser adds an account and returns its number, or ErrTaken.
func (t *Tx) AddUser(ctx context.Context, u User) (UserID, error) {
	id, err := t.Take(ctx, "account", 1)
	if err != nil {
		return 0, err
	}
	n, err := t.affect(ctx, "INSERT INTO account (id, name, email, role, password, subject, added, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		id, u.Name, u.Email, u.Role, u.Password, u.Subject, seconds(u.Added), seconds(u.Seen))
	if err == nil && n == 0 {
		err = ErrTaken
	}
	if err != nil {
		return 0, fmt.Errorf("account %s: %w", u.Name, err)
	}
	return UserID(id), nil
}

// SetRole gives an account another role.
func (t *Tx) SetRole(ctx context.Context, id UserID, role string) error {
	return t.one(ctx, "UPDATE account SET role = ? WHERE id = ?", role, id)
}

// SetPassword gives an account another password, as a PHC string.
func (t *Tx) SetPassword(ctx context.Context, id UserID, phc string) error {
	return t.one(ctx, "UPDATE account SET password = ? WHERE id = ?", phc, id)
}

// SignedIn notes when somebody last signed in.
func (t *Tx) SignedIn(ctx context.Context, id UserID, at time.Time) error {
	return t.one(ctx, "UPDATE account SET seen = ? WHERE id = ?", seconds(at), id)
}

// RemoveUser takes an account out, with its sessions, links and keys. What it did stays in the audit log.
func (t *Tx) RemoveUser(ctx context.Context, id UserID) error {
	for _, table := range []string{"session", "account_link", "api_key"} {
		if err := t.exec(ctx, "DELETE FROM "+table+" WHERE account = ?", id); err != nil {
			return err
		}
	}
	searches, err := t.in(ctx, "SELECT id FROM saved_search WHERE owner IN", []int64{int64(id)})
	if err != nil {
		return err
	}
	for _, x := range searches { // nobody is told any more
		if err := t.DropSearch(ctx, x); err != nil {
			return err
		}
	}
	return t.one(ctx, "DELETE FROM account WHERE id = ?", id)
}

// affect runs a statement and returns how many rows it changed.
func (t *Tx) affect(ctx context.Context, query string, args ...any) (int64, error) {
	for i := range args {
		args[i] = clean(args[i])
	}
	r, err := t.ExecContext(ctx, t.s.dialect.bind(query), args...)
	if err != nil {
		return 0, t.s.fault(err)
	}
	return r.RowsAffected()
}

// one runs a statement that is to change a row; where it changes none the answer is ErrNotFound.
func (t *Tx) one(ctx context.Context, query string, args ...any) error {
	n, err := t.affect(ctx, query, args...)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}
