package feed

// clock is a time of day.
type clock struct {
	hour, minute, second, nano int
	known                      bool
}

// half is the half of the day that a word names.
type half uint8

const (
	noHalf half = iota
	morning
	noon // 12 stays, 1 is 13
	evening
	night // 12 is midnight, 1 to 4 are before dawn, the rest before midnight
)

// halves are the words after a clock, folded.
var halves = map[string]half{
	"am": morning, "a": morning, "ص": morning, "صباحا": morning, "صباح": morning, "الصباح": morning, "فجرا": morning, "الفجر": morning,
	"pm": evening, "p": evening, "م": evening, "مساء": evening, "مساءا": evening, "المساء": evening, "عصرا": evening, "العصر": evening,
	"ظهرا": noon, "الظهر": noon, "ليلا": night, "الليل": night,
}

// findClock takes the clock out of the tokens, with the half of the day and the zone beside it.
func (d *dateReader) findClock() {
	for i := range d.tokens {
		c, n := d.clockAt(i)
		if n == 0 {
			continue
		}
		from, to := i, i+n
		h, n := d.halfAt(to)
		to += n
		if h == noHalf && len(d.at(i-1).text) > 1 && d.at(i-2).kind != number {
			if h = halves[d.at(i-1).text]; h != noHalf {
				from--
			}
		}
		c.hour = h.hour(c.hour)
		d.zone, n = d.zoneAt(to)
		to += n
		c.known = c.hour < 24 && c.minute < 60 && c.second <= 60 || c.hour == 24 && c.minute == 0 && c.second == 0
		d.clock = c
		d.take(from, to)
		return
	}
}

// clockAt reads 10:30, 10:30:00.5, 10h30, 103000 after a T, and 10 مساء.
func (d *dateReader) clockAt(i int) (c clock, n int) {
	t := d.at(i)
	if t.kind != number {
		return c, 0
	}
	if p := d.at(i - 1); t.glued && p.glued && p.text == "t" && d.at(i-2).width == 8 && (t.width == 6 || t.width == 4) {
		v := t.value
		if t.width == 4 {
			v *= 100
		}
		return clock{hour: v / 10000, minute: v / 100 % 100, second: v % 100}, 1
	}
	if t.width > 2 {
		return c, 0
	}
	c.hour = t.value
	m := d.at(i + 2)
	isMinute := m.kind == number && m.width <= 2
	switch {
	case d.isSign(i+1, ":") && isMinute:
		c.minute = m.value
		n = 3
	case d.at(i+1).text == "h" && d.at(i+1).glued && isMinute && m.glued:
		c.minute = m.value
		return c, 3
	case t.value <= 12 && d.at(i+1).kind == word && len(d.at(i+1).text) > 2 && halves[d.at(i+1).text] != noHalf, t.value <= 12 && (d.at(i+1).text == "am" || d.at(i+1).text == "pm"):
		return c, 1
	default:
		return c, 0
	}
	if s := d.at(i + 4); d.isSign(i+3, ":") && s.kind == number && s.width <= 2 {
		c.second = s.value
		n = 5
		if f := d.at(i + 6); (d.isSign(i+5, ".") || d.isSign(i+5, ",")) && f.kind == number && f.glued && d.at(i+5).glued {
			c.nano = fraction(f.text)
			n = 7
		}
	}
	return c, n
}

// fraction is the part of a second that the digits after the point are, in nanoseconds.
func fraction(digits string) int {
	n := 0
	for i := range 9 {
		n *= 10
		if i < len(digits) {
			n += int(digits[i] - '0')
		}
	}
	return n
}

// halfAt reads the half of the day; "after noon" is two words.
func (d *dateReader) halfAt(i int) (half, int) {
	t := d.at(i)
	switch t.text {
	case "بعد":
		if next := d.at(i + 1).text; next == "الظهر" || next == "ظهر" || next == "منتصف" {
			if next == "منتصف" {
				return night, 3
			}
			return evening, 2
		}
	case "قبل":
		if next := d.at(i + 1).text; next == "الظهر" || next == "ظهر" {
			return morning, 2
		}
	}
	if h := halves[t.text]; h != noHalf {
		return h, 1
	}
	return noHalf, 0
}

// hour is the hour of 24 for one of 12; an hour of 24 already is left alone.
func (h half) hour(n int) int {
	switch {
	case n > 12 || h == noHalf:
		return n
	case h == morning:
		return n % 12
	case h == noon && n >= 10:
		return n
	case h == night && (n == 12 || n <= 4):
		return n % 12
	}
	return n%12 + 12
}
