package page

import (
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/script"
)

// author is who wrote the article: whom the page's data or its byline name. The name in <meta name="author"> is believed only where readers see it,
// since many templates have the site's or its programmer's there.
func (f *facts) author(page []block, outlet string) string {
	for _, s := range append([]string{f.linked["author"]}, f.bylines...) {
		if s = withoutBy(s); f.isAuthor(s, outlet) {
			return s
		}
	}
	for _, k := range []string{"author", "article:author", "dc.creator", "parsely-author", "sailthru.author"} {
		if s := withoutBy(f.meta[k]); f.isAuthor(s, outlet) && shown(page, s) {
			return s
		}
	}
	return ""
}

// byWords open a byline, folded.
var byWords = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq("by written author posted كتب كتبت كتبه بقلم الكاتب المؤلف إعداد تحرير") {
		all[script.String(w)] = true
	}
	return all
}()

// withoutBy cuts "By" and "كتبت" off a name, and the day behind it.
func withoutBy(s string) string {
	words := strings.Fields(s)
	for len(words) > 0 && byWords[strings.Trim(script.String(words[0]), ":-–|")] {
		words = words[1:]
	}
	for i, w := range words { // what has digits is a day, and so is a month before it
		if strings.ContainsFunc(w, unicode.IsDigit) {
			words = words[:i]
			if m, _ := monthAt(lastFolded(words)); m.Number != 0 {
				words = words[:i-1]
			}
			break
		}
	}
	return strings.Trim(strings.Join(words, " "), " :-–|،,")
}

// lastFolded is the last word, folded, if there is one.
func lastFolded(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	return []string{script.String(words[len(words)-1])}
}

// authorWords bounds a name; several people may have written an article.
const authorWords = 12

// nobody are names that systems give, folded.
var nobody = map[string]bool{"admin": true, "administrator": true, "editor": true, "webmaster": true, "user": true, "root": true, "author": true}

// isAuthor says whether a name is that of a person or a desk and not the site's: the outlet's own name has the outlet's letters.
func (f *facts) isAuthor(s, outlet string) bool {
	k := key(script.String(s))
	if k == "" || len(strings.Fields(s)) > authorWords || strings.ContainsAny(s, "@<>{}") || strings.Contains(s, "://") || strings.Contains(s, "www.") || nobody[k] {
		return false
	}
	for _, site := range []string{outlet, host(f.url()), f.linked["publisher"]} {
		if site := key(script.String(site)); site != "" && (strings.Contains(site, k) || strings.Contains(k, site)) {
			return false
		}
	}
	return true
}

// host is an address' own name: example of https://www.example.org/1.
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "/")
	rest, _, _ = strings.Cut(strings.TrimPrefix(rest, "www."), ".")
	return rest
}

// shown says whether a short block has the name in it.
func shown(page []block, name string) bool {
	k := key(name)
	for i := range page {
		if page[i].words <= 2*authorWords && strings.Contains(page[i].key, k) {
			return true
		}
	}
	return false
}
