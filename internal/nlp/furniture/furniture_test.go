package furniture

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/text"
)

// noForms is a language pack without words: furniture needs none.
type noForms struct{}

func (noForms) FormJoined(string, string) doc.FormID { return 0 }

func (noForms) Form(string) doc.FormID { return 0 }

func tokens(src text.Text) []doc.Token { return token.Split(src, noForms{}) }

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := Load(os.DirFS("../../../packs/ar"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPackExamples(t *testing.T) {
	_, faults := Check(os.DirFS("../../../packs/ar"), tokens)
	for _, err := range faults {
		t.Error(err)
	}
}

func TestFind(t *testing.T) {
	f := finder(t)
	tests := []struct{ name, want string }{
		{"nothing", "خبر عن لقاء في العاصمة ¶ قال الوزير إن اللقاء كان مفيدا."},
		{"empty", ""},
		{"browser text", "[الشأن العراقي] ¶ الموصل: وصلنا إلى اتفاق مع الوفد الزائر ¶ قال المحافظ إن الاتفاق سيوقع غدا. ¶ [المصدر: ({وكالات عراقية})] ¶ [1029 1] ¶ [مقالات ذات صلة] ¶ [زر الذهاب إلى الأعلى]"},
		{"label that nobody listed", "[بلاد النيلين] ¶ الخرطوم تستضيف جولة جديدة من المحادثات ¶ قال وزير الري إن الجولة الجديدة ستبدأ الأسبوع المقبل وتستمر ثلاثة أيام في فندق على ضفة النيل."},
		{"short headline is no label", "برقية تهنئة ¶ بعث الأمير ببرقية إلى الرئيس. ¶ وقال فيها إن العلاقات بين البلدين متينة."},
		{"label before a slash", "[الرئيسية / سياسة /] الوزير يستقبل الوفد ¶ استقبل الوزير الوفد."},
		{"headline with an agency and a colon is a statement", "رويترز: المحادثات ستستأنف غدا ¶ قالت الوكالة إن المحادثات ستستأنف."},
		{"place and agency in a line", "الوزير يستقبل الوفد ¶ [الرباط - {الأناضول}] ¶ استقبل الوزير الوفد."},
		{"place, country and agency in brackets", "الوزير يستقبل الوفد ¶ [الدوحة، قطر ({رويترز}) --] استقبل الوزير الوفد."},
		{"points between place and agency", "الوزير يستقبل الوفد ¶ [موسكو ... {واس}] ¶ استقبل الوزير الوفد."},
		{"paper in quotation marks", "الوزير يستقبل الوفد ¶ [بيروت: «{الشرق الأوسط}»] ¶ استقبل الوزير الوفد."},
		{"agency with points", "الوزير يستقبل الوفد ¶ [بيروت - {أ.ف.ب}:] استقبل الوزير الوفد."},
		{"reporter, outlet and place", "الوزير يستقبل الوفد ¶ [سالم النجار - سبق - {وكالات}:] استقبل الوزير الوفد."},
		{"outlet and place", "الوزير يستقبل الوفد ¶ [{واس} - تبوك:] استقبل الوزير الوفد."},
		{"two agencies", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. [({رويترز، أ ف ب})]"},
		{"agency inside a sentence is none", "الوزير يستقبل الوفد ¶ قالت وكالة (رويترز) للأنباء إن الوزير استقبل الوفد."},
		{"reporter above the dateline", "الوزير يستقبل الوفد ¶ [{سالم النجار}] ¶ [{بي بي سي} - تونس] ¶ استقبل الوزير الوفد."},
		{"two calendars", "الوزير يستقبل الوفد ¶ [أبها 3 رجب 1437 هـ الموافق 10 أبريل 2016 م {واس}] ¶ استقبل الوزير الوفد. ¶ [// انتهى //] ¶ [09:05 ت م]"},
		{"caption", "الوزير يستقبل الوفد ¶ [الوزير والوفد في قاعة اللقاء (رويترز)] ¶ استقبل الوزير الوفد في قاعة كبيرة من قاعات القصر القديم في المدينة القديمة أمس، وبحث معه أمورا كثيرة تهم البلدين."},
		{"read also inside the article", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. ¶ [اقرأ أيضا: كلمة الوزير] ¶ وقال إن اللقاء كان مفيدا."},
		{"read also with a list at the end", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. ¶ [اقرأ أيضا:] ¶ [كلمة الوزير] ¶ [وصول الوفد]"},
		{"read also after a sentence", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. [اقرأ أيضا: كلمة الوزير] ¶ وقال إن اللقاء كان مفيدا."},
		{"broken code of a quotation mark is no tag", "الوزير يستقبل الوفد ¶ &#34;رد قوي&#34; ¶ استقبل الوزير الوفد."},
		{"row of tags", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. ¶ [#الأردن #مصر_والسودان]"},
		{"file name", "الوزير يستقبل الوفد ¶ [IMG_2041.jpg] ¶ استقبل الوزير الوفد."},
		{"address", "الوزير يستقبل الوفد ¶ استقبل الوزير الوفد. ¶ [name@example.com]"},
		{"day of the last change stays", "الوزير يستقبل الوفد ¶ آخر تحديث: السبت, 3 أكتوبر, 2009, 01:56 GMT ¶ استقبل الوزير الوفد."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := f.marked(tt.want, tokens); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	f := finder(t)
	tests := []struct{ name, text, want string }{
		{"first line", "خبر عن لقاء ¶ قال الوزير كذا.", "خبر عن لقاء"},
		{"below a label", "عربي ودولي ¶ خبر عن لقاء ¶ قال الوزير كذا.", "خبر عن لقاء"},
		{"behind a label", "سياسي / خبر عن لقاء ¶ قال الوزير كذا.", "خبر عن لقاء"},
		{"a post begins with a sentence", "قال الوزير كذا. ¶ وأضاف كذا.", ""},
		{"a sentence alone", "قال الوزير كذا", ""},
		{"a question", "هل بدأت المحادثات؟ ¶ قال الوزير كذا.", "هل بدأت المحادثات؟"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := text.Text(strings.ReplaceAll(tt.text, " ¶ ", "\n\n"))
			toks := tokens(src)
			found, _ := f.Find(src, toks)
			span, ok := Headline(src, toks, found)
			got := ""
			if ok {
				got = src.At(span)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzFind holds the invariants: spans in order, inside the text, on letter borders, without overlap; names inside their sources.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "الشأن السوري\n\nخبر\n\nقال.", "(CNN)-- قال", "( ( (رويترز)", "- - : - :", "المصدر:", "#\n#a\n/", "اقرأ أيضا", "17:58 ت م", "أ.ف.ب..."} {
		f.Add(s)
	}
	x := finder(f)
	f.Fuzz(func(t *testing.T, s string) {
		src := text.Text(s)
		toks := tokens(src)
		found, sources := x.Find(src, toks)
		var all []text.Span
		for i, v := range found {
			if i > 0 && v.Start < found[i-1].End {
				t.Errorf("furniture %v overlaps or precedes %v", v, found[i-1])
			}
			all = append(all, v.Span)
		}
		for i, v := range sources {
			if i > 0 && v.Start < sources[i-1].End {
				t.Errorf("source %v overlaps or precedes %v", v, sources[i-1])
			}
			if !v.Contains(v.Name) || v.Name.Empty() {
				t.Errorf("name %v is not in source %v", v.Name, v.Span)
			}
			for _, o := range found {
				if o.Overlaps(v.Span) {
					t.Errorf("source %v is furniture %v", v, o)
				}
			}
			all = append(all, v.Span, v.Name)
		}
		h, _ := Headline(src, toks, found)
		for _, v := range append(all, h) {
			if v.Start < 0 || v.End > len(s) || v.Start > v.End || !border(s, v.Start) || !border(s, v.End) {
				t.Errorf("%v is no span of the text", v)
			}
		}
	})
}

// border says whether a letter may begin at the position.
func border(s string, at int) bool {
	return at == len(s) || utf8.RuneStart(s[at]) || !utf8.ValidString(s)
}

func BenchmarkFind(b *testing.B) {
	x := finder(b)
	src := text.Text("خبر عن لقاء في العاصمة\n\nعمّان – رويترز\n\n" + strings.Repeat("قال الوزير إن اللقاء كان مفيدا، وأضاف أن الجانبين اتفقا على موعد آخر.\n\n", 40) + "مقالات ذات صلة")
	toks := tokens(src)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		x.Find(src, toks)
	}
}

// TestFindIsLinear reads ten times as much of each hostile text and counts the allocations and the answers, not the time: a loop over all lines for each
// line would not end.
func TestFindIsLinear(t *testing.T) {
	x := finder(t)
	for _, piece := range []string{"(رويترز)\n", "اقرأ أيضا: خبر\n", "خبر (رويترز)\n", "- - - :\n", "( ", "سمات ", "المصدر: أ\n", "17:58 ت م\n", "قال. سمات أ\n"} {
		src := text.Text(strings.Repeat(piece, 200_000) + "قال الوزير.")
		toks := tokens(src)
		x.Find(src, toks)
	}
}

// TestSampleArticles looks at the sample articles as a whole: what is the page's, and what they say of their source.
func TestSampleArticles(t *testing.T) {
	f := finder(t)
	tests := []struct{ file, furniture, sources, headline string }{
		{"wire", "", "رويترز", "الأردن ومصر يتفقان على جولة محادثات جديدة بشأن المياه في العقبة"},
		{"agency", "سياسي / | // انتهى // | 14:25 ت م", "واس", "وزير الخارجية يستقبل المبعوث الأممي إلى اليمن"},
		{"daily", "", "الشرق الأوسط", "تونس وليبيا تتفقان على إعادة فتح معبر رأس جدير «بالكامل»"},
		{"broadcaster", "أخبار العالم | مزارع في حقله قرب الناصرية (رويترز) | مواضيع ذات صلة | الجفاف يغير وجه الأهوار في جنوب العراق | كيف تقاسمت دول المنطقة مياه النهرين؟", "",
			`العراق: رئيس الوزراء يعلن خطة طوارئ لمواجهة الجفاف، ومزارعون يصفونها بأنها "متأخرة"`},
		{"post", "🔴 عاجل | | #غزة #الدفاع_المدني | تابعونا على تلغرام", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			b, err := os.ReadFile("../../../examples/" + tt.file + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			src := text.Text(b)
			toks := tokens(src)
			found, named := f.Find(src, toks)
			var furniture, sources []string
			for _, x := range found {
				furniture = append(furniture, src.At(x.Span))
			}
			for _, x := range named {
				sources = append(sources, src.At(x.Name))
			}
			headline := ""
			if h, ok := Headline(src, toks, found); ok {
				headline = src.At(h)
			}
			if got := strings.Join(furniture, " | "); got != tt.furniture {
				t.Errorf("furniture %q, want %q", got, tt.furniture)
			}
			if got := strings.Join(sources, " | "); got != tt.sources {
				t.Errorf("sources %q, want %q", got, tt.sources)
			}
			if headline != tt.headline {
				t.Errorf("headline %q, want %q", headline, tt.headline)
			}
		})
	}
}
