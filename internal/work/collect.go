package work

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"isnad.dev/isnad/internal/source/feed"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/source/page"
	"isnad.dev/isnad/internal/store"
)

// collectQueue is apart from that of reading, so that a slow host holds no reading up.
const collectQueue = "collect"

// pollEvery is how often a source is asked.
const pollEvery = 10 * time.Minute

// maxFailures is how often in a row a page is tried.
const maxFailures = 5

// pollArgs say which source's feed a job asks.
type pollArgs struct {
	Source int64 `json:"source"`
}

// Kind is the job's name in the queue.
func (pollArgs) Kind() string { return "poll" }

// InsertOpts keep a source from being asked twice at once.
func (pollArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: collectQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: time.Minute}}
}

// fetchArgs say which article a job fetches, and what the feed said of it.
type fetchArgs struct {
	Source    int64  `json:"source"`
	URL       string `json:"url" river:"unique"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Content   string `json:"content,omitempty"` // of the feed, where it gives whole articles
}

// Kind is the job's name in the queue.
func (fetchArgs) Kind() string { return "fetch" }

// InsertOpts keep a page from being fetched twice.
func (fetchArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: collectQueue, MaxAttempts: maxFailures, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

type pollWorker struct {
	river.WorkerDefaults[pollArgs]
	q *Queue
}

type fetchWorker struct {
	river.WorkerDefaults[fetchArgs]
	q *Queue
}

// Collect makes a job for each source that is followed and whose time has come, and returns how many.
func (q *Queue) Collect(ctx context.Context, now time.Time) (n int, err error) {
	sources, err := q.store.Sources(ctx)
	if err != nil {
		return 0, err
	}
	for _, x := range sources {
		if !x.Enabled || x.Feed == "" || x.NextTry.After(now) {
			continue
		}
		if _, err := q.client.Insert(ctx, pollArgs{Source: x.ID}, nil); err != nil {
			return n, fmt.Errorf("jobs: %w", err)
		}
		n++
	}
	return n, nil
}

// Work asks a source's feed and makes a job for each article that is new.
func (w *pollWorker) Work(ctx context.Context, job *river.Job[pollArgs]) error {
	x, err := w.q.store.SourceByID(ctx, job.Args.Source)
	if err != nil {
		return err
	}
	now := time.Now()
	x.Tried = now
	jobs, err := w.q.poll(ctx, &x)
	if err == nil {
		x.Succeeded, x.Failures, x.Fault, x.NextTry = now, 0, "", now.Add(pollEvery)
	} else {
		var wait fetch.ErrWait
		if errors.As(err, &wait) {
			return river.JobSnooze(wait.For)
		}
		x.Failures++
		x.Fault = err.Error()
		x.NextTry = now.Add(max(pollEvery, fetch.Backoff(x.Failures, rand.Float64)))
		w.q.log.Warn("a source was not read", "source", cmp.Or(x.Key, x.Name), "error", err)
	}
	return w.q.store.Write(ctx, func(t *store.Tx) error {
		if err := t.NotePoll(ctx, x); err != nil {
			return err
		}
		if len(jobs) == 0 {
			return nil
		}
		_, err := w.q.client.InsertManyTx(ctx, t.Tx, jobs)
		return err
	})
}

// poll reads the feed and returns the jobs for what is new in it.
func (q *Queue) poll(ctx context.Context, x *store.Source) ([]river.InsertManyParams, error) {
	o, err := OutletOf(*x)
	if err != nil {
		return nil, err
	}
	response, err := q.web.Get(ctx, fetch.Request{URL: x.Feed, ETag: x.ETag, LastModified: x.Modified})
	if err != nil || response.NotModified {
		return nil, err
	}
	f, err := feed.Parse(bytes.NewReader(response.Body), feed.Options{Location: zoneOf(o), DayFirst: o.DayFirst, Encoding: o.Encoding, Declared: response.Type})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", x.Feed, err)
	}
	x.ETag, x.Modified = response.ETag, response.LastModified
	items := append(f.Items, q.listed(ctx, o, f.Sitemaps)...)
	x.Items += int64(len(items))
	return q.fresh(ctx, x.ID, o, items)
}

// maxSitemaps is how many of the sitemaps that an index lists are read, its first ones: news sitemaps list the newest first.
const maxSitemaps = 5

// listed returns the items of the sitemaps that an index lists. One that cannot be read costs only itself.
func (q *Queue) listed(ctx context.Context, o outlet.Source, sitemaps []string) []feed.Item {
	var out []feed.Item
	for _, address := range sitemaps[:min(len(sitemaps), maxSitemaps)] {
		response, err := q.web.Get(ctx, fetch.Request{URL: address})
		if err == nil {
			var f feed.Feed
			f, err = feed.Parse(bytes.NewReader(response.Body), feed.Options{Location: zoneOf(o), DayFirst: o.DayFirst, Encoding: o.Encoding, Declared: response.Type})
			out = append(out, f.Items...)
		}
		if err != nil {
			q.log.Warn("a sitemap was not read", "url", address, "error", err)
		}
	}
	return out
}

// fresh returns the jobs for those of the items that are wanted and not in the store.
func (q *Queue) fresh(ctx context.Context, source int64, o outlet.Source, items []feed.Item) ([]river.InsertManyParams, error) {
	urls := make([]string, len(items))
	for i := range items {
		urls[i] = items[i].URL
	}
	here, err := q.store.HasURLs(ctx, urls)
	if err != nil {
		return nil, err
	}
	var jobs []river.InsertManyParams
	for _, i := range items {
		if i.URL == "" || here[i.URL] || !o.Wants(i.URL, i.Categories) {
			continue
		}
		here[i.URL] = true
		jobs = append(jobs, river.InsertManyParams{Args: fetchArgs{Source: source, URL: i.URL, Title: i.Title, Published: publishedOf(i), Content: i.Content}})
	}
	return jobs, nil
}

func publishedOf(i feed.Item) string {
	if i.Published.IsZero() {
		return i.Day
	}
	return i.Published.Format(time.RFC3339)
}

// Work fetches the page of an article and keeps the article.
func (w *fetchWorker) Work(ctx context.Context, job *river.Job[fetchArgs]) error {
	x, err := w.q.store.SourceByID(ctx, job.Args.Source)
	if err != nil {
		return err
	}
	in, blocks, err := w.q.fetchArticle(ctx, x, job.Args)
	var wait fetch.ErrWait
	switch {
	case errors.As(err, &wait):
		return river.JobSnooze(wait.For)
	case err != nil && (fetch.Passing(err) || ctx.Err() != nil):
		return err
	case err != nil:
		w.q.log.Warn("an article was not read", "url", job.Args.URL, "error", err)
		return river.JobCancel(err)
	}
	if len(blocks) > 0 {
		if err := w.q.store.Write(ctx, func(t *store.Tx) error { return t.CountBlocks(ctx, x.ID, blocks) }); err != nil {
			return err
		}
	}
	_, err = w.q.Keep(ctx, []store.Incoming{in}, time.Now())
	return err
}

// wholeArticle is how many letters the content of a feed has that gives whole articles.
const wholeArticle = 600

// fetchArticle fetches one page. Where it cannot be read, the feed's own content is taken if it is whole.
func (q *Queue) fetchArticle(ctx context.Context, x store.Source, args fetchArgs) (store.Incoming, []uint64, error) {
	o, err := OutletOf(x)
	if err != nil {
		return store.Incoming{}, nil, err
	}
	known, err := q.store.Blocks(ctx, x.ID)
	if err != nil {
		return store.Incoming{}, nil, err
	}
	response, err := q.web.Get(ctx, fetch.Request{URL: args.URL})
	body, served := response.Body, response.Type
	if err != nil {
		if len(args.Content) < wholeArticle {
			return store.Incoming{}, nil, err
		}
		body, served = []byte("<html><head><meta charset=utf-8><title>"+args.Title+"</title></head><body><article>"+args.Content+"</article></body></html>"), "utf-8"
	}
	a, err := page.Extract(body, pageOptions(o, charsetOf(served), known))
	if err != nil {
		return store.Incoming{}, nil, fmt.Errorf("%s: %w", args.URL, err)
	}
	return incoming(x, args, a, body), a.Blocks, nil
}

// charsetOf is the encoding in a Content-Type, or empty.
func charsetOf(contentType string) string {
	_, charset, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	return strings.Trim(charset, `"' ;`)
}

