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
type ContactWord uint32

// The parts, as the "kind" column of contact-clause.tsv names them.
const (
	ContactPair      ContactWord = 1 << iota // pair: the parties named before: الجانبان
	ContactGroup                             // group: some people of the party named after it: وفد
	ContactDocument                          // document: what is signed: اتفاق
	ContactTopic                             // topic: leads in what it is about: حول
	ContactDuring                            // during: a preposition that says when something else is done: خلال
	ContactMoment                            // moment: a noun for a part of the contact: ختام
	ContactLed                               // led: برئاسة
	ContactShared                            // shared: بوساطة
	ContactMasdar                            // masdar: the verbal noun of a light verb, whose genitive acts: قيام
	ContactHappen                            // happen: after ذلك لم, says that it did not come about: يحدث
	ContactRound                             // round: a noun for one or more of the contact whose noun follows: جولة مفاوضات
	ContactTie                               // tie: a noun that takes مع and بين itself: العلاقات بين البلدين
	ContactPhone                             // phone: makes a call of any talk: هاتفيا
	ContactSigned                            // signed: an adjective of what is signed: المبرم
	ContactRecurring                         // recurring: an adjective of what is held again and again: منتظم
	ContactInvite                            // invite: an invitation: دعوة
	ContactPress                             // press: a noun for a medium: صحيفة
	ContactBuilding                          // building: a noun for where people meet: مقر
	ContactCounts                            // counts: only counts or parts the contact named after it: ثاني
	ContactSupposed                          // supposed: what it owns is only supposed: في حال
	ContactOwned                             // a form of a masdar whose pronoun acts: قيامه
)

// clauseKinds are the kinds of contact-clause.tsv that are listed by a word, and how the forms of the word are made.
var clauseKinds = map[string]struct {
	part  ContactWord
	forms func(string) []morph.Inflected
}{
	"pair":      {ContactPair, definiteDual},
	"group":     {ContactGroup, groupForms},
	"document":  {ContactDocument, morph.Noun},
	"topic":     {ContactTopic, asItIs},
	"during":    {ContactDuring, asItIs},
	"moment":    {ContactMoment, morph.Noun},
	"led":       {ContactLed, asItIs},
	"shared":    {ContactShared, asItIs},
	"masdar":    {ContactMasdar, morph.Noun},
	"happen":    {ContactHappen, asItIs},
	"round":     {ContactRound, morph.Noun},
	"tie":       {ContactTie, morph.Noun},
	"phone":     {ContactPhone, phoneForms},
	"signed":    {ContactSigned, morph.Adjective},
	"recurring": {ContactRecurring, morph.Adjective},
	"invite":    {ContactInvite, morph.Noun},
	"press":     {ContactPress, morph.Noun},
	"building":  {ContactBuilding, morph.Noun},
	"counts":    {ContactCounts, asItIs},
	"supposed":  {ContactSupposed, asItIs},
}

func asItIs(word string) []morph.Inflected { return []morph.Inflected{{Text: word}} }

// definiteDual returns the dual with the article: الرئيسان, الرئيسين.
func definiteDual(noun string) []morph.Inflected {
	var out []morph.Inflected
	for _, f := range morph.Dual(noun) {
		if f.Definite {
			out = append(out, f)
		}
	}
	return out
}

// groupForms returns the forms of a noun of people: of a sound plural its own; of any other noun also the dual. A word with the article stands as
// it is.
func groupForms(noun string) []morph.Inflected {
	if strings.HasPrefix(noun, "ال") {
		return asItIs(noun)
	}
	if forms := morph.SoundPlural(noun); forms != nil {
		return forms
	}
	return append(morph.Noun(noun), morph.Dual(noun)...)
}

// phoneForms returns the forms of an adjective; a word with the article stands as it is: عبر الهاتف.
func phoneForms(word string) []morph.Inflected {
	if strings.HasPrefix(word, "ال") {
		return asItIs(word)
	}
	return morph.Adjective(word)
}

// VerbRole is a set of what a verb does with a noun of contact, as bits.
type VerbRole uint8

// The roles, as the "kind" column names them.
const (
	RoleLight   VerbRole = 1 << iota // light: carries the noun, and its subject takes part: أجرى محادثات
	RoleGathers                      // gathers: the noun is its subject, and its objects take part: لقاء جمع الوزيرين
	RoleHappens                      // happens: the noun is its subject: جرت المحادثات
	RoleAccepts                      // accepts: its subject takes an invitation up: لبى دعوة
	RoleReturns                      // returns: its subject comes from the contact: عاد من زيارة
	RoleOpen                         // open: a verb of contact that leaves the means open: بحث مع
	RoleLasts                        // lasts: says how long the contact was: دام ساعتين
)

// RolesOfLight are the roles of a verb that only carries a noun of contact.
const RolesOfLight = RoleLight | RoleGathers | RoleHappens

var verbRoles = map[string]VerbRole{
	"light": RoleLight, "gathers": RoleGathers, "happens": RoleHappens, "accepts": RoleAccepts, "returns": RoleReturns, "open": RoleOpen, "lasts": RoleLasts,
}

