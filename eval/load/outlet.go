package main

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// sites is how many outlets publish, each at an address of its own, since a polite reader asks each host seldom.
const sites = 8

// article is one line of the input.
type article struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// outlets are sites on loopback, with a feed and a page for each article.
type outlets struct {
	feeds   []string
	servers []*http.Server
	asked   atomic.Int64 // pages that were fetched
}

// publish parts the articles among the sites.
func publish(file string) (*outlets, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	parts := make([][]article, sites)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 0; lines.Scan(); n++ {
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		parts[n%sites] = append(parts[n%sites], a)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	o := &outlets{}
	for i, part := range parts {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", i+2))
		if err != nil {
			return nil, err
		}
		server := &http.Server{Handler: o.site("http://"+l.Addr().String(), part), ReadHeaderTimeout: time.Minute}
		go server.Serve(l)
		o.servers, o.feeds = append(o.servers, server), append(o.feeds, "http://"+l.Addr().String()+"/feed")
	}
	return o, nil
}

func (o *outlets) close() {
	for _, s := range o.servers {
		s.Close()
	}
}

// site is one outlet: its feed, and its pages.
func (o *outlets) site(base string, all []article) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>%s</title>`, base)
		for i, a := range all {
			fmt.Fprintf(w, "<item><title>%s</title><link>%s/%d</link><pubDate>%s</pubDate></item>", escaped(a.Title), base, i, time.Now().Format(time.RFC1123Z))
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	mux.HandleFunc("GET /{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscan(r.PathValue("n"), &n); err != nil || n < 0 || n >= len(all) {
			http.NotFound(w, r)
			return
		}
		o.asked.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html lang="ar" dir="rtl"><head><title>%s</title></head><body><article><h1>%s</h1>`, html.EscapeString(all[n].Title), html.EscapeString(all[n].Title))
		for p := range strings.SplitSeq(all[n].Text, "\n") {
			fmt.Fprintf(w, "<p>%s</p>", html.EscapeString(p))
		}
		fmt.Fprint(w, "</article></body></html>")
	})
	return mux
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes all
	return b.String()
}
