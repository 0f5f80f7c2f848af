package when

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp/token"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/tsv"
)

// thursday is the day that all sentences here are read on.
var thursday = doc.Day{Year: 2018, Month: 8, Day: 23}

const dir = "../../../packs/ar/when"

type noForms struct{}

func (noForms) FormJoined(string, string) doc.FormID { return 0 }

func (noForms) Form(string) doc.FormID { return 0 }

func load(t testing.TB) *Finder {
	t.Helper()
	f, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// show brackets the dates of a text and lists their values; "?" is a date without one.
func show(src text.Text, dates []doc.Date) (marked string, values string) {
	var b strings.Builder
	at := 0
	for _, d := range dates {
		b.WriteString(string(src[at:d.Span.Start]))
		b.WriteString("[" + src.At(d.Span) + "]")
		at = d.Span.End
		if d.Value == "" {
			d.Value = "?"
		}
		values += " " + d.Value
	}
	b.WriteString(string(src[at:]))
	return b.String(), strings.TrimPrefix(values, " ")
}

func unmarked(marked string) text.Text {
	return text.Text(strings.NewReplacer("[", "", "]", "").Replace(marked))
}

func find(f *Finder, src text.Text, published doc.Day) []doc.Date {
	return f.Find(src, token.Split(src, noForms{}), published)
}

func check(t *testing.T, f *Finder, marked, values string, published doc.Day) {
	t.Helper()
	src := unmarked(marked)
	got, gotValues := show(src, find(f, src, published))
	if got != marked || gotValues != values {
		t.Errorf("\n got %s = %s\nwant %s = %s", got, gotValues, marked, values)
	}
}

func TestDatesAreFoundAndPlaced(t *testing.T) {
	tests := []struct{ name, want, values string }{
		{"levantine beside gregorian", "يصل [يوم 29 أغسطس/ آب] إلى المدينة", "2018-08-29"},
		{"year after comma", "نشر [الخميس, 10 سبتمبر/ أيلول, 2009] في الموقع", "2009-09-10"},
		{"ordinal day", "غادر في [الثامن من يوليو]، ثم عاد في [الخامس والعشرين من يناير]", "2018-07-08 2018-01-25"},
		{"first of the month", "تبدأ الدورة [الأول من سبتمبر المقبل]", "2018-09-01"},
		{"teens in words", "افتتح السد في [الثالث عشر من مايو/ أيار 2016]", "2016-05-13"},
		{"this month by number", "وقع الهجوم في [12 من الشهر الحالي] وفي [14 الجاري]", "2018-08-12 2018-08-14"},
		{"same month as before", "بدأ في [5 مارس 2015] وانتهى في [20 من الشهر نفسه]", "2015-03-05 2015-03-20"},
		{"day of last year's month", "افتتح في [3 مارس من العام الماضي]", "2017-03-03"},
		{"last, next and nearest", "في [مارس الماضي] وفي [مارس المقبل] وفي [نوفمبر]", "2018-03 2019-03 2017-11"},
		{"nearest ahead when the last is too long ago", "في [سبتمبر] و[15 سبتمبر]", "2018-09 2018-09-15"},
		{"a verb of the future decides", "سيعقد المؤتمر في [ديسمبر] في جنيف", "2018-12"},
		{"current is the nearest", "صدر البيان في [26 شباط/فبراير الجاري]", "2018-02-26"},
		{"digits", "الأرقام [1/5/2016] و[2016-05-01] و[13.5.2016] و[٣٠/٦/٢٠١٦]", "2016-05-01 2016-05-01 2016-05-13 2016-06-30"},
		{"hijri digits", "صدر القرار بتاريخ [25/10/1436هـ]", "2015-08-10"},
		{"hijri and gregorian are two dates", "برلين [25 شوال 1436 هـ] الموافق [10 أغسطس 2015 م] واس", "2015-08-10 2015-08-10"},
		{"hijri without a year", "يبدأ العمل في [10 محرم المقبل]", "2018-09-20"},
		{"persian calendar", "وقع الانقلاب في [28 مرداد 1332]", "1953-08-19"},
		{"persian and arabic digits", "في [۲۲ مايو ۲۰۱۶] وفي [٢٢ مايو ٢٠١٦م]", "2016-05-22 2016-05-22"},
		{"years", "في [عام 1967م] و[سنة 2014] و[العام 2012]", "1967 2014 2012"},
		{"bare years", "منذ [2016] وحتى [2018]، وكان مواليد [1982] (عاش حتى [2010])", "2016 2018 1982 2010"},
		{"year in brackets", "أنجبت أحمد ([1971]) وليلى ([1974-1990])", "1971 1974/1990"},
		{"years by words", "ولد [عام ألف وتسعمائة وسبعة وستين] ومات [سنة ألفين وخمسة عشر]", "1967 2015"},
		{"range of years", "بين [عامي 2010 و2012] وفي [العام 2014/2015]", "2010/2012 2014/2015"},
		{"two years of one word", "في [عامي 2010] و[2012]", "2010 2012"},
		{"season", "منذ [صيف 2012] وفي [شتاء عام 2011]", "2012 2011"},
		{"part of month and year", "[مطلع الشهر المقبل] و[أواخر شهر آذار/مارس المقبل] و[نهاية العام]", "2018-09 2019-03 2018"},
		{"week of a month", "تكتمل بحلول [نهاية الأسبوع الثالث من هذا الشهر]", "2018-W33"},
		{"weekend", "خلال [عطلة نهاية الأسبوع] وقبل [عطلة نهاية الأسبوع المقبل]", "2018-08-18/2018-08-19 2018-08-25/2018-08-26"},
		{"weeks", "[الأسبوع الماضي] و[هذا الأسبوع] و[الأسبوع قبل الماضي] و[الأسبوع المقبل]", "2018-W33 2018-W34 2018-W32 2018-W35"},
		{"days of two", "يعقد [يومي السبت والأحد المقبلين] جلسة", "2018-08-25/2018-08-26"},
		{"days that do not follow", "اجتمعوا [يومي الأحد] و[الثلاثاء]", "2018-08-19 2018-08-21"},
		{"range of days", "من [3 إلى 5 مايو] و[3-5 مايو] وبين [3 و9 مايو]", "2018-05-03/2018-05-05 2018-05-03/2018-05-05 2018-05-03/2018-05-09"},
		{"two days of a month", "في [3] و[9 مايو]", "2018-05-03 2018-05-09"},
		{"list of days", "في [3] و[9] و[26 مايو 2015]", "2015-05-03 2015-05-09 2015-05-26"},
		{"year in brackets after its day", "من [25 يناير (2011)] إلى [30 يونيو (2013)]", "2011-01-25 2013-06-30"},
		{"the line of the last update is the day of the text", "آخر تحديث: [الجمعة, 24 أغسطس, 2018]\nوصل [الجمعة]", "2018-08-24 2018-08-24"},
		{"relative clause behind a verb of the future", "سيناقش المجلس الهجمات التي وقعت [الاثنين]", "2018-08-20"},
		{"put off", "أجلت المحكمة النظر إلى [الاثنين]", "2018-08-27"},
		{"fiscal years", "في [العام المالي 2014/2015] و[السنة المالية 2016]", "2014/2015 2016"},
		{"hijri month in a gregorian year", "هلال [رمضان 2024]", "2024-03-11/2024-04-09"},
		{"american order", "نشر على الموقع [أغسطس 3, 2015]", "2015-08-03"},
		{"today", "وصل [اليوم] ثم [اليوم الخميس] ثم [اليوم (الخميس)] وفي [هذا اليوم]", "2018-08-23 2018-08-23 2018-08-23 2018-08-23"},
		{"yesterday", "[أمس] و[أمس الأربعاء] و[يوم أمس] وب[الأمس] و[البارحة]", "2018-08-22 2018-08-22 2018-08-22 2018-08-22 2018-08-22"},
		{"yesterday with another weekday", "وصل [أمس الأحد] إلى بيروت", "2018-08-19"},
		{"before yesterday", "[أمس الأول] و[أول من أمس] و[أول أمس الثلاثاء]", "2018-08-21 2018-08-21 2018-08-21"},
		{"tomorrow and after", "[غدا] و[غدٍ الجمعة] و[يوم غد الجمعة] و[بعد غد] و[بعد غد السبت]", "2018-08-24 2018-08-24 2018-08-24 2018-08-25 2018-08-25"},
		{"nights", "قصفت [الليلة الماضية] وتقصف [الليلة]", "2018-08-22 2018-08-23"},
		{"weekday alone is the last one", "قال [الخميس] إنه عاد [الجمعة]", "2018-08-23 2018-08-17"},
		{"weekday with a tense", "[الخميس الماضي] و[الخميس المقبل] و[الأحد القادم]", "2018-08-16 2018-08-30 2018-08-26"},
		{"weekday after a verb of the future", "سيلتقي الوزيران [الاثنين] في جنيف", "2018-08-27"},
		{"weekday of a week", "يعود [الثلاثاء من الأسبوع المقبل]", "2018-08-28"},
		{"weekday and its date", "تبدأ [الاثنين] الموافق [27 أغسطس]", "2018-08-27 2018-08-27"},
		{"weekday tells the year", "زارها [الأحد 24 سبتمبر]", "2017-09-24"},
		{"clitics stay outside", "و[الاثنين] عاد، ول[لشهر المقبل] خطة، وب[يناير 2015] بدأ", "2018-08-20 2018-09 2015-01"},
		{"attack known by its day", "بعد هجمات [11 سبتمبر] و[11 سبتمبر عام 2001]", "2001-09-11 2001-09-11"},
		{"maghrebi months", "في [5 جويلية 2016] و[غشت 2015] و[7 فيفري 2014]", "2016-07-05 2015-08 2014-02-07"},
		{"marks and tatweel", "في [الـ28 من سبتـمبر 2017] وفي [يَنايِر 2017]", "2017-09-28 2017-01"},
	}
	f := load(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, f, tt.want, tt.values, thursday) })
	}
}

