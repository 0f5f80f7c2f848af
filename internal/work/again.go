package work

import (
	"context"
	"errors"
	"time"

	"isnad.dev/isnad/internal/store"
)

// patience is how long a database that is away or busy is tried again, with pauses from the first to the longest.
const (
	patience     = 2 * time.Minute
	firstPause   = 50 * time.Millisecond
	longestPause = 5 * time.Second
)

// again does f until it is done, or fails for another reason than that the database is away for a while. f is to be one transaction that may be done
// twice: whether one that was cut off while it was kept is kept, nobody knows.
func (q *Queue) again(ctx context.Context, f func() error) error {
	waited := time.Duration(0)
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := f()
		if err == nil || !isAgain(err) || waited >= patience || ctx.Err() != nil {
			return err
		}
		q.log.Warn("the database is tried again", "error", err, "after", pause)
		if err := q.rest(ctx, pause); err != nil {
			return err
		}
		waited += pause
	}
}

// isAgain says whether the database may do later what it did not.
func isAgain(err error) bool {
	var fault *store.Fault
	return errors.As(err, &fault) && fault.Again()
}

// isFault says whether the error is the database's, whatever is to be written.
func isFault(err error) bool {
	var fault *store.Fault
	return errors.As(err, &fault)
}

func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// fail notes why nothing can be worked on any more: the first reason.
func (q *Queue) fail(err error) {
	q.failing.Do(func() {
		q.failure = err
		close(q.failed)
	})
}

// Failed is closed when the database can no longer be worked on; Failure then says why. What is kept stays kept, and waits.
func (q *Queue) Failed() <-chan struct{} { return q.failed }

// Failure is why the queue has stopped, or nil.
func (q *Queue) Failure() error {
	select {
	case <-q.failed:
		return q.failure
	default:
		return nil
	}
}
