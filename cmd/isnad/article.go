package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/text"
)

type articleCommand struct {
	databaseFlags
	Format   string `help:"How to show it: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	Original bool   `help:"Write the bytes that it came in, and nothing else."`
	Why      bool   `help:"Also show the rule, the cue and the spans behind each item."`
	ID       int64  `arg:"" help:"The article's number, as a search shows it." placeholder:"ID"`
}

// shownArticle is an article with its record, and what the store knows of it across articles.
type shownArticle struct {
	isnad.Record
	Kept keptArticle `json:"kept"`
}

// keptArticle is what an article is to the others.
type keptArticle struct {
	ID       int64        `json:"id"`
	Origin   string       `json:"origin"`    // whom its text comes from
	OriginID int64        `json:"origin_id"` // the article that it is a copy of, or itself
	Copy     string       `json:"copy"`      // exact, reprint, partial, or empty
	Share    float64      `json:"share"`
	Copies   []copyRow    `json:"copies"`   // the others of the same text
	Tellings []tellingRow `json:"tellings"` // what other outlets tell in the same words
}

// copyRow is another article of the same text.
type copyRow struct {
	Article   int64   `json:"article"`
	Outlet    string  `json:"outlet"`
	Published string  `json:"published"`
	Copy      string  `json:"copy"`
	Share     float64 `json:"share"`
	URL       string  `json:"url"`
}

// tellingRow is how another article tells a statement of this one.
type tellingRow struct {
	N             int       `json:"n"` // of the statement in this article's record
	Statement     int64     `json:"statement"`
	Article       int64     `json:"article"`
	Outlet        string    `json:"outlet"`
	QuotesDiffer  bool      `json:"quotes_differ"`
	Words         string    `json:"words"` // as the other one tells it
	Edits         []editRow `json:"edits"` // from this article's words to those
	ours          string
	differsAtAll  bool
	publishedThen string
}

// editRow is a piece of the difference, in the words of the one that has them.
type editRow struct {
	Op    string `json:"op"` // left_out, added, quoted, unquoted
	Words string `json:"words"`
}

// articleRow is an article in one line.
type articleRow struct {
	ID         int64  `json:"id"`
	Outlet     string `json:"outlet"`
	Published  string `json:"published"`
	Title      string `json:"title"`
	Statements int    `json:"statements"`
	Contacts   int    `json:"contacts"`
	Origin     string `json:"origin"`
	OriginID   int64  `json:"origin_id"`
	Copy       string `json:"copy"`
	Copies     int    `json:"copies"`
	URL        string `json:"url"`
}

// Run prints the article with its record, where its text comes from, and how others tell the same.
func (c *articleCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	id := store.ArticleID(c.ID)
	if c.Original {
		b, _, err := s.Original(ctx, id)
		if err != nil {
			return missing(err, "isnad search finds articles")
		}
		_, err = t.out.Write(b)
		return err
	}
	x, err := (&finder{store: s}).article(ctx, id)
	if err != nil {
		return missing(err, "isnad search finds articles")
	}
	switch c.Format {
	case "text":
		return c.show(t, x)
	case "csv":
		k := &x.Kept
		return showRows(t.out, c.Format, []articleRow{{k.ID, x.Article.Outlet, x.Article.Published, x.Article.Title, len(x.Statements), len(x.Events), k.Origin, k.OriginID, k.Copy, len(k.Copies), x.Article.URL}})
	}
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	if c.Format == "json" {
		e.SetIndent("", "  ")
	}
	return e.Encode(x)
}

// missing adds a remedy to the error of something that is not in the store.
func missing(err error, remedy string) error {
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%w; %s", err, remedy)
	}
	return err
}

// article gets an article with all that is known of it.
func (f *finder) article(ctx context.Context, id store.ArticleID) (*shownArticle, error) {
	a, err := f.store.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	x := &shownArticle{}
	records, err := f.store.CurrentRecords(ctx, []store.ArticleID{id})
	if err != nil {
		return nil, err
	}
	if b := records[id]; b != nil {
		if err := json.Unmarshal(b, &x.Record); err != nil {
			return nil, fmt.Errorf("record of article %d: %w", id, err)
		}
	}
	x.Article = isnad.Article{ID: a.Ident, Outlet: a.Source, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text}
	x.Kept = keptArticle{ID: int64(id), OriginID: int64(a.Origin), Copy: a.Copy, Share: a.Share}
	if err := f.copies(ctx, x); err != nil {
		return nil, err
	}
	x.Kept.Tellings, err = f.toldElsewhere(ctx, x)
	return x, err
}

// copies fills in where the text comes from, and who else has it.
func (f *finder) copies(ctx context.Context, x *shownArticle) error {
	all, err := f.store.Copies(ctx, store.ArticleID(x.Kept.OriginID))
	if err != nil {
		return err
	}
	x.Kept.Copies = []copyRow{}
	var ids []store.ArticleID
	for _, h := range all {
		ids = append(ids, h.ID)
		if int64(h.ID) != x.Kept.ID {
			x.Kept.Copies = append(x.Kept.Copies, copyRow{int64(h.ID), h.Outlet, h.Published, h.Copy, h.Share, h.URL})
		}
	}
	seen, err := f.witnesses(ctx, ids)
	if t := testimonyOf(seen, ids); len(t.origins) > 0 {
		x.Kept.Origin = t.origins[0]
	}
	return err
}

// toldElsewhere compares what the article tells with how other outlets tell it.
func (f *finder) toldElsewhere(ctx context.Context, x *shownArticle) ([]tellingRow, error) {
	mine, err := f.store.TellingsIn(ctx, store.ArticleID(x.Kept.ID))
	if err != nil {
		return nil, err
	}
	var statements []int64
	for _, t := range mine {
		statements = append(statements, t.Statement)
	}
	all, err := f.store.Tellings(ctx, statements)
	if err != nil {
		return nil, err
	}
	var ids []store.ArticleID
	for _, tellings := range all {
		for _, t := range tellings {
			ids = append(ids, t.Article)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	heads, err := f.store.Heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	direct, err := f.directTellings(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []tellingRow{}
	for _, t := range mine {
		for _, other := range all[t.Statement] {
			if h := heads[other.Article]; other.Article != t.Article && h.Outlet != x.Article.Outlet {
				out = append(out, compared(ledger.Told(t.Words, direct[place{t.Article, t.N}]), ledger.Told(other.Words, direct[place{other.Article, other.N}]), tellingRow{N: t.N, Statement: t.Statement, Article: int64(h.ID), Outlet: h.Outlet, publishedThen: h.Published}))
			}
		}
	}
	return out, nil
}

// place is a statement in an article's record.
type place struct {
	article store.ArticleID
	n       int
}

// directTellings says which tellings are quotations as a whole, since their words are kept without the marks around them.
func (f *finder) directTellings(ctx context.Context, ids []store.ArticleID) (map[place]bool, error) {
	records, err := f.store.CurrentRecords(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[place]bool{}
	for id, b := range records {
		var record struct{ Statements []struct{ Kind string } }
		if err := json.Unmarshal(b, &record); err != nil {
			return nil, fmt.Errorf("record of article %d: %w", id, err)
		}
		for n, s := range record.Statements {
			out[place{id, n}] = s.Kind == "direct"
		}
	}
	return out, nil
}

// compared fills in the differences between two tellings.
func compared(ours, theirs ledger.Telling, row tellingRow) tellingRow {
	row.Words, row.ours, row.Edits = theirs.Words, ours.Words, []editRow{}
	row.QuotesDiffer = ledger.QuotesDiffer(ours, theirs)
	for _, e := range ledger.Diff(ours, theirs) {
		switch e.Op {
		case ledger.Equal:
			continue
		case ledger.LeftOut:
			row.Edits = append(row.Edits, editRow{e.Op, string(text.Text(ours.Words).At(e.A))})
		default:
			row.Edits = append(row.Edits, editRow{e.Op, string(text.Text(theirs.Words).At(e.B))})
		}
	}
	row.differsAtAll = len(row.Edits) > 0
	return row
}

// show writes the record as isnad read does, and below it what the others tell.
func (c *articleCommand) show(t terminal, x *shownArticle) error {
	b := render.Text{Width: width(t.out), Colour: coloured(t.out), Why: c.Why}.Record(nil, &x.Record)
	if _, err := t.out.Write(b); err != nil {
		return err
	}
	p := newSheet(t)
	k := &x.Kept
	p.head(fmt.Sprintf("Article %d", k.ID), "origin: "+isolated(k.Origin))
	if k.OriginID != k.ID {
		p.line("%s copy of article %d, %.0f%% in common", k.Copy, k.OriginID, 100*k.Share)
	}
	for _, o := range k.Copies {
		p.line("%s", joined(" · ", isolated(o.Outlet), fmt.Sprintf("article %d", o.Article), o.Copy, o.Published, o.URL))
	}
	for i := range k.Tellings {
		p.telling(&k.Tellings[i])
	}
	return p.writeTo(t)
}

// editNames are the operations as a person reads them.
var editNames = map[string]string{ledger.LeftOut: "left out", ledger.Added: "added", ledger.Quoted: "put in quotation marks", ledger.Unquoted: "taken out of quotation marks"}

// telling writes how another outlet tells a statement.
func (p *sheet) telling(r *tellingRow) {
	p.head(fmt.Sprintf("Statement %d as told by", r.N+1), isolated(r.Outlet), fmt.Sprintf("(article %d, %s)", r.Article, joined("", r.publishedThen)))
	if !r.differsAtAll {
		p.line("in the same words")
		return
	}
	p.paragraph(r.Words, nil)
	if r.QuotesDiffer {
		p.line("the quotations differ")
	}
	for _, e := range r.Edits {
		p.line("%s: %s", editNames[e.Op], isolated(e.Words))
	}
}
