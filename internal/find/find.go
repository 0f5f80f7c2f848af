// Package find is how texts and questions are made ready for a search: what is indexed of a text, how a question is understood, and which
// words of the original are its hits. It knows no database.
//
// In: a text, or what somebody typed. Out: of a text one Term a word, with a key in which spellings, clitics, numbers and tenses of one word are
// the same ("والوزراء" has the key وزير, "Reuters" the key reuters); of a question a Query of keys and filters ("وزراء speaker:Lavrov").
package find

import (
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/world"
)

// Version changes when the keys of a text may change: an index made by another version is dropped and made again.
func Version() string { return "1" }

// Term is a word of a text. Terms are in order and there is exactly one for each word, so that their places count.
type Term struct {
	text.Span        // the word in the original; marks such as vowel signs belong to it
	Key       string // what is indexed: letters and digits only
	Exact     string // the word as it is written, folded
}

// Analyzer makes keys of words. Any number of goroutines may use it.
type Analyzer struct {
	pack    *lang.Pack
	radical map[string]bool // folded words of the world pack whose ال is no article (ألماني)
	whole   map[string]bool // folded words that are a name by themselves (روسيا): they are not brought to another word
	caches  chan *cache     // those that nobody uses
	names   func() *names   // made at the first question that has a name
}

// New makes an analyzer of a language pack with its world. What only names need is made at the first question for one.
func New(p *lang.Pack) *Analyzer {
	a := &Analyzer{pack: p, radical: map[string]bool{}, whole: map[string]bool{}, caches: make(chan *cache, runtime.GOMAXPROCS(0))}
	a.names = sync.OnceValue(func() *names { return newNames(a) })
	a.learnWords()
	return a
}

// Learn makes what names need, so that no question waits for it.
func (a *Analyzer) Learn() { a.names() }

// World is the world pack whose names it knows.
func (a *Analyzer) World() *world.World { return a.pack.World }

// cache holds the keys of words that have been seen, since a text has few different words. Who analyses has one for himself.
type cache struct{ of map[string]entry }

type entry struct{ key, exact string }

// cacheSize is where a cache starts anew: about as many different words as a day's news has.
const cacheSize = 1 << 16

// Terms returns the words of the text.
func (a *Analyzer) Terms(s string) []Term { return a.AppendTerms(make([]Term, 0, len(s)/10+4), s) }

// AppendTerms appends the words of the text to dst.
func (a *Analyzer) AppendTerms(dst []Term, s string) []Term {
	c := a.borrow()
	defer a.giveBack(c)
	for at := 0; at < len(s); {
		w := nextWord(s, at)
		if w.Empty() {
			break
		}
		at = w.End
		e, ok := c.of[s[w.Start:w.End]]
		if !ok {
			e = a.entry(s[w.Start:w.End])
			if len(c.of) >= cacheSize {
				clear(c.of)
			}
			c.of[strings.Clone(s[w.Start:w.End])] = e
		}
		dst = append(dst, Term{Span: w, Key: e.key, Exact: e.exact})
	}
	return dst
}

func (a *Analyzer) borrow() *cache {
	select {
	case c := <-a.caches:
		return c
	default:
		return &cache{of: make(map[string]entry, 1<<10)}
	}
}

func (a *Analyzer) giveBack(c *cache) {
	select {
	case a.caches <- c:
	default: // there are as many as can work at once
	}
}

// entry analyses a word that no cache has.
func (a *Analyzer) entry(raw string) entry {
	exact := foldWord(raw)
	if !startsArabic(exact) {
		return entry{exact, exact}
	}
	return entry{a.key(raw, exact), exact}
}

func startsArabic(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isArabic(r)
}

// foldArabic is script.String without the letters that a key may not have.
func foldArabic(raw string) string {
	return strings.Map(func(r rune) rune {
		if !isWordRune(r) {
			return -1
		}
		return r
	}, script.String(raw))
}
