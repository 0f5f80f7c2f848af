package entity

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
)

// most is how many entities a name is compared with. A text that repeats one surname thousands of times must not cost the square of its length.
const most = 48

// index finds the clusters that a name may belong to: by what the world pack knows it as, people by their last word, bodies and places by their
// first two. Words are keyed by their skeletons, so that spellings of one name meet.
type index struct {
	things map[thingKey]int
	words  map[string][]int
}

type thingKey struct {
	kind  doc.EntityType
	thing int32
}

func (x *index) add(k *cluster, c int) {
	if x.words == nil {
		x.words, x.things = map[string][]int{}, map[thingKey]int{}
	}
	x.addThing(k, c)
	x.addKey(key(k.kind, k.words), c)
	if k.kind == doc.Person && len(k.words) > 1 {
		x.addKey(firstKey(k.words[0]), c)
	}
	if k.kind == doc.Person && len(k.words) > 2 {
		x.addKey(key(k.kind, k.words[:2]), c) // باتريسيا يومبارت of باتريسيا يومبارت كوساك
	}
	if len(k.proper) > 0 {
		x.addKey(key(k.kind, k.proper), c)
	}
}

func (x *index) addKey(key string, c int) {
	if len(x.words[key]) < most {
		x.words[key] = append(x.words[key], c)
	}
}

// addThing lets the cluster be found by its thing; the first cluster of a thing keeps it.
func (x *index) addThing(k *cluster, c int) {
	if k.thing == none {
		return
	}
	if _, taken := x.things[thingKey{k.kind, k.thing}]; !taken {
		x.things[thingKey{k.kind, k.thing}] = c
	}
}

func (x *index) byThing(m *doc.Mention) (int, bool) {
	if m.Thing == none {
		return 0, false
	}
	c, ok := x.things[thingKey{m.Type, m.Thing}]
	return c, ok
}

// byFirst returns the one person whose first name is the word, or -1: الأمير بندر after بندر بن سلطان.
func (x *index) byFirst(word string) int {
	if c := x.words[firstKey(word)]; len(c) == 1 {
		return c[0]
	}
	return -1
}

func firstKey(word string) string { return "g" + script.Skeleton(word) }

func (x *index) candidates(kind doc.EntityType, words []string) []int {
	return x.words[key(kind, words)]
}

func key(kind doc.EntityType, words []string) string {
	switch {
	case len(words) == 0:
		return ""
	case kind == doc.Person:
		return "p" + script.Skeleton(withoutArticle(words[len(words)-1]))
	case len(words) == 1:
		return "b" + script.Skeleton(words[0])
	}
	return "b" + script.Skeleton(words[0]) + " " + script.Skeleton(words[1])
}
