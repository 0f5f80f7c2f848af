package when

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
)

// class is what a word or mark does in a date.
type class uint8

const (
	noClass   class = iota
	after           // بعد, of بعد غد
	and             // و on its own, before digits
	before          // قبل, of قبل الماضي
	between         // بين
	cardinal        // a number in words, for years and for عشر of the ordinals
	day             // يوم
	edge            // مطلع, أواخر: a part of a month or year
	era             // م, هـ: which calendar a year is of
	from            // من
	holiday         // عطلة, of عطلة نهاية الأسبوع
	kind            // المالي: it stands between عام and its number
	match           // الموافق, في: the date after a weekday
	modifier        // الماضي, المقبل, الجاري, نفسه
	month           // a month's name
	monthWord       // شهر before its name
	night           // الليلة
	of              // ال on its own, before digits
	ordinal         // الثامن
	season          // صيف
	the             // الشهر, الأسبوع, العام: the unit, definite
	this            // هذا
	to              // إلى, حتى
	today           // اليوم
	tomorrow        // غدا
	twodays         // يومي
	weekday         // الخميس
	year            // عام, سنة before its number
	yesterday       // أمس

	number // these are no words of the tables: digits and marks
	comma
	slash
	dash
	open
	close
	quote
	stop
)

// classNames are the classes that words.tsv may give a form.
var classNames = map[string]class{
	"after": after, "and": and, "before": before, "between": between, "month": monthWord, "day": day, "edge": edge, "era": era, "from": from, "holiday": holiday,
	"kind": kind, "match": match, "modifier": modifier, "night": night, "of": of, "plain": noClass, "season": season, "the": the, "this": this,
	"to": to, "today": today, "tomorrow": tomorrow, "twodays": twodays, "year": year, "yesterday": yesterday,
}

// flags say what a word beside a date does to it.
type flags uint32

const (
	adjectiveYear      flags = 1 << iota // العام after it means "general"
	afterYear                            // stands after a bare year, not after a number of things
	counted                              // what is counted: the number before it is no year
	every                                // the day comes back each week or year
	future                               // the clause speaks of what is to come
	monthFollows                         // a month's name that is also another word is a month after it
	nameAfterToday                       // اليوم before it is no day of the calendar
	nameAfterWeekday                     // nor is the weekday's name
	nameAfterYesterday                   // nor is أمس
	nameAfterTomorrow                    // nor is غد
	nameBeforeMonth                      // a day or month after it is a name
	nameBeforeToday
	nameBeforeWeekday
	notFuture  // looks like a verb of the future but is none
	part       // النصف: the ordinal after it counts parts, not days
	pastClause // the clause speaks of what was
	present    // a verb of the present: what it tells with a weekday is to come, but in a headline
	timeOfDay  // مساء: الأمس, الغد after it are days
	updated    // of آخر تحديث: the date after it is that of the text
	yearFollow // a bare number of four digits after it is a year
	yearMaybe  // it is one if nothing after it is counted
	unsure     // a month's name that is also another word
	never      // one that needs a day or year beside it
	needsCue   // a form that is a day only after timeOfDay
)

var cueNames = map[string]flags{
	"adjective-year": adjectiveYear, "after-year": afterYear, "counted": counted, "every": every, "future": future,
	"month-follows": monthFollows, "name-after-today": nameAfterToday, "name-after-weekday": nameAfterWeekday,
	"name-after-yesterday": nameAfterYesterday, "name-after-tomorrow": nameAfterTomorrow, "name-before-month": nameBeforeMonth, "name-before-today": nameBeforeToday,
	"name-before-weekday": nameBeforeWeekday, "not-future": notFuture, "part": part, "past": pastClause, "present": present, "time-of-day": timeOfDay, "updated": updated,
	"year-follows": yearFollow, "year-may-follow": yearMaybe,
}

