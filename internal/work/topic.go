package work

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/store"
)

// topicsArgs are of the job that makes the topics of a store from before there were topics.
type topicsArgs struct{}

// Kind is the job's name in the queue.
func (topicsArgs) Kind() string { return "topics" }

type topicsWorker struct {
	river.WorkerDefaults[topicsArgs]
	q *Queue
}

// topicsFor is how long one job makes topics before it lets others work.
const topicsFor = time.Minute

// Work makes topics from what was read, some articles at a time; where it is ended, the next goes on.
func (w *topicsWorker) Work(ctx context.Context, job *river.Job[topicsArgs]) error {
	q := w.q
	q.here.Store(job.ID, true)
	defer q.here.Delete(job.ID)
	for end := q.now().Add(topicsFor); ; {
		left := false
		err := q.again(ctx, func() error {
			return q.store.Write(ctx, func(t *store.Tx) (err error) {
				left, err = q.someTopics(ctx, t)
				return err
			})
		})
		switch {
		case err != nil:
			return q.broken(err)
		case !left:
			return nil
		case q.now().After(end):
			return river.JobSnooze(0)
		}
	}
}

// enqueueTopics makes the job where a store needs it.
func (q *Queue) enqueueTopics(ctx context.Context) error {
	after, err := q.store.Value(ctx, store.TopicsAfter)
	if err != nil || after == "" {
		return err
	}
	if _, err := q.client.Insert(ctx, topicsArgs{}, &river.InsertOpts{ScheduledAt: due, UniqueOpts: river.UniqueOpts{ByArgs: true}}); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// someTopics makes those of the statements that the next articles told first, and says whether there are more.
func (q *Queue) someTopics(ctx context.Context, t *store.Tx) (left bool, err error) {
	if err := t.Lock(ctx); err != nil {
		return false, err
	}
	value, err := q.store.Value(ctx, store.TopicsAfter)
	if err != nil || value == "" {
		return false, err
	}
	after, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return false, fmt.Errorf("topics are made up to article %q: %w", value, err)
	}
	ids, err := t.After(ctx, store.ArticleID(after), Batch)
	if err != nil {
		return false, err
	}
	if len(ids) == 0 {
		return false, t.ForgetValue(ctx, store.TopicsAfter)
	}
	topics, err := q.topicsIn(ctx, t, ids)
	if err != nil {
		return false, err
	}
	if err := t.AddTopics(ctx, topics); err != nil {
		return false, err
	}
	return true, t.SetValue(ctx, store.TopicsAfter, strconv.FormatInt(int64(ids[len(ids)-1]), 10))
}

// topicsIn returns the topics of the statements that these articles told first, from the records.
func (q *Queue) topicsIn(ctx context.Context, t *store.Tx, ids []store.ArticleID) ([]store.Topic, error) {
	said, err := t.FirstTellings(ctx, ids)
	if err != nil {
		return nil, err
	}
	namings, err := t.Namings(ctx, ids)
	if err != nil {
		return nil, err
	}
	packed, err := q.store.CurrentRecords(ctx, ids)
	if err != nil {
		return nil, err
	}
	records := map[store.ArticleID]*isnad.Record{}
	var out []store.Topic
	for _, x := range said {
		r := records[x.Article]
		if r == nil && len(packed[x.Article]) == 0 {
			continue
		}
		if r == nil {
			r = &isnad.Record{}
			if err := json.Unmarshal(packed[x.Article], r); err != nil {
				return nil, fmt.Errorf("record of article %d: %w", x.Article, err)
			}
			records[x.Article] = r
		}
		if x.N >= len(r.Statements) {
			continue // another version read it
		}
		for _, actor := range topicsOf(r.Entities, actorsOf(namings[x.Article], len(r.Entities)), &r.Statements[x.N], x.Speaker) {
			out = append(out, store.Topic{Actor: actor, Statement: x.Statement, Day: x.Day, Speaker: x.Speaker})
		}
	}
	return out, nil
}

// actorsOf returns the actor of each of the entities, or 0.
func actorsOf(namings []store.Naming, entities int) []int64 {
	out := make([]int64, entities)
	for _, n := range namings {
		if n.Entity < entities {
			out[n.Entity] = n.Actor
		}
	}
	return out
}

// topicsOf returns the actors of whom a statement speaks: those of the entities that its article names in the statement's words, each once, but for the
// speaker. actors has the actor of each entity, or 0.
func topicsOf(entities []isnad.Entity, actors []int64, x *isnad.Statement, speaker int64) []int64 {
	said := func(m isnad.Span) bool {
		return slices.ContainsFunc(x.Content, func(c isnad.Span) bool { return c.Start <= m.Start && m.End <= c.End })
	}
	var out []int64
	for n := range min(len(entities), len(actors)) {
		e, id := &entities[n], actors[n]
		if id == 0 || id == speaker || e.Name == value(x.SpeakerName) || slices.Contains(out, id) {
			continue
		}
		if slices.ContainsFunc(e.Mentions, said) {
			out = append(out, id)
		}
	}
	return out
}
