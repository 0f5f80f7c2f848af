package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// rereadArgs say which articles a job reads with today's packs, beside what an earlier version said.
type rereadArgs struct {
	Articles []store.ArticleID `json:"articles"`
	Version  string            `json:"version"`
}

// Kind is the job's name in the queue.
func (rereadArgs) Kind() string { return "reread" }

type rereadWorker struct {
	river.WorkerDefaults[rereadArgs]
	q *Queue
}

// Work reads the articles and keeps what was read. Nothing that a user sees changes before all are read. A worker of another version leaves the job to
// those of its own.
func (w *rereadWorker) Work(ctx context.Context, job *river.Job[rereadArgs]) error {
	if job.Args.Version != w.q.version {
		return river.JobSnooze(time.Minute)
	}
	w.q.here.Store(job.ID, true)
	defer w.q.here.Delete(job.ID)
	var n int
	err := w.q.again(ctx, func() (err error) {
		n, err = w.q.readBeside(ctx, job.Args.Articles)
		return err
	})
	if err == nil {
		w.q.done(n)
	}
	return w.q.broken(err)
}

// readBeside reads the articles and keeps the readings beside those of earlier versions, but for articles that were changed in the meantime: those are
// read anew anyway.
func (q *Queue) readBeside(ctx context.Context, ids []store.ArticleID) (int, error) {
	articles, err := q.store.Articles(ctx, ids)
	if err != nil {
		return 0, err
	}
	read := q.readAll(articles)
	return len(read), q.store.Write(ctx, func(t *store.Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		now, err := t.Texts(ctx, numbersOf(ids))
		if err != nil {
			return err
		}
		var readings []store.Reading
		for _, r := range read {
			if now[int64(r.article.ID)].Text == r.article.Text {
				readings = append(readings, store.Reading{Article: r.article.ID, Version: q.version, Record: r.json})
			}
		}
		return t.KeepReadings(ctx, readings)
	})
}

// Reread makes jobs that read all articles with today's packs which were not read with them yet, and returns how many articles that are. Switch then
// shows what they say.
func (q *Queue) Reread(ctx context.Context) (n int, err error) {
	after := store.ArticleID(0)
	for {
		ids, err := q.store.Unread(ctx, q.version, after, Batch)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		after = ids[len(ids)-1]
		n += len(ids)
		if _, err := q.client.Insert(ctx, rereadArgs{Articles: ids, Version: q.version}, &river.InsertOpts{ScheduledAt: due, UniqueOpts: river.UniqueOpts{ByArgs: true}}); err != nil {
			return n, fmt.Errorf("jobs: %w", err)
		}
	}
}

// WaitReread returns when all articles have been read with today's packs.
func (q *Queue) WaitReread(ctx context.Context) error {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		n, err := q.store.UnreadCount(ctx, q.version)
		if err != nil && !isAgain(err) || err == nil && n == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-q.failed:
			return q.failure
		case <-tick.C:
		}
	}
}

// Switch settles all articles anew by what today's packs read in them, in one transaction: who asks in the meantime is answered from what was.
func (q *Queue) Switch(ctx context.Context) error {
	return q.store.Write(ctx, func(t *store.Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		splits, err := t.Splits(ctx)
		if err != nil {
			return err
		}
		if err := errors.Join(t.ForgetSettled(ctx), t.PlainActors(ctx, splits)); err != nil {
			return err
		}
		after := store.ArticleID(0)
		for {
			ids, err := t.After(ctx, after, Batch)
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				return errors.Join(t.Resplit(ctx, splits), t.SetValue(ctx, store.Shown, q.version), t.ForgetValue(ctx, store.TopicsAfter))
			}
			after = ids[len(ids)-1]
			read, err := q.kept(ctx, t, ids)
			if err != nil {
				return err
			}
			s := &settlement{ctx: ctx, t: t, q: q, batch: read, origins: map[store.ArticleID]store.ArticleID{}}
			n, err := s.settle()
			if err != nil {
				return err
			}
			q.done(n)
		}
	})
}

// kept returns articles with what was read in them, from the store.
func (q *Queue) kept(ctx context.Context, t *store.Tx, ids []store.ArticleID) ([]reading, error) {
	texts, err := t.Texts(ctx, numbersOf(ids))
	if err != nil {
		return nil, err
	}
	records, err := t.Records(ctx, q.version, ids)
	if err != nil {
		return nil, err
	}
	out := make([]reading, 0, len(ids))
	for _, id := range ids {
		r := reading{article: texts[int64(id)], json: records[id]}
		if r.json == nil { // it came while the others were read: it is read now
			out = append(out, q.read(r.article))
			continue
		}
		if err := json.Unmarshal(r.json, &r.record); err != nil {
			return nil, fmt.Errorf("record of article %d: %w", id, err)
		}
		r.record.Article.Text = r.article.Text
		r.runs = ledger.Runs(r.article.Text)
		r.keys = q.keys(r.article.Text)
		out = append(out, r)
	}
	return out, nil
}

func numbersOf(ids []store.ArticleID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// ReaderVersion names the rules and packs that the queue reads with.
func (q *Queue) ReaderVersion() string { return q.version }
