package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// ErrBomb says that a packed file unpacks to far more than any text does.
var ErrBomb = errors.New("it unpacks to more than a hundredfold, which no text does")

// A packed text is four to ten times its size. From bombFloor on, more than bombRatio times is no text.
const (
	bombFloor = 64 << 20
	bombRatio = 100
)

// guard unpacks until what comes out is out of all proportion.
type guard struct {
	from io.Reader
	in   func() int64
	out  int64
}

func (g *guard) Read(b []byte) (int, error) {
	if g.out > bombFloor && g.out > bombRatio*g.in() {
		return 0, ErrBomb
	}
	n, err := g.from.Read(b)
	g.out += int64(n)
	return n, err
}

// Unpack returns the content of a gzip file of any kind, of all its members. Reading ends with ErrBomb where it is a bomb.
func Unpack(r io.Reader) (io.Reader, error) {
	in := &counted{r: r}
	z, err := gzip.NewReader(bufio.NewReaderSize(in, 32<<10))
	if err != nil {
		return nil, err
	}
	return &guard{from: z, in: func() int64 { return in.n }}, nil
}

// counted counts what was read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// members walks over a packed archive, whose records are a member each.
func (c *reader) members() {
	z := new(gzip.Reader)
	for {
		start := c.tape.at()
		err := z.Reset(c.tape)
		if errors.Is(err, io.EOF) && c.tape.at() == start {
			return
		}
		if err == nil {
			z.Multistream(false)
			c.lines.Reset(&guard{from: z, in: func() int64 { return c.tape.at() - start }})
			m := member{reader: c, start: start}
			err = m.read()
		}
		if c.stopped || c.tape.failed() {
			return
		}
		if err != nil && (!c.fault(start, err) || !c.nextMember(start+1)) {
			return
		}
	}
}

// member is one packed part of an archive. What it holds is given when what follows it, the checksum too, has been found to be in order.
type member struct {
	*reader
	start int64
	held  *Record
	pend  error // of the record behind held
}

// read walks over the records of the member. The error is that of unpacking, or of the record that could not be passed over.
func (m *member) read() error {
	for {
		m.blankLines()
		raw, keep, err := m.record()
		large := (*tooLarge)(nil)
		switch {
		case errors.Is(err, io.EOF):
			m.flush(m.tape.at())
			return nil
		case err == nil, errors.As(err, &large):
			if !m.flush(m.start) {
				return nil
			}
			if keep {
				m.held = &Record{m.start, m.start, raw}
			}
			if large != nil {
				m.pend = err
				io.CopyN(io.Discard, m.lines, large.length) // what goes wrong on the way is met again at the next record
			}
		case isRecordFault(err):
			if m.pend == nil {
				m.pend = err
			}
			m.nextLine()
		case errors.As(m.pend, &large):
			return m.pend
		default:
			return err
		}
	}
}

// flush gives what waits.
func (m *member) flush(next int64) bool {
	if m.held != nil {
		m.held.Next = next
		m.give(*m.held)
	}
	if m.pend != nil && !m.stopped {
		m.fault(m.start, m.pend)
	}
	m.held, m.pend = nil, nil
	return !m.stopped
}

// isRecordFault tells a fault inside a member from one of the member.
func isRecordFault(err error) bool {
	return errors.Is(err, errNoRecord) || errors.Is(err, errHeader) || errors.Is(err, errLength)
}

// trial is how many packed bytes are unpacked to see whether a record starts there.
const trial = 2048

// nextMember goes to the next member from an offset on that opens with a record; where that offset cannot be reached any more, from here.
func (c *reader) nextMember(from int64) bool {
	c.back(from)
	z, head := new(gzip.Reader), make([]byte, trial)
	for c.tape.find(packed) {
		at := c.tape.at()
		n, _ := io.ReadFull(c.tape, head)
		if opensMember(z, head[:n]) && c.tape.back(at) {
			return true
		}
		c.tape.back(at + 1)
		if c.tried += trial; c.tried > 8*at+keep {
			c.fault(at, errLost)
			return false
		}
	}
	return false
}

// unpackWhole unpacks the content of a page, up to a limit; a content that is cut off counts as far as it goes.
func unpackWhole(b []byte, limit int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b, nil // servers say gzip of what is not, and archives keep what was unpacked already
	}
	out, err := io.ReadAll(io.LimitReader(z, limit+1))
	if int64(len(out)) > limit {
		return nil, &tooLarge{int64(len(out)), limit}
	}
	if err != nil && len(out) == 0 {
		return nil, errors.New("its content does not unpack (" + err.Error() + ")")
	}
	return out, nil
}
