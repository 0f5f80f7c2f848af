package mention

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// notName are the classes whose words are no part of a proper name, unless a list of names has them too.
const notName = lang.Complementizer | lang.Preposition | lang.Conjunction | lang.Relative | lang.Pronoun | lang.Demonstrative | lang.Negation |
	lang.Auxiliary | lang.Adverb | lang.Determiner | lang.Verb | lang.Title | lang.Honorific | lang.People | lang.Paper | lang.BodyHead |
	lang.PlaceHead | lang.Common | lang.Ordinary | lang.Qualifier | lang.Ministry | lang.MonthName

// nameLike says whether the token may be a part of a person's name: a word of the name lists, or one that no list of ordinary words has.
func (f *finder) nameLike(i int, first bool) bool {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return false
	}
	t := &f.tokens[i]
	class := f.whole(i)
	switch raw := f.src.At(t.Span); t.Fold {
	case "علي":
		return raw[len(raw)-2:] != "ى"
	case "الان":
		return !strings.HasPrefix(raw, "ا") // الآن is no آلان
	}
	if class.Has(lang.Verb) && strings.HasSuffix(f.src.At(t.Span), "ى") && !(class.Has(lang.Given) && f.whole(i+1).Has(lang.Family)) {
		return false // أدى is no إدي, but هدى is a name before a surname
	}
	if prefixed(f.src.At(t.Span)) || f.nunated(i) {
		return false
	}
	if class.Has(lang.Given | lang.Family | lang.Connector) {
		return !class.Has(lang.Complementizer|lang.Preposition|lang.Conjunction|lang.Auxiliary) && !(class.Has(lang.Verb) && !class.Has(lang.Given|lang.Family))
	}
	if class.Has(notName|lang.Nisba) || utf8.RuneCountInString(t.Fold) < 2 {
		return false
	}
	if first && definite(t.Fold) && strings.HasPrefix(f.src.At(t.Span), "ا") || !arabic(t.Fold) {
		return false
	}
	if stem, ok := strings.CutSuffix(t.Fold, "ا"); ok && f.pack.Info(f.pack.Form(stem)).Class.Has(lang.Common|lang.Ordinary) {
		return false // أثمانا
	}
	return !f.strippedOrdinary(t) && !f.inflected(i)
}

// prefixed says whether the word shows by its second letter that the first is written as one with it: no name starts with بإ or لأ.
func prefixed(raw string) bool {
	for _, letter := range [...]string{"ب", "ل", "ك", "و", "ف"} {
		if rest, ok := strings.CutPrefix(raw, letter); ok {
			return strings.HasPrefix(rest, "إ") || strings.HasPrefix(rest, "أ")
		}
	}
	return false
}

// strippedOrdinary says whether the token is a clitic and an ordinary word: وقال, بالقاهرة.
func (f *finder) strippedOrdinary(t *doc.Token) bool {
	for _, r := range t.Readings[1:] {
		if r.Form == 0 {
			continue
		}
		class := f.pack.Info(r.Form).Class
		if r.Clitics&(doc.And|doc.Then) != 0 && class.Has(notName|lang.Nisba|lang.NameStart) {
			return true
		}
		if r.Clitics&(doc.In|doc.For|doc.Like) != 0 && (class.Has(lang.Definite|lang.Common|lang.PlaceHead|lang.BodyHead|lang.Demonstrative|lang.NameStart|lang.Nisba) || f.leadsOn(t, r)) {
			return true
		}
	}
	return false
}

// leadsOn says whether the preposition that a word starts with in this reading stands before an ordinary word or a verbal noun: بعدم, بانتهاج; ل
// also before a verb. Short ones spell the start of many a name (لاين، بيري).
func (f *finder) leadsOn(t *doc.Token, r doc.Reading) bool {
	class := f.pack.Info(r.Form).Class
	if f.pack.IsMasdarForm(r.Form) {
		return true
	}
	letters := utf8.RuneCountInString(t.Fold) - bits.OnesCount(uint(r.Clitics))
	if class.Has(lang.Verb) && r.Clitics&doc.For != 0 && letters >= 4 {
		return true
	}
	return class.Has(lang.Ordinary) && !class.Has(lang.Adverb|lang.Auxiliary|lang.Preposition) && (letters >= 3 || letters == 2 && class.Has(lang.Verb))
}

