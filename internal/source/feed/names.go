package feed

import (
	"strings"
	"time"

	"isnad.dev/isnad/internal/script"
)

// month is a month of the Gregorian or the Hijri calendar.
type month struct {
	number int
	lunar  bool
}

// months are the names of the months, folded: of the Nile and the Gulf, the Levant and Iraq, the Maghreb, and in English and French.
var months = func() map[string]month {
	m := map[string]month{}
	put := func(lunar bool, rows ...string) {
		for i, row := range rows {
			for name := range strings.SplitSeq(row, "|") {
				m[script.String(name)] = month{i + 1, lunar}
			}
		}
	}
	put(false,
		"يناير|ينير|جانفي|كانون الثاني|كانون ثاني|كانون ثان|jan|january|janv|janvier",
		"فبراير|فيفري|شباط|feb|february|fev|fevr|fév|févr|fevrier|février",
		"مارس|آذار|mar|march|mars",
		"أبريل|إبريل|أفريل|نيسان|apr|april|avr|avril",
		"مايو|ماي|أيار|may|mai",
		"يونيو|يونيه|جوان|حزيران|jun|june|juin",
		"يوليو|يوليه|يوليوز|جويلية|تموز|jul|july|juil|juillet",
		"أغسطس|اغسطس|أوت|غشت|آب|aug|august|aout|août",
		"سبتمبر|شتنبر|أيلول|sep|sept|september|septembre",
		"أكتوبر|أوكتوبر|تشرين الأول|تشرين أول|oct|october|octobre",
		"نوفمبر|نونبر|تشرين الثاني|تشرين ثاني|تشرين ثان|nov|november|novembre",
		"ديسمبر|دسمبر|دجنبر|كانون الأول|كانون أول|dec|december|déc|décembre|decembre")
	put(true,
		"محرم|المحرم|muharram", "صفر|safar",
		"ربيع الأول|ربيع أول", "ربيع الثاني|ربيع الآخر|ربيع ثاني|ربيع آخر",
		"جمادى الأولى|جمادى الأول|جماد الأول|جماد أول|جمادى أول", "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جماد الآخر|جمادى الثاني|جماد الثاني|جماد ثاني",
		"رجب|rajab", "شعبان|shaban", "رمضان|ramadan", "شوال|shawwal", "ذو القعدة|ذي القعدة|ذو قعدة|ذي قعدة|ذوالقعدة", "ذو الحجة|ذي الحجة|ذو حجة|ذي حجة|ذوالحجة")
	return m
}()

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
