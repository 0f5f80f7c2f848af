package mention

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
)

// Rule ids of names that something beside them announces, and of bodies that letters name.
const (
	ruleOwner   doc.RuleID = "ar.mention.surname-after-his-forces"
	ruleKin     doc.RuleID = "ar.mention.given-name-after-kin"
	ruleList    doc.RuleID = "ar.mention.list-of-given-names"
	ruleCalled  doc.RuleID = "ar.mention.name-after-called"
	ruleAge     doc.RuleID = "ar.mention.name-before-age"
	ruleLetters doc.RuleID = "ar.mention.body-by-letters"
)

// givenNotTitle says whether a word that is both a title and a given name (أمير، سيد) is the name here: a surname follows it.
func (f *finder) givenNotTitle(i int) bool {
	next := f.whole(i + 1)
	if e, things := f.name(i + 1); things != nil && e > i+2 && f.anyOf(things, doc.Person) {
		return false // مساعد (رضا ضراب)
	}
	return f.whole(i).Has(lang.Given) && !f.whole(i).Has(lang.Definite) && next.Has(lang.Given|lang.Family|lang.Connector) && !next.Has(lang.Title|lang.Honorific|lang.Nisba) && !f.startsKnown(i+1)
}

// announced finds names of people that only the words beside them show: after kin, in a list, after "called", before an age in brackets.
func (f *finder) announced(i int) (doc.Mention, bool) {
	var prev lang.NameClass
	if i > 0 {
		prev = f.pack.NameClassOf(&f.tokens[i-1])
	}
	switch {
	case prev.Has(lang.Naming):
		return f.called(i)
	case f.whole(i).Has(lang.Given) && prev.Has(lang.Kin) && !f.raw(i, "على"):
		return f.named(i, max(f.run(i), i+1), ruleKin), true
	case prev.Has(lang.Owned) && f.ownerOf(i):
		return f.named(i, i+1, ruleOwner), true
	case f.inList(i):
		m := f.named(i, i+1, ruleList)
		m.NameClitics = f.clitics(i)
		return m, true
	}
	return f.beforeAge(i)
}

// ownerOf says whether the token is a single name of a person whose forces, government or rule the word before it is: قوات (صالح).
func (f *finder) ownerOf(i int) bool {
	whole := f.whole(i)
	return whole.Has(lang.Given|lang.Family) && !whole.Has(lang.Common|lang.Ordinary|lang.Title|lang.Honorific|lang.NameStart) && !f.nameLike(i+1, false)
}

func (f *finder) raw(i int, word string) bool { return f.src.At(f.tokens[i].Span) == word }

func (f *finder) named(i, end int, rule doc.RuleID) doc.Mention {
	m := f.personMention(i, end)
	m.Rule = rule
	return m
}

// called takes the name after يدعى or اسمه. An ordinary word stands in it where a word that may be a name follows.
func (f *finder) called(i int) (doc.Mention, bool) {
	end := i
	for end-i < 4 && (f.nameLike(end, end == i) || end > i && f.onlyOrdinary(end) && f.nameLike(end+1, false)) {
		end++
	}
	return f.named(i, end, ruleCalled), end > i
}

func (f *finder) onlyOrdinary(i int) bool {
	class := f.whole(i)
	return class.Has(lang.Ordinary) && class&^(lang.Ordinary|lang.Common|lang.Masculine|lang.Feminine|lang.Singular) == 0
}

// inList says whether the token is one of three or more given names in a row, joined by و or commas: خالد ورزان ومنى.
func (f *finder) inList(i int) bool {
	if i < f.listed {
		return f.isGiven(i)
	}
	if !f.isGiven(i) {
		return false
	}
	n, sure, end := 0, 0, i
	for at := i; f.isGiven(at) && (at == i || f.clitics(at)&doc.And != 0 || f.isMark(at-1, ',')); n++ {
		if !f.pack.Info(f.pack.Best(&f.tokens[at]).Form).Class.Has(notName) {
			sure++
		}
		end = at + 1
		if at = end; f.isMark(at, ',') {
			at++
		}
	}
	if n < 3 || sure < 2 {
		return false
	}
	f.listed = end
	return true
}

func (f *finder) isGiven(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].Kind != doc.Word {
		return false
	}
	r := f.pack.Best(&f.tokens[i])
	return f.pack.Info(r.Form).Class.Has(lang.Given) && r.Clitics&^doc.And == 0 && !f.pack.Info(r.Form).Class.Has(lang.Preposition|lang.Complementizer|lang.Conjunction)
}

// beforeAge takes unknown words before a bracket with an age or a year of birth: كلارا أوستن (35 عاما).
func (f *finder) beforeAge(i int) (doc.Mention, bool) {
	if f.whole(i) != 0 || !f.nameLike(i, true) {
		return doc.Mention{}, false
	}
	end := i
	for end-i < 4 && f.nameLike(end, end == i) {
		end++
	}
	if end-i < 2 || !f.isMark(end, '(') || end+1 >= len(f.tokens) || f.tokens[end+1].Kind != doc.Number {
		return doc.Mention{}, false
	}
	return f.named(i, end, ruleAge), true
}

// lettered takes a body that is named by letters: بي بي سي, GBH.
func (f *finder) lettered(i int) (doc.Mention, bool) {
	n := f.letters(i)
	if n == 0 && f.acronym(i) {
		n = 1
	}
	return doc.Mention{First: i, End: i + n, NameFirst: i, NameEnd: i + n, Type: doc.Organisation, Thing: none, Office: none, Of: none, Rule: ruleLetters}, n > 0
}

// letters returns how many names of letters stand in a row, 0 for fewer than three. إن and أو are letters only inside the row, or where too few
// would be left without them.
func (f *finder) letters(i int) int {
	if n := f.dotted(i); n > 0 {
		return n
	}
	n := 0
	for n < 6 && i+n < len(f.tokens) && f.isLetter(i+n) && (n == 0 || f.clitics(i+n) == 0) {
		n++
	}
	for n > 3 && f.whole(i+n-1).Has(lang.Complementizer|lang.Conjunction) {
		n--
	}
	if n > 3 && f.whole(i).Has(lang.Complementizer|lang.Conjunction) || n < 3 {
		return 0
	}
	return n
}

func (f *finder) isLetter(i int) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == doc.Word && f.pack.NameClassOf(&f.tokens[i]).Has(lang.Letter)
}

// dotted returns the length of three or more names of letters with points between them: سي.إن.إن.
func (f *finder) dotted(i int) int {
	n := 0
	for f.isLetter(i + n) {
		n++
		if !f.isMark(i+n, '.') || f.tokens[i+n].Space || i+n+1 < len(f.tokens) && f.tokens[i+n+1].Space {
			break
		}
		n++
	}
	if n < 5 || f.isMark(i+n-1, '.') {
		return 0
	}
	return n
}

// acronym says whether the token is Latin capitals where a body is due: after a title, a verb of saying or a head noun.
func (f *finder) acronym(i int) bool {
	raw := f.src.At(f.tokens[i].Span)
	if len(raw) < 3 || len(raw) > 5 {
		return false
	}
	for k := range len(raw) {
		if raw[k] < 'A' || raw[k] > 'Z' {
			return false
		}
	}
	return f.class(i-1).Has(lang.Title|lang.BodyHead|lang.Paper) || f.afterSaying(i)
}
