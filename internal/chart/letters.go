package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad/internal/script"
)

// rightToLeft says whether the first letter of the text is Arabic, Hebrew or Syriac.
func rightToLeft(s string) bool {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac) && unicode.IsLetter(r):
			return true
		case unicode.IsLetter(r):
			return false
		}
	}
	return false
}

// wide is about how wide a text is, in pixels; no font is asked, and a little too much is better than too little.
func wide(s string, size float64) float64 {
	em := 0.0
	for _, r := range s {
		em += letter(r)
	}
	return em * size
}

func letter(r rune) float64 {
	switch {
	case script.IsMark(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		return 0
	case unicode.Is(unicode.Arabic, r):
		return arabicLetter(r)
	case strings.ContainsRune(" ilj.,:;'|!ftI()[]-", r):
		return 0.34
	case strings.ContainsRune("mwMW—@%", r):
		return 0.92
	case unicode.IsUpper(r):
		return 0.68
	case r < 0x2000:
		return 0.58
	}
	return 1
}

func arabicLetter(r rune) float64 {
	switch r {
	case 'ا', 'أ', 'إ', 'آ', 'ل', 'ء':
		return 0.36
	case 'س', 'ش', 'ص', 'ض':
		return 0.9
	case 'ر', 'ز', 'د', 'ذ', 'و', 'ؤ':
		return 0.5
	}
	return 0.58
}

// clip cuts a text that is wider than the room for it, with an ellipsis.
func clip(s string, size, room float64) string {
	if wide(s, size) <= room {
		return s
	}
	room -= size
	for n, r := range s {
		if room -= letter(r) * size; room < 0 {
			return strings.TrimRight(s[:n], " ") + "…"
		}
	}
	return s
}

// wrap parts a text into lines; a word that is wider than a line is cut.
func wrap(s string, size, room float64) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(s) {
		switch next := strings.TrimSpace(line + " " + w); {
		case wide(next, size) <= room:
			line = next
		case line == "":
			line = clip(w, size, room)
		default:
			out = append(out, line)
			line = clip(w, size, room)
		}
	}
	if line != "" && utf8.ValidString(line) {
		out = append(out, line)
	}
	return out
}
