// Package check runs the examples that stand inside the packs' entries: each must be read with exactly the spans that it marks.
//
// In: the packs. Out: how many examples ran, and each that failed with its file and line. In packs/ar/lexicon/verbs.tsv stands
// "{أكد} المدير أن [العمل لم يتوقف]": the statement stage must find the cue أكد and that content in it; "{said} that [work went on]" would
// stand in an English pack in the same way.
package check

import (
	"fmt"
	"io/fs"
	"slices"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/internal/nlp/furniture"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/nlp/when"
	"isnad.dev/isnad/internal/text"
)

// Failure is an example that is not read as it says.
type Failure struct {
	File   string // inside the pack
	Line   int
	Key    string // what the line is about: its first column, or the id of the rule
	Reason string
}

func (f Failure) Error() string { return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Key, f.Reason) }

// Report says what became of the examples.
type Report struct {
	Examples int
	Failures []Failure // in the order of files and lines
	Known    []Failure // those that packs/ar/known-misses.tsv lists
}

// Published is the day on which the examples are read: a Thursday.
var Published = doc.Day{Year: 2018, Month: 8, Day: 23}

// checker is a run.
type checker struct {
	pipeline *nlp.Pipeline
	examples int
	failures []Failure
}

// Run loads the packs and runs the examples of all their tables and rules. An error is a pack that cannot be loaded.
func Run(packs fs.FS) (Report, error) {
	p, err := nlp.New(packs)
	if err != nil {
		return Report{}, err
	}
	ar, err := fs.Sub(packs, "ar")
	if err != nil {
		return Report{}, fmt.Errorf("pack ar: %w", err)
	}
	c := &checker{pipeline: p}
	for _, run := range []func(fs.FS) error{c.lexicon, c.dates, c.furniture, c.rules} {
		if err := run(ar); err != nil {
			return Report{}, err
		}
	}
	slices.SortStableFunc(c.failures, compare)
	return c.report(ar)
}

func (c *checker) fail(file string, line int, key, reason string) {
	c.failures = append(c.failures, Failure{file, line, key, reason})
}

// dates runs the examples of the tables of dates.
func (c *checker) dates(ar fs.FS) error {
	sub, err := fs.Sub(ar, "when")
	if err != nil {
		return fmt.Errorf("dates: %w", err)
	}
	f, err := when.Load(sub)
	if err != nil {
		return err
	}
	for _, e := range f.Examples() {
		c.examples++
		line := parse(e.Text)
		src := text.Text(line.text)
		found := f.Find(src, token.Split(src, c.pipeline.Pack), Published)
		if why := compareDates(line, found, e.Values); why != "" {
			c.fail("when/"+e.File, e.Line, e.Text, why)
		}
	}
	return nil
}

func compareDates(want marked, found []doc.Date, values []string) string {
	var spans []text.Span
	var got []string
	for _, d := range found {
		spans, got = append(spans, d.Span), append(got, d.Value)
	}
	if shown := show(want.text, spans); !slices.Equal(spans, want.square) {
		return fmt.Sprintf("is read as %q", shown)
	}
	if !slices.Equal(got, values) {
		return fmt.Sprintf("is read as %q, not %q", got, values)
	}
	return ""
}

// furniture runs the examples of the tables of furniture.
func (c *checker) furniture(ar fs.FS) error {
	n, faults := furniture.Check(ar, func(src text.Text) []doc.Token { return token.Split(src, c.pipeline.Pack) })
	c.examples += n
	for _, err := range faults {
		c.failures = append(c.failures, asFailure(err))
	}
	return nil
}
