package page

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one paragraph, heading or caption of a page, in the order of the page.
type block struct {
	text    string
	key     string // its letters and digits alone: extractors change the white space
	words   int
	linked  int  // how many of the words stand in links
	picture bool // it belongs to a picture: a caption, a credit
	named   bool // only the name of a box around it says so
	outside bool // it stands in a menu, a form, the foot of the page
	votes   int  // which extractors take it for the article
	box     int  // that it stands in, by its number
}

// box is an element that holds blocks or other boxes. Its own text is a block whose box is the one around it.
type box struct {
	around  int // the number of the box around it; the outermost is in itself
	depth   int
	article int // the number of the <article> that it is or lies in; 0 is none
}

// blocks returns the text of a tree: each box is a block, and a line break ends one, since many outlets write <br><br> for a paragraph.
func blocks(n *html.Node) []block {
	found, _ := layout(n)
	return found
}

// layout returns the blocks of a tree and its boxes.
func layout(n *html.Node) ([]block, []box) {
	w := writer{boxes: []box{{}}, room: math.MaxInt}
	w.walk(n, place{})
	w.end()
	return w.done, w.boxes
}

// place is what the boxes around a text say of it.
type place struct {
	outside bool
	picture int // how many more levels down a picture's box counts; its own text lies near
	linked  bool
	box     int
}

// pictureDepth is how deep below an element named after pictures its caption may lie.
const pictureDepth = 3

// inFigure is the depth in an element that is made for a picture: all below it belongs to that.
const inFigure = 1 << 10

// in returns the place inside the element.
func (p place) in(n *html.Node) place {
	p.picture--
	switch n.DataAtom {
	case atom.A:
		p.linked = true
	case atom.Figure, atom.Figcaption:
		p.picture = inFigure
	case atom.Nav, atom.Footer, atom.Aside, atom.Button, atom.Select, atom.Label, atom.Textarea, atom.Dialog, atom.Menu, atom.Iframe, atom.Video, atom.Audio, atom.Object:
		p.outside = true
	}
	if p.picture <= 0 && n.DataAtom != atom.Body && named(n, pictureNames) {
		p.picture = pictureDepth
	}
	return p
}

// pictureNames are parts of the names that templates give to what stands around pictures.
var pictureNames = []string{"caption", "credit", "photo", "figure", "copyright", "image", "img"}

// named says whether a class or the id of the element has one of the parts.
func named(n *html.Node, parts []string) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		name := strings.ToLower(a.Val)
		for _, p := range parts {
			if strings.Contains(name, p) {
				return true
			}
		}
	}
	return false
}

type writer struct {
	done   []block
	boxes  []box
	part   strings.Builder
	at     place // of the first text of the part
	begun  bool  // the part has text
	linked int
	room   int // how many more letters and elements are read
}

func (w *writer) walk(n *html.Node, p place) {
	if w.room--; w.room < 0 {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, p)
		return
	case html.ElementNode:
		if hidden(n) {
			return
		}
		if n.DataAtom == atom.Br {
			w.end()
			return
		}
		p = p.in(n)
	}
	isBox := isBlock(n)
	if isBox {
		w.end()
		p.box = w.open(n, p.box)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, p)
	}
	if isBox {
		w.end()
	}
}

// open numbers a box.
func (w *writer) open(n *html.Node, around int) int {
	b := box{around: around, depth: w.boxes[around].depth + 1, article: w.boxes[around].article}
	if n.DataAtom == atom.Article {
		b.article = len(w.boxes)
	}
	w.boxes = append(w.boxes, b)
	return len(w.boxes) - 1
}

func (w *writer) write(s string, p place) {
	if len(s) > w.room {
		s = strings.ToValidUTF8(s[:w.room], "")
	}
	if !w.begun {
		w.at, w.begun = p, strings.TrimSpace(s) != ""
	}
	w.part.WriteString(s)
	w.room -= len(s)
	if p.linked {
		w.linked += len(strings.Fields(s))
	}
}

// end closes the paragraph; white space in HTML is one blank.
func (w *writer) end() {
	words := strings.Fields(w.part.String())
	if text := strings.Join(words, " "); strings.Trim(text, "\uFEFF\u200B\u200E\u200F") != "" {
		w.done = append(w.done, block{text: text, key: key(text), words: len(words), linked: w.linked, outside: w.at.outside, box: w.boxes[w.at.box].around,
			picture: w.at.picture > 0, named: w.at.picture > 0 && w.at.picture <= pictureDepth})
	}
	w.part.Reset()
	w.begun, w.linked = false, 0
}

// key is the text's letters and digits alone.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// hidden says whether nobody sees the element's text.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Body, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Hr, atom.Nav, atom.Form, atom.Button, atom.Select, atom.Option, atom.Label, atom.Iframe, atom.Video, atom.Audio:
		return true
	}
	return false
}

// innerRoom bounds what is read of an element for its text: elements of one name may lie in each other.
const innerRoom = 4096

// inner is the text under a node, in one line: a headline, a name, a day.
func inner(n *html.Node) string {
	w := writer{boxes: []box{{}}, room: innerRoom}
	w.walk(n, place{})
	w.end()
	var all []string
	for _, b := range w.done {
		all = append(all, b.text)
	}
	return strings.Join(all, " ")
}
