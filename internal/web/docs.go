package web

import "isnad.dev/isnad/internal/web/api"

// newAPI returns the API on what the pages stand on. What it changes is noted in the log, as what the forms change.
func (s *Server) newAPI() (*api.API, error) {
	o := api.Options{Store: s.store, Answers: s.answers, Note: s.guard.Note, Log: s.log, Now: s.now, Version: s.version}
	if s.queue != nil {
		o.Keeper, o.Exports = s.queue, s.queue
	}
	return api.New(o)
}

// docsPage describes the API. It is made of the OpenAPI document, and needs no script.
func (s *Server) docsPage(a *ask) (*content, error) {
	return &content{Template: "docs", Title: a.L.T("docs.title"), Data: s.api.Docs()}, nil
}
