package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

func TestWhoIsNotSignedInIsSentToSignIn(t *testing.T) {
	x := newSite(t, one(t), Options{})
	b := x.browser()
	w := b.get("/read?q=%D9%88%D8%B2%D9%8A%D8%B1")
	is(t, "a page", w, 303)
	if to := w.Header().Get("Location"); to != "/sign-in?next=%2Fread%3Fq%3D%25D9%2588%25D8%25B2%25D9%258A%25D8%25B1" {
		t.Errorf("sent to %s", to)
	}
	for _, w := range []*httptest.ResponseRecorder{b.get("/v1/read"), b.get("/read", "Accept: application/json")} {
		is(t, "a program", w, 401)
		var problem struct{ Code string }
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || problem.Code != "sign-in" || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%v, %s, %v", w.Header(), w.Body, err)
		}
	}
}

func TestRolesAreHeld(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("قارئ", Reader)
	x.member("محرر", Editor)
	for _, tt := range []struct {
		name                 string
		read, change, manage int
	}{{"قارئ", 200, 403, 403}, {"محرر", 200, 200, 403}} {
		b := x.signedIn(tt.name)
		is(t, "read", b.get("/read"), tt.read)
		is(t, "change", b.post("/change"), tt.change)
		is(t, "rule", b.get("/rule"), tt.manage)
	}
}

func TestAForeignFormChangesNothing(t *testing.T) {
	for _, o := range []Options{{}, {Local: true}} {
		x := newSite(t, one(t), o)
		b := x.browser()
		if o.Local {
			b.peer, b.host = "127.0.0.1:4711", "localhost:8080"
		} else {
			x.member("محرر", Editor)
			b = x.signedIn("محرر")
		}
		good := b.token()
		other := x.browser()
		other.peer, other.host = b.peer, b.host
		for _, tt := range []struct {
			name    string
			fields  []string
			headers []string
			status  int
		}{
			{"the page's token", []string{"csrf", good}, nil, 200},
			{"the token as a header", nil, []string{"X-CSRF-Token: " + good}, 200},
			{"no token", nil, nil, 403},
			{"an empty token", []string{"csrf", ""}, nil, 403},
			{"a wrong token", []string{"csrf", good[1:] + "A"}, nil, 403},
			{"another browser's token", []string{"csrf", other.token()}, nil, 403},
			{"from another site", []string{"csrf", good}, []string{"Sec-Fetch-Site: cross-site"}, 403},
			{"from a neighbour", []string{"csrf", good}, []string{"Sec-Fetch-Site: same-site"}, 403},
			{"of another origin", []string{"csrf", good}, []string{"Origin: https://evil.example"}, 403},
			{"of no origin", []string{"csrf", good}, []string{"Origin: null"}, 403},
			{"as if from a program", nil, []string{"Content-Type: application/json", "Accept: application/json"}, 403},
		} {
			is(t, tt.name, b.send("/change", tt.fields, tt.headers...), tt.status)
		}
		is(t, "the token in the address", b.send("/change?csrf="+good, nil), 403)
	}
}

func TestAFileComesWithTheTokenOfItsForm(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("محرر", Editor)
	b := x.signedIn("محرر")
	for token, status := range map[string]int{b.token(): 200, "x": 403} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		form.WriteField("csrf", token)
		form.CreateFormFile("file", "خبر.txt")
		form.Close()
		r := httptest.NewRequest("POST", "/change", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		is(t, "upload", b.do(r), status)
	}
	is(t, "a form that is too large", b.send("/change", []string{"x", strings.Repeat("a", formBytes+1), "csrf", b.token()}), 413)
}

