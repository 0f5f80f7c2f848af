// Package world knows who and what the news names: countries, places, bodies, people, and who held which office from when until when.
//
// In: the tables of packs/world. Out: a World that answers by id, by name form and by office and day:
// "وزير الخارجية" of ru on 2018-08-23 is Sergey Lavrov, سيرغي لافروف.
package world

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/tsv"
)

// Kind is the table that a thing comes from.
type Kind uint8

// The kinds of thing.
const (
	Country Kind = iota
	Place
	Body
	Person
)

// ThingID is an index into World.Things; NoThing is the id of nothing.
type ThingID int32

// NoThing is the id of nothing.
const NoThing ThingID = -1

// Thing is a country, place, body or person.
type Thing struct {
	Kind   Kind
	ID     string   // stable id, with its kind: loc:ru, loc:idlib, org:un, per:sergey-lavrov
	Sub    string   // the kind column of its table: city, ministry, party …
	En     string   // usual English name
	Ar     string   // the form that Arabic news uses most
	Forms  []string // other forms
	Of     string   // the country or body that it belongs to
	Sure   string
	Nisba  []string // of a country
	Speaks []string // of a country: the words that stand for its government
}

// Type is the entity type of the thing.
func (t *Thing) Type() doc.EntityType {
	switch t.Kind {
	case Person:
		return doc.Person
	case Body:
		return doc.Organisation
	}
	return doc.Place
}

// Role is a kind of office.
type Role struct {
	ID    string
	En    string
	Forms []string
	Level int // 1 for the head of state, higher is lower; used to prefer one of several holders
}

// Term is a term of office.
type Term struct {
	Person ThingID
	Role   string
	Of     string
	From   Day
	Until  Day // the first day after; Open where it lasts, unknown where it is zero
	Open   bool
	Sure   string
}

// World is the whole pack. It is read-only once loaded.
type World struct {
	Things []Thing
	Roles  []Role
	Terms  []Term

	adjectives []adjective         // English words for countries and bodies, beside their names
	synonyms   map[string][]string // English words for roles, by their ids
	indexed    sync.Once           // makes names at the first question
	names      map[string][]string

	byID    map[string]ThingID
	offices map[office][]int // terms by office, in the order of their first days
	held    map[ThingID][]int
}

type office struct{ role, of string }

// thingsExpected and termsExpected are about how many the pack has; more only take longer to load.
const (
	thingsExpected = 20_000
	termsExpected  = 10_000
)

// Load reads the tables of the folder.
func Load(fsys fs.FS) (*World, error) {
	w := &World{
		Things: make([]Thing, 0, thingsExpected), Terms: make([]Term, 0, termsExpected),
		byID: make(map[string]ThingID, thingsExpected), synonyms: map[string][]string{}, offices: map[office][]int{}, held: map[ThingID][]int{},
	}
	for _, load := range []func(fs.FS) error{w.loadCountries, w.loadPlaces, w.loadBodies, w.loadPeople, w.loadRoles, w.loadTerms, w.loadEnglish} {
		if err := load(fsys); err != nil {
			return nil, fmt.Errorf("world pack: %w", err)
		}
	}
	return w, nil
}

// ByID returns the thing with this stable id.
func (w *World) ByID(id string) (ThingID, bool) {
	t, ok := w.byID[id]
	return t, ok
}

// Of returns the country or body that a bare id of a table's "of" column names.
func (w *World) Of(id string) (ThingID, bool) {
	if t, ok := w.byID["loc:"+id]; ok {
		return t, true
	}
	t, ok := w.byID["org:"+id]
	return t, ok
}

func (w *World) add(row tsv.Row, t Thing) error {
	if _, dup := w.byID[t.ID]; dup {
		return row.Error("the id " + t.ID + " stands twice")
	}
	w.byID[t.ID] = ThingID(len(w.Things))
	w.Things = append(w.Things, t)
	return nil
}

