package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"isnad.dev/isnad/internal/calendar"
	"isnad.dev/isnad/internal/script"
)

// stamp is a day as it stands written, with the time of day and the zone where they stand beside it.
type stamp struct {
	at    time.Time // in its zone; in UTC where none is known
	clock bool      // it has a time of day
	zoned bool      // its zone is known
}

// The layouts of what Extract answers.
const (
	clockLayout = "2006-01-02T15:04:05"
	zonedLayout = clockLayout + "-07:00"
)

// in writes the stamp for an outlet of that zone.
func (s stamp) in(zone *time.Location) string {
	switch {
	case !s.clock:
		return s.at.Format(time.DateOnly)
	case zone == nil && !s.zoned:
		return s.at.Format(clockLayout)
	case zone == nil:
		return s.at.Format(zonedLayout)
	case !s.zoned:
		return time.Date(s.at.Year(), s.at.Month(), s.at.Day(), s.at.Hour(), s.at.Minute(), s.at.Second(), 0, zone).Format(zonedLayout)
	}
	return s.at.In(zone).Format(zonedLayout)
}

// The shapes of days in digits and of times of day, in folded text.
var (
	yearFirst = regexp.MustCompile(`(?:^|\D)(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})(?:\D|$)`)
	yearLast  = regexp.MustCompile(`(?:^|\D)(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:\D|$)`)
	clockTime = regexp.MustCompile(`(?:^|[^\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(a\.?m|p\.?m|` + script.String("صباحا|مساء|ظهرا|عصرا|فجرا|ليلا|ص|م") + `)?(?:z|[^\p{L}]|$)`)
	offset    = regexp.MustCompile(`(?:(?:gmt|utc)\s*([+-])(\d{1,2}):?(\d{2})?|:\d{2}(?:[.,]\d+)?\s*([+-])(\d{2}):?(\d{2}))(?:\D|$)`)
)

// writtenDay finds a day in a text: in digits, or a month's name between a day and a year ("الجمعة 24 نيسان / أبريل 2020", "November 9, 2020"), of either
// calendar. The day of the Gregorian one is believed where both stand.
func writtenDay(text string, dayFirst bool) (stamp, bool) {
	s := script.String(text)
	day, ok := dayInDigits(s, dayFirst)
	if !ok {
		day, ok = dayInWords(s)
	}
	if !ok {
		return stamp{}, false
	}
	return withClock(day, s), true
}

// dayInDigits reads 2020-04-24, 2020/4/24 and 24.4.2020; 3/4/2020 only where dayFirst says which is the day.
func dayInDigits(s string, dayFirst bool) (time.Time, bool) {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return day(number(m[1]), number(m[3]), number(m[4]))
	}
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	a, b, year := number(m[1]), number(m[3]), number(m[4])
	switch {
	case a > 12 || dayFirst || a == b || m[2] == ".": // nobody puts the month first between points
		return day(year, b, a)
	case b > 12:
		return day(year, a, b)
	}
	return time.Time{}, false
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// The years of the press on the web, in both calendars.
const (
	firstYear, lastYear = 1990, 2100
	firstHijriYear      = 1410
)

// isHijri tells the calendar of a year.
func isHijri(year int) bool { return year >= firstHijriYear && year < firstYear }

// day is a day that there is, in either calendar by its year.
func day(y, m, d int) (time.Time, bool) {
	if isHijri(y) {
		return calendar.Hijri(y, m, d)
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, y >= firstYear && y <= lastYear && t.Day() == d && int(t.Month()) == m
}

// dayInWords looks for a month's name with a day and a year at its sides.
func dayInWords(s string) (found time.Time, ok bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) })
	for i := range words {
		m, n := monthAt(words[i:])
		if n == 0 {
			continue
		}
		after := i + n
		for after < len(words) { // أيار / مايو
			again, n := monthAt(words[after:])
			if again != m {
				break
			}
			after += n
		}
		t, here := dayAround(words, i, after, m)
		if here && !m.Hijri {
			return t, true
		}
		if here && !ok {
			found, ok = t, true
		}
	}
	return found, ok
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// monthAt reads a month's name of one or two words.
func monthAt(words []string) (m calendar.Month, n int) {
	for n := min(2, len(words)); n > 0; n-- {
		if m, ok := calendar.MonthOf(strings.Join(words[:n], " ")); ok {
			return m, n
		}
	}
	return calendar.Month{}, 0
}

