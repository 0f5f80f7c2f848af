// Package fetch reads addresses of the web politely and safely.
//
// In: an address, and what its last answer said of itself. Out: the bytes as they came, unpacked, or one sentence why there are none.
// https://example.org/عاجل gives the page; the same with the ETag of the last time gives NotModified; http://example.org/ whose name leads to
// 192.168.1.1 gives ErrPrivate. It asks robots.txt first, gives every host its rest, and bounds time, size and redirects.
package fetch

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

// What the zero Options mean.
const (
	defaultAgent    = "isnad (+https://isnad.dev/isnad)"
	defaultRate     = 2 * time.Second
	defaultTimeout  = 30 * time.Second
	defaultPatience = time.Minute
	defaultMaxBytes = 32 << 20
)

// maxRedirects is how far an address may lead on; browsers go to twenty, and no outlet needs more than four.
const maxRedirects = 10

// Options is how to fetch; its zero value works.
type Options struct {
	Agent    string        // the User-Agent; its first word, up to a slash, is what robots.txt calls us
	Private  bool          // addresses inside private networks are allowed
	Rate     time.Duration // the rest of a host between two requests; negative: none
	Timeout  time.Duration // the longest that Get may take, from the first name's resolution to the last byte, its waits left out
	Patience time.Duration // the longest that Get waits for a host's turn; a longer wait is ErrWait; negative: it never waits
	MaxBytes int64         // the longest body, unpacked
	Resolver *net.Resolver // who resolves names; nil is the system

	Now   func() time.Time                           // the clock; nil is time.Now
	Sleep func(context.Context, time.Duration) error // waits; nil waits in truth
}

func (o Options) filled() Options {
	o.Agent = cmp.Or(o.Agent, defaultAgent)
	o.Rate = max(cmp.Or(o.Rate, defaultRate), 0)
	o.Timeout = cmp.Or(o.Timeout, defaultTimeout)
	o.Patience = cmp.Or(o.Patience, defaultPatience)
	o.MaxBytes = cmp.Or(o.MaxBytes, defaultMaxBytes)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Request is what is asked for. ETag and LastModified are those of the last answer, where it gave them.
type Request struct{ URL, ETag, LastModified string }

// Response is what came.
type Response struct {
	URL                string // where it came from after all redirects
	Status             int
	Type               string // Content-Type
	ETag, LastModified string
	Body               []byte        // unpacked
	NotModified        bool          // it is what it was the last time; there is no body
	RetryAfter         time.Duration // how long the server asks to be left alone
}

// Client fetches; any number of goroutines may use it at the same time.
type Client struct {
	o       Options
	web     http.RoundTripper
	private func(netip.Addr) bool // which addresses are refused

	mu    sync.Mutex           // guards the maps
	next  map[string]time.Time // by name of the host: when it may be asked again
	sites map[string]*site     // by scheme, host and port: its robots.txt
}

// New returns a client.
func New(o Options) *Client {
	c := &Client{o: o.filled(), next: map[string]time.Time{}, sites: map[string]*site{}}
	c.private = func(a netip.Addr) bool { return !c.o.Private && !public(a) }
	c.web = c.transport()
	return c
}

// Get fetches one address. With ErrStatus and ErrCut the response holds what came all the same.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	u, err := address(r.URL)
	if err != nil {
		return Response{}, err
	}
	t := &trip{client: c, left: c.o.Timeout}
	seen, last := map[string]bool{}, ""
	for range maxRedirects + 1 {
		if seen[u.String()] {
			return Response{}, ErrRedirects{shown(u), "it leads in a circle"}
		}
		seen[u.String()] = true
		// A redirect inside a host is one visit, whose turn has come already.
		if err := t.admit(ctx, u, u.Hostname() != last); err != nil {
			return Response{}, err
		}
		last = u.Hostname()
		resp, next, err := t.hop(ctx, u, r)
		if err != nil || next == nil {
			return resp, err
		}
		u = next
	}
	return Response{}, ErrRedirects{shown(u), "it leads on more than ten times"}
}

// trip is one Get under way, with the time that it has left.
type trip struct {
	client *Client
	left   time.Duration
}

// admit asks the site's robots.txt and waits for the host's turn.
func (t *trip) admit(ctx context.Context, u *url.URL, turn bool) error {
	rules, err := t.rules(ctx, u)
	if err != nil {
		return err
	}
	if rule, ok := rules.allow(u.RequestURI()); !ok {
		return ErrRobots{shown(u), rule}
	}
	if !turn {
		return nil
	}
	return t.client.turn(ctx, u.Hostname(), max(t.client.o.Rate, rules.delay))
}

// hop makes one request, and returns its response or where it leads.
func (t *trip) hop(ctx context.Context, u *url.URL, r Request) (out Response, next *url.URL, err error) {
	conditional := r.ETag != "" || r.LastModified != ""
	err = t.ask(ctx, u, r, func(resp *http.Response) error {
		out = t.client.response(u, resp)
		switch {
		case resp.StatusCode == http.StatusNotModified && conditional:
			out.NotModified = true
			return nil
		case leadsOn(resp):
			next, err = redirect(u, resp)
			return err
		case resp.StatusCode < 200 || resp.StatusCode > 299:
			return ErrStatus{out.URL, out.Status, out.RetryAfter}
		}
		out.Body, err = unpack(resp, t.client.o.MaxBytes)
		return err
	})
	return out, next, err
}

func (c *Client) response(u *url.URL, resp *http.Response) Response {
	where := *u
	where.User = nil
	out := Response{URL: where.String(), Status: resp.StatusCode, Type: resp.Header.Get("Content-Type"), ETag: resp.Header.Get("ETag"),
		LastModified: resp.Header.Get("Last-Modified"), RetryAfter: retryAfter(resp.Header.Get("Retry-After"), c.o.Now())}
	if passingStatus(out.Status) && out.RetryAfter > 0 {
		c.hold(u.Hostname(), out.RetryAfter)
	}
	return out
}

// ask sends a request and hands over its response, within the time that is left. Errors of the network come back typed.
func (t *trip) ask(ctx context.Context, u *url.URL, r Request, use func(*http.Response) error) error {
	return t.send(ctx, u, &http.Request{Method: http.MethodGet, URL: u, Header: t.client.header(r)}, use)
}

func (t *trip) send(ctx context.Context, u *url.URL, req *http.Request, use func(*http.Response) error) error {
	start := time.Now() // the clock of deadlines, not of the options
	within, cancel := context.WithTimeout(ctx, t.left)
	defer func() {
		cancel()
		t.left -= time.Since(start)
	}()
	req = req.WithContext(within)
	if u.User != nil {
		password, _ := u.User.Password()
		req.SetBasicAuth(u.User.Username(), password)
	}
	resp, err := t.client.web.RoundTrip(req)
	if err != nil {
		err = typed(u, err)
	} else {
		err = use(resp)
		resp.Body.Close()
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case within.Err() != nil:
		return ErrSlow{shown(u), t.client.o.Timeout}
	}
	return err
}

func (c *Client) header(r Request) http.Header {
	h := http.Header{}
	h.Set("User-Agent", c.o.Agent)
	h.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	h.Set("Accept-Language", "ar,en;q=0.5")
	h.Set("Accept-Encoding", "gzip")
	if r.ETag != "" {
		h.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		h.Set("If-Modified-Since", r.LastModified)
	}
	return h
}

// typed gives an error of the network its address.
func typed(u *url.URL, err error) error {
	var private ErrPrivate
	if errors.As(err, &private) {
		private.URL = shown(u)
		return private
	}
	return ErrUnreachable{shown(u), err}
}
