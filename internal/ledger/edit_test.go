package ledger

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// article is one of the background that the tests measure against.
type article struct {
	outlet, text string
	runs         []uint64
}

// background returns the articles of the shared corpus where that stands beside the repository, else generated ones; both long enough to be cut.
var background = sync.OnceValues(func() (articles []article, real bool) {
	if found := sharedCorpus(); found != "" {
		if articles = readCorpus(found); len(articles) > 0 {
			return articles, true
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 1500 {
		articles = append(articles, article{outlet: "made", text: madeText(rnd, 100+rnd.IntN(500))})
	}
	return articles, false
})

// sharedCorpus looks for the corpus beside the folders above.
func sharedCorpus() string {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		name := filepath.Join(dir, "shared", "corpus", "ar-news.jsonl.gz")
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

func readCorpus(name string) []article {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	var out []article
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var a struct{ Outlet, Text string }
		if json.Unmarshal(lines.Bytes(), &a) == nil {
			out = append(out, article{outlet: a.Outlet, text: a.Text})
		}
	}
	return out
}

// madeText returns n made words in sentences and paragraphs: common words often, rare ones seldom, and long titles that many texts share.
func madeText(rnd *rand.Rand, n int) string {
	common := rand.NewZipf(rnd, 1.1, 20, 20000)
	titles := []string{"الأمين العام لهيئة المياه والغابات في الإقليم الشمالي", "رئيس مجلس إدارة الشركة الوطنية لصناعة الورق والزجاج"}
	var b strings.Builder
	for i := 0; i < n; i++ {
		switch {
		case i%60 == 59:
			b.WriteString(".\n\n")
		case i > 0:
			b.WriteByte(' ')
		}
		if rnd.IntN(80) == 0 {
			b.WriteString(titles[rnd.IntN(len(titles))])
			continue
		}
		b.WriteString(madeWord(common.Uint64()))
	}
	return b.String()
}

// madeWord spells a number in syllables, so that each has its own word.
func madeWord(n uint64) string {
	letters := []rune("بتجحدرسصطعفقكلمنهو")
	out := []rune{'م'}
	for n += 7; n > 0; n /= uint64(len(letters)) {
		out = append(out, letters[n%uint64(len(letters))])
	}
	return string(out)
}

// edits is what outlets do to a text that they take over.
var edits = []struct {
	name  string
	floor float64 // of the copies, how many are found
	edit  func(rnd *rand.Rand, text string) string
}{
	{"unchanged", 1, func(_ *rand.Rand, s string) string { return s }},
	{"house header added", 0.95, func(_ *rand.Rand, s string) string {
		return "صحيفة المثال الإلكترونية - متابعات - قسم الأخبار السياسية والدولية:\n\n" + s
	}},
	{"lead rewritten", 0.95, rewriteLead},
	{"cut to 75 %", 0.95, func(_ *rand.Rand, s string) string { return cut(s, 75) }},
	{"cut to 50 %", 0.95, func(_ *rand.Rand, s string) string { return cut(s, 50) }},
	{"cut to 25 %", 0.90, func(_ *rand.Rand, s string) string { return cut(s, 25) }},
	{"5 % of words changed", 0.95, func(rnd *rand.Rand, s string) string { return change(rnd, s, 5) }},
	{"15 % of words changed", 0.95, func(rnd *rand.Rand, s string) string { return change(rnd, s, 15) }},
	{"50 % own text added", 0.95, func(rnd *rand.Rand, s string) string { return s + "\n\n" + madeText(rnd, len(strings.Fields(s))/2) }},
	{"half own text", 0.95, func(rnd *rand.Rand, s string) string { return s + "\n\n" + madeText(rnd, len(strings.Fields(s))) }},
}

func cut(s string, percent int) string {
	words := strings.Fields(s)
	return strings.Join(words[:len(words)*percent/100], " ")
}

// rewriteLead puts other words in place of the first fifth, at most sixty words.
func rewriteLead(rnd *rand.Rand, s string) string {
	words := strings.Fields(s)
	n := min(60, len(words)/5)
	return madeText(rnd, n) + " " + strings.Join(words[n:], " ")
}

// change puts other words in place of so many out of a hundred, chosen by chance.
func change(rnd *rand.Rand, s string, percent int) string {
	words := strings.Fields(s)
	for _, i := range rnd.Perm(len(words))[:len(words)*percent/100] {
		words[i] = madeWord(rnd.Uint64N(1 << 30))
	}
	return strings.Join(words, " ")
}

// index is what a store does with the keys.
type index map[uint64][]int

func (x index) add(article int, keys []uint64) {
	for _, k := range keys {
		x[k] = append(x[k], article)
	}
}

func (x index) candidates(keys []uint64) []int {
	var out []int
	for _, k := range keys {
		out = append(out, x[k]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Copies made of articles are found among all articles, through the bands. An article that has text in common with the original is no negative:
// outlets copy each other, and one outlet writes today's article over yesterday's.
func TestEditedCopiesAreFound(t *testing.T) {
	articles, real := background()
	x := index{}
	for i := range articles {
		articles[i].runs = Runs(articles[i].text)
		x.add(i, BandKeys(articles[i].runs))
	}
	var sample []int
	for i := 0; i < len(articles); i += max(1, len(articles)/300) {
		if len(articles[i].runs) >= 60 {
			sample = append(sample, i)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	right, wrong, looked, copies := 0, 0, 0, 0
	var table strings.Builder
	for _, e := range edits {
		found, classes := 0, map[Class]int{}
		for _, i := range sample {
			runs := Runs(e.edit(rnd, articles[i].text))
			for _, j := range x.candidates(BandKeys(runs)) {
				looked++
				m := Compare(runs, articles[j].runs)
				if j == i {
					classes[m.Class]++
				}
				switch one := m.Class.OneText(); {
				case one && j == i:
					found++
				case one && !related(articles[i].runs, articles[j].runs):
					wrong++
				}
			}
			copies++
		}
		right += found
		recall := float64(found) / float64(len(sample))
		fmt.Fprintf(&table, "\n%-24s %.3f %v", e.name, recall, classes)
		if recall < e.floor {
			t.Errorf("%s: %.3f of the copies are found, at least %.2f should be", e.name, recall, e.floor)
		}
	}
	precision := float64(right) / float64(right+wrong)
	if precision < 0.99 {
		t.Errorf("the precision is %.4f, at least 0.99 should be", precision)
	}
	t.Logf("%d articles (corpus: %v), %d copies; precision %.4f, %.1f candidates a copy%s", len(articles), real, copies, precision, float64(looked)/float64(copies), table.String())
}

// related says whether a fifth of one article's runs stand in the other: not by the bands nor by the classes, which are measured.
func related(a, b []uint64) bool {
	return 5*common(a, b) >= min(len(a), len(b))
}
