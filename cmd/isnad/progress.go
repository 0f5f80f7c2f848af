package main

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"isnad.dev/isnad/internal/source"
)

// progress is a bar on standard error, where a person sees it and it would not stand among the records.
type progress struct {
	err   io.Writer
	group *mpb.Progress // nil for no bar
	bar   *mpb.Bar
}

// worthABar is how many bytes of input take long enough for a person to wonder.
const worthABar = 512 << 10

func newProgress(t terminal, inputs []string, toFile bool) *progress {
	p := &progress{err: t.err}
	if !isTerminal(t.err) || isTerminal(t.out) && !toFile {
		return p
	}
	total, known := totalSize(inputs)
	if known && total < worthABar {
		return p
	}
	p.group = mpb.New(mpb.WithOutput(t.err), mpb.WithWidth(40))
	p.bar = p.group.AddBar(total, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("reading ")),
		mpb.AppendDecorators(decor.CountersKibiByte("% .1f of % .1f"), decor.Name(" "), decor.AverageETA(decor.ET_STYLE_GO)))
	return p
}

// totalSize adds the sizes of all inputs up; it is not known where one is a pipe.
func totalSize(inputs []string) (total int64, known bool) {
	for _, in := range inputs {
		if in == source.Stdin {
			return 0, false
		}
		for file, fault := range source.Walk(in) {
			if fault != nil {
				continue
			}
			info, err := os.Stat(file)
			if err != nil || !info.Mode().IsRegular() {
				return 0, false
			}
			total += info.Size()
		}
	}
	return total, true
}

// count moves the bar; it is nil where there is none.
func (p *progress) count() func(int) {
	if p.bar == nil {
		return nil
	}
	return p.bar.IncrBy
}

// faults is where lines may be written while the bar is there.
func (p *progress) faults() io.Writer {
	if p.group != nil {
		return p.group
	}
	return p.err
}

// done takes the bar away.
func (p *progress) done() {
	if p.group == nil {
		return
	}
	p.bar.Abort(true)
	p.group.Wait()
}
