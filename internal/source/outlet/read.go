package outlet

import (
	"fmt"
	"io"
	"strings"

	"isnad.dev/isnad/internal/source/charset"
)

// Format is one of the forms that sources are written in.
type Format string

// The formats.
const (
	OPML Format = "opml"
	CSV  Format = "csv"
	JSON Format = "json"
)

// Fault says which line is left out, why, and what can be done.
type Fault struct {
	Line int
	What string // with its remedy
}

func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.What) }

// Faults are all faults of a file, in order. What has none is read all the same.
type Faults []Fault

func (f Faults) Error() string {
	var lines []string
	for _, one := range f {
		lines = append(lines, one.Error())
	}
	return strings.Join(lines, "\n")
}

// maxFile bounds a file of sources, and maxFaults what is said of it.
const (
	maxFile   = 32 << 20
	maxFaults = 100
)

// Read reads sources in any of the formats, told apart by content. With Faults, the rest has been read.
func Read(r io.Reader) ([]Source, error) {
	text, err := textOf(r)
	if err != nil {
		return nil, err
	}
	switch sniff(text) {
	case OPML:
		return readOPML(text)
	case JSON:
		return readJSON(text)
	}
	return readCSV(text)
}

// sniff tells the format by its first letter.
func sniff(text string) Format {
	switch text = trim(text); {
	case strings.HasPrefix(text, "<"):
		return OPML
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "["):
		return JSON
	}
	return CSV
}

// Write writes sources in a format.
func Write(w io.Writer, f Format, list []Source) error {
	switch f {
	case OPML:
		return WriteOPML(w, list)
	case JSON:
		return WriteJSON(w, list)
	case CSV:
		return WriteCSV(w, list)
	}
	return fmt.Errorf("format %q is none: write opml, csv or json", f)
}

// textOf reads all, in whatever encoding it is in.
func textOf(r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("sources: %w", err)
	}
	if len(b) > maxFile {
		return "", fmt.Errorf("sources: the file is longer than %d MB: part it", maxFile>>20)
	}
	text, _ := charset.Decode(b, charset.Declared(b[:min(len(b), 1024)]))
	return strings.TrimPrefix(text, "\ufeff"), nil
}

// reading gathers the sources of a file.
type reading struct {
	list   []Source
	faults Faults
	keys   map[string]int // the line of each
}

func newReading() *reading { return &reading{keys: map[string]int{}} }

func (r *reading) fault(line int, what string) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, Fault{line, what})
	}
}

// add takes a row, where it is one. Two feeds of one outlet that have no keys of their own get numbers.
func (r *reading) add(line int, in row) {
	s := in.source()
	if in.Key == "" {
		for n, base := 2, s.Key; r.keys[s.Key] != 0; n++ {
			s.Key = fmt.Sprintf("%s-%d", base, n)
		}
	}
	if err := s.Check(); err != nil {
		r.fault(line, err.Error())
		return
	}
	if first := r.keys[s.Key]; first != 0 {
		r.fault(line, fmt.Sprintf("key %q stands in line %d already: give it another", s.Key, first))
		return
	}
	r.keys[s.Key] = line
	r.list = append(r.list, s)
}

func (r *reading) done() ([]Source, error) {
	if len(r.list) == 0 && len(r.faults) == 0 {
		r.fault(1, "there is no source: give OPML with outlines, CSV whose first line names the columns, or JSON objects")
	}
	if len(r.faults) > 0 {
		return r.list, r.faults
	}
	return r.list, nil
}