// dayAround reads "24 MONTH 2020" or "MONTH 24 2020", the month being words[from:to]; the year must be of its calendar.
func dayAround(words []string, from, to int, m calendar.Month) (time.Time, bool) {
	if from > 0 && to < len(words) {
		year := number(words[to])
		if t, ok := day(year, m.Number, ordinal(words[from-1])); ok && isHijri(year) == m.Hijri {
			return t, true
		}
	}
	if to+1 < len(words) {
		year := number(words[to+1])
		t, ok := day(year, m.Number, ordinal(words[to]))
		return t, ok && isHijri(year) == m.Hijri
	}
	return time.Time{}, false
}

// ordinal reads 3, 3rd and 1er.
func ordinal(s string) int {
	for _, end := range []string{"st", "nd", "rd", "th", "er"} {
		s = strings.TrimSuffix(s, end)
	}
	return number(s)
}

// changed are folded words before a time at which the article was changed.
var changed = []string{script.String("تحديث"), script.String("تعديل"), "updated", "modified"}

// withClock adds the time of day and the zone that stand beside the day.
func withClock(t time.Time, s string) stamp {
	m := clockTime.FindStringSubmatchIndex(s)
	if m == nil {
		return stamp{at: t}
	}
	for _, w := range changed {
		if strings.Contains(s[:m[0]], w) {
			return stamp{at: t}
		}
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	h, minute, second := number(part(1)), number(part(2)), max(0, number(part(3)))
	if h = hour(h, part(4)); h < 0 || h > 23 || minute > 59 || second > 59 {
		return stamp{at: t}
	}
	zone, zoned := zoneIn(s)
	return stamp{at: time.Date(t.Year(), t.Month(), t.Day(), h, minute, second, 0, zone), clock: true, zoned: zoned}
}

// hour turns one of twelve hours into one of twenty-four.
func hour(h int, half string) int {
	switch strings.ReplaceAll(half, ".", "") {
	case "pm", "م", script.String("مساء"), script.String("عصرا"):
		if h < 12 {
			return h + 12
		}
	case script.String("ظهرا"): // from eleven to three
		if h < 10 {
			return h + 12
		}
	case "am", "ص", script.String("صباحا"), script.String("فجرا"):
		if h == 12 {
			return 0
		}
	case script.String("ليلا"): // from evening to morning
		if h >= 6 && h <= 12 {
			return (h + 12) % 24
		}
	}
	return h
}

// zoneNames are words for zones that know no summer time, folded, with their hours. Names of other cities are the outlet's own zone.
var zoneNames = func() map[string]int {
	all := map[string]int{"gmt": 0, "utc": 0}
	for hours, names := range map[int]string{0: "غرينتش|جرينتش|غرينيتش", 3: "مكة|السعودية|الرياض|بغداد|الكويت|الدوحة|صنعاء|عدن", 4: "الإمارات|أبوظبي|دبي|مسقط"} {
		for name := range strings.SplitSeq(names, "|") {
			all[script.String(name)] = hours
		}
	}
	return all
}()

// zoneIn finds the zone that a time is said to be in: "+03:00", "(GMT+0400)", "بتوقيت مكة".
func zoneIn(s string) (*time.Location, bool) {
	if m := offset.FindStringSubmatch(s); m != nil {
		seconds := number(m[2]+m[5])*3600 + max(0, number(m[3]+m[6]))*60
		if m[1]+m[4] == "-" {
			seconds = -seconds
		}
		if seconds >= -14*3600 && seconds <= 14*3600 {
			return time.FixedZone("", seconds), true
		}
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) })
	by := script.String("بتوقيت")
	for i, w := range words {
		hours, ok := zoneNames[w]
		if ok && (w == "gmt" || w == "utc" || i > 0 && words[i-1] == by) {
			return time.FixedZone("", hours*3600), true
		}
	}
	return time.UTC, false
}
