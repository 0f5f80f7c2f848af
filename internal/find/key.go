package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/lang/morph"
	"isnad.dev/isnad/internal/script"
)

// A word has readings: as it stands, without its article, without و or ف, without ب, ل or ك. Its key is that of the first reading that the
// lexicon knows; a word that it does not know loses its article and و only. A question has all readings.

// noun has the classes that show a word to be a noun or adjective that may be inflected.
const noun = lang.Common | lang.Title | lang.People | lang.Paper | lang.BodyHead | lang.PlaceHead | lang.Nisba | lang.Ministry | lang.Qualifier | lang.ContactStart | lang.Counterpart

// closed has the classes of words that are not inflected.
const closed = lang.Complementizer | lang.Preposition | lang.Conjunction | lang.Relative | lang.Pronoun | lang.Demonstrative | lang.Negation | lang.Auxiliary | lang.Adverb | lang.Determiner

// nameParts has the classes of words that are a part of a person's name.
const nameParts = lang.Given | lang.Family

const article = "ال"

// key returns the key of an Arabic word: raw as it is written, w folded.
func (a *Analyzer) key(raw, w string) string {
	if keys := a.known(raw, w); len(keys) > 0 {
		return keys[0]
	}
	if b := a.bare(raw, w); b != "" {
		return b
	}
	return w
}

// known returns the keys of the readings that the lexicon knows, the likeliest first.
func (a *Analyzer) known(raw, w string) []string {
	whole, sure := a.base(raw, w)
	if sure {
		return whole
	}
	for _, r := range splits(w) {
		if len(whole) > 0 && !a.plain(r.rest) {
			continue
		}
		if keys, ok := a.stripped(raw, r); ok {
			return append(keys, whole...)
		}
	}
	return whole
}

// split is a word without clitics.
type split struct {
	rest string
	prep string // ب, ل or ك, or nothing
}

// splits returns what may be left of a word when clitics are taken off, those that are taken off most often first.
func splits(w string) []split {
	var out []split
	add := func(s string) {
		if rest, ok := strings.CutPrefix(s, "لل"); ok && len(rest) >= 4 {
			out = append(out, split{article + rest, "ل"}, split{"ل" + rest, "ل"})
			return
		}
		for _, p := range [...]string{"ب", "ل", "ك"} {
			if rest, ok := strings.CutPrefix(s, p); ok && len(rest) >= 4 {
				out = append(out, split{rest, p})
			}
		}
	}
	for _, and := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(w, and); ok && len(rest) >= 4 {
			out = append(out, split{rest, ""})
			add(rest)
		}
	}
	add(w)
	return out
}

// stripped returns the keys of a word without its clitics, where the lexicon knows it.
func (a *Analyzer) stripped(raw string, s split) ([]string, bool) {
	f := a.form(s.rest)
	if s.prep != "" && f.Class.Has(lang.Verb) && !f.Class.Has(noun|closed|nameParts) && s.prep != "ل" {
		return nil, false // no preposition stands before a verb; the ل of a purpose does
	}
	return a.base(raw, s.rest)
}

// plain says whether the word without clitics is an ordinary noun or verb, so that it may stand against the word with them.
func (a *Analyzer) plain(w string) bool {
	w = strings.TrimPrefix(w, article)
	return utf8.RuneCountInString(w) >= 3 && (a.isNoun(w) || a.form(w).Class.Has(lang.Verb))
}

// form returns what the pack knows of a folded word as it stands.
func (a *Analyzer) form(w string) *lang.Form { return a.pack.Info(a.id(w)) }

func (a *Analyzer) id(w string) doc.FormID { return a.pack.FormJoined("", w) }