func TestNearMissesAreNoDates(t *testing.T) {
	f := load(t)
	for _, s := range nearMisses {
		check(t, f, s, "", thursday)
	}
}

var nearMisses = []string{
	"انتظر منذ شهرين وعاد قبل ثلاثة أيام",
	"أنجز العمل خلال 48 ساعة",
	"يجتمعون كل خميس وكل يوم جمعة",
	"توافق 15 مايو/أيار من كل عام",
	"مارس الوفد ضغوطا كبيرة",
	"شارك في ثورة 25 يناير",
	"قال نواب قوى «14 آذار» إنهم باقون",
	"استقبل رجب طيب أردوغان ضيفه",
	"البلاد في أمس الحاجة إلى المال",
	"وفي اليوم التالي غادر",
	"قال لـ«اليوم» إن المشروع تأخر",
	"نقلت روسيا اليوم عن المصدر",
	"قال الأمين العام الحالي للمنظمة",
	"أدى صلاة الجمعة في الجامع",
	"دفع 2000 دولار مقابل 2015 سهما",
	"رقم الهاتف 2016/1234567",
	"عمره 30 عاما ووزنه 70",
	"يأتي يوم القيامة بغتة",
	"لم يحضر لأحد منهم",
	"لامس السعر حده الأعلى",
	"عاش في الثمانينيات",
	"في العام ذاته",
	"ينتج مليون برميل في اليوم",
	"حكم الملك بين عامي 1482 و1450 قبل الميلاد",
	"يحلمون بغد أفضل",
	"نصف العام",
	"زرع أكثر من مائة ألف لغم",
	"قالت آفريل هينز إن التقرير جاهز",
	"وصل عبد الأحد إلى المدينة",
	"وصل كابريل سعيد",
	"الشهر الأول من البطولة",
	"تكلم زعماء السنة الحاليون",
	"الساعة 10:30 بتوقيت غرينتش",
}

