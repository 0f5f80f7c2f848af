package store

import (
	"context"
	"database/sql"
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

// Unsettle takes out what the articles have added across articles, so that they can be settled anew: an article that its outlet has changed.
func (t *Tx) Unsettle(ctx context.Context, ids []ArticleID) error {
	var again []int64
	err := eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		again = append(again, id)
		return err
	}, "SELECT DISTINCT article FROM reading WHERE article IN")
	if err != nil {
		return err
	}
	for _, id := range again {
		if err := t.unsettle(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) unsettle(ctx context.Context, id int64) error {
	for _, query := range []string{
		"UPDATE actor SET articles = articles - 1 WHERE id IN (SELECT actor FROM naming WHERE article = ?)",
		"DELETE FROM naming WHERE article = ?",
		"DELETE FROM band WHERE article = ?",
		"UPDATE statement SET tellings = tellings - (SELECT COUNT(*) FROM telling x WHERE x.statement = statement.id AND x.article = ?1) WHERE id IN (SELECT statement FROM telling WHERE article = ?1)",
		"DELETE FROM telling WHERE article = ?",
		"UPDATE contact SET reports = reports - (SELECT COUNT(*) FROM report x WHERE x.contact = contact.id AND x.article = ?1) WHERE id IN (SELECT contact FROM report WHERE article = ?1)",
		"DELETE FROM report WHERE article = ?",
	} {
		if err := t.execNumbered(ctx, query, id); err != nil {
			return err
		}
	}
	return t.forgetEmpty(ctx)
}

// execNumbered runs a statement whose one parameter may stand in it more than once, as ?1.
func (t *Tx) execNumbered(ctx context.Context, query string, arg any) error {
	if t.s.Postgres() {
		query = numbered.Replace(query)
	}
	return t.exec(ctx, query, arg)
}

// forgetEmpty takes statements and contacts out that no article tells any more, with their units and keys.
func (t *Tx) forgetEmpty(ctx context.Context) error {
	for _, e := range []struct {
		kind          int
		empty         string
		table, column string
		with          []string
	}{
		{StatementUnit, "SELECT id FROM statement WHERE tellings <= 0", "statement", "statement", []string{"statement_key"}},
		{ContactUnit, "SELECT id FROM contact WHERE reports <= 0", "contact", "contact", []string{"contact_key", "party"}},
	} {
		var gone []int64
		err := t.s.each(ctx, t.Tx, func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			gone = append(gone, id)
			return err
		}, e.empty)
		if err != nil {
			return err
		}
		if err := t.drop(ctx, e.kind, gone); err != nil {
			return err
		}
		for _, id := range gone {
			for _, table := range e.with {
				if err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+e.column+" = ?", id); err != nil {
					return err
				}
			}
			if err := t.exec(ctx, "DELETE FROM "+e.table+" WHERE id = ?", id); err != nil {
				return err
			}
		}
	}
	return nil
}
