package script

import (
	"strings"
	"testing"
)

// TestSieveMissesNoWord puts words of all lengths in; of as many others only few may be taken for them.
func TestSieveMissesNoWord(t *testing.T) {
	var s Sieve
	if s.May("") || s.May("قال") {
		t.Error("an empty sieve has words")
	}
	words := []string{""}
	for _, a := range strings.Fields("ا ب ت سبت احد اثنين ثلاثاء اربعاء خميس جمعة يناير فبراير مارس") {
		for _, b := range strings.Fields("ا ب ت و ف ل سنة عام شهر يوم اسبوع ساعة") {
			words = append(words, a+b)
		}
	}
	for _, w := range words {
		s.Add(w)
	}
	taken := 0
	for _, w := range words {
		if !s.May(w) {
			t.Errorf("%q is missed", w)
		}
		if s.May(w + "ق") {
			taken++
		}
	}
	if taken > len(words)/10 {
		t.Errorf("%d of %d other words are taken for its own", taken, len(words))
	}
}
