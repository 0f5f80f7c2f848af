package when

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
		if y.end == 0 || !s.in(y.end, close) {
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
