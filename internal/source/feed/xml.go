package feed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxToken = 4 << 20 // a tag or a run of text; a longer one is passed over
	maxField = 2 << 20 // what is kept of one element
	maxDepth = 64      // of elements that are remembered; no feed has more than ten
	maxHead  = 1 << 20 // in which a feed must begin
)

// scanner reads XML with the tokenizer of HTML, which stops at no error: a bare ampersand, an unknown entity, a tag that nobody closed.
// It holds one token and one item.
type scanner struct {
	z             *html.Tokenizer
	o             Options
	n             *notes
	f             Feed
	root          string
	whole         bool // the root was closed
	channelClosed bool // of RSS, which has nothing after it
	full          bool // as many items were read as are wanted
	seen          int  // bytes before the root
	page          pageHead
	path          []string          // open elements
	spaces        map[string]string // prefixes by the feed's own declaration
	base          string
	item          *draft
	capture       *capture
}

func parseXML(in *bufio.Reader, o Options, n *notes) (Feed, error) {
	s := &scanner{o: o, n: n, spaces: map[string]string{}}
	err := s.run(in)
	if s.root == "" {
		return Feed{}, s.page.reject(err)
	}
	s.f.URL = absolute(s.base, s.f.URL)
	if s.base != "" && s.f.URL == "" {
		s.f.URL = s.base
	}
	n.ended(err, s.whole || s.full || s.channelClosed && s.item == nil, len(s.f.Items)+len(s.f.Sitemaps))
	return s.f, nil
}

// run reads to the end, over tokens that are too long.
func (s *scanner) run(in io.Reader) error {
	for {
		s.z = html.NewTokenizer(in)
		s.z.AllowCDATA(true)
		s.z.SetMaxBuf(maxToken)
		err := s.tokens()
		if !errors.Is(err, html.ErrBufferExceeded) {
			return err
		}
		if s.capture != nil {
			s.capture.long = true
		}
		in = io.MultiReader(bytes.NewReader(bytes.Clone(s.z.Buffered())), in)
	}
}

func (s *scanner) tokens() error {
	for !s.whole && !s.full {
		t := s.z.Next()
		if s.root == "" {
			if s.seen += len(s.z.Raw()); s.seen > maxHead {
				return nil
			}
		}
		switch t {
		case html.ErrorToken:
			return s.z.Err()
		case html.TextToken:
			s.text(s.z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(t == html.SelfClosingTagToken)
		case html.EndTagToken:
			s.end()
		case html.CommentToken, html.DoctypeToken:
			s.n.entities = s.n.entities || bytes.Contains(s.z.Raw(), []byte("<!ENTITY"))
		}
	}
	return nil
}

// start opens an element.
func (s *scanner) start(closed bool) {
	var raw []byte
	if s.capture != nil {
		raw = bytes.Clone(s.z.Raw())
	}
	t := s.readTag(closed)
	s.z.NextIsNotRawText() // a <title> or <style> of a feed holds what any element may
	if s.root == "" {
		s.findRoot(t)
		return
	}
	if s.capture != nil && !s.endsCapture(t.name) {
		s.nested(t, raw)
		return
	}
	if isItem(s.root, t.name) {
		s.openItem(t)
		return
	}
	s.element(t)
}

// element opens what is neither the root nor an item.
func (s *scanner) element(t tag) {
	f := s.fieldOf(t.name)
	s.attributes(f, t)
	if t.closed {
		return
	}
	if len(s.path) < maxDepth {
		s.path = append(s.path, t.name)
	}
	if f != noField {
		s.capture = &capture{field: f, name: t.name, html: strings.EqualFold(t.attr("type"), "xhtml")}
	}
}

// fieldOf says what an element of the item, or of the feed itself, is.
func (s *scanner) fieldOf(name string) field {
	if len(s.path) > 0 {
		switch parent := s.path[len(s.path)-1]; parent {
		case "rss", "rdf:rdf", "channel", "feed", "item", "entry", "url", "sitemap", "news:news":
		default:
			name = parent + "/" + name
		}
	}
	if s.item != nil {
		return itemFields[name]
	}
	return feedFields[name]
}

// attributes are where Atom keeps addresses and categories.
func (s *scanner) attributes(f field, t tag) {
	if f != linkField && f != atomLinkField && f != categoryField && f != guidField {
		return
	}
	value := map[field]string{linkField: t.attr("href"), atomLinkField: t.attr("href"), categoryField: first(t.attr("label"), t.attr("term"))}[f]
	switch rel := t.attr("rel"); {
	case f == guidField && s.item != nil:
		s.item.linked = !strings.EqualFold(t.attr("ispermalink"), "false")
	case f == categoryField && s.item != nil:
		s.item.set(f, value)
	case f == guidField, f == categoryField, value == "", rel != "alternate" && (rel != "" || f == atomLinkField):
	case s.item != nil:
		s.item.set(linkField, value)
	case s.f.URL == "":
		s.f.URL = address(value)
	}
}

// end closes an element.
func (s *scanner) end() {
	raw := s.z.Raw()
	if c := s.capture; c != nil {
		raw = bytes.Clone(raw)
	}
	name, _ := s.z.TagName()
	local := s.usual(string(name))
	if c := s.capture; c != nil && !s.closes(local) {
		c.write(raw)
		c.inside = max(0, c.inside-1)
		if local == c.name {
			c.same--
		}
		return
	}
	s.endCapture()
	switch {
	case s.root == "":
	case isItem(s.root, local):
		s.closeItem()
	case local == s.root, local == "channel":
		if s.item != nil {
			s.n.unclosed++
			s.closeItem()
		}
		s.whole = local == s.root
		s.channelClosed = s.root == "rss"
	}
	s.pop(local)
}

// pop leaves an element, and those inside it that nobody closed.
func (s *scanner) pop(name string) {
	for i := len(s.path) - 1; i > 0; i-- {
		if s.path[i] == name {
			s.path = s.path[:i]
			return
		}
	}
}

func (s *scanner) openItem(t tag) {
	if s.item != nil {
		s.n.unclosed++
		s.closeItem()
	}
	if len(s.f.Items)+len(s.f.Sitemaps) >= s.o.max() {
		s.full = true
		s.n.add("it has more than %s, and what follows was left out", plural(s.o.max(), "item"))
		return
	}
	s.item = &draft{about: t.attr("rdf:about"), lang: t.attr("xml:lang")}
	if t.closed {
		s.closeItem()
		return
	}
	s.path = append(s.path[:1], t.name)
}

func (s *scanner) closeItem() {
	d := s.item
	s.item = nil
	switch {
	case d == nil:
	case s.root == "sitemapindex":
		if a := address(d.link); a != "" {
			s.f.Sitemaps = append(s.f.Sitemaps, a)
		}
	default:
		if it, ok := d.finish(s.o, s.n); ok {
			s.f.Items = append(s.f.Items, it)
		}
	}
}
