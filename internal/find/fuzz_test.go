package find

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad/internal/text"
)

var seeds = []string{"", "قال وزير الخارجية الروسي سيرغي لافروف", "والوزراء، للوزير", "قَالَ\u200f الرَّئيس", "لـCNN الـ28 و٢٠١٨", "Erdoğan Лавров Łódź ß ǅ ﷲ", "a\xffb", "ـ ـــ ً", "٣٫٥ 1,200", "\u202bمصر\u202c"}

// FuzzTerms holds that words are in order, on letter borders and inside the text, and that keys are letters and digits only.
func FuzzTerms(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	a := analyzer(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, term := range a.Terms(s) {
			if term.Start < end || term.End <= term.Start || term.End > len(s) {
				t.Fatalf("%q: span %v after %d", s, term.Span, end)
			}
			checkBorders(t, s, term.Span)
			checkKey(t, term.Key)
			checkKey(t, term.Exact)
			end = term.End
		}
	})
}

func checkBorders(t *testing.T, s string, at text.Span) {
	t.Helper()
	for _, pos := range []int{at.Start, at.End} {
		if pos < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[pos]) {
			t.Errorf("%q: %d is inside a letter", s, pos)
		}
	}
}

func checkKey(t *testing.T, key string) {
	t.Helper()
	if key == "" || !utf8.ValidString(key) {
		t.Fatalf("key %q", key)
	}
	for _, r := range key {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			t.Errorf("key %q has %U", key, r)
		}
	}
}

// FuzzQuery holds that any question is answered with a Query or an error, and that its hits lie inside any text.
func FuzzQuery(f *testing.F) {
	for _, q := range []string{"", `"وزير الخارجية" -لافروف speaker:"سيرغي لافروف" from:2018-08 إلى:أمس`, "Lavrov OR بوتين", "عن: سوريا", "a:b", `"`, "-", "--x", "OR OR", "من:", "United Nations", "في من على", `-"x`, "to:23/8/2018", "from:\"قبل 3 أيام\""} {
		f.Add(q, "قال وزير الخارجية الروسي سيرغي لافروف في موسكو إن United Nations")
	}
	for _, s := range seeds {
		f.Add(s, s)
	}
	a, today := analyzer(f), time.Date(2018, 8, 23, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, question, s string) {
		q, err := a.QueryOn(question, today)
		if err != nil {
			return
		}
		for _, c := range q.All {
			for _, alternatives := range c.Phrase {
				for _, key := range alternatives {
					checkKey(t, key)
				}
			}
		}
		end := 0
		for _, m := range a.Mark(s, q) {
			if m.Start < end || m.Empty() || m.End > len(s) {
				t.Fatalf("%q in %q: mark %v", question, s, m)
			}
			checkBorders(t, s, m)
			end = m.End
		}
		for _, width := range []int{1, 20, 1000} {
			checkSnippet(t, a, s, q, width)
		}
		a.Names(question)
		a.NameKeys(question)
	})
}

func checkSnippet(t *testing.T, a *Analyzer, s string, q Query, width int) {
	t.Helper()
	cut, marks := a.Snippet(s, q, width)
	if cut.Start < 0 || cut.End < cut.Start || cut.End > len(s) {
		t.Fatalf("%q: cut %v", s, cut)
	}
	checkBorders(t, s, cut)
	for _, m := range marks {
		if !cut.Contains(m) {
			t.Errorf("%q: mark %v outside %v", s, m, cut)
		}
	}
	if n := utf8.RuneCountInString(s[cut.Start:cut.End]); n > width && !strings.Contains(s, " ") && len(marks) == 0 {
		t.Errorf("%q: %d letters for a width of %d", s, n, width)
	}
}
