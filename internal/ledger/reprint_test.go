package ledger

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	tests := []struct {
		name, text string
		runs       int
	}{
		{"nothing", "", 0},
		{"three words", "قال وزير الزراعة", 0},
		{"four words", "قال وزير الزراعة أمس", 1},
		{"a run that comes again", "واحد اثنان ثلاثة أربعة واحد اثنان ثلاثة أربعة", 4},
	}
	for _, tt := range tests {
		if got := len(Runs(tt.text)); got != tt.runs {
			t.Errorf("%s: %d runs, want %d", tt.name, got, tt.runs)
		}
	}
	if slices.Equal(Runs("واحد اثنان ثلاثة أربعة"), Runs("أربعة ثلاثة اثنان واحد")) {
		t.Error("the order of words does not count")
	}
}

// numbered returns the runs from to end of a text that is only numbered.
func numbered(from, end int) []uint64 {
	var out []uint64
	for i := from; i < end; i++ {
		out = append(out, spread(uint64(i)+1))
	}
	slices.Sort(out)
	return out
}

func TestClasses(t *testing.T) {
	tests := []struct {
		name string
		a, b []uint64
		want Class
	}{
		{"the same", numbered(0, 100), numbered(0, 100), Exact},
		{"one run more", numbered(0, 100), numbered(0, 101), Reprint},
		{"words changed in both", numbered(0, 100), numbered(50, 150), Reprint},
		{"cut to a quarter", numbered(0, 100), numbered(0, 25), Reprint},
		{"a paragraph of background", numbered(0, 200), numbered(160, 360), Partial},
		{"a short one in a collection", numbered(0, 40), numbered(0, 400), Partial},
		{"a long name with its titles", numbered(0, 80), numbered(62, 300), NoMatch},
		{"nothing in common", numbered(0, 100), numbered(100, 200), NoMatch},
		{"no text", nil, numbered(0, 100), NoMatch},
		{"no texts", nil, nil, NoMatch},
	}
	for _, tt := range tests {
		if got := Compare(tt.a, tt.b); got.Class != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.want)
		}
		if Compare(tt.a, tt.b) != Compare(tt.b, tt.a) {
			t.Errorf("%s: it is another the other way round", tt.name)
		}
	}
}

func TestShareIsOfTheSmaller(t *testing.T) {
	m := Compare(numbered(0, 400), numbered(380, 420))
	if m.Common != 20 || m.Share != 0.5 || m.Cover != 0.05 {
		t.Errorf("got %+v", m)
	}
}

// Turns of a ring are a minhash as good as any: of two texts that share the part j of their runs, j² of the bands have one key (a little less where
// there are few runs, since a band never has one run twice).
func TestBandsMeetAsOftenAsTheyShould(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, shared := range []int{50, 125, 250, 450} {
		met, trials := 0, 200
		for range trials {
			a, b := make([]uint64, 0, 500), make([]uint64, 0, 500)
			for i := range 500 {
				x := rnd.Uint64()
				if a = append(a, x); i >= shared {
					x = rnd.Uint64()
				}
				b = append(b, x)
			}
			slices.Sort(a)
			slices.Sort(b)
			x, y := BandKeys(a), BandKeys(b)
			for i := range x {
				if x[i] == y[i] {
					met++
				}
			}
		}
		j := float64(shared) / float64(1000-shared)
		got := float64(met) / float64(trials*Bands)
		if math.Abs(got-j*j) > 0.02 {
			t.Errorf("of %d runs %d are shared: %.3f of the bands meet, want %.3f", 500, shared, got, j*j)
		}
	}
}

func TestKeysOfOneRunInDifferentBandsDiffer(t *testing.T) {
	keys := BandKeys([]uint64{42})
	slices.Sort(keys)
	if len(slices.Compact(keys)) != Bands {
		t.Error("two bands have one key")
	}
}

func BenchmarkRuns(b *testing.B) {
	s := madeText(rand.New(rand.NewPCG(1, 1)), 500)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Runs(s)
	}
}

func BenchmarkBandKeys(b *testing.B) {
	s := madeText(rand.New(rand.NewPCG(1, 1)), 500)
	runs := Runs(s)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		BandKeys(runs)
	}
}

func BenchmarkCompare(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	s := madeText(rnd, 500)
	x, y := Runs(s), Runs(change(rnd, s, 10))
	for b.Loop() {
		Compare(x, y)
	}
}

// BenchmarkCandidates adds articles to an index and looks each up before, as a store does; it says how many are looked at for each.
func BenchmarkCandidates(b *testing.B) {
	articles, _ := background()
	keys := make([][]uint64, len(articles))
	for i := range articles {
		keys[i] = BandKeys(Runs(articles[i].text))
	}
	looked := 0
	for b.Loop() {
		x := index{}
		looked = 0
		for i := range keys {
			looked += len(x.candidates(keys[i]))
			x.add(i, keys[i])
		}
	}
	b.ReportMetric(float64(looked)/float64(len(articles)), "candidates/article")
	b.ReportMetric(float64(len(articles)), "articles")
}
