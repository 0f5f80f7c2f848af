package render

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"isnad.dev/isnad"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; run with -update and read the difference\ngot\n%s", file, got)
	}
}

func TestGolden(t *testing.T) {
	r := sampleRecord(t)
	tests := []struct {
		file   string
		format Format
	}{
		{"text-80.golden", Text{Width: 80}},
		{"text-120-why.golden", Text{Width: 120, Why: true}},
		{"colour.golden", Text{Width: 100, Colour: true}},
		{"record.golden.json", Indented{}},
		{"page.golden.html", HTML{Why: true}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			out := tt.format.Record(tt.format.Open(), &r)
			golden(t, tt.file, append(out, tt.format.Close()...))
		})
	}
}

func TestTextIsNoWiderThanTheTerminal(t *testing.T) {
	r := sampleRecord(t)
	for width := minWidth; width <= maxWidth; width++ {
		for _, why := range []bool{false, true} {
			for line := range strings.Lines(string(Text{Width: width, Why: why}.Record(nil, &r))) {
				if got := columnsOf.StringWidth(strings.TrimRight(line, "\n")); got > width {
					t.Fatalf("%d columns on a terminal of %d: %q", got, width, line)
				}
			}
		}
	}
}

func TestTextOfAnEmptyRecord(t *testing.T) {
	want := "نص\n\nStatements: none\n\nContacts: none\n\nDates: none\n\nNames: none\n\n"
	got := string(Text{Width: 60}.Record(nil, &isnad.Record{Article: isnad.Article{Text: "نص"}}))
	got = strings.NewReplacer(isolate, "", popIsolate, "", "  ", "").Replace(got)
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		rows       int
		want       string
	}{
		{"fits", "قال الوزير", 10, 3, "قال الوزير"},
		{"between words", "قال الوزير إن", 10, 3, "قال الوزير|إن"},
		{"vowel signs take no room", "قَالَ الوَزِيرُ", 10, 3, "قَالَ الوَزِيرُ"},
		{"long word", "aaaaaaaaaaaa b", 5, 3, "aaaaa|aaaaa|aa b"},
		{"shortened", "a b c d e f", 3, 2, "a b|c…"},
		{"wide letters", "日本 語", 4, 3, "日本|語"},
		{"nothing", "", 4, 3, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(wrap(tt.text, tt.width, tt.rows), "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPageHoldsTheArticle reads the page as a browser does: the article's text is there letter for letter, and each link leads to a place.
func TestPageHoldsTheArticle(t *testing.T) {
	r := sampleRecord(t)
	r.Article.Text = strings.Replace(r.Article.Text, "قريبا", "<b>&", 1) + "\n\n<script>alert(1)</script>"
	f := HTML{}
	root, err := html.Parse(strings.NewReader(string(f.Record(f.Open(), &r)) + string(f.Close())))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	ids, links := map[string]bool{}, []string{}
	var walk func(n *html.Node, inside bool)
	walk = func(n *html.Node, inside bool) {
		inside = inside || n.Data == "article"
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
			if a.Key == "href" && strings.HasPrefix(a.Val, "#") {
				links = append(links, a.Val[1:])
			}
			if (a.Key == "src" || a.Key == "href") && strings.HasPrefix(a.Val, "http") && n.Data != "a" {
				t.Errorf("the page loads %s", a.Val)
			}
		}
		if n.Type == html.TextNode && inside {
			text.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inside)
		}
	}
	walk(root, false)
	if got, want := oneLine(text.String()), oneLine(r.Article.Text); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, l := range links {
		if !ids[l] {
			t.Errorf("#%s leads nowhere", l)
		}
	}
	if len(links) == 0 {
		t.Error("no link")
	}
}

// FuzzFormats holds any spans to any text: no format may fail or lose text.
func FuzzFormats(f *testing.F) {
	f.Add("قال الوزير\n\nكذا", 0, 3, 2, 30)
	f.Add("", 0, 0, 0, 0)
	f.Add("a\r\n b\xff", -1, 5, 1, 2)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		one, two := isnad.Span{Start: a, End: b}, isnad.Span{Start: c, End: d}
		r := isnad.Record{Article: isnad.Article{Text: text},
			Statements: []isnad.Statement{{Speaker: &two, Content: []isnad.Span{one, two}}}, Entities: []isnad.Entity{{Name: text, Mentions: []isnad.Span{two, one}}},
			Furniture: []isnad.Furniture{{Span: one}}}
		for _, format := range []Format{Lines{}, Indented{}, Text{Width: c % 200, Why: true}, HTML{Why: true}} {
			if len(format.Record(nil, &r)) == 0 {
				t.Error("nothing is shown")
			}
		}
		var back isnad.Record
		if err := json.Unmarshal(AppendJSON(nil, &r), &back); err != nil {
			t.Error(err)
		}
	})
}
