package entity

import "isnad.dev/isnad/internal/script"

func isMark(r rune) bool { return script.IsMark(r) }

// similar says whether two folded words are spellings of one name: equal, or equal in the letters that the spelling of foreign sounds leaves
// alone (غورباتشوف، جورباتشوف؛ ميشيل، ميشال).
func similar(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 8 || len(b) < 8 {
		return false
	}
	return script.Skeleton(a) == script.Skeleton(b) && vowelsApart(a, b) <= 2
}

// vowelsApart is how many letters longer one is than the other.
func vowelsApart(a, b string) int {
	d := (len(a) - len(b)) / 2
	if d < 0 {
		return -d
	}
	return d
}
