package web

import "unicode"

// direction is the way that a text from an article runs, by its first letter, as HTML's dir=auto has it; but it is known to style and to our tests.
func direction(s string) string {
	for _, r := range s {
		if r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFF {
			return "rtl"
		}
		if unicode.IsLetter(r) {
			return "ltr"
		}
	}
	return "auto"
}
