package work

import (
	"context"
	"encoding/json"
	"slices"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Reindex makes anew what a search finds: after a restore, or when the analyser of words has changed.
func Reindex(ctx context.Context, s *store.Store, words *find.Analyzer) error {
	q := &Queue{store: s, words: words}
	return s.Write(ctx, func(t *store.Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		if err := t.ForgetUnits(ctx); err != nil {
			return err
		}
		for _, step := range []func(context.Context, *store.Tx) error{q.indexArticles, q.indexStatements, q.indexContacts} {
			if err := step(ctx, t); err != nil {
				return err
			}
		}
		return t.SetValue(ctx, wordsVersion, find.Version())
	})
}

func (q *Queue) indexArticles(ctx context.Context, t *store.Tx) error {
	after := store.ArticleID(0)
	for {
		ids, err := t.After(ctx, after, Batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
		texts, err := t.Texts(ctx, numbersOf(ids))
		if err != nil {
			return err
		}
		var units []store.Unit
		for _, id := range ids {
			a := texts[int64(id)]
			units = append(units, q.articleUnit(&a, q.keys(a.Text)))
		}
		if err := t.AddUnits(ctx, units); err != nil {
			return err
		}
	}
}

func (q *Queue) indexStatements(ctx context.Context, t *store.Tx) error {
	for after := int64(0); ; {
		var units []store.Unit
		err := t.EachStatement(ctx, after, 10*Batch, func(x store.Statement, source int64) error {
			after = x.ID
			units = append(units, q.statementUnit(&x, source))
			return nil
		})
		if err != nil || len(units) == 0 {
			return err
		}
		if err := t.AddUnits(ctx, units); err != nil {
			return err
		}
	}
}

func (q *Queue) indexContacts(ctx context.Context, t *store.Tx) error {
	for after := int64(0); ; {
		var contacts []store.Contact
		var sources, ids []int64
		err := t.EachContact(ctx, after, 10*Batch, func(c store.Contact, source int64) error {
			after = c.ID
			contacts, sources, ids = append(contacts, c), append(sources, source), append(ids, c.ID)
			return nil
		})
		if err != nil || len(contacts) == 0 {
			return err
		}
		rows, err := t.Reports(ctx, ids)
		if err != nil {
			return err
		}
		names, err := t.PartyNames(ctx, ids)
		if err != nil {
			return err
		}
		var units []store.Unit
		for i := range contacts {
			reports, err := reportsFrom(rows[contacts[i].ID])
			if err != nil {
				return err
			}
			units = append(units, q.contactUnit(&contacts[i], names[contacts[i].ID], reports[0].Published, sources[i]))
		}
		if err := t.AddUnits(ctx, units); err != nil {
			return err
		}
	}
}

func reportsFrom(rows []store.Report) ([]ledger.Report, error) {
	out := make([]ledger.Report, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.Data), &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (q *Queue) articleUnit(a *store.Article, keys []string) store.Unit {
	return store.Unit{Kind: store.ArticleUnit, Ref: int64(a.ID), Day: dayOf(a.Published), Source: a.SourceID, Keys: keys}
}

// between is a key between words that are no phrase together: a sign for private use, which no text's words have.
const between = "\uE000"

// keysOf returns the keys of several texts, parted from each other.
func (q *Queue) keysOf(texts ...string) []string {
	var out []string
	for _, s := range texts {
		if len(out) > 0 && s != "" {
			out = append(out, between)
		}
		out = append(out, q.keys(s)...)
	}
	return out
}

func (q *Queue) statementUnit(x *store.Statement, source int64) store.Unit {
	return store.Unit{Kind: store.StatementUnit, Ref: x.ID, Day: x.Day, Source: source, Actor: x.Actor, Detail: x.Kind, Keys: q.keysOf(x.Speaker, x.Words)}
}

// contactUnit is found by its parties, place and topic, on its day or, where that is not one day, on that of its first report.
func (q *Queue) contactUnit(c *store.Contact, names []string, published string, source int64) store.Unit {
	day := c.Day
	if len(day) != len("2006-01-02") {
		day = published
	}
	words := append(slices.Clone(names), c.Place, c.Topic)
	return store.Unit{Kind: store.ContactUnit, Ref: c.ID, Day: day, Source: source, Detail: c.Type, Keys: q.keysOf(words...)}
}
