package answer

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// found is a unit that the index gave, with what it stands for.
type found struct {
	store.Hit
	statement store.Statement
	contact   store.Contact
	rows      []store.Report // of a contact, and what they say
	reports   []ledger.Report
	parties   []store.Party
	life      ledger.Life
	article   store.Article
}

// terms are the words of it that the index has.
func (f *Finder) terms(x *found) []find.Term { return f.words.Terms(x.indexed()) }

func (x *found) indexed() string {
	switch x.Kind {
	case store.StatementUnit:
		return x.statement.Speaker + " ~ " + x.statement.Words
	case store.ContactUnit:
		var words []string
		for _, p := range x.parties {
			words = append(words, p.Name)
		}
		return strings.Join(append(words, x.contact.Place, x.contact.Topic), " ~ ")
	}
	return x.article.Text
}

// The bounds of a search whose hits are looked at one by one: how many are taken from the index at once, and in all.
const (
	lookAtOnce = 100
	lookAtAll  = 5000
)

// find returns a page of what the index has and all checks accept, and where the next page begins. Where hits are checked one by one, nothing may be left
// for that.
func (f *Finder) find(ctx context.Context, a *asked) (out []found, next int64, err error) {
	if a.nowhere() {
		return nil, 0, nil
	}
	want, q := a.search.Limit, a.search
	if q.Limit++; len(a.checks) > 0 {
		q.Limit = want + want/4 + 1 // most questions are answered by these
	}
	for looked := 0; ; {
		hits, err := f.store.Search(ctx, q)
		if err != nil {
			return nil, 0, err
		}
		all, err := f.load(ctx, hits, a.today)
		if err != nil {
			return nil, 0, err
		}
		for i := range all {
			if len(out) == want { // one more than is shown
				return out, out[want-1].Hit.ID, nil
			}
			if !a.accepts(&all[i]) {
				continue
			}
			if out = append(out, all[i]); len(out) == want && len(a.checks) > 0 {
				return out, all[i].Hit.ID, nil
			}
		}
		if len(hits) < q.Limit {
			return out, 0, nil
		}
		q.Before = hits[len(hits)-1].ID
		q.Limit = min(2*q.Limit, max(q.Limit, lookAtOnce))
		if looked += len(hits); looked >= lookAtAll {
			a.notes = append(a.notes, Note{Code: Looked, Count: looked})
			return out, q.Before, nil
		}
	}
}

func (a *asked) accepts(x *found) bool {
	return !slices.ContainsFunc(a.checks, func(accept func(*found) bool) bool { return !accept(x) })
}

// load gets what the hits stand for. One whose row is gone in the meantime is left out.
func (f *Finder) load(ctx context.Context, hits []store.Hit, today time.Time) ([]found, error) {
	refs := map[int][]int64{}
	for _, h := range hits {
		refs[h.Kind] = append(refs[h.Kind], h.Ref)
	}
	statements, err := f.store.Statements(ctx, refs[store.StatementUnit])
	if err != nil {
		return nil, err
	}
	contacts, err := f.contacts(ctx, refs[store.ContactUnit], today)
	if err != nil {
		return nil, err
	}
	articles, err := f.articles(ctx, articleIDs(refs[store.ArticleUnit]))
	if err != nil {
		return nil, err
	}
	var out []found
	for _, h := range hits {
		x, ok := found{Hit: h}, false
		switch h.Kind {
		case store.StatementUnit:
			x.statement, ok = statements[h.Ref]
		case store.ContactUnit:
			var c *found
			if c, ok = contacts[h.Ref]; ok {
				x = *c
				x.Hit = h
			}
		case store.ArticleUnit:
			x.article, ok = articles[store.ArticleID(h.Ref)]
		}
		if ok {
			out = append(out, x)
		}
	}
	return out, nil
}

func articleIDs(refs []int64) []store.ArticleID {
	ids := make([]store.ArticleID, len(refs))
	for i, r := range refs {
		ids[i] = store.ArticleID(r)
	}
	return ids
}

func (f *Finder) articles(ctx context.Context, ids []store.ArticleID) (map[store.ArticleID]store.Article, error) {
	all, err := f.store.Articles(ctx, ids)
	out := make(map[store.ArticleID]store.Article, len(all))
	for _, a := range all {
		out[a.ID] = a
	}
	return out, err
}

// contacts gets contacts with their reports, their parties and their lives as of today.
func (f *Finder) contacts(ctx context.Context, ids []int64, today time.Time) (map[int64]*found, error) {
	rows, err := f.store.Contacts(ctx, ids)
	if err != nil {
		return nil, err
	}
	reports, err := f.store.Reports(ctx, ids)
	if err != nil {
		return nil, err
	}
	parties, err := f.store.Parties(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]*found, len(rows))
	for id, c := range rows {
		x := &found{contact: c, parties: parties[id], rows: reports[id]}
		for _, r := range reports[id] {
			var report ledger.Report
			if err := json.Unmarshal([]byte(r.Data), &report); err != nil {
				return nil, fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
			}
			x.reports = append(x.reports, report)
		}
		x.life = ledger.LifeOf(x.reports, today.Format(time.DateOnly))
		out[id] = x
	}
	return out, nil
}
