package world

import (
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/tsv"
)

// maxName is how many words the longest name has that a question may use.
const maxName = 9

// nameKey is a name by which its thing is looked up.
func nameKey(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(stem(w))
		b.WriteByte(' ')
	}
	return b.String()
}

// nameIndex has the bare ids of countries, bodies and places by their names and adjectives. Only questions need it: it is made at the first.
func (w *World) nameIndex() map[string][]string {
	w.indexed.Do(func() {
		w.names = map[string][]string{}
		for i := range w.Things {
			w.indexThing(&w.Things[i])
		}
		for _, a := range w.adjectives {
			w.indexName(a.form, a.id)
		}
	})
	return w.names
}

// Named returns the bare ids of the countries, bodies and places of this name, in Arabic or English.
func (w *World) Named(name string) []string {
	words := foldedWords(name)
	if len(words) == 0 {
		return nil
	}
	if words[0] == "the" {
		words = words[1:]
	}
	return w.nameIndex()[nameKey(words)]
}

func (w *World) indexThing(t *Thing) {
	if t.Kind == Person {
		return
	}
	for _, name := range slices.Concat([]string{t.En, t.Ar}, t.Forms, t.Nisba, t.Speaks) {
		w.indexName(name, t.Bare())
	}
}

func (w *World) indexName(name, id string) {
	words := slices.DeleteFunc(foldedWords(name), func(s string) bool { return s == "the" })
	if len(words) == 0 {
		return
	}
	if key := nameKey(words); !slices.Contains(w.names[key], id) {
		w.names[key] = append(w.names[key], id)
	}
}

// adjective is an English word or short form for a country or body.
type adjective struct{ form, id string }

// Words goes through the words of other languages, and the adjectives, that stand for things beside their names.
func (w *World) Words() iter.Seq2[string, ThingID] {
	return func(yield func(string, ThingID) bool) {
		for _, a := range w.adjectives {
			if t, ok := w.Of(a.id); ok && !yield(a.form, t) {
				return
			}
		}
	}
}

// loadEnglish reads the words by which English asks for offices, countries and bodies beside their names.
func (w *World) loadEnglish(fsys fs.FS) error {
	rows, err := tsv.ReadAll(fsys, "words", "form", "kind", "id")
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch form, kind, id := r.Fields[0], r.Fields[1], r.Fields[2]; kind {
		case "office":
			w.synonyms[id] = append(w.synonyms[id], form)
		case "adjective", "name":
			w.adjectives = append(w.adjectives, adjective{form, id})
		default:
			return r.Error(fmt.Sprintf("no kind of word is called %q", kind))
		}
	}
	return nil
}
