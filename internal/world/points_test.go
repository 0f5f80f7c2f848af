package world

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func packPoints(t *testing.T) *Points {
	t.Helper()
	fsys := os.DirFS(packDir)
	w, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	p, err := LoadPoints(fsys, w)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlacesAreFoundByTheNamesThatArticlesGiveThem(t *testing.T) {
	p := packPoints(t)
	tests := []struct{ name, want string }{
		{"الدوحة", "doha"},
		{"العاصمة القطرية الدوحة", "doha"},
		{"مدينة جدة", "jeddah"},
		{"قطر", "qa"},
		{"الكويت", "kw"},
		{"موسكو", "moscow"}, // and no word for the government of ru
		{"طرابلس", "tripoli"},
		{"شرم الشيخ", "sharm-el-sheikh"},
		{"Geneva", "geneva"},
		{"the United Arab Emirates", "ae"},
		{"القدس", "jerusalem"},
		{"القطرية", ""}, // an adjective
		{"مكان لا يعرفه أحد", ""},
		{"", ""},
	}
	for _, tt := range tests {
		s, ok := p.Named(tt.name)
		if s.ID != tt.want || ok != (tt.want != "") {
			t.Errorf("%q lies at %q, want %q", tt.name, s.ID, tt.want)
		}
	}
}

func TestEveryCountryAndCapitalHasAPoint(t *testing.T) {
	p := packPoints(t)
	for i := range p.world.Things {
		th := &p.world.Things[i]
		if th.Kind != Country && !(th.Kind == Place && p.capital[th.Bare()]) {
			continue
		}
		if _, ok := p.Of(th.Bare()); !ok {
			t.Errorf("%s has no point in points.tsv", th.ID)
		}
	}
}

func TestPointsAreStrict(t *testing.T) {
	w := load(t)
	for row, want := range map[string]string{
		"nowhere\t1\t1":        "no country or place",
		"ar\t91\t1":            "latitude",
		"ar\t1\t200":           "longitude",
		"ar\tx\t1":             "latitude",
		"ar\t60\t90\nar\t1\t1": "twice",
	} {
		fsys := tables()
		fsys["points.tsv"] = &fstest.MapFile{Data: []byte("id\tlat\tlon\n" + row + "\n")}
		if _, err := LoadPoints(fsys, w); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", row, err, want)
		}
	}
}
