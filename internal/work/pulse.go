package work

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"isnad.dev/isnad/internal/store"
)

// pulseEvery is how often a worker says that it lives. One of another machine is taken for dead after silence. One of this machine is dead when its
// process is, or another has its number, which only a long silence shows.
const (
	pulseEvery  = 5 * time.Second
	silence     = 30 * time.Second
	longSilence = 5 * time.Minute
)

// beatOn says that this worker lives, and looks for others that do not, until ctx ends. A database that cannot be written for long stops the queue.
func (q *Queue) beatOn(ctx context.Context) {
	tick := time.NewTicker(pulseEvery)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := q.beat(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			last = time.Now()
		case !isAgain(err) || time.Since(last) > patience:
			q.fail(err)
		default:
			q.log.Warn("the sign of life was not written", "error", err)
		}
	}
}

func (q *Queue) beat(ctx context.Context) error {
	now := q.now()
	q.me.Seen = now
	if err := q.store.Alive(ctx, q.me); err != nil {
		return err
	}
	n, err := q.store.Bury(ctx, func(w store.Worker) bool { return q.heard.isDead(w, q.me, now) })
	if n > 0 {
		q.log.Info("jobs of a worker that died are taken over", "jobs", n)
	}
	if err != nil {
		return err
	}
	if err := q.giveBackLost(ctx); err != nil || now.Sub(q.swept) < sweepEvery {
		return err
	}
	return q.sweepExports(ctx)
}

// giveBackLost gives back jobs that the queue believes to be here and that are not: the answer that brought them, or the word that they had failed, was
// lost with the connection. What is not here at two beats is lost; in between it may be on its way.
func (q *Queue) giveBackLost(ctx context.Context) error {
	taken, err := q.store.Taken(ctx, q.me.Name)
	if err != nil {
		return err
	}
	missing := map[int64]bool{}
	var lost []int64
	for _, id := range taken {
		if _, here := q.here.Load(id); here {
			continue
		}
		if missing[id] = true; q.missing[id] {
			lost = append(lost, id)
		}
	}
	q.missing = missing
	if len(lost) == 0 {
		return nil
	}
	q.log.Warn("jobs that were lost on the way are taken anew", "jobs", len(lost))
	return q.store.GiveBack(ctx, q.me.Name, lost)
}

// signs are the signs of life of others, and when by our own clock each was first seen: clocks of other machines may be wrong, and ours may be set.
type signs map[string]sign

type sign struct {
	seen  int64 // as the worker wrote it
	heard time.Time
}

// isDead says whether a worker is gone: a process of this machine that does not run, or one that has given no new sign for long.
func (s signs) isDead(w, me store.Worker, now time.Time) bool {
	if w.Name == me.Name {
		return false
	}
	last, known := s[w.Name]
	if !known || last.seen != w.Seen.Unix() {
		last = sign{w.Seen.Unix(), now}
		s[w.Name] = last
	}
	if w.Host != me.Host {
		return now.Sub(last.heard) > silence
	}
	return w.PID == me.PID || !runs(w.PID) || now.Sub(last.heard) > longSilence
}

// runs says whether a process of this machine has the number.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}