func TestWithoutPublicationDayOnlyFullDatesHaveValues(t *testing.T) {
	f := load(t)
	check(t, f, "وصل [أمس الأحد] بعد زيارة في [26 مارس/آذار 2015] و[عام 2012] وفي [2 أبريل/نيسان الماضي] و[الشهر المقبل] و[يومي السبت والأحد]",
		"? 2015-03-26 2012 ? ? ?", doc.Day{})
}

func TestTableExamplesHold(t *testing.T) {
	f := load(t)
	for _, e := range f.Examples() {
		src := unmarked(e.Text)
		got, values := show(src, find(f, src, thursday))
		if want := strings.Join(e.Values, " "); got != e.Text || values != want {
			t.Errorf("%s:%d\n got %s = %s\nwant %s = %s", e.File, e.Line, got, values, e.Text, want)
		}
	}
}

// A word of three letters or fewer is easily part of another phrase: its row says where it is no date.
func TestShortFormsHaveACounterExample(t *testing.T) {
	for _, table := range tables {
		for _, r := range rows(t, table.file, table.columns) {
			forms := r.Fields[len(table.columns)-1]
			for _, form := range tsv.List(forms) {
				if utf8.RuneCountInString(script.String(form)) <= 3 && r.Fields[len(r.Fields)-1] == "" && table.file != "numbers.tsv" {
					t.Errorf("%s:%d: %s has no counter-example", r.File, r.Line, form)
				}
			}
		}
	}
}

