package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var baghdad = Options{Location: time.FixedZone("", 3*hour), DayFirst: true}

// shown writes a feed, a line for itself, for each item and for each note; empty fields are left out.
func shown(f Feed, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var b strings.Builder
	say := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s=%s", name, value)
		}
	}
	b.WriteString("feed")
	say("title", f.Title)
	say("url", f.URL)
	say("lang", f.Lang)
	for _, it := range f.Items {
		b.WriteString("\nitem")
		if it.ID != it.URL {
			say("id", it.ID)
		}
		say("url", it.URL)
		say("title", it.Title)
		say("summary", it.Summary)
		say("content", it.Content)
		say("author", it.Author)
		if !it.Published.IsZero() {
			say("at", it.Published.Format(time.RFC3339))
		}
		say("day", it.Day)
		say("lang", it.Lang)
		say("in", strings.Join(it.Categories, "|"))
	}
	for _, s := range f.Sitemaps {
		b.WriteString("\nsitemap " + s)
	}
	for _, n := range f.Notes {
		b.WriteString("\nnote " + n)
	}
	return b.String()
}

const (
	opening20  = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>النيل اليوم</title><link>https://nile.example/</link>`
	closing20  = `</channel></rss>`
	first20    = `<item><title>الوزير يلتقي الوفد</title><link>https://nile.example/1</link></item>`
	second20   = `<item><title>استئناف المحادثات</title><link>https://nile.example/2</link></item>`
	shownFeed  = "feed title=النيل اليوم url=https://nile.example/"
	shownFirst = "\nitem url=https://nile.example/1 title=الوزير يلتقي الوفد"
	shownNext  = "\nitem url=https://nile.example/2 title=استئناف المحادثات"
)

// one is a feed of one item with this inside.
func one(inside string) string {
	return opening20 + "<item><link>https://nile.example/1</link>" + inside + "</item>" + closing20
}

// oneShown is how that is shown.
func oneShown(rest string) string { return shownFeed + "\nitem url=https://nile.example/1" + rest }

func TestParseKindsOfFeeds(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"RSS 2.0", `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>النيل اليوم</title><atom:link href="https://nile.example/rss" rel="self"/><link>https://nile.example/</link><language>ar</language>
<image><title>شعار</title><url>https://nile.example/logo.png</url><link>https://nile.example/logo</link></image>
<item><title>الوزير يلتقي الوفد</title><link>https://nile.example/1</link><guid isPermaLink="false">n-1</guid><pubDate>Sun, 12 Apr 2020 10:30:00 +0300</pubDate>
<description><![CDATA[<p>قال الوزير إن <b>اللقاء</b> مفيد.</p>]]></description><content:encoded><![CDATA[<p>قال الوزير &amp; الوفد</p>]]></content:encoded>
<dc:creator>سمير حداد</dc:creator><category>سياسة</category><category><![CDATA[مياه]]></category><category>سياسة</category></item></channel></rss>`,
			"feed title=النيل اليوم url=https://nile.example/ lang=ar\nitem id=n-1 url=https://nile.example/1 title=الوزير يلتقي الوفد summary=قال الوزير إن اللقاء مفيد. content=<p>قال الوزير &amp; الوفد</p> author=سمير حداد at=2020-04-12T10:30:00+03:00 in=سياسة|مياه"},
		{"RSS 0.91", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>النيل</title><link>https://nile.example/</link><language>ar</language>` + first20 + closing20,
			"feed title=النيل url=https://nile.example/ lang=ar" + shownFirst},
		{"RSS 1.0", `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://nile.example/rdf"><title>النيل</title><link>https://nile.example/</link><dc:language>ar</dc:language><items><rdf:Seq><rdf:li rdf:resource="https://nile.example/1"/></rdf:Seq></items></channel>
<image rdf:about="x"><title>شعار</title></image><item rdf:about="https://nile.example/1"><title>الوزير يلتقي الوفد</title><dc:date>2020-04-12T10:30:00+03:00</dc:date></item></rdf:RDF>`,
			"feed title=النيل url=https://nile.example/ lang=ar" + shownFirst + " at=2020-04-12T10:30:00+03:00"},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>النيل</title><link rel="self" href="https://nile.example/atom"/><link href="https://nile.example/"/><author><name>التحرير</name></author><updated>2020-04-13T00:00:00Z</updated>
