package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/mcp"
	"isnad.dev/isnad/internal/store"
)

type mcpCommand struct {
	databaseFlags
	BaseURL string `help:"What links to the pages begin with." env:"ISNAD_BASE_URL" default:"http://localhost:8380" placeholder:"URL"`
	Write   bool   `help:"Let the assistant change something too: merge actors."`
}

// Run serves one assistant until it leaves. Standard output is the protocol's.
func (c *mcpCommand) Run(ctx context.Context, t terminal) error {
	f, err := askFlags{databaseFlags: c.databaseFlags}.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	o := mcp.Options{Answers: f.Finder, Base: strings.TrimSuffix(c.BaseURL, "/"), Version: buildVersion()}
	if c.Write {
		guard, err := account.New(f.store, account.Options{})
		if err != nil {
			return err
		}
		defer guard.Close()
		o.Writer = merger{f.store, guard}
	}
	if err := mcp.Stdio(ctx, o); err != nil && ctx.Err() == nil {
		return err
	}
	return ctx.Err()
}

// merger merges actors for an assistant, and notes it.
type merger struct {
	store *store.Store
	guard *account.Guard
}

// Merge takes one actor for another.
func (m merger) Merge(ctx context.Context, actor, into int64, reason string) error {
	change, err := m.store.MergeActors(ctx, actor, into, reason, time.Now())
	if err != nil {
		return answer.QuestionError{Err: err}
	}
	return m.guard.Note(account.AsCommand(ctx), "actor.merge", fmt.Sprintf("actor/%d", into), nil, change)
}
