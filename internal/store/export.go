package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Snapshot is the store as it was at one moment, whatever is written in the meantime. Its rows come one by one, so that memory stays flat.
type Snapshot struct {
	s  *Store
	tx *sql.Tx
}

// Read calls f with a snapshot, which is gone when f returns.
func (s *Store) Read(ctx context.Context, f func(*Snapshot) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.Postgres() {
		options.Isolation = sql.LevelRepeatableRead
	}
	tx, err := s.read.BeginTx(ctx, options)
	if err != nil {
		return s.fault(err)
	}
	defer tx.Rollback()
	return f(&Snapshot{s, tx})
}

// Counts returns how many rows each of these has: articles, statements, tellings, contacts, reports, actors.
func (x *Snapshot) Counts(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	for _, table := range []string{"article", "statement", "telling", "contact", "report", "actor"} {
		var n int64
		if err := x.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n); err != nil {
			return nil, fmt.Errorf("%s: %w", table, x.s.fault(err))
		}
		out[table+"s"] = n
	}
	return out, nil
}

// Articles calls f for each article, in the order of their numbers; so do the others of their kind.
func (x *Snapshot) Articles(ctx context.Context, f func(Article) error) error {
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		a, err := x.s.scanArticle(rows)
		if err != nil {
			return err
		}
		return f(a)
	}, "SELECT "+articleColumns+" FROM article a JOIN source s ON s.id = a.source JOIN original o ON o.id = a.original ORDER BY a.id")
}

// Statements gives each the actor whom its speaker was merged into.
func (x *Snapshot) Statements(ctx context.Context, f func(Statement) error) error {
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		s, err := scanStatement(rows)
		if err != nil {
			return err
		}
		return f(s)
	}, `SELECT s.id, COALESCE(a.root, 0), COALESCE(r.name, s.speaker), s.kind, s.act, s.polarity, s.day, s.words, s.article, s.tellings, s.origins, s.differs
		FROM statement s LEFT JOIN actor a ON a.id = s.actor LEFT JOIN actor r ON r.id = a.root ORDER BY s.id`)
}

// Tellings gives each its words, also where they are the statement's.
func (x *Snapshot) Tellings(ctx context.Context, f func(Telling) error) error {
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		t, err := scanTelling(rows)
		if err != nil {
			return err
		}
		return f(t)
	}, "SELECT t.article, t.n, t.statement, COALESCE(t.words, s.words) FROM telling t JOIN statement s ON s.id = t.statement ORDER BY t.article, t.n")
}

// Contacts gives each with its parties.
func (x *Snapshot) Contacts(ctx context.Context, f func(Contact, []Party) error) error {
	var last Contact
	var parties []Party
	err := x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		var c Contact
		var name sql.NullString
		var actor int64
		if err := rows.Scan(&c.ID, &c.Type, &c.Status, &c.Day, &c.Place, &c.Topic, &c.Reports, &c.Article, &name, &actor); err != nil {
			return err
		}
		if c.ID != last.ID && last.ID != 0 {
			if err := f(last, parties); err != nil {
				return err
			}
			parties = nil
		}
		last = c
		if name.Valid {
			parties = append(parties, Party{c.ID, name.String, actor})
		}
		return nil
	}, `SELECT c.id, c.type, c.status, c.day, c.place, c.topic, c.reports, c.article, p.name, COALESCE(a.root, 0)
		FROM contact c LEFT JOIN party p ON p.contact = c.id LEFT JOIN actor a ON a.id = p.actor ORDER BY c.id, p.actor, p.name`)
	if err != nil || last.ID == 0 {
		return err
	}
	return f(last, parties)
}

// Reports gives each with what the ledger keeps of it.
func (x *Snapshot) Reports(ctx context.Context, f func(Report) error) error {
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		var r Report
		if err := rows.Scan(&r.Article, &r.N, &r.Contact, &r.Data); err != nil {
			return err
		}
		return f(r)
	}, "SELECT article, n, contact, data FROM report ORDER BY article, n")
}

// Actors gives those that were merged away too, with their roots.
func (x *Snapshot) Actors(ctx context.Context, f func(Actor) error) error {
	return x.s.each(ctx, x.tx, func(rows *sql.Rows) error {
		a, err := x.s.scanActor(rows)
		if err != nil {
			return err
		}
		return f(a)
	}, "SELECT "+actorColumns+" FROM actor ORDER BY id")
}
