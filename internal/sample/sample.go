// Package sample has the articles of isnad serve --sample: news of our own writing, so that every page has something true to show before any
// outlet is followed. All of it is invented: the outlets, the bodies and nearly all people, and whatever is said and done. The few ministers
// who hold their office in truth do nothing here but routine (water, ports, schools), and none of it took place.
//
// In: a day. Out: articles of the 75 days up to it, with dates in their texts that agree with the day. A file articles/NAME.txt with
// "published: -3 14:25" and "يزور تونس {next 2}" is an article of three days ago, and its text says "يزور تونس الثلاثاء المقبل" where two days
// from now is a Tuesday.
package sample

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"isnad.dev/isnad/internal/store"
)

//go:embed articles
var files embed.FS

// written are the articles of the program, with dates to be filled in.
var written = sync.OnceValues(func() ([]draft, error) { return readAll(files) })

// Articles returns the articles as they stand on a day, the oldest first: the same day gives the same articles. None is of a later time than
// today, whose zone says which day it is, unless a far zone is a day before the outlet's. Their addresses are the same on all days: a store that
// has the sample of another day takes this one for what the outlets changed, so that it is best loaded once.
func Articles(today time.Time) []store.Incoming {
	drafts, err := written()
	if err != nil {
		panic(err) // the articles are part of the program: a broken build
	}
	out := make([]store.Incoming, 0, len(drafts))
	for i := range drafts {
		out = append(out, drafts[i].on(today, drafts[:i]))
	}
	return out
}

// readAll reads articles/*.txt in the order in which they were published.
func readAll(fsys fs.FS) ([]draft, error) {
	names, err := fs.Glob(fsys, "articles/*.txt")
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	var out []draft
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		d, err := parse(path.Base(name), string(b))
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b draft) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.clock, b.clock), strings.Compare(a.name, b.name))
	})
	return out, nil
}

// on returns the article as it stands on a day; older are the articles that its outlet may link to.
func (d *draft) on(today time.Time, older []draft) store.Incoming {
	body := d.filled(today)
	in := store.Incoming{Media: "text/plain", Article: store.Article{
		Source: d.outlet.name, Ident: d.name, URL: d.url(), Lang: "ar", Published: d.published(today).Format(time.RFC3339), Title: d.title, Agency: d.agency,
		Text: d.title + "\n\n" + body,
	}}
	in.Bytes = []byte(in.Text)
	if d.outlet.page {
		in.Media, in.Bytes = "text/html", d.page(today, body, older)
	}
	return in
}

func (d *draft) url() string { return d.outlet.home() + d.name }

// published is when the article came out. What is of a later hour than now came out in the first minutes of its day.
func (d *draft) published(today time.Time) time.Time {
	zone := time.FixedZone("", d.outlet.zone*60*60)
	day := dayOf(today, d.day)
	at := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	if then := at.Add(d.clock); !then.After(today) {
		return then
	}
	return at.Add(5 * time.Minute)
}

// dayOf is so many days from today, by the calendar.
func dayOf(today time.Time, days int) time.Time {
	return time.Date(today.Year(), today.Month(), today.Day()+days, 0, 0, 0, 0, time.UTC)
}
