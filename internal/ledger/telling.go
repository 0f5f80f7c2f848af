package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// Telling is how one outlet gives somebody's words.
type Telling struct {
	Words  string
	Quoted []text.Span // what of Words stands inside quotation marks, in bytes
	Outlet string
	Day    string // ISO day of publication; empty where it is not known
}

// Told is the telling of these words, which are a quotation as a whole where they are told directly: then they come without their marks.
func Told(words string, direct bool) Telling {
	if direct && words != "" {
		return Telling{Words: words, Quoted: []text.Span{{Start: 0, End: len(words)}}}
	}
	return Telling{Words: words, Quoted: quotations(words)}
}

// quotations returns the byte spans of the words that stand in quotation marks.
func quotations(words string) []text.Span {
	var out []text.Span
	open := -1
	for i, r := range words {
		switch {
		case strings.ContainsRune("«“„", r), r == '"' && open < 0:
			open = i + len(string(r))
		case strings.ContainsRune("»”\"", r) && open >= 0:
			if i > open {
				out = append(out, text.Span{Start: open, End: i})
			}
			open = -1
		}
	}
	return out
}

// parse returns the words of a telling, each with the number of the quotation that it stands in.
func parse(t Telling) []word {
	words := wordsOf(t.Words)
	quoted := slices.Clone(t.Quoted)
	slices.SortFunc(quoted, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	q := 0
	for i := range words {
		for q < len(quoted) && quoted[q].End <= words[i].Start {
			q++
		}
		if q < len(quoted) && quoted[q].Overlaps(words[i].Span) {
			words[i].quoted = q + 1
		}
	}
	return words
}

// The bounds of SameWords, chosen on the corpus: see docs/store.md.
const (
	shortTelling = 4    // of fewer words all are needed
	sameShare    = 0.60 // below it the same is told in other words, or a template is filled with other names
	sameRuns     = 4    // fewer may be a name with its titles
	nearDays     = 3    // later the same words are mostly said anew
	farShare     = 0.85 // and are the same only where nearly all are
	farRuns      = 10
)

// SameWords says whether two tellings give the same words, and how much of the shorter one stands in the longer: of its runs of two words (of its
// words, where it has fewer than four). That somebody said the same in other words does not make it the same, nor do a few words that stand in
// both, nor the sentence of another day with other numbers; fewer than four words are the same only whole and on days that are known.
// Who is said to have said it is for the caller to compare, and first: that costs less and parts nearly all candidates.
func SameWords(a, b Telling) (share float64, same bool) {
	x, y := wordHashes(nil, a.Words), wordHashes(nil, b.Words)
	size := 2
	short := min(len(x), len(y)) < shortTelling
	if short {
		size = 1
	}
	r, s := runsOf(x, size), runsOf(y, size)
	n := min(len(r), len(s))
	if n == 0 {
		return 0, false
	}
	both := common(r, s)
	share = float64(both) / float64(n)
	whole := both == len(r) && both == len(s)
	days, known := daysApart(a.Day, b.Day)
	switch {
	case days > nearDays:
		return share, share >= farShare && both >= farRuns && sameNumbers(a.Words, b.Words)
	case short:
		return share, whole && known
	}
	return share, share >= sameShare && (both >= sameRuns || whole)
}

// sameNumbers says whether no number is replaced by another one.
func sameNumbers(a, b string) bool {
	x, y := numbersOf(a), numbersOf(b)
	return common(x, y) == min(len(x), len(y))
}

// numbersOf returns the words with digits as hashes, sorted and distinct.
func numbersOf(words string) []uint64 {
	var out []uint64
	for _, w := range wordsOf(words) {
		if w.number {
			out = append(out, w.hash)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// daysApart returns how many days lie between two days of publication, where both are known.
func daysApart(a, b string) (days int, known bool) {
	s, errA := time.Parse(time.DateOnly, a)
	t, errB := time.Parse(time.DateOnly, b)
	if errA != nil || errB != nil {
		return 0, false
	}
	return int(t.Sub(s).Abs().Hours() / 24), true
}

// QuotesDiffer says whether a quotation that both tellings have is not the same in both: a word of it is another, or is missing without dots where
// the words around it are quoted as one. That one quotes more or less than the other, or that one adds a word in brackets, is no difference.
func QuotesDiffer(a, b Telling) bool {
	x, y := parse(a), parse(b)
	i, j := 0, 0
	for _, r := range append(align(x, y), run{len(x), len(y), 0}) {
		if i < r.i || j < r.j {
			first, second := piece{a.Words, x, i, r.i}, piece{b.Words, y, j, r.j}
			if differs(first, second) {
				return true
			}
		}
		i, j = r.i+r.n, r.j+r.n
	}
	return false
}

// piece is the words from to end of a telling, which the other one does not have; the words around it are equal in both.
type piece struct {
	src       string
	words     []word
	from, end int
}

func differs(a, b piece) bool {
	switch {
	case a.from == a.end:
		return b.missing(a)
	case b.from == b.end:
		return a.missing(b)
	}
	left := a.quotes(a.from-1, a.from) && b.quotes(b.from-1, b.from)
	right := a.quotes(a.end-1, a.end) && b.quotes(b.end-1, b.end)
	return (left || right) && !oneSpelling(a, b)
}

// quotes says whether the words i to j are there and stand in one quotation.
func (p piece) quotes(i, j int) bool {
	return i >= 0 && j < len(p.words) && p.words[i].quoted > 0 && p.words[i].quoted == p.words[j].quoted
}

// missing says whether the words of the piece are part of a quotation that the other telling, where the piece is empty, gives without them as if it were
// whole. That it quotes from a later word on is no difference, unless that makes a yes of a no.
func (p piece) missing(other piece) bool {
	if p.inserted() && other.closed() {
		return true
	}
	return p.quotes(p.end-1, p.end) && negation(p.words[p.end-1]) && other.words[other.end].quoted > 0
}

// negation says whether the word denies what follows it. The particles are a closed class of the grammar, which no list of words will add to.
func negation(w word) bool {
	return slices.Contains(negations, w.hash)
}

var negations = wordHashes(nil, "لا لم لن ليس ليست لسنا لست ليسوا")

// inserted says whether the piece stands inside a quotation and not in brackets of the outlet's.
func (p piece) inserted() bool {
	if !p.quotes(p.from-1, p.end) || !p.quotes(p.from, p.end) {
		return false
	}
	before := p.src[p.words[p.from-1].End:p.words[p.from].Start]
	return !strings.ContainsAny(before, "([")
}

// closed says whether the words around an empty piece are quoted as one, without dots between them.
func (p piece) closed() bool {
	if !p.quotes(p.from-1, p.from) {
		return false
	}
	between := p.src[p.words[p.from-1].End:p.words[p.from].Start]
	return !strings.Contains(between, "..") && !strings.Contains(between, "…")
}

// oneSpelling says whether the pieces are the same letters, parted otherwise (في ما، فيما), or but for the و that joins one of them to what the outlet
// has left out.
func oneSpelling(a, b piece) bool {
	s, t := a.letters(), b.letters()
	return s == t || s == "و"+t || t == "و"+s
}

func (p piece) letters() string {
	var out []byte
	for _, w := range p.words[p.from:p.end] {
		out = script.Fold(out, p.src[w.Start:w.End])
	}
	return string(out)
}
