// Package archive reads web archives: WARC files, packed or not, and the WET files of text that are made from them.
//
// In: the bytes of an archive, from any record on. Out: the records that hold a page (an answer of a server whose content is HTML) or a text (a
// conversion), each with its place, or one fault for each that is broken. A record of type response with "<h1>لقاء في عمّان</h1>" or
// "<h1>Talks in Amman</h1>" is a document; requests, pictures and redirections are passed over.
//
// The reader is our own: the well-kept library (nlnwa/gowarc) holds a header line whole however long it is, and has no way on behind a packed
// member that does not unpack, which are what an archive of years has somewhere.
package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Options say where to begin and how much one record may hold.
type Options struct {
	From int64 // the offset of the first record to read: a Record's Offset or Next
	Max  int64 // bytes of a record
}

// Record is a record that holds a document, with its header, as it stands in the archive.
type Record struct {
	Offset int64 // where it starts; in a packed archive where its member does
	Next   int64 // where to go on after it
	Raw    []byte
}

// Fault says what is wrong with a record.
type Fault struct {
	Offset       int64
	What, Remedy string
}

// Error is what is wrong.
func (f *Fault) Error() string { return f.What }

// Is says whether an input that begins like this is an archive.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte(magic)) }

// IsPacked says whether an input that begins like this is a packed archive.
func IsPacked(head []byte) bool {
	return bytes.HasPrefix(head, packed) && opensMember(new(gzip.Reader), head)
}

// opensMember unpacks the first bytes of a member to see whether a record starts there.
func opensMember(z *gzip.Reader, head []byte) bool {
	if z.Reset(bytes.NewReader(head)) != nil {
		return false
	}
	b := make([]byte, len(magic))
	_, err := io.ReadFull(z, b)
	return err == nil && Is(b)
}

var (
	magic  = "WARC/"
	packed = []byte("\x1F\x8B\x08")
)

// Records returns the records that hold documents, in order. An error is a *Fault of one record, after which others may follow, or that of the stream. Memory
// holds two records at a time.
func Records(r io.Reader, o Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		c := &reader{tape: newTape(r, o.From), max: o.Max, yield: yield}
		c.lines = bufio.NewReaderSize(c.tape, maxHeader)
		if c.tape.startsWith(packed) {
			c.members()
		} else {
			c.plain()
		}
		if c.tape.err != nil && !errors.Is(c.tape.err, io.EOF) && !c.stopped {
			yield(Record{}, c.tape.err)
		}
	}
}

// reader walks over one archive.
type reader struct {
	tape    *tape
	lines   *bufio.Reader // over the tape, or over the member that is being unpacked
	max     int64
	yield   func(Record, error) bool
	stopped bool  // nobody listens any more
	again   int64 // bytes that were gone back over
	tried   int64 // bytes that were unpacked to see whether a record starts there
}

func (c *reader) give(r Record) bool {
	c.stopped = c.stopped || !c.yield(r, nil)
	return !c.stopped
}

func (c *reader) fault(at int64, err error) bool {
	c.stopped = c.stopped || !c.yield(Record{}, faultOf(at, err))
	return !c.stopped
}

// faultOf names what is wrong with the record at a place.
func faultOf(at int64, err error) *Fault {
	var large *tooLarge
	const mend = "the archive is damaged here: get it again if the page is needed"
	switch {
	case errors.As(err, &large):
		return &Fault{at, large.Error(), "raise --max-size if it is one article"}
	case errors.Is(err, ErrBomb):
		return &Fault{at, err.Error(), "leave it out"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &Fault{at, "this record is cut off", mend}
	case errors.Is(err, gzip.ErrChecksum):
		return &Fault{at, "this record's checksum is wrong", mend}
	case errors.Is(err, errNoRecord), errors.Is(err, errLength), errors.Is(err, errHeader), errors.Is(err, errLost):
		return &Fault{at, err.Error(), mend}
	}
	return &Fault{at, "this record does not unpack (" + err.Error() + ")", mend}
}

var (
	errNoRecord = errors.New("no record starts here")
	errLength   = errors.New("this record is not as long as it says")
	errHeader   = errors.New("this record's header cannot be read")
	errLost     = errors.New("too much of what follows is damaged to look for more records")
)

// tooLarge is a record over the limit.
type tooLarge struct{ length, max int64 }

func (e *tooLarge) Error() string {
	return fmt.Sprintf("this record has %d bytes, more than the limit of %d", e.length, e.max)
}

// plain walks over an archive that is not packed.
func (c *reader) plain() {
	for {
		c.blankLines()
		start := c.place()
		raw, keep, err := c.record()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			if c.tape.failed() || !c.fault(start, err) || !c.find(start, err) {
				return
			}
		case keep && !c.give(Record{start, c.place(), raw}):
			return
		}
	}
}

// place is the offset of the next byte of an archive that is not packed.
func (c *reader) place() int64 { return c.tape.at() - int64(c.lines.Buffered()) }

// find goes on to the next line that opens a record: behind the broken one's first line where that can still be reached.
func (c *reader) find(start int64, err error) bool {
	if large := (*tooLarge)(nil); !errors.As(err, &large) && c.back(start+1) {
		c.lines.Reset(c.tape)
	}
	return c.nextLine()
}

// nextLine goes on to the next line that opens a record, holding none.
func (c *reader) nextLine() bool {
	for atStart := true; ; {
		if b, err := c.lines.Peek(len(magic) + 1); atStart && err == nil && Is(b) && (b[len(magic)] == '1' || b[len(magic)] == '0') {
			return true
		}
		_, err := c.lines.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
		atStart = err == nil
	}
}

// back returns to an offset, unless too much has been read again already: a file made to be broken everywhere costs no more than a few readings.
func (c *reader) back(to int64) bool {
	distance := c.tape.at() - to
	if c.again+distance > 2*c.tape.at()+keep || !c.tape.back(to) {
		return false
	}
	c.again += distance
	return true
}
