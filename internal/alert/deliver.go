package alert

import (
	"context"
	"errors"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/store"
)

// claim is how long one that sends a message is believed to be sending it: longer than any sender may take, so that a message is sent again only where
// the sender has died.
const claim = 2 * time.Minute

// The pauses between tries: after six hours a message is given up. An alert whose messages were given up ten times in a row is switched off.
var pauses = []time.Duration{10 * time.Second, 30 * time.Second, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 2 * time.Hour}

const maxFailures = 10

// Pause is how long is waited after so many tries.
func (d *Desk) Pause(tries int) time.Duration { return pauses[min(max(tries, 1), len(pauses))-1] }

// rejected is an error that another try does not mend.
type rejected struct {
	error
	off bool // nothing will ever arrive there
}

func (e rejected) Unwrap() error { return e.error }

// held is an error after which the other side has said when to come again.
type held struct {
	error
	pause time.Duration
}

func (e held) Unwrap() error { return e.error }

// maxHeld is the longest that another side's word is obeyed.
const maxHeld = 6 * time.Hour

// errBusy says that another sends it, or has died doing so.
var errBusy = errors.New("another process is sending it")

// Deliver sends a message, once whoever calls it and however often: a message that was sent is left alone. After an error it may be tried again after a
// while; where again is 0 it is given up, and the delivery says why.
func (d *Desk) Deliver(ctx context.Context, id int64) (again time.Duration, err error) {
	now := d.o.Now()
	mine, err := d.store.Claim(ctx, id, now, now.Add(-claim))
	if err != nil {
		return d.Pause(1), err
	}
	del, err := d.store.Delivery(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound): // its alert was removed
		return 0, nil
	case err != nil:
		return d.Pause(1), err
	case !mine && del.State == store.Sending:
		return max(del.Claimed.Add(claim).Sub(now), time.Second), fmt.Errorf("delivery %d: %w", id, errBusy)
	case !mine:
		return 0, nil
	}
	err = d.send(ctx, del)
	if err == nil {
		return 0, d.sent(ctx, del)
	}
	if ctx.Err() != nil {
		return d.Pause(1), err // it may have arrived: the claim stands until it is known that nobody is sending it
	}
	return d.failed(ctx, del, err)
}

// sent notes it whatever has ended in the meantime: it is sent.
func (d *Desk) sent(ctx context.Context, del store.Delivery) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	return d.store.MarkSent(ctx, del, d.o.Now())
}

// send puts the message together and hands it to its channel.
func (d *Desk) send(ctx context.Context, del store.Delivery) error {
	a, err := d.store.Alert(ctx, del.Alert)
	if err != nil {
		return err
	}
	if !a.Enabled {
		return rejected{errors.New("the alert was switched off before it was sent"), false}
	}
	x, err := d.store.SavedSearch(ctx, a.Search)
	if err != nil {
		return err
	}
	notices, err := d.store.Notices(ctx, del.ID)
	if err != nil {
		return err
	}
	m, err := d.message(x, del, notices)
	if err != nil {
		return rejected{err, false}
	}
	return d.senders[a.Channel].send(ctx, a, m)
}

// failed notes why a message was not sent, and whether it is tried again.
func (d *Desk) failed(ctx context.Context, del store.Delivery, err error) (time.Duration, error) {
	var no rejected
	var wait held
	pause := d.Pause(del.Tries)
	if errors.As(err, &wait) {
		pause = min(max(pause, wait.pause), maxHeld)
	}
	if final := errors.As(err, &no); final || del.Tries > len(pauses) {
		most := maxFailures
		if no.off {
			most = 1
		}
		return 0, errors.Join(err, d.store.MarkFailed(ctx, del, err.Error(), most))
	}
	return pause, errors.Join(err, d.store.MarkLater(ctx, del, err.Error(), d.o.Now().Add(pause)))
}
