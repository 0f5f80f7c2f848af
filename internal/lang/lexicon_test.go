package lang

import (
	"io/fs"
	"slices"
	"sort"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

// wordTables are the tables whose lines show their first column in brackets in their last.
var wordTables = []struct {
	file    string
	columns []string
	check   func(p *Pack, r tsv.Row, tokens []doc.Token) bool
}{
	{"nouns.tsv", []string{"form", "class", "gender", "number", "example"}, hasNounClass},
	{"function-words.tsv", []string{"form", "class", "example"}, hasClass},
	{"contacts.tsv", []string{"word", "kind", "plural", "type", "link", "example"}, isContact},
}

// TestExamplesShowTheirWord says that each line's example holds the line's word in brackets, and that the loaded pack gives the
// bracketed words what the line says of them.
func TestExamplesShowTheirWord(t *testing.T) {
	p := loadArabic(t)
	for _, table := range wordTables {
		t.Run(table.file, func(t *testing.T) {
			for _, r := range readTable(t, table.file, table.columns) {
				shown := bracketed(r.Fields[len(r.Fields)-1])
				if word := r.Fields[0]; shown != word && shown != "ال"+word && shown != word+"ا" {
					t.Error(r.Error("the example must show the word in one pair of brackets"))
					continue
				}
				if !table.check(p, r, tokensOf(p, shown)) {
					t.Error(r.Error("the pack does not read the bracketed words so"))
				}
			}
		})
	}
}

// TestWordTablesAreSorted says that the lines are in the order of their bytes by the first column, and that none stands twice.
func TestWordTablesAreSorted(t *testing.T) {
	for _, table := range wordTables {
		t.Run(table.file, func(t *testing.T) {
			rows := readTable(t, table.file, table.columns)
			if !sort.SliceIsSorted(rows, func(i, k int) bool { return rows[i].Fields[0] < rows[k].Fields[0] }) {
				for i := 1; i < len(rows); i++ {
					if rows[i].Fields[0] < rows[i-1].Fields[0] {
						t.Fatal(rows[i].Error("out of order"))
					}
				}
			}
			seen := map[string]bool{}
			for _, r := range rows {
				key := strings.Join(r.Fields[:2], "\t")
				if seen[key] {
					t.Error(r.Error("stands twice"))
				}
				seen[key] = true
			}
		})
	}
}

// TestDualCountsAsSeveral says that a dual noun is one of several people and not one of them.
func TestDualCountsAsSeveral(t *testing.T) {
	p := loadArabic(t)
	for _, c := range []struct {
		word string
		want Class
		not  Class
	}{
		{"مسؤولان", Dual | Plural, Singular},
		{"المسؤولان", Dual | Plural | Definite, Singular},
		{"مسؤول", Singular, Dual | Plural},
		{"مسؤولون", Plural, Singular | Dual},
	} {
		got := p.ClassOf(&tokensOf(p, c.word)[0])
		if got&c.want != c.want || got.Has(c.not) {
			t.Errorf("%s: classes %b, want all of %b and none of %b", c.word, got, c.want, c.not)
		}
	}
}

func loadArabic(t *testing.T) *Pack {
	t.Helper()
	w, err := world.Load(sub(t, "world"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Load(sub(t, "ar"), w)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sub(t *testing.T, folder string) fs.FS {
	t.Helper()
	f, err := fs.Sub(packs.FS, folder)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readTable(t *testing.T, file string, columns []string) []tsv.Row {
	t.Helper()
	rows, err := tsv.Read(packs.FS, "ar/lexicon/"+file, columns...)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// bracketed returns what stands in the only pair of brackets, or nothing.
func bracketed(example string) string {
	if strings.Count(example, "[") != 1 || strings.Count(example, "]") != 1 {
		return ""
	}
	_, rest, _ := strings.Cut(example, "[")
	shown, _, _ := strings.Cut(rest, "]")
	return shown
}

// tokensOf makes tokens of words that carry no clitics.
func tokensOf(p *Pack, words string) []doc.Token {
	var out []doc.Token
	for _, w := range strings.Fields(words) {
		t := doc.Token{Kind: doc.Word, Fold: script.String(w)}
		t.Readings[0].Form = p.Form(t.Fold)
		out = append(out, t)
	}
	return out
}

func hasClass(p *Pack, r tsv.Row, tokens []doc.Token) bool {
	return p.ClassOf(&tokens[0]).Has(classNames[r.Fields[1]])
}

func hasNounClass(p *Pack, r tsv.Row, tokens []doc.Token) bool {
	want := classNames[r.Fields[1]] | genders[r.Fields[2]] | numbers[r.Fields[3]]
	return p.ClassOf(&tokens[0])&want == want
}

func isContact(p *Pack, r tsv.Row, tokens []doc.Token) bool {
	if r.Fields[1] == "verb" {
		c, _, ok := p.ContactVerb(&tokens[0])
		return ok && c.Type == contactTypes[r.Fields[3]]
	}
	n, end, _, ok := p.ContactNounAt(tokens, 0)
	return ok && end == len(tokens) && n.Type == contactTypes[r.Fields[3]]
}

// contactTables are the tables of contacts; a line is known by its first two columns.
var contactTables = []struct {
	file    string
	columns []string
	verbs   []string // the kinds whose word is the lemma of a verb
}{
	{"contacts.tsv", []string{"word", "kind", "plural", "type", "link", "example"}, []string{"verb"}},
	{"contact-status.tsv", []string{"word", "kind", "status", "example"}, []string{"verb", "present"}},
	{"contact-clause.tsv", []string{"word", "kind", "example"}, []string{"light", "gathers", "happens", "accepts", "returns", "open"}},
}

// TestContactTables says that the lines are in order, that none stands twice, and that each verb is a lemma of the tables of verbs.
func TestContactTables(t *testing.T) {
	p := loadArabic(t)
	for _, table := range contactTables {
		rows := readTable(t, table.file, table.columns)
		for i, r := range rows {
			if i > 0 && rows[i-1].Fields[0]+"\t"+rows[i-1].Fields[1] >= r.Fields[0]+"\t"+r.Fields[1] {
				t.Error(r.Error("out of order, or stands twice"))
			}
			if slices.Contains(table.verbs, r.Fields[1]) && !slices.ContainsFunc(p.Lemmas, func(l Lemma) bool { return l.Text == r.Fields[0] }) {
				t.Error(r.Error("no table of verbs has the lemma"))
			}
		}
	}
}

// TestWordClassOfInflectedNouns says what an accusative, a noun with its owner, and a word that a verb happens to spell are taken for.
func TestWordClassOfInflectedNouns(t *testing.T) {
	p := loadArabic(t)
	for _, c := range []struct {
		name, word string
		want, not  Class
	}{
		{"accusative", "كبيرا", Common, Verb},
		{"accusative of a noun that is a name's beginning", "سوريا", NameStart, Common},
		{"a dual verb of the same letters", "فشلا", Verb, Common},
		{"a listed accusative", "سببا", Common, Verb},
		{"noun with its owner", "سيطرتها", Common | Attached, Verb},
		{"verb with its object", "قدمتها", Verb | Attached, Common},
		{"mostly another verb", "يبلغ", Verb | Homograph, Common},
		{"mostly a noun", "حظرا", Common | Homograph, Verb},
	} {
		form := tokensOf(p, c.word)[0].Readings[0].Form
		if got := p.Info(form).Class; got&c.want != c.want || got.Has(c.not) {
			t.Errorf("%s: %s has %v, want %v and none of %v", c.name, c.word, got.Names(), c.want.Names(), c.not.Names())
		}
	}
}
