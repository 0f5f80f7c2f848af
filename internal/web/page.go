package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/api"
	"isnad.dev/isnad/internal/web/locale"
)

//go:embed template
var templateFiles embed.FS

// pages are the templates: layout.html and part_*.html are shared, each other file is a page.
type pages struct{ all map[string]*template.Template }

func newPages(a *assets) (*pages, error) {
	shared, err := template.New("layout").Funcs(template.FuncMap{
		"asset": a.address, "dir": direction, "pieces": pieces, "span": spanAddress, "isWeb": isWeb,
		"spanOf": func(article int64, s isnad.Span) string { return spanAddress(article, []isnad.Span{s}) },
		"minus":  func(a, b int) int { return a - b }, "entry": func(section, key string) entry { return entry{section, key} },
	}).
		ParseFS(templateFiles, "template/layout.html", "template/part_*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "template/*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{map[string]*template.Template{}}
	for _, name := range names {
		short := strings.TrimSuffix(path.Base(name), ".html")
		if short == "layout" || strings.HasPrefix(short, "part_") {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if p.all[short], err = t.ParseFS(templateFiles, name); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// ask is a request with what every page needs to know of it.
type ask struct {
	*http.Request
	L       *locale.Words
	Today   time.Time
	Account account.Account
	Writer  http.ResponseWriter // for cookies and for what is no page; a page is written by whoever has asked for it
}

func (s *Server) ask(r *http.Request) *ask {
	return &ask{Request: r, L: locale.Of(r), Today: s.now(), Account: account.From(r.Context())}
}

// under is the same request under another context.
func (a *ask) under(ctx context.Context) *ask {
	b := *a
	b.Request = a.Request.WithContext(ctx)
	return &b
}

// day is today's ISO day.
func (a *ask) day() string { return a.Today.Format(time.DateOnly) }

// content is a page before its layout.
type content struct {
	Template string // a file of the folder template, without .html
	Title    string
	Data     any
	Status   int    // 200 where it is not given
	Redirect string // instead of a page: where a form's sender goes next
	Secret   bool   // it holds what is shown once, and is kept nowhere
	Feeds    []link // of the same, for programs
	Refresh  string // an address to which the browser goes by itself after some seconds: where something is under way
}

// link is an address with what stands there.
type link struct{ Title, Address, Media string }

// view is what the layout sees.
type view struct {
	L       *locale.Words
	Other   *locale.Words // the language to change to
	Title   string
	Path    string // with its question, for the way back
	Section string // the first part of the path: which entry of the menu is this one
	Query   string // what stands in the search box
	Feeds   []link
	Said    string // what the form before has done
	Data    any
	Version string
	Account account.Account
	CSRF    string // goes into every form, as csrf
}

// With hands a part of the data to a shared template, which sees the words of the language beside it.
func (v *view) With(it any) part { return part{v, it} }

// part is what a shared template sees.
type part struct {
	*view
	It any
}

// page makes a handler of a function that finds the content.
func (s *Server) page(find func(*ask) (*content, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := s.ask(r)
		a.Writer = w
		c, err := find(a)
		switch {
		case err != nil:
			s.refuse(w, r, err)
		case c == nil: // it has answered itself
		case c.Redirect != "":
			http.Redirect(w, r, c.Redirect, http.StatusSeeOther)
		default:
			s.show(w, a, c)
		}
	})
}

// show writes a page. It is made whole before the first byte goes out, so that a fault in it is a page of its own.
func (s *Server) show(w http.ResponseWriter, a *ask, c *content) {
	t, ok := s.pages.all[c.Template]
	if !ok {
		s.broke(w, a.Request, fmt.Errorf("there is no template %s", c.Template))
		return
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "layout", s.view(a, c)); err != nil {
		if c.Template == "error" {
			panic(err) // not even that: a broken build
		}
		s.broke(w, a.Request, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", a.L.Lang)
	h.Set("Cache-Control", "private, no-cache")
	if c.Secret {
		h.Set("Cache-Control", "no-store")
	}
	h.Add("Vary", "Accept-Language, Cookie")
	if c.Refresh != "" {
		h.Set("Refresh", "2; url="+c.Refresh)
	}
	if c.Status != 0 {
		w.WriteHeader(c.Status)
	}
	w.Write(out.Bytes())
}

func (s *Server) view(a *ask, c *content) *view {
	other := locale.En
	if a.L == locale.En {
		other = locale.Ar
	}
	section, _, _ := strings.Cut(strings.TrimPrefix(a.URL.Path, "/"), "/")
	return &view{L: a.L, Other: other, Title: c.Title, Path: a.URL.RequestURI(), Section: section, Query: a.URL.Query().Get("q"), Feeds: c.Feeds, Said: said(a), Data: c.Data, Version: s.version, Account: a.Account, CSRF: account.CSRFToken(a.Context())}
}

// wrong is a question that cannot be answered as it was put; its text says why and what to do, in the asker's language.
type wrong struct {
	status int
	text   string
}

// Error is what to tell the user.
func (w wrong) Error() string { return w.text }

// refuse shows why there is no answer.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	l := locale.Of(r)
	var user wrong
	var fault *account.Fault
	var limit *account.Limit
	switch err = asked(err); {
	case errors.As(err, &fault), errors.As(err, &limit):
		s.refuseAccess(w, r, err)
	case errors.As(err, &user):
		s.showError(w, r, user.status, l.T(fmt.Sprintf("error.%d.title", user.status)), user.text)
	case errors.Is(err, store.ErrNotFound):
		s.showError(w, r, http.StatusNotFound, l.T("error.404.title"), l.T("error.404.text"))
	case r.Context().Err() != nil:
		return // nobody waits for the answer
	default:
		s.broke(w, r, err)
	}
}

// refuseAccess tells a program in its own way, and a reader on a page, why an account may not do this.
func (s *Server) refuseAccess(w http.ResponseWriter, r *http.Request, err error) {
	if account.ForProgram(r) {
		api.Refuse(w, r, err)
		return
	}
	l := locale.Of(r)
	status, code := account.Status(err)
	var limit *account.Limit
	if errors.As(err, &limit) {
		w.Header().Set("Retry-After", strconv.Itoa(limit.Seconds()))
		s.showError(w, r, status, l.T("error.403.title"), l.N("access.limit", limit.Seconds()))
		return
	}
	s.showError(w, r, status, l.T("error.403.title"), l.T("access."+code))
}

func (s *Server) showError(w http.ResponseWriter, r *http.Request, status int, title, text string) {
	s.show(w, s.ask(r), &content{Template: "error", Title: title, Status: status, Data: text})
}

// entry is one of the menu.
type entry struct{ Section, Key string }

// isWeb says whether an address that an article names may be linked to.
func isWeb(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}
