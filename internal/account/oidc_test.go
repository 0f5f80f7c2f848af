package account

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// issuer is a small place to sign in on loopback, whose answers a test can spoil.
type issuer struct {
	*httptest.Server
	t      *testing.T
	key    *rsa.PrivateKey
	now    func() time.Time
	mu     sync.Mutex
	codes  map[string]url.Values // what was asked for with the code's sign-in
	claims map[string]any        // of who signs in
	info   map[string]any        // what userinfo tells
	spoil  func(header, claims map[string]any)
}

// issuerKey is the key of all issuers, since making one takes long.
var issuerKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func newIssuer(t *testing.T, now func() time.Time) *issuer {
	t.Helper()
	key := issuerKey()
	i := &issuer{t: t, key: key, now: now, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		i.write(w, map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
			"userinfo_endpoint": i.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, r *http.Request) {
		e := base64.RawURLEncoding
		i.write(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": e.EncodeToString(key.N.Bytes()), "e": e.EncodeToString(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("/token", i.token)
	mux.HandleFunc("/userinfo", func(w http.ResponseWriter, r *http.Request) { i.write(w, i.info) })
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) write(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		i.t.Error(err)
	}
}

// authorize does what the issuer's page does when somebody has signed in: it returns where the browser is sent back to.
func (i *issuer) authorize(to string) string {
	i.t.Helper()
	u, err := url.Parse(to)
	if err != nil || !strings.HasPrefix(to, i.URL+"/authorize?") {
		i.t.Fatalf("sent to %s, %v", to, err)
	}
	q := u.Query()
	if q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("state") == "" || q.Get("client_id") != "isnad" {
		i.t.Fatalf("asked for %v", q)
	}
	code := newSecret()
	i.mu.Lock()
	i.codes[code] = q
	i.mu.Unlock()
	return q.Get("redirect_uri") + "?" + url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {i.URL}}.Encode()
}

// token changes a code for a token, once, for who knows the verifier.
func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	asked, known := i.codes[r.FormValue("code")]
	delete(i.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	id, secret, _ := r.BasicAuth()
	if !known || base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") || id != "isnad" || secret != "geheim" || r.FormValue("redirect_uri") != asked.Get("redirect_uri") {
		w.WriteHeader(400)
		i.write(w, map[string]string{"error": "invalid_grant"})
		return
	}
	header := map[string]any{"alg": "RS256", "kid": "1", "typ": "JWT"}
	claims := map[string]any{"iss": i.URL, "aud": "isnad", "iat": i.now().Unix(), "exp": i.now().Add(time.Minute).Unix(), "nonce": asked.Get("nonce")}
	for name, value := range i.claims {
		claims[name] = value
	}
	if i.spoil != nil {
		i.spoil(header, claims)
	}
	i.write(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": i.sign(header, claims)})
}

func (i *issuer) sign(header, claims map[string]any) string {
	part := func(value any) string {
		b, err := json.Marshal(value)
		if err != nil {
			i.t.Error(err)
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	signed := part(header) + "." + part(claims)
	if header["alg"] == "none" {
		return signed + "."
	}
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, i.key, crypto.SHA256, sum[:])
	if err != nil {
		i.t.Error(err)
	}
	if claims["forged"] == true {
		signature[0] ^= 1
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// withIssuer is a site beside an issuer at which ليلى signs in.
func withIssuer(t *testing.T, s *store.Store, domains ...string) (*site, *issuer) {
	t.Helper()
	var x *site
	i := newIssuer(t, func() time.Time { return x.clock.now() })
	x = newSite(t, s, Options{OIDC: &OIDC{Issuer: i.URL, ID: "isnad", Secret: "geheim", Name: "الدار", Domains: domains}})
	i.claims = map[string]any{"sub": "7", "email": "layla@example.org", "email_verified": true, "preferred_username": "ليلى"}
	return x, i
}

// back begins a sign-in and returns the path that the issuer sends the browser back to.
func (b *browser) back(i *issuer, next string) string {
	b.x.t.Helper()
	w := b.get("/sign-in/elsewhere?next=" + url.QueryEscape(next))
	is(b.x.t, "begin", w, 303)
	u, err := url.Parse(i.authorize(w.Header().Get("Location")))
	if err != nil || u.Host != "isnad.example.org" || u.Path != OIDCPath {
		b.x.t.Fatalf("sent back to %v, %v", u, err)
	}
	return u.RequestURI()
}

func TestSignInElsewhere(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x, i := withIssuer(t, s, "Example.ORG ")
		if x.External() != "الدار" {
			t.Errorf("the button says %q", x.External())
		}
		b := x.browser()
		to := b.back(i, "/search?q=وزير")
		says(t, "end", b.get(to), "/search?q=وزير")
		says(t, "signed in", b.get("/read"), "layla@example.org reader session")
		is(t, "the same answer again", b.get(to), 401)
		if b.cookies[oidcCookie] != "" {
			t.Error("its cookie stayed")
		}
		u, err := s.UserByName(t.Context(), "layla@example.org")
		if err != nil || u.Subject != i.URL+"|7" || u.Email != "layla@example.org" {
			t.Fatalf("%+v, %v", u, err)
		}
		if err := x.SetRole(AsCommand(t.Context()), u.ID, Editor); err != nil {
			t.Fatal(err)
		}
		again := x.browser()
		says(t, "again, to another's site", again.get(again.back(i, "https://evil.example")), "/")
		says(t, "the role stayed", again.get("/read"), "layla@example.org editor session")
		is(t, "no password", again.post("/password", "old", "", "password", secretWord), 409)
		is(t, "no sign-in by an empty password", x.browser().post("/sign-in", "name", "layla@example.org", "password", ""), 401)
		if link, err := x.FirstLink(t.Context()); err != nil || link == "" {
			t.Errorf("no first link, though there is no admin: %v", err)
		}
	})
}

func TestSignInElsewhereThatIsNone(t *testing.T) {
	for _, tt := range []struct {
		name   string
		spoil  func(header, claims map[string]any)
		path   func(path string) string
		status int
	}{
		{"as it should be", nil, nil, 200},
		{"a wrong state", nil, func(p string) string { return p[:strings.Index(p, "state=")] + "state=" + newSecret() }, 401},
		{"no state", nil, func(p string) string { return p[:strings.Index(p, "state=")] }, 401},
		{"a wrong code", nil, func(p string) string { return strings.Replace(p, "code=", "code=x", 1) }, 401},
		{"refused there", nil, func(p string) string { return p + "&error=access_denied" }, 401},
		{"another issuer's answer", nil, func(p string) string {
			return p[:strings.Index(p, "iss=")] + "iss=https%3A%2F%2Fevil.example&" + p[strings.Index(p, "state="):]
		}, 401},
		{"a wrong nonce", func(_, c map[string]any) { c["nonce"] = newSecret() }, nil, 401},
		{"no nonce", func(_, c map[string]any) { delete(c, "nonce") }, nil, 401},
		{"for another server", func(_, c map[string]any) { c["aud"] = "other" }, nil, 401},
		{"of another issuer", func(_, c map[string]any) { c["iss"] = "https://evil.example" }, nil, 401},
		{"run out", func(_, c map[string]any) { c["exp"] = 1 }, nil, 401},
		{"unsigned", func(h, _ map[string]any) { h["alg"] = "none" }, nil, 401},
		{"a forged signature", func(_, c map[string]any) { c["forged"] = true }, nil, 401},
		{"an e-mail elsewhere", func(_, c map[string]any) { c["email"] = "layla@evil.example" }, nil, 403},
		{"a domain that looks like it", func(_, c map[string]any) { c["email"] = "layla@evil-example.org" }, nil, 403},
		{"an e-mail that nobody vouches for", func(_, c map[string]any) { c["email_verified"] = false }, nil, 403},
		{"vouched for in letters", func(_, c map[string]any) { c["email_verified"] = "true" }, nil, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x, i := withIssuer(t, one(t), "example.org")
			i.spoil = tt.spoil
			b := x.browser()
			path := b.back(i, "/")
			if tt.path != nil {
				path = tt.path(path)
			}
			is(t, tt.name, b.get(path), tt.status)
			if in := b.get("/read").Code == 200; in != (tt.status == 200) {
				t.Errorf("signed in: %v", in)
			}
		})
	}
}

func TestAnotherBrowserCannotEndASignInElsewhere(t *testing.T) {
	x, i := withIssuer(t, one(t))
	attacker, victim := x.browser(), x.browser()
	path := attacker.back(i, "/")
	is(t, "a victim's browser", victim.get(path), 401)
	victim.back(i, "/")
	is(t, "a victim's browser that has begun one", victim.get(path), 401)
	is(t, "not signed in", victim.get("/read"), 303)
	planted := x.signedInElsewhere(i).cookies[sessionCookie]
	b := x.browser()
	b.cookies[sessionCookie] = planted
	is(t, "over a planted session", b.get(b.back(i, "/")), 200)
	if b.cookies[sessionCookie] == planted {
		t.Error("the session is not new")
	}
}

func (x *site) signedInElsewhere(i *issuer) *browser {
	b := x.browser()
	is(x.t, "end", b.get(b.back(i, "/")), 200)
	return b
}

func TestNamesElsewhereTakeNobodysAccount(t *testing.T) {
	x, i := withIssuer(t, one(t))
	x.member("layla@example.org", Admin)
	x.member("ليلى", Editor)
	b := x.signedInElsewhere(i)
	if w := b.get("/read"); !strings.HasPrefix(w.Body.String(), "oidc-") || !strings.HasSuffix(w.Body.String(), " reader session") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	i.claims = map[string]any{"sub": "8", "email": "boss@example.org"}
	if w := x.signedInElsewhere(i).get("/read"); strings.HasPrefix(w.Body.String(), "boss") {
		t.Errorf("an e-mail that nobody vouches for became a name: %s", w.Body)
	}
}

func TestTheEmailMayComeApart(t *testing.T) {
	x, i := withIssuer(t, one(t), "example.org")
	i.claims = map[string]any{"sub": "7"}
	i.info = map[string]any{"sub": "7", "email": "layla@example.org", "email_verified": true}
	says(t, "signed in", x.signedInElsewhere(i).get("/read"), "layla@example.org reader session")
	i.info["sub"] = "8"
	b := x.browser()
	is(t, "somebody else's", b.get(b.back(i, "/")), 401)
}

func TestAnIssuerThatIsAway(t *testing.T) {
	x, i := withIssuer(t, one(t))
	i.Close()
	is(t, "begin", x.browser().get("/sign-in/elsewhere"), 503)
	none := newSite(t, one(t), Options{})
	is(t, "no issuer", none.browser().get("/sign-in/elsewhere"), 404)
}
