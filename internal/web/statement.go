package web

import (
	"net/http"
	"strconv"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

// number is the number in an address: /actor/12.
func (a *ask) number() (int64, error) {
	n, err := strconv.ParseInt(a.PathValue("id"), 10, 64)
	if err != nil || n <= 0 {
		return 0, answer.ErrNotFound
	}
	return n, nil
}

// statement is one statement with each telling side by side.
type statement struct {
	*answer.Statement
	Tellings []telling
}

// telling is how one article tells it, with what is different from the earliest telling.
type telling struct {
	answer.Telling
	Parts []change
	First bool
}

// change is a part of the words: the same as in the earliest telling, added, left out, or put in or out of quotation marks.
type change struct{ Op, Text string }

func (s *Server) statementPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.answers.Statement(a.Context(), id)
	if err != nil {
		return nil, err
	}
	d := &statement{Statement: x}
	for i, t := range x.Tellings {
		d.Tellings = append(d.Tellings, telling{t, changes(x.Tellings[0].Words, t.Words, t.Edits), i == 0})
	}
	who := x.Speaker.Name
	if who == "" {
		who = a.L.T("speaker.unknown")
	}
	return &content{Template: "statement", Title: a.L.T("statement.title", who), Data: d}, nil
}

// changes lays the edits over the words of a telling: what it left out stands where it is missing.
func changes(first, words string, edits []answer.Edit) []change {
	points := []rune(words)
	var out []change
	at := 0
	put := func(op string, from, to int) {
		if from < to && to <= len(points) {
			out = append(out, change{op, string(points[from:to])})
		}
	}
	for _, e := range edits {
		if e.B.Start < at || e.B.End > len(points) {
			continue
		}
		put("", at, e.B.Start)
		if e.Op == "left_out" {
			out = append(out, change{e.Op, e.Words})
		} else {
			put(e.Op, e.B.Start, e.B.End)
		}
		at = e.B.End
	}
	put("", at, len(points))
	return out
}

// contactPage shows the life of a contact.
func (s *Server) contactPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.answers.Contact(a.Context(), id, answer.Options{Today: a.Today})
	if err != nil {
		return nil, err
	}
	return &content{Template: "contact", Title: a.L.Contact(x.Type), Data: x}, nil
}

// originalPage frames the page that an article came in.
func (s *Server) originalPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	if _, err := s.store.Article(a.Context(), articleID(id)); err != nil {
		return nil, err
	}
	return &content{Template: "original", Title: a.L.T("article.original"), Data: id}, nil
}

// original sends the bytes that an article came in. They may be a page of anybody's making: they run nothing, load nothing, and are framed by us only.
func (s *Server) original(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.refuse(w, r, answer.ErrNotFound)
		return
	}
	b, media, err := s.store.Original(r.Context(), articleID(id))
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'")
	h.Set("Cache-Control", "private, no-cache")
	if media == "text/html" || media == "application/xhtml+xml" {
		h.Set("Content-Type", media)
	} else {
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
	if r.URL.Query().Has("download") {
		h.Set("Content-Disposition", "attachment; filename=article-"+r.PathValue("id"))
	}
	w.Write(b)
}

// spanAddress is where words of an article stand on its page: the very span is marked there.
func spanAddress(article int64, spans []isnad.Span) string {
	address := "/article/" + strconv.FormatInt(article, 10)
	if len(spans) == 0 {
		return address
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
	}
	return address + "?span=" + strings.Join(parts, ",") + "#a-h1"
}
