package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/tsv"
)

var ruleID = regexp.MustCompile(`^ar\.[a-z]+\.[a-z-]+$`)

// idsOfCode returns the rule ids that stand in the code of the stages, and those that tables give to their lines.
func idsOfCode(t *testing.T) map[doc.RuleID]bool {
	t.Helper()
	ids := map[doc.RuleID]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), "../"+name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && ruleID.MatchString(s) {
					ids[doc.RuleID(s)] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ar := os.DirFS("../../../packs/ar")
	addTable(t, ids, "ar.furniture.", ar, "furniture/phrases.tsv", 2, "phrase", "form", "rule", "example", "counter")
	addTable(t, ids, "ar.source.", ar, "furniture/openers.tsv", 1, "phrase", "rule", "example", "counter")
	return ids
}

func addTable(t *testing.T, ids map[doc.RuleID]bool, prefix string, ar fs.FS, file string, column int, columns ...string) {
	t.Helper()
	rows, err := tsv.Read(ar, file, columns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		ids[doc.RuleID(prefix+r.Fields[column])] = true
	}
}

// TestEveryRuleIsDescribed holds the rules of the code and those of packs/ar/rules to be the same.
func TestEveryRuleIsDescribed(t *testing.T) {
	rules, err := Rules(os.DirFS("../../../packs/ar"))
	if err != nil {
		t.Fatal(err)
	}
	code, described := idsOfCode(t), map[doc.RuleID]bool{}
	for _, r := range rules {
		described[r.ID] = true
		if !code[r.ID] {
			t.Errorf("%s: %s is a rule of no stage", r.File, r.ID)
		}
	}
	for id := range code {
		if !described[id] {
			t.Errorf("%s has no entry in packs/ar/rules", id)
		}
	}
	if len(code) < 60 {
		t.Errorf("only %d rules are found in the code", len(code))
	}
}

func TestRulesAreReadStrictly(t *testing.T) {
	const good = "- id: ar.when.today\n  note: Today.\n  marks: [date]\n  examples: |\n    وصل [اليوم].\n  counter: |\n    وصل أمس.\n"
	tests := []struct{ name, file, yaml, want string }{
		{"good", "when.yaml", good, ""},
		{"an unknown key", "when.yaml", good + "  match: x\n", "rules/when.yaml:8: field match not found"},
		{"no note", "when.yaml", strings.Replace(good, "Today.", `""`, 1), "a note is due"},
		{"no example", "when.yaml", "- id: ar.when.today\n  note: Today.\n  marks: [date]\n", "an example and a counter are due"},
		{"another file's rule", "event.yaml", good, "the id and the file are of two layers"},
		{"a mark of another layer", "when.yaml", strings.Replace(good, "[date]", "[speaker]", 1), "marks are some of"},
		{"an example that is no block", "when.yaml", strings.Replace(good, "|\n    وصل [اليوم].", "وصل اليوم.", 1), "literal block"},
		{"out of order", "when.yaml", good + good, "out of order"},
		{"no list", "when.yaml", "id: ar.when.today\n", "rules/when.yaml"},
		{"empty", "when.yaml", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Rules(fstest.MapFS{"rules/" + tt.file: {Data: []byte(tt.yaml)}})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestRuleFailuresNameTheLine(t *testing.T) {
	rules := "- id: ar.when.today\n  note: Today.\n  marks: [date]\n  examples: |\n    وصل [اليوم].\n    وصل [غدا].\n  counter: |\n    وصل أمس.\n    وصل اليوم.\n"
	r, err := Run(packsWith(t, map[string]string{"ar/rules/when.yaml": rules}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Failures {
		if f.File == "rules/when.yaml" {
			got = append(got, f.Error())
		}
	}
	want := "rules/when.yaml:6: ar.when.today: the rule does not hold in وصل غدا.\nrules/when.yaml:9: ar.when.today: the counter-example is read as وصل [اليوم]."
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func FuzzRules(f *testing.F) {
	f.Add("- id: ar.when.today\n  note: Today.\n  marks: [date]\n  examples: |\n    وصل [اليوم].\n")
	f.Add("- examples: |\n")
	f.Add("[")
	f.Fuzz(func(t *testing.T, s string) {
		rules, err := Rules(fstest.MapFS{"rules/when.yaml": {Data: []byte(s)}})
		if err == nil && len(rules) > 0 && rules[0].Examples.line == 0 {
			t.Errorf("%q has no line", s)
		}
	})
}
