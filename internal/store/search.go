package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Clause is a part of what is looked for: a phrase of keys, each with its alternatives. A word is a phrase of one.
type Clause struct {
	Phrase [][]string
	Not    bool // units that have it are left out
	Or     bool // it or the clause before it
}

// Search says which units are looked for. Its zero value finds all.
type Search struct {
	Match   []Clause
	Kinds   []int
	Actors  []int64  // who speaks, or takes part
	Sources []int64  // outlets that tell it
	Details []string // kinds of statements, types of contacts
	Acts    []string // of statements: inform, demand, refuse …
	Status  []string // of contacts
	From    string   // ISO days, both included
	To      string
	Units   []int64 // these only, if there are any
	Before  int64   // units with smaller numbers only: where the page before ended
	Limit   int
}

// Hit is a unit that was found.
type Hit struct {
	ID   int64
	Kind int
	Ref  int64
	Day  string // of the unit; empty where it is not known
}

// DefaultLimit is how many hits are returned where the search does not say.
const DefaultLimit = 20

// Search returns the units that match, the newest first.
func (s *Store) Search(ctx context.Context, q Search) (hits []Hit, err error) {
	if s.Postgres() && len(q.Match) > 0 && len(q.Units) == 0 {
		hits, err = s.searchWords(ctx, q)
	} else {
		query, args := s.searchQuery(q, newest)
		hits, err = s.hits(ctx, s.read, query, args)
	}
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits, nil
}

func (s *Store) hits(ctx context.Context, db querier, query string, args []any) (out []Hit, err error) {
	err = s.each(ctx, db, func(rows *sql.Rows) error {
		var h Hit
		err := rows.Scan(&h.ID, &h.Kind, &h.Ref)
		h.Day = dayOf(h.ID)
		out = append(out, h)
		return err
	}, query, args...)
	return out, err
}

// The forms of a query: the newest that match, and those of them that are among the newest of all.
const (
	newest  = "SELECT u.id, u.kind, u.ref FROM %[1]s%[2]s%[3]s ORDER BY %[4]s DESC LIMIT ?"
	topmost = "SELECT u.id, u.kind, u.ref FROM (SELECT * FROM %[1]s%[2]s ORDER BY u.id DESC LIMIT 1000) u%[3]s ORDER BY u.id DESC LIMIT ?"
)

// searchWords finds units by words in PostgreSQL, which has one guess for the number of all words that are not among its thousand most common ones, and by
// that would walk all units for a rare one. So the newest are walked, where a common word is soon found, then the index of words is asked.
func (s *Store) searchWords(ctx context.Context, q Search) ([]Hit, error) {
	query, args := s.searchQuery(q, topmost)
	hits, err := s.hits(ctx, s.read, query, args)
	if limit := args[len(args)-1].(int); err != nil || len(hits) == limit {
		return hits, err
	}
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, s.fault(err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off"); err != nil {
		return nil, s.fault(err)
	}
	query, args = s.searchQuery(q, newest)
	return s.hits(ctx, tx, query, args)
}

