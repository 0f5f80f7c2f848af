package wikidata

import (
	"cmp"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/world"
)

// Rows are lines of the tables people and terms, with their columns; sorted, each once.
type Rows struct {
	People [][]string
	Terms  [][]string
}

// Count says what became of claims.
type Count struct {
	New, Known int
	Offices    map[string]int // positions whose words name no office, with how many claims each
}

// Resolve makes rows of claims: positions are read as the questions of isnad world who are, people are those of the world where their names
// are, and what the world knows already is passed over. A term without an end lasts at most until the next in its office begins.
func Resolve(w *world.World, ids map[string]string, claims []Claim) (Rows, Count) {
	r := resolver{world: w, ids: ids, count: Count{Offices: map[string]int{}}, people: map[string][]string{}, names: map[string][]world.ThingID{}, read: map[string][]world.Office{}}
	r.index()
	var terms [][]string
	for i := range claims {
		if row := r.claim(&claims[i]); row != nil {
			terms = append(terms, row)
		}
	}
	rows := Rows{Terms: distinct(terms)}
	r.count.New = len(rows.Terms)
	r.close(rows.Terms)
	for _, t := range rows.Terms {
		if p := r.people[t[0]]; p != nil {
			rows.People = append(rows.People, p)
		}
	}
	rows.People = distinct(rows.People)
	return rows, r.count
}

type resolver struct {
	world  *world.World
	ids    map[string]string // bare ids of countries and bodies by their numbers
	count  Count
	people map[string][]string // rows of those who are new, by id
	names  map[string][]world.ThingID
	read   map[string][]world.Office
}

func (r *resolver) index() {
	for i := range r.world.Things {
		if t := &r.world.Things[i]; t.Kind == world.Person {
			key := script.String(t.En)
			r.names[key] = append(r.names[key], world.ThingID(i))
		}
	}
}

// claim returns the row of a term, or nil for one that is known or not understood.
func (r *resolver) claim(c *Claim) []string {
	role, of, ok := r.office(c)
	if !ok {
		r.count.Offices[cmp.Or(c.Position.En, c.Position.Ar, c.Position.ID)]++
		return nil
	}
	id, known := r.person(&c.Person, of)
	if id == "" {
		r.count.Offices[cmp.Or(c.Person.ID, c.Person.Ar)]++
		return nil
	}
	if known && r.knows(id, role, of, c) {
		r.count.Known++
		return nil
	}
	if !known {
		r.people[id] = []string{id, text(cmp.Or(c.Person.En, c.Person.Ar)), text(c.Person.Ar), "-", text(of), "likely"}
	}
	return []string{id, role, of, c.From, cmp.Or(c.Until, "?"), "likely"}
}

func (r *resolver) knows(id, role, of string, c *Claim) bool {
	person, _ := r.world.ByID("per:" + id)
	t := world.Term{Person: person, Role: role, Of: of}
	t.From, _ = world.ParseDay(c.From)
	t.Until, _ = world.ParseDay(c.Until) // "" is no day: the term lasts
	return r.world.Knows(t)
}

// office reads the name of the position, and takes the country or body from the claim where the name has none.
func (r *resolver) office(c *Claim) (role, of string, ok bool) {
	home := r.home(c.Of)
	for _, words := range [...]string{c.Position.En, c.Position.Ar} {
		for _, o := range r.offices(words) {
			if o.Of == "" {
				o.Of = home
			}
			if o.Of != "" {
				return r.world.Roles[o.Role].ID, o.Of, true
			}
		}
	}
	return "", "", false
}

func (r *resolver) offices(words string) []world.Office {
	if words == "" {
		return nil
	}
	found, ok := r.read[words]
	if !ok {
		found, _ = r.world.Offices(words) // words that name no office are counted by the caller
		r.read[words] = found
	}
	return found
}

// home returns the bare id of the first country or body that the world knows.
func (r *resolver) home(items []Item) string {
	for _, it := range items {
		if code, ok := strings.CutPrefix(it.ID, "iso:"); ok {
			if _, ok := r.world.ByID("loc:" + strings.ToLower(code)); ok {
				return strings.ToLower(code)
			}
		}
		if id := r.ids[it.ID]; id != "" {
			return id
		}
		for _, name := range [...]string{it.En, it.Ar} {
			if ids := r.world.Named(name); len(ids) > 0 {
				return ids[0]
			}
		}
	}
	return ""
}

// person returns the bare id of a person: that of the world where one has the same English name and the same Arabic one or home.
func (r *resolver) person(p *Item, of string) (id string, known bool) {
	for _, n := range r.names[script.String(p.En)] {
		t := &r.world.Things[n]
		if p.En != "" && (t.Of == of || sameName(t, p.Ar)) {
			return t.Bare(), true
		}
	}
	if p.ID != "" {
		return "wd-" + strings.ToLower(p.ID), false
	}
	return slug(p.En), false
}

func sameName(t *world.Thing, ar string) bool {
	if ar == "" {
		return false
	}
	f := script.String(ar)
	return script.String(t.Ar) == f || slices.ContainsFunc(t.Forms, func(s string) bool { return script.String(s) == f })
}

// slug makes an id of a name in Latin letters.
func slug(name string) string {
	return strings.Trim(strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-"), "-")
}

// text is a field of a table.
func text(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == '|' || r == 0x2028 || r == 0x2029 }), " ")
	return cmp.Or(strings.TrimSpace(s), "-")
}

// close ends the terms of which no end is known where the next in the same office begins.
func (r *resolver) close(terms [][]string) {
	starts := map[[2]string][]string{}
	for _, t := range terms {
		starts[[2]string{t[1], t[2]}] = append(starts[[2]string{t[1], t[2]}], t[3])
	}
	for i := range r.world.Terms {
		t := &r.world.Terms[i]
		if list := starts[[2]string{t.Role, t.Of}]; list != nil {
			starts[[2]string{t.Role, t.Of}] = append(list, t.From.String())
		}
	}
	for _, t := range terms {
		if t[4] != "?" {
			continue
		}
		for _, s := range starts[[2]string{t[1], t[2]}] {
			if s > t[3] && (t[4] == "?" || s < t[4]) {
				t[4] = s
			}
		}
	}
}

// distinct sorts rows by their columns and keeps the first of those with the same key.
func distinct(rows [][]string) [][]string {
	slices.SortStableFunc(rows, compareRows)
	return slices.CompactFunc(rows, func(a, b []string) bool { return slices.Equal(key(a), key(b)) })
}

// compareRows orders people by id, terms by person and first day, as the tables of the pack are.
func compareRows(a, b []string) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[3], b[3]), slices.Compare(a, b))
}

// key is what makes a row: of people their id, of terms person, office and first day.
func key(row []string) []string {
	if strings.Contains("0123456789", row[3][:1]) {
		return row[:4]
	}
	return row[:1]
}
