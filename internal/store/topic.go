package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
)

// TopicsAfter is the name under which a store that was made before there were topics keeps up to which article they have been made.
const TopicsAfter = "topics"

// fillTopics notes that the topics of what is settled already are still to be made, and makes the words of actors' names.
func (t *Tx) fillTopics(ctx context.Context) error {
	if err := t.exec(ctx, "INSERT INTO meta (name, value) SELECT ?, '0' WHERE EXISTS (SELECT 1 FROM statement)", TopicsAfter); err != nil {
		return err
	}
	return t.fillWords(ctx)
}

// FirstTelling is the telling by which a statement came into the store.
type FirstTelling struct {
	Article   ArticleID
	N         int
	Statement int64
	Day       string
	Speaker   int64
}

// FirstTellings returns those in these articles.
func (t *Tx) FirstTellings(ctx context.Context, ids []ArticleID) ([]FirstTelling, error) {
	var out []FirstTelling
	err := eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		var x FirstTelling
		err := rows.Scan(&x.Article, &x.N, &x.Statement, &x.Day, &x.Speaker)
		out = append(out, x)
		return err
	}, "SELECT t.article, t.n, s.id, s.day, s.actor FROM telling t JOIN statement s ON s.id = t.statement AND s.article = t.article WHERE t.article IN")
	return out, err
}

// Namings returns whom the entities of the articles' records are, by article.
func (t *Tx) Namings(ctx context.Context, ids []ArticleID) (map[ArticleID][]Naming, error) {
	out := make(map[ArticleID][]Naming, len(ids))
	err := eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		var n Naming
		err := rows.Scan(&n.Article, &n.Entity, &n.Actor, &n.Reason)
		out[n.Article] = append(out[n.Article], n)
		return err
	}, "SELECT article, entity, actor, reason FROM naming WHERE article IN")
	return out, err
}

// AddTopics notes of whom statements speak.
func (t *Tx) AddTopics(ctx context.Context, topics []Topic) error {
	type row struct{ actor, day, statement, speaker int64 }
	rows := make([]row, len(topics))
	for i, x := range topics {
		rows[i] = row{x.Actor, dayNumber(x.Day), x.Statement, x.Speaker}
	}
	slices.SortFunc(rows, func(a, b row) int { // neighbours go to one page of the table
		return cmp.Or(cmp.Compare(a.actor, b.actor), cmp.Compare(a.day, b.day), cmp.Compare(a.statement, b.statement))
	})
	return t.insert(ctx, "topic", "actor, day, statement, speaker", rowsOf(rows, func(r row) []any {
		return []any{r.actor, r.day, r.statement, r.speaker}
	}), "ON CONFLICT DO NOTHING")
}
