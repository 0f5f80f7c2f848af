package fetch

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxHosts is how many hosts are remembered before those that rest no more are forgotten.
const maxHosts = 4096

// turn waits until the host may be asked again, and takes that turn; the host rests after it.
func (c *Client) turn(ctx context.Context, name string, rest time.Duration) error {
	c.mu.Lock()
	now := c.o.Now()
	at := c.next[name]
	if at.Before(now) {
		at = now
	}
	wait := at.Sub(now)
	if wait > max(c.o.Patience, 0) {
		c.mu.Unlock()
		return ErrWait{name, wait.Round(time.Second)}
	}
	c.put(name, at.Add(rest), now)
	c.mu.Unlock()
	if wait > 0 {
		return c.o.Sleep(ctx, wait)
	}
	return ctx.Err()
}

// hold lets a host rest, as it asked for.
func (c *Client) hold(name string, rest time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.o.Now()
	if until := now.Add(rest); until.After(c.next[name]) {
		c.put(name, until, now)
	}
}

func (c *Client) put(name string, until, now time.Time) {
	if len(c.next) >= maxHosts {
		for k, at := range c.next {
			if !at.After(now) {
				delete(c.next, k)
			}
		}
	}
	c.next[name] = until
}

// maxRetryAfter bounds what a server may ask for.
const maxRetryAfter = 7 * 24 * time.Hour

// retryAfter reads the header, which is a number of seconds or a date; what makes no sense is 0.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if s, err := strconv.ParseUint(value, 10, 31); err == nil {
		return min(time.Duration(s)*time.Second, maxRetryAfter)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), maxRetryAfter)
}

// The first wait of Backoff, and the longest.
const (
	backoffFirst = 30 * time.Second
	backoffMost  = 6 * time.Hour
)

// Backoff returns how long to wait before the next attempt, the first having been 0: twice as long each time from half a minute up to six hours,
// of which a random half is taken off, so that those that failed together do not come back together. Rnd gives numbers from 0 to 1.
func Backoff(attempt int, rnd func() float64) time.Duration {
	full := backoffMost
	if attempt = max(attempt, 0); attempt < 62 {
		full = time.Duration(min(float64(backoffFirst)*math.Pow(2, float64(attempt)), float64(backoffMost)))
	}
	return full - time.Duration(rnd()*float64(full)/2)
}
