package lang

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/world"
)

// Names returns a pack that knows the names of the world and nothing else: it is made on one core while the words load on another, and its
// numbers for word forms are its own.
func Names(w *world.World) *Pack {
	n := &Pack{World: w, Names: newTrie(namesExpected), forms: newTable(nameWordsExpected), info: make([]Form, 1, nameWordsExpected)}
	for i := range w.Things {
		t := &w.Things[i]
		n.addName(t.Ar, i)
		for _, f := range t.Forms {
			n.addName(f, i)
		}
	}
	return n
}

// takeNames puts the pack's own numbers into the trie of the names.
func (p *Pack) takeNames(names *Pack) {
	ids := make([]doc.FormID, len(names.info))
	for i := 1; i < len(ids); i++ {
		id := p.internFolded(names.forms.letters(doc.FormID(i)))
		p.info[id].Class |= names.info[i].Class
		ids[i] = id
	}
	p.World, p.Names = names.World, names.Names
	p.Names.renumber(ids)
}

// AddWorld puts the names, offices and adjectives of origin of the world pack into the tries. Names made the names, which the pack takes over.
func (p *Pack) AddWorld(names *Pack) {
	p.takeNames(names)
	for i := range p.World.Things {
		t := &p.World.Things[i]
		if t.Kind == world.Body {
			p.addQuoted(t, i)
		}
		for _, n := range t.Nisba {
			p.addNisba(n, world.ThingID(i))
		}
	}
	p.addMetonyms()
	for i, r := range p.World.Roles {
		for _, f := range r.Forms {
			p.addPhrase(p.Offices, RoleStart, f, i)
		}
	}
	p.addAccusatives()
}

func (p *Pack) addPhrase(t *Trie, start Class, words string, value int) {
	forms := p.phrase(words)
	if len(forms) == 0 {
		return
	}
	p.info[forms[0]].Class |= start
	t.add(forms, int32(value))
}

// addName adds a name and the spellings of it that differ only in where words are parted: عبد الله and عبدالله.
func (p *Pack) addName(name string, thing int) {
	p.addPhrase(p.Names, NameStart, name, thing)
	if !strings.Contains(name, "عبد") {
		return
	}
	if joined := strings.ReplaceAll(name, "عبد ال", "عبدال"); joined != name {
		p.addPhrase(p.Names, NameStart, joined, thing)
	}
	if parted := partAbd(name); parted != name {
		p.addPhrase(p.Names, NameStart, parted, thing)
	}
}

// addQuoted adds what is left of a body's names without a head noun that only tells of what kind it is: in quotation marks it names the body by
// itself (لـ«عكاظ», حزب «النور» and «النور»).
func (p *Pack) addQuoted(t *world.Thing, thing int) {
	for _, name := range append([]string{t.Ar}, t.Forms...) {
		head, rest, ok := strings.Cut(name, " ")
		if ok && p.info[p.intern(head)].Name.Has(BodyKind) {
			p.addPhrase(p.Quoted, 0, rest, thing)
		}
	}
}

func partAbd(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if strings.HasPrefix(w, "عبدال") && len(w) > len("عبدال")+2 {
			words[i] = "عبد " + strings.TrimPrefix(w, "عبد")
		}
	}
	return strings.Join(words, " ")
}

// nisbaEndings are the forms of an adjective of origin after its masculine singular, with their gender and number.
var nisbaEndings = []struct {
	ending string
	class  Class
}{
	{"", Masculine | Singular}, {"ا", Masculine | Singular}, {"ة", Feminine | Singular}, {"ون", Masculine | Plural}, {"ين", Masculine | Plural},
	{"ان", Masculine | Dual}, {"تان", Feminine | Dual}, {"تين", Feminine | Dual}, {"ات", Feminine | Plural},
}

func (p *Pack) addNisba(masculine string, country world.ThingID) {
	for _, e := range nisbaEndings {
		for _, article := range []string{"", "ال"} {
			class := Nisba | e.class
			if article != "" {
				class |= Definite
			}
			id := p.mark(article+masculine+e.ending, class)
			p.info[id].Nisba = country
		}
	}
}

// Adjective returns the country whose adjective of origin the token is.
func (p *Pack) Adjective(t *doc.Token) (world.ThingID, Class, bool) {
	for _, r := range t.Readings {
		if f := &p.info[r.Form]; r.Form != 0 && f.Class.Has(Nisba) && f.Nisba != world.NoThing {
			return f.Nisba, f.Class, true
		}
	}
	return world.NoThing, 0, false
}

// addMetonyms learns which places speak for a country; a phrase that is no place (الكيان الصهيوني) is a name of the country itself.
func (p *Pack) addMetonyms() {
	p.speaks = map[world.ThingID]world.ThingID{}
	for i := range p.World.Things {
		for _, m := range p.World.Things[i].Speaks {
			forms := p.phrase(m)
			city := world.NoThing
			for _, v := range p.Names.values(forms) {
				if p.World.Things[v].Kind == world.Place {
					city = world.ThingID(v)
				}
			}
			if city == world.NoThing {
				p.addName(m, i)
				continue
			}
			p.speaks[city] = world.ThingID(i)
		}
	}
}

// SpeaksFor returns the country for whose government the place stands.
func (p *Pack) SpeaksFor(place world.ThingID) (world.ThingID, bool) {
	c, ok := p.speaks[place]
	return c, ok
}
