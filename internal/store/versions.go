package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Value returns a value of the store about itself, or empty.
func (s *Store) Value(ctx context.Context, name string) (value string, err error) {
	err = s.read.QueryRowContext(ctx, s.dialect.bind("SELECT value FROM meta WHERE name = ?"), name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, s.fault(err)
}

// SetValue keeps a value of the store about itself.
func (t *Tx) SetValue(ctx context.Context, name, value string) error {
	return t.exec(ctx, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
}

// Unread returns up to limit articles after this one that have no reading of the version, in their order.
func (s *Store) Unread(ctx context.Context, version string, after ArticleID, limit int) ([]ArticleID, error) {
	return s.idsOf(ctx, s.read, "SELECT id FROM article a WHERE id > ? AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.article = a.id AND r.version = ?) ORDER BY id LIMIT ?", int64(after), version, limit)
}

// UnreadCount counts the articles that have no reading of the version.
func (s *Store) UnreadCount(ctx context.Context, version string) (n int64, err error) {
	const query = "SELECT COUNT(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM reading r WHERE r.article = a.id AND r.version = ?)"
	err = s.read.QueryRowContext(ctx, s.dialect.bind(query), version).Scan(&n)
	return n, s.fault(err)
}

// After returns up to limit articles after this one, in their order.
func (t *Tx) After(ctx context.Context, after ArticleID, limit int) ([]ArticleID, error) {
	return t.s.after(ctx, t.Tx, after, limit)
}

// After returns up to limit articles after this one, in their order.
func (s *Store) After(ctx context.Context, after ArticleID, limit int) ([]ArticleID, error) {
	return s.after(ctx, s.read, after, limit)
}

func (s *Store) after(ctx context.Context, q querier, after ArticleID, limit int) ([]ArticleID, error) {
	return s.idsOf(ctx, q, "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?", int64(after), limit)
}

func (s *Store) idsOf(ctx context.Context, q querier, query string, args ...any) ([]ArticleID, error) {
	var out []ArticleID
	err := s.each(ctx, q, func(rows *sql.Rows) error {
		var id ArticleID
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, query, args...)
	return out, err
}

// KeepReadings keeps readings beside those of other versions.
func (t *Tx) KeepReadings(ctx context.Context, readings []Reading) error {
	return t.writeReadings(ctx, readings)
}

// Versions counts the readings of each version.
func (s *Store) Versions(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var version string
		var n int64
		err := rows.Scan(&version, &n)
		out[version] = n
		return err
	}, "SELECT version, COUNT(*) FROM reading GROUP BY version")
	return out, err
}

// Records returns the records of the articles as this version read them, by article.
func (s *Store) Records(ctx context.Context, version string, ids []ArticleID) (map[ArticleID][]byte, error) {
	return s.records(ctx, s.read, version, ids)
}

// Records returns the records of the articles as this version read them, by article.
func (t *Tx) Records(ctx context.Context, version string, ids []ArticleID) (map[ArticleID][]byte, error) {
	return t.s.records(ctx, t.Tx, version, ids)
}

func (s *Store) records(ctx context.Context, q querier, version string, ids []ArticleID) (map[ArticleID][]byte, error) {
	out := make(map[ArticleID][]byte, len(ids))
	err := eachIn(ctx, s, q, numbers(ids), func(rows *sql.Rows) error {
		var id ArticleID
		var of string
		var packed []byte
		if err := rows.Scan(&id, &of, &packed); err != nil {
			return err
		}
		if of != version {
			return nil
		}
		b, err := s.codec.unpack(packed)
		out[id] = b
		return err
	}, "SELECT article, version, record FROM reading WHERE article IN")
	return out, err
}

// settledTables are what settling makes, all of which can be made anew from the readings. Actors stay (PlainActors), since people have merged and split
// them by their numbers.
var settledTables = []string{"band", "naming", "telling", "statement_key", "topic", "statement", "report", "party", "contact_key", "contact", "corrected"}

// ForgetSettled empties all that settling has made: within the transaction it is made anew. Merges and splits by hand stay in actor_change.
func (t *Tx) ForgetSettled(ctx context.Context) error {
	for _, table := range settledTables {
		if err := t.exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	if err := t.exec(ctx, "UPDATE article SET settled = 0, origin = id, copy = '', share = 0"); err != nil {
		return err
	}
	return t.ForgetUnits(ctx)
}

// ForgetUnits empties what a search finds: within the transaction it is made anew.
func (t *Tx) ForgetUnits(ctx context.Context) error {
	if !t.s.Postgres() {
		if err := t.exec(ctx, "INSERT INTO found (found) VALUES ('delete-all')"); err != nil {
			return err
		}
	}
	if err := t.exec(ctx, "DELETE FROM unit"); err != nil {
		return err
	}
	return t.exec(ctx, "DELETE FROM counter WHERE name LIKE 'unit %'")
}

// AddUnits makes units findable.
func (t *Tx) AddUnits(ctx context.Context, units []Unit) error {
	return t.writeUnits(ctx, &Settled{Units: units})
}

// EachStatement calls f for each statement with the outlet of the article that told it first.
func (t *Tx) EachStatement(ctx context.Context, after int64, limit int, f func(Statement, int64) error) error {
	return t.s.each(ctx, t.Tx, func(rows *sql.Rows) error {
		var x Statement
		var source int64
		if err := rows.Scan(&x.ID, &x.Actor, &x.Speaker, &x.Kind, &x.Day, &x.Words, &x.Article, &source); err != nil {
			return err
		}
		return f(x, source)
	}, "SELECT s.id, s.actor, COALESCE((SELECT n.name FROM actor n WHERE n.id = s.actor), s.speaker), s.kind, s.day, s.words, s.article, a.source FROM statement s JOIN article a ON a.id = s.article WHERE s.id > ? ORDER BY s.id LIMIT ?", after, limit)
}

// EachContact calls f for each contact with the outlet of the article that reported it first.
func (t *Tx) EachContact(ctx context.Context, after int64, limit int, f func(Contact, int64) error) error {
	return t.s.each(ctx, t.Tx, func(rows *sql.Rows) error {
		var c Contact
		var source int64
		if err := rows.Scan(&c.ID, &c.Type, &c.Status, &c.Day, &c.Place, &c.Topic, &c.Reports, &c.Article, &source); err != nil {
			return err
		}
		return f(c, source)
	}, "SELECT c.id, c.type, c.status, c.day, c.place, c.topic, c.reports, c.article, a.source FROM contact c JOIN article a ON a.id = c.article WHERE c.id > ? ORDER BY c.id LIMIT ?", after, limit)
}

// Original returns the bytes that an article came in, and their media type.
func (s *Store) Original(ctx context.Context, id ArticleID) (b []byte, media string, err error) {
	const query = "SELECT o.media, o.body FROM article a JOIN original o ON o.id = a.original WHERE a.id = ?"
	err = s.read.QueryRowContext(ctx, s.dialect.bind(query), int64(id)).Scan(&media, &b)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, "", fmt.Errorf("original of article %d: %w", id, s.fault(err))
	}
	_, b, err = s.codec.unpackPair(b)
	return b, media, err
}

// ForgetValue forgets a value of the store about itself.
func (t *Tx) ForgetValue(ctx context.Context, name string) error {
	return t.exec(ctx, "DELETE FROM meta WHERE name = ?", name)
}
