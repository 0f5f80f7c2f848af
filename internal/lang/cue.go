package lang

import (
	"io/fs"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/tsv"
)

// VerbPhrase is a verb that attributes together with the words after it: قلل من شأن, حمل … مسؤولية.
type VerbPhrase struct {
	Rest []doc.FormID
	Gap  bool // a noun phrase stands between the verb and the rest
	Cue  int  // index into Pack.Cues
}

// loadCuePhrases reads the verbs that attribute together with other words.
func (p *Pack) loadCuePhrases(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/cue-phrases.tsv", "phrase", "class", "act", "frames", "example")
	if err != nil {
		return err
	}
	p.verbPhrases = map[string][]VerbPhrase{}
	for _, r := range rows {
		cue, err := parseCue(r, r.Fields[3])
		if err != nil {
			return err
		}
		p.Cues = append(p.Cues, cue)
		lemma, rest, _ := strings.Cut(cue.Text, " ")
		phrase := VerbPhrase{Gap: strings.HasPrefix(rest, "* "), Cue: len(p.Cues) - 1}
		phrase.Rest = p.phrase(strings.TrimPrefix(rest, "* "))
		p.verbPhrases[lemma] = append(p.verbPhrases[lemma], phrase)
	}
	return nil
}

func parseCue(r tsv.Row, frames string) (Cue, error) {
	class, known := cueClasses[r.Fields[1]]
	act, knownAct := acts[r.Fields[2]]
	if !known || !knownAct {
		return Cue{}, r.Error("no such class or act")
	}
	f, err := parseFrames(r, frames)
	return Cue{Text: r.Fields[0], Class: class, Act: act, Frames: f}, err
}

// VerbPhrases returns the phrases that the verb opens.
func (p *Pack) VerbPhrases(lemma LemmaID) []VerbPhrase { return p.does[lemma].phrases }

// mannerFrames are what may follow a noun that tells how something was done.
var mannerFrames = map[string]string{"manner": "inna,quote"}

// loadCueNouns reads the nouns and particles that attribute.
func (p *Pack) loadCueNouns(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/cue-nouns.tsv", "phrase", "class", "act", "example", "counter")
	if err != nil {
		return err
	}
	for _, r := range rows {
		cue, err := parseCue(r, mannerFrames[r.Fields[1]])
		if err != nil {
			return err
		}
		if cue.Class == CueNoun || cue.Class == ClauseNoun {
			cue.Frames = p.nounFrames(cue)
		}
		p.Cues = append(p.Cues, cue)
		p.addCueNoun(cue, len(p.Cues)-1)
	}
	return p.loadHomographs(fsys)
}

// nounFrames are what may follow a noun of speaking and its owner: by its act, and what its verb has.
func (p *Pack) nounFrames(c Cue) Frames {
	f := Frames{}
	if verb, ok := p.masdars[c.Text]; ok {
		f = p.Lemmas[verb].Noun
	}
	f.Inna, f.Narrow = true, c.Class == ClauseNoun
	f.Preps = append(f.Preps[:len(f.Preps):len(f.Preps)], actPreps[c.Act]...)
	return f
}

// actPreps are the prepositions that open what a noun of the act is about: تصريحات عن, دعوات إلى, تحذيرات من.
var actPreps = [...][]string{
	doc.Inform:    {"عن", "حول", "بشان", "حيال", "ازاء"},
	doc.Demand:    {"الي", "ل", "ب"},
	doc.Criticise: {"ل", "ب"},
	doc.Approve:   {"ل", "ب"},
	doc.Refuse:    {"ل", "علي"},
	doc.Commit:    {"ب", "علي"},
	doc.Warn:      {"من", "ب"},
}

// addCueNoun adds the phrase; a single noun also with article, in the accusative and with owners; a phrase that ends in a verb (حسبما أعلن) in
// all forms of the past, also with an object (وفقا لما نقلته). The ل that وفقا governs is written as one with the next word.
func (p *Pack) addCueNoun(c Cue, index int) {
	words := strings.Fields(c.Text)
	last := words[len(words)-1]
	if last == "ل" {
		words = words[:len(words)-1]
	}
	p.addPhrase(p.Phrases, PhraseStart, strings.Join(words, " "), index)
	if !c.Class.NamesSource() {
		if len(words) == 1 && c.Class != Manner {
			for _, x := range morph.Noun(last) {
				p.addPhrase(p.Phrases, PhraseStart, x.Text, index)
			}
		}
		return
	}
	if len(words) == 1 {
		return
	}
	pasts := p.pasts(last)
	if pasts == nil {
		return
	}
	forms := p.phrase(strings.Join(words, " "))
	for _, past := range append(pasts, p.verbWithObject) {
		p.Phrases.add(append(append([]doc.FormID{}, forms[:len(forms)-1]...), past), int32(index))
	}
}

// loadHomographs marks the words that a verb of saying happens to spell: they are that verb only where nothing else will do. A noun or adjective is a
// common one, and a form that is mostly a form of another verb (يبلغ, تعرض) stays a verb.
func (p *Pack) loadHomographs(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/homographs.tsv", "form", "usually", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		id := p.mark(r.Fields[0], Homograph)
		switch r.Fields[1] {
		case "noun", "adjective":
			p.info[id].Class = p.info[id].Class&^Verb | Common | Ordinary
		case "particle", "name":
			p.info[id].Class &^= Verb
		}
	}
	return nil
}

// CueNounAt returns the cue of the longest listed noun or phrase that starts at the token in one of its readings, and the token after it. A word
// that is both a noun of speaking and the place of speaking (تصريحات) is returned as the former.
func (p *Pack) CueNounAt(tokens []doc.Token, i int) (c *Cue, end int, r doc.Reading, ok bool) {
	values, end, r := p.cuesAt(tokens, i)
	for _, v := range values {
		if n := &p.Cues[v]; c == nil || c.Class == Medium {
			c = n
		}
	}
	return c, end, r, c != nil
}

// SpeakingNounAt returns the longest listed noun of speaking that starts at the token: دعوة, تصريحات.
func (p *Pack) SpeakingNounAt(tokens []doc.Token, i int) (c *Cue, end int, r doc.Reading, ok bool) {
	values, end, r := p.cuesAt(tokens, i)
	for _, v := range values {
		if n := &p.Cues[v]; n.Class == CueNoun || n.Class == ClauseNoun {
			return n, end, r, true
		}
	}
	return nil, i, doc.Reading{}, false
}

// IsMedium says whether the paper, speech or place of saying is named at the token: بيان، تصريحات، مؤتمر صحفي.
func (p *Pack) IsMedium(tokens []doc.Token, i int) bool {
	values, _, _ := p.cuesAt(tokens, i)
	for _, v := range values {
		if p.Cues[v].Class == Medium {
			return true
		}
	}
	return false
}

func (p *Pack) cuesAt(tokens []doc.Token, i int) (values []int32, end int, r doc.Reading) {
	for _, r := range tokens[i].Readings {
		if r.Form == 0 || !p.info[r.Form].Class.Has(PhraseStart) {
			continue
		}
		if e, v := p.Phrases.Longest(tokens, i, r.Form); v != nil {
			return v, e, r
		}
	}
	return nil, i, doc.Reading{}
}
