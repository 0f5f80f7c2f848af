package when

import "isnad.dev/isnad/internal/doc"

// yearOfUnit reads "عام 2010", "العام 2014/2015", "بين عامي 2010 و2012".
func (s *scan) yearOfUnit(i int) reading {
	y := s.yearOf(i)
	if y.end == 0 || y.every {
		return reading{}
	}
	if s.isBeforeChrist(y.end) || s.in(y.end, and) && s.isBeforeChrist(y.end+2) {
		return passed(y.end)
	}
	if v := s.placeYear(y); y.tense == same && v.unit == unknown {
		return passed(y.end)
	}
	if s.at(i).num == 2 && s.at(i).class == year && y.last == 0 && s.at(i-1).class == between && s.in(y.end, and) {
		if last := s.at(y.end + 1); last.class == number && int(last.num) > y.num {
			y.last, y.end = int(last.num), y.end+2
		}
	}
	return reading{y.end, s.placeYear(y), yearRule(y)}
}

func yearRule(y yearRef) doc.RuleID {
	switch {
	case y.last > 0:
		return ruleYears
	case y.num == 0:
		return ruleYearNear
	}
	return ruleYear
}

// bareYear reads four digits that a word beside them makes a year: "منذ 2016", "(1971)", "2015م", "حرب 2006".
func (s *scan) bareYear(i int) reading {
	w := s.at(i)
	if len(s.tokens[i].Fold) != 4 || w.num < 1300 || w.num > 2100 {
		return reading{}
	}
	y := yearRef{num: int(w.num), tense: untensed}
	y.last, y.end = s.yearRange(y.num, i+1)
	bare := y.end
	y = s.withEra(y)
	if y.end == bare && (y.num < 1900 || !s.isYear(i, y)) {
		return reading{}
	}
	if y.last > 0 {
		return reading{y.end, s.placeYear(y), ruleYears}
	}
	return reading{y.end, s.placeYear(y), ruleYearBare}
}

// isYear asks the words around a number from 1900 on.
func (s *scan) isYear(i int, y yearRef) bool {
	before, following := s.at(i-1), s.at(y.end)
	if s.dated && y.num > yearOf(gregorian, s.published)+50 || s.follows(y.end, counted) || following.class == slash {
		return false
	}
	free := following.class >= comma || following.is(afterYear) || following.joined || following.class == and
	switch {
	case before.class == open:
		return following.class == close || following.class == comma
	case y.last > 0 && y.num >= 1900 && y.last <= 2100 && y.last-y.num < 60:
		return true
	case (before.class == and || before.class == comma && free) && len(s.found) > 0 && s.found[len(s.found)-1].End == i-1:
		return s.values[len(s.values)-1].unit == aYear
	case s.opensLine(i):
		return following.class >= comma && y.num <= yearOf(gregorian, s.published)
	case before.is(yearFollow):
		return free || y.num%100 != 0
	}
	return before.is(yearMaybe) && free
}

// opensLine says whether token i is the first of its paragraph.
func (s *scan) opensLine(i int) bool { return i == 0 || s.tokens[i-1].Kind == doc.Break }

// edgeOf reads a part of a month, year or week with it: "أواخر شهر مارس المقبل", "نهاية العام". The value is the whole unit.
func (s *scan) edgeOf(i int) reading {
	k := i + 1
	r := s.firstOf(k, (*scan).ordinalWeek, (*scan).yearOfUnit, (*scan).theUnit, (*scan).seasonOf, (*scan).monthOfEdge, (*scan).unitNow)
	if !r.found() {
		if y := s.yearNumber(k, gregorian); y.end > 0 {
			r = reading{y.end, s.placeYear(y), ruleEdge}
		}
	}
	return r
}

// monthOfEdge is month after a word of class edge, which is sign enough for names that are also another word.
func (s *scan) monthOfEdge(i int) reading {
	k := s.skip(i, monthWord)
	if m := s.namedMonth(k); m.end > 0 && m.flags&never == 0 {
		return reading{m.end, s.placeMonth(m), ruleEdge}
	}
	return s.month(i)
}

// unitNow reads "الشهر" or "العام" alone, as in "نهاية العام": the one of the publication.
func (s *scan) unitNow(i int) reading {
	w := s.at(i)
	if after := s.at(i + 1); w.class != the || w.clitics > 0 || after.class == kind || after.class == era || after.class == ordinal {
		return reading{}
	}
	return reading{i + 1, s.placeUnit(int(w.num), current), ruleEdge}
}

// seasonOf reads "صيف 2012", "صيف العام الماضي", "الصيف المقبل": the value is the year.
func (s *scan) seasonOf(i int) reading {
	w := s.at(i)
	if w.class != season {
		return reading{}
	}
	y := s.yearAfter(i+1, gregorian)
	if y.end > 0 && !y.every {
		return reading{y.end, s.placeYear(y), ruleSeason}
	}
	t, end := s.modifier(i + 1)
	if end == 0 {
		return reading{}
	}
	m := monthRead{monthRef: monthRef{num: int(w.num)}, tense: t}
	if t < 0 {
		m.num++ // a season has passed when its last month has
	}
	v := s.placeMonth(m)
	if v.unit == aMonth {
		v.unit = aYear
	}
	return reading{end, v, ruleSeason}
}
