package account

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"isnad.dev/isnad/internal/store"
)

// OIDC is a place elsewhere where people sign in: OpenID Connect, authorization code with PKCE. Its callback is BaseURL + OIDCPath.
type OIDC struct {
	Issuer  string   // https://login.example.org, where /.well-known/openid-configuration is
	ID      string   // of this server there
	Secret  string   // or empty: a public client
	Name    string   // on the button; the issuer's host where empty
	Domains []string // of e-mail addresses that are let in; all where empty
	Client  *http.Client
}

// OIDCPath is where the sign-in elsewhere comes back to.
const OIDCPath = "/sign-in/oidc"

// elsewhereHolds is how long somebody may take to sign in elsewhere.
const elsewhereHolds = 10 * time.Minute

func (o *OIDC) check() error {
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && OnLoopback(u.Hostname()+":0")) {
		return fmt.Errorf("OIDC issuer %q: it is no https address; write it as https://login.example.org", o.Issuer)
	}
	if o.ID == "" {
		return errors.New("OIDC: the id of the client is missing; name the one that the issuer gave to this server")
	}
	if o.Name == "" {
		o.Name = u.Hostname()
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 15 * time.Second}
	}
	for i, d := range o.Domains {
		o.Domains[i] = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(d), "@"))
	}
	return nil
}

// provider asks the issuer for its addresses when somebody first signs in, so that a start does not wait for it.
type provider struct {
	o     OIDC
	mu    sync.Mutex
	found *oidc.Provider
}

func (p *provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	// The provider keeps this context for its keys, so that it must not end with the request.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.o.Client), p.o.Issuer)
	if err != nil {
		return nil, fmt.Errorf("OIDC issuer %s: %w", p.o.Issuer, err)
	}
	p.found = found
	return found, nil
}

func (p *provider) config(found *oidc.Provider, base string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.o.ID, ClientSecret: p.o.Secret, Endpoint: found.Endpoint(), RedirectURL: base + OIDCPath, Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}
}

