package page

import "strings"

// title is the headline without the outlet's name: a heading that the page's title repeats is surest.
func (f *facts) title() string {
	long := first(f.meta["og:title"], f.linked["headline"], f.meta["headline"], f.meta["twitter:title"], f.htmlTitle)
	for _, h := range f.headings {
		if len(h) > 20 && (strings.Contains(letters(long), letters(h)) || strings.Contains(letters(f.htmlTitle), letters(h))) {
			return letters(h)
		}
	}
	return withoutOutlet(letters(long), f.outlet())
}

// titleMarks stand between a headline and the outlet's name.
var titleMarks = []string{" | ", " - ", " – ", " — ", " :: "}

// withoutOutlet cuts "headline - outlet" and "outlet | headline" where the short end is the outlet.
func withoutOutlet(title, outlet string) string {
	for _, mark := range titleMarks {
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
