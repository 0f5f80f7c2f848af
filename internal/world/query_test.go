package world

import (
	"errors"
	"os"
	"testing"
)

func TestWhoReadsArabicAndEnglish(t *testing.T) {
	w, err := Load(os.DirFS(packDir))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ words, day, want string }{
		{"وزير الخارجية الروسي", "2018-08-23", "per:sergey-lavrov"},
		{"وزير خارجية روسيا", "2018-08-23", "per:sergey-lavrov"},
		{"Russian foreign minister", "2018-08-23", "per:sergey-lavrov"},
		{"foreign minister of Russia", "2018-08-23", "per:sergey-lavrov"},
		{"Minister of Foreign Affairs of the Russian Federation", "2018-08-23", "per:sergey-lavrov"},
		{"Russia's foreign minister", "2018-08-23", "per:sergey-lavrov"},
		{"الرئيس الروسي", "2018-08-23", "per:vladimir-putin"},
		{"رئيس الوزراء العراقي", "2018-08-23", "per:haider-al-abadi"},
		{"وزيرة الخارجية الألمانية", "2018-08-23", "per:heiko-maas"},
		{"مستشار الأمن القومي الأمريكي", "2018-08-23", "per:john-bolton"},
		{"US Secretary of State", "2018-08-23", "per:mike-pompeo"},
		{"الأمين العام للأمم المتحدة", "2018-08-23", "per:antonio-guterres"},
		{"أمين عام الأمم المتحدة", "2018-08-23", "per:antonio-guterres"},
		{"UN Secretary-General", "2018-08-23", "per:antonio-guterres"},
		{"الأمين العام لجامعة الدول العربية", "2018-08-23", "per:ahmed-aboul-gheit"},
		{"أمير قطر", "2018-08-23", "per:tamim-bin-hamad-al-thani"},
		{"المبعوث الأممي إلى سوريا", "2018-08-23", "per:staffan-de-mistura"},
		{"شيخ الأزهر", "2018-08-23", "per:ahmed-el-tayeb"},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			on, _ := ParseDay(tt.day)
			holders, err := w.Who(tt.words, on)
			if err != nil {
				t.Fatal(err)
			}
			if got := w.Things[holders[0].Person].ID; got != tt.want {
				t.Errorf("%s on %s: %s, want %s", tt.words, tt.day, got, tt.want)
			}
		})
	}
}

func TestWhoSaysWhatItDoesNotKnow(t *testing.T) {
	w, err := Load(os.DirFS(packDir))
	if err != nil {
		t.Fatal(err)
	}
	on, _ := ParseDay("2018-08-23")
	tests := []struct {
		words string
		want  error
	}{
		{"كرسي أخضر", ErrWords}, {"green chair", ErrWords}, {"", ErrWords},
		{"وزير الخارجية", ErrWords}, {"foreign minister", ErrWords}, // whose?
		{"وزير الخارجية الأتلانتي", ErrWords},
		{"رئيس وزراء روسيا الأزرق", ErrWords},
		{"ملك أندورا", ErrNobody},
	}
	for _, tt := range tests {
		if holders, err := w.Who(tt.words, on); !errors.Is(err, tt.want) {
			t.Errorf("%q: %v %v, want %v", tt.words, holders, err, tt.want)
		}
	}
}

func FuzzWho(f *testing.F) {
	for _, s := range []string{"وزير الخارجية الروسي", "foreign minister of Russia", "لل", "ل ل ل", "رئيس", "\xff", "of of of"} {
		f.Add(s)
	}
	w, err := Load(os.DirFS(packDir))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string) {
		holders, err := w.Who(words, Day{2018, 8, 23})
		if (err == nil) != (len(holders) > 0) {
			t.Errorf("%q: %d holders and %v", words, len(holders), err)
		}
	})
}
