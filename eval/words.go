package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"isnad.dev/isnad"
)

// levelled are the letters that names are compared without; the tatweel goes.
var levelled = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ى", "ي", "ة", "ه", "ؤ", "و", "ئ", "ي", "ـ", "")

// foldName returns the words of a name as names are compared: letters levelled, marks off, lower case, the article off words of five
// letters and more.
func foldName(name string) []string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(levelled.Replace(name)) {
		if !combining(r) {
			plain.WriteRune(r)
		}
	}
	words := strings.FieldsFunc(strings.ToLower(plain.String()), func(r rune) bool { return !wordRune(r) })
	for i, w := range words {
		if rest, ok := withoutArticle(w); ok {
			words[i] = rest
		}
	}
	return words
}

func withoutArticle(word string) (string, bool) {
	letters := []rune(word)
	if len(letters) <= 4 || letters[1] != 'ل' || letters[0] != 'ا' && letters[0] != 'ل' {
		return "", false
	}
	return string(letters[2:]), true
}

// sameName says whether two names are the same: one's words, folded, are all among the other's.
func sameName(one, other string) bool {
	a, b := setOf(foldName(one)), setOf(foldName(other))
	return len(a) > 0 && len(b) > 0 && (within(a, b) || within(b, a))
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

func within(small, large map[string]bool) bool {
	for w := range small {
		if !large[w] {
			return false
		}
	}
	return true
}

// wordRune says whether the rune belongs to a word: a letter, a number or the low line.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// combining says whether the rune is a mark on the letter before it: its canonical combining class is not 0.
func combining(r rune) bool {
	return r >= 0x0300 && norm.NFD.PropertiesString(string(r)).CCC() != 0
}

// wordSpans returns where the words of a text stand, in code points. A mark or tatweel keeps its word whole.
func wordSpans(text string) []isnad.Span {
	var out []isnad.Span
	at, inside := 0, false
	for _, r := range text {
		word := wordRune(r) || r == 'ـ' || combining(r)
		switch {
		case word && !inside:
			out = append(out, isnad.Span{Start: at, End: at + 1})
		case word:
			out[len(out)-1].End = at + 1
		}
		inside = word
		at++
	}
	return out
}

// wordsIn returns the numbers of the words that lie in the spans; a word that a span cuts counts.
func wordsIn(words []isnad.Span, spans []isnad.Span) map[int]bool {
	in := map[int]bool{}
	for i, w := range words {
		for _, s := range spans {
			if w.Start < s.End && w.End > s.Start {
				in[i] = true
			}
		}
	}
	return in
}
