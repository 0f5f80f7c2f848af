package account

import (
	"net/netip"
	"sync"
	"time"
)

// limiter counts attempts by key: a burst, then one more after each while.
type limiter struct {
	burst  float64
	every  time.Duration
	most   int // keys that are remembered
	mu     sync.Mutex
	used   map[string]use
	others use // of all keys for which there is no room
	swept  time.Time
}

// use is how many attempts were counted, at a time. They fade, one after each while.
type use struct {
	count float64
	at    time.Time
}

func newLimiter(burst int, every time.Duration) *limiter {
	return &limiter{burst: float64(burst), every: every, most: 10_000, used: map[string]use{}}
}

// left is what is left of the count now. A clock that was set back fades nothing.
func (l *limiter) left(u use, now time.Time) float64 {
	gone := max(0, now.Sub(u.at))
	return max(0, u.count-float64(gone)/float64(l.every))
}

// take counts an attempt, or says after which time there may be another.
func (l *limiter) take(key string, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	u, known := l.used[key]
	if !known && !l.room(now) {
		u = l.others
	}
	count := l.left(u, now)
	if over := count + 1 - l.burst; over > 0 {
		return &Limit{After: max(time.Second, time.Duration(over*float64(l.every)))}
	}
	u = use{count + 1, now}
	if known || len(l.used) < l.most {
		l.used[key] = u
	} else {
		l.others = u
	}
	return nil
}

// room says whether another key can be remembered, after those that have faded are forgotten. Who tries with ever new keys finds room for none: these
// are counted together, and nobody who is counted is forgotten for them.
func (l *limiter) room(now time.Time) bool {
	if len(l.used) >= l.most && now.Sub(l.swept) >= l.every {
		l.swept = now
		for key, u := range l.used {
			if l.left(u, now) == 0 {
				delete(l.used, key)
			}
		}
	}
	return len(l.used) < l.most
}

// give takes an attempt back that succeeded.
func (l *limiter) give(key string, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	u, known := l.used[key]
	if count := l.left(u, now) - 1; !known || count <= 0 {
		delete(l.used, key)
	} else {
		l.used[key] = use{count, now}
	}
}

// addressKey is what an address is counted by: of IPv6 the network, which one household or server has.
func addressKey(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
