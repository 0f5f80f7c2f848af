package lang

import (
	"math/bits"
	"slices"

	"isnad.dev/isnad/internal/doc"
)

// Trie finds phrases of several words by the numbers of their forms, so that looking costs one step in a table a word.
type Trie struct {
	steps []step // open addressing by node and form; a power of two long
	used  int
	ends  []span // of each node: the values of the phrases that end there, in slab
	slab  []int32
}

// step leads from a node by a form to another node; node 0 is the root, to which nothing leads.
type step struct {
	node  int32
	form  doc.FormID
	child int32
}

// newTrie makes room for about so many nodes; more only take longer to add.
func newTrie(nodes int) *Trie {
	size := 1 << bits.Len(uint(2*nodes))
	return &Trie{steps: make([]step, size), ends: make([]span, 1, size/2), slab: make([]int32, 0, nodes/2)}
}

func (t *Trie) add(forms []doc.FormID, value int32) {
	node := int32(0)
	for _, f := range forms {
		node = t.grow(node, f)
	}
	e := &t.ends[node]
	if slices.Contains(t.slab[e.first:e.end], value) {
		return
	}
	if int(e.end) != len(t.slab) { // what stands in the middle moves to the end
		first := len(t.slab)
		t.slab = append(t.slab, t.slab[e.first:e.end]...)
		*e = span{int32(first), int32(len(t.slab))}
	}
	t.slab = append(t.slab, value)
	e.end++
}

// at returns the values of the phrases that end at a node, or nil.
func (t *Trie) at(node int32) []int32 {
	e := t.ends[node]
	if e.first == e.end {
		return nil
	}
	return t.slab[e.first:e.end:e.end]
}

// child returns the node that the form leads to, or 0.
func (t *Trie) child(node int32, form doc.FormID) int32 { return t.steps[t.find(node, form)].child }

// grow is child, with a new node if need be.
func (t *Trie) grow(node int32, form doc.FormID) int32 {
	at := t.find(node, form)
	if c := t.steps[at].child; c != 0 {
		return c
	}
	c := int32(len(t.ends))
	t.steps[at] = step{node, form, c}
	t.ends = append(t.ends, span{})
	if t.used++; 2*t.used > len(t.steps) {
		t.double()
	}
	return c
}

// find returns the place of a step, or the free one where it would be.
func (t *Trie) find(node int32, form doc.FormID) int {
	const golden = 0x9E3779B97F4A7C15 // spreads neighbouring numbers (Knuth, vol. 3, 6.4)
	mask := len(t.steps) - 1
	h := (uint64(node)<<32 | uint64(form)) * golden
	for at := int(h>>32) & mask; ; at = (at + 1) & mask {
		if s := &t.steps[at]; s.child == 0 || s.node == node && s.form == form {
			return at
		}
	}
}

func (t *Trie) double() {
	old := t.steps
	t.steps = make([]step, 2*len(old))
	for _, s := range old {
		if s.child != 0 {
			t.steps[t.find(s.node, s.form)] = s
		}
	}
}

// renumber gives the forms other numbers: ids has the new one of each.
func (t *Trie) renumber(ids []doc.FormID) {
	old := t.steps
	t.steps = make([]step, len(old))
	for _, s := range old {
		if s.child != 0 {
			s.form = ids[s.form]
			t.steps[t.find(s.node, s.form)] = s
		}
	}
}

// Longest returns the values of the longest phrase that starts at the token, whose first word is read as the form first, and the token
// after it. Quotation marks inside a phrase are passed over, since the news puts them around parts of names (حركة "حماس"); a phrase that opens in
// quotation marks ends with them. So are hyphens that join the parts of a name.
func (t *Trie) Longest(tokens []doc.Token, at int, first doc.FormID) (end int, values []int32) {
	node := t.child(0, first)
	if node == 0 {
		return at, nil
	}
	if v := t.at(node); v != nil {
		end, values = at+1, v
	}
	quoted := at > 0 && tokens[at-1].Kind == doc.Punct && isQuoteMark(tokens[at-1].Mark)
	for i := at + 1; i < len(tokens); i++ {
		if tokens[i].Kind == doc.Punct && (!quoted && isQuoteMark(tokens[i].Mark) || joinsParts(tokens, i)) {
			continue
		}
		if tokens[i].Readings[0].Form == 0 {
			break
		}
		if node = t.child(node, tokens[i].Readings[0].Form); node == 0 {
			break
		}
		if v := t.at(node); v != nil {
			end, values = i+1, v
		}
	}
	return end, values
}

// joinsParts says whether the token is a hyphen with no space beside it: كيم جونغ-إيل.
func joinsParts(tokens []doc.Token, i int) bool {
	return tokens[i].Mark == '-' && i+1 < len(tokens) && tokens[i-1].End == tokens[i].Start && tokens[i].End == tokens[i+1].Start
}

func isQuoteMark(r rune) bool { return r == '"' || r == '“' || r == '”' }

// values returns the values of exactly this phrase.
func (t *Trie) values(forms []doc.FormID) []int32 {
	node := int32(0)
	for _, f := range forms {
		if node = t.child(node, f); node == 0 {
			return nil
		}
	}
	return t.at(node)
}
