package entity

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// offices settles who the mentions by office are: the person whom the article calls so elsewhere, else the holder of the office on the day.
func (j *joiner) offices() {
	known := map[[2]int32]doc.EntityID{}
	for i := range j.mentions {
		m := &j.mentions[i]
		if m.Office == none || m.Plural {
			continue
		}
		if m.Entity == doc.NoEntity && i > 0 {
			j.appose(i)
		}
		if m.Entity != doc.NoEntity && !m.Former {
			key := [2]int32{m.Office, m.Of}
			if _, ok := known[key]; !ok {
				known[key] = m.Entity
			}
		}
	}
	for i := range j.mentions {
		m := &j.mentions[i]
		if m.Office == none || m.Entity != doc.NoEntity || m.Plural || m.Former || m.Counterpart {
			continue
		}
		if e, ok := known[[2]int32{m.Office, m.Of}]; ok {
			m.Entity = e
			continue
		}
		if e, ok := known[[2]int32{m.Office, none}]; ok && m.Of != none && j.heldBy(e, m) {
			m.Entity = e // "وزير الخارجية سامح شكري" and "وزير الخارجية المصري"
			continue
		}
		m.Thing = j.holder(m)
		j.byThing(m)
	}
}

// heldBy says whether the entity is known to hold the office on the day.
func (j *joiner) heldBy(e doc.EntityID, m *doc.Mention) bool {
	return j.clusters[e].thing != none && j.holder(m) == j.clusters[e].thing
}

// appose gives an office the person whose name stands right before it: "أسامة النجيفي نائب رئيس الجمهورية", "خوسيه ألباريس، وزير الخارجية".
func (j *joiner) appose(i int) {
	m, before := &j.mentions[i], &j.mentions[i-1]
	if before.Type != doc.Person || before.Entity == doc.NoEntity || before.Office == m.Office {
		return
	}
	end := before.End
	if end+2 == m.First && j.pack.ClassOf(&j.tokens[end]).Has(lang.Connector) {
		end = m.First // فيصل بن فرحان (آل سعود) وزير الخارجية
	}
	gap := m.First - end
	if gap == 0 || gap == 1 && j.tokens[end].Kind == doc.Punct && (j.tokens[end].Mark == ',' || j.tokens[end].Mark == '(') {
		m.Entity = before.Entity
	}
}

// holder returns who held the office on the day of publication, if one person surely did.
func (j *joiner) holder(m *doc.Mention) int32 {
	if m.Of == none || j.day.Year == 0 {
		return none
	}
	of := j.pack.World.Things[m.Of].Bare()
	terms := j.pack.World.Holders(j.pack.World.Roles[m.Office].ID, of, j.day)
	if len(terms) == 0 {
		return none
	}
	return int32(terms[0].Person)
}

// byThing joins the office with the entity that the world pack knows as its holder.
func (j *joiner) byThing(m *doc.Mention) {
	if m.Thing == none {
		return
	}
	if c, ok := j.index.things[thingKey{doc.Person, m.Thing}]; ok {
		m.Entity = doc.EntityID(c)
	}
}

// entities makes the entities of the clusters.
func (j *joiner) entities() []doc.Entity {
	out := make([]doc.Entity, len(j.clusters))
	for c := range j.clusters {
		out[c] = j.entity(&j.clusters[c])
	}
	return out
}

func (j *joiner) entity(c *cluster) doc.Entity {
	e := doc.Entity{Type: c.kind}
	var forms, capitals []string
	for _, i := range c.mentions {
		switch m := &j.mentions[i]; {
		case !m.Named() || m.Type != c.kind:
		case j.metonym[m.First]:
			capitals = j.noteForms(&e, capitals, m)
		default:
			forms = j.noteForms(&e, forms, m)
		}
	}
	for _, m := range c.inside {
		forms = j.noteForms(&e, forms, m)
	}
	if len(forms) == 0 {
		forms, capitals = capitals, nil
	}
	e.Name, e.Aliases = fullest(forms)
	for _, form := range capitals {
		e.Aliases = addForm(e.Aliases, form)
	}
	if c.thing != none {
		t := &j.pack.World.Things[c.thing]
		e.En, e.ID = t.En, t.ID
	}
	return e
}

func (j *joiner) noteForms(e *doc.Entity, forms []string, m *doc.Mention) []string {
	if e.Rule == "" {
		e.Rule = m.Rule
	}
	for _, form := range j.forms(m) {
		forms = addForm(forms, form)
	}
	return forms
}

func addForm(forms []string, form string) []string {
	for _, f := range forms {
		if f == form {
			return forms
		}
	}
	return append(forms, form)
}

// fullest takes the longest form out as the name; the others are aliases.
func fullest(forms []string) (string, []string) {
	best := 0
	for i, f := range forms {
		if len(f) > len(forms[best]) {
			best = i
		}
	}
	if len(forms) == 0 {
		return "", nil
	}
	name := forms[best]
	return name, append(forms[:best:best], forms[best+1:]...)
}
