package lang

import (
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// Contact is a word that tells of a contact between parties.
type Contact struct {
	Type     doc.EventType
	With     bool // مع leads the other party in
	By       bool // بـ does
	To       bool // إلى does
	Object   bool // the other party is the direct object
	Place    bool // what إلى leads in is the place
	Host     bool // the subject receives
	Before   bool // a contact only where أمام leads the other party in
	Relative bool // a contact only with a relative clause that names parties
}

var contactTypes = map[string]doc.EventType{
	"meeting": doc.Meeting, "call": doc.Call, "visit": doc.Visit, "message": doc.Message, "signing": doc.Signing, "conference": doc.Conference,
}

var contactStatuses = map[string]doc.Status{
	"held": doc.Held, "ongoing": doc.Ongoing, "planned": doc.Planned, "failed": doc.Failed, "cancelled": doc.Cancelled, "postponed": doc.Postponed, "denied": doc.Denied,
}

// loadContacts reads the nouns and verbs of contact and the words that tell what became of one.
func (p *Pack) loadContacts(fsys fs.FS) error {
	p.ContactNouns, p.contactVerbs, p.statuses = newTrie(), map[string]Contact{}, map[string]doc.Status{}
	rows, err := tsv.Read(fsys, "lexicon/contacts.tsv", "word", "kind", "type", "link", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		typ, ok := contactTypes[r.Fields[2]]
		if !ok {
			return r.Error("no type of contact is called " + r.Fields[2])
		}
		c := Contact{Type: typ}
		for _, link := range tsv.List(r.Fields[3]) {
			c.With = c.With || link == "مع"
			c.By = c.By || link == "ب"
			c.Object = c.Object || link == "obj"
			c.To = c.To || link == "إلى"
			c.Place = c.Place || link == "place"
			c.Host = c.Host || link == "host"
			c.Before = c.Before || link == "أمام"
			c.Relative = c.Relative || link == "rel"
		}
		if r.Fields[1] == "verb" {
			p.contactVerbs[r.Fields[0]] = c
			continue
		}
		p.Contacts = append(p.Contacts, c)
		p.addPhrase(p.ContactNouns, ContactStart, r.Fields[0], len(p.Contacts)-1)
	}
	return p.loadStatuses(fsys)
}

func (p *Pack) loadStatuses(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/contact-status.tsv", "word", "status", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		status, ok := contactStatuses[r.Fields[1]]
		if !ok {
			return r.Error("no status is called " + r.Fields[1])
		}
		p.statuses[script.String(r.Fields[0])] = status
	}
	return nil
}

// ContactVerb returns the contact that a verb in a tense tells of.
func (p *Pack) ContactVerb(t *doc.Token) (Contact, VerbReading, bool) {
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range p.Verbs(r.Form) {
			if c, ok := p.contactVerbs[p.Lemmas[v.Lemma].Text]; ok && v.Finite() {
				return c, v, true
			}
		}
	}
	return Contact{}, VerbReading{}, false
}

// ContactNoun returns the contact that the noun phrase at the token tells of, the token after it, and whether it carries an attached
// pronoun (لقائه), which stands for a party.
func (p *Pack) ContactNoun(tokens []doc.Token, i int) (c Contact, end int, owned, ok bool) {
	t := &tokens[i]
	for _, r := range t.Readings {
		if r.Form == 0 || !p.info[r.Form].Class.Has(ContactStart) {
			continue
		}
		if e, v := p.ContactNouns.Longest(tokens, i, r.Form); v != nil {
			return p.Contacts[v[0]], e, false, true
		}
	}
	return p.ownedContact(t, i)
}

// ownedContact takes an attached pronoun off: لقائه, زيارتها, اجتماعهما.
func (p *Pack) ownedContact(t *doc.Token, i int) (Contact, int, bool, bool) {
	fold := t.Fold
	for _, clitic := range [...]string{"", "و", "ب", "ل", "ف"} {
		rest, found := strings.CutPrefix(fold, clitic)
		if !found {
			continue
		}
		for _, pronoun := range [...]string{"هما", "هم", "ها", "ه"} {
			stem, found := strings.CutSuffix(rest, pronoun)
			if !found || len(stem) < 6 {
				continue
			}
			for _, form := range [...]string{stem, strings.TrimSuffix(stem, "ت") + "ه", strings.TrimSuffix(stem, "ي") + "ء", strings.TrimSuffix(stem, "و") + "ء"} {
				id := p.forms.get(form)
				if id == 0 || !p.info[id].Class.Has(ContactStart) {
					continue
				}
				if v := p.ContactNouns.values([]doc.FormID{id}); v != nil {
					return p.Contacts[v[0]], i + 1, true, true
				}
			}
		}
	}
	return Contact{}, i, false, false
}

// StatusWord returns what a word tells of a contact beside it.
func (p *Pack) StatusWord(t *doc.Token) (doc.Status, bool) {
	if s, ok := p.statuses[t.Fold]; ok {
		return s, true
	}
	if len(t.Fold) > 4 && (strings.HasPrefix(t.Fold, "و") || strings.HasPrefix(t.Fold, "ف")) {
		s, ok := p.statuses[t.Fold[2:]]
		return s, ok
	}
	return doc.Held, false
}
