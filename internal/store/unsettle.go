package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
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
	out, err := t.unsettle(ctx, again, slices.Concat(settledOut, changedOut))
	if err != nil {
		return nil, err
	}
	return out.Contacts, t.forgetActors(ctx, out.Actors)
}

// Reopened is what an article has told that is taken out to be settled anew.
type Reopened struct {
	Contacts       []int64 // that have lost a report and have others
	Actors         []int64 // whom it named: they are kept until ForgetUnnamed, so that they keep their numbers
	GoneStatements []int64 // that nobody else tells
	GoneContacts   []int64
}

// Reopen is Unsettle for an article whose words are the same: its readings stay, and so does whose copy it is.
func (t *Tx) Reopen(ctx context.Context, id ArticleID) (Reopened, error) {
	return t.unsettle(ctx, []int64{int64(id)}, settledOut)
}

// ForgetUnnamed takes those of the actors out whom nothing names any more.
func (t *Tx) ForgetUnnamed(ctx context.Context, actors []int64) error {
	return t.forgetActors(ctx, actors)
}

// unsettle takes out the rows of the articles by the statements, and what nothing tells any more.
func (t *Tx) unsettle(ctx context.Context, ids []int64, takeOut []string) (out Reopened, err error) {
	if out.Actors, err = t.in(ctx, "SELECT DISTINCT actor FROM naming WHERE article IN", ids); err != nil {
		return out, err
	}
	said, err := t.in(ctx, "SELECT DISTINCT statement FROM telling WHERE article IN", ids)
	if err != nil {
		return out, err
	}
	met, err := t.in(ctx, "SELECT DISTINCT contact FROM report WHERE article IN", ids)
	if err != nil {
		return out, err
	}
	for _, step := range []struct {
		ids     []int64
		queries []string
	}{
		{ids, takeOut},
		{said, statementAnew},
		{met, contactAnew},
	} {
		if err := t.eachNumbered(ctx, step.ids, step.queries); err != nil {
			return out, err
		}
	}
	if out.GoneStatements, out.GoneContacts, err = t.forgetEmpty(ctx, said, met); err != nil {
		return out, err
	}
	out.Contacts, err = t.in(ctx, "SELECT id FROM contact WHERE id IN", met)
	return out, err
}

// What is taken out of one article: what settling has made of it, and of words that it no longer has what was read in them.
var (
	settledOut = []string{
		"UPDATE actor SET articles = articles - 1 WHERE id IN (SELECT actor FROM naming WHERE article = ?1)",
		"DELETE FROM naming WHERE article = ?1",
		"DELETE FROM telling WHERE article = ?1",
		"DELETE FROM report WHERE article = ?1",
		"DELETE FROM corrected WHERE article = ?1",
	}
	changedOut = []string{
		"DELETE FROM band WHERE article = ?1",
		"DELETE FROM reading WHERE article = ?1",
	}
)

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
func (t *Tx) forgetEmpty(ctx context.Context, said, met []int64) (goneSaid, goneMet []int64, err error) {
	for _, e := range []struct {
		kind    int
		ids     []int64
		out     *[]int64
		empty   string
		queries []string
	}{
		{StatementUnit, said, &goneSaid, "SELECT id FROM statement WHERE tellings = 0 AND id IN", []string{"DELETE FROM statement WHERE id = ?1"}},
		{ContactUnit, met, &goneMet, "SELECT id FROM contact WHERE reports = 0 AND id IN", []string{"DELETE FROM party WHERE contact = ?1", "DELETE FROM contact WHERE id = ?1"}},
	} {
		gone, err := t.in(ctx, e.empty, e.ids)
		if err != nil {
			return nil, nil, err
		}
		if err := errors.Join(t.drop(ctx, e.kind, gone), t.eachNumbered(ctx, gone, e.queries), t.forgetKeys(ctx, e.kind, gone)); err != nil {
			return nil, nil, err
		}
		*e.out = gone
	}
	return goneSaid, goneMet, nil
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
