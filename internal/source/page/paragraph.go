package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// paragraphs returns the text of the tree, a string a paragraph: each block is one, and a line break ends one, since many outlets
// write <br><br> for a paragraph.
func paragraphs(n *html.Node) []string {
	w := writer{}
	w.walk(n)
	w.end()
	return w.done
}

type writer struct {
	done []string
	part strings.Builder
}

func (w *writer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.part.WriteString(n.Data)
		return
	case html.ElementNode:
		if hidden(n.DataAtom) {
			return
		}
		if n.DataAtom == atom.Br {
			w.end()
			return
		}
	}
	block := isBlock(n)
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end()
	}
}

// end closes the paragraph; white space in HTML is one blank.
func (w *writer) end() {
	if p := strings.Join(strings.Fields(w.part.String()), " "); strings.Trim(p, "\uFEFF\u200B\u200E\u200F") != "" {
		w.done = append(w.done, p)
	}
	w.part.Reset()
}

func hidden(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Noscript || a == atom.Template
}

func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Body, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Hr, atom.Nav, atom.Form:
		return true
	}
	return false
}
