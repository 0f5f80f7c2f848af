package when

import "isnad.dev/isnad/internal/doc"

// The rules for dates that name their day, month or year.
const (
	ruleDay      doc.RuleID = "ar.when.day-of-month"
	ruleDays     doc.RuleID = "ar.when.days-of-month"
	ruleEdge     doc.RuleID = "ar.when.part-of"
	ruleEvent    doc.RuleID = "ar.when.day-of-event"
	ruleHijri    doc.RuleID = "ar.when.hijri"
	ruleMonth    doc.RuleID = "ar.when.month"
	ruleNumeric  doc.RuleID = "ar.when.digits"
	rulePersian  doc.RuleID = "ar.when.persian"
	ruleSeason   doc.RuleID = "ar.when.season"
	ruleYear     doc.RuleID = "ar.when.year"
	ruleYearBare doc.RuleID = "ar.when.year-alone"
	ruleYears    doc.RuleID = "ar.when.years"
)

// dayOfMonth reads "29 أغسطس/ آب 2018", "الثامن من يوليو", "3-5 مايو", "12 من الشهر الحالي", and the first day of "3 و7 مايو".
func (s *scan) dayOfMonth(i int) reading {
	first, k := s.dayNumber(i)
	if k == 0 || s.at(i).class == ordinal && s.at(i-1).is(part) {
		return reading{}
	}
	last, end, listed := first, k, false
	for more := 0; more < longestList; more++ {
		d, e, and := s.secondDay(end)
		if e == 0 {
			break
		}
		last, end, listed = d, e, and || more > 0
	}
	m := s.monthAfter(end)
	if m.end == 0 {
		return reading{}
	}
	if m.year.num == 0 && s.isName(i) || m.year.every || s.at(i-1).is(every) {
		return passed(m.end)
	}
	if y := s.yearOfEvent(i, m, first); y > 0 {
		m.year = yearRef{num: y, tense: untensed}
		return reading{m.end, s.placeDay(m, first, 0), ruleEvent}
	}
	if last == first {
		return reading{m.end, s.placeDay(m, first, s.weekdayBefore(i)), m.dayRule()}
	}
	pair := s.listedPair(k, end)
	if listed && !(pair && (last == first+1 || s.at(i-1).class == between)) || last < first {
		return reading{k, s.placeDay(m, first, 0), m.dayRule()}
	}
	return reading{m.end, s.placeDays(m, first, last), ruleDays}
}

// longestList is how many more days may stand before their month.
const longestList = 6

// listedPair says whether one more day stands between the tokens, not a list of them.
func (s *scan) listedPair(k, end int) bool {
	_, e, _ := s.secondDay(k)
	return e == end
}

// secondDay reads "-5" or "و5" after a day; listed says that it is another day rather than the last of a range.
func (s *scan) secondDay(i int) (day, end int, listed bool) {
	w := s.at(i)
	switch {
	case w.class == dash, w.class == to && w.clitics == 0:
		day, end = s.dayNumber(i + 1)
	case w.class == and:
		day, end = s.dayNumber(i + 1)
		listed = true
	case w.joined && (w.class == of || w.class == ordinal):
		day, end = s.dayNumber(i)
		listed = true
	}
	return day, end, listed
}

// monthRead is a month with all that tells its year.
type monthRead struct {
	monthRef
	year     yearRef
	tense    tense // of the month itself: "سبتمبر المقبل"
	relative bool  // "الشهر المقبل": the tense alone tells the month
	coming   bool  // the clause speaks of the future
	since    bool  // منذ before it: it lies behind
}

func (m monthRead) dayRule() doc.RuleID {
	switch m.calendar {
	case lunar:
		return ruleHijri
	case solar:
		return rulePersian
	}
	return ruleDay
}

// monthAfter reads the month that follows a day: "من شهر مايو", "من الشهر الجاري", "الجاري".
func (s *scan) monthAfter(i int) monthRead {
	k := s.skip(i, from)
	if m := s.namedMonth(s.skip(k, monthWord)); m.end > 0 {
		return m
	}
	if m := s.theMonth(k); m.end > 0 {
		return m
	}
	if t, end := s.modifier(i); end > 0 && t == current {
		return monthRead{monthRef: monthRef{end: end}, tense: t, relative: true}
	}
	return monthRead{}
}

// namedMonth reads a month's names and what follows them to tell the year.
func (s *scan) namedMonth(i int) monthRead {
	m := monthRead{monthRef: s.monthName(i), tense: untensed}
	if m.end == 0 {
		return monthRead{}
	}
	if m.year = s.yearAfter(m.end, m.calendar); m.year.end > 0 {
		m.end = m.year.end
		return m
	}
	if t, end := s.modifier(m.end); end > 0 {
		m.tense, m.end = t, end
	}
	m.coming, m.since = s.coming(i), s.at(i-1).is(pastClause)
	return m
}

// theMonth reads "الشهر الجاري", "هذا الشهر", "الشهر نفسه".
func (s *scan) theMonth(i int) monthRead {
	k := s.skip(i, this)
	if w := s.at(k); w.class != the || w.num != theMonth {
		return monthRead{}
	}
	m := monthRead{monthRef: monthRef{end: k + 1}, tense: tense(s.at(i).num), relative: true}
	if t, end := s.modifier(k + 1); end > 0 {
		m.tense, m.end = t, end
		return m
	}
	if k == i {
		return monthRead{}
	}
	return m
}

// isName says whether the words before token i make the date after them a name: "ثورة 25 يناير", "قوى «14 آذار»".
func (s *scan) isName(i int) bool {
	if c := s.at(i - 1).class; c == quote || c == open {
		i--
	}
	return s.at(i - 1).is(nameBeforeMonth)
}

