package morph

import "unicode/utf8"

// A word is kept as its sounds until it is spelt: consonants as their letters, hamza always as ء, short vowels a i u, long ones A I U.
// 'Y' is a long a that is written ى at the end of a word; '<' is the alef that only carries a first vowel (اجتمع).
// Two equal consonants with no vowel between them are one letter.

// spell appends the spelling of a whole word. A last short vowel is dropped where nothing follows (open is false): it is not written,
// and a last hamza is then spelt as if it were not there (يبدأ, but يبدؤه).
func spell(dst []byte, p []rune, open bool) []byte {
	if n := len(p); !open && n > 0 && short(p[n-1]) {
		p = p[:n-1]
	}
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case short(c):
		case c == 'A', c == '<':
			dst = utf8.AppendRune(dst, 'ا')
		case c == 'I':
			dst = utf8.AppendRune(dst, 'ي')
		case c == 'U':
			dst = utf8.AppendRune(dst, 'و')
		case c == 'Y':
			dst = utf8.AppendRune(dst, finalA(p, i, open))
		case i > 0 && p[i-1] == c: // the second half of a double letter
		case c == 'ء':
			var n int
			dst, n = hamza(dst, p, i, open)
			i += n
		default:
			dst = utf8.AppendRune(dst, c)
		}
	}
	return dst
}

func short(c rune) bool { return c == 'a' || c == 'i' || c == 'u' }
func vowel(c rune) bool { return c != 0 && c < 0x80 && c != '<' }

// finalA: ى ends a word, but not after ي (يحيا).
func finalA(p []rune, i int, open bool) rune {
	if open || i < len(p)-1 || i > 0 && p[i-1] == 'ي' {
		return 'ا'
	}
	return 'ى'
}

// hamza appends the hamza at p[i] with its carrier and says how many of the sounds after it are in that letter already.
// The rules are those of the Arab academies: the stronger of the two neighbouring vowels chooses (i, then u, then a).
func hamza(dst []byte, p []rune, i int, open bool) ([]byte, int) {
	next, prev := rune(0), rune(0)
	if i+1 < len(p) {
		next = p[i+1]
	}
	if next == 'Y' && finalA(p, i+1, open) == 'ا' {
		next = 'A'
	}
	if i == 0 {
		return initial(dst, p, next)
	}
	prev = p[i-1]
	c := medial(prev, next)
	if c == 'أ' && next == 'A' {
		return utf8.AppendRune(dst, 'آ'), 1
	}
	return utf8.AppendRune(dst, c), 0
}

func initial(dst []byte, p []rune, next rune) ([]byte, int) {
	switch {
	case next == 'i' || next == 'I':
		return utf8.AppendRune(dst, 'إ'), 0
	case next == 'A':
		return utf8.AppendRune(dst, 'آ'), 1
	case len(p) > 3 && next == 'a' && p[2] == 'ء' && !vowel(p[3]): // two hamzas in one syllable: أأ is آ
		return utf8.AppendRune(dst, 'آ'), 2
	}
	return utf8.AppendRune(dst, 'أ'), 0
}

// medial returns the letter for a hamza after prev and before next (0 at the end of the word).
func medial(prev, next rune) rune {
	switch {
	case !vowel(next): // no vowel after it, or the end
		return carrier(prev)
	case prev == 'i', prev == 'I', prev == 'ي', next == 'i', next == 'I':
		return 'ئ'
	case next == 'u', next == 'U':
		return 'ؤ'
	case prev == 'u':
		return 'ؤ'
	case prev == 'A', prev == 'U', prev == 'و':
		return 'ء'
	}
	return 'أ'
}

// carrier is the letter of a hamza with no vowel of its own: that of the short vowel before it.
func carrier(prev rune) rune {
	switch prev {
	case 'a':
		return 'أ'
	case 'i':
		return 'ئ'
	case 'u':
		return 'ؤ'
	}
	return 'ء'
}
