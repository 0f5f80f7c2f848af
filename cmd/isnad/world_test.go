package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWorldWho(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	tests := []struct {
		name, office string
		status       int
		out, err     string
	}{
		{"arabic", "وزير الخارجية الروسي", exitDone, "per:sergey-lavrov", ""},
		{"english", "Russian foreign minister", exitDone, "per:sergey-lavrov", ""},
		{"nobody", "ملك أندورا", exitLeftOut, "", "nobody is known as king"},
		{"not understood", "كرسي أخضر", exitUsage, "", "not understood"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := typing(t, "", "world", "who", "--on", "2018-08-23", tt.office)
			if got.status != tt.status || !strings.Contains(got.out, tt.out) || !strings.Contains(got.err, tt.err) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWorldWhoAnswersJSON(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	var got []map[string]any
	for office, want := range map[string]int{"foreign minister of Russia": 1, "ملك أندورا": 0} {
		out := typing(t, "", "world", "who", "--format", "json", "--on", "2018-08-23", office).out
		if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != want {
			t.Fatalf("%s: %q %v", office, out, err)
		}
		for _, h := range got {
			for _, key := range []string{"name", "en", "id", "office", "from", "until"} {
				if _, ok := h[key]; !ok {
					t.Errorf("%s: %v has no %s", office, h, key)
				}
			}
		}
	}
}

func TestWorldWhoRefusesNoDay(t *testing.T) {
	if got := typing(t, "", "world", "who", "--on", "yesterday", "ملك الأردن"); got.status != exitUsage || !strings.Contains(got.err, "--on") {
		t.Errorf("%+v", got)
	}
}

// What is imported is there for the next question and for reading.
func TestWorldImport(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	csv := file(t, "terms.csv", "person,personLabel,personLabelAr,positionLabel,countryLabel,start,end\nQ1,Nadia Test,نادية تجربة,King of Andorra,Andorra,1901-02-03T00:00:00Z,1902-05-06T00:00:00Z\nQ2,Broken Test,,King,Andorra,soon,\n")
	got := typing(t, "", "world", "import", csv)
	if got.status != exitLeftOut || !strings.Contains(got.out, "1 terms of office of 1 new people") || !strings.Contains(got.err, "terms.csv:3: start:") {
		t.Errorf("%+v", got)
	}
	if got := typing(t, "", "world", "who", "--on", "1902", "ملك أندورا"); got.status != exitDone || !strings.Contains(got.out, "Nadia Test") {
		t.Errorf("%+v", got)
	}
	table := filepath.Join(os.Getenv("XDG_DATA_HOME"), "isnad", "world", "terms", "imported.tsv")
	if err := os.WriteFile(table, []byte("person\trole\tof\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := typing(t, "", "world", "who", "--on", "1902", "ملك أندورا"); got.status != exitLeftOut || !strings.Contains(got.err, "imported.tsv:1") {
		t.Errorf("a broken table is named: %+v", got)
	}
}
