package lang

import (
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// NameClass is a set of the classes that only the search for names asks for, as bits.
type NameClass uint16

// The classes of name-words.tsv; the names on the right are those of its "class" column.
const (
	Soft        NameClass = 1 << iota // soft: a head noun that names a thing of common kind unless a proper name follows it (مشروع)
	Institution                       // institution: with the article and a country's adjective it names one body (الجيش السوري)
	Epithet                           // epithet: an adjective that describes a named thing and is no part of its name (الحاكم)
	PlaceAdj                          // placeadj: an adjective that may be a part of a place's name (الدولي)
	Kin                               // kin: a noun of kinship that a given name alone may follow (زوجته)
	Naming                            // naming: what follows is a name, whatever word it is (يدعى)
	Letter                            // letter: the name of a Latin letter (بي)
	Ordinal                           // ordinal: follows a ruler's given name (السادس)
	Laqab                             // laqab: makes a given name with what laqab-end has (عز الدين)
	LaqabEnd                          // laqab-end
	Numbered                          // numbered: a number makes a name of it (الفرقة 98)
	Titled                            // titled: what stands in quotation marks after it is its name (عملية "درع النيل")
)

var nameClassNames = map[string]NameClass{
	"soft": Soft, "institution": Institution, "epithet": Epithet, "placeadj": PlaceAdj, "kin": Kin, "naming": Naming, "letter": Letter, "ordinal": Ordinal, "numbered": Numbered, "titled": Titled, "laqab": Laqab, "laqab-end": LaqabEnd,
}

// Has says whether the set has any of the classes.
func (c NameClass) Has(any NameClass) bool { return c&any != 0 }

// NameClassOf returns the name classes of all readings of a token.
func (p *Pack) NameClassOf(t *doc.Token) NameClass {
	var c NameClass
	for _, r := range t.Readings {
		if r.Form != 0 {
			c |= p.info[r.Form].Name
		}
	}
	return c
}

// loadNameWords reads the words; head nouns are listed without the article and stand with it too.
func (p *Pack) loadNameWords(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/name-words.tsv", "form", "class", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		class, ok := nameClassNames[r.Fields[1]]
		if !ok {
			return r.Error("no class is called " + r.Fields[1])
		}
		p.info[p.intern(r.Fields[0])].Name |= class
		if class.Has(Soft | Institution | Numbered | Titled) {
			p.info[p.intern("ال"+r.Fields[0])].Name |= class
		}
	}
	return nil
}

// shape is a way to see from the letters that a word is inflected.
type shape struct {
	start, end string // folded
	last       rune   // of the end, as it is written; ة and ه fold to one
	letters    int    // that the word must have at least
}

func (p *Pack) loadShapes(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/word-shapes.tsv", "start", "end", "letters", "example")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n, err := strconv.Atoi(r.Fields[2])
		if err != nil {
			return r.Error("letters must be a number")
		}
		s := shape{start: blank(r.Fields[0]), end: blank(r.Fields[1]), letters: n}
		s.last, _ = utf8.DecodeLastRuneInString(s.end)
		s.start, s.end = script.String(s.start), script.String(s.end)
		p.shapes = append(p.shapes, s)
	}
	return nil
}

func blank(field string) string {
	if field == "-" {
		return ""
	}
	return field
}

// Inflected says whether the letters of a word show that it is an inflected one rather than a name: a sound plural, an attached pronoun, the
// future's س. It is meant for words that no list has: raw as they are written, fold as they are folded.
func (p *Pack) Inflected(raw, fold string) bool {
	letters := utf8.RuneCountInString(fold)
	last := lastLetter(raw)
	for i := range p.shapes {
		s := &p.shapes[i]
		if letters < s.letters || !strings.HasPrefix(fold, s.start) || !strings.HasSuffix(fold, s.end) {
			continue
		}
		if s.last != 'ه' && s.last != 'ة' || s.last == last {
			return true
		}
	}
	return false
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
