package find

import (
	"strings"
	"sync"
	"testing"

	"isnad.dev/isnad/internal/nlp"
	"isnad.dev/isnad/packs"
)

var loaded = sync.OnceValues(func() (*Analyzer, error) {
	p, err := nlp.New(packs.FS)
	if err != nil {
		return nil, err
	}
	return New(p.Pack), nil
})

// analyzer returns the one of the program's packs.
func analyzer(t testing.TB) *Analyzer {
	t.Helper()
	a, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func keysOf(a *Analyzer, s string) string {
	var out []string
	for _, t := range a.Terms(s) {
		out = append(out, t.Key)
	}
	return strings.Join(out, " ")
}

// A row is forms of one word: all have one key.
func TestFormsOfOneWordMeet(t *testing.T) {
	a := analyzer(t)
	for _, row := range []string{
		"وزير الوزير والوزير للوزير بوزير وزراء الوزراء والوزراء لوزراء وزيران وزيرين وزراؤها وزرائهم وزيرا وَزير",
	} {
		first, rest, _ := strings.Cut(row, " ")
		want := keysOf(a, first)
		for w := range strings.FieldsSeq(rest) {
			if got := keysOf(a, w); got != want {
				t.Errorf("%s has the key %s, %s has %s", w, got, first, want)
			}
		}
	}
}
