// Package source turns inputs into articles: it tells by content what a file is, and cuts it into articles.
//
// In: a file's name and bytes: plain text, a saved HTML page, one JSON article, an array of them, or JSON Lines, a web archive, an export of
// Telegram, an item or delivery of an agency (ninjs, NewsML-G2), a message of its service, any of these packed with gzip; in any encoding that
// the web uses. Out: a stream of pieces, each an article or one clear fault. A file with "قال الوزير…" is one article whose text is what the
// file holds; one with {"text":"قال الوزير…"} a line is an article a line; "Talks will begin…" is a fault, for no pack reads English.
package source

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/language"
	"isnad.dev/isnad/internal/source/newsml"
	"isnad.dev/isnad/internal/source/page"
)

// Article is one news article as its source gives it. A field that the source does not give is empty.
type Article struct {
	ID        string
	Outlet    string
	URL       string
	Lang      string
	Published string
	Updated   string // when it was last changed
	Title     string
	Author    string
	Section   string
	Source    string // the agency or channel that the outlet has it from
	MediaType string // of Raw
	Text      string
	raw       []byte
}

// Raw returns the bytes that the article was read from, to be kept: Cut reads the same article from them again, under the same file name. They are those of the file
// but for a post of Telegram, which has its channel around it, and for UTF-16 and XML of another encoding, which are kept as UTF-8.
func (a *Article) Raw() []byte { return a.raw }

// Fault says in one sentence why an input, or a line of it, is left out, and what can be done.
type Fault struct {
	File   string
	Line   int    // from 1; 0 for the whole file
	Part   string // what of the file, where no line says it: "record at byte 4096"
	What   string
	Remedy string
}

// Error is the sentence, with the place in front.
func (f *Fault) Error() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Part != "" {
		place += ", " + f.Part
	}
	if f.Remedy == "" {
		return place + ": " + f.What
	}
	return place + ": " + f.What + "; " + f.Remedy
}

// Options say what holds for all articles of a run.
type Options struct {
	Published string // the day of articles that do not say
	Outlet    string // the outlet of articles that do not say
	Max       int64  // how many bytes one article may have; 0 is DefaultMax

	// From says where to begin in a file: the Offset of the first piece to read, or the Next of the last one that was. Nil reads all of every file.
	From func(file string) int64
}

// DefaultMax is the size from which an input is no news article but a mistake.
const DefaultMax = 32 << 20

func (o Options) max() int64 {
	if o.Max <= 0 {
		return DefaultMax
	}
	return o.Max
}

func (o Options) from(file string) int64 {
	if o.From == nil {
		return 0
	}
	return max(o.From(file), 0)
}

// Piece is the bytes of one article, cut out of its input but not yet decoded: cutting is quick and happens in order, decoding may
// happen on many cores.
type Piece struct {
	File string
	Line int // where it starts; 0 for a whole file

	// Offset is where the piece starts in its file, in bytes, and Next where to go on after it. In a packed archive (.warc.gz) they are those of the packed
	// members; in any other packed file, in UTF-16 and in XML of another encoding, they count in the content once it is unpacked and UTF-8.
	Offset, Next int64

	kind  kind
	raw   []byte
	fault *Fault
}

// Article decodes the piece. The error is a *Fault.
func (p Piece) Article(o Options) (Article, error) {
	if p.fault != nil {
		return Article{}, p.fault
	}
	a, fault := p.decode(o)
	if fault == nil {
		fault = check(a.Text)
	}
	if fault != nil {
		fault.File, fault.Line = p.File, p.Line
		if p.kind == webRecord {
			fault.Part = recordAt(p.Offset, a.URL)
		}
		return Article{}, fault
	}
	if a.Published == "" {
		a.Published = o.Published
	}
	if a.Outlet == "" {
		a.Outlet = o.Outlet
	}
	a.raw, a.MediaType = p.raw, mediaTypes[p.kind]
	return a, nil
}

func (p Piece) decode(o Options) (Article, *Fault) {
	switch p.kind {
	case jsonLines, jsonValues:
		return decodeJSON(p.raw)
	case html:
		a, fault := decodePage(p.raw, "")
		a.ID = stem(p.File)
		return a, fault
	case webRecord:
		return p.decodeRecord(o)
	case telegramPost:
		return p.decodePost()
	case newsItem:
		return decodeItem(newsml.G2(p.raw))
	case message:
		return p.decodeMail()
	}
	text, _ := charset.Decode(p.raw, "")
	return Article{ID: stem(p.File), Text: text}, nil
}

// decodePage reads a page. What it declares itself goes before what its server said.
func decodePage(raw []byte, served string) (Article, *Fault) {
	a, err := page.Extract(raw, page.Options{Served: served})
	if err != nil {
		return Article{}, pageFault(err)
	}
	text := a.Text()
	if g := language.Of(text); g.Code != "" {
		a.Lang = g.Code // templates declare the language of their maker
	}
	return Article{Outlet: a.Outlet, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Author: a.Author, Text: text}, nil
}

// pageFault says why a page gives no article.
func pageFault(err error) *Fault {
	if errors.Is(err, page.ErrListing) {
		return &Fault{What: "this page is a list of links and no article", Remedy: "save the pages that it leads to"}
	}
	return &Fault{What: "no article was found in this page", Remedy: "save the page of the article itself, or copy its text into a file"}
}

// stem is a file's name without folder and ending: the id of an article that has none.
func stem(file string) string {
	if file == Stdin {
		return ""
	}
	base := strings.TrimSuffix(filepath.Base(file), ".gz")
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// check says what is wrong with an article's text, if anything.
func check(text string) *Fault {
	if strings.TrimSpace(text) == "" {
		return &Fault{What: "its text is empty", Remedy: "give the article's headline and paragraphs"}
	}
	if strings.IndexByte(text, 0) >= 0 {
		return notText("holds NUL bytes")
	}
	if g := language.Of(text); g.Code == "" {
		return &Fault{What: "it is not in Arabic (" + g.Name + "), and no other language has a pack yet", Remedy: "leave it out"}
	}
	return nil
}

func notText(what string) *Fault {
	return &Fault{What: what + ", so it is not text", Remedy: "give the article as text, HTML or JSON"}
}

// Size is how many bytes the piece holds.
func (p Piece) Size() int64 { return int64(len(p.raw)) }
