package page

import (
	"testing"
	"time"
)

func TestWrittenDay(t *testing.T) {
	tests := []struct{ in, want string }{
		{"الجمعة 24 نيسان / أبريل 2020", "2020-04-24"},
		{"تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", "2020-04-24T21:22:00"},
		{"الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00"},
		{"٣ تشرين الثاني ٢٠٢١ - ١٢:٠٥ ص", "2021-11-03T00:05:00"},
		{"السبت 5 كانون الأول/ ديسمبر 2020", "2020-12-05"},
		{"الجمعة 8 فيفري 2019", "2019-02-08"},
		{"1 غشت 2022", "2022-08-01"},
		{"5 جويلية 2021", "2021-07-05"},
		{"November 9, 2020", "2020-11-09"},
		{"Published 10:02 AM Nov 3rd, 2019", "2019-11-03T10:02:00"},
		{"le 1er août 2021", "2021-08-01"},
		{"1 رمضان 1441 هـ - 24 أبريل 2020 م", "2020-04-24"},
		{"الجمعة 1 رمضان 1441", "2020-04-24"},
		{"1441/09/01 هـ", "2020-04-24"},
		{"24/04/2020", "2020-04-24"},
		{"04/24/2020", "2020-04-24"},
		{"3.4.2020", "2020-04-03"},
		{"03/04/2020", ""},
		{"2020/4/3 14:05", "2020-04-03T14:05:00"},
		{"2020-06-03T03:01+0400", "2020-06-03T03:01:00+04:00"},
		{"2020-06-03T03:01:09.123-05:00", "2020-06-03T03:01:09-05:00"},
		{"الأحد 4 آب 2013 02:21 (GMT+4)", "2013-08-04T02:21:00+04:00"},
		{"4 أغسطس 2013 02:21 بتوقيت غرينتش", "2013-08-04T02:21:00+00:00"},
		{"4 أغسطس 2013 02:21 بتوقيت مكة المكرمة", "2013-08-04T02:21:00+03:00"},
		{"4 أغسطس 2013 02:21 بتوقيت القاهرة", "2013-08-04T02:21:00"},
		{"الأحد 4 آب 2013، آخر تحديث 02:21", "2013-08-04"},
		{"10 مايو 2020 الساعة 9 ليلا", "2020-05-10"},
		{"10 مايو 2020 11:30 ليلا", "2020-05-10T23:30:00"},
		{"5 تشرين أول 2020", "2020-10-05"},
		{"10 المحرم 1436", "2014-11-03"},
		{"15 رمضان 2020", ""},
		{"15 سبتمبر 1441", ""},
		{"1 رمضان 1520", ""},
		{"1501/12/30", ""},
		{"31 شباط 2020", ""},
		{"24 أبريل", ""},
		{"2020", ""},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got := ""
			if s, ok := writtenDay(tt.in, false); ok {
				got = s.in(nil)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPublished(t *testing.T) {
	cairo := time.FixedZone("", 2*3600)
	tests := []struct {
		name, head, body string
		zone             *time.Location
		want             string
	}{
		{"meta", `<meta property="article:published_time" content="2024-05-20T23:59:00+00:00">`, "", nil, "2024-05-20T23:59:00+00:00"},
		{"meta, in the outlet's zone", `<meta property="article:published_time" content="2024-05-20T23:59:00+00:00">`, "", cairo, "2024-05-21T01:59:00+02:00"},
		{"the outlet's own zone before another", `<meta property="article:published_time" content="2024-05-20T23:30:00Z"><script type="application/ld+json">{"datePublished":"2024-05-21T01:30:00+02:00"}</script>`, "", nil, "2024-05-21T01:30:00+02:00"},
		{"and the other way round", `<meta property="article:published_time" content="2024-05-21T01:30:00+02:00"><script type="application/ld+json">{"datePublished":"2024-05-20T23:30:00Z"}</script>`, "", nil, "2024-05-21T01:30:00+02:00"},
		{"JSON-LD in a graph in an array", `<script type="application/ld+json">[{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"datePublished":"2024-05-20"}]}]</script>`, "", nil, "2024-05-20"},
		{"JSON-LD with a line break in a string", "<script type=\"application/ld+json\">{\"headline\":\"خبر\nعن لقاء\", \"datePublished\" : \"2024-05-20T10:00:00+03:00\"</script>", "", nil, "2024-05-20T10:00:00+03:00"},
		{"JSON-LD of the site alone", `<script type="application/ld+json">{"@type":"WebSite","name":"النيل اليوم","dateCreated":"2011-01-01"}</script>`, "", nil, ""},
		{"changed is not published", `<meta property="article:modified_time" content="2024-05-22"><meta itemprop="dateModified" content="2024-05-22">`, `<time itemprop="dateModified" datetime="2024-05-22">x</time>`, nil, ""},
		{"time element", "", `<time datetime="2024-05-20">x</time>`, nil, "2024-05-20"},
		{"microdata without an attribute", "", `<span itemprop="datePublished">20 مايو 2024</span>`, nil, "2024-05-20"},
		{"RDFa", "", `<span property="dc:date" content="2024-05-20T00:00:00+01:00"></span>`, nil, "2024-05-20T00:00:00+01:00"},
		{"RDFa of two vocabularies, in text", "", `<span property="rnews:dateCreated schema:datePublished">20 مايو 2024</span>`, nil, "2024-05-20"},
		{"Arabic in a meta", `<meta property="article:published_time" content="الأربعاء، 07 أكتوبر 2020 - 12:09 م">`, "", cairo, "2020-10-07T12:09:00+02:00"},
		{"what a library of dates reads", `<meta name="pubdate" content="Mon, 20 May 2024 10:00:00 +0300">`, "", nil, "2024-05-20T10:00:00+03:00"},
		{"seconds since 1970", `<meta name="pubdate" content="1716199200">`, "", cairo, "2024-05-20T12:00:00+02:00"},
		{"shown below the headline", "", `<h1>خبر</h1><div>تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً</div>`, nil, "2020-04-24T21:22:00"},
		{"the outlet's time that calls itself UTC", `<meta property="article:published_time" content="2020-08-24T09:23:13Z">`, `<h1>خبر</h1><div>الإثنين، 24 أغسطس 2020 09:23 ص</div>`, cairo, "2020-08-24T09:23:13+02:00"},
		{"machines have the day, readers the time", `<meta property="article:published_time" content="2020-08-24">`, `<h1>خبر</h1><div>الإثنين، 24 أغسطس 2020 09:23 ص</div>`, nil, "2020-08-24T09:23:00"},
		{"a day inside a sentence is another", "", `<h1>خبر</h1><p>وكانت الجولة الأولى من المحادثات قد عقدت في العاصمة في 24 أبريل 2020 من دون التوصل إلى اتفاق.</p>`, nil, ""},
		{"before the headline is the calendar of the day of saving", "", `<div>3 أيار 2022</div><h1>خبر</h1>`, nil, ""},
		{"the address", `<link rel="canonical" href="https://example.org/story/2020/8/24/talks">`, "", nil, "2020-08-24"},
		{"nothing", "", "", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := factsOf(t, "<html><head>"+tt.head+"</head><body>"+tt.body+"</body></html>")
			if got := f.published(Options{Zone: tt.zone}, ""); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzWrittenDay holds the promise: a day that is found is one of the press on the web.
func FuzzWrittenDay(f *testing.F) {
	for _, s := range []string{"24 نيسان 2020", "1441/09/01", "2020-06-03T03:01+0400", "31/12/1999 25:61", "1 رمضان 1441 10:00 GMT+99"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, dayFirst bool) {
		if d, ok := readStamp(s, dayFirst); ok && (d.at.Year() < firstYear-2 || d.at.Year() > lastYear+1) {
			t.Errorf("%q is in the year %d", s, d.at.Year())
		}
	})
}