<entry xml:lang="ar-EG"><id>tag:nile.example,2020:1</id><title type="html">الوزير &lt;b&gt;يلتقي&lt;/b&gt; الوفد</title><link rel="enclosure" href="https://nile.example/1.mp3"/><link rel="alternate" href="https://nile.example/1"/><published>2020-04-12T10:30:00+03:00</published><updated>2020-04-13T10:30:00+03:00</updated>
<author><name>سمير حداد</name><email>s@nile.example</email></author><author><name>ليلى نصار</name></author><category term="politics" label="سياسة"/><source><title>غيره</title><id>x</id></source>
<summary>خلاصة</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>قال &lt; الوزير<br/>أمس</p></div></content></entry></feed>`,
			"feed title=النيل url=https://nile.example/ lang=ar" + "\nitem id=tag:nile.example,2020:1 url=https://nile.example/1 title=الوزير يلتقي الوفد summary=خلاصة content=<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>قال &lt; الوزير<br/>أمس</p></div> author=سمير حداد، ليلى نصار at=2020-04-12T10:30:00+03:00 lang=ar-EG in=سياسة"},
		{"Atom with a prefix and only updated", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>النيل</a:title><a:entry><a:title>خبر</a:title><a:link href="https://nile.example/1"/><a:updated>2020-04-12T10:30:00Z</a:updated></a:entry></a:feed>`,
			"feed title=النيل\nitem url=https://nile.example/1 title=خبر at=2020-04-12T13:30:00+03:00"},
		{"prefixes of its own", `<rss xmlns:a10="http://www.w3.org/2005/Atom" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>النيل</title><item><title>خبر</title><a10:link rel="alternate" href="https://nile.example/1"/><a10:updated>2020-04-12T10:30:00Z</a10:updated><c:encoded>&lt;p&gt;نص&lt;/p&gt;</c:encoded></item></channel></rss>`,
			"feed title=النيل\nitem url=https://nile.example/1 title=خبر content=<p>نص</p> at=2020-04-12T13:30:00+03:00"},
		{"JSON Feed 1.1", `{"version":"https://jsonfeed.org/version/1.1","title":"النيل","home_page_url":"https://nile.example/","language":"ar","items":[{"id":1,"url":"https://nile.example/1","title":"خبر","content_text":"سطر\n\nآخر <","date_published":"2020-04-12T10:30:00+03:00","authors":[{"name":"سمير حداد"}],"tags":["سياسة",7,null]},{"id":"2","url":"/2","summary":"خلاصة","author":{"name":"ليلى"}}]}`,
			"feed title=النيل url=https://nile.example/ lang=ar\nitem id=1 url=https://nile.example/1 title=خبر content=<p>سطر</p><p>آخر &lt;</p> author=سمير حداد at=2020-04-12T10:30:00+03:00 in=سياسة|7\nitem id=2 url=https://nile.example/2 summary=خلاصة author=ليلى"},
		{"JSON Feed with its items first and what nobody knows", `{"items":[{"id":"a","title":"خبر","attachments":[{"url":"x"}],"x":{}}, "no item"],"hubs":[{}],"title":"النيل"}`,
			"feed title=النيل\nitem id=a title=خبر"},
		{"news sitemap", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://nile.example/1</loc><lastmod>2024-01-01</lastmod><n:news><n:publication><n:name>النيل</n:name><n:language>ar</n:language></n:publication><n:publication_date>2020-04-12T10:30:00+03:00</n:publication_date><n:title>خبر</n:title><n:keywords>سياسة، مياه, نهر</n:keywords></n:news></url><url><loc>https://nile.example/2</loc><lastmod>2024-01-01</lastmod></url></urlset>`,
			"feed\nitem url=https://nile.example/1 title=خبر at=2020-04-12T10:30:00+03:00 lang=ar in=سياسة|مياه|نهر\nitem url=https://nile.example/2"},
		{"sitemap index", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://nile.example/a.xml</loc><lastmod>2024-01-01</lastmod></sitemap><sitemap><loc> https://nile.example/b.xml?x=1&amp;y=2 </loc></sitemap></sitemapindex>`,
			"feed\nsitemap https://nile.example/a.xml\nsitemap https://nile.example/b.xml?x=1&y=2"},
		{"no item yet", opening20 + closing20, shownFeed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(Parse(strings.NewReader(tt.in), baghdad)); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
			if got := shown(Parse(iotest.OneByteReader(strings.NewReader(tt.in)), baghdad)); got != tt.want {
				t.Errorf("byte by byte\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func packed(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParseEncodings(t *testing.T) {
	whole := opening20 + first20 + second20 + closing20
	want := shownFeed + shownFirst + shownNext
	declare := func(name string) string { return strings.Replace(whole, "utf-8", name, 1) }
	undeclared := strings.Replace(whole, `<?xml version="1.0" encoding="utf-8"?>`, "", 1)
	narrow := func(s string) string { return encoded(t, charmap.Windows1256, s) }
	late := strings.Replace(undeclared, "<channel>", "<channel>"+strings.Repeat("<x>English only</x>", 8000), 1)
	tests := []struct {
		name, in string
		o        Options
		want     string
	}{
		{"windows-1256 declared over UTF-8", declare("windows-1256"), Options{}, want + "\nnote it declares windows-1256 and is utf-8"},
		{"UTF-8 declared over windows-1256", narrow(whole), Options{}, want + "\nnote it declares utf-8 and is windows-1256"},
		{"windows-1256 as declared", narrow(declare("windows-1256")), Options{}, want},
		{"UTF-8 without a declaration", undeclared, Options{}, want},
		{"windows-1256 without a declaration", narrow(undeclared), Options{}, want},
		{"windows-1256 far behind", narrow(late), Options{}, want},
		{"UTF-8 far behind", late, Options{}, want},
		{"iso-8859-6", encoded(t, charmap.ISO8859_6, declare("iso-8859-6")), Options{}, want},
		{"UTF-16", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), declare("utf-16")), Options{}, want},
		{"the answer's header", undeclared, Options{Declared: "text/xml; charset=windows-1256"}, want + "\nnote it declares windows-1256 and is utf-8"},
		{"the header's charset alone", narrow(undeclared), Options{Declared: "windows-1256"}, want},
		{"a header without charset", undeclared, Options{Declared: "application/rss+xml"}, want},
		{"the source's own encoding", narrow(whole), Options{Encoding: "windows-1256"}, want},
		{"the source's own encoding, given up since", whole, Options{Encoding: "windows-1256"}, want},
		{"an encoding that nobody knows", whole, Options{Encoding: "arabisch"}, want + "\nnote the source's encoding “arabisch” is unknown, so it was told from the bytes"},
		{"a mark and blank lines before the prolog", "\n \r\n\uFEFF\n" + whole, Options{}, want},
		{"an item of another encoding", opening20 + first20 + narrow(second20) + closing20, Options{}, want + "\nnote 1 text with an encoding of its own was read by that"},
		{"a packed sitemap", packed(t, whole), Options{}, want},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(Parse(strings.NewReader(tt.in), tt.o)); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestParseFeedsAsTheyAre(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"bare ampersands", one("<title>شركة A&B & شركاؤها</title><guid>https://nile.example/?a=1&copy=2&amp;b=3</guid>"),
			shownFeed + "\nitem id=https://nile.example/?a=1&copy=2&b=3 url=https://nile.example/1 title=شركة A&B & شركاؤها\nnote 3 bare ampersands were kept as text"},
		{"an address with bare ampersands", opening20 + "<item><link>https://nile.example/?a=1&copy=2&lt=3</link></item>" + closing20,
			shownFeed + "\nitem url=https://nile.example/?a=1&copy=2&lt=3\nnote 2 bare ampersands were kept as text"},
		{"an address escaped twice", opening20 + "<item><link>https://nile.example/?a=1&amp;amp;b=2</link></item>" + closing20, shownFeed + "\nitem url=https://nile.example/?a=1&b=2"},
		{"an address over lines", opening20 + "<item><link>\n  https://nile.example/\n1\n</link></item>" + closing20, shownFeed + "\nitem url=https://nile.example/1"},
		{"an address with Arabic letters and blanks", opening20 + "<item><link>https://nile.example/خبر جديد</link></item>" + closing20, shownFeed + "\nitem url=https://nile.example/خبر%20جديد"},
		{"a relative address", opening20 + "<item><link>/news/1</link></item>" + closing20, shownFeed + "\nitem url=https://nile.example/news/1"},
		{"an address that leads to no page", one("<title>خبر</title>") + "", oneShown(" title=خبر")},
		{"a script for an address", opening20 + "<item><title>خبر</title><link>javascript:alert(1)</link></item>" + closing20, shownFeed + "\nitem title=خبر"},
		{"an id for an address", opening20 + `<item><title>خبر</title><guid>https://nile.example/7</guid></item>` + closing20, shownFeed + "\nitem url=https://nile.example/7 title=خبر"},
		{"the address behind a counter", opening20 + `<item><title>خبر</title><link>https://count.example/1</link><feedburner:origLink>https://nile.example/7</feedburner:origLink></item>` + closing20, shownFeed + "\nitem url=https://nile.example/7 title=خبر"},
		{"control characters", one("<title>خبر\x0bعن\x02 لق\x00اء&#8;</title>"), oneShown(" title=خبر عن لقاء\nnote 3 control characters were taken out")},
		{"escaped twice", one("<title>قال &amp;quot;الوزير&amp;quot; &amp;amp;raquo;</title><description>&amp;lt;p&amp;gt;نص&amp;lt;/p&amp;gt;</description>"),
			oneShown(" title=قال \"الوزير\" » summary=نص content=<p>نص</p>\nnote 1 doubly escaped text was put right")},
		{"entities of HTML", one("<title>قال &laquo;الوزير&raquo;&nbsp;أمس&hellip;</title>"), oneShown(" title=قال «الوزير» أمس…")},
		{"unknown entities", one("<title>قال &foo; الوزير</title>"), oneShown(" title=قال &foo; الوزير\nnote 1 bare ampersand was kept as text")},
		{"tags in titles", one("<title>&lt;b&gt;عاجل&lt;/b&gt;&lt;br/&gt;خبر</title>"), oneShown(" title=عاجل خبر")},
		{"raw tags in titles", one("<title><b>عاجل</b>: خ<i>ب</i>ر</title>"), oneShown(" title=عاجل: خبر")},
		{"tags in data", one("<title><![CDATA[<font color=red>عاجل</font> 3 < 5]]></title>"), oneShown(" title=عاجل 3 < 5")},
		{"raw HTML in a description", one("<description><p>نص <b>مهم</b><br>آخر</p><script>x()</script></description>"), oneShown(" summary=نص مهم آخر content=<p>نص <b>مهم</b><br>آخر</p><script>x()</script>")},
		{"brackets that are no tags", one("<title>&lt;Reuters&gt; خبر &lt;o:p&gt;عاجل</title>"), oneShown(" title=<Reuters> خبر عاجل")},
		{"direction marks and tatweel", one("<title>\u202bعـــاجل\u202c\u200f: خبر\u200e</title><category>\u200fسياسة</category>"), oneShown(" title=عـــاجل: خبر in=سياسة")},
		{"data with its end left over", one("<title><![CDATA[خبر]]>]]></title>"), oneShown(" title=خبر")},
		{"tags in capitals", one("<TITLE>خبر</TITLE><PubDate>12 Apr 2020 10:30:00 GMT</PubDate>"), oneShown(" title=خبر at=2020-04-12T13:30:00+03:00")},
		{"an address in an attribute", opening20 + `<item><title>خبر</title><link href="https://nile.example/1"/></item>` + closing20, shownFeed + "\nitem url=https://nile.example/1 title=خبر"},
		{"authors by the letter of RSS", one("<author>s@nile.example (سمير حداد)</author>"), oneShown(" author=سمير حداد")},
		{"authors with an address", one("<author>سمير حداد &lt;s@nile.example&gt;</author>"), oneShown(" author=سمير حداد")},
		{"parts of media", one("<title>خبر</title><media:group><media:title>صورة</media:title><media:description>وصف</media:description></media:group><media:content url='x'><media:title>صورة</media:title></media:content>"), oneShown(" title=خبر")},
		{"a program's warning before the prolog", "<br />\n<b>Warning</b>: something in <b>x.php</b><br />\n" + opening20 + first20 + closing20, shownFeed + shownFirst},
		{"a channel without its root", "<channel><title>النيل</title>" + first20 + "</channel>", "feed title=النيل" + shownFirst},
		{"an item without an end", opening20 + strings.TrimSuffix(first20, "</item>") + second20 + closing20, shownFeed + shownFirst + shownNext + "\nnote 1 item without an end was closed"},
		{"the last item without an end", opening20 + strings.TrimSuffix(first20, "</item>") + closing20, shownFeed + shownFirst + "\nnote 1 item without an end was closed"},
		{"a field without an end", opening20 + "<item><title>خبر<link>https://nile.example/1</link><pubDate>12 Apr 2020 10:30:00 GMT</item>" + closing20, shownFeed + "\nitem url=https://nile.example/1 title=خبر at=2020-04-12T13:30:00+03:00"},
		{"an empty item", opening20 + "<item></item><item/>" + first20 + closing20, shownFeed + shownFirst},

		{"cut inside an item", opening20 + first20 + second20[:len(second20)-20], shownFeed + shownFirst + "\nnote it breaks off after 1 whole item"},
		{"cut inside a letter", opening20 + first20 + second20[:len("<item><title>")+3], shownFeed + shownFirst + "\nnote it breaks off after 1 whole item"},
		{"cut inside data", opening20 + first20 + "<item><title><![CDATA[خبر", shownFeed + shownFirst + "\nnote it breaks off after 1 whole item"},
		{"cut between items", opening20 + first20 + second20, shownFeed + shownFirst + shownNext + "\nnote it breaks off after 2 whole items"},
		{"cut before the first item", opening20, shownFeed + "\nnote it breaks off after 0 whole items"},
		{"only the root is missing", opening20 + first20 + "</channel>", shownFeed + shownFirst},
		{"cut JSON", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"خبر"},{"id":"2","ti`, "feed\nitem id=1 title=خبر\nnote it breaks off after 1 whole item"},
		{"raw breaks in JSON", "\uFEFF\n{\"items\":[{\"id\":\"1\",\"title\":\"خبر\nعاجل\"}]}", "feed\nitem id=1 title=خبر عاجل"},
		{"broken JSON", `{"items":[{"id":"1","title":"خبر"},{"id":'2'}]}`, "feed\nitem id=1 title=خبر\nnote reading stopped after 1 whole item: invalid character '\\'' looking for beginning of value"},

		{"a date in words", one("<pubDate>الأحد ١٢ نيسان/أبريل ٢٠٢٠ - ١٠:٣٠ م</pubDate>"), oneShown(" at=2020-04-12T22:30:00+03:00")},
		{"a Hijri date", one("<pubDate>12 رمضان 1441 هـ</pubDate>"), oneShown(" day=2020-05-05")},
		{"a zone that lies", one("<pubDate>Sun, 12 Apr 2020 10:30:00 AST</pubDate>"), oneShown(" at=2020-04-12T10:30:00+03:00")},
		{"a date that nobody understands", one("<title>خبر</title><pubDate>منذ ساعة</pubDate>"), oneShown(" title=خبر\nnote 1 date was not understood, the first is “منذ ساعة”")},
		{"another date beside it", one("<pubDate>منذ ساعة</pubDate><dc:date>2020-04-12</dc:date>"), oneShown(" day=2020-04-12")},
		{"the hour goes before the day", one("<pubDate>2020-04-12</pubDate><atom:updated>2020-04-12T10:30:00Z</atom:updated>"), oneShown(" at=2020-04-12T13:30:00+03:00")},
		{"no date", one("<title>خبر</title><pubDate></pubDate>"), oneShown(" title=خبر")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(Parse(strings.NewReader(tt.in), baghdad)); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestParseSaysWhatIsNoFeed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"an error page", "<!DOCTYPE html><html><head><title>404 &ndash; الصفحة غير موجودة</title></head><body><h1>404</h1></body></html>", "this is a web page (“404 – الصفحة غير موجودة”), not a feed; check the address"},
		{"an error page in capitals", "<HTML><BODY><H1>502 Bad Gateway</H1></BODY></HTML>", "this is a web page (“502 Bad Gateway”), not a feed; check the address"},
		{"a page that speaks of feeds", `<html><head><script>var s = "<rss>"</script></head><body><rss></rss></body></html>`, "this is a web page, not a feed; check the address"},
		{"a page that names its feed", `<html><head><title>النيل</title><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>`, "this is a web page (“النيل”), not a feed; it names the feed /rss?a=1&b=2"},
		{"OPML", `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head></opml>`, "this is an OPML list of feeds, not a feed; import it as a list of sources"},
		{"JSON", `{"error":"not found"}`, "this is JSON that is no JSON Feed, not a feed; check the address"},
		{"a JSON array", `[{"title":"خبر"}]`, "this is JSON that is no JSON Feed, not a feed; check the address"},
		{"other XML", `<?xml version="1.0"?><error><code>1</code></error>`, "this is neither RSS, Atom, JSON Feed nor a sitemap, not a feed; check the address"},
		{"text", "لا توجد أخبار", "this is neither RSS, Atom, JSON Feed nor a sitemap, not a feed; check the address"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "this is neither RSS, Atom, JSON Feed nor a sitemap, not a feed; check the address"},
		{"nothing", "", "this is empty, not a feed; check the address"},
		{"blanks", "\uFEFF \n", "this is empty, not a feed; check the address"},
		{"much of something else", strings.Repeat("<x>", 1<<20), "this is neither RSS, Atom, JSON Feed nor a sitemap, not a feed; check the address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(strings.NewReader(tt.in), Options{})
			var no *NotFeedError
			if !errors.As(err, &no) || err.Error() != tt.want {
				t.Errorf("\ngot  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestParseReadsNoMoreThanWanted(t *testing.T) {
	got := shown(Parse(strings.NewReader(opening20+first20+second20+closing20), Options{Max: 1}))
	if want := shownFeed + shownFirst + "\nnote it has more than 1 item, and what follows was left out"; got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
}

func TestParseKeepsWhatCameBeforeAReadError(t *testing.T) {
	gone := iotest.ErrReader(errors.New("connection reset"))
	got := shown(Parse(io.MultiReader(strings.NewReader(opening20+first20+"<item>"), gone), Options{}))
	if want := shownFeed + shownFirst + "\nnote reading stopped after 1 whole item: connection reset"; got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
	if _, err := Parse(gone, Options{}); err == nil || err.Error() != "feed: connection reset" {
		t.Errorf("got %v", err)
	}
}

// FuzzParse holds the promises: no panic, text in UTF-8 and one line, absolute addresses, no more items than wanted, and no error beside those said.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		opening20 + first20 + second20 + closing20, one("<title><b>x</title><description><p>&lt;"), "<feed><entry><content type=xhtml><div></entry>", "<urlset><url><loc>/x",
		"<sitemapindex><sitemap><loc>https://x/</loc></sitemap>", `{"items":[{"id":1,"title":"x"},`, `{"version":"jsonfeed","items":{}}`, "\x1F\x8B\x08", "\xFF\xFE<\x00r\x00", "<html><title>",
		`<!DOCTYPE r [<!ENTITY a "b">]><rss><item><title>&a;</title></item>`, "<rss><item><![CDATA[", "<rdf:RDF xmlns:q='http://purl.org/rss/1.0/'><q:item rdf:about='https://x/'/>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Parse(bytes.NewReader(b), Options{Max: 3, Location: baghdad.Location})
		var no *NotFeedError
		if err != nil && !errors.As(err, &no) && !errors.Is(err, gzip.ErrHeader) && !errors.Is(err, io.ErrUnexpectedEOF) && len(b) > 0 && b[0] != 0x1F {
			t.Errorf("%v", err)
		}
		if len(got.Items) > 3 || len(got.Sitemaps) > 3 {
			t.Errorf("%d items, %d sitemaps", len(got.Items), len(got.Sitemaps))
		}
		for _, it := range got.Items {
			for _, s := range append([]string{it.ID, it.Title, it.Summary, it.Author}, it.Categories...) {
				if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\t\u200f") {
					t.Errorf("%q", s)
				}
			}
			if it.URL != "" && !strings.HasPrefix(strings.ToLower(it.URL), "http") || !utf8.ValidString(it.Content) {
				t.Errorf("%q %q", it.URL, it.Content)
			}
		}
	})
}
