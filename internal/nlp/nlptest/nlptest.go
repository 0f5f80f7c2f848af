// Package nlptest is what the tests of the stages share: it reads a text through all stages, shows spans as brackets, makes texts out of the
// words that the stages look for, and checks what must hold for any text.
//
// In: a line such as "{قال} سامي إن [الجسر آمن]". Out: the text without its brackets, and the layers of that text; "Sami {said} [the bridge
// is safe]" is marked in the same way.
package nlptest

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/packs"
)

// Thursday is the day on which the texts of the tests are read, unless they say otherwise.
var Thursday = doc.Day{Year: 2018, Month: 8, Day: 23}

var pipeline = sync.OnceValues(func() (*nlp.Pipeline, error) { return nlp.New(packs.FS) })

// Pipeline returns the stages with the program's packs; it is made once.
func Pipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Read reads the text as an article of that Thursday.
func Read(t testing.TB, s string) *doc.Doc {
	t.Helper()
	return Pipeline(t).Read(text.Text(s), Thursday, "الصباح")
}

// headline opens every Story: a first paragraph that says nothing, since the first one of a page is read as a headline or a label.
const headline = "لا شيء جديدا في المدينة القديمة هذا الصباح\n\n"

// Story reads the text as what stands below a headline. Marked leaves the headline out again.
func Story(t testing.TB, s string) *doc.Doc {
	t.Helper()
	return Read(t, headline+s)
}

// Unmarked takes the brackets [ ] and { } off, and writes ¶ as a paragraph's end.
func Unmarked(line string) string {
	return strings.NewReplacer("[", "", "]", "", "{", "", "}", "", " ¶ ", "\n\n").Replace(line)
}

// Mark is a span that is shown in brackets.
type Mark struct {
	text.Span
	Open, Close string
}

// Marked shows the spans in the text: inner ones inside outer ones, empty ones not at all.
func Marked(src text.Text, marks ...Mark) string {
	type bracket struct {
		at, length int
		opens      bool
		sign       string
	}
	var all []bracket
	for _, m := range marks {
		if !m.Empty() {
			all = append(all, bracket{m.Start, m.Len(), true, m.Open}, bracket{m.End, m.Len(), false, m.Close})
		}
	}
	slices.SortStableFunc(all, func(a, b bracket) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.opens != b.opens: // close before you open
			if a.opens {
				return 1
			}
			return -1
		case a.opens:
			return cmp.Compare(b.length, a.length)
		}
		return cmp.Compare(a.length, b.length)
	})
	var out strings.Builder
	at := 0
	for _, b := range all {
		out.WriteString(string(src[at:b.at]))
		out.WriteString(b.sign)
		at = b.at
	}
	out.WriteString(string(src[at:]))
	return strings.ReplaceAll(strings.TrimPrefix(out.String(), headline), "\n\n", " ¶ ")
}
