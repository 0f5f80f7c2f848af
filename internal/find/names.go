package find

import (
	"cmp"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/world"
)

// names knows how the things of the world pack are written: word by word, in Arabic and in Latin letters.
type names struct {
	latin   map[string][]pair     // by the skeleton of a Latin word: the Arabic words that stand for it in names, the usual ones first
	counts  map[pair]int          // of the pairs, while they are learnt
	sound   map[string][]string   // by the skeleton of an Arabic word: the words of names that have it
	roman   map[string][]string   // by the key of an Arabic word: the Latin words
	variant map[string][]string   // by the key of an Arabic word: its other spellings
	phrases map[string][][]string // by a whole English name: the Arabic name
	full    map[string][]int32    // things by their whole names: keys of Arabic words, skeletons of Latin ones
	words   map[string][]int32    // things by words of other languages for them (Russian, Россия), as they are written
	last    map[string][]int32    // people by the last word of their names
	longest int                   // words of the longest English name
}

// pair is a Latin word and the key of the Arabic word that stands for it.
type pair struct{ latin, key string }

// learnWords collects what keys need to know of the world's names.
func (a *Analyzer) learnWords() {
	for i := range a.pack.World.Things {
		t := &a.pack.World.Things[i]
		if t.Kind == world.Person {
			a.learnPerson(t)
		}
		a.learnName(t.Ar)
		for _, f := range t.Forms {
			a.learnName(f)
		}
		for _, n := range t.Nisba {
			if startsWithRadical(n) {
				for _, end := range [...]string{"", "ا", "ة", "ون", "ين", "ان", "تين", "تان", "ات"} {
					a.radical[script.String(n+end)] = true
				}
			}
		}
	}
}

// learnPerson makes names of the words that are only that (طالباني), so that they are not taken for forms of other words.
func (a *Analyzer) learnPerson(t *world.Thing) {
	var buf [64]byte
	for _, name := range append([]string{t.Ar}, t.Forms...) {
		for w := range strings.FieldsSeq(name) {
			f := script.Fold(buf[:0], w)
			if p := a.form(string(f)); p.Class&^(lang.NameStart|lang.Definite) == 0 {
				a.whole[strings.TrimPrefix(string(f), article)] = true
			}
		}
	}
}

func (a *Analyzer) learnName(name string) {
	if strings.Contains(name, "أل") || strings.Contains(name, "إل") || strings.Contains(name, "آل") {
		for w := range strings.FieldsSeq(name) {
			if startsWithRadical(w) {
				a.radical[script.String(w)] = true
			}
		}
	}
	if !strings.ContainsAny(name, " -") {
		w := script.String(name)
		if rest, ok := strings.CutPrefix(w, article); ok && !startsWithRadical(name) && len(rest) >= 6 {
			w = rest
		}
		a.whole[w] = true
	}
}

func startsWithRadical(w string) bool {
	return strings.HasPrefix(w, "أل") || strings.HasPrefix(w, "إل") || strings.HasPrefix(w, "آل")
}

func newNames(a *Analyzer) *names {
	n := &names{
		latin: map[string][]pair{}, counts: map[pair]int{}, sound: map[string][]string{}, roman: map[string][]string{}, variant: map[string][]string{}, phrases: map[string][][]string{},
		full: map[string][]int32{}, last: map[string][]int32{}, words: map[string][]int32{},
	}
	for i := range a.pack.World.Things {
		n.addThing(a, int32(i))
	}
	n.rank()
	for word, id := range a.pack.World.Words() {
		n.addWord(a, word, int32(id))
	}
	for _, r := range a.pack.World.Roles {
		if len(r.Forms) > 0 {
			n.addPhrase(latinWords(r.En), [][]string{a.wordKeys(r.Forms[0])})
		}
	}
	return n
}

// wordKeys returns the keys of the words of a name.
func (a *Analyzer) wordKeys(name string) []string {
	var out []string
	for _, t := range a.Terms(name) {
		out = append(out, t.Key)
	}
	return out
}

