package statement

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/world"
)

// traits are what the article tells of an entity that later words may be compared with.
type traits struct {
	gender  gender
	country world.ThingID // whose official or citizen he is, or NoThing
}

type gender uint8

const (
	either gender = iota
	male
	female
)

// tellTraits finds the gender and country of each entity. The gender is told by the title of some mention, else by the given name of its longest one,
// else by a verb of saying right before it; a surname alone (مروة, عون) tells nothing.
func (r *reader) tellTraits() {
	r.traits = make([]traits, len(r.d.Entities))
	for i := range r.traits {
		r.traits[i].country = world.NoThing
	}
	longest := make([]int, len(r.d.Entities))
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Entity == doc.NoEntity {
			continue
		}
		t := &r.traits[m.Entity]
		if t.country == world.NoThing {
			t.country = r.countryOf(m)
		}
		n := 2 * (m.NameEnd - m.NameFirst)
		if m.First < m.NameFirst && m.Type == doc.Person {
			n++
		}
		g := r.genderOf(m)
		if g == male && m.Named() && strings.HasSuffix(r.toks[m.NameFirst].Fold, "ه") && !r.p.ClassOf(&r.toks[m.NameFirst]).Has(lang.Masculine) {
			continue // المندوب الدائم مليحة …: many titles stay masculine before a woman's name
		}
		if g != either && n > longest[m.Entity] {
			t.gender, longest[m.Entity] = g, n
		}
	}
	r.learnGenders()
}

// learnGenders gives the entities whose words tell no gender that of the verbs of saying right before them: قالت حماس.
func (r *reader) learnGenders() {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Entity == doc.NoEntity || m.First == 0 || m.Plural || r.traits[m.Entity].gender != either || r.mention[m.First-1] >= 0 {
			continue
		}
		r.traits[m.Entity].gender = r.genderSaidBefore(m.First)
	}
}

// genderSaidBefore is the gender of the plain verb of saying that stands right before the token; either where none does.
func (r *reader) genderSaidBefore(i int) gender {
	for _, rd := range r.toks[i-1].Readings {
		if rd.Form == 0 || rd.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range r.p.Verbs(rd.Form) {
			l := &r.p.Lemmas[v.Lemma]
			if l.Class == lang.Say && !l.Frames.Object && !l.Frames.Addr && v.Finite() && !v.Object && v.Person == 3 && v.Number == morph.Sg && v.Voice == morph.Active {
				return genderOfVerb(&v)
			}
		}
	}
	return either
}

// countryOf returns the country of the office that the mention names, or of whom the world pack knows.
func (r *reader) countryOf(m *doc.Mention) world.ThingID {
	for _, thing := range [...]int32{m.Of, m.Thing} {
		if thing < 0 {
			continue
		}
		t := &r.p.World.Things[thing]
		if t.Kind == world.Country {
			return world.ThingID(thing)
		}
		if of, ok := r.p.World.Of(t.Of); ok && r.p.World.Things[of].Kind == world.Country {
			return of
		}
	}
	return r.countryNamed(span{m.First, m.End})
}

// countryNamed returns the country that an adjective of origin or a name in the words tells.
func (r *reader) countryNamed(s span) world.ThingID {
	for i := s.first; i < s.end; i++ {
		if country, _, ok := r.p.Adjective(&r.toks[i]); ok {
			return country
		}
		if m := r.mentionFrom(i); m != nil && m.Type == doc.Place && r.isCountry(m) {
			return world.ThingID(m.Thing)
		}
	}
	return world.NoThing
}

// genderOf is the gender that verbs give the one mentioned, as far as title, given name or head noun tell.
func (r *reader) genderOf(m *doc.Mention) gender {
	class := r.p.ClassOf(&r.toks[m.First])
	switch {
	case m.Female:
		return female
	case m.Plural:
		return either
	case m.First < m.NameFirst && m.Type == doc.Person && strings.HasSuffix(r.toks[m.First].Fold, "ايه"):
		return male // آية الله فلان
	case m.First < m.NameFirst && class.Has(lang.Title|lang.Honorific), m.Type == doc.NoType:
		return genderOfClass(class)
	case m.Type == doc.Person && class.Has(lang.Given) && m.NameEnd-m.NameFirst > 1:
		if r.toks[m.NameFirst+1].Fold == "الله" || r.toks[m.NameFirst+1].Fold == "الدين" {
			return male // آية الله, نور الدين
		}
		return genderOfClass(class)
	case m.Type != doc.Person && class.Has(lang.BodyHead|lang.PlaceHead|lang.People):
		return genderOfClass(class)
	case m.Type == doc.Organisation && class.Has(lang.Common):
		if fold := r.toks[m.First].Fold; strings.HasSuffix(fold, "ه") || strings.HasSuffix(fold, "ات") {
			return female
		}
	case m.Type == doc.Place && m.Thing >= 0:
		return r.genderOfPlace(m)
	}
	return either
}

// genderOfPlace: names of cities and countries are feminine, but for a few countries.
func (r *reader) genderOfPlace(m *doc.Mention) gender {
	switch r.p.World.Things[m.Thing].ID {
	case "loc:iq", "loc:jo", "loc:lb", "loc:ma", "loc:sd", "loc:ye":
		return either
	}
	return female
}

func genderOfClass(c lang.Class) gender {
	switch {
	case c.Has(lang.Feminine) && !c.Has(lang.Masculine):
		return female
	case c.Has(lang.Masculine) && !c.Has(lang.Feminine):
		return male
	}
	return either
}

// genderOfVerb is the gender that the verb or participle asks of its subject.
func genderOfVerb(v *lang.VerbReading) gender {
	switch v.Gender {
	case morph.F:
		return female
	case morph.M:
		return male
	}
	return either
}
