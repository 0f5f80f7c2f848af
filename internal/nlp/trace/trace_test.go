package trace_test

import (
	"io"
	"testing"

	"isnad.dev/isnad/internal/nlp/nlptest"
	"isnad.dev/isnad/internal/nlp/trace"
)

// FuzzWrite holds that any text can be shown.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "قال لافروف إن المحادثات ستستمر.", "«»", "\xff", "\n\n"} {
		f.Add(s)
	}
	p := nlptest.Pipeline(f)
	f.Fuzz(func(t *testing.T, s string) {
		if err := trace.Write(io.Discard, nlptest.Read(t, s), p.Pack); err != nil {
			t.Error(err)
		}
	})
}
