package api

import (
	"context"

	"isnad.dev/isnad/internal/answer"
)

// StatementQuery asks for statements.
type StatementQuery struct {
	Q       string   `query:"q" maxLength:"4096" doc:"Words, \"phrases\", -word, OR, and filters such as speaker:" example:"المياه"`
	Speaker []string `query:"speaker,explode" maxItems:"20" doc:"Who said it: names in any script, or numbers of actors; any of them"`
	About   []string `query:"about,explode" maxItems:"20" doc:"A name or word in what is said"`
	Outlet  []string `query:"outlet,explode" maxItems:"20" doc:"Words of the name of an outlet that tells it"`
	Act     []string `query:"act,explode" enum:"inform,demand,criticise,approve,refuse,commit,warn" doc:"What is done by saying it"`
	Manner  []string `query:"manner,explode" enum:"direct,indirect,mixed" doc:"Whether it is quoted, reported or both"`
	From    string   `query:"from" maxLength:"100" doc:"A day, month or year, or words such as أمس; included" example:"2018-08"`
	To      string   `query:"to" maxLength:"100" doc:"The same, included"`
	Paging
}

func (q *StatementQuery) question(a *API, at int64, limit int) answer.Question {
	kinds := q.Manner
	if len(kinds) == 0 {
		kinds = []string{answer.OfStatement}
	}
	return answer.Question{Text: q.Q, Kinds: kinds, Acts: q.Act, Speaker: q.Speaker, About: q.About, Outlet: q.Outlet, From: q.From, To: q.To,
		Today: a.Now(), Limit: limit, Before: at, Width: answer.Whole}
}

// Hit is a row of statements, or of a search.
type Hit struct {
	answer.Hit
	Cursor string `json:"cursor" doc:"goes on behind this row"`
	Link   string `json:"link" format:"uri" doc:"its page"`
}

func hitsOf(ctx context.Context, kind string, all []answer.Hit) []Hit {
	out := make([]Hit, 0, len(all))
	for _, h := range all {
		out = append(out, Hit{h, cursor(kind, h.Cursor), link(ctx, "/"+h.Kind+"/", h.ID)})
	}
	return out
}

// ID is the number in an address.
type ID struct {
	ID int64 `path:"id" minimum:"1" doc:"Its number"`
}

// Statement is one statement with all its tellings.
type Statement struct {
	*answer.Statement
	Link string `json:"link" format:"uri" doc:"its page"`
}

func statements(a *API) {
	list(a, get("statements", "/v1/statements", "Statements", "Who said what, the newest first",
		"Each statement once, whoever tells it: outlets are who printed it, origins are sources that do not copy each other. Without filters the newest are answered.", example("?limit=5")),
		func(ctx context.Context, in *StatementQuery, at int64, limit int) (page[Hit], error) {
			p, err := a.Answers.Search(ctx, in.question(a, at, limit))
			return page[Hit]{hitsOf(ctx, "statements", p.Hits), p.Notes, p.Next}, err
		})
	one(a, get("statement", "/v1/statements/{id}", "Statements", "One statement with every telling",
		"How each article tells it, with its spans in the article's text and what differs from the earliest telling."),
		func(ctx context.Context, in *ID) (Statement, error) {
			x, err := a.Answers.Statement(ctx, in.ID)
			return Statement{x, link(ctx, "/statement/", in.ID)}, err
		})
}

// SearchQuery asks for anything.
type SearchQuery struct {
	Q       string   `query:"q" maxLength:"4096" doc:"Words, \"phrases\", -word, OR, and filters: speaker: about: with: outlet: from: to: kind: status:" example:"المياه"`
	Kind    []string `query:"kind,explode" enum:"article,statement,contact,direct,indirect,mixed,meeting,call,visit,message,signing,conference,inform,demand,criticise,approve,refuse,commit,warn" doc:"What is looked for; any of them"`
	Status  []string `query:"status,explode" enum:"held,ongoing,planned,postponed,cancelled,failed,denied,not_reported_held" doc:"Of contacts"`
	Speaker []string `query:"speaker,explode" maxItems:"20" doc:"Who said it: names in any script, or numbers of actors"`
	Party   []string `query:"party,explode" maxItems:"20" doc:"Who takes part in a contact"`
	With    []string `query:"with,explode" maxItems:"20" doc:"And who else"`
	About   []string `query:"about,explode" maxItems:"20" doc:"A name or word in what is said"`
	Outlet  []string `query:"outlet,explode" maxItems:"20" doc:"Words of an outlet's name"`
	From    string   `query:"from" maxLength:"100" doc:"A day, month or year, or words such as أمس; included"`
	To      string   `query:"to" maxLength:"100" doc:"The same, included"`
	Paging
}

func searches(a *API) {
	list(a, get("search", "/v1/search", "Search", "Statements, contacts and articles, the newest first",
		"What the box of the search page finds. The text of a hit is cut around what was asked for, and marked.", example("?q=المياه&limit=3")),
		func(ctx context.Context, in *SearchQuery, at int64, limit int) (page[Hit], error) {
			p, err := a.Answers.Search(ctx, answer.Question{Text: in.Q, Kinds: in.Kind, Status: in.Status, Speaker: in.Speaker, Party: in.Party, With: in.With,
				About: in.About, Outlet: in.Outlet, From: in.From, To: in.To, Today: a.Now(), Limit: limit, Before: at})
			return page[Hit]{hitsOf(ctx, "search", p.Hits), p.Notes, p.Next}, err
		})
}
