package account

import (
	"context"
	"errors"
	"net/http"
	"time"

	"isnad.dev/isnad/internal/store"
)

// How long a link holds that works once.
const linkHolds = 24 * time.Hour

// FirstLink returns the path at which the first admin is made, to be printed at start: /sign-in/first?token=…, once, for a day. It is a new one each
// time, and the one before ends. Where there is an admin, or nobody has to sign in, it is empty.
func (g *Guard) FirstLink(ctx context.Context) (string, error) {
	if g.o.Local {
		return "", nil
	}
	n, err := g.store.Admins(ctx)
	if err != nil || n > 0 {
		return "", err
	}
	return g.link(ctx, store.FirstLink, 0, "/sign-in/first", nil)
}

// link keeps a new link and returns its path.
func (g *Guard) link(ctx context.Context, kind string, id store.UserID, path string, more func(*store.Tx) error) (string, error) {
	token, now := newSecret(), g.o.Now()
	err := g.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddLink(ctx, store.Link{Hash: digest(token), Kind: kind, User: id, Made: now, Expires: now.Add(linkHolds)}); err != nil {
			return err
		}
		if more == nil {
			return nil
		}
		return more(tx)
	})
	return path + "?token=" + token, err
}

// CheckFirst says whether the token of a first link can be used: nil, or ErrLink.
func (g *Guard) CheckFirst(ctx context.Context, token string) error {
	_, err := g.holds(ctx, token, store.FirstLink)
	return err
}

func (g *Guard) holds(ctx context.Context, token, kind string) (store.Link, error) {
	if !isSecret(token) {
		return store.Link{}, ErrLink
	}
	l, err := g.store.Link(ctx, digest(token), kind, g.o.Now())
	if errors.Is(err, store.ErrNotFound) {
		err = ErrLink
	}
	return l, err
}

// First makes the first admin, and signs them in.
func (g *Guard) First(w http.ResponseWriter, r *http.Request, token, name, password string) (User, error) {
	ctx := r.Context()
	l, err := g.holds(ctx, token, store.FirstLink)
	if err != nil {
		return User{}, err
	}
	if name, err = checkName(name); err != nil {
		return User{}, err
	}
	phc, err := g.newPassword(ctx, name, password)
	if err != nil {
		return User{}, err
	}
	u := store.User{Name: name, Role: string(Admin), Password: phc, Added: g.o.Now()}
	by := as(ctx, Account{User: User{Name: name}, Via: ByLink})
	if u.ID, err = g.add(by, u, func(tx *store.Tx) error { return g.useFirst(ctx, tx, l) }); err != nil {
		return User{}, err
	}
	return userOf(u), g.open(w, r, u, "sign-in", nil)
}

// useFirst takes the link out, while there is no admin.
func (g *Guard) useFirst(ctx context.Context, tx *store.Tx, l store.Link) error {
	if err := tx.Lock(ctx); err != nil {
		return err
	}
	n, err := tx.Admins(ctx)
	if err != nil {
		return err
	}
	if n > 0 {
		return ErrLink
	}
	return g.use(ctx, tx, l)
}

func (g *Guard) use(ctx context.Context, tx *store.Tx, l store.Link) error {
	err := tx.UseLink(ctx, l.Hash, l.Kind, g.o.Now())
	if errors.Is(err, store.ErrNotFound) {
		return ErrLink
	}
	return err
}

// CheckReset returns whose password a link sets, or ErrLink.
func (g *Guard) CheckReset(ctx context.Context, token string) (User, error) {
	l, err := g.holds(ctx, token, store.PasswordLink)
	if err != nil {
		return User{}, err
	}
	u, err := g.store.User(ctx, l.User)
	if errors.Is(err, store.ErrNotFound) {
		err = ErrLink
	}
	return userOf(u), err
}

// Reset sets the password that a link is for, ends all sessions of the account, and signs in.
func (g *Guard) Reset(w http.ResponseWriter, r *http.Request, token, password string) (User, error) {
	ctx := r.Context()
	l, err := g.holds(ctx, token, store.PasswordLink)
	if err != nil {
		return User{}, err
	}
	u, err := g.store.User(ctx, l.User)
	if err != nil {
		return User{}, err
	}
	phc, err := g.newPassword(ctx, u.Name, password)
	if err != nil {
		return User{}, err
	}
	u.Password = phc
	return userOf(u), g.open(w, r, u, "user.password", func(ctx context.Context, tx *store.Tx) error {
		if err := g.use(ctx, tx, l); err != nil {
			return err
		}
		return replacePassword(ctx, tx, u.ID, phc)
	})
}
