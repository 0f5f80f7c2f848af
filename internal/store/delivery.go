package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// States of a delivery.
const (
	Waiting = "waiting"
	Sending = "sending"
	Sent    = "sent"
	Failed  = "failed"
)

// Delivery is one message of an alert.
type Delivery struct {
	ID      int64
	Alert   int64
	Ident   string // the same whenever it is sent again
	State   string
	Notices int
	Tries   int
	Claimed time.Time
	NextTry time.Time
	Made    time.Time
	Sent    time.Time
	Fault   string // why it was not sent the last time
}

// Notice is something of which an alert tells: the words as they were found, and what they belong to.
type Notice struct {
	Alert   int64
	Arrival Arrival
	Item    string // JSON
}

const deliveryColumns = "id, alert, ident, state, notices, tries, claimed, next_try, made, sent, fault"

func scanDelivery(rows interface{ Scan(...any) error }) (d Delivery, err error) {
	var claimed, next, made, sent int64
	err = rows.Scan(&d.ID, &d.Alert, &d.Ident, &d.State, &d.Notices, &d.Tries, &claimed, &next, &made, &sent, &d.Fault)
	d.Claimed, d.NextTry, d.Made, d.Sent = instant(claimed), instant(next), instant(made), instant(sent)
	return d, err
}

// Delivery returns the delivery with this number, or ErrNotFound.
func (s *Store) Delivery(ctx context.Context, id int64) (Delivery, error) {
	d, err := scanDelivery(s.write.QueryRowContext(ctx, s.dialect.bind("SELECT "+deliveryColumns+" FROM delivery WHERE id = ?"), id))
	return d, s.one(err, "delivery", id)
}

// Deliveries returns the last messages of an alert before this number (0: from the last), the newest first.
func (s *Store) Deliveries(ctx context.Context, alert, before int64, limit int) ([]Delivery, error) {
	if before <= 0 {
		before = 1<<63 - 1
	}
	var out []Delivery
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		d, err := scanDelivery(rows)
		out = append(out, d)
		return err
	}, "SELECT "+deliveryColumns+" FROM delivery WHERE alert = ? AND id < ? ORDER BY id DESC LIMIT ?", alert, before, limit)
	return out, err
}

// OverdueDeliveries returns deliveries that should have been sent by this time and were not, the oldest first.
func (s *Store) OverdueDeliveries(ctx context.Context, by time.Time, limit int) (out []int64, err error) {
	err = s.each(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	}, "SELECT id FROM delivery WHERE state IN ('waiting', 'sending') AND next_try <= ? ORDER BY next_try LIMIT ?", by.Unix(), limit)
	return out, err
}

// Notify keeps what an alert has to tell, each thing once, and notes up to which arrival was looked. It does nothing and returns false where another has
// looked further in the meantime.
func (t *Tx) Notify(ctx context.Context, alert int64, from, to int64, notices []Notice) (bool, error) {
	n, err := t.affect(ctx, "UPDATE alert SET looked = ? WHERE id = ? AND looked = ?", to, alert, from)
	if err != nil || n == 0 {
		return false, err
	}
	return true, t.insert(ctx, "notice", "alert, kind, ref, event, arrival, delivery, item", rowsOf(notices, func(x Notice) []any {
		return []any{alert, x.Arrival.Kind, x.Arrival.Ref, x.Arrival.Event, x.Arrival.ID, 0, x.Item}
	}), "ON CONFLICT DO NOTHING")
}

