package store

import (
	"context"
	"database/sql"
	"hash/fnv"
)

// Bands returns for each of the keys the articles that share it.
func (t *Tx) Bands(ctx context.Context, keys []int64) (map[int64][]int64, error) {
	return lookUp(ctx, t, keys, number, "SELECT key, article FROM band WHERE key IN")
}

// ActorKeys returns for each of the keys the actors that have it.
func (t *Tx) ActorKeys(ctx context.Context, keys []string) (map[string][]int64, error) {
	return lookUp(ctx, t, keys, hashed, "SELECT key, actor FROM actor_key WHERE key IN")
}

// WordKeys returns for each of the keys the statements that have it.
func (t *Tx) WordKeys(ctx context.Context, keys []int64) (map[int64][]int64, error) {
	return lookUp(ctx, t, keys, number, "SELECT key, statement FROM statement_key WHERE key IN")
}

// ContactKeys returns for each of the keys the contacts that have it.
func (t *Tx) ContactKeys(ctx context.Context, keys []string) (map[string][]int64, error) {
	return lookUp(ctx, t, keys, hashed, "SELECT key, contact FROM contact_key WHERE key IN")
}

// keyBits are the bits of a key that are kept: enough that few keys meet, and short ones to store.
const keyBits = 40

func number(key int64) int64 { return key & (1<<keyBits - 1) }

// hashed is the number that stands for a key of words.
func hashed(key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return number(int64(h.Sum64()))
}

func lookUp[K comparable](ctx context.Context, t *Tx, keys []K, short func(K) int64, query string) (map[K][]int64, error) {
	by := make(map[int64][]K, len(keys))
	numbers := make([]int64, 0, len(keys))
	for _, k := range keys {
		n := short(k)
		if by[n] == nil {
			numbers = append(numbers, n)
		}
		by[n] = append(by[n], k)
	}
	out := map[K][]int64{}
	err := eachIn(ctx, t.s, t.Tx, numbers, func(rows *sql.Rows) error {
		var n, id int64
		err := rows.Scan(&n, &id)
		for _, k := range by[n] {
			out[k] = append(out[k], id)
		}
		return err
	}, query)
	return out, err
}

const actorColumns = "id, type, name, en, world, articles, root, data"

func (s *Store) scanActor(rows interface{ Scan(...any) error }) (a Actor, err error) {
	var packed []byte
	if err := rows.Scan(&a.ID, &a.Type, &a.Name, &a.En, &a.World, &a.Articles, &a.Root, &packed); err != nil {
		return a, err
	}
	data, err := s.codec.unpack(packed)
	a.Data = string(data)
	return a, err
}

// Actors returns the actors with these numbers.
func (t *Tx) Actors(ctx context.Context, ids []int64) (map[int64]Actor, error) {
	return t.s.actors(ctx, t.Tx, ids)
}

// Actors returns the actors with these numbers.
func (s *Store) Actors(ctx context.Context, ids []int64) (map[int64]Actor, error) {
	return s.actors(ctx, s.read, ids)
}

func (s *Store) actors(ctx context.Context, q querier, ids []int64) (map[int64]Actor, error) {
	out := make(map[int64]Actor, len(ids))
	err := eachIn(ctx, s, q, ids, func(rows *sql.Rows) error {
		a, err := s.scanActor(rows)
		out[a.ID] = a
		return err
	}, "SELECT "+actorColumns+" FROM actor WHERE id IN")
	return out, err
}

// Roots returns for each of the actors whom it was merged into, or itself.
func (t *Tx) Roots(ctx context.Context, ids []int64) (map[int64]int64, error) {
	out := make(map[int64]int64, len(ids))
	err := eachIn(ctx, t.s, t.Tx, ids, func(rows *sql.Rows) error {
		var id, root int64
		err := rows.Scan(&id, &root)
		out[id] = root
		return err
	}, "SELECT id, root FROM actor WHERE id IN")
	return out, err
}

// statementColumns name the speaker as the actor is named, where there is one.
const statementColumns = "id, actor, COALESCE((SELECT a.name FROM actor a WHERE a.id = statement.actor), speaker), kind, act, polarity, day, words, article, tellings, origins, differs"

func scanStatement(rows interface{ Scan(...any) error }) (x Statement, err error) {
	err = rows.Scan(&x.ID, &x.Actor, &x.Speaker, &x.Kind, &x.Act, &x.Polarity, &x.Day, &x.Words, &x.Article, &x.Tellings, &x.Origins, &x.Differs)
	return x, err
}

