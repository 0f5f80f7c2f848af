package world

import (
	"fmt"
	"io/fs"

	"isnad.dev/isnad/internal/tsv"
)

// PeopleColumns and TermColumns are the columns of the tables that a folder of a user's own may add to.
var (
	PeopleColumns = []string{"id", "en", "ar", "forms", "of", "sure"}
	TermColumns   = []string{"person", "role", "of", "from", "until", "sure"}
)

// extend adds the people and terms of a user's own folder. What the pack knows already is passed over, so that its own facts stay first: a
// person by the id, a term by its person and office where the two overlap.
func (w *World) extend(fsys fs.FS) error {
	people, err := tsv.ReadAll(fsys, "people", PeopleColumns...)
	if err != nil {
		return err
	}
	for _, r := range people {
		if _, known := w.byID["per:"+r.Fields[0]]; known {
			continue
		}
		if err := w.addPerson(r); err != nil {
			return err
		}
	}
	terms, err := tsv.ReadAll(fsys, "terms", TermColumns...)
	if err != nil {
		return err
	}
	for _, r := range terms {
		t, err := w.term(r)
		if err != nil {
			return err
		}
		if !w.Knows(t) {
			w.addTerm(t)
		}
	}
	return nil
}

// Knows says whether a term of the same person in the same office overlaps with this one.
func (w *World) Knows(t Term) bool {
	for _, n := range w.held[t.Person] {
		k := &w.Terms[n]
		if k.Role == t.Role && k.Of == t.Of && k.before(t.Until) && t.before(k.Until) {
			return true
		}
	}
	return false
}

// before says whether the term may have begun before the day; the zero Day has no end.
func (t *Term) before(day Day) bool { return day.Year == 0 || t.From.earliest() < day.latest() }

// LoadWith is Load with folders of the user's own on top, in their order: people/*.tsv and terms/*.tsv with the columns of the pack.
func LoadWith(fsys fs.FS, extra ...fs.FS) (*World, error) {
	w, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	for _, x := range extra {
		if err := w.extend(x); err != nil {
			return nil, fmt.Errorf("world pack of the user: %w", err)
		}
	}
	return w, nil
}
