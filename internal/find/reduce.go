package find

import (
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
)

// owners are the pronouns that a noun has attached, folded, the longer before those that they end in; the lone ه comes last, since ة folds to it.
var owners = [...]string{"هما", "هم", "هن", "ها", "نا", "كم", "ه"}

// reduce brings an inflected noun or adjective to the form by which it is listed, or returns it as it is. Nothing is taken off unless a
// listed word stays.
func (a *Analyzer) reduce(raw, w string) string {
	for _, o := range owners {
		stem, ok := strings.CutSuffix(w, o)
		if !ok || len(stem) < 6 || o == "ه" && lastLetter(raw) != 'ه' {
			continue
		}
		if o == "نا" && a.listed(stem+"ن") { // إعلانا
			return a.number(stem + "ن")
		}
		if b, ok := a.owned(stem); ok {
			return b
		}
	}
	return a.number(w)
}

// owned brings a noun without its owner to the listed form: حكومت to حكومة, وزراي to وزير.
func (a *Analyzer) owned(stem string) (string, bool) {
	if t, ok := strings.CutSuffix(stem, "ت"); ok && a.isNoun(t+"ه") {
		return a.number(t + "ه"), true
	}
	for _, s := range [...]string{stem, cutOne(stem, "ي") + "ء", cutOne(stem, "و") + "ء", cutOne(stem, "ا") + "ي", stem + "ن"} {
		if single, ok := a.pack.Singular(s); ok {
			return single, true
		}
		if s == stem+"ن" && !strings.HasSuffix(stem, "ي") && !strings.HasSuffix(stem, "و") {
			continue
		}
		if a.isNoun(s) && utf8.RuneCountInString(s) >= 3 {
			return a.number(s), true
		}
		if b := a.number(s); b != s {
			return b, true
		}
	}
	return "", false
}

// cutOne takes an ending off; a word without it gives one that no list has.
func cutOne(s, end string) string {
	if rest, ok := strings.CutSuffix(s, end); ok {
		return rest
	}
	return "\x00"
}

// number brings duals, sound plurals, feminines of adjectives and accusatives to the listed form.
func (a *Analyzer) number(w string) string {
	if s, ok := a.pack.Singular(w); ok {
		return s
	}
	if a.whole[w] {
		return w
	}
	for _, e := range endings {
		stem, ok := strings.CutSuffix(w, e.end)
		if !ok || utf8.RuneCountInString(stem) < e.letters {
			continue
		}
		if e.cond != nil && !e.cond(a, w, stem) {
			continue
		}
		for _, to := range e.to {
			if to == "" && utf8.RuneCountInString(stem) < 3 {
				continue
			}
			if single, ok := a.pack.Singular(stem + to); ok && (single == stem+to || e.end != "ات") { // عربات is not of عرب
				return single
			}
		}
		for _, to := range e.to {
			s := stem + to
			if s != w && a.isNoun(s) {
				return a.number(s)
			}
		}
	}
	if stem, ok := strings.CutSuffix(w, "ات"); ok && utf8.RuneCountInString(stem) >= 3 {
		switch {
		case a.definite(stem).Class != 0:
			return stem
		case a.form(stem + "ه").Class.Has(lang.Ordinary):
			return stem + "ه"
		}
	}
	return w
}

// people brings a plural of people that no list has the singular of to it, where its letters are those of no other word: حوثيين, محتجين.
func people(w string) string {
	for _, end := range [...]string{"ين", "ون"} {
		stem, ok := strings.CutSuffix(w, end)
		if !ok || strings.HasPrefix(stem, article) {
			continue
		}
		r := []rune(stem)
		if len(r) < 4 {
			continue
		}
		switch last := r[len(r)-1]; {
		case last == 'ي':
			return stem
		case r[0] == 'م' && last != 'ت' && last != 'ي' && !(len(r) == 4 && r[2] == 'ا'):
			return stem
		}
	}
	return w
}

// ending is how an inflected noun ends, and how the listed one does instead, the likeliest first.
type ending struct {
	end     string
	letters int // that must be left
	to      []string
	cond    func(a *Analyzer, w, stem string) bool
}

var endings = [...]ending{
	{"يتين", 2, []string{"يه", "ي"}, nil},
	{"يتان", 2, []string{"يه", "ي"}, nil},
	{"تين", 2, []string{"ه"}, nil},
	{"تان", 2, []string{"ه"}, nil},
	{"ات", 2, []string{"ه", "", "اه"}, nil},
	{"ين", 3, []string{""}, nil},
	{"ون", 3, []string{""}, nil},
	{"ان", 3, []string{""}, isDual},
	{"ا", 3, []string{""}, isAccusative},
	{"يه", 2, []string{"ي"}, isRelation},
	{"ه", 4, []string{""}, isFeminine},
	{"ي", 3, []string{""}, isConstruct},
	{"و", 3, []string{""}, isConstruct},
}

// isDual: the letters ان are also those of many nouns (بيان), so that the other case of the dual must be listed.
func isDual(a *Analyzer, w, stem string) bool {
	return a.id(stem+"ين") != 0 || a.form(stem).Class.Has(lang.Nisba)
}

// isAccusative: the alef of an indefinite word, which has no article.
func isAccusative(a *Analyzer, w, stem string) bool {
	listed := a.form(w).Class.Has(lang.Dual) || !a.definite(w).Class.Has(noun)
	return listed && !strings.HasSuffix(stem, "ا")
}

// isRelation: the feminine of an adjective in ي of some length, or of a country.
func isRelation(a *Analyzer, w, stem string) bool {
	return a.form(stem+"ي").Class.Has(lang.Nisba) || utf8.RuneCountInString(stem) >= 3 && a.isNoun(stem+"ي")
}

// isFeminine: participles and adjectives with a feminine of their own (مشترك, مشتركة; تابع, تابعة). Nouns that look like them are listed.
func isFeminine(a *Analyzer, w, stem string) bool {
	r := []rune(stem)
	if len(r) == 5 && r[2] == 'ا' { // معارضة is the verbal noun
		return false
	}
	return (r[0] == 'م' || len(r) == 4 && r[1] == 'ا') && a.isNoun(stem) && !a.form(w).Class.Has(lang.BodyHead|lang.PlaceHead|lang.Paper)
}

// isConstruct: the plural of people before the noun that it governs (مسؤولي الأمن).
func isConstruct(a *Analyzer, w, stem string) bool {
	listed := a.form(w).Class.Has(lang.Plural) || !a.definite(w).Class.Has(noun)
	return listed && a.id(stem+"ون") != 0 && a.id(stem+"ين") != 0
}

// lastLetter returns the last letter of a word, whatever vowel signs follow it.
func lastLetter(raw string) rune {
	for len(raw) > 0 {
		r, n := utf8.DecodeLastRuneInString(raw)
		if !script.IsMark(r) {
			return r
		}
		raw = raw[:len(raw)-n]
	}
	return 0
}
