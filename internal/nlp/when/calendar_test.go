package when

import (
	"testing"

	"isnad.dev/isnad/internal/tsv"
)

// row is a line of n fields that no table can make sense of.
func row(n int) tsv.Row {
	fields := make([]string, n)
	for i := range fields {
		fields[i] = "x"
	}
	return tsv.Row{File: "test.tsv", Line: 1, Fields: fields}
}

func TestSerialsAndDatesAreInverse(t *testing.T) {
	for n := civil(1, 1, 1); n < civil(3000, 1, 1); n += 13 {
		if y, m, d := n.date(); civil(y, m, d) != n {
			t.Fatalf("serial %d is %d-%d-%d, which is serial %d", n, y, m, d, civil(y, m, d))
		}
	}
}

func TestValuesAreWrittenInISO(t *testing.T) {
	tests := []struct {
		value value
		want  string
	}{
		{one(aDay, civil(2018, 8, 23)), "2018-08-23"},
		{one(aWeek, civil(2018, 8, 23)), "2018-W34"},
		{one(aWeek, civil(2010, 1, 3)), "2009-W53"},
		{one(aWeek, civil(2014, 12, 31)), "2015-W01"},
		{one(aMonth, civil(622, 7, 16)), "0622-07"},
		{value{aYear, civil(2010, 1, 1), civil(2012, 1, 1)}, "2010/2012"},
		{days(civil(2018, 8, 30), civil(2018, 9, 2)), "2018-08-30/2018-09-02"},
		{one(aYear, civil(12000, 1, 1)), ""},
		{value{}, ""},
	}
	for _, tt := range tests {
		if got := string(tt.value.add(nil)); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.value, got, tt.want)
		}
	}
}

// The first days of Hijri years are those of the Umm al-Qura calendar, those of Persian years the days of Nowruz.
func TestOtherCalendarsMeetTheGregorian(t *testing.T) {
	tests := []struct {
		calendar    calendar
		year, month int
		want        serial
	}{
		{lunar, 1436, 1, civil(2014, 10, 25)},
		{lunar, 1436, 10, civil(2015, 7, 17)},
		{lunar, 1440, 1, civil(2018, 9, 11)},
		{lunar, 1, 1, civil(622, 7, 19)},
		{lunar, 1300, 1, civil(1882, 11, 12)},
		{solar, 1357, 11, civil(1979, 1, 21)},
		{solar, 1394, 1, civil(2015, 3, 21)},
		{solar, 1395, 1, civil(2016, 3, 20)},
		{solar, 1396, 1, civil(2017, 3, 21)},
		{solar, 1403, 1, civil(2024, 3, 20)},
		{solar, 1404, 1, civil(2025, 3, 21)},
	}
	for _, tt := range tests {
		if got, _, _ := monthSpan(tt.calendar, tt.year, tt.month); got != tt.want {
			y, m, d := got.date()
			t.Errorf("%d-%d of calendar %d begins on %d-%d-%d", tt.year, tt.month, tt.calendar, y, m, d)
		}
	}
}

func TestMonthsOfOtherCalendarsAreWhole(t *testing.T) {
	for _, c := range []calendar{lunar, solar} {
		for year := 1; year < 1700; year++ {
			for m := 1; m <= 12; m++ {
				first, last, ok := monthSpan(c, year, m)
				if n := last - first + 1; !ok || n < 27 || n > 33 {
					t.Errorf("month %d of %d in calendar %d has %d days", m, year, c, n)
				}
			}
		}
	}
}
