package work

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"isnad.dev/isnad/internal/store"
)

// Queues of their own keep alerts from holding reading up: one that looks for what is to be told, one that tells it. A process without alerts leaves both
// to one that has them.
const (
	lookQueue    = "alert"
	deliverQueue = "deliver"
)

// messengers is how many messages are sent at once: one that is slow is given up soon and holds seven others up no longer than that.
const messengers = 8

// lookEvery is how often it is looked whether a digest is due, and whether a message has lost its job.
const lookEvery = time.Minute

// overdue is how long after its time a message without a job is given another.
const overdue = 5 * time.Minute

// Alerts tell users of what is new in what they follow.
type Alerts interface {
	// Look holds what has come to what users follow and makes messages of it; send is called with these in the transaction that keeps them. It returns up to
	// which arrival all is looked at.
	Look(ctx context.Context, send func(context.Context, *store.Tx, []int64) error) (arrival int64, err error)
	// Deliver sends a message. After an error it may be tried again after a while, which is at least as long as Pause says; where again is 0 it is given up.
	Deliver(ctx context.Context, id int64) (again time.Duration, err error)
	// Pause is how long is waited after so many tries.
	Pause(tries int) time.Duration
}

// lookArgs are of the job that looks for what is to be told.
type lookArgs struct{}

// Kind is the job's name in the queue.
func (lookArgs) Kind() string { return "alerts" }

// unfinished are the states of a job that is to come or under way: there is one of it at a time.
var unfinished = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}

// InsertOpts keep two from looking at once.
func (lookArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: lookQueue, ScheduledAt: due, UniqueOpts: river.UniqueOpts{ByQueue: true, ByState: unfinished}}
}

// deliverArgs say which message a job sends.
type deliverArgs struct {
	Delivery int64 `json:"delivery"`
}

// Kind is the job's name in the queue.
func (deliverArgs) Kind() string { return "deliver" }

// maxDeliveries is more than the alerts try: they say when a message is given up.
const maxDeliveries = 50

// InsertOpts keep a message from having two jobs.
func (deliverArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: deliverQueue, ScheduledAt: due, MaxAttempts: maxDeliveries, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
}

type lookWorker struct {
	river.WorkerDefaults[lookArgs]
	q *Queue
}

type deliverWorker struct {
	river.WorkerDefaults[deliverArgs]
	q *Queue
}

// callAlerts has somebody look for what is to be told, if anybody is told anything.
func (q *Queue) callAlerts(ctx context.Context, t *store.Tx) error {
	if yes, err := t.HasAlerts(ctx); err != nil || !yes {
		return err
	}
	if _, err := q.client.InsertTx(ctx, t.Tx, lookArgs{}, nil); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// CallAlerts has somebody look for what is to be told.
func (q *Queue) CallAlerts(ctx context.Context) error {
	return q.store.Write(ctx, func(t *store.Tx) error { return q.callAlerts(ctx, t) })
}

// callOn calls the alerts again and again until ctx ends.
func (q *Queue) callOn(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := q.CallAlerts(ctx); err != nil && ctx.Err() == nil {
			q.log.Warn("alerts were not looked at", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// send makes the jobs of messages.
func (q *Queue) send(ctx context.Context, t *store.Tx, deliveries []int64) error {
	if len(deliveries) == 0 {
		return nil
	}
	jobs := make([]river.InsertManyParams, len(deliveries))
	for i, id := range deliveries {
		jobs[i] = river.InsertManyParams{Args: deliverArgs{Delivery: id}}
	}
	if _, err := q.client.InsertManyTx(ctx, t.Tx, jobs); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// Work looks until nothing has come that was not looked at. That is seen in the transaction that ends the job, so that what comes a moment later makes a
// job of its own.
func (w *lookWorker) Work(ctx context.Context, job *river.Job[lookArgs]) error {
	q := w.q
	q.here.Store(job.ID, true)
	defer q.here.Delete(job.ID)
	if err := q.resend(ctx); err != nil {
		return err
	}
	for done := false; !done; {
		looked, err := q.alerts.Look(ctx, q.send)
		if err != nil {
			return err
		}
		err = q.store.Write(ctx, func(t *store.Tx) error {
			if err := t.Lock(ctx); err != nil {
				return err
			}
			last, err := t.LastArrival(ctx)
			if err != nil || last > looked {
				return err
			}
			done = true
			return complete(ctx, q, t.Tx, job)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mostOverdue is how many messages are given another job at once.
const mostOverdue = 1000

// resend gives messages a job that have lost theirs: after a restore, or where it was given up.
func (q *Queue) resend(ctx context.Context) error {
	ids, err := q.store.OverdueDeliveries(ctx, q.now().Add(-overdue), mostOverdue)
	if err != nil || len(ids) == 0 {
		return err
	}
	return q.store.Write(ctx, func(t *store.Tx) error { return q.send(ctx, t, ids) })
}

// Work sends one message.
func (w *deliverWorker) Work(ctx context.Context, job *river.Job[deliverArgs]) error {
	w.q.here.Store(job.ID, true)
	defer w.q.here.Delete(job.ID)
	again, err := w.q.alerts.Deliver(ctx, job.Args.Delivery)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil || isFault(err):
		return err
	case again == 0:
		w.q.log.Warn("a message was given up", "delivery", job.Args.Delivery, "error", err)
		return river.JobCancel(err)
	case again > w.q.alerts.Pause(job.Attempt):
		return river.JobSnooze(again)
	}
	return err
}

// NextRetry is when a message is tried again.
func (w *deliverWorker) NextRetry(job *river.Job[deliverArgs]) time.Time {
	return w.q.now().Add(w.q.alerts.Pause(job.Attempt))
}

// Timeout is longer than any sending may take.
func (w *deliverWorker) Timeout(*river.Job[deliverArgs]) time.Duration { return time.Minute }
