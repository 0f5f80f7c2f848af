package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// password is everybody's here.
const password = "نافذة وشارع وقمر"

// guarded returns a server that people sign in to.
func guarded(t *testing.T) *Server {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "web.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return guardedOn(t, db, answer.New(db, nil))
}

// guardedOn is the same on a store.
func guardedOn(t *testing.T, db *store.Store, f *answer.Finder) *Server {
	t.Helper()
	clock := func() time.Time { return now }
	s, err := New(Options{Store: db, Answers: f, Account: account.Options{Now: clock, Log: slog.New(slog.DiscardHandler)}, Now: clock, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.guard.Close)
	return s
}

// visitor is a browser with its cookies.
type visitor struct {
	t       *testing.T
	s       *Server
	lang    string
	cookies map[string]string
}

func visit(t *testing.T, s *Server) *visitor { return &visitor{t, s, "en", map[string]string{}} }

// do sends a request and keeps the cookies of the answer.
func (v *visitor) do(r *http.Request) *httptest.ResponseRecorder {
	v.t.Helper()
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", v.lang)
	for name, value := range v.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	v.s.Handler().ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(v.cookies, c.Name)
		} else {
			v.cookies[c.Name] = c.Value
		}
	}
	return w
}

func (v *visitor) get(address string) *httptest.ResponseRecorder {
	v.t.Helper()
	return v.do(httptest.NewRequest("GET", "http://localhost"+address, nil))
}

// post sends a form of a page that was loaded before.
func (v *visitor) post(address string, form url.Values) *httptest.ResponseRecorder {
	v.t.Helper()
	if m := token.FindStringSubmatch(v.get("/nowhere").Body.String()); m != nil {
		form.Set("csrf", m[1])
	}
	r := httptest.NewRequest("POST", "http://localhost"+address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://localhost")
	return v.do(r)
}

// want fails unless the answer has this status and all of these words.
func want(t *testing.T, w *httptest.ResponseRecorder, status int, words ...string) {
	t.Helper()
	for _, x := range words {
		if !strings.Contains(w.Body.String(), x) {
			t.Errorf("no %q in\n%s", x, w.Body)
		}
	}
	if w.Code != status {
		t.Errorf("status %d, want %d (to %q)\n%s", w.Code, status, w.Header().Get("Location"), w.Body)
	}
}

// somebody is signed in with a role.
func somebody(t *testing.T, s *Server, name string, role account.Role) *visitor {
	t.Helper()
	_, link, err := s.guard.AddUser(account.AsCommand(t.Context()), name, "", role)
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(link, "token=")
	v := visit(t, s)
	want(t, v.post("/sign-in/password", url.Values{"token": {token}, "password": {password}}), http.StatusSeeOther)
	return v
}
