package lang

import "isnad.dev/isnad/internal/doc"

// Trie finds phrases of several words by the numbers of their forms, so that looking costs one map step a word.
type Trie struct {
	next map[uint64]int32
	ends map[int32][]int32
	size int32
}

func newTrie() *Trie { return &Trie{next: map[uint64]int32{}, ends: map[int32][]int32{}} }

func (t *Trie) add(forms []doc.FormID, value int32) {
	node := int32(0)
	for _, f := range forms {
		key := uint64(node)<<32 | uint64(f)
		child, ok := t.next[key]
		if !ok {
			t.size++
			child = t.size
			t.next[key] = child
		}
		node = child
	}
	for _, v := range t.ends[node] {
		if v == value {
			return
		}
	}
	t.ends[node] = append(t.ends[node], value)
}

// Longest returns the values of the longest phrase that starts at the token, whose first word is read as the form first, and the token
// after it. Quotation marks and brackets inside a phrase are passed over, since the news puts them around parts of names (حركة "حماس").
func (t *Trie) Longest(tokens []doc.Token, at int, first doc.FormID) (end int, values []int32) {
	node, ok := t.next[uint64(first)]
	if !ok {
		return at, nil
	}
	if v := t.ends[node]; v != nil {
		end, values = at+1, v
	}
	for i := at + 1; i < len(tokens); i++ {
		if tokens[i].Kind == doc.Punct && isQuoteMark(tokens[i].Mark) {
			continue
		}
		node, ok = t.next[uint64(node)<<32|uint64(tokens[i].Readings[0].Form)]
		if !ok || tokens[i].Readings[0].Form == 0 {
			break
		}
		if v := t.ends[node]; v != nil {
			end, values = i+1, v
		}
	}
	return end, values
}

func isQuoteMark(r rune) bool { return r == '"' || r == '“' || r == '”' }

// values returns the values of exactly this phrase.
func (t *Trie) values(forms []doc.FormID) []int32 {
	node := int32(0)
	for _, f := range forms {
		child, ok := t.next[uint64(node)<<32|uint64(f)]
		if !ok {
			return nil
		}
		node = child
	}
	return t.ends[node]
}