// Statements returns the statements with these numbers.
func (t *Tx) Statements(ctx context.Context, ids []int64) (map[int64]Statement, error) {
	return t.s.statements(ctx, t.Tx, ids)
}

// Statements returns the statements with these numbers.
func (s *Store) Statements(ctx context.Context, ids []int64) (map[int64]Statement, error) {
	return s.statements(ctx, s.read, ids)
}

func (s *Store) statements(ctx context.Context, q querier, ids []int64) (map[int64]Statement, error) {
	out := make(map[int64]Statement, len(ids))
	err := eachIn(ctx, s, q, ids, func(rows *sql.Rows) error {
		x, err := scanStatement(rows)
		out[x.ID] = x
		return err
	}, "SELECT "+statementColumns+" FROM statement WHERE id IN")
	return out, err
}

// TellingOrigins returns for each of the statements the origins of the articles that tell it, each once.
func (t *Tx) TellingOrigins(ctx context.Context, ids []int64) (map[int64][]ArticleID, error) {
	out := map[int64][]ArticleID{}
	err := eachIn(ctx, t.s, t.Tx, ids, func(rows *sql.Rows) error {
		var id int64
		var origin ArticleID
		err := rows.Scan(&id, &origin)
		out[id] = append(out[id], origin)
		return err
	}, "SELECT DISTINCT t.statement, a.origin FROM telling t JOIN article a ON a.id = t.article WHERE t.statement IN")
	return out, err
}

const contactColumns = "id, type, status, day, place, topic, reports, article"

func scanContact(rows interface{ Scan(...any) error }) (c Contact, err error) {
	err = rows.Scan(&c.ID, &c.Type, &c.Status, &c.Day, &c.Place, &c.Topic, &c.Reports, &c.Article)
	return c, err
}

// Contacts returns the contacts with these numbers.
func (t *Tx) Contacts(ctx context.Context, ids []int64) (map[int64]Contact, error) {
	return t.s.contacts(ctx, t.Tx, ids)
}

// Contacts returns the contacts with these numbers.
func (s *Store) Contacts(ctx context.Context, ids []int64) (map[int64]Contact, error) {
	return s.contacts(ctx, s.read, ids)
}

func (s *Store) contacts(ctx context.Context, q querier, ids []int64) (map[int64]Contact, error) {
	out := make(map[int64]Contact, len(ids))
	err := eachIn(ctx, s, q, ids, func(rows *sql.Rows) error {
		c, err := scanContact(rows)
		out[c.ID] = c
		return err
	}, "SELECT "+contactColumns+" FROM contact WHERE id IN")
	return out, err
}

// Reports returns the reports of the contacts with these numbers, by contact, in the order of their articles.
func (t *Tx) Reports(ctx context.Context, ids []int64) (map[int64][]Report, error) {
	return t.s.reports(ctx, t.Tx, ids)
}

func (s *Store) reports(ctx context.Context, q querier, ids []int64) (map[int64][]Report, error) {
	out := map[int64][]Report{}
	err := eachIn(ctx, s, q, ids, func(rows *sql.Rows) error {
		var r Report
		err := rows.Scan(&r.Article, &r.N, &r.Contact, &r.Data)
		out[r.Contact] = append(out[r.Contact], r)
		return err
	}, "SELECT article, n, contact, data FROM report WHERE contact IN")
	return out, err
}

// PartyNames returns for each of the contacts its parties as they are called.
func (t *Tx) PartyNames(ctx context.Context, ids []int64) (map[int64][]string, error) {
	out := map[int64][]string{}
	err := eachIn(ctx, t.s, t.Tx, ids, func(rows *sql.Rows) error {
		var id int64
		var name string
		err := rows.Scan(&id, &name)
		out[id] = append(out[id], name)
		return err
	}, "SELECT contact, name FROM party WHERE contact IN")
	return out, err
}

// Texts returns title and text of the articles with these numbers.
func (t *Tx) Texts(ctx context.Context, ids []int64) (map[int64]Article, error) {
	all, err := t.s.articles(ctx, t.Tx, articleIDs(ids), "")
	out := make(map[int64]Article, len(all))
	for _, a := range all {
		out[int64(a.ID)] = a
	}
	return out, err
}

func articleIDs(ids []int64) []ArticleID {
	out := make([]ArticleID, len(ids))
	for i, id := range ids {
		out[i] = ArticleID(id)
	}
	return out
}