func (w *World) loadCountries(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "countries.tsv", "id", "en", "ar", "forms", "nisba", "capital", "metonyms", "sure") {
		if err != nil {
			return err
		}
		f := r.Fields
		t := Thing{Kind: Country, ID: "loc:" + f[0], Sub: "country", En: f[1], Ar: f[2], Forms: tsv.List(f[3]), Of: f[0], Nisba: tsv.List(f[4]), Speaks: tsv.List(f[6]), Sure: f[7]}
		if err := w.add(r, t); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) loadPlaces(fsys fs.FS) error {
	return w.loadThings(fsys, "places", Place, "loc:", "id", "kind", "en", "ar", "forms", "in", "sure")
}

func (w *World) loadBodies(fsys fs.FS) error {
	return w.loadThings(fsys, "orgs", Body, "org:", "id", "kind", "en", "ar", "forms", "of", "sure")
}

func (w *World) loadThings(fsys fs.FS, dir string, kind Kind, prefix string, columns ...string) error {
	for r, err := range tsv.AllRows(fsys, dir, columns...) {
		if err != nil {
			return err
		}
		f := r.Fields
		if err := w.add(r, Thing{Kind: kind, ID: prefix + f[0], Sub: f[1], En: f[2], Ar: f[3], Forms: tsv.List(f[4]), Of: f[5], Sure: f[6]}); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) loadPeople(fsys fs.FS) error {
	for r, err := range tsv.AllRows(fsys, "people", PeopleColumns...) {
		if err != nil {
			return err
		}
		if err := w.addPerson(r); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) addPerson(r tsv.Row) error {
	f := r.Fields
	return w.add(r, Thing{Kind: Person, ID: "per:" + f[0], En: f[1], Ar: f[2], Forms: tsv.List(f[3]), Of: f[4], Sure: f[5]})
}

func (w *World) loadRoles(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "roles.tsv", "id", "en", "forms", "level") {
		if err != nil {
			return err
		}
		f := r.Fields
		level := 0
		if _, err := fmt.Sscanf(f[3], "%d", &level); err != nil {
			return r.Error("the level is not a number")
		}
		w.Roles = append(w.Roles, Role{ID: f[0], En: f[1], Forms: tsv.List(f[2]), Level: level})
	}
	return nil
}

func (w *World) loadTerms(fsys fs.FS) error {
	for r, err := range tsv.AllRows(fsys, "terms", TermColumns...) {
		if err != nil {
			return err
		}
		term, err := w.term(r)
		if err != nil {
			return err
		}
		w.addTerm(term)
	}
	return nil
}

func (w *World) addTerm(t Term) {
	n := len(w.Terms)
	w.Terms = append(w.Terms, t)
	key := office{t.Role, t.Of}
	w.offices[key] = append(w.offices[key], n)
	w.held[t.Person] = append(w.held[t.Person], n)
}

func (w *World) term(r tsv.Row) (Term, error) {
	f := r.Fields
	person, ok := w.byID["per:"+f[0]]
	if !ok {
		return Term{}, r.Error("no person has the id " + f[0])
	}
	t := Term{Person: person, Role: f[1], Of: f[2], Sure: f[5]}
	var err error
	if t.From, err = ParseDay(f[3]); err != nil {
		return Term{}, r.Error(err.Error())
	}
	switch f[4] {
	case "now":
		t.Open = true
	case "?", "":
	default:
		if t.Until, err = ParseDay(f[4]); err != nil {
			return Term{}, r.Error(err.Error())
		}
	}
	return t, nil
}

// Holders returns the terms of the office that were or may have been running on the day, the surest first. Of is a bare id (ru, un, un:sy).
func (w *World) Holders(role, of string, on Day) []Term {
	var sure, perhaps []Term
	for _, n := range w.offices[office{role, of}] {
		switch t := w.Terms[n]; t.runs(on) {
		case yes:
			sure = append(sure, t)
		case maybe:
			perhaps = append(perhaps, t)
		}
	}
	return append(sure, perhaps...)
}

// TermsOf returns the terms of office of a person.
func (w *World) TermsOf(person ThingID) []Term {
	var out []Term
	for _, n := range w.held[person] {
		out = append(out, w.Terms[n])
	}
	return out
}

// Bare is the id without its kind: ru of loc:ru.
func (t *Thing) Bare() string {
	_, id, _ := strings.Cut(t.ID, ":")
	return id
}
