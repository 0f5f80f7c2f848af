package ledger

import (
	_ "embed" // the two lists
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// The most letters and words of a name that are looked at; what is longer is none.
const (
	maxLetters = 400
	maxWords   = 24
)

// nameWords returns the folded words of a name; quotation marks and hyphens part words, apostrophes do not.
func nameWords(name string) []string {
	var room [96]byte
	folded := string(script.Fold(room[:0], name[:min(len(name), maxLetters)]))
	var out []string
	start := -1
	for i, r := range folded {
		switch {
		case isNameLetter(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && isApostrophe(r):
		case start >= 0:
			if out, start = append(out, nameWord(folded[start:i])), -1; len(out) == maxWords {
				return out
			}
		}
	}
	if start >= 0 {
		out = append(out, nameWord(folded[start:]))
	}
	return out
}

func isNameLetter(r rune) bool {
	return 'ء' <= r && r <= 'ي' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' }

// nameWord takes the apostrophes out of a word.
func nameWord(s string) string {
	if strings.IndexFunc(s, isApostrophe) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return -1
		}
		return r
	}, s)
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

// isCommon says whether many may have the name: a person's of two given names, a body's or place's of general words only.
func (f fullName) isCommon(typ string) bool {
	if typ == person {
		return len(f) <= 2 && !slices.ContainsFunc(f, func(w string) bool { return !given[strings.TrimPrefix(w, "بن")] })
	}
	abroad := len(f) > 0 && sent[bare(f[0])]
	return !slices.ContainsFunc(f, func(w string) bool { return !general[bare(w)] && !isNumber(w) && !(abroad && isAdjective(w)) })
}

// sent has the bodies whose adjective says who sent them, and not where they are: السفارة الأمريكية.
var sent = map[string]bool{"سفاره": true, "قنصليه": true, "بعثه": true}

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

// isAdjective says whether the word of a body's name may be one of origin.
func isAdjective(w string) bool {
	return strings.HasPrefix(w, "ال") && (strings.HasSuffix(w, "ي") || strings.HasSuffix(w, "يه"))
}

func isNumber(w string) bool { return strings.Trim(w, "0123456789") == "" }

// skeleton is the name's letters that are the same in all spellings.
func (f fullName) skeleton() string {
	out := make([]string, len(f))
	for i, w := range f {
		out[i] = w
		if isForeign(w, i == 0 && len(f) > 1) {
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
// foreign sounds are not written with, no article (the first of several words that begins with ال has none: الكسندر), and is no Arabic given name.
func isForeign(w string, first bool) bool {
	return len(w) >= 8 && !strings.ContainsAny(w, "عحضظ") && (first || !strings.HasPrefix(w, "ال")) && !given[w] && !general[w] && w[0] >= 0x80
}

// spells says whether the two names are spellings of one: they differ in no more places than a quarter of their consonants, in a word than a
// third of its, but one is always free.
func (f fullName) spells(g fullName) bool { return f.spellsWith(g, 1) }

// spellsWith is spells with so many differences free.
func (f fullName) spellsWith(g fullName, free int) bool {
	if len(f) != len(g) {
		return false
	}
	all, letters := 0, 0
	for i := range f {
		cost, n, ok := apartBy(f[i], g[i], i == 0 && len(f) > 1)
		if !ok || cost > max(free, (n+1)/3) || cost > 0 && n < 3 && len(f) == 1 {
			return false
		}
		all += cost
		if !general[bare(f[i])] {
			letters += n
		}
	}
	return all <= max(free, letters/4)
}

// similar says whether two words are spellings of one.
func similar(a, b string) bool { return fullName{a}.spells(fullName{b}) }

// apartBy returns in how many places the spellings of one foreign word differ, and how many consonants it has; ok is false for two words.
func apartBy(a, b string, first bool) (cost, consonants int, ok bool) {
	x, y := slotsOf(a), slotsOf(b)
	if a == b {
		return 0, len(x.consonants), true
	}
	if !isForeign(a, first) || !isForeign(b, first) || len(x.consonants) != len(y.consonants) {
		return 0, 0, false
	}
	for i, c := range x.consonants {
		d := y.consonants[i]
		if c == d {
			continue
		}
		n, ok := soundCost(c, d)
		if !ok {
			return 0, 0, false
		}
		cost += n
	}
	last := len(x.vowels) - 1
	for i, v := range x.vowels {
		w := y.vowels[i]
		if (v == "") != (w == "") && (i == 0 || i == last) {
			return 0, 0, false // تانا and إتنا, كورفو and كيروف
		}
		if v != w {
			cost++
		}
	}
	return cost, len(x.consonants), true
}

// slots are a word's consonants, and the vowels before, between and after them.
type slots struct {
	consonants []rune
	vowels     []string
}

// slotsOf parts a folded word. و and ي at its beginning are consonants, ه at its end is a vowel; a consonant written twice is one.
func slotsOf(word string) slots {
	letters := []rune(word)
	s := slots{vowels: []string{""}}
	for i, r := range letters {
		last := len(s.vowels) - 1
		switch {
		case r == 'ه' && i == len(letters)-1:
			s.vowels[last] += "ا"
		case r == 'ا' || r == 'ء' || i > 0 && (r == 'و' || r == 'ي'):
			s.vowels[last] += string(r)
		case i > 0 && letters[i-1] == r:
		default:
			s.consonants, s.vowels = append(s.consonants, r), append(s.vowels, "")
		}
	}
	return s
}

// soundCost says whether two letters are written for one foreign sound, and whether outlets differ in them as a rule (0) or now and then (1).
func soundCost(a, b rune) (int, bool) {
	in := func(letters string) bool { return strings.ContainsRune(letters, a) && strings.ContainsRune(letters, b) }
	switch {
	case in("غج"), in("كق"), in("تط"), in("سص"):
		return 0, true
	case in("غجق"), in("تثط"), in("سزصذ"):
		return 1, true
	}
	return 0, false
}

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

// rivals says whether two names begin and end alike, but have other names between: علي عبدالله صالح and علي حمه صالح.
func (f fullName) rivals(g fullName) bool {
	return len(f) > 2 && len(g) > 2 && similar(f[0], g[0]) && f.last() == g.last() && !f.spells(g) && !f.holds(g) && !g.holds(f)
}
