package when

// namedDay reads what يوم or يومي opens: "يوم الجمعة", "يوم غد", "يوم 29 أغسطس", "يومي السبت والأحد".
func (s *scan) namedDay(i int) reading {
	w := s.at(i + 1)
	if w.clitics > 0 && w.class != of {
		return reading{}
	}
	switch w.class {
	case weekday:
		return s.weekdays(i)
	case yesterday, tomorrow:
		return s.relativeDay(i + 1)
	case number, of:
		return s.firstOf(i+1, (*scan).numeric, (*scan).dayOfMonth)
	case ordinal:
		return s.firstOf(i+1, (*scan).beforeYesterday, (*scan).dayOfMonth)
	case after:
		return s.afterTomorrow(i + 1)
	}
	return reading{}
}

// weekdays reads the weekday after يوم, and the next day's with it where the word is يومي.
func (s *scan) weekdays(i int) reading {
	if s.at(i - 1).is(every) {
		return passed(i + 2)
	}
	r := s.weekday(i + 1)
	second := s.at(r.end)
	if s.at(i).class != twodays || second.class != weekday || !second.joined || int(second.num) != int(s.at(i+1).num)%7+1 {
		return r
	}
	then := s.weekday(r.end)
	if r.value.unit != aDay || then.value.unit != aDay {
		return reading{then.end, value{}, ruleWeekdays}
	}
	from, until := r.value.from, then.value.from
	if t, end := s.modifier(then.end - 1); end > 0 && t > 0 || from > until {
		from = until - 1
	}
	return reading{then.end, days(from, until), ruleWeekdays}
}

// weekday reads "الخميس", "الأحد الماضي", "الأحد, 24 يناير 2010", "الثلاثاء من الأسبوع المقبل".
func (s *scan) weekday(i int) reading {
	if s.isNoWeekday(i) {
		return passed(i + 1)
	}
	w := int(s.at(i).num)
	if t, end := s.modifier(i + 1); end > 0 && t != same {
		return s.weekdayOf(w, t, end)
	}
	if s.at(i-1).class == open && s.in(i+1, close) { // يوم (الخميس) المقبل
		if t, end := s.modifier(i + 2); end > 0 && t != same {
			return s.weekdayOf(w, t, end)
		}
	}
	if s.in(i+1, from) {
		if r := s.weekdayOfWeek(i, w); r.found() {
			return r
		}
	}
	if r := s.dateAfter(i + 1); r.found() {
		return r
	}
	if v := s.dateMatched(i+1, w); v.unit == aDay {
		return reading{i + 1, v, ruleWeekday}
	}
	if r := s.nightBetween(i, w); r.found() {
		return r
	}
	if until := s.at(i - 1); s.coming(i) || until.class == to && until.num == 1 { // أجلت الجلسة إلى الثلاثاء
		return reading{i + 1, s.placeFrom(w, 0, +1), ruleWeekdayComing}
	}
	if last := s.placeFrom(w, 0, -1); last.unit != aDay || s.published-last.from < nearly || !s.tells(i) {
		return reading{i + 1, last, ruleWeekday}
	}
	return reading{i + 1, s.placeFrom(w, 0, +1), ruleWeekdayComing}
}

// nearly is how many days back a weekday lies that is told in the present tense and is rather the one that comes next.
const nearly = 5

// tells says whether the clause before token i is in the present tense, or puts something before the day that starts there (قبل اجتماع الخميس).
// Headlines too: what happened nearly a week ago is no headline.
func (s *scan) tells(i int) bool {
	for k := i - 1; k >= 0 && i-k < reach; k-- {
		switch w := s.at(k); {
		case w.class == stop, w.is(pastClause):
			return false
		case w.is(present), w.class == before:
			return true
		}
	}
	return false
}

// dateMatched returns the day of the date that follows a weekday as a date of its own: after الموافق, or after في if it is that weekday.
func (s *scan) dateMatched(i, w int) value {
	i = s.skip(i, comma)
	if !s.in(i, match) {
		return value{}
	}
	v := s.dateAfter(i + 1).value
	if s.at(i).num == 0 && v.unit == aDay && v.from.weekday() != w {
		return value{}
	}
	return v
}

func (s *scan) weekdayOf(w int, t tense, end int) reading {
	switch {
	case t < 0:
		return reading{end, s.placeFrom(w, int(t)*7+6, -1), ruleWeekdayPast}
	case t > 0:
		return reading{end, s.placeFrom(w, int(t)*7-6, +1), ruleWeekdayNext}
	}
	return reading{end, s.placeFrom(w, 0, -1), ruleWeekday}
}

// isNoWeekday says whether the word is part of a name (صلاة الجمعة) or comes back each week (كل خميس).
func (s *scan) isNoWeekday(i int) bool {
	before := s.at(i - 1)
	return before.is(every|nameBeforeWeekday) || s.follows(i+1, nameAfterWeekday) || s.in(i+1, from) && s.at(i+2).is(every)
}

func (s *scan) weekdayOfWeek(i, w int) reading {
	r := s.theUnit(i + 2)
	if r.rule != ruleWeek {
		return reading{}
	}
	if r.value.unit == aWeek {
		monday := r.value.from - serial(r.value.from.weekday()-1)
		// The week of the Arab states starts on Saturday or Sunday.
		return reading{r.end, one(aDay, monday+serial(w%7-1)), ruleWeekdayOfWeek}
	}
	return reading{r.end, value{}, ruleWeekdayOfWeek}
}

// nightBetween reads "الاثنين/الثلاثاء": the night from one day to the next.
func (s *scan) nightBetween(i, w int) reading {
	second := s.at(i + 2)
	if !s.in(i+1, slash) && !s.in(i+1, dash) || second.class != weekday || int(second.num) != w%7+1 {
		return reading{}
	}
	v := s.placeFrom(int(second.num), 0, -1)
	if v.unit == aDay {
		v.from--
	}
	return reading{i + 3, v, ruleWeekdays}
}

// dateAfter reads the full date that follows a weekday or اليوم: "24 يناير 2010", ", 24 يناير", "(24 يناير)", "الموافق" apart.
func (s *scan) dateAfter(i int) reading {
	k := i
	opened := s.in(k, open)
	if opened || s.in(k, comma) {
		k++
	}
	k = s.skip(k, day)
	switch s.at(k).class {
	case number, of, ordinal:
	default:
		return reading{}
	}
	r := s.firstOf(k, (*scan).numeric, (*scan).dayOfMonth)
	if r.rule == "" || opened && !s.in(r.end, close) {
		return reading{}
	}
	if opened {
		r.end++
	}
	return r
}
