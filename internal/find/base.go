package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/lang"
)

// base returns the keys of a word that has no clitics but perhaps the article. It is sure where the word is no guess: a listed noun or
// name, a form of a verb, or an inflected form of a listed noun.
func (a *Analyzer) base(raw, w string) (keys []string, sure bool) {
	if s, ok := a.pack.Singular(w); ok {
		return a.withVerb(raw, w, s), true
	}
	f := a.form(w)
	if p := a.particle(w); p != "" {
		return []string{p}, true
	}
	if f.Class.Has(closed) {
		return a.closedWord(w)
	}
	if rest, ok := a.withoutArticle(raw, w, f); ok {
		if keys, sure := a.indefinite(raw, rest, false); sure || !f.Class.Has(noun|nameParts|lang.NameStart) {
			return keys, sure
		}
		return []string{rest}, true
	}
	return a.indefinite(raw, w, true)
}

// closedWord returns the key of a word that is not inflected: without و, and of nouns that stand as adverbs the noun.
func (a *Analyzer) closedWord(w string) (keys []string, sure bool) {
	if noun, ok := a.pack.Singular(a.reduce("", w)); ok { // وقتها
		return []string{noun}, true
	}
	if rest, ok := strings.CutPrefix(w, "و"); ok { // وفي, وغيرها
		if p := a.particle(rest); p != "" {
			return []string{p}, true
		}
		if a.form(rest).Class.Has(closed) {
			return []string{rest}, true
		}
	}
	if rest, ok := strings.CutPrefix(w, article); ok && utf8.RuneCountInString(rest) >= 3 { // الكثير, البعض
		if noun, ok := a.pack.Singular(rest); ok {
			return []string{noun}, true
		}
		if a.form(rest).Class.Has(lang.Determiner) {
			return []string{rest}, true
		}
	}
	if noun, ok := a.pack.Singular(strings.TrimSuffix(w, "ا")); ok { // قليلا
		return []string{noun}, true
	}
	if stem := strings.TrimSuffix(w, "ا"); strings.HasSuffix(w, "يا") && a.isNoun(stem) { // نهائيا
		return []string{stem}, true
	}
	return []string{w}, !a.hidesNoun(w)
}

// particle returns the preposition or conjunction to which a pronoun is attached: بعدها, لكنه.
func (a *Analyzer) particle(w string) string {
	for _, o := range owners {
		if stem, ok := strings.CutSuffix(w, o); ok && len(stem) >= 4 && (stem == "الي" || !strings.HasPrefix(stem, article)) && a.form(stem).Class.Has(closed&^lang.Adverb) && !a.hidesNoun(stem) {
			return stem
		}
	}
	return ""
}

// hidesNoun says whether a word of a closed class is a preposition and a noun: برئاسة, بسبب.
func (a *Analyzer) hidesNoun(w string) bool {
	if !cliticFirst(w) {
		return false
	}
	rest := w[len("ب"):]
	if _, ok := a.pack.Singular(rest); ok || utf8.RuneCountInString(rest) >= 3 && a.definite(rest).Class.Has(lang.Common) && !a.form(rest).Class.Has(closed) {
		return true
	}
	return strings.HasPrefix(rest, article) && a.isNoun(rest[len(article):]) // بالتنسيق
}

// withoutArticle takes the article off, but not the first letters of ألماني or التزام.
func (a *Analyzer) withoutArticle(raw, w string, f *lang.Form) (string, bool) {
	rest, ok := strings.CutPrefix(w, article)
	if !ok || len(rest) < 4 || a.radical[w] && a.form(rest).Class == 0 || hamzaFirst(raw, w) {
		return "", false
	}
	if _, listed := a.pack.Singular(rest); listed {
		return rest, true
	}
	if a.isActive(w) && slices.Contains(a.lemmasOf(w), w) { // التقى; الحق is rather a noun
		return "", false
	}
	if a.form(rest).Class != 0 && a.isNoun(rest) {
		return rest, true
	}
	if b := a.number(w); strings.HasPrefix(b, article) {
		if _, listed := a.pack.Singular(b); listed { // إلكترونية
			return "", false
		}
	}
	if a.indefiniteMasdar(w) || a.definite(w).Class.Has(noun) { // الإلغاء
		return "", false
	}
	if f.Class == 0 || f.Class.Has(nameParts|lang.NameStart) {
		return rest, true
	}
	if a.form(rest).Class != 0 || f.Class.Has(noun&^lang.Common) {
		return rest, true
	}
	return rest, !f.Class.Has(lang.Verb) && !likeEighth(w)
}

