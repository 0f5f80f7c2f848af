package archive

import (
	"bytes"
	"errors"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"
)

// Document is what a record holds.
type Document struct {
	ID      string // of the record, without its brackets
	URL     string
	HTML    bool
	Charset string // as the server says, or ""
	Body    []byte
}

// Parse reads a record as Records cuts it. The content is unpacked, up to the limit.
func Parse(raw []byte, limit int64) (Document, error) {
	f := fields(raw)
	d := Document{ID: inside(f.get("warc-record-id")), URL: inside(f.get("warc-target-uri"))}
	_, block := cutHeader(raw)
	if length, err := strconv.ParseInt(f.get("content-length"), 10, 64); err == nil && length >= 0 && length < int64(len(block)) {
		block = block[:length]
	}
	if strings.EqualFold(f.get("warc-type"), "conversion") {
		d.Body = block
		return d, nil
	}
	_, head, body := answer(block)
	if strings.Contains(strings.ToLower(head.get("transfer-encoding")), "chunked") {
		body = unchunk(body)
	}
	d.HTML = true
	_, d.Charset, _ = strings.Cut(strings.ToLower(head.get("content-type")), "charset=")
	d.Charset = strings.Trim(d.Charset, "\"' ;")
	var err error
	d.Body, err = decodeContent(body, head.get("content-encoding"), limit)
	return d, err
}

// inside takes off the angle brackets.
func inside(s string) string { return strings.Trim(s, "<>") }

// answer parts what a server sent into its status, its header and its content.
func answer(block []byte) (status int, head named, body []byte) {
	header, body := cutHeader(block)
	first, _, _ := bytes.Cut(header, []byte("\n"))
	if words := strings.Fields(string(first)); len(words) > 1 && strings.HasPrefix(words[0], "HTTP/") {
		status, _ = strconv.Atoi(words[1])
	}
	return status, fields(header), body
}

// cutHeader parts a header from what follows its blank line.
func cutHeader(b []byte) (header, rest []byte) {
	for at := 0; at < len(b) && at < 2*maxHeader; {
		end := bytes.IndexByte(b[at:], '\n')
		if end < 0 {
			break
		}
		if len(bytes.TrimRight(b[at:at+end], "\r")) == 0 {
			return b[:at], b[at+end+1:]
		}
		at += end + 1
	}
	return b[:min(len(b), 2*maxHeader)], nil
}

// unchunk takes off the lengths between the chunks. Archives also keep content without them under a header that says chunked; that is given as it is.
func unchunk(body []byte) []byte {
	out, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

func decodeContent(body []byte, encoding string, limit int64) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		return unpackWhole(body, limit)
	case "", "identity", "none", "utf-8":
		return body, nil
	}
	if mostlyMarkup(body) {
		return body, nil // unpacked before it was kept
	}
	return nil, errors.New("its content is packed as " + strconv.Quote(encoding) + ", which isnad does not unpack")
}

func mostlyMarkup(b []byte) bool {
	b = bytes.TrimSpace(b[:min(len(b), 1024)])
	return len(b) > 0 && b[0] == '<'
}
