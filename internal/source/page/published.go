package page

import (
	"regexp"
	"strings"
	"time"

	"github.com/itlightning/dateparse"
)

// dayKeys are the names under which pages give the day of publication, the surest first.
var dayKeys = []string{"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "og:pubdate", "dc.date.issued", "dcterms.issued",
	"dc:date", "dc.date", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date",
	"published_date", "published-date", "pubdate", "article.published", "date"}

// published is the day of publication, or the time, as the page gives it; "" where it gives none that can be read. What machines read goes before what
// people read, and the address comes last. A time in the outlet's own zone is believed before the same one in another.
func (f *facts) published(o Options, ruled string) string {
	seen, found := f.visible(o.DayFirst)
	var all []stamp
	for _, s := range f.dayTexts(ruled) {
		if t, ok := readStamp(s, o.DayFirst); ok {
			all = append(all, t)
		}
	}
	if found {
		all = append(all, seen)
	}
	if len(all) == 0 {
		if t, ok := dayInAddress(f.url()); ok {
			return t.in(nil)
		}
		return ""
	}
	best := all[0]
	for _, t := range all[1:] {
		if best.zoned && t.zoned && t.at.Equal(best.at) && isUTC(best) && !isUTC(t) {
			best = t
		}
	}
	return settle(best, seen).in(o.Zone)
}

// dayTexts are what the page writes for machines to read, the surest first.
func (f *facts) dayTexts(ruled string) []string {
	all := []string{ruled, f.linked["datePublished"]}
	for _, key := range dayKeys {
		all = append(all, f.meta[key])
	}
	return append(append(all, f.times...), f.linked["dateCreated"])
}

func isUTC(s stamp) bool {
	_, seconds := s.at.Zone()
	return seconds == 0
}

// settle compares what machines read with what people read. A page that shows 09:23 and tells machines 09:23Z calls the outlet's own time UTC; one that
// tells machines only the day may show the time.
func settle(s, seen stamp) stamp {
	if !seen.clock || s.at.Format(time.DateOnly) != seen.at.Format(time.DateOnly) {
		return s
	}
	switch {
	case !s.clock:
		return seen
	case s.zoned && isUTC(s) && !seen.zoned && s.at.Format("15:04") == seen.at.Format("15:04"):
		s.zoned = false
	}
	return s
}

// readStamp reads a day that somebody wrote as one: in the usual ways, else as a library of dates can.
func readStamp(s string, dayFirst bool) (stamp, bool) {
	if s = strings.TrimSpace(s); s == "" || len(s) > maxStamp {
		return stamp{}, false
	}
	if t, ok := writtenDay(s, dayFirst); ok {
		if utc := strings.HasSuffix(s, "Z"); utc && t.clock {
			t.zoned = true
		}
		return t, true
	}
	t, err := dateparse.ParseAny(s, dateparse.PreferMonthFirst(!dayFirst), dateparse.SimpleErrorMessages(true))
	if err != nil || t.Year() < firstYear || t.Year() > lastYear || ambiguous(s) && !dayFirst {
		return stamp{}, false
	}
	clock := t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0
	return stamp{at: t, clock: clock, zoned: clock && (!isUTC(stamp{at: t}) || namesUTC(s) || isUnix(s))}, true
}

// maxStamp bounds the letters of a text that is read as a day.
const maxStamp = 200

// ambiguous says whether the text has the shape of 3/4/2020.
func ambiguous(s string) bool {
	return strings.Count(s, "/") == 2 || strings.Count(s, "-") == 2 && len(s) <= 10
}

func namesUTC(s string) bool {
	s = strings.ToLower(s)
	return strings.HasSuffix(s, "z") || strings.Contains(s, "utc") || strings.Contains(s, "gmt") || strings.Contains(s, "+0000")
}

// isUnix says whether the text counts seconds, which are those of UTC.
func isUnix(s string) bool { return len(s) >= 10 && strings.Trim(s, "0123456789") == "" }

// shownWords bounds a text that shows the day to readers; longer ones tell of another day.
const shownWords = 16

// visible finds the day that the page shows to readers.
func (f *facts) visible(dayFirst bool) (stamp, bool) {
	for _, s := range f.dated {
		if len(strings.Fields(s)) > shownWords || strings.HasSuffix(s, ".") {
			continue
		}
		if t, ok := writtenDay(s, dayFirst); ok {
			return t, true
		}
	}
	return stamp{}, false
}

// addressDay is a day in an address: /2020/11/09/, /2020/8/24/.
var addressDay = regexp.MustCompile(`/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)`)

func dayInAddress(url string) (stamp, bool) {
	m := addressDay.FindStringSubmatch(url)
	if m == nil {
		return stamp{}, false
	}
	t, ok := day(number(m[1]), number(m[2]), number(m[3]))
	return stamp{at: t}, ok
}
