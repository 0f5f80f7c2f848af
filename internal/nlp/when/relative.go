package when

import "isnad.dev/isnad/internal/doc"

// The rules for dates that are told from the day of publication.
const (
	ruleAfterTomorrow   doc.RuleID = "ar.when.after-tomorrow"
	ruleBeforeYesterday doc.RuleID = "ar.when.before-yesterday"
	ruleMonthNear       doc.RuleID = "ar.when.month-near"
	ruleNight           doc.RuleID = "ar.when.night"
	ruleToday           doc.RuleID = "ar.when.today"
	ruleTomorrow        doc.RuleID = "ar.when.tomorrow"
	ruleWeek            doc.RuleID = "ar.when.week"
	ruleWeekOfMonth     doc.RuleID = "ar.when.week-of-month"
	ruleWeekday         doc.RuleID = "ar.when.weekday"
	ruleWeekdayComing   doc.RuleID = "ar.when.weekday-coming"
	ruleWeekdayNext     doc.RuleID = "ar.when.weekday-next"
	ruleWeekdayOfWeek   doc.RuleID = "ar.when.weekday-of-week"
	ruleWeekdayPast     doc.RuleID = "ar.when.weekday-past"
	ruleWeekdays        doc.RuleID = "ar.when.weekdays"
	ruleWeekend         doc.RuleID = "ar.when.weekend"
	ruleYearNear        doc.RuleID = "ar.when.year-near"
	ruleYesterday       doc.RuleID = "ar.when.yesterday"
)

// relativeDay reads "اليوم", "اليوم (الأربعاء)", "أمس الأحد", "أمس الأول", "غدا الجمعة".
func (s *scan) relativeDay(i int) reading {
	w := s.at(i)
	switch {
	case w.class == today && s.isNoToday(i), w.class == yesterday && s.follows(i+1, nameAfterYesterday),
		w.class == tomorrow && s.follows(i+1, nameAfterTomorrow), s.at(i - 1).is(every):
		return passed(i + 1)
	case w.is(needsCue) && !s.isDayWord(i, w):
		return reading{}
	}
	end := i + 1
	if o := s.at(end); w.class == yesterday && o.class == ordinal && o.num == 1 && o.clitics == 0 {
		return s.withWeekday(end+1, -2, ruleBeforeYesterday)
	}
	switch w.class {
	case yesterday:
		return s.withWeekday(end, -1, ruleYesterday)
	case tomorrow:
		return s.withWeekday(end, 1, ruleTomorrow)
	}
	return s.withWeekday(end, 0, ruleToday)
}

// isNoToday says whether اليوم is a newspaper's name or any day (اليوم التالي).
func (s *scan) isNoToday(i int) bool {
	before, following := s.at(i-1), s.at(i+1)
	if following.class == weekday && following.clitics == 0 {
		return false
	}
	if w := s.at(i); w.clitics > 1 || w.clitics == 1 && !w.joined { // باليوم: a day
		return true
	}
	if before.is(nameBeforeToday) || s.follows(i+1, nameAfterToday) || following.class == ordinal && following.clitics == 0 {
		return true
	}
	return before.class == quote && following.class == quote || before.class == open && following.class == close
}

// isDayWord says whether الأمس or غد means the day: بالأمس, يوم غد, صباح الغد, "غد الجمعة".
func (s *scan) isDayWord(i int, w word) bool {
	letters := int(w.clitics)
	if w.joined {
		letters--
	}
	before := s.at(i - 1)
	return letters > 0 || before.class == day || before.class == after || before.is(timeOfDay) || s.in(i+1, weekday)
}

// withWeekday reads the weekday and the date that may follow a relative day, and places it: "أمس الأحد" in a paper of Tuesday is Sunday.
func (s *scan) withWeekday(end, offset int, rule doc.RuleID) reading {
	w, after := s.weekdayBeside(end)
	if w > 0 {
		end = after
	}
	if r := s.dateAfter(end); r.found() {
		return reading{r.end, r.value, rule}
	}
	if w > 0 {
		return reading{end, s.placeNear(w, offset), rule}
	}
	return reading{end, s.placeNear(0, offset), rule}
}

// weekdayBeside reads "الخميس", ", الخميس" or "(الخميس)" unless it has a modifier of its own; 0 where there is none.
func (s *scan) weekdayBeside(i int) (w, end int) {
	k := i
	opened := s.in(k, open)
	if opened || s.in(k, comma) {
		k++
	}
	if !s.in(k, weekday) {
		return 0, 0
	}
	w, end = int(s.at(k).num), k+1
	if _, m := s.modifier(end); m > 0 {
		return 0, 0
	}
	if opened {
		end = s.skip(end, close)
	}
	return w, end
}

