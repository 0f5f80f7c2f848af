// Package newsml reads what news agencies deliver in the formats of the IPTC: ninjs (JSON) and NewsML-G2 (XML).
//
// In: an item, or a message of many. Out: an article an item, its headline first. {"uri":"urn:x:1","headline":"لقاء في عمّان","body_text":"قال الوزير…"}
// and <newsItem guid="urn:x:1">… both give the text "لقاء في عمّان", a blank line, "قال الوزير…"; "Talks in Amman" gives the same in English.
package newsml

import (
	"cmp"
	"errors"
	"strings"

	"isnad.dev/isnad/internal/source/markup"
)

// Article is what an item says.
type Article struct {
	ID, Outlet, URL, Lang, Published, Updated, Title, Author, Section, Source, Text string
}

// What keeps an item from being an article.
var (
	ErrNoText    = errors.New("this item has no text")
	ErrCancelled = errors.New("this item was cancelled by its agency")
)

// NotText is an item of another kind.
type NotText struct{ Kind string }

// Error says which.
func (e *NotText) Error() string { return "this item is a " + e.Kind + ", not a text" }

// withHeadline puts the headline in front, unless the body opens with it.
func withHeadline(title string, body []string) (string, error) {
	if len(body) == 0 {
		return "", ErrNoText
	}
	if title != "" && !strings.EqualFold(title, body[0]) {
		body = append([]string{title}, body...)
	}
	return strings.Join(body, "\n\n"), nil
}

// lines are the paragraphs of a text without markup: agencies write one a line.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// body takes the paragraphs out of text of this media type.
func body(contentType, text string) []string {
	if strings.Contains(contentType, "html") || strings.Contains(contentType, "xml") || strings.Contains(contentType, "nitf") {
		return markup.Paragraphs(text)
	}
	return lines(text)
}

// times settles when the item was published and when it was changed, from when its first version, this version and its content were made.
func (a *Article) times(first, version, content string) {
	a.Published = cmp.Or(first, version, content)
	if version != "" && version != a.Published {
		a.Updated = version
	}
}

// link returns the first name that is an address.
func link(names ...string) string {
	for _, n := range names {
		if strings.HasPrefix(n, "http://") || strings.HasPrefix(n, "https://") {
			return n
		}
	}
	return ""
}
