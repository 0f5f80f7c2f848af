package event

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// nameCounterparts names the counterparts that stood before the party whose counterparts they are.
func (f *finder) nameCounterparts(d *draft) {
	for n := range d.parties {
		p := &d.parties[n]
		if p.mention < 0 || p.ID != "" || p.Name != "" || !f.d.Mentions[p.mention].Counterpart || len(d.parties) < 2 {
			continue
		}
		if n == 0 {
			d.parties[0], d.parties[1] = d.parties[1], d.parties[0]
			p = &d.parties[1]
		}
		f.counterpart(d, &f.d.Mentions[p.mention], p)
	}
}

// counterpart names who holds the first party's office in the other country on the day: نظيره التركي.
func (f *finder) counterpart(d *draft, x *doc.Mention, p *party) {
	p.Role = f.d.Text.At(x.Span)
	if x.Of < 0 {
		return
	}
	role := f.officeOf(d)
	if role < 0 || f.counterpartHere(role, x, p) || f.holderHere(role, x, p) {
		return
	}
	day := f.today()
	holders := f.p.World.Holders(f.p.World.Roles[role].ID, f.p.World.Things[x.Of].Bare(), day)
	if len(holders) == 0 {
		return
	}
	t := &f.p.World.Things[holders[0].Person]
	p.En, p.ID = t.En, t.ID
	if e, ok := f.known().byID[t.ID]; ok {
		p.Name, p.Role = f.d.Entities[e].Name, ""
	}
}

// counterpartHere finds the counterpart among those whom the article itself gives that office of that country.
func (f *finder) counterpartHere(role int32, x *doc.Mention, p *party) bool {
	n, ok := f.known().holder[[2]int32{role, x.Of}]
	if ok {
		e := &f.d.Entities[n]
		p.Name, p.En, p.ID, p.Role = e.Name, e.En, e.ID, ""
	}
	return ok
}

// addHolder adds who holds the office in the country: the one of the article, else the one whom the world pack knows on the day, else the country.
func (f *finder) addHolder(d *draft, office *doc.Mention, country world.ThingID, i int) {
	x := *office
	x.Of = int32(country)
	p := party{mention: -1}
	p.Span = text.Span{Start: f.toks[f.parts[i].first].Start, End: f.toks[f.parts[i].end-1].End}
	if x.Office < 0 {
		f.addCountry(d, int(country), f.parts[i].end-1)
		return
	}
	if !f.counterpartHere(x.Office, &x, &p) && !f.holderHere(x.Office, &x, &p) {
		p.Role = f.d.Text.At(p.Span)
		t := &f.p.World.Things[country]
		if holders := f.p.World.Holders(f.p.World.Roles[x.Office].ID, t.Bare(), f.today()); len(holders) > 0 {
			t = &f.p.World.Things[holders[0].Person]
		}
		p.En, p.ID = t.En, t.ID
	}
	f.add(d, p)
}

// holderHere finds the counterpart in the one person of the article who holds or held that office of that country, on whatever day.
func (f *finder) holderHere(role int32, x *doc.Mention, p *party) bool {
	of := f.p.World.Things[x.Of].Bare()
	found := -1
	for i := range f.d.Entities {
		if i > 400 {
			break
		}
		if id := f.d.Entities[i].ID; id == "" || f.d.Entities[i].Type != doc.Person || !f.hasHeld(id, f.p.World.Roles[role].ID, of) {
			continue
		}
		if found >= 0 {
			return false
		}
		found = i
	}
	if found < 0 {
		return false
	}
	e := &f.d.Entities[found]
	p.Name, p.En, p.ID, p.Role = e.Name, e.En, e.ID, ""
	return true
}

func (f *finder) hasHeld(id, role, of string) bool {
	thing, ok := f.p.World.ByID(id)
	if !ok {
		return false
	}
	for _, t := range f.p.World.TermsOf(thing) {
		if t.Role == role && t.Of == of {
			return true
		}
	}
	return false
}

func (f *finder) known() *offices {
	if f.offices != nil {
		return f.offices
	}
	o := &offices{map[[2]int32]doc.EntityID{}, map[string]int32{}, map[string]doc.EntityID{}}
	for i := range f.d.Entities {
		if id := f.d.Entities[i].ID; id != "" {
			o.byID[id] = doc.EntityID(i)
		}
	}
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		if m.Office < 0 || m.Entity == doc.NoEntity || m.Former {
			continue
		}
		if key := [2]int32{m.Office, m.Of}; !holds(o.holder, key) {
			o.holder[key] = m.Entity
		}
		if name := f.d.Entities[m.Entity].Name; !holds(o.office, name) {
			o.office[name] = m.Office
		}
	}
	f.offices = o
	return o
}

func holds[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}

func (f *finder) today() world.Day {
	return world.Day{Year: f.d.Published.Year, Month: f.d.Published.Month, Dom: f.d.Published.Day}
}

// officeOf returns the office of the first party: by the title beside the name anywhere in the article, else by the world pack on the day.
func (f *finder) officeOf(d *draft) int32 {
	if len(d.parties) == 0 {
		return -1
	}
	first := d.parties[0]
	if first.mention >= 0 && f.d.Mentions[first.mention].Office >= 0 {
		return f.d.Mentions[first.mention].Office
	}
	if office, ok := f.known().office[first.Name]; ok {
		return office
	}
	thing, ok := f.p.World.ByID(first.ID)
	if first.ID == "" || !ok {
		return -1
	}
	return f.heldOffice(thing)
}

// heldOffice returns the office that the person holds on the day, by the world pack.
func (f *finder) heldOffice(thing world.ThingID) int32 {
	for _, t := range f.p.World.TermsOf(thing) {
		for _, h := range f.p.World.Holders(t.Role, t.Of, f.today()) {
			if h.Person == thing {
				return f.roleIndex(t.Role)
			}
		}
	}
	return -1
}

func (f *finder) roleIndex(id string) int32 {
	for i := range f.p.World.Roles {
		if f.p.World.Roles[i].ID == id {
			return int32(i)
		}
	}
	return -1
}