// searchQuery builds the query. Both databases walk the newest numbers first and stop at the limit.
func (s *Store) searchQuery(q Search, form string) (string, []any) {
	id, from := "u.id", "unit u"
	match := expression(q.Match, s.Postgres())
	b, days := &builder{}, &builder{}
	switch {
	case match == "":
	case s.Postgres():
		b.and("u.body @@ CAST(? AS text)::tsquery", match)
	default:
		id, from = "found.rowid", "found JOIN unit u ON u.id = found.rowid"
		b.and("found MATCH ?", match)
	}
	if q.From != "" {
		days.and(id+" >= ?", dayNumber(q.From)<<unitBits)
	}
	if q.To != "" {
		days.and(id+" < ?", (dayNumber(q.To)+1)<<unitBits)
	}
	in(days, id, q.Units)
	if q.Before != 0 {
		days.and(id+" < ?", q.Before)
	}
	if q.To != "" && q.From == "" {
		days.and(id+" >= ?", int64(1)<<unitBits) // a day that is not known is not before another
	}
	in(b, "u.kind", q.Kinds)
	b.sources(q.Sources)
	in(b, "u.detail", q.Details)
	b.actors(q.Actors)
	if len(q.Acts) > 0 {
		b.and("u.kind = ?", StatementUnit)
		in(b, "(SELECT x.act FROM statement x WHERE x.id = u.ref)", q.Acts)
	}
	if len(q.Status) > 0 {
		b.and("u.kind = ?", ContactUnit)
		in(b, "(SELECT c.status FROM contact c WHERE c.id = u.ref)", q.Status)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	b.args = append(b.args, limit)
	filter := b.where()
	if form == newest && len(days.conditions) > 0 && filter != "" {
		filter = strings.Replace(filter, " WHERE ", " AND ", 1)
	}
	return fmt.Sprintf(form, from, days.where(), filter, id), append(days.args, b.args...)
}

// builder collects the conditions of a query.
type builder struct {
	conditions []string
	args       []any
}

func (b *builder) and(condition string, args ...any) {
	b.conditions = append(b.conditions, condition)
	b.args = append(b.args, args...)
}

func (b *builder) where() string {
	if len(b.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(b.conditions, " AND ")
}

func in[T any](b *builder, column string, values []T) {
	if len(values) == 0 {
		return
	}
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	b.and(column+" IN "+marks(len(values)), args...)
}

// sources wants one of the outlets to tell it, whoever told it first.
func (b *builder) sources(ids []int64) {
	if len(ids) == 0 {
		return
	}
	var args []any
	for range 3 {
		args = append(args, anys(ids)...)
	}
	from := marks(len(ids))
	b.and("(u.source IN "+from+
		" OR u.kind = 2 AND EXISTS (SELECT 1 FROM telling t JOIN article a ON a.id = t.article WHERE t.statement = u.ref AND a.source IN "+from+")"+
		" OR u.kind = 3 AND EXISTS (SELECT 1 FROM report r JOIN article a ON a.id = r.article WHERE r.contact = u.ref AND a.source IN "+from+"))", args...)
}

// actors wants one of the actors to speak, or to take part in a contact.
func (b *builder) actors(ids []int64) {
	if len(ids) == 0 {
		return
	}
	args := make([]any, 0, 2*len(ids))
	for range 2 {
		for _, id := range ids {
			args = append(args, id)
		}
	}
	b.and("(u.actor IN "+marks(len(ids))+" OR u.kind = 3 AND EXISTS (SELECT 1 FROM party p WHERE p.contact = u.ref AND p.actor IN "+marks(len(ids))+"))", args...)
}

// maxPhrases is how many phrases the alternatives of one may make.
const maxPhrases = 64

// expression writes the clauses as the database's own query, or empty where none is to be found.
func expression(clauses []Clause, postgres bool) string {
	var wanted, unwanted []string
	for _, c := range clauses {
		e := phrase(c.Phrase, postgres)
		switch {
		case e == "":
		case c.Not:
			unwanted = append(unwanted, e)
		case c.Or && len(wanted) > 0:
			or := " OR "
			if postgres {
				or = " | "
			}
			wanted[len(wanted)-1] = "(" + wanted[len(wanted)-1] + or + e + ")"
		default:
			wanted = append(wanted, e)
		}
	}
	if len(wanted) == 0 {
		return ""
	}
	if postgres {
		for _, e := range unwanted {
			wanted = append(wanted, "!"+e)
		}
		return strings.Join(wanted, " & ")
	}
	out := "(" + strings.Join(wanted, " AND ") + ")"
	for _, e := range unwanted {
		out = "(" + out + " NOT " + e + ")"
	}
	return out
}

func phrase(positions [][]string, postgres bool) string {
	all := []string{""}
	for n, alternatives := range positions {
		var next []string
		for _, head := range all {
			for _, key := range alternatives {
				if len(next) == maxPhrases {
					break
				}
				next = append(next, join(head, key, n, postgres))
			}
		}
		all = next
	}
	for i := range all {
		if !postgres {
			all[i] = `"` + all[i] + `"`
		}
	}
	if len(all) == 0 || len(positions) == 0 {
		return ""
	}
	if postgres {
		return "(" + strings.Join(all, " | ") + ")"
	}
	return "(" + strings.Join(all, " OR ") + ")"
}

func join(head, key string, n int, postgres bool) string {
	key = shortKey(key)
	if postgres {
		key = "'" + quoted(key) + "'"
		if n > 0 {
			return head + " <-> " + key
		}
		return key
	}
	key = strings.ReplaceAll(key, `"`, "")
	if n > 0 {
		return head + " " + key
	}
	return key
}

// SourceIDs returns the numbers of the outlets whose names, in either language, or keys hold the words.
func (s *Store) SourceIDs(ctx context.Context, words string) ([]int64, error) {
	var out []int64
	like := "%" + strings.NewReplacer("%", `\%`, "_", `\_`, `\`, `\\`).Replace(strings.ToLower(words)) + "%"
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, `SELECT id FROM source WHERE LOWER(name) LIKE ? ESCAPE '\' OR LOWER(name_ar) LIKE ? ESCAPE '\' OR LOWER(name_en) LIKE ? ESCAPE '\' OR key = ? ORDER BY id`, like, like, like, words)
	return out, err
}

// ActorsWithKeys returns the actors, and those that they were merged with, that have one of the ledger's keys.
func (s *Store) ActorsWithKeys(ctx context.Context, keys []string) ([]int64, error) {
	var out []int64
	seen := map[int64]bool{}
	hashes := make([]int64, len(keys))
	for i, k := range keys {
		hashes[i] = hashed(k)
	}
	err := eachIn(ctx, s, s.read, hashes, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
		return err
	}, "SELECT other.id FROM actor_key k JOIN actor a ON a.id = k.actor JOIN actor other ON other.root = a.root WHERE k.key IN")
	return out, err
}
