package archive

import (
	"bytes"
	"errors"
	"io"
)

// keep is how many bytes a tape can go back.
const keep = 1 << 20

// tape reads a stream, knows its place in it, and can go back a little. It hands out single bytes, so that unpacking takes none too many.
type tape struct {
	r    io.Reader
	buf  []byte
	next int   // buf[next:] has not been read
	base int64 // the offset of buf[0]
	err  error
}

func newTape(r io.Reader, from int64) *tape { return &tape{r: r, base: from} }

// at is the offset of the next byte.
func (t *tape) at() int64 { return t.base + int64(t.next) }

// back goes to an earlier offset, if it is near enough.
func (t *tape) back(to int64) bool {
	if to < t.base || to > t.at() {
		return false
	}
	t.next = int(to - t.base)
	return true
}

// failed says whether the stream broke, rather than ended.
func (t *tape) failed() bool { return t.err != nil && !errors.Is(t.err, io.EOF) }

// fill reads more; it forgets what lies further back than keep when the space is needed.
func (t *tape) fill() error {
	if t.err != nil {
		return t.err
	}
	switch old := len(t.buf) - keep; {
	case len(t.buf) == cap(t.buf) && cap(t.buf) < 2*keep:
		t.buf = append(make([]byte, 0, max(keep/16, 2*cap(t.buf))), t.buf...)
	case cap(t.buf) >= 2*keep && cap(t.buf)-len(t.buf) < keep/16:
		t.buf = t.buf[:copy(t.buf, t.buf[old:])]
		t.base += int64(old)
		t.next -= old
	}
	free := t.buf[len(t.buf):min(cap(t.buf), len(t.buf)+keep/8)]
	for range 100 {
		n, err := t.r.Read(free)
		t.buf, t.err = t.buf[:len(t.buf)+n], err
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	t.err = io.ErrNoProgress
	return t.err
}

// Read implements io.Reader.
func (t *tape) Read(b []byte) (int, error) {
	if t.next == len(t.buf) {
		if err := t.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(b, t.buf[t.next:])
	t.next += n
	return n, nil
}

// ReadByte implements io.ByteReader.
func (t *tape) ReadByte() (byte, error) {
	if t.next == len(t.buf) {
		if err := t.fill(); err != nil {
			return 0, err
		}
	}
	t.next++
	return t.buf[t.next-1], nil
}

// startsWith says whether these bytes come next.
func (t *tape) startsWith(b []byte) bool {
	for len(t.buf)-t.next < len(b) {
		if t.fill() != nil {
			return false
		}
	}
	return bytes.HasPrefix(t.buf[t.next:], b)
}

// find goes to the next place where these bytes stand, and says whether there is one.
func (t *tape) find(b []byte) bool {
	for {
		if i := bytes.Index(t.buf[t.next:], b); i >= 0 {
			t.next += i
			return true
		}
		t.next = max(t.next, len(t.buf)-len(b)+1)
		if t.fill() != nil {
			t.next = len(t.buf)
			return false
		}
	}
}
