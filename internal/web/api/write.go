package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"isnad.dev/isnad/internal/store"
)

// The bounds of what is added at once.
const (
	maxAddBytes = 16 << 20
)

// NewArticle is one to add.
type NewArticle struct {
	ID        string `json:"id,omitempty" maxLength:"1000" doc:"its id at the outlet; one with the same id, or the same address, is revised"`
	Outlet    string `json:"outlet,omitempty" maxLength:"200"`
	URL       string `json:"url,omitempty" maxLength:"4000"`
	Lang      string `json:"lang,omitempty" maxLength:"35" doc:"ISO 639-1" example:"ar"`
	Published string `json:"published,omitempty" maxLength:"40" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2}.*)?$" patternDescription:"an ISO day, or a time that begins with one" doc:"an ISO day or time; offices are those of that day" example:"2018-08-23"`
	Title     string `json:"title,omitempty" maxLength:"2000"`
	Text      string `json:"text" minLength:"1" maxLength:"1000000" doc:"the whole article; its headline, where it has one, is the first paragraph"`
}

// NewArticles are articles to add.
type NewArticles struct {
	Articles []NewArticle `json:"articles" minItems:"1" maxItems:"1000"`
}

// Added says what became of them.
type Added struct {
	Received int `json:"received"`
	Kept     int `json:"kept" doc:"that are new, or whose text has changed: they are read and can be asked for soon"`
}

// MergeRequest says which actor is another.
type MergeRequest struct {
	Actor  int64  `json:"actor" minimum:"1" doc:"the actor that is the same as the other"`
	Into   int64  `json:"into" minimum:"1" doc:"the other, whose name is kept"`
	Reason string `json:"reason" minLength:"1" maxLength:"2000" doc:"why; it is kept and shown"`
}

// SplitRequest says what is somebody else.
type SplitRequest struct {
	From     int64   `json:"from" minimum:"1" doc:"the actor that is two"`
	Articles []int64 `json:"articles" minItems:"1" maxItems:"1000" doc:"the articles that name the other one"`
	Name     string  `json:"name,omitempty" maxLength:"200" doc:"of the new actor; the same where it is missing"`
	Reason   string  `json:"reason" minLength:"1" maxLength:"2000" doc:"why; it is kept and shown"`
}

// UndoRequest names a merge or split.
type UndoRequest struct {
	Change int64 `json:"change" minimum:"1" doc:"its id, as an actor's changes have it"`
}

// ActorChange is a merge or split by hand.
type ActorChange struct {
	ID     int64     `json:"id"`
	Kind   string    `json:"kind" enum:"merge,split"`
	Actor  int64     `json:"actor" doc:"that was merged away or split off"`
	Other  int64     `json:"other" doc:"into which, or from which"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	Undone time.Time `json:"undone,omitzero"`
}

// body is a request's.
type body[T any] struct{ Body T }

func writes(a *API) {
	add := post("add-articles", "/v1/articles", "Articles", "Add articles", "As JSON, or as JSON Lines with an article a line (Content-Type: application/x-ndjson). They are kept at once and read soon after. Takes the scope write.", http.StatusAccepted)
	add.MaxBodyBytes, add.BodyReadTimeout = maxAddBytes, 30*time.Second
	one(a, add, a.add)
	add.RequestBody = a.huma.OpenAPI().Paths["/v1/articles"].Post.RequestBody
	add.RequestBody.Content[linesMedia] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Description: "An article a line"}}
	one(a, post("merge-actors", "/v1/actors/merge", "Actors", "Take one actor for another", "What is asked of either is answered for both. It can be undone. Takes the scope write.", http.StatusOK),
		func(ctx context.Context, in *body[MergeRequest]) (ActorChange, error) {
			c, err := a.Store.MergeActors(ctx, in.Body.Actor, in.Body.Into, in.Body.Reason, a.Now())
			return a.changed(ctx, "actor.merge", c, err)
		})
	one(a, post("split-actor", "/v1/actors/split", "Actors", "Make two actors of one", "What these articles name becomes an actor of its own. It can be undone. Takes the scope write.", http.StatusOK),
		func(ctx context.Context, in *body[SplitRequest]) (ActorChange, error) {
			o := store.SplitOff{From: in.Body.From, Name: in.Body.Name, Reason: in.Body.Reason}
			for _, id := range in.Body.Articles {
				o.Articles = append(o.Articles, store.ArticleID(id))
			}
			c, err := a.Store.SplitActor(ctx, o, a.Now())
			return a.changed(ctx, "actor.split", c, err)
		})
	one(a, post("undo-change", "/v1/actors/undo", "Actors", "Take a merge or split back", "Takes the scope write.", http.StatusOK),
		func(ctx context.Context, in *body[UndoRequest]) (ActorChange, error) {
			c, err := a.Store.UndoChange(ctx, in.Body.Change, a.Now())
			return a.changed(ctx, "actor.undo", c, err)
		})
}

// changed notes a change, or says why it cannot be made.
func (a *API) changed(ctx context.Context, action string, c store.Change, err error) (ActorChange, error) {
	if err != nil && known(err.Error()) {
		p := problem(wordsOf(ctx), http.StatusConflict, "conflict", "api.question")
		p.Detail = saidOf(wordsOf(ctx), err.Error())
		return ActorChange{}, p
	}
	if err != nil {
		return ActorChange{}, err
	}
	out := ActorChange{c.ID, c.Kind, c.Actor, c.Other, c.Reason, c.At, c.Undone}
	return out, a.Note(ctx, action, fmt.Sprintf("actor/%d", c.Other), nil, out)
}

func (a *API) add(ctx context.Context, in *body[NewArticles]) (Added, error) {
	if a.Keeper == nil {
		return Added{}, problem(wordsOf(ctx), http.StatusServiceUnavailable, "unavailable", "api.no-queue")
	}
	all := make([]store.Incoming, 0, len(in.Body.Articles))
	for _, n := range in.Body.Articles {
		raw, err := json.Marshal(n)
		if err != nil {
			return Added{}, err
		}
		all = append(all, store.Incoming{Media: jsonMedia, Bytes: raw, Article: store.Article{Source: n.Outlet, Ident: n.ID, URL: n.URL, Lang: n.Lang, Published: n.Published, Title: n.Title, Text: n.Text}})
	}
	kept, err := a.Keeper.Keep(ctx, all, a.Now())
	if err != nil {
		return Added{}, err
	}
	out := Added{len(all), kept}
	return out, a.Note(ctx, "article.add", "article", nil, out)
}

// readLines reads JSON Lines as the list of articles that they are.
func readLines(b []byte, v any) error {
	var out bytes.Buffer
	out.WriteString(`{"articles":[`)
	first := true
	for line := range bytes.Lines(b) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if !json.Valid(line) {
			return fmt.Errorf("a line is no JSON")
		}
		if !first {
			out.WriteByte(',')
		}
		first = false
		out.Write(line)
	}
	out.WriteString("]}")
	return json.Unmarshal(out.Bytes(), v)
}
