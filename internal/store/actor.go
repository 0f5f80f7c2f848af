package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"isnad.dev/isnad/internal/ledger"
)

// The kinds of a Change.
const (
	Merge = "merge"
	Split = "split"
)

// Change is a merge or split by hand. The actor is the one merged away or split off, the other the one into which or from which.
type Change struct {
	ID     int64
	Kind   string
	Actor  int64
	Other  int64
	Reason string
	At     time.Time
	Undone time.Time // zero where it stands
}

// SplitOff says what is split off an actor: what these articles name, as somebody else.
type SplitOff struct {
	From     int64
	Articles []ArticleID
	Name     string // of the new actor; empty for the same
	Reason   string
}

// naming is what the ledger keeps of an actor.
type naming ledger.Naming

func namingFrom(data string) (n naming, err error) {
	if err = json.Unmarshal([]byte(data), &n); err != nil {
		err = fmt.Errorf("what is kept of an actor: %w", err)
	}
	return n, err
}

// ActorGroup returns the actor with this number, or whom it was merged into, and after it all that were merged into that.
func (s *Store) ActorGroup(ctx context.Context, id int64) ([]Actor, error) {
	return s.group(ctx, s.read, id)
}

func (s *Store) group(ctx context.Context, q querier, id int64) ([]Actor, error) {
	var out []Actor
	err := s.each(ctx, q, func(rows *sql.Rows) error {
		a, err := s.scanActor(rows)
		out = append(out, a)
		return err
	}, "SELECT "+actorColumns+" FROM actor WHERE root = (SELECT root FROM actor WHERE id = ?) ORDER BY id", id)
	if err == nil && len(out) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("actor %d: %w", id, err)
	}
	slices.SortStableFunc(out, func(a, b Actor) int { return cmp.Compare(flag(a.ID != a.Root), flag(b.ID != b.Root)) })
	return out, nil
}

// MaxReasons is how many namings of an actor NamingReasons looks at: those of the newest articles.
const MaxReasons = 500

// NamingReasons counts why what articles say was taken for one of these actors.
func (s *Store) NamingReasons(ctx context.Context, ids []int64) (map[string]int, error) {
	out := map[string]int{}
	for _, id := range ids {
		err := s.each(ctx, s.read, func(rows *sql.Rows) error {
			var reason string
			err := rows.Scan(&reason)
			out[reason]++
			return err
		}, "SELECT reason FROM naming WHERE actor = ? ORDER BY article DESC LIMIT ?", id, MaxReasons)
		if err != nil {
			return nil, fmt.Errorf("reasons of actor %d: %w", id, err)
		}
	}
	return out, nil
}

// Changes returns the merges and splits by hand that concern one of the actors, the first first.
func (s *Store) Changes(ctx context.Context, ids []int64) ([]Change, error) {
	all, err := s.changes(ctx, s.read, "")
	return slices.DeleteFunc(all, func(c Change) bool { return !slices.Contains(ids, c.Actor) && !slices.Contains(ids, c.Other) }), err
}

func (s *Store) changes(ctx context.Context, q querier, where string, args ...any) ([]Change, error) {
	var out []Change
	err := s.each(ctx, q, func(rows *sql.Rows) error {
		c, err := scanChange(rows)
		out = append(out, c)
		return err
	}, "SELECT "+changeColumns+" FROM actor_change "+where+" ORDER BY id", args...)
	return out, err
}

const changeColumns = "id, kind, actor, other, reason, at, undone"

func scanChange(rows *sql.Rows) (c Change, err error) {
	var at, undone int64
	err = rows.Scan(&c.ID, &c.Kind, &c.Actor, &c.Other, &c.Reason, &at, &undone)
	c.At, c.Undone = instant(at), instant(undone)
	return c, err
}

// LatestChanges returns merges and splits by hand, the newest first, from before a number on; 0 is from the newest on.
func (s *Store) LatestChanges(ctx context.Context, before int64, limit int) ([]Change, error) {
	var out []Change
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		c, err := scanChange(rows)
		out = append(out, c)
		return err
	}, "SELECT "+changeColumns+" FROM actor_change WHERE id < ? ORDER BY id DESC LIMIT ?", orMost(before), limit)
	return out, err
}

