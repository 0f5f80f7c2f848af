// Package markup takes the paragraphs out of the marked-up text of an article that stands alone: HTML in a message, XHTML or NITF in an
// agency's item. For a page, in which the article has to be found first, there is page.
//
// In: markup. Out: its paragraphs. <p>قال <b>الوزير</b></p><p>وأضاف…</p> is "قال الوزير" and "وأضاف…"; <p>Talks<br>began</p> is "Talks" and
// "began".
package markup

import (
	"io"
	"strings"

	"golang.org/x/net/html"
)

// blocks end a paragraph where they open and where they close. The names beyond HTML are those of NITF.
var blocks = set("p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption table tr td th hr br nav form body " +
	"html center block hl1 hl2 fn bq body.content body.head body.end")

// hidden is what no reader sees, and in NITF what stands around the article and about its pictures.
var hidden = set("head script style title template noscript object media body.head body.end")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// Paragraphs returns the paragraphs. White space inside one is one blank. It looks at tags one by one, so that depth costs nothing.
func Paragraphs(source string) []string {
	z := html.NewTokenizer(strings.NewReader(source))
	z.AllowCDATA(true)
	w := writer{}
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			w.end()
			if z.Err() != io.EOF {
				return nil
			}
			return w.done
		case html.TextToken:
			if w.hidden == "" {
				w.part.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			w.tag(local(string(name)), kind)
		}
	}
}

// local is a name without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// writer gathers paragraphs.
type writer struct {
	done   []string
	part   strings.Builder
	hidden string // the hidden element that is open
	depth  int    // how many of its name
}

func (w *writer) tag(name string, kind html.TokenType) {
	if w.hidden != "" {
		switch {
		case name != w.hidden || kind == html.SelfClosingTagToken:
		case kind == html.StartTagToken:
			w.depth++
		default:
			if w.depth--; w.depth == 0 {
				w.hidden = ""
			}
		}
		return
	}
	if blocks[name] {
		w.end()
	}
	if hidden[name] && kind == html.StartTagToken {
		w.hidden, w.depth = name, 1
	}
}

// end closes the paragraph.
func (w *writer) end() {
	if p := strings.Join(strings.Fields(w.part.String()), " "); strings.Trim(p, "\uFEFF\u200B\u200E\u200F") != "" {
		w.done = append(w.done, p)
	}
	w.part.Reset()
}
