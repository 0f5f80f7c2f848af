package morph

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// The lexicon is held to its own README here, beside the generator that it must agree with.
var lexicon = os.DirFS("../../../packs/ar/lexicon")

var (
	verbColumns   = []string{"lemma", "form", "present", "masdar", "class", "act", "frames", "example", "counter"}
	otherColumns  = []string{"lemma", "form", "present"}
	phraseColumns = []string{"phrase", "class", "act", "frames", "example"}
	nounColumns   = []string{"phrase", "class", "act", "example", "counter"}

	acts        = []string{"inform", "demand", "criticise", "approve", "refuse", "commit", "warn"}
	verbClasses = []string{"say", "think", "ask", "judge", "deny", "light", "relay"}
	nounClasses = []string{"according", "according-verb", "relay", "noun", "clause-noun", "content-noun", "medium", "not-said", "anonymity", "remark", "manner"}
	frames      = []string{"inna", "an", "quote", "obj", "addr", "addr:-", "denies", "narrow"}
	governed    = []string{"على", "إلى", "عن", "ب", "من", "في", "ل", "مع"}
)

func rows(t *testing.T, file string, columns []string) []tsv.Row {
	t.Helper()
	out, err := tsv.Read(lexicon, file, columns...)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(out); i++ {
		if slices.Compare(out[i].Fields, out[i-1].Fields) <= 0 {
			t.Error(out[i].Error("not sorted"))
		}
	}
	return out
}

func verbOf(r tsv.Row) Verb {
	v := Verb{Lemma: r.Fields[0], Form: r.Fields[1], Present: r.Fields[2]}
	if len(r.Fields) > 3 {
		v.Masdar = r.Fields[3]
	}
	return v
}

func TestCueVerbs(t *testing.T) {
	taken := map[string]bool{}
	for _, r := range rows(t, "verbs.tsv", verbColumns) {
		v, class, act, frame, example, counter := verbOf(r), r.Fields[4], r.Fields[5], r.Fields[6], r.Fields[7], r.Fields[8]
		checkVerb(t, r, v)
		switch {
		case v.Present == "" || v.Masdar == "":
			t.Error(r.Error("no present or no masdar"))
		case !slices.Contains(verbClasses, class):
			t.Error(r.Error("no such class"))
		case !slices.Contains(acts, act):
			t.Error(r.Error("no such act"))
		case strings.Contains(frame, "narrow") && len([]rune(v.Lemma)) <= 3 && counter == "":
			t.Error(r.Error("a short and common word needs a counter-example"))
		}
		for f := range strings.SplitSeq(frame, ",") {
			key := v.Lemma + v.Form + v.Present + " " + f
			if taken[key] && f != "narrow" {
				t.Error(r.Error("two lines of this verb have the frame " + f))
			}
			taken[key] = true
		}
		checkFrames(t, r, frame)
		checkExample(t, r, example, v)
	}
}

// checkVerb: the generator takes the verb, and where the form gives verbal nouns by rule, the one listed is among them.
func checkVerb(t *testing.T, r tsv.Row, v Verb) {
	t.Helper()
	if _, err := Inflect(v); err != nil {
		t.Error(r.Error(err.Error()))
		return
	}
	if m, err := MasdarsOf(v); err != nil || v.Masdar != "" && len(m) > 0 && !slices.Contains(m, v.Masdar) {
		t.Error(r.Error("the form gives " + strings.Join(m, ", ")))
	}
}

func checkFrames(t *testing.T, r tsv.Row, list string) {
	t.Helper()
	for f := range strings.SplitSeq(list, ",") {
		_, prep, cut := strings.Cut(f, ":")
		if !slices.Contains(frames, f) && !(cut && slices.Contains(governed, prep)) {
			t.Error(r.Error("no such frame: " + f))
		}
	}
	if list == "" || list == "narrow" {
		t.Error(r.Error("no frame"))
	}
}

// checkExample: brackets are balanced, a cue and a content; with a verb, the cue is one of its forms.
func checkExample(t *testing.T, r tsv.Row, example string, v Verb) {
	t.Helper()
	cue, content := bracketed(example)
	switch {
	case cue == "" || content == "":
		t.Error(r.Error("the example needs a {cue} and a [content]"))
	case v.Lemma != "" && !isForm(cue, v):
		t.Error(r.Error("the example's cue is no form of the verb"))
	}
}

// bracketed returns the words in {} and those in [], the pieces joined by a space; both empty where brackets are not balanced.
func bracketed(s string) (cue, content string) {
	open, start := rune(0), 0
	for i, c := range s {
		switch c {
		case '{', '[':
			if open != 0 {
				return "", ""
			}
			open, start = c, i+1
		case '}', ']':
			if open != map[rune]rune{'}': '{', ']': '['}[c] || start == i {
				return "", ""
			}
			if c == '}' {
				cue = strings.TrimSpace(cue + " " + s[start:i])
			} else {
				content = strings.TrimSpace(content + " " + s[start:i])
			}
			open = 0
		}
	}
	if open != 0 {
		return "", ""
	}
	return cue, content
}

