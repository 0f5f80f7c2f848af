package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breakParagraphs makes a paragraph of each run of text between line breaks: outlets that part paragraphs by <br> would else give one
// paragraph, and the extractor repeats such text. It works from the leaves up, so that a <span> with breaks in a <p> makes both of them boxes.
func breakParagraphs(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		breakParagraphs(c)
	}
	if n.Type == html.ElementNode && canBreak(n) && hasBreak(n) {
		boxed(n)
	}
}

// canBreak says whether the element may become a box of paragraphs.
func canBreak(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Td, atom.Span, atom.Font, atom.Strong, atom.B, atom.Em, atom.I, atom.Center, atom.Main:
		return true
	}
	return false
}

// boxMark marks the elements that breakParagraphs has made.
const boxMark = "data-box"

// hasBreak says whether a line break or a box stands right in the element.
func hasBreak(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br || c.DataAtom == atom.Div && attr(c, boxMark) != "" {
			return true
		}
	}
	return false
}

// boxed wraps each run of the element's text in a paragraph; an element that may hold no paragraphs becomes one that may.
func boxed(n *html.Node) {
	var run []*html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Br:
			wrapRun(n, run, c)
			run = nil
			n.RemoveChild(c)
		case isBlock(c):
			wrapRun(n, run, c)
			run = nil
		default:
			run = append(run, c)
		}
		c = next
	}
	wrapRun(n, run, nil)
	if n.DataAtom == atom.P || !isBlock(n) {
		n.DataAtom, n.Data = atom.Div, "div"
		n.Attr = []html.Attribute{{Key: boxMark, Val: "p"}} // its class is gone: "post-text" on a box would pass for the whole body
	}
}

// wrapRun puts the nodes into a paragraph before the node at; a run of white space is dropped.
func wrapRun(parent *html.Node, run []*html.Node, at *html.Node) {
	empty := true
	for _, n := range run {
		empty = empty && n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
	}
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	for _, n := range run {
		parent.RemoveChild(n)
		if !empty {
			p.AppendChild(n)
		}
	}
	if !empty {
		parent.InsertBefore(p, at)
	}
}
