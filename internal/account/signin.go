package account

import (
	"context"
	"errors"
	"net/http"
	"time"

	"isnad.dev/isnad/internal/store"
)

// SignIn opens a session in the browser for who knows the password. What is wrong is not told: ErrPassword; who tries too often has a *Limit.
func (g *Guard) SignIn(w http.ResponseWriter, r *http.Request, name, password string) (User, error) {
	name = fold(name)
	if err := g.attempt(r.Context(), name); err != nil {
		return User{}, err
	}
	u, err := g.known(r.Context(), name, password)
	if err != nil {
		return User{}, err
	}
	g.succeeded(r.Context(), name)
	if err := g.open(w, r, u, "sign-in", nil); err != nil {
		return User{}, err
	}
	return userOf(u), nil
}

// attempt counts an attempt by the address and by the name.
func (g *Guard) attempt(ctx context.Context, name string) error {
	now := g.o.Now()
	if err := g.byAddress.take(addressKey(Address(ctx)), now); err != nil {
		return err
	}
	if name == "" {
		return nil
	}
	return g.byUser.take(digest(name), now) // a digest, since names that are sent are of any length
}

// succeeded takes the attempt back.
func (g *Guard) succeeded(ctx context.Context, name string) {
	now := g.o.Now()
	g.byAddress.give(addressKey(Address(ctx)), now)
	if name != "" {
		g.byUser.give(digest(name), now)
	}
}

// known returns the account of this name and password. It takes as long where there is none.
func (g *Guard) known(ctx context.Context, name, password string) (store.User, error) {
	u, err := g.store.UserByName(ctx, name)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return u, err
	}
	ok, old, err := g.passwords.check(ctx, u.Password, password)
	if err != nil {
		return u, err
	}
	if !ok {
		g.o.Log.Warn("sign-in refused", "name", name[:min(len(name), 64)], "address", Address(ctx))
		return u, ErrPassword
	}
	if old {
		u.Password = g.renew(ctx, u, password)
	}
	return u, nil
}

// renew keeps a password by today's cost and returns the hash that holds: where that does not succeed, the old one.
func (g *Guard) renew(ctx context.Context, u store.User, password string) string {
	phc, err := g.passwords.hash(ctx, password)
	if err == nil {
		err = g.store.Write(ctx, func(tx *store.Tx) error { return tx.SetPassword(ctx, u.ID, phc) })
	}
	if err != nil {
		g.o.Log.Warn("a password was not kept anew", "error", err)
		return u.Password
	}
	return phc
}

// open begins a session in the place of the one that the browser had: its number is new, so that nobody knows it who knew the old. The action is noted, and
// more is done in the same transaction, if anything.
func (g *Guard) open(w http.ResponseWriter, r *http.Request, u store.User, action string, more func(context.Context, *store.Tx) error) error {
	v, now, token := visitOf(r.Context()), g.o.Now(), newSecret()
	agent := r.UserAgent()
	s := store.Session{Hash: digest(token), User: u.ID, Made: now, Seen: now, Expires: g.end(now, now), Address: v.address.String(), Agent: agent[:min(len(agent), 200)]}
	ctx := as(r.Context(), Account{User: userOf(u), Via: Session})
	err := g.store.Write(ctx, func(tx *store.Tx) error {
		if more != nil {
			if err := more(ctx, tx); err != nil {
				return err
			}
		}
		if now, err := tx.User(ctx, u.ID); err != nil || now.Password != u.Password {
			return errors.Join(err, ErrPassword) // it was changed since it was checked
		}
		if err := errors.Join(tx.EndSession(ctx, v.session), tx.SignedIn(ctx, u.ID, now)); err != nil {
			return err
		}
		if err := tx.AddSession(ctx, s); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, action, userItem(u.ID), nil, nil)
	})
	if err != nil {
		return err
	}
	setCookie(w, v, sessionCookie, token, s.Expires.Sub(now))
	setCookie(w, v, formCookie, "", -time.Second)
	return nil
}

// SignOut ends the session of the browser.
func (g *Guard) SignOut(w http.ResponseWriter, r *http.Request) error {
	v, ctx := visitOf(r.Context()), r.Context()
	setCookie(w, v, sessionCookie, "", -time.Second)
	if v.session == "" {
		return nil
	}
	return g.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.EndSession(ctx, v.session); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "sign-out", userItem(v.account.ID), nil, nil)
	})
}

// ChangePassword gives who asks another password. All sessions of the account end; this browser has a new one.
func (g *Guard) ChangePassword(w http.ResponseWriter, r *http.Request, old, password string) error {
	ctx, a := r.Context(), From(r.Context())
	if a.Via != Session {
		return ErrNoPassword
	}
	u, err := g.store.User(ctx, a.ID)
	if err != nil {
		return err
	}
	if u.Password == "" {
		return ErrNoPassword
	}
	if err := g.attempt(ctx, u.Name); err != nil {
		return err
	}
	if _, err := g.known(ctx, u.Name, old); err != nil {
		return err
	}
	g.succeeded(ctx, u.Name)
	phc, err := g.newPassword(ctx, u.Name, password)
	if err != nil {
		return err
	}
	u.Password = phc
	return g.open(w, r, u, "user.password", func(ctx context.Context, tx *store.Tx) error { return replacePassword(ctx, tx, u.ID, phc) })
}

func (g *Guard) newPassword(ctx context.Context, name, password string) (string, error) {
	if err := strong(name, password); err != nil {
		return "", err
	}
	return g.passwords.hash(ctx, password)
}

// replacePassword sets a password and ends what the old one opened.
func replacePassword(ctx context.Context, tx *store.Tx, id store.UserID, phc string) error {
	return errors.Join(tx.SetPassword(ctx, id, phc), tx.EndSessions(ctx, id), tx.DropLinks(ctx, store.PasswordLink, id))
}
