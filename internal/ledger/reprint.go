// Package ledger holds what is known only across articles: which of them are one text, which tellings are the same words.
//
// In: articles and what was read from them. Out: whether two belong together and why; the ledger holds no state and asks no database, so that the
// same articles get the same answers wherever they are kept. "وقال الوزير إن «المحادثات مثمرة»" in one outlet and "وقال الوزير إن المحادثات مثمرة جدا" in
// another are two tellings of one statement, and their difference is the quotation marks and جدا; of "The talks were fruitful, he said"
// and "He called the talks fruitful" the ledger says nothing: these are not the same words.
package ledger

import "slices"

// runWords is how many words a run has. Four in a row are seldom shared by chance, and a changed word costs no more than four runs.
const runWords = 4

// Runs returns the runs of four words of an article's folded text as hashes, sorted and distinct. A text of fewer than four words has none. The
// hashes are the same in every version of the program, on every machine.
func Runs(text string) []uint64 {
	return runsOf(wordHashes(make([]uint64, 0, len(text)/9+8), text), runWords)
}

// runsOf returns the runs of n words as hashes, sorted and distinct.
func runsOf(words []uint64, n int) []uint64 {
	if len(words) < n {
		return nil
	}
	runs := appendRuns(make([]uint64, 0, len(words)), words, n)
	slices.Sort(runs)
	return slices.Compact(runs)
}

// appendRuns appends the runs of n words as hashes, in order.
func appendRuns(dst, words []uint64, n int) []uint64 {
	for i := range len(words) - n + 1 {
		h := uint64(n)
		for _, w := range words[i : i+n] {
			h = h*runTimes + w
		}
		dst = append(dst, spread(h))
	}
	return dst
}

// Bands is the number of keys of BandKeys. With 64 bands of two runs, two articles of which one is a quarter of the other meet in some band
// with a chance of 0.98, and two that share one run in five hundred with one of 0.0003.
const Bands = 64

// BandKeys returns the keys that a store looks candidates up by: Bands of them, or none for a text without runs. Two articles that share a key
// are worth a Compare. The number of the band is mixed into its key, so that all keys can stand in one index.
//
// It is minhash with bands of two. The runs stand on a ring of 2⁶⁴ places, and of a fixed point on it the least run is the first at or after that
// point: the permutations are turns of the ring, so that each costs a search in the sorted runs and not a pass over them. Two articles have the same
// least run where the first one of either lies in both, which is so for as large a share of all points as runs are in both.
func BandKeys(runs []uint64) []uint64 {
	if len(runs) == 0 {
		return nil
	}
	keys := make([]uint64, Bands)
	for band := range keys {
		a, b := from(runs, ringPoint(2*band)), from(runs, ringPoint(2*band+1))
		if a == b { // one run would be a key alone, and one that many texts have draws them all
			b = (a + 1) % len(runs)
		}
		keys[band] = spread((runs[a]*runTimes+runs[b])*runTimes + uint64(band))
	}
	return keys
}

// ringPoint is the i-th fixed point (the sequence of SplitMix64).
func ringPoint(i int) uint64 { return spread(uint64(i+1) * hashSeed) }

// from returns the index of the first of the sorted runs at or after the point, going round.
func from(runs []uint64, point uint64) int {
	i, _ := slices.BinarySearch(runs, point)
	return i % len(runs)
}

// Class says how much of two articles is one text.
type Class string

// The classes of Compare; NoMatch is two articles of their own.
const (
	NoMatch Class = ""
	Exact   Class = "exact"   // the same words throughout
	Reprint Class = "reprint" // one text, edited, added to or cut
	Partial Class = "partial" // a part of one stands in the other: a quotation, a paragraph of background
)

// OneText says whether two articles of this class are one text, and so have one origin.
func (c Class) OneText() bool { return c == Exact || c == Reprint }

// Match is what two articles share.
type Match struct {
	Class  Class
	Common int     // how many runs stand in both
	Share  float64 // of the smaller one's runs, those that stand in the larger
	Cover  float64 // of the larger one's runs, those that stand in the smaller
}

// The bounds of the classes, chosen on the corpus: see docs/store.md.
const (
	editShare    = 0.45 // of both: a text whose words were changed here and there. Below it one outlet's background stands in two stories
	cutShare     = 0.75 // of the smaller: a text that was cut. Below it a collection quotes it
	cutCover     = 0.15
	partialShare = 0.20
	partialRuns  = 24 // a long name with its titles has up to twenty
)

// Compare says exactly how much two articles share, by their Runs. It is the same both ways round.
func Compare(a, b []uint64) Match {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return Match{}
	}
	n := common(a, b)
	m := Match{Common: n, Share: float64(n) / float64(len(a)), Cover: float64(n) / float64(len(b))}
	m.Class = classOf(m)
	return m
}

func classOf(m Match) Class {
	switch {
	case m.Cover == 1:
		return Exact
	case m.Cover >= editShare, m.Share >= cutShare && m.Cover >= cutCover:
		return Reprint
	case m.Share >= partialShare && m.Common >= partialRuns:
		return Partial
	}
	return NoMatch
}

// common counts what stands in both of two sorted lists.
func common(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
