// Package page finds the article in a saved web page.
//
// In: the page's HTML, in UTF-8. Out: the article with its paragraphs, headline first, and what the page says of itself: outlet, day of
// publication, address, language. <h1>لقاء في عمّان</h1><p>قال الوزير…</p> gives the text "لقاء في عمّان", a blank line, "قال الوزير…";
// <h1>Talks in Amman</h1><p>The minister said…</p> gives the same in English.
package page

import (
	"errors"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// Article is what a page holds.
type Article struct {
	Title, Text, Outlet, URL, Lang, Published string
}

// ErrNone says that the page holds no article.
var ErrNone = errors.New("no article in the page")

// maxDepth bounds the nesting of a page: real ones have some forty levels, and the extractor walks up from every paragraph.
const maxDepth = 200

// Extract returns the article of a page.
func Extract(source string) (a Article, err error) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil || deeper(root, maxDepth) {
		return Article{}, ErrNone
	}
	facts := collect(root)
	breakParagraphs(root)
	main, err := content(root)
	if err != nil {
		return Article{}, err
	}
	body := paragraphs(main)
	if len(body) == 0 {
		return Article{}, ErrNone
	}
	a = Article{Title: facts.title(), Outlet: facts.outlet(), URL: facts.url(), Lang: facts.lang, Published: facts.published()}
	if a.Title != "" && !same(a.Title, body[0]) {
		body = append([]string{a.Title}, body...)
	}
	a.Text = strings.Join(body, "\n\n")
	return a, nil
}

// content asks the extractor for the element that holds the article. Its panics on odd trees are answered as a page without an article: bad
// input is never a crash.
func content(root *html.Node) (main *html.Node, err error) {
	defer func() {
		if recover() != nil {
			main, err = nil, ErrNone
		}
	}()
	a, err := readability.FromDocument(root, nil)
	if err != nil || a.Node == nil {
		return nil, ErrNone
	}
	return a.Node, nil
}

// deeper says whether the tree nests deeper than limit; it walks without recursion.
func deeper(root *html.Node, limit int) bool {
	depth, n := 0, root
	for n != nil {
		switch {
		case n.FirstChild != nil:
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

// same compares two headlines by their letters alone.
func same(a, b string) bool { return letters(a) == letters(b) }

func letters(s string) string { return strings.Join(strings.Fields(s), " ") }
