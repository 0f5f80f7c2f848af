package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// common are words that many articles have.
var common = url.QueryEscape("الرئيس")

// question is a kind of page with the addresses that are asked in turn.
type question struct {
	name      string
	addresses []string
	took      []time.Duration
	faults    int
}

// questions are the pages that the trial asks for: today, actors and searches, in both languages.
func questions(base string) ([]*question, error) {
	var top struct {
		Hits []struct {
			ID int64 `json:"id"`
		} `json:"hits"`
	}
	r, err := http.Get(base + "/v1/actors?limit=40")
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if err := json.NewDecoder(r.Body).Decode(&top); err != nil {
		return nil, fmt.Errorf("/v1/actors: %w", err)
	}
	if len(top.Hits) < 2 {
		return nil, fmt.Errorf("/v1/actors answers %s with %d actors; the store has to hold some", r.Status, len(top.Hits))
	}
	today, actors, searches := &question{name: "today"}, &question{name: "actor"}, &question{name: "search"}
	for i, lang := range []string{"ar", "en"} {
		today.addresses = append(today.addresses, base+"/?lang="+lang)
		for n, a := range top.Hits {
			if n%2 == i {
				actors.addresses = append(actors.addresses, fmt.Sprintf("%s/actor/%d?lang=%s", base, a.ID, lang))
			}
		}
		for _, q := range []string{"المياه", "الرئيس السوري", "Lavrov", "speaker:لافروف about:سوريا", `"وقف إطلاق النار"`, "kind:meeting القاهرة", "الأمم المتحدة -إسرائيل", "من:2018-08 إلى:2018-09 روسيا"} {
			searches.addresses = append(searches.addresses, base+"/search?lang="+lang+"&q="+url.QueryEscape(q))
		}
	}
	return []*question{today, actors, searches}, nil
}

// measure asks at a steady rate, whatever the answers take, and prints what came of it.
func (t *trial) measure(ctx context.Context, p *process, o *outlets) error {
	all, err := questions(p.base)
	if err != nil {
		return err
	}
	warm, cancel := context.WithTimeout(ctx, t.warm)
	defer cancel()
	t.ask(warm, all)
	for _, q := range all {
		q.took, q.faults = nil, 0
	}
	ctx, cancel = context.WithTimeout(ctx, t.lasts)
	defer cancel()
	var slow sync.WaitGroup
	for range t.slow {
		slow.Go(func() { crawl(ctx, p.base) })
	}
	var own, most int
	slow.Go(func() { own, most = p.watch(ctx) })
	before := o.asked.Load()
	t.ask(ctx, all)
	slow.Wait()
	fmt.Printf("%d requests a second for %v, %d clients that read a byte a second, %d pages collected meanwhile\n", t.rate, t.lasts, t.slow, o.asked.Load()-before)
	for _, q := range all {
		q.print()
	}
	fmt.Printf("memory at most %d MB of its own, %d MB with mapped pages of the store\n", own, most)
	took, whole, err := p.stop()
	fmt.Printf("stopped within %v, the page under way came whole: %v\n", took.Round(time.Millisecond), whole)
	return err
}

// ask sends a request each time that one is due, the kinds in turn.
func (t *trial) ask(ctx context.Context, all []*question) {
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	tick := time.NewTicker(time.Second / time.Duration(t.rate))
	defer tick.Stop()
	var mutex sync.Mutex
	var under sync.WaitGroup
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			under.Wait()
			return
		case due := <-tick.C:
			q := all[n%len(all)]
			address := q.addresses[n/len(all)%len(q.addresses)]
			under.Go(func() {
				err := get(client, address)
				mutex.Lock()
				defer mutex.Unlock()
				q.took = append(q.took, time.Since(due))
				if err != nil {
					q.faults++
				}
			})
		}
	}
}

func get(client *http.Client, address string) error {
	r, err := client.Get(address)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, r.Status)
	}
	return nil
}

func (q *question) print() {
	slices.Sort(q.took)
	at := func(share float64) time.Duration {
		if len(q.took) == 0 {
			return 0
		}
		return q.took[min(int(share*float64(len(q.took))), len(q.took)-1)].Round(100 * time.Microsecond)
	}
	fmt.Printf("%-8s %5d requests  p50 %8v  p95 %8v  p99 %8v  most %8v  faults %d\n", q.name, len(q.took), at(.5), at(.95), at(.99), at(1), q.faults)
}

// crawl is a client that takes its page a byte a second until the trial ends.
func crawl(ctx context.Context, base string) {
	where, err := url.Parse(base)
	if err != nil {
		return
	}
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", where.Host)
	if err != nil {
		return
	}
	defer c.Close()
	fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", where.Host)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	one := make([]byte, 1)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if _, err := c.Read(one); err != nil {
				return
			}
		}
	}
}
