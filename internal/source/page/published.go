package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"isnad.dev/isnad/internal/script"
)

// dayKeys are the names under which pages give the day of publication, the surest first.
var dayKeys = []string{"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued",
	"dc:date", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "article.published", "date"}

// published is the day of publication, or the time, as the page gives it; "" where it gives none that can be read. The day is the one that
// stands written, in the outlet's own time zone where the page has both.
func (f *facts) published() string {
	candidates := []string{f.linked["datePublished"]}
	for _, key := range dayKeys {
		candidates = append(candidates, f.meta[key])
	}
	candidates = append(candidates, f.times...)
	candidates = append(candidates, f.dated...)
	for _, s := range candidates {
		if t := isoTime(s); t != "" {
			return t
		}
		if d := writtenDay(s); d != "" {
			return d
		}
	}
	return ""
}

// isoTime returns s where it opens with an ISO day.
func isoTime(s string) string {
	if len(s) < 10 {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, s[:10]); err != nil {
		return ""
	}
	if len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return ""
	}
	if len(s) > 40 {
		return s[:10]
	}
	return s
}

// months are the names of the months, folded, in the calendars of the East and the West of the Arab world.
var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range []string{
		"يناير جانفي january jan", "فبراير فيفري شباط february feb", "مارس آذار march mar", "أبريل إبريل أفريل نيسان april apr",
		"مايو ماي أيار may", "يونيو جوان حزيران june jun", "يوليو جويلية تموز يوليوز july jul", "أغسطس أوت آب غشت august aug",
		"سبتمبر أيلول شتنبر september sep", "أكتوبر october oct", "نوفمبر نونبر november nov", "ديسمبر دجنبر december dec"} {
		for name := range strings.FieldsSeq(names) {
			m[script.String(name)] = i + 1
		}
	}
	return m
}()

// secondMonths are month names of two words by their second; the first decides which (كانون الأول, تشرين الثاني).
var secondMonths = map[string]int{"كانون الاول": 12, "كانون الثاني": 1, "تشرين الاول": 10, "تشرين الثاني": 11}

// writtenDay finds a day, a month's name and a year next to one another: "الجمعة 24 نيسان / أبريل 2020", "November 9, 2020".
func writtenDay(s string) string {
	words := strings.FieldsFunc(script.String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := range words {
		month, n := monthAt(words[i:])
		if month == 0 {
			continue
		}
		after := i + n
		for after < len(words) {
			again, n := monthAt(words[after:])
			if again != month {
				break
			}
			after += n
		}
		if d := dayAround(words, i, after, month); d != "" {
			return d
		}
	}
	return ""
}

func monthAt(words []string) (month, n int) {
	if len(words) > 1 {
		if m := secondMonths[words[0]+" "+words[1]]; m != 0 {
			return m, 2
		}
	}
	if len(words) > 0 {
		return months[words[0]], 1
	}
	return 0, 0
}

// dayAround reads "24 MONTH 2020" or "MONTH 24 2020", the month being words[from:to].
func dayAround(words []string, from, to, month int) string {
	if from > 0 && to < len(words) {
		if d := isoDay(words[to], month, words[from-1]); d != "" {
			return d
		}
	}
	if to+1 < len(words) {
		return isoDay(words[to+1], month, words[to])
	}
	return ""
}

func isoDay(year string, month int, day string) string {
	y, err1 := strconv.Atoi(year)
	d, err2 := strconv.Atoi(day)
	if err1 != nil || err2 != nil || y < 1990 || y > 2100 {
		return ""
	}
	s := fmt.Sprintf("%04d-%02d-%02d", y, month, d)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}
