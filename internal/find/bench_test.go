package find

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// samples is the text of the sample articles.
func samples(b *testing.B) string {
	b.Helper()
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no sample articles", err)
	}
	var out strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		out.Write(data)
		out.WriteString("\n\n")
	}
	return out.String()
}

func BenchmarkTerms(b *testing.B) {
	a, s := analyzer(b), samples(b)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var terms []Term
	for b.Loop() {
		terms = a.AppendTerms(terms[:0], s)
	}
}

// BenchmarkFirstSight analyses words that no cache has.
func BenchmarkFirstSight(b *testing.B) {
	a, s := analyzer(b), samples(b)
	terms := a.Terms(s)
	n := 0
	for b.Loop() {
		t := terms[n%len(terms)]
		a.entry(s[t.Start:t.End])
		n++
	}
}

func BenchmarkQuery(b *testing.B) {
	a := analyzer(b)
	a.names()
	for b.Loop() {
		if _, err := a.Query(`"وزير الخارجية" -لافروف Putin speaker:"سيرغي لافروف" from:2018-08`); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMark(b *testing.B) {
	a, s := analyzer(b), samples(b)
	q, err := a.Query("الوزراء OR لافروف")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		a.Mark(s, q)
	}
}

// BenchmarkNames makes what the first question for a name needs.
func BenchmarkNames(b *testing.B) {
	a := analyzer(b)
	for b.Loop() {
		newNames(a)
	}
}

func BenchmarkNew(b *testing.B) {
	p := analyzer(b).pack
	for b.Loop() {
		New(p)
	}
}
