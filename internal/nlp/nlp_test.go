package nlp_test

import (
	"testing"

	"isnad.dev/isnad/internal/nlp/nlptest"
)

// FuzzRead holds what must be so for any text, over all layers.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "قال لافروف إن المحادثات ستستمر.", "\"\"\"", "«قال", "\n\n\n", "\u202b\u202c", "\xff\xfe", "التقى لافروف نظيره التركي أمس في موسكو", "قال: قال: قال:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := nlptest.Sound(nlptest.Read(t, s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}

// FuzzReadWords does the same with texts of words that the stages look for.
func FuzzReadWords(f *testing.F) {
	for _, data := range []string{"", "\x00\x3c\x0b\x80", "abcdefghijklmnopqrstuvwxyz", "\x81\x82\x83 \x01\x02\x03\x04\x05"} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := nlptest.Compose(data[:min(len(data), 400)])
		if err := nlptest.Sound(nlptest.Read(t, s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}
