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
	if sure && !a.joinedVerb(w, whole[0]) {
		return whole
	}
	for _, r := range a.splits(w) {
		keys, ok := a.stripped(raw, r)
		if !ok || len(whole) > 0 && !a.plain(r.rest, keys[0]) {
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

// joinedVerb says whether a word that is some form of another is rather و and a verb as its dictionary has it: ودعا is و with دعا.
func (a *Analyzer) joinedVerb(w, key string) bool {
	rest, ok := strings.CutPrefix(w, "و")
	if !ok || key == w || len(rest) < 6 {
		return false
	}
	l := a.lemmasOf(rest)
	return len(l) > 0 && l[0] == rest
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

// plain says whether the key of what is left without clitics may stand against the word with them, which some list has too.
func (a *Analyzer) plain(rest, key string) bool {
	return strings.HasPrefix(rest, article) || utf8.RuneCountInString(key) >= 3 && !a.form(key).Class.Has(closed)
}

// form returns what the pack knows of a folded word as it stands.
func (a *Analyzer) form(w string) *lang.Form { return a.pack.Info(a.id(w)) }

func (a *Analyzer) id(w string) doc.FormID { return a.pack.FormJoined("", w) }

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
	if rest, ok := a.withoutArticle(raw, w, f); ok {
		if keys, sure := a.indefinite(raw, rest, false); sure || !f.Class.Has(noun|nameParts|lang.NameStart) {
			return keys, sure
		}
		return []string{rest}, true
	}
	return a.indefinite(raw, w, true)
}

// particle returns the preposition or conjunction to which a pronoun is attached: بعدها, لكنه.
func (a *Analyzer) particle(w string) string {
	for _, o := range owners {
		if stem, ok := strings.CutSuffix(w, o); ok && len(stem) >= 4 && stem != "الا" && a.form(stem).Class.Has(closed&^lang.Adverb) && !a.hidesNoun(stem) {
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
	if a.isActive(w) {
		if _, listed := a.pack.Singular(rest); !listed && slices.Contains(a.lemmasOf(w), w) { // التقى, but الحق is rather a noun
			return "", false
		}
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

// indefiniteMasdar says whether the word is a verbal noun without an article.
func (a *Analyzer) indefiniteMasdar(w string) bool {
	for _, v := range a.pack.Verbs(a.id(w)) {
		if v.Aspect == morph.Masdar && !v.Definite {
			return true
		}
	}
	return false
}

// likeEighth says whether the letters are those of a verbal noun of form VIII whose root begins with ل: التهاب, التفاف.
func likeEighth(w string) bool {
	r := []rune(w)
	return len(r) == 6 && strings.HasPrefix(w, "الت") && r[4] == 'ا'
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

// objects are the pronouns that a verb has attached, folded, the longer before those that they end in.
var objects = [...]string{"هما", "هم", "هن", "ها", "نا", "ني", "ه"}

// lemmas returns the keys of the verbs that have the word among their forms of a tense, the likeliest first.
func (a *Analyzer) lemmas(raw, w string) []string {
	if out := a.lemmasOf(w); out != nil {
		return out
	}
	for _, o := range objects {
		stem, ok := strings.CutSuffix(w, o)
		if !ok || len(stem) < 6 || o == "ه" && lastLetter(raw) == 'ة' {
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

// isActive says whether the form is a verb's in the active, where news writes it: the letters of a passive are mostly those of another word.
func (a *Analyzer) isActive(w string) bool {
	for _, v := range a.pack.Verbs(a.id(w)) {
		if v.Finite() && v.Voice == morph.Active && !v.Rare && !v.Jussive {
			return true
		}
	}
	return false
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
