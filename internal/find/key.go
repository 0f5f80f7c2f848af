package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
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
	if sure && !a.joinedVerb(w, whole[0]) {
		return whole
	}
	for _, r := range a.splits(w) {
		keys, ok := a.stripped(raw, r)
		if !ok || len(whole) > 0 && !a.plain(r, keys[0]) {
			continue
		}
		return append(keys, whole...)
	}
	if len(whole) > 0 && a.form(w).Class.Has(lang.Ordinary) {
		for _, r := range a.splits(w) {
			if utf8.RuneCountInString(r.rest) >= 5 && a.form(r.rest).Class.Has(lang.Ordinary) { // ومعاقبة
				return []string{r.rest, w}
			}
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
func (a *Analyzer) splits(w string) []split {
	var out []split
	add := func(s string) {
		if rest, ok := strings.CutPrefix(s, "لل"); ok && len(rest) >= 4 {
			parts := []split{{article + rest, "ل"}, {"ل" + rest, "ل"}}
			_, with := a.pack.Singular(parts[1].rest)
			if _, without := a.pack.Singular(rest); with && !without { // للقاء, but not للأزمة
				slices.Reverse(parts)
			}
			out = append(out, parts...)
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
	if s.prep != "" && f.Class.Has(lang.Verb) && !f.Class.Has(noun|closed|nameParts|lang.Ordinary) && s.prep != "ل" {
		return nil, false // no preposition stands before a verb; the ل of a purpose does
	}
	return a.base(raw, s.rest)
}

// plain says whether the key of what is left without clitics may stand against the word with them, which some list has too. Particles have و
// before them, and no ب, ل or ك.
func (a *Analyzer) plain(s split, key string) bool {
	if a.form(key).Class.Has(closed) {
		return s.prep == "" && utf8.RuneCountInString(s.rest) >= 3
	}
	return strings.HasPrefix(s.rest, article) || utf8.RuneCountInString(key) >= 3
}

// form returns what the pack knows of a folded word as it stands.
func (a *Analyzer) form(w string) *lang.Form { return a.pack.Info(a.id(w)) }

func (a *Analyzer) id(w string) doc.FormID { return a.pack.FormJoined("", w) }

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
