package isnad_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/entity"
	"isnad.dev/isnad/internal/nlp/event"
	"isnad.dev/isnad/internal/nlp/furniture"
	"isnad.dev/isnad/internal/nlp/mention"
	"isnad.dev/isnad/internal/nlp/nlptest"
	"isnad.dev/isnad/internal/nlp/sentence"
	"isnad.dev/isnad/internal/nlp/statement"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/nlp/when"
	"isnad.dev/isnad/internal/text"
)

// bench runs the reading of all sample articles again and again on one core, and says how much of their text a second takes.
func bench(b *testing.B, articles []*doc.Doc, read func(*doc.Doc)) {
	size := 0
	for _, d := range articles {
		size += len(d.Text)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range articles {
			read(d)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/b.Elapsed().Seconds(), "MB/s")
}

// read returns the sample articles with all layers, so that each stage has what it needs.
func read(b *testing.B) []*doc.Doc {
	b.Helper()
	files, err := filepath.Glob("examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no sample articles", err)
	}
	var out []*doc.Doc
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, nlptest.Read(b, string(data)))
	}
	return out
}

// BenchmarkStages measures each stage on what the stages below it have written. The stages that write into their input get a copy.
func BenchmarkStages(b *testing.B) {
	articles, p := read(b), nlptest.Pipeline(b)
	page, err := furniture.Load(os.DirFS("packs/ar"))
	if err != nil {
		b.Fatal(err)
	}
	dates, err := when.Load(os.DirFS("packs/ar/when"))
	if err != nil {
		b.Fatal(err)
	}
	stages := []struct {
		name string
		run  func(d *doc.Doc)
	}{
		{"token", func(d *doc.Doc) { token.Split(d.Text, p.Pack) }},
		{"sentence", func(d *doc.Doc) { sentence.Split(d.Tokens, sentence.Quotes(d.Tokens)) }},
		{"furniture", func(d *doc.Doc) { page.Find(d.Text, d.Tokens) }},
		{"when", func(d *doc.Doc) { dates.Find(d.Text, d.Tokens, d.Published) }},
		{"mention", func(d *doc.Doc) { mention.Find(d.Text, d.Tokens, d.Furniture, d.Dates, p.Pack) }},
		{"mention+entity", func(d *doc.Doc) {
			found := mention.Find(d.Text, d.Tokens, d.Furniture, d.Dates, p.Pack)
			inside := mention.Inside(d.Text, d.Tokens, found, d.Dates, p.Pack)
			entity.Join(d.Text, d.Tokens, 0, found, inside, d.Published, p.Pack)
		}},
		{"statement", func(d *doc.Doc) { statement.Find(d, p.Pack) }},
		{"event", func(d *doc.Doc) { event.Find(d, p.Pack) }},
		{"all", func(d *doc.Doc) { p.Read(d.Text, d.Published, d.Outlet) }},
		{"code points", func(d *doc.Doc) { text.NewCodePoints(d.Text) }},
	}
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) { bench(b, articles, s.run) })
	}
}

// BenchmarkRead measures the whole way from an article to its record.
func BenchmarkRead(b *testing.B) {
	r := open(b)
	bench(b, read(b), func(d *doc.Doc) {
		r.Read(isnad.Article{Text: string(d.Text), Published: "2018-08-23", Outlet: "الصباح"})
	})
}

// BenchmarkUAX29 measures plain word segmentation of the same text, by the Unicode rules: what cutting alone costs.
func BenchmarkUAX29(b *testing.B) {
	bench(b, read(b), func(d *doc.Doc) {
		for tokens := words.FromString(string(d.Text)); tokens.Next(); {
			_ = tokens.Value()
		}
	})
}

// BenchmarkOpen measures the cold start.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := isnad.Open(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLongArticle measures one article of a megabyte: the samples a hundred times.
func BenchmarkLongArticle(b *testing.B) {
	var all strings.Builder
	for b := read(b); all.Len() < megabyte; {
		for _, d := range b {
			all.WriteString(string(d.Text) + "\n\n")
		}
	}
	r, a := open(b), isnad.Article{Text: all.String(), Published: "2018-08-23"}
	for b.Loop() {
		r.Read(a)
	}
	b.ReportMetric(float64(len(a.Text))*float64(b.N)/1e6/b.Elapsed().Seconds(), "MB/s")
}
