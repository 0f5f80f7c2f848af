package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// numbered writes the one parameter of a statement as PostgreSQL numbers it.
var numbered = strings.NewReplacer("?1", "$1", "?", "$1")

// StillWaiting returns which of the articles wait to be settled.
func (t *Tx) StillWaiting(ctx context.Context, ids []ArticleID) (map[ArticleID]bool, error) {
	out := map[ArticleID]bool{}
	err := eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		var id ArticleID
		err := rows.Scan(&id)
		out[id] = true
		return err
	}, "SELECT id FROM article WHERE settled = 0 AND id IN")
	return out, err
}

// Unsettle takes out what the articles have added across articles, so that they can be settled anew: articles that their outlets have changed. It returns
// the contacts that have lost a report and have others; what is known of these is to be settled anew.
func (t *Tx) Unsettle(ctx context.Context, ids []ArticleID) (contacts []int64, err error) {
	again, err := t.in(ctx, "SELECT DISTINCT article FROM reading WHERE article IN", numbers(ids))
	if err != nil || len(again) == 0 {
		return nil, err
	}
	actors, err := t.in(ctx, "SELECT DISTINCT actor FROM naming WHERE article IN", again)
	if err != nil {
		return nil, err
	}
	said, err := t.in(ctx, "SELECT DISTINCT statement FROM telling WHERE article IN", again)
	if err != nil {
		return nil, err
	}
	met, err := t.in(ctx, "SELECT DISTINCT contact FROM report WHERE article IN", again)
	if err != nil {
		return nil, err
	}
	for _, id := range again {
		if err := t.takeOut(ctx, id); err != nil {
			return nil, err
		}
	}
	for _, step := range []struct {
		ids     []int64
		queries []string
	}{
		{said, statementAnew},
		{met, contactAnew},
	} {
		if err := t.eachNumbered(ctx, step.ids, step.queries); err != nil {
			return nil, err
		}
	}
	if err := t.forgetEmpty(ctx, said, met); err != nil {
		return nil, err
	}
	if err := t.forgetActors(ctx, actors); err != nil {
		return nil, err
	}
	return t.in(ctx, "SELECT id FROM contact WHERE id IN", met)
}

// takeOut takes out the rows of one article.
func (t *Tx) takeOut(ctx context.Context, id int64) error {
	return t.eachNumbered(ctx, []int64{id}, []string{
		"UPDATE actor SET articles = articles - 1 WHERE id IN (SELECT actor FROM naming WHERE article = ?1)",
		"DELETE FROM naming WHERE article = ?1",
		"DELETE FROM band WHERE article = ?1",
		"DELETE FROM telling WHERE article = ?1",
		"DELETE FROM report WHERE article = ?1",
		"DELETE FROM reading WHERE article = ?1", // of words that the article no longer has
	})
}

// What is counted of a statement or contact, after it has lost an article: its first is the first of those that are left.
var (
	statementAnew = []string{
		"UPDATE statement SET tellings = (SELECT COUNT(*) FROM telling x WHERE x.statement = ?1), article = COALESCE((SELECT MIN(x.article) FROM telling x WHERE x.statement = ?1), article) WHERE id = ?1",
		"UPDATE statement SET origins = (SELECT COUNT(DISTINCT a.origin) FROM telling x JOIN article a ON a.id = x.article WHERE x.statement = ?1) WHERE id = ?1",
	}
	contactAnew = []string{
		"UPDATE contact SET reports = (SELECT COUNT(*) FROM report x WHERE x.contact = ?1), article = COALESCE((SELECT MIN(x.article) FROM report x WHERE x.contact = ?1), article) WHERE id = ?1",
	}
	// An actor whom no article names any more goes, unless somebody has merged or split it by hand.
	forgetActor = []string{
		`DELETE FROM actor WHERE id = ?1 AND root = id AND NOT EXISTS (SELECT 1 FROM naming x WHERE x.actor = ?1) AND NOT EXISTS (SELECT 1 FROM statement x WHERE x.actor = ?1)
			AND NOT EXISTS (SELECT 1 FROM party x WHERE x.actor = ?1) AND NOT EXISTS (SELECT 1 FROM topic x WHERE x.actor = ?1) AND NOT EXISTS (SELECT 1 FROM actor x WHERE x.root = ?1 AND x.id <> ?1)
			AND NOT EXISTS (SELECT 1 FROM actor_change x WHERE x.actor = ?1 OR x.other = ?1)`,
		"DELETE FROM actor_key WHERE actor = ?1 AND NOT EXISTS (SELECT 1 FROM actor x WHERE x.id = ?1)",
	}
)

