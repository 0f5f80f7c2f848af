package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/web/locale"
)

// pageSize is how many hits a page shows.
const pageSize = 20

// search shows what a question finds, with the facets that narrow it.
type search struct {
	answer.Page[answer.Hit]
	Question url.Values // as it was put, without the place in the list
	Facets   []facet
	Next     string // the address of the page after this one
	Keeps    bool   // it can be saved
	Files    []link // the same as rows, for other programs
}

// facet is one way to narrow a search.
type facet struct {
	Name    string // of the field
	Title   string
	Choices []choice
}

// choice is a value of a facet with the search that it leads to: the same with it, or, where it is on, without it.
type choice struct {
	Value, Title, Address string
	On                    bool
}

func (s *Server) searchPage(a *ask) (*content, error) {
	v := questionValues(a.URL.Query())
	q, err := questionOf(v, a)
	if err != nil {
		return nil, err
	}
	d := &search{Question: v, Facets: facets(a.L, v), Files: filesOf(v), Keeps: s.alerts != nil && len(v) > 0}
	if d.Page, err = s.answers.Search(a.Context(), q); err != nil {
		return nil, err
	}
	if d.Page.Next != 0 {
		d.Next = older("/search", v, d.Page.Next)
	}
	return &content{Template: "search", Title: a.L.T("nav.search"), Data: d, Feeds: feedsOf(a.L, "/search", v)}, nil
}

// questionFields are the fields of a search, in pages, feeds and the API alike.
var questionFields = []string{"q", "kind", "status", "speaker", "party", "with", "about", "outlet", "from", "to"}

// questionValues are the parts of an address that say what is asked.
func questionValues(all url.Values) url.Values {
	out := url.Values{}
	for _, name := range questionFields {
		for _, v := range all[name] {
			if v != "" && !slices.Contains(out[name], v) {
				out.Add(name, v)
			}
		}
	}
	return out
}

// questionOf makes a question of an address.
func questionOf(v url.Values, a *ask) (answer.Question, error) {
	before, err := cursorOf(a.URL.Query())
	q := answer.Question{
		Text: v.Get("q"), Status: v["status"], Speaker: v["speaker"], Party: v["party"], With: v["with"], About: v["about"], Outlet: v["outlet"], From: v.Get("from"), To: v.Get("to"),
		Today: a.Today, Limit: pageSize, Before: before,
	}
	for _, k := range v["kind"] {
		if slices.Contains(locale.Acts, k) {
			q.Acts = append(q.Acts, k)
		} else {
			q.Kinds = append(q.Kinds, k)
		}
	}
	return q, err
}

// cursorOf is where a page of a list begins; 0 is the newest.
func cursorOf(v url.Values) (int64, error) {
	if v.Get("before") == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(v.Get("before"), 10, 64)
	if err != nil || n < 0 {
		return 0, wrong{http.StatusBadRequest, "before=" + v.Get("before")}
	}
	return n, nil
}

// older is the address of the next page of a list.
func older(path string, v url.Values, next int64) string {
	out := url.Values{}
	for name, values := range v {
		out[name] = values
	}
	out.Set("before", strconv.FormatInt(next, 10))
	return path + "?" + out.Encode()
}

// facets are the ways to narrow a search by what is fixed: kinds and statuses.
func facets(l *locale.Words, v url.Values) []facet {
	return []facet{
		facetOf(v, "kind", l.T("facet.unit"), locale.UnitKinds, l.Unit),
		facetOf(v, "kind", l.T("facet.act"), locale.Acts, l.Act),
		facetOf(v, "kind", l.T("facet.contact"), locale.ContactTypes, l.Contact),
		facetOf(v, "status", l.T("facet.status"), locale.Statuses, l.Status),
	}
}

func facetOf(v url.Values, name, title string, values []string, word func(string) string) facet {
	return chips("/search", v, name, title, values, word)
}

// chips are links to a page with a value more, or one less.
func chips(path string, v url.Values, name, title string, values []string, word func(string) string) facet {
	f := facet{Name: name, Title: title}
	for _, value := range values {
		on := slices.Contains(v[name], value)
		f.Choices = append(f.Choices, choice{value, word(value), address(path, toggled(v, name, value, on)), on})
	}
	return f
}

// toggled is the question with a value more, or one less.
func toggled(v url.Values, name, value string, on bool) url.Values {
	out := url.Values{}
	for n, values := range v {
		for _, x := range values {
			if !on || n != name || x != value {
				out.Add(n, x)
			}
		}
	}
	if !on {
		out.Add(name, value)
	}
	return out
}

// feedsOf are the feeds of a question.
func feedsOf(l *locale.Words, path string, v url.Values) []link {
	var out []link
	for _, f := range []struct{ ext, media, title string }{{".atom", "application/atom+xml", "Atom"}, {".rss", "application/rss+xml", "RSS"}, {".json", "application/feed+json", "JSON Feed"}} {
		values := toggled(v, "lang", l.Lang, false)
		out = append(out, link{f.title, path + f.ext + "?" + values.Encode(), f.media})
	}
	return out
}

// asked turns a question that cannot be answered into what is told to the user.
func asked(err error) error {
	var q answer.QuestionError
	if errors.As(err, &q) && !errors.Is(err, context.Canceled) {
		return wrong{http.StatusBadRequest, q.Error()}
	}
	return err
}
