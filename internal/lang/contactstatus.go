package lang

import (
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

var contactStatuses = map[string]doc.Status{
	"held": doc.Held, "ongoing": doc.Ongoing, "planned": doc.Planned, "failed": doc.Failed, "cancelled": doc.Cancelled, "postponed": doc.Postponed, "denied": doc.Denied,
}

// StatusNamed returns the status of a contact that the tables call so.
func StatusNamed(name string) (doc.Status, bool) {
	s, ok := contactStatuses[name]
	return s, ok
}

// verbStatus is what a verb tells of a contact beside it.
type verbStatus struct {
	status  doc.Status
	present bool // only in the present: تجري المحادثات, but جرت المحادثات
}

// loadStatuses reads the words that tell what became of a contact: verbs by their lemma, nouns and adjectives in all their forms.
func (p *Pack) loadStatuses(fsys fs.FS) error {
	p.statuses, p.verbStatuses = map[string]doc.Status{}, map[string]verbStatus{}
	rows, err := tsv.Read(fsys, "lexicon/contact-status.tsv", "word", "kind", "status", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		word, kind := r.Fields[0], r.Fields[1]
		status, ok := contactStatuses[r.Fields[2]]
		if !ok {
			return r.Error("no status is called " + r.Fields[2])
		}
		var forms []morph.Inflected
		switch kind {
		case "verb", "present":
			p.verbStatuses[word] = verbStatus{status, kind == "present"}
			continue
		case "noun":
			forms = morph.Noun(word)
		case "adjective":
			forms = morph.Adjective(word)
		case "word":
			forms = []morph.Inflected{{Text: word}}
		default:
			return r.Error("no kind of word is called " + kind)
		}
		for _, f := range forms {
			p.statuses[script.String(f.Text)] = status
		}
	}
	return nil
}

// IsStatus says whether the word, which is no verb, tells what became of a contact.
func (p *Pack) IsStatus(t *doc.Token) bool {
	_, ok := p.statuses[t.Fold]
	return ok
}

// StatusWord returns what a word tells of a contact beside it.
func (p *Pack) StatusWord(t *doc.Token) (doc.Status, bool) {
	if s, ok := p.statuses[t.Fold]; ok {
		return s, true
	}
	if len(t.Fold) > 4 && (strings.HasPrefix(t.Fold, "و") || strings.HasPrefix(t.Fold, "ف")) {
		if s, ok := p.statuses[t.Fold[2:]]; ok {
			return s, true
		}
	}
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		for _, v := range p.Verbs(r.Form) {
			if s, ok := p.StatusOf(v); ok {
				return s, true
			}
		}
	}
	return doc.Held, false
}

// StatusOf is StatusWord of a verb.
func (p *Pack) StatusOf(v VerbReading) (doc.Status, bool) {
	d := &p.does[v.Lemma]
	s := d.status
	if !d.hasStatus || v.Rare || s.present && (v.Aspect != morph.Present && v.Aspect != morph.Future || v.Person == 1) {
		return doc.Held, false
	}
	return s.status, true
}
