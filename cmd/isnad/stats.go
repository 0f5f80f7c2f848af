package main

import (
	"context"
	"encoding/json"

	"isnad.dev/isnad/internal/store"
)

type statsCommand struct {
	databaseFlags
	Format string `help:"How to show the counts: json, text, jsonl or csv." enum:"text,json,jsonl,csv" default:"json" placeholder:"FORMAT"`
}

// Run prints what the database holds. JSON is one object.
func (c *statsCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	x, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		e := json.NewEncoder(t.out)
		e.SetIndent("", "  ")
		return e.Encode(x)
	}
	return showRows(t.out, c.Format, []store.Stats{x})
}
