package morph

import "testing"

// BenchmarkInflect inflects verbs of all classes; loading a lexicon of 400 should take less than 10 ms.
func BenchmarkInflect(b *testing.B) {
	verbs := []Verb{{"قال", "يقول", "قول", "I"}, {"أكد", "", "", "II"}, {"ادعى", "", "", "VIII"}, {"بدأ", "يبدأ", "بدء", "I"}, {"استدعى", "", "", "X"}}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Inflect(verbs[i%len(verbs)]); err != nil {
			b.Fatal(err)
		}
	}
}
