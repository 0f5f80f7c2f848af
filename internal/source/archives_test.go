package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// samples are files of our own making, and what comes out of each.
var samples = map[string][]string{
	"crawl.warc": {
		"https://www.paper.example/1 صحيفة المثال 2025-01-14T11:00:00+02:00 محادثات المياه تستأنف الأحد المقبل",
		"https://www.paper.example/2 صحيفة المثال 2025-01-14T11:00:00+02:00 الوزير ينفي تأجيل المحادثات مجددا",
		"https://www.paper.example/3 صحيفة المثال 2025-01-14T11:00:00+02:00 الوفد يصل إلى العاصمة غدا صباحا",
		"crawl.warc, record at byte 3874 (https://www.paper.example/en): it is not in Arabic (Latin letters), and no other language has a pack yet; leave it out",
	},
	"crawl.warc.gz": {
		"https://www.paper.example/1 صحيفة المثال 2025-01-14T11:00:00+02:00 محادثات المياه تستأنف الأحد المقبل",
		"https://www.paper.example/2 صحيفة المثال 2025-01-14T11:00:00+02:00 الوزير ينفي تأجيل المحادثات مجددا",
		"crawl.warc.gz, record at byte 1912: this record's checksum is wrong; the archive is damaged here: get it again if the page is needed",
		"https://www.paper.example/3 صحيفة المثال 2025-01-14T11:00:00+02:00 الوفد يصل إلى العاصمة غدا صباحا",
		"crawl.warc.gz, record at byte 3236 (https://www.paper.example/en): it is not in Arabic (Latin letters), and no other language has a pack yet; leave it out",
	},
	"crawl.wet": {"https://www.paper.example/1 paper.example  محادثات المياه تستأنف الأحد"},
	"result.json": {
		"https://t.me/c/1234/2 وكالة المثال 2025-01-14T11:00:00+02:00 قال وزير الري سامي الحداد إن المحادثات بشأن مياه النهر ستستأنف في العاصمة الأحد المقبل.",
		"https://t.me/c/1234/3 وكالة المثال 2025-01-14T12:00:00+02:00 عاجل | ونفى متحدث باسم الوزارة أن تكون المحادثات قد تأجلت، وقال إن الجدول لم يتغير.",
		"result.json:61: it is not in Arabic (Latin letters), and no other language has a pack yet; leave it out",
	},
	"item.ninjs.json": {"https://agency.example/items/1 وكالة المثال 2025-01-14T11:00:00+02:00 محادثات المياه تستأنف الأحد"},
	"delivery.xml": {
		" وكالة المثال 2025-01-14T11:00:00+02:00 محادثات المياه تستأنف الأحد",
		"delivery.xml:8: this item is a picture, not a text; leave it out",
		" وكالة المثال 2025-01-14T11:00:00+02:00 الوزارة تنفي",
	},
	"service.eml": {" وكالة المثال 2025-01-14T11:00:00+02:00 محادثات المياه تستأنف الأحد"},
}

// brief is what came out of a piece, in a line.
func brief(p Piece, o Options) (string, Article) {
	a, err := p.Article(o)
	if err != nil {
		return err.Error(), a
	}
	first, _, _ := strings.Cut(a.Text, "\n")
	return fmt.Sprintf("%s %s %s %s", a.URL, a.Outlet, a.Published, first), a
}

