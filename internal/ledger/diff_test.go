package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/text"
)

// marked shows a difference in one line: [-left out-], {+added+}, <quoted>, >unquoted<.
func marked(a, b Telling) string {
	var out []string
	for _, e := range Diff(a, b) {
		x, y := text.Text(a.Words).At(e.A), text.Text(b.Words).At(e.B)
		switch e.Op {
		case LeftOut:
			out = append(out, "[-"+x+"-]")
		case Added:
			out = append(out, "{+"+y+"+}")
		case Quoted:
			out = append(out, "<"+y+">")
		case Unquoted:
			out = append(out, ">"+x+"<")
		default:
			out = append(out, y)
		}
	}
	return strings.Join(out, " ")
}

func TestDiff(t *testing.T) {
	tests := []struct{ name, a, b, want string }{
		{"the same", "الموسم سيكون أفضل", "الموسم سيكون أفضل", "الموسم سيكون أفضل"},
		{"other spelling", "الأزمةُ إلى نهايتها", "الازمة الى نهايتها", "الازمة الى نهايتها"},
		{"left out", "الموسم سيكون أفضل قليلا من الحالي", "الموسم سيكون أفضل من الحالي", "الموسم سيكون أفضل [-قليلا-] من الحالي"},
		{"added", "الموسم سيكون أفضل", "الموسم المقبل سيكون أفضل", "الموسم {+المقبل+} سيكون أفضل"},
		{"replaced", "الموسم سيكون جيدا جدا بإذن الله", "الموسم سيكون ممتازا بإذن الله", "الموسم سيكون [-جيدا جدا-] {+ممتازا+} بإذن الله"},
		{"at both ends", "قال الموسم سيكون أفضل", "الموسم سيكون أفضل غدا", "[-قال-] الموسم سيكون أفضل {+غدا+}"},
		{"put into quotation marks", "الموسم سيكون أفضل من الحالي", "الموسم سيكون «أفضل من» الحالي", "الموسم سيكون <أفضل من> الحالي"},
		{"taken out of them", "«الموسم سيكون» أفضل", "الموسم سيكون أفضل", ">الموسم سيكون< أفضل"},
		{"quoted in both", "«الموسم سيكون أفضل»", "قال «الموسم سيكون أفضل»", "{+قال+} الموسم سيكون أفضل"},
		{"nothing in common", "الموسم أفضل", "الأسعار ترتفع غدا", "[-الموسم أفضل-] {+الأسعار ترتفع غدا+}"},
		{"nothing before", "", "الموسم أفضل", "{+الموسم أفضل+}"},
		{"nothing after", "الموسم أفضل", "", "[-الموسم أفضل-]"},
		{"nothing", "", "…", ""},
	}
	for _, tt := range tests {
		a, b := telling(tt.a), telling(tt.b)
		if got := marked(a, b); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
		checkDiff(t, a, b, Diff(a, b))
	}
}

// checkDiff holds what Diff promises: edits in order, inside the texts, every word of both in exactly one, equal words equal.
func checkDiff(t *testing.T, a, b Telling, edits []Edit) {
	t.Helper()
	var x, y []uint64
	var endA, endB int
	last := ""
	for _, e := range edits {
		if e.A.Start < endA || e.B.Start < endB || e.A.End < e.A.Start || e.B.End < e.B.Start || e.A.End > len(a.Words) || e.B.End > len(b.Words) {
			t.Fatalf("%+v comes after %d and %d, in texts of %d and %d bytes", e, endA, endB, len(a.Words), len(b.Words))
		}
		endA, endB = e.A.End, e.B.End
		p, q := wordHashes(nil, a.Words[e.A.Start:e.A.End]), wordHashes(nil, b.Words[e.B.Start:e.B.End])
		switch {
		case e.Op == LeftOut && (len(p) == 0 || !e.B.Empty()), e.Op == Added && (len(q) == 0 || !e.A.Empty()):
			t.Fatalf("%+v has nothing on its side or something on the other", e)
		case e.Op != LeftOut && e.Op != Added && !slices.Equal(p, q):
			t.Fatalf("%+v is not equal", e)
		case e.Op == last:
			t.Fatalf("two edits %q in a row", e.Op)
		case e.Op == LeftOut && last == Added:
			t.Fatal("what is left out comes after what is added")
		}
		last = e.Op
		x, y = append(x, p...), append(y, q...)
	}
	if !slices.Equal(x, wordHashes(nil, a.Words)) || !slices.Equal(y, wordHashes(nil, b.Words)) {
		t.Fatalf("%d and %d words stand in edits, not %d and %d", len(x), len(y), len(wordsOf(a.Words)), len(wordsOf(b.Words)))
	}
}

// some returns n words out of few, so that they come again.
func some(rnd *rand.Rand, n, few int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("كلمة", rnd.IntN(few))
	}
	return strings.Join(out, " ")
}

func TestDiffIsTheShortest(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		a, b := telling(some(rnd, rnd.IntN(40), 1+rnd.IntN(12))), telling(some(rnd, rnd.IntN(40), 1+rnd.IntN(12)))
		checkDiff(t, a, b, Diff(a, b))
		got := 0
		for _, r := range align(parse(a), parse(b)) {
			got += r.n
		}
		if want := longestCommon(wordHashes(nil, a.Words), wordHashes(nil, b.Words)); got != want {
			t.Fatalf("%d words are equal, want %d:\n%s\n%s", got, want, a.Words, b.Words)
		}
	}
}

// longestCommon is how many words two lists have in common in order, found the slow way.
func longestCommon(x, y []uint64) int {
	row := make([]int, len(y)+1)
	for i := range x {
		above := 0
		for j := range y {
			here := row[j+1]
			if x[i] == y[j] {
				row[j+1] = above + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			above = here
		}
	}
	return row[len(y)]
}

// Long tellings that have little in common are cut into stretches; what they begin and end with and what lies in the middle is still found.
func TestDiffOfLongTellings(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	a := telling(madeText(rnd, 900))
	b := telling(change(rnd, a.Words, 60))
	checkDiff(t, a, b, Diff(a, b))
	equal := 0
	for _, r := range align(parse(a), parse(b)) {
		equal += r.n
	}
	if best := longestCommon(wordHashes(nil, a.Words), wordHashes(nil, b.Words)); equal < best*8/10 {
		t.Errorf("%d words are equal, %d could be", equal, best)
	}
}

func BenchmarkDiff(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{20, 200, 2000, 20000} {
		s := madeText(rnd, n)
		x := telling(s)
		for _, y := range []struct {
			name string
			t    Telling
		}{{"edited", telling(change(rnd, s, 10))}, {"other", telling(madeText(rnd, n))}} {
			b.Run(fmt.Sprintf("%s/%d", y.name, n), func(b *testing.B) {
				for b.Loop() {
					Diff(x, y.t)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/word")
			})
		}
	}
}
