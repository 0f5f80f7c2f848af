package ledger

import (
	"math/rand/v2"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/text"
)

// telling is the telling of these words, quoted where they stand in «».
func telling(words string) Telling {
	t := Telling{Words: words}
	open := -1
	for i, r := range words {
		switch {
		case r == '«':
			open = i + len("«")
		case r == '»' && open >= 0:
			t.Quoted = append(t.Quoted, text.Span{Start: open, End: i})
			open = -1
		}
	}
	return t
}

// tellingOn is the telling of these words on a day.
func tellingOn(day, words string) Telling {
	t := telling(words)
	t.Day = day
	return t
}

func TestSameWords(t *testing.T) {
	tests := []struct {
		name string
		a, b Telling
		want bool
	}{
		{"the same", telling("الموسم المقبل سيكون أفضل من الحالي"), telling("الموسم المقبل سيكون أفضل من الحالي"), true},
		{"other spelling and marks", telling("إدارة الأزمة مسؤولية الجميع في البلاد"), telling("«ادارة الازمة» مسؤوليّة الجميع، في البلاد"), true},
		{"one leaves out the end", telling("الموسم المقبل سيكون أفضل من الحالي رغم الجفاف الذي ضرب البلاد"), telling("الموسم المقبل سيكون أفضل من الحالي"), true},
		{"a word changed", telling("الموسم المقبل سيكون أفضل من الحالي رغم قلة المطر في الشمال"), telling("الموسم القادم سيكون أفضل من الحالي رغم قلة المطر في الشمال"), true},
		{"in other words", telling("الموسم المقبل سيكون أفضل من الحالي رغم قلة المطر"), telling("المزارعون سيجنون هذا العام محصولا أوفر وإن شح المطر"), false},
		{"in nearly other words", telling("الموسم المقبل سيكون أفضل من الحالي رغم قلة المطر"), telling("رغم قلة الأمطار فإن الموسم سيكون في العام المقبل أفضل"), false},
		{"a title in both", telling("شكره لوزير الزراعة والثروة السمكية"), telling("رفضه ما أعلنه قبل يومين وزير الزراعة والثروة السمكية في شأن الأسعار"), false},
		{"four words, whole", telling("الموسم سيكون أفضل قليلا"), telling("الموسم سيكون أفضل قليلا"), true},
		{"four words in a longer one", telling("الموسم سيكون أفضل قليلا"), telling("الموسم سيكون أفضل قليلا من الموسم الماضي"), false},
		{"two words on days that are not known", telling("موسم ناجح"), telling("موسم ناجح"), false},
		{"two words on one day", tellingOn("2031-05-01", "موسم ناجح"), tellingOn("2031-05-02", "موسم ناجح"), true},
		{"two words in a longer one", tellingOn("2031-05-01", "موسم ناجح"), tellingOn("2031-05-01", "هذا موسم ناجح بكل المقاييس"), false},
		{"the same sentence a month later", tellingOn("2031-05-01", "الموسم المقبل سيكون أفضل من الحالي"), tellingOn("2031-06-01", "الموسم المقبل سيكون أفضل من الحالي"), false},
		{"a long quotation a month later", tellingOn("2031-05-01", "الموسم المقبل سيكون أفضل من الحالي رغم قلة المطر التي عانت منها محافظات الشمال كلها"),
			tellingOn("2031-06-01", "الموسم المقبل سيكون أفضل من الحالي رغم قلة المطر التي عانت منها محافظات الشمال كلها"), true},
		{"the same report with other numbers a month later", tellingOn("2031-05-01", "كمية القمح التي دخلت المخازن في الأسبوع الماضي بلغت 1200 طن من محافظات الشمال والوسط والجنوب كلها"),
			tellingOn("2031-06-01", "كمية القمح التي دخلت المخازن في الأسبوع الماضي بلغت 1350 طن من محافظات الشمال والوسط والجنوب كلها"), false},
		{"other numbers on one day", tellingOn("2031-05-01", "كمية القمح التي دخلت المخازن في الأسبوع الماضي بلغت 1200 طن"), tellingOn("2031-05-01", "كمية القمح التي دخلت المخازن في الأسبوع الماضي بلغت 1350 طن"), true},
		{"nothing", telling(""), telling(""), false},
		{"nothing and something", telling("«»"), telling("الموسم المقبل سيكون أفضل"), false},
	}
	for _, tt := range tests {
		share, got := SameWords(tt.a, tt.b)
		if got != tt.want {
			t.Errorf("%s: %v with a share of %.2f", tt.name, got, share)
		}
		if back, same := SameWords(tt.b, tt.a); back != share || same != got {
			t.Errorf("%s: it is another the other way round", tt.name)
		}
	}
}

