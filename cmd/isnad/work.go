package main

import (
	"context"
	"errors"
	"fmt"

	"isnad.dev/isnad/internal/source/fetch"
)

type workCommand struct {
	databaseFlags
	webFlags
	Once    bool `help:"End when nothing waits."`
	Verbose bool `help:"Log what the queue does." short:"v"`
}

// Run works on what others have kept, until it is stopped. Any number of machines may do so on one PostgreSQL database.
func (c *workCommand) Run(ctx context.Context, t terminal) error {
	bar := newWorkBar(t)
	d, err := c.openDesk(ctx, logTo(t, c.Verbose), bar.settled, c.webFlags.options())
	if err != nil {
		return err
	}
	defer d.store.Close()
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	if c.Once {
		err = d.queue.Wait(ctx)
	} else {
		select {
		case <-ctx.Done():
		case <-d.queue.Failed():
			err = d.queue.Failure()
		}
	}
	bar.done()
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return errors.Join(err, d.queue.Stop(stop))
}

type rereadCommand struct {
	databaseFlags
	Verbose bool `help:"Log what the queue does." short:"v"`
}

// Run reads all articles anew with today's packs and then shows what they say, all at once.
func (c *rereadCommand) Run(ctx context.Context, t terminal) error {
	bar := newWorkBar(t)
	d, err := c.openDesk(ctx, logTo(t, c.Verbose), bar.settled, fetch.Options{})
	if err != nil {
		return err
	}
	defer d.store.Close()
	n, err := d.queue.Reread(ctx)
	if err != nil {
		return err
	}
	bar.kept(n)
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	err = d.queue.WaitReread(ctx)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if err = errors.Join(err, d.queue.Stop(stop)); err == nil {
		err = d.queue.Switch(ctx)
	}
	bar.done()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%d articles read anew; reader %s\n", n, d.queue.ReaderVersion())
	return err
}