// beforeYesterday reads "أول من أمس" and "أول أمس".
func (s *scan) beforeYesterday(i int) reading {
	k := s.skip(i+1, from)
	w := s.at(k)
	if s.at(i).num != 1 || w.class != yesterday || w.clitics > 0 {
		return reading{}
	}
	return s.withWeekday(k+1, -2, ruleBeforeYesterday)
}

// afterTomorrow reads "بعد غد" and "بعد يوم غد".
func (s *scan) afterTomorrow(i int) reading {
	k := s.skip(i+1, day)
	if w := s.at(k); w.class != tomorrow || w.clitics > 0 {
		return reading{}
	}
	return s.withWeekday(k+1, 2, ruleAfterTomorrow)
}

// night reads "الليلة الماضية" (the night that began the day before) and "الليلة".
func (s *scan) night(i int) reading {
	if t, end := s.modifier(i + 1); end > 0 && t != same {
		return reading{end, s.placeNear(0, int(t)), ruleNight}
	}
	if s.isNoToday(i) || s.at(i-1).is(every) {
		return passed(i + 1)
	}
	return s.withWeekday(i+1, 0, ruleNight)
}

// weekend reads "عطلة نهاية الأسبوع" and "نهاية الأسبوع": Saturday and Sunday. With a modifier "نهاية الأسبوع المقبل" is the week.
func (s *scan) weekend(i int) reading {
	k := i
	if s.at(k).class == holiday {
		k++
	}
	if w := s.at(k); w.class == edge && (w.num == 1 || k > i) && (k == i || w.clitics == 0) {
		k++
	}
	if k == i {
		return reading{}
	}
	thisOne := s.in(k, this)
	k = s.skip(k, this)
	if !s.in(k, the) || s.at(k).num != theWeek {
		return reading{}
	}
	t, end := s.modifier(k + 1)
	modified := thisOne || end > 0
	if s.at(i).class != holiday && (modified || s.in(k+1, ordinal)) {
		return reading{}
	}
	if end == 0 {
		t, end = untensed, k+1
	}
	return reading{end, s.placeWeekend(t, s.coming(i)), ruleWeekend}
}

// ordinalWeek reads "الأسبوع الثالث من هذا الشهر", "الأسبوع الأول من مايو": the week in which its first seventh day lies.
func (s *scan) ordinalWeek(i int) reading {
	o := s.at(i + 1)
	if w := s.at(i); w.class != the || w.num != theWeek || o.class != ordinal || o.num > 5 || o.clitics > 0 {
		return reading{}
	}
	m := s.monthAfter(i + 2)
	if m.end == 0 || !m.relative && !s.in(i+2, from) {
		return passed(i + 2)
	}
	v := s.placeMonth(m)
	if v.unit == aMonth {
		y, mon, _ := v.from.date()
		v = one(aWeek, civil(y, mon, 7*int(o.num)-6))
	}
	return reading{m.end, v, ruleWeekOfMonth}
}

// theUnit reads "الأسبوع الماضي", "هذا الشهر", "العام المقبل", "هذا اليوم", "هذه الليلة".
func (s *scan) theUnit(i int) reading {
	k := i
	if w := s.at(k); w.class == this {
		k++
		switch s.at(k).class {
		case today, night:
			if tense(w.num) == same {
				return passed(k + 1)
			}
			return reading{k + 1, s.placeNear(0, 0), ruleToday}
		}
	}
	w := s.at(k)
	if w.class != the || k > i && w.clitics > 0 || w.num >= theYear && k == i && s.at(i-1).is(adjectiveYear) {
		return reading{}
	}
	t, end := s.modifier(k + 1)
	switch {
	case end > 0 && !s.agrees(w, end):
		return reading{}
	case end > 0:
	case k == i:
		return reading{}
	default:
		t, end = tense(s.at(i).num), k+1
	}
	return s.unitReading(int(w.num), t, end)
}

func (s *scan) unitReading(unit int, t tense, end int) reading {
	v := s.placeUnit(unit, t)
	if t == same && v.unit == unknown {
		return passed(end)
	}
	switch unit {
	case theWeek:
		return reading{end, v, ruleWeek}
	case theMonth:
		return reading{end, v, ruleMonthNear}
	}
	return reading{end, v, ruleYearNear}
}
