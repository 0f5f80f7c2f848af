package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad"
)

// TestNoFigureIsBelowItsFloor is the quality gate. It runs where the gold data are.
func TestNoFigureIsBelowItsFloor(t *testing.T) {
	dir := GoldDir("..")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no gold data at", dir)
	}
	cases, digest, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	floors, err := ReadFloors("floors.json")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := isnad.Open()
	if err != nil {
		t.Fatal(err)
	}
	figures := Measure(reader, cases)
	t.Log("\n" + floors.Table(figures))
	for _, line := range floors.Broken(figures, digest) {
		t.Error(line)
	}
}

func TestFloorsBreak(t *testing.T) {
	figures := Figures{"date": {Right: 9, Gold: 10, Got: 10}}
	tests := []struct {
		name   string
		floors Floors
		want   string // a part of the line, or nothing
	}{
		{"above", Floors{"d", map[string]float64{"date": 0.8}}, ""},
		{"at it", Floors{"d", map[string]float64{"date": 0.9}}, ""},
		{"below", Floors{"d", map[string]float64{"date": 0.95}}, "date is 0.9000, below its floor of 0.9500"},
		{"other data", Floors{"e", map[string]float64{"date": 0.8}}, "the gold data have changed"},
		{"no floor", Floors{"d", nil}, "date has no floor"},
		{"no figure", Floors{"d", map[string]float64{"date": 0.8, "event": 0.1}}, "event has a floor and no figure"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(tt.floors.Broken(figures, "d"), "\n")
			if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRaiseNeverLowers(t *testing.T) {
	figures := Figures{"date": {Right: 9, Gold: 10, Got: 10}, "event": {Right: 1, Gold: 2, Got: 2}, "new": {Right: 1, Gold: 1, Got: 1}}
	floors := Floors{F1: map[string]float64{"date": 0.85, "event": 0.6}}
	if n := floors.Raise(figures, 0.005); n != 2 {
		t.Errorf("%d floors were lifted, want 2", n)
	}
	for name, want := range map[string]float64{"date": 0.895, "event": 0.6, "new": 0.995} {
		if floors.F1[name] != want {
			t.Errorf("%s: got %v, want %v", name, floors.F1[name], want)
		}
	}
}

func TestFloorsAreWrittenAsTheyAreRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "floors.json")
	want := Floors{"sha256:0", map[string]float64{"date": 0.5}}
	if err := want.Write(file); err != nil {
		t.Fatal(err)
	}
	got, err := ReadFloors(file)
	if err != nil || got.Digest != want.Digest || got.F1["date"] != 0.5 {
		t.Errorf("got %v, %v", got, err)
	}
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFloors(file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("the error of a broken file is %v", err)
	}
}
