package check

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/packs"
)

var update = flag.Bool("update", false, "take lines that are read right now out of packs/ar/known-misses.tsv, and add those that are not")

const knownPath = "../../../packs/ar/" + knownFile

// TestPackExamples runs all examples of the packs, as isnad pack check does.
func TestPackExamples(t *testing.T) {
	r, err := Run(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		updateKnown(t, r)
		return
	}
	for _, f := range r.Failures {
		t.Error(f)
	}
	if len(r.Failures) > 0 {
		t.Log("a stage that reads more promotes lines of known-misses.tsv: run this test with -update, and read the difference")
	}
}

func TestKnownMissesAreSorted(t *testing.T) {
	rows, err := tsv.Read(os.DirFS("../../../packs/ar"), knownFile, "file", "key", "why")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if i > 0 && slices.Compare(rows[i-1].Fields[:2], r.Fields[:2]) >= 0 {
			t.Error(r.Error("the lines are out of order"))
		}
		if r.Fields[2] == "" {
			t.Error(r.Error("why is it missed?"))
		}
	}
}

// updateKnown writes the list anew; lines that stay keep their reasons.
func updateKnown(t *testing.T, r Report) {
	t.Helper()
	rows, err := tsv.Read(os.DirFS("../../../packs/ar"), knownFile, "file", "key", "why")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, row := range rows {
		why[row.Fields[0]+"\t"+row.Fields[1]] = row.Fields[2]
	}
	lines := map[string]string{}
	for _, f := range append(r.Known, r.Failures...) {
		if f.File == knownFile {
			continue
		}
		key := f.File + "\t" + f.Key
		if lines[key] = why[key]; lines[key] == "" {
			lines[key] = kind(f)
		}
	}
	var out []string
	for key, why := range lines {
		out = append(out, key+"\t"+why+"\n")
	}
	slices.SortFunc(out, func(a, b string) int { return slices.Compare(strings.Split(a, "\t")[:2], strings.Split(b, "\t")[:2]) })
	var b bytes.Buffer
	b.WriteString("file\tkey\twhy\n" + strings.Join(out, ""))
	if err := os.WriteFile(knownPath, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// kind is what is known of a miss without looking closer.
func kind(f Failure) string {
	words := strings.Fields(f.Key)
	switch r := f.Reason; {
	case strings.Contains(r, "is read as a statement"):
		return "a plain use of the word is read as a statement"
	case strings.HasPrefix(r, "no statement") && len(words) > 1 && strings.HasSuffix(f.Key, "ه"):
		return "the pronoun stands for nobody whom the example names"
	case strings.HasPrefix(r, "no statement") && strings.HasSuffix(f.File, "cue-nouns.tsv"):
		return "the noun is no cue without a listed verb beside it"
	case strings.HasPrefix(r, "no statement"):
		return "the frame is not read with this subject"
	case strings.Contains(r, "{"+strings.TrimSuffix(words[0], "ا")):
		return "the content ends elsewhere"
	case strings.HasPrefix(r, "is read as {"):
		return "another cue takes the content"
	}
	return f.Reason
}

const verbsHead = "lemma\tform\tpresent\tmasdar\tclass\tact\tframes\texample\tcounter\n"

// packsWith are the packs with other tables in the place of some.
func packsWith(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(packs.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(packs.FS, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestFailuresNameFileAndLine(t *testing.T) {
	const verbs = verbsHead + "أكد\tII\tيؤكد\tتأكيد\tsay\tinform\tinna,quote\t{أكد} المدير أن [العمل] لم يتوقف\t-\n" +
		"قال\tI\tيقول\tقول\tsay\tinform\tinna,quote\t{قال} المدير إن [العمل لم يتوقف]\tقال المدير إن العمل لم يتوقف\n"
	r, err := Run(packsWith(t, map[string]string{"ar/lexicon/verbs.tsv": verbs, "ar/known-misses.tsv": "file\tkey\twhy\nlexicon/nouns.tsv\tأئمة\tno\n"}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Failures {
		if f.File == "lexicon/verbs.tsv" || f.File == knownFile {
			got = append(got, f.Error())
		}
	}
	want := []string{
		"known-misses.tsv:2: أئمة: the example in lexicon/nouns.tsv is read right now: take this line out",
		"lexicon/verbs.tsv:2: أكد: is read as {أكد} [العمل لم يتوقف] in أكد المدير أن العمل لم يتوقف",
		"lexicon/verbs.tsv:3: قال: {قال} [العمل لم يتوقف] is read as a statement in قال المدير إن العمل لم يتوقف",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestKnownMissesAreNotFailures(t *testing.T) {
	const verbs = verbsHead + "أكد\tII\tيؤكد\tتأكيد\tsay\tinform\tinna,quote\t{أكد} المدير أن [العمل] لم يتوقف\t-\n"
	r, err := Run(packsWith(t, map[string]string{"ar/lexicon/verbs.tsv": verbs, "ar/known-misses.tsv": "file\tkey\twhy\nlexicon/verbs.tsv\tأكد\ta test\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Known) != 1 || r.Known[0].Key != "أكد" {
		t.Errorf("known: %v", r.Known)
	}
}

func TestMarks(t *testing.T) {
	tests := []struct{ name, line, text, square, curly string }{
		{"both", "{قال} سامي إن [الجسر آمن]", "قال سامي إن الجسر آمن", "الجسر آمن", "قال"},
		{"two pieces", "[A], {said} Sami, [B]", "A, said Sami, B", "A|B", "said"},
		{"nested", "[a {b} [c]]", "a b c", "a b c|c", "b"},
		{"a bracket of the text", `a \[b\] [c]`, "a [b] c", "c", ""},
		{"unbalanced", "a] [b", "a b", "", ""},
		{"empty", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := parse(tt.line)
			var square, curly []string
			for _, s := range m.square {
				square = append(square, m.text[s.Start:s.End])
			}
			for _, s := range m.curly {
				curly = append(curly, m.text[s.Start:s.End])
			}
			if m.text != tt.text || strings.Join(square, "|") != tt.square || strings.Join(curly, "|") != tt.curly {
				t.Errorf("%q [%s] {%s}", m.text, square, curly)
			}
		})
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"{قال} سامي إن [الجسر آمن]", `\[ [ ] ] } {`, "[[[]]]", `\`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		m := parse(line)
		for _, s := range append(m.square, m.curly...) {
			if s.Start < 0 || s.Start > s.End || s.End > len(m.text) {
				t.Errorf("%q: %v in %q", line, s, m.text)
			}
		}
		show(m.text, m.square)
	})
}
