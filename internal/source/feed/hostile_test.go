package feed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// repeated gives a head, then a part n times with its number, then a tail, without holding them.
type repeated struct {
	head, tail string
	part       func(i int) string
	n, i       int
	left       string
}

func (r *repeated) Read(p []byte) (int, error) {
	for r.left == "" {
		switch {
		case r.head != "":
			r.left, r.head = r.head, ""
		case r.i < r.n:
			r.left = r.part(r.i)
			r.i++
		case r.tail != "":
			r.left, r.tail = r.tail, ""
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// held is how much more memory the program holds after f than before, in MB; what f needed for a while is in it.
func held(f func()) int {
	debug.FreeOSMemory()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return (int(after.HeapSys-after.HeapReleased) - int(before.HeapSys-before.HeapReleased)) >> 20
}

func manyItems(n int) io.Reader {
	return &repeated{head: opening20, tail: closing20, n: n, part: func(i int) string {
		return fmt.Sprintf("<item><title>خبر رقم %d</title><link>https://nile.example/%d</link><pubDate>Sun, 12 Apr 2020 10:30:00 GMT</pubDate><description>%s</description></item>", i, i, strings.Repeat("قال الوزير إن اللقاء كان مفيدا. ", 8))
	}}
}

func manyObjects(n int) io.Reader {
	return &repeated{head: `{"title":"x","items":[{"id":"0"}`, tail: "]}", n: n, part: func(i int) string {
		return fmt.Sprintf(`,{"id":"%d","title":"خبر رقم %d"}`, i, i)
	}}
}

func same(s string) func(int) string { return func(int) string { return s } }

// TestParseHostileFeeds reads feeds made to exhaust memory or time. All are given from readers that hold nothing.
func TestParseHostileFeeds(t *testing.T) {
	kilobyte := strings.Repeat("x", 1<<10)
	bomb := `<!DOCTYPE rss [<!ENTITY a "خبر"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>`
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.Copy(z, io.MultiReader(strings.NewReader(opening20+first20+"<item><title>"), &repeated{n: 80 << 10, part: same(kilobyte)})); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		in    io.Reader
		items int
		note  string
	}{
		{"100,000 items", manyItems(100_000), 10_000, "it has more than 10000 items, and what follows was left out"},
		{"100,000 objects", manyObjects(100_000), 10_000, "it has more than 10000 items, and what follows was left out"},
		{"100,000 sitemaps", &repeated{head: "<sitemapindex>", n: 100_000, part: same("<sitemap><loc>https://nile.example/x</loc></sitemap>")}, 0, "it has more than 10000 items, and what follows was left out"},
		{"an entity bomb", strings.NewReader(bomb + "<rss><channel><item><title>&c;&d;</title></item></channel></rss>"), 1, "it defines entities of its own, which were not expanded"},
		{"a line of 1 GB", &repeated{head: opening20 + first20 + "<item><title>", n: 1 << 20, part: same(kilobyte)}, 1, "it is larger than 64 MB, and only what came before that was read: 1 item"},
		{"data of 1 GB", &repeated{head: opening20 + first20 + "<item><title><![CDATA[", n: 1 << 20, part: same(kilobyte)}, 1, "it is larger than 64 MB, and only what came before that was read: 1 item"},
		{"a tag of 1 GB", &repeated{head: opening20 + first20 + "<item a='", n: 1 << 20, part: same(kilobyte)}, 1, "it is larger than 64 MB, and only what came before that was read: 1 item"},
		{"attributes without end", &repeated{head: opening20 + first20 + "<item ", n: 1 << 20, part: func(i int) string { return fmt.Sprintf("xmlns:a%d='http://www.w3.org/2005/Atom' ", i) }}, 1, "it breaks off after 1 whole item"},
		{"a JSON string of 1 GB", &repeated{head: `{"items":[{"title":"خبر"},{"id":"`, n: 1 << 20, part: same(kilobyte)}, 1, "reading stopped after 1 whole item: a value of the JSON is too long"},
		{"a field of 5 MB among others", io.MultiReader(strings.NewReader(opening20+"<item><title>خبر</title><description>"), &repeated{n: 5 << 10, part: same(kilobyte)}, strings.NewReader("</description></item>"+first20+closing20)), 2, "1 field was left out, being larger than 2 MB"},
		{"tags without end", &repeated{head: opening20 + first20, n: 1 << 20, part: same("<deep>")}, 1, "it breaks off after 1 whole item"},
		{"tags without end in a field", &repeated{head: opening20 + first20 + "<item><description>", n: 1 << 20, part: same("<b>")}, 1, "it breaks off after 1 whole item"},
		{"deep JSON", &repeated{head: `{"items":[{"title":"خبر"},{"x":`, n: 4 << 20, part: same("[")}, 1, "exceeded max depth"},
		{"categories without end", &repeated{head: opening20 + "<item><title>خبر</title>", n: 1 << 17, part: same("<category>سياسة</category>"), tail: "</item>" + closing20}, 1, ""},
		{"80 MB in a small file", &packed, 1, "it is larger than 64 MB, and only what came before that was read: 1 item"},
		{"control characters", &repeated{head: opening20 + first20, n: 32 << 10, part: same(strings.Repeat("\x01", 1<<10)), tail: closing20}, 1, "33554432 control characters were taken out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var f Feed
			var err error
			start := time.Now()
			mb := held(func() { f, err = Parse(tt.in, Options{}) })
			t.Logf("%d items, %d MB, %s", len(f.Items), mb, time.Since(start).Round(time.Millisecond))
			notes := strings.Join(f.Notes, "\n")
			if err != nil || len(f.Items) != tt.items || !strings.Contains(notes, tt.note) {
				t.Errorf("%v, %d items, %q; want %d items and %q", err, len(f.Items), notes, tt.items, tt.note)
			}
			if mb > 96 {
				t.Errorf("%d MB were held", mb)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, bench := range []struct {
		name string
		in   func(n int) io.Reader
	}{{"RSS", manyItems}, {"JSON", manyObjects}} {
		b.Run(bench.name, func(b *testing.B) {
			whole, err := io.ReadAll(bench.in(1000))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(whole)))
			b.ReportAllocs()
			for b.Loop() {
				if f, err := Parse(bytes.NewReader(whole), baghdad); err != nil || len(f.Items) < 1000 {
					b.Fatal(err, len(f.Items))
				}
			}
		})
	}
}

func BenchmarkParseTime(b *testing.B) {
	for _, s := range []string{"Sun, 12 Apr 2020 10:30:00 +0300", "2020-04-12T10:30:00Z", "الأحد ١٢ نيسان/أبريل ٢٠٢٠ - ١٠:٣٠ م"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseTime(s, baghdad)
			}
		})
	}
}
