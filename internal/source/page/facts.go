package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what a page says of itself, in the order found.
type facts struct {
	meta      map[string]string // <meta> by name, property or itemprop, and microdata and RDFa on any element, in small letters; the first one counts
	linked    linked
	lang      string
	canonical string
	htmlTitle string
	headings  []string // <h1>
	times     []string // <time datetime>
	dated     []string // short texts after the first heading, in which a day may be written
	bylines   []string // texts of elements that are named after an author
}

// The bounds of what is kept.
const (
	datedTexts  = 60
	bylineWords = 8
)

func collect(root *html.Node) *facts {
	f := &facts{meta: map[string]string{}, linked: linked{}}
	f.walk(root)
	return f
}

func (f *facts) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		f.element(n)
	}
	if n.Type == html.TextNode && len(f.headings) > 0 && len(f.dated) < datedTexts {
		if s := letters(n.Data); len(s) >= 8 && len(s) <= 160 {
			f.dated = append(f.dated, s)
		}
	}
	if n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.walk(c)
	}
}

func (f *facts) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		f.lang = first(f.lang, attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop"} {
			f.note(attr(n, key), attr(n, "content"))
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			f.canonical = first(f.canonical, attr(n, "href"))
		}
	case atom.Title:
		f.htmlTitle = first(f.htmlTitle, inner(n))
	case atom.H1:
		if s := inner(n); s != "" {
			f.headings = append(f.headings, s)
		}
	case atom.Script:
		if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			f.linked.read(n.FirstChild.Data)
		}
	case atom.Body: // templates name it after everything
	default:
		f.marked(n)
	}
}

// marked reads microdata, RDFa, <time> and bylines, which may stand on any element.
func (f *facts) marked(n *html.Node) {
	prop := strings.ToLower(attr(n, "itemprop"))
	if n.DataAtom == atom.Time && !strings.Contains(prop, "modified") && !named(n, []string{"modified", "updated"}) {
		f.times = append(f.times, attr(n, "datetime"))
	}
	for key := range strings.FieldsSeq(strings.ToLower(attr(n, "property")) + " " + prop) {
		key = strings.TrimPrefix(key, "schema:")
		value := first(attr(n, "datetime"), attr(n, "content"))
		if value == "" && markedTexts[key] && f.meta[key] == "" {
			value = inner(n)
		}
		f.note(key, value)
	}
	if f.isByline(n, prop) {
		if s := inner(n); s != "" && len(strings.Fields(s)) <= bylineWords {
			f.bylines = append(f.bylines, s)
		}
	}
}

// markedTexts are the properties of microdata whose value is the element's own text.
var markedTexts = map[string]bool{"headline": true, "datepublished": true}

// isByline says whether the element has the author's name; a form asks for that of a reader.
func (f *facts) isByline(n *html.Node, prop string) bool {
	return (strings.Contains(attr(n, "rel"), "author") || prop == "author" || named(n, bylineNames)) && n.DataAtom != atom.Label && !named(n, []string{"comment", "form"})
}

// bylineNames are parts of the names that templates give to the element with the author.
var bylineNames = []string{"author", "byline", "writer"}

func (f *facts) note(key, value string) {
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	key = strings.TrimPrefix(key, "schema:")
	if key != "" && value != "" && f.meta[key] == "" {
		f.meta[key] = value
	}
}

func (f *facts) url() string { return first(f.canonical, f.meta["og:url"]) }

func (f *facts) description() string {
	return first(f.meta["og:description"], f.meta["description"], f.linked["description"], f.meta["twitter:description"])
}

func (f *facts) outlet() string {
	for _, s := range []string{f.meta["og:site_name"], f.linked["publisher"], f.meta["application-name"]} {
		if s != "" && !strings.Contains(s, "://") {
			return s
		}
	}
	return f.outletInTitle()
}

// outletWords bounds a name that stands beside the headline.
const outletWords = 5

// outletInTitle is what the page's title has beside the headline: "headline - section - outlet".
func (f *facts) outletInTitle() string {
	title := letters(f.htmlTitle)
	for _, h := range f.headings {
		rest, ok := strings.CutPrefix(title, letters(h))
		for _, mark := range titleMarks {
			if _, name, cut := cutLast(rest, mark); ok && cut && name != "" && len(strings.Fields(name)) <= outletWords {
				return name
			}
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key || a.Namespace != "" && a.Namespace+":"+a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