// forgetActors takes those of the actors out whom nothing names any more, with the words of their names.
func (t *Tx) forgetActors(ctx context.Context, ids []int64) error {
	was, err := t.s.actors(ctx, t.Tx, ids)
	if err != nil {
		return err
	}
	if err := t.eachNumbered(ctx, ids, forgetActor); err != nil {
		return err
	}
	here, err := t.Roots(ctx, ids)
	if err != nil {
		return err
	}
	for id := range here {
		delete(was, id)
	}
	return t.forgetWords(ctx, was)
}

// in returns the numbers that a query ending with "… IN" answers.
func (t *Tx) in(ctx context.Context, query string, ids []int64) (out []int64, err error) {
	err = eachIn(ctx, t.s, t.Tx, ids, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, query)
	return out, err
}

// eachNumbered runs the statements for each of the numbers, which may stand in them more than once, as ?1.
func (t *Tx) eachNumbered(ctx context.Context, ids []int64, queries []string) error {
	for _, id := range ids {
		for _, query := range queries {
			if t.s.Postgres() {
				query = numbered.Replace(query)
			}
			if err := t.exec(ctx, query, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// forgetEmpty takes those of the statements and contacts out that no article tells any more, with their units and keys.
func (t *Tx) forgetEmpty(ctx context.Context, said, met []int64) error {
	for _, e := range []struct {
		kind    int
		ids     []int64
		empty   string
		queries []string
	}{
		{StatementUnit, said, "SELECT id FROM statement WHERE tellings = 0 AND id IN", []string{"DELETE FROM statement WHERE id = ?1"}},
		{ContactUnit, met, "SELECT id FROM contact WHERE reports = 0 AND id IN", []string{"DELETE FROM party WHERE contact = ?1", "DELETE FROM contact WHERE id = ?1"}},
	} {
		gone, err := t.in(ctx, e.empty, e.ids)
		if err != nil {
			return err
		}
		if err := t.drop(ctx, e.kind, gone); err != nil {
			return err
		}
		if err := t.eachNumbered(ctx, gone, e.queries); err != nil {
			return err
		}
		if err := t.forgetKeys(ctx, e.kind, gone); err != nil {
			return err
		}
	}
	return nil
}

// forgetKeys takes out the keys of statements or contacts that are gone, and the topics: in one pass for all, since they are not ordered by what they
// lead to.
func (t *Tx) forgetKeys(ctx context.Context, kind int, gone []int64) error {
	tables := []struct{ name, column string }{{"statement_key", "statement"}, {"topic", "statement"}}
	if kind == ContactUnit {
		tables = []struct{ name, column string }{{"contact_key", "contact"}}
	}
	for len(gone) > 0 {
		n := min(maxParameters, len(gone))
		for _, table := range tables {
			if err := t.exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE %s IN %s", table.name, table.column, marks(n)), anys(gone[:n])...); err != nil {
				return err
			}
		}
		gone = gone[n:]
	}
	return nil
}

// KeepParties takes those out of a contact's parties that are not among the names, which its reports give.
func (t *Tx) KeepParties(ctx context.Context, contact int64, names []string) error {
	args := []any{contact}
	for _, name := range names {
		args = append(args, clip(name))
	}
	query := "DELETE FROM party WHERE contact = ?"
	if len(names) > 0 {
		query += " AND name NOT IN " + marks(len(names))
	}
	return t.exec(ctx, query, args...)
}
