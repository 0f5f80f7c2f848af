package lang

import (
	"io/fs"
	"sort"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// LemmaID is an index into Pack.Lemmas.
type LemmaID int32

// CueClass is what kind of cue a word is.
type CueClass uint8

// The cue classes, as the "class" columns name them.
const (
	NoCue CueClass = iota
	Say
	Think
	Ask
	Judge
	Deny
	Light // a noun carries the meaning: أعرب عن أمله
	Relay // tells what another said: نقل عن
	According
	AccordingVerb // a verb of saying follows, then the source: حسبما (أعلن)
	CueNoun
	ClauseNoun // a noun that opens content only where a clause follows it: شهادة الحارس أن
	ContentNoun
	Medium
	Anonymity // only asks that a name be kept back: الكشف عن اسمه
	NotSaid   // tells that it was not said: دون الإشارة إلى
	Remark    // after the words the reporter goes on by himself: في إشارة إلى
	Manner    // tells how something was done, by words that follow: انتقد القرار (بقوله إن)
)

// NamesSource says whether the cue is a phrase after which a source stands: بحسب, نقلا عن.
func (c CueClass) NamesSource() bool { return c == According || c == AccordingVerb || c == Relay }

var cueClasses = map[string]CueClass{
	"say": Say, "think": Think, "ask": Ask, "judge": Judge, "deny": Deny, "light": Light, "relay": Relay,
	"according": According, "according-verb": AccordingVerb, "noun": CueNoun, "clause-noun": ClauseNoun, "content-noun": ContentNoun, "medium": Medium, "not-said": NotSaid, "anonymity": Anonymity, "remark": Remark, "manner": Manner,
}

var acts = map[string]doc.Act{
	"inform": doc.Inform, "demand": doc.Demand, "criticise": doc.Criticise, "approve": doc.Approve, "refuse": doc.Refuse, "commit": doc.Commit, "warn": doc.Warn,
	"": doc.Inform,
}

// Frames say what may follow a cue and its speaker.
type Frames struct {
	Inna     bool // a clause with أنّ
	Quote    bool // a quotation or colon
	Object   bool // a noun phrase as direct object
	An       bool // أن with the subjunctive
	Addr     bool // an addressee, which belongs to the content, may stand before the preposition
	Denies   bool // what it takes for its content is denied
	Narrow   bool // a cue only with a clause or quotation
	Preps    []string
	AddrPrep []string // prepositions of an addressee that is not content: قال ل
}

// ofNoun returns what may follow the verb's noun and its owner: what the verb has for an object, the noun has also after ل (إدانة مصر للهجوم).
func (f Frames) ofNoun() Frames {
	if f.Object || f.Addr {
		f.Preps = append(f.Preps[:len(f.Preps):len(f.Preps)], "ل")
	}
	return f
}

// Opens says whether the folded preposition opens the cue's content.
func (f *Frames) Opens(prep string) bool {
	for _, p := range f.Preps {
		if p == prep {
			return true
		}
	}
	return false
}

// Addressed says whether somebody must be told (أبلغ فلانا أن): a noun phrase alone after the verb is he.
func (f *Frames) Addressed() bool {
	for _, p := range f.AddrPrep {
		if p == "-" {
			return true
		}
	}
	return false
}

// Lemma is a verb.
type Lemma struct {
	Text   string
	Class  CueClass // NoCue for an ordinary verb
	Act    doc.Act
	Frames Frames
	Noun   Frames // of its verbal noun
	Denies bool   // the verb itself denies: نفى، أنكر
}

// VerbReading is one way to read a form as a verb.
type VerbReading struct {
	Lemma LemmaID
	morph.Cell
}

// Cue is a phrase of several words, or a noun, that attributes.
type Cue struct {
	Text   string
	Class  CueClass
	Act    doc.Act
	Frames Frames
}

func (p *Pack) loadVerbs(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/verbs.tsv", "lemma", "form", "present", "masdar", "class", "act", "frames", "example", "counter") {
		if err != nil {
			return err
		}
		f := r.Fields
		class, ok := cueClasses[f[4]]
		if !ok {
			return r.Error("no class of cue is called " + f[4])
		}
		act, ok := acts[f[5]]
		if !ok {
			return r.Error("no act is called " + f[5])
		}
		frames, err := parseFrames(r, f[6])
		if err != nil {
			return err
		}
		l := Lemma{Text: f[0], Class: class, Act: act, Frames: frames, Noun: frames.ofNoun(), Denies: frames.Denies}
		if err := p.addVerb(r, l, f[1], f[2], f[3]); err != nil {
			return err
		}
		if _, ok := p.masdars[f[3]]; !ok {
			p.masdars[f[3]] = LemmaID(len(p.Lemmas) - 1)
		}
	}
	return p.loadOtherVerbs(fsys)
}

