package world

import (
	"io/fs"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// Site is a country or place with where it lies, in degrees north and east. A country, a province or a sea lies at its middle.
type Site struct {
	ID       string // bare: doha, qa
	En, Ar   string
	Lat, Lon float64
}

// Points knows where countries and places lie. It is read-only once loaded.
type Points struct {
	world   *World
	at      map[string][2]float64
	capital map[string]bool
}

// LoadPoints reads points.tsv, and which places are capitals. It takes some milliseconds, and only who draws maps needs it.
func LoadPoints(fsys fs.FS, w *World) (*Points, error) {
	p := &Points{world: w, at: map[string][2]float64{}, capital: map[string]bool{}}
	rows, err := tsv.Read(fsys, "points.tsv", "id", "lat", "lon")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := p.add(r); err != nil {
			return nil, err
		}
	}
	for r, err := range tsv.Rows(fsys, "countries.tsv", "id", "en", "ar", "forms", "nisba", "capital", "metonyms", "sure") {
		if err != nil {
			return nil, err
		}
		p.capital[r.Fields[5]] = true
	}
	return p, nil
}

func (p *Points) add(r tsv.Row) error {
	id := r.Fields[0]
	if _, ok := p.world.byID["loc:"+id]; !ok {
		return r.Error("no country or place has the id " + id)
	}
	if _, twice := p.at[id]; twice {
		return r.Error("the id " + id + " stands twice")
	}
	lat, err := strconv.ParseFloat(r.Fields[1], 64)
	if err != nil || lat < -90 || lat > 90 {
		return r.Error("the latitude is no number from -90 to 90")
	}
	lon, err := strconv.ParseFloat(r.Fields[2], 64)
	if err != nil || lon < -180 || lon > 180 {
		return r.Error("the longitude is no number from -180 to 180")
	}
	p.at[id] = [2]float64{lat, lon}
	return nil
}

// Of returns where the country or place with this bare id lies.
func (p *Points) Of(id string) (Site, bool) {
	at, ok := p.at[id]
	if !ok {
		return Site{}, false
	}
	t := &p.world.Things[p.world.byID["loc:"+id]]
	return Site{ID: id, En: t.En, Ar: t.Ar, Lat: at[0], Lon: at[1]}, true
}

// Named returns where a place lies that an article names, in Arabic or English: الدوحة, العاصمة القطرية الدوحة, Doha. Where words before the
// name are not known, they are passed over, so that مطار القاهرة lies in القاهرة unless the pack knows better. Of several places of one name it
// is the country, then the capital, then what the pack has first.
func (p *Points) Named(name string) (Site, bool) {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" \t\n\u00a0«»\"'()،,.", r) })
	const passed = 4
	for first := 0; first < len(words) && first <= passed; first++ {
		if s, ok := p.exactly(strings.Join(words[first:], " ")); ok {
			return s, true
		}
	}
	return Site{}, false
}

// exactly looks for places of this whole name.
func (p *Points) exactly(name string) (best Site, found bool) {
	least := 0
	for _, id := range p.world.Named(name) {
		s, ok := p.Of(id)
		if !ok {
			continue
		}
		if r, ok := p.rank(id, name); ok && (!found || r < least) {
			best, least, found = s, r, true
		}
	}
	return best, found
}

// rank says how far a name is a place's own, the lowest best. An adjective, or a capital's name for a government, is no name of a place.
func (p *Points) rank(id, name string) (int, bool) {
	t := &p.world.Things[p.world.byID["loc:"+id]]
	key := nameKey(withoutThe(name))
	rank, own := 0, nameKey(withoutThe(t.Ar)) == key || nameKey(withoutThe(t.En)) == key
	if !own {
		rank = 10
		for _, f := range t.Forms {
			own = own || nameKey(withoutThe(f)) == key
		}
	}
	switch {
	case t.Kind == Country:
	case p.capital[id]:
		rank++
	case t.Sub == "city":
		rank += 2
	default:
		rank += 3
	}
	return rank, own
}

// withoutThe is the words of a name as the index of names has them.
func withoutThe(name string) []string {
	words := foldedWords(name)
	if len(words) > 0 && words[0] == script.String("the") {
		words = words[1:]
	}
	return words
}
