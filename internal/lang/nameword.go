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
type NameClass uint32

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
	Sole                              // sole: with the article and nothing else it names the body of the country in question (البرلمان)
	Board                             // board: with the article and nothing but official adjectives it names a body (المحكمة الدستورية)
	Official                          // official: an adjective of those that names of bodies have (الدستورية)
	BodyKind                          // bodykind: a head noun that only tells of what kind the body after it is (حركة حماس)
	Places                            // places: a head noun in the dual or plural, before the names of several places (محافظات عدن ولحج)
	Bodies                            // bodies: the same of bodies (وزارتي الدفاع والداخلية)
	Ranked                            // ranked: a head noun of which an ordinal makes a name (القناة العاشرة)
	General                           // general: a definite noun that names nothing behind a head noun (تحالف البلدين)
	Owned                             // owned: what a man of power has, so that a name by itself behind it is his (قوات صالح)
	OnePerson                         // person: a noun for some person that is only named where a name follows (مسؤول)
	Field                             // field: a verbal noun that with a definite noun makes a name of a head noun of common kind (مكافحة الإرهاب)
	Facility                          // facility: a head noun of a place that an ordinary noun behind it does not name (برج المراقبة)
	Deed                              // deed: a noun for something done, which only the world pack makes a body of (برنامج الأغذية العالمي)
	Vessel                            // vessel: a noun for a ship, behind which a person's title and name are the ship's
	Shy                               // shy: a word of other meaning that is a place's name only beside another place (إب)
	Short                             // short: an ordinary word that is also the short name of an armed group (القاعدة)
	Diplomacy                         // diplomacy: a word in the titles of those who may be called الدبلوماسي afterwards (الخارجية)
	Fielded                           // fielded: a head noun whose body may have two fields joined by و (وزارة التربية والتعليم)
	Seat                              // seat: the town behind it need not be known, where a given name follows (رئيس بلدية شيلوبي سيف الدين)
)

var nameClassNames = map[string]NameClass{
	"soft": Soft, "institution": Institution, "epithet": Epithet, "placeadj": PlaceAdj, "kin": Kin, "naming": Naming, "letter": Letter,
	"ordinal": Ordinal, "numbered": Numbered, "titled": Titled, "laqab": Laqab, "laqab-end": LaqabEnd, "sole": Sole, "board": Board,
	"official": Official, "places": Places, "bodies": Bodies, "bodykind": BodyKind, "person": OnePerson, "owned": Owned, "ranked": Ranked,
	"general": General, "fielded": Fielded, "diplomacy": Diplomacy, "field": Field, "short": Short, "shy": Shy, "deed": Deed, "vessel": Vessel,
	"facility": Facility, "seat": Seat,
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
		if class.Has(Soft | Institution | Numbered | Titled | Sole | Board | BodyKind | Fielded | OnePerson | Ranked | Diplomacy | Vessel | Deed) {
			p.info[p.intern("ال"+r.Fields[0])].Name |= class
		}
	}
	return nil
}

// loadNoNames reads the phrases that open like a name and are none (مسقط رأسه، حسن النية).
func (p *Pack) loadNoNames(fsys fs.FS) error {
	rows, err := tsv.Read(fsys, "lexicon/no-names.tsv", "phrase", "example")
	if err != nil {
		return err
	}
	for i, r := range rows {
		p.addPhrase(p.NoNames, 0, r.Fields[0], i)
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
		if strings.HasPrefix(s.start, "ا") && !strings.HasPrefix(raw, "ا") {
			continue // ألدرين has no article
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