func isForm(word string, v Verb) bool {
	all, err := Inflect(v)
	return err == nil && slices.ContainsFunc(all, func(f Inflected) bool { return f.Text == word })
}

func TestOtherVerbs(t *testing.T) {
	cues := map[Verb]bool{}
	for _, r := range rows(t, "verbs.tsv", verbColumns) {
		cues[Verb{Lemma: r.Fields[0], Form: r.Fields[1], Present: r.Fields[2]}] = true
	}
	seen := map[Verb]bool{}
	for _, r := range rows(t, "other-verbs.tsv", otherColumns) {
		v := verbOf(r)
		checkVerb(t, r, v)
		if v.Present == "" || seen[v] || cues[v] {
			t.Error(r.Error("no present, listed twice, or a verb that attributes"))
		}
		seen[v] = true
	}
}

func TestCuePhrases(t *testing.T) {
	lemmas := map[string]bool{}
	for file, columns := range map[string][]string{"verbs.tsv": verbColumns, "other-verbs.tsv": otherColumns} {
		for _, r := range rows(t, file, columns) {
			lemmas[r.Fields[0]] = true
		}
	}
	seen := map[string]bool{}
	for _, r := range rows(t, "cue-phrases.tsv", phraseColumns) {
		phrase, class, act, frame, example := r.Fields[0], r.Fields[1], r.Fields[2], r.Fields[3], r.Fields[4]
		first, rest, _ := strings.Cut(phrase, " ")
		switch {
		case seen[phrase]:
			t.Error(r.Error("listed twice"))
		case rest == "":
			t.Error(r.Error("a phrase has two words or more"))
		case !lemmas[first]:
			t.Error(r.Error("its first word is no lemma of the verb lists"))
		case !slices.Contains(verbClasses, class) || !slices.Contains(acts, act):
			t.Error(r.Error("no such class or act"))
		}
		seen[phrase] = true
		checkFrames(t, r, frame)
		checkExample(t, r, example, Verb{})
	}
}

func TestCueNouns(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rows(t, "cue-nouns.tsv", nounColumns) {
		phrase, class, act, example := r.Fields[0], r.Fields[1], r.Fields[2], r.Fields[3]
		switch {
		case seen[phrase+" "+class]:
			t.Error(r.Error("listed twice"))
		case !slices.Contains(nounClasses, class):
			t.Error(r.Error("no such class"))
		case !slices.Contains(acts, act) && !(act == "" && (class == "medium" || class == "remark")):
			t.Error(r.Error("no such act"))
		}
		seen[phrase+" "+class] = true
		checkNounExample(t, r, phrase, class, example)
	}
}

// checkNounExample: a noun that a light verb carries opens the content, a medium or a remark stands anywhere, other phrases are the cue.
func checkNounExample(t *testing.T, r tsv.Row, phrase, class, example string) {
	t.Helper()
	cue, content := bracketed(example)
	in := cue
	switch class {
	case "content-noun":
		in = content
	case "medium", "remark":
		in = example
	case "anonymity": // it is itself what is no content
		content = cue
	}
	phrase = strings.TrimSuffix(strings.TrimSuffix(phrase, " ل"), "ة") // the ة becomes ت before a pronoun
	phrase = strings.TrimSuffix(phrase, "ء")                           // and the hamza changes its carrier
	if cue == "" || content == "" || !strings.Contains(in, phrase) {
		t.Error(r.Error("the example needs a {cue} and a [content], and the phrase in its place"))
	}
}

// A homograph that is no form of any verb listed, also after ف (فدان), would be a line for nothing.
func TestHomographs(t *testing.T) {
	spelt := map[string]bool{}
	for file, columns := range map[string][]string{"verbs.tsv": verbColumns, "other-verbs.tsv": otherColumns} {
		for _, r := range rows(t, file, columns) {
			all, _ := Inflect(verbOf(r)) // faults are reported by the tests of those lists
			for _, f := range all {
				spelt[script.String(f.Text)] = true
			}
		}
	}
	for _, r := range rows(t, "homographs.tsv", []string{"form", "usually", "example"}) {
		form, usually, example := r.Fields[0], r.Fields[1], r.Fields[2]
		switch {
		case !spelt[script.String(form)] && !spelt[strings.TrimPrefix(script.String(form), "ف")]:
			t.Error(r.Error("no verb of the lists spells it"))
		case !slices.Contains([]string{"particle", "noun", "adjective", "name", "verb"}, usually):
			t.Error(r.Error("not a kind of word"))
		case !strings.Contains(example, form):
			t.Error(r.Error("the example does not have the word"))
		}
	}
}

func TestReadmeNamesEveryTable(t *testing.T) {
	files, err := fs.Glob(lexicon, "*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := fs.ReadFile(lexicon, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.Contains(string(readme), "`"+f+"`") {
			t.Errorf("%s is not in the README: say there what its lines are", f)
		}
	}
}
