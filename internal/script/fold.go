// Package script knows how Arabic is written: which letters are the same word's letters (folding), digits, marks.
//
// In: words as they stand. Out: their folded form, in which spelling variants of one word are equal:
// "إِيران" and "ايران" give "ايران"; "Reuters" gives "reuters".
package script

import (
	"unicode"
	"unicode/utf8"
)

// Fold appends the folded form of s to dst: hamza carriers, alef maqsura and ta marbuta are levelled, vowel signs, tatweel and
// direction marks dropped, digits and Latin letters made plain. It allocates only when dst has no room.
func Fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= arabicLead && c <= arabicLeadEnd && i+1 < len(s) { // most letters by far: the two bytes are not decoded and encoded again
			if f := arabicBytes[uint(c-arabicLead)<<6|uint(s[i+1]&0x3F)]; f != [2]byte{} && s[i+1]&0xC0 == 0x80 {
				dst = append(dst, f[0], f[1])
				i += 2
				continue
			}
		}
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r = FoldRune(r); r >= 0 {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// The first bytes of the letters U+0600 to U+06FF.
const arabicLead, arabicLeadEnd = 0xD8, 0xDB

// arabicBytes has the two bytes of the folded letter where it is one of that block too; digits and marks are left to FoldRune.
var arabicBytes = func() (t [0x100][2]byte) {
	for i := range t {
		if f := FoldRune(rune(0x600 + i)); f >= 0x600 && f <= 0x6FF {
			utf8.EncodeRune(t[i][:], f)
		}
	}
	return t
}()

// String returns the folded form of s.
func String(s string) string { return string(Fold(nil, s)) }

// FoldRune returns the folded letter, or -1 where the letter is only a mark.
func FoldRune(r rune) rune {
	switch {
	case r < 0x0610:
		return unicode.ToLower(r)
	case r <= 0x06FF:
		return arabicFold[r-0x0610]
	case IsMark(r):
		return -1
	}
	if p, ok := presentation(r); ok {
		return p
	}
	return unicode.ToLower(r)
}

// arabicFold is FoldRune for the Arabic block, as a table: the hot path reads it once a letter.
var arabicFold = func() (t [0x06FF - 0x0610 + 1]rune) {
	for i := range t {
		t[i] = foldArabic(rune(i + 0x0610))
	}
	return t
}()

func foldArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ې', 'ئ':
		return 'ي'
	case 'ة', 'ۃ', 'ہ', 'ۀ', 'ە':
		return 'ه'
	case 'ؤ':
		return 'و'
	case 'ک', 'ڪ':
		return 'ك'
	case 'گ', 'ڨ':
		return 'غ' // g in Persian and Maghrebi spelling; the usual Arabic rendering of the sound
	case 'پ':
		return 'ب'
	case 'چ':
		return 'ج'
	case 'ڤ', 'ڥ':
		return 'ف'
	case 'ـ':
		return -1
	}
	if d, ok := Digit(r); ok {
		return '0' + rune(d)
	}
	if IsMark(r) {
		return -1
	}
	return r
}

// IsMark says whether the rune is a mark that belongs to a word without being a letter of it: a vowel sign, tatweel, a joiner or a direction mark.
func IsMark(r rune) bool {
	switch {
	case r >= 0x064B && r <= 0x065F, r == 0x0670, r >= 0x0610 && r <= 0x061A, r >= 0x06D6 && r <= 0x06DC, r >= 0x06DF && r <= 0x06E8 && r != 0x06E5 && r != 0x06E6, r >= 0x06EA && r <= 0x06ED:
		return true
	case r == 'ـ', r == 0x061C, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == 0x00AD:
		return true
	}
	return r > 0x06FF && unicode.Is(unicode.Mn, r)
}

// Digit returns the value of a Latin, Arabic or Persian digit.
func Digit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '٠' <= r && r <= '٩':
		return int(r - '٠'), true
	case '۰' <= r && r <= '۹':
		return int(r - '۰'), true
	}
	return 0, false
}

// presentation levels the letters of the presentation-form blocks that old pages use; ligatures keep their first letter's rune,
// except lam-alef, which is rare enough in running text to be left alone.
func presentation(r rune) (rune, bool) {
	if r < 0xFE80 || r > 0xFEF4 {
		return 0, false
	}
	return foldArabic(presentationForms[r-0xFE80]), true
}

// presentationForms maps U+FE80–U+FEF4 to the letters that they show (Unicode character database, compatibility decompositions).
var presentationForms = func() [0xFEF4 - 0xFE80 + 1]rune {
	var t [0xFEF4 - 0xFE80 + 1]rune
	at := 0
	put := func(r rune, n int) {
		for range n {
			t[at] = r
			at++
		}
	}
	for _, f := range []struct {
		letters string
		forms   int
	}{{"ء", 1}, {"آأؤإ", 2}, {"ئ", 4}, {"ا", 2}, {"ب", 4}, {"ة", 2}, {"تثجحخ", 4}, {"دذرز", 2}, {"سشصضطظعغفقكلمنه", 4}, {"وى", 2}, {"ي", 4}} {
		for _, r := range f.letters {
			put(r, f.forms)
		}
	}
	return t
}()
