package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/script"
)

// maxAlternatives is how many keys a word of a question may have.
const maxAlternatives = 24

// NameKeys returns what a name in Arabic, Latin or Cyrillic letters may be written as: for each of its words the keys, the likeliest first.
func (a *Analyzer) NameKeys(s string) [][]string {
	terms := a.Terms(s)
	if keys := a.englishName(terms); keys != nil {
		return keys
	}
	var out [][]string
	for _, t := range terms {
		out = append(out, a.nameWord(s[t.Start:t.End], t, true))
	}
	return out
}

// englishName is the Arabic name for a whole English one whose words do not sound like it (United Nations).
func (a *Analyzer) englishName(terms []Term) [][]string {
	words := make([]string, 0, len(terms))
	for _, t := range terms {
		if startsArabic(t.Exact) {
			return nil
		}
		words = append(words, t.Exact)
	}
	forms := a.names().phrases[strings.Join(latinWords(strings.Join(words, " ")), " ")]
	if forms == nil {
		return nil
	}
	var out [][]string
	for i, key := range forms[0] {
		alts := []string{key}
		for _, f := range forms[1:] {
			if len(f) == len(forms[0]) && sameBut(f, forms[0], i) {
				alts = appendNew(alts, f[i])
			}
		}
		if len(words) == len(forms[0]) {
			alts = appendNew(alts, words[i])
		}
		for _, v := range a.names().variant[key] {
			alts = appendNew(alts, v)
		}
		out = append(out, alts)
	}
	return out
}

// sameBut says whether two names of as many words differ in no word but the one at i, so that its words may stand for each other.
func sameBut(a, b []string, i int) bool {
	for k := range a {
		if k != i && a[k] != b[k] {
			return false
		}
	}
	return true
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if s != "" && len(list) < maxAlternatives && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// nameWord returns the keys of one word of a name. guess says whether a word that no name of the world has is written over letter by letter.
func (a *Analyzer) nameWord(raw string, t Term, guess bool) []string {
	if startsArabic(t.Exact) {
		return a.arabicName(raw, t)
	}
	latin, cyrillic := t.Exact, ""
	if isCyrillic(latin) {
		cyrillic, latin = latin, romanCyrillic(latin)
	}
	out := appendNew(nil, t.Exact, latin)
	known := a.names().lookup(latin)
	for _, p := range known {
		out = appendNew(out, p.key)
		out = appendNew(out, a.names().variant[p.key]...)
	}
	if len(known) == 0 && guess {
		for _, w := range arabicSpellings(latin) {
			out = appendNew(out, a.key(w, script.String(w)))
		}
	}
	for _, p := range known {
		out = appendNew(out, p.latin)
	}
	if cyrillic == "" {
		out = appendNew(out, cyrillicRoman(latin))
	}
	return out
}

// arabicName returns the keys of a name's word in Arabic letters: its own, those of its other spellings, and of the Latin words for it.
func (a *Analyzer) arabicName(raw string, t Term) []string {
	out := a.questionKeys(raw, t.Exact)
	if f := a.form(t.Key); f.Class.Has(closed|noun) && !f.Class.Has(nameParts) && !a.whole[t.Key] {
		return out
	}
	n := a.names()
	if len(n.roman[t.Key]) == 0 && a.form(t.Exact).Class == 0 {
		out = appendNew(out, n.likeSounding(t.Key)...)
		out = appendNew(out, otherSpellings(t.Key)...)
	}
	var roman []string
	for _, key := range slices.Clone(out) {
		out = appendNew(out, n.variant[key]...)
		roman = appendNew(roman, n.roman[key]...)
	}
	for _, r := range roman {
		out = appendNew(out, r)
	}
	for _, r := range roman {
		out = appendNew(out, cyrillicRoman(r))
	}
	return out
}

// likeSounding returns the words of names that are another spelling of a word which no name has.
func (n *names) likeSounding(key string) []string {
	var out []string
	s := script.Skeleton(key)
	if utf8.RuneCountInString(s) < 3 {
		return nil
	}
	for _, w := range n.sound[s] {
		if distance(w, key) <= 4 { // an Arabic letter has two bytes, of which the first is mostly the same
			out = append(out, w)
		}
	}
	return out
}

// lookup returns the pairs whose Latin word is this one or nearly so, the nearest first.
func (n *names) lookup(latin string) []pair {
	type near struct {
		pair
		distance int
	}
	var found []near
	for _, p := range n.latin[romanSkeleton(latin)] {
		if d := distance(latin, p.latin); d <= max(1, len(latin)/3) {
			found = append(found, near{p, d})
		}
	}
	slices.SortStableFunc(found, func(x, y near) int { return cmp.Compare(x.distance, y.distance) })
	var out []pair
	for _, f := range found {
		if found[0].distance == 0 && f.distance > 1 {
			break
		}
		out = append(out, f.pair)
	}
	return out
}

// Names returns the ids of the people, bodies and places of the world pack that the name stands for, in whichever script. A person's last name
// stands for all who have it, unless somebody is called by it alone.
func (a *Analyzer) Names(s string) []string {
	n, terms := a.names(), a.Terms(s)
	if len(terms) == 0 {
		return nil
	}
	if ids := n.words[exactWords(terms)]; ids != nil {
		return a.idsOf(ids)
	}
	var keys, roman []string
	for _, t := range terms {
		keys = append(keys, t.Key)
		if isCyrillic(t.Exact) {
			roman = append(roman, romanCyrillic(t.Exact))
		} else if !startsArabic(t.Exact) {
			roman = append(roman, t.Exact)
		}
	}
	var ids []int32
	if len(roman) == len(keys) {
		words := latinWords(strings.Join(roman, " "))
		ids = a.nearest(n.full[skeletons(words)], words)
		if ids == nil && len(words) == 1 {
			ids = a.nearestLast(n.last[romanSkeleton(words[0])], words[0])
		}
	} else {
		if ids = n.full[strings.Join(keys, " ")]; ids == nil && len(keys) == 1 {
			ids = n.last[keys[0]]
		}
		if ids == nil {
			ids = n.varied(keys)
		}
	}
	return a.idsOf(ids)
}

func (a *Analyzer) idsOf(ids []int32) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, a.pack.World.Things[id].ID)
	}
	return out
}

