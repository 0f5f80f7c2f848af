// Package web shows the record in a browser, and serves what stands beside the pages: forms, feeds, files.
//
// In: requests ("GET /actor/12", "GET /search?q=لافروف"). Out: pages in Arabic or English, each in its own direction, from what the store holds; a page
// never reads an article itself. All that comes from articles goes through html/template, and the policy of every page lets it load nothing but our own files.
package web

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/api"
	"isnad.dev/isnad/internal/work"
	"isnad.dev/isnad/internal/world"
)

// Options say what a server stands on. Store and Answers are needed; the rest has defaults.
type Options struct {
	Store   *store.Store
	Answers *answer.Finder
	Account account.Options // who is let in
	Queue   *work.Queue     // reads what is added by forms; nil where nothing may be added
	Alerts  *alert.Desk     // saved searches and alerts; nil where there are none
	Log     *slog.Logger
	Now     func() time.Time
	Version string
	Points  *world.Points // where places lie, for maps; nil where nobody knows
	Recent  time.Duration // how old what a page of today or of an actor shows may be; 0 asks the store each time
}

// Server answers requests. It may be used from any number of goroutines.
type Server struct {
	store   *store.Store
	answers *answer.Finder
	guard   *account.Guard
	queue   *work.Queue
	alerts  *alert.Desk
	log     *slog.Logger
	now     func() time.Time
	version string
	api     *api.API
	pages   *pages
	assets  *assets
	guide   *guide
	points  *world.Points
	offers  offers
	recent  recent
}

// New returns a server.
func New(o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{store: o.Store, answers: o.Answers, queue: o.Queue, alerts: o.Alerts, log: o.Log, now: o.Now, version: o.Version, points: o.Points, recent: recent{keep: o.Recent}}
	var err error
	o.Account.Refuse = s.refuse
	if s.guard, err = account.New(o.Store, o.Account); err != nil {
		return nil, err
	}
	if s.api, err = s.newAPI(); err != nil {
		return nil, err
	}
	if s.guide, err = newGuide(); err != nil {
		return nil, err
	}
	if s.assets, err = newAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = newPages(s.assets); err != nil {
		return nil, err
	}
	return s, nil
}

// Guard is who stands before the pages.
func (s *Server) Guard() *account.Guard { return s.guard }

// Handler is the whole site.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	s.routes(mux)
	return s.recovered(secured(gzhttp.GzipHandler(s.guard.Wrap(s.recent.emptied(withEndings(mux))))))
}

// The times that a connection may take. Reading and writing are bounded, so that a slow client holds a connection and nothing else; what streams sets its
// own end (http.ResponseController).
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// Serve answers on the listener until ctx ends, then lets the requests under way finish, as long as drain lasts.
func (s *Server) Serve(ctx context.Context, l net.Listener, h http.Handler, drain time.Duration) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug), BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return server.Close() // who is still connected has had the time
	}
	return nil
}