// ArticlesNamingBefore returns articles that name the actor or one that was merged into it, the newest kept first, from before a number on; 0 is from the newest on.
func (s *Store) ArticlesNamingBefore(ctx context.Context, root int64, before ArticleID, limit int) ([]ArticleID, error) {
	group, err := s.idsOf(ctx, s.read, "SELECT id FROM actor WHERE root = ?", root)
	if err != nil {
		return nil, err
	}
	var out []ArticleID
	for _, id := range group {
		some, err := s.idsOf(ctx, s.read, "SELECT DISTINCT article FROM naming WHERE actor = ? AND article < ? ORDER BY article DESC LIMIT ?", int64(id), orMost(int64(before)), limit)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	slices.SortFunc(out, func(a, b ArticleID) int { return cmp.Compare(b, a) })
	out = slices.Compact(out)
	return out[:min(len(out), limit)], nil
}

// orMost is a number before which all are, where none is given.
func orMost(before int64) int64 {
	if before == 0 {
		return math.MaxInt64
	}
	return before
}

// MergeActors takes one actor for another: what is asked of the other is answered for both. It can be undone.
func (s *Store) MergeActors(ctx context.Context, actor, into int64, reason string, now time.Time) (c Change, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		a, err := s.group(ctx, t.Tx, actor)
		if err != nil {
			return err
		}
		b, err := s.group(ctx, t.Tx, into)
		if err != nil {
			return err
		}
		switch {
		case a[0].ID == b[0].ID:
			return fmt.Errorf("actors %d and %d are one already", actor, into)
		case a[0].Type != b[0].Type:
			return fmt.Errorf("actor %d is of type %s and %d of %s; only two of one type can be one", actor, a[0].Type, into, b[0].Type)
		}
		c, err = t.change(ctx, Change{Kind: Merge, Actor: a[0].ID, Other: b[0].ID, Reason: reason, At: now})
		if err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE actor SET root = ? WHERE root = ?", b[0].ID, a[0].ID)
	})
	return c, err
}

// change notes a change and gives it its number.
func (t *Tx) change(ctx context.Context, c Change) (Change, error) {
	id, err := t.Take(ctx, "actor_change", 1)
	if err != nil {
		return c, err
	}
	c.ID, c.At = id, c.At.UTC().Truncate(time.Second)
	return c, t.exec(ctx, "INSERT INTO actor_change (id, kind, actor, other, reason, at) VALUES (?, ?, ?, ?, ?, ?)", c.ID, c.Kind, c.Actor, c.Other, c.Reason, c.At.Unix())
}

// SplitActor makes a new actor of what these articles name: their names of it, the statements that only they tell, and its part in the contacts that only
// they report. It can be undone.
func (s *Store) SplitActor(ctx context.Context, o SplitOff, now time.Time) (c Change, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		from, err := t.named(ctx, o)
		if err != nil {
			return err
		}
		id, err := t.splitOff(ctx, from, o.Name)
		if err != nil {
			return err
		}
		if c, err = t.change(ctx, Change{Kind: Split, Actor: id, Other: from.ID, Reason: o.Reason, At: now}); err != nil {
			return err
		}
		return t.move(ctx, from.ID, id, o.Articles)
	})
	return c, err
}

// named returns the one actor of the group whom the articles name.
func (t *Tx) named(ctx context.Context, o SplitOff) (Actor, error) {
	group, err := t.s.group(ctx, t.Tx, o.From)
	if err != nil {
		return Actor{}, err
	}
	var found []int64
	in := map[ArticleID]bool{}
	err = eachIn(ctx, t.s, t.Tx, numbers(o.Articles), func(rows *sql.Rows) error {
		var article ArticleID
		var actor int64
		err := rows.Scan(&article, &actor)
		if slices.ContainsFunc(group, func(a Actor) bool { return a.ID == actor }) {
			in[article] = true
			found = append(found, actor)
		}
		return err
	}, "SELECT article, actor FROM naming WHERE article IN")
	if err != nil {
		return Actor{}, err
	}
	for _, a := range o.Articles {
		if !in[a] {
			return Actor{}, fmt.Errorf("article %d does not name actor %d; isnad actor show %d lists those that do", a, o.From, o.From)
		}
	}
	found = distinct(found)
	if len(found) != 1 {
		return Actor{}, fmt.Errorf("the articles name actors %v, which were merged by hand; undo that instead (isnad actor show %d says which change it is)", found, o.From)
	}
	at := slices.IndexFunc(group, func(a Actor) bool { return a.ID == found[0] })
	return group[at], nil
}

