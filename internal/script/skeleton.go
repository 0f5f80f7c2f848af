package script

// Skeleton returns the letters of a folded word that are the same in all spellings of a foreign name: the long vowels are left out, and the
// letters that stand for one foreign sound are one (g: غ ج ق ك; ch: تش ش; v and p are folded already). غورباتشوف and جورباتشوف have one skeleton.
func Skeleton(folded string) string {
	var out []rune
	for _, r := range folded {
		switch r {
		case 'ا', 'و', 'ي', 'ه', 'ء':
			continue
		case 'ج', 'ق', 'ك':
			r = 'غ'
		case 'ث':
			r = 'ت'
		case 'ظ', 'ذ', 'ز':
			r = 'س'
		case 'ط':
			r = 'ت'
		case 'ص':
			r = 'س'
		case 'ض':
			r = 'د'
		}
		if n := len(out); n > 0 && out[n-1] == r {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
