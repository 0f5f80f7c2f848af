package web

import (
	"net/http"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// finds is what makes the content of a page.
type finds func(*ask) (*content, error)

// registrar is a http.ServeMux; tests walk over what is registered.
type registrar interface {
	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h func(http.ResponseWriter, *http.Request))
}

// pagesOf are pages by who may see them; of no role are those for everybody.
type pagesOf map[account.Role]map[string]finds

// routes are all addresses of the site: those that anybody may see, and those for accounts with a role.
func (s *Server) routes(mux registrar) {
	mux.HandleFunc("GET /asset/", s.assets.serve)
	mux.HandleFunc("POST /language", s.language)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /guide/{name}", s.guidePicture)
	mux.Handle("/v1/", s.api.Handler())
	mux.HandleFunc("GET /openapi.json", s.api.Document)
	mux.HandleFunc("GET /openapi.yaml", s.api.Document)
	mux.Handle("GET /docs", s.page(s.docsPage))
	mux.Handle("/mcp", s.guard.Need(account.Reader, s.assistants()))
	mux.Handle("GET /article/{id}/bytes", s.guard.Need(account.Reader, http.HandlerFunc(s.original)))
	for _, table := range []map[string]func(*ask) (*drawing, error){s.recordPictures(), s.outlookPictures()} {
		for pattern, draw := range table {
			mux.Handle(pattern, s.guard.Need(account.Reader, s.saved(draw)))
		}
	}
	s.files(mux)
	for role, pages := range map[account.Role]map[string]finds{
		account.Reader: {
			"GET /search":                s.searchPage,
			"GET /article/{id}":          s.articlePage,
			"GET /article/{id}/original": s.originalPage,
		},
	} {
		for pattern, find := range pages {
			mux.Handle(pattern, s.guard.Need(role, s.page(find)))
		}
	}
	for _, table := range []pagesOf{
		s.accountPages(),
		s.guidePages(),
		s.deskPages(),
		s.recordPages(),
		s.handPages(),
		s.outlookPages(),
	} {
		s.register(mux, table)
	}
	mux.Handle("/", s.page(func(*ask) (*content, error) { return nil, store.ErrNotFound }))
}

func (s *Server) register(mux registrar, table pagesOf) {
	for role, pages := range table {
		for pattern, find := range pages {
			h := s.page(browsersOnly(find))
			if role != "" {
				h = s.guard.Need(role, h)
			}
			mux.Handle(pattern, h)
		}
	}
}

// recordPages are the days, the actors, what they said and whom they met; and how a record begins.
func (s *Server) recordPages() pagesOf {
	return pagesOf{
		account.Reader: {
			"GET /{$}":            s.today,
			"GET /progress":       s.progressPage,
			"GET /statement/{id}": s.statementPage,
			"GET /contact/{id}":   s.contactPage,
			"GET /actors":         s.actorsPage,
			"GET /actor/{id}":     s.actorPage,
			"GET /compare":        s.comparePage,
		},
		account.Editor: {
			"GET /add":     s.addPage,
			"POST /add":    s.add,
			"POST /sample": s.loadSample,
		},
	}
}

// recordPictures are the pictures of these pages, as files.
func (s *Server) recordPictures() map[string]func(*ask) (*drawing, error) {
	return map[string]func(*ask) (*drawing, error){
		"GET /statement/{id}/chain.svg": s.chainPicture,
		"GET /contact/{id}/life.svg":    s.lifePicture,
		"GET /actor/{id}/months.svg":    s.monthsPicture,
		"GET /actor/{id}/network.svg":   s.circlePicture,
		"GET /compare.svg":              s.comparePicture,
	}
}

// language keeps the language that was chosen and goes back to the page.
func (s *Server) language(w http.ResponseWriter, r *http.Request) {
	if l, ok := locale.Named(r.PostFormValue("to")); ok {
		http.SetCookie(w, &http.Cookie{Name: locale.Cookie, Value: l.Lang, Path: "/", MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	http.Redirect(w, r, account.SafeNext(r.PostFormValue("next")), http.StatusSeeOther)
}

// health is for those who watch over the process: it answers as long as the database does.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if _, err := s.store.Value(r.Context(), store.Shown); err != nil {
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ok\n"))
}
