package feed

import (
	"strings"
	"time"
	"unicode/utf8"

	"isnad.dev/isnad/internal/calendar"
)

// zone is what is said of the zone.
type zone struct {
	known  bool
	offset int    // seconds east of Greenwich
	name   string // of the tables of zones, where the offset changes over the year
}

// location is the zone as told, else the source's; nil where neither is known.
func (z zone) location(source *time.Location) *time.Location {
	switch {
	case !z.known:
		return source
	case z.name != "":
		loc, err := time.LoadLocation(z.name)
		if err != nil {
			return source
		}
		return loc
	case z.offset == 0:
		return time.UTC
	}
	return time.FixedZone("", z.offset)
}

const hour = 3600

// offsets are the names that stand for one zone. RFC 822 gives the American ones; names that several zones share (AST, IST, CST, BST, GST, and all
// letters but Z) are not here: who writes them means his own zone.
var offsets = map[string]int{
	"gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0, "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0, "جرينيتش": 0, "غرينتس": 0,
	"est": -5 * hour, "edt": -4 * hour, "cdt": -5 * hour, "mst": -7 * hour, "mdt": -6 * hour, "pst": -8 * hour, "pdt": -7 * hour,
	"cet": hour, "wat": hour, "cat": 2 * hour, "west": hour, "cest": 2 * hour, "eet": 2 * hour, "eest": 3 * hour, "msk": 3 * hour, "trt": 3 * hour, "ksa": 3 * hour, "eat": 3 * hour,
}

// cities are the zones that Arabic texts name by a city or country after توقيت, folded.
var cities = map[string]string{
	"مكه": "Asia/Riyadh", "السعوديه": "Asia/Riyadh", "الرياض": "Asia/Riyadh", "القاهره": "Africa/Cairo", "مصر": "Africa/Cairo", "القدس": "Asia/Jerusalem",
	"فلسطين": "Asia/Hebron", "بيروت": "Asia/Beirut", "لبنان": "Asia/Beirut", "دمشق": "Asia/Damascus", "سوريا": "Asia/Damascus", "عمان": "Asia/Amman",
	"الاردن": "Asia/Amman", "بغداد": "Asia/Baghdad", "العراق": "Asia/Baghdad", "الكويت": "Asia/Kuwait", "الدوحه": "Asia/Qatar", "قطر": "Asia/Qatar",
	"المنامه": "Asia/Bahrain", "البحرين": "Asia/Bahrain", "الامارات": "Asia/Dubai", "دبي": "Asia/Dubai", "ابوظبي": "Asia/Dubai", "مسقط": "Asia/Muscat",
	"صنعاء": "Asia/Aden", "اليمن": "Asia/Aden", "الخرطوم": "Africa/Khartoum", "السودان": "Africa/Khartoum", "طرابلس": "Africa/Tripoli", "ليبيا": "Africa/Tripoli",
	"تونس": "Africa/Tunis", "الجزاير": "Africa/Algiers", "المغرب": "Africa/Casablanca", "الرباط": "Africa/Casablanca", "نواكشوط": "Africa/Nouakchott",
	"طهران": "Asia/Tehran", "موسكو": "Europe/Moscow", "اسطنبول": "Europe/Istanbul", "تركيا": "Europe/Istanbul", "لندن": "Europe/London", "باريس": "Europe/Paris",
}

// zoneAt reads the zone behind a clock: +0300, GMT+3, (EET), بتوقيت القاهرة. A name that is not in the tables is passed over.
func (d *dateReader) zoneAt(i int) (z zone, n int) {
	from := i
	if d.isSign(i, "(") || d.isSign(i, "[") {
		i++
	}
	if off, n := d.offsetAt(i); n > 0 {
		return zone{known: true, offset: off}, i + n - from
	}
	t := d.at(i)
	if t.kind != word {
		return zone{}, 0
	}
	if off, ok := offsets[t.text]; ok {
		if more, n := d.offsetAt(i + 1); n > 0 && off == 0 {
			return zone{known: true, offset: more}, i + 1 + n - from
		}
		return zone{known: true, offset: off}, i + 1 - from
	}
	if strings.HasSuffix(t.text, "توقيت") {
		return d.cityAt(i + 1)
	}
	_, isWeekday := weekdays[t.text]
	if _, named := calendar.MonthOf(t.text); !named && !isWeekday && t.text[0] < utf8.RuneSelf && len(t.text) <= maxAbbreviation {
		return zone{}, i + 1 - from
	}
	return zone{}, 0
}

// maxAbbreviation is the longest abbreviation of a zone.
const maxAbbreviation = 5

// cityAt reads the place after توقيت; an article, a kingdom or a city before its name is passed over.
func (d *dateReader) cityAt(i int) (zone, int) {
	sultanate := false
	for n := range 3 {
		t := d.at(i + n)
		if off, ok := offsets[t.text]; ok && t.kind == word {
			return zone{known: true, offset: off}, n + 2
		}
		if name := cities[t.text]; name != "" {
			if sultanate {
				name = "Asia/Muscat" // عمان is Amman and Oman
			}
			return zone{known: true, name: name}, n + 2
		}
		sultanate = sultanate || t.text == "سلطنه"
	}
	return zone{}, 0
}

// offsetAt reads +0300, +03:00, +3. A minus needs four digits or the text's end, since it also stands before a day.
func (d *dateReader) offsetAt(i int) (seconds, n int) {
	plus := d.isSign(i, "+")
	if !plus && !d.isSign(i, "-") {
		return 0, 0
	}
	h := d.at(i + 1)
	if h.kind != number || !h.glued {
		return 0, 0
	}
	m := d.at(i + 3)
	colon := d.isSign(i+2, ":") && m.kind == number && m.width == 2
	last := d.at(i+2).kind == none || d.isSign(i+2, ")")
	switch {
	case h.width <= 2 && colon:
		seconds, n = h.value*hour+m.value*60, 4
	case h.width == 4:
		seconds, n = h.value/100*hour+h.value%100*60, 2
	case h.width <= 2 && (plus || last):
		seconds, n = h.value*hour, 2
	}
	if n == 0 || seconds > 14*hour {
		return 0, 0
	}
	if !plus {
		seconds = -seconds
	}
	return seconds, n
}