func (p *Pack) loadOtherVerbs(fsys fs.FS) error {
	for r, err := range tsv.Rows(fsys, "lexicon/other-verbs.tsv", "lemma", "form", "present") {
		if err != nil {
			return err
		}
		if err := p.addVerb(r, Lemma{Text: r.Fields[0]}, r.Fields[1], r.Fields[2], ""); err != nil {
			return err
		}
	}
	return nil
}

func (p *Pack) addVerb(row tsv.Row, l Lemma, form, present, masdar string) error {
	ordinary := l.Class == NoCue // participles and verbal nouns of ordinary verbs are nouns like others
	inflected, err := p.inflector.Plain(morph.Verb{Lemma: l.Text, Form: form, Present: present, Masdar: masdar}, ordinary)
	if err != nil {
		return row.Error(err.Error())
	}
	id := LemmaID(len(p.Lemmas))
	p.Lemmas = append(p.Lemmas, l)
	for word, cell := range inflected {
		form, v := p.intern(string(word)), VerbReading{Lemma: id, Cell: cell}
		p.readings = append(p.readings, formReading{form, v})
		if v.Finite() {
			p.info[form].Class |= Verb
		} else {
			p.info[form].Class |= Ordinary // a participle or verbal noun is no part of a name
		}
	}
	return nil
}

func parseFrames(r tsv.Row, list string) (Frames, error) {
	var f Frames
	for _, name := range strings.Split(list, ",") {
		name = strings.TrimSpace(name)
		kind, arg, _ := strings.Cut(name, ":")
		switch {
		case name == "inna":
			f.Inna = true
		case name == "quote":
			f.Quote = true
		case name == "obj":
			f.Object = true
		case name == "an":
			f.An = true
		case name == "addr":
			f.Addr = true
		case name == "denies":
			f.Denies = true
		case name == "narrow":
			f.Narrow = true
		case kind == "prep":
			f.Preps = append(f.Preps, script.String(arg))
		case kind == "addr":
			f.AddrPrep = append(f.AddrPrep, script.String(arg))
		case name == "":
		default:
			return f, r.Error("no frame is called " + name)
		}
	}
	return f, nil
}

// packVerbs lays the verb readings out in one array, by form.
func (p *Pack) packVerbs() {
	for _, r := range p.readings {
		p.info[r.form].verbs.end++
	}
	at := int32(0)
	for id := range p.info {
		v := &p.info[id].verbs
		at, *v = at+v.end, span{at, at}
	}
	p.verbs = make([]VerbReading, at)
	for i := range p.readings {
		v := &p.info[p.readings[i].form].verbs
		p.verbs[v.end] = p.readings[i].VerbReading
		v.end++
	}
	p.readings, p.masdars, p.inflector, p.fold = nil, nil, morph.Inflector{}, nil
}

// verbFacts are what the other tables say of a lemma, so that a reading is asked without looking its letters up.
type verbFacts struct {
	phrases              []VerbPhrase
	contact              Contact
	status               verbStatus
	role                 VerbRole
	isContact, hasStatus bool
}

