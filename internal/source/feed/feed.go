// Package feed reads the feeds of outlets as they are: RSS of all makes, RDF, Atom, JSON Feed, news sitemaps and their indexes.
//
// In: the bytes of a feed and what is known of its source (time zone, order of day and month, encoding). Out: its items in order, and a sentence
// for each thing that was repaired or cut. <title>قال &amp;quot;الوزير&amp;quot;</title> with <pubDate>الأحد ١٢ نيسان 2020 10:30 ص</pubDate> is an item
// titled قال "الوزير" of 10:30 in the source's own zone; {"title":"Talks begin","date_published":"2020-04-12T10:30:00+03:00"} is one titled
// Talks begin. What cannot be known stays unknown: a date without a zone, of a source without one, gives the day alone.
package feed

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode"
)

// Options say what is known of a feed's source. The zero value works: dates without a zone are then known to the day alone.
type Options struct {
	Location *time.Location // the source's time zone
	DayFirst bool           // 03/04/2020 is the third of April
	Encoding string         // the source's encoding where the general way errs; only UTF-8 is believed before it
	Declared string         // the Content-Type of the answer, or only its charset
	Max      int            // items (and sitemaps of an index) that are read; 10,000 where it is 0
}

const defaultMax = 10_000

func (o Options) max() int {
	if o.Max > 0 {
		return o.Max
	}
	return defaultMax
}

// Feed is what a feed says.
type Feed struct {
	Title, URL, Lang string   // URL is the outlet's page, not the feed's own address
	Items            []Item   // in the feed's order
	Sitemaps         []string // of a sitemap index: where the sitemaps are
	Notes            []string // what was repaired or cut, one sentence each
}

// Item is an entry of a feed. Text fields are one line without tags, entities and direction marks; addresses are absolute, or empty.
type Item struct {
	ID, URL, Title string
	Summary        string // as text
	Content        string // HTML, of the description too where the feed has no other and it is HTML; not made safe
	Author         string
	Published      time.Time // zero: unknown; in the source's zone where that is given
	Day            string    // the ISO day, where only the day is known
	Lang           string    // where the item says its own
	Categories     []string
}

// NotFeedError says that bytes are no feed, and what they are instead.
type NotFeedError struct {
	What   string
	Remedy string
	Feeds  []string // of a web page: the addresses of the feeds that it names, as written there
}

// Error is one sentence.
func (e *NotFeedError) Error() string { return e.What + ", not a feed; " + e.Remedy }

// Parse reads a feed. The reader is read once and never held whole; a feed that breaks off gives its whole items and a note. The error is a
// *NotFeedError where nothing is a feed, or that of the reader where nothing was read before it.
func Parse(r io.Reader, o Options) (Feed, error) {
	n := &notes{}
	in := open(r, o, n)
	first, err := opening(in)
	if err != nil {
		return Feed{}, emptyOr(err)
	}
	read := parseXML
	if first == '{' || first == '[' {
		read = parseJSON
	}
	f, err := read(in, o, n)
	if err != nil {
		return Feed{}, err
	}
	f.resolve()
	f.Notes = n.sentences()
	return f, nil
}

// opening passes over byte order marks and blanks, and returns the first byte after them.
func opening(in *bufio.Reader) (byte, error) {
	for {
		r, _, err := in.ReadRune()
		if err != nil {
			return 0, err
		}
		if r != '\uFEFF' && !unicode.IsSpace(r) {
			err = in.UnreadRune()
			head, _ := in.Peek(1)
			return head[0], err
		}
	}
}

func emptyOr(err error) error {
	if errors.Is(err, io.EOF) {
		return &NotFeedError{What: "this is empty", Remedy: "check the address"}
	}
	return fmt.Errorf("feed: %w", err)
}

// resolve makes the addresses of the items absolute, from the outlet's page.
func (f *Feed) resolve() {
	for i := range f.Items {
		it := &f.Items[i]
		it.URL = absolute(f.URL, it.URL)
		if it.ID == "" {
			it.ID = it.URL
		}
	}
	for i, s := range f.Sitemaps {
		f.Sitemaps[i] = absolute(f.URL, s)
	}
}
