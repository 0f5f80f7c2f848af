package store

import (
	"cmp"
	"context"
	"slices"
)

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
