package syndication

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"isnad.dev/isnad/internal/source/feed"
)

func sample() Feed {
	return Feed{
		ID: TagOf("example.org:8080", "search?q=المياه"), Title: "تصريحات عن «المياه» & غيرها", About: "من قال ماذا", Link: "https://example.org/search?q=%D9%85&lang=ar", Self: "https://example.org/search.atom", Lang: "ar", Via: "نقلا عن",
		Entries: []Entry{
			{
				ID: TagID("example.org:8080", "statement", 7), Title: "ليلى القاسم: المحادثات <ستبدأ> غدا & لن تؤجل", Link: "https://example.org/statement/7", Author: "ليلى القاسم", Text: "المحادثات <ستبدأ> غدا،\n\"ولن\" تؤجل\x00\x0b", Quoted: true, Lang: "ar",
				Published: Moment("2025-03-09"), Updated: Moment("2025-03-10T08:00:00+03:00"), Outlets: []Outlet{{"الصباح", "https://sabah.example/1?a=1&b=2"}, {"Gulf Wire", "https://wire.example/2"}, {"الميدان", "javascript:alert(1)"}}, Tags: []string{"إخبار"},
			},
			{ID: TagID("example.org", "statement", 8), Title: "Gulf Wire: المحادثات بدأت", Link: "https://example.org/statement/8", Text: "بدأت", Published: Moment("2025-03-08")},
			{ID: TagID("example.org", "statement", 9), Title: "Layla al-Qasim: talks begin", Link: "https://example.org/statement/9", Author: "Layla al-Qasim", Text: "talks begin", Lang: "en"},
		},
	}
}

func written(t *testing.T, f Format, feed Feed) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, feed); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFeedsAreWrittenAsBefore(t *testing.T) {
	for _, f := range Formats {
		golden(t, "feed."+f.Name, written(t, f, sample()))
	}
}

// TestFeedReaderReadsEveryFormat reads them as a feed reader does.
func TestFeedReaderReadsEveryFormat(t *testing.T) {
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			got, err := gofeed.NewParser().Parse(bytes.NewReader(written(t, f, sample())))
			if err != nil {
				t.Fatal(err)
			}
			if got.Title != sample().Title || got.Link != sample().Link || got.FeedLink != sample().Self || got.Language != "ar" || len(got.Items) != 3 {
				t.Errorf("got %q %q %q %q, %d items", got.Title, got.Link, got.FeedLink, got.Language, len(got.Items))
			}
			first := got.Items[0]
			if first.GUID != "tag:example.org,2025:statement/7" || first.Title != sample().Entries[0].Title || first.Link != "https://example.org/statement/7" || first.Authors[0].Name != "ليلى القاسم" || first.Categories[0] != "إخبار" {
				t.Errorf("got %+v", first)
			}
			if !first.PublishedParsed.Equal(time.Date(2025, 3, 9, 0, 0, 0, 0, time.UTC)) {
				t.Errorf("published %v", first.PublishedParsed)
			}
			body := first.Content + first.Description
			for _, want := range []string{`<blockquote lang="ar" dir="rtl">المحادثات &lt;ستبدأ&gt; غدا،</blockquote>`, `<a href="https://sabah.example/1?a=1&amp;b=2"><bdi>الصباح</bdi></a>`, "<bdi>الميدان</bdi>"} {
				if !strings.Contains(body, want) {
					t.Errorf("%q is not in %q", want, body)
				}
			}
			if strings.Contains(body, "javascript") {
				t.Errorf("an address that runs is in %q", body)
			}
		})
	}
}

// TestOurOwnReaderReadsThem holds them to the parser that isnad follows outlets with.
func TestOurOwnReaderReadsThem(t *testing.T) {
	for _, f := range Formats {
		got, err := feed.Parse(bytes.NewReader(written(t, f, sample())), feed.Options{})
		if err != nil || len(got.Items) != 3 || got.Items[0].URL != "https://example.org/statement/7" || got.Items[0].Title != sample().Entries[0].Title {
			t.Errorf("%s: %+v %v", f.Name, got, err)
		}
	}
}

func TestTitlesBeginInTheirDirection(t *testing.T) {
	tests := []struct{ title, lang, want string }{
		{"ليلى: غدا", "ar", "ليلى: غدا"},
		{"BBC: غدا", "ar", "\u200FBBC: غدا"},
		{"«2025» BBC", "ar", "\u200F«2025» BBC"},
		{"ليلى: tomorrow", "en", "\u200Eليلى: tomorrow"},
		{"2025", "ar", "2025"},
	}
	for _, tt := range tests {
		if got := directed(tt.title, tt.lang); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestTagIDs(t *testing.T) {
	tests := []struct{ host, what, want string }{
		{"example.org:8080", "statement/7", "tag:example.org,2025:statement/7"},
		{"example.org", "search?q=مياه&kind=statement", "tag:example.org,2025:search?q=%D9%85%D9%8A%D8%A7%D9%87&kind=statement"},
		{"127.0.0.1:8417", "a b<c>\"%", "tag:127.0.0.1,2025:a%20b%3Cc%3E%22%25"},
	}
	for _, tt := range tests {
		if got := TagOf(tt.host, tt.what); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestEmptyFeedIsAFeed(t *testing.T) {
	for _, f := range Formats {
		got, err := gofeed.NewParser().Parse(bytes.NewReader(written(t, f, Feed{ID: "tag:x,2025:y", Title: "لا شيء"})))
		if err != nil || got.Title != "لا شيء" || len(got.Items) != 0 {
			t.Errorf("%s: %+v %v", f.Name, got, err)
		}
	}
	if _, err := FormatNamed("opml"); err == nil || err.Error() != `feed "opml": it is none of atom, rss, json` {
		t.Errorf("got %v", err)
	}
}

func FuzzFeedsStayWellFormed(f *testing.F) {
	f.Add("ليلى: غدا", "]]>\x00\x1b\uFFFE", "https://x/\"><script>", "ar")
	f.Add("\xff\xfe", "</blockquote>", "tag:\x07", "en\"")
	f.Fuzz(func(t *testing.T, title, text, link, lang string) {
		feed := Feed{ID: link, Title: title, Link: link, Lang: lang, Via: text, Entries: []Entry{{ID: link, Title: title, Text: text, Link: link, Lang: lang, Author: title, Outlets: []Outlet{{title, link}}, Tags: []string{text}}}}
		for _, format := range []Format{Atom, RSS} {
			d := xml.NewDecoder(bytes.NewReader(written(t, format, feed)))
			for {
				_, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if !json.Valid(written(t, JSON, feed)) {
			t.Error("it is no JSON")
		}
		if e := feed.Entries[0].clean(lang); strings.Contains(e.html(text), "<script") {
			t.Error("a script in the words")
		}
	})
}