func definite(fold string) bool { return len(fold) > 6 && fold[:4] == "ال" }

func arabic(fold string) bool { return fold[0] >= 0xD8 && fold[0] <= 0xDB }

// inflected says whether the letters of the token show an inflected Arabic word rather than a name, or one that و joins to what stands before it.
func (f *finder) inflected(i int) bool {
	t := &f.tokens[i]
	raw := f.src.At(t.Span)
	return f.pack.Inflected(raw, t.Fold) || joined(t.Fold) || f.pack.Inflected(raw, strings.TrimPrefix(t.Fold, "و"))
}

// joined says whether an unknown word starts with the conjunction و: foreign names that start with the letter go on with a vowel (وارن، ويلسون).
func joined(fold string) bool {
	rest, ok := strings.CutPrefix(fold, "و")
	return ok && len(rest) >= 6 && !strings.HasPrefix(rest, "ا") && !strings.HasPrefix(rest, "ي") && !strings.HasPrefix(rest, "و")
}

// run returns the end of the run of name parts that starts at the token.
func (f *finder) run(i int) int {
	end, whole := i, i // whole is where a given name of two words ended last: what may follow it does not hang on its second word
	for end < len(f.tokens) && end-i < maxName {
		if f.isLaqab(end) {
			end += 2
			whole = end
			continue
		}
		if end > i && f.hyphened(end) {
			end += 2
			continue
		}
		if !(end > i && (f.afterConnector(end) || f.hadrami(end) || end == i+1 && f.originSurname(end))) && !f.nameLike(end, end == i) || end > whole && !(end == i+1 && f.whole(i).Has(lang.Given)) && f.closes(end) || end > i && f.newPerson(end) {
			break
		}
		if end > i && f.tokens[end-1].Kind == doc.Word && f.nextName(end) {
			break // a place or body begins: "هاني شاكر مصر"
		}
		end++
	}
	if end == i+1 && f.whole(i).Has(lang.Given) && f.nameClass(end).Has(lang.Ordinal) && f.clitics(end) == doc.Clitics(0) {
		return end + 1 // محمد السادس
	}
	for end > i && end != whole && f.whole(end-1).Has(lang.Connector) && !f.whole(end-1).Has(lang.Given|lang.Family) {
		end-- // a connector joins: it does not end a name
	}
	return end
}

// hyphened says whether a hyphen without spaces joins the word behind the token to the one before it: كيم جونغ-إيل, جان-ماري.
func (f *finder) hyphened(i int) bool {
	return i+1 < len(f.tokens) && f.isMark(i, '-') && f.tokens[i-1].End == f.tokens[i].Start && f.tokens[i].End == f.tokens[i+1].Start &&
		f.tokens[i+1].Kind == doc.Word && !definite(f.tokens[i-1].Fold) && !f.nextName(i+1) && !f.whole(i+1).Has(notName)
}

// afterConnector says whether the token follows a word that joins the parts of a name, so that it is a part too, whatever else it means: مبارك بن
// بنيه, آل حرمان. After words that are verbs too (ولد) only a word with the article is.
func (f *finder) afterConnector(i int) bool {
	if f.tokens[i].Kind != doc.Word || f.tokens[i-1].Kind != doc.Word {
		return false
	}
	switch f.tokens[i-1].Fold {
	case "بن", "ال", "ابو", "بنت", "ابي", "ابا":
		return !f.whole(i).Has(lang.Complementizer | lang.Conjunction | lang.Pronoun | lang.Relative | lang.Auxiliary)
	}
	return f.whole(i-1).Has(lang.Connector) && definite(f.tokens[i].Fold)
}

// originSurname says whether the token is a masculine adjective of origin with the article after a given name that is nothing else: نبيلة التونسي.
func (f *finder) originSurname(i int) bool {
	whole := f.whole(i)
	return whole.Has(lang.Nisba) && whole.Has(lang.Masculine) && surnameShape(f.tokens[i].Fold) && f.whole(i-1).Has(lang.Given) && !f.whole(i-1).Has(notName)
}

