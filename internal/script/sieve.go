package script

// Sieve is a set of words that may take a word for one of its own but never misses one: a cheap question before a look-up in a map that has
// hardly any of the words of a text. Its zero value is empty.
type Sieve [1 << 10]uint64

// Add puts a word in.
func (s *Sieve) Add(word string) {
	bit := place(word)
	s[bit/64] |= 1 << (bit % 64)
}

// May says whether the word may be in the set.
func (s *Sieve) May(word string) bool {
	bit := place(word)
	return s[bit/64]>>(bit%64)&1 != 0
}

// place is the bit of a word: made from its first and last eight bytes and its length.
func place(word string) uint64 {
	const golden = 0x9E3779B97F4A7C15 // spreads neighbouring numbers (Knuth, vol. 3, 6.4)
	h := uint64(0)
	if len(word) >= 8 {
		h = eight(word)*golden ^ eight(word[len(word)-8:])
	} else {
		for i := range len(word) {
			h = h<<8 | uint64(word[i])
		}
	}
	return (h + uint64(len(word))) * golden >> 48
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
