package find

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
)

// Query is a question as it is understood. All of its parts must hold; of the values of one filter any may.
type Query struct {
	All                                        []Clause
	Speaker, About, With, Outlet, Kind, Status []string
	From, To                                   string // ISO days, both included; empty where there is no bound
	Text                                       string // the question as it was asked
}

// Clause is a word or a phrase.
type Clause struct {
	Phrase [][]string // one list of alternative keys for each place; one place for a word
	Exact  []string   // of words in quotation marks: how they are written, folded; empty where any form will do, and so is all of it then
	Not    bool       // it must not be there
	Any    bool       // it or the clause before it
}

// Groups returns the clauses joined by OR: all groups must hold, and of each group one clause.
func (q *Query) Groups() [][]Clause {
	var out [][]Clause
	for i, c := range q.All {
		if !c.Any || i == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

// Query reads a question as of today: words, "phrases", -word, OR, and filters such as speaker:"سيرغي لافروف", from:2018-08 or متحدث:لافروف.
func (a *Analyzer) Query(s string) (Query, error) { return a.QueryOn(s, time.Now()) }

// QueryOn is Query on another day, which words such as أمس are counted from.
func (a *Analyzer) QueryOn(s string, today time.Time) (Query, error) {
	r := questionReader{a: a, today: today, q: Query{Text: s}, rest: s}
	for {
		if r.rest = strings.TrimLeftFunc(r.rest, isSpace); r.rest == "" {
			break
		}
		if err := r.next(); err != nil {
			return Query{}, err
		}
	}
	r.flush()
	r.dropStopWords()
	if err := r.q.checkPeriod(); err != nil {
		return Query{}, err
	}
	return r.q, nil
}

// Filter is a filter of a question, as name:value in its text, whatever letters the value has.
type Filter struct{ Name, Value string }

// Narrow adds filters to a question. A bound of time takes the place of the one that is there.
func (a *Analyzer) Narrow(q Query, today time.Time, filters ...Filter) (Query, error) {
	r := questionReader{a: a, today: today, q: q}
	for _, f := range filters {
		if err := r.set(f.Name, f.Name, f.Value); err != nil {
			return Query{}, err
		}
	}
	return r.q, r.q.checkPeriod()
}

func (q *Query) checkPeriod() error {
	if q.From != "" && q.To != "" && q.From > q.To {
		return fmt.Errorf("from:%s is after to:%s: change one of them", q.From, q.To)
	}
	return nil
}

type questionReader struct {
	a     *Analyzer
	today time.Time
	q     Query
	rest  string
	plain []string // words that stand beside each other, which may be an English name
	not   bool
	any   bool   // OR stood before
	stop  []bool // of each clause: it is only a stop word
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r == 0xFEFF || r == 0x061C || r >= 0x2066 && r <= 0x2069
}

// quotes are the marks that open words in quotation, with those that close them.
var quotes = map[rune]string{'"': "\"“”", '“': "”\"“", '”': "”“\"", '«': "»", '»': "«»", '„': "“”\""}

// next reads one part of the question.
func (r *questionReader) next() error {
	first, n := utf8.DecodeRuneInString(r.rest)
	if first == '-' && len(r.rest) > 1 && !isSpaceAt(r.rest[1:]) {
		r.flush()
		r.not, r.rest = true, r.rest[1:]
		return nil
	}
	if closing, ok := quotes[first]; ok {
		r.flush()
		r.rest = r.rest[n:]
		r.phrase(r.quoted(closing), true)
		return nil
	}
	word := r.rest
	if i := strings.IndexFunc(word, func(c rune) bool { _, quote := quotes[c]; return isSpace(c) || quote }); i >= 0 {
		word = word[:i]
	}
	if name, value, ok := strings.Cut(word, ":"); ok && name != "" {
		if done, err := r.filter(name, value); done || err != nil {
			return err
		}
	}
	r.rest = r.rest[len(word):]
	switch {
	case word == "OR" || word == "أو" && len(r.plain)+len(r.q.All) > 0 || word == "|" || word == "||":
		r.flush()
		r.any = len(r.q.All) > 0
	case word == "AND" || word == "&&":
		r.flush()
	case word == "NOT":
		r.flush()
		r.not = true
	default:
		r.word(word)
	}
	return nil
}

func isSpaceAt(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return isSpace(c)
}

// quoted takes the words up to the closing mark; without one they go to the end.
func (r *questionReader) quoted(closing string) string {
	words := r.rest
	i := strings.IndexAny(r.rest, closing)
	if i < 0 {
		r.rest = ""
		return words
	}
	_, n := utf8.DecodeRuneInString(r.rest[i:])
	words, r.rest = r.rest[:i], r.rest[i+n:]
	return words
}

// word takes a word as it was typed, which may be several words of a text (لـCNN, ص.ب).
func (r *questionReader) word(word string) {
	terms := r.a.Terms(word)
	if len(terms) == 1 && !r.not {
		r.plain = append(r.plain, word)
		return
	}
	r.flush()
	r.phrase(word, false)
}

// flush makes clauses of the words that stand beside each other: English names as phrases, others one by one.
func (r *questionReader) flush() {
	words := r.plain
	r.plain = nil
	for len(words) > 0 {
		n := r.englishName(words)
		if n > 0 {
			r.add(Clause{Phrase: r.a.NameKeys(strings.Join(words[:n], " "))})
			words = words[n:]
			continue
		}
		r.phrase(words[0], false)
		words = words[1:]
	}
}

// englishName says how many of the words are an English name that Arabic does not write word by word.
func (r *questionReader) englishName(words []string) int {
	if t := r.a.Terms(words[0]); len(t) != 1 || startsArabic(t[0].Exact) {
		return 0
	}
	n := r.a.names()
	for k := min(len(words), n.longest+2); k > 0; k-- {
		if r.a.englishName(r.a.Terms(strings.Join(words[:k], " "))) != nil {
			return k
		}
	}
	return 0
}

// phrase adds a clause of the words.
func (r *questionReader) phrase(words string, quoted bool) {
	terms := r.a.Terms(words)
	if len(terms) == 0 {
		r.not = false
		return
	}
	var c Clause
	for _, t := range terms {
		c.Phrase = append(c.Phrase, r.a.nameWord(words[t.Start:t.End], t, len(terms) < 4))
	}
	if quoted {
		for _, t := range terms {
			exact := t.Exact
			if !startsArabic(exact) {
				exact = ""
			}
			c.Exact = append(c.Exact, exact)
		}
		if !slices.ContainsFunc(c.Exact, func(s string) bool { return s != "" }) {
			c.Exact = nil
		}
		if c.Exact == nil {
			if keys := r.a.englishName(terms); keys != nil {
				c.Phrase = keys
			}
		}
	}
	r.add(c)
	r.stop[len(r.stop)-1] = !quoted && len(terms) == 1 && r.a.isStopWord(words, terms[0])
}

func (r *questionReader) add(c Clause) {
	c.Not, c.Any = r.not, r.any
	if c.Not {
		c.Any = false // "a OR -b" would be nearly everything
	}
	r.not, r.any = false, false
	r.q.All = append(r.q.All, c)
	r.stop = append(r.stop, false)
}

// latinStopWords are English words that tell nothing.
var latinStopWords = map[string]bool{"the": true, "of": true, "a": true, "an": true, "in": true, "on": true, "at": true, "to": true, "and": true, "for": true, "by": true, "with": true, "from": true}

// isStopWord says whether a word stands in so many texts that it finds nothing.
func (a *Analyzer) isStopWord(raw string, t Term) bool {
	if latinStopWords[t.Exact] || t.Exact == "و" || strings.HasSuffix(raw, "على") {
		return true
	}
	const particles = lang.Complementizer | lang.Preposition | lang.Conjunction | lang.Relative | lang.Pronoun | lang.Demonstrative | lang.Negation
	return a.form(t.Key).Class.Has(particles) && !a.form(t.Key).Class.Has(noun&^lang.Common|nameParts)
}

// dropStopWords leaves them out where there are other words.
func (r *questionReader) dropStopWords() {
	if !slices.Contains(r.stop, false) {
		return
	}
	var kept []Clause
	for i, c := range r.q.All {
		if r.stop[i] {
			if i+1 < len(r.q.All) && !c.Any { // what was an alternative to it stands by itself
				r.q.All[i+1].Any = false
			}
			continue
		}
		kept = append(kept, c)
	}
	r.q.All = kept
}

// questionKeys returns all keys that the forms of an Arabic word may have in an index: those of its own readings, and, where no list has
// it, those of the word with clitics.
func (a *Analyzer) questionKeys(raw, w string) []string {
	out := appendNew(nil, a.key(raw, w))
	known := a.known(raw, w)
	out = appendNew(out, known...)
	if lastLetter(raw) == 'ه' { // many write it for ة
		out = appendNew(out, a.known("", w)...)
	}
	if fem := out[0] + "ه"; a.form(out[0]).Class.Has(lang.Title) && a.form(fem).Class.Has(lang.Title) {
		out = appendNew(out, fem) // who asks for وزير means a وزيرة too
	}
	if len(known) > 0 {
		if f := strings.TrimPrefix(w, article) + "ه"; strings.HasSuffix(w, "ي") && a.whole[f] && a.form(f).Class.Has(lang.Nisba) {
			out = appendNew(out, f) // سورية is the country and the adjective
		}
		return out
	}
	stem := out[0]
	for _, clitic := range [...]string{"", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "فال", "كال", "وب", "ول"} {
		for _, s := range [...]string{w, stem, stem + "ه"} {
			if s = clitic + s; len(a.known("", s)) == 0 {
				out = appendNew(out, a.key("", s))
			}
		}
	}
	return out
}

// foldName is how the names of filters and their values are compared.
func foldName(s string) string { return script.String(strings.TrimSpace(s)) }
