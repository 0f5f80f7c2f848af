package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"isnad.dev/isnad/internal/export"
)

type exportCommand struct {
	databaseFlags
	Format string `help:"What to write: jsonl, csv, parquet, or graphml for the network of who met whom." enum:"jsonl,csv,parquet,graphml" default:"jsonl" placeholder:"FORMAT"`
	Dir    string `arg:"" help:"The folder to write to: a file each for articles, statements, tellings, contacts, reports and actors, or network.graphml." type:"path" placeholder:"DIR"`
}

// Run writes all tables as they are at one moment. The files get their names when all are whole.
func (c *exportCommand) Run(ctx context.Context, t terminal) error {
	s, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	bar := newExportBar(t)
	files, err := export.Folder(ctx, s, c.Dir, export.Options{Format: c.Format, Progress: bar.show})
	bar.done()
	for _, f := range files {
		if _, err := fmt.Fprintf(t.out, "%s: %s\n", f.Name, counted(int(f.Rows), "row")); err != nil {
			return err
		}
	}
	return err
}

// exportBar is a line on standard error, where a person sees it.
type exportBar struct {
	out   io.Writer // nil for no bar
	start time.Time
	shown time.Duration
}

func newExportBar(t terminal) *exportBar {
	b := &exportBar{start: time.Now()}
	if isTerminal(t.err) {
		b.out = t.err
	}
	return b
}

// show writes the line anew, at most some times a second.
func (b *exportBar) show(p export.Progress) error {
	now := time.Since(b.start)
	if b.out == nil || now-b.shown < 100*time.Millisecond {
		return nil
	}
	b.shown = now
	of := ""
	if p.Total > 0 {
		of = fmt.Sprintf(" of %d", p.Total)
	}
	fmt.Fprintf(b.out, "\r%s: %d%s\x1b[K", p.Table, p.Done, of)
	return nil
}

func (b *exportBar) done() {
	if b.out != nil {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
