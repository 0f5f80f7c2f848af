package when

import (
	"strconv"

	"github.com/hablullah/go-hijri"

	"isnad.dev/isnad/internal/doc"
)

// A serial numbers the days: 0 is 1 January 1970, a Thursday.
type serial int

// calendar is one of the three that Arabic news counts in.
type calendar uint8

const (
	gregorian calendar = iota
	lunar              // the Hijri calendar
	solar              // the Persian one
)

// civil returns the serial of a Gregorian day; months and days beyond their range run on into the next.
func civil(year, month, day int) serial {
	year += (month - 1) / 12
	month = (month-1)%12 + 1
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	return serial(era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468)
}

// date is the inverse of civil.
func (n serial) date() (year, month, day int) {
	z := int(n) + 719468
	era := floorDiv(z, 146097)
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153 // March is 0
	day = dayOfYear - (153*shifted+2)/5 + 1
	month = (shifted+2)%12 + 1
	year = era*400 + yearOfEra
	if month <= 2 {
		year++
	}
	return year, month, day
}

// weekday is 1 for Monday to 7 for Sunday, as ISO 8601 counts.
func (n serial) weekday() int { return floorMod(int(n)+3, 7) + 1 }

// week returns the ISO week that the day lies in: the one of its Thursday.
func (n serial) week() (year, week int) {
	thursday := n + serial(4-n.weekday())
	year, _, _ = thursday.date()
	return year, int(thursday-civil(year, 1, 1))/7 + 1
}

func floorDiv(a, b int) int { return (a - floorMod(a, b)) / b }

func floorMod(a, b int) int { return (a%b + b) % b }

// serialOf returns the serial of a known day; ok is false for one that is not known or on no calendar.
func serialOf(d doc.Day) (n serial, ok bool) {
	if !d.Known() || d.Year < 1 || d.Year > 9999 || !validDay(d.Year, d.Month, d.Day) {
		return 0, false
	}
	return civil(d.Year, d.Month, d.Day), true
}

func validDay(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && serial(day) <= civil(year, month+1, 1)-civil(year, month, 1)
}

// monthSpan returns the first and the last day of a month of any calendar.
func monthSpan(c calendar, year, month int) (first, last serial, ok bool) {
	if month < 1 || month > 12 || year < 1 || year > 9999 {
		return 0, 0, false
	}
	switch c {
	case lunar:
		return monthStart(lunarStart, year, month)
	case solar:
		return monthStart(solarStart, year, month)
	}
	return civil(year, month, 1), civil(year, month+1, 1) - 1, true
}

func monthStart(start func(year, month int) serial, year, month int) (first, last serial, ok bool) {
	first = start(year, month)
	last = start(year+month/12, month%12+1) - 1
	return first, last, last > first
}

// lunarStart is the first day of a Hijri month: by the Umm al-Qura calendar, which Saudi Arabia's press dates by, for the years that it is
// published for (1356 to 1500), else by the arithmetical one, whose epoch is Friday, 16 July 622 (Julian).
func lunarStart(year, month int) serial {
	if year >= 1356 && year < 1500 {
		t := hijri.UmmAlQuraDate{Year: int64(year), Month: int64(month), Day: 1}.ToGregorian()
		return civil(t.Year(), int(t.Month()), t.Day())
	}
	const epoch = -492148
	return serial(epoch + (year-1)*354 + (11*year+3)/30 + (59*(month-1)+1)/2)
}

// solarStart is the first day of a Persian month. Its leap years follow a cycle of 33 years, which is right for 1244 to 1472 (1865 to 2093).
func solarStart(year, month int) serial {
	const epoch = -492268 // 1 Farvardin 1
	days := (year-1)*365 + (8*year+21)/33
	return serial(epoch + days + min(month-1, 6)*31 + max(month-7, 0)*30)
}

// yearOf returns the year of the calendar that the day lies in, or one beside it.
func yearOf(c calendar, n serial) int {
	year, _, _ := n.date()
	switch c {
	case lunar:
		return (year - 622) * 33 / 32
	case solar:
		return year - 621
	}
	return year
}

// value is what a date expression stands for: a day, week, month or year, or all from the first one to the last.
type value struct {
	unit     unit
	from, to serial // any day in the first and in the last unit
}

// unit is how exact a value is.
type unit uint8

const (
	unknown unit = iota
	aDay
	aWeek
	aMonth
	aYear
)

func one(u unit, n serial) value { return value{u, n, n} }

// days is the value of all days from the first to the last.
func days(first, last serial) value { return value{aDay, first, last} }

// add appends the value as ISO 8601 writes it; nothing for one that is not known or outside the years of four digits.
func (v value) add(dst []byte) []byte {
	if v.unit == unknown || !v.written() {
		return dst
	}
	dst = v.unit.add(dst, v.from)
	if v.to != v.from {
		dst = v.unit.add(append(dst, '/'), v.to)
	}
	return dst
}

func (v value) written() bool {
	return v.from >= civil(1, 1, 1) && v.to < civil(9999, 12, 25) && v.from <= v.to
}

func (u unit) add(dst []byte, n serial) []byte {
	if u == aWeek {
		year, week := n.week()
		return addPadded(append(addPadded(dst, year, 4), "-W"...), week, 2)
	}
	year, month, day := n.date()
	dst = addPadded(dst, year, 4)
	if u == aYear {
		return dst
	}
	dst = addPadded(append(dst, '-'), month, 2)
	if u == aMonth {
		return dst
	}
	return addPadded(append(dst, '-'), day, 2)
}

func addPadded(dst []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			for range width - 1 {
				dst = append(dst, '0')
			}
			break
		}
		limit *= 10
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
