package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// linked are the facts of JSON-LD: headline, datePublished, dateCreated, description, publisher, author. The first one counts.
type linked map[string]string

// linkedTexts are the keys whose value is a text.
var linkedTexts = []string{"headline", "datePublished", "dateCreated", "description"}

// read takes one script. Where it is no JSON, because of line breaks in strings, comments around it or a missing end, what can be found by its keys is.
func (l linked) read(s string) {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>"} {
		s = strings.TrimSuffix(strings.TrimPrefix(s, mark), mark)
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		l.value(v)
		return
	}
	for _, key := range linkedTexts {
		l.note(key, textOf(s, key))
	}
}

// value takes the articles of a value: in lists, in graphs, and as what a page is about.
func (l linked) value(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.value(e)
		}
	case map[string]any:
		l.object(v)
		for _, key := range []string{"@graph", "mainEntity", "itemListElement"} {
			if under, ok := v[key]; ok {
				l.value(under)
			}
		}
	}
}

// object takes the publisher of any object, and the facts of one that is an article, or that has a headline or a day as articles do.
func (l linked) object(o map[string]any) {
	l.note("publisher", nameOf(o["publisher"]))
	if _, ok := o["headline"]; !ok && o["datePublished"] == nil && !isArticle(o["@type"]) {
		return
	}
	for _, key := range linkedTexts {
		if s, ok := o[key].(string); ok {
			l.note(key, s)
		}
	}
	l.note("author", nameOf(o["author"]))
}

// isArticle says whether the type, or one of several, is an article's.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting")
	case []any:
		for _, e := range v {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

// nameOf is the name of a person or body, or those of several.
func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		var names []string
		for _, e := range v {
			if s := nameOf(e); s != "" {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

func (l linked) note(key, value string) {
	if value = strings.TrimSpace(html.UnescapeString(value)); value != "" && l[key] == "" {
		l[key] = value
	}
}

// textOf finds the text of a key in what should have been JSON.
func textOf(s, key string) string {
	_, rest, ok := strings.Cut(s, `"`+key+`"`)
	if !ok {
		return ""
	}
	rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ":")
	if rest = strings.TrimSpace(rest); !ok || !strings.HasPrefix(rest, `"`) {
		return ""
	}
	for end := 1; end < len(rest); end++ {
		switch rest[end] {
		case '\\':
			end++
		case '"':
			var text string
			if json.Unmarshal([]byte(strings.Join(strings.Fields(rest[:end+1]), " ")), &text) != nil {
				return ""
			}
			return text
		}
	}
	return ""
}
