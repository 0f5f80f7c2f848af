// Package when finds the dates of an Arabic article and says which day, week, month or year each one means.
//
// In: the text, its tokens and the day of publication. Out: the dates in order, not overlapping, each with its ISO 8601 value. For an
// article of Thursday, 23 August 2018, "التقى الوزيران أمس الأول" has a date "أمس الأول", 2018-08-21, and "في سبتمبر (أيلول) المقبل" one
// of 2018-09. English is not read yet; "on 23 August" would be 2018-08-23.
//
// Not found, because they name no day of the calendar: times of the clock, durations (منذ شهرين), what comes back (كل خميس) and names that
// hold a date (ثورة 25 يناير).
package when

import (
	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/text"
)

// Find returns the dates of the text, in order and not overlapping. A date that cannot be told without a day of publication that is not
// known has an empty Value.
func (f *Finder) Find(src text.Text, tokens []doc.Token, published doc.Day) []doc.Date {
	s := scan{finder: f, src: src, tokens: tokens}
	s.published, s.dated = serialOf(published)
	s.headline = headline(tokens)
	for i := 0; i < len(tokens); {
		i = s.next(i)
	}
	s.writeValues()
	return s.found
}

// headline returns how many tokens the first paragraph has if it looks like a headline: it ends without a full stop.
func headline(tokens []doc.Token) int {
	for i := range tokens {
		if tokens[i].Kind == doc.Break {
			if i > 0 && tokens[i-1].Mark == '.' {
				return 0
			}
			return i
		}
	}
	return 0
}

// scan is one pass over the tokens.
type scan struct {
	finder    *Finder
	src       text.Text
	tokens    []doc.Token
	published serial
	dated     bool // published is known
	headline  int  // tokens of the headline
	found     []doc.Date
	values    []value // of found
	anchor    value   // the last date that names a day or month: what "نفسه" points at
	ahead     value   // the last month that the words put ahead ("يناير المقبل"): the same month without such words is that one
}

// reading is how an expression is read that starts at a token: up to which token, and as what. The zero reading is none.
type reading struct {
	end   int // first token after it
	value value
	rule  doc.RuleID // empty: the words are a name or come back each year, so they are passed over
}

func (r reading) found() bool { return r.end > 0 }

// passed is the reading of words that look like a date and are none.
func passed(end int) reading { return reading{end: end} }

// next reads what starts at token i and returns the token to go on with.
func (s *scan) next(i int) int {
	w := s.at(i)
	switch w.class {
	case noClass, comma, slash, dash, open, close, quote, stop, match, to:
		if !w.head {
			return i + 1
		}
	}
	r := s.read(i, w)
	if r.end <= i {
		return i + 1
	}
	if r.rule != "" {
		s.add(i, w, r)
	}
	return r.end
}

// read tries the rules for the class of the first word.
func (s *scan) read(i int, w word) reading {
	switch w.class {
	case number:
		return s.firstOf(i, (*scan).numeric, (*scan).dayOfMonth, (*scan).bareYear)
	case of:
		return s.dayOfMonth(i)
	case ordinal:
		return s.firstOf(i, (*scan).beforeYesterday, (*scan).dayOfMonth)
	case day, twodays:
		return s.namedDay(i)
	case weekday:
		return s.weekday(i)
	case today, yesterday, tomorrow:
		return s.relativeDay(i)
	case night:
		return s.night(i)
	case after:
		return s.afterTomorrow(i)
	case year, the, this:
		return s.firstOf(i, (*scan).weekend, (*scan).ordinalWeek, (*scan).yearOfUnit, (*scan).theUnit)
	case edge:
		return s.firstOf(i, (*scan).weekend, (*scan).edgeOf)
	case holiday:
		return s.weekend(i)
	case season:
		return s.firstOf(i, (*scan).month, (*scan).seasonOf)
	}
	return s.month(i)
}

func (s *scan) firstOf(i int, rules ...func(*scan, int) reading) reading {
	for _, rule := range rules {
		if r := rule(s, i); r.found() {
			return r
		}
	}
	return reading{}
}

// at returns what the tables know of token i; nothing beyond the ends.
func (s *scan) at(i int) word {
	if i < 0 || i >= len(s.tokens) {
		return word{}
	}
	t := &s.tokens[i]
	switch t.Kind {
	case doc.Word:
		if !s.finder.forms.May(t.Fold) {
			return word{}
		}
		return s.finder.words[t.Fold]
	case doc.Number:
		return word{class: number, num: plainNumber(t.Fold)}
	case doc.Punct:
		return word{class: markClass(t.Mark)}
	}
	return word{class: stop}
}

// plainNumber is the value of up to four digits, or -1 for any other number.
func plainNumber(fold string) int32 {
	if len(fold) == 0 || len(fold) > 4 {
		return -1
	}
	n := int32(0)
	for i := range len(fold) {
		if fold[i] < '0' || fold[i] > '9' {
			return -1
		}
		n = n*10 + int32(fold[i]-'0')
	}
	return n
}

func markClass(mark rune) class {
	switch mark {
	case ',':
		return comma
	case '/', '\\':
		return slash
	case '-':
		return dash
	case '(', '[':
		return open
	case ')', ']':
		return close
	case '"', '“', '”':
		return quote
	}
	return stop
}

// add keeps a reading as a date. Its span starts after the clitics of its first word: و, ف, ب, ل are not part of the date.
func (s *scan) add(first int, w word, r reading) {
	if s.found == nil {
		room := len(s.tokens)/40 + 4 // news has a date in about 60 words; a second growth is rare
		s.found, s.values = make([]doc.Date, 0, room), make([]value, 0, room)
	}
	t := &s.tokens[first]
	d := doc.Date{First: first, End: r.end, Rule: r.rule}
	d.Span = text.Span{Start: afterLetters(s.src, t.Span, int(w.clitics)), End: s.tokens[r.end-1].End}
	s.found = append(s.found, d)
	s.values = append(s.values, r.value)
	if r.value.unit == aDay || r.value.unit == aMonth {
		s.anchor = r.value
	}
	if r.value.unit == aDay && s.at(first-2).is(updated) && !s.smallHours(r.end) {
		s.update(r.value.from)
	}
}

// smallHours says whether a time of the clock between midnight and five stands at the token, after a comma: a text that was changed then was
// written the day before, and still calls that today.
func (s *scan) smallHours(i int) bool {
	i = s.skip(i, comma)
	return s.at(i).class == number && s.at(i).num < 5 && s.at(i+1).class == stop && s.isTime(i+1)
}

// update takes the day of a line "آخر تحديث: …" for the publication, by which the rest of the text speaks, unless the two lie far apart.
func (s *scan) update(n serial) {
	if !s.dated || n > s.published && n-s.published <= 3 {
		s.published, s.dated = n, true
	}
}

// afterLetters returns the position after the first n letters of a word and the marks that belong to them.
func afterLetters(src text.Text, word text.Span, n int) int {
	for i, r := range src.At(word) {
		if script.FoldRune(r) < 0 {
			continue
		}
		if n == 0 {
			return word.Start + i
		}
		n--
	}
	return word.Start
}

// writeValues writes all values into one string and cuts it up, so that a date costs no allocation of its own.
func (s *scan) writeValues() {
	if len(s.found) == 0 {
		return
	}
	buf := make([]byte, 0, len("2018-08-23")*len(s.found)+16)
	for _, v := range s.values {
		buf = v.add(buf)
	}
	all := string(buf)
	var scratch [32]byte
	for i, v := range s.values {
		n := len(v.add(scratch[:0]))
		s.found[i].Value, all = all[:n], all[n:]
	}
}