// splitOff makes the new actor, with the keys by which it is found.
func (t *Tx) splitOff(ctx context.Context, from Actor, name string) (int64, error) {
	n, err := namingFrom(from.Data)
	if err != nil {
		return 0, err
	}
	fresh := ledger.Naming{Name: n.Name, Type: n.Type, Forms: n.Forms}
	if name != "" {
		fresh.Name, fresh.Forms = name, []string{name}
	}
	data, err := json.Marshal(fresh)
	if err != nil {
		return 0, err
	}
	id, err := t.Take(ctx, "actor", 1)
	if err != nil {
		return 0, err
	}
	b := Settled{Actors: []Actor{{ID: id, Type: from.Type, Name: fresh.Name, Root: id, Data: string(data)}}}
	for _, k := range ledger.ActorKeys(fresh) {
		b.ActorKeys = append(b.ActorKeys, Key[string]{Key: k, ID: id})
	}
	return id, t.writeActors(ctx, &b)
}

// move gives another actor what the articles say of one: all that they alone say.
func (t *Tx) move(ctx context.Context, from, to int64, articles []ArticleID) error {
	only := marks(len(articles))
	in := anys(articles)
	said := "actor = ? AND NOT EXISTS (SELECT 1 FROM telling t WHERE t.statement = statement.id AND t.article NOT IN " + only + ")"
	spoken := "NOT EXISTS (SELECT 1 FROM telling t WHERE t.statement = topic.statement AND t.article NOT IN " + only + ")"
	met := "actor = ? AND NOT EXISTS (SELECT 1 FROM report r WHERE r.contact = party.contact AND r.article NOT IN " + only + ")"
	for _, e := range []struct {
		query string
		args  []any
	}{
		{"UPDATE naming SET actor = ? WHERE actor = ? AND article IN " + only, append([]any{to, from}, in...)},
		{"UPDATE topic SET actor = ? WHERE actor = ? AND " + spoken, append([]any{to, from}, in...)},
		{"UPDATE topic SET speaker = ? WHERE speaker = ? AND " + spoken, append([]any{to, from}, in...)},
		{"UPDATE unit SET actor = ? WHERE kind = 2 AND ref IN (SELECT id FROM statement WHERE " + said + ")", append([]any{to, from}, in...)},
		{"UPDATE statement SET actor = ? WHERE " + said, append([]any{to, from}, in...)},
		{"UPDATE party SET actor = ? WHERE " + met, append([]any{to, from}, in...)},
	} {
		if err := t.exec(ctx, e.query, e.args...); err != nil {
			return err
		}
	}
	return errors.Join(t.rewriteReports(ctx, from, to, articles), t.recount(ctx, from, to))
}

// rewriteReports puts one actor for another in the reports of the articles.
func (t *Tx) rewriteReports(ctx context.Context, from, to int64, articles []ArticleID) error {
	var changed []Report
	err := eachIn(ctx, t.s, t.Tx, numbers(articles), func(rows *sql.Rows) error {
		var r Report
		if err := rows.Scan(&r.Article, &r.N, &r.Data); err != nil {
			return err
		}
		var x ledger.Report
		if err := json.Unmarshal([]byte(r.Data), &x); err != nil {
			return fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
		}
		if !replaceActor(&x, ledger.ActorID(from), ledger.ActorID(to)) {
			return nil
		}
		b, err := json.Marshal(x)
		r.Data = string(b)
		changed = append(changed, r)
		return err
	}, "SELECT article, n, data FROM report WHERE article IN")
	for _, r := range changed {
		err = errors.Join(err, t.exec(ctx, "UPDATE report SET data = ? WHERE article = ? AND n = ?", r.Data, int64(r.Article), r.N))
	}
	return err
}

// replaceActor puts one actor for another, and says whether it was there. The parties stay in order, each with whom it acts for.
func replaceActor(r *ledger.Report, from, to ledger.ActorID) bool {
	found := r.Place == from || r.PlaceIn == from || slices.Contains(r.Parties, from) || slices.Contains(r.For, from)
	put := func(id *ledger.ActorID) {
		if *id == from {
			*id = to
		}
	}
	put(&r.Place)
	put(&r.PlaceIn)
	for i := range r.For {
		put(&r.For[i])
	}
	for i := range r.Parties {
		put(&r.Parties[i])
	}
	for i := 1; i < len(r.Parties); i++ {
		for k := i; k > 0 && r.Parties[k] < r.Parties[k-1]; k-- {
			r.Parties[k], r.Parties[k-1] = r.Parties[k-1], r.Parties[k]
			if len(r.For) == len(r.Parties) {
				r.For[k], r.For[k-1] = r.For[k-1], r.For[k]
			}
		}
	}
	return found
}

