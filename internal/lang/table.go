package lang

import (
	"hash/maphash"

	"isnad.dev/isnad/internal/doc"
)

// table numbers folded word forms from 1 in the order in which they come. It is a map of its own because the program starts with a hundred
// thousand insertions: all letters stand in one array, so that a form costs no allocation and the collector has nothing to walk.
type table struct {
	seed   maphash.Seed
	slots  []slot // open addressing; a power of two long
	starts []uint32
	text   []byte // form n is text[starts[n]:starts[n+1]]
}

// slot holds a form and enough of its hash to pass over most of the others without looking at their letters.
type slot struct {
	hash uint32
	form doc.FormID
}

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
	return table{seed: maphash.MakeSeed(), slots: make([]slot, 2*forms), starts: make([]uint32, 2, forms), text: make([]byte, 0, 12*forms)}
}

// get returns the number of a folded form, or 0.
func (t *table) get(folded string) doc.FormID {
	return t.slots[t.find(maphash.String(t.seed, folded), folded)].form
}

// joined is get of two parts, without making a string of them.
func (t *table) joined(a, b string) doc.FormID {
	var buf [96]byte
	if len(a)+len(b) > len(buf) {
		return 0
	}
	n := copy(buf[:], a)
	n += copy(buf[n:], b)
	return t.slots[t.find(maphash.Bytes(t.seed, buf[:n]), string(buf[:n]))].form
}

// put returns the number of a folded form, a new one if need be.
func (t *table) put(folded []byte) (id doc.FormID, fresh bool) {
	h := maphash.Bytes(t.seed, folded)
	at := t.find(h, string(folded))
	if id := t.slots[at].form; id != 0 {
		return id, false
	}
	id = doc.FormID(len(t.starts) - 1)
	t.text = append(t.text, folded...)
	t.starts = append(t.starts, uint32(len(t.text)))
	t.slots[at] = slot{uint32(h >> 32), id}
	if 2*len(t.starts) > len(t.slots) {
		t.grow()
	}
	return id, true
}

// form returns the letters of a number.
func (t *table) form(id doc.FormID) string { return string(t.letters(id)) }

// letters is form without a copy.
func (t *table) letters(id doc.FormID) []byte { return t.text[t.starts[id]:t.starts[id+1]] }

// find returns the slot of the form, or the free one where it would be.
func (t *table) find(h uint64, folded string) int {
	mask := len(t.slots) - 1
	for at := int(h) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s.form == 0 || s.hash == uint32(h>>32) && string(t.text[t.starts[s.form]:t.starts[s.form+1]]) == folded {
			return at
		}
	}
}

func (t *table) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	for id := 1; id < len(t.starts)-1; id++ {
		form := t.text[t.starts[id]:t.starts[id+1]]
		h := maphash.Bytes(t.seed, form)
		t.slots[t.find(h, string(form))] = slot{uint32(h >> 32), doc.FormID(id)}
	}
}
