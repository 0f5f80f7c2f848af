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

// Work does one job: the reading on all cores, then the settling and the end of the job in one transaction.
func (w *readWorker) Work(ctx context.Context, job *river.Job[readArgs]) error {
	articles, err := w.q.store.Waiting(ctx, job.Args.Articles)
	if err != nil {
		return err
	}
	read := w.q.readAll(articles)
	settled := 0
	err = w.q.store.Write(ctx, func(t *store.Tx) error {
		if err := t.Lock(ctx); err != nil {
			return err
		}
		settled, err = w.q.settle(ctx, t, read)
		if err != nil {
			return err
		}
		return w.q.complete(ctx, t.Tx, job)
	})
	if err == nil {
		w.q.done(settled)
	}
	return err
}

func (q *Queue) complete(ctx context.Context, tx *sql.Tx, job *river.Job[readArgs]) (err error) {
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
	json    []byte   // the record without the text
	runs    []uint64 // of its words
	keys    []string // of its words, for the search
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
	r.article = a
	in := isnad.Article{ID: a.Ident, Outlet: a.Source, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text}
	defer func() {
		if fault := recover(); fault != nil {
			q.log.Error("an article could not be read and has no statements", "article", a.ID, "fault", fault)
			r.record = isnad.Record{Article: in}
			r.json = q.marshal(r.record)
		}
	}()
	r.record = q.reader.Read(in)
	r.json = q.marshal(r.record)
	r.runs = ledger.Runs(a.Text)
	r.keys = q.keys(a.Text)
	return r
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
