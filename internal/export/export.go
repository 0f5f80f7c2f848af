// Package export writes what the store holds as files for other programs: CSV that opens right in a spreadsheet, JSON Lines, Parquet, and the network of who
// met whom as GraphML.
//
// In: a store, or the rows of one search. Out: rows one by one, so that memory stays flat:
//
//	{"id":7,"speaker":"وزير الخارجية","day":"2025-03-09","words":"المحادثات ستبدأ غدا" …}
//	{"id":8,"speaker":"the foreign minister","day":"2025-03-09","words":"talks begin tomorrow" …}
package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// The formats.
const (
	CSV     = "csv"
	Lines   = "jsonl"
	Parquet = "parquet"
	GraphML = "graphml" // only of the network
)

// Formats are those of rows; All are those of a whole store.
var (
	Formats = []string{Lines, CSV, Parquet}
	All     = []string{Lines, CSV, Parquet, GraphML}
)

// Check says whether the format is one of these.
func Check(format string, known []string) error {
	if !slices.Contains(known, format) {
		return fmt.Errorf("format %q: it is none of %s", format, strings.Join(known, ", "))
	}
	return nil
}

// Media is the media type of a file in the format.
func Media(format string) string {
	switch format {
	case CSV:
		return "text/csv; charset=utf-8"
	case Parquet:
		return "application/vnd.apache.parquet"
	case GraphML:
		return "application/graphml+xml; charset=utf-8"
	}
	return "application/x-ndjson; charset=utf-8"
}

// Writer takes the rows of one file. What it has not written yet, Close writes; it does not close what is below it.
type Writer[T any] interface {
	Write(T) error
	Close() error
}

// NewWriter writes rows, structs with names for json and parquet, in one of Formats.
func NewWriter[T any](format string, w io.Writer) (Writer[T], error) {
	switch format {
	case CSV:
		return NewSheet[T](w)
	case Parquet:
		return &parquetFile[T]{w: parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup))}, nil
	case Lines:
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return jsonLines[T]{e}, nil
	}
	return nil, Check(format, Formats)
}

// Write writes all rows and returns how many. It ends at the first error, of a row or of the file.
func Write[T any](w io.Writer, format string, rows iter.Seq2[T, error]) (n int64, err error) {
	buffered := bufio.NewWriterSize(w, 64<<10)
	out, err := NewWriter[T](format, buffered)
	if err != nil {
		return 0, err
	}
	for row, err := range rows {
		if err == nil {
			err = out.Write(row)
		}
		if err != nil {
			return n, errors.Join(err, buffered.Flush())
		}
		n++
	}
	return n, errors.Join(out.Close(), buffered.Flush())
}

type jsonLines[T any] struct{ e *json.Encoder }

// Write writes a line.
func (j jsonLines[T]) Write(row T) error { return j.e.Encode(row) }

// Close has nothing to do.
func (j jsonLines[T]) Close() error { return nil }

// rowGroup is how many rows of Parquet are held in memory until they are written, and rowsAtOnce how many are handed over together.
const (
	rowGroup   = 10_000
	rowsAtOnce = 64
)

type parquetFile[T any] struct {
	w    *parquet.GenericWriter[T]
	rows []T
}

// Write writes the row with the next of them.
func (p *parquetFile[T]) Write(row T) error {
	if p.rows = append(p.rows, row); len(p.rows) < rowsAtOnce {
		return nil
	}
	return p.flush()
}

func (p *parquetFile[T]) flush() error {
	_, err := p.w.Write(p.rows)
	clear(p.rows)
	p.rows = p.rows[:0]
	return err
}

// Close writes the rest and the footer, without which it is no Parquet file.
func (p *parquetFile[T]) Close() error { return errors.Join(p.flush(), p.w.Close()) }
