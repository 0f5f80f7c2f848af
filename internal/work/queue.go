// Package work does what takes long: it reads the articles that are kept, settles them across articles and makes them findable, as jobs in the store's
// own database, so that an article and its job stand or fall together.
//
// In: articles with their bytes ("قال الوزير…" as it came). Out: their statements, contacts and actors in the store, once, whatever is killed on the way.
package work

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

// fetchers is how many pages are fetched at once, each from a host of its own turn.
const fetchers = 8

// Batch is how many articles one job reads.
const Batch = 100

// Queue reads and settles articles. It may be used from many goroutines.
type Queue struct {
	store   *store.Store
	reader  reader
	words   *find.Analyzer
	world   *world.World
	web     *fetch.Client
	alerts  Alerts // or nil
	client  *river.Client[*sql.Tx]
	me      store.Worker
	log     *slog.Logger
	done    func(articles int) // told of each batch that is settled
	stop    context.CancelFunc
	pulse   sync.WaitGroup
	heard   signs
	here    sync.Map       // ids of the jobs that are worked on
	missing map[int64]bool // jobs that were not here at the last beat
	now     func() time.Time
	rest    func(context.Context, time.Duration) error // a pause

	failing sync.Once
	failed  chan struct{}
	failure error

	version string // of the reader, under which readings are kept

	exports Exports
	swept   time.Time       // when exports were last looked through
	halted  context.Context // ends when the queue is to stop
	halt    context.CancelFunc
}

// reader is what reads an article.
type reader interface {
	Read(isnad.Article) isnad.Record
}

// Options say how a queue works. Its zero value works with four jobs at once and logs nothing.
type Options struct {
	Workers int
	Log     *slog.Logger
	Done    func(articles int) // called after each batch that was settled
	Web     fetch.Options      // how addresses are fetched
	Exports Exports            // where large files go
	Alerts  Alerts             // who tells users what is new; nil leaves it to another process
}

// New returns a queue on the store and brings its tables up to date.
func New(ctx context.Context, s *store.Store, r *isnad.Reader, words *find.Analyzer, o Options) (*Queue, error) {
	if o.Workers <= 0 {
		o.Workers = 4 // while one settles, others read
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Done == nil {
		o.Done = func(int) {}
	}
	version, err := Version(packs.FS)
	if err != nil {
		return nil, err
	}
	q := &Queue{store: s, reader: r, words: words, world: r.Words().World, web: fetch.New(o.Web), alerts: o.Alerts, me: self(), log: o.Log, done: o.Done, version: version, heard: signs{}, now: time.Now, rest: rest, failed: make(chan struct{})}
	if q.exports = o.Exports; q.exports.Keep <= 0 {
		q.exports.Keep = keepExports
	}
	q.halted, q.halt = context.WithCancel(context.Background())
	driver := driverOf(s)
	if err := migrate(ctx, driver, o.Log); err != nil {
		return nil, s.Fault(err)
	}
	if err := sameWords(ctx, s); err != nil {
		return nil, err
	}
	if err := noteReader(ctx, s, version); err != nil {
		return nil, err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &readWorker{q: q})
	river.AddWorker(workers, &rereadWorker{q: q})
	river.AddWorker(workers, &topicsWorker{q: q})
	river.AddWorker(workers, &pollWorker{q: q})
	river.AddWorker(workers, &fetchWorker{q: q})
	river.AddWorker(workers, &exportWorker{q: q})
	river.AddWorker(workers, &lookWorker{q: q})
	river.AddWorker(workers, &deliverWorker{q: q})
	client, err := river.NewClient(driver, &river.Config{
		ID: q.me.Name, Logger: o.Log, Workers: workers, Queues: queues(o),
		FetchCooldown: 20 * time.Millisecond, FetchPollInterval: readPoll,
		JobTimeout: 5 * time.Minute, RescueStuckJobsAfter: 10 * time.Minute, // a worker that died is noticed sooner: store.Bury
	})
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	q.client = client
	return q, nil
}

// queues are those that this process works on, with how many jobs at once.
func queues(o Options) map[string]river.QueueConfig {
	all := map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Workers}, collectQueue: {MaxWorkers: fetchers, FetchPollInterval: collectPoll}}
	if o.Exports.Dir != "" {
		all[exportQueue] = river.QueueConfig{MaxWorkers: 1}
	}
	if o.Alerts != nil {
		all[lookQueue] = river.QueueConfig{MaxWorkers: 1, FetchPollInterval: alertPoll}
		all[deliverQueue] = river.QueueConfig{MaxWorkers: messengers, FetchPollInterval: alertPoll}
	}
	return all
}

// readPoll and collectPoll are how often articles to read and pages to fetch are looked for: each look is a transaction that writes, also while nothing is to
// be done. Where a job ends, the next is looked for at once.
const (
	readPoll    = 250 * time.Millisecond
	collectPoll = 500 * time.Millisecond
)

// alertPoll is how often a message is looked for that is to be sent: each look is a transaction that writes.
const alertPoll = 500 * time.Millisecond

// sameWords holds the store to one way of making keys of words: texts and questions would not meet else.
func sameWords(ctx context.Context, s *store.Store) error {
	was, err := s.Value(ctx, wordsVersion)
	switch {
	case err != nil || was == find.Version():
		return err
	case was != "":
		return fmt.Errorf("%s: its index was made by another version of isnad; run isnad db reindex", s.Name())
	}
	return s.Write(ctx, func(t *store.Tx) error { return t.SetValue(ctx, wordsVersion, find.Version()) })
}

