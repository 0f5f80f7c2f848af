package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The states of a correction.
const (
	CorrectionOpen     = "open" // proposed by somebody who may not apply it
	CorrectionApplied  = "applied"
	CorrectionRejected = "rejected"
	CorrectionUndone   = "undone"
)

// Correction is what somebody says is right of an item of an article. What is in Item and Value is known to whoever applies it.
type Correction struct {
	ID        int64
	Article   ArticleID
	Kind      string // statement, contact
	Field     string
	Item      string // JSON
	Value     string // JSON
	Was       string
	Reason    string
	State     string
	User      UserID // who said so
	Who       string
	At        time.Time
	DecidedBy string
	Decided   time.Time
	Unmatched bool // it is applied, and its words are gone
}

const correctionColumns = "id, article, kind, field, item, value, was, reason, state, account, who, at, decided_by, decided, unmatched"

func (s *Store) corrections(ctx context.Context, q querier, where string, args ...any) (all []Correction, err error) {
	err = s.each(ctx, q, func(rows *sql.Rows) error {
		c, err := scanCorrection(rows)
		all = append(all, c)
		return err
	}, "SELECT "+correctionColumns+" FROM correction WHERE "+where, args...)
	return all, err
}

func scanCorrection(rows *sql.Rows) (c Correction, err error) {
	var at, decided int64
	err = rows.Scan(&c.ID, &c.Article, &c.Kind, &c.Field, &c.Item, &c.Value, &c.Was, &c.Reason, &c.State, &c.User, &c.Who, &at, &c.DecidedBy, &decided, &c.Unmatched)
	c.At, c.Decided = instant(at), instant(decided)
	return c, err
}

// AddCorrection keeps a correction and gives it its number.
func (t *Tx) AddCorrection(ctx context.Context, c Correction) (Correction, error) {
	id, err := t.Take(ctx, "correction", 1)
	if err != nil {
		return c, err
	}
	c.ID = id
	return c, t.insert(ctx, "correction", correctionColumns,
		[][]any{{c.ID, int64(c.Article), c.Kind, c.Field, c.Item, c.Value, c.Was, c.Reason, c.State, c.User, c.Who, seconds(c.At), c.DecidedBy, seconds(c.Decided), flag(c.Unmatched)}}, "")
}

// Correction returns the correction with this number, or ErrNotFound.
func (s *Store) Correction(ctx context.Context, id int64) (Correction, error) {
	return s.correction(ctx, s.read, id)
}

// Correction returns the correction with this number, or ErrNotFound.
func (t *Tx) Correction(ctx context.Context, id int64) (Correction, error) {
	return t.s.correction(ctx, t.Tx, id)
}

func (s *Store) correction(ctx context.Context, q querier, id int64) (Correction, error) {
	all, err := s.corrections(ctx, q, "id = ?", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Correction{}, fmt.Errorf("correction %d: %w", id, err)
	}
	return all[0], nil
}

// DecideCorrection gives a correction another state.
func (t *Tx) DecideCorrection(ctx context.Context, id int64, state, by string, now time.Time) error {
	return t.exec(ctx, "UPDATE correction SET state = ?, decided_by = ?, decided = ?, unmatched = 0 WHERE id = ?", state, clip(by), seconds(now), id)
}

// maxCorrections is how many of one article are shown.
const maxCorrections = 500

// CorrectionsOf returns the corrections of an article, in their order.
func (s *Store) CorrectionsOf(ctx context.Context, article ArticleID) ([]Correction, error) {
	return s.corrections(ctx, s.read, "article = ? ORDER BY id LIMIT ?", int64(article), maxCorrections)
}

// OpenCorrections counts those of an article that nobody has decided on.
func (t *Tx) OpenCorrections(ctx context.Context, article ArticleID) (n int, err error) {
	err = t.QueryRowContext(ctx, t.s.dialect.bind("SELECT COUNT(*) FROM correction WHERE article = ? AND state = 'open'"), int64(article)).Scan(&n)
	return n, t.s.fault(err)
}

