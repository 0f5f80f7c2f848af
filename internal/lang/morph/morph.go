// Package morph writes out the forms of an Arabic verb, so that a lexicon need only list the verb.
//
// In: the verb as a dictionary has it (past, present, verbal noun, number of its form). Out: its finite forms of the third and first
// person, its participles and its verbal noun, spelt as newspapers spell them, without vowel signs, each with what it says.
// Arabic: {قال يقول قول I} gives قالت, قلنا, سيقولون, يقل, قيل, قائلين, قولها and some three hundred more; the form أعلن needs no
// present: {أعلن IV} gives يعلن and إعلان. English verbs do not come here: "say, said, saying" is short enough to be listed.
//
// The way there: the root is read off the spelling (root.go), stems are put together from sounds (stem.go), and only a whole word is
// spelt (spell.go), since the letter that carries a hamza depends on the vowels around it.
package morph

import (
	"fmt"
	"iter"
)

// Verb is a verb as a dictionary lists it. Lemma is the past of the third person masculine singular, with its hamzas (أعلن), Present the
// same person of the present (يعلن): it may be empty but for form I. Masdar, the verbal noun (إعلان), may be empty. Form is I to X, or
// Q1, Q2, Q4 for roots of four letters.
type Verb struct{ Lemma, Present, Masdar, Form string }

// Aspect is the part of the paradigm that a form belongs to.
type Aspect uint8

// The aspects. Present is indicative, subjunctive and jussive alike; Future is the present with س.
const (
	Past Aspect = iota
	Present
	Future
	ActiveParticiple
	PassiveParticiple
	Masdar
)

// Voice is active or passive; participles have it in their Aspect and are Active here.
type Voice uint8

// The voices.
const (
	Active Voice = iota
	Passive
)

// Gender is that of the subject, or of a participle. Either is a form of both.
type Gender uint8

// The genders.
const (
	Either Gender = iota
	M
	F
)

// Number is that of the subject, or of a participle.
type Number uint8

// The numbers.
const (
	Sg Number = iota
	Du
	Pl
)

// Pronoun is a pronoun written as one word with the form: the object of a verb (وصفها), the owner of a verbal noun (قوله). Person is 0
// where there is none.
type Pronoun struct {
	Person uint8
	Gender Gender
	Number Number
}

// Inflected is one form. The same Text may come several times, with a different reading each time (ذكر is active and passive).
type Inflected struct {
	Text string
	Cell
}

// Cell is what a form says: its place in the paradigm.
type Cell struct {
	Aspect     Aspect
	Voice      Voice
	Person     uint8 // 3 or 1; 0 of participles and verbal nouns
	Gender     Gender
	Number     Number
	Definite   bool // begins with the article
	Object     bool // Pronoun is the verb's object
	Jussive    bool // the short form that only stands after لم, لا and ل (يقل, يجب of أجاب)
	Possessive bool // Pronoun is the verbal noun's owner
	Pronoun    Pronoun
	Rare       bool // a cell that news hardly writes, and whose letters are often those of a common word (اسم: أُسَمِّ; عدن: عُدْنَ): the last reading to try
}

// Inflect returns all forms: past, present, future (active, then passive), participles, verbal noun. It fails where the lemma is not of
// the form that the verb names, or where the present is not the one that the form gives.
func Inflect(v Verb) ([]Inflected, error) { return inflect(v, newWriter(true, verbWords)) }

// Plain returns the forms of Inflect without those that have an object pronoun attached: a lexicon of many verbs need not hold these, since
// the pronoun can be taken off a word.
func Plain(v Verb) ([]Inflected, error) { return inflect(v, newWriter(false, verbWords)) }

func inflect(v Verb, w *writer) ([]Inflected, error) {
	r, err := parse(v)
	if err != nil {
		return nil, err
	}
	w.finites(r)
	w.nominals(r)
	return w.done(), nil
}

// Noun returns the forms of a noun of speech that is listed by itself: with the article, in the accusative, with owners (تصريحات: التصريحات,
// تصريحاته; دعوة: دعوتهم). Nothing is known of its plural, which is listed too. Words that are no noun come out as if they were.
func Noun(noun string) []Inflected {
	if noun == "" {
		return nil
	}
	w := newWriter(true, nounWords)
	w.masdar(&root{}, noun)
	return w.done()
}

// Inflector writes out verb after verb in the same memory: a program starts with two thousand of them. Its zero value works.
type Inflector struct{ w *writer }

// Plain goes through the forms of Plain, or, where finite is set, only through those of its tenses. A form's letters are valid until the next.
func (f *Inflector) Plain(v Verb, finite bool) (iter.Seq2[[]byte, Cell], error) {
	r, err := parse(v)
	if err != nil {
		return nil, err
	}
	if f.w == nil {
		f.w = newWriter(false, verbWords)
	}
	f.w.reset()
	f.w.finites(r)
	if !finite {
		f.w.nominals(r)
	}
	return f.w.each, nil
}

// PresentOf returns the present of the third person masculine singular that the generator makes.
func PresentOf(v Verb) (string, error) {
	r, err := parse(v)
	if err != nil {
		return "", err
	}
	return r.presentText(), nil
}

// MasdarsOf returns the verbal nouns that the verb's form gives by rule, the usual one first; none for form I, where usage decides.
func MasdarsOf(v Verb) ([]string, error) {
	r, err := parse(v)
	if err != nil {
		return nil, err
	}
	return r.masdars(), nil
}

// Error is a verb that cannot be inflected as it is given.
type Error struct {
	Verb Verb
	Why  string
}

func (e *Error) Error() string {
	return fmt.Sprintf("verb %s (form %s): %s", e.Verb.Lemma, e.Verb.Form, e.Why)
}
