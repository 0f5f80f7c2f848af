package world

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/script"
)

// Office is what the words for an office name: a kind of office, and the country or body that it is an office of ("" where the words do
// not say). Of is a bare id as in the tables of terms: ru, un, un:sy.
type Office struct {
	Role int // index into World.Roles
	Of   string
}

// ErrWords says that words name no office.
var ErrWords = errors.New("not understood")

// query is the words for an office while they are read.
type query struct {
	world *World
	words []string // folded, without the words that only join
}

// joining are the words of a question that name nothing.
var joining = map[string]bool{"the": true, "of": true, "for": true, "to": true, "in": true, "and": true, "at": true,
	"في": true, "الي": true, "لدي": true, "دوله": true, "من": true}

// Offices reads the words for an office, in Arabic or English: "وزير الخارجية الروسي", "foreign minister of Russia". Words may mean several
// kinds of office (رئيس); the readings come with the one that uses most of the words first. All words must mean something.
func (w *World) Offices(words string) ([]Office, error) {
	q := query{world: w}
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" \t\n\"'’()،,.-", r) }) {
		if f := script.String(word); f != "" && f != "s" {
			q.words = append(q.words, f)
		}
	}
	var out []Office
	unknown := ""
	for _, m := range q.roles() {
		ofs, bad := q.of(m)
		if bad != "" {
			unknown = cmp.Or(unknown, bad)
			continue
		}
		for _, of := range ofs {
			out = append(out, Office{Role: m.role, Of: of})
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case unknown != "":
		return nil, fmt.Errorf("%w: %q names no country or body", ErrWords, unknown)
	}
	return nil, fmt.Errorf("%w: no office is named in %q", ErrWords, words)
}

// match is a place where the words for a role stand.
type match struct{ role, first, end int }

// roles finds the words for kinds of office, the longest first.
func (q *query) roles() []match {
	var out []match
	for i := range q.world.Roles {
		if m, ok := q.longest(i); ok {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b match) int { return (b.end - b.first) - (a.end - a.first) })
	return out
}

func (q *query) longest(role int) (best match, ok bool) {
	r := &q.world.Roles[role]
	try := func(form []string) {
		for at := 0; at+len(form) <= len(q.words) && len(form) > 0; at++ {
			if len(form) > best.end-best.first && equalWords(q.words[at:at+len(form)], form) {
				best, ok = match{role, at, at + len(form)}, true
			}
		}
	}
	for _, f := range r.Forms {
		try(foldedWords(f))
	}
	for _, f := range q.world.english(r) {
		try(foldedWords(f))
	}
	return best, ok
}

// english gives the English names of a role: "Foreign Minister" is "Minister of Foreign" too, with "Affairs" where the question has it.
func (w *World) english(r *Role) []string {
	out := append([]string{r.En}, w.synonyms[r.ID]...)
	for _, head := range []string{" Minister", " Ministry Spokesperson"} {
		if of, ok := strings.CutSuffix(r.En, head); ok {
			head = strings.TrimSpace(head)
			out = append(out, head+" of "+of, head+" for "+of, head+" of "+of+" Affairs", head+" for "+of+" Affairs", of+" Affairs "+head)
		}
	}
	return out
}

func foldedWords(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	for i := range words {
		words[i] = script.String(words[i])
	}
	return words
}

// equalWords compares words without their articles, since "وزير خارجية روسيا" and "وزير الخارجية الروسي" are one office.
func equalWords(a, b []string) bool {
	return slices.EqualFunc(a, b, func(a, b string) bool { return stem(a) == stem(b) })
}

// stem is a word without its article, and without the letter of the feminine.
func stem(word string) string {
	for { // twice in الألمانية, whose own first letters look like the article
		rest, ok := strings.CutPrefix(word, "ال")
		if !ok || len(rest) <= 4 {
			break
		}
		word = rest
	}
	if rest, ok := strings.CutSuffix(word, "ه"); ok && len(rest) > 4 {
		word = rest
	}
	return word
}

// of reads the words beside the role. Two things make one office of the tables: an envoy of un to sy is un:sy. unknown is a word that names
// nothing.
func (q *query) of(m match) (ofs []string, unknown string) {
	var ids [][]string
	for _, part := range [...][]string{q.words[:m.first], q.words[m.end:]} {
		for len(part) > 0 {
			if joining[part[0]] {
				part = part[1:]
				continue
			}
			found, n := q.thing(part)
			if n == 0 {
				return nil, part[0]
			}
			ids = append(ids, found)
			part = part[n:]
		}
	}
	switch len(ids) {
	case 0:
		return []string{""}, ""
	case 1:
		return ids[0], ""
	case 2:
		return pairs(ids[0], ids[1]), ""
	}
	return nil, strings.Join(q.words, " ")
}

// pairs are the ids of offices that one body holds towards another, and those of each by itself.
func pairs(a, b []string) (out []string) {
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+":"+y, y+":"+x)
			if x == y {
				out = append(out, x)
			}
		}
	}
	return out
}

// thing returns the ids of the countries, bodies and places that the longest name at the front of the words may mean, and how many words it has.
func (q *query) thing(words []string) (ids []string, n int) {
	names := q.world.nameIndex()
	for n = min(len(words), maxName); n > 0; n-- {
		key := nameKey(words[:n])
		if ids = names[key]; ids == nil {
			if rest, ok := strings.CutPrefix(words[0], "لل"); ok { // للأمم المتحدة
				ids = names[nameKey(append([]string{rest}, words[1:n]...))]
			} else if rest, ok := strings.CutPrefix(words[0], "ل"); ok { // لحلف شمال الأطلسي
				ids = names[nameKey(append([]string{rest}, words[1:n]...))]
			}
		}
		if ids != nil {
			return ids, n
		}
	}
	return nil, 0
}
