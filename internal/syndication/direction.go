package syndication

import (
	"strings"
	"unicode"
)

// Marks of direction. They are for lines of plain text, where no dir can be said.
const (
	rightToLeft        = "\u200F"
	leftToRight        = "\u200E"
	leftToRightIsolate = "\u2066"
	firstIsolate       = "\u2068"
	popIsolate         = "\u2069"
)

// direction of a language.
func direction(lang string) string {
	switch language, _, _ := strings.Cut(lang, "-"); language {
	case "ar", "fa", "he", "ur", "ckb", "ps", "yi":
		return "rtl"
	}
	return "ltr"
}

// directed puts a mark before a line whose first letter would give it the wrong direction: an Arabic one that begins with BBC.
func directed(line, lang string) string {
	first, ok := firstStrong(line)
	switch want := direction(lang); {
	case !ok || first == want:
		return line
	case want == "rtl":
		return rightToLeft + line
	}
	return leftToRight + line
}

// isolated keeps a name of the other direction apart in a line of the language.
func isolated(name, lang string) string {
	if first, ok := firstStrong(name); !ok || first == direction(lang) {
		return name
	}
	return firstIsolate + name + popIsolate
}

// firstStrong is the direction of the first letter.
func firstStrong(s string) (string, bool) {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r):
			return "rtl", true
		case unicode.IsLetter(r):
			return "ltr", true
		}
	}
	return "", false
}
