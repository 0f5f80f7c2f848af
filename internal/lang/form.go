package lang

import (
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/world"
)

// Class is a set of word classes, as bits: a form may belong to several (من is a preposition and a pronoun).
type Class uint64

// The classes of word form. The names on the right are those of the "class" columns.
const (
	Complementizer Class = 1 << iota // inna: opens the words that were said (أنّ، إنّه، بأنّ)
	Preposition                      // prep
	Conjunction                      // conj: joins clauses
	Relative                         // rel
	Pronoun                          // pron
	Demonstrative                    // dem
	Negation                         // neg
	Auxiliary                        // aux: كان، قد، سوف
	Adverb                           // adv
	Determiner                       // det: كل، بعض
	Title                            // title: a person by office or trade
	Honorific                        // honorific: stands before a name
	People                           // people: unnamed speakers (مصدر، مسؤولون)
	Paper                            // paper: a text that speaks (بيان، تقرير)
	BodyHead                         // orghead: opens the name of a body (وزارة، حزب)
	PlaceHead                        // placehead: opens the name of a place (مدينة، محافظة)
	Nisba                            // made from countries.tsv: an adjective of origin
	Given                            // a given name
	Family                           // a family name
	Common                           // an ordinary noun or adjective: it stands with and without the article
	Connector                        // joins the parts of a name: بن، أبو، آل
	NameStart                        // some name of the world pack starts with it
	RoleStart                        // some office of the world pack starts with it
	PhraseStart                      // some cue phrase starts with it
	Verb                             // has verb readings
	Definite                         // carries the article
	Masculine
	Feminine
	Singular
	Dual
	Plural
	Qualifier // follows a title: السابق، المكلف
	Ministry  // names a ministry without the word: الخارجية، الداخلية
	MonthName
	Former           // former: the office is over
	Counterpart      // counterpart: the holder of the same office elsewhere
	PlaceKind        // placekind: a head noun that names the kind of the place after it: مدينة حلب is حلب, مطار حلب is not
	Locative         // locative: makes the capital after it a place and not an actor
	Lead             // lead: leads a new cue in: كما, من جهته
	HonorificPronoun // honorpron: معاليه
	ContactStart     // some noun phrase of contact starts with it
	Impersonal       // impersonal: a verb that news uses without a subject (يذكر أن)
	Resumptive       // resumptive: points back to the paper or call before a verb of saying (قال فيه)
	Homograph        // a verb happens to spell the word (بين، آخر)
	Label            // label: opens a headline without being its speaker: بالفيديو، شاهد
	Occasion         // occasion: after وذلك it tells when and where something was said: خلال، عقب، في
	TakesAn          // takes-an: a preposition that أن may follow, which is then no verb: قبل أن, دون أن
	Contrast         // contrast: opens a clause with a subject of its own: لكن، فيما، بينما
	Arrival          // arrival: جاء ذلك, تأتي هذه التصريحات
	Ordinary         // a word that is no part of a name, of whatever kind
	Attached         // carries an attached pronoun
	Realm            // realm: with its owner attached it speaks for him: بلاده
	Setting          // setting: after وذلك في it belongs to what was said: ظل، إطار
	OwnWords         // ownwords: with a pronoun it says no more than whose words they are: تعبيره، قولها
	Same             // same: only tells that the same one is meant: ذاته، المذكور
	Juncture         // juncture: after في it tells when or how something was said and belongs to the verb: وقت، ختام
	Utmost           // utmost: with ب and a definite noun it says how strongly: بأشد العبارات
	Gloss            // gloss: opens a bracket that says what was meant: أي، يقصد
)

// Has says whether the set has any of the classes.
func (c Class) Has(any Class) bool { return c&any != 0 }

// classNames maps the "class" columns to the classes.
var classNames = map[string]Class{
	"inna": Complementizer, "prep": Preposition, "conj": Conjunction, "rel": Relative, "pron": Pronoun, "dem": Demonstrative,
	"neg": Negation, "aux": Auxiliary, "adv": Adverb, "det": Determiner, "title": Title, "honorific": Honorific, "people": People,
	"paper": Paper, "orghead": BodyHead, "placehead": PlaceHead, "connector": Connector, "qualifier": Qualifier, "ministry": Ministry,
	"former": Former, "counterpart": Counterpart, "placekind": PlaceKind, "locative": Locative, "lead": Lead, "honorpron": HonorificPronoun,
	"impersonal": Impersonal, "resumptive": Resumptive, "arrival": Arrival, "contrast": Contrast, "takes-an": TakesAn, "occasion": Occasion,
	"label": Label, "realm": Realm, "setting": Setting, "ownwords": OwnWords, "same": Same, "juncture": Juncture, "utmost": Utmost, "gloss": Gloss,
}

