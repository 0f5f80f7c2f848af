package work

import (
	"context"
	"os"
	"syscall"
	"time"

	"isnad.dev/isnad/internal/store"
)

// pulseEvery is how often a worker says that it lives, and silence after how long without it is taken for dead.
const (
	pulseEvery = 5 * time.Second
	silence    = 30 * time.Second
)

// beatOn says that this worker lives, and looks for others that do not, until ctx ends.
func (q *Queue) beatOn(ctx context.Context) {
	tick := time.NewTicker(pulseEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := q.beat(ctx); err != nil && ctx.Err() == nil {
				q.log.Warn("the sign of life was not written", "error", err)
			}
		}
	}
}

func (q *Queue) beat(ctx context.Context) error {
	now := time.Now()
	q.me.Seen = now
	if err := q.store.Alive(ctx, q.me); err != nil {
		return err
	}
	n, err := q.store.Bury(ctx, func(w store.Worker) bool { return isDead(w, q.me, now) })
	if n > 0 {
		q.log.Info("jobs of a worker that died are taken over", "jobs", n)
	}
	return err
}

// isDead says whether a worker is gone: of this machine its process is, of another it has been silent for long. A clock that was set back makes nobody
// dead.
func isDead(w, me store.Worker, now time.Time) bool {
	if w.Name == me.Name {
		return false
	}
	if w.Host == me.Host {
		return !runs(w.PID)
	}
	return now.Sub(w.Seen) > silence
}

// runs says whether a process of this machine has the number.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || err == syscall.EPERM
}