// ClauseWordNamed says whether the word at the token plays the part that the "kind" column calls so; known is false where there is none of that name.
func (p *Pack) ClauseWordNamed(kind string, t *doc.Token) (plays, known bool) {
	if k, ok := clauseKinds[kind]; ok {
		return p.ContactPart(t)&k.part != 0, true
	}
	role, ok := verbRoles[kind]
	if !ok {
		return false, false
	}
	for _, r := range t.Readings {
		for _, v := range p.Verbs(r.Form) {
			if r.Form != 0 && v.Finite() && p.VerbRoleOf(v)&role != 0 {
				return true, true
			}
		}
	}
	return false, true
}

// loadContactClause reads the words that build the clause of a contact.
func (p *Pack) loadContactClause(fsys fs.FS) error {
	p.contactParts, p.verbRoles = map[string]ContactWord{}, map[string]VerbRole{}
	rows, err := tsv.Read(fsys, "lexicon/contact-clause.tsv", "word", "kind", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		word, kind := r.Fields[0], r.Fields[1]
		if role, ok := verbRoles[kind]; ok {
			p.verbRoles[word] |= role
			continue
		}
		k, ok := clauseKinds[kind]
		if !ok {
			return r.Error("no part of a clause is called " + kind)
		}
		for _, f := range k.forms(word) {
			part := k.part
			if f.Possessive {
				if part != ContactMasdar {
					continue
				}
				part |= ContactOwned
			}
			p.addContactPart(script.String(f.Text), part)
		}
	}
	return nil
}

func (p *Pack) addContactPart(folded string, part ContactWord) {
	p.contactParts[folded] |= part
	p.contactForms.Add(folded)
}

func (p *Pack) contactPart(folded string) ContactWord {
	if !p.contactForms.May(folded) {
		return 0
	}
	return p.contactParts[folded]
}

// ContactPart returns the parts that a word plays in the clause of a contact, whatever clitics stand before it.
func (p *Pack) ContactPart(t *doc.Token) ContactWord {
	if c := p.contactPart(t.Fold); c != 0 {
		return c
	}
	rest, ok := strings.CutPrefix(t.Fold, "و")
	if ok && len(rest) > 4 {
		if c := p.contactPart(rest); c != 0 {
			return c
		}
	}
	if bare, ok := strings.CutPrefix(rest, "لل"); ok && len(bare) > 4 && len(bare) < 60 {
		var buf [64]byte
		n := copy(buf[:], "ال")
		n += copy(buf[n:], bare)
		return p.contactPart(string(buf[:n]))
	}
	for _, clitic := range [...]string{"ب", "ل", "ك"} {
		if bare, ok := strings.CutPrefix(rest, clitic); ok && len(bare) >= 6 {
			return p.contactPart(bare)
		}
	}
	return 0
}

// ContactMeansOpen says whether the verb tells of a contact without saying whether the parties met or spoke on the telephone: بحث مع.
func (p *Pack) ContactMeansOpen(v VerbReading) bool { return p.VerbRoleOf(v)&RoleOpen != 0 }

// VerbRoleOf returns what the verb does with a noun of contact.
func (p *Pack) VerbRoleOf(v VerbReading) VerbRole { return p.does[v.Lemma].role }

// LightVerb returns the reading of a verb in a tense that carries a noun of contact (أجرى محادثات), gathers its parties or happens to it, what
// it does, and whether a pronoun for that noun is attached to it (مؤتمر صحفي عقده).
func (p *Pack) LightVerb(t *doc.Token) (v VerbReading, role VerbRole, attached bool) {
	for _, r := range t.Readings {
		if r.Form == 0 || r.Clitics&(doc.In|doc.For|doc.Like) != 0 {
			continue
		}
		if v, role := p.lightForm(r.Form); role != 0 {
			return v, role, v.Object
		}
	}
	for _, pronoun := range [...]string{"هما", "هم", "ها", "ه"} {
		stem, found := strings.CutSuffix(t.Fold, pronoun)
		if !found {
			continue
		}
		for _, conj := range [...]string{"", "و", "ف"} {
			rest, found := strings.CutPrefix(stem, conj)
			if !found {
				continue
			}
			if v, role := p.lightForm(p.forms.get(rest)); role != 0 {
				return v, role, true
			}
			if rest, ok := strings.CutSuffix(rest, "ا"); ok { // أجراها: the alif stands for the ى of أجرى
				if v, role := p.lightForm(p.FormJoined(rest, "ي")); role != 0 {
					return v, role, true
				}
			}
		}
		break
	}
	return VerbReading{}, 0, false
}

// lightForm returns the form as a light verb; the past goes first, since folding makes one of تلقى and تلقي.
func (p *Pack) lightForm(id doc.FormID) (VerbReading, VerbRole) {
	var best VerbReading
	var role VerbRole
	for _, v := range p.Verbs(id) {
		if !v.Finite() || v.Rare {
			continue
		}
		if r := p.VerbRoleOf(v) & RolesOfLight; r != 0 && (role == 0 || v.Aspect == morph.Past && best.Aspect != morph.Past) {
			best, role = v, r
		}
	}
	return best, role
}
