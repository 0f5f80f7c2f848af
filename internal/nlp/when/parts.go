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