func incoming(x store.Source, args fetchArgs, a page.Article, body []byte) store.Incoming {
	in := store.Incoming{Media: "text/html", Bytes: body, Article: store.Article{
		Source: cmp.Or(x.Name, a.Outlet), URL: args.URL, Lang: cmp.Or(x.Lang, a.Lang), Published: cmp.Or(a.Published, args.Published), Title: cmp.Or(a.Title, args.Title), Text: a.Text()}}
	if len(a.Published) <= len(time.DateOnly) && len(args.Published) > len(time.DateOnly) {
		in.Published = args.Published // the feed knows the hour
	}
	for _, c := range a.Captions {
		in.Agency = cmp.Or(in.Agency, c.Agency)
	}
	return in
}

// Fetch fetches one article by its address.
func (q *Queue) Fetch(ctx context.Context, address string) (store.Incoming, error) {
	in, _, err := q.fetchArticle(ctx, store.Source{}, fetchArgs{URL: address})
	if err != nil {
		return store.Incoming{}, err
	}
	return in, nil
}

// Try reads a source's feed and its newest article without keeping anything, and returns what it found.
func (q *Queue) Try(ctx context.Context, x store.Source) (items int, newest store.Incoming, err error) {
	x.ETag, x.Modified = "", ""
	o, err := OutletOf(x)
	if err != nil {
		return 0, newest, err
	}
	response, err := q.web.Get(ctx, fetch.Request{URL: x.Feed})
	if err != nil {
		return 0, newest, err
	}
	f, err := feed.Parse(bytes.NewReader(response.Body), feed.Options{Location: zoneOf(o), DayFirst: o.DayFirst, Encoding: o.Encoding, Declared: response.Type})
	if err != nil {
		return 0, newest, fmt.Errorf("%s: %w", x.Feed, err)
	}
	for _, i := range f.Items {
		if i.URL == "" || !o.Wants(i.URL, i.Categories) {
			continue
		}
		newest, _, err = q.fetchArticle(ctx, x, fetchArgs{Source: x.ID, URL: i.URL, Title: i.Title, Published: publishedOf(i), Content: i.Content})
		return len(f.Items), newest, err
	}
	return len(f.Items), newest, nil
}
