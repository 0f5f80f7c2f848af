// Package calendar knows the months by their names in Arabic, English and French, and turns Hijri days into ours.
//
// In: folded words, or numbers. Out: a month, or a day. آب and "august" are the eighth month of our year, رمضان is the ninth of the Hijri one;
// 1 رمضان 1436 is 2015-06-18.
package calendar

import (
	"io/fs"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hablullah/go-hijri"

	"isnad.dev/isnad/internal/script"
	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/packs"
)

// Month is a month of our calendar or of the Hijri one; the zero value is none.
type Month struct {
	Number int
	Hijri  bool
}

// MonthOf returns the month that has this name of one or two folded words.
func MonthOf(name string) (Month, bool) {
	m, ok := months()[name]
	return m, ok
}

// european are the names that stand in feeds and pages beside the Arabic ones, in English and French, by their months.
var european = [12]string{
	"jan|january|janv|janvier", "feb|february|fev|fevr|fév|févr|fevrier|février", "mar|march|mars", "apr|april|avr|avril", "may|mai", "jun|june|juin",
	"jul|july|juil|juillet", "aug|august|aout|août", "sep|sept|september|septembre", "oct|october|octobre", "nov|november|novembre", "dec|december|déc|décembre|decembre",
}

// europeanHijri are Hijri months as they are written in Latin letters; of the months that are not here there are too many spellings.
var europeanHijri = map[string]int{"muharram": 1, "safar": 2, "rajab": 7, "shaban": 8, "ramadan": 9, "shawwal": 10}

// months are made at the first question. The Arabic names are those by which dates are found in articles, so that there is one list of them.
var months = sync.OnceValue(func() map[string]Month {
	all := map[string]Month{}
	for i, names := range european {
		for name := range strings.SplitSeq(names, "|") {
			all[script.String(name)] = Month{i + 1, false}
		}
	}
	for name, n := range europeanHijri {
		all[name] = Month{n, true}
	}
	arabic, err := fs.Sub(packs.FS, "ar")
	if err != nil {
		panic(err) // the pack is part of the program: a broken build
	}
	for row, err := range tsv.Rows(arabic, "when/months.tsv", "month", "alone", "forms", "example", "value", "counter") {
		if err != nil {
			panic(err) // as above
		}
		year, number := row.Fields[0][:1], row.Fields[0][1:]
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(err) // as above
		}
		if year == "s" {
			continue // nobody dates feeds, pages and questions by the Persian year
		}
		for _, form := range tsv.List(row.Fields[2]) {
			all[script.String(form)] = Month{n, year == "l"}
		}
	}
	return all
})

// The Hijri years that the Umm al-Qura calendar is published for; the library panics outside of them.
const firstHijri, lastHijri = 1356, 1499

// Hijri returns the day that a Hijri one is by the Umm al-Qura calendar, which Saudi Arabia's press dates by; ok is false where it is not
// published for that year, and for what is no day.
func Hijri(year, month, day int) (t time.Time, ok bool) {
	if year < firstHijri || year > lastHijri || month < 1 || month > 12 || day < 1 || day > 30 {
		return time.Time{}, false
	}
	t = hijri.UmmAlQuraDate{Year: int64(year), Month: int64(month), Day: int64(day)}.ToGregorian()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
}
