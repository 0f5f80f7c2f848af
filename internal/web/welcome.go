package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample"
	"isnad.dev/isnad/internal/source/fetch"
)

// welcomeView is the page of a store that has nothing to show yet.
type welcomeView struct {
	Waiting int64 // articles that are kept and not read
	Undated []answer.Hit
	May     bool // the reader may add
	Can     bool // this server reads what is added
}

// welcome says what this is, and how to begin.
func (s *Server) welcome(a *ask) (*content, error) {
	_, waiting, err := s.pending(a.Context())
	if err != nil {
		return nil, err
	}
	found, err := s.answers.Search(a.Context(), answer.Question{Today: a.Today, Limit: pageSize})
	if err != nil {
		return nil, err
	}
	d := &welcomeView{Waiting: waiting, Undated: found.Hits, May: a.Account.May(account.Editor), Can: s.queue != nil}
	c := &content{Template: "welcome", Title: a.L.T("welcome.title"), Data: d}
	if waiting > 0 {
		c.Refresh = "/"
	}
	return c, nil
}

// pending counts what is not read yet. Where nothing is read there is no queue to count.
func (s *Server) pending(ctx context.Context) (jobs, articles int64, err error) {
	if s.queue == nil {
		return 0, 0, nil
	}
	return s.store.Pending(ctx)
}

// mayAdd refuses what only a server that reads can do.
func (s *Server) mayAdd(a *ask) error {
	if s.queue == nil {
		return wrong{http.StatusBadRequest, a.L.T("add.not_here")}
	}
	return nil
}

// loadSample keeps the sample and shows how far the reading is.
func (s *Server) loadSample(a *ask) (*content, error) {
	if err := s.mayAdd(a); err != nil {
		return nil, err
	}
	n, err := s.queue.Keep(a.Context(), sample.Articles(a.Today), a.Today)
	if err != nil {
		return nil, err
	}
	return &content{Redirect: "/progress"}, s.guard.Note(a.Context(), "sample.load", "sample", nil, n)
}

// progressView says how much is still to be read.
type progressView struct {
	Waiting int64
	Jobs    int64
	To      string // where the reader goes once all is read
}

// progressPage shows how far the reading is, by itself time and again, and leads on once it is done.
func (s *Server) progressPage(a *ask) (*content, error) {
	d := &progressView{To: account.SafeNext(a.URL.Query().Get("to"))}
	var err error
	if d.Jobs, d.Waiting, err = s.pending(a.Context()); err != nil {
		return nil, err
	}
	if d.Waiting == 0 && d.Jobs == 0 {
		return &content{Redirect: d.To}, nil
	}
	return &content{Template: "progress", Title: a.L.T("progress.title"), Data: d, Refresh: "/progress?to=" + url.QueryEscape(d.To)}, nil
}

// addView is the form for an address, with what was wrong with it.
type addView struct {
	URL   string
	Fault string
	Cause string // in English, as the fetching says it
}

// addPage asks for an address.
func (s *Server) addPage(a *ask) (*content, error) {
	return &content{Template: "add", Title: a.L.T("add.title"), Data: &addView{URL: a.URL.Query().Get("url")}}, nil
}

// addWithin is how long fetching an address may take while somebody waits.
const addWithin = 45 * time.Second

// add fetches an address: a feed is followed, an article is kept.
func (s *Server) add(a *ask) (*content, error) {
	if err := s.mayAdd(a); err != nil {
		return nil, err
	}
	address := a.PostFormValue("url")
	ctx, cancel := context.WithTimeout(a.Context(), addWithin)
	defer cancel()
	x, err := s.queue.Add(ctx, address, a.Today)
	if err != nil {
		if a.Context().Err() != nil {
			return nil, err
		}
		return &content{Template: "add", Title: a.L.T("add.title"), Status: http.StatusUnprocessableEntity, Data: &addView{address, a.addFault(err), err.Error()}}, nil
	}
	to := "/"
	if x.Article != 0 {
		to = articleAddress(int64(x.Article))
	}
	return &content{Redirect: "/progress?to=" + url.QueryEscape(to)}, s.guard.Note(a.Context(), "address.add", address, nil, x)
}

// addFault says in the asker's language why an address was not added.
func (a *ask) addFault(err error) string {
	var private fetch.ErrPrivate
	var address fetch.ErrAddress
	var robots fetch.ErrRobots
	var status fetch.ErrStatus
	switch {
	case errors.As(err, &private):
		return a.L.T("add.private")
	case errors.As(err, &address):
		return a.L.T("add.address")
	case errors.As(err, &robots):
		return a.L.T("add.robots")
	case errors.As(err, &status):
		return a.L.T("add.status", status.Code)
	case fetch.Passing(err):
		return a.L.T("add.unreachable")
	}
	return a.L.T("add.unread")
}
