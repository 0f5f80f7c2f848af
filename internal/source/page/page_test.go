package page

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
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
			got, err := Extract([]byte(tt.page), Options{})
			if err != nil || got.Text() != tt.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got.Text(), tt.want)
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

func TestFacts(t *testing.T) {
	f := factsOf(t, `<html lang="ar"><head><link rel="canonical" href="https://example.org/1"><meta property="og:url" content="https://example.org/2"><meta property="og:site_name" content="https://example.org"><script type="application/ld+json">{"publisher":{"name":"النيل اليوم"}}</script></head>`)
	if got, want := fmt.Sprint(f.url(), " ", f.outlet(), " ", f.lang), "https://example.org/1 النيل اليوم ar"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// headline is that of the pages below.
const headline = "الوزير: اللقاء كان مفيدا للجانبين"

// article is a page with the parts as its article.
func article(parts ...string) string {
	return whole("<title>"+headline+" - النيل اليوم</title>", "<article><h1>"+headline+"</h1>"+strings.Join(parts, "")+"</article>")
}

func p(s string) string { return "<p>" + s + "</p>" }

// TestBody shows what is of the article and what is not. Each page has the three paragraphs once and something besides.
func TestBody(t *testing.T) {
	three := p(opening) + p(middle) + p(closing)
	lead := "وصل وفد الخبراء إلى العاصمة صباح أمس، وكان في استقباله على أرض المطار عدد من كبار المسؤولين في الوزارة."
	tests := []struct {
		name, page string
		want       []string // beside the three; nil is nothing
	}{
		{"nothing else", article(three), nil},
		{"the body twice", article("<div class=wide>"+three+"</div>", "<div class=narrow>"+three+"</div>"), nil},
		{"the body again in one piece", article(three, "<div>"+opening+" "+middle+" "+closing+"</div>"), nil},
		{"a day above the body", article("<p>نشر الجمعة 24 نيسان / أبريل 2020 09:22 مساء</p>", three), nil},
		{"another article between", article(p(opening), `<div class="more"><h3>اقرأ أيضا</h3><h3><a href="/2">وزير آخر يزور محافظة أخرى غدا</a></h3></div>`, p(middle), p(closing)), nil},
		{"other articles below", article(three) + "<article><h2>خبر آخر</h2>" + p(strings.Repeat("وهذا خبر آخر من أخبار اليوم لا صلة له بالأول. ", 3)) + "</article>", nil},
		{"what to say in comments", article(three, p("يرجى الالتزام بآداب الحوار، وتبقى الآراء الواردة أدناه ملكا لأصحابها ولا تعبر عن رأي الصحيفة في شيء.")), nil},
		{"rules of comments", article(three, p("نرحب بتعليقات القراء على هذا الخبر على أن تخلو من الإساءة إلى الأشخاص والهيئات، ولن ينشر ما سوى ذلك.")), nil},
		{"a last paragraph that speaks of comments", article(three, p("وأثار القرار تعليقات واسعة في الصحف المحلية وعلى مواقع التواصل طوال يوم أمس، وفق ما رصده مراسلون.")),
			[]string{"وأثار القرار تعليقات واسعة في الصحف المحلية وعلى مواقع التواصل طوال يوم أمس، وفق ما رصده مراسلون."}},
		{"an article named after its picture", article(`<div class="post has-image">` + three + "</div>"), nil},
		{"tags", article(three, `<div class="tags"><a href="/t/1">مياه النهر</a> <a href="/t/2">وزارة الري</a></div>`), nil},
		{"a lead in a box of its own", whole(`<title>`+headline+`</title><meta name="description" content="`+lead+`">`,
			"<h1>"+headline+`</h1><section class="header-intro"><div>`+lead+`</div></section><article>`+three+"</article>"), []string{lead}},
		{"a source line", article(three, p("(رويترز)")), []string{"(رويترز)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Extract([]byte(tt.page), Options{})
			if err != nil {
				t.Fatal(err)
			}
			count := map[string]int{opening: -1, middle: -1, closing: -1}
			for _, s := range tt.want {
				count[s]--
			}
			for _, s := range a.Paragraphs {
				if s != headline {
					count[s]++
				}
			}
			for s, n := range count {
				if n != 0 {
					t.Errorf("%+d times %q", n, s)
				}
			}
		})
	}
}

func TestCaptions(t *testing.T) {
	tests := []struct{ name, figure, text, agency string }{
		{"a credit in brackets", "<figure><img><figcaption>الوزير خلال اللقاء (رويترز)</figcaption></figure>", "الوزير خلال اللقاء (رويترز)", "رويترز"},
		{"a credit of letters", `<div class="wp-caption"><p>جانب من اللقاء - AFP</p></div>`, "جانب من اللقاء - AFP", "أ ف ب"},
		{"old picture", "<figure><figcaption>الوزير (الأناضول - أرشيف)</figcaption></figure>", "الوزير (الأناضول - أرشيف)", "الأناضول"},
		{"two words of credit", "<figure><figcaption>الوزير. Photo: Getty Images</figcaption></figure>", "الوزير. Photo: Getty Images", "Getty Images"},
		{"a name inside the sentence is none", "<figure><figcaption>السفارة الفرنسية في العاصمة</figcaption></figure>", "السفارة الفرنسية في العاصمة", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Extract([]byte(article(tt.figure, p(opening), p(middle), p(closing))), Options{})
			if err != nil || len(a.Captions) != 1 || a.Captions[0] != (Caption{tt.text, tt.agency}) || strings.Contains(a.Text(), tt.text) {
				t.Errorf("got %v %v\n%s", err, a.Captions, a.Text())
			}
		})
	}
}

