package when

// A month without a year lies before the publication, unless that is longer ago than this: then it lies ahead.
const longAgo = 300

// placeDay places a day of a month; weekday, where it is not 0, tells between years.
func (s *scan) placeDay(m monthRead, day, weekday int) value {
	return s.placeDays2(m, day, day, weekday)
}

// placeDays places all days from the first to the last of one month.
func (s *scan) placeDays(m monthRead, first, last int) value { return s.placeDays2(m, first, last, 0) }

func (s *scan) placeDays2(m monthRead, first, last, weekday int) value {
	if m.relative {
		v := s.placeMonth(m)
		if v.unit != aMonth {
			return value{}
		}
		y, mon, _ := v.from.date()
		return daysIn(gregorian, y, mon, first, last)
	}
	if y, told := s.yearIn(m); told {
		return daysIn(m.calendar, y, m.num, first, last)
	}
	in := func(year int) value { return daysIn(m.calendar, year, m.num, first, last) }
	v := s.choose(m, 0, in)
	s.noteAhead(m, v)
	if weekday == 0 || m.calendar != gregorian || v.from.weekday() == weekday {
		return v
	}
	if v := s.choose(m, weekday, in); v.unit != unknown {
		return v
	}
	return s.choose(m, 0, in)
}

// daysIn returns the days of one month, or nothing where the month is shorter.
func daysIn(c calendar, year, month, first, last int) value {
	start, end, ok := monthSpan(c, year, month)
	if !ok || start+serial(last-1) > end {
		return value{}
	}
	return days(start+serial(first-1), start+serial(last-1))
}

// placeMonth places a whole month: one of another calendar as its days.
func (s *scan) placeMonth(m monthRead) value {
	if m.relative {
		return s.placeUnit(theMonth, m.tense)
	}
	if y, told := s.yearIn(m); told {
		return wholeMonth(m.calendar, y, m.num)
	}
	v := s.choose(m, 0, func(year int) value { return wholeMonth(m.calendar, year, m.num) })
	s.noteAhead(m, v)
	return v
}

// noteAhead keeps a month that the words put ahead.
func (s *scan) noteAhead(m monthRead, v value) {
	if m.calendar == gregorian && (m.tense > 0 || m.coming && m.tense == untensed) && v.unit != unknown && v.from > s.published {
		y, mon, _ := v.from.date()
		s.ahead = one(aMonth, civil(y, mon, 1))
	}
}

// isAhead says whether the text has put this month of this year ahead, and the words here put it nowhere.
func (s *scan) isAhead(m monthRead, year int) bool {
	if s.ahead.unit != aMonth || m.calendar != gregorian || m.tense != untensed || m.since {
		return false
	}
	y, mon, _ := s.ahead.from.date()
	return y == year && mon == m.num
}

func wholeMonth(c calendar, year, month int) value {
	first, last, ok := monthSpan(c, year, month)
	switch {
	case !ok:
		return value{}
	case c == gregorian:
		return one(aMonth, first)
	}
	return days(first, last)
}

// year returns the year that the words tell, by number or by tense.
func (s *scan) year(y yearRef) (year int, told bool) {
	switch {
	case y.num > 0:
		return y.num, true
	case y.end == 0 || y.every:
		return 0, false
	}
	if v := s.placeUnit(theYear, y.tense); v.unit == aYear {
		year, _, _ = v.from.date()
		return year, true
	}
	return 0, false
}

// yearIn returns the year of the month's own calendar: a Gregorian year beside a Hijri month ("رمضان 2024") is the one that the month begins in.
func (s *scan) yearIn(m monthRead) (year int, told bool) {
	year, told = s.year(m.year)
	if !told || m.calendar == gregorian || m.year.calendar == m.calendar {
		return year, told
	}
	about := yearOf(m.calendar, civil(year, 7, 1))
	for y := about - 1; y <= about+1; y++ {
		if first, _, ok := monthSpan(m.calendar, y, m.num); ok {
			if begins, _, _ := first.date(); begins == year {
				return y, true
			}
		}
	}
	return 0, false
}

// choose returns the one of the years about the publication that the tense asks for.
func (s *scan) choose(m monthRead, weekday int, in func(year int) value) value {
	if !s.dated || m.tense == same || m.year.end > 0 {
		return value{}
	}
	var best value
	about, span := yearOf(m.calendar, s.published), 3
	if weekday > 0 {
		span = 1 // a paper's wrong weekday must not move a day by years
	}
	for year := about - span; year <= about+span; year++ {
		v := in(year)
		if weekday == 0 && s.isAhead(m, year) {
			return v
		}
		if v.unit == unknown || weekday > 0 && v.from.weekday() != weekday {
			continue
		}
		if best.unit == unknown || s.likelier(m, v, best) {
			best = v
		}
	}
	return s.further(m, best, in)
}