// ClassNamed returns the class that the "class" columns call so.
func ClassNamed(name string) (Class, bool) {
	c, ok := classNames[name]
	return c, ok
}

var genders = map[string]Class{"m": Masculine, "f": Feminine, "u": 0, "": 0}

// numbers counts a dual among the plurals, since who reads the class asks whether it is one or several.
var numbers = map[string]Class{"s": Singular, "d": Dual | Plural, "p": Plural, "": 0}

// Form is what the pack knows of a folded word form.
type Form struct {
	Class Class
	Name  NameClass
	Nisba world.ThingID // the country whose adjective it is, or world.NoThing
	verbs span          // its verb readings, in Pack.verbs
}

type span struct{ first, end int32 }

// Form finds the number of a folded form; 0 is unknown. A verb or noun of the pack with a pronoun attached (وصفها، حكومته) is one of two
// forms that stand for all of their kind.
func (p *Pack) Form(folded string) doc.FormID {
	if id := p.forms.get(folded); id != 0 {
		return id
	}
	return p.attached(folded)
}

// pronouns are the attached pronouns, folded, the longer before those that they end in.
var pronouns = [...]string{"هما", "هم", "هن", "ها", "نا", "ه"}

// attached takes a pronoun off. What is left of a noun in ة ends in ت; a bare ه after a noun is left alone, since ة folds to it.
func (p *Pack) attached(folded string) doc.FormID {
	for _, pronoun := range pronouns {
		stem, ok := strings.CutSuffix(folded, pronoun)
		if !ok || len(stem) < 6 {
			continue
		}
		const noun = Common | BodyHead | Title | PlaceHead | Paper | People
		if feminine, ok := strings.CutSuffix(stem, "ت"); ok && p.info[p.FormJoined(feminine, "ه")].Class.Has(noun) {
			return p.nounWithOwner // سيطرتها is rather "their control" than "she controlled them"
		}
		id := p.forms.get(stem)
		if p.info[id].Class.Has(Verb) {
			return p.verbWithObject
		}
		if p.info[id].Class.Has(noun) && pronoun != "ه" {
			return p.nounWithOwner
		}
		return 0
	}
	return 0
}

// Info returns what is known of a form; the form 0 has no classes.
func (p *Pack) Info(id doc.FormID) *Form { return &p.info[id] }

// addAttached gives words of the list of ordinary words, which has forms with pronouns too, the classes of what is left without the pronoun.
func (p *Pack) addAttached() {
	for id := range p.info {
		if p.info[id].Class == Ordinary && p.hasProclitic(p.forms.form(doc.FormID(id))) {
			p.info[id].Class = 0 // بهذا, والأمن: the readings without the clitic say more
			continue
		}
		if p.info[id].Class&^(Ordinary|Common|PhraseStart) == 0 { // also a word that only a phrase has (على حد وصفه)
			p.info[id].Class |= p.info[p.attached(p.forms.form(doc.FormID(id)))].Class
		}
	}
}

// hasProclitic says whether the word is a listed one with و، ف، ب، ل or ك before it.
func (p *Pack) hasProclitic(word string) bool {
	for _, letters := range [...]string{"و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"} {
		rest, ok := strings.CutPrefix(word, letters)
		if ok && len(rest) >= 4 && p.info[p.forms.get(rest)].Class&^Ordinary != 0 {
			return true
		}
	}
	if rest, ok := strings.CutPrefix(word, "لل"); ok {
		return p.FormJoined("ال", rest) != 0
	}
	return false
}

// Best returns the reading by which the token is taken where only one can be: the least stripped one whose form belongs to some class. Forms
// without a class are only parts of names.
func (p *Pack) Best(t *doc.Token) doc.Reading {
	for _, r := range t.Readings {
		if r.Form != 0 && p.info[r.Form].Class != 0 {
			return r
		}
	}
	return t.Readings[0]
}

// ClassOf returns the classes of a token's readings, all together.
func (p *Pack) ClassOf(t *doc.Token) Class {
	c := p.info[t.Readings[0].Form].Class
	for _, r := range t.Readings[1:] {
		if r.Form != 0 {
			c |= p.info[r.Form].Class
		}
	}
	return c
}

// Reading returns the first reading of the token whose form has one of the classes.
func (p *Pack) Reading(t *doc.Token, any Class) (doc.Reading, bool) {
	for _, r := range t.Readings {
		if r.Form != 0 && p.info[r.Form].Class.Has(any) {
			return r, true
		}
	}
	return doc.Reading{}, false
}
