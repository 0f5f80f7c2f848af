package find

import (
	"strings"
	"sync"
	"testing"

	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/packs"
)

var loaded = sync.OnceValues(func() (*Analyzer, error) {
	p, err := nlp.New(packs.FS)
	if err != nil {
		return nil, err
	}
	return New(p.Pack), nil
})

// analyzer returns the one of the program's packs.
func analyzer(t testing.TB) *Analyzer {
	t.Helper()
	a, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func keysOf(a *Analyzer, s string) string {
	var out []string
	for _, t := range a.Terms(s) {
		out = append(out, t.Key)
	}
	return strings.Join(out, " ")
}

// A row is forms of one word: all have one key.
func TestFormsOfOneWordMeet(t *testing.T) {
	a := analyzer(t)
	for _, row := range []string{
		"وزير الوزير والوزير للوزير بوزير وزراء الوزراء والوزراء لوزراء وزيران وزيرين وزراؤها وزرائهم وزيرا وَزير",
		"حكومة حكومته وحكومتها الحكومات للحكومة حكومات حكومتين",
		"قرار قراره قرارها قراراتهم القرارين بقرار قرارا القرارات وللقرار",
		"روسي الروسية روسيين الروس روسيون والروسية",
		"روسيا وروسيا لروسيا بروسيا",
		"ألمانيا المانيا وألمانيا لألمانيا",
		"إلغاء الغاء وإلغاء لإلغاء الإلغاء",
		"مسؤول المسؤولين مسؤولون مسؤولي مسؤولة والمسؤولين للمسؤولين",
		"قضية قضايا القضية بقضاياهم القضيتين",
		"قال يقول قالت وقالوا سيقول",
		"أعلن يعلن أعلنت أعلنها ليعلن وأعلنت",
		"كتاب كتب الكتب بكتابه كتبهم",
		"صاروخ صواريخ بصاروخين الصواريخ صاروخا",
		"قتيل قتلى القتلى وقتيلا",
		"رئاسة برئاسة وبرئاسة الرئاسة",
		"أزمة للأزمة الأزمات بأزمتها",
		"التقى التقت يلتقي وسيلتقيان",
		"قبل وقبل وقبلها",
		"كثير الكثيرة الكثير كثيرا",
		"لقاء لقاءات للقاء لقائه بلقاء اللقاء",
		"عسكري عسكرية العسكريين والعسكرية عسكريا",
		"مشترك المشتركة مشتركا مشتركين",
		"متظاهر المتظاهرين متظاهرون للمتظاهرين",
		"حوثي الحوثيين للحوثيين والحوثيون",
		"جديد الجديدة جدد جديدا",
		"إعلان إعلانا الإعلانات وإعلانه",
		"لافروف ولافروف للافروف لافروفَ",
		"السيسي والسيسي للسيسي",
		"دعا ودعا يدعو دعت",
		"٢٠١٨ 2018 ۲۰۱۸",
		"Reuters REUTERS reuters",
		"Erdoğan Erdogan ERDOĞAN",
	} {
		first, rest, _ := strings.Cut(row, " ")
		want := keysOf(a, first)
		for w := range strings.FieldsSeq(rest) {
			if got := keysOf(a, w); got != want {
				t.Errorf("%s has the key %s, %s has %s", w, got, first, want)
			}
		}
	}
}

// A row is words that look alike and are not forms of one word.
func TestOtherWordsStayApart(t *testing.T) {
	a := analyzer(t)
	for _, row := range []string{
		"روسيا روسي", "عملية عمل عميل", "وفد فدا", "بنك نك", "كلب لب", "وكالة كل", "والي إلى", "برلمان برلم", "عدوان عدو", "طيران طير", "مدرسة مدرس", "كتابة كتاب كاتب", "شرطة شرط",
		"رئيس رئيسي رئاسة", "جامعة جامع", "معارضة معرض", "محافظة محافظ", "الأمان ألم", "عربات عرب", "قانون قانا", "سوريا سوري", "بعد أبعاد", "هم هموم", "وفاة وفي", "إمارات أمر", "حوار حور", "لبنان لبن", "فلسطين فلس",
	} {
		seen := map[string]string{}
		for w := range strings.FieldsSeq(row) {
			k := keysOf(a, w)
			if other, ok := seen[k]; ok {
				t.Errorf("%s and %s have the key %s", w, other, k)
			}
			seen[k] = w
		}
	}
}

func TestTermsAreWordsInTheirPlaces(t *testing.T) {
	a := analyzer(t)
	tests := []struct{ name, want string }{
		{"plain", "[قال] [الوزير]."},
		{"marks belong to the word", "[قَالَ] [مــصرُ]"},
		{"direction marks do not", "\u202b[مصر]\u202c\u200f، [قطر]"},
		{"digits and other letters are words of their own", "[لـ][CNN] [الـ][28]"},
		{"punctuation", "«[لافروف]»-([بوتين]) [ص].[ب]"},
		{"what is no letter", "— … 🔴 ـــ"},
		{"nothing", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := strings.NewReplacer("[", "", "]", "").Replace(tt.want)
			var b strings.Builder
			at := 0
			for _, term := range a.Terms(s) {
				b.WriteString(s[at:term.Start] + "[" + s[term.Start:term.End] + "]")
				at = term.End
			}
			if got := b.String() + s[at:]; got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestTermsDoNotAllocateForKnownWords(t *testing.T) {
	a, s := analyzer(t), strings.Repeat("قال وزير الخارجية الروسي سيرغي لافروف للصحفيين. ", 20)
	terms := a.AppendTerms(nil, s)
	if n := testing.AllocsPerRun(20, func() { terms = a.AppendTerms(terms[:0], s) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestManyGoroutinesShareAnAnalyzer(t *testing.T) {
	a := analyzer(t)
	want := keysOf(a, "والوزراء للحكومة Lavrov")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := keysOf(a, "والوزراء للحكومة Lavrov"); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			a.NameKeys("Lavrov")
		})
	}
	wg.Wait()
}
