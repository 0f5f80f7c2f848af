// Package api answers programs: the record over HTTP under /v1, described by an OpenAPI document that is made from the types of the answers.
//
// In: GET /v1/statements?speaker=لافروف&limit=5 with a key. Out: JSON with the statements, who told them and where the next page is; one a line where
// application/x-ndjson is asked for; a problem (RFC 9457) in the asker's language where something is wrong. All that is asked of the store is asked by
// internal/answer; here are addresses, forms and bounds.
package api

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// Keeper keeps articles and has them read.
type Keeper interface {
	Keep(ctx context.Context, all []store.Incoming, now time.Time) (int, error)
}

// Exporter writes files that take long.
type Exporter interface {
	Export(ctx context.Context, e store.Export) (store.Export, error)
	CancelExport(ctx context.Context, id int64) error
	ExportFile(e store.Export) (string, error)
}

// Options say what the API stands on. Store and Answers are needed.
type Options struct {
	Store   *store.Store
	Answers *answer.Finder
	Keeper  Keeper   // nil: nothing can be added
	Exports Exporter // nil: no files are written
	Note    func(ctx context.Context, action, item string, before, after any) error
	Log     *slog.Logger
	Now     func() time.Time
	Version string
	Rate    Rate // zero for the usual
}

// API is the handler of /v1 and of the OpenAPI document.
type API struct {
	Options
	huma    huma.API
	mux     *http.ServeMux
	limits  *limits
	json    []byte // the OpenAPI document
	yaml    []byte
	counted stats
}

// stats are counted anew after a while: they read whole tables.
type stats struct {
	sync.Mutex
	store.Stats
	until time.Time
}

// New returns an API.
func New(o Options) (*API, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Note == nil {
		o.Note = func(context.Context, string, string, any, any) error { return nil }
	}
	a := &API{Options: o, mux: http.NewServeMux(), limits: newLimits(o.Rate)}
	a.huma = humago.New(a.mux, config(o.Version))
	for _, register := range []func(*API){statements, contacts, searches, actors, articles, overviews, writes, exports} {
		register(a)
	}
	a.mux.HandleFunc("/v1/", a.nothing)
	return a, a.describe()
}

// config describes the API as a whole. Documents and links are served by us: huma's page loads scripts from elsewhere.
func config(version string) huma.Config {
	c := huma.DefaultConfig("isnad", version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.RejectUnknownQueryParameters = true // a word misspelt would be a filter that is not applied
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat, linesMedia: {Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: readLines}}
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"key": {Type: "http", Scheme: "bearer", Description: "A key from the page of your account: isn_…. On loopback without sign-in none is needed."}}
	c.Security = []map[string][]string{{"key": {}}, {}}
	c.Servers = []*huma.Server{{URL: "/"}}
	c.Info.Description = about
	c.Info.License = &huma.License{Name: "See LICENSE in the source"}
	c.Tags = tags
	return c
}

// Handler answers everything under /v1/. Before it stands an account.Guard, which says who asks.
func (a *API) Handler() http.Handler {
	return a.recovered(a.limited(checked(buffered(inLanguage(a.mux)))))
}

// nothing answers at addresses that are none, and methods that an address does not take.
func (a *API) nothing(w http.ResponseWriter, r *http.Request) {
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := a.mux.Handler(other); pattern != "/v1/" && pattern != "" {
			w.Header().Set("Allow", method)
			write(w, r, problem(wordsOf(r.Context()), http.StatusMethodNotAllowed, "method", "api.method", method))
			return
		}
	}
	write(w, r, problem(wordsOf(r.Context()), http.StatusNotFound, "not-found", "api.address"))
}

// recovered turns a fault of ours into an answer, and lets other requests go on.
func (a *API) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil && fault != http.ErrAbortHandler {
				write(w, r, a.broke(r.Context(), r.URL.Path, fault))
			} else if fault != nil {
				panic(fault)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
