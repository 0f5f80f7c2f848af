// Package lang loads, checks and asks a language pack: its word forms with their classes, the inflected forms of its verbs, and the
// phrases that name people, bodies, places, offices and cues.
//
// In: the tables of packs/ar and a World. Out: a Pack that answers for a folded form in one look-up.
// قال is the past of a verb of saying; "وزير الخارجية" is the office foreign-minister; in English "said" would be the same verb's past.
package lang

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/internal/world"
)

// Pack is a compiled language pack. It is read-only once loaded.
type Pack struct {
	World   *world.World
	Names   *Trie // values are world.ThingID
	NoNames *Trie // phrases that open like a name and are none
	Quoted  *Trie // of bodies, without their head nouns; values are world.ThingID
	Offices *Trie // values are indexes into World.Roles
	Phrases *Trie // values are indexes into Cues

	Lemmas []Lemma
	Cues   []Cue

	ContactNouns *Trie // values are indexes into Contacts
	Contacts     []ContactNoun
	statuses     map[string]doc.Status
	contactParts map[string]ContactWord
	contactForms script.Sieve // the words of contactParts

	forms     table
	singulars map[string]string // of folded plurals and of the nouns themselves

	verbWithObject, nounWithOwner doc.FormID                      // stand for words with a pronoun attached
	speaks                        map[world.ThingID]world.ThingID // of a capital: the country for which it stands
	does                          []verbFacts                     // by LemmaID
	info                          []Form
	shapes                        []shape
	verbs                         []VerbReading

	// while loading
	contactVerbs map[string]Contact // by lemma
	verbStatuses map[string]verbStatus
	verbRoles    map[string]VerbRole
	verbPhrases  map[string][]VerbPhrase

	readings  []formReading      // in the order of the lemmas
	masdars   map[string]LemmaID // the first verb of a verbal noun
	inflector morph.Inflector
	fold      []byte // the form that is being looked up
}

// Load compiles the pack in fsys with the names of the world.
func Load(fsys fs.FS, w *world.World) (*Pack, error) {
	p, err := LoadWords(fsys)
	if err != nil {
		return nil, err
	}
	p.AddWorld(Names(w))
	return p, nil
}

// LoadWords is Load without the world, so that the two can be loaded at the same time; AddWorld ends it.
func LoadWords(fsys fs.FS) (*Pack, error) {
	p := &Pack{
		NoNames: newTrie(few), Quoted: newTrie(some), Offices: newTrie(few), Phrases: newTrie(some),
		forms: newTable(formsExpected), info: make([]Form, 1, formsExpected), readings: make([]formReading, 0, formsExpected),
		masdars: map[string]LemmaID{},
	}
	p.verbWithObject = p.mark("\x00verb", Verb|Attached)
	p.nounWithOwner = p.mark("\x00noun", Common|Attached)
	for _, load := range []func(fs.FS) error{p.loadFunctionWords, p.loadNouns, p.loadGivenNames, p.loadFamilyNames, p.loadNameWords, p.loadNoNames, p.loadShapes, p.loadPlurals, p.loadCommonWords, p.loadVerbs, p.loadCuePhrases, p.loadCueNouns, p.loadContacts, p.loadContactClause} {
		if err := load(fsys); err != nil {
			return nil, fmt.Errorf("language pack: %w", err)
		}
	}
	p.addAttached()
	p.packVerbs()
	p.packFacts()
	return p, nil
}

// intern returns the number of a word's folded form, a new one if need be.
func (p *Pack) intern(word string) doc.FormID {
	p.fold = script.Fold(p.fold[:0], word)
	return p.internFolded(p.fold)
}

func (p *Pack) internFolded(word []byte) doc.FormID {
	id, fresh := p.forms.put(word)
	if fresh {
		p.info = append(p.info, Form{Nisba: world.NoThing})
	}
	return id
}

// FormJoined finds the number of the form that the two folded parts make; 0 is unknown.
func (p *Pack) FormJoined(prefix, rest string) doc.FormID { return p.forms.joined(prefix, rest) }

func (p *Pack) mark(word string, c Class) doc.FormID {
	id := p.intern(word)
	p.info[id].Class |= c
	return id
}

// phrase interns the words of a phrase.
func (p *Pack) phrase(words string) []doc.FormID {
	var out []doc.FormID
	for w := range strings.FieldsFuncSeq(words, partsWords) {
		out = append(out, p.intern(w))
	}
	return out
}

// partsWords says whether the letter stands between the words of a phrase. Names are written with quotation marks, brackets and hyphens or
// without them.
func partsWords(r rune) bool {
	if unicode.MaxLatin1 < r && r < '\u1680' { // most letters; the next space is U+1680
		return false
	}
	return r == '"' || r == '(' || r == ')' || r == '-' || unicode.IsSpace(r)
}

func (p *Pack) loadFunctionWords(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/function-words.tsv", "form", "class", "example") {
		if err != nil {
			return err
		}
		class, ok := classNames[r.Fields[1]]
		if !ok {
			return r.Error("no class is called " + r.Fields[1])
		}
		p.mark(r.Fields[0], class)
	}
	return nil
}

func (p *Pack) loadNouns(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/nouns.tsv", "form", "class", "gender", "number", "example") {
		if err != nil {
			return err
		}
		class, ok := classNames[r.Fields[1]]
		if !ok {
			return r.Error("no class is called " + r.Fields[1])
		}
		class |= genders[r.Fields[2]] | numbers[r.Fields[3]]
		form := r.Fields[0]
		if strings.Contains(form, " ") {
			return r.Error("a form is one word: offices of several words belong to the world pack")
		}
		if strings.HasPrefix(form, "ال") {
			p.mark(form, class|Definite)
			continue
		}
		p.mark(form, class)
		p.mark("ال"+form, class|Definite)
	}
	return nil
}

func (p *Pack) loadGivenNames(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/given-names.tsv", "form", "gender") {
		if err != nil {
			return err
		}
		forms := p.phrase(r.Fields[0])
		if len(forms) == 1 {
			p.info[forms[0]].Class |= Given | genders[r.Fields[1]]
		}
	}
	return nil
}

func (p *Pack) loadFamilyNames(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/family-names.tsv", "form") {
		if err != nil {
			return err
		}
		if forms := p.phrase(r.Fields[0]); len(forms) == 1 {
			p.info[forms[0]].Class |= Family
		}
	}
	return nil
}

func (p *Pack) loadCommonWords(fsys fs.FS) error {
	var forms []string
	definite := map[string]bool{} // the listed forms with the article, without it
	for r, err := range tsv.Rows(fsys, "lexicon/common-words.tsv", "form") {
		if err != nil {
			return err
		}
		forms = append(forms, r.Fields[0])
		if bare, ok := strings.CutPrefix(r.Fields[0], "ال"); ok {
			definite[bare] = true
		}
	}
	for _, form := range forms {
		class := Ordinary
		if strings.HasPrefix(form, "ال") || definite[form] {
			class |= Common
		}
		p.mark(form, class)
	}
	return nil
}
