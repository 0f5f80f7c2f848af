package when

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
