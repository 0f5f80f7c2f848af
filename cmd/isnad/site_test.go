package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"isnad.dev/isnad/internal/sample"
	"isnad.dev/isnad/internal/source/fetch"
)

// shared is isnad serve on the sample articles, started at the first test that asks and used by all that only read.
var shared struct {
	sync.Once
	address string
	stop    func()
	err     error
}

// site returns its address.
func site(t *testing.T) string {
	t.Helper()
	shared.Do(func() {
		dir, err := os.MkdirTemp("", "isnad-site-")
		if err != nil {
			shared.err = err
			return
		}
		db := filepath.Join(dir, "isnad.db")
		if shared.err = keepSample(context.Background(), db); shared.err != nil {
			return
		}
		var end func()
		shared.address, end, shared.err = serve("--db", db)
		shared.stop = func() { end(); os.RemoveAll(dir) }
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.address
}

// stopSite ends it, where it was started: after the tests of the package.
func stopSite() {
	if shared.stop != nil {
		shared.stop()
	}
}

// keepSample keeps, reads and settles the sample articles.
func keepSample(ctx context.Context, db string) error {
	d, err := databaseFlags{DB: db}.openDesk(ctx, logTo(terminal{err: io.Discard}, false), nil, fetch.Options{})
	if err != nil {
		return err
	}
	defer d.store.Close()
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	now := time.Now()
	if _, err := d.queue.Keep(ctx, sample.Articles(now), now); err != nil {
		return err
	}
	if err := d.queue.Wait(ctx); err != nil {
		return err
	}
	return d.queue.Stop(ctx)
}

// serve runs isnad serve with arguments on a port of its own, and returns its address ("http://127.0.0.1:41234") once it answers there, and what ends it.
func serve(args ...string) (string, func(), error) {
	ctx, cancel := context.WithCancel(context.Background())
	said, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--drain", "1s"}, args...), terminal{strings.NewReader(""), io.Discard, log})
		log.Close()
		ended <- status
	}()
	lines := bufio.NewScanner(said)
	var before []string
	for lines.Scan() {
		if address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text()); address != "" {
			go io.Copy(io.Discard, said)
			return address, func() { cancel(); <-ended }, nil
		}
		before = append(before, lines.Text())
	}
	cancel()
	return "", nil, fmt.Errorf("isnad serve ended with status %d: %s", <-ended, strings.Join(before, "\n"))
}

// found is a page or file of the site that a link leads to.
type found struct {
	address, from, shape, media string
	status                      int
}

// crawled is what a crawl found, for the tests that need it.
var crawled []found

// crawl follows all links of the shared site from its first page, and returns the first few addresses of every shape, in the order in which they are met.
func crawl(t *testing.T) (out []found) {
	t.Helper()
	site := site(t)
	if crawled != nil {
		return crawled
	}
	waiting := []found{{address: "/", shape: "/"}}
	seen, shapes := map[string]bool{"/": true}, map[string]int{}
	for len(waiting) > 0 {
		f := waiting[0]
		waiting = waiting[1:]
		body := f.ask(t, site)
		out = append(out, f)
		if !strings.HasPrefix(f.media, "text/html") || f.status != http.StatusOK {
			continue
		}
		for _, address := range linksOf(t, f.address, body) {
			shape := shapeOf(address)
			if seen[address] || shapes[shape] == 2 || strings.Count(shape, "&") > 1 {
				continue
			}
			seen[address] = true
			shapes[shape]++
			waiting = append(waiting, found{address: address, from: f.address, shape: shape})
		}
	}
	crawled = out
	return out
}

// ask asks for the address and notes what comes.
func (f *found) ask(t *testing.T, site string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", site+f.address, nil)
	if err != nil {
		t.Fatalf("%s links to %q: %v", f.from, f.address, err)
	}
	r.Header.Set("Accept-Language", "ar")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 4<<20))
	if err != nil {
		t.Fatalf("%s: %v", f.address, err)
	}
	f.status, f.media = answer.StatusCode, answer.Header.Get("Content-Type")
	return string(body)
}

// linksOf returns the addresses of this site that a page leads to, by links, pictures, frames and forms that ask.
func linksOf(t *testing.T, from, page string) (out []string) {
	t.Helper()
	base, err := http.NewRequest("GET", from, nil)
	if err != nil {
		t.Fatal(err)
	}
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			to := leadsTo(z.Token())
			u, err := base.URL.Parse(to)
			if to == "" || err != nil || u.Host != "" || u.Scheme != "" {
				continue
			}
			u.Fragment = ""
			out = append(out, u.String())
		}
	}
}

// leadsTo is where an element leads to, or nothing.
func leadsTo(e html.Token) string {
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Key] = a.Val
	}
	switch {
	case e.Data == "a" || e.Data == "link":
		return at["href"]
	case e.Data == "img" || e.Data == "iframe" || e.Data == "script":
		return at["src"]
	case e.Data == "form" && (at["method"] == "" || at["method"] == "get"):
		return at["action"]
	case e.Data == "figure":
		return at["data-graph"]
	}
	return ""
}

var number = regexp.MustCompile(`^[0-9]+$`)

// shapeOf is what addresses have in common that one handler answers: /actor/12?tab=met becomes /actor/{n}?tab.
func shapeOf(address string) string {
	path, query, _ := strings.Cut(address, "?")
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if number.MatchString(p) {
			parts[i] = "{n}"
		} else if strings.Contains(p, "%") {
			parts[i] = "{name}"
		}
	}
	var keys []string
	for part := range strings.SplitSeq(query, "&") {
		if key, _, _ := strings.Cut(part, "="); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if len(keys) == 0 {
		return strings.Join(parts, "/")
	}
	return strings.Join(parts, "/") + "?" + strings.Join(keys, "&")
}
