package feed

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// isItem says whether an element is an item of a feed with this root.
func isItem(root, name string) bool {
	switch root {
	case "urlset":
		return name == "url"
	case "sitemapindex":
		return name == "sitemap"
	}
	return name == "item" || name == "entry"
}

// findRoot looks for the element that a feed is in. What stands before it (a warning of the server's program, blank lines) is passed over.
func (s *scanner) findRoot(t tag) {
	switch t.name {
	case "rss", "rdf:rdf", "feed", "urlset", "sitemapindex", "channel":
		if !s.page.open {
			s.root, s.path = t.name, []string{t.name}
			s.f.Lang = first(t.attr("xml:lang"), t.attr("lang"))
			s.base = address(t.attr("xml:base"))
			return
		}
	}
	s.page.tag(t)
}

// setFeed sets what the feed says of itself; the first value counts.
func (s *scanner) setFeed(f field, value string) {
	switch f {
	case titleField:
		title, _ := line(value)
		s.f.Title = first(s.f.Title, title)
	case linkField:
		s.f.URL = first(s.f.URL, address(value))
	case langField:
		s.f.Lang = first(s.f.Lang, withoutMarks(value))
	}
}

// pageHead is what is seen of bytes that may be a web page.
type pageHead struct {
	open    bool // it is one
	opml    bool
	inTitle bool
	title   string
	feeds   []string
}

// maxFeeds bounds the feeds that are named of a page.
const maxFeeds = 20

func (p *pageHead) tag(t tag) {
	p.inTitle = false
	switch t.name {
	case "html", "head", "body", "meta", "script":
		p.open = true
	case "opml":
		p.opml = true
	case "title", "h1":
		p.inTitle = p.title == ""
	case "link":
		kind := strings.ToLower(t.attr("type"))
		if strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || strings.Contains(kind, "feed+json") {
			if href := address(t.attr("href")); href != "" && len(p.feeds) < maxFeeds {
				p.feeds = append(p.feeds, href)
			}
		}
	}
}

func (p *pageHead) text(raw []byte) {
	if p.inTitle && p.title == "" {
		title, _ := line(valid(string(raw)))
		p.title = firstRunes(title, 80)
	}
}

// reject says what the bytes are instead of a feed.
func (p *pageHead) reject(err error) error {
	switch {
	case p.opml:
		return &NotFeedError{What: "this is an OPML list of feeds", Remedy: "import it as a list of sources"}
	case p.open || p.title != "":
		what := "this is a web page"
		if p.title != "" {
			what += " (“" + p.title + "”)"
		}
		remedy := "check the address"
		if len(p.feeds) > 0 {
			remedy = "it names the feed " + p.feeds[0]
		}
		return &NotFeedError{What: what, Remedy: remedy, Feeds: p.feeds}
	case err != nil && !errors.Is(err, io.EOF):
		return fmt.Errorf("feed: %w", err)
	}
	return &NotFeedError{What: "this is neither RSS, Atom, JSON Feed nor a sitemap", Remedy: "check the address"}
}
