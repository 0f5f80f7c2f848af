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
		hits, err = s.searchUnits(ctx, q)
	}
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits, nil
}

func (s *Store) searchUnits(ctx context.Context, q Search) (hits []Hit, err error) {
	few := false
	if len(q.Match) == 0 && q.contactsOnly() && len(q.Actors) > 0 {
		if few, err = s.fewContacts(ctx, q.Actors); err != nil {
			return nil, err
		}
	}
	query, args := s.searchQuery(q, newest, few)
	return s.hits(ctx, s.read, query, args)
}

// fewContacts says whether it is less to look at all contacts of these actors than to walk the newest of all until enough are theirs.
func (s *Store) fewContacts(ctx context.Context, actors []int64) (bool, error) {
	const few = 500
	ids, err := s.ids(ctx, "SELECT contact FROM party WHERE actor IN "+marks(len(actors))+" LIMIT ?", append(anys(actors), few)...)
	return len(ids) < few, err
}

func (q *Search) contactsOnly() bool { return len(q.Kinds) == 1 && q.Kinds[0] == ContactUnit }

func (q *Search) statementsOnly() bool { return len(q.Kinds) == 1 && q.Kinds[0] == StatementUnit }

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
	query, args := s.searchQuery(q, topmost, false)
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
	query, args = s.searchQuery(q, newest, false)
	return s.hits(ctx, tx, query, args)
}

// searchQuery builds the query. Both databases walk the newest numbers first and stop at the limit; of actors with few contacts, these are walked.
func (s *Store) searchQuery(q Search, form string, few bool) (string, []any) {
	id, from := "u.id", "unit u"
	match := expression(q.Match, s.Postgres())
	b, days := &builder{}, &builder{}
	switch {
	case few:
		from = "(SELECT DISTINCT contact FROM party WHERE actor IN " + marks(len(q.Actors)) + ") p CROSS JOIN unit u"
		days.args = anys(q.Actors)
		b.and("u.ref = p.contact")
	case match == "":
	case s.Postgres():
		b.and("u.body @@ CAST(? AS text)::tsquery", match)
	default:
		id, from = "found.rowid", "found CROSS JOIN unit u" // in this order, since the index of words is slow to say whether it has one unit
		b.and("u.id = found.rowid")
		b.and("found MATCH ?", match)
	}
	days.days(id, &q)
	in(days, id, q.Units)
	b.kinds(&q, s.Postgres())
	b.sources(q.Sources)
	in(b, "u.detail", q.Details)
	if !few {
		b.actors(&q)
	}
	if len(q.Acts) > 0 {
		in(b, "(SELECT x.act FROM statement x WHERE x.id = u.ref)", q.Acts)
	}
	if len(q.Status) > 0 {
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