// noteReader notes whose readings are shown where nothing says so yet: those of most articles, or of none yet those of this version. What another version
// reads beside them is else taken for them before all is switched.
func noteReader(ctx context.Context, s *store.Store, version string) error {
	was, err := s.Value(ctx, store.Shown)
	if err != nil || was != "" {
		return err
	}
	versions, err := s.Versions(ctx)
	if err != nil {
		return err
	}
	most := int64(0)
	for v, n := range versions {
		if n > most || n == most && v < version {
			version, most = v, n
		}
	}
	return s.Write(ctx, func(t *store.Tx) error { return t.SetValue(ctx, store.Shown, version) })
}

// wordsVersion is the name under which the store keeps how keys of words are made.
const wordsVersion = "words"

func self() store.Worker {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	pid := os.Getpid()
	return store.Worker{Name: host + "/" + strconv.Itoa(pid) + "/" + strconv.FormatInt(time.Now().UnixNano(), 36), Host: host, PID: pid}
}

func driverOf(s *store.Store) riverdriver.Driver[*sql.Tx] {
	if s.Postgres() {
		return riverdatabasesql.New(s.SQL())
	}
	return riversqlite.New(s.SQL())
}

// migrate brings the queue's own tables up to date; who comes second to the same step finds it done.
func migrate(ctx context.Context, driver riverdriver.Driver[*sql.Tx], log *slog.Logger) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: log})
	if err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	for try := 0; ; try++ {
		v, err := m.Validate(ctx, nil)
		if err == nil && v.OK {
			return nil
		}
		if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil {
			return nil
		}
		if try == 5 {
			return fmt.Errorf("tables of the queue: %w", err)
		}
	}
}

// Start begins to work on jobs, those that others have left among them.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.beat(ctx); err != nil {
		return err
	}
	if err := q.adopt(ctx); err != nil {
		return err
	}
	if err := q.enqueueTopics(ctx); err != nil {
		return err
	}
	ctx, q.stop = context.WithCancel(ctx)
	q.pulse.Go(func() { q.beatOn(ctx) })
	if q.alerts != nil {
		q.pulse.Go(func() { q.callOn(ctx) })
	}
	return q.client.Start(ctx)
}

// Stop ends when the jobs that are under way are done, or ctx is. An export is not waited for: it is written anew.
func (q *Queue) Stop(ctx context.Context) error {
	q.halt()
	err := q.client.Stop(ctx)
	q.stop()
	q.pulse.Wait()
	if left := q.store.Leave(ctx, q.me.Name); q.Failure() == nil { // what has failed is known already
		err = errors.Join(err, left)
	}
	return err
}

// Keep keeps those of the articles that are new, with the jobs that read them, in one transaction. It returns how many were new. A database that is away
// for a while is waited for.
func (q *Queue) Keep(ctx context.Context, all []store.Incoming, now time.Time) (n int, err error) {
	err = q.again(ctx, func() error {
		return q.store.Write(ctx, func(t *store.Tx) error {
			if err := t.Lock(ctx); err != nil {
				return err
			}
			ids, err := t.Keep(ctx, all, now)
			n = len(ids)
			if err != nil || n == 0 {
				return err
			}
			return q.enqueue(ctx, t, ids)
		})
	})
	if err != nil {
		n = 0
	}
	if isFault(err) {
		q.fail(err)
	}
	return n, err
}

// due is when jobs may begin: at once, also where the clock is set back.
var due = time.Unix(0, 0).UTC()

func (q *Queue) enqueue(ctx context.Context, t *store.Tx, ids []store.ArticleID) error {
	var jobs []river.InsertManyParams
	for len(ids) > 0 {
		n := min(Batch, len(ids))
		jobs = append(jobs, river.InsertManyParams{Args: readArgs{Articles: ids[:n]}, InsertOpts: &river.InsertOpts{ScheduledAt: due}})
		ids = ids[n:]
	}
	if _, err := q.client.InsertManyFastTx(ctx, t.Tx, jobs); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// adopt makes jobs for articles that wait while the queue is empty: their jobs were given up after too many faults.
func (q *Queue) adopt(ctx context.Context) error {
	jobs, articles, err := q.store.Pending(ctx)
	if err != nil || jobs > 0 || articles == 0 {
		return err
	}
	ids, err := q.store.WaitingIDs(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	return q.store.Write(ctx, func(t *store.Tx) error { return q.enqueue(ctx, t, ids) })
}

// WaitAll returns when no job is left that could be done now, or ctx ends.
func (q *Queue) WaitAll(ctx context.Context) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		jobs, _, err := q.store.Pending(ctx)
		if err != nil || jobs == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// Wait returns when nothing waits to be read, ctx ends, or the database can no longer be worked on.
func (q *Queue) Wait(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		var jobs, articles int64
		err := q.again(ctx, func() (err error) {
			jobs, articles, err = q.store.Pending(ctx)
			return err
		})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return err
		case articles == 0:
			return nil
		case jobs == 0:
			return fmt.Errorf("%d articles could not be read; the log says why: run isnad work --verbose", articles)
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
