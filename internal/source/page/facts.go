package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what a page says of itself, in the order found.
type facts struct {
	meta      map[string]string // <meta> by name, property or itemprop, in small letters; the first one counts
	lang      string
	canonical string
	htmlTitle string
	headings  []string          // <h1>
	times     []string          // <time datetime>
	dated     []string          // short texts after the first heading, in which a date may be written
	linked    map[string]string // JSON-LD: headline, datePublished, publisher
}

// datedTexts bounds how many short texts are kept to look for a written date in.
const datedTexts = 40

func collect(root *html.Node) *facts {
	f := &facts{meta: map[string]string{}, linked: map[string]string{}}
	f.walk(root)
	return f
}

func (f *facts) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		f.element(n)
	}
	if n.Type == html.TextNode && len(f.headings) > 0 && len(f.dated) < datedTexts {
		if s := strings.Join(strings.Fields(n.Data), " "); len(s) >= 8 && len(s) <= 160 {
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
	case atom.Time:
		f.times = append(f.times, attr(n, "datetime"))
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			f.link(n.FirstChild.Data)
		}
	default:
		// RDFa and microdata stand on any element.
		f.note(attr(n, "property"), attr(n, "content"))
		f.note(attr(n, "itemprop"), first(attr(n, "datetime"), attr(n, "content")))
	}
}

func (f *facts) note(key, value string) {
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	if key != "" && value != "" && f.meta[key] == "" {
		f.meta[key] = value
	}
}

// link reads JSON-LD: the first object with a headline or a day of publication, however deep it lies.
func (f *facts) link(s string) {
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		f.linkValue(v)
	}
}

func (f *facts) linkValue(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			f.linkValue(e)
		}
	case map[string]any:
		f.linkObject(v)
		if graph, ok := v["@graph"]; ok {
			f.linkValue(graph)
		}
	}
}

func (f *facts) linkObject(o map[string]any) {
	for _, key := range []string{"headline", "datePublished"} {
		if s, ok := o[key].(string); ok && f.linked[key] == "" {
			f.linked[key] = strings.TrimSpace(html.UnescapeString(s))
		}
	}
	if p, ok := o["publisher"].(map[string]any); ok && f.linked["publisher"] == "" {
		f.linked["publisher"], _ = p["name"].(string)
	}
}

func (f *facts) url() string { return first(f.canonical, f.meta["og:url"]) }

func (f *facts) outlet() string {
	for _, s := range []string{f.meta["og:site_name"], f.linked["publisher"], f.meta["application-name"]} {
		if s != "" && !strings.Contains(s, "://") {
			return s
		}
	}
	return ""
}

// title is the headline without the outlet's name: a heading that the page's title repeats is surest.
func (f *facts) title() string {
	long := first(f.meta["og:title"], f.linked["headline"], f.meta["twitter:title"], f.htmlTitle)
	for _, h := range f.headings {
		if len(h) > 20 && (strings.Contains(letters(long), letters(h)) || strings.Contains(letters(f.htmlTitle), letters(h))) {
			return letters(h)
		}
	}
	return withoutOutlet(letters(long), f.outlet())
}

// withoutOutlet cuts "headline - outlet" and "outlet | headline" where the short end is the outlet.
func withoutOutlet(title, outlet string) string {
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if head, tail, ok := cutLast(title, mark); ok && isOutlet(tail, outlet) {
			return strings.TrimSpace(head)
		}
		if head, tail, ok := strings.Cut(title, mark); ok && isOutlet(head, outlet) {
			return strings.TrimSpace(tail)
		}
	}
	return title
}

func isOutlet(part, outlet string) bool {
	return outlet != "" && (strings.Contains(part, outlet) || strings.Contains(outlet, part)) && len(part) < 2*len(outlet)+8
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return s[:at], s[at+len(sep):], true
	}
	return s, "", false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key || a.Namespace != "" && a.Namespace+":"+a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// inner is the text under a node, in one line.
func inner(n *html.Node) string { return strings.Join(paragraphs(n), " ") }

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
