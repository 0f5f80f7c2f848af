// Package mail reads messages in which agencies send their service (.eml).
//
// In: a message as it was sent: headers, encodings, parts. Out: its article. A message with "Subject: =?utf-8?B?2YTZgtin2KE=?=" and the body "قال الوزير…" is
// the article "لقاء", a blank line, "قال الوزير…"; "Subject: Talks" with "The minister said…" is one in English.
//
// The standard library's readers of addresses, dates, parts and encodings do the work; what is ours is to believe the bytes before the charset that a header
// declares, and to keep what can be kept of a message that breaks off.
package mail

import (
	"bytes"
	"cmp"
	"errors"
	"mime"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/markup"
)

// Article is what a message says.
type Article struct {
	ID, Outlet, Published, Title, Text string
}

// ErrNoText says that a message holds no text.
var ErrNoText = errors.New("this message has no text")

// telling are the headers by which a message is known.
var telling = map[string]bool{"From": true, "To": true, "Subject": true, "Date": true, "Message-Id": true, "Mime-Version": true, "Received": true, "Return-Path": true,
	"Content-Type": true, "Content-Transfer-Encoding": true, "Delivered-To": true, "Reply-To": true, "Sender": true, "Dkim-Signature": true, "X-Mailer": true, "List-Id": true}

// enoughHeaders is from how many of them on a text is a message: an article may open with a line "Subject: …".
const enoughHeaders = 3

// Is says whether an input that begins like this is a message: from its first line on it has headers, and among them some that every message has.
func Is(head []byte) bool {
	found := map[string]bool{}
	for line := range bytes.Lines(withoutPostmark(head)) {
		name, ok := headerName(line)
		switch {
		case len(bytes.TrimRight(line, "\r\n")) == 0:
			return len(found) >= enoughHeaders
		case line[0] == ' ' || line[0] == '\t':
			continue
		case !ok:
			return len(found) >= enoughHeaders && !bytes.HasSuffix(line, []byte("\n")) // the end of what we were shown
		case telling[name]:
			found[name] = true
		}
	}
	return len(found) >= enoughHeaders
}

// withoutPostmark takes off what may stand before a message: blank lines, and the line that mailboxes put there.
func withoutPostmark(b []byte) []byte {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if bytes.HasPrefix(b, []byte("From ")) {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	return b
}

// headerName returns the name of the header that a line opens.
func headerName(line []byte) (string, bool) {
	name, _, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(name) == 0 {
		return "", false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7F {
			return "", false
		}
	}
	return textproto.CanonicalMIMEHeaderKey(string(name)), true
}

// Parse reads a message.
func Parse(raw []byte) (Article, error) {
	head, body := parseHeader(withoutPostmark(raw))
	a := Article{ID: strings.Trim(head.Get("Message-Id"), "<> "), Title: words(head.Get("Subject")), Outlet: sender(head.Get("From")), Published: date(head.Get("Date"))}
	p := parts{}
	p.add(head, body, 0)
	text := p.text()
	if len(text) == 0 {
		return a, ErrNoText
	}
	if a.Title != "" && a.Title != text[0] {
		text = append([]string{a.Title}, text...)
	}
	a.Text = strings.Join(text, "\n\n")
	return a, nil
}

// parseHeader reads headers up to the blank line. A line that is no header is passed over.
func parseHeader(b []byte) (textproto.MIMEHeader, []byte) {
	h := textproto.MIMEHeader{}
	last := ""
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		b = rest
		if len(line) == 0 {
			break
		}
		if values := h[last]; (line[0] == ' ' || line[0] == '\t') && len(values) > 0 {
			values[len(values)-1] += " " + string(bytes.TrimSpace(line))
			continue
		}
		last = ""
		if name, ok := headerName(line); ok {
			last = name
			h[name] = append(h[name], string(bytes.TrimSpace(line[bytes.IndexByte(line, ':')+1:])))
		}
	}
	return h, b
}

// words decodes encoded words, and a header that was sent as it stood in an encoding of its own.
func words(header string) string {
	decoded, err := decoder.DecodeHeader(header)
	if err != nil {
		decoded = header
	}
	text, _ := charset.Decode([]byte(decoded), "")
	return strings.Join(strings.Fields(text), " ")
}

// sender is who sent the message: the name, else what stands behind the @.
func sender(header string) string {
	a, err := (&mail.AddressParser{WordDecoder: decoder}).Parse(header)
	if err != nil {
		name, _, _ := strings.Cut(words(header), "<")
		return strings.Trim(name, "\"' ")
	}
	_, domain, _ := strings.Cut(a.Address, "@")
	name, _ := charset.Decode([]byte(a.Name), "")
	return cmp.Or(strings.TrimSpace(name), domain)
}

func date(header string) string {
	t, err := mail.ParseDate(header)
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}

// decoder reads encoded words. The bytes are believed before the charset that the word declares.
var decoder = &mime.WordDecoder{CharsetReader: charsetReader}

// paragraphs of a part.
func paragraphs(contentType string, params map[string]string, b []byte) []string {
	text, _ := charset.Decode(b, cmp.Or(params["charset"], charset.Declared(b)))
	if contentType == "text/html" {
		return markup.Paragraphs(text)
	}
	return plain(text, strings.EqualFold(params["format"], "flowed"))
}
