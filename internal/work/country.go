package work

import (
	"isnad.dev/isnad/internal/world"
)

// countryOf returns the world id of the country that someone or something of this id belongs to or, of a person, acts for on the day; empty where the
// world pack does not know.
func (q *Queue) countryOf(id, day string) string {
	w := q.world
	thing, ok := w.ByID(id)
	if !ok {
		return ""
	}
	t := &w.Things[thing]
	switch {
	case t.Kind == world.Country:
		return id
	case t.Kind != world.Person:
		return countryID(w, t.Of)
	}
	for _, term := range w.TermsOf(thing) {
		if runsOn(term, day) {
			return countryID(w, term.Of)
		}
	}
	return countryID(w, t.Of)
}

// countryID is the id of the country with this bare id, or empty.
func countryID(w *world.World, of string) string {
	if id, ok := w.ByID("loc:" + of); ok && w.Things[id].Kind == world.Country {
		return "loc:" + of
	}
	return ""
}

// runsOn says whether the term runs on an ISO day, as far as its borders are known.
func runsOn(t world.Term, day string) bool {
	return day != "" && t.From.String() <= day && (t.Open || t.Until.String() > day)
}
