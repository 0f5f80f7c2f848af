package lang

import (
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// ContactWord is a set of the parts that a word plays in the clause of a contact, as bits.
type ContactWord uint16

// The parts, as the "kind" column of contact-clause.tsv names them.
const (
	ContactPair     ContactWord = 1 << iota // pair: the parties named before: الجانبان
	ContactGroup                            // group: some people of the party named after it: وفد
	ContactDocument                         // document: what is signed: اتفاق
	ContactTopic                            // topic: leads in what it is about: حول
	ContactDuring                           // during: says when or where something else is done: خلال
	ContactLed                              // led: برئاسة
	ContactShared                           // shared: بوساطة
	ContactMasdar                           // masdar: the verbal noun of a light verb, whose genitive acts: قيام
	ContactHappen                           // happen: after ذلك لم, says that it did not come about: يحدث
)

var contactWords = map[string]ContactWord{"pair": ContactPair, "group": ContactGroup, "document": ContactDocument, "topic": ContactTopic, "during": ContactDuring, "led": ContactLed, "shared": ContactShared, "masdar": ContactMasdar, "happen": ContactHappen}

// loadContactClause reads the words that build the clause of a contact.
func (p *Pack) loadContactClause(fsys fs.FS) error {
	p.contactParts, p.lightVerbs, p.openVerbs = map[string]ContactWord{}, map[string]bool{}, map[string]bool{}
	rows, err := tsv.Read(fsys, "lexicon/contact-clause.tsv", "word", "kind", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		word, kind := r.Fields[0], r.Fields[1]
		part, ok := contactWords[kind]
		switch {
		case ok:
			p.contactParts[script.String(word)] |= part
		case kind == "light":
			p.lightVerbs[word] = true
		case kind == "open":
			p.openVerbs[word] = true
		default:
			return r.Error("no part of a clause is called " + kind)
		}
	}
	return nil
}

// ContactPart returns the parts that a word plays in the clause of a contact, with و before it or not.
func (p *Pack) ContactPart(t *doc.Token) ContactWord {
	if c, ok := p.contactParts[t.Fold]; ok {
		return c
	}
	if rest, ok := strings.CutPrefix(t.Fold, "و"); ok && len(rest) > 4 {
		return p.contactParts[rest]
	}
	return 0
}

// ContactMeansOpen says whether the verb tells of a contact without saying whether the parties met or spoke on the telephone: بحث مع.
func (p *Pack) ContactMeansOpen(v VerbReading) bool { return p.openVerbs[p.Lemmas[v.Lemma].Text] }

// LightVerb returns the reading of a verb in a tense that only carries a noun of contact (أجرى محادثات), and whether a pronoun for that noun is
// attached to it (مؤتمر صحفي عقده).
func (p *Pack) LightVerb(t *doc.Token) (v VerbReading, attached, ok bool) {
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		if v, ok := p.lightForm(r.Form); ok {
			return v, v.Object, true
		}
	}
	for _, pronoun := range [...]string{"هما", "هم", "ها", "ه"} {
		stem, found := strings.CutSuffix(t.Fold, pronoun)
		if !found {
			continue
		}
		if v, ok := p.lightForm(p.forms.get(stem)); ok {
			return v, true, true
		}
		if stem, ok := strings.CutSuffix(stem, "ا"); ok { // أجراها: the alif stands for the ى of أجرى
			if v, ok := p.lightForm(p.FormJoined(stem, "ي")); ok {
				return v, true, true
			}
		}
		break
	}
	return VerbReading{}, false, false
}

// lightForm returns the form as a light verb; the past goes first, since folding makes one of تلقى and تلقي.
func (p *Pack) lightForm(id doc.FormID) (VerbReading, bool) {
	var best VerbReading
	found := false
	for _, v := range p.Verbs(id) {
		if v.Finite() && !v.Rare && p.lightVerbs[p.Lemmas[v.Lemma].Text] && (!found || v.Aspect == morph.Past && best.Aspect != morph.Past) {
			best, found = v, true
		}
	}
	return best, found
}
