package answer

import (
	"context"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Article is an article with its record, and what the store knows of it across articles.
type Article struct {
	isnad.Record
	Kept Kept `json:"kept"`
}

// Kept is what an article is to the others.
type Kept struct {
	ID       int64    `json:"id"`
	Origin   string   `json:"origin"`    // whom its text comes from
	OriginID int64    `json:"origin_id"` // the article that it is a copy of, or itself
	Copy     string   `json:"copy"`      // exact, reprint, partial, or empty
	Share    float64  `json:"share"`
	Copies   []Copy   `json:"copies"`   // the others of the same text
	Tellings []Retold `json:"tellings"` // what other outlets tell in the same words
	Links             // of what stands in the record
}

// Copy is another article of the same text.
type Copy struct {
	Article   int64   `json:"article"`
	Outlet    string  `json:"outlet"`
	Published string  `json:"published"`
	Copy      string  `json:"copy"`
	Share     float64 `json:"share"`
	URL       string  `json:"url"`
}

// Retold is how another article tells a statement of this one.
type Retold struct {
	N            int    `json:"n"` // of the statement in this article's record
	Statement    int64  `json:"statement"`
	Article      int64  `json:"article"`
	Outlet       string `json:"outlet"`
	Published    string `json:"published"`
	QuotesDiffer bool   `json:"quotes_differ"`
	Words        string `json:"words"` // as the other one tells it
	Edits        []Edit `json:"edits"` // from this article's words to those
}

// Article returns an article with its text and record, where its text comes from, and how others tell the same.
func (f *Finder) Article(ctx context.Context, id int64) (*Article, error) {
	a, err := f.store.Article(ctx, store.ArticleID(id))
	if err != nil {
		return nil, err
	}
	read, err := f.readings(ctx, []store.ArticleID{a.ID})
	if err != nil {
		return nil, err
	}
	x := &Article{Kept: Kept{ID: id, OriginID: int64(a.Origin), Copy: a.Copy, Share: a.Share}}
	if r := read[a.ID]; r != nil {
		x.Record = r.record
	}
	x.Article = isnad.Article{ID: a.Ident, Outlet: a.Source, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text}
	for _, fill := range []func(context.Context, *Article) error{f.copies, f.retold, f.link} {
		if err := fill(ctx, x); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// copies fills in where the text comes from, and who else has it.
func (f *Finder) copies(ctx context.Context, x *Article) error {
	all, err := f.store.Copies(ctx, store.ArticleID(x.Kept.OriginID))
	if err != nil {
		return err
	}
	x.Kept.Copies = []Copy{}
	var ids []store.ArticleID
	for _, h := range all {
		ids = append(ids, h.ID)
		if int64(h.ID) != x.Kept.ID {
			x.Kept.Copies = append(x.Kept.Copies, Copy{int64(h.ID), h.Outlet, h.Published, h.Copy, h.Share, h.URL})
		}
	}
	seen, err := f.witnesses(ctx, ids)
	if t := testimonyOf(seen, ids); len(t.origins) > 0 {
		x.Kept.Origin = t.origins[0]
	}
	return err
}

// retold compares what the article tells with how other outlets tell it.
func (f *Finder) retold(ctx context.Context, x *Article) error {
	mine, err := f.store.TellingsIn(ctx, store.ArticleID(x.Kept.ID))
	if err != nil {
		return err
	}
	var statements []int64
	for _, t := range mine {
		statements = append(statements, t.Statement)
	}
	all, err := f.store.Tellings(ctx, statements)
	if err != nil {
		return err
	}
	var ids []store.ArticleID
	for _, tellings := range all {
		for _, t := range tellings {
			ids = append(ids, t.Article)
		}
	}
	ids = distinct(ids)
	heads, err := f.store.Heads(ctx, ids)
	if err != nil {
		return err
	}
	told, err := f.directTellings(ctx, ids)
	x.Kept.Tellings = []Retold{}
	for _, t := range mine {
		for _, other := range all[t.Statement] {
			if h := heads[other.Article]; other.Article != t.Article && h.Outlet != x.Article.Outlet {
				r := Retold{N: t.N, Statement: t.Statement, Article: int64(h.ID), Outlet: h.Outlet, Published: h.Published, Words: other.Words}
				r.compare(told.telling(t), told.telling(other))
				x.Kept.Tellings = append(x.Kept.Tellings, r)
			}
		}
	}
	return err
}

func (r *Retold) compare(ours, theirs ledger.Telling) {
	r.Edits, r.QuotesDiffer = edits(ours, theirs), ledger.QuotesDiffer(ours, theirs)
}
