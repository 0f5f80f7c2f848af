package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"

	"isnad.dev/isnad/internal/web/locale"
)

// policy lets a page load our own files and nothing else: no inline script or style, no frame of others, no form to elsewhere.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		next.ServeHTTP(w, r)
	})
}

// faults numbers what broke, so that a user can name it and the log has it.
var faults atomic.Int64

// recovered answers a request whose handler broke with a page that says so, and lets the others go on.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == http.ErrAbortHandler {
				panic(fault) // an answer that is not whole must not end as if it were
			}
			if fault != nil {
				s.broke(w, r, fmt.Errorf("%v\n%s", fault, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// broke shows a fault of ours. What it was stands in the log only.
func (s *Server) broke(w http.ResponseWriter, r *http.Request, err error) {
	number := strconv.FormatInt(s.now().Unix(), 36) + "-" + strconv.FormatInt(faults.Add(1), 36)
	s.log.Error("request", "fault", number, "method", r.Method, "path", r.URL.Path, "error", err)
	l := locale.Of(r)
	s.showError(w, r, http.StatusInternalServerError, l.T("error.500.title"), l.T("error.500.text", number))
}