func (n *names) addThing(a *Analyzer, id int32) {
	t := &a.pack.World.Things[id]
	english := latinWords(t.En)
	var forms [][]string
	for _, f := range append([]string{t.Ar}, t.Forms...) {
		keys := a.wordKeys(f)
		if len(keys) == 0 {
			continue
		}
		forms = append(forms, keys)
		add(n.full, strings.Join(keys, " "), id)
		if t.Kind != world.Body || len(keys) == 1 {
			n.align(english, keys)
		}
	}
	n.addVariants(forms)
	var adjectives [][]string
	for _, f := range t.Nisba {
		adjectives = append(adjectives, a.wordKeys(f))
	}
	n.addVariants(adjectives)
	if len(forms) == 0 || len(english) == 0 {
		return
	}
	add(n.full, skeletons(english), id)
	if t.Kind == world.Person {
		add(n.last, forms[0][len(forms[0])-1], id)
		add(n.last, romanSkeleton(english[len(english)-1]), id)
	} else {
		n.addPhrase(english, forms)
	}
}

// addWord learns a word of another language for a thing; an adjective is the Arabic adjective, where the thing has one.
func (n *names) addWord(a *Analyzer, word string, id int32) {
	terms := a.Terms(word)
	if len(terms) == 0 || startsArabic(terms[0].Exact) {
		return
	}
	exact, t := exactWords(terms), &a.pack.World.Things[id]
	add(n.words, exact, id)
	var forms [][]string
	for _, f := range append(slices.Clone(t.Nisba), t.Ar) {
		forms = append(forms, a.wordKeys(f))
	}
	if isCyrillic(exact) {
		forms = [][]string{a.wordKeys(t.Ar)}
	}
	n.addPhrase(strings.Fields(exact), forms)
}

func add[K comparable, V comparable](m map[K][]V, k K, v V) {
	if !slices.Contains(m[k], v) {
		m[k] = append(m[k], v)
	}
}

// addPhrase learns what an English name is in Arabic; the shortest form is found in most texts.
func (n *names) addPhrase(english []string, forms [][]string) {
	if len(english) == 0 || len(forms[0]) == 0 {
		return
	}
	n.longest = max(n.longest, len(english))
	if key := strings.Join(english, " "); n.phrases[key] == nil {
		n.phrases[key] = forms
	}
}

// align pairs the words of a name in both scripts, where they are as many and sound alike.
func (n *names) align(english, keys []string) {
	if len(english) != len(keys) {
		if len(keys) > 0 && len(english) > 0 {
			n.pair(english[len(english)-1], keys[len(keys)-1])
		}
		return
	}
	for i := range english {
		n.pair(english[i], keys[i])
	}
}

func (n *names) pair(latin, key string) {
	if !soundAlike(latin, key) {
		return
	}
	n.counts[pair{latin, key}]++
}

// rank makes the tables of pairs: a pair that stands in few names beside one that stands in many is a chance.
func (n *names) rank() {
	most := map[string]int{}
	pairs := make([]pair, 0, len(n.counts))
	for p, count := range n.counts {
		most[p.latin], most[p.key] = max(most[p.latin], count), max(most[p.key], count)
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(n.counts[y]-n.counts[x], cmp.Compare(x.latin, y.latin), cmp.Compare(x.key, y.key))
	})
	for _, p := range pairs {
		if 20*n.counts[p] >= most[p.latin] {
			k := romanSkeleton(p.latin)
			n.latin[k] = append(n.latin[k], p)
			add(n.sound, script.Skeleton(p.key), p.key)
		}
		if 20*n.counts[p] >= most[p.key] {
			n.roman[p.key] = append(n.roman[p.key], p.latin)
		}
	}
	n.counts = nil
}

// addVariants joins the spellings of one word in the names of one thing.
func (n *names) addVariants(forms [][]string) {
	for i, a := range forms {
		for _, b := range forms[i+1:] {
			if len(a) != len(b) {
				continue
			}
			for k := range a {
				if a[k] != b[k] && !derived(a[k], b[k]) && script.Skeleton(a[k]) == script.Skeleton(b[k]) {
					add(n.variant, a[k], b[k])
					add(n.variant, b[k], a[k])
				}
			}
		}
	}
}

// derived says whether one word is the other with an ending, and so perhaps another word (بريطانيا, بريطاني).
func derived(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch strings.TrimPrefix(b, a) {
	case "ي", "ا", "ه", "يه", "يا":
		return true
	}
	return strings.TrimSuffix(a, "ا") == strings.TrimSuffix(b, "ي")
}
