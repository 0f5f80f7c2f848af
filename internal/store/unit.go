package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"
)

// unitBits are the bits of a unit's number below its day: so many units a day.
const unitBits = 24

// dayNumber counts days from 1900; days that are not known come before all others.
func dayNumber(day string) int64 {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return 0
	}
	n := int64(t.Sub(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return max(0, min(n, 1<<20))
}

// dayOf is the day in a unit's number, or empty.
func dayOf(unit int64) string {
	n := unit >> unitBits
	if n == 0 {
		return ""
	}
	return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("2006-01-02")
}

// writeUnits puts units where a search finds them; one that is there already is replaced.
func (t *Tx) writeUnits(ctx context.Context, b *Settled) error {
	if len(b.Units) == 0 {
		return nil
	}
	if err := t.dropUnits(ctx, b.Units); err != nil {
		return err
	}
	slices.SortStableFunc(b.Units, func(a, c Unit) int { return cmp.Compare(dayNumber(a.Day), dayNumber(c.Day)) })
	rows := make([][]any, 0, len(b.Units))
	found := make([][]any, 0, len(b.Units))
	for first := 0; first < len(b.Units); {
		day := dayNumber(b.Units[first].Day)
		end := first
		for end < len(b.Units) && dayNumber(b.Units[end].Day) == day {
			end++
		}
		n, err := t.Take(ctx, "unit "+strconv.FormatInt(day, 10), end-first)
		if err != nil {
			return err
		}
		for _, u := range b.Units[first:end] {
			u.Keys = indexed(u.Keys)
			id := day<<unitBits | n
			n++
			row := []any{id, u.Kind, u.Ref, u.Source, u.Actor, u.Detail}
			if t.s.Postgres() {
				row = append(row, vector(u.Keys))
			} else {
				found = append(found, []any{id, strings.Join(u.Keys, " ")})
			}
			rows = append(rows, row)
		}
		first = end
	}
	if t.s.Postgres() {
		return t.insert(ctx, "unit", "id, kind, ref, source, actor, detail, body", rows, "")
	}
	if err := t.insert(ctx, "unit", "id, kind, ref, source, actor, detail", rows, ""); err != nil {
		return err
	}
	return t.insert(ctx, "found", "rowid, body", found, "")
}

// dropUnits takes the units out that stand for the same rows.
func (t *Tx) dropUnits(ctx context.Context, units []Unit) error {
	byKind := map[int][]int64{}
	for _, u := range units {
		byKind[u.Kind] = append(byKind[u.Kind], u.Ref)
	}
	for _, kind := range []int{ArticleUnit, StatementUnit, ContactUnit} {
		if err := t.drop(ctx, kind, byKind[kind]); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) drop(ctx context.Context, kind int, refs []int64) error {
	var ids []int64
	err := eachIn(ctx, t.s, t.Tx, refs, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT id FROM unit WHERE kind = "+strconv.Itoa(kind)+" AND ref IN")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !t.s.Postgres() {
			if err := t.exec(ctx, "DELETE FROM found WHERE rowid = ?", id); err != nil {
				return err
			}
		}
		if err := t.exec(ctx, "DELETE FROM unit WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// maxPosition is the last position that a tsvector of PostgreSQL keeps, maxPerWord how many a word may have, maxKey the bytes of a key that are indexed.
const (
	maxPosition = 16383
	maxPerWord  = 255
	maxKey      = 40
)

// indexed are the keys of a unit that are indexed, the same in both databases: the first of very many, and of a very long one the beginning.
func indexed(keys []string) []string {
	keys = keys[:min(len(keys), maxPosition)]
	for i, k := range keys {
		if len(k) > maxKey || strings.IndexByte(k, 0) >= 0 {
			keys = slices.Clone(keys)
			for j := i; j < len(keys); j++ {
				keys[j] = shortKey(keys[j])
			}
			break
		}
	}
	return keys
}

// shortKey is the part of a key that is indexed and looked for.
func shortKey(key string) string {
	key = clean(key).(string)
	if len(key) <= maxKey {
		return key
	}
	return strings.ToValidUTF8(key[:maxKey], "")
}

// vector writes the keys as a tsvector: 'key':1,7 …
func vector(keys []string) string {
	at := make(map[string][]int, len(keys))
	var order []string
	for i, k := range keys {
		if at[k] == nil {
			order = append(order, k)
		}
		if len(at[k]) < maxPerWord {
			at[k] = append(at[k], i+1)
		}
	}
	var b strings.Builder
	for _, k := range order {
		b.WriteByte('\'')
		b.WriteString(quoted(k))
		b.WriteString("':")
		for i, p := range at[k] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(p))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func quoted(key string) string { return strings.NewReplacer("'", "''", `\`, `\\`).Replace(key) }
