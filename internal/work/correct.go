package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/store"
)

// CorrectionFrom returns a correction as it is kept.
func CorrectionFrom(c *store.Correction) (x correction.Correction, err error) {
	x = correction.Correction{ID: c.ID, Article: int64(c.Article), Kind: c.Kind, Field: c.Field, Was: c.Was}
	if err := errors.Join(json.Unmarshal([]byte(c.Item), &x.Item), json.Unmarshal([]byte(c.Value), &x.Value)); err != nil {
		return x, fmt.Errorf("correction %d: %w", c.ID, err)
	}
	return x, nil
}

// correct puts corrections into the records of the batch. What was read stays beside it.
func (s *settlement) correct() error {
	all, err := s.t.AppliedCorrections(s.ctx, articleIDs(s.batch))
	if err != nil || len(all) == 0 {
		return err
	}
	for i := range s.batch {
		r := &s.batch[i]
		if list := all[r.article.ID]; len(list) > 0 {
			if err := s.mend(r, list); err != nil {
				return err
			}
		}
	}
	return nil
}

// mend puts corrections into one record, and notes which have lost their words.
func (s *settlement) mend(r *reading, list []store.Correction) error {
	var all []correction.Correction
	for i := range list {
		c, err := CorrectionFrom(&list[i])
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	a := correction.Apply(r.record, all)
	r.record, r.actors = a.Record, a.Actors
	s.out.Corrected = append(s.out.Corrected, store.Reading{Article: r.article.ID, Record: s.q.marshal(r.record)})
	var changed []store.Correction
	for _, c := range list {
		if lost := slices.Contains(a.Unmatched, c.ID); lost != c.Unmatched {
			c.Unmatched = lost
			changed = append(changed, c)
		}
	}
	return s.t.SetUnmatched(s.ctx, changed)
}

// resettle settles an article anew whose words are the same: from what was read in it, with the corrections that stand. What it tells keeps its number. An
// article that waits to be read is left to whoever reads it.
func (q *Queue) resettle(ctx context.Context, t *store.Tx, id store.ArticleID) error {
	raw, ok, err := t.RawRecord(ctx, id)
	if err != nil || !ok {
		return err
	}
	texts, err := t.Texts(ctx, []int64{int64(id)})
	if err != nil {
		return err
	}
	r := reading{article: texts[int64(id)], json: raw.Record}
	if err := json.Unmarshal(r.json, &r.record); err != nil {
		return fmt.Errorf("record of article %d: %w", id, err)
	}
	r.record.Article = asked(r.article)
	r.keys = q.keys(r.article.Text)
	splits, err := t.Splits(ctx)
	if err != nil {
		return err
	}
	splits = slices.DeleteFunc(splits, func(s store.SplitBy) bool { return !slices.Contains(s.Articles, id) })
	return q.resettleFrom(ctx, t, r, splits)
}

func (q *Queue) resettleFrom(ctx context.Context, t *store.Tx, r reading, splits []store.SplitBy) error {
	was, err := newFormer(ctx, t, r.article.ID)
	if err != nil {
		return err
	}
	gone, err := t.Reopen(ctx, r.article.ID)
	if err != nil {
		return err
	}
	was.keep(gone)
	s := &settlement{ctx: ctx, t: t, q: q, batch: []reading{r}, again: gone.Contacts, same: was, origins: map[store.ArticleID]store.ArticleID{}}
	if _, err := s.settle(); err != nil {
		return err
	}
	return errors.Join(t.SplitAgain(ctx, splits), t.ForgetUnnamed(ctx, gone.Actors))
}

// sameCopy leaves whose copy the article is.
func (s *settlement) sameCopy() error {
	for i := range s.batch {
		a := &s.batch[i].article
		s.origins[a.ID] = a.Origin
		s.out.Articles = append(s.out.Articles, store.Copy{Article: a.ID, Origin: a.Origin, Class: a.Copy, Share: a.Share})
	}
	return nil
}

// former is which numbers the statements and contacts of an article had, by their cues and triggers, which corrections leave. A nil one knows nothing.
type former struct {
	statements, contacts map[isnad.Span][]int64
}

func newFormer(ctx context.Context, t *store.Tx, id store.ArticleID) (*former, error) {
	shown, err := t.CurrentRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	var r isnad.Record
	if err := json.Unmarshal(shown, &r); err != nil {
		return nil, fmt.Errorf("record of article %d: %w", id, err)
	}
	said, met, err := t.ToldIn(ctx, id)
	if err != nil {
		return nil, err
	}
	f := &former{map[isnad.Span][]int64{}, map[isnad.Span][]int64{}}
	for n := range r.Statements {
		at := anchor(&r.Statements[n])
		f.statements[at] = append(f.statements[at], said[n])
	}
	for n := range r.Events {
		at := r.Events[n].Trigger
		f.contacts[at] = append(f.contacts[at], met[n])
	}
	return f, nil
}

// anchor is where a statement is held to be the same: its cue, else its first words.
func anchor(x *isnad.Statement) isnad.Span {
	switch {
	case x.Cue != nil:
		return *x.Cue
	case len(x.Content) > 0:
		return x.Content[0]
	}
	return isnad.Span{}
}

// keep leaves those numbers that nothing else has.
func (f *former) keep(gone store.Reopened) {
	only := func(all map[isnad.Span][]int64, free []int64) {
		for at, ids := range all {
			all[at] = slices.DeleteFunc(ids, func(id int64) bool { return !slices.Contains(free, id) })
		}
	}
	only(f.statements, gone.GoneStatements)
	only(f.contacts, gone.GoneContacts)
}

// statement gives a statement the number that it had, once; 0 for none.
func (f *former) statement(x *isnad.Statement) int64 {
	if f == nil {
		return 0
	}
	return take(f.statements, anchor(x))
}

// contact gives a contact the number that it had, once; 0 for none.
func (f *former) contact(trigger isnad.Span) int64 {
	if f == nil {
		return 0
	}
	return take(f.contacts, trigger)
}

// take returns the first of the numbers and forgets it wherever it stands, since several tellings may be of one statement.
func take(all map[isnad.Span][]int64, at isnad.Span) int64 {
	if len(all[at]) == 0 {
		return 0
	}
	id := all[at][0]
	for at, ids := range all {
		all[at] = slices.DeleteFunc(ids, func(other int64) bool { return other == id })
	}
	return id
}

// moveNotes gives the notes on statements and contacts of the batch's articles the numbers that these have now.
func (s *settlement) moveNotes() error {
	notes, err := s.t.NotesIn(s.ctx, articleIDs(s.batch))
	if err != nil || len(notes) == 0 {
		return err
	}
	for _, n := range notes {
		ref, err := s.refOf(&n)
		if err == nil && ref != n.Ref {
			err = s.t.MoveNote(s.ctx, n.ID, ref)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refOf is which statement or contact a note is on now: that which its article tells in the words, else that which it was on if it is there, else none.
func (s *settlement) refOf(n *store.Note) (int64, error) {
	c := correction.Correction{Kind: n.Kind}
	if err := json.Unmarshal([]byte(n.Item), &c.Item); err != nil {
		return 0, fmt.Errorf("note %d: %w", n.ID, err)
	}
	at := slices.IndexFunc(s.batch, func(r reading) bool { return r.article.ID == n.Article })
	item := correction.Find(&s.batch[at].record, &c)
	for _, x := range s.out.Tellings {
		if n.Kind == correction.Statement && x.Article == n.Article && x.N == item {
			return x.Statement, nil
		}
	}
	for _, x := range s.out.Reports {
		if n.Kind == correction.Contact && x.Article == n.Article && x.N == item {
			return x.Contact, nil
		}
	}
	return s.stillThere(n)
}

func (s *settlement) stillThere(n *store.Note) (int64, error) {
	here := false
	if n.Kind == correction.Statement {
		rows, err := s.t.Statements(s.ctx, []int64{n.Ref})
		if err != nil {
			return 0, err
		}
		_, here = rows[n.Ref]
	} else {
		rows, err := s.t.Contacts(s.ctx, []int64{n.Ref})
		if err != nil {
			return 0, err
		}
		_, here = rows[n.Ref]
	}
	if !here {
		return 0, nil
	}
	return n.Ref, nil
}

// Correct keeps what somebody says is right of an item of an article, and applies it at once if they may. The note is written in the same transaction.
func (q *Queue) Correct(ctx context.Context, article int64, p correction.Proposal, by Hand, apply bool, note Noted) (c store.Correction, err error) {
	id := store.ArticleID(article)
	err = q.underLock(ctx, func(t *store.Tx) error {
		if c, err = q.proposed(ctx, t, id, p); err != nil {
			return err
		}
		c.State, c.User, c.Who, c.At = store.CorrectionOpen, by.User, by.Name, q.now()
		if apply {
			c.State, c.DecidedBy, c.Decided = store.CorrectionApplied, by.Name, c.At
		}
		if c, err = t.AddCorrection(ctx, c); err != nil {
			return err
		}
		if apply {
			if err := q.resettle(ctx, t, id); err != nil {
				return err
			}
		}
		return note(t, nil, &c)
	})
	return c, err
}

// Hand is who does something by hand.
type Hand struct {
	User store.UserID
	Name string
}

// Noted writes to the log of changes what a correction was, if it was, and is.
type Noted func(t *store.Tx, before, after *store.Correction) error

// maxOpen is how many corrections of one article may wait for a decision.
const maxOpen = 100

// ErrTooMany is a proposal for an article of which too many wait.
var ErrTooMany = &correction.Fault{Code: "many", Text: "of this article a hundred corrections wait for a decision; ask an editor to look at them first"}

// proposed makes a correction of a proposal, by the record as it is shown.
func (q *Queue) proposed(ctx context.Context, t *store.Tx, id store.ArticleID, p correction.Proposal) (c store.Correction, err error) {
	r, err := shownIn(ctx, t, id)
	if err != nil {
		return c, err
	}
	if n, err := t.OpenCorrections(ctx, id); err != nil || n >= maxOpen {
		return c, errors.Join(err, ErrTooMany)
	}
	if p.Who, err = whoIn(ctx, t, p.Who); err != nil {
		return c, err
	}
	x, err := correction.New(&r, p)
	if err != nil {
		return c, err
	}
	return store.Correction{Article: id, Kind: x.Kind, Field: x.Field, Item: mustJSON(x.Item), Value: mustJSON(x.Value), Was: x.Was, Reason: p.Reason}, nil
}

// shownIn returns an article's record as it is shown, with its text.
func shownIn(ctx context.Context, t *store.Tx, id store.ArticleID) (r isnad.Record, err error) {
	texts, err := t.Texts(ctx, []int64{int64(id)})
	if err != nil {
		return r, err
	}
	a, ok := texts[int64(id)]
	if !ok {
		return r, fmt.Errorf("article %d: %w", id, store.ErrNotFound)
	}
	b, err := t.CurrentRecord(ctx, id)
	if err == nil && b != nil {
		err = json.Unmarshal(b, &r)
	}
	r.Article = asked(a)
	return r, err
}

// ErrActor is a number that no actor has.
var ErrActor = &correction.Fault{Code: "actor", Text: "there is no actor of that number; its page has it in its address"}

// whoIn fills in who has which number. A name that is a number is one.
func whoIn(ctx context.Context, t *store.Tx, all []correction.Who) ([]correction.Who, error) {
	out := slices.Clone(all)
	for i := range out {
		if n, ok := correction.Number(out[i].Name); ok && out[i].Actor == 0 {
			out[i].Actor = n
		}
		if out[i].Actor == 0 {
			continue
		}
		rows, err := t.Actors(ctx, []int64{out[i].Actor})
		if err != nil {
			return nil, err
		}
		a, ok := rows[out[i].Actor]
		if !ok {
			return nil, ErrActor
		}
		out[i] = correction.Who{Actor: a.ID, Name: a.Name, Type: a.Type, En: a.En, World: a.World}
	}
	return out, nil
}

// ErrDecided is a decision on a correction that has been decided on.
var ErrDecided = &correction.Fault{Code: "decided", Text: "that was decided already; load the page again"}

// Decide applies or rejects a correction that is open, or undoes one that is applied: state is what it becomes. The note is written in the same transaction.
func (q *Queue) Decide(ctx context.Context, id int64, state string, by Hand, note Noted) (c store.Correction, err error) {
	err = q.underLock(ctx, func(t *store.Tx) error {
		before, err := t.Correction(ctx, id)
		if err != nil {
			return err
		}
		if !mayBecome(before.State, state) {
			return ErrDecided
		}
		if err := t.DecideCorrection(ctx, id, state, by.Name, q.now()); err != nil {
			return err
		}
		if state != store.CorrectionRejected {
			if err := q.resettle(ctx, t, before.Article); err != nil {
				return err
			}
		}
		if c, err = t.Correction(ctx, id); err != nil {
			return err
		}
		return note(t, &before, &c)
	})
	return c, err
}

func mayBecome(was, state string) bool {
	if was == store.CorrectionApplied {
		return state == store.CorrectionUndone
	}
	return state == store.CorrectionApplied || was == store.CorrectionOpen && state == store.CorrectionRejected
}

// underLock runs f in a transaction that no other settles beside.
func (q *Queue) underLock(ctx context.Context, f func(*store.Tx) error) error {
	return q.again(ctx, func() error {
		return q.store.Write(ctx, func(t *store.Tx) error {
			if err := t.Lock(ctx); err != nil {
				return err
			}
			return f(t)
		})
	})
}

// ItemOf names the words of a statement or contact, for notes that outlive a rereading: those with which an article tells it.
func ItemOf(text string, spans []isnad.Span) string {
	points := []rune(text)
	var item correction.Item
	for _, s := range spans {
		item.Words = append(item.Words, correction.Select(points, s))
	}
	return mustJSON(item)
}
