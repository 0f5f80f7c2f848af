// Package syndication writes what other programs subscribe to: feeds (Atom, RSS 2.0, JSON Feed 1.1) and calendars of contacts (iCalendar).
//
// In: plain values, from a search, an actor or a list of contacts. Out: the same bytes for the same values, so that a server can compare them:
//
//	<entry xml:lang="ar"><id>tag:example.org,2025:statement/7</id><title>ليلى القاسم: المحادثات ستبدأ غدا</title>…
//	<entry xml:lang="en"><id>tag:example.org,2025:statement/8</id><title>Layla al-Qasim: talks begin tomorrow</title>…
package syndication

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"time"
)

// Feed is what one address offers.
type Feed struct {
	ID       string // never changes: TagID
	Title    string
	About    string // one sentence
	Link     string // the page of the same
	Self     string // where the feed itself is
	Lang     string // of title and labels: ar, en
	Updated  time.Time
	Entries  []Entry // the newest first
	Via      string  // the word before the outlets: "by way of"
	MoreLink string  // the address of older ones, or none
}

// Entry is a statement, a contact or an article.
type Entry struct {
	ID        string // never changes: TagID
	Title     string
	Link      string // its page
	Author    string // who speaks
	Text      string // the words
	Quoted    bool   // Text is what somebody said
	Lang      string // of the text
	Published time.Time
	Updated   time.Time // the same as Published where it is zero
	Outlets   []Outlet
	Tags      []string
}

// Outlet is who tells it, with the address of its article, if it has one.
type Outlet struct{ Name, URL string }

// Format is a kind of feed.
type Format struct {
	Name  string // as an address ends
	Media string
	write func(Feed, io.Writer) error
}

// The formats.
var (
	Atom    = Format{"atom", "application/atom+xml; charset=utf-8", Feed.atom}
	RSS     = Format{"rss", "application/rss+xml; charset=utf-8", Feed.rss}
	JSON    = Format{"json", "application/feed+json; charset=utf-8", Feed.json}
	Formats = []Format{Atom, RSS, JSON}
)

// FormatNamed returns the format whose name an address ends with.
func FormatNamed(name string) (Format, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("feed %q: it is none of atom, rss, json", name)
}

// Write writes the feed.
func (f Format) Write(w io.Writer, feed Feed) error { return f.write(feed.clean(), w) }

// tagYear stands in every id: a tag names a thing by who owned a name in a year (RFC 4151). It must never change.
const tagYear = "2025"

// TagID is the id of a thing that a server of this host tells of, which no change of addresses touches: tag:example.org,2025:statement/7.
func TagID(host, kind string, n int64) string {
	return TagOf(host, kind+"/"+strconv.FormatInt(n, 10))
}

// TagOf is the id of a feed, a search for example. A port is no part of a tag.
func TagOf(host, what string) string {
	if name, port, ok := strings.Cut(host, ":"); ok && !strings.Contains(port, ":") {
		host = name
	}
	return "tag:" + host + "," + tagYear + ":" + tagEscape(what)
}

// tagEscape writes what an address may not hold as %XX.
func tagEscape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c > 0x20 && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}%#", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Moment reads a day or an instant; a day is its midnight in UTC, and anything else no time.
func Moment(value string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, value); err == nil {
			return t
		}
	}
	return time.Time{}
}

// clean takes out what XML forbids, and fills in what every format wants.
func (f Feed) clean() Feed {
	for _, s := range []*string{&f.ID, &f.Title, &f.About, &f.Link, &f.Self, &f.Lang, &f.Via, &f.MoreLink} {
		*s = allowed(*s)
	}
	entries := make([]Entry, len(f.Entries))
	for i, e := range f.Entries {
		entries[i] = e.clean(f.Lang)
		if f.Updated.Before(entries[i].Updated) {
			f.Updated = entries[i].Updated
		}
	}
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0) // Atom wants one, and an empty feed of a new store has none
	}
	f.Updated = f.Updated.UTC()
	f.Entries = entries
	return f
}

func (e Entry) clean(lang string) Entry {
	for _, s := range []*string{&e.ID, &e.Title, &e.Link, &e.Author, &e.Text, &e.Lang} {
		*s = allowed(*s)
	}
	if e.Lang == "" {
		e.Lang = lang
	}
	e.Title = directed(strings.Join(strings.Fields(e.Title), " "), e.Lang)
	if e.Updated.IsZero() {
		e.Updated = e.Published
	}
	outlets := make([]Outlet, len(e.Outlets))
	for i, o := range e.Outlets {
		outlets[i] = Outlet{allowed(o.Name), allowed(o.URL)}
	}
	tags := make([]string, len(e.Tags))
	for i, t := range e.Tags {
		tags[i] = allowed(t)
	}
	e.Outlets, e.Tags = outlets, tags
	return e
}

// allowed takes out the characters that XML 1.0 has no way to write, and bytes that are no UTF-8.
func allowed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r < 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, s)
}

// html is the entry as a reader shows it: the words in their direction, then who says so, with links.
func (e *Entry) html(via string) string {
	var b strings.Builder
	tag := "p"
	if e.Quoted {
		tag = "blockquote"
	}
	for _, p := range strings.Split(e.Text, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			fmt.Fprintf(&b, `<%s lang="%s" dir="%s">%s</%[1]s>`, tag, html.EscapeString(e.Lang), direction(e.Lang), html.EscapeString(p))
		}
	}
	var sources []string
	for _, o := range e.Outlets {
		name := "<bdi>" + html.EscapeString(o.Name) + "</bdi>"
		if isWeb(o.URL) {
			name = `<a href="` + html.EscapeString(o.URL) + `">` + name + "</a>"
		}
		sources = append(sources, name)
	}
	line := strings.Join(sources, " · ")
	if via != "" && line != "" {
		line = html.EscapeString(via) + " " + line
	}
	if e.Author != "" {
		line = strings.TrimSuffix("<bdi>"+html.EscapeString(e.Author)+"</bdi> — "+line, " — ")
	}
	if line != "" {
		b.WriteString("<p>" + line + "</p>")
	}
	return b.String()
}

// isWeb says whether an address is one that a reader may follow: what an article calls its address may be anything.
func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}
