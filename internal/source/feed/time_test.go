package feed

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones do not depend on the machine
)

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func told(t time.Time, day string, ok bool) string {
	switch {
	case !ok:
		return "unknown"
	case t.IsZero():
		return day
	}
	return t.Format(time.RFC3339)
}

// TestParseTime reads dates of a source in Cairo (+02:00, in summer +03:00), which writes the day first.
func TestParseTime(t *testing.T) {
	o := Options{Location: zoneOf(t, "Africa/Cairo"), DayFirst: true}
	tests := []struct{ name, in, want string }{
		{"RFC 822", "Sun, 12 Apr 2020 10:30:00 +0200", "2020-04-12T10:30:00+02:00"},
		{"another zone", "Sun, 12 Apr 2020 10:30:00 +0300", "2020-04-12T09:30:00+02:00"},
		{"GMT", "Sun, 12 Apr 2020 10:30:00 GMT", "2020-04-12T12:30:00+02:00"},
		{"Z", "Sun, 12 Apr 2020 10:30:00 Z", "2020-04-12T12:30:00+02:00"},
		{"GMT and an offset", "Sun, 12 Apr 2020 10:30:00 GMT+3", "2020-04-12T09:30:00+02:00"},
		{"UTC and an offset", "12 Apr 2020 10:30 UTC+03:00", "2020-04-12T09:30:00+02:00"},
		{"no seconds, no weekday", "12 Apr 2020 10:30 GMT", "2020-04-12T12:30:00+02:00"},
		{"year of two digits", "12 Apr 20 10:30:00 GMT", "2020-04-12T12:30:00+02:00"},
		{"year of two digits before 2000", "12 Apr 98 10:30:00 GMT", "1998-04-12T12:30:00+02:00"},
		{"full names", "Sunday, 12 April 2020 10:30:00 GMT", "2020-04-12T12:30:00+02:00"},
		{"month first in words", "April 12, 2020 10:30 AM", "2020-04-12T10:30:00+02:00"},
		{"ordinals", "12th of April, 2020, 10:30", "2020-04-12T10:30:00+02:00"},
		{"ctime", "Sun Apr 12 10:30:00 2020", "2020-04-12T10:30:00+02:00"},
		{"ctime with a zone", "Sun Apr 12 10:30:00 AST 2020", "2020-04-12T10:30:00+02:00"},
		{"year behind an offset", "Sun Apr 12 10:30:00 +0000 2020", "2020-04-12T12:30:00+02:00"},
		{"a browser's", "Sun Apr 12 2020 10:30:00 GMT+0300 (Arabian Standard Time)", "2020-04-12T09:30:00+02:00"},
		{"dashes and names", "12-Apr-2020 10:30:00", "2020-04-12T10:30:00+02:00"},
		{"year, name, day", "2020-Apr-12 10:30", "2020-04-12T10:30:00+02:00"},
		{"French", "dim, 12 avr 2020 10:30:00 +0200", "2020-04-12T10:30:00+02:00"},
		{"French hours", "12 février 2020 à 10h30", "2020-02-12T10:30:00+02:00"},

		{"a name that zones share is the source's", "Sun, 12 Apr 2020 10:30:00 AST", "2020-04-12T10:30:00+02:00"},
		{"another", "Sun, 12 Apr 2020 10:30:00 IST", "2020-04-12T10:30:00+02:00"},
		{"a military letter", "Sun, 12 Apr 2020 10:30:00 B", "2020-04-12T10:30:00+02:00"},
		{"a name that nobody knows", "Sun, 12 Apr 2020 10:30:00 XYZ", "2020-04-12T10:30:00+02:00"},
		{"a name of one zone", "Sun, 12 Apr 2020 10:30:00 EST", "2020-04-12T17:30:00+02:00"},
		{"no zone", "Sun, 12 Apr 2020 10:30:00", "2020-04-12T10:30:00+02:00"},
		{"no zone in summer", "Mon, 12 Aug 2024 10:30:00", "2024-08-12T10:30:00+03:00"},
		{"minus", "Sun, 12 Apr 2020 10:30:00 -0300", "2020-04-12T15:30:00+02:00"},
		{"a dash is no minus", "10:30 - 12 أبريل 2020", "2020-04-12T10:30:00+02:00"},
		{"a dash at a day is no minus", "10:30 -12/04/2020", "2020-04-12T10:30:00+02:00"},

		{"ISO", "2020-04-12T10:30:00+03:00", "2020-04-12T09:30:00+02:00"},
		{"ISO in UTC", "2020-04-12T10:30:00Z", "2020-04-12T12:30:00+02:00"},
		{"ISO with parts of a second", "2020-04-12T10:30:00.250Z", "2020-04-12T12:30:00+02:00"},
		{"ISO without a colon", "2020-04-12T10:30:00+0300", "2020-04-12T09:30:00+02:00"},
		{"ISO hours alone", "2020-04-12T10:30+03", "2020-04-12T09:30:00+02:00"},
		{"ISO without a zone", "2020-04-12T10:30:00", "2020-04-12T10:30:00+02:00"},
		{"ISO with a blank", "2020-04-12 10:30:00", "2020-04-12T10:30:00+02:00"},
		{"ISO with a negative zone", "2020-04-12T10:30:00-03:00", "2020-04-12T15:30:00+02:00"},
		{"ISO packed", "20200412T103000Z", "2020-04-12T12:30:00+02:00"},
		{"digits alone", "20200412103000", "2020-04-12T10:30:00+02:00"},
		{"ISO day", "2020-04-12", "2020-04-12"},
		{"packed day", "20200412", "2020-04-12"},
		{"midnight at the end", "2020-04-12T24:00:00Z", "2020-04-13T02:00:00+02:00"},
		{"seconds since 1970", "1586687400", "2020-04-12T12:30:00+02:00"},
		{"milliseconds since 1970", "1586687400000", "2020-04-12T12:30:00+02:00"},

		{"day first", "03/04/2020 10:30", "2020-04-03T10:30:00+02:00"},
		{"day that is no month", "04/13/2020 10:30", "2020-04-13T10:30:00+02:00"},
		{"the weekday decides", "Saturday 04/03/2023 10:30", "2023-03-04T10:30:00+02:00"},
		{"the weekday decides for the other", "Monday 04/03/2023 10:30", "2023-04-03T10:30:00+02:00"},
		{"points", "12.04.2020, 10:30", "2020-04-12T10:30:00+02:00"},
		{"year first", "2020/04/12 10:30", "2020-04-12T10:30:00+02:00"},
		{"two digits everywhere", "12/04/20 10:30", "2020-04-12T10:30:00+02:00"},

		{"Arabic", "الأحد 12 أبريل 2020 10:30", "2020-04-12T10:30:00+02:00"},
		{"Arabic digits", "الأحد ١٢ أبريل ٢٠٢٠ ١٠:٣٠", "2020-04-12T10:30:00+02:00"},
		{"Persian digits", "۱۲/۰۴/۲۰۲۰ ۱۰:۳۰", "2020-04-12T10:30:00+02:00"},
		{"the Levant's months", "12 نيسان 2020 10:30", "2020-04-12T10:30:00+02:00"},
		{"months of two words", "السبت 12 كانون الأول 2020 10:30", "2020-12-12T10:30:00+02:00"},
		{"both names", "الأحد، 12 نيسان/أبريل 2020 - 10:30", "2020-04-12T10:30:00+02:00"},
		{"both names of two words", "12 تشرين الثاني (نوفمبر) 2020 10:30", "2020-11-12T10:30:00+02:00"},
		{"the Maghreb's months", "12 غشت 2020 10:30", "2020-08-12T10:30:00+02:00"},
		{"Algeria's months", "12 جويلية 2020", "2020-07-12"},
		{"spelling", "12 ابريل 2020", "2020-04-12"},
		{"month of", "12 من شهر أيار 2020", "2020-05-12"},
		{"in the morning", "12 أبريل 2020 - 10:30 ص", "2020-04-12T10:30:00+02:00"},
		{"in the evening", "12 أبريل 2020 - 10:30 م", "2020-04-12T22:30:00+02:00"},
		{"noon", "12 أبريل 2020 - 12:05 م", "2020-04-12T12:05:00+02:00"},
		{"midnight", "12 أبريل 2020 - 12:05 ص", "2020-04-12T00:05:00+02:00"},
		{"the evening of an hour of 24", "12 أبريل 2020 - 15:30 م", "2020-04-12T15:30:00+02:00"},
		{"the half in front", "12 أبريل 2020 - مساء 10:30", "2020-04-12T22:30:00+02:00"},
		{"words for halves", "12 أبريل 2020 الساعة 10:30 مساءً", "2020-04-12T22:30:00+02:00"},
		{"an hour alone", "12 أبريل 2020 الساعة 10 مساء", "2020-04-12T22:00:00+02:00"},
		{"after noon", "12 أبريل 2020 3:30 بعد الظهر", "2020-04-12T15:30:00+02:00"},
		{"after noon, short", "12 أبريل 2020 3:30 ب.ظ", "2020-04-12T15:30:00+02:00"},
		{"before noon, short", "12 أبريل 2020 3:30 ق.ظ", "2020-04-12T03:30:00+02:00"},
		{"after midnight", "12 أبريل 2020 12:30 بعد منتصف الليل", "2020-04-12T00:30:00+02:00"},
		{"at noon", "12 أبريل 2020 1:30 ظهرا", "2020-04-12T13:30:00+02:00"},
		{"our era is no evening", "12 أبريل 2020 م 10:30", "2020-04-12T10:30:00+02:00"},
		{"our era glued", "12 أبريل 2020م - 10:30 ص", "2020-04-12T10:30:00+02:00"},
		{"Greenwich", "12 أبريل 2020 10:30 بتوقيت غرينتش", "2020-04-12T12:30:00+02:00"},
		{"Greenwich with a hamza", "12 أبريل 2020 10:30 (توقيت جرينتش)", "2020-04-12T12:30:00+02:00"},
		{"another city", "12 أبريل 2020 10:30 بتوقيت مكة المكرمة", "2020-04-12T09:30:00+02:00"},
		{"a city in summer", "12 أغسطس 2020 10:30 بتوقيت بيروت", "2020-08-12T09:30:00+02:00"},
		{"Oman", "12 أبريل 2020 10:30 بتوقيت سلطنة عمان", "2020-04-12T08:30:00+02:00"},
		{"its own city", "12 أبريل 2020 10:30 بالتوقيت المحلي", "2020-04-12T10:30:00+02:00"},
		{"direction marks and tatweel", "\u200f12 أبـــريل \u200e2020\u200e \u202b10:30\u202c ص", "2020-04-12T10:30:00+02:00"},
		{"vowel signs", "12 أَبْرِيل 2020 10:30", "2020-04-12T10:30:00+02:00"},

		{"Hijri", "12 رمضان 1441 هـ", "2020-05-05"},
		{"Hijri with an hour", "الثلاثاء 12 رمضان 1441 هـ 10:30 م", "2020-05-05T22:30:00+02:00"},
		{"Hijri in digits", "12/9/1441هـ", "2020-05-05"},
		{"Hijri in digits, year first", "1441/9/12", "2020-05-05"},
		{"Hijri without its mark", "12/09/1441 10:30", "2020-05-05T10:30:00+02:00"},
		{"Hijri of two digits", "12/9/41 هـ", "2020-05-05"},
		{"Hijri where the moon was seen later", "الأربعاء 12 رمضان 1441", "2020-05-06"},
		{"Hijri months of two words", "3 ربيع الآخر 1442", "2020-11-18"},
		{"Hijri and ours", "الأحد 19 شعبان 1441هـ الموافق 12 أبريل 2020م 10:30 ص", "2020-04-12T10:30:00+02:00"},
		{"ours and Hijri", "12/4/2020 - 19/8/1441", "2020-04-12"},

		{"an hour that no clock has", "12 أبريل 2020 27:80", "2020-04-12"},
		{"nothing", "", "unknown"},
		{"zeros", "0000-00-00 00:00:00", "unknown"},
		{"no date at all", "Thu, 01 Jan 1970 00:00:00 GMT", "unknown"},
		{"before our era", "Wed, 30 Nov -0001 00:00:00 +0000", "unknown"},
		{"a day that no month has", "31 أبريل 2020 10:30", "unknown"},
		{"no year", "12 أبريل 10:30", "unknown"},
		{"no day", "أبريل 2020", "unknown"},
		{"how long ago", "منذ 3 ساعات", "unknown"},
		{"words", "اليوم", "unknown"},
		{"a month as another word", "مارس الوفد ضغوطا", "unknown"},
		{"too long", strings.Repeat("12 أبريل 2020 ", 30), "unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(ParseTime(tt.in, o)); got != tt.want {
				t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestParseTimeWithoutWhatIsKnownOfTheSource(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a zone of its own", "Sun, 12 Apr 2020 10:30:00 +0300", "2020-04-12T10:30:00+03:00"},
		{"no zone", "Sun, 12 Apr 2020 10:30:00", "2020-04-12"},
		{"a name that zones share", "Sun, 12 Apr 2020 10:30:00 AST", "2020-04-12"},
		{"month first", "03/04/2020", "2020-03-04"},
		{"Hijri is never month first", "03/04/1441", "2019-11-30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(ParseTime(tt.in, Options{})); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// FuzzParseTime holds the promise: an instant or a day, never both, in years that a feed may speak of.
func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"Sun, 12 Apr 2020 10:30:00 +0300", "12 رمضان 1441 هـ", "12/9/41 هـ", "1441/9/30", "2020-04-12T24:00:00.5Z", "الأحد ١٢ نيسان/أبريل ٢٠٢٠ ١٠:٣٠ ص بتوقيت عمان", "20200412T103000", "(((((", "10 مساء", "1586687400"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	riyadh := time.FixedZone("", 3*hour)
	f.Fuzz(func(t *testing.T, s string, known bool) {
		o := Options{DayFirst: known}
		if known {
			o.Location = riyadh
		}
		at, day, ok := ParseTime(s, o)
		if ok == (at.IsZero() && day == "") || !at.IsZero() && day != "" {
			t.Errorf("%q: %v %q %v", s, at, day, ok)
		}
		if !at.IsZero() && (at.Year() < firstYear-1 || at.Year() > lastYear+1) {
			t.Errorf("%q: year %d", s, at.Year())
		}
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}
