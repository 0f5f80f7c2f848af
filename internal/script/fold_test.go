package script

import (
	"testing"
	"unicode/utf8"
)

func TestSpellingsOfOneWordFoldAlike(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"hamza on alef", "أحمد", "احمد"},
		{"hamza under alef", "إيران", "ايران"},
		{"madda", "آسيا", "اسيا"},
		{"wasla", "ٱلقدس", "القدس"},
		{"vowel signs", "مُحَمَّدٌ", "محمد"},
		{"small alef", "هٰذا", "هذا"},
		{"tatweel", "مــصر", "مصر"},
		{"alef maqsura", "على", "علي"},
		{"ta marbuta", "القاهرة", "القاهره"},
		{"hamza on waw and ya", "مسؤول رئيس", "مسوول رييس"},
		{"Persian ya and kaf", "ترکیا", "تركيا"},
		{"gaf", "گوگل", "غوغل"},
		{"ve, pe and che", "ڤيينا پاريس چيلي", "فيينا باريس جيلي"},
		{"direction marks", "\u202bمصر\u202c\u200f", "مصر"},
		{"joiners", "می\u200cشود", "ميشود"},
		{"Arabic digits", "٢٠١٨", "2018"},
		{"Persian digits", "۲۰۱۸", "2018"},
		{"Latin capitals", "Reuters CNN", "reuters cnn"},
		{"Greek and Cyrillic capitals", "ΑΒ ТАСС", "αβ тасс"},
		{"presentation forms", "ﻣﺼﺮ", "مصر"},
		{"presentation forms of variants", "ﺍﻟﻘﺎﻫﺮﺓ ﻋﻠﻰ ﺃﺣﻤﺪ", "القاهره علي احمد"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := String(tt.a), String(tt.b); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestDifferentWordsStayApart(t *testing.T) {
	tests := []struct{ a, b string }{{"قال", "مال"}, {"سوريا", "سورية"}, {"ماء", "ما"}, {"حلب", "خلب"}, {"عدن", "غدن"}, {"2018", "2019"}}
	for _, tt := range tests {
		if String(tt.a) == String(tt.b) {
			t.Errorf("%s and %s fold alike", tt.a, tt.b)
		}
	}
}

// Every letter of the block must fold to the letter that it shows: an array that is off by one is seen here.
func TestPresentationForms(t *testing.T) {
	tests := []struct{ form, letter string }{
		{"\ufe80", "ء"}, {"\ufe82", "ا"}, {"\ufe86", "و"}, {"\ufe89", "ي"}, {"\ufe8d", "ا"}, {"\ufe8f", "ب"}, {"\ufe93", "ه"}, {"\ufe95", "ت"}, {"\ufea9", "د"}, {"\ufeb1", "س"},
		{"\ufec9", "ع"}, {"\ufed9", "ك"}, {"\ufee1", "م"}, {"\ufeec", "ه"}, {"\ufeed", "و"}, {"\ufeef", "ي"}, {"\ufef1", "ي"}, {"\ufef4", "ي"},
	}
	for _, tt := range tests {
		if got := String(tt.form); got != tt.letter {
			t.Errorf("%U: got %q, want %q", []rune(tt.form)[0], got, tt.letter)
		}
	}
}

func TestDigit(t *testing.T) {
	for _, row := range []string{"0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"} {
		want := 0
		for _, r := range row {
			if got, ok := Digit(r); !ok || got != want {
				t.Errorf("%c: got %d %v, want %d", r, got, ok, want)
			}
			want++
		}
	}
	for _, r := range "aس/:²५" {
		if _, ok := Digit(r); ok {
			t.Errorf("%c is taken for a digit", r)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, r := range "ًُِّْٰـ\u200f\u200e\u202a\u2067\ufeff\u061c" {
		if !IsMark(r) {
			t.Errorf("%U is no mark", r)
		}
	}
	for _, r := range "اءيa1 .،\u06e5\u06e6" {
		if IsMark(r) {
			t.Errorf("%U is a mark", r)
		}
	}
}

func TestSkeleton(t *testing.T) {
	same := [][2]string{{"غورباتشوف", "جورباتشوف"}, {"اردوغان", "اردغان"}, {"ميشيل", "ميشال"}, {"غوتيريش", "غوتيرش"}, {"واشنطن", "واشنطون"}, {"كلينتون", "قلينتون"}, {"دونالد", "دونلد"}}
	for _, p := range same {
		if a, b := Skeleton(p[0]), Skeleton(p[1]); a != b {
			t.Errorf("%s has the skeleton %s, %s has %s", p[0], a, p[1], b)
		}
	}
	apart := [][2]string{{"بوتين", "بايدن"}, {"لافروف", "لابروف"}, {"ماكرون", "ماركون"}, {"سامي", "سالم"}}
	for _, p := range apart {
		if Skeleton(p[0]) == Skeleton(p[1]) {
			t.Errorf("%s and %s have one skeleton", p[0], p[1])
		}
	}
}

// FuzzFold holds that folding what is folded changes nothing, and that folding leaves valid text valid.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "أحمد", "مُحَمَّدٌ", "ﻣﺼﺮ", "CNN", "\u202b٢٠١٨", "\xff", "İ", "ẞ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := String(s)
		if twice := String(once); utf8.ValidString(s) && twice != once {
			t.Errorf("%q folds to %q, and that to %q", s, once, twice)
		}
		if utf8.ValidString(s) && !utf8.ValidString(once) {
			t.Errorf("%q folds to %q", s, once)
		}
		Skeleton(once)
	})
}

func TestFoldAllocatesNothingWithRoom(t *testing.T) {
	dst := make([]byte, 0, 256)
	if n := testing.AllocsPerRun(10, func() {
		dst = Fold(dst[:0], "المُتَحدِّثة باسم وزارة الخارجية ﻣﺼﺮ Reuters ٢٠١٨")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