// base returns the keys of a word that has no clitics but perhaps the article. It is sure where the word is no guess: a listed noun or
// name, a form of a verb, or an inflected form of a listed noun.
func (a *Analyzer) base(raw, w string) (keys []string, sure bool) {
	if s, ok := a.pack.Singular(w); ok {
		return a.withVerb(w, s), true
	}
	f := a.form(w)
	if f.Class.Has(closed) {
		return []string{w}, !a.hidesNoun(w)
	}
	if rest, ok := a.withoutArticle(raw, w, f); ok {
		if keys, sure := a.indefinite(raw, rest, false); sure || !f.Class.Has(noun|nameParts|lang.NameStart) {
			return keys, sure
		}
		return []string{rest}, true
	}
	return a.indefinite(raw, w, true)
}

// hidesNoun says whether a word of a closed class is a preposition and a noun: برئاسة, بسبب.
func (a *Analyzer) hidesNoun(w string) bool {
	if !cliticFirst(w) {
		return false
	}
	_, ok := a.pack.Singular(w[len("ب"):])
	return ok
}

// withoutArticle takes the article off, but not the first letters of ألماني or التزام.
func (a *Analyzer) withoutArticle(raw, w string, f *lang.Form) (string, bool) {
	rest, ok := strings.CutPrefix(w, article)
	if !ok || len(rest) < 4 || a.radical[w] || hamzaFirst(raw, w) {
		return "", false
	}
	if f.Class == 0 || f.Class.Has(nameParts|lang.NameStart) || a.isNoun(rest) {
		return rest, true
	}
	if f.Class.Has(lang.Verb) || a.pack.IsMasdarForm(a.id(w)) {
		return "", false
	}
	return rest, a.form(rest).Class != 0 || f.Class.Has(noun&^lang.Common)
}

// hamzaFirst says whether the word whose folded form ends with w is written with a hamza upon its first alef, which the article never has.
func hamzaFirst(raw, w string) bool {
	return strings.HasPrefix(raw, "أ") || strings.HasPrefix(raw, "إ") || strings.HasPrefix(raw, "آ") || len(raw) > len(w) && strings.ContainsAny(raw[:len(raw)-len(w)+2], "أإآ")
}

// indefinite returns the keys of a word without article. finite says whether it may be a verb in a tense.
func (a *Analyzer) indefinite(raw, w string, finite bool) (keys []string, sure bool) {
	if s, ok := a.pack.Singular(w); ok {
		return a.withVerb(w, s), true
	}
	f := a.form(w)
	if a.whole[w] && lastLetter(raw) == 'ه' { // قراره, though قرارة is a place
		if b := a.reduce(raw, w); b != w {
			return []string{b}, true
		}
	}
	if a.whole[w] || f.Class.Has(nameParts) && !f.Class.Has(lang.Nisba) {
		if noun, ok := a.pack.Singular(strings.TrimSuffix(w, "ا")); ok && !a.whole[w] {
			return []string{noun}, true // وزيرا is a given name too
		}
		return a.withVerb(w, w), true
	}
	if b := a.reduce(raw, w); b != w {
		if finite && f.Class.Has(lang.Verb) && !f.Class.Has(noun) {
			return append(a.lemmas(w), b), true
		}
		return []string{b}, true
	}
	if f.Class.Has(noun | closed) {
		return a.withVerb(w, w), true
	}
	if finite {
		if l := a.lemmas(w); l != nil {
			return l, true
		}
	}
	if a.isNoun(w) {
		return []string{w}, !cliticFirst(w)
	}
	switch {
	case f.Class.Has(lang.NameStart | lang.RoleStart):
		return []string{w}, true
	case f.Class != 0 || a.id(w) != 0:
		return []string{w}, false
	}
	return nil, false
}

// cliticFirst says whether the first letter of the word may be a word by itself.
func cliticFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return strings.ContainsRune("وفبلك", r)
}

// withVerb is the key of a noun, and those of the verbs that spell it.
func (a *Analyzer) withVerb(w, key string) []string {
	keys := []string{key}
	for _, l := range a.lemmas(w) {
		if !slices.Contains(keys, l) {
			keys = append(keys, l)
		}
	}
	return keys
}

