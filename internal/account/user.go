package account

import (
	"context"
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"isnad.dev/isnad/internal/store"
)

// userItem is what the log calls an account.
func userItem(id store.UserID) string { return "user/" + strconv.FormatInt(int64(id), 10) }

// fold writes a name as it is kept: in one form of its letters, small ones, without spaces around it.
func fold(name string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(name)))
}

// checkName returns a name as it is kept, or ErrName.
func checkName(name string) (string, error) {
	name = fold(name)
	bad := func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune(".-_@+", c)
	}
	if n := utf8.RuneCountInString(name); n < 1 || n > 64 || strings.ContainsFunc(name, bad) || name == local.Name || name == string(Command) {
		return "", ErrName
	}
	return name, nil
}

func checkEmail(email string) (string, error) {
	email = strings.TrimSpace(email)
	if email == "" {
		return "", nil
	}
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || len(email) > 254 || strings.ContainsFunc(email, unicode.IsControl) {
		return "", ErrEmail
	}
	return email, nil
}

// Users returns all accounts by name. Admins only, as all that follows.
func (g *Guard) Users(ctx context.Context) ([]User, error) {
	if err := Need(ctx, Admin); err != nil {
		return nil, err
	}
	all, err := g.store.Users(ctx)
	out := make([]User, 0, len(all))
	for _, u := range all {
		out = append(out, userOf(u))
	}
	return out, err
}

// AddUser adds an account without a password and returns the path at which one is set: /sign-in/password?token=…, once, for a day. It is shown only now.
func (g *Guard) AddUser(ctx context.Context, name, email string, role Role) (u User, link string, err error) {
	if err := Need(ctx, Admin); err != nil {
		return User{}, "", err
	}
	if name, err = checkName(name); err != nil {
		return User{}, "", err
	}
	if email, err = checkEmail(email); err != nil {
		return User{}, "", err
	}
	if !slices.Contains(Roles, role) {
		return User{}, "", ErrRole
	}
	row := store.User{Name: name, Email: email, Role: string(role), Added: g.o.Now()}
	if row.ID, err = g.add(ctx, row, nil); err != nil {
		return User{}, "", err
	}
	link, err = g.ResetLink(ctx, row.ID)
	return userOf(row), link, err
}

// add adds an account, does more in the same transaction before, if anything, and notes it.
func (g *Guard) add(ctx context.Context, u store.User, before func(*store.Tx) error) (store.UserID, error) {
	err := g.store.Write(ctx, func(tx *store.Tx) (err error) {
		if before != nil {
			if err := before(tx); err != nil {
				return err
			}
		}
		if u.ID, err = tx.AddUser(ctx, u); errors.Is(err, store.ErrTaken) {
			return ErrTaken
		}
		if err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "user.add", userItem(u.ID), nil, userOf(u))
	})
	return u.ID, err
}

// ResetLink returns the path at which the account sets a new password, once, for a day. The links before it end.
func (g *Guard) ResetLink(ctx context.Context, id store.UserID) (string, error) {
	if err := Need(ctx, Admin); err != nil {
		return "", err
	}
	return g.link(ctx, store.PasswordLink, id, "/sign-in/password", func(tx *store.Tx) error {
		if _, err := tx.User(ctx, id); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "user.link", userItem(id), nil, nil)
	})
}

// SetRole gives an account another role, at once. The last admin keeps theirs: ErrLastAdmin.
func (g *Guard) SetRole(ctx context.Context, id store.UserID, role Role) error {
	if !slices.Contains(Roles, role) {
		return ErrRole
	}
	return g.manage(ctx, id, role == Admin, func(tx *store.Tx, u store.User) error {
		if err := tx.SetRole(ctx, id, string(role)); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "user.role", userItem(id), map[string]string{"role": u.Role}, map[string]Role{"role": role})
	})
}

// RemoveUser takes an account out, with its sessions, links and keys. The last admin stays: ErrLastAdmin.
func (g *Guard) RemoveUser(ctx context.Context, id store.UserID) error {
	return g.manage(ctx, id, false, func(tx *store.Tx, u store.User) error {
		if err := tx.RemoveUser(ctx, id); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "user.remove", userItem(id), userOf(u), nil)
	})
}

// manage changes an account, one at a time, so that two admins cannot remove each other.
func (g *Guard) manage(ctx context.Context, id store.UserID, staysAdmin bool, change func(*store.Tx, store.User) error) error {
	if err := Need(ctx, Admin); err != nil {
		return err
	}
	return g.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Lock(ctx); err != nil {
			return err
		}
		u, err := tx.User(ctx, id)
		if err != nil {
			return err
		}
		n, err := tx.Admins(ctx)
		if err != nil {
			return err
		}
		if Role(u.Role) == Admin && !staysAdmin && n == 1 {
			return ErrLastAdmin
		}
		return change(tx, u)
	})
}