func TestNothingOfAFormStaysOnDisk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	x := newSite(t, one(t), Options{})
	x.member("محرر", Editor)
	editor, stranger := x.signedIn("محرر"), x.browser()
	for _, tt := range []struct {
		name   string
		who    *browser
		token  string
		header bool
		status int
	}{
		{"an editor", editor, editor.token(), false, 200},
		{"an editor's script", editor, editor.token(), true, 200},
		{"a wrong token", editor, "x", false, 403},
		{"a stranger", stranger, stranger.token(), false, 413},
		{"a stranger's script", stranger, stranger.token(), true, 413},
	} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		form.WriteField("csrf", tt.token)
		file, err := form.CreateFormFile("file", "large.csv")
		if err != nil {
			t.Fatal(err)
		}
		file.Write(make([]byte, 12*formBytes))
		form.Close()
		r := httptest.NewRequest("POST", "/change", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		if tt.header {
			r.Header.Set("X-CSRF-Token", tt.token)
		}
		is(t, tt.name, tt.who.do(r), tt.status)
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", tt.name, left, err)
		}
	}
}

func TestAProgramNeedsNoFormOnLoopback(t *testing.T) {
	x := newSite(t, one(t), Options{Local: true})
	for _, tt := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"JSON", []string{"Content-Type: application/json"}, 200},
		{"JSON of a page", []string{"Content-Type: application/json", "Origin: http://evil.example"}, 403},
		{"JSON of a page, by its own account", []string{"Content-Type: application/json", "Sec-Fetch-Site: same-origin"}, 403},
		{"with cookies", []string{"Content-Type: application/json", "Cookie: a=b"}, 403},
		{"what a form can send", []string{"Content-Type: text/plain"}, 403},
		{"what a form can send, in capitals", []string{"Content-Type: Text/Plain ;x=y"}, 403},
		{"bytes without a kind", nil, 403},
	} {
		r := httptest.NewRequest("POST", "/v1/change", strings.NewReader("{}"))
		setAll(r, tt.headers)
		b := x.browser()
		b.peer, b.host = "127.0.0.1:4711", "localhost"
		is(t, tt.name, b.do(r), tt.status)
	}
}

func TestOnLoopbackEverybodyIsAnAdminByTheRightName(t *testing.T) {
	x := newSite(t, one(t), Options{Local: true, BaseURL: "http://isnad.home:8080/"})
	for _, tt := range []struct {
		name, peer, host string
		headers          []string
		status           int
	}{
		{"localhost", "127.0.0.1:4711", "localhost:8080", nil, 200},
		{"by number", "127.0.0.1:4711", "127.0.0.1:8080", nil, 200},
		{"IPv6", "[::1]:4711", "[::1]:8080", nil, 200},
		{"its own name", "127.0.0.1:4711", "ISNAD.home:8080", nil, 200},
		{"a page's name that points here", "127.0.0.1:4711", "evil.example:8080", nil, 421},
		{"a name that looks like it", "127.0.0.1:4711", "localhost.evil.example", nil, 421},
		{"no name", "127.0.0.1:4711", "", nil, 421},
		{"an address elsewhere", "192.0.2.7:4711", "localhost", nil, 403},
		{"no address", "@", "localhost", nil, 403},
		{"a proxy that nobody named", "127.0.0.1:4711", "localhost", []string{"X-Forwarded-For: 192.0.2.7"}, 403},
		{"the same, the newer way", "127.0.0.1:4711", "localhost", []string{"Forwarded: for=192.0.2.7"}, 403},
	} {
		b := x.browser()
		b.peer, b.host = tt.peer, tt.host
		w := b.get("/rule", tt.headers...)
		is(t, tt.name, w, tt.status)
		if tt.status == 200 {
			says(t, tt.name, w, "local admin local")
		}
	}
	if link, err := x.FirstLink(t.Context()); link != "" || err != nil {
		t.Errorf("a first link where nobody signs in: %q, %v", link, err)
	}
}

