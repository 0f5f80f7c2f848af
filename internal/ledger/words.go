package ledger

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// The hash of a word is stored (in band keys), so it may never change: a store whose keys come from another hash finds nothing in itself. It is
// our own for that reason: eight bytes of the folded word at a time, each multiplied to 128 bits and folded to 64. A test holds some of its values.
const (
	hashSeed  = 0x9E3779B97F4A7C15 // the golden ratio
	hashTimes = 0xD6E8FEB86659FD93 // an odd number with well spread bits
	runTimes  = 0xC2B2AE3D27D4EB4F // so that the order of words counts
)

func hashWord(folded []byte) uint64 {
	h := uint64(len(folded)) * hashSeed
	for ; len(folded) >= 8; folded = folded[8:] {
		h = fold128(h ^ binary.LittleEndian.Uint64(folded))
	}
	var tail uint64
	for i, c := range folded {
		tail |= uint64(c) << (8 * i)
	}
	return fold128(h ^ tail)
}

func fold128(x uint64) uint64 {
	hi, lo := bits.Mul64(x^hashSeed, hashTimes)
	return hi ^ lo
}

// spread makes every bit of the answer depend on every bit of x; no two numbers have one answer (the last step of MurmurHash3).
func spread(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xFF51AFD7ED558CCD
	x ^= x >> 33
	x *= 0xC4CEB9FE1A85EC53
	return x ^ x>>33
}

// wordHashes appends the hash of each word of the text, in order. A word is letters and digits without a break; vowel signs, tatweel and direction
// marks stand in words without being seen, since the text is folded first.
func wordHashes(dst []uint64, s string) []uint64 {
	folded := script.Fold(make([]byte, 0, len(s)+len(s)/8), s)
	start := -1
	for i := 0; i < len(folded); {
		n, in := letter(folded[i:])
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			dst = append(dst, hashWord(folded[start:i]))
			start = -1
		}
		i += n
	}
	if start >= 0 {
		dst = append(dst, hashWord(folded[start:]))
	}
	return dst
}

// letter says whether the folded text begins with a letter or digit, and how many bytes that is.
func letter(b []byte) (int, bool) {
	if b[0] < utf8.RuneSelf {
		return 1, inWord(rune(b[0]))
	}
	if b[0] >= 0xD8 && b[0] <= 0xDB && len(b) > 1 { // U+0600 to U+06FF, as nearly all letters are
		return 2, arabicLetters[uint(b[0]-0xD8)<<6|uint(b[1]&0x3F)]
	}
	r, n := utf8.DecodeRune(b)
	return n, inWord(r)
}

// inWord says whether the folded letter is a letter or digit.
func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	case r >= 0x600 && r <= 0x6FF:
		return arabicLetters[r-0x600]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// arabicLetters says of U+0600 to U+06FF which are letters or digits.
var arabicLetters = func() (t [0x100]bool) {
	for i := range t {
		t[i] = unicode.IsLetter(rune(0x600+i)) || unicode.IsDigit(rune(0x600+i))
	}
	return t
}()

// word is a word of a telling: where it stands and the hash of its folded form.
type word struct {
	text.Span
	hash   uint64
	number bool // it has a digit, Latin or Arabic
	quoted int  // the number of the quotation that it stands in, from 1; 0 for none
}

// wordsOf returns the words of the text with their places. They are the words that wordHashes sees.
func wordsOf(s string) []word {
	var out []word
	var folded []byte
	start, number := -1, false
	end := func(at int) {
		if folded = script.Fold(folded[:0], s[start:at]); len(folded) > 0 {
			out = append(out, word{Span: text.Span{Start: start, End: at}, hash: hashWord(folded), number: number})
		}
		start, number = -1, false
	}
	for i, r := range s {
		f := script.FoldRune(r)
		if in := f < 0 || inWord(f); in && start < 0 {
			start = i
		} else if !in && start >= 0 {
			end(i)
		}
		number = number || '0' <= f && f <= '9'
	}
	if start >= 0 {
		end(len(s))
	}
	return out
}

// The bounds of WordKeys: of each keyWindow runs of keyWords words one is a key, so that any keyWords+keyWindow-1 words in a row that two tellings
// share are a key of both. Measured on the corpus: see docs/store.md.
const (
	keyWords  = 4
	keyWindow = 3
)

// WordKeys returns the keys by which a store finds tellings of the same words: two tellings that share a key and a speaker are worth a look with
// SameWords. They are the runs of four words that are least among their neighbours (winnowing: Schleimer, Wilkerson and Aiken, 2003), since a telling
// may be a small part of a long one; a text of fewer words has one key. They are sorted and distinct, about one for two words.
func WordKeys(words string) []uint64 {
	hashes := wordHashes(nil, words)
	size := min(keyWords, len(hashes))
	if size == 0 {
		return nil
	}
	runs := appendRuns(nil, hashes, size)
	window := min(keyWindow, len(runs))
	keys := make([]uint64, 0, len(runs))
	for i := range len(runs) - window + 1 {
		keys = append(keys, slices.Min(runs[i:i+window]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
