package source

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/source/page"
)

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPages(t *testing.T) {
	sentence := "قال الوزير إن اللقاء كان مفيدا للجانبين وإن المحادثات ستستأنف غدا في العاصمة. "
	html := "<!doctype html><html><body><article><h1>خبر عن لقاء في العاصمة</h1><p>" + strings.Repeat(sentence, 8) + "</p></article></body></html>"
	const limit = 1 << 20
	tests := []struct{ name, in, css, want string }{
		{"a page", html, "", "1 paragraphs"},
		{"a packed page", gzipped(t, html), "", "1 paragraphs"},
		{"a page that grows too large", gzipped(t, html+strings.Repeat(" ", limit)), "", "f: it is larger than 1 MB; raise --max-size if it is one page"},
		{"a packed page without its end", gzipped(t, html)[:60], "", "f: it cannot be read: unexpected EOF; check the file"},
		{"a list of links", "<html><body>" + strings.Repeat(`<p><a href="/1">خبر آخر</a></p>`, 30), "", "f: this page is a list of links and no article; save the pages that it leads to"},
		{"a picture", "\x89PNG\r\n\x1a\n", "", "f: it is a PNG picture, so it is not text; give the article as text, HTML or JSON"},
		{"nothing", "", "", "f: no article was found in this page; save the page of the article itself, or copy its text into a file"},
		{"a rule that cannot be read", html, "p[", `f: the CSS rule "p[" cannot be read: ` + "expected identifier, found EOF instead; mend the rule of this source"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := readPage("f", strings.NewReader(tt.in), limit, page.Options{Selectors: page.Selectors{Body: tt.css}})
			got := ""
			switch {
			case err != nil:
				got = err.Error()
			case len(p.Paragraphs) == 1:
				got = "1 paragraphs"
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPagesGoesOnAfterAFault(t *testing.T) {
	dir := t.TempDir()
	good := "<html><body><p>" + strings.Repeat("قال الوزير إن اللقاء كان مفيدا للجانبين. ", 10)
	for name, s := range map[string]string{"1.html": good, "2.html": "", "3.html.gz": gzipped(t, good)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := ""
	for p, err := range Pages([]string{dir, "none.html", Stdin}, strings.NewReader(good), DefaultMax, page.Options{}) {
		got += filepath.Base(p.File)
		if err != nil {
			got += "!"
		}
		got += " "
	}
	if want := "1.html 2.html! 3.html.gz none.html! - "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
