package main

import (
	"context"
	"errors"
	"fmt"

	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

type diffCommand struct {
	databaseFlags
	From   string  `help:"A version of the reader; the one that is shown where it is left out." placeholder:"VERSION"`
	To     string  `help:"Another; today's where it is left out." placeholder:"VERSION"`
	Format string  `help:"How to show it: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	IDs    []int64 `arg:"" optional:"" name:"article" help:"Articles; all where none is named."`
}

// readBy counts the articles that a version of the reader has read.
type readBy struct {
	Version  string `json:"version"`
	Articles int64  `json:"articles"`
	Shown    bool   `json:"shown"`
}

// Run prints what two versions of the reader read differently. Where there is one version only, it says which.
func (c *diffCommand) Run(ctx context.Context, t terminal) error {
	d, err := c.openDesk(ctx, logTo(t, false), nil, fetch.Options{})
	if err != nil {
		return err
	}
	defer d.store.Close()
	versions, err := d.store.Versions(ctx)
	if err != nil {
		return err
	}
	from, to, err := c.versions(ctx, d, versions)
	if err != nil || from == to {
		return errors.Join(err, c.list(ctx, t, d, versions))
	}
	ids := make([]store.ArticleID, len(c.IDs))
	for i, id := range c.IDs {
		ids[i] = store.ArticleID(id)
	}
	if len(ids) == 0 {
		if ids, err = d.store.Unread(ctx, "", 0, maxArticles); err != nil {
			return err
		}
	}
	var changes []work.Change
	if err := d.queue.Diff(ctx, ids, from, to, func(x work.Change) error { changes = append(changes, x); return nil }); err != nil {
		return err
	}
	return showRows(t.out, c.Format, changes)
}

// maxArticles is more than a store holds.
const maxArticles = 1 << 30

// versions are the two to compare.
func (c *diffCommand) versions(ctx context.Context, d *desk, all map[string]int64) (from, to string, err error) {
	to = c.To
	if to == "" {
		to = d.queue.ReaderVersion()
	}
	from = c.From
	for v := range all {
		if from == "" && v != to {
			from = v
		}
	}
	for _, v := range []string{from, to} {
		if _, ok := all[v]; !ok && v != "" && v != d.queue.ReaderVersion() {
			return "", "", usageError{fmt.Errorf("no article was read by version %s; isnad diff without versions lists them", v)}
		}
	}
	if from == "" {
		from = to
	}
	return from, to, nil
}

func (c *diffCommand) list(ctx context.Context, t terminal, d *desk, all map[string]int64) error {
	var lines []readBy
	for v, n := range all {
		lines = append(lines, readBy{v, n, v == d.queue.ReaderVersion()})
	}
	return showRows(t.out, c.Format, lines)
}