func TestAuthor(t *testing.T) {
	site := `<meta property="og:site_name" content="النيل اليوم">`
	tests := []struct{ name, head, body, want string }{
		{"JSON-LD", site + `<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"ليلى حسن"},{"name":"عمر نبيل"}]}</script>`, "", "ليلى حسن, عمر نبيل"},
		{"a byline", site, `<div class="post-author">كتبت: ليلى حسن</div>`, "ليلى حسن"},
		{"a byline with the day", site, `<span class="byline">By Layla Hasan May 3, 2020</span>`, "Layla Hasan"},
		{"the meta of one whom readers see", site + `<meta name="author" content="ليلى حسن">`, "<p>ليلى حسن - القاهرة</p>", "ليلى حسن"},
		{"the programmer", site + `<meta name="author" content="Sami Code">`, "", ""},
		{"the site", site + `<meta name="author" content="موقع النيل اليوم">`, "<p>موقع النيل اليوم</p>", ""},
		{"the site by its title", `<title>` + headline + ` - أخبار - النيل اليوم</title><meta name="author" content="النيل اليوم">`, "<p>النيل اليوم</p>", ""},
		{"an address", site + `<script type="application/ld+json">{"@type":"NewsArticle","author":"https://example.org/layla"}</script>`, "", ""},
		{"a system's name", site, `<a rel="author">admin</a>`, ""},
		{"the form for comments", site, `<p class="comment-form-author">الاسم</p>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Extract([]byte(whole(tt.head, "<article><h1>"+headline+"</h1>"+tt.body+p(opening)+p(middle)+p(closing)+"</article>")), Options{})
			if err != nil || a.Author != tt.want {
				t.Errorf("got %v %q, want %q", err, a.Author, tt.want)
			}
		})
	}
}

func TestFurnitureIsLearned(t *testing.T) {
	const subscribe = "تابعوا آخر الأخبار أولا بأول عبر قناتنا على تطبيق التراسل واشتركوا في نشرتنا البريدية، ومعكم 12 ألف مشترك"
	page := func(n int, o Options) Article {
		name := []string{"الأول", "الثاني", "الثالث", "الرابع"}[n]
		html := strings.ReplaceAll(article(p(opening+" "+name), p(middle+" "+name), p(closing+" "+name), p(strings.Replace(subscribe, "12", fmt.Sprint(12+n), 1)), p("(رويترز)")), headline, headline+" في اليوم "+name)
		a, err := Extract([]byte(html), o)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	var l Learner
	for n := range 3 {
		a := page(n, Options{Furniture: l.Furniture})
		if !strings.Contains(a.Text(), "تابعوا") {
			t.Errorf("page %d: it was dropped too soon", n)
		}
		l.Learn(a)
		l.Learn(a) // the same page again counts once
	}
	a := page(3, Options{Furniture: l.Furniture})
	if strings.Contains(a.Text(), "تابعوا") || !strings.Contains(a.Text(), opening) {
		t.Errorf("got %s", a.Text())
	}
	if !strings.Contains(a.Text(), "(رويترز)") {
		t.Error("a source line is no furniture")
	}
	if len(a.Blocks) < 4 {
		t.Errorf("known furniture is not counted any more: %d blocks", len(a.Blocks))
	}
	all := func(uint64) bool { return true }
	if a := page(0, Options{Furniture: all}); !strings.Contains(a.Text(), opening) {
		t.Error("an article that the outlet has at several addresses was dropped")
	}
}

func TestOptions(t *testing.T) {
	page := `<html><head><title>عنوان الموقع كله</title></head><body><div class="t">` + headline + `</div><i class="d">03/04/2020 22:30</i><div class="b">` + p(opening) + `<p class="x">كلام زائد من الموقع لا يريده أحد</p></div><article>` + p(middle) + p(closing) + "</article></body></html>"
	zone := time.FixedZone("", 3*3600)
	a, err := Extract([]byte(page), Options{Selectors: Selectors{Title: ".t", Body: ".b, .b p", Date: ".d", Remove: ".x"}, Zone: zone, DayFirst: true})
	if got, want := fmt.Sprint(err, a.Title, a.Published, a.Paragraphs), fmt.Sprint(nil, headline, "2020-04-03T22:30:00+03:00", []string{opening}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a, _ := Extract([]byte(page), Options{Selectors: Selectors{Date: ".d", Body: ".none"}}); a.Published != "" || len(a.Paragraphs) == 0 {
		t.Errorf("a day that can be read two ways, and a rule that finds nothing: got %q %q", a.Published, a.Paragraphs)
	}
	_, err = Extract([]byte(page), Options{Selectors: Selectors{Body: "div["}})
	var rule *SelectorError
	if !errors.As(err, &rule) || rule.Selector != "div[" {
		t.Errorf("got %v", err)
	}
}

func TestEncoding(t *testing.T) {
	text := article(p(opening), p(middle), p(closing))
	narrow, err := charmap.Windows1256.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, page, encoding string }{
		{"UTF-8", text, ""},
		{"UTF-8 that says windows-1256", strings.Replace(text, "<head>", `<head><meta charset="windows-1256">`, 1), ""},
		{"UTF-8 of an outlet that has windows-1256", text, "windows-1256"},
		{"windows-1256 that says nothing", narrow, ""},
		{"windows-1256 that says UTF-8", strings.Replace(narrow, "<head>", `<head><meta charset="utf-8">`, 1), ""},
		{"windows-1256 of an outlet that has it", narrow, "windows-1256"},
		{"windows-1256 by its server's word", narrow, "served windows-1256"},
		{"an encoding that nobody knows", narrow, "klingon-1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := Options{Encoding: tt.encoding}
			if served, ok := strings.CutPrefix(tt.encoding, "served "); ok {
				o = Options{Served: served}
			}
			a, err := Extract([]byte(tt.page), o)
			if err != nil || !strings.Contains(a.Text(), opening) {
				t.Errorf("got %v %q", err, a.Text())
			}
		})
	}
}

func TestNoArticle(t *testing.T) {
	links := strings.Repeat(`<li><a href="/1">وزير يزور محافظة أخرى غدا</a></li>`, 40)
	tests := []struct {
		name, page string
		want       error
	}{
		{"nothing", "", ErrNone},
		{"a front page", "<body><ul>" + links + "</ul></body>", ErrListing},
		{"too deep", strings.Repeat("<div>", 5000) + opening, ErrNone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, err := Extract([]byte(tt.page), Options{}); !errors.Is(err, tt.want) {
				t.Errorf("got %v %q", err, a.Text())
			}
		})
	}
}

// TestHostilePages reads a megabyte of each: an extractor whose time grows with the square of the page would not come back.
func TestHostilePages(t *testing.T) {
	const size = 1 << 20
	numbered := strings.Builder{}
	for i := range 10000 {
		fmt.Fprintf(&numbered, "<p>%s %d</p>", middle, i)
	}
	tests := []struct{ name, page string }{
		{"nested", strings.Repeat("<div>", size/5)},
		{"nested as deep as allowed", strings.Repeat(strings.Repeat("<div>", 150)+"نص"+strings.Repeat("</div>", 150), size/1700)},
		{"unclosed", strings.Repeat("<p>قال <b>الوزير <i>إن ", size/33)},
		{"line breaks", "<div>" + strings.Repeat("كلمة أخرى<br>", size/20)},
		{"ten thousand paragraphs", "<h1>" + headline + "</h1><article>" + numbered.String()},
		{"headings", strings.Repeat("<h1>عنوان الخبر في هذا اليوم</h1>", size/54)},
		{"bylines in each other", strings.Repeat(`<div class="author" itemprop="headline">`, 190) + strings.Repeat("كلمة ", size/9)},
		{"empty elements", strings.Repeat(" <b> </b>\n", size/10)},
		{"brackets of JSON-LD", `<script type="application/ld+json">` + strings.Repeat("[", size)},
		{"strokes of JSON-LD", `<script type="application/ld+json">{"headline":"` + strings.Repeat(`\`, size)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Extract([]byte(tt.page), Options{})
			if err == nil && len(a.Paragraphs) == 0 {
				t.Error("an article without text")
			}
		})
	}
}

