package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// ledgerStock is what is known across articles. Who is named by one article only is somebody else in each copy, so that actors grow as well.
type ledgerStock struct {
	namings  []store.Naming
	topics   map[int64][]int64 // of a statement
	contacts []contact
	rare     []store.Actor
	copies   map[int64]int64 // of the rare: who they are in this round
}

type contact struct {
	store.Contact
	source  int64
	parties []store.Party
	reports []store.Report
	keys    []string
}

// now is who an actor is in this round.
func (k *ledgerStock) now(actor int64) int64 {
	if id, ok := k.copies[actor]; ok {
		return id
	}
	return actor
}

func (k *stock) loadLedger(ctx context.Context, s *store.Store, words *find.Analyzer) error {
	db := s.SQL()
	k.topics = map[int64][]int64{}
	err := each(ctx, db, "SELECT article, entity, actor, reason FROM naming ORDER BY article, entity", func(rows *sql.Rows) error {
		var n store.Naming
		err := rows.Scan(&n.Article, &n.Entity, &n.Actor, &n.Reason)
		k.namings = append(k.namings, n)
		return err
	})
	if err != nil {
		return err
	}
	err = each(ctx, db, "SELECT statement, actor FROM topic", func(rows *sql.Rows) error {
		var id, actor int64
		err := rows.Scan(&id, &actor)
		k.topics[id] = append(k.topics[id], actor)
		return err
	})
	if err != nil {
		return err
	}
	var rare []int64
	err = each(ctx, db, "SELECT id FROM actor WHERE articles < 2", func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		rare = append(rare, id)
		return err
	})
	if err != nil {
		return err
	}
	actors, err := s.Actors(ctx, rare)
	if err != nil {
		return err
	}
	k.rare = slices.Collect(maps.Values(actors))
	return k.loadContacts(ctx, s, words)
}

func each(ctx context.Context, db *sql.DB, query string, f func(*sql.Rows) error) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (k *stock) loadContacts(ctx context.Context, s *store.Store, words *find.Analyzer) error {
	var ids []int64
	err := s.Write(ctx, func(t *store.Tx) error {
		return t.EachContact(ctx, 0, 1<<30, func(c store.Contact, source int64) error {
			k.contacts = append(k.contacts, contact{Contact: c, source: source})
			ids = append(ids, c.ID)
			return nil
		})
	})
	if err != nil {
		return err
	}
	parties, err := s.Parties(ctx, ids)
	if err != nil {
		return err
	}
	reports, err := s.Reports(ctx, ids)
	if err != nil {
		return err
	}
	for i := range k.contacts {
		c := &k.contacts[i]
		c.parties, c.reports = parties[c.ID], reports[c.ID]
		text := c.Place + " " + c.Topic
		for _, p := range c.parties {
			text += " " + p.Name
		}
		c.keys = k.of(words, text)
	}
	return nil
}

// copyActors makes anew who is named once, and names in the copies whom the originals name.
func (k *stock) copyActors(ctx context.Context, s *store.Store, articles map[store.ArticleID]store.ArticleID) error {
	return s.Write(ctx, func(t *store.Tx) error {
		id, err := t.Take(ctx, "actor", len(k.rare))
		if err != nil {
			return err
		}
		var b store.Settled
		k.copies = make(map[int64]int64, len(k.rare))
		for i, a := range k.rare {
			k.copies[a.ID] = id + int64(i)
			a.ID, a.Root, a.World = id+int64(i), id+int64(i), ""
			b.Actors = append(b.Actors, a)
		}
		for _, n := range k.namings {
			b.Namings = append(b.Namings, store.Naming{Article: articles[n.Article], Entity: n.Entity, Actor: k.now(n.Actor), Reason: n.Reason})
		}
		return t.Settle(ctx, &b)
	})
}

func (k *stock) copyContacts(ctx context.Context, s *store.Store, round int, articles map[store.ArticleID]store.ArticleID) error {
	return s.Write(ctx, func(t *store.Tx) error {
		id, err := t.Take(ctx, "contact", len(k.contacts))
		if err != nil {
			return err
		}
		var b store.Settled
		for i := range k.contacts {
			c := &k.contacts[i]
			n := c.Contact
			n.ID, n.Day, n.Article = id+int64(i), shifted(c.Day, round), articles[c.Article]
			b.Contacts = append(b.Contacts, n)
			for _, p := range c.parties {
				b.Parties = append(b.Parties, store.Party{Contact: n.ID, Name: p.Name, Actor: k.now(p.Actor)})
			}
			day := n.Day
			for _, r := range c.reports {
				data, published, err := k.copyReport(r, round, articles)
				if err != nil {
					return err
				}
				if len(day) != len("2006-01-02") {
					day = published
				}
				b.Reports = append(b.Reports, store.Report{Article: articles[r.Article], N: r.N, Contact: n.ID, Data: data})
			}
			b.Units = append(b.Units, store.Unit{Kind: store.ContactUnit, Ref: n.ID, Day: day, Source: c.source, Detail: c.Type, Keys: c.keys})
		}
		return t.Settle(ctx, &b)
	})
}

// copyReport returns a report's copy, and when its article was published.
func (k *stock) copyReport(r store.Report, round int, articles map[store.ArticleID]store.ArticleID) (data, published string, err error) {
	var x ledger.Report
	if err := json.Unmarshal([]byte(r.Data), &x); err != nil {
		return "", "", fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
	}
	x.Day, x.Published, x.Article = shifted(x.Day, round), shifted(x.Published, round), int64(articles[r.Article])
	for i := range x.Parties {
		x.Parties[i] = ledger.ActorID(k.now(int64(x.Parties[i])))
	}
	b, err := json.Marshal(x)
	return string(b), x.Published, err
}
