package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

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
	shown, err := d.store.Value(ctx, store.Shown)
	if err != nil {
		return err
	}
	from, to, err := c.versions(versions, shown, d.queue.ReaderVersion())
	if err != nil {
		return err
	}
	if from == to {
		return c.list(t, versions, shown)
	}
	ids := make([]store.ArticleID, len(c.IDs))
	for i, id := range c.IDs {
		ids[i] = store.ArticleID(id)
	}
	if c.Format == "csv" || c.Format == "jsonl" {
		w, err := newRowWriter[work.Change](c.Format, t.out)
		if err != nil {
			return err
		}
		return errors.Join(d.queue.Diff(ctx, ids, from, to, w.Write), w.Close())
	}
	var changes []work.Change
	if err := d.queue.Diff(ctx, ids, from, to, func(x work.Change) error { changes = append(changes, x); return nil }); err != nil {
		return err
	}
	return showRows(t.out, c.Format, changes)
}

// versions are the two to compare, the same one where there is no other. Where the one that is shown is today's, it is held against the one of the rest
// that has read most.
func (c *diffCommand) versions(all map[string]int64, shown, today string) (from, to string, err error) {
	to = cmp.Or(c.To, today)
	for _, v := range []string{c.From, c.To} {
		if _, ok := all[v]; !ok && v != "" && v != today {
			return "", "", usageError{fmt.Errorf("no article was read by version %s; isnad diff --from and --to take one of %s", v, strings.Join(byArticles(all), ", "))}
		}
	}
	from = cmp.Or(c.From, shown)
	if c.From == "" && from == to {
		for _, v := range byArticles(all) {
			if v != to {
				return v, to, nil
			}
		}
	}
	return from, to, nil
}

// byArticles sorts versions by how many articles they have read, the most first.
func byArticles(all map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(all), func(a, b string) int { return cmp.Or(cmp.Compare(all[b], all[a]), cmp.Compare(a, b)) })
}

func (c *diffCommand) list(t terminal, all map[string]int64, shown string) error {
	var lines []readBy
	for _, v := range byArticles(all) {
		lines = append(lines, readBy{v, all[v], v == shown})
	}
	return showRows(t.out, c.Format, lines)
}