// FuzzExtract holds the promises: no page is too odd, an article has text, its parts are UTF-8, and the same page gives the same article.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{whole("<title>خبر</title>", "<p>"+opening+"</p>"), "<", "<p", "<script type=application/ld+json>[[", "<table><tr><td>", `<meta content="١ أيار ٢٠٢٠" name=date>`,
		`<script type="application/ld+json">{"headline":"خبر</script>`, "<figure><figcaption>صورة (رويترز)</figcaption></figure><p>" + opening, "\xC7\xE1\xE6\xD2\xED\xD1"} {
		f.Add([]byte(s), "article", "windows-1256")
	}
	f.Fuzz(func(t *testing.T, raw []byte, css, encoding string) {
		o := Options{Encoding: encoding, Selectors: Selectors{Body: css}, Zone: time.FixedZone("", 3*3600), DayFirst: true, Furniture: func(h uint64) bool { return h%3 == 0 }}
		a, err := Extract(raw, o)
		if err == nil && strings.TrimSpace(a.Text()) == "" {
			t.Error("an article without text")
		}
		if !utf8.ValidString(a.Text() + a.Author + a.Outlet + a.URL) {
			t.Errorf("%q is no UTF-8", a.Text())
		}
		if again, _ := Extract(raw, o); !reflect.DeepEqual(a, again) {
			t.Error("the article is another the second time")
		}
	})
}
