package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/web"
)

type serveCommand struct {
	databaseFlags
	webFlags
	Listen  string        `help:"The address to listen on." default:"127.0.0.1:8380" placeholder:"ADDRESS"`
	Drain   time.Duration `help:"How long requests under way may take to finish once the program is to end." default:"10s" placeholder:"TIME"`
	Verbose bool          `help:"Log what the queue does." short:"v"`
}

// Run shows the record in a browser, and reads what comes in, until it is stopped.
func (c *serveCommand) Run(ctx context.Context, t terminal) error {
	d, err := c.openDesk(ctx, logTo(t, c.Verbose), nil, c.webFlags.options())
	if err != nil {
		return err
	}
	defer d.store.Close()
	site, err := web.New(web.Options{Store: d.store, Answers: answer.New(d.store, d.words), Queue: d.queue, Log: logTo(t, true), Version: buildVersion()})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; --listen names another address", err)
	}
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	fmt.Fprintf(t.err, "isnad: http://%s/ shows the record; Ctrl-C ends it\n", listener.Addr())
	err = site.Serve(ctx, listener, site.Handler(), c.Drain)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	return errors.Join(err, d.queue.Stop(stop))
}