// further takes a month that the words put two years off ("مارس قبل الماضي") one year further.
func (s *scan) further(m monthRead, v value, in func(int) value) value {
	if v.unit == unknown || m.tense != 2*past && m.tense != 2*next {
		return v
	}
	year, _, _ := v.from.date()
	if m.calendar != gregorian {
		return value{}
	}
	return in(year + int(m.tense)/2)
}

// likelier says whether a later value fits the tense better than an earlier one that was kept so far.
func (s *scan) likelier(m monthRead, v, kept value) bool {
	first, last := v.from, v.to
	if v.unit == aMonth {
		y, mon, _ := v.from.date()
		last = civil(y, mon+1, 1) - 1
	}
	switch {
	case m.tense == untensed && m.since:
		return first <= s.published
	case m.tense == untensed && m.coming:
		return kept.to < s.published && s.behind(kept) // the first that does not lie behind
	case m.tense == untensed:
		return first <= s.published || s.published-kept.from > longAgo && kept.from < s.published && first-s.published < longAgo
	case m.tense < 0:
		return last < s.published
	case m.tense > 0:
		return kept.from <= s.published
	}
	return abs(first-s.published) < abs(kept.from-s.published)
}

// behind says whether the value lies wholly before the publication.
func (s *scan) behind(v value) bool {
	if v.unit != aMonth {
		return v.to < s.published
	}
	y, m, _ := v.to.date()
	return civil(y, m+1, 1) <= s.published
}

func abs(n serial) serial { return max(n, -n) }

// placeYear places a year, or the years from one to another; a Hijri one is the days that it lasted.
func (s *scan) placeYear(y yearRef) value {
	num, told := s.year(y)
	if !told {
		return value{}
	}
	last := max(y.last, num)
	if y.calendar == gregorian {
		return value{aYear, civil(num, 1, 1), civil(last, 1, 1)}
	}
	first, _, ok := monthSpan(y.calendar, num, 1)
	_, end, ok2 := monthSpan(y.calendar, last, 12)
	if !ok || !ok2 {
		return value{}
	}
	return days(first, end)
}

// placeUnit places "الأسبوع الماضي" and the like; same is the month or year of the date before.
func (s *scan) placeUnit(unit int, t tense) value {
	base := s.published
	if t == same {
		if s.anchor.unit == unknown {
			return value{}
		}
		base, t = s.anchor.from, current
	} else if !s.dated {
		return value{}
	}
	y, m, _ := base.date()
	switch unit {
	case theWeek:
		return one(aWeek, base+serial(7*t))
	case theMonth:
		return one(aMonth, civil(y, m+12, 1).month(int(t)-12))
	}
	return one(aYear, civil(y+int(t), 1, 1))
}

// month returns the first day of the month that lies n months off.
func (n serial) month(off int) serial {
	y, m, _ := n.date()
	at := y*12 + m - 1 + off
	return civil(floorDiv(at, 12), floorMod(at, 12)+1, 1)
}

// placeFrom returns the weekday nearest to the day that lies offset days from the publication, going on in the direction.
func (s *scan) placeFrom(weekday, offset, direction int) value {
	if !s.dated {
		return value{}
	}
	n := s.published + serial(offset)
	for n.weekday() != weekday {
		n += serial(direction)
	}
	return one(aDay, n)
}

// placeNear returns the day that lies offset days from the publication; where a weekday stands beside it, the nearest day of that name
// that does not lie on the other side of the publication.
func (s *scan) placeNear(weekday, offset int) value {
	if !s.dated {
		return value{}
	}
	n := s.published + serial(offset)
	if weekday == 0 || n.weekday() == weekday {
		return one(aDay, n)
	}
	off := serial(floorMod(weekday-n.weekday()+3, 7) - 3)
	switch {
	case offset < 0 && n+off > s.published:
		off -= 7
	case offset > 0 && n+off < s.published:
		off += 7
	}
	return one(aDay, n+off)
}

// placeWeekend returns Saturday and Sunday: those that began last, or those ahead.
func (s *scan) placeWeekend(t tense, coming bool) value {
	const saturday = 6
	var v value
	switch {
	case t == past || t == 2*past:
		v = s.placeFrom(saturday, -2+7*(int(t)+1), -1)
	case t == next || t == 2*next:
		v = s.placeFrom(saturday, 1+7*(int(t)-1), +1)
	case coming, t == current:
		v = s.placeFrom(saturday, -1, +1)
	default:
		v = s.placeFrom(saturday, 0, -1)
	}
	if v.unit == aDay {
		v.to = v.from + 1
	}
	return v
}
