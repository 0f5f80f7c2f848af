package api

import (
	"fmt"
	"strings"
	"testing"
)

func TestTargetsSelectTheWords(t *testing.T) {
	s := open(t, true)
	n := 0
	for _, row := range walk[ArticleHit](t, s, "/v1/articles?limit=100") {
		var a Article
		s.get(t, fmt.Sprintf("/v1/articles/%d", row.Article), &a)
		points := []rune(a.Record.Article.Text)
		for _, x := range a.Statements {
			if len(x.Target) != len(x.Content) {
				t.Errorf("article %d: %d targets for %d pieces", row.Article, len(x.Target), len(x.Content))
			}
			for i, target := range x.Target {
				n++
				position, quote := target.Selector[0], target.Selector[1]
				if *position.Start != x.Content[i].Start || string(points[*position.Start:*position.End]) != quote.Exact {
					t.Errorf("article %d: %v selects %q, the quotation is %q", row.Article, position, string(points[*position.Start:*position.End]), quote.Exact)
				}
				if !strings.Contains(a.Record.Article.Text, *quote.Prefix+quote.Exact+*quote.Suffix) {
					t.Errorf("article %d: %v stands nowhere", row.Article, quote)
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("%d targets", n)
	}
}

func TestArticlesAreLinkedData(t *testing.T) {
	s := open(t, true)
	number := numbers(t, s)
	var a struct {
		Context  string `json:"@context"`
		Type     string `json:"@type"`
		ID       string `json:"@id"`
		Body     string `json:"articleBody"`
		HasParts []struct {
			Type    string `json:"@type"`
			ID      string `json:"@id"`
			Text    string `json:"text"`
			Creator struct {
				Type, Name string
				ID         string `json:"@id"`
			} `json:"creator"`
		} `json:"hasPart"`
	}
	w := s.get(t, number.Replace("/v1/articles/{article}"), &a, "Accept", "application/ld+json;q=1, application/json;q=0.5")
	if w.Header().Get("Content-Type") != ldMedia || a.Context != "https://schema.org" || a.Type != "NewsArticle" || a.ID != number.Replace("http://localhost/article/{article}") || a.Body == "" {
		t.Errorf("%v\n%.500s", w.Header(), w.Body)
	}
	if len(a.HasParts) == 0 || a.HasParts[0].Type != "Quotation" || a.HasParts[0].Text == "" || a.HasParts[0].Creator.Name == "" || !strings.HasPrefix(a.HasParts[0].ID, "http://localhost/statement/") {
		t.Errorf("%+v", a.HasParts)
	}
}

func TestContactsAreEvents(t *testing.T) {
	s := open(t, true)
	states := map[string]int{}
	for _, c := range walk[ContactHit](t, s, "/v1/contacts?limit=50") {
		var e map[string]any
		s.get(t, fmt.Sprintf("/v1/contacts/%d", c.ID), &e, "Accept", ldMedia)
		if e["@type"] != "Event" || e["@id"] != c.Link || len(c.Parties) > 0 && len(e["attendee"].([]any)) != len(c.Parties) {
			t.Errorf("%v", e)
		}
		state, _ := e["eventStatus"].(string)
		if want := eventStates[c.Status]; want != "" && state != "https://schema.org/"+want {
			t.Errorf("%s is %s", c.Status, state)
		}
		states[c.Status]++
	}
	if len(states) < 3 {
		t.Errorf("only %v", states)
	}
}

func TestOriginalsRunNothing(t *testing.T) {
	s := open(t, true)
	w := s.get(t, "/v1/articles/1/original", nil)
	if p := w.Header().Get("Content-Security-Policy"); w.Code != 200 || !strings.HasPrefix(p, "sandbox; default-src 'none'") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestTheDocumentIsServed(t *testing.T) {
	s := open(t, true)
	for address, want := range map[string]string{"/openapi.json": `"openapi":"3.1.0"`, "/openapi.yaml": "openapi: 3.1.0"} {
		w := record(s.Document, asked("GET", address, ""))
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d\n%.300s", address, w.Code, w.Body)
		}
		if again := record(s.Document, asked("GET", address, "", "If-None-Match", w.Header().Get("ETag"))); again.Code != 304 {
			t.Errorf("%s again: %d", address, again.Code)
		}
	}
	d := s.Docs()
	n := 0
	for _, g := range d.Groups {
		n += len(g.Operations)
	}
	if n != len(operations(s.huma.OpenAPI())) || len(d.Schemas) < 20 {
		t.Errorf("%d operations, %d types", n, len(d.Schemas))
	}
}
