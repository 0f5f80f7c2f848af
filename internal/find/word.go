package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// nextWord returns the first word at or after the byte position; it is empty where there is none. A word is letters, digits and the marks
// upon them. Arabic letters and what is not Arabic part without a space: الـ28, لـCNN.
func nextWord(s string, at int) text.Span {
	for at < len(s) {
		r, n := runeAt(s, at)
		if isWordRune(r) {
			break
		}
		at += n
	}
	w := text.Span{Start: at, End: at}
	arabic := false
	for at < len(s) {
		r, n := runeAt(s, at)
		switch {
		case isWordRune(r):
			if w.Empty() {
				arabic = isArabic(r)
			} else if arabic != isArabic(r) {
				return w
			}
			at += n
			w.End = at
		case script.IsMark(r) || unicode.Is(unicode.Mn, r):
			at += n
			if !unicode.Is(unicode.Cf, r) { // a direction mark behind a word is no part of it
				w.End = at
			}
		default:
			return w
		}
	}
	return w
}

func runeAt(s string, at int) (rune, int) {
	if c := s[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[at:])
}

// isWordRune says whether a word may begin with the rune.
func isWordRune(r rune) bool {
	if r >= 0x0600 && r < 0x0700 {
		return arabicWord[r-0x0600]
	}
	return wordRune(r)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !script.IsMark(r)
}

// arabicWord is wordRune for the Arabic block, as a table.
var arabicWord = func() (t [0x100]bool) {
	for i := range t {
		t[i] = wordRune(rune(0x0600 + i))
	}
	return t
}()

// isArabic says whether the rune is a letter of an Arabic word; Arabic digits are not.
func isArabic(r rune) bool {
	if r >= 0x0600 && r < 0x0700 {
		_, digit := script.Digit(r)
		return !digit
	}
	return r >= 0x0750 && r <= 0x077F || r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// foldWord returns the word as an index has it where nothing is known of it: folded, and without the marks upon Latin letters, which
// newspapers write or leave out (Erdoğan, Erdogan).
func foldWord(raw string) string {
	r, _ := utf8.DecodeRuneInString(raw)
	switch {
	case isArabic(r):
		return foldArabic(raw)
	case isASCII(raw):
		return strings.ToLower(raw)
	}
	s := raw
	if unicode.Is(unicode.Latin, r) {
		s = norm.NFD.String(raw)
	}
	var b strings.Builder
	for _, r := range s {
		r = script.FoldRune(r)
		if plain, ok := plainLatin[r]; ok {
			b.WriteString(plain)
		} else if isWordRune(r) {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 { // a letter that folds to none: its word keeps its place
		return "x"
	}
	return b.String()
}

// plainLatin has the letters that are not one with a mark upon it.
var plainLatin = map[rune]string{'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ʿ': "", 'ʾ': "", 'ʻ': "", 'ʼ': "", 'ё': "е"}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
