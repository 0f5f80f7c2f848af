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
