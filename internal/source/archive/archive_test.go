package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

const limit = 64 << 10

// record writes a WARC record.
func record(kind, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: https://paper.example/%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, len(block), len(block), contentType, len(block), block)
}

// response is an answer with a page.
func response(status, contentType, body string) string {
	return record("response", "application/http; msgtype=response", "HTTP/1.1 "+status+"\r\nContent-Type: "+contentType+"\r\n\r\n"+body)
}

func page(text string) string {
	return response("200 OK", "text/html; charset=windows-1256", "<p>"+text+"</p>")
}

func gz(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// told writes what came out of an archive, a word a record.
func told(r io.Reader, o Options) string {
	if o.Max == 0 {
		o.Max = limit
	}
	var out []string
	for rec, err := range Records(r, o) {
		var f *Fault
		switch {
		case errors.As(err, &f):
			out = append(out, "!"+f.What)
		case err != nil:
			out = append(out, "error "+err.Error())
		default:
			d, err := Parse(rec.Raw, o.Max)
			if err != nil {
				out = append(out, "!"+err.Error())
				continue
			}
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(string(d.Body), "<p>"), "</p>"))
		}
	}
	return strings.Join(out, "|")
}

func TestRecords(t *testing.T) {
	cut := page("خبر أول")
	tests := []struct {
		name    string
		records []string
		want    string
		packed  string // where it differs
	}{
		{"pages among others", []string{record("warcinfo", "application/warc-fields", "software: x\r\n"), page("خبر أول"), record("request", "application/http", "GET / HTTP/1.1\r\n\r\n"), page("خبر ثان")}, "خبر أول|خبر ثان", ""},
		{"a text", []string{record("conversion", "text/plain", "خبر أول")}, "خبر أول", ""},
		{"a picture, a redirection, a page that is not there", []string{response("200 OK", "image/png", "x"), response("301 Moved", "text/html", "x"), response("404 Not Found", "text/html", "x")}, "", ""},
		{"a page whose server says no type", []string{record("response", "application/http", "HTTP/1.0 200 OK\n\n<html>خبر")}, "<html>خبر", ""},
		{"chunks", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n")}, "abcde", ""},
		{"chunks that were taken off", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n<p>خبر</p>")}, "خبر", ""},
		{"packed content", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+gz("<p>خبر</p>"))}, "خبر", ""},
		{"packed content that was unpacked", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n<p>خبر</p>")}, "خبر", ""},
		{"content packed otherwise", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\x0b\x02")}, `!its content is packed as "br", which isnad does not unpack`, ""},
		{"content that unpacks to too much", []string{record("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+gz(strings.Repeat("a", limit+1))), page("خبر")}, "!this record has 65537 bytes, more than the limit of 65536|خبر", ""},
		{"a record over the limit", []string{page(strings.Repeat("a", limit)), page("خبر")}, "!this record has 65609 bytes, more than the limit of 65536|خبر", ""},
		{"a length too short", []string{strings.Replace(cut, "Content-Length: ", "Content-Length: 1\r\nX: ", 1), page("خبر ثان")}, "!this record is not as long as it says|خبر ثان", ""},
		{"a length too long", []string{strings.Replace(cut, "Content-Length: ", "Content-Length: 1", 1), page("خبر ثان"), page(strings.Repeat("خبر", 20)), page("خبر رابع")}, "!this record is not as long as it says|خبر ثان|" + strings.Repeat("خبر", 20) + "|خبر رابع", "!this record is cut off|خبر ثان|" + strings.Repeat("خبر", 20) + "|خبر رابع"},
		{"no length", []string{strings.Replace(cut, "Content-Length", "Length", 1), page("خبر ثان")}, "!this record's header cannot be read|خبر ثان", ""},
		{"something else between", []string{page("خبر أول"), "قال\n", page("خبر ثان")}, "خبر أول|!no record starts here|خبر ثان", ""},
		{"a line without end", []string{"WARC/1.0\r\nX: " + strings.Repeat("a", 3<<20) + "\r\n\r\n", page("خبر")}, "!this record's header cannot be read|خبر", ""},
		{"nothing", nil, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, packed := "", ""
			for _, r := range tt.records {
				all += r
				packed += gz(r)
			}
			if got := told(strings.NewReader(all), Options{}); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
			if tt.packed == "" {
				tt.packed = tt.want
			}
			if got := told(strings.NewReader(packed), Options{}); got != tt.packed {
				t.Errorf("packed\ngot  %s\nwant %s", got, tt.packed)
			}
			if got := told(strings.NewReader(gz(all)), Options{}); got != tt.want && tt.packed == tt.want {
				t.Errorf("packed as one\ngot  %s\nwant %s", got, tt.want)
			}
			if len(packed) < limit {
				if got := told(iotest.OneByteReader(strings.NewReader(packed)), Options{}); got != tt.packed {
					t.Errorf("packed, byte by byte\ngot  %s\nwant %s", got, tt.packed)
				}
			}
		})
	}
}

func TestABrokenMemberIsOneFault(t *testing.T) {
	members := []string{gz(page("خبر أول " + strings.Repeat("أبجد هوز ", 50))), gz(page("خبر ثان " + strings.Repeat("حطي كلمن ", 50))), gz(page("خبر ثالث"))}
	for at := range members[1] {
		broken := []byte(members[1])
		broken[at] ^= 0x55
		got := told(strings.NewReader(members[0]+string(broken)+members[2]), Options{})
		parts := strings.Split(got, "|")
		if len(parts) != 3 || !strings.HasPrefix(parts[0], "خبر أول") || parts[2] != "خبر ثالث" {
			t.Errorf("broken at %d: %s", at, got)
		}
		if !strings.HasPrefix(parts[1], "!") && at > 9 { // the gzip header has a time and a system, which nobody checks
			t.Errorf("broken at %d: no fault in %s", at, got)
		}
	}
}

func TestATruncatedArchiveKeepsItsWholeRecords(t *testing.T) {
	first, second := page("خبر أول"), page("خبر ثان")
	if got := told(strings.NewReader(first+second[:len(second)-20]), Options{}); got != "خبر أول|!this record is cut off" {
		t.Error(got)
	}
	p := gz(second)
	if got := told(strings.NewReader(gz(first)+p[:len(p)-20]), Options{}); got != "خبر أول|!this record is cut off" {
		t.Error(got)
	}
	if got := told(io.MultiReader(strings.NewReader(gz(first)+p[:20]), iotest.ErrReader(errors.New("the disk is gone"))), Options{}); got != "خبر أول|error the disk is gone" {
		t.Error(got)
	}
}

// TestResume begins at every offset that was given, and finds what followed.
func TestResume(t *testing.T) {
	plain, packed := "", ""
	for i := range 5 {
		r := page(fmt.Sprint("خبر ", i)) + record("request", "application/http", "GET / HTTP/1.1\r\n\r\n")
		plain += r
		packed += gz(page(fmt.Sprint("خبر ", i))) + gz(record("request", "application/http", "GET / HTTP/1.1\r\n\r\n"))
	}
	const all = "خبر 0|خبر 1|خبر 2|خبر 3|خبر 4"
	for _, archive := range []string{plain, packed} {
		i := 0
		for rec, err := range Records(strings.NewReader(archive), Options{Max: limit}) {
			if err != nil {
				t.Fatal(err)
			}
			rest := strings.Split(all, "|")
			if got := told(strings.NewReader(archive[rec.Offset:]), Options{From: rec.Offset}); got != strings.Join(rest[i:], "|") {
				t.Errorf("from %d: %s", rec.Offset, got)
			}
			if got := told(strings.NewReader(archive[rec.Next:]), Options{From: rec.Next}); got != strings.Join(rest[i+1:], "|") {
				t.Errorf("after %d: %s", rec.Next, got)
			}
			i++
		}
		if i != 5 {
			t.Errorf("%d records", i)
		}
	}
}

// zeros is an endless member.
type zeros struct{ left int }

func (z *zeros) Read(b []byte) (int, error) {
	if z.left <= 0 {
		return 0, io.EOF
	}
	n := min(len(b), z.left)
	clear(b[:n])
	z.left -= n
	return n, nil
}

func TestABombIsOneFault(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300000000\r\n\r\n")
	io.Copy(z, &zeros{300_000_000})
	z.Close()
	bomb := b.String()
	if got := told(strings.NewReader(bomb+gz(page("خبر"))), Options{}); got != "!this record has 300000000 bytes, more than the limit of 65536|خبر" {
		t.Error(got)
	}
	r, err := Unpack(strings.NewReader(bomb))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, r); !errors.Is(err, ErrBomb) || n > 2*bombFloor {
		t.Errorf("%d bytes, %v", n, err)
	}
}

func TestAFileBrokenEverywhereIsReadInBoundedTime(t *testing.T) {
	for _, s := range []string{"WARC/1.0\n", "WARC/1.0\nContent-Length: 60000\n\n", "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03", gz("WARC/1.0\r\n")[:20]} {
		n := 0
		for range Records(strings.NewReader(strings.Repeat(s, (4<<20)/len(s))), Options{Max: limit}) {
			n++
		}
		if n == 0 {
			t.Errorf("nothing was said of %q", s)
		}
	}
}

// FuzzRecords holds the promises: no panic, offsets that rise, what was cut is read again from its offset.
func FuzzRecords(f *testing.F) {
	f.Add([]byte(page("خبر أول") + page("خبر ثان")))
	f.Add([]byte(gz(page("خبر أول")) + gz(page("خبر ثان"))))
	f.Add([]byte("WARC/1.0\nContent-Length: 5\n\nabc"))
	f.Add([]byte(record("response", "application/http", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Encoding: gzip\nContent-Type: text/html\n\n2\nab")))
	f.Fuzz(func(t *testing.T, b []byte) {
		IsPacked(b)
		last := int64(-1)
		for rec, err := range Records(bytes.NewReader(b), Options{Max: 4096}) {
			if err != nil {
				continue
			}
			if rec.Offset < last || rec.Next < rec.Offset || rec.Next > int64(len(b)) {
				t.Fatalf("offset %d after %d, next %d of %d", rec.Offset, last, rec.Next, len(b))
			}
			last = rec.Offset
			Parse(rec.Raw, 4096)
			for again, err := range Records(bytes.NewReader(b[rec.Offset:]), Options{From: rec.Offset, Max: 4096}) {
				if err == nil && again.Offset == rec.Offset {
					break
				}
				t.Fatalf("from %d: %v %v", rec.Offset, again.Offset, err)
			}
		}
	})
}
