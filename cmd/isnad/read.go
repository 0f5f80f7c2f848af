package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/pipeline"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/source"
)

type readCommand struct {
	Format    string      `help:"How to show records: text, json (indented, one object after another), jsonl (one a line) or html. Default: text on a terminal, else jsonl." enum:"text,json,jsonl,html,auto" default:"auto" placeholder:"FORMAT"`
	Published string      `help:"Day of publication of articles that do not say (2018-08-23)." placeholder:"DAY"`
	Outlet    string      `help:"Outlet of articles that do not say." placeholder:"NAME"`
	Why       bool        `help:"Also show the rule, the cue and the spans behind each item."`
	MaxSize   source.Size `help:"Leave out articles over this size." default:"32MB" placeholder:"SIZE"`
	Jobs      int         `help:"How many articles to read at the same time. Default: one for each core." short:"j" placeholder:"N"`
	Output    string      `help:"Write to this file instead of standard output." short:"o" placeholder:"FILE" type:"path"`
	Inputs    []string    `arg:"" optional:"" name:"input" help:"Files, folders, or - for standard input, told apart by content: plain text, saved pages, JSON or JSON Lines, WARC and WET, exports of Telegram, ninjs, NewsML-G2, e-mail, and any of these packed with gzip." placeholder:"FILE|DIR|-"`
}

// Validate is called by the parser.
func (c *readCommand) Validate() error {
	if c.Published == "" {
		return nil
	}
	if len(c.Published) < 10 {
		return fmt.Errorf("--published %q is no day: write 2018-08-23", c.Published)
	}
	if _, err := time.Parse(time.DateOnly, c.Published[:10]); err != nil {
		return fmt.Errorf("--published %q is no day: write 2018-08-23", c.Published)
	}
	return nil
}

// The collector may let the heap grow to several times what lives, as long as the whole program stays small: articles live briefly.
const (
	gcPercent   = 400
	memoryLimit = 200 << 20
	inFlight    = 16 << 20 // bytes of input in the window
)

// Run reads all inputs and prints their records in order.
func (c *readCommand) Run(ctx context.Context, t terminal) error {
	askForLargePages()
	debug.SetGCPercent(-1) // what loading leaves behind is less than a collection costs
	debug.SetMemoryLimit(memoryLimit)
	inputs, err := c.inputs(t)
	if err != nil {
		return err
	}
	reader, err := isnad.OpenWith(extraWorld()...)
	if err != nil {
		return err
	}
	debug.SetGCPercent(gcPercent)
	out, err := openOutput(c.Output, t.out)
	if err != nil {
		return err
	}
	bar := newProgress(t, inputs, c.Output != "")
	run := reading{command: c, reader: reader, format: c.format(t), faults: bar.faults(), count: bar.count()}
	err = run.write(out, run.answers(ctx, inputs, newInterruptible(ctx, t.in)))
	bar.done()
	if err = errors.Join(err, out.finish(err == nil && ctx.Err() == nil)); err != nil {
		return err
	}
	if run.leftOut > 0 {
		return errLeftOut
	}
	return nil
}

// inputs are the files to read; none means standard input, unless a person sits there.
func (c *readCommand) inputs(t terminal) ([]string, error) {
	if len(c.Inputs) > 0 {
		return c.Inputs, nil
	}
	if isTerminal(t.in) {
		return nil, errors.New("nothing to read: name a file or a folder, or pipe an article in (isnad read article.txt)")
	}
	return []string{source.Stdin}, nil
}

// format is the one asked for, or the one that fits where the records go.
func (c *readCommand) format(t terminal) render.Format {
	name := c.Format
	if name == "auto" {
		if name = "jsonl"; c.Output == "" && isTerminal(t.out) {
			name = "text"
		}
	}
	switch name {
	case "text":
		return render.Text{Width: width(t.out), Colour: c.Output == "" && coloured(t.out), Why: c.Why}
	case "json":
		return render.Indented{}
	case "html":
		return render.HTML{Why: c.Why}
	}
	return render.Lines{}
}

// reading is one run.
type reading struct {
	command *readCommand
	reader  *isnad.Reader
	format  render.Format
	faults  io.Writer // where faults are named
	count   func(int) // hears of every byte of input
	leftOut int
}

// readOut is what became of one piece: its record, shown, or a fault.
type readOut struct {
	shown *[]byte
	fault error
}

// shown keeps the buffers of answers that have been written.
var shown = sync.Pool{New: func() any { return new([]byte) }}

// answers reads the pieces of all inputs on all cores.
func (r *reading) answers(ctx context.Context, inputs []string, stdin io.Reader) iter.Seq[readOut] {
	c := r.command
	options := source.Options{Published: c.Published, Outlet: c.Outlet, Max: int64(c.MaxSize)}
	work := pipeline.Work[source.Piece, readOut]{
		Workers: cmp.Or(max(c.Jobs, 0), runtime.GOMAXPROCS(0)),
		Weigh:   source.Piece.Size,
		Budget:  inFlight,
		Do:      func(p source.Piece) readOut { return r.answer(p, options) },
	}
	return work.Ordered(ctx, source.Files(inputs, stdin, options, r.count))
}

func (r *reading) answer(p source.Piece, o source.Options) readOut {
	article, err := p.Article(o)
	if err != nil {
		return readOut{fault: err}
	}
	record := r.reader.Read(articleOf(article))
	b := shown.Get().(*[]byte)
	*b = r.format.Record((*b)[:0], &record)
	return readOut{shown: b}
}

// articleOf is what the reader asks of an article.
func articleOf(a source.Article) isnad.Article {
	return isnad.Article{ID: a.ID, Outlet: a.Outlet, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: a.Text}
}

// write prints the answers as they come, and names the faults between them.
func (r *reading) write(out io.Writer, answers iter.Seq[readOut]) error {
	w := bufio.NewWriterSize(out, 256<<10)
	if _, err := w.Write(r.format.Open()); err != nil {
		return err
	}
	for a := range answers {
		if a.fault != nil {
			r.leftOut++
			fmt.Fprintln(r.faults, "isnad:", a.fault)
			continue
		}
		_, err := w.Write(*a.shown)
		shown.Put(a.shown)
		if err != nil {
			return err
		}
	}
	if _, err := w.Write(r.format.Close()); err != nil {
		return err
	}
	return w.Flush()
}
