package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"isnad.dev/isnad/internal/pipeline"
	"isnad.dev/isnad/internal/source"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

type addCommand struct {
	databaseFlags
	webFlags
	Published string      `help:"Day of publication of articles that do not say (2018-08-23)." placeholder:"DAY"`
	Outlet    string      `help:"Outlet of articles that do not say." placeholder:"NAME"`
	MaxSize   source.Size `help:"Leave out articles over this size." default:"32MB" placeholder:"SIZE"`
	Format    string      `help:"How to show what was done: text, json, jsonl or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	Verbose   bool        `help:"Log what the queue does." short:"v"`
	Inputs    []string    `arg:"" optional:"" name:"input" help:"Files, folders, addresses, or - for standard input, told apart by content." placeholder:"FILE|DIR|URL|-"`
}

// Validate is called by the parser.
func (c *addCommand) Validate() error { return (&readCommand{Published: c.Published}).Validate() }

// added is what became of the articles.
type added struct {
	Added   int `json:"added"`    // new, or changed by their outlet
	Known   int `json:"known"`    // in the store already
	LeftOut int `json:"left_out"` // named on standard error
}

// Run keeps all inputs and reads, settles and indexes them.
func (c *addCommand) Run(ctx context.Context, t terminal) error {
	inputs, err := (&readCommand{Inputs: c.Inputs}).inputs(t)
	if err != nil {
		return err
	}
	bar := newWorkBar(t)
	d, err := c.openDesk(ctx, logTo(t, c.Verbose), bar.settled, c.webFlags.options())
	if err != nil {
		return err
	}
	defer d.store.Close()
	if err := d.queue.Start(ctx); err != nil {
		return err
	}
	sum, err := c.add(ctx, t, d, inputs, bar)
	if err == nil {
		err = d.queue.Wait(ctx)
	}
	bar.done()
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if err = errors.Join(err, d.queue.Stop(stop)); err != nil {
		if ctx.Err() != nil {
			fmt.Fprintf(t.err, "isnad: %d articles are kept, and stay; the same command, or isnad work, goes on\n", sum.Added+sum.Known)
		}
		return err
	}
	if err := showRows(t.out, c.Format, []added{sum}); err != nil {
		return err
	}
	if sum.LeftOut > 0 {
		return errLeftOut
	}
	return nil
}

// stopWithin is how long jobs that are under way may take to end.
const stopWithin = 30 * time.Second

// piece is an article with its bytes, or a fault.
type piece struct {
	file     string
	next     int64 // where the file goes on after it
	incoming store.Incoming
	fault    error
}

// add decodes the inputs on all cores and keeps their articles, some at a time.
func (c *addCommand) add(ctx context.Context, t terminal, d *desk, inputs []string, bar *workBar) (sum added, err error) {
	var batch []store.Incoming
	at := newPlaces(d.store)
	keep := func() error {
		if len(batch) == 0 {
			return nil
		}
		n, err := d.queue.Keep(ctx, batch, time.Now())
		if err != nil {
			return err
		}
		sum.Added += n
		sum.Known += len(batch) - n
		bar.kept(n)
		batch = batch[:0]
		return at.save(ctx)
	}
	addresses, files := parted(inputs)
	for _, a := range addresses {
		in, err := d.queue.Fetch(ctx, a)
		if err != nil {
			sum.LeftOut++
			bar.fault(err)
			continue
		}
		if in.Published == "" {
			in.Published = c.Published
		}
		if in.Source == "" {
			in.Source = c.Outlet
		}
		batch = append(batch, in)
	}
	if len(files) == 0 {
		return sum, keep()
	}
	for p := range c.pieces(ctx, files, newInterruptible(ctx, t.in), at.from(ctx)) {
		at.note(p.file, p.next)
		if p.fault != nil {
			sum.LeftOut++
			bar.fault(p.fault)
			continue
		}
		if batch = append(batch, p.incoming); len(batch) == work.Batch {
			if err := keep(); err != nil {
				return sum, err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return sum, err
	}
	if err := keep(); err != nil {
		return sum, err
	}
	return sum, at.forget(ctx)
}

// parted tells addresses of the web from files.
func parted(inputs []string) (addresses, files []string) {
	for _, in := range inputs {
		if strings.HasPrefix(in, "https://") || strings.HasPrefix(in, "http://") {
			addresses = append(addresses, in)
		} else {
			files = append(files, in)
		}
	}
	return addresses, files
}

func (c *addCommand) pieces(ctx context.Context, inputs []string, stdin io.Reader, from func(file string) int64) iter.Seq[piece] {
	options := source.Options{Published: c.Published, Outlet: c.Outlet, Max: int64(c.MaxSize), From: from}
	decode := pipeline.Work[source.Piece, piece]{
		Workers: runtime.GOMAXPROCS(0), Weigh: source.Piece.Size, Budget: inFlight,
		Do: func(p source.Piece) piece { return decodePiece(p, options) },
	}
	return decode.Ordered(ctx, source.Files(inputs, stdin, options, nil))
}

func decodePiece(p source.Piece, o source.Options) piece {
	a, err := p.Article(o)
	if err != nil {
		return piece{file: p.File, next: p.Next, fault: err}
	}
	return piece{file: p.File, next: p.Next, incoming: store.Incoming{Media: a.MediaType, Bytes: a.Raw(), Article: store.Article{
		Source: a.Outlet, Ident: a.ID, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Agency: a.Source, Text: a.Text}}}
}

func logTo(t terminal, verbose bool) *slog.Logger {
	level := slog.LevelError + 4 // nothing that a user can do something about comes from the queue
	if verbose {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: level}))
}

// workBar shows on standard error how many articles are kept and settled, where a person sees it.
type workBar struct {
	out            io.Writer // nil for no bar
	err            io.Writer
	start          time.Time
	keptN, settleN atomic.Int64
	leftOut        atomic.Int64
	shown          atomic.Int64
}

func newWorkBar(t terminal) *workBar {
	b := &workBar{err: t.err, start: time.Now()}
	if isTerminal(t.err) {
		b.out = t.err
	}
	return b
}

// fault names what is left out, on a line of its own.
func (b *workBar) fault(err error) {
	b.leftOut.Add(1)
	b.done()
	fmt.Fprintf(b.err, "isnad: %v\n", err)
}

func (b *workBar) kept(n int) { b.keptN.Add(int64(n)); b.show() }

func (b *workBar) settled(n int) { b.settleN.Add(int64(n)); b.show() }

// show writes the line anew, at most some times a second.
func (b *workBar) show() {
	if b.out == nil {
		return
	}
	now := time.Since(b.start)
	if last := b.shown.Load(); now.Milliseconds()-last < 100 || !b.shown.CompareAndSwap(last, now.Milliseconds()) {
		return
	}
	kept, settled := b.keptN.Load(), b.settleN.Load()
	rate := float64(settled) / max(now.Seconds(), 0.001)
	left := time.Duration(cmp.Or(float64(kept-settled)/max(rate, 0.001), 0) * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(b.out, "\r%d kept, %d settled, %d left out, %.0f a second, %s left\x1b[K", kept, settled, b.leftOut.Load(), rate, left)
}

func (b *workBar) done() {
	if b.out != nil {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
