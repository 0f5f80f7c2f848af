package language

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"arabic", "قال الوزير إن المحادثات ستبدأ غدا.", "Arabic"},
		{"arabic with links and names", "قالت شركة Example International في بيان على example.com إن المنتج الجديد سيصل إلى الأسواق غدا", "Arabic"},
		{"english", "The minister said talks would begin tomorrow.", "Latin letters"},
		{"english that quotes arabic", "The minister said that the word حوار means dialogue, and that talks would begin tomorrow in the capital.", "Latin letters"},
		{"russian", "Министр сказал, что переговоры начнутся завтра.", "Cyrillic letters"},
		{"hebrew", "השר אמר כי השיחות יתחילו מחר.", "Hebrew letters"},
		{"chinese", "部长说，会谈将于明天开始。", "letters of another script"},
		{"persian", "وزیر امور خارجه گفت که گفتگوها فردا آغاز می شود و هیئت دو کشور درباره همکاری های اقتصادی گفتگو خواهند کرد و پس از آن بیانیه ای مشترک منتشر می شود که در آن بر ادامه گفتگوها تاکید شده است", "Persian or Urdu"},
		{"urdu", "وزیر خارجہ نے کہا کہ مذاکرات کل شروع ہوں گے اور دونوں ملکوں کے وفود اقتصادی تعاون پر بات کریں گے اور اس کے بعد ایک مشترکہ بیان جاری کیا جائے گا جس میں مذاکرات جاری رکھنے پر زور دیا گیا ہے", "Persian or Urdu"},
		{"short persian", "وزیر امور خارجه گفت که گفتگوها فردا آغاز می شود", "Persian or Urdu"},
		{"arabic in persian letters", "قال الوزیر إن المحادثات بشأن المیاه ستبدأ غدا فی القاهرة وأکد أن الوفد سیصل", "Arabic"},
		{"arabic without articles", strings.Repeat("كذا ", 60), "Arabic"},
		{"vowel signs", "قَالَ الوَزِيرُ إِنَّ المُحَادَثَاتِ سَتَبْدَأُ غَدًا", "Arabic"},
		{"digits", "2018 23 8", "no letters"},
		{"nothing", "", "no letters"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(tt.text); got.Name != tt.want || (got.Code == "ar") != (tt.want == "Arabic") {
				t.Errorf("got %+v, want %s", got, tt.want)
			}
		})
	}
}

func FuzzOf(f *testing.F) {
	f.Add("قال الوزير")
	f.Add("\xff\x00 a")
	f.Fuzz(func(t *testing.T, s string) {
		if Of(s).Name == "" {
			t.Error("no name")
		}
	})
}
