package token

import (
	"isnad.dev/isnad/internal/doc"
)

// read returns the readings of a folded word, the least stripped first. A stripped reading is kept only where the pack knows the form
// that is left, since و, ف, ب, ل and ك also open words of their own (وزير, فريق).
func read(fold string, forms Forms) [3]doc.Reading {
	var out [3]doc.Reading
	out[0] = doc.Reading{Form: forms.Form(fold)}
	n := 1
	keep := func(c doc.Clitics, form doc.FormID) {
		if form != 0 && n < len(out) {
			out[n] = doc.Reading{Clitics: c, Form: form}
			n++
		}
	}
	bare := fold
	var conj doc.Clitics
	if rest, c := cut(fold, "و", doc.And); c != 0 {
		bare, conj = rest, c
	} else if rest, c := cut(fold, "ف", doc.Then); c != 0 {
		bare, conj = rest, c
	}
	if conj != 0 {
		keep(conj, forms.Form(bare))
		stripPreposition(bare, conj, forms, keep)
	}
	stripPreposition(fold, 0, forms, keep)
	return out
}

// stripPreposition takes ب, ل or ك off, and restores the article that لل has swallowed.
func stripPreposition(s string, conj doc.Clitics, forms Forms, keep func(doc.Clitics, doc.FormID)) {
	const lam = "ل"
	if rest, ok := after(s, "لل"); ok && len(rest) > 2 {
		keep(conj|doc.For, forms.FormJoined("ال", rest))
		keep(conj|doc.For, forms.FormJoined(lam, rest))
		return
	}
	for _, p := range prepositions {
		if rest, c := cut(s, p.letter, p.clitic); c != 0 {
			keep(conj|c, forms.Form(rest))
			return
		}
	}
}

var prepositions = []struct {
	letter string
	clitic doc.Clitics
}{{"ب", doc.In}, {"ل", doc.For}, {"ك", doc.Like}}

// cut takes the letter off the front if at least two letters stay.
func cut(s, letter string, c doc.Clitics) (string, doc.Clitics) {
	if rest, ok := after(s, letter); ok && len(rest) >= 4 {
		return rest, c
	}
	return s, 0
}

func after(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}
