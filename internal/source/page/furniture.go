package page

import (
	"hash/fnv"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/script"
)

// hash is that of a block's letters, folded and without digits, so that "12 تعليقا" and "15 تعليقا" are one piece of furniture. It is the same on every
// machine and in every version: stores keep it. A block without letters has none.
func hash(text string) uint64 {
	h := fnv.New64a()
	any := false
	for _, r := range script.String(text) {
		if unicode.IsLetter(r) {
			any = true
			h.Write([]byte(string(r)))
		}
	}
	if !any {
		return 0
	}
	return h.Sum64()
}

// hashes are those of the chosen blocks, each once.
func hashes(page []block, chosen []int) (all []uint64) {
	seen := map[uint64]bool{0: true}
	for _, i := range chosen {
		if h := hash(page[i].text); !seen[h] {
			seen[h] = true
			all = append(all, h)
		}
	}
	return all
}

// FurniturePages is on how many pages of an outlet a block stands that is its furniture.
const FurniturePages = 3

// Learner learns the furniture of one outlet from its articles. The zero value has seen nothing.
type Learner struct {
	pages  map[uint64]bool
	stands map[uint64]int
}

// Learn counts the blocks of an article. One that was learned before, by its headline or, where it has none, by its address, is not counted again: an
// outlet has the same article at several addresses, and it is fetched more than once.
func (l *Learner) Learn(a Article) {
	if l.pages == nil {
		l.pages, l.stands = map[uint64]bool{}, map[uint64]int{}
	}
	page := hash(first(a.Title, a.URL, strings.Join(a.Paragraphs, " ")))
	if l.pages[page] {
		return
	}
	l.pages[page] = true
	for _, h := range a.Blocks {
		l.stands[h]++
	}
}

// Furniture says whether a block has stood on FurniturePages pages: what Options want.
func (l *Learner) Furniture(hash uint64) bool { return l.stands[hash] >= FurniturePages }