func (t *Tx) recount(ctx context.Context, ids ...int64) error {
	for _, id := range ids {
		if err := t.exec(ctx, "UPDATE actor SET articles = (SELECT COUNT(DISTINCT n.article) FROM naming n WHERE n.actor = actor.id) WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// UndoChange takes a merge or split back.
func (s *Store) UndoChange(ctx context.Context, id int64, now time.Time) (c Change, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		all, err := s.changes(ctx, t.Tx, "WHERE id = ?", id)
		switch {
		case err != nil:
			return err
		case len(all) == 0:
			return fmt.Errorf("change %d: %w", id, ErrNotFound)
		case !all[0].Undone.IsZero():
			return fmt.Errorf("change %d was undone on %s", id, all[0].Undone.Format(time.DateOnly))
		}
		c = all[0]
		c.Undone = now.UTC().Truncate(time.Second)
		if err := t.exec(ctx, "UPDATE actor_change SET undone = ? WHERE id = ?", c.Undone.Unix(), id); err != nil {
			return err
		}
		if c.Kind == Merge {
			return t.unmerge(ctx, c)
		}
		return t.unsplit(ctx, c)
	})
	return c, err
}

// unmerge takes the group of a merge apart and joins it again by the merges that stand.
func (t *Tx) unmerge(ctx context.Context, c Change) error {
	group, err := t.s.group(ctx, t.Tx, c.Other)
	if errors.Is(err, ErrNotFound) {
		return nil // all articles were settled anew since, so that nothing of it is left
	}
	if err != nil {
		return err
	}
	root := map[int64]int64{}
	for _, a := range group {
		root[a.ID] = a.ID
	}
	standing, err := t.s.changes(ctx, t.Tx, "WHERE kind = 'merge' AND undone = 0")
	if err != nil {
		return err
	}
	for _, m := range standing {
		from, okA := root[m.Actor]
		to, okB := root[m.Other]
		for id, r := range root {
			if okA && okB && r == from {
				root[id] = to
			}
		}
	}
	for id, r := range root {
		if err := t.exec(ctx, "UPDATE actor SET root = ? WHERE id = ?", r, id); err != nil {
			return err
		}
	}
	return nil
}

// unsplit gives the actor back what was split off it, with all that has joined that since.
func (t *Tx) unsplit(ctx context.Context, c Change) error {
	later, err := t.s.changes(ctx, t.Tx, "WHERE undone = 0 AND (actor = ? OR other = ?)", c.Actor, c.Actor)
	if err != nil {
		return err
	}
	if len(later) > 0 {
		return fmt.Errorf("change %d rests on change %d; undo that first", later[0].ID, c.ID)
	}
	articles, err := t.s.idsOf(ctx, t.Tx, "SELECT DISTINCT article FROM naming WHERE actor = ?", c.Actor)
	if err != nil {
		return err
	}
	for _, query := range []string{
		"UPDATE naming SET actor = ? WHERE actor = ?",
		"UPDATE unit SET actor = ? WHERE actor = ?",
		"UPDATE statement SET actor = ? WHERE actor = ?",
		"UPDATE topic SET speaker = ? WHERE speaker = ?",
		"INSERT INTO topic (actor, day, statement, speaker) SELECT CAST(? AS BIGINT), day, statement, speaker FROM topic WHERE actor = ? ON CONFLICT DO NOTHING",
		"INSERT INTO party (contact, name, actor) SELECT contact, name, CAST(? AS BIGINT) FROM party WHERE actor = ? ON CONFLICT DO NOTHING",
	} {
		if err := t.exec(ctx, query, c.Other, c.Actor); err != nil {
			return err
		}
	}
	gone, err := t.s.actors(ctx, t.Tx, []int64{c.Actor})
	if err != nil {
		return err
	}
	if err := t.forgetWords(ctx, gone); err != nil {
		return err
	}
	for _, query := range []string{"DELETE FROM party WHERE actor = ?", "DELETE FROM topic WHERE actor = ?", "DELETE FROM actor_key WHERE actor = ?", "DELETE FROM actor WHERE id = ?"} {
		if err := t.exec(ctx, query, c.Actor); err != nil {
			return err
		}
	}
	return errors.Join(t.rewriteReports(ctx, c.Actor, c.Other, articles), t.recount(ctx, c.Other))
}

func anys[T ~int64](ids []T) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

func distinct(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