// hamzaFirst says whether the word whose folded form ends with w is written with a hamza upon its first alef, which the article never has.
func hamzaFirst(raw, w string) bool {
	return strings.HasPrefix(raw, "أ") || strings.HasPrefix(raw, "إ") || strings.HasPrefix(raw, "آ") || len(raw) > len(w) && strings.ContainsAny(raw[:len(raw)-len(w)+2], "أإآ")
}

// indefinite returns the keys of a word without article. finite says whether it may be a verb in a tense.
func (a *Analyzer) indefinite(raw, w string, finite bool) (keys []string, sure bool) {
	if s, ok := a.pack.Singular(w); ok {
		return a.withVerb(raw, w, s), true
	}
	f := a.form(w)
	if b := people(w); b != w {
		if noun, ok := a.pack.Singular(b); ok { // الحوثيين, which is a name too
			return []string{noun}, true
		}
	}
	if a.whole[w] && lastLetter(raw) == 'ه' { // قراره, though قرارة is a place
		if b := a.reduce(raw, w); b != w {
			return []string{b}, true
		}
	}
	if a.whole[w] || f.Class.Has(nameParts) && !f.Class.Has(lang.Nisba) {
		if noun, ok := a.pack.Singular(strings.TrimSuffix(w, "ا")); ok && !a.whole[w] {
			return []string{noun}, true // وزيرا is a given name too
		}
		if b := a.number(w); strings.HasSuffix(w, "يه") && b != w && a.form(b).Class.Has(noun) && !a.whole[w] {
			return []string{b}, true // أمنية is a given name too
		}
		_, hides := a.pack.Singular(w[len("ب"):])
		return a.withVerb(raw, w, w), !(hides && cliticFirst(w) && a.whole[w]) // بلقاء, though البلقاء is a place
	}
	if b := a.reduce(raw, w); b != w {
		if finite && f.Class.Has(lang.Verb) && !f.Class.Has(noun) {
			if a.listed(b) && strings.HasSuffix(w, "ا") { // عنوانا
				return append([]string{b}, a.lemmas(raw, w)...), true
			}
			return append(a.lemmas(raw, w), b), true
		}
		return []string{b}, !cliticFirst(b) || a.listed(b)
	}
	if b := people(w); b != w {
		return []string{b}, !cliticFirst(b)
	}
	if finite && strings.HasPrefix(w, article) && a.isActive(w) { // التقت: all listed forms in ال count as definite
		return a.lemmas(raw, w), true
	}
	if f.Class.Has(noun | closed) {
		return a.withVerb(raw, w, w), true
	}
	if finite && !(f.Class.Has(lang.Ordinary) && a.isNoun(w)) {
		if l := a.lemmas(raw, w); l != nil {
			return l, a.isActive(w) || a.id(w) == 0 || f.Class.Has(lang.Attached)
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

// listed says whether a word is a noun in more than a list of forms.
func (a *Analyzer) listed(w string) bool {
	_, ok := a.pack.Singular(w)
	return ok || a.form(w).Class.Has(noun) || a.definite(w).Class.Has(noun)
}

// cliticFirst says whether the first letter of the word may be a word by itself.
func cliticFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return strings.ContainsRune("وفبلك", r)
}

// withVerb is the key of a noun, and those of the verbs that spell it.
func (a *Analyzer) withVerb(raw, w, key string) []string {
	keys := []string{key}
	for _, l := range a.lemmas(raw, w) {
		if !slices.Contains(keys, l) {
			keys = append(keys, l)
		}
	}
	return keys
}

// definite returns what the pack knows of the word with the article.
func (a *Analyzer) definite(w string) *lang.Form { return a.pack.Info(a.pack.FormJoined(article, w)) }

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
		return f.Class.Has(noun) && !f.Class.Has(lang.Attached) || a.definite(w).Class.Has(noun)
	}
	return f.Class.Has(noun) || f.Class.Has(lang.Ordinary) && !a.isActive(w) && f.Class&(lang.Attached|lang.Verb) != lang.Attached|lang.Verb || a.definite(w).Class.Has(lang.Common)
}
