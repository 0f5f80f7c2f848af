package when

// in says whether token i has this class and no clitics, so that it may go on an expression.
func (s *scan) in(i int, c class) bool {
	w := s.at(i)
	return w.class == c && w.clitics == 0
}

// follows says whether token i is a word with this flag and without clitics: the next word of the same phrase.
func (s *scan) follows(i int, f flags) bool {
	w := s.at(i)
	return w.is(f) && w.clitics == 0
}

// skip returns the token after i if i has this class, else i.
func (s *scan) skip(i int, c class) int {
	if s.in(i, c) {
		return i + 1
	}
	return i
}

// The units that the definite words of class the stand for, by their number in words.tsv.
const (
	theWeek     = 1
	theMonth    = 2
	theYear     = 3
	theFeminine = 4 // السنة, which folds to the same letters as the Sunnis: only with a feminine modifier
)

// tense is what a modifier says, in units from the publication; same points at a date that the article gave before.
type tense int

const (
	untensed tense = 100
	same     tense = 9
	past     tense = -1
	current  tense = 0
	next     tense = 1
)

// modifier reads الماضي, المقبل, قبل الماضي, بعد المقبل; the end is 0 where there is none.
func (s *scan) modifier(i int) (t tense, end int) {
	w := s.at(i)
	if w.clitics > 0 {
		return untensed, 0
	}
	switch w.class {
	case modifier:
		return tense(w.num), i + 1
	case before, after:
		if m := s.at(i + 1); m.class == modifier && m.clitics == 0 && tense(m.num) == w.doubles() {
			return 2 * tense(m.num), i + 2
		}
	}
	return untensed, 0
}

// doubles is the tense that قبل or بعد takes one step further.
func (w word) doubles() tense {
	if w.class == before {
		return past
	}
	return next
}

// dayNumber reads the day of a month: digits or an ordinal in words ("الخامس والعشرين"). The end is 0 where there is none.
func (s *scan) dayNumber(i int) (n, end int) {
	w := s.at(i)
	switch w.class {
	case of:
		if s.at(i+1).class == number {
			return s.dayNumber(i + 1)
		}
	case number:
		if w.num >= 1 && w.num <= 31 && len(s.tokens[i].Fold) <= 2 {
			return int(w.num), i + 1
		}
	case ordinal:
		return s.ordinalDay(i, int(w.num))
	}
	return 0, 0
}

func (s *scan) ordinalDay(i, n int) (day, end int) {
	w := s.at(i + 1)
	switch {
	case n < 10 && w.class == cardinal && w.num == 10 && w.clitics == 0: // الخامس عشر
		return n + 10, i + 2
	case n < 10 && (w.class == cardinal || w.class == ordinal) && w.joined && (w.num == 20 || w.num == 30):
		n, i = n+int(w.num), i+1
	}
	if n > 31 {
		return 0, 0
	}
	return n, i + 1
}

// monthRef is a month as the words give it, before its year is known.
type monthRef struct {
	calendar calendar
	num      int
	flags    flags
	twice    bool // under two names (يناير/ كانون الثاني)
	end      int  // 0: none
}

// monthName reads a month under all the names of it that stand side by side: "أغسطس/ آب", "سبتمبر (أيلول)", "سبتمبر أيلول".
func (s *scan) monthName(i int) monthRef {
	m := s.oneMonth(i)
	for m.end > 0 {
		k := m.end
		opened := s.in(k, open)
		if opened || s.in(k, slash) || s.in(k, dash) {
			k++
		}
		other := s.oneMonth(k)
		if other.end == 0 || other.num != m.num || other.calendar != m.calendar || s.at(k).clitics > 0 {
			break
		}
		m.end, m.twice = other.end, true
		if opened {
			m.end = s.skip(m.end, close)
		}
	}
	return m
}

func (s *scan) oneMonth(i int) monthRef {
	w, end := s.at(i), i+1
	if w.head && i+1 < len(s.tokens) {
		if p, ok := s.finder.pairs[pair{w.bare, s.tokens[i+1].Fold}]; ok {
			w, end = p, i+2
		}
	}
	if w.class != month {
		return monthRef{}
	}
	return monthRef{calendar: w.calendar, num: int(w.num), flags: w.flags, end: end}
}

// yearRef is a year as the words give it: a number of some calendar, or a tense.
type yearRef struct {
	calendar calendar
	num      int // 0: told by the tense
	tense    tense
	every    bool // من كل عام: it comes back
	last     int  // of "2014/2015", else 0
	end      int  // 0: none
}

// yearAfter reads the year that follows a month: "2010", ", 2010", "من عام 2010", "من العام الماضي".
func (s *scan) yearAfter(i int, c calendar) yearRef {
	switch {
	case s.in(i, comma):
		return s.yearNumber(i+1, c)
	case s.in(i, open): // 25 يناير (2011)
		y := s.yearNumber(i+1, c)
		if !s.in(y.end, close) {
			return yearRef{}
		}
		y.end++
		return y
	}
	k := s.skip(i, from)
	if s.at(k).is(every) {
		return yearRef{every: true, end: k + 1}
	}
	if y := s.yearOf(k); y.end > 0 {
		return y
	}
	if k > i {
		return yearRef{}
	}
	return s.yearNumber(i, c)
}

