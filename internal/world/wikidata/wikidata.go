// Package wikidata reads terms of office from Wikidata, so that a user's own pack has those that the world pack lacks.
//
// In: lines of Wikidata's JSON dump (one entity a line, with or without the brackets and commas of the whole list) or the CSV of its query
// service, compressed by gzip or not, told apart by content. Out: claims, "who held which position from when until when", and from them rows
// of the tables people and terms: Q58217 (Sergey Lavrov, سيرغي لافروف), "Minister of Foreign Affairs of Russia" since 2004-03-09 is the row
// "sergey-lavrov foreign-minister ru 2004-03-09 ?". Wikidata's data are in the public domain (CC0).
package wikidata

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Item is a thing of Wikidata with its names.
type Item struct{ ID, En, Ar string }

// Claim says that a person held a position. Days are 2018-08-23, 2018-08 or 2018, or "" where they are not known.
type Claim struct {
	Person   Item
	Position Item
	Of       []Item // the country or body, the surest first
	From     string
	Until    string
	Line     int
}

// Fault is a line that could not be read.
type Fault struct {
	Line   int
	Reason string
}

func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Reason) }

// Read returns the claims of a file in their order. Lines that cannot be read are told to fault, and reading goes on. Only the claims and the
// names of positions and countries are held in memory, whatever the size of the file.
func Read(r io.Reader, fault func(Fault)) ([]Claim, error) {
	in, err := unpacked(r)
	if err != nil {
		return nil, err
	}
	first, err := firstByte(in)
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	case first == '[' || first == '{':
		return readDump(in, fault)
	}
	return readTable(in, fault)
}

// unpacked undoes gzip and drops a byte order mark.
func unpacked(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("compressed file: %w", err)
		}
		in = bufio.NewReaderSize(z, 1<<16)
	}
	if mark, _ := in.Peek(3); bytes.Equal(mark, []byte("\uFEFF")) {
		in.Discard(3)
	}
	return in, nil
}

// firstByte looks at the first byte that is no white space, within the first buffer.
func firstByte(in *bufio.Reader) (byte, error) {
	for n := 1; ; n++ {
		b, err := in.Peek(n)
		if len(b) < n {
			return 0, err
		}
		if c := b[n-1]; !strings.ContainsRune(" \t\r\n", rune(c)) {
			return c, nil
		}
	}
}

// bareID is the number of an item without its address: Q7747 of http://www.wikidata.org/entity/Q7747.
func bareID(s string) string {
	s = strings.Trim(strings.TrimSpace(s), "<>")
	s = s[strings.LastIndexAny(s, "/:")+1:]
	if len(s) < 2 || s[0] != 'Q' && s[0] != 'q' || strings.Trim(s[1:], "0123456789") != "" {
		return ""
	}
	return "Q" + s[1:]
}

// The precisions of a time, as Wikidata numbers them.
const (
	yearPrecision  = 9
	monthPrecision = 10
	dayPrecision   = 11
)

// day reads a time of Wikidata as precisely as it is known. It is "" for no time, and an error for one that is none of the last centuries.
func day(s string, precision int) (string, error) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "+")
	if s == "" || strings.HasPrefix(s, "_:") || strings.HasPrefix(s, "http") { // an unknown value has an address of its own
		return "", nil
	}
	s, _, _ = strings.Cut(s, "T")
	parts := strings.Split(s, "-")
	n := min(len(parts), precision-yearPrecision+1, 3)
	if n < 1 {
		return "", nil
	}
	for n > 1 && strings.Trim(parts[n-1], "0") == "" {
		n--
	}
	out := strings.Join(parts[:n], "-")
	if err := checkDay(out); err != nil {
		return "", err
	}
	return out, nil
}
