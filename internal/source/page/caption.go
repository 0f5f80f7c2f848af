package page

import (
	"io/fs"
	"strings"
	"sync"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/packs"
)

// Caption is what stands below a picture.
type Caption struct {
	Text   string `json:"text"`
	Agency string `json:"agency,omitempty"` // that the picture is credited to, by its first name in the list of agencies
}

// The bounds of captions: longer ones are text beside a picture, and those of the article stand near it.
const (
	captionWords = 80
	captionNear  = 12 // blocks before the body
)

// captions are those that stand in the body or shortly before it, each once.
func (b *body) captions(from, to int) (all []Caption) {
	seen := map[string]bool{"": true, b.title: true}
	for i := max(0, from-captionNear); i < min(len(b.page), to+2); i++ {
		x := &b.page[i]
		if !x.picture || x.outside || seen[x.key] || x.words > captionWords || 2*x.linked > x.words || isStamp(x) {
			continue
		}
		seen[x.key] = true
		all = append(all, Caption{Text: x.text, Agency: agencyIn(x.text)})
	}
	return all
}

// agencies are the names and forms of news and picture agencies in the Arabic pack, folded, with the first name of each.
var agencies = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	arabic, err := fs.Sub(packs.FS, "ar")
	if err != nil {
		panic(err) // the pack is part of the program: a broken build
	}
	for row, err := range tsv.Rows(arabic, "furniture/agencies.tsv", "name", "kind", "forms", "example", "counter") {
		if err != nil {
			panic(err) // as above
		}
		if kind := row.Fields[1]; kind != "agency" && kind != "photos" {
			continue
		}
		for _, form := range append(tsv.List(row.Fields[2]), row.Fields[0]) {
			all[folded(form)] = row.Fields[0]
		}
	}
	return all
})

// creditWords stand around a credit's name.
var creditWords = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq("image images photo photos picture copyright credit courtesy source by via from صورة الصورة صور تصوير بعدسة عدسة المصدر وكالة") {
		all[script.String(w)] = true
	}
	return all
}()

// archive says that a picture is old; it stands in the list of agencies since it closes a caption as they do.
const archive = "أرشيف"

// agencyIn finds the agency that a text is credited to: its name has brackets, a stroke or the like around it, or a word such as "تصوير" before it.
// Many names are also words of the language, and so one inside a sentence does not count. The last one counts.
func agencyIn(s string) (name string) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("()[]{}/\\|-–—:،,;؛©«»\"“”.•·", r) }) {
		words := strings.Fields(folded(part))
		for len(words) > 1 && creditWords[words[0]] {
			words = words[1:]
		}
		for len(words) > 1 && creditWords[words[len(words)-1]] { // AP Photo
			words = words[:len(words)-1]
		}
		if found := agencies()[strings.Join(words, " ")]; found != "" && found != archive {
			name = found
		}
	}
	return name
}

// sourceWords bounds a line that says no more than where an article is from.
const sourceWords = 6

// namesAgency says whether the block is a source line: "(رويترز)" stands on many pages and is no furniture.
func namesAgency(x *block) bool { return x.words <= sourceWords && agencyIn(x.text) != "" }

// folded is a text's folded words with one blank between them.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(script.String(s), func(r rune) bool { return !isWord(r) }), " ")
}