func briefs(name string, b []byte, o Options) []string {
	var out []string
	for p := range Cut(name, bytes.NewReader(b), o) {
		line, _ := brief(p, o)
		out = append(out, line)
	}
	return out
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pack(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return out.Bytes()
}

func TestSamples(t *testing.T) {
	for name, want := range samples {
		t.Run(name, func(t *testing.T) {
			b := sample(t, name)
			if got := briefs(name, b, Options{}); !slices.Equal(got, want) {
				t.Errorf("\ngot  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
			if strings.HasSuffix(name, ".gz") || name == "crawl.warc" {
				return // a packed archive has offsets of its own
			}
			if got := briefs(name, pack(t, b), Options{}); !slices.Equal(got, want) {
				t.Errorf("packed\ngot  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		})
	}
}

// TestRawIsReadAgain reads every article from the bytes that are kept of it, and finds it the same.
func TestRawIsReadAgain(t *testing.T) {
	for name := range samples {
		for p := range Cut(name, bytes.NewReader(sample(t, name)), Options{}) {
			a, err := p.Article(Options{})
			if err != nil {
				continue
			}
			n := 0
			for p := range Cut(name, bytes.NewReader(a.Raw()), Options{}) {
				again, err := p.Article(Options{})
				a.raw, again.raw = nil, nil
				if err != nil || fmt.Sprint(a) != fmt.Sprint(again) {
					t.Errorf("%s: %v\ngot  %+v\nwant %+v", name, err, again, a)
				}
				n++
			}
			if n != 1 {
				t.Errorf("%s: %d articles from one", name, n)
			}
		}
	}
}

// TestFromResumes begins at the offset of each piece and after it, of each kind, packed and not.
func TestFromResumes(t *testing.T) {
	lines := strings.Repeat(`{"text":"قال الوزير"}`+"\n\n", 3)
	files := map[string][]byte{"lines.jsonl": []byte(lines), "array.json": []byte("[\n" + strings.ReplaceAll(lines, "}\n", "},\n") + "]"), "plain.txt": []byte(text),
		"lines.jsonl.gz": pack(t, []byte(lines)), "delivery.xml.gz": pack(t, sample(t, "delivery.xml"))}
	for name := range samples {
		files[name] = sample(t, name)
	}
	for name, b := range files {
		t.Run(name, func(t *testing.T) {
			all := briefs(name, b, Options{})
			i := 0
			for p := range Cut(name, bytes.NewReader(b), Options{}) {
				for at, want := range map[int64][]string{p.Offset: all[i:], p.Next: all[i+1:]} {
					o := Options{From: func(string) int64 { return at }}
					if p.fault != nil && at == p.Next {
						continue // a fault has no end
					}
					if at > 0 && !slices.Equal(briefs(name, b, o), want) {
						t.Errorf("from %d: got %q, want %q", at, briefs(name, b, o), want)
					}
					var got []string
					for p := range Cut(name, io.MultiReader(bytes.NewReader(b)), o) { // a pipe
						line, _ := brief(p, o)
						got = append(got, line)
					}
					if at > 0 && !slices.Equal(got, want) {
						t.Errorf("from %d of a pipe: got %q, want %q", at, got, want)
					}
				}
				i++
			}
		})
	}
}

// TestFilesBeginWhereTheyAreTold passes over the front of a file without reading it, and still counts it.
func TestFilesBeginWhereTheyAreTold(t *testing.T) {
	name := filepath.Join("testdata", "crawl.warc.gz")
	var offsets []int64
	for p := range Files([]string{name}, nil, Options{}, nil) {
		offsets = append(offsets, p.Offset)
	}
	counted := 0
	o := Options{From: func(file string) int64 {
		if file != name {
			t.Errorf("asked for %s", file)
		}
		return offsets[3]
	}}
	var got []int64
	for p := range Files([]string{name}, nil, o, func(n int) { counted += n }) {
		got = append(got, p.Offset)
	}
	if !slices.Equal(got, offsets[3:]) || counted != len(sample(t, "crawl.warc.gz")) {
		t.Errorf("got %d of %d, %d bytes counted", got, offsets, counted)
	}
}

func TestArticlesSayAllThatTheirSourceSays(t *testing.T) {
	tests := []struct{ file, want string }{
		{"result.json", "1234/3|2025-01-14T12:10:00+02:00|||وكالة أخرى|application/json"},
		{"delivery.xml", "urn:newsml:agency.example:3||رامي يوسف|سياسة|وكالة أخرى|application/vnd.iptc.g2.newsitem+xml"},
		{"item.ninjs.json", "https://agency.example/items/1||رامي يوسف|سياسة||application/json"},
		{"service.eml", "20250114.1@agency.example|||||message/rfc822"},
		{"crawl.warc", "urn:uuid:00000000-0000-4000-8000-000000000006|||||application/warc"},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			last := ""
			for p := range Cut(tt.file, bytes.NewReader(sample(t, tt.file)), Options{}) {
				if a, err := p.Article(Options{}); err == nil {
					last = strings.Join([]string{a.ID, a.Updated, a.Author, a.Section, a.Source, a.MediaType}, "|")
				}
			}
			if last != tt.want {
				t.Errorf("got  %s\nwant %s", last, tt.want)
			}
		})
	}
}

func TestArchivesThatHoldNothing(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"an archive of a picture", "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\nx\r\n\r\n", "f.txt: this archive holds no page; give one with the answers of servers (WARC) or their texts (WET)"},
		{"a channel without posts", `{"name":"x","type":"public_channel","id":1,"messages":[]}`, "f.txt: this export of Telegram holds no post with a text; export the channel again, with its messages"},
		{"an export that is cut off", `{"name":"x","type":"public_channel","id":1,"messages":[{"id":1,"text":"قال"},{"id":`, "1 1/1 \"قال\"\nf.txt:1: its JSON object has no end; the file seems cut off: get it again"},
		{"an export that breaks", `{"name":"x","type":"public_channel","id":1,"messages":[{"id":1,"text":"قال"},x]}`, "1 1/1 \"قال\"\nf.txt:1: its JSON breaks here; export the channel again; what follows was not read"},
		{"a delivery without items", `<newsMessage xmlns="http://iptc.org/std/nar/2006-10/"/>`, "f.txt: this NewsML-G2 holds no news item; give a newsItem, or a newsMessage with some"},
		{"a delivery that is cut off", `<newsMessage><newsItem guid="1">`, "f.txt:1: its XML breaks (an item has no end); get the delivery again; what follows was not read"},
		{"a message of a picture", "From: a\nTo: b\nSubject: x\nContent-Type: image/png\n\nx", "f.txt: this message has no text; save the attachment and give that, if the article is in it"},
		{"an item of ninjs without a text", `{"uri":"x","headline":"قال"}`, "f.txt:1: this item has no text; leave it out"},
		{"gzip in gzip", string(pack(t, pack(t, []byte(text)))), "f.txt: it cannot be read: it is a gzip file inside a gzip file; check the file"},
		{"gzip that breaks off", string(pack(t, []byte(text))[:30]), "f.txt: it cannot be read: unexpected EOF; check the file"},
		{"no gzip", "\x1F\x8Bقال", "f.txt: it cannot be read: unexpected EOF; check the file"},
		{"packed nothing", string(pack(t, nil)), "f.txt: it is empty; give the article as text, HTML or JSON"},
		{"a packed picture", string(pack(t, []byte("\x89PNG\r\n"))), "f.txt: it is a PNG picture, so it is not text; give the article as text, HTML or JSON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in, Options{}); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestABombIsAFault unpacks a line of 300 MB, of which nothing is held.
func TestABombIsAFault(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, `{"text":"`)
	io.Copy(z, io.LimitReader(&endless{read: -300 << 20}, 300<<20))
	z.Close()
	const want = "f.txt:1: it cannot be read: it unpacks to more than a hundredfold, which no text does; check the file"
	if got := told(b.String(), Options{Max: 1 << 20}); got != want {
		t.Errorf("got %.500s", got)
	}
}