func TestTablesAreSorted(t *testing.T) {
	for _, table := range tables {
		all := rows(t, table.file, table.columns)
		for i, r := range all[1:] {
			if before := all[i].Fields; before[0] > r.Fields[0] || before[0] == r.Fields[0] && before[1] > r.Fields[1] {
				t.Errorf("%s:%d stands after %q", r.File, r.Line, before[:2])
			}
		}
		for _, r := range all {
			if table.file == "cues.tsv" && !slices.IsSorted(tsv.List(r.Fields[1])) {
				t.Errorf("%s:%d: the forms are not in order", r.File, r.Line)
			}
		}
	}
}

func rows(t *testing.T, file string, columns []string) []tsv.Row {
	t.Helper()
	all, err := tsv.Read(os.DirFS(dir), file, append(append([]string{}, columns...), "example", "value", "counter")...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Hostile texts of a few megabytes would hang the test if the cost were not linear.
func TestHostileTextsTakeLinearTime(t *testing.T) {
	f := load(t)
	for _, s := range []string{"يناير/", "عام (", "1 و", "1/", "1-", "اليوم، ", "الخميس من ", "من كل ", "ألف و", "هذا ", "نهاية ", ") يناير (", "سيقوم "} {
		src := text.Text(strings.Repeat(s, 1<<20/len(s)))
		find(f, src, thursday)
	}
}

func TestEveryMonthFormIsThatMonth(t *testing.T) {
	f := load(t)
	for form, w := range f.words {
		if w.class != month || w.clitics > 0 || w.calendar != gregorian {
			continue
		}
		got := find(f, text.Text("في 5 "+form+" 2015"), thursday)
		if len(got) != 1 || got[0].Value != string(one(aDay, civil(2015, int(w.num), 5)).add(nil)) {
			t.Errorf("%s is not month %d: %v", form, w.num, got)
		}
	}
}

func TestWrongTablesAreRefused(t *testing.T) {
	f := &Finder{words: map[string]word{}, pairs: map[pair]word{}, events: map[event]int{}}
	for _, table := range tables {
		row := row(len(table.columns) + 3)
		if err := table.read(f, row); err == nil {
			t.Errorf("%s takes a row of nonsense", table.file)
		}
	}
}

func FuzzFind(f *testing.F) {
	finder := load(f)
	for _, s := range nearMisses {
		f.Add(s, 2018, 8, 23)
	}
	for _, e := range finder.Examples() {
		f.Add(string(unmarked(e.Text)), 2015, 2, 28)
	}
	f.Fuzz(func(t *testing.T, s string, y, m, d int) {
		src := text.Text(s)
		tokens := token.Split(src, noForms{})
		at, last := 0, 0
		for _, x := range finder.Find(src, tokens, doc.Day{Year: y, Month: m, Day: d}) {
			if x.Span.Start < at || x.Span.End > len(src) || x.Span.Empty() || x.First < last || x.End <= x.First {
				t.Fatalf("%v after %d, tokens after %d, in %q", x, at, last, s)
			}
			at, last = x.Span.End, x.End
			if utf8.ValidString(s) && (!utf8.RuneStart(s[x.Span.Start]) || at < len(s) && !utf8.RuneStart(s[at])) {
				t.Fatalf("%v is not on letter borders of %q", x, s)
			}
			if r, _ := utf8.DecodeRuneInString(s[x.Span.Start:]); script.FoldRune(r) < 0 {
				t.Fatalf("%v starts with a mark in %q", x, s)
			}
			if x.Value != "" && !wellFormed(x.Value) || x.Rule == "" {
				t.Fatalf("value %q, rule %q in %q", x.Value, x.Rule, s)
			}
		}
	})
}

// wellFormed says whether a value has one of the forms that the guidelines name, or two of the same one in order.
func wellFormed(value string) bool {
	from, to, two := strings.Cut(value, "/")
	if two {
		return shape(from) != "" && shape(from) == shape(to) && from < to
	}
	return shape(from) != ""
}

func shape(value string) string {
	shape := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '9'
		}
		return r
	}, value)
	switch shape {
	case "9999", "9999-99", "9999-99-99", "9999-W99":
		return shape
	}
	return ""
}

func BenchmarkFind(b *testing.B) {
	f := load(b)
	var all strings.Builder
	for _, e := range f.Examples() {
		all.WriteString("قالت مصادر رسمية إن وزراء خارجية الدول المشاركة بحثوا في العاصمة سبل تنفيذ بنود الاتفاق، وأكد بيان مشترك أهمية استمرار الحوار بين الأطراف. ")
		all.WriteString(string(unmarked(e.Text)) + "\n")
	}
	src := text.Text(all.String())
	tokens := token.Split(src, noForms{})
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(src, tokens, thursday)
	}
}