func exactWords(terms []Term) string {
	var out []string
	for _, t := range terms {
		out = append(out, t.Exact)
	}
	return strings.Join(out, " ")
}

// nearest keeps the things whose English name is nearest to the words.
func (a *Analyzer) nearest(ids []int32, words []string) []int32 {
	return a.keepNearest(ids, strings.Join(words, " "), func(english []string) string { return strings.Join(english, " ") })
}

func (a *Analyzer) nearestLast(ids []int32, word string) []int32 {
	return a.keepNearest(ids, word, func(english []string) string { return english[len(english)-1] })
}

func (a *Analyzer) keepNearest(ids []int32, name string, of func([]string) string) (out []int32) {
	best := max(1, len(name)/3)
	for _, id := range ids {
		english := latinWords(a.pack.World.Things[id].En)
		if len(english) == 0 {
			continue
		}
		switch d := distance(name, of(english)); {
		case d < best:
			best, out = d, []int32{id}
		case d == best:
			out = append(out, id)
		}
	}
	return out
}

// varied looks a name up by the other spellings of its words.
func (n *names) varied(keys []string) []int32 {
	if len(keys) > 4 {
		return nil
	}
	forms := []string{""}
	for i, k := range keys {
		var next []string
		for _, v := range append(append([]string{k}, n.variant[k]...), otherSpellings(k)...) {
			for _, f := range forms {
				if i > 0 {
					v = f + " " + v
				}
				if len(next) < 64 {
					next = append(next, v)
				}
				if i > 0 {
					v = strings.TrimPrefix(v, f+" ")
				}
			}
		}
		forms = next
	}
	var out []int32
	for _, f := range forms {
		for _, id := range n.full[f] {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}
