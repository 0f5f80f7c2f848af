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

// Cut returns the pieces of an input in order. Memory holds one piece at a time, however long the input is.
func Cut(file string, r io.Reader, o Options) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		c := &cutter{file: file, max: o.max(), yield: yield, r: bufio.NewReaderSize(r, headSize)}
		c.run()
	}
}

// cutter walks over one input. Its methods return false where the receiver wants no more.
type cutter struct {
	file  string
	max   int64
	line  int
	r     *bufio.Reader
	yield func(Piece) bool
}

func (c *cutter) run() {
	head, whole, err := c.peek()
	if err == nil {
		if order, ok := charset.Wide(head); ok {
			c.r = bufio.NewReaderSize(transform.NewReader(c.r, order.Encoding().NewDecoder()), headSize)
			head, whole, err = c.peek()
		}
	}
	if err != nil {
		c.readError(err)
		return
	}
	if len(bytes.TrimSpace(head)) == 0 && whole {
		c.fault(0, Fault{What: "it is empty", Remedy: "give the article as text, HTML or JSON"})
		return
	}
	k, fault := sniff(head, whole)
	switch {
	case fault != nil:
		c.fault(0, *fault)
	case k == jsonLines:
		c.lines()
	case k == jsonValues:
		c.values()
	default:
		c.wholeFile(k)
	}
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

func (c *cutter) tooLarge(line int) bool {
	return c.fault(line, Fault{What: fmt.Sprintf("it is larger than %s", Size(c.max)), Remedy: "raise --max-size if it is one article"})
}

func (c *cutter) wholeFile(k kind) {
	raw, err := io.ReadAll(io.LimitReader(c.r, c.max+1))
	switch {
	case err != nil:
		c.readError(err)
	case int64(len(raw)) > c.max:
		c.tooLarge(0)
	default:
		c.yield(Piece{File: c.file, kind: k, raw: raw})
	}
}

// lines cuts JSON Lines. A line over the limit is skipped without being held.
func (c *cutter) lines() {
	for {
		c.line++
		raw, long, err := c.readLine()
		if err != nil && !errors.Is(err, io.EOF) {
			c.readError(err)
			return
		}
		raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
		switch {
		case long:
			if !c.tooLarge(c.line) {
				return
			}
		case len(raw) > 0:
			if !c.yield(Piece{File: c.file, Line: c.line, kind: jsonLines, raw: raw}) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// readLine returns a copy of the next line.
func (c *cutter) readLine() (raw []byte, long bool, err error) {
	for {
		part, err := c.r.ReadSlice('\n')
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