// BeginElsewhere sends the browser to sign in elsewhere, and then to next. State, nonce and verifier are made of one secret that the browser keeps, so that
// only the browser that began can end it.
func (g *Guard) BeginElsewhere(w http.ResponseWriter, r *http.Request, next string) error {
	if g.elsewhere == nil {
		return store.ErrNotFound
	}
	found, err := g.elsewhere.discover(r.Context())
	if err != nil {
		g.o.Log.Error("sign-in elsewhere", "error", err)
		return ErrAway
	}
	v, secret := visitOf(r.Context()), newSecret()
	setCookie(w, v, oidcCookie, secret+"."+url.QueryEscape(SafeNext(next)), elsewhereHolds)
	to := g.elsewhere.config(found, v.base).AuthCodeURL(derive(secret, "state"), oidc.Nonce(derive(secret, "nonce")), oauth2.S256ChallengeOption(derive(secret, "verifier")))
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// EndElsewhere takes up who has signed in elsewhere and returns where to go. Whoever comes for the first time becomes a reader.
func (g *Guard) EndElsewhere(w http.ResponseWriter, r *http.Request) (next string, err error) {
	if g.elsewhere == nil {
		return "", store.ErrNotFound
	}
	v := visitOf(r.Context())
	secret, next, _ := strings.Cut(cookie(r, v, oidcCookie), ".")
	setCookie(w, v, oidcCookie, "", -time.Second)
	if !isSecret(secret) || !same(derive(secret, "state"), r.URL.Query().Get("state")) {
		return "", ErrElsewhere
	}
	if err := g.attempt(r.Context(), ""); err != nil {
		return "", err
	}
	who, err := g.elsewhere.claims(r, v.base, secret, g.o.Now)
	if err != nil {
		g.o.Log.Warn("sign-in elsewhere refused", "error", err, "address", v.address)
		return "", errors.Join(ErrElsewhere, err)
	}
	if !g.elsewhere.lets(who) {
		return "", ErrDomain
	}
	u, err := g.settle(r.Context(), who)
	if err != nil {
		return "", err
	}
	g.succeeded(r.Context(), "")
	next, _ = url.QueryUnescape(next) // SafeNext looks at what it is
	return SafeNext(next), g.open(w, r, u, "sign-in", nil)
}

// claims is what the issuer says of somebody.
type claims struct {
	Subject  string `json:"-"`
	Email    string `json:"email"`
	Verified truth  `json:"email_verified"`
	Name     string `json:"preferred_username"`
}

// truth is a boolean that some issuers write as a string.
type truth bool

func (t *truth) UnmarshalJSON(b []byte) error {
	*t = truth(strings.Trim(string(b), `"`) == "true")
	return nil
}

// claims changes the code for a token and checks it: signature, issuer, audience, time, nonce.
func (p *provider) claims(r *http.Request, base, secret string, now func() time.Time) (claims, error) {
	var c claims
	q := r.URL.Query()
	if fault := q.Get("error"); fault != "" {
		return c, fmt.Errorf("the issuer says %.80q", fault)
	}
	if iss := q.Get("iss"); iss != "" && iss != p.o.Issuer {
		return c, fmt.Errorf("the answer is of another issuer, %.80q", iss)
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(r.Context(), p.o.Client), 30*time.Second)
	defer cancel()
	found, err := p.discover(ctx)
	if err != nil {
		return c, err
	}
	token, err := p.config(found, base).Exchange(ctx, q.Get("code"), oauth2.VerifierOption(derive(secret, "verifier")))
	if err != nil {
		return c, fmt.Errorf("code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string) // none is refused by Verify
	id, err := found.Verifier(&oidc.Config{ClientID: p.o.ID, Now: now}).Verify(ctx, raw)
	if err != nil {
		return c, fmt.Errorf("id token: %w", err)
	}
	if !same(derive(secret, "nonce"), id.Nonce) {
		return c, errors.New("id token: it is of another sign-in (nonce)")
	}
	if err := id.Claims(&c); err != nil {
		return c, fmt.Errorf("id token: %w", err)
	}
	c.Subject = id.Issuer + "|" + id.Subject
	if c.Email == "" && found.UserInfoEndpoint() != "" {
		return c, p.more(ctx, found, token, id.Subject, &c)
	}
	return c, nil
}

// more asks the issuer for the e-mail address, which it need not write into the token.
func (p *provider) more(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, c *claims) error {
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	if info.Subject != subject {
		return errors.New("the issuer tells of somebody else")
	}
	kept := c.Subject
	err = info.Claims(c)
	c.Subject = kept
	return err
}

// lets says whether somebody's e-mail address is of a domain that is let in, and the issuer vouches for it.
func (p *provider) lets(c claims) bool {
	if len(p.o.Domains) == 0 {
		return true
	}
	at := strings.LastIndexByte(c.Email, '@')
	return at > 0 && bool(c.Verified) && slices.Contains(p.o.Domains, strings.ToLower(c.Email[at+1:]))
}

// settle returns the account of who signed in elsewhere, a new reader where there is none. It is known by the subject alone: an address that equals
// another account's opens nothing.
func (g *Guard) settle(ctx context.Context, c claims) (store.User, error) {
	u, err := g.store.UserBySubject(ctx, c.Subject)
	if !errors.Is(err, store.ErrNotFound) {
		return u, err
	}
	u = store.User{Role: string(Reader), Subject: c.Subject, Added: g.o.Now()}
	if u.Email, err = checkEmail(c.Email); err != nil {
		u.Email = ""
	}
	named := u.Email
	if !c.Verified {
		named = "" // else anybody could be called as they like
	}
	for _, name := range []string{named, c.Name, "oidc-" + digest(c.Subject)[:12]} {
		if u.Name, err = checkName(name); err != nil {
			continue
		}
		if u.ID, err = g.add(as(ctx, Account{User: User{Name: u.Name}, Via: Session}), u, nil); !errors.Is(err, ErrTaken) {
			return u, err
		}
		if twin, err := g.store.UserBySubject(ctx, c.Subject); err == nil {
			return twin, nil // the same person came twice at once
		}
	}
	return u, err
}
