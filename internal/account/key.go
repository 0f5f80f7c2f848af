package account

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"isnad.dev/isnad/internal/store"
)

// keyPrefix is what all keys begin with, so that they are known where they leak.
const keyPrefix = "isn_"

// Key is a key for programs, without its secret.
type Key struct {
	ID      int64        `json:"id"`
	User    store.UserID `json:"user"`
	Owner   string       `json:"owner"`
	Name    string       `json:"name"`
	Start   string       `json:"start"` // its first letters
	Scopes  []Scope      `json:"scopes"`
	Made    time.Time    `json:"made"`
	Used    time.Time    `json:"used,omitzero"`
	Revoked time.Time    `json:"revoked,omitzero"`
}

func keyOf(k store.APIKey) Key {
	out := Key{ID: k.ID, User: k.User, Owner: k.Owner, Name: k.Name, Start: k.Start, Scopes: []Scope{}, Made: k.Made, Used: k.Used, Revoked: k.Revoked}
	for _, s := range k.Scopes {
		out.Scopes = append(out.Scopes, Scope(s))
	}
	if k.User == 0 {
		out.Owner = local.Name
	}
	return out
}

func keyItem(id int64) string { return "key/" + strconv.FormatInt(id, 10) }

// MakeKey makes a key of who asks. Its secret is returned here and never again. A key makes no keys: ErrForbidden; and none reaches further than the role
// of whose it is: ErrScope.
func (g *Guard) MakeKey(ctx context.Context, name string, scopes []Scope) (k Key, secret string, err error) {
	a := From(ctx)
	if err := Need(ctx, Reader); err != nil {
		return Key{}, "", err
	}
	if a.Via == ByKey {
		return Key{}, "", ErrForbidden
	}
	row, secret := g.newKey(a, name)
	for _, s := range scopes {
		if !a.Role.Has(s.role()) {
			return Key{}, "", ErrScope
		}
		if !slices.Contains(row.Scopes, string(s)) {
			row.Scopes = append(row.Scopes, string(s))
		}
	}
	if len(row.Scopes) == 0 {
		return Key{}, "", ErrScope
	}
	err = g.store.Write(ctx, func(tx *store.Tx) (err error) {
		if row.ID, err = tx.AddAPIKey(ctx, row); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "key.make", keyItem(row.ID), nil, keyOf(row))
	})
	if err != nil {
		return Key{}, "", err
	}
	return keyOf(row), secret, nil
}

func (g *Guard) newKey(a Account, name string) (store.APIKey, string) {
	secret := keyPrefix + newSecret()
	if name = strings.TrimSpace(name); utf8.RuneCountInString(name) > 100 {
		name = string([]rune(name)[:100])
	}
	return store.APIKey{User: a.ID, Owner: a.Name, Name: name, Hash: digest(secret), Start: secret[:len(keyPrefix)+4], Made: g.o.Now()}, secret
}

// Keys returns the keys of who asks, the newest first, the revoked among them; to an admin who asks for them, those of all.
func (g *Guard) Keys(ctx context.Context, all bool) ([]Key, error) {
	if err := Need(ctx, Reader); err != nil {
		return nil, err
	}
	var rows []store.APIKey
	var err error
	if all {
		if err := Need(ctx, Admin); err != nil {
			return nil, err
		}
		rows, err = g.store.AllAPIKeys(ctx)
	} else {
		rows, err = g.store.APIKeys(ctx, From(ctx).ID)
	}
	out := make([]Key, 0, len(rows))
	for _, k := range rows {
		out = append(out, keyOf(k))
	}
	return out, err
}

// RevokeKey ends a key at once: one's own, or as an admin anybody's. Others' are not there: store.ErrNotFound.
func (g *Guard) RevokeKey(ctx context.Context, id int64) error {
	a := From(ctx)
	if err := Need(ctx, Reader); err != nil {
		return err
	}
	k, err := g.store.APIKey(ctx, id)
	if err != nil {
		return err
	}
	if (k.User != a.ID || a.Via == ByKey && a.Key != id) && !a.May(Admin) {
		return store.ErrNotFound
	}
	return g.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.RevokeAPIKey(ctx, id, g.o.Now()); err != nil {
			return err
		}
		return g.NoteIn(ctx, tx, "key.revoke", keyItem(id), keyOf(k), nil)
	})
}

// bearer returns the key that a request was sent with. As the password of Basic, which feed readers know, it is taken where nothing is changed, since
// browsers send that by themselves.
func bearer(r *http.Request) (string, bool) {
	scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(rest), true
	}
	if _, password, ok := r.BasicAuth(); ok && safe(r) && strings.HasPrefix(password, keyPrefix) {
		return password, true
	}
	return "", false
}

// byKey finds the key's account. A key that was made without sign-in holds only as long as nobody has to sign in.
func (g *Guard) byKey(r *http.Request, v *visit, secret string) error {
	raw, ok := strings.CutPrefix(secret, keyPrefix)
	if !ok || !isSecret(raw) {
		return ErrKey
	}
	k, u, err := g.store.APIKeyOf(r.Context(), digest(secret))
	if errors.Is(err, store.ErrNotFound) || err == nil && u.ID == 0 && (k.User != 0 || !g.o.Local) {
		return ErrKey
	}
	if err != nil {
		return err
	}
	who := userOf(u)
	if k.User == 0 {
		who = local.User
	}
	v.account = Account{User: who, Via: ByKey, Key: k.ID, Scopes: keyOf(k).Scopes}
	if now := g.o.Now(); now.Sub(k.Used) >= touchEvery {
		g.later(func(ctx context.Context, tx *store.Tx) error { return tx.TouchAPIKey(ctx, k.ID, now) })
	}
	return nil
}