// packFacts lays them out by lemma.
func (p *Pack) packFacts() {
	p.does = make([]verbFacts, len(p.Lemmas))
	for id := range p.Lemmas {
		lemma, d := p.Lemmas[id].Text, &p.does[id]
		d.phrases, d.role = p.verbPhrases[lemma], p.verbRoles[lemma]
		d.contact, d.isContact = p.contactVerbs[lemma]
		d.status, d.hasStatus = p.verbStatuses[lemma]
	}
	p.contactVerbs, p.verbStatuses, p.verbRoles, p.verbPhrases = nil, nil, nil, nil
}

// formReading is a reading of a form, in the order of the lexicon.
type formReading struct {
	form doc.FormID
	VerbReading
}

// pasts returns the forms of the active past of a lemma, while the pack is loading.
func (p *Pack) pasts(lemma string) []doc.FormID {
	var out []doc.FormID
	for id := range p.Lemmas {
		if p.Lemmas[id].Text != lemma {
			continue
		}
		first := sort.Search(len(p.readings), func(i int) bool { return p.readings[i].Lemma >= LemmaID(id) })
		for _, r := range p.readings[first:] {
			if r.Lemma != LemmaID(id) {
				break
			}
			if r.Aspect == morph.Past && r.Person == 3 && r.Voice == morph.Active {
				out = append(out, r.form)
			}
		}
	}
	return out
}

// Verbs returns the verb readings of a form.
func (p *Pack) Verbs(id doc.FormID) []VerbReading {
	s := p.info[id].verbs
	return p.verbs[s.first:s.end]
}

// SaysActive says whether the token is a finite active verb that attributes words to its subject.
func (p *Pack) SaysActive(t *doc.Token) bool {
	for _, r := range t.Readings {
		if r.Form == 0 {
			continue
		}
		for _, v := range p.Verbs(r.Form) {
			if l := &p.Lemmas[v.Lemma]; l.Class != NoCue && v.Finite() && !v.Object {
				return true
			}
		}
	}
	return false
}

// Finite says whether the form is a verb in a tense, and not a participle or verbal noun.
func (v *VerbReading) Finite() bool {
	return v.Aspect == morph.Past || v.Aspect == morph.Present || v.Aspect == morph.Future
}

// AttachedVerbs returns the verb readings of a folded word without its clitics and its attached pronoun.
func (p *Pack) AttachedVerbs(folded string, c doc.Clitics) []VerbReading {
	if c&(doc.And|doc.Then) != 0 && len(folded) > 2 {
		folded = folded[2:]
	}
	for _, pronoun := range pronouns {
		stem, ok := strings.CutSuffix(folded, pronoun)
		if !ok || len(stem) < 6 {
			continue
		}
		if id := p.forms.get(stem); id != 0 && p.info[id].Class.Has(Verb) {
			return p.Verbs(id)
		}
	}
	return nil
}

// Owned returns the classes of a noun without the pronoun attached to it: of حكومته those of حكومة. Folded, a lone ه may be the noun's own ة.
func (p *Pack) Owned(folded string) Class {
	for _, pronoun := range pronouns {
		stem, ok := strings.CutSuffix(folded, pronoun)
		if !ok || len(stem) < 6 {
			continue
		}
		class := p.info[p.forms.get(stem)].Class
		if noun, ok := strings.CutSuffix(stem, "ت"); ok {
			class |= p.info[p.forms.joined(noun, "ه")].Class
		}
		return class
	}
	return 0
}

// IsMasdar says whether the token is a verbal noun of a listed verb.
func (p *Pack) IsMasdar(t *doc.Token) bool {
	for _, r := range t.Readings {
		if r.Form != 0 && r.Clitics == 0 && p.IsMasdarForm(r.Form) {
			return true
		}
	}
	return false
}

// IsMasdarForm says whether the form is a verbal noun of a listed verb.
func (p *Pack) IsMasdarForm(id doc.FormID) bool {
	for _, v := range p.Verbs(id) {
		if v.Aspect == morph.Masdar {
			return true
		}
	}
	return false
}