// yearNumber reads four digits, and the era after them.
func (s *scan) yearNumber(i int, c calendar) yearRef {
	w := s.at(i)
	if w.class != number || w.num < 1000 || w.num > 2200 || s.follows(i+1, counted) {
		return yearRef{}
	}
	y := yearRef{calendar: gregorian, num: int(w.num), tense: untensed, end: i + 1}
	if c != gregorian && y.num < 1500 {
		y.calendar = c
	}
	return s.withEra(y)
}

// beforeChrist is the era of "قبل الميلاد", in which no year is placed.
const beforeChrist = 9

// isBeforeChrist says whether "قبل الميلاد" stands at token i.
func (s *scan) isBeforeChrist(i int) bool {
	w := s.at(i)
	if !w.head || i+1 >= len(s.tokens) {
		return false
	}
	p := s.finder.pairs[pair{w.bare, s.tokens[i+1].Fold}]
	return p.class == era && p.num == beforeChrist
}

// withEra reads م, هـ or "هـ ش" after a year.
func (s *scan) withEra(y yearRef) yearRef {
	if w := s.at(y.end); w.class == era && w.clitics == 0 {
		y.calendar = calendar(w.num)
		y.end++
	}
	return y
}

// yearOf reads a year with its word: "عام 2010", "العام 2010", "العام الماضي", "هذا العام", "سنة ألفين وعشر".
func (s *scan) yearOf(i int) yearRef {
	k := i
	if s.at(k).class == this {
		k++
	}
	w := s.at(k)
	switch {
	case w.class == year && k == i:
		return s.numberedYear(k + 1)
	case w.class != the || w.num < theYear || s.at(i-1).is(adjectiveYear):
		return yearRef{}
	}
	if t, end := s.modifier(k + 1); end > 0 && s.agrees(w, end) {
		return s.orNumber(yearRef{tense: t, end: end})
	}
	if k > i {
		return s.orNumber(yearRef{tense: tense(s.at(i).num), end: k + 1})
	}
	if w.num == theFeminine && !s.in(k+1, kind) {
		return yearRef{}
	}
	return s.numberedYear(k + 1)
}

// orNumber lets the number decide where "العام الماضي" is followed by one ("العام الماضي 1435هـ").
func (s *scan) orNumber(y yearRef) yearRef {
	if w := s.at(y.end); w.class != number || len(s.tokens[y.end].Fold) != 4 {
		return y
	}
	if n := s.numberedYear(y.end); n.end > 0 {
		return n
	}
	return y
}

// agrees says whether a modifier that ends before the token may belong to the word: السنة needs a feminine one.
func (s *scan) agrees(w word, end int) bool {
	fold := s.tokens[end-1].Fold
	return w.num != theFeminine || len(fold) > 2 && fold[len(fold)-len("ه"):] == "ه"
}

// numberedYear reads the number after عام: two to four digits, "2014/2015", or words.
func (s *scan) numberedYear(i int) yearRef {
	for s.in(i, kind) || s.in(i, era) || s.in(i, open) { // العام المالي 2015, العام الميلادي 2015, العام (2015)
		i++
	}
	w := s.at(i)
	if w.class == cardinal && w.clitics == 0 {
		return s.yearInWords(i)
	}
	if w.class != number || w.num < 30 || w.num > 2200 || s.follows(i+1, counted) {
		return yearRef{}
	}
	y := yearRef{num: int(w.num), tense: untensed, end: i + 1}
	if y.num < 100 {
		y.num += 1900
	}
	if s.hijriYear(y.num) {
		y.calendar = lunar
	}
	y.last, y.end = s.yearRange(y.num, y.end)
	y = s.withEra(y)
	if s.in(i-1, open) {
		y.end = s.skip(y.end, close)
	}
	return y
}

// hijriYear says whether a year without an era is one of the Hijri calendar: those of living memory are, older ones are history's.
func (s *scan) hijriYear(n int) bool { return n >= 1340 && n <= 1460 }

// yearRange reads the second year of "2014/2015" or "2011-2013"; last is 0 where there is none.
func (s *scan) yearRange(first, i int) (last, end int) {
	w := s.at(i + 1)
	if (s.in(i, slash) || s.in(i, dash)) && w.class == number && len(s.tokens[i+1].Fold) == 4 && int(w.num) > first && int(w.num) < first+100 {
		return int(w.num), i + 2
	}
	return 0, i
}

// yearInWords reads "ألف وتسعمائة وسبعة وستين": the numbers are added up, a unit before مئة is multiplied.
func (s *scan) yearInWords(i int) yearRef {
	total, unit := 0, 0
	k := i
	for ; ; k++ {
		w := s.at(k)
		n := int(w.num)
		if w.class != cardinal || k > i && !w.joined && !(n == 10 || n == 100) {
			break
		}
		if n == 100 && !w.joined && unit > 0 {
			total += unit * 99
		} else {
			total += n
		}
		unit = 0
		if n < 10 {
			unit = n
		}
	}
	if total < 1000 || total > 2200 {
		return yearRef{}
	}
	return yearRef{num: total, tense: untensed, end: k}
}
