package ledger

import (
	"slices"

	"isnad.dev/isnad/internal/text"
)

// The operations of an Edit.
const (
	Equal    = "equal"
	LeftOut  = "left_out" // in the first telling only
	Added    = "added"    // in the second only
	Quoted   = "quoted"   // the same words, in quotation marks in the second only
	Unquoted = "unquoted" // the same words, in quotation marks in the first only
)

// Edit is a piece of the difference: where it stands in the first telling and in the second, in bytes of their Words. The span of a side that
// does not have the words is empty and stands where they would.
type Edit struct {
	Op   string
	A, B text.Span
}

// Diff says word by word how the second telling differs from the first. Spellings that fold alike are equal. The edits go from start to end, and
// every word of both stands in exactly one; where words are replaced, what is left out comes before what is added. It is the shortest difference
// as long as that has less than some hundred words in a stretch; a longer one is found piece by piece, so that time stays linear.
func Diff(a, b Telling) []Edit {
	x, y := parse(a), parse(b)
	var out []Edit
	i, j := 0, 0
	for _, r := range append(align(x, y), run{len(x), len(y), 0}) {
		out = gap(out, x[i:r.i], y[j:r.j])
		for k := range r.n {
			w, v := x[r.i+k], y[r.j+k]
			out = extend(out, Edit{equality(w, v), w.Span, v.Span})
		}
		i, j = r.i+r.n, r.j+r.n
	}
	return out
}

// gap appends what stands between two runs of equal words. A side that has nothing gets the place behind its last word.
func gap(out []Edit, x, y []word) []Edit {
	var at Edit
	if n := len(out); n > 0 {
		at = out[n-1]
	}
	if len(x) > 0 {
		at = Edit{LeftOut, x[0].Join(x[len(x)-1].Span), text.Span{Start: at.B.End, End: at.B.End}}
		out = append(out, at)
	}
	if len(y) > 0 {
		out = append(out, Edit{Added, text.Span{Start: at.A.End, End: at.A.End}, y[0].Join(y[len(y)-1].Span)})
	}
	return out
}

// extend appends an edit, to the last one where that has the same operation.
func extend(out []Edit, e Edit) []Edit {
	if n := len(out); n > 0 && out[n-1].Op == e.Op {
		out[n-1].A.End, out[n-1].B.End = e.A.End, e.B.End
		return out
	}
	return append(out, e)
}

// equality is the operation of two equal words.
func equality(a, b word) string {
	switch {
	case a.quoted == 0 && b.quoted > 0:
		return Quoted
	case a.quoted > 0 && b.quoted == 0:
		return Unquoted
	}
	return Equal
}

// run is words that are equal in both: n of them, from word i of the first and word j of the second.
type run struct{ i, j, n int }

// maxEdits bounds how many differing words are looked at in one stretch.
const maxEdits = 128

// align returns the equal words of two tellings in order, as many as there can be (Myers, "An O(ND) Difference Algorithm", 1986). What both begin
// and end with is taken first. Where maxEdits differing words do not lead to the end, the furthest way is kept and the search goes on from there.
func align(x, y []word) []run {
	i := 0
	for i < len(x) && i < len(y) && x[i].hash == y[i].hash {
		i++
	}
	out := appendRun(nil, run{0, 0, i})
	endX, endY := len(x), len(y)
	for endX > i && endY > i && x[endX-1].hash == y[endY-1].hash {
		endX, endY = endX-1, endY-1
	}
	for j := i; i < endX && j < endY; {
		runs, goneX, goneY := stretch(x[i:endX], y[j:endY])
		for _, r := range runs {
			out = appendRun(out, run{r.i + i, r.j + j, r.n})
		}
		i, j = i+goneX, j+goneY
	}
	return appendRun(out, run{endX, endY, len(x) - endX})
}

// appendRun appends the run, to the last one where it goes on with that.
func appendRun(runs []run, r run) []run {
	if r.n == 0 {
		return runs
	}
	if n := len(runs); n > 0 && runs[n-1].i+runs[n-1].n == r.i && runs[n-1].j+runs[n-1].n == r.j {
		runs[n-1].n += r.n
		return runs
	}
	return append(runs, r)
}

// stretch returns the equal words of the shortest difference, or of the furthest way that maxEdits differing words lead, and how far that is.
func stretch(x, y []word) (runs []run, goneX, goneY int) {
	limit := min(maxEdits, len(x)+len(y))
	reach := make([]int32, 2*limit+3) // how far in x the best way has come on the diagonal k = i-j, at limit+1+k
	var trace trace
	for d := 0; ; d++ {
		before := trace.add(reach[limit+1-d : limit+2+d])
		best, bestK := -1, 0
		for k := -d; k <= d; k += 2 {
			i := enter(before, k)
			for j := i - k; i < len(x) && j < len(y) && x[i].hash == y[j].hash; j++ {
				i++
			}
			reach[limit+1+k] = int32(i)
			if j := i - k; i <= len(x) && j <= len(y) && i+j > best {
				best, bestK = i+j, k
			}
		}
		if best == len(x)+len(y) || d == limit {
			i := int(reach[limit+1+bestK])
			return trace.wayBack(d, i, i-bestK), i, i - bestK
		}
	}
}

// trace keeps for the way back, of each step d, how far the diagonals -d to d had come before it: 2d+1 numbers, from d² on.
type trace []int32

func (t *trace) add(reach []int32) []int32 {
	*t = append(*t, reach...)
	return (*t)[len(*t)-len(reach):]
}

func (t trace) step(d int) []int32 { return t[d*d : (d+1)*(d+1)] }

// wayBack collects the equal words on the way of d steps to i, j, from the start on.
func (t trace) wayBack(d, i, j int) []run {
	var out []run
	for ; d >= 0; d-- {
		k := i - j
		from := enter(t.step(d), k)
		if i > from {
			out = append(out, run{from, from - k, i - from})
		}
		i, j = from, from-k
		if down(t.step(d), k) {
			j--
		} else {
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// enter returns where in x the step that reach was kept before comes onto the diagonal k: down from the one above, or right from the one below.
func enter(reach []int32, k int) int {
	d := len(reach) / 2
	switch {
	case d == 0:
		return 0
	case down(reach, k):
		return int(reach[d+k+1])
	}
	return int(reach[d+k-1]) + 1
}

// down says from which of its neighbours a diagonal is reached: from the one that has come further.
func down(reach []int32, k int) bool {
	d := len(reach) / 2
	return k == -d || k != d && reach[d+k-1] < reach[d+k+1]
}
