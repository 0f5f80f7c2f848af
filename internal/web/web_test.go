package web

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// now is the clock of the tests.
var now = time.Date(2025, 3, 10, 12, 0, 0, 0, time.UTC)

// open returns a server on a new store.
func open(t *testing.T) *Server {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "web.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, err := New(Options{Store: db, Answers: answer.New(db, nil), Account: account.Options{Local: true}, Now: func() time.Time { return now }, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks for a page in a language.
func get(t *testing.T, s *Server, address, lang string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", "http://localhost"+address, nil)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Accept-Language", lang)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestPagesHaveTheirDirectionAndPolicy(t *testing.T) {
	s := open(t)
	for lang, want := range map[string]string{"ar": `<html lang="ar" dir="rtl">`, "en": `<html lang="en" dir="ltr">`} {
		w := get(t, s, "/", lang)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d\n%s", lang, w.Code, w.Body)
		}
		if got := w.Header().Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'self'") || strings.Contains(got, "unsafe") {
			t.Errorf("policy %q", got)
		}
	}
}

func TestWhatIsNotThereSaysSo(t *testing.T) {
	w := get(t, open(t), "/nothing<script>", "ar")
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "غير موجود") || strings.Contains(w.Body.String(), "<script>") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

// token finds what a form sends back.
var token = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// post sends a form as a browser does that has loaded a page of ours before.
func post(t *testing.T, s *Server, address string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	page := get(t, s, "/sources", "en")
	if m := token.FindStringSubmatch(page.Body.String()); m != nil {
		form.Set("csrf", m[1])
	}
	r := httptest.NewRequest("POST", "http://localhost"+address, strings.NewReader(form.Encode()))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Language", "en")
	for _, c := range page.Result().Cookies() {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestTheLanguageThatIsChosenStays(t *testing.T) {
	s := open(t)
	for next, want := range map[string]string{"/search?q=x": "/search?q=x", "https://evil.example/": "/", "//evil.example": "/", "/\\evil.example": "/", "": "/"} {
		w := post(t, s, "/language", url.Values{"to": {"en"}, "next": {next}})
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("%s leads to %s, want %s", next, got, want)
		}
		if c := w.Result().Cookies(); len(c) != 1 || c[0].Value != "en" || !c[0].HttpOnly {
			t.Errorf("cookies %v", c)
		}
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	r := httptest.NewRequest("POST", "http://localhost/language", strings.NewReader("to=en"))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	w := httptest.NewRecorder()
	open(t).Handler().ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "النموذج") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

func TestAssetsAreKeptForGood(t *testing.T) {
	s := open(t)
	address, err := s.assets.address("site.css")
	if err != nil {
		t.Fatal(err)
	}
	w := get(t, s, address, "ar")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := get(t, s, "/asset/site.00000000.css", "ar"); w.Code != http.StatusNotFound {
		t.Errorf("an old address: %d", w.Code)
	}
}

// A key that no locale file has would be shown as it is.
func TestEveryKeyHasWords(t *testing.T) {
	use := regexp.MustCompile(`\.(?:T|N|H)[ (]"([^"]+)"|entry "[^"]*" "([^"]+)"`)
	n := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".html") && (!strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go")) {
			return err
		}
		b, err := os.ReadFile(name)
		for _, m := range use.FindAllStringSubmatch(string(b), -1) {
			n++
			if key := m[1] + m[2]; !strings.HasSuffix(key, ".") && (!locale.Ar.Has(key) || !locale.En.Has(key)) {
				t.Errorf("%s uses %q, which the locale files do not have", name, key)
			}
		}
		return err
	})
	if err != nil || n < 10 {
		t.Errorf("%d keys, %v", n, err)
	}
}

// The policy forbids them, so that a page that has one is broken.
func TestTemplatesHaveNoInlineScriptsOrStyles(t *testing.T) {
	bad := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script(?:>| [^>]*>[^<])|javascript:`)
	names, err := fs.Glob(templateFiles, "template/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := templateFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := bad.Find(b); m != nil {
			t.Errorf("%s has %q", name, m)
		}
	}
}

// An assistant reads without a key on loopback, and is offered nothing that changes the record.
func TestAssistantsAreServed(t *testing.T) {
	r := httptest.NewRequest("POST", "http://localhost/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}`))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	w := httptest.NewRecorder()
	open(t).Handler().ServeHTTP(w, r)
	if body := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(body, "search_statements") || strings.Contains(body, "merge_actors") {
		t.Errorf("%d\n%s", w.Code, body)
	}
}
