package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/script"
)

// maxWords is how many words of a name lead to its actor.
const maxWords = 12

// nameWords are the words by which an actor of these names is looked up: folded, each once.
func nameWords(names ...string) []string {
	words := strings.FieldsFunc(script.String(strings.Join(names, " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	words = slices.Compact(words)
	return words[:min(len(words), maxWords)]
}

func wordRows(id int64, words []string) [][]any {
	return rowsOf(words, func(w string) []any { return []any{[]byte(shortKey(w)), id} })
}

// rewriteWords puts the words of the actors' names in the place of those of the names that they had.
func (t *Tx) rewriteWords(ctx context.Context, all []Actor) error {
	was := map[int64]Actor{}
	ids := make([]int64, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	err := eachIn(ctx, t.s, t.Tx, ids, func(rows *sql.Rows) error {
		var a Actor
		err := rows.Scan(&a.ID, &a.Name, &a.En)
		was[a.ID] = a
		return err
	}, "SELECT id, name, en FROM actor WHERE id IN")
	if err != nil {
		return err
	}
	var rows [][]any
	for _, a := range all {
		old, known := was[a.ID]
		if known && old.Name == a.Name && old.En == a.En {
			delete(was, a.ID)
			continue
		}
		rows = append(rows, wordRows(a.ID, nameWords(a.Name, a.En))...)
	}
	if err := t.forgetWords(ctx, was); err != nil {
		return err
	}
	return t.insertWords(ctx, rows)
}

func (t *Tx) insertWords(ctx context.Context, rows [][]any) error {
	slices.SortFunc(rows, func(a, b []any) int { return strings.Compare(string(a[0].([]byte)), string(b[0].([]byte))) })
	return t.insert(ctx, "actor_word", "word, actor", rows, "ON CONFLICT DO NOTHING")
}

// forgetWords takes out the words of these actors' names.
func (t *Tx) forgetWords(ctx context.Context, all map[int64]Actor) error {
	for id, a := range all {
		for _, row := range wordRows(id, nameWords(a.Name, a.En)) {
			if err := t.exec(ctx, "DELETE FROM actor_word WHERE word = ? AND actor = ?", row...); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillWords makes the words of all actors of a store that has none: one that was made before there were any.
func (t *Tx) fillWords(ctx context.Context) error {
	for after := int64(0); ; {
		var rows [][]any
		last := after
		err := t.s.each(ctx, t.Tx, func(r *sql.Rows) error {
			var name, en string
			err := r.Scan(&last, &name, &en)
			rows = append(rows, wordRows(last, nameWords(name, en))...)
			return err
		}, "SELECT id, name, en FROM actor WHERE id > ? ORDER BY id LIMIT 1000", after)
		if err != nil || last == after {
			return err
		}
		after = last
		if err := t.insertWords(ctx, rows); err != nil {
			return err
		}
	}
}
