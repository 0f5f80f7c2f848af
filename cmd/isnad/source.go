package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

type sourceCommand struct {
	List   sourceListCommand   `cmd:"" help:"List the sources, or the catalogue of those that could be followed."`
	Show   sourceShowCommand   `cmd:"" help:"Show what is known of a source and how following it goes."`
	Add    sourceAddCommand    `cmd:"" help:"Add a source."`
	On     sourceOnCommand     `cmd:"" help:"Follow sources, those of the catalogue too."`
	Off    sourceOffCommand    `cmd:"" help:"Follow sources no more."`
	Test   sourceTestCommand   `cmd:"" help:"Read a source's feed and newest article without keeping anything."`
	Remove sourceRemoveCommand `cmd:"" help:"Forget a source; its articles stay."`
	Import sourceImportCommand `cmd:"" help:"Add sources from OPML, CSV or JSON, told apart by content."`
	Export sourceExportCommand `cmd:"" help:"Write the sources as OPML, CSV or JSON."`
}

// sourceLine is a source in a list.
type sourceLine struct {
	Key      string `json:"key"`
	Name     string `json:"name"`
	Country  string `json:"country"`
	Kind     string `json:"kind"`
	Followed bool   `json:"followed"`
	Articles int64  `json:"articles"`
	Last     string `json:"last_success"`
	Fault    string `json:"fault"`
	Feed     string `json:"feed"`
}

