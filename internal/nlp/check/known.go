package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"isnad.dev/isnad/internal/tsv"
)

// knownFile lists examples that are right but are not read so yet: the file and first column of their line, and why.
const knownFile = "known-misses.tsv"

// report parts what failed into what is known and what is not. A known miss that does not fail any more is a failure too: it must be taken
// off the list.
func (c *checker) report(ar fs.FS) (Report, error) {
	rows, err := tsv.Read(ar, knownFile, "file", "key", "why")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Report{}, err
	}
	out := Report{Examples: c.examples}
	missed := map[[2]string]bool{}
	for _, r := range rows {
		missed[[2]string{r.Fields[0], r.Fields[1]}] = false
	}
	for _, f := range c.failures {
		key := [2]string{f.File, f.Key}
		if _, known := missed[key]; !known {
			out.Failures = append(out.Failures, f)
			continue
		}
		missed[key] = true
		out.Known = append(out.Known, f)
	}
	for _, r := range rows {
		if !missed[[2]string{r.Fields[0], r.Fields[1]}] {
			out.Failures = append(out.Failures, Failure{r.File, r.Line, r.Fields[1], fmt.Sprintf("the example in %s is read right now: take this line out", r.Fields[0])})
		}
	}
	slices.SortStableFunc(out.Failures, compare)
	return out, nil
}
