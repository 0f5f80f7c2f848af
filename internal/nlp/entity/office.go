package entity

import (
	"slices"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/world"
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
	j.described()
}

// heldBy says whether the entity is known to hold the office on the day, or to have held it, where the article has no day.
func (j *joiner) heldBy(e doc.EntityID, m *doc.Mention) bool {
	thing := j.clusters[e].thing
	if thing == none || j.day.Year != 0 {
		return thing != none && j.holder(m) == thing
	}
	return j.served(e, m.Of, j.pack.World.Roles[m.Office].ID)
}

// served says whether the entity is known to have held an office of the country or body, one of these if any are given.
func (j *joiner) served(e doc.EntityID, of int32, roles ...string) bool {
	if j.clusters[e].thing == none {
		return false
	}
	for _, t := range j.pack.World.TermsOf(world.ThingID(j.clusters[e].thing)) {
		if t.Of == j.pack.World.Things[of].Bare() && (len(roles) == 0 || slices.Contains(roles, t.Role)) {
			return true
		}
	}
	return false
}

// maxTitled is how many mentions with one noun of title are looked at.
const maxTitled = 16

// described settles who is meant where the article calls somebody by the noun of his title and his country (الوزير اليمني, المستشار العسكري
// اليمني), or by the office that the noun shortens (محافظ عدن, where it has "المحافظ نايف البكري"): the only one whose title fits.
func (j *joiner) described() {
	titled := map[string][]*doc.Mention{} // by the noun of the title
	note := func(noun string, m *doc.Mention) {
		if len(titled[noun]) < maxTitled {
			titled[noun] = append(titled[noun], m)
		}
	}
	for i := range j.mentions {
		m := &j.mentions[i]
		if m.Type != doc.Person || m.Entity == doc.NoEntity || m.First == m.NameFirst {
			continue
		}
		if note(withoutArticle(j.noun(m)), m); j.ofDiplomacy(m) {
			note("ال"+diplomat, m)
		}
	}
	for i := range j.mentions {
		m := &j.mentions[i]
		if m.Type != doc.NoType || m.Entity != doc.NoEntity || m.Plural || m.Former || m.Counterpart || m.Of == none {
			continue
		}
		noun := j.noun(m)
		if noun == diplomat {
			delete(titled, "ال"+diplomat) // some diplomat, whom the article then calls الدبلوماسي
		}
		m.Entity = j.onlyFit(m, titled[withoutArticle(noun)])
		if noun == "ال"+diplomat {
			m.Entity = j.onlyFit(m, titled[noun])
		}
	}
}

// onlyFit returns the one of the titled persons whom the mention without a name fits, if it fits nobody else.
func (j *joiner) onlyFit(m *doc.Mention, titled []*doc.Mention) doc.EntityID {
	found := doc.NoEntity
	for _, p := range titled {
		if !j.fits(m, p) || p.Entity == found {
			continue
		}
		if found != doc.NoEntity {
			return doc.NoEntity
		}
		found = p.Entity
	}
	return found
}

// diplomat with the article is the noun for all whose titles have a word of diplomacy.
const diplomat = "دبلوماسي"

// ofDiplomacy says whether the person's title has such a word: وزير الخارجية, السفير.
func (j *joiner) ofDiplomacy(p *doc.Mention) bool {
	for i := p.First; i < p.NameFirst; i++ {
		if j.pack.NameClassOf(&j.tokens[i]).Has(lang.Diplomacy) {
			return true
		}
	}
	return false
}

// noun is the first word of a title, folded.
func (j *joiner) noun(m *doc.Mention) string {
	t := &j.tokens[m.First]
	return stripped(t.Fold, j.pack.Best(t).Clitics)
}

// fits says whether the title without a name may be that of the person: the same noun, the same country, and no field that the person's lacks.
func (j *joiner) fits(m, p *doc.Mention) bool {
	if p.Of == none && p.Office == none && p.NameFirst == p.First+1 {
		return m.Office != none && m.End == m.First+2 // المحافظ
	}
	if m.Of != p.Of && !(p.Of == none && j.served(p.Entity, m.Of)) || m.Office != none && p.Office != none && m.Office != p.Office {
		return false
	}
	for i := m.First + 1; i < m.End; i++ {
		if _, _, ok := j.pack.Adjective(&j.tokens[i]); !ok && !j.hasWord(p, j.tokens[i].Fold) {
			return false
		}
	}
	return true
}

// hasWord says whether the folded word is in the person's title.
func (j *joiner) hasWord(p *doc.Mention, fold string) bool {
	for i := p.First; i < p.NameFirst; i++ {
		if withoutArticle(j.tokens[i].Fold) == withoutArticle(fold) {
			return true
		}
	}
	return false
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
	for _, t := range j.pack.World.Holders(j.pack.World.Roles[m.Office].ID, of, j.day) {
		if !m.Female || !j.isMan(t.Person) {
			return int32(t.Person)
		}
	}
	return none
}

// isMan says whether the person's given name is only a man's: وزيرة الخارجية الأميركية is not جون كيري, whatever the day.
func (j *joiner) isMan(person world.ThingID) bool {
	given, _, _ := strings.Cut(j.pack.World.Things[person].Ar, " ")
	class := j.pack.Info(j.pack.Form(script.String(given))).Class
	return class.Has(lang.Given) && class.Has(lang.Masculine) && !class.Has(lang.Feminine)
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
