package charset

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// frequency is how often a letter occurs in a thousand letters of Arabic news, from counting; the rest count as rare.
var frequency = map[rune]int{
	'ا': 141, 'ل': 122, 'ي': 76, 'م': 63, 'و': 60, 'ن': 60, 'ر': 52, 'ت': 48, 'ب': 36, 'ع': 34, 'د': 33, 'ة': 32, 'س': 29, 'ه': 28, 'ف': 28,
	'أ': 24, 'ق': 24, 'ك': 21, 'ح': 19, 'ج': 14, 'ش': 13, 'إ': 12, 'ص': 11, 'ط': 10, 'خ': 9, 'ض': 8, 'ى': 9, 'ذ': 6, 'ث': 6, 'ز': 6,
	'غ': 5, 'ئ': 5, 'ء': 4, 'ظ': 2, 'ؤ': 2, 'آ': 2,
}

// table is a single-byte encoding of Arabic with a weight a byte: what it adds to the belief that the text is in it.
type table struct {
	name     string
	encoding encoding.Encoding
	weight   [256]int
}

var tables = []*table{newTable("windows-1256", charmap.Windows1256), newTable("iso-8859-6", charmap.ISO8859_6)}

// The weights: a letter counts as often as it is common, a mark of punctuation little, a byte that the encoding lacks much against it.
const (
	markWeight  = 10
	rareWeight  = -20
	wrongWeight = -200
)

func newTable(name string, m *charmap.Charmap) *table {
	t := &table{name: name, encoding: m}
	for b := 0x80; b < 0x100; b++ {
		t.weight[b] = weigh(m.DecodeByte(byte(b)))
	}
	return t
}

func weigh(r rune) int {
	switch {
	case r == '\uFFFD' || r >= 0x80 && r < 0xA0:
		return wrongWeight
	case frequency[r] > 0:
		return frequency[r]
	case r >= 0x064B && r <= 0x0652 || r == 'ـ' || r == '،' || r == '؛' || r == '؟':
		return markWeight
	case r == '«' || r == '»' || r >= 0x2010 && r <= 0x2030 || r == 0xA0:
		return markWeight
	}
	return rareWeight
}

// enough is the mean weight a high byte from which bytes are Arabic letters; running text in the right table has 60 to 75.
const enough = 35

// arabicTable says which encoding of Arabic the bytes are in, if they are Arabic at all. The declared one needs a little less.
func arabicTable(b []byte, declared string) (encoding.Encoding, string, bool) {
	var count [256]int
	high, beside := 0, 0
	for i, c := range b {
		count[c]++
		if c >= 0x80 {
			high++
			if i > 0 && isLatin(b[i-1]) {
				beside++ // an accented letter inside a Latin word
			}
		}
	}
	if high == 0 || beside*4 > high {
		return nil, "", false
	}
	var best *table
	most := enough * high
	for _, t := range tables {
		sum := 0
		for c := 0x80; c < 0x100; c++ {
			sum += count[c] * t.weight[c]
		}
		if t.name == declared {
			sum += 5 * high
		}
		if sum > most {
			best, most = t, sum
		}
	}
	if best == nil {
		return nil, "", false
	}
	return best.encoding, best.name, true
}

func isLatin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
