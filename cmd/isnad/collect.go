package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/source"
	"isnad.dev/isnad/internal/source/drop"
)

type collectCommand struct {
	databaseFlags
	webFlags
	Watch   bool          `help:"Go on until stopped: ask each source again when its time has come."`
	Every   time.Duration `help:"With --watch, how often to look whose time has come." default:"1m" placeholder:"TIME"`
	Drop    []string      `help:"Also read the files that are put into this folder (with --watch: as they come)." placeholder:"DIR" type:"existingdir"`
	Format  string        `help:"How to show what was done: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	Verbose bool          `help:"Log what the queue does." short:"v"`
}

// Validate is called by the parser.
func (c *collectCommand) Validate() error { return checkPause(c.Every) }

// checkPause refuses a pause that is none.
func checkPause(every time.Duration) error {
	if every <= 0 {
		return fmt.Errorf("--every %v is no pause: write 1m", every)
	}
	return nil
}

// collected is what a run of collect did.
type collected struct {
	Sources int `json:"sources"` // that were asked
	Settled int `json:"settled"` // articles
}

// Run asks the sources that are followed for what is new, fetches it, reads and settles it.
func (c *collectCommand) Run(ctx context.Context, t terminal) error {
	bar := newWorkBar(t)
	d, err := c.openDesk(ctx, logTo(t, c.Verbose), bar.settled, c.webFlags.options())
	if err != nil {
		return err
	}
	defer d.store.Close()
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	err = c.collect(ctx, t, d, bar)
	bar.done()
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return errors.Join(err, d.queue.Stop(stop))
}

func (c *collectCommand) collect(ctx context.Context, t terminal, d *desk, bar *workBar) error {
	if c.Watch {
		return c.watch(ctx, t, d)
	}
	n, err := d.queue.Collect(ctx, time.Now())
	if err != nil {
		return err
	}
	for _, dir := range c.Drop {
		if err := c.take(ctx, t, d, dir); err != nil {
			return err
		}
	}
	if n == 0 && len(c.Drop) == 0 {
		fmt.Fprintln(t.err, "isnad: no source is followed whose time has come; isnad source list shows them, isnad source on KEY follows one")
	}
	if err := d.queue.WaitAll(ctx); err != nil {
		return err
	}
	return showRows(t.out, c.Format, []collected{{n, int(bar.settleN.Load())}})
}

// watch asks sources as their time comes, and takes files as they come, until ctx ends.
func (c *collectCommand) watch(ctx context.Context, t terminal, d *desk) error {
	faults := make(chan error, len(c.Drop))
	for _, dir := range c.Drop {
		go func() { faults <- c.watchFolder(ctx, t, d, dir) }()
	}
	tick := time.NewTicker(c.Every)
	defer tick.Stop()
	for {
		if _, err := d.queue.Collect(ctx, time.Now()); err != nil && ctx.Err() == nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case err := <-faults:
			if err != nil {
				return err
			}
		case <-tick.C:
		}
	}
}

// watchFolder takes each file of the folder once it has come to rest.
func (c *collectCommand) watchFolder(ctx context.Context, t terminal, d *desk, dir string) error {
	for f := range drop.Watch(ctx, dir, drop.Options{}) {
		if err := c.take(ctx, t, d, f.Path); err != nil {
			return err
		}
	}
	return nil
}

// take keeps the articles of a file or folder. Those that are in the store already are passed over, so that a file may be taken twice.
func (c *collectCommand) take(ctx context.Context, t terminal, d *desk, path string) error {
	add := addCommand{MaxSize: source.DefaultMax}
	_, err := add.add(ctx, t, d, []string{path}, newWorkBar(t))
	return err
}
