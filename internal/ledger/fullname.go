package ledger

import (
	_ "embed" // the two lists
	"slices"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/script"
)

// given has the common Arabic given names, folded: two of them in a row (محمد حسين) are many people's name, and their vowels tell one from
// another (سالم and سليم, محمد and محمود), while those of a foreign name do not (ميشيل and ميشال).
//
//go:embed given.txt
var givenList string

// general has the words, folded and without the article, that name a body or place only by its kind: وزارة الداخلية, البرلمان, مجلس الشيوخ. A
// name of nothing else is that of many.
//
//go:embed general.txt
var generalList string

var given, general = set(givenList), set(generalList)

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// The types of a Naming.
const (
	person = "PER"
	body   = "ORG"
	place  = "LOC"
)

// fullName is a name as it is compared: its folded words, of a person with what belongs together in one (عبدالله, ابومازن, بنسلمان).
type fullName []string

// nameWords returns the folded words of a name; quotation marks and hyphens part words, apostrophes do not.
func nameWords(name string) []string {
	folded := strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' || r == '`' {
			return -1
		}
		return r
	}, script.String(name))
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// nameOf returns the name as it is compared.
func nameOf(name, typ string) fullName {
	words := nameWords(name)
	for i, w := range words {
		words[i] = strings.Replace(w, "اميرك", "امريك", 1)
	}
	switch {
	case typ == person:
		return joined(words)
	case typ == place && len(words) > 1 && (words[0] == "مدينه" || words[0] == "بلده" || words[0] == "قريه"):
		return words[1:] // outlets do not agree what a place is big enough for
	}
	return words
}

// joined writes as one what only together is one name of a person.
func joined(words []string) fullName {
	var out fullName
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w == "ابي" || w == "ابا" {
			w = "ابو"
		}
		if w == "ابن" {
			w = "بن"
		}
		for i+1 < len(words) && opensName(w, words[i+1]) {
			i++
			w += words[i]
		}
		if n := len(out); n > 0 && (w == "الدين" || w == "الله") {
			out[n-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

// opensName says whether w is only the beginning of a name that goes on with next.
func opensName(w, next string) bool {
	switch w {
	case "ابو", "ام", "بن", "بنت", "ال", "دي", "دو", "دا", "فان", "فون":
		return true
	case "عبد", "بنعبد", "ابوعبد":
		return strings.HasPrefix(next, "ال")
	}
	return false
}

// isFull says whether the name can stand for somebody without an article around it.
func (f fullName) isFull(typ string) bool { return len(f) > 1 || len(f) == 1 && typ != person }

// isCommon says whether many may have the name: a person's of given names only, a body's or place's of general words only.
func (f fullName) isCommon(typ string) bool {
	for i, w := range f {
		switch {
		case typ == person && given[strings.TrimPrefix(w, "بن")]:
		case typ != person && (general[bare(w)] || i > 0 && isAdjective(w) || isNumber(w)):
		default:
			return false
		}
	}
	return true
}

// bare takes the article, and و or ل before it, off a word of a body's name.
func bare(w string) string {
	switch {
	case strings.HasPrefix(w, "لل"):
		return w[len("لل"):]
	case strings.HasPrefix(w, "وال"):
		return w[len("وال"):]
	}
	return strings.TrimPrefix(w, "ال")
}

// isAdjective says whether the word of a body's name is one of origin, which after a general word (السفارة الأمريكية) does not yet say where.
func isAdjective(w string) bool {
	return strings.HasPrefix(w, "ال") && (strings.HasSuffix(w, "ي") || strings.HasSuffix(w, "يه"))
}

func isNumber(w string) bool { return strings.Trim(w, "0123456789") == "" }

// skeleton is the name's letters that are the same in all spellings.
func (f fullName) skeleton() string {
	out := make([]string, len(f))
	for i, w := range f {
		out[i] = w
		if isForeign(w) {
			out[i] = script.Skeleton(w)
		}
	}
	return strings.Join(out, " ")
}

func (f fullName) String() string { return strings.Join(f, " ") }

// last is the word that a short name repeats, without the article.
func (f fullName) last() string {
	if len(f) == 0 {
		return ""
	}
	return strings.TrimPrefix(f[len(f)-1], "ال")
}

// isForeign says whether the vowels of a word may be written in several ways, since it is no Arabic one: it has none of the letters that
// foreign sounds are not written with, no article, and is no Arabic given name.
func isForeign(w string) bool {
	return len(w) >= 8 && !strings.ContainsAny(w, "عحضظ") && !strings.HasPrefix(w, "ال") && !given[w] && w[0] >= 0x80
}

// similar says whether two words are spellings of one.
func similar(a, b string) bool {
	if a == b {
		return true
	}
	d := len(a) - len(b)
	return isForeign(a) && isForeign(b) && -4 <= d && d <= 4 && script.Skeleton(a) == script.Skeleton(b)
}

// spells says whether the two names are spellings of one.
func (f fullName) spells(g fullName) bool { return slices.EqualFunc(f, g, similar) }

// holds says whether the other is the same name with words left out between the first and the last.
func (f fullName) holds(short fullName) bool {
	if len(short) < 2 || len(short) >= len(f) || !similar(f[0], short[0]) || f.last() != short.last() {
		return false
	}
	at := 0
	for _, w := range short[:len(short)-1] {
		for at < len(f)-1 && !similar(strings.TrimPrefix(f[at], "بن"), strings.TrimPrefix(w, "بن")) {
			at++
		}
		if at == len(f)-1 {
			return false
		}
		at++
	}
	return true
}