// word is what the tables know of a form.
type word struct {
	class    class
	calendar calendar // of a month
	head     bool     // it opens a name of two words (كانون الثاني)
	clitics  uint8    // letters of the form that are و, ف, ب, ل before the word
	joined   bool     // the first of them is و or ف
	num      int32
	flags    flags
	bare     string // the form without clitics
}

func (w word) is(f flags) bool { return w.flags&f != 0 }

// pair is a name of two words.
type pair struct{ head, tail string }

// event is a day that is known by what happened on it.
type event struct {
	name       string // the word before the day
	month, day int32
}

// Example is a sentence of a table: the dates in it stand in brackets, Values are theirs. Counter sentences have none.
type Example struct {
	File   string
	Line   int
	Text   string
	Values []string
}

// Finder finds the date expressions of Arabic texts. It is made by Load and may be used by many goroutines at the same time.
type Finder struct {
	words    map[string]word
	pairs    map[pair]word
	events   map[event]int // the year
	forms    script.Sieve  // the forms of words
	examples []Example
}

// Load reads the tables of a folder: months.tsv, weekdays.tsv, words.tsv, numbers.tsv, cues.tsv, events.tsv.
func Load(fsys fs.FS) (*Finder, error) {
	f := &Finder{words: map[string]word{}, pairs: map[pair]word{}, events: map[event]int{}}
	for _, t := range tables {
		columns := append(append([]string{}, t.columns...), "example", "value", "counter")
		rows, err := tsv.Read(fsys, t.file, columns...)
		if err != nil {
			return nil, fmt.Errorf("dates: %w", err)
		}
		for _, r := range rows {
			if err := t.read(f, r); err != nil {
				return nil, fmt.Errorf("dates: %w", err)
			}
			f.keepExamples(r)
		}
	}
	f.addClitics()
	for form := range f.words {
		f.forms.Add(form)
	}
	return f, nil
}

// Examples returns the sentences of the tables, for the test that runs them.
func (f *Finder) Examples() []Example { return f.examples }

func (f *Finder) keepExamples(r tsv.Row) {
	rest := r.Fields[len(r.Fields)-3:]
	f.examples = append(f.examples, Example{r.File, r.Line, rest[0], tsv.List(rest[1])})
	if rest[2] != "" {
		f.examples = append(f.examples, Example{r.File, r.Line, rest[2], nil})
	}
}

// tables are the files and how a row of each is read; cues come last, since they only add to forms.
var tables = []struct {
	file    string
	columns []string
	read    func(*Finder, tsv.Row) error
}{
	{"months.tsv", []string{"month", "alone", "forms"}, (*Finder).readMonth},
	{"weekdays.tsv", []string{"weekday", "forms"}, (*Finder).readWeekday},
	{"words.tsv", []string{"class", "number", "forms"}, (*Finder).readWord},
	{"numbers.tsv", []string{"kind", "number", "forms"}, (*Finder).readNumber},
	{"events.tsv", []string{"day", "forms"}, (*Finder).readEvent},
	{"cues.tsv", []string{"effect", "forms"}, (*Finder).readCue},
}

// readMonth reads g01 (Gregorian), l01 (Hijri), s01 (Persian).
func (f *Finder) readMonth(r tsv.Row) error {
	code := r.Fields[0]
	n, err := strconv.Atoi(code[min(1, len(code)):])
	c := strings.IndexByte("gls", code[0])
	if err != nil || c < 0 || n < 1 || n > 12 {
		return r.Error("a month is g01 to g12, l01 to l12 or s01 to s12")
	}
	w := word{class: month, calendar: calendar(c), num: int32(n)}
	switch r.Fields[1] {
	case "yes":
	case "cue":
		w.flags = unsure
	case "no":
		w.flags = never
	default:
		return r.Error("alone is yes, cue or no")
	}
	return f.addForms(r, r.Fields[2], w)
}

func (f *Finder) readWeekday(r tsv.Row) error {
	n, err := strconv.Atoi(r.Fields[0])
	if err != nil || n < 1 || n > 7 {
		return r.Error("a weekday is 1 (Monday) to 7")
	}
	return f.addForms(r, r.Fields[1], word{class: weekday, num: int32(n)})
}

