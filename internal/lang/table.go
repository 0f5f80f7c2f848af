package lang

import (
	"encoding/binary"
	"hash/maphash"

	"isnad.dev/isnad/internal/doc"
)

// table numbers folded word forms from 1 in the order in which they come. It is a map of its own because the program starts with a hundred
// thousand insertions: all letters stand in one array, so that a form costs no allocation and the collector has nothing to walk. A text asks
// for forms all over the table, so a form's number stands before its letters: nearly always the two are fetched at once.
type table struct {
	seed   maphash.Seed
	slots  []slot // open addressing; a power of two long
	starts []uint32
	text   []byte // form n is in text[starts[n]:starts[n+1]]: its number, its letters, endOfForm
}

// slot says where the letters of a form start, and has enough of its hash to pass over most of the others without looking at their letters.
type slot struct {
	hash    uint32
	letters uint32 // 0 where the slot is free
}

const (
	numberSize = 4
	endOfForm  = 0xFF // stands in no letter, since folded forms are UTF-8
)

// About how many forms and parts of phrases the packs have. The tables grow where there are more.
const (
	formsExpected     = 1 << 17
	nameWordsExpected = 1 << 15
	namesExpected     = 1<<16 - 1
	some              = 1<<12 - 1
	few               = 1<<9 - 1
)

// newTable makes room for so many forms, a power of two.
func newTable(forms int) table {
	t := table{seed: maphash.MakeSeed(), slots: make([]slot, 2*forms), starts: make([]uint32, 2, forms), text: make([]byte, numberSize+1, 16*forms)}
	t.starts[1] = uint32(len(t.text)) // the form 0 has no letters
	return t
}

// get returns the number of a folded form, or 0.
func (t *table) get(folded string) doc.FormID {
	_, id := t.find(maphash.String(t.seed, folded), folded)
	return id
}

// joined is get of two parts, without making a string of them.
func (t *table) joined(a, b string) doc.FormID {
	var buf [96]byte
	if len(a)+len(b) > len(buf) {
		return 0
	}
	n := copy(buf[:], a)
	n += copy(buf[n:], b)
	_, id := t.find(maphash.Bytes(t.seed, buf[:n]), string(buf[:n]))
	return id
}

// put returns the number of a folded form, a new one if need be.
func (t *table) put(folded []byte) (id doc.FormID, fresh bool) {
	h := maphash.Bytes(t.seed, folded)
	at, id := t.find(h, string(folded))
	if id != 0 {
		return id, false
	}
	id = doc.FormID(len(t.starts) - 1)
	t.text = binary.LittleEndian.AppendUint32(t.text, uint32(id))
	t.slots[at] = slot{uint32(h >> 32), uint32(len(t.text))}
	t.text = append(append(t.text, folded...), endOfForm)
	t.starts = append(t.starts, uint32(len(t.text)))
	if 2*len(t.starts) > len(t.slots) {
		t.grow()
	}
	return id, true
}

// form returns the letters of a number.
func (t *table) form(id doc.FormID) string { return string(t.letters(id)) }

// letters is form without a copy.
func (t *table) letters(id doc.FormID) []byte {
	return t.text[t.starts[id]+numberSize : t.starts[id+1]-1]
}

// find returns the slot of the form and its number, or the free slot where it would be and 0.
func (t *table) find(h uint64, folded string) (int, doc.FormID) {
	mask := len(t.slots) - 1
	for at := int(h) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s.letters == 0 {
			return at, 0
		}
		if s.hash != uint32(h>>32) {
			continue
		}
		rest := t.text[s.letters:]
		if len(rest) > len(folded) && rest[len(folded)] == endOfForm && string(rest[:len(folded)]) == folded {
			return at, doc.FormID(binary.LittleEndian.Uint32(t.text[s.letters-numberSize:]))
		}
	}
}

func (t *table) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	for id := 1; id < len(t.starts)-1; id++ {
		form := t.letters(doc.FormID(id))
		h := maphash.Bytes(t.seed, form)
		at, _ := t.find(h, string(form))
		t.slots[at] = slot{uint32(h >> 32), t.starts[id] + numberSize}
	}
}
