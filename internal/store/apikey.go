package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// APIKey is a key for programs.
type APIKey struct {
	ID      int64
	User    UserID
	Owner   string // the name of the account
	Name    string
	Hash    string // SHA-256 of the key
	Start   string // its first letters
	Scopes  []string
	Made    time.Time
	Used    time.Time
	Revoked time.Time
}

const keyColumns = "api_key.id, api_key.account, api_key.name, api_key.hash, api_key.start, api_key.scopes, api_key.made, api_key.used, api_key.revoked"

func (s *Store) apiKeys(ctx context.Context, rest string, args ...any) (all []APIKey, users []User, err error) {
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var k APIKey
		var scopes string
		var made, used, revoked int64
		var r userRow
		err := rows.Scan(append([]any{&k.ID, &k.User, &k.Name, &k.Hash, &k.Start, &scopes, &made, &used, &revoked}, r.to()...)...)
		k.Scopes, k.Made, k.Used, k.Revoked, k.Owner = strings.Fields(scopes), instant(made), instant(used), instant(revoked), r.u.Name
		all, users = append(all, k), append(users, r.user())
		return err
	}, "SELECT "+keyColumns+", COALESCE(account.id, 0), COALESCE(account.name, ''), COALESCE(account.email, ''), COALESCE(account.role, ''), COALESCE(account.password, ''),"+
		" COALESCE(account.subject, ''), COALESCE(account.added, 0), COALESCE(account.seen, 0) FROM api_key LEFT JOIN account ON account.id = api_key.account "+rest, args...)
	return all, users, err
}

// APIKeyOf returns the key with this hash that is not revoked, and whose it is, or ErrNotFound. The user of a key without an account is zero.
func (s *Store) APIKeyOf(ctx context.Context, hash string) (APIKey, User, error) {
	all, users, err := s.apiKeys(ctx, "WHERE api_key.hash = ? AND api_key.revoked = 0", hash)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return APIKey{}, User{}, fmt.Errorf("key: %w", err)
	}
	return all[0], users[0], nil
}

// APIKey returns the key of this number, or ErrNotFound.
func (s *Store) APIKey(ctx context.Context, id int64) (APIKey, error) {
	all, _, err := s.apiKeys(ctx, "WHERE api_key.id = ?", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return APIKey{}, fmt.Errorf("key %d: %w", id, err)
	}
	return all[0], nil
}

// APIKeys returns the keys of an account, the newest first, the revoked among them.
func (s *Store) APIKeys(ctx context.Context, id UserID) ([]APIKey, error) {
	all, _, err := s.apiKeys(ctx, "WHERE api_key.account = ? ORDER BY api_key.id DESC", id)
	return all, err
}

// AllAPIKeys returns the keys of all accounts, the newest first, the revoked among them.
func (s *Store) AllAPIKeys(ctx context.Context) ([]APIKey, error) {
	all, _, err := s.apiKeys(ctx, "ORDER BY api_key.id DESC")
	return all, err
}

// AddAPIKey keeps a key and returns its number.
func (t *Tx) AddAPIKey(ctx context.Context, k APIKey) (int64, error) {
	id, err := t.Take(ctx, "api_key", 1)
	if err != nil {
		return 0, err
	}
	return id, t.insert(ctx, "api_key", "id, account, name, hash, start, scopes, made, used, revoked",
		[][]any{{id, k.User, k.Name, k.Hash, k.Start, strings.Join(k.Scopes, " "), seconds(k.Made), int64(0), int64(0)}}, "")
}

// RevokeAPIKey ends a key; one that has ended, or is not there, is ErrNotFound.
func (t *Tx) RevokeAPIKey(ctx context.Context, id int64, at time.Time) error {
	return t.one(ctx, "UPDATE api_key SET revoked = ? WHERE id = ? AND revoked = 0", seconds(at), id)
}

// TouchAPIKey notes when a key was last used.
func (t *Tx) TouchAPIKey(ctx context.Context, id int64, at time.Time) error {
	return t.exec(ctx, "UPDATE api_key SET used = ? WHERE id = ?", seconds(at), id)
}
