package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// shared is isnad serve on the sample articles, started at the first test that asks and used by all that only read.
var shared struct {
	sync.Once
	served
	err error
}

// site returns its address.
func site(t *testing.T) string {
	t.Helper()
	shared.Do(func() { shared.served, shared.err = serve("--sample") })
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

// served is isnad serve at work.
type served struct {
	address string // http://127.0.0.1:41234
	said    <-chan string
	stop    func()
}

// serve runs isnad serve on a port of its own, until it answers there.
func serve(args ...string) (served, error) {
	ctx, cancel := context.WithCancel(context.Background())
	out, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--drain", "1s"}, args...), terminal{strings.NewReader(""), io.Discard, log})
		log.Close()
		ended <- status
	}()
	said := make(chan string, 100)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			select {
			case said <- lines.Text():
			default: // nobody listens any more
			}
		}
		close(said)
	}()
	var before []string
	for line := range said {
		if address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(line); address != "" {
			return served{address, said, func() { cancel(); <-ended }}, nil
		}
		before = append(before, line)
	}
	cancel()
	return served{}, fmt.Errorf("isnad serve ended with status %d: %s", <-ended, strings.Join(before, "\n"))
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

var number = regexp.MustCompile(`^[0-9]+(\.[a-z]+)?$`)

// shapeOf is what addresses have in common that one handler answers: /actor/12?tab=met becomes /actor/{n}?tab.
func shapeOf(address string) string {
	path, query, _ := strings.Cut(address, "?")
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if m := number.FindStringSubmatch(p); m != nil {
			parts[i] = "{n}" + m[1]
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
