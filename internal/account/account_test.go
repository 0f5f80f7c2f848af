package account

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// watch is a clock that is moved by hand.
type watch struct {
	mu sync.Mutex
	at time.Time
}

func (w *watch) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *watch) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(d)
}

// site is a server of a few pages behind a guard.
type site struct {
	*Guard
	t       *testing.T
	clock   *watch
	handler http.Handler
}

// cheap is what passwords cost in tests.
var cheap = cost{memory: 64, passes: 1, threads: 1}

func newSite(t *testing.T, s *store.Store, o Options) *site {
	t.Helper()
	x := &site{t: t, clock: &watch{at: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)}}
	o.Now, o.Log = x.clock.now, slog.New(slog.NewTextHandler(io.Discard, nil))
	g, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	g.passwords = newHasher(cheap, 2)
	t.Cleanup(g.Close)
	x.Guard = g
	x.handler = g.Wrap(x.pages())
	return x
}

// pages are what a web would have: each answers with an error's code, or with "ok".
func (x *site) pages() http.Handler {
	mux := http.NewServeMux()
	page := func(pattern string, f func(w http.ResponseWriter, r *http.Request) (string, error)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			said, err := f(w, r)
			if err != nil {
				Problem(w, r, err)
				return
			}
			fmt.Fprint(w, said)
		})
	}
	need := func(pattern string, role Role) {
		mux.Handle(pattern, x.Need(role, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := From(r.Context())
			fmt.Fprintf(w, "%s %s %s", a.Name, a.Role, a.Via)
		})))
	}
	need("/read", Reader)
	need("/change", Editor)
	need("/rule", Admin)
	need("/v1/read", Reader)
	need("/v1/change", Editor)
	page("GET /token", func(w http.ResponseWriter, r *http.Request) (string, error) { return CSRFToken(r.Context()), nil })
	page("GET /whence", func(w http.ResponseWriter, r *http.Request) (string, error) {
		return fmt.Sprint(Address(r.Context()), " ", Base(r.Context())), nil
	})
	page("POST /sign-in", func(w http.ResponseWriter, r *http.Request) (string, error) {
		_, err := x.SignIn(w, r, r.PostFormValue("name"), r.PostFormValue("password"))
		return "ok", err
	})
	page("POST /sign-out", func(w http.ResponseWriter, r *http.Request) (string, error) { return "ok", x.SignOut(w, r) })
	page("POST /sign-in/first", func(w http.ResponseWriter, r *http.Request) (string, error) {
		_, err := x.First(w, r, r.URL.Query().Get("token"), r.PostFormValue("name"), r.PostFormValue("password"))
		return "ok", err
	})
	page("POST /sign-in/password", func(w http.ResponseWriter, r *http.Request) (string, error) {
		_, err := x.Reset(w, r, r.URL.Query().Get("token"), r.PostFormValue("password"))
		return "ok", err
	})
	page("POST /password", func(w http.ResponseWriter, r *http.Request) (string, error) {
		return "ok", x.ChangePassword(w, r, r.PostFormValue("old"), r.PostFormValue("password"))
	})
	mux.HandleFunc("GET /sign-in/elsewhere", func(w http.ResponseWriter, r *http.Request) {
		if err := x.BeginElsewhere(w, r, r.URL.Query().Get("next")); err != nil {
			Problem(w, r, err)
		}
	})
	page("GET "+OIDCPath, func(w http.ResponseWriter, r *http.Request) (string, error) { return x.EndElsewhere(w, r) })
	return mux
}

// browser keeps cookies.
type browser struct {
	x       *site
	cookies map[string]string
	last    []*http.Cookie // set by the last answer
	peer    string
	host    string
}

func (x *site) browser() *browser {
	return &browser{x: x, cookies: map[string]string{}, peer: "192.0.2.7:4711", host: "isnad.example.org"}
}

// do sends a request with the browser's cookies and returns the answer.
func (b *browser) do(r *http.Request) *httptest.ResponseRecorder {
	r.RemoteAddr, r.Host = b.peer, b.host
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.x.handler.ServeHTTP(w, r)
	b.last = w.Result().Cookies()
	for _, c := range b.last {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	return w
}

// get asks for a page, with headers "Name: value".
func (b *browser) get(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Accept", "text/html")
	setAll(r, headers)
	return b.do(r)
}

func setAll(r *http.Request, headers []string) {
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
}

// token returns the CSRF token of a page.
func (b *browser) token() string { return b.get("/token").Body.String() }

// post sends a form with the token of a page, and fields as name and value in turn.
func (b *browser) post(path string, fields ...string) *httptest.ResponseRecorder {
	return b.send(path, append(fields, "csrf", b.token()))
}

func (b *browser) send(path string, fields []string, headers ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	setAll(r, headers)
	return b.do(r)
}

// is fails the test where an answer has another status.
func is(t *testing.T, what string, w *httptest.ResponseRecorder, status int) {
	t.Helper()
	if w.Code != status {
		t.Errorf("%s: status %d, want %d: %s", what, w.Code, status, strings.TrimSpace(w.Body.String()))
	}
}

// says fails the test where an answer is another.
func says(t *testing.T, what string, w *httptest.ResponseRecorder, want string) {
	t.Helper()
	if got := w.Body.String(); w.Code != 200 || got != want {
		t.Errorf("%s: %d %q, want %q", what, w.Code, got, want)
	}
}

// both runs a test on a new database of either kind.
func both(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Run("sqlite", func(t *testing.T) { f(t, one(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, open(t, pgtest.Database(t))) })
}

func one(t *testing.T) *store.Store { return open(t, filepath.Join(t.TempDir(), "isnad.db")) }

func open(t *testing.T, name string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

const secretWord = "كلمة سر طويلة"

// member adds an account with a password, as an admin would.
func (x *site) member(name string, role Role) store.UserID {
	x.t.Helper()
	u, link, err := x.AddUser(AsCommand(x.t.Context()), name, "", role)
	if err != nil {
		x.t.Fatal(err)
	}
	is(x.t, "set a password", x.browser().post(link, "password", secretWord), 200)
	return u.ID
}

// signedIn returns a browser in which this account has signed in.
func (x *site) signedIn(name string) *browser {
	x.t.Helper()
	b := x.browser()
	is(x.t, "sign in", b.post("/sign-in", "name", name, "password", secretWord), 200)
	return b
}

func TestRolesAndScopes(t *testing.T) {
	for _, tt := range []struct {
		account Account
		want    string // which of reader, editor and admin it may
	}{
		{Account{}, "---"},
		{local, "rea"},
		{Account{User: User{Role: Reader}, Via: Session}, "r--"},
		{Account{User: User{Role: Editor}, Via: Session}, "re-"},
		{Account{User: User{Role: "owner"}, Via: Session}, "---"},
		{Account{User: User{Role: Admin}, Via: ByKey}, "---"},
		{Account{User: User{Role: Admin}, Via: ByKey, Scopes: []Scope{Read}}, "r--"},
		{Account{User: User{Role: Admin}, Via: ByKey, Scopes: []Scope{Read, Write}}, "re-"},
		{Account{User: User{Role: Admin}, Via: ByKey, Scopes: []Scope{"all"}}, "---"},
		{Account{User: User{Role: Reader}, Via: ByKey, Scopes: []Scope{Control}}, "r--"},
	} {
		got := ""
		for _, role := range Roles {
			if tt.account.May(role) {
				got += string(role[:1])
			} else {
				got += "-"
			}
		}
		if got != tt.want {
			t.Errorf("%+v may %s, want %s", tt.account, got, tt.want)
		}
	}
}