// Bundle makes messages of all that an alert has to tell, each of at most so many things and with an ident of its own, and returns their numbers.
func (t *Tx) Bundle(ctx context.Context, alert int64, most int, ident func() string, now time.Time) ([]int64, error) {
	var out []int64
	for {
		held, err := t.in(ctx, "SELECT arrival FROM notice WHERE delivery = 0 AND alert IN", []int64{alert})
		if err != nil || len(held) == 0 {
			return out, err
		}
		held = distinct(held)
		held = held[:min(most, len(held))]
		id, err := t.Take(ctx, "delivery", 1)
		if err != nil {
			return nil, err
		}
		n, err := t.affect(ctx, "UPDATE notice SET delivery = ? WHERE alert = ? AND delivery = 0 AND arrival <= ?", id, alert, held[len(held)-1])
		if err != nil {
			return nil, err
		}
		row := []any{id, alert, ident(), Waiting, n, 0, 0, now.Unix(), now.Unix(), 0, ""}
		if err := t.insert(ctx, "delivery", deliveryColumns, [][]any{row}, ""); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
}

// SetDue notes when the next digest of an alert is sent. It returns false where another has done so in the meantime.
func (t *Tx) SetDue(ctx context.Context, alert int64, was, due time.Time) (bool, error) {
	n, err := t.affect(ctx, "UPDATE alert SET due = ? WHERE id = ? AND due = ?", seconds(due), alert, seconds(was))
	return n == 1, err
}

// Claim takes a delivery for sending, unless it is done or another is sending it and has not been silent since before the time stale. Whoever gets true is
// the only one to send it.
func (s *Store) Claim(ctx context.Context, id int64, now, stale time.Time) (mine bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		n, err := t.affect(ctx, "UPDATE delivery SET state = 'sending', claimed = ?, tries = tries + 1 WHERE id = ? AND (state = 'waiting' OR state = 'sending' AND claimed <= ?)", now.Unix(), id, stale.Unix())
		mine = n == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("delivery %d: %w", id, err)
	}
	return mine, nil
}

// Notices returns what a delivery tells, in the order in which it came.
func (s *Store) Notices(ctx context.Context, delivery int64) ([]Notice, error) {
	var out []Notice
	err := s.each(ctx, s.read, func(rows *sql.Rows) error {
		var n Notice
		err := rows.Scan(&n.Alert, &n.Arrival.Kind, &n.Arrival.Ref, &n.Arrival.Event, &n.Arrival.ID, &n.Item)
		out = append(out, n)
		return err
	}, "SELECT alert, kind, ref, event, arrival, item FROM notice WHERE delivery = ? AND delivery > 0 ORDER BY arrival", delivery)
	return out, err
}

// MarkSent notes that a delivery was sent.
func (s *Store) MarkSent(ctx context.Context, d Delivery, now time.Time) error {
	return s.Write(ctx, func(t *Tx) error {
		if err := t.exec(ctx, "UPDATE delivery SET state = 'sent', sent = ?, fault = '' WHERE id = ?", now.Unix(), d.ID); err != nil {
			return err
		}
		if err := t.exec(ctx, "UPDATE notice SET item = '' WHERE delivery = ? AND delivery > 0", d.ID); err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE alert SET failures = 0, fault = '' WHERE id = ?", d.Alert)
	})
}

// MarkLater notes that a delivery was not sent, why, and when it is tried again.
func (s *Store) MarkLater(ctx context.Context, d Delivery, fault string, next time.Time) error {
	return s.Write(ctx, func(t *Tx) error {
		if err := t.exec(ctx, "UPDATE delivery SET state = 'waiting', fault = ?, next_try = ? WHERE id = ? AND state = 'sending'", clean(fault), next.Unix(), d.ID); err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE alert SET fault = ? WHERE id = ?", clean(fault), d.Alert)
	})
}

// MarkFailed notes that a delivery is given up. The alert is switched off with the message that makes its failures in a row as many as most.
func (s *Store) MarkFailed(ctx context.Context, d Delivery, fault string, most int) error {
	return s.Write(ctx, func(t *Tx) error {
		if err := t.exec(ctx, "UPDATE delivery SET state = 'failed', fault = ? WHERE id = ?", clean(fault), d.ID); err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE alert SET fault = ?, failures = failures + 1, enabled = CASE WHEN failures + 1 >= ? THEN 0 ELSE enabled END WHERE id = ?", clean(fault), most, d.Alert)
	})
}
