package sample

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// draft is an article whose dates are still to be filled in.
type draft struct {
	name    string // its file without the ending
	outlet  *outlet
	day     int           // of publication, from today: 0, -1 …
	clock   time.Duration // from the beginning of that day
	title   string
	agency  string // whom the outlet credits
	section string // of the outlet, on its page
	body    string
}

// fault is what is wrong with a file of an article.
type fault struct {
	file string
	line int
	what string
}

// Error names the place first.
func (f *fault) Error() string { return fmt.Sprintf("articles/%s:%d: %s", f.file, f.line, f.what) }

// parse reads a file: lines "name: value", an empty line, the body with an empty line between paragraphs.
func parse(file, content string) (draft, error) {
	d := draft{name: strings.TrimSuffix(file, ".txt")}
	head, body, ok := strings.Cut(content, "\n\n")
	if !ok {
		return d, &fault{file, 1, "there is no empty line between head and body; put one below the last line of the head"}
	}
	seen := map[string]bool{}
	lines := strings.Split(head, "\n")
	for i, line := range lines {
		name, value, ok := strings.Cut(line, ": ")
		if value = strings.TrimSpace(value); !ok || value == "" {
			return d, &fault{file, i + 1, fmt.Sprintf("%q is no line of the head; write name: value", line)}
		}
		if seen[name] {
			return d, &fault{file, i + 1, name + " is given twice; leave one"}
		}
		seen[name] = true
		if err := d.set(name, value); err != nil {
			return d, &fault{file, i + 1, err.Error()}
		}
	}
	for _, name := range []string{"outlet", "published", "title"} {
		if !seen[name] {
			return d, &fault{file, len(lines), name + " is missing; add a line " + name + ": …"}
		}
	}
	d.body = strings.TrimSpace(body)
	return d, d.check(file, content)
}

// set reads one line of the head.
func (d *draft) set(name, value string) (err error) {
	switch name {
	case "outlet":
		for i := range outlets {
			if outlets[i].key == value {
				d.outlet = &outlets[i]
				return nil
			}
		}
		return fmt.Errorf("no outlet is called %s; those there are stand in outlet.go", value)
	case "published":
		d.day, d.clock, err = moment(value)
	case "title":
		d.title = value
	case "agency":
		d.agency = value
	case "section":
		d.section = value
	default:
		return fmt.Errorf("%s is no name of the head; write outlet, published, title, agency or section", name)
	}
	return err
}

// moment reads "-3 14:25".
func moment(value string) (day int, clock time.Duration, err error) {
	days, at, _ := strings.Cut(value, " ")
	day, err = strconv.Atoi(days)
	t, wrong := time.Parse("15:04", at)
	if err != nil || wrong != nil || day > 0 {
		return 0, 0, fmt.Errorf("%q is no time of publication; write the days from today, not after it, and the hour: -3 14:25", value)
	}
	return day, time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, nil
}

// blank is a date to be filled in, {weekday -3}, or what somebody may have meant for one.
var blank = regexp.MustCompile(`\{(?:([a-z]+) (-?[0-9]+)\})?`)

// Words that are right only so many days from the article's own.
var near = map[string]struct{ from, to int }{
	"yesterday": {-1, -1}, "today": {0, 0}, "tomorrow": {1, 1}, "next": {2, 7}, "last": {-7, -2},
	"weekday": {-500, 500}, "day": {-500, 500}, "full": {-500, 500}, "month": {-500, 500},
}

// check says which blank of the text cannot be filled in, or would be wrong Arabic.
func (d *draft) check(file, content string) error {
	for i, line := range strings.Split(content, "\n") {
		for _, m := range blank.FindAllStringSubmatch(line, -1) {
			word, known := near[m[1]]
			days, err := strconv.Atoi(m[2])
			if !known || err != nil {
				return &fault{file, i + 1, fmt.Sprintf("%q is no date; write {weekday -3}, or yesterday, today, tomorrow, next, last, day, full or month", m[0])}
			}
			if off := days - d.day; off < word.from || off > word.to {
				return &fault{file, i + 1, fmt.Sprintf("%s lies %d days from the article; {%s} is right from %d to %d", m[0], off, m[1], word.from, word.to)}
			}
		}
	}
	return nil
}

// filled returns the body with its dates as of today.
func (d *draft) filled(today time.Time) string {
	return blank.ReplaceAllStringFunc(d.body, func(s string) string {
		m := blank.FindStringSubmatch(s)
		days, _ := strconv.Atoi(m[2]) // check has read it
		return d.date(m[1], dayOf(today, days), dayOf(today, d.day))
	})
}

// date writes a day as the outlet does. A day of another year than the article's has its year, since nobody could guess it.
func (d *draft) date(kind string, day, published time.Time) string {
	weekday, month := weekdays[day.Weekday()], d.outlet.months[day.Month()-1]
	switch kind {
	case "yesterday":
		return "أمس"
	case "today":
		return "اليوم"
	case "tomorrow":
		return "غدا"
	case "next":
		return weekday + " المقبل"
	case "last":
		return weekday + " الماضي"
	case "weekday":
		return weekday
	case "month":
		return month
	}
	if kind == "full" || day.Year() != published.Year() {
		month += " " + strconv.Itoa(day.Year())
	}
	return strconv.Itoa(day.Day()) + " " + month
}
