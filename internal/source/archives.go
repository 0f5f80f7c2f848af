package source

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"isnad.dev/isnad/internal/source/archive"
	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/mail"
	"isnad.dev/isnad/internal/source/newsml"
	"isnad.dev/isnad/internal/source/telegram"
)

// unpack puts the content of a gzip file in the place of the file. Offsets are then those of the content.
func (c *cutter) unpack() error {
	r, err := archive.Unpack(c.r)
	if err == nil {
		c.r = bufio.NewReaderSize(r, headSize)
	}
	return err
}

// records cuts the documents out of a web archive.
func (c *cutter) records() {
	any := c.from > 0
	if err := c.seek(c.from); err != nil {
		c.readError(err)
		return
	}
	for rec, err := range archive.Records(c.r, archive.Options{From: c.from, Max: c.max}) {
		any = true
		var f *archive.Fault
		p := Piece{File: c.file, Offset: rec.Offset, Next: rec.Next, kind: webRecord, raw: rec.Raw}
		switch {
		case errors.As(err, &f):
			p.Offset, p.fault = f.Offset, &Fault{File: c.file, Part: recordAt(f.Offset, ""), What: f.What, Remedy: f.Remedy}
		case err != nil:
			c.readError(err)
			return
		}
		if !c.yield(p) {
			return
		}
	}
	if !any {
		c.fault(0, Fault{What: "this archive holds no page", Remedy: "give one with the answers of servers (WARC) or their texts (WET)"})
	}
}

// recordAt is the place of a record of a web archive.
func recordAt(offset int64, address string) string {
	place := fmt.Sprintf("record at byte %d", offset)
	if address != "" {
		place += " (" + address + ")"
	}
	return place
}

// decodeRecord reads a record of a web archive.
func (p Piece) decodeRecord(o Options) (Article, *Fault) {
	d, err := archive.Parse(p.raw, o.max())
	if err != nil {
		return Article{URL: d.URL}, &Fault{What: err.Error(), Remedy: "leave it out"}
	}
	var a Article
	var fault *Fault
	if d.HTML {
		a, fault = decodePage(d.Body, d.Charset)
	} else {
		a.Text, _ = charset.Decode(d.Body, "")
	}
	a.ID, a.URL = cmp.Or(d.ID, d.URL), cmp.Or(a.URL, d.URL)
	a.Outlet = cmp.Or(a.Outlet, o.Outlet, host(d.URL))
	return a, fault
}

// host is the outlet of a page that names none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// posts cuts the posts out of an export of Telegram.
func (c *cutter) posts() {
	s := c.scanner()
	any := c.from > 0
	for post, err := range telegram.Posts(s, telegram.Options{From: c.from, Max: c.max}) {
		any = true
		p := Piece{File: c.file, Line: post.Line, Offset: post.Offset, Next: post.Next, kind: telegramPost, raw: post.Raw}
		more := true
		switch {
		case errors.Is(err, telegram.ErrTooLarge):
			more = c.tooLarge(p)
		case errors.Is(err, telegram.ErrBroken):
			more = c.fault(post.Line, Fault{What: "its JSON breaks here", Remedy: "export the channel again; what follows was not read"})
		case err != nil:
			c.scanError(s, post.Line, err)
		default:
			more = c.yield(p)
		}
		if !more {
			return
		}
	}
	if !any {
		c.fault(0, Fault{What: "this export of Telegram holds no post with a text", Remedy: "export the channel again, with its messages"})
	}
}

func (p Piece) decodePost() (Article, *Fault) {
	t, err := telegram.Parse(utf8Of(p.raw))
	if err != nil {
		return Article{}, jsonFault(err)
	}
	return Article{ID: t.ID, Outlet: t.Outlet, URL: t.URL, Published: t.Published, Updated: t.Updated, Author: t.Author, Source: t.Source, Text: t.Text}, nil
}

// items cuts the items out of a message of NewsML-G2, which is held whole: it is a delivery, not an archive.
func (c *cutter) items() {
	raw, ok := c.all()
	if !ok {
		return
	}
	text, _ := charset.Decode(raw, charset.Declared(raw))
	any := false
	for item, err := range newsml.Items([]byte(text)) {
		any = true
		var broken *newsml.Broken
		p := Piece{File: c.file, Line: item.Line, Offset: item.Offset, Next: item.Next, kind: newsItem, raw: item.Raw}
		more := true
		switch {
		case errors.As(err, &broken):
			more = c.fault(broken.Line, Fault{What: broken.Error(), Remedy: "get the delivery again; what follows was not read"})
		case p.Offset >= c.from:
			more = c.yield(p)
		}
		if !more {
			return
		}
	}
	if !any {
		c.fault(0, Fault{What: "this NewsML-G2 holds no news item", Remedy: "give a newsItem, or a newsMessage with some"})
	}
}

func decodeItem(n newsml.Article, err error) (Article, *Fault) {
	var other *newsml.NotText
	switch {
	case errors.As(err, &other), errors.Is(err, newsml.ErrNoText), errors.Is(err, newsml.ErrCancelled):
		return Article{}, &Fault{What: err.Error(), Remedy: "leave it out"}
	case err != nil:
		return Article{}, &Fault{What: err.Error(), Remedy: "get it again"}
	}
	return Article{ID: n.ID, Outlet: n.Outlet, URL: n.URL, Lang: n.Lang, Published: n.Published, Updated: n.Updated, Title: n.Title,
		Author: n.Author, Section: n.Section, Source: n.Source, Text: n.Text}, nil
}

func (p Piece) decodeMail() (Article, *Fault) {
	m, err := mail.Parse(p.raw)
	if err != nil {
		return Article{}, &Fault{What: err.Error(), Remedy: "save the attachment and give that, if the article is in it"}
	}
	return Article{ID: cmp.Or(m.ID, stem(p.File)), Outlet: m.Outlet, Published: m.Published, Title: m.Title, Text: m.Text}, nil
}

// all reads the rest of the input, if it keeps to the limit.
func (c *cutter) all() ([]byte, bool) {
	raw, err := io.ReadAll(io.LimitReader(c.r, c.max+1))
	switch {
	case err != nil:
		c.readError(err)
	case int64(len(raw)) > c.max:
		c.tooLarge(Piece{File: c.file})
	case c.from > 0 && int64(len(raw)) <= c.from:
	default:
		return raw, true
	}
	return nil, false
}
