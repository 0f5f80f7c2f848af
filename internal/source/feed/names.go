package feed

import (
	"strings"
	"time"

	"isnad.dev/isnad/internal/script"
)

// weekdays are the days of the week, folded.
var weekdays = func() map[string]time.Weekday {
	m := map[string]time.Weekday{}
	for i, row := range []string{
		"الأحد|أحد|sun|sunday|dim|dimanche", "الاثنين|الإثنين|اثنين|mon|monday|lun|lundi", "الثلاثاء|ثلاثاء|tue|tues|tuesday|mardi",
		"الأربعاء|أربعاء|wed|wednesday|mer|mercredi", "الخميس|خميس|thu|thur|thurs|thursday|jeu|jeudi", "الجمعة|جمعة|fri|friday|ven|vendredi",
		"السبت|سبت|sat|saturday|sam|samedi",
	} {
		for name := range strings.SplitSeq(row, "|") {
			m[script.String(name)] = time.Weekday(i)
		}
	}
	return m
}()

// fillers are words that may stand between a day, its month and its year.
var fillers = map[string]bool{"من": true, "شهر": true, "عام": true, "سنه": true, "لعام": true, "of": true, "de": true, "th": true, "st": true, "nd": true, "rd": true, "er": true}

// hijriMarks are the words after a year of the Hijri calendar, folded.
var hijriMarks = map[string]bool{"ه": true, "هج": true, "هجري": true, "هجريه": true, "للهجره": true, "ah": true}
