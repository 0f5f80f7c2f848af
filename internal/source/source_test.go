package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// told writes what came out of an input, a line a piece.
func told(in string, o Options) string { return toldFrom(strings.NewReader(in), o) }

func toldFrom(r io.Reader, o Options) string {
	var out []string
	for p := range Cut("f.txt", r, o) {
		a, err := p.Article(o)
		var fault *Fault
		switch {
		case errors.As(err, &fault):
			out = append(out, fault.Error())
		case err != nil:
			out = append(out, "no fault: "+err.Error())
		default:
			out = append(out, fmt.Sprintf("%d %s %q", p.Line, a.ID, a.Text))
		}
	}
	return strings.Join(out, "\n")
}

const text = "خبر عن لقاء\n\nقال الوزير إن اللقاء كان مفيدا."

func TestCutTellsInputsApart(t *testing.T) {
	object := `{"id":"a","text":"قال الوزير"}`
	tests := []struct{ name, in, want string }{
		{"plain text", text, `0 f ` + fmt.Sprintf("%q", text)},
		{"plain text keeps its bytes", "\r\n قال  الوزير \r\n\r\n", `0 f "\r\n قال  الوزير \r\n\r\n"`},
		{"a mark is no text", "\uFEFFقال الوزير", `0 f "قال الوزير"`},
		{"text that opens with a bracket", "[عاجل] قال الوزير", `0 f "[عاجل] قال الوزير"`},
		{"text that opens with a brace", "{عاجل} قال الوزير", `0 f "{عاجل} قال الوزير"`},
		{"text that opens with an arrow", "<< قال الوزير", `0 f "<< قال الوزير"`},
		{"page", "<!DOCTYPE html><html><head><title>خبر عن لقاء في العاصمة</title></head><body><article><h1>خبر عن لقاء في العاصمة</h1><p>" + strings.Repeat("قال الوزير إن اللقاء كان مفيدا. ", 20) + "</p></article></body></html>",
			`0 f ` + fmt.Sprintf("%q", "خبر عن لقاء في العاصمة\n\n"+strings.TrimSpace(strings.Repeat("قال الوزير إن اللقاء كان مفيدا. ", 20)))},
		{"page without an article", "<html><body></body></html>", "f.txt: no article was found in this page; save the page of the article itself, or copy its text into a file"},
		{"one object", object, `1 a "قال الوزير"`},
		{"one object over lines", "{\n \"id\": \"a\",\n \"text\": \"قال } الوزير\"\n}\n", `1 a "قال } الوزير"`},
		{"objects over lines", "{\n \"id\": \"a\",\n \"text\": \"قال\"\n}\n{\n\"id\": \"b\", \"text\": \"قال\"}", "1 a \"قال\"\n5 b \"قال\""},
		{"an array", "[" + object + ",\n " + object + "]", "1 a \"قال الوزير\"\n2 a \"قال الوزير\""},
		{"an array of nothing", "[]", "f.txt: it holds no article; give objects with a text"},
		{"lines", object + "\n\n" + object + "\n", "1 a \"قال الوزير\"\n3 a \"قال الوزير\""},
		{"lines with a mark", "\uFEFF" + object + "\r\n" + object, "1 a \"قال الوزير\"\n2 a \"قال الوزير\""},
		{"an id that is a number", `{"id":7,"text":"قال"}`, `1 7 "قال"`},
		{"nulls", `{"id":null,"published":null,"outlet":null,"text":"قال"}`, `1  "قال"`},
		{"fields that nobody knows", `{"x":{"text":1},"text":"قال"}`, `1  "قال"`},
		{"a broken line", object + "\n{\"text\":\"قال\n" + object, "1 a \"قال الوزير\"\nf.txt:2: it is not JSON (at byte 15: unexpected end of JSON input); mend or remove it\n3 a \"قال الوزير\""},
		{"a broken first line", "{\"text\":\"قال\n" + object, "f.txt:1: it is not JSON (at byte 15: unexpected end of JSON input); mend or remove it\n2 a \"قال الوزير\""},
		{"a line of something else", object + "\nقال", "1 a \"قال الوزير\"\nf.txt:2: it is not JSON (at byte 1: invalid character 'Ù' looking for beginning of value); mend or remove it"},
		{"a line without text", `{"id":"a"}`, `f.txt:1: it has no text; each object needs a field "text" with the whole article`},
		{"a line whose text is empty", `{"text":" "}`, `f.txt:1: its text is empty; give the article's headline and paragraphs`},
		{"a line whose text is a number", `{"text":1}`, `f.txt:1: its field "text" is a number, not a string; give it as a string`},
		{"an object without end", "{\n\"text\": \"قال\"", "f.txt:1: its JSON object has no end; the file seems cut off: get it again"},
		{"an array with something else in it", "[" + object + ", 7]", "1 a \"قال الوزير\"\nf.txt:1: its JSON breaks here: an object was expected; mend the file; what follows was not read"},
		{"English", "The minister said talks would begin.", "f.txt: it is not in Arabic (Latin letters), and no other language has a pack yet; leave it out"},
		{"nothing", "", "f.txt: it is empty; give the article as text, HTML or JSON"},
		{"white space", " \n\t\n", "f.txt: it is empty; give the article as text, HTML or JSON"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "f.txt: it is a PNG picture, so it is not text; give the article as text, HTML or JSON"},
		{"a zip", "PK\x03\x04\x14\x00", "f.txt: it is a zip file (or a Word document), so it is not text; unpack it, or save the document as plain text"},
		{"a PDF", "%PDF-1.7\n", "f.txt: it is a PDF, so it is not text; extract its text first, for example with pdftotext"},
		{"NUL bytes", "قال\x00الوزير", "f.txt: it holds NUL bytes, so it is not text; give the article as text, HTML or JSON"},
		{"digits", "2018 23", "f.txt: it is not in Arabic (no letters), and no other language has a pack yet; leave it out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in, Options{}); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
			if got := toldFrom(iotest.OneByteReader(strings.NewReader(tt.in)), Options{}); got != tt.want {
				t.Errorf("byte by byte\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestCutReadsEncodings(t *testing.T) {
	long := text + strings.Repeat(" وأضاف أن الوفد سيصل غدا إلى العاصمة.", 5)
	narrow, err := charmap.Windows1256.NewEncoder().String(long)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`{"id":"a","text":"قال"}` + "\n" + `{"id":"b","text":"قال"}`)
	if err != nil {
		t.Fatal(err)
	}
	line, err := charmap.Windows1256.NewEncoder().String(`{"text":"قال الوزير إن اللقاء كان مفيدا"}`)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, in, want string }{
		{"windows-1256 text", narrow, fmt.Sprintf("0 f %q", long)},
		{"UTF-16 lines", wide, "1 a \"قال\"\n2 b \"قال\""},
		{"windows-1256 line", line, `1  "قال الوزير إن اللقاء كان مفيدا"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in, Options{}); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestCutKeepsToTheLimit(t *testing.T) {
	o := Options{Max: 64}
	long := `{"text":"` + strings.Repeat("قال ", 30) + `"}`
	short := `{"id":"b","text":"قال"}`
	tests := []struct{ name, in, want string }{
		{"a file", strings.Repeat("قال ", 30), "f.txt: it is larger than 64 bytes; raise --max-size if it is one article"},
		{"a line among others", short + "\n" + long + "\n" + short, "1 b \"قال\"\nf.txt:2: it is larger than 64 bytes; raise --max-size if it is one article\n3 b \"قال\""},
		{"an object among others", "[" + long + ",\n" + short + "]", "f.txt:1: it is larger than 64 bytes; raise --max-size if it is one article\n2 b \"قال\""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in, o); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// endless is an input that never ends and has no line's end.
type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	if e.read == 0 {
		copy(b, `{"text":"`)
	}
	e.read += len(b)
	if e.read > 64<<20 {
		return 0, io.EOF
	}
	return len(b), nil
}

func TestCutHoldsNoMoreThanTheLimit(t *testing.T) {
	for p := range Cut("f", &endless{}, Options{Max: 1 << 20}) {
		if p.fault == nil || p.Size() > 0 {
			t.Errorf("got %+v", p.fault)
		}
	}
}

func TestCutNamesAReadError(t *testing.T) {
	got := toldFrom(io.MultiReader(strings.NewReader(`{"id":"a","text":"قال"}`+"\n"), iotest.ErrReader(errors.New("the disk is gone"))), Options{})
	want := "1 a \"قال\"\nf.txt:2: it cannot be read: the disk is gone; check the file"
	if got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
}

func TestOptionsFillWhatAnArticleDoesNotSay(t *testing.T) {
	o := Options{Published: "2024-05-20", Outlet: "النيل اليوم"}
	in := `{"text":"قال"}` + "\n" + `{"text":"قال","published":"2020-01-01","outlet":"غيره"}`
	var got []string
	for p := range Cut("f", strings.NewReader(in), o) {
		a, err := p.Article(o)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, a.Published+" "+a.Outlet)
	}
	if want := []string{"2024-05-20 النيل اليوم", "2020-01-01 غيره"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilesWalksFolders(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []string{"b/2.txt", "a.txt", "b/1.txt", ".hidden/x.txt", ".x", "page.html", "page_files/x.txt", "other_files/y.txt"} {
		file := filepath.Join(dir, f)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("قال "+f), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	empty := t.TempDir()
	var got []string
	for p := range Files([]string{dir, filepath.Join(dir, "none.txt"), empty, Stdin}, strings.NewReader("قال"), Options{}, nil) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.File, dir+"/"), empty)
		if p.fault != nil {
			name += "!"
		}
		got = append(got, name)
	}
	want := []string{"a.txt", "b/1.txt", "b/2.txt", "other_files/y.txt", "page.html", "none.txt!", "!", "-"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilesStopsWhenNobodyListens(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), []byte("قال"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range Files([]string{dir, dir, "none"}, nil, Options{}, nil) {
		break
	}
}

func TestSize(t *testing.T) {
	tests := []struct {
		in   string
		want Size
		back string
	}{
		{"32MB", 32 << 20, "32 MB"}, {"32 mb", 32 << 20, "32 MB"}, {"512K", 512 << 10, "512 KB"}, {"1000", 1000, "1000 bytes"}, {"1g", 1 << 30, "1 GB"},
		{"0", 0, ""}, {"-1", 0, ""}, {"x", 0, ""}, {"", 0, ""}, {"99999999999GB", 0, ""}, {"MB", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			var s Size
			if err := s.UnmarshalText([]byte(tt.in)); (err != nil) != (tt.want == 0) || s != tt.want {
				t.Errorf("got %d %v, want %d", s, err, tt.want)
			}
			if tt.want > 0 && s.String() != tt.back {
				t.Errorf("got %q, want %q", s, tt.back)
			}
		})
	}
}

// FuzzCut holds the promises: every article is UTF-8 text, every fault names the file, and nothing is lost in silence.
func FuzzCut(f *testing.F) {
	for _, s := range []string{text, `{"id":"a","text":"قال"}`, "[{\"text\":\"قال\"}]", "<html><p>قال", "{\n}", "{\"", "[{", "\xFF\xFE{\x00", "PK\x03\x04", "[", "{}\n{}", strings.Repeat("<div>", 2000)} {
		f.Add([]byte(s))
	}
	for name := range samples {
		f.Add(sample(f, name))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		o := Options{Max: 4096}
		n := 0
		for p := range Cut("f", bytes.NewReader(b), o) {
			n++
			a, err := p.Article(o)
			if err == nil && (!utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "") {
				t.Errorf("the text is %q", a.Text)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "f") {
				t.Errorf("the fault names no file: %v", err)
			}
		}
		if n == 0 {
			t.Errorf("nothing was said of %q", b)
		}
	})
}
