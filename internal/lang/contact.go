package lang

import (
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/tsv"
)

// Contact is a word that tells of a contact between parties.
type Contact struct {
	Type       doc.EventType
	With       bool // مع leads the other party in
	By         bool // بـ does
	To         bool // إلى does
	Object     bool // the other party is the direct object
	Place      bool // a contact only where it leads to a place
	Host       bool // the subject receives
	Before     bool // a contact only where أمام leads the other party in
	Relative   bool // a contact only with a relative clause that names parties
	Parties    bool // a contact only where a preposition leads a party in
	Document   bool // a contact only where it says what is signed
	Body       bool // a body may be the only party: اجتمع المجلس
	Convened   bool // a contact only where it is held or somebody takes part: عقد مؤتمر
	Participle bool // describes who acts: متوجها إلى
	Phone      bool // a contact only where it says that they spoke on the telephone
}

// ContactNoun is a form of a noun phrase of contact.
type ContactNoun struct {
	Contact
	Definite bool // carries the article
	Gender   morph.Gender
	Number   morph.Number
	Owner    morph.Pronoun // stands for a party: لقائه; its Person is 0 where there is none
}

var contactTypes = map[string]doc.EventType{
	"meeting": doc.Meeting, "call": doc.Call, "visit": doc.Visit, "message": doc.Message, "signing": doc.Signing, "conference": doc.Conference,
}

// ContactNamed returns the type of contact that the tables call so.
func ContactNamed(name string) (doc.EventType, bool) {
	t, ok := contactTypes[name]
	return t, ok
}

// loadContacts reads the nouns and verbs of contact and the words that tell what became of one.
func (p *Pack) loadContacts(fsys fs.FS) error {
	p.ContactNouns, p.contactVerbs = newTrie(some), map[string]Contact{}
	rows, err := tsv.Read(fsys, "lexicon/contacts.tsv", "word", "kind", "plural", "type", "link", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		word, kind, plural := r.Fields[0], r.Fields[1], r.Fields[2]
		c, err := parseContact(r)
		if err != nil {
			return err
		}
		head, rest, _ := strings.Cut(word, " ")
		switch kind {
		case "verb":
			p.contactVerbs[word] = c
		case "noun":
			p.addContact(c, head, plural, nil)
		case "described":
			p.addContact(c, head, plural, morph.Adjective(strings.TrimSuffix(rest, "ة")))
		case "participle":
			c.Participle = true
			for _, f := range morph.Adjective(word) {
				p.addContactForm(ContactNoun{Contact: c, Definite: f.Definite, Gender: f.Gender, Number: f.Number}, f.Text)
			}
		case "construct":
			p.addConstruct(c, head, plural, rest)
		default:
			return r.Error("no kind of word is called " + kind)
		}
	}
	return p.loadStatuses(fsys)
}

func parseContact(r tsv.Row) (Contact, error) {
	typ, ok := contactTypes[r.Fields[3]]
	if !ok {
		return Contact{}, r.Error("no type of contact is called " + r.Fields[3])
	}
	c := Contact{Type: typ}
	for _, link := range tsv.List(r.Fields[4]) {
		switch link {
		case "مع":
			c.With = true
		case "ب":
			c.By = true
		case "إلى":
			c.To = true
		case "obj":
			c.Object = true
		case "place":
			c.Place = true
		case "host":
			c.Host = true
		case "أمام":
			c.Before = true
		case "rel":
			c.Relative = true
		case "parties":
			c.Parties = true
		case "document":
			c.Document = true
		case "body":
			c.Body = true
		case "convened":
			c.Convened = true
		case "phone":
			c.Phone = true
		default:
			return c, r.Error("no link is called " + link)
		}
	}
	return c, nil
}

// nounForms returns the forms of a noun in its three numbers.
func nounForms(noun, plural string) []morph.Inflected {
	var out []morph.Inflected
	if strings.HasSuffix(noun, "ات") {
		plural = noun // مباحثات has no singular
	} else {
		out = append(morph.Noun(noun), morph.Dual(noun)...)
	}
	for _, f := range morph.Noun(plural) {
		f.Number = morph.Pl
		out = append(out, f)
	}
	return out
}

// addContact adds the noun in all its forms, and with the adjective where there is one, which agrees with it.
func (p *Pack) addContact(c Contact, noun, plural string, adjective []morph.Inflected) {
	for _, f := range nounForms(noun, plural) {
		n := ContactNoun{Contact: c, Definite: f.Definite, Gender: f.Gender, Number: f.Number, Owner: f.Pronoun}
		if adjective == nil {
			p.addContactForm(n, f.Text)
			continue
		}
		for _, a := range adjective {
			if agree(f, a) {
				p.addContactForm(n, f.Text+" "+a.Text)
			}
		}
	}
}

// agree says whether the adjective may stand with the noun: an owner makes the noun definite, and things in the plural take the feminine.
func agree(noun, adjective morph.Inflected) bool {
	gender, number := noun.Gender, noun.Number
	if number == morph.Pl {
		gender, number = morph.F, morph.Sg
	}
	return gender == adjective.Gender && number == adjective.Number && (noun.Definite || noun.Possessive) == adjective.Definite
}

// addConstruct adds a noun with the noun that it governs: زيارة عمل, زيارات العمل.
func (p *Pack) addConstruct(c Contact, noun, plural, governed string) {
	for _, f := range nounForms(noun, plural) {
		if f.Definite || f.Possessive {
			continue
		}
		n := ContactNoun{Contact: c, Gender: f.Gender, Number: f.Number}
		p.addContactForm(n, f.Text+" "+governed)
		n.Definite = true
		p.addContactForm(n, f.Text+" ال"+governed)
	}
}

func (p *Pack) addContactForm(n ContactNoun, text string) {
	if n.Owner.Person != 0 && !strings.Contains(text, " ") {
		p.mark(text, Common|Attached)
	}
	p.Contacts = append(p.Contacts, n)
	p.addPhrase(p.ContactNouns, ContactStart|Ordinary, text, len(p.Contacts)-1)
}

// ContactVerb returns the contact that a verb in a tense tells of; an active goes first, since passives are mostly spelt like them.
func (p *Pack) ContactVerb(t *doc.Token) (c Contact, v VerbReading, ok bool) {
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, w := range p.Verbs(r.Form) {
			if found, tells := p.ContactOf(w); tells && w.Finite() && (!ok || v.Rare && !w.Rare || v.Voice == morph.Passive && w.Voice == morph.Active && !w.Rare) {
				c, v, ok = found, w, true
			}
		}
	}
	return c, v, ok
}

// ContactOf returns the contact that a verb tells of.
func (p *Pack) ContactOf(v VerbReading) (Contact, bool) {
	d := &p.does[v.Lemma]
	return d.contact, d.isContact
}

// ContactNounAt returns the noun phrase of contact that starts at the token, the token after it, and the clitics before it.
func (p *Pack) ContactNounAt(tokens []doc.Token, i int) (n *ContactNoun, end int, clitics doc.Clitics, ok bool) {
	for _, r := range tokens[i].Readings {
		if r.Form == 0 || !p.info[r.Form].Class.Has(ContactStart) {
			continue
		}
		if e, v := p.ContactNouns.Longest(tokens, i, r.Form); v != nil {
			return &p.Contacts[v[0]], e, r.Clitics, true
		}
	}
	return nil, i, 0, false
}