// AppliedCorrections returns those of the articles that are applied, by article, in their order.
func (t *Tx) AppliedCorrections(ctx context.Context, ids []ArticleID) (map[ArticleID][]Correction, error) {
	out := map[ArticleID][]Correction{}
	err := eachIn(ctx, t.s, t.Tx, numbers(ids), func(rows *sql.Rows) error {
		c, err := scanCorrection(rows)
		out[c.Article] = append(out[c.Article], c)
		return err
	}, "SELECT "+correctionColumns+" FROM correction WHERE state = 'applied' AND article IN")
	for _, all := range out {
		slices.SortFunc(all, func(a, b Correction) int { return cmp.Compare(a.ID, b.ID) })
	}
	return out, err
}

// SetUnmatched notes which of the corrections have lost their words.
func (t *Tx) SetUnmatched(ctx context.Context, all []Correction) error {
	for _, c := range all {
		if err := t.exec(ctx, "UPDATE correction SET unmatched = ? WHERE id = ?", flag(c.Unmatched), c.ID); err != nil {
			return err
		}
	}
	return nil
}

// CorrectionQuery says which corrections are asked for: all, where nothing is said.
type CorrectionQuery struct {
	State     string
	Unmatched bool  // only those whose words are gone
	Before    int64 // only those with a lesser number, the next page
	Limit     int
}

// Corrections returns corrections, the newest first.
func (s *Store) Corrections(ctx context.Context, q CorrectionQuery) ([]Correction, error) {
	where := []string{"1 = 1"}
	var args []any
	only := func(condition string, value any) { where, args = append(where, condition), append(args, value) }
	if q.State != "" {
		only("state = ?", q.State)
		only("unmatched = ?", flag(q.Unmatched))
	}
	if q.Before > 0 {
		only("id < ?", q.Before)
	}
	return s.corrections(ctx, s.read, strings.Join(where, " AND ")+" ORDER BY id DESC LIMIT ?", append(args, q.Limit)...)
}

// RawRecord returns what was read in an article, before corrections, or false where it waits to be read.
func (t *Tx) RawRecord(ctx context.Context, id ArticleID) (r Reading, ok bool, err error) {
	waiting, err := t.StillWaiting(ctx, []ArticleID{id})
	if err != nil || waiting[id] {
		return r, false, err
	}
	all, err := t.s.rawRecords(ctx, t.Tx, []ArticleID{id})
	r, ok = all[id]
	return r, ok, err
}

// CurrentRecord returns the record of an article as it is shown within the transaction; nil where there is none.
func (t *Tx) CurrentRecord(ctx context.Context, id ArticleID) ([]byte, error) {
	all, err := t.s.currentRecords(ctx, t.Tx, []ArticleID{id})
	return all[id], err
}

// ToldIn returns which statements and contacts an article tells, by their numbers in its record.
func (t *Tx) ToldIn(ctx context.Context, id ArticleID) (statements, contacts map[int]int64, err error) {
	statements, err = t.byN(ctx, "SELECT n, statement FROM telling WHERE article = ?", id)
	if err == nil {
		contacts, err = t.byN(ctx, "SELECT n, contact FROM report WHERE article = ?", id)
	}
	return statements, contacts, err
}

func (t *Tx) byN(ctx context.Context, query string, id ArticleID) (map[int]int64, error) {
	out := map[int]int64{}
	err := t.s.each(ctx, t.Tx, func(rows *sql.Rows) error {
		var n int
		var ref int64
		err := rows.Scan(&n, &ref)
		out[n] = ref
		return err
	}, query, int64(id))
	return out, err
}

// SplitAgain gives what the splits say to those who were split off, after one of their articles was settled anew.
func (t *Tx) SplitAgain(ctx context.Context, splits []SplitBy) error {
	for _, s := range splits {
		if err := t.move(ctx, s.From, s.Actor, s.Articles); err != nil {
			return err
		}
	}
	return nil
}
