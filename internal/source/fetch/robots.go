package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// How long a robots.txt is believed (RFC 9309: a day), and how long one that could not be had.
const (
	robotsLast     = 24 * time.Hour
	robotsLastDown = 10 * time.Minute
)

// The bounds of RFC 9309, and how many sites are remembered.
const (
	maxRobots          = 500 << 10
	maxRobotsRedirects = 5
	maxSites           = 512
)

// site is what one scheme, host and port says in its robots.txt.
type site struct {
	lock  chan struct{} // of size one: who asks, while others wait
	rules rules
	fault error // why there are no rules
	until time.Time
}

// site returns the entry, which may be new.
func (c *Client) site(u *url.URL) *site {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	if s, ok := c.sites[key]; ok {
		return s
	}
	if len(c.sites) >= maxSites {
		clear(c.sites)
	}
	s := &site{lock: make(chan struct{}, 1)}
	c.sites[key] = s
	return s
}

// rules returns what holds for us at the address.
func (t *trip) rules(ctx context.Context, u *url.URL) (rules, error) {
	s := t.client.site(u)
	select {
	case s.lock <- struct{}{}:
		defer func() { <-s.lock }()
	case <-ctx.Done():
		return rules{}, ctx.Err()
	}
	if now := t.client.o.Now(); !s.until.After(now) {
		if err := t.renew(ctx, u, s, now); err != nil {
			return rules{}, err
		}
	}
	return s.rules, s.fault
}

// renew asks for the robots.txt of a site. A site that has none (any 4xx) is open; one whose server is in trouble is closed for a while, unless
// its older rules are known. Errors of the network are not remembered: how long to wait after them is the caller's to say.
func (t *trip) renew(ctx context.Context, u *url.URL, s *site, now time.Time) error {
	body, err := t.robots(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	var status ErrStatus
	switch {
	case err == nil || errors.As(err, new(ErrTooBig)) || errors.As(err, new(ErrRedirects)):
		s.rules, s.fault, s.until = parseRobots(body, token(t.client.o.Agent)), nil, now.Add(robotsLast)
	case !errors.As(err, &status):
		return err
	case !passingStatus(status.Code) && status.Code < 500:
		s.rules, s.fault, s.until = rules{}, nil, now.Add(robotsLast)
	default:
		if s.until.IsZero() || s.fault != nil {
			s.fault = err
		}
		s.until = now.Add(robotsLastDown)
	}
	return nil
}

// robots follows a robots.txt to its end. It takes no turn of the host: it is asked for once a day, and before the first page.
func (t *trip) robots(ctx context.Context, u *url.URL) (body []byte, err error) {
	for range maxRobotsRedirects + 1 {
		var next *url.URL
		err := t.ask(ctx, u, Request{}, func(resp *http.Response) (err error) {
			r := t.client.response(u, resp)
			switch {
			case leadsOn(resp):
				next, err = redirect(u, resp)
			case r.Status < 200 || r.Status > 299:
				err = ErrStatus{shown(u), r.Status, r.RetryAfter}
			default:
				body, err = unpack(resp, maxRobots)
			}
			return err
		})
		if err != nil || next == nil {
			return body, err
		}
		u = next
	}
	return nil, ErrRedirects{shown(u), "it leads on more than five times"}
}

// token returns the letters of a product token at the start of s, in small letters.
func token(s string) string {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return r != '-' && r != '_' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') })
	if end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(s)
}
