package mention

import (
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
	if t.Fold == "علي" {
		raw := f.src.At(t.Span)
		return raw[len(raw)-2:] != "ى"
	}
	if class.Has(lang.Given | lang.Family | lang.Connector) {
		return !class.Has(lang.Complementizer|lang.Preposition|lang.Conjunction|lang.Auxiliary) && !(class.Has(lang.Verb) && !class.Has(lang.Given|lang.Family))
	}
	if class.Has(notName|lang.Nisba) || utf8.RuneCountInString(t.Fold) < 2 {
		return false
	}
	if first && definite(t.Fold) || !arabic(t.Fold) {
		return false
	}
	return !f.strippedOrdinary(t) && !f.inflected(i)
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
		if r.Clitics&(doc.In|doc.For|doc.Like) != 0 && class.Has(lang.Definite|lang.Common|lang.PlaceHead|lang.BodyHead|lang.Demonstrative|lang.NameStart|lang.Nisba) {
			return true
		}
	}
	return false
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
	end := i
	for end < len(f.tokens) && end-i < maxName {
		if f.isLaqab(end) {
			end += 2
			continue
		}
		afterConnector := end > i && f.whole(end-1).Has(lang.Connector) && f.tokens[end].Kind == doc.Word && definite(f.tokens[end].Fold)
		if !afterConnector && !f.nameLike(end, end == i) || end > i && f.closes(end) {
			break
		}
		if end > i && f.tokens[end-1].Kind == doc.Word && f.startsKnown(end) && !f.whole(end).Has(lang.Given|lang.Family|lang.Connector) && !surnameShape(f.tokens[end].Fold) {
			break // a place or body begins: "هاني شاكر مصر"
		}
		end++
	}
	if end == i+1 && f.whole(i).Has(lang.Given) && f.nameClass(end).Has(lang.Ordinal) && f.clitics(end) == doc.Clitics(0) {
		return end + 1 // محمد السادس
	}
	for end > i && f.whole(end-1).Has(lang.Connector) && !f.whole(end-1).Has(lang.Given|lang.Family) {
		end-- // a connector joins: it does not end a name
	}
	return end
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

// isLaqab says whether a given name of two words stands at the token: عز الدين.
func (f *finder) isLaqab(i int) bool {
	return i+1 < len(f.tokens) && f.nameClass(i).Has(lang.Laqab) && f.nameClass(i+1).Has(lang.LaqabEnd)
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
	if f.isMark(i, '"', '“') {
		first, end, thing = f.personName(i + 1)
		if end > first && f.isMark(end, '"', '”') {
			return first, end, thing
		}
		return i, i, none
	}
	if e, things := f.name(i); things != nil {
		if t := things[0]; f.pack.World.Things[t].Type() == doc.Person && !f.preposition(i) {
			if run := f.run(i); run > e {
				return i, run, f.longerPerson(t, i, run)
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
	end = f.run(i)
	if end == i+1 && f.whole(i).Has(lang.Given) && f.ordinarySurname(end) {
		end++
	}
	return i, end, none
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
	if end-i < 2 || class.Has(lang.MonthName) && (!f.whole(i+1).Has(lang.Given|lang.Family) || f.whole(i+1).Has(notName)) {
		return doc.Mention{}, false // رمضان المبارك
	}
	if class.Has(notName) && !f.whole(i+1).Has(lang.Given|lang.Family|lang.Connector) && !(f.whole(i+1) == 0 && f.endsApposition(end)) {
		return doc.Mention{}, false
	}
	return f.personMention(i, end), true
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
	for _, r := range t.Readings[1:] {
		if r.Form == 0 || !f.pack.Info(r.Form).Class.Has(lang.Given) {
			continue
		}
		if f.pack.Info(r.Form).Class.Has(notName) && (!f.whole(i+1).Has(lang.Given|lang.Family) || f.whole(i+1).Has(notName)) {
			continue
		}
		end := i + 1
		for end < len(f.tokens) && end-i < maxName && f.nameLike(end, false) {
			end++
		}
		if end-i >= 2 && (f.whole(i+1).Has(lang.Given|lang.Family|lang.Connector) || f.whole(i+1) == 0 && !definite(f.tokens[i+1].Fold)) {
			return f.personMention(i, end), true
		}
	}
	return doc.Mention{}, false
}

// afterSaying says whether the token follows a verb that speakers are the subject of.
func (f *finder) afterSaying(i int) bool {
	if i == 0 || f.tokens[i-1].Kind != doc.Word {
		return false
	}
	return f.pack.SaysActive(&f.tokens[i-1]) && !f.whole(i-1).Has(lang.Preposition)
}

// unknownSpeaker finds a name that no list has, where a speaker is due.
func (f *finder) unknownSpeaker(i int) (doc.Mention, bool) {
	if f.clitics(i) != 0 || !f.nameLike(i, false) || f.whole(i).Has(lang.NameStart) {
		return doc.Mention{}, false
	}
	end := i + 1
	for end < len(f.tokens) && end-i < maxName && f.nameLike(end, false) {
		end++
	}
	if end-i == 1 && !f.opensWords(end) && !(f.whole(i).Has(lang.Given|lang.Family) && f.class(end).Has(lang.Preposition)) {
		return doc.Mention{}, false
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