// hadrami says whether the token is a surname with با, as those of Hadramawt: باسلمة, باعزب. The letters are no preposition, since the article does
// not follow.
func (f *finder) hadrami(i int) bool {
	rest, ok := strings.CutPrefix(f.tokens[i].Fold, "با")
	return ok && len(rest) >= 6 && f.tokens[i].Readings[1].Form == 0 && !strings.HasPrefix(rest, "ل") && f.whole(i)&^(lang.NameStart|lang.Ordinary) == 0 && f.src.At(f.tokens[i].Span)[:4] == "با"
}

// newPerson says whether the token is a title with the article and a given name follows ("للملا عمر (الملا) عبدالله"), or one that a place or body
// follows, so that it is no given name here: جلوي بن مساعد (أمير) منطقة نجران.
func (f *finder) newPerson(i int) bool {
	if f.whole(i).Has(lang.Title|lang.RoleStart) && i+1 < len(f.tokens) && f.clitics(i+1) == 0 && (f.whole(i+1).Has(lang.BodyHead|lang.PlaceHead) || f.nextName(i+1)) {
		return true
	}
	return definite(f.tokens[i].Fold) && f.whole(i).Has(lang.Honorific) && f.whole(i+1).Has(lang.Given) && !f.whole(i+1).Has(lang.Preposition)
}

// closes says whether a surname with the article stands before the token and the token cannot go on after it: it is a title (الأمين العام) or a word
// without the article that no list of names has.
func (f *finder) closes(i int) bool {
	if definite(f.tokens[i].Fold) && f.whole(i).Has(lang.Title|lang.RoleStart) && f.whole(i+1).Has(lang.Qualifier) {
		return true
	}
	if f.tokens[i-1].Kind != doc.Word || !definite(f.tokens[i-1].Fold) {
		return false
	}
	whole := f.whole(i)
	return whole.Has(lang.Title|lang.RoleStart) || !definite(f.tokens[i].Fold) && !whole.Has(lang.Given|lang.Family|lang.Connector)
}

// isLaqab says whether a given name of two words stands at the token: عز الدين, عبد الله.
func (f *finder) isLaqab(i int) bool {
	if i+1 >= len(f.tokens) || f.tokens[i+1].Kind != doc.Word {
		return false
	}
	if f.tokens[i+1].Fold == "الله" && f.whole(i).Has(lang.Given) && !f.whole(i).Has(notName) {
		return true // حميد الله
	}
	return f.nameClass(i).Has(lang.Laqab) && f.nameClass(i+1).Has(lang.LaqabEnd) || f.tokens[i].Fold == "عبد" && definite(f.tokens[i+1].Fold)
}

// surnameShape says whether the word has the article and ends like an adjective of origin, as many surnames do, though a place may be called so.
func surnameShape(fold string) bool { return definite(fold) && strings.HasSuffix(fold, "ي") }

func (f *finder) startsKnown(i int) bool {
	_, things := f.name(i)
	return things != nil && f.pack.World.Things[things[0]].Type() != doc.Person
}

// personName returns the proper name of a person that starts at the token, which something before it announces: a title, a verb of saying.
// Quotation marks around the name are taken with it.
func (f *finder) personName(i int) (first, end int, thing int32) {
	if f.noName(i) {
		return i, i, none
	}
	if e, role := f.office(i); role != none && e > i+1 {
		return i, i, none // خادم الحرمين الشريفين
	}
	if f.isMark(i, '"', '“') {
		first, end, thing = f.personName(i + 1)
		if end > first && f.isMark(end, '"', '”') {
			return first, end, thing
		}
		return i, i, none
	}
	if e, things, r := f.nameRead(i, particle); things != nil {
		if t := things[0]; f.pack.World.Things[t].Type() == doc.Person && !f.preposition(i) {
			if r.Clitics != 0 {
				return i, i, none // الابن الأكبر لترامب
			}
			if longer := f.lengthen(i, e); longer > e {
				return i, longer, f.longerPerson(t, i, longer)
			}
			return i, e, t
		}
		if e-i >= 1 && !f.whole(i).Has(lang.Given) {
			return i, i, none
		}
	}
	if i < len(f.tokens) && f.clitics(i)&(doc.And|doc.Then|doc.In|doc.For|doc.Like) != 0 && f.tokens[i].Readings[0].Form == 0 {
		return i, i, none
	}
	first = f.initials(i)
	if end = f.run(first); end == first {
		return i, i, none
	}
	if end == i+1 && f.whole(i).Has(lang.Given) && (f.ordinarySurname(end) || f.bareSurname(end)) {
		end++
	}
	return i, end, none
}