// isNoun says whether the folded word is a noun or adjective that the pack has in this form.
func (a *Analyzer) isNoun(w string) bool {
	if utf8.RuneCountInString(w) < 3 {
		return false
	}
	if s, ok := a.pack.Singular(w); ok {
		return s == w
	}
	f := a.form(w)
	if f.Class.Has(closed) {
		return false
	}
	if strings.HasSuffix(w, "ه") { // a listed form in ه may be one with a pronoun
		return f.Class.Has(noun)
	}
	return f.Class.Has(noun) || f.Class.Has(lang.Ordinary) && !f.Class.Has(lang.Verb) || a.pack.Info(a.pack.FormJoined(article, w)).Class.Has(lang.Common) && f.Class != 0
}

// objects are the pronouns that a verb has attached, folded, the longer before those that they end in.
var objects = [...]string{"هما", "هم", "هن", "ها", "نا", "ني", "ه"}

// lemmas returns the keys of the verbs that have the word among their forms of a tense, the likeliest first.
func (a *Analyzer) lemmas(w string) []string {
	if out := a.lemmasOf(w); out != nil {
		return out
	}
	for _, o := range objects {
		stem, ok := strings.CutSuffix(w, o)
		if !ok || len(stem) < 6 {
			continue
		}
		if out := a.lemmasOf(stem); out != nil {
			return out
		}
		if strings.HasSuffix(stem, "و") { // قتلوه
			if out := a.lemmasOf(stem + "ا"); out != nil {
				return out
			}
		}
	}
	return nil
}

// lemmasOf ranks the verbs of a form: first the one that is spelt so in its dictionary, then actives, then what news hardly writes.
func (a *Analyzer) lemmasOf(w string) []string {
	type ranked struct {
		key  string
		rank int
	}
	var all []ranked
	for _, v := range a.pack.Verbs(a.id(w)) {
		if !v.Finite() {
			continue
		}
		r := ranked{key: script.String(a.pack.Lemmas[v.Lemma].Text)}
		if r.key != w {
			r.rank++
		}
		if v.Voice != morph.Active {
			r.rank++
		}
		if v.Rare {
			r.rank += 4
		}
		if v.Jussive {
			r.rank += 2
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(x, y ranked) int { return x.rank - y.rank })
	var out []string
	for _, r := range all {
		if !slices.Contains(out, r.key) {
			out = append(out, r.key)
		}
	}
	return out
}

// bare takes article and و off a word that the lexicon does not know, or returns nothing.
func (a *Analyzer) bare(raw, w string) string {
	s := w
	if rest, ok := strings.CutPrefix(s, "و"); ok && len(rest) >= 6 {
		s = rest
	} else if rest, ok := strings.CutPrefix(s, "ف"); ok && strings.HasPrefix(rest, article) && len(rest) >= 10 {
		s = rest
	}
	if rest, ok := strings.CutPrefix(s, "لل"); ok && len(rest) >= 6 {
		s = rest
	} else {
		for _, p := range [...]string{"ب", "ك"} {
			if rest, ok := strings.CutPrefix(s, p); ok && strings.HasPrefix(rest, article) && len(rest) >= 10 {
				s = rest
			}
		}
		if rest, ok := strings.CutPrefix(s, article); ok && len(rest) >= 6 && !a.radical[s] && !hamzaFirst(raw, s) {
			s = rest
		}
	}
	return a.short(raw, s)
}

// short takes endings off a word that the lexicon does not know: a feminine and its plural, a plural of people.
func (a *Analyzer) short(raw, s string) string {
	letters := utf8.RuneCountInString(s)
	for _, e := range [...]struct {
		end     string
		letters int
	}{{"يات", 7}, {"يين", 6}, {"يون", 7}, {"يه", 6}, {"ات", 6}, {"ه", 5}} {
		rest, ok := strings.CutSuffix(s, e.end)
		if !ok || letters < e.letters {
			continue
		}
		if strings.HasPrefix(e.end, "ي") {
			rest += "ي"
		}
		return rest
	}
	return s
}
