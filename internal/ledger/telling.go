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
	sameShare = 0.60 // below it the same is told in other words, or a template is filled with other names
	sameRuns  = 4    // fewer may be a name with its titles
	nearDays  = 3    // later the same words are mostly said anew
	farShare  = 0.85 // and are the same only where nearly all are
	farRuns   = 10
)

// SameWords says whether two tellings give the same words, and how much of the shorter one stands in the longer: of its runs of two words (of its
// words, where it has fewer than four). That somebody said the same in other words does not make it the same, nor do a few words that stand in
// both, nor the sentence of another day with other numbers. Who is said to have said it is for the caller to compare.
func SameWords(a, b Telling) (share float64, same bool) {
	x, y := wordsOf(a.Words), wordsOf(b.Words)
	n, common, all := shared(x, y)
	if n == 0 {
		return 0, false
	}
	share = float64(common) / float64(n)
	if daysApart(a.Day, b.Day) > nearDays {
		return share, share >= farShare && common >= farRuns && sameNumbers(x, y)
	}
	return share, share >= sameShare && (common >= sameRuns || all)
}

// shared counts the runs of the shorter one, those of them in both, and says whether there are no others in either.
func shared(x, y []word) (n, both int, all bool) {
	size := 2
	if min(len(x), len(y)) < shortTelling {
		size = 1
	}
	r, s := runsOf(hashesOf(x), size), runsOf(hashesOf(y), size)
	n, both = min(len(r), len(s)), common(r, s)
	return n, both, both == len(r) && both == len(s)
}

func hashesOf(words []word) []uint64 {
	out := make([]uint64, len(words))
	for i := range words {
		out[i] = words[i].hash
	}
	return out
}

// sameNumbers says whether no number is replaced by another one.
func sameNumbers(x, y []word) bool {
	numbers := func(words []word) []uint64 {
		words = slices.DeleteFunc(slices.Clone(words), func(w word) bool { return !w.number })
		return runsOf(hashesOf(words), 1)
	}
	r, s := numbers(x), numbers(y)
	return common(r, s) == min(len(r), len(s))
}

// daysApart returns how many days lie between two days of publication; 0 where one is not known.
func daysApart(a, b string) int {
	s, errA := time.Parse(time.DateOnly, a)
	t, errB := time.Parse(time.DateOnly, b)
	if errA != nil || errB != nil {
		return 0
	}
	return int(t.Sub(s).Abs().Hours() / 24)
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
		return b.inserted() && a.closed()
	case b.from == b.end:
		return a.inserted() && b.closed()
	}
	left := a.quotes(a.from-1, a.from) && b.quotes(b.from-1, b.from)
	right := a.quotes(a.end-1, a.end) && b.quotes(b.end-1, b.end)
	return (left || right) && !conjoined(a, b)
}

// quotes says whether the words i to j are there and stand in one quotation.
func (p piece) quotes(i, j int) bool {
	return i >= 0 && j < len(p.words) && p.words[i].quoted > 0 && p.words[i].quoted == p.words[j].quoted
}

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

// conjoined says whether the pieces are one word, in one of them with the و that joins it to what the outlet has left out.
func conjoined(a, b piece) bool {
	if a.end-a.from != 1 || b.end-b.from != 1 {
		return false
	}
	s := script.String(string(text.Text(a.src).At(a.words[a.from].Span)))
	t := script.String(string(text.Text(b.src).At(b.words[b.from].Span)))
	return s == "و"+t || t == "و"+s
}
