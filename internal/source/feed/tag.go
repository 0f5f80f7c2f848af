package feed

import (
	"bytes"
	"strings"
)

// tag is a start tag.
type tag struct {
	name   string
	attrs  []attr
	closed bool
}

type attr struct{ key, value string }

func (t tag) attr(key string) string {
	for _, a := range t.attrs {
		if a.key == key {
			return strings.TrimSpace(valid(a.value))
		}
	}
	return ""
}

// maxAttrs bounds the attributes of a tag that are looked at.
const maxAttrs = 32

// readTag takes the tag from the tokenizer, its name with the usual prefix whatever prefix the feed has chosen.
func (s *scanner) readTag(closed bool) tag {
	name, more := s.z.TagName()
	t := tag{name: string(name), closed: closed}
	for more && len(t.attrs) < maxAttrs {
		var k, v []byte
		k, v, more = s.z.TagAttr()
		t.attrs = append(t.attrs, attr{string(k), string(v)})
		if prefix, ok := bytes.CutPrefix(k, []byte("xmlns")); ok && len(s.spaces) < maxAttrs {
			s.declare(strings.TrimPrefix(string(prefix), ":"), string(v))
		}
	}
	t.name = s.usual(t.name)
	return t
}

// usualPrefixes are the prefixes by which this package knows what stands in a namespace; "" for the elements of RSS and sitemaps.
var usualPrefixes = map[string]string{
	"http://www.w3.org/2005/atom": "atom", "http://purl.org/atom/ns#": "atom",
	"http://purl.org/rss/1.0": "", "http://backend.userland.com/rss2": "", "http://www.sitemaps.org/schemas/sitemap/0.9": "",
	"http://my.netscape.com/rdf/simple/0.9": "", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
	"http://purl.org/rss/1.0/modules/content": "content", "http://purl.org/dc/elements/1.1": "dc", "http://purl.org/dc/terms": "dcterms",
	"http://www.google.com/schemas/sitemap-news/0.9": "news", "http://search.yahoo.com/mrss": "media",
	"http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}

func (s *scanner) declare(prefix, uri string) {
	uri = strings.Replace(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(uri)), "/"), "https://", "http://", 1)
	if usual, ok := usualPrefixes[uri]; ok && prefix != "" {
		s.spaces[prefix] = usual
	}
}

func (s *scanner) usual(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return name
	}
	if usual, known := s.spaces[prefix]; known {
		prefix = usual
	}
	if prefix == "" || prefix == "atom" && (s.root == "feed" || s.root == "" && local == "feed") {
		return local
	}
	return prefix + ":" + local
}
