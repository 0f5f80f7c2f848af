package api

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"isnad.dev/isnad/internal/account"
)

// Rate is how often one key, account or address may ask.
type Rate struct {
	PerSecond float64
	Burst     int
	Most      int // askers that are remembered
}

// usual is generous: it is there for programs that run wild.
var usual = Rate{PerSecond: 50, Burst: 200, Most: 10_000}

// limits counts askers. Their number is bounded: who finds no room is counted with all others that found none.
type limits struct {
	Rate
	mu     sync.Mutex
	of     map[string]*rate.Limiter
	others *rate.Limiter
	swept  time.Time
}

func newLimits(r Rate) *limits {
	if r.PerSecond <= 0 {
		r.PerSecond = usual.PerSecond
	}
	if r.Burst <= 0 {
		r.Burst = usual.Burst
	}
	if r.Most <= 0 {
		r.Most = usual.Most
	}
	l := &limits{Rate: r, of: map[string]*rate.Limiter{}}
	l.others = l.limiter()
	return l
}

func (l *limits) limiter() *rate.Limiter { return rate.NewLimiter(rate.Limit(l.PerSecond), l.Burst) }

// take counts a request; where it is one too many it returns for how long nothing is to be asked.
func (l *limits) take(key string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.of[key]
	if x == nil {
		x = l.admit(key, now)
	}
	if x.AllowN(now, 1) {
		return 0
	}
	return max(time.Second, time.Duration((1-x.TokensAt(now))/l.PerSecond*float64(time.Second)))
}

// admit makes room for another, at most once a second by forgetting those who have not asked for a while.
func (l *limits) admit(key string, now time.Time) *rate.Limiter {
	if len(l.of) >= l.Most && now.Sub(l.swept) >= time.Second {
		l.swept = now
		for k, x := range l.of {
			if x.TokensAt(now) >= float64(l.Burst) {
				delete(l.of, k)
			}
		}
	}
	if len(l.of) >= l.Most {
		return l.others
	}
	l.of[key] = l.limiter()
	return l.of[key]
}

// limited refuses who asks too often.
func (a *API) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait := a.limits.take(asker(r), a.Now()); wait > 0 {
			Refuse(w, r, &account.Limit{After: wait})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asker is whom a request is counted for: the key, else the account, else the address; of IPv6 the network that one household has.
func asker(r *http.Request) string {
	who := account.From(r.Context())
	switch {
	case who.Key != 0:
		return "key/" + strconv.FormatInt(who.Key, 10)
	case who.ID != 0:
		return "user/" + strconv.FormatInt(int64(who.ID), 10)
	}
	at := account.Address(r.Context())
	if at.Is6() {
		return netip.PrefixFrom(at, 64).Masked().String()
	}
	return at.String()
}
