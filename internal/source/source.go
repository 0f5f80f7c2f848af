// Package source turns inputs into articles: it tells by content what a file is, and cuts it into articles.
//
// In: a file's name and bytes: plain text, a saved HTML page, one JSON article, an array of them, or JSON Lines, in any encoding that
// the web uses. Out: a stream of pieces, each an article or one clear fault. A file with "قال الوزير…" is one article whose text
// is what the file holds; one with {"text":"قال الوزير…"} a line is an article a line; "Talks will begin…" is a fault, for no pack reads English.
package source

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"isnad.dev/isnad/internal/source/charset"
	"isnad.dev/isnad/internal/source/language"
	"isnad.dev/isnad/internal/source/page"
)

// Article is one news article as its source gives it. Its fields are those of the reader's article.
type Article struct {
	ID        string
	Outlet    string
	URL       string
	Lang      string
	Published string
	Title     string
	Text      string
}

// Fault says in one sentence why an input, or a line of it, is left out, and what can be done.
type Fault struct {
	File   string
	Line   int // from 1; 0 for the whole file
	What   string
	Remedy string
}

// Error is the sentence, with the place in front.
func (f *Fault) Error() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
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
}

// DefaultMax is the size from which an input is no news article but a mistake.
const DefaultMax = 32 << 20

func (o Options) max() int64 {
	if o.Max <= 0 {
		return DefaultMax
	}
	return o.Max
}

// Piece is the bytes of one article, cut out of its input but not yet decoded: cutting is quick and happens in order, decoding may
// happen on many cores.
type Piece struct {
	File  string
	Line  int // where it starts; 0 for a whole file
	kind  kind
	raw   []byte
	fault *Fault
}

// Article decodes the piece. The error is a *Fault.
func (p Piece) Article(o Options) (Article, error) {
	if p.fault != nil {
		return Article{}, p.fault
	}
	a, fault := p.decode()
	if fault == nil {
		fault = check(a.Text)
	}
	if fault != nil {
		fault.File, fault.Line = p.File, p.Line
		return Article{}, fault
	}
	if a.Published == "" {
		a.Published = o.Published
	}
	if a.Outlet == "" {
		a.Outlet = o.Outlet
	}
	return a, nil
}

func (p Piece) decode() (Article, *Fault) {
	switch p.kind {
	case jsonLines, jsonValues:
		return decodeJSON(p.raw)
	case html:
		return p.decodePage()
	}
	text, _ := charset.Decode(p.raw, "")
	return Article{ID: stem(p.File), Text: text}, nil
}

func (p Piece) decodePage() (Article, *Fault) {
	a, err := page.Extract(p.raw, page.Options{})
	if err != nil {
		return Article{}, pageFault(err)
	}
	text := a.Text()
	if g := language.Of(text); g.Code != "" {
		a.Lang = g.Code // templates declare the language of their maker
	}
	return Article{ID: stem(p.File), Outlet: a.Outlet, URL: a.URL, Lang: a.Lang, Published: a.Published, Title: a.Title, Text: text}, nil
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
	base := filepath.Base(file)
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