// initials returns the end of the names of Latin letters that open a foreign name: (بي جي) كرولي.
func (f *finder) initials(i int) int {
	n := 0
	for n < 3 && f.nameClass(i+n).Has(lang.Letter) && f.nameClass(i+n+1).Has(lang.Letter) || n > 0 && n < 3 && f.nameClass(i+n).Has(lang.Letter) {
		n++
	}
	return i + n
}

// bareSurname says whether the token is an ordinary noun without the article that can only be a surname, since the words of the speaker open behind
// it: "الباحث أشرف عمارة إن". Verbal nouns and accusatives attribute words themselves (مؤكدا أن).
func (f *finder) bareSurname(i int) bool {
	if i+1 >= len(f.tokens) || f.tokens[i].Kind != doc.Word || f.clitics(i) != 0 || !f.opensWords(i+1) {
		return false
	}
	whole := f.whole(i)
	return whole.Has(lang.Common|lang.Ordinary) && !whole.Has(notName&^(lang.Common|lang.Ordinary)|lang.Nisba|lang.Definite) && !f.pack.IsMasdar(&f.tokens[i]) &&
		!strings.HasSuffix(f.tokens[i].Fold, "ا") && !f.pack.SaysActive(&f.tokens[i])
}

func (f *finder) startsPlace(i int) bool {
	_, things := f.name(i)
	return things != nil && f.anyOf(things, doc.Place)
}

// ordinarySurname says whether the token is an ordinary word with the article that may be a surname: سامي الهلال after a title.
func (f *finder) ordinarySurname(i int) bool {
	const never = notName&^(lang.Common|lang.Ordinary) | lang.Nisba | lang.Contrast
	return i < len(f.tokens) && f.tokens[i].Kind == doc.Word && definite(f.tokens[i].Fold) && f.clitics(i) == 0 &&
		f.whole(i).Has(lang.Ordinary|lang.NameStart) && !f.whole(i).Has(never) && !f.startsPlace(i) && !f.nameClass(i).Has(lang.Epithet) && !f.inflected(i)
}

// longerPerson keeps the known person where the longer name only adds to it; where the known part may be no more than given names
// (محمد علي in محمد علي الشدادي), the text's longer name is somebody else.
func (f *finder) longerPerson(thing int32, i, end int) int32 {
	e, _ := f.name(i)
	if e-i < 2 || f.whole(e-1).Has(lang.Given) && !f.whole(e-1).Has(lang.Family) && end > e {
		return none
	}
	return thing
}

// person finds a name by its given name: محمد عبدالله القحطاني.
func (f *finder) person(i int) (doc.Mention, bool) {
	class := f.whole(i)
	start := class.Has(lang.Given) || f.isLaqab(i) || class.Has(lang.Connector) && f.nameLike(i+1, false)
	if !start || f.preposition(i) {
		return f.personAfterAnd(i)
	}
	end := f.run(i)
	if end-i < 2 || f.afterMonth(i) || class.Has(lang.MonthName) && (!f.whole(i+1).Has(lang.Given|lang.Family) || f.whole(i+1).Has(notName)) {
		return doc.Mention{}, false // رمضان المبارك
	}
	if _, things := f.name(i + 1); things != nil && f.pack.IsMasdar(&f.tokens[i]) {
		return doc.Mention{}, false // عودة بوش
	}
	if class.Has(notName) && !f.whole(i+1).Has(lang.Given|lang.Family|lang.Connector) && !(f.whole(i+1) == 0 && f.endsApposition(end)) {
		return doc.Mention{}, false
	}
	return f.personMention(i, end), true
}