func TestATrustedProxyTurnsSignInOn(t *testing.T) {
	trusted, err := Prefixes([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	x := newSite(t, one(t), Options{Local: true, Trusted: trusted})
	b := x.browser()
	b.peer = "127.0.0.1:4711"
	is(t, "a page", b.get("/read", "X-Forwarded-For: 192.0.2.7"), 303)
}

func TestHeadersOfProxies(t *testing.T) {
	trusted, err := Prefixes([]string{"10.0.0.0/8", "2001:db8::5"})
	if err != nil {
		t.Fatal(err)
	}
	x := newSite(t, one(t), Options{Trusted: trusted})
	for _, tt := range []struct {
		name, peer string
		headers    []string
		want       string
	}{
		{"no proxy", "192.0.2.7:1", nil, "192.0.2.7 http://isnad.example.org"},
		{"spoofed", "192.0.2.7:1", []string{"X-Forwarded-For: 198.51.100.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "Forwarded: for=198.51.100.1"}, "192.0.2.7 http://isnad.example.org"},
		{"a proxy", "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: news.example.org"}, "192.0.2.7 https://news.example.org"},
		{"two proxies", "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.7, 10.1.1.1"}, "192.0.2.7 http://isnad.example.org"},
		{"spoofed before a proxy", "10.0.0.1:1", []string{"X-Forwarded-For: 198.51.100.1, 192.0.2.7"}, "192.0.2.7 http://isnad.example.org"},
		{"a trusted address, spoofed before a proxy", "10.0.0.1:1", []string{"X-Forwarded-For: 198.51.100.1, 10.9.9.9, 192.0.2.7"}, "192.0.2.7 http://isnad.example.org"},
		{"the newer way", "[2001:db8::5]:1", []string{`Forwarded: for=198.51.100.1, for="[2001:db8::9]:4711";proto=https;host=news.example.org`}, "2001:db8::9 https://news.example.org"},
		{"both ways, one client", "10.0.0.1:1", []string{"Forwarded: for=192.0.2.7;proto=https", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"}, "192.0.2.7 https://isnad.example.org"},
		{"both ways, two clients", "10.0.0.1:1", []string{"Forwarded: for=198.51.100.1;proto=https", "X-Forwarded-For: 192.0.2.7"}, "10.0.0.1 http://isnad.example.org"},
		{"no address", "10.0.0.1:1", []string{"X-Forwarded-For: unknown"}, "10.0.0.1 http://isnad.example.org"},
		{"a host with more in it", "10.0.0.1:1", []string{"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: evil.example/x"}, "192.0.2.7 http://isnad.example.org"},
		{"an IPv4 address as IPv6", "[::ffff:10.0.0.1]:1", []string{"X-Forwarded-For: ::ffff:192.0.2.7"}, "192.0.2.7 http://isnad.example.org"},
	} {
		b := x.browser()
		b.peer = tt.peer
		says(t, tt.name, b.get("/whence", tt.headers...), tt.want)
	}
	fixed := newSite(t, one(t), Options{Trusted: trusted, BaseURL: "https://isnad.example.org"})
	b := fixed.browser()
	b.peer, b.host = "10.0.0.1:1", "127.0.0.1:8080"
	says(t, "a base URL", b.get("/whence", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: evil.example"), "192.0.2.7 https://isnad.example.org")
}

func TestNextLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/":                      "/",
		"/statement/3?x=1#words": "/statement/3?x=1#words",
		"/search?q=%D9%88":       "/search?q=%D9%88",
		"":                       "/",
		"https://evil.example":   "/",
		"//evil.example":         "/",
		"/\\evil.example":        "/",
		"\\\\evil.example":       "/",
		"/\t/evil.example":       "/",
		"/%2f/evil.example":      "/",
		"javascript:alert(1)":    "/",
		"http:/evil":             "/",
		"evil.example":           "/",
		" //evil.example":        "/",
		"/\r\nSet-Cookie: a=b":   "/",
		"/sign-out":              "/",
		"/a?next=//evil.example": "/a?next=//evil.example",
		"https:evil.example":     "/",
		"///evil.example":        "/",
		"/%zz":                   "/",
	} {
		if got := SafeNext(next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}

func TestOptionsThatAreWrongAreNamed(t *testing.T) {
	s := one(t)
	for _, o := range []Options{{BaseURL: "isnad.example.org"}, {BaseURL: "ftp://isnad.example.org"}, {BaseURL: "https://a.example?x=1"},
		{OIDC: &OIDC{Issuer: "http://login.example.org", ID: "x"}}, {OIDC: &OIDC{Issuer: "https://login.example.org"}}} {
		if _, err := New(s, o); err == nil || !strings.Contains(err.Error(), ";") && !strings.Contains(err.Error(), "write it as") {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if _, err := Prefixes([]string{"10.0.0.0/33"}); err == nil {
		t.Error("a range that is none was taken")
	}
	for listen, want := range map[string]bool{"127.0.0.1:8080": true, "localhost:80": true, "[::1]:80": true, ":8080": false, "0.0.0.0:80": false, "192.0.2.7:80": false, "127.0.0.1": false, "localhost.evil.example:80": false} {
		if OnLoopback(listen) != want {
			t.Errorf("%s is on loopback: %v", listen, !want)
		}
	}
}

func TestCookies(t *testing.T) {
	trusted, err := Prefixes([]string{"10.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	x := newSite(t, one(t), Options{Trusted: trusted})
	x.member("محرر", Editor)
	b := x.browser()
	b.peer = "10.0.0.1:1"
	tls := []string{"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"}
	form := b.get("/token", tls...).Body.String()
	is(t, "sign in", b.send("/sign-in", []string{"name", "محرر", "password", secretWord, "csrf", form}, tls...), 200)
	found := false
	for _, c := range b.last {
		if !c.HttpOnly || !c.Secure || c.SameSite != 2 || c.Path != "/" || c.Domain != "" || !strings.HasPrefix(c.Name, "__Host-") {
			t.Errorf("cookie over TLS: %s", c.Raw)
		}
		found = found || c.Name == "__Host-"+sessionCookie
	}
	if !found {
		t.Error("no session")
	}
	is(t, "a page over TLS", b.get("/read", tls...), 200)
	b.cookies[sessionCookie] = b.cookies["__Host-"+sessionCookie]
	delete(b.cookies, "__Host-"+sessionCookie)
	is(t, "a cookie that a neighbour has set", b.get("/read", tls...), 303)
	x.signedIn("محرر")
}

func TestTheStoreHoldsNoSecretInClear(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		link, err := x.FirstLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		b := x.browser()
		is(t, "first", b.post(link, "name", "مدير", "password", secretWord), 200)
		_, key, err := x.MakeKey(AsCommand(t.Context()), "مفتاح", []Scope{Read})
		if err != nil {
			t.Fatal(err)
		}
		secrets := []string{secretWord, key, b.cookies[sessionCookie], strings.SplitN(link, "=", 2)[1]}
		for _, table := range []string{"account", "session", "account_link", "api_key", "audit"} {
			rows, err := s.SQL().Query("SELECT * FROM " + table)
			if err != nil {
				t.Fatal(err)
			}
			columns, _ := rows.Columns()
			for rows.Next() {
				row, to := make([]any, len(columns)), make([]any, len(columns))
				for i := range row {
					to[i] = &row[i]
				}
				if err := rows.Scan(to...); err != nil {
					t.Fatal(err)
				}
				for i, v := range row {
					for _, secret := range secrets {
						if text, _ := v.(string); strings.Contains(text, secret) {
							t.Errorf("%s.%s holds a secret", table, columns[i])
						}
					}
				}
			}
			rows.Close()
		}
	})
}

func TestAFaultOfTheStoreIsNoWayIn(t *testing.T) {
	s := one(t)
	x := newSite(t, s, Options{})
	x.member("محرر", Editor)
	b := x.signedIn("محرر")
	s.Close()
	w := b.get("/read")
	is(t, "a closed database", w, 500)
	if strings.Contains(w.Body.String(), "sql") {
		t.Errorf("it tells what went wrong inside: %s", w.Body)
	}
}

func TestStatusOfErrors(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status int
		code   string
	}{{ErrLink, 410, "link"}, {errors.Join(ErrElsewhere, errors.New("x")), 401, "elsewhere"}, {&Limit{time.Second}, 429, "limit"}, {store.ErrNotFound, 404, "not-found"}, {errors.New("x"), 500, ""}} {
		if status, code := Status(tt.err); status != tt.status || code != tt.code {
			t.Errorf("%v: %d %q", tt.err, status, code)
		}
	}
}
