// Package fetch reads addresses of the web politely and safely.
//
// In: an address, and what its last answer said of itself. Out: the bytes as they came, unpacked, or one sentence why there are none.
// https://example.org/عاجل gives the page; the same with the ETag of the last time gives NotModified; http://example.org/ whose name leads to
// 192.168.1.1 gives ErrPrivate. It asks robots.txt first, gives every host its rest, and bounds time, size and redirects.
package fetch

import (
	"context"
	"net"
	"net/http"
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

// Options is how to fetch; its zero value works.
type Options struct {
	Agent    string        // the User-Agent; its first word, up to a slash, is what robots.txt calls us
	Private  bool          // addresses inside private networks are allowed
	Rate     time.Duration // the rest of a host between two requests; negative: none
	Timeout  time.Duration // the longest that one request may take, from its name's resolution to its last byte
	Patience time.Duration // the longest that Get waits for a host's turn; a longer wait is ErrWait
	MaxBytes int64         // the longest body, unpacked
	Resolver *net.Resolver // who resolves names; nil is the system

	Now   func() time.Time                           // the clock; nil is time.Now
	Sleep func(context.Context, time.Duration) error // waits; nil waits in truth
}

// Request is what is asked for. ETag and LastModified are those of the last answer, where it gave them.
type Request struct{ URL, ETag, LastModified string }

// Response is what came.
type Response struct {
	URL                string // where it came from after all redirects
	Status             int
	Type               string // Content-Type
	ETag, LastModified string
	Body               []byte // unpacked
	NotModified        bool   // it is what it was the last time; there is no body
	RetryAfter         time.Duration
}

// Client fetches; any number of goroutines may use it at the same time.
type Client struct {
	o     Options
	http  *http.Client
	mu    sync.Mutex // guards hosts
	hosts map[string]*host
}

// host is what is known of one host.
type host struct{}

// New returns a client.
func New(o Options) *Client {
	return &Client{o: o, hosts: map[string]*host{}}
}

// Get fetches one address.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	return Response{}, ErrAddress{r.URL, "not yet"}
}

// Backoff returns how long to wait before the next attempt, the first being 0.
func Backoff(attempt int, rnd func() float64) time.Duration { return time.Minute }
