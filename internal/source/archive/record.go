package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// maxHeader bounds a record's header, and that of the answer in it.
const maxHeader = 64 << 10

// blankLines passes over what stands between records.
func (c *reader) blankLines() {
	for {
		b, err := c.lines.ReadByte()
		if err != nil {
			return
		}
		if b != '\r' && b != '\n' {
			c.lines.UnreadByte()
			return
		}
	}
}

// record reads the next record whole. Keep says whether it holds a document. The error is io.EOF only where nothing came.
func (c *reader) record() (raw []byte, keep bool, err error) {
	raw, err = c.header()
	if err != nil {
		return nil, false, err
	}
	f := fields(raw)
	length, err := strconv.ParseInt(f.get("content-length"), 10, 64)
	if err != nil || length < 0 {
		return nil, false, errHeader
	}
	if length > c.max {
		return nil, false, &tooLarge{length, c.max}
	}
	block := bytes.NewBuffer(raw)
	if _, err = io.CopyN(block, c.lines, length); err != nil {
		return nil, false, unexpected(err)
	}
	if err = c.trailer(); err != nil {
		return nil, false, err
	}
	whole := block.Bytes()
	return whole, holdsDocument(f, whole[len(raw):]), nil
}

// header reads a record's header up to its blank line.
func (c *reader) header() ([]byte, error) {
	if b, err := c.lines.Peek(len(magic)); !Is(b) {
		if len(b) > 0 {
			return nil, errNoRecord
		}
		return nil, err
	}
	var raw []byte
	for {
		line, err := c.lines.ReadSlice('\n')
		raw = append(raw, line...)
		switch {
		case len(raw) > maxHeader, errors.Is(err, bufio.ErrBufferFull):
			return nil, errHeader
		case err != nil:
			return nil, unexpected(err)
		case len(bytes.TrimRight(line, "\r\n")) == 0:
			return raw, nil
		}
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// trailer sees to it that the block ends where the record says: with a blank line or the end.
func (c *reader) trailer() error {
	b, err := c.lines.Peek(1)
	if len(b) > 0 && b[0] != '\r' && b[0] != '\n' {
		return errLength
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// named are the fields of a header, by their names in small letters; the first one counts.
type named map[string]string

func (n named) get(name string) string { return n[name] }

// fields reads the lines of a header, its first line left out. A line that is no field is passed over.
func fields(header []byte) named {
	f := named{}
	last := ""
	_, rest, _ := bytes.Cut(header, []byte("\n"))
	for line := range bytes.Lines(rest) {
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			f[last] += " " + string(bytes.TrimSpace(line))
			continue
		}
		name, value, ok := strings.Cut(string(line), ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, again := f[name]; !ok || again {
			last = ""
			continue
		}
		f[name], last = strings.TrimSpace(value), name
	}
	return f
}

// holdsDocument says whether a record is an answer with a page, or a text made of one.
func holdsDocument(f named, block []byte) bool {
	switch strings.ToLower(f.get("warc-type")) {
	case "conversion":
		return mediaType(f.get("content-type")) == "text/plain"
	case "response":
		if mediaType(f.get("content-type")) != "application/http" {
			return false
		}
		status, head, body := answer(block)
		return status >= 200 && status < 300 && isHTML(head.get("content-type"), body)
	}
	return false
}

// mediaType is a content type without its parameters, in small letters.
func mediaType(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(name))
}

// isHTML goes by what the server says, and where it says nothing by how the content begins.
func isHTML(contentType string, body []byte) bool {
	switch mediaType(contentType) {
	case "text/html", "application/xhtml+xml":
		return true
	case "":
		body = bytes.ToLower(body[:min(len(body), 1024)])
		return bytes.Contains(body, []byte("<html")) || bytes.Contains(body, []byte("<!doctype html"))
	}
	return false
}
