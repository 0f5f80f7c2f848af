package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// maxRecent is how many answers are kept.
const maxRecent = 512

// recent keeps answers that many ask for and that cost much, such as all months of a well known actor, for some seconds: a page may be that old. Whoever asks
// while an answer is being found gets the same one. A change by hand empties it, so that who changes something sees it at once.
type recent struct {
	keep   time.Duration // 0 keeps nothing
	flight singleflight.Group
	mutex  sync.Mutex
	all    map[string]kept
	time   int // of how many changes by hand
}

// kept is an answer with when it was found.
type kept struct {
	value any
	at    time.Time
}

// forget empties it.
func (r *recent) forget() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.all = nil
	r.time++
}

// emptied forgets what is kept whenever a request has changed something.
func (r *recent) emptied(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.Method != http.MethodGet && q.Method != http.MethodHead {
			defer r.forget()
		}
		next.ServeHTTP(w, q)
	})
}

func (r *recent) get(key string) (any, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	k, ok := r.all[key]
	return k.value, ok && time.Since(k.at) < r.keep
}

// put keeps an answer, unless something was changed since it was asked for.
func (r *recent) put(key string, value any, asked int) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.time != asked {
		return
	}
	if r.all == nil || len(r.all) >= maxRecent {
		r.all = map[string]kept{}
	}
	r.all[key] = kept{value, time.Now()}
}

func (r *recent) changes() int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.time
}

// recently returns the answer of this key, a recent one or a new one. It is shared: nobody may change it.
func recently[T any](ctx context.Context, r *recent, key string, find func(context.Context) (T, error)) (T, error) {
	if r.keep == 0 {
		return find(ctx)
	}
	if v, ok := r.get(key); ok {
		return v.(T), nil
	}
	asked := r.changes()
	v, err, _ := r.flight.Do(key, func() (any, error) {
		v, err := find(context.WithoutCancel(ctx)) // others may wait for it
		if err == nil {
			r.put(key, v, asked)
		}
		return v, err
	})
	if err != nil {
		var none T
		return none, err
	}
	return v.(T), nil
}