// afterMonth says whether the word for month stands before the token: شهر رمضان المبارك.
func (f *finder) afterMonth(i int) bool {
	if i == 0 {
		return false
	}
	word := f.tokens[i-1].Fold
	return word == "شهر" || word == "بشهر" || word == "لشهر"
}

func (f *finder) personMention(i, end int) doc.Mention {
	return doc.Mention{First: i, End: end, NameFirst: i, NameEnd: end, Type: doc.Person, Thing: none, Office: none, Of: none,
		Female: f.isFemaleName(i), Rule: ruleGiven}
}

// isFemaleName says whether the token is a woman's given name and nothing else.
func (f *finder) isFemaleName(i int) bool {
	class := f.whole(i)
	return class.Has(lang.Given) && class.Has(lang.Feminine) && !class.Has(lang.Masculine|lang.Family)
}

// personAfterAnd finds a name whose given name carries و or ل: ومحمد القحطاني.
func (f *finder) personAfterAnd(i int) (doc.Mention, bool) {
	t := &f.tokens[i]
	if f.preposition(i) {
		return doc.Mention{}, false // وعلى
	}
	for _, r := range t.Readings[1:] {
		if r.Form == 0 || !f.pack.Info(r.Form).Class.Has(lang.Given) {
			continue
		}
		class := f.pack.Info(r.Form).Class
		if f.whole(i).Has(lang.Common|lang.Ordinary|lang.Paper|lang.PlaceHead|lang.BodyHead) || class.Has(lang.Verb) && strings.HasSuffix(f.src.At(t.Span), "ى") {
			continue // بيان, ولاية, والداه, وأدى
		}
		if class.Has(notName) && (!f.whole(i+1).Has(lang.Given|lang.Family) || f.whole(i+1).Has(notName)) {
			continue
		}
		end := f.parts(i)
		if end-i >= 2 && (f.whole(i+1).Has(lang.Given|lang.Family|lang.Connector) || f.whole(i+1) == 0 && !definite(f.tokens[i+1].Fold)) {
			m := f.personMention(i, end)
			m.NameClitics = f.cliticsOf(i, r)
			return m, true
		}
	}
	return doc.Mention{}, false
}

// afterSaying says whether the token follows a verb that speakers are the subject of.
func (f *finder) afterSaying(i int) bool {
	if i == 0 || f.tokens[i-1].Kind != doc.Word {
		return false
	}
	return f.pack.SaysActive(&f.tokens[i-1]) && !f.whole(i-1).Has(lang.Preposition|lang.Complementizer)
}

// parts returns where the parts of a name end whose first word is the token, whatever it is.
func (f *finder) parts(i int) int {
	end := i + 1
	for end < len(f.tokens) && end-i < maxName && f.nameLike(end, false) && !f.nextName(end) {
		end++
	}
	return end
}

// nextName says whether another name begins at the token: a place or body of the world pack that is no word of a person's name.
func (f *finder) nextName(i int) bool {
	return f.startsKnown(i) && !f.whole(i).Has(lang.Given|lang.Family|lang.Connector) && !surnameShape(f.tokens[i].Fold)
}

// unknownSpeaker finds a name that no list has, where a speaker is due.
func (f *finder) unknownSpeaker(i int) (doc.Mention, bool) {
	if f.clitics(i) != 0 || !f.nameLike(i, false) || f.whole(i).Has(lang.NameStart) {
		return doc.Mention{}, false
	}
	end := f.parts(i)
	if end-i == 1 && !f.opensWords(end) && !(f.whole(i).Has(lang.Given|lang.Family) && !f.whole(i).Has(notName) && f.class(end).Has(lang.Preposition)) {
		return doc.Mention{}, false
	}
	if definite(f.tokens[i].Fold) && len(f.tokens[i].Fold) > 10 && !f.opensWords(end) {
		return doc.Mention{}, false // يتهم الصحابة بتحريف
	}
	m := f.personMention(i, end)
	m.Rule = ruleSpeaker
	return m, true
}

// opensWords says whether what stands at the token may open the words of a speaker before it: أن, a colon, a quotation. A preposition does not
// tell a name nobody lists from an object.
func (f *finder) opensWords(i int) bool {
	return f.isMark(i, ':', '"', '“') || f.class(i).Has(lang.Complementizer)
}