// yearOfEvent returns the year of a day that is known by what happened on it ("هجمات 11 سبتمبر"), or 0.
func (s *scan) yearOfEvent(i int, m monthRead, day int) int {
	if m.calendar != gregorian || m.relative || m.year.end > 0 || m.tense != untensed {
		return 0
	}
	before := s.at(i - 1)
	if before.class == quote || before.class == open {
		before = s.at(i - 2)
	}
	return s.finder.events[event{before.bare, int32(m.num), int32(day)}]
}

// weekdayBefore returns the weekday that stands right before a day, or 0.
func (s *scan) weekdayBefore(i int) int {
	for k := i - 1; k >= i-2; k-- {
		switch w := s.at(k); w.class {
		case weekday:
			return int(w.num)
		case comma, open:
		default:
			return 0
		}
	}
	return 0
}

// month reads a month without a day: "سبتمبر (أيلول) المقبل", "شهر مايو 2010". A name that is also another word needs a sign beside it.
func (s *scan) month(i int) reading {
	k := i
	if s.at(i).class == monthWord {
		k++
	}
	m := s.namedMonth(k)
	if m.end == 0 {
		return reading{}
	}
	if m.year.num == 0 && s.isName(i) || m.year.every || s.at(i-1).is(every) || s.follows(m.end, nameAfterWeekday) {
		return passed(m.end)
	}
	if r := s.dayAfterMonth(k); r.found() {
		return r
	}
	told := m.year.end > 0 || m.tense != untensed || m.twice
	switch {
	case m.flags&never != 0 && !told, m.flags&unsure != 0 && !told && k == i && !s.at(i-1).is(monthFollows):
		return reading{}
	}
	return reading{m.end, s.placeMonth(m), ruleMonth}
}

// dayAfterMonth reads "أغسطس 3, 2015", the order that networks print.
func (s *scan) dayAfterMonth(i int) reading {
	m := s.monthName(i)
	w := s.at(m.end)
	if w.class != number || w.num < 1 || w.num > 31 || !s.in(m.end+1, comma) {
		return reading{}
	}
	y := s.yearNumber(m.end+2, m.calendar)
	if y.end == 0 {
		return reading{}
	}
	return reading{y.end, daysIn(y.calendar, y.num, m.num, int(w.num), int(w.num)), ruleDay}
}

// numeric reads 1/5/2016, 2016-05-01 and 1.5.2016; a year of the 14th or 15th century is a Hijri one.
func (s *scan) numeric(i int) reading {
	a, b, c, end := s.threeNumbers(i)
	if end == 0 {
		return s.numericDays(i)
	}
	y, m, d := c, b, a
	if a > 999 {
		y, m, d = a, b, c
	} else if m > 12 {
		m, d = d, m
	}
	ref := s.withEra(yearRef{num: y, tense: untensed, end: end})
	if y >= 1300 && y <= 1500 {
		ref.calendar = lunar
	} else if y < 1900 || y > 2100 {
		return reading{}
	}
	first, last, ok := monthSpan(ref.calendar, y, m)
	if day := first + serial(d-1); ok && d > 0 && day <= last {
		return reading{ref.end, one(aDay, day), ruleNumeric}
	}
	return reading{}
}

// numericDays reads "2 - 4/6/2015": from a day to another of the same month.
func (s *scan) numericDays(i int) reading {
	w := s.at(i)
	if w.num < 1 || w.num > 31 || !s.in(i+1, to) && !s.in(i+1, dash) || s.at(i+2).class != number || !s.in(i+3, slash) {
		return reading{}
	}
	r := s.numeric(i + 2)
	first := r.value.from - serial(s.at(i+2).num-w.num)
	if r.rule != ruleNumeric || r.value.to != r.value.from || first >= r.value.to || s.at(i+2).num > 31 {
		return reading{}
	}
	return reading{r.end, days(first, r.value.to), ruleNumeric}
}

// threeNumbers reads three numbers with the same sign between them, one of four digits at either end.
func (s *scan) threeNumbers(i int) (a, b, c, end int) {
	if a, b, c = dotted(s.tokens[i].Fold); a > 0 {
		return a, b, c, i + 1
	}
	sep := s.at(i + 1).class
	if sep != slash && sep != dash || s.at(i+3).class != sep || s.at(i+5).class == sep && !s.tokens[i+5].Space {
		return 0, 0, 0, 0
	}
	x, y, z := s.at(i), s.at(i+2), s.at(i+4)
	if y.class != number || z.class != number || x.num < 1 || y.num < 1 || y.num > 31 || z.num < 1 {
		return 0, 0, 0, 0
	}
	if (len(s.tokens[i].Fold) == 4) == (len(s.tokens[i+4].Fold) == 4) {
		return 0, 0, 0, 0
	}
	return int(x.num), int(y.num), int(z.num), i + 5
}

// dotted reads 1.5.2016, which is one token; zeros for any other number.
func dotted(fold string) (a, b, c int) {
	if len(fold) < len("1.5.2016") || len(fold) > len("01.05.2016") {
		return 0, 0, 0
	}
	parts, at := [3]int{}, 0
	for i := range len(fold) {
		switch ch := fold[i]; {
		case ch == '.':
			if at++; at > 2 {
				return 0, 0, 0
			}
		case ch >= '0' && ch <= '9':
			parts[at] = parts[at]*10 + int(ch-'0')
		default:
			return 0, 0, 0
		}
	}
	return parts[0], parts[1], parts[2]
}

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
	if after := s.at(i + 1); w.class != the || w.clitics > 0 || after.class == kind || after.class == era {
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
