package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"golang.org/x/text/transform"

	"isnad.dev/isnad/internal/source/charset"
)

// Stdin is the name of standard input.
const Stdin = "-"

// headSize is how much of an input is looked at to tell what it is.
const headSize = 64 << 10

// Cut returns the pieces of an input in order, from the offset on that the options say. Memory holds one piece at a time, however long the input is.
func Cut(file string, r io.Reader, o Options) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		c := &cutter{file: file, max: o.max(), from: o.from(file), yield: yield, input: r, r: bufio.NewReaderSize(r, headSize)}
		c.run()
	}
}

// cutter walks over one input. Its methods return false where the receiver wants no more.
type cutter struct {
	file  string
	max   int64
	from  int64 // where to begin
	at    int64 // of the next line
	line  int
	input io.Reader // what r reads, as long as that is the input as it stands
	r     *bufio.Reader
	yield func(Piece) bool
}

func (c *cutter) run() {
	for depth := 0; ; depth++ {
		k, ok := c.sniff()
		if !ok {
			return
		}
		if k != packed {
			c.cut(k)
			return
		}
		err := errTwicePacked
		if depth == 0 {
			c.input, err = nil, c.unpack()
		}
		if err != nil {
			c.readError(err)
			return
		}
	}
}

var errTwicePacked = errors.New("it is a gzip file inside a gzip file")

// sniff tells what the input is; it names what cannot be read.
func (c *cutter) sniff() (kind, bool) {
	head, whole, err := c.peek()
	if err == nil {
		if order, ok := charset.Wide(head); ok {
			c.input, c.r = nil, bufio.NewReaderSize(transform.NewReader(c.r, order.Encoding().NewDecoder()), headSize)
			head, whole, err = c.peek()
		}
	}
	if err != nil {
		c.readError(err)
		return foreign, false
	}
	if len(bytes.TrimSpace(head)) == 0 && whole {
		c.fault(0, Fault{What: "it is empty", Remedy: "give the article as text, HTML or JSON"})
		return foreign, false
	}
	k, fault := sniff(head, whole)
	if fault != nil {
		c.fault(0, *fault)
	}
	return k, fault == nil
}

func (c *cutter) cut(k kind) {
	switch k {
	case jsonLines:
		c.lines()
	case jsonValues:
		c.values()
	case webRecord:
		c.records()
	case telegramPost:
		c.posts()
	case newsItem:
		c.items()
	default:
		c.wholeFile(k)
	}
}

// seek goes on at an offset of the input, without reading what lies before it where that can be helped.
func (c *cutter) seek(to int64) error {
	if to <= 0 {
		return nil
	}
	if s, ok := c.input.(io.Seeker); ok {
		if _, err := s.Seek(to, io.SeekStart); err == nil {
			c.r.Reset(c.input)
			return nil
		}
	}
	_, err := io.CopyN(io.Discard, c.r, to)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// peek looks at the first bytes without waiting for more than a line of a slow pipe. Whole says that there are no others.
func (c *cutter) peek() (head []byte, whole bool, err error) {
	for n := 1; n <= headSize; n = len(head) + 1 {
		_, err = c.r.Peek(n)
		head, _ = c.r.Peek(c.r.Buffered())
		if err != nil {
			break
		}
		if len(head) >= headSize/16 && bytes.IndexByte(head, '\n') >= 0 {
			return head, false, nil
		}
		if first, _, more := bytes.Cut(head, []byte("\n")); more && bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")) {
			return head, false, nil
		}
	}
	if errors.Is(err, io.EOF) {
		return head, true, nil
	}
	return head, false, err
}

func (c *cutter) fault(line int, f Fault) bool {
	f.File, f.Line = c.file, line
	return c.yield(Piece{File: c.file, Line: line, fault: &f})
}

func (c *cutter) readError(err error) {
	c.fault(c.line, Fault{What: "it cannot be read: " + cause(err), Remedy: "check the file"})
}

// cause is the error without the file's name, which stands in front of the sentence already.
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// tooLarge gives a piece over the limit as its fault.
func (c *cutter) tooLarge(p Piece) bool {
	p.raw = nil
	p.fault = &Fault{File: p.File, Line: p.Line, What: fmt.Sprintf("it is larger than %s", Size(c.max)), Remedy: "raise --max-size if it is one article"}
	return c.yield(p)
}

func (c *cutter) wholeFile(k kind) {
	if raw, ok := c.all(); ok {
		c.yield(Piece{File: c.file, Next: int64(len(raw)), kind: k, raw: raw})
	}
}

// lines cuts JSON Lines. A line over the limit is skipped without being held.
func (c *cutter) lines() {
	for {
		c.line++
		p := Piece{File: c.file, Line: c.line, Offset: c.at, kind: jsonLines}
		raw, long, err := c.readLine()
		if err != nil && !errors.Is(err, io.EOF) {
			c.readError(err)
			return
		}
		p.Next = c.at
		p.raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
		more := true
		switch {
		case p.Offset < c.from:
		case long:
			more = c.tooLarge(p)
		case len(p.raw) > 0:
			more = c.yield(p)
		}
		if err != nil || !more {
			return
		}
	}
}

// readLine returns a copy of the next line.
func (c *cutter) readLine() (raw []byte, long bool, err error) {
	for {
		part, err := c.r.ReadSlice('\n')
		c.at += int64(len(part))
		if int64(len(raw)+len(part)) > c.max {
			raw, long = nil, true
		}
		if !long {
			raw = append(raw, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return raw, long, err
		}
	}
}