func TestQuotesDiffer(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"the same", "قال «الموسم سيكون أفضل»", "قال «الموسم سيكون أفضل»", false},
		{"another word", "قال «الموسم سيكون أفضل من الحالي»", "قال «الموسم سيكون أسوأ من الحالي»", true},
		{"another word at the end", "قال «الموسم سيكون ممتازا»", "قال «الموسم سيكون جيدا»", true},
		{"another word at the start", "«موسمنا سيكون ممتازا»", "«موسمهم سيكون ممتازا»", true},
		{"it begins later", "«اليوم سيرتفع سعر القمح»", "«سيرتفع سعر القمح»", false},
		{"it begins behind a no", "قال «لن يرتفع سعر القمح»", "قال «يرتفع سعر القمح»", true},
		{"the no stands outside", "قال «لن يرتفع سعر القمح»", "قال إنه لن «يرتفع سعر القمح»", false},
		{"a word left out inside", "«نحن لن نرفع سعر القمح»", "«نحن نرفع سعر القمح»", true},
		{"dots for what is left out", "«نحن سوف نرفع سعر القمح»", "«نحن … نرفع سعر القمح»", false},
		{"a word in brackets", "«سنرفع سعره غدا»", "«سنرفع سعره (القمح) غدا»", false},
		{"another word outside", "أعلن أن «الموسم سيكون أفضل»", "أكد أن «الموسم سيكون أفضل»", false},
		{"one quotes less", "«الموسم سيكون أفضل من الحالي»", "الموسم سيكون «أفضل من الحالي»", false},
		{"one quotes nothing", "«الموسم سيكون أفضل من الحالي»", "الموسم سيكون أسوأ من الحالي", false},
		{"the reporter comes between", "«الموسم سيكون أفضل من الحالي»", "«الموسم سيكون» كما قال «أفضل من الحالي»", false},
		{"joined by و", "«وسيكون الموسم أفضل»", "«سيكون الموسم أفضل»", false},
		{"parted otherwise", "«القرار في ما يخص القمح نهائي»", "«القرار فيما يخص القمح نهائي»", false},
		{"other quotations", "«الموسم سيكون أفضل»", "«الأسعار ترتفع»", false},
		{"nothing", "", "", false},
	}
	for _, tt := range tests {
		if got := QuotesDiffer(telling(tt.a), telling(tt.b)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		if got := QuotesDiffer(telling(tt.b), telling(tt.a)); got != tt.want {
			t.Errorf("%s, the other way round: %v", tt.name, got)
		}
	}
}

func BenchmarkWordKeys(b *testing.B) {
	s := madeText(rand.New(rand.NewPCG(1, 1)), 20)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		WordKeys(s)
	}
}

func BenchmarkSameWords(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	s := madeText(rnd, 20)
	x, y := telling(s), telling(change(rnd, s, 10))
	b.ReportAllocs()
	for b.Loop() {
		SameWords(x, y)
	}
}

// FuzzTellings holds that no two tellings break the comparison, wherever their quotations are said to stand.
func FuzzTellings(f *testing.F) {
	for i, s := range hard {
		f.Add(s, hard[len(hard)-1-i], 0, len(s), 3, 2)
		f.Add(s, "«"+s+"»", -1, 5, 4, 1<<40)
	}
	f.Fuzz(func(t *testing.T, a, b string, start, end, from, to int) {
		x := Telling{Words: a, Quoted: []text.Span{{Start: from, End: to}, {Start: start, End: end}}}
		y := telling(b)
		share, same := SameWords(x, y)
		if share < 0 || share > 1 || same && share == 0 {
			t.Fatalf("a share of %v, the same: %v", share, same)
		}
		if back, again := SameWords(y, x); back != share || again != same {
			t.Fatal("it is another the other way round")
		}
		QuotesDiffer(x, y)
		if QuotesDiffer(x, x) {
			t.Fatal("a telling's quotations differ from its own")
		}
		checkDiff(t, x, y, Diff(x, y))
		for _, e := range Diff(x, x) {
			if e.Op != Equal {
				t.Fatalf("a telling differs from itself: %+v", e)
			}
		}
		if same && strings.TrimSpace(a) == "" {
			t.Fatal("nothing is the same as something")
		}
	})
}
