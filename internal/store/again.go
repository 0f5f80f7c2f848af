package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"isnad.dev/isnad/internal/ledger"
)

// SplitBy is a split by hand that stands: the articles whose naming of one actor is another's.
type SplitBy struct {
	Actor, From int64
	Articles    []ArticleID
}

// Splits returns the splits by hand that stand, to be made again once all is settled anew.
func (t *Tx) Splits(ctx context.Context) ([]SplitBy, error) {
	changes, err := t.s.changes(ctx, t.Tx, "WHERE undone = 0")
	if err != nil {
		return nil, err
	}
	var out []SplitBy
	for _, c := range changes {
		if c.Kind != Split {
			continue
		}
		ids, err := t.s.idsOf(ctx, t.Tx, "SELECT DISTINCT article FROM naming WHERE actor = ? ORDER BY article", c.Actor)
		if err != nil {
			return nil, err
		}
		out = append(out, SplitBy{c.Actor, c.Other, ids})
	}
	return out, nil
}

// PlainActors takes from the actors what articles have told of them and leaves their names: whom an article names is then found anew, and who is found
// again keeps the number, and with it what was merged by hand. Those that were split off have no keys until Resplit.
func (t *Tx) PlainActors(ctx context.Context, splits []SplitBy) error {
	off := map[int64]bool{}
	for _, s := range splits {
		off[s.Actor] = true
	}
	if err := t.exec(ctx, "DELETE FROM actor_key"); err != nil {
		return err
	}
	for after := int64(0); ; {
		batch, last, err := t.plainActors(ctx, after, off)
		if err != nil || last == after {
			return err
		}
		after = last
		if err := t.writeActors(ctx, batch); err != nil {
			return err
		}
	}
}

// plainActors returns some actors after the number with nothing but their names, and the last one's number.
func (t *Tx) plainActors(ctx context.Context, after int64, off map[int64]bool) (*Settled, int64, error) {
	b := &Settled{}
	last := after
	err := t.s.each(ctx, t.Tx, func(rows *sql.Rows) error {
		a, err := t.s.scanActor(rows)
		if err != nil {
			return err
		}
		last = a.ID
		n := ledger.Naming{Name: a.Name, En: a.En, WorldID: a.World, Type: a.Type, Forms: []string{a.Name}}
		data, err := json.Marshal(n)
		if err != nil {
			return err
		}
		a.Data, a.Articles = string(data), 0
		b.Actors = append(b.Actors, a)
		if off[a.ID] {
			return nil
		}
		for _, k := range ledger.ActorKeys(n) {
			b.ActorKeys = append(b.ActorKeys, Key[string]{Key: k, ID: a.ID})
		}
		return nil
	}, "SELECT "+actorColumns+" FROM actor WHERE id > ? ORDER BY id LIMIT 1000", after)
	return b, last, err
}

// Resplit makes the splits by hand again, and drops the actors whom no article names any more and nobody has merged or split.
func (t *Tx) Resplit(ctx context.Context, splits []SplitBy) error {
	for _, s := range splits {
		if len(s.Articles) == 0 {
			continue
		}
		if err := t.move(ctx, s.From, s.Actor, s.Articles); err != nil {
			return err
		}
		rows, err := t.s.actors(ctx, t.Tx, []int64{s.Actor})
		if err != nil {
			return err
		}
		n, err := namingFrom(rows[s.Actor].Data)
		if err != nil {
			return err
		}
		var keys []Key[string]
		for _, k := range ledger.ActorKeys(ledger.Naming(n)) {
			keys = append(keys, Key[string]{Key: k, ID: s.Actor})
		}
		if err := t.insert(ctx, "actor_key", "key, actor", keyRows(keys, hashed), "ON CONFLICT DO NOTHING"); err != nil {
			return err
		}
	}
	const unused = "NOT EXISTS (SELECT 1 FROM naming n WHERE n.actor = actor.id) AND NOT EXISTS (SELECT 1 FROM actor_change c WHERE c.actor = actor.id OR c.other = actor.id)"
	if err := t.exec(ctx, "DELETE FROM actor WHERE "+unused); err != nil {
		return err
	}
	if err := t.exec(ctx, "DELETE FROM actor_word WHERE NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = actor_word.actor)"); err != nil {
		return err
	}
	return t.exec(ctx, "DELETE FROM actor_key WHERE NOT EXISTS (SELECT 1 FROM actor a WHERE a.id = actor_key.actor)")
}
