package ledger

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// hard are texts that have been known to break what reads letters.
var hard = []string{"", " ", "قال", "قال الوزير", "قال لافروف إن المحادثات ستبدأ غدا في جنيف", "قَالَ الوَزِيرُ إِنَّ «المُحادَثات» بنّاءة", "ـ ـــ \u200f", "\xff\xfe\xd9", "مصر\xd9",
	"ﻣﺼﺮ ﺍﻟﻘﺎﻫﺮﺓ", "Reuters CNN 2018 ٢٠١٨", "🔴 عاجل | تم", "می\u200cشود", strings.Repeat("لا ", 300), "، ؛ ؟ ٪ «»", "\u00ad", "\u0613 \u00ad", "\xf7\x9f ٪ \xbb", "'\"“”‘’"}

// The keys stand in stores. Where this test fails, either the hash has changed, which must not be, or the folding has: then every store has to make its
// keys anew, and a migration has to see to it.
func TestKeysNeverChange(t *testing.T) {
	const s = "قال وزير الزراعة إن موسم الحصاد سيبدأ في أول حزيران 2031 (Example News)"
	if got, want := Runs(s)[:2], []uint64{0x1b641b96d87eab2c, 0x31b054c8e7346422}; !slices.Equal(got, want) {
		t.Errorf("runs %#x, want %#x", got, want)
	}
	if got, want := BandKeys(Runs(s))[:2], []uint64{0xd1b530ad843960e1, 0x1a8062e00f3cf0ae}; !slices.Equal(got, want) {
		t.Errorf("band keys %#x, want %#x", got, want)
	}
	if got, want := WordKeys(s)[:2], []uint64{0x1b641b96d87eab2c, 0x31b054c8e7346422}; !slices.Equal(got, want) {
		t.Errorf("word keys %#x, want %#x", got, want)
	}
}

func TestSpellingsAreOneWord(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"vowel signs", "قَالَ الوَزِيرُ", "قال الوزير"},
		{"hamza and ta marbuta", "إدارة الأزمة", "اداره الازمه"},
		{"tatweel and direction marks", "\u202bقـــال\u202c الوزير\u200f", "قال الوزير"},
		{"punctuation", "قال، الوزير:", "«قال» (الوزير)"},
		{"digits", "عام ٢٠٣١", "عام 2031"},
		{"capitals", "Example NEWS", "example news"},
	}
	for _, tt := range tests {
		if !slices.Equal(wordHashes(nil, tt.a), wordHashes(nil, tt.b)) {
			t.Errorf("%s: %q and %q are other words", tt.name, tt.a, tt.b)
		}
	}
	if slices.Equal(wordHashes(nil, "قال الوزير"), wordHashes(nil, "قال الوزيران")) {
		t.Error("two words are one")
	}
}

func TestWordKeysMeet(t *testing.T) {
	tests := []struct {
		name, a, b string
		meet       bool
	}{
		{"the same", "موسم الحصاد سيبدأ غدا", "موسم الحصاد سيبدأ غدا", true},
		{"six words in a long one", "الموسم سيبدأ في أول أيام حزيران المقبل", "أكد أن كل ما قيل عن التأجيل غير صحيح وأن الموسم سيبدأ في أول أيام حزيران كما كان مقررا منذ البداية", true},
		{"two words", "موسم ناجح", "موسم ناجح", true},
		{"two words in a longer one", "موسم ناجح", "هذا موسم ناجح بكل المقاييس", false},
		{"other words", "موسم الحصاد سيبدأ غدا", "وصلت السفينة إلى الميناء صباحا", false},
		{"nothing", "", "", false},
		{"no words", "...", "...", false},
	}
	for _, tt := range tests {
		keys := WordKeys(tt.b)
		if got := slices.ContainsFunc(WordKeys(tt.a), func(k uint64) bool { return slices.Contains(keys, k) }); got != tt.meet {
			t.Errorf("%s: they meet: %v, want %v", tt.name, got, tt.meet)
		}
	}
}

// FuzzWords holds that both readers of words see the same ones, that words stand in order inside the text on letters' borders, and that all keys are
// sorted and distinct.
func FuzzWords(f *testing.F) {
	for _, s := range hard {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words, hashes := wordsOf(s), wordHashes(nil, s)
		if len(words) != len(hashes) {
			t.Fatalf("%d words with places, %d without, in %q", len(words), len(hashes), s)
		}
		last := 0
		for i, w := range words {
			if w.hash != hashes[i] {
				t.Fatalf("word %d, %q, has two hashes", i, s[w.Start:w.End])
			}
			if w.Start < last || w.End <= w.Start || w.End > len(s) || utf8.ValidString(s) && !utf8.ValidString(s[w.Start:w.End]) {
				t.Fatalf("word %d stands at %v of %d bytes, the last one ends at %d", i, w.Span, len(s), last)
			}
			last = w.End
		}
		runs := Runs(s)
		ordered(t, "runs", runs)
		ordered(t, "word keys", WordKeys(s))
		if n := len(BandKeys(runs)); n != 0 && n != Bands || (n == 0) != (len(hashes) < runWords) {
			t.Fatalf("%d band keys of %d words", n, len(hashes))
		}
		if m := Compare(runs, runs); len(runs) > 0 && m.Class != Exact {
			t.Fatalf("a text is not itself: %v", m)
		}
	})
}

func ordered(t *testing.T, name string, keys []uint64) {
	t.Helper()
	for i := 1; i < len(keys); i++ {
		if keys[i-1] >= keys[i] {
			t.Fatalf("%s are not sorted and distinct", name)
		}
	}
}
