package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Options say who is let in. The zero value lets in nobody without sign-in.
type Options struct {
	Local   bool                                            // everybody on loopback is the admin "local"; not where a proxy is trusted
	Trusted []netip.Prefix                                  // proxies whose headers are believed
	BaseURL string                                          // what links begin with, or empty: as the request says
	OIDC    *OIDC                                           // sign-in elsewhere, or nil
	Idle    time.Duration                                   // after which a session ends that nobody uses; 14 days where zero
	Refuse  func(http.ResponseWriter, *http.Request, error) // writes a refusal; Status says its status. Problem where nil
	Now     func() time.Time
	Log     *slog.Logger
}

// Guard stands before all pages.
type Guard struct {
	store     *store.Store
	o         Options
	host      string // of the base URL
	origins   *http.CrossOriginProtection
	passwords *hasher
	byUser    *limiter
	byAddress *limiter
	elsewhere *provider // nil without OIDC
	touch     chan struct{}
	touching  sync.WaitGroup
}

// How often may somebody try to sign in: a burst, and then one more after each while. What succeeds is not counted.
const (
	userBurst, addressBurst = 10, 30
	userEvery, addressEvery = time.Minute, 10 * time.Second
)

// longestSession is when a session ends that is used every day.
const longestSession = 90 * 24 * time.Hour

// New returns a guard over the accounts of a store.
func New(s *store.Store, o Options) (*Guard, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Idle == 0 {
		o.Idle = 14 * 24 * time.Hour
	}
	o.Local = o.Local && len(o.Trusted) == 0
	o.BaseURL = strings.TrimRight(o.BaseURL, "/")
	g := &Guard{store: s, o: o, origins: http.NewCrossOriginProtection(), passwords: newHasher(usual, 2), touch: make(chan struct{}, 1),
		byUser: newLimiter(userBurst, userEvery), byAddress: newLimiter(addressBurst, addressEvery)}
	if o.Refuse == nil {
		g.o.Refuse = Problem
	}
	if o.BaseURL != "" {
		base, err := url.Parse(o.BaseURL)
		if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.RawQuery != "" || base.Fragment != "" || base.User != nil {
			return nil, fmt.Errorf("base URL %q: it is no address of a server; write it as https://isnad.example.org", o.BaseURL)
		}
		g.host = base.Hostname()
		if err := g.origins.AddTrustedOrigin(base.Scheme + "://" + base.Host); err != nil {
			return nil, fmt.Errorf("base URL %q: %w", o.BaseURL, err)
		}
	}
	if o.OIDC != nil {
		if err := o.OIDC.check(); err != nil {
			return nil, err
		}
		g.elsewhere = &provider{o: *o.OIDC}
	}
	return g, nil
}

// Close waits for what is still being written.
func (g *Guard) Close() { g.touching.Wait() }

// Local says whether nobody has to sign in.
func (g *Guard) Local() bool { return g.o.Local }

// External returns what the button of the sign-in elsewhere says, or nothing where there is none.
func (g *Guard) External() string {
	if g.elsewhere == nil {
		return ""
	}
	return g.elsewhere.o.Name
}

// OnLoopback says whether an address to listen on, such as 127.0.0.1:8080, is reached from this machine only.
func OnLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// Wrap puts who asks, their address and the CSRF token into the context of every request. It refuses foreign names of the server, keys that are not
// known, and requests that change something and come neither from a page of ours nor with a key. It bounds what is read of any request, and takes away what
// was put on disk of it.
func (g *Guard) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, uploadBytes)
		r, err := g.admit(w, r)
		defer func() {
			if r.MultipartForm != nil { // the server would do so of the request that it knows, of which this is a copy
				r.MultipartForm.RemoveAll()
			}
		}()
		if err == nil && !safe(r) {
			err = g.ours(w, r)
		}
		if err != nil {
			g.refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// admit finds out who asks.
func (g *Guard) admit(w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	from := g.whence(r)
	v := visit{address: from.address, secure: from.secure, base: g.o.BaseURL}
	r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
	r.Host = from.host // the request is a copy by now
	if err := g.served(r, from); err != nil {
		return r, err
	}
	if v.base == "" {
		v.base = from.base()
	}
	err := g.identify(w, r, &v)
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v)), err
}

// served refuses what reaches a server without sign-in by a name that is not this machine's, since any page can point its own name here (DNS
// rebinding), and what a proxy brings to it from elsewhere.
func (g *Guard) served(r *http.Request, from whence) error {
	if !g.o.Local {
		return nil
	}
	if !from.peer.IsLoopback() || from.forwarded {
		return ErrProxy
	}
	switch host := hostname(r.Host); {
	case host == "localhost", host == "127.0.0.1", host == "::1", g.host != "" && strings.EqualFold(host, g.host):
		return nil
	}
	return ErrHost
}

// identify asks the key, then the cookies.
func (g *Guard) identify(w http.ResponseWriter, r *http.Request, v *visit) error {
	if secret, ok := bearer(r); ok {
		return g.byKey(r, v, secret)
	}
	if g.o.Local {
		v.account = local
	} else if done, err := g.bySession(w, r, v); done || err != nil {
		return err
	}
	g.byForm(w, r, v)
	return nil
}

// safe says whether a request changes nothing by its method.
func safe(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions || r.Method == http.MethodTrace
}

// Need lets only those in who may do what this role may. Others are sent to sign in, where a page was asked for, or refused.
func (g *Guard) Need(role Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := Need(r.Context(), role); err != nil {
			g.refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Need returns nil where who asks may do what this role may, else ErrSignIn or ErrForbidden.
func Need(ctx context.Context, role Role) error {
	switch a := From(ctx); {
	case a.May(role):
		return nil
	case a.SignedIn():
		return ErrForbidden
	}
	return ErrSignIn
}

// refuse sends a reader to sign in, and answers everything else as Options.Refuse says.
func (g *Guard) refuse(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Cache-Control", "no-store")
	if errors.Is(err, ErrSignIn) && !ForProgram(r) {
		to := "/sign-in"
		if safe(r) {
			to += "?next=" + url.QueryEscape(r.URL.RequestURI())
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	status, _ := Status(err)
	if status == http.StatusInternalServerError {
		g.o.Log.Error("who asks could not be found out", "error", err)
	}
	if status == http.StatusUnauthorized && ForProgram(r) {
		w.Header().Set("WWW-Authenticate", `Bearer realm="isnad"`)
	}
	var limit *Limit
	if errors.As(err, &limit) {
		w.Header().Set("Retry-After", strconv.Itoa(limit.Seconds()))
	}
	g.o.Refuse(w, r, err)
}

// ForProgram says whether a program asks and no reader: by the path, by a key, or since it takes no page.
func ForProgram(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	return atProgram(r) || r.Header.Get("Authorization") != "" || accept != "" && !strings.Contains(accept, "text/html") && !strings.Contains(accept, "*/*")
}

// atProgram says whether the address is one of those that only programs ask.
func atProgram(r *http.Request) bool {
	for _, path := range []string{"/v1", "/mcp"} {
		if r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/") {
			return true
		}
	}
	return false
}

// Problem writes a refusal as problem+json to a program, and as a line of text to a reader. What went wrong inside is not told.
func Problem(w http.ResponseWriter, r *http.Request, err error) {
	status, code := Status(err)
	text := http.StatusText(status)
	if code != "" {
		text = err.Error()
	}
	if !ForProgram(r) {
		http.Error(w, text, status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": text, "code": code}) // the client may be gone
}
