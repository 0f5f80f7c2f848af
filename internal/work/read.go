package work

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// readArgs say which articles a job reads and settles.
type readArgs struct {
	Articles []store.ArticleID `json:"articles"`
}

// Kind is the job's name in the queue.
func (readArgs) Kind() string { return "read" }

// readWorker reads and settles the articles of a job. It may be run twice: what is settled already is passed over.
type readWorker struct {
	river.WorkerDefaults[readArgs]
	q *Queue
}

// Work does one job: the reading on all cores, then the settling and the end of the job in one transaction. A database that is away for a while is
// waited for; what settling breaks on is settled by itself, so that it costs nothing else.
func (w *readWorker) Work(ctx context.Context, job *river.Job[readArgs]) error {
	q := w.q
	q.here.Store(job.ID, true)
	defer q.here.Delete(job.ID)
	var articles []store.Article
	err := q.again(ctx, func() (err error) {
		articles, err = q.store.Waiting(ctx, job.Args.Articles)
		return err
	})
	if err != nil {
		return q.broken(err)
	}
	read := q.readAll(articles)
	end := func(t *store.Tx) error { return complete(ctx, q, t.Tx, job) }
	err = q.settleOnce(ctx, read, end)
	if err != nil && !isFault(err) && ctx.Err() == nil {
		q.log.Error("articles could not be settled together and are settled one by one", "job", job.ID, "error", err)
		err = q.settleEach(ctx, read, end)
	}
	return q.broken(err)
}

// broken stops the queue if the error is one of the database.
func (q *Queue) broken(err error) error {
	if isFault(err) {
		q.fail(err)
	}
	return err
}

// settleOnce settles the articles in one transaction that ends with end.
func (q *Queue) settleOnce(ctx context.Context, read []reading, end func(*store.Tx) error) error {
	settled := 0
	err := q.again(ctx, func() error {
		return q.store.Write(ctx, func(t *store.Tx) (err error) {
			defer func() {
				if fault := recover(); fault != nil {
					err = fmt.Errorf("settling: %v", fault)
				}
			}()
			if err := t.Lock(ctx); err != nil {
				return err
			}
			if settled, err = q.settle(ctx, t, read); err != nil {
				return err
			}
			return end(t)
		})
	})
	if err == nil && settled > 0 {
		q.done(settled)
	}
	return err
}

// settleEach settles the articles one by one. One that cannot be settled is kept without statements, and the log has its number.
func (q *Queue) settleEach(ctx context.Context, read []reading, end func(*store.Tx) error) error {
	nothing := func(*store.Tx) error { return nil }
	for _, r := range read {
		err := q.settleOnce(ctx, []reading{r}, nothing)
		if err != nil && !isFault(err) && ctx.Err() == nil {
			q.log.Error("an article could not be settled and has no statements", "article", r.article.ID, "error", err)
			err = q.settleOnce(ctx, []reading{q.blank(r.article)}, nothing)
		}
		if err != nil {
			return err
		}
	}
	return q.settleOnce(ctx, nil, end)
}

// complete ends a job within the transaction.
func complete[A river.JobArgs](ctx context.Context, q *Queue, tx *sql.Tx, job *river.Job[A]) (err error) {
	if q.store.Postgres() {
		_, err = river.JobCompleteTx[*riverdatabasesql.Driver](ctx, tx, job)
	} else {
		_, err = river.JobCompleteTx[*riversqlite.Driver](ctx, tx, job)
	}
	if err != nil {
		return fmt.Errorf("job %d: %w", job.ID, err)
	}
	return nil
}

// reading is an article with what was read in it.
type reading struct {
	article store.Article
	record  isnad.Record
	json    []byte        // the record without the text, as it was read
	actors  map[int]int64 // whom a correction says that entities are
	runs    []uint64      // of its words
	keys    []string      // of its words, for the search
}

// readAll reads the articles on all cores. One that the reader breaks on has an empty record, and the log has its number.
func (q *Queue) readAll(articles []store.Article) []reading {
	out := make([]reading, len(articles))
	next := make(chan int)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range next {
				out[i] = q.read(articles[i])
			}
		})
	}
	for i := range articles {
		next <- i
	}
	close(next)
	all.Wait()
	return out
}

func (q *Queue) read(a store.Article) (r reading) {
	defer func() {
		if fault := recover(); fault != nil {
			q.log.Error("an article could not be read and has no statements", "article", a.ID, "fault", fault)
			r = q.blank(a)
		}
	}()
	r = reading{article: a, record: q.reader.Read(asked(a))}
	r.json = q.marshal(r.record)
	r.runs = ledger.Runs(a.Text)
	r.keys = q.keys(a.Text)
	return r
}

// blank is the reading of an article in which nothing was found.
func (q *Queue) blank(a store.Article) reading {
	r := reading{article: a, record: isnad.Record{Article: asked(a)}}
	r.json = q.marshal(r.record)
	return r
}

func asked(a store.Article) isnad.Article {
	return isnad.Article{ID: a.Ident, Outlet: a.Source, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text}
}

// marshal writes the record without its text, which is kept beside it.
func (q *Queue) marshal(r isnad.Record) []byte {
	r.Article.Text = ""
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // a record is plain values
	}
	return b
}

// keys returns the search keys of the words of a text, in their order.
func (q *Queue) keys(s string) []string {
	terms := q.words.Terms(s)
	out := make([]string, len(terms))
	for i := range terms {
		out[i] = terms[i].Key
	}
	return out
}
