package feed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"

	"isnad.dev/isnad/internal/source/charset"
)

const (
	maxBytes   = 64 << 20 // of a feed, unpacked; the largest sitemaps have 50 MB
	windowSize = 64 << 10 // of text that the encoding is told by
)

var errTooLong = errors.New("the feed is too long")

// bounded reads at most left bytes and says so where there are more.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// open gives the feed as UTF-8 without control characters and byte order marks, unpacked where it is packed.
func open(r io.Reader, o Options, n *notes) *bufio.Reader {
	in := bufio.NewReaderSize(&bounded{r, maxBytes}, windowSize)
	if magic, _ := in.Peek(2); string(magic) == "\x1F\x8B" {
		z, err := gzip.NewReader(in)
		if err != nil {
			return bufio.NewReader(failing{err})
		}
		in = bufio.NewReaderSize(&bounded{z, maxBytes}, windowSize)
	}
	return bufio.NewReader(&cleaner{r: decoded(in, o, n), notes: n})
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// decoded finds the encoding without waiting for the whole feed.
func decoded(in *bufio.Reader, o Options, n *notes) io.Reader {
	head, _ := in.Peek(4096)
	if order, ok := charset.Wide(head); ok {
		return transform.NewReader(in, order.Encoding().NewDecoder())
	}
	d := &decoder{in: in, own: own(o, n), declared: charset.Declared(trimMarks(head)), notes: n}
	if d.declared == "" {
		d.declared = o.charset()
	}
	return d
}

// own is the table of the source's own encoding, if it has one.
func own(o Options, n *notes) encoding.Encoding {
	if o.Encoding == "" {
		return nil
	}
	e, err := htmlindex.Get(strings.TrimSpace(o.Encoding))
	if err != nil {
		n.encoding = fmt.Sprintf("the source's encoding “%s” is unknown, so it was told from the bytes", o.Encoding)
		return nil
	}
	return e
}

// charset is the encoding in a Content-Type, or the declared name as it is.
func (o Options) charset() string {
	_, after, ok := strings.Cut(strings.ToLower(o.Declared), "charset=")
	switch {
	case ok:
		after, _, _ = strings.Cut(after, ";")
		return strings.Trim(after, " \t\"'")
	case strings.Contains(o.Declared, "/"):
		return ""
	}
	return o.Declared
}

// trimMarks takes off what stands before a prolog and should not.
func trimMarks(b []byte) []byte {
	return []byte(strings.TrimLeft(string(b), "\uFEFF \t\r\n"))
}

// decoder passes ASCII on until the first other byte; from the text after that it tells the encoding.
type decoder struct {
	in       *bufio.Reader
	own      encoding.Encoding
	rest     io.Reader // once the encoding is known
	declared string
	notes    *notes
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.rest != nil {
		return d.rest.Read(p)
	}
	if _, err := d.in.Peek(1); err != nil {
		return 0, err
	}
	ready, _ := d.in.Peek(d.in.Buffered())
	n := 0
	for n < len(ready) && n < len(p) && ready[n] < utf8.RuneSelf {
		n++
	}
	if n == 0 && len(p) > 0 {
		d.decide()
		return d.rest.Read(p)
	}
	return d.in.Read(p[:n])
}

func (d *decoder) decide() {
	window, _ := d.in.Peek(windowSize)
	window = withoutPart(window)
	d.rest = d.in
	if d.own != nil && !utf8.Valid(window) {
		d.rest = transform.NewReader(d.in, d.own.NewDecoder())
		return
	}
	name := charset.UTF8
	if !mixed(window) {
		_, name = charset.Decode(window, d.declared)
	}
	if e, err := htmlindex.Get(name); err == nil && name != charset.UTF8 {
		d.rest = transform.NewReader(d.in, e.NewDecoder())
	}
	if said, err := htmlindex.Get(d.declared); err == nil {
		if canonical, _ := htmlindex.Name(said); canonical != name {
			d.notes.encoding = fmt.Sprintf("it declares %s and is %s", canonical, name)
		}
	}
}

// mixed says whether some of the texts between tags are UTF-8 and others are not, as where a feed quotes outlets of several encodings: then each
// is read by itself. Arabic in an encoding of single bytes is never UTF-8 by chance.
func mixed(window []byte) bool {
	good, bad := 0, 0
	for part := range bytes.FieldsFuncSeq(window, func(r rune) bool { return r == '<' || r == '>' || r == '"' }) {
		switch {
		case utf8.Valid(part) && utf8.RuneCount(part) < len(part):
			good++
		case !utf8.Valid(part):
			bad++
		}
	}
	return good > 0 && bad > 0 && good*4 >= bad
}

// withoutPart cuts off a letter whose last bytes are not there yet.
func withoutPart(b []byte) []byte {
	for i := 1; i <= min(len(b), utf8.UTFMax-1); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

// cleaner takes control characters out; the breaks among them become blanks, so that no words grow together.
type cleaner struct {
	r     io.Reader
	notes *notes
}

func (c *cleaner) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		n, err := c.r.Read(p)
		kept := 0
		for _, b := range p[:n] {
			switch {
			case b >= ' ' && b != 0x7F, b == '\n', b == '\r', b == '\t':
			case b == '\v' || b == '\f':
				c.notes.controls++
				b = ' '
			default:
				c.notes.controls++
				continue
			}
			p[kept] = b
			kept++
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}
