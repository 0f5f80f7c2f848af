// Package page finds the article in a web page.
//
// In: the page's bytes, and what is known of its outlet. Out: the article in paragraphs, the captions of its pictures, and what the page says of
// itself: headline, author, outlet, time of publication, address, language. <h1>لقاء في عمّان</h1><p>قال الوزير…</p> gives the headline "لقاء في عمّان" and
// the paragraph "قال الوزير…"; <h1>Talks in Amman</h1><p>The minister said…</p> gives the same in English.
package page

import (
	"bytes"
	"cmp"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"isnad.dev/isnad/internal/source/charset"
)

// Article is what a page holds.
type Article struct {
	Title, Author, Outlet, URL, Lang string
	// Published is a day (2024-05-20) or a time (2024-05-20T23:30:00+03:00), with its zone where one is known; "" where the page does not say.
	Published  string
	Paragraphs []string // of the body, without the headline
	Captions   []Caption
	// Blocks has a hash for each different block that was taken for the article, known furniture included, so that a store can count on how many
	// pages of the outlet each stood.
	Blocks []uint64
}

// Text is the headline and the paragraphs, with a blank line between them. A body that opens with the headline has it once.
func (a Article) Text() string {
	body := a.Paragraphs
	if a.Title != "" && (len(body) == 0 || key(body[0]) != key(a.Title)) {
		body = append([]string{a.Title}, body...)
	}
	return strings.Join(body, "\n\n")
}

// Options say what is known of the outlet. The zero value works for any.
type Options struct {
	Encoding  string // of pages whose bytes are not UTF-8, where the general way fails
	Served    string // the encoding that the server named; what the page declares itself goes before
	Selectors Selectors
	Zone      *time.Location         // of times that stand without one; nil leaves them so
	DayFirst  bool                   // 03/04/2020 is in April; without it only dates that can be read one way are
	Furniture func(hash uint64) bool // says whether a block is known as the outlet's furniture
}

// Selectors are CSS rules for what the general way does not find. An empty one is not used, and one that finds nothing in a page neither.
type Selectors struct {
	Title, Body, Date string
	Remove            string // what is cut out before anything is read
}

var (
	// ErrNone says that the page holds no article.
	ErrNone = errors.New("no article in the page")
	// ErrListing says that the page is a list of links to others.
	ErrListing = errors.New("the page is a list of links")
)

// The bounds of a page. Real ones nest some forty levels deep and have some thousand blocks; extractors walk up from every paragraph.
const (
	maxDepth  = 200
	maxBlocks = 20000
)

// Extract returns the article of a page. The error is ErrNone, ErrListing or a *SelectorError.
func Extract(raw []byte, o Options) (Article, error) {
	rules, err := o.Selectors.compile()
	if err != nil {
		return Article{}, err
	}
	root, err := html.Parse(strings.NewReader(decode(raw, o)))
	if err != nil || deeper(root, maxDepth) {
		return Article{}, ErrNone
	}
	rules.prune(root)
	f := collect(root)
	a := Article{Title: first(rules.text(root, rules.title), f.title()), Outlet: f.outlet(), URL: f.url(), Lang: f.lang}
	a.Published = f.published(o, rules.text(root, rules.date))
	breakParagraphs(root)
	b := body{title: key(a.Title), description: key(f.description()), furniture: o.Furniture}
	if b.page = rules.bodyBlocks(root); b.page == nil {
		b.page, b.boxes = layout(root)
		b.page = b.page[:min(len(b.page), maxBlocks)]
		vote(root, b.page, b.boxes)
	}
	if err := b.read(&a); err != nil {
		return Article{}, err
	}
	a.Author = f.author(b.page, a.Outlet)
	return a, nil
}

// decode believes UTF-8 before anything that is said of the page.
func decode(raw []byte, o Options) string {
	if e, err := htmlindex.Get(o.Encoding); err == nil && !utf8.Valid(raw) {
		if out, err := e.NewDecoder().Bytes(raw); err == nil {
			return string(bytes.ToValidUTF8(out, []byte("\uFFFD")))
		}
	}
	text, _ := charset.Decode(raw, cmp.Or(charset.Declared(raw), o.Served))
	return text
}

// deeper says whether the tree nests deeper than limit; it walks without recursion.
func deeper(root *html.Node, limit int) bool {
	depth, n := 0, root
	for n != nil {
		if n.FirstChild != nil {
			n = n.FirstChild
			if depth++; depth > limit {
				return true
			}
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return false
}

func letters(s string) string { return strings.Join(strings.Fields(s), " ") }
