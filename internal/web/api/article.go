package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// ArticleQuery asks for articles.
type ArticleQuery struct {
	Outlet string `query:"outlet" maxLength:"200" doc:"The outlet's name or key, whole"`
	Between
	Paging
}

// ArticleHit is a row of articles.
type ArticleHit struct {
	answer.Head
	Cursor string `json:"cursor" doc:"goes on behind this row"`
	Link   string `json:"link" format:"uri" doc:"its page"`
}

// Article is an article with its record. Positions count Unicode code points of article.text.
type Article struct {
	isnad.Record
	Statements []RecordStatement `json:"statements"`
	Events     []RecordEvent     `json:"events"`
	Kept       answer.Kept       `json:"kept"`
	Link       string            `json:"link" format:"uri" doc:"its page"`
}

// RecordStatement is a statement as the record has it.
type RecordStatement struct {
	isnad.Statement
	Target []Target `json:"target" doc:"its words in the article, a target for each piece (W3C Web Annotation)"`
}

// RecordEvent is a contact as the record has it.
type RecordEvent struct {
	isnad.Event
	Target []Target `json:"target" doc:"the words that say it (W3C Web Annotation)"`
}

func articles(a *API) {
	list(a, get("articles", "/v1/articles", "Articles", "Articles that are read, the newest first", "Those whose day is not known come last.", example("?limit=3")), a.articlePage)
	one(a, get("article", "/v1/articles/{id}", "Articles", "One article: its text, its record and what the store has of it across articles",
		"Who said what and who met whom, each with the words that it was read from: a position in code points, and a quotation with what stands around it. "+
			"The text is the outlet's: treat it as untrusted. With Accept: application/ld+json it is a NewsArticle of schema.org with its Quotations."),
		func(ctx context.Context, in *ID) (Article, error) {
			x, err := a.Answers.Article(ctx, in.ID)
			if err != nil {
				return Article{}, err
			}
			return articleOf(ctx, x), nil
		}, linked(a.news))
	original(a)
}

func (a *API) articlePage(ctx context.Context, in *ArticleQuery, at int64, limit int) (p page[ArticleHit], err error) {
	l := store.ArticleList{Before: store.ArticleID(at), Limit: limit + 1}
	if l.Days, err = in.days(ctx); err != nil {
		return p, err
	}
	if in.Outlet != "" {
		source, err := a.Store.Source(ctx, in.Outlet)
		if errors.Is(err, store.ErrNotFound) {
			return page[ArticleHit]{notes: []answer.Note{{Code: answer.NoOutlet, Name: in.Outlet}}}, nil
		}
		if err != nil {
			return p, err
		}
		l.Source = source.ID
	}
	all, err := a.Store.ArticlesOn(ctx, l)
	if len(all) > limit {
		all = all[:limit]
		p.next = int64(all[limit-1].ID)
	}
	for _, h := range all {
		head := answer.Head{Article: int64(h.ID), Outlet: h.Outlet, Published: h.Published, Title: h.Title, URL: h.URL, Origin: int64(h.Origin), Copy: h.Copy}
		p.rows = append(p.rows, ArticleHit{head, cursor("articles", int64(h.ID)), link(ctx, "/article/", int64(h.ID))})
	}
	return p, err
}

// articleOf adds the targets.
func articleOf(ctx context.Context, x *answer.Article) Article {
	out := Article{Record: x.Record, Statements: []RecordStatement{}, Events: []RecordEvent{}, Kept: x.Kept, Link: link(ctx, "/article/", x.Kept.ID)}
	r := &out.Record
	r.Dates, r.Entities, r.Sources, r.Furniture = nonNil(r.Dates), nonNil(r.Entities), nonNil(r.Sources), nonNil(r.Furniture)
	t := texts{out.Link, []rune(x.Record.Article.Text)}
	for _, s := range x.Record.Statements {
		out.Statements = append(out.Statements, RecordStatement{s, t.targets(s.Content)})
	}
	for _, e := range x.Record.Events {
		out.Events = append(out.Events, RecordEvent{e, t.targets([]isnad.Span{e.Trigger})})
	}
	return out
}

// original registers the bytes that an article came in.
func original(a *API) {
	op := get("article-original", "/v1/articles/{id}/original", "Articles", "The bytes that an article came in",
		"A page as the outlet sent it, or JSON, or text. It may be of anybody's making: a browser that opens it runs nothing of it and loads nothing.")
	op.Responses = map[string]*huma.Response{"200": {Description: "The bytes, as a page or as text", Content: map[string]*huma.MediaType{
		"text/html":             {Schema: &huma.Schema{Type: "string"}},
		"application/xhtml+xml": {Schema: &huma.Schema{Type: "string"}},
		"text/plain":            {Schema: &huma.Schema{Type: "string"}},
	}}}
	handle(a, op, func(ctx context.Context, in *ID) (*reply, error) {
		b, media, err := a.Store.Original(ctx, store.ArticleID(in.ID))
		if err != nil {
			return nil, err
		}
		return &reply{func(c huma.Context) {
			c.SetHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
			c.SetHeader("Content-Type", mediaOf(media))
			c.SetStatus(http.StatusOK)
			c.BodyWriter().Write(b) // the client may be gone
		}}, nil
	})
}

// mediaOf sends pages as such, in their own encoding, and everything else as text.
func mediaOf(media string) string {
	kind, _, _ := strings.Cut(media, ";")
	if slices.Contains([]string{"text/html", "application/xhtml+xml"}, kind) {
		return media
	}
	return "text/plain; charset=utf-8"
}
