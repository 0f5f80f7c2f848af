package find

import (
	"slices"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/text"
)

var thursday = time.Date(2018, 8, 23, 15, 0, 0, 0, time.UTC)

func ask(t *testing.T, s string) Query {
	t.Helper()
	q, err := analyzer(t).QueryOn(s, thursday)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return q
}

// show writes a text with its hits in brackets.
func show(s string, marks []text.Span) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(s[at:m.Start] + "[" + s[m.Start:m.End] + "]")
		at = m.End
	}
	return b.String() + s[at:]
}

func TestHits(t *testing.T) {
	tests := []struct{ question, want string }{
		{"الوزير", "التقى [الوزراء] وفدا من [وزيرين]، ثم عاد [للوزير] نصه."},
		{"وزراء", "قال [الوزير] كلمة."},
		{`"وزير الخارجية"`, "قال [لوزير الخارجية] إن وزير الداخلية غادر، ووزراء الخارجية."},
		{`"وزراء الخارجية"`, "اجتمع [وزراء الخارجية] ولم يحضر وزير الخارجية."},
		{"لافروف", "قال [لافروف]، و[Lavrov] بالإنجليزية، و[Лавров] بالروسية."},
		{"Lavrov", "قال [ولافروف] حاضر: [لافروف]."},
		{"лавров", "قال [لافروف] كلمة."},
		{"Sergei Lavrov", "وصل [سيرغي] [لافروف] ثم عاد [سيرجي]."},
		{"Zelenskiy", "قال [زيلينسكي] كلمة."},
		{"United Nations", "في [الأمم المتحدة] أمس."},
		{"Россия", "عن [روسيا] كلمة."},
		{"مصر -قطر", "بين [مصر] وقطر."},
		{"حصار OR مدينة", "[حصار] [المدن] شديد."},
		{"في المدينة", "في [المدينة] القديمة."},
		{`"في المدينة"`, "[في المدينة] القديمة في الصباح."},
		{"2018", "عام [٢٠١٨] وعام 2019."},
		{"جوجل", "شركة [غوغل] وشركة [جوجل]."},
		{"قال: نعم", "[قال]: [نعم]."},
		{"speaker:لافروف", "قال لافروف."},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			s := strings.NewReplacer("[", "", "]", "").Replace(tt.want)
			a := analyzer(t)
			if got := show(s, a.Mark(s, ask(t, tt.question))); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestHolds(t *testing.T) {
	a := analyzer(t)
	const s = "قال وزير الخارجية الروسي سيرغي لافروف إن الاجتماع تأجل"
	tests := []struct {
		question string
		want     bool
	}{
		{"لافروف اجتماع", true}, {"لافروف -تأجيل", true}, {"لافروف -اجتماع", false}, {"بوتين OR لافروف", true}, {"بوتين OR ماكرون", false}, {"الروسي لافروف OR بوتين", true}, {"", true}, {"-بوتين", true},
	}
	for _, tt := range tests {
		q := ask(t, tt.question)
		if got := q.Holds(a.Terms(s)); got != tt.want {
			t.Errorf("%q: %v", tt.question, got)
		}
	}
}

func TestFilters(t *testing.T) {
	q := ask(t, `تأجيل متحدث:"سيرغي لافروف" about:سوريا عن: «حلب» مع:أردوغان منفذ:تاس من:٢٠١٨-٠٨ إلى:أمس نوع:لقاء,زيارة status:postponed حال:ملغى`)
	check := func(name string, got []string, want ...string) {
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	check("speaker", q.Speaker, "سيرغي لافروف")
	check("about", q.About, "سوريا", "حلب")
	check("with", q.With, "أردوغان")
	check("outlet", q.Outlet, "تاس")
	check("kind", q.Kind, "meeting", "visit")
	check("status", q.Status, "postponed", "cancelled")
	check("days", []string{q.From, q.To}, "2018-08-01", "2018-08-22")
	if len(q.All) != 1 {
		t.Errorf("%d clauses", len(q.All))
	}
}

func TestDays(t *testing.T) {
	tests := []struct{ in, first, last string }{
		{"2018-08-23", "2018-08-23", "2018-08-23"}, {"23/8/2018", "2018-08-23", "2018-08-23"}, {"٢٣/٨/٢٠١٨", "2018-08-23", "2018-08-23"},
		{"2018-02", "2018-02-01", "2018-02-28"}, {"2018", "2018-01-01", "2018-12-31"},
		{"23 أغسطس 2018", "2018-08-23", "2018-08-23"}, {"تشرين الثاني 2018", "2018-11-01", "2018-11-30"}, {"August 23, 2018", "2018-08-23", "2018-08-23"},
		{"اليوم", "2018-08-23", "2018-08-23"}, {"أمس", "2018-08-22", "2018-08-22"}, {"أول من أمس", "2018-08-21", "2018-08-21"}, {"yesterday", "2018-08-22", "2018-08-22"},
		{"قبل 3 أيام", "2018-08-20", "2018-08-20"}, {"قبل أسبوعين", "2018-08-09", "2018-08-09"}, {"منذ شهر", "2018-07-23", "2018-07-23"}, {"3 days ago", "2018-08-20", "2018-08-20"},
		{"الشهر الماضي", "2018-07-01", "2018-07-31"}, {"العام الماضي", "2017-01-01", "2017-12-31"}, {"last week", "2018-08-10", "2018-08-16"},
		{"31/2/2018", "", ""}, {"كلمة", "", ""}, {"99", "", ""}, {"", "", ""}, {"قبل", "", ""},
	}
	for _, tt := range tests {
		first, last, ok := span(tt.in, thursday)
		if first != tt.first || last != tt.last || ok != (tt.first != "") {
			t.Errorf("%s: got %s to %s, want %s to %s", tt.in, first, last, tt.first, tt.last)
		}
	}
}

func TestErrorsNameTheRemedy(t *testing.T) {
	tests := []struct{ question, want string }{
		{"spaeker:لافروف", "no filter is called spaeker: the filters are speaker: about:"},
		{"from:قريبا", "from:قريبا is no day"},
		{"kind:رواية", "kind:رواية is not known: write one of approve, article"},
		{"status:", "status: has no value"},
		{"-speaker:لافروف", "cannot be turned round"},
		{"from:2019 to:2018", "from:2019-01-01 is after to:2018-12-31"},
	}
	for _, tt := range tests {
		if _, err := analyzer(t).QueryOn(tt.question, thursday); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.question, err, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	a := analyzer(t)
	tests := []struct{ name, id string }{
		{"Lavrov", "per:sergey-lavrov"}, {"лавров", "per:sergey-lavrov"}, {"لافروف", "per:sergey-lavrov"}, {"سرجي لافروف", "per:sergey-lavrov"}, {"Sergei Lavrov", "per:sergey-lavrov"}, {"Сергей Лавров", "per:sergey-lavrov"},
		{"Zelenskyy", "per:volodymyr-zelensky"}, {"Зеленский", "per:volodymyr-zelensky"}, {"جوتيريش", "per:antonio-guterres"}, {"Mohammed bin Salman", "per:mohammed-bin-salman"},
		{"Russia", "loc:ru"}, {"Russian", "loc:ru"}, {"روسيا", "loc:ru"}, {"Россия", "loc:ru"}, {"Saudi Arabia", "loc:sa"}, {"الأمم المتحدة", "org:un"}, {"United Nations", "org:un"}, {"ООН", "org:un"},
		{"Xyzzyx", ""}, {"", ""},
	}
	for _, tt := range tests {
		ids := a.Names(tt.name)
		if tt.id == "" && len(ids) == 0 {
			continue
		}
		if !slices.Contains(ids, tt.id) || len(ids) > 3 {
			t.Errorf("%s: got %v, want %s", tt.name, ids, tt.id)
		}
	}
}

func TestUnknownNamesAreWrittenOver(t *testing.T) {
	a := analyzer(t)
	tests := []struct{ name, key string }{{"Nakamura", "ناكامورا"}, {"Gabrovich", "غابروفيتش"}, {"Gabrovich", "جابروفيتش"}, {"Накамура", "ناكامورا"}}
	for _, tt := range tests {
		if keys := a.NameKeys(tt.name); len(keys) != 1 || !slices.Contains(keys[0], a.key(tt.key, tt.key)) {
			t.Errorf("%s: %q has no %s", tt.name, keys, tt.key)
		}
	}
}

func TestSnippet(t *testing.T) {
	a := analyzer(t)
	s := strings.Repeat("كلام كثير لا يقول شيئا جديدا. ", 20) + "ثم قال لافروف إن الاجتماع تأجل إلى الخريف. " + strings.Repeat("كلام آخر بعد ذلك. ", 20)
	cut, marks := a.Snippet(s, ask(t, "لافروف الاجتماع"), 60)
	got := s[cut.Start:cut.End]
	if n := len([]rune(got)); n > 60 || n < 40 {
		t.Errorf("%d letters: %s", n, got)
	}
	if len(marks) != 2 || s[marks[0].Start:marks[0].End] != "لافروف" || s[marks[1].Start:marks[1].End] != "الاجتماع" {
		t.Errorf("%s: marks %v", got, marks)
	}
	if strings.HasPrefix(got, " ") || strings.HasSuffix(got, " ") || !strings.HasSuffix(s[:cut.Start], " ") {
		t.Errorf("cut %q", got)
	}
	if cut, marks = a.Snippet(s, ask(t, "غائب"), 20); cut.Start != 0 || marks != nil || cut.Len() == 0 {
		t.Errorf("without a hit: %v %v", cut, marks)
	}
}
