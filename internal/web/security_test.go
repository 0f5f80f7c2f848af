package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
)

// walked is what is registered: patterns such as "GET /article/{id}".
type walked struct{ patterns []string }

func (w *walked) Handle(pattern string, _ http.Handler) { w.patterns = append(w.patterns, pattern) }

func (w *walked) HandleFunc(pattern string, _ func(http.ResponseWriter, *http.Request)) {
	w.patterns = append(w.patterns, pattern)
}

// walk returns the method and an address of each pattern of the site.
func walk(s *Server) [][2]string {
	var w walked
	s.routes(&w)
	slices.Sort(w.patterns)
	var out [][2]string
	hole := regexp.MustCompile(`\{[^}]*\}`)
	for _, p := range w.patterns {
		method, path, ok := strings.Cut(p, " ")
		if !ok {
			method, path = "GET", p
		}
		out = append(out, [2]string{method, hole.ReplaceAllString(strings.ReplaceAll(path, "{$}", ""), "1")})
	}
	return out
}

// whole is a server with all of the site, that people sign in to.
func whole(t *testing.T) *Server {
	t.Helper()
	x := sampletest.Open(t)
	s := guardedOn(t, x.Store, answer.New(x.Store, x.Words))
	s.alerts = alert.New(s.store, s.answers, alert.Options{Now: s.now})
	return s
}

