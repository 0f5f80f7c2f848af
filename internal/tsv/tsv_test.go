package tsv

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestRead(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"rows in order", "id\ten\nru\tRussia\neg\tEgypt\n", "2:ru|Russia 3:eg|Egypt"},
		{"comments and empty lines are passed over and counted", "# countries\n\nid\ten\n# one\nru\tRussia", "5:ru|Russia"},
		{"a lone dash is an empty field", "id\ten\nru\t-\n", "2:ru|"},
		{"a dash among letters is a dash", "id\ten\nsao-tome\tSao-Tome\n", "2:sao-tome|Sao-Tome"},
		{"lines of another system", "id\ten\r\nru\tRussia\r\n", "2:ru|Russia"},
		{"an empty field", "id\ten\nru\t\n", "2:ru|"},
		{"Arabic", "id\ten\nقال\tsaid\n", "2:قال|said"},
		{"only the columns", "id\ten\n", ""},
		{"nothing at all", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, err := Read(files("a.tsv", tt.data), "a.tsv", "id", "en")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range rows {
				got = append(got, fmt.Sprintf("%d:%s", r.Line, strings.Join(r.Fields, "|")))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestErrorsNameFileLineAndText(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"a field too few", "id\ten\nru\tRussia\neg\n", `a.tsv:3: 1 fields where 2 are due in "eg"`},
		{"a field too many", "# c\nid\ten\nru\tRussia\tx\n", `a.tsv:3: 3 fields where 2 are due in "ru\tRussia\tx"`},
		{"other columns", "id\tar\nru\tروسيا\n", `a.tsv:1: the columns must be "id\ten" in "id\tar"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(files("a.tsv", tt.data), "a.tsv", "id", "en")
			var fault *Error
			if !errors.As(err, &fault) || err.Error() != tt.want {
				t.Errorf("\n got %v\nwant %s", err, tt.want)
			}
		})
	}
	if _, err := Read(files(), "a.tsv", "id"); err == nil || !strings.Contains(err.Error(), "a.tsv") {
		t.Errorf("the error of a file that is not there is %v", err)
	}
	if err := (Row{File: "b.tsv", Line: 7, Fields: []string{"x", "y"}}).Error("no good"); err.Error() != `b.tsv:7: no good in "x\ty"` {
		t.Errorf("got %v", err)
	}
}

func TestReadAllGoesByName(t *testing.T) {
	fsys := files("p/b.tsv", "id\n2\n", "p/a.tsv", "id\n1\n", "p/notes.md", "no table")
	rows, err := ReadAll(fsys, "p", "id")
	if err != nil || len(rows) != 2 || rows[0].Fields[0] != "1" || rows[1].File != "p/b.tsv" {
		t.Errorf("got %v, %v", rows, err)
	}
	if rows, err := ReadAll(fsys, "q", "id"); err != nil || rows != nil {
		t.Errorf("a folder that is not there gives %v, %v", rows, err)
	}
	fsys["p/c.tsv"] = &fstest.MapFile{Data: []byte("id\n1\t2\n")}
	if _, err := ReadAll(fsys, "p", "id"); err == nil || !strings.HasPrefix(err.Error(), "p/c.tsv:2:") {
		t.Errorf("got %v", err)
	}
}

func TestList(t *testing.T) {
	for field, want := range map[string]string{"": "[]", "a": "[a]", "a|b|c": "[a b c]"} {
		if got := fmt.Sprint(List(field)); got != want {
			t.Errorf("%q: got %s, want %s", field, got, want)
		}
	}
}

// FuzzRead holds that a file gives rows of the asked width or an error that names it.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "id\ten\nru\tRussia\n", "id\ten\r\n#\n\n-\t-", "id\ten\n\t\t", "\x00\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		rows, err := Read(files("a.tsv", s), "a.tsv", "id", "en")
		if err != nil && !strings.Contains(err.Error(), "a.tsv:") {
			t.Errorf("%v", err)
		}
		last := 0
		for _, r := range rows {
			if len(r.Fields) != 2 || r.Line <= last {
				t.Errorf("%d: %q after line %d", r.Line, r.Fields, last)
			}
			last = r.Line
		}
	})
}
