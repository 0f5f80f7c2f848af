package feed

import (
	"slices"
	"strings"
	"time"
)

// field is what an element says.
type field uint8

const (
	noField field = iota
	titleField
	linkField
	atomLinkField // <atom:link> of RSS: counts where it is no link to the feed itself
	originField   // the address before a service for counting clicks
	guidField
	summaryField
	contentField
	authorField
	langField
	categoryField
	keywordsField
	publishedField // when it came out, then other dates, the surest first
	pubDateField
	dateField
	issuedField
	createdField
	updatedField
	fields
)

// isLine says whether the field is text of one line, which holds no other field.
func (f field) isLine() bool { return f != summaryField && f != contentField }

// itemFields are the elements of an item; "parent/name" stands inside another element. lastmod of a sitemap is left out: it says when a page was
// last written, which may be years after the article came out.
var itemFields = map[string]field{
	"title": titleField, "atom:title": titleField, "news:title": titleField,
	"link": linkField, "loc": linkField, "atom:link": atomLinkField, "feedburner:origlink": originField,
	"guid": guidField, "id": guidField, "atom:id": guidField, "dc:identifier": guidField,
	"description": summaryField, "summary": summaryField, "atom:summary": summaryField, "dc:description": summaryField, "tagline": summaryField,
	"content:encoded": contentField, "content": contentField, "atom:content": contentField, "body": contentField, "xhtml:body": contentField,
	"author": authorField, "atom:author": authorField, "dc:creator": authorField, "itunes:author": authorField,
	"language": langField, "dc:language": langField, "news:publication/news:language": langField,
	"category": categoryField, "dc:subject": categoryField, "atom:category": categoryField, "news:keywords": keywordsField, "media:keywords": keywordsField,
	"published": publishedField, "atom:published": publishedField, "news:publication_date": publishedField,
	"pubdate": pubDateField, "dc:date": dateField, "date": dateField,
	"issued": issuedField, "dcterms:issued": issuedField, "dcterms:created": createdField, "created": createdField, "dcterms:available": createdField,
	"updated": updatedField, "atom:updated": updatedField, "modified": updatedField, "dcterms:modified": updatedField,
}

var feedFields = map[string]field{
	"title": titleField, "link": linkField, "atom:link": atomLinkField, "language": langField, "dc:language": langField,
}

// draft is an item while it is read: its values as they stand.
type draft struct {
	about, title, link, origin, guid, summary, content, lang string
	linked                                                   bool // the guid is an address
	authors, categories                                      []string
	dates                                                    [fields]string
}

// maxList bounds the authors and categories of an item.
const maxList = 40

// set takes a value; of most fields the first one counts.
func (d *draft) set(f field, s string) {
	if s == "" {
		return
	}
	switch f {
	case titleField:
		d.title = first(d.title, s)
	case linkField:
		d.link = first(d.link, s)
	case originField:
		d.origin = first(d.origin, s)
	case guidField:
		d.guid = first(d.guid, s)
	case summaryField:
		d.summary = first(d.summary, s)
	case contentField:
		d.content = first(d.content, s)
	case authorField:
		d.authors = append(d.authors, s)[:min(len(d.authors)+1, maxList)]
	case langField:
		d.lang = first(d.lang, s)
	case categoryField:
		d.categories = append(d.categories, s)[:min(len(d.categories)+1, maxList)]
	case keywordsField:
		for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || r == ';' }) {
			d.set(categoryField, word)
		}
	case publishedField, pubDateField, dateField, issuedField, createdField, updatedField:
		d.dates[f] = first(d.dates[f], s)
	}
}

// finish makes the item; ok is false for one that says nothing.
func (d *draft) finish(o Options, n *notes) (it Item, ok bool) {
	it = Item{URL: d.address(), Lang: withoutMarks(d.lang), Author: people(d.authors), Categories: distinct(d.categories)}
	it.ID, _ = line(first(d.guid, d.about))
	var escaped [4]bool
	it.Title, escaped[0] = line(d.title)
	it.Summary, escaped[1] = line(d.summary)
	if hasTag(d.summary) || strings.Contains(d.summary, "&nbsp;") {
		escaped[1] = false // HTML has entities of right
	}
	it.Content, escaped[2] = markup(d.content)
	if it.Content == "" {
		if it.Content, escaped[3] = markup(d.summary); !hasTag(it.Content) {
			it.Content, escaped[3] = "", false
		}
	}
	for _, yes := range escaped {
		if yes {
			n.doubly++
			break
		}
	}
	it.Published, it.Day = d.date(o, n)
	return it, it.URL != "" || it.Title != "" || it.Summary != "" || it.Content != ""
}

// address is where the article stands: before a click counter, then the link, then an id that is an address.
func (d *draft) address() string {
	for _, s := range []string{d.origin, d.link} {
		if a := address(s); a != "" {
			return a
		}
	}
	for _, s := range []string{d.guid, d.about} {
		if scheme, _, ok := strings.Cut(s, "://"); ok && isWeb(scheme) {
			return address(s)
		}
	}
	if d.linked && strings.HasPrefix(d.guid, "/") {
		return address(d.guid)
	}
	return ""
}

// date is the surest date that can be read; one of a known hour goes before one of the day alone.
func (d *draft) date(o Options, n *notes) (t time.Time, day string) {
	bad := ""
	for f := publishedField; f < fields; f++ {
		s := d.dates[f]
		if s == "" {
			continue
		}
		at, on, ok := ParseTime(s, o)
		switch {
		case !ok:
			bad = first(bad, s)
		case !at.IsZero():
			return at, ""
		case day == "":
			day = on
		}
	}
	if day == "" && bad != "" {
		n.badDate(strings.Join(strings.Fields(withoutMarks(bad)), " "))
	}
	return time.Time{}, day
}

// people are the authors in one line.
func people(list []string) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = person(s)
	}
	return strings.Join(distinct(names), "، ")
}

// person is the name of an author: Atom has an element for it, RSS wants "address (name)", many write "name <address>".
func person(s string) string {
	if _, after, ok := strings.Cut(s, "name>"); ok {
		name, _, _ := strings.Cut(after, "</")
		return name
	}
	s, _ = unescape(s)
	if mail, name, ok := strings.Cut(s, "("); ok && strings.Contains(mail, "@") {
		return strings.TrimSuffix(strings.TrimSpace(name), ")")
	}
	if name, mail, ok := strings.Cut(s, "<"); ok && strings.Contains(mail, "@") {
		return name
	}
	return s
}

// distinct cleans the values and leaves out empty ones and repetitions.
func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if s, _ = line(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
