package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"isnad.dev/isnad/internal/source/charset"
)

// Bounds on what a message may be made of.
const (
	maxDepth = 8
	maxParts = 100
)

// parts are the texts of a message.
type parts struct {
	plain, html, attached []string
	seen                  int
}

// text is the first plain text, else the first of HTML, else the first that was attached.
func (p *parts) text() []string {
	for _, t := range [][]string{p.plain, p.html, p.attached} {
		if len(t) > 0 {
			return t
		}
	}
	return nil
}

// add looks at a part and at those in it.
func (p *parts) add(head textproto.MIMEHeader, body []byte, depth int) {
	if p.seen++; p.seen > maxParts || depth > maxDepth {
		return
	}
	contentType, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if contentType == "" || err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		contentType = "text/plain"
	}
	switch {
	case strings.HasPrefix(contentType, "multipart/") && params["boundary"] != "":
		p.addAll(body, params["boundary"], depth)
	case contentType == "message/rfc822":
		inner, rest := parseHeader(decode(head.Get("Content-Transfer-Encoding"), body))
		p.add(inner, rest, depth+1)
	case contentType == "text/plain", contentType == "text/html":
		disposition, _, _ := mime.ParseMediaType(head.Get("Content-Disposition"))
		p.keep(contentType, disposition, paragraphs(contentType, params, decode(head.Get("Content-Transfer-Encoding"), body)))
	}
}

func (p *parts) keep(contentType, disposition string, text []string) {
	to := &p.plain
	switch {
	case disposition == "attachment":
		to = &p.attached
	case contentType == "text/html":
		to = &p.html
	}
	if len(*to) == 0 {
		*to = text
	}
}

// addAll looks at the parts between boundaries. Where the message breaks off, what came so far counts.
func (p *parts) addAll(body []byte, boundary string, depth int) {
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for p.seen <= maxParts {
		part, err := r.NextRawPart()
		if err != nil {
			return
		}
		content, err := io.ReadAll(part)
		p.add(part.Header, content, depth+1)
		if err != nil {
			return
		}
	}
}

// decode takes off the encoding of a part. What comes before a broken place counts.
func decode(encoding string, body []byte) []byte {
	var r io.Reader = bytes.NewReader(body)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(onlyBase64(body)))
	}
	out, _ := io.ReadAll(r)
	return out
}

// onlyBase64 drops what is no letter of base64, and the last letters where they are too few.
func onlyBase64(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for _, c := range body {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			out = append(out, c)
		}
	}
	if len(out)%4 == 1 {
		out = out[:len(out)-1]
	}
	for len(out)%4 != 0 {
		out = append(out, '=')
	}
	return out
}

func charsetReader(name string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	text, _ := charset.Decode(b, name)
	return strings.NewReader(text), err
}
