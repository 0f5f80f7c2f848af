package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/store"
)

type articleCommand struct {
	databaseFlags
	Format   string `help:"How to show it: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	Original bool   `help:"Write the bytes that it came in, and nothing else."`
	Why      bool   `help:"Also show the rule, the cue and the spans behind each item."`
	ID       int64  `arg:"" help:"The article's number, as a search shows it." placeholder:"ID"`
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
	if c.Original {
		b, _, err := s.Original(ctx, store.ArticleID(c.ID))
		if err != nil {
			return missing(err, "isnad search finds articles")
		}
		_, err = t.out.Write(b)
		return err
	}
	x, err := answer.New(s, nil).Article(ctx, c.ID)
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

// show writes the record as isnad read does, and below it what the others tell.
func (c *articleCommand) show(t terminal, x *answer.Article) error {
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
func (p *sheet) telling(r *answer.Retold) {
	p.head(fmt.Sprintf("Statement %d as told by", r.N+1), isolated(r.Outlet), fmt.Sprintf("(article %d, %s)", r.Article, joined("", r.Published)))
	if len(r.Edits) == 0 {
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
