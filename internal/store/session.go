package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Session is a browser in which somebody has signed in.
type Session struct {
	Hash    string // SHA-256 of what the browser keeps
	User    UserID
	Made    time.Time
	Seen    time.Time
	Expires time.Time
	Address string
	Agent   string
}

// Session returns the session with this hash that has not run out, and whose it is, or ErrNotFound.
func (s *Store) Session(ctx context.Context, hash string, now time.Time) (Session, User, error) {
	var r userRow
	var made, seen, expires int64
	x := Session{Hash: hash}
	to := append([]any{&made, &seen, &expires, &x.Address, &x.Agent}, r.to()...)
	err := s.read.QueryRowContext(ctx, s.dialect.bind("SELECT session.made, session.seen, session.expires, session.address, session.agent, "+userColumns+
		" FROM session JOIN account ON account.id = session.account WHERE session.hash = ? AND session.expires > ?"), hash, now.Unix()).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Session{}, User{}, fmt.Errorf("session: %w", s.fault(err))
	}
	x.User, x.Made, x.Seen, x.Expires = r.u.ID, instant(made), instant(seen), instant(expires)
	return x, r.user(), nil
}

// AddSession keeps a session, and forgets those that have run out by its time.
func (t *Tx) AddSession(ctx context.Context, x Session) error {
	if err := t.exec(ctx, "DELETE FROM session WHERE expires <= ?", seconds(x.Made)); err != nil {
		return err
	}
	return t.insert(ctx, "session", "hash, account, made, seen, expires, address, agent",
		[][]any{{x.Hash, x.User, seconds(x.Made), seconds(x.Seen), seconds(x.Expires), x.Address, x.Agent}}, "")
}

// TouchSession moves the end of a session on. One that is gone stays gone.
func (t *Tx) TouchSession(ctx context.Context, hash string, seen, expires time.Time) error {
	return t.exec(ctx, "UPDATE session SET seen = ?, expires = ? WHERE hash = ?", seconds(seen), seconds(expires), hash)
}

// EndSession forgets one session.
func (t *Tx) EndSession(ctx context.Context, hash string) error {
	return t.exec(ctx, "DELETE FROM session WHERE hash = ?", hash)
}

// EndSessions forgets all sessions of an account.
func (t *Tx) EndSessions(ctx context.Context, id UserID) error {
	return t.exec(ctx, "DELETE FROM session WHERE account = ?", id)
}

// Kinds of links that work once.
const (
	FirstLink    = "first"    // for the first user
	PasswordLink = "password" // to set a password
)

// Link is a link that works once.
type Link struct {
	Hash    string // SHA-256 of the token in it
	Kind    string
	User    UserID
	Made    time.Time
	Expires time.Time
}

// AddLink keeps a link in the place of those of its kind that the account had, and forgets those that have run out.
func (t *Tx) AddLink(ctx context.Context, l Link) error {
	if err := t.exec(ctx, "DELETE FROM account_link WHERE kind = ? AND account = ? OR expires <= ?", l.Kind, l.User, seconds(l.Made)); err != nil {
		return err
	}
	return t.insert(ctx, "account_link", "hash, kind, account, made, expires", [][]any{{l.Hash, l.Kind, l.User, seconds(l.Made), seconds(l.Expires)}}, "")
}

// Link returns the link of this hash and kind that can still be used, or ErrNotFound.
func (s *Store) Link(ctx context.Context, hash, kind string, now time.Time) (Link, error) {
	l := Link{Hash: hash, Kind: kind}
	var made, expires int64
	err := s.read.QueryRowContext(ctx, s.dialect.bind("SELECT account, made, expires FROM account_link WHERE hash = ? AND kind = ? AND expires > ?"), hash, kind, now.Unix()).Scan(&l.User, &made, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Link{}, fmt.Errorf("link: %w", s.fault(err))
	}
	l.Made, l.Expires = instant(made), instant(expires)
	return l, nil
}

// UseLink takes a link out, so that whoever comes second finds none: ErrNotFound.
func (t *Tx) UseLink(ctx context.Context, hash, kind string, now time.Time) error {
	return t.one(ctx, "DELETE FROM account_link WHERE hash = ? AND kind = ? AND expires > ?", hash, kind, now.Unix())
}

// DropLinks forgets the links of a kind that an account has.
func (t *Tx) DropLinks(ctx context.Context, kind string, id UserID) error {
	return t.exec(ctx, "DELETE FROM account_link WHERE kind = ? AND account = ?", kind, id)
}
