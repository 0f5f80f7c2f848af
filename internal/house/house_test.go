package house

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestImportsGoDown(t *testing.T) {
	imports, err := Imports(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	table := Table(string(doc))
	if len(table) < 10 {
		t.Fatalf("the table has %d rows", len(table))
	}
	for _, fault := range Faults(imports, table) {
		t.Error(fault)
	}
}

const sample = "# x\n\n## The house\n\n| folder | what | may import |\n|---|---|---|\n| `internal/doc` | types | `internal/text` |\n| `internal/text` | spans | |\n" +
	"| `internal/nlp/*` | stages | `internal/doc`, `internal/text` |\n\n## More\n\n| `cmd` | | |\n"

func TestFaultsSayWhy(t *testing.T) {
	base := map[string][]string{"internal/doc": {"internal/text"}, "internal/text": nil, "internal/nlp/when": {"internal/doc"}}
	tests := []struct {
		name, folder string
		imports      []string
		want         string // a part of the only fault, or nothing
	}{
		{"as it should be", "internal/nlp/event", []string{"internal/doc", "internal/text"}, ""},
		{"a stage imports another", "internal/nlp/event", []string{"internal/nlp/when"}, "internal/nlp/event imports internal/nlp/when, which its row in docs/architecture.md does not allow: stages meet in doc"},
		{"up", "internal/text", []string{"internal/doc"}, "the ground floor stands on the standard library only"},
		{"the top", "internal/doc", []string{"."}, "that is the top of the house"},
		{"a folder that the table does not have", "internal/other", nil, "internal/other is in no row"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			imports := map[string][]string{tt.folder: tt.imports}
			for f, list := range base {
				if f != tt.folder {
					imports[f] = list
				}
			}
			got := Faults(imports, Table(sample))
			if (tt.want == "") != (len(got) == 0) || tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := Faults(map[string][]string{"internal/doc": nil, "internal/text": nil}, Table(sample)); len(got) != 1 || !strings.Contains(got[0], "internal/nlp/*, which is not there") {
		t.Errorf("got %q", got)
	}
}

func TestImportsReadsCodeAndNotTests(t *testing.T) {
	fsys := fstest.MapFS{
		"a.go":                 {Data: []byte("package a\nimport (\n\"fmt\"\n_ \"isnad.dev/isnad/internal/doc\"\n)")},
		"a_test.go":            {Data: []byte("package a\nimport \"isnad.dev/isnad/eval\"")},
		"internal/doc/d.go":    {Data: []byte("package doc\nimport \"isnad.dev/isnad\"")},
		"internal/doc/e.go":    {Data: []byte("package doc\nimport \"isnad.dev/isnad\"")},
		".hidden/x.go":         {Data: []byte("not Go")},
		"a/testdata/broken.go": {Data: []byte("not Go")},
	}
	got, err := Imports(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || strings.Join(got["."], " ") != "internal/doc" || strings.Join(got["internal/doc"], " ") != "." {
		t.Errorf("got %v", got)
	}
	fsys["b.go"] = &fstest.MapFile{Data: []byte("package")}
	if _, err := Imports(fsys); err == nil || !strings.Contains(err.Error(), "b.go") {
		t.Errorf("the error of a broken file is %v", err)
	}
}
