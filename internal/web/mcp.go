package web

import (
	"context"
	"fmt"
	"net/http"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/mcp"
)

// assistants is the address at which assistants ask, each with what its account may do: to read, and to change something only with a key that says so.
func (s *Server) assistants() http.Handler {
	return mcp.Handler(func(r *http.Request) (mcp.Options, bool) {
		who := account.From(r.Context())
		o := mcp.Options{Answers: s.answers, Base: account.Base(r.Context()), Now: s.now, Version: s.version}
		if who.Via == account.ByKey && who.May(account.Editor) {
			o.Writer = writer{s, r.Context()}
		}
		return o, who.May(account.Reader)
	})
}

// writer changes the record in the name of who asks.
type writer struct {
	server *Server
	who    context.Context // with the account of the request
}

// Merge takes one actor for another and notes who did it.
func (w writer) Merge(ctx context.Context, actor, into int64, reason string) error {
	change, err := w.server.store.MergeActors(ctx, actor, into, reason, w.server.now())
	if err != nil {
		return answer.QuestionError{Err: err}
	}
	return w.server.guard.Note(w.who, "actor.merge", fmt.Sprintf("actor/%d", into), nil, change)
}