func (f *Finder) readWord(r tsv.Row) error {
	c, ok := classNames[r.Fields[0]]
	if !ok {
		return r.Error("no such class")
	}
	w := word{class: c}
	number, needsCueMark := strings.CutSuffix(r.Fields[1], "?")
	if needsCueMark {
		w.flags = needsCue
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return r.Error("number is not one")
	}
	w.num = int32(n)
	return f.addForms(r, r.Fields[2], w)
}

func (f *Finder) readNumber(r tsv.Row) error {
	kinds := map[string]class{"cardinal": cardinal, "ordinal": ordinal}
	n, err := strconv.Atoi(r.Fields[1])
	if err != nil || kinds[r.Fields[0]] == noClass {
		return r.Error("a number is cardinal or ordinal, and its value a number")
	}
	return f.addForms(r, r.Fields[2], word{class: kinds[r.Fields[0]], num: int32(n)})
}

// readEvent reads a day (2001-09-11) and the words that stand before it where the year is left out.
func (f *Finder) readEvent(r tsv.Row) error {
	var y, m, d int
	if _, err := fmt.Sscanf(r.Fields[0], "%d-%d-%d", &y, &m, &d); err != nil || !validDay(y, m, d) {
		return r.Error("the day has not the form 2001-09-11")
	}
	for _, form := range tsv.List(r.Fields[1]) {
		folded := script.String(form)
		f.events[event{folded, int32(m), int32(d)}] = y
		f.merge(folded, word{})
	}
	return nil
}

func (f *Finder) readCue(r tsv.Row) error {
	flag, ok := cueNames[r.Fields[0]]
	if !ok {
		return r.Error("no such effect")
	}
	for _, form := range tsv.List(r.Fields[1]) {
		f.merge(script.String(form), word{flags: flag})
	}
	return nil
}

// addForms adds the forms, each of one word or two; a form may do only one thing.
func (f *Finder) addForms(r tsv.Row, forms string, w word) error {
	for _, form := range tsv.List(forms) {
		folded := script.String(form)
		if head, tail, two := strings.Cut(folded, " "); two {
			f.pairs[pair{head, tail}] = w
			f.merge(head, word{head: true})
			continue
		}
		if old := f.words[folded]; old.class != noClass {
			return r.Error("a form that another row has: " + form)
		}
		f.merge(folded, w)
	}
	return nil
}

// merge adds what w says of the form to what is known of it.
func (f *Finder) merge(form string, w word) {
	old := f.words[form]
	if w.class == noClass {
		w.class, w.num, w.calendar = old.class, old.num, old.calendar
	}
	w.flags |= old.flags
	w.head = w.head || old.head
	w.bare = form
	f.words[form] = w
}

// addClitics adds each form with the letters that are written as one with it, so that a token is looked up once. A form that a table has for
// itself stays as it is there.
func (f *Finder) addClitics() {
	plain := make([]word, 0, len(f.words))
	for _, w := range f.words {
		plain = append(plain, w)
	}
	slices.SortFunc(plain, func(a, b word) int { return strings.Compare(a.bare, b.bare) }) // the same tables make the same finder
	for _, w := range plain {
		if utf8.RuneCountInString(w.bare) < 2 || w.class == era {
			continue
		}
		for _, conj := range []string{"", "و", "ف"} {
			for _, prep := range []string{"", "ب", "ل"} { // no ك: كابريل is Gabriel
				f.addClitic(conj, prep, w)
			}
		}
	}
}

func (f *Finder) addClitic(conj, prep string, w word) {
	form := conj + prep + w.bare
	if rest, ok := strings.CutPrefix(w.bare, "ال"); ok && prep == "ل" {
		form = conj + "لل" + rest
	}
	if _, taken := f.words[form]; taken {
		return
	}
	w.clitics = uint8(utf8.RuneCountInString(conj + prep))
	w.joined = conj != ""
	f.words[form] = w
}
