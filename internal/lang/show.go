package lang

import (
	"sort"

	"isnad.dev/isnad/internal/doc"
)

// Letters returns the letters of a form, folded; the two forms that stand for words with a pronoun are named by what they are.
func (p *Pack) Letters(id doc.FormID) string {
	switch id {
	case 0:
		return ""
	case p.verbWithObject:
		return "verb+pronoun"
	case p.nounWithOwner:
		return "noun+pronoun"
	}
	return p.forms.form(id)
}

// Names returns the names of the classes as the tables have them, and of those that loading adds, in order.
func (c Class) Names() []string {
	var out []string
	for name, class := range classNames {
		if c.Has(class) {
			out = append(out, name)
		}
	}
	for _, x := range loadedClasses {
		if c.Has(x.class) {
			out = append(out, x.name)
		}
	}
	sort.Strings(out)
	return out
}

// loadedClasses are the classes that no "class" column names.
var loadedClasses = []struct {
	class Class
	name  string
}{
	{Nisba, "nisba"}, {Given, "given-name"}, {Family, "family-name"}, {Common, "common"}, {NameStart, "opens-name"}, {RoleStart, "opens-office"},
	{PhraseStart, "opens-cue"}, {Verb, "verb"}, {MonthName, "month"}, {ContactStart, "opens-contact"}, {Homograph, "homograph"},
}
