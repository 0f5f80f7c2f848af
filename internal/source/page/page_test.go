package page

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const (
	opening = "قال وزير الري إن اللقاء الذي عقد في العاصمة كان مفيدا للجانبين، وإن الخبراء سيقدمون تقريرهم قبل نهاية الشهر المقبل."
	middle  = "وأضاف الوزير أن الوفد الزائر سيعود إلى بلاده غدا، على أن تستأنف المحادثات في موعد يتفق عليه الطرفان لاحقا."
	closing = "وكانت جولة سابقة من المحادثات قد عقدت في الخريف الماضي من دون التوصل إلى اتفاق بشأن جدول التنفيذ."
)

// whole is a page as outlets write them, with a menu, a list of other articles and a foot.
func whole(head, body string) string {
	return `<!DOCTYPE html><html lang="ar" dir="rtl"><head>` + head + `</head><body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li></ul></nav>` +
		body + `<aside><h3>الأكثر قراءة</h3><ul><li><a href="/1">عنوان آخر</a></li></ul></aside><footer>جميع الحقوق محفوظة</footer></body></html>`
}

func TestExtract(t *testing.T) {
	article := "<article><h1>الوزير: اللقاء كان مفيدا للجانبين</h1><p>" + opening + "</p><p>" + middle + "</p><p>" + closing + "</p></article>"
	want := "الوزير: اللقاء كان مفيدا للجانبين\n\n" + opening + "\n\n" + middle + "\n\n" + closing
	tests := []struct{ name, page, want string }{
		{"paragraphs", whole("<title>الوزير: اللقاء كان مفيدا للجانبين</title>", article), want},
		{"line breaks for paragraphs", whole("<title>الوزير: اللقاء كان مفيدا للجانبين</title>",
			"<article><h1>الوزير: اللقاء كان مفيدا للجانبين</h1><div>"+opening+"<br><br>"+middle+"<br>"+closing+"</div></article>"), want},
		{"line breaks inside a span of a paragraph", whole("<title>الوزير: اللقاء كان مفيدا للجانبين</title>",
			"<article><h1>الوزير: اللقاء كان مفيدا للجانبين</h1><p><span>"+opening+"<br/>"+middle+"</span><br/>"+closing+"</p></article>"), want},
		{"an invisible mark is no paragraph", whole("<title>الوزير: اللقاء كان مفيدا للجانبين</title>", strings.Replace(article, "<p>"+middle, "<p>\uFEFF</p><p>"+middle, 1)), want},
		{"white space is one blank", whole("<title>الوزير: اللقاء كان مفيدا للجانبين</title>", strings.ReplaceAll(article, " ", "\n  &nbsp;")), want},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Extract(tt.page)
			if err != nil || got.Text != tt.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got.Text, tt.want)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	const h = "الوزير: اللقاء كان مفيدا للجانبين"
	tests := []struct{ name, head, want string }{
		{"title", "<title>" + h + "</title>", h},
		{"outlet behind", `<title>` + h + ` - النيل اليوم</title><meta property="og:site_name" content="النيل اليوم">`, h},
		{"outlet in front", `<meta property="og:title" content="النيل اليوم | ` + h + `"><meta property="og:site_name" content="النيل اليوم">`, h},
		{"dash of the headline stays", `<title>القاهرة - ` + h + `</title><meta property="og:site_name" content="النيل اليوم">`, "القاهرة - " + h},
		{"JSON-LD", `<script type="application/ld+json">{"@graph":[{"headline":"` + h + `"}]}</script>`, h},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := factsOf(t, whole(tt.head, "<p>"+opening+"</p>")).title(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func factsOf(t *testing.T, page string) *facts {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return collect(root)
}

func TestPublished(t *testing.T) {
	tests := []struct{ name, head, body, want string }{
		{"meta", `<meta property="article:published_time" content="2024-05-20T23:59:00+00:00">`, "", "2024-05-20T23:59:00+00:00"},
		{"the outlet's own zone before another", `<meta property="article:published_time" content="2024-05-20T23:30:00Z"><script type="application/ld+json">{"datePublished":"2024-05-21T01:30:00+02:00"}</script>`, "", "2024-05-21T01:30:00+02:00"},
		{"changed is not published", `<meta property="article:modified_time" content="2024-05-22">`, "", ""},
		{"time element", "", `<time datetime="2024-05-20">x</time>`, "2024-05-20"},
		{"RDFa", "", `<span property="dc:date" content="2024-05-20T00:00:00+01:00"></span>`, "2024-05-20T00:00:00+01:00"},
		{"Arabic in a meta", `<meta property="article:published_time" content="الأربعاء، 07 أكتوبر 2020 - 12:09 م">`, "", "2020-10-07"},
		{"two names of the month", "", `<h1>خبر</h1><div>تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً</div>`, "2020-04-24"},
		{"a month of two words", "", `<h1>خبر</h1><div>السبت 5 كانون الأول/ ديسمبر 2020</div>`, "2020-12-05"},
		{"Arabic digits", "", `<h1>خبر</h1><div>٣ تشرين الثاني ٢٠٢١</div>`, "2021-11-03"},
		{"Maghrebi month", "", `<h1>خبر</h1><div>الجمعة 8 فيفري 2019</div>`, "2019-02-08"},
		{"English", "", `<h1>News</h1><div>November 9, 2020</div>`, "2020-11-09"},
		{"no such day", "", `<h1>خبر</h1><div>31 شباط 2020</div>`, ""},
		{"before the headline is the calendar of the day of saving", "", `<div>3 أيار 2022</div><h1>خبر</h1>`, ""},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := factsOf(t, "<html><head>"+tt.head+"</head><body>"+tt.body+"</body></html>").published(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFacts(t *testing.T) {
	f := factsOf(t, `<html lang="ar"><head><link rel="canonical" href="https://example.org/1"><meta property="og:url" content="https://example.org/2"><meta property="og:site_name" content="https://example.org"><script type="application/ld+json">{"publisher":{"name":"النيل اليوم"}}</script></head>`)
	if got, want := fmt.Sprint(f.url(), " ", f.outlet(), " ", f.lang), "https://example.org/1 النيل اليوم ar"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{whole("<title>خبر</title>", "<p>"+opening+"</p>"), "<", "<p", "<script type=application/ld+json>[[", "<table><tr><td>", `<meta content="١ أيار ٢٠٢٠" name=date>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Extract(s)
		if err == nil && strings.TrimSpace(a.Text) == "" {
			t.Error("an article without text")
		}
	})
}