type sourceListCommand struct {
	databaseFlags
	Catalogue bool   `help:"List the catalogue instead."`
	Format    string `help:"How to show them: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
}

// Run lists the sources.
func (c *sourceListCommand) Run(ctx context.Context, t terminal) error {
	if c.Catalogue {
		var lines []sourceLine
		for _, o := range outlet.Catalogue() {
			lines = append(lines, sourceLine{Key: o.Key, Name: cmp.Or(o.NameAr, o.NameEn), Country: o.Country, Kind: string(o.Kind), Feed: cmp.Or(o.Feed, o.URL)})
		}
		return showRows(t.out, c.Format, lines)
	}
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	var lines []sourceLine
	for _, x := range all {
		lines = append(lines, lineOf(x))
	}
	return showRows(t.out, c.Format, lines)
}

func lineOf(x store.Source) sourceLine {
	l := sourceLine{Key: x.Key, Name: x.Name, Country: x.Country, Kind: x.Kind, Followed: x.Enabled, Articles: x.Articles, Fault: x.Fault, Feed: cmp.Or(x.Feed, x.URL)}
	if !x.Succeeded.IsZero() {
		l.Last = x.Succeeded.Format(time.RFC3339)
	}
	return l
}

type sourceShowCommand struct {
	databaseFlags
	Format string `help:"How to show it: json, text, jsonl or csv." enum:"text,json,jsonl,csv" default:"json" placeholder:"FORMAT"`
	Key    string `arg:"" help:"Its key or name."`
}

// sourceDetail is all that is known of a source.
type sourceDetail struct {
	outlet.Source
	Items    int64  `json:"items"`
	Failures int    `json:"failures"`
	Fault    string `json:"fault"`
	Last     string `json:"last_success"`
	Next     string `json:"next_try"`
}

// Run shows one source, of the database or else of the catalogue.
func (c *sourceShowCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.make(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	x, err := s.Source(ctx, c.Key)
	if errors.Is(err, store.ErrNotFound) {
		if o, ok := inCatalogue(c.Key); ok {
			return showRows(t.out, c.Format, []sourceDetail{{Source: o}})
		}
		return usageError{fmt.Errorf("no source is called %s; isnad source list shows them, --catalogue those that could be followed", c.Key)}
	}
	if err != nil {
		return err
	}
	o, err := work.OutletOf(x)
	if err != nil {
		return err
	}
	d := sourceDetail{Source: o, Items: x.Items, Failures: x.Failures, Fault: x.Fault}
	if !x.Succeeded.IsZero() {
		d.Last, d.Next = x.Succeeded.Format(time.RFC3339), x.NextTry.Format(time.RFC3339)
	}
	return showRows(t.out, c.Format, []sourceDetail{d})
}

func inCatalogue(key string) (outlet.Source, bool) {
	all := outlet.Catalogue()
	if i := slices.IndexFunc(all, func(o outlet.Source) bool { return o.Key == key }); i >= 0 {
		return all[i], true
	}
	return outlet.Source{}, false
}

type sourceAddCommand struct {
	databaseFlags
	Key      string   `help:"Small Latin letters, digits and hyphens; made of the address where it is left out."`
	NameAr   string   `help:"Its Arabic name." placeholder:"NAME"`
	NameEn   string   `help:"Its English name." placeholder:"NAME"`
	Country  string   `help:"Two letters (JO)."`
	Kind     string   `help:"agency, paper, broadcaster, ministry, channel or site." default:"site"`
	URL      string   `help:"Its front page." name:"url"`
	Lang     string   `help:"The language of its articles." default:"ar"`
	Zone     string   `help:"Its clock (Asia/Amman)."`
	DayFirst bool     `help:"3/4 is the third of April."`
	Encoding string   `help:"What its pages are written in, whatever they declare."`
	Include  []string `help:"Sections or address patterns to follow; all where none is given."`
	Exclude  []string `help:"Sections or address patterns to leave out."`
	Feed     string   `arg:"" help:"The address of its feed or news sitemap."`
}

// Run adds a source and follows it.
func (c *sourceAddCommand) Run(ctx context.Context, t terminal) error {
	o := outlet.Source{Key: c.Key, NameAr: c.NameAr, NameEn: c.NameEn, Country: c.Country, Kind: outlet.Kind(c.Kind), URL: c.URL, Feed: c.Feed, Lang: c.Lang, Zone: c.Zone,
		DayFirst: c.DayFirst, Encoding: c.Encoding, Include: c.Include, Exclude: c.Exclude, Enabled: true}
	if o.Key == "" {
		o.Key = outlet.KeyOf(c.Feed)
	}
	if o.NameAr == "" && o.NameEn == "" {
		o.NameEn = o.Key
	}
	if err := o.Check(); err != nil {
		return usageError{fmt.Errorf("source %s: %w", c.Feed, err)}
	}
	s, err := c.make(ctx)
	if err != nil {
		return err
	}
	x, err := s.Source(ctx, o.Key)
	s.Close()
	if err == nil && x.Key == o.Key && x.Feed != "" {
		return usageError{fmt.Errorf("source %s is there already (isnad source show %s); remove it first, or give another --key", o.Key, o.Key)}
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	return c.put(ctx, t, []outlet.Source{o})
}

// put checks and keeps sources.
func (f databaseFlags) put(ctx context.Context, t terminal, all []outlet.Source) error {
	for _, o := range all {
		if err := o.Check(); err != nil {
			return usageError{fmt.Errorf("source %s: %w", o.Key, err)}
		}
	}
	s, err := f.make(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	err = s.Write(ctx, func(tx *store.Tx) error {
		for _, o := range all {
			if err := tx.PutSource(ctx, work.RowOf(o)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%d sources kept\n", len(all))
	return err
}

type sourceOnCommand struct {
	databaseFlags
	Keys []string `arg:"" help:"Keys, or all."`
}

// Run follows sources.
func (c *sourceOnCommand) Run(ctx context.Context, t terminal) error {
	return c.turn(ctx, t, c.Keys, true)
}

type sourceOffCommand struct {
	databaseFlags
	Keys []string `arg:"" help:"Keys, or all."`
}

// Run follows sources no more.
func (c *sourceOffCommand) Run(ctx context.Context, t terminal) error {
	return c.turn(ctx, t, c.Keys, false)
}

// turn switches sources on or off. Those of the catalogue get their rows then.
func (f databaseFlags) turn(ctx context.Context, t terminal, keys []string, on bool) error {
	if slices.Equal(keys, []string{"all"}) {
		keys = nil
		for _, o := range outlet.Catalogue() {
			keys = append(keys, o.Key)
		}
	}
	s, err := f.make(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	var all []outlet.Source
	for _, key := range keys {
		o, err := known(ctx, s, key)
		if err != nil {
			return err
		}
		o.Enabled = on
		if on && o.Feed == "" {
			fmt.Fprintf(t.err, "isnad: %s has no feed yet; give it with isnad source add --key %s FEED\n", key, key)
		}
		all = append(all, o)
	}
	return f.put(ctx, t, all)
}

// known returns the source of this key, of the database or else of the catalogue.
func known(ctx context.Context, s *store.Store, key string) (outlet.Source, error) {
	x, err := s.Source(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		if o, ok := inCatalogue(key); ok {
			return o, nil
		}
		return outlet.Source{}, usageError{fmt.Errorf("no source is called %s; isnad source list --catalogue shows those that could be followed", key)}
	}
	if err != nil {
		return outlet.Source{}, err
	}
	return work.OutletOf(x)
}

type sourceTestCommand struct {
	databaseFlags
	webFlags
	Key string `arg:"" help:"Its key."`
}

// Run reads the feed and the newest article and prints what it found.
func (c *sourceTestCommand) Run(ctx context.Context, t terminal) error {
	d, err := c.openDesk(ctx, logTo(t, false), nil, c.webFlags.options())
	if err != nil {
		return err
	}
	defer d.store.Close()
	o, err := known(ctx, d.store, c.Key)
	if err != nil {
		return err
	}
	if o.Feed == "" {
		return fmt.Errorf("%s has no feed; give it with isnad source add --key %s FEED", c.Key, c.Key)
	}
	n, newest, err := d.queue.Try(ctx, work.RowOf(o))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s: %d items\n\u2068%s\u2069\n%s\n%d letters of text\n", o.Feed, n, newest.Title, newest.Published, len([]rune(newest.Text)))
	return err
}

type sourceRemoveCommand struct {
	databaseFlags
	Keys []string `arg:"" help:"Keys or names."`
}

// Run forgets sources.
func (c *sourceRemoveCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, key := range c.Keys {
		x, err := s.Source(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			return usageError{fmt.Errorf("no source is called %s; isnad source list shows them", key)}
		}
		if err == nil {
			err = s.Write(ctx, func(tx *store.Tx) error { return tx.RemoveSource(ctx, x.ID) })
		}
		if err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(t.out, "%d sources removed\n", len(c.Keys))
	return err
}

type sourceImportCommand struct {
	databaseFlags
	File string `arg:"" help:"OPML, CSV or JSON; - for standard input."`
}

// Run adds the sources of a file. What is wrong in it is named by line, and the rest is added.
func (c *sourceImportCommand) Run(ctx context.Context, t terminal) error {
	in := t.in
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("%s: %w; check its name", c.File, err)
		}
		defer f.Close()
		in = f
	}
	all, err := outlet.Read(in)
	var faults outlet.Faults
	if err != nil && !errors.As(err, &faults) {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	for _, f := range faults {
		fmt.Fprintf(t.err, "isnad: %s: %v\n", c.File, f)
	}
	if err := c.put(ctx, t, all); err != nil {
		return err
	}
	if len(faults) > 0 {
		return errLeftOut
	}
	return nil
}

type sourceExportCommand struct {
	databaseFlags
	Format string `help:"opml, csv or json." enum:"opml,csv,json" default:"opml"`
	Output string `help:"Write to this file instead of standard output." short:"o" placeholder:"FILE" type:"path"`
}

// Run writes the sources that have keys.
func (c *sourceExportCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	rows, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	var all []outlet.Source
	for _, x := range rows {
		if x.Key == "" {
			continue
		}
		o, err := work.OutletOf(x)
		if err != nil {
			return err
		}
		all = append(all, o)
	}
	out, err := openOutput(c.Output, t.out)
	if err != nil {
		return err
	}
	err = outlet.Write(io.Writer(out), outlet.Format(c.Format), all)
	return errors.Join(err, out.finish(err == nil))
}
