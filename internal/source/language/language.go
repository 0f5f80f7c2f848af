// Package language tells in which language an article is written, as far as isnad has to know: whether a pack can read it.
//
// In: a text. Out: a language's code. "قال الوزير إن المحادثات ستبدأ غدا" is ar; "Talks will begin tomorrow" is Latin script, which no pack reads yet.
package language

import (
	"unicode"
	"unicode/utf8"
)

// Guess is what the letters of a text say. Code is "ar" for Arabic and "" for any other; Name says in words what it is.
type Guess struct {
	Code string
	Name string
}

// arabicShare of the letters must be Arabic, in percent: an article with many Latin names, links and a quotation has more.
const arabicShare = 30

// Of looks at the letters of the whole text, once.
func Of(s string) Guess {
	c := count(s)
	switch {
	case c.letters == 0:
		return Guess{Name: "no letters"}
	case c.arabic*100 < arabicShare*c.letters:
		return Guess{Name: c.other()}
	case c.persian():
		return Guess{Name: "Persian or Urdu"}
	}
	return Guess{Code: "ar", Name: "Arabic"}
}

type counts struct {
	letters, arabic, latin, cyrillic, hebrew int
	foreign                                  int // letters of Arabic script that Arabic does not have
	words                                    int // of Arabic letters
	arabicWords                              int // that open with the article or are the commonest prepositions
}

// sample bounds the work on a very long text; its beginning, middle and end are alike.
const sample = 1 << 16

func count(s string) counts {
	s = s[:min(len(s), sample)]
	var c counts
	start := -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		isArabic := c.letter(r)
		if isArabic && start < 0 {
			start = i
		}
		if !isArabic && start >= 0 && !unicode.Is(unicode.Mn, r) {
			c.word(s[start:i])
			start = -1
		}
		i += n
	}
	if start >= 0 {
		c.word(s[start:])
	}
	return c
}

// letter counts the rune and says whether it is an Arabic letter.
func (c *counts) letter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			c.letters++
			c.latin++
		}
		return false
	case r >= 0x0621 && r <= 0x06D3 && r != 'ـ' && (r < 0x064B || r > 0x0670), r >= 0xFB50 && r <= 0xFDFB, r >= 0xFE80 && r <= 0xFEFC:
		c.letters++
		c.arabic++
		if isForeign(r) {
			c.foreign++
		}
		return true
	case !unicode.IsLetter(r):
		return false
	}
	c.letters++
	switch {
	case unicode.Is(unicode.Latin, r):
		c.latin++
	case unicode.Is(unicode.Cyrillic, r):
		c.cyrillic++
	case unicode.Is(unicode.Hebrew, r):
		c.hebrew++
	}
	return false
}

func (c *counts) word(w string) {
	c.words++
	switch w {
	case "من", "في", "على", "إلى", "الى", "أن", "ان", "إن", "التي", "الذي", "عن", "قال":
		c.arabicWords++
		return
	}
	for _, opening := range []string{"ال", "وال", "بال", "لل"} {
		if len(w) > len(opening)+4 && w[:len(opening)] == opening {
			c.arabicWords++
			return
		}
	}
}

// isForeign says whether the letter belongs to Persian, Urdu or Kurdish. Some Arabic pages are typed with the Persian ي and ك, so it
// proves nothing alone.
func isForeign(r rune) bool {
	switch r {
	case 'پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ے', 'ہ', 'ں', 'ٹ', 'ڈ', 'ڑ', 'ھ', 'ە', 'ۆ', 'ێ', 'ڵ':
		return true
	}
	return false
}

// persian says whether the words, written in Arabic letters, are of a language without the Arabic article: in Arabic news every third
// word opens with it or is one of the commonest prepositions, in Persian, Urdu or Kurdish one in fifty; and every tenth letter there is one
// that Arabic does not have.
func (c *counts) persian() bool {
	return c.words >= 8 && c.arabicWords*100 < 8*c.words && c.foreign*100 > 3*c.arabic
}

func (c *counts) other() string {
	switch {
	case c.latin*2 > c.letters:
		return "Latin letters"
	case c.cyrillic*2 > c.letters:
		return "Cyrillic letters"
	case c.hebrew*2 > c.letters:
		return "Hebrew letters"
	}
	return "letters of another script"
}