func TestEveryFormIsRefusedFromElsewhereOrWithoutItsToken(t *testing.T) {
	s := whole(t)
	v := somebody(t, s, "مدير", account.Admin)
	own := token.FindStringSubmatch(v.get("/account").Body.String())[1]
	n := 0
	for _, r := range walk(s) {
		if r[0] != "POST" {
			continue
		}
		n++
		for name, form := range map[string]struct{ csrf, origin, site string }{
			"no token":         {"", "http://localhost", ""},
			"a wrong token":    {strings.Repeat("A", len(own)), "http://localhost", ""},
			"another's origin": {own, "https://evil.example", ""},
			"another site":     {own, "", "cross-site"},
			"no origin at all": {own, "null", ""},
		} {
			q := httptest.NewRequest("POST", "http://localhost"+r[1], strings.NewReader(url.Values{"csrf": {form.csrf}}.Encode()))
			q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			if form.origin != "" {
				q.Header.Set("Origin", form.origin)
			}
			if form.site != "" {
				q.Header.Set("Sec-Fetch-Site", form.site)
			}
			if w := v.do(q); w.Code != http.StatusForbidden {
				t.Errorf("%s with %s: %d", r[1], name, w.Code)
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d forms were walked", n)
	}
}

// openToAll are the ways in, what every page loads, the guide, and how the API is used; what is at no address of the API is not there for anybody.
var openToAll = []string{"/", "/asset/", "/language", "/healthz", "/sign-in", "/sign-in/first", "/sign-in/password", "/sign-in/oidc", "/sign-out", "/docs", "/openapi.json", "/openapi.yaml", "/v1/"}

func TestWhoIsNotSignedInSeesNothing(t *testing.T) {
	s := whole(t)
	for _, r := range walk(s) {
		if slices.Contains(openToAll, r[1]) && r[1] != "/" || strings.HasPrefix(r[1], "/guide") {
			continue
		}
		v := visit(t, s)
		v.get("/sign-in")
		w := v.get(r[1])
		if r[0] == "POST" {
			w = v.post(r[1], url.Values{})
		}
		signIn := w.Code == http.StatusSeeOther && strings.HasPrefix(w.Header().Get("Location"), "/sign-in")
		if !signIn && w.Code != http.StatusUnauthorized {
			t.Errorf("%s %s: %d", r[0], r[1], w.Code)
		}
	}
}

// forReaders are the forms of what somebody keeps for themselves, notes, and corrections, which a reader only proposes: all others change what all see.
var forReaders = regexp.MustCompile(`^/(desk/|account/|sign-|language$|notes|article/1/corrections$)`)

func TestAReaderChangesNothingOfOthers(t *testing.T) {
	s := whole(t)
	v := somebody(t, s, "سلمى", account.Reader)
	n := 0
	for _, r := range walk(s) {
		var w *httptest.ResponseRecorder
		switch admins := r[1] == "/users" || r[1] == "/audit"; {
		case r[0] == "POST" && !forReaders.MatchString(r[1]):
			w = v.post(r[1], url.Values{})
		case r[0] == "GET" && admins:
			w = v.get(r[1])
		default:
			continue
		}
		n++
		if w.Code != http.StatusForbidden {
			t.Errorf("%s %s: %d", r[0], r[1], w.Code)
		}
	}
	if n < 5 {
		t.Errorf("only %d pages were walked", n)
	}
}

// A key that only reads changes nothing by the forms of pages, which ask keys for no token.
func TestAKeySendsNoForms(t *testing.T) {
	s := whole(t)
	v := somebody(t, s, "سلمى", account.Reader)
	w := v.post("/account/keys", url.Values{"key": {"x"}, "scope": {"read"}})
	secret := regexp.MustCompile(`isn_[A-Za-z0-9_-]{20,}`).FindString(w.Body.String())
	for _, address := range []string{"/desk/searches", "/desk/exports", "/account/keys", "/account/password"} {
		r := httptest.NewRequest("POST", "http://localhost"+address, strings.NewReader("q=x&format=csv&scope=read"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", "Bearer "+secret)
		if w := visit(t, s).do(r); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

func TestEveryPageHasTheStrictPolicy(t *testing.T) {
	s := whole(t)
	v := somebody(t, s, "مدير", account.Admin)
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=["']|<script(?:>| [^>]*>[^<])|javascript:`)
	for _, r := range walk(s) {
		if r[0] != "GET" || strings.HasSuffix(r[1], "/bytes") || r[1] == "/mcp" {
			continue
		}
		w := v.get(r[1])
		if w.Code == http.StatusInternalServerError {
			t.Errorf("%s: %d", r[1], w.Code)
		}
		csp := w.Header().Get("Content-Security-Policy")
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && (csp != policy || strings.Contains(csp, "unsafe")) {
			t.Errorf("%s: policy %q", r[1], csp)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", r[1])
		}
		body := regexp.MustCompile(`(?s)<svg.*?</svg>`).ReplaceAllString(w.Body.String(), "")
		if m := inline.FindString(body); m != "" && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s has %q", r[1], m)
		}
	}
}

// hostile is an article whose every field tries something.
const hostile = "قال المتحدث باسم وزارة الخارجية <script>alert(1)</script> إن \"المحادثات\" <img src=x onerror=alert(2)> ستبدأ غدا \u202e]]>&\u2066 'نعم'."

// keep puts the hostile article into the store.
func keepHostile(t *testing.T, s *Server) (id int64) {
	t.Helper()
	page := []byte("<html><body><script>document.title='run'</script><p onclick=alert(3)>x</p></body></html>")
	in := store.Incoming{Article: store.Article{Source: `منفذ"><script>alert(4)</script>`, URL: `javascript:alert(5)`, Lang: "ar", Published: now.Format("2006-01-02"), Title: `<script>alert(6)</script> "عنوان" ` + "\u202e", Text: hostile}, Bytes: page, Media: "text/html"}
	err := s.store.Write(context.Background(), func(tx *store.Tx) error {
		ids, err := tx.Keep(context.Background(), []store.Incoming{in}, now)
		if err == nil {
			id = int64(ids[0])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestOriginalsRunNothing(t *testing.T) {
	s := whole(t)
	id := keepHostile(t, s)
	v := somebody(t, s, "سلمى", account.Reader)
	at := "/article/" + strconv.FormatInt(id, 10)
	w := v.get(at + "/bytes")
	csp := w.Header().Get("Content-Security-Policy")
	if w.Code != http.StatusOK || !strings.HasPrefix(csp, "sandbox;") || strings.Contains(csp, "allow-scripts") || !strings.Contains(csp, "default-src 'none'") {
		t.Errorf("%d, policy %q", w.Code, csp)
	}
	want(t, v.get(at+"/original"), http.StatusOK, " sandbox ", "no-referrer")
}

func TestWhatArticlesHoldIsEscaped(t *testing.T) {
	s := whole(t)
	id := keepHostile(t, s)
	v := somebody(t, s, "مدير", account.Admin)
	saved(t, v, url.Values{"q": {hostile[:40]}, "name": {`<script>alert(7)</script>`}})
	v.post("/account/keys", url.Values{"key": {`<script>alert(8)</script>`}, "scope": {"read"}})
	at := "/article/" + strconv.FormatInt(id, 10)
	want(t, v.get(at), http.StatusOK, "&lt;script&gt;alert(1)")
	addresses := []string{at, at + "/original", "/search?q=" + url.QueryEscape(`<script>alert(9)</script>`), "/search?q=" + url.QueryEscape(`x" onfocus="alert(10)`), "/sign-in?next=" + url.QueryEscape(`/"><script>alert(11)</script>`), "/desk?said=" + url.QueryEscape(`<script>`)}
	for _, r := range walk(s) {
		if r[0] == "GET" && !strings.Contains(r[1], "/bytes") {
			addresses = append(addresses, r[1])
		}
	}
	for _, address := range addresses {
		for _, lang := range []string{"ar", "en"} {
			v.lang = lang
			body := v.get(address).Body.String()
			for _, bad := range []string{"<script>alert", "<img src=x", ` onfocus="alert`, `href="javascript:`} {
				if strings.Contains(body, bad) {
					t.Errorf("%s has %s", address, bad)
				}
			}
		}
	}
}

func TestNextLeadsNowhereElse(t *testing.T) {
	s := guarded(t)
	somebody(t, s, "سلمى", account.Reader)
	for _, next := range []string{"https://evil.example", "//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "javascript:alert(1)", "http:evil.example", "/%09/evil.example\n", "/sign-out"} {
		w := visit(t, s).post("/sign-in", url.Values{"name": {"سلمى"}, "password": {password}, "next": {next}})
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/" {
			t.Errorf("%q leads to %q (%d)", next, got, w.Code)
		}
	}
}

// privateAddresses are ways to write addresses of this machine and of its network.
var privateAddresses = []string{"http://127.0.0.1/", "http://127.0.0.1:8380/x", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/", "http://0.0.0.0/", "http://[fd00::1]/", "file:///etc/passwd", "gopher://127.0.0.1/"}

func TestWebhooksLeadIntoNoPrivateNetwork(t *testing.T) {
	s := openDesk(t, fetch.Options{})
	v := visit(t, s)
	at := saved(t, v, url.Values{"q": {"المحادثات"}})
	for _, address := range privateAddresses {
		w := v.post(at+"/alert", alertForm(address))
		want(t, w, http.StatusUnprocessableEntity, `id="fault-target"`)
	}
	want(t, v.post(at+"/alert", alertForm("http://127.0.0.1/")), http.StatusUnprocessableEntity, "private network", "--allow-private")
}

func TestCookiesAreOutOfReach(t *testing.T) {
	s := guarded(t)
	somebody(t, s, "سلمى", account.Reader)
	v := visit(t, s)
	for _, w := range []*httptest.ResponseRecorder{v.get("/sign-in"), v.post("/sign-in", url.Values{"name": {"سلمى"}, "password": {password}})} {
		if len(w.Result().Cookies()) == 0 {
			t.Error("no cookie")
		}
		for _, c := range w.Result().Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
				t.Errorf("cookie %s", c)
			}
		}
	}
}

func TestOverTLSCookiesAreOfThisHostAlone(t *testing.T) {
	r := httptest.NewRequest("GET", "https://isnad.example.org/sign-in", nil)
	w := httptest.NewRecorder()
	guarded(t).Handler().ServeHTTP(w, r)
	if len(w.Result().Cookies()) == 0 {
		t.Error("no cookie")
	}
	for _, c := range w.Result().Cookies() {
		if !c.Secure || !strings.HasPrefix(c.Name, "__Host-") {
			t.Errorf("cookie %s", c)
		}
	}
}

func TestAnotherNameOfThisMachineIsNotServed(t *testing.T) {
	s := open(t)
	for _, host := range []string{"evil.example", "evil.example:8380", "127.0.0.1.evil.example", "localhost.evil.example", ""} {
		r := httptest.NewRequest("GET", "http://localhost/desk", nil)
		r.Host, r.RemoteAddr = host, "127.0.0.1:40000"
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusMisdirectedRequest {
			t.Errorf("%q: %d", host, w.Code)
		}
	}
}

func TestWhatStrangersForwardIsNotBelieved(t *testing.T) {
	s := guarded(t)
	s.guard.Close()
	trusting, err := New(Options{Store: s.store, Answers: s.answers, Account: account.Options{Trusted: []netip.Prefix{netip.MustParsePrefix("10.0.0.7/32")}, Now: s.now}, Now: s.now})
	if err != nil {
		t.Fatal(err)
	}
	link, err := trusting.guard.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for peer, secure := range map[string]bool{"203.0.113.5:4000": false, "10.0.0.7:4000": true} {
		r := httptest.NewRequest("GET", "http://isnad.example.org"+link, nil)
		r.RemoteAddr = peer
		r.Header.Set("X-Forwarded-Proto", "https")
		r.Header.Set("X-Forwarded-For", "127.0.0.1")
		w := httptest.NewRecorder()
		trusting.Handler().ServeHTTP(w, r)
		if len(w.Result().Cookies()) == 0 {
			t.Errorf("from %s: no cookie, %d", peer, w.Code)
		}
		for _, c := range w.Result().Cookies() {
			if c.Secure != secure {
				t.Errorf("from %s: cookie %s", peer, c)
			}
		}
	}
	// Without sign-in what a proxy brings is not this machine's, whoever it says that it is for.
	r := httptest.NewRequest("GET", "http://localhost/desk", nil)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("X-Forwarded-For", "127.0.0.1")
	w := httptest.NewRecorder()
	open(t).Handler().ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Errorf("a proxy before a server without sign-in: %d", w.Code)
	}
}

func TestAddingLeadsIntoNoPrivateNetwork(t *testing.T) {
	v := visit(t, openDesk(t, fetch.Options{}))
	for _, address := range privateAddresses {
		want(t, v.post("/add", url.Values{"url": {address}}), http.StatusUnprocessableEntity)
	}
}
