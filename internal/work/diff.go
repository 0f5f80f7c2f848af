package work

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/store"
)

// Change is one item that two versions of the reader read differently.
type Change struct {
	Article store.ArticleID `json:"article"`
	What    string          `json:"what"`   // statement, contact
	Change  string          `json:"change"` // added, removed, changed
	Who     string          `json:"who"`
	Words   string          `json:"words"`
	Before  string          `json:"before,omitempty"` // of what changed: as it was
}

// Diff calls f for each item of the articles, of all where none is named, that the two versions read differently.
func (q *Queue) Diff(ctx context.Context, ids []store.ArticleID, from, to string, f func(Change) error) error {
	if len(ids) == 0 {
		return q.diffAll(ctx, from, to, f)
	}
	for part := range slices.Chunk(ids, Batch) {
		before, err := q.store.Records(ctx, from, part)
		if err != nil {
			return err
		}
		after, err := q.store.Records(ctx, to, part)
		if err != nil {
			return err
		}
		articles, err := q.store.Articles(ctx, part)
		if err != nil {
			return err
		}
		for _, a := range articles {
			if before[a.ID] == nil || after[a.ID] == nil {
				continue
			}
			changes, err := changesOf(a, before[a.ID], after[a.ID])
			if err != nil {
				return fmt.Errorf("article %d: %w", a.ID, err)
			}
			for _, c := range changes {
				if err := f(c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (q *Queue) diffAll(ctx context.Context, from, to string, f func(Change) error) error {
	for after := store.ArticleID(0); ; {
		ids, err := q.store.After(ctx, after, Batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
		if err := q.Diff(ctx, ids, from, to, f); err != nil {
			return err
		}
	}
}

func changesOf(a store.Article, before, after []byte) ([]Change, error) {
	var x, y isnad.Record
	if err := json.Unmarshal(before, &x); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(after, &y); err != nil {
		return nil, err
	}
	points := []rune(a.Text)
	out := compareItems(a.ID, "statement", statementItems(&x, points), statementItems(&y, points))
	return append(out, compareItems(a.ID, "contact", contactItems(&x, points), contactItems(&y, points))...), nil
}

// item is a statement or contact as far as versions are compared: where it stands, and what is said of it.
type item struct {
	at         isnad.Span // the cue or trigger, or the words where there is no cue
	who, words string
	rest       string // the other fields
}

func statementItems(r *isnad.Record, points []rune) []item {
	out := make([]item, 0, len(r.Statements))
	for i := range r.Statements {
		s := &r.Statements[i]
		words, _ := wordsOf(s, points)
		x := item{who: value(s.SpeakerName), words: words, rest: s.Kind + " " + s.Act + " " + s.Polarity + " " + value(s.Via)}
		switch {
		case s.Cue != nil:
			x.at = *s.Cue
		case len(s.Content) > 0:
			x.at = s.Content[0]
		}
		out = append(out, x)
	}
	return out
}

func contactItems(r *isnad.Record, points []rune) []item {
	out := make([]item, 0, len(r.Events))
	for i := range r.Events {
		e := &r.Events[i]
		x := item{at: e.Trigger, rest: e.Type + " " + e.Status + " " + value(e.Date) + " " + value(e.Place)}
		for _, p := range e.Participants {
			if x.who != "" {
				x.who += "; "
			}
			x.who += value(p.Name)
		}
		if e.Trigger.End <= len(points) {
			x.words = string(points[e.Trigger.Start:e.Trigger.End])
		}
		out = append(out, x)
	}
	return out
}

// compareItems matches the items that stand at the same place, those that are the same first: one verb may have several speakers.
func compareItems(id store.ArticleID, what string, before, after []item) []Change {
	before = slices.Clone(before)
	var other []item
	for _, y := range after {
		if i := slices.Index(before, y); i >= 0 {
			before = slices.Delete(before, i, i+1)
		} else {
			other = append(other, y)
		}
	}
	var out []Change
	for _, y := range other {
		i := slices.IndexFunc(before, func(x item) bool { return x.at == y.at })
		if i < 0 {
			out = append(out, Change{Article: id, What: what, Change: "added", Who: y.who, Words: y.words})
			continue
		}
		x := before[i]
		before = slices.Delete(before, i, i+1)
		out = append(out, Change{Article: id, What: what, Change: "changed", Who: y.who, Words: y.words + " (" + y.rest + ")", Before: x.who + ": " + x.words + " (" + x.rest + ")"})
	}
	for _, x := range before {
		out = append(out, Change{Article: id, What: what, Change: "removed", Who: x.who, Words: x.words})
	}
	return out
}
