package store

import (
	"context"
	"database/sql"
)

// Called is how an actor is known: whom it was merged into, or itself.
type Called struct {
	ID   int64
	Name string
	Type string
}

// CalledActors returns for each of the actors with these numbers whom it was merged into.
func (s *Store) CalledActors(ctx context.Context, ids []int64) (map[int64]Called, error) {
	out := make(map[int64]Called, len(ids))
	err := eachIn(ctx, s, s.read, ids, func(rows *sql.Rows) error {
		var id int64
		var c Called
		err := rows.Scan(&id, &c.ID, &c.Name, &c.Type)
		out[id] = c
		return err
	}, "SELECT a.id, r.id, r.name, r.type FROM actor a JOIN actor r ON r.id = a.root WHERE a.id IN")
	return out, err
}

// NamedEntity is an entity of an article's record, or a speaker behind them whom it knows by an office only, as an actor.
type NamedEntity struct {
	Entity int
	Actor  int64  // whom the actor was merged into
	World  string // the actor's id in the world pack, or empty
}

// NamedEntities returns whom an article names, in the order of its record.
func (s *Store) NamedEntities(ctx context.Context, article ArticleID) ([]NamedEntity, error) {
	var out []NamedEntity
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var e NamedEntity
		err := rows.Scan(&e.Entity, &e.Actor, &e.World)
		out = append(out, e)
		return err
	}, "SELECT n.entity, a.root, a.world FROM naming n JOIN actor a ON a.id = n.actor WHERE n.article = ? ORDER BY n.entity", int64(article))
	return out, err
}

// ReportsIn returns the reports of contacts in an article, in its order, without what they say.
func (s *Store) ReportsIn(ctx context.Context, article ArticleID) ([]Report, error) {
	var out []Report
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var r Report
		err := rows.Scan(&r.Article, &r.N, &r.Contact)
		out = append(out, r)
		return err
	}, "SELECT article, n, contact FROM report WHERE article = ? ORDER BY n", int64(article))
	return out, err
}

// ArticlesNaming returns the newest kept articles that name the actor or one that was merged into it, up to the limit of each.
func (s *Store) ArticlesNaming(ctx context.Context, root int64, limit int) ([]ArticleID, error) {
	group, err := s.GroupsOf(ctx, []int64{root})
	if err != nil {
		return nil, err
	}
	var out []ArticleID
	for _, id := range group {
		ids, err := s.idsOf(ctx, s.read, "SELECT DISTINCT article FROM naming WHERE actor = ? ORDER BY article DESC LIMIT ?", id, limit)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

// DifferingStatements returns the statements of these actors whose quotations differ, the newest first.
func (s *Store) DifferingStatements(ctx context.Context, actors []int64, limit int) ([]Statement, error) {
	var out []Statement
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		x, err := scanStatement(rows)
		out = append(out, x)
		return err
	}, "SELECT "+statementColumns+" FROM statement WHERE differs = 1 AND actor IN "+marks(len(actors))+" ORDER BY day DESC, id DESC LIMIT ?", append(anys(actors), limit)...)
	return out, err
}
