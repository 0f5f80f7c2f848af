package chart

import (
	"strconv"
	"time"
)

// words are the few that a picture says by itself; all others come with its values.
type words struct {
	months   [12]string // as news writes them
	short    [12]string
	sources  string
	comma    string
	more     string // "… and 3 more"
	unplaced string // places that are not on the map
	against  string
}

var english = words{
	months:  [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	short:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	sources: "Sources: ", comma: ", ", more: "and more: ", unplaced: "Not on this map: ", against: "contradicted",
}

var arabic = words{
	months:  [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	short:   [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	sources: "المصادر: ", comma: "، ", more: "وغيرها: ", unplaced: "خارج هذه الخريطة: ", against: "رواية متناقضة",
}

func wordsOf(lang string) *words {
	if lang == "ar" {
		return &arabic
	}
	return &english
}

// month is "March 2025".
func (w *words) month(year int, m time.Month) string { return w.months[m-1] + " " + strconv.Itoa(year) }

// day is "14 Mar", without its year.
func (w *words) day(t time.Time) string { return strconv.Itoa(t.Day()) + " " + w.short[t.Month()-1] }

// date is "14 March 2025".
func (w *words) date(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + w.month(t.Year(), t.Month())
}

// count writes a number with its thousands apart.
func count(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }
