package lang

import (
	"io/fs"
	"iter"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// loadPlurals reads which nouns have plurals that their letters do not show (وزير: وزراء), and which words only look like an inflected one.
// The forms are not numbered: only a search asks for them.
func (p *Pack) loadPlurals(fsys fs.FS) error {
	p.singulars = make(map[string]string, some)
	for r, err := range tsv.Rows(fsys, "lexicon/plurals.tsv", "noun", "plurals") {
		if err != nil {
			return err
		}
		noun := script.String(r.Fields[0])
		p.singulars[noun] = noun
		for _, plural := range tsv.List(r.Fields[1]) {
			if plural = script.String(plural); p.singulars[plural] == "" {
				p.singulars[plural] = noun
			}
		}
	}
	return nil
}

// Singular returns the noun whose plural the folded word is; a noun of that table is its own.
func (p *Pack) Singular(folded string) (noun string, ok bool) {
	noun, ok = p.singulars[folded]
	return noun, ok
}

// Forms goes through all folded forms that the pack knows.
func (p *Pack) Forms() iter.Seq2[string, *Form] {
	return func(yield func(string, *Form) bool) {
		for id := 1; id < len(p.info); id++ {
			if !yield(p.forms.form(doc.FormID(id)), &p.info[id]) {
				return
			}
		}
	}
}
