package sample

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"isnad.dev/isnad/internal/source/page"
)

// days are those on which a date is easily written wrong.
var days = []time.Time{
	time.Date(2026, 12, 3, 9, 0, 0, 0, time.UTC), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 6, 23, 59, 0, 0, time.UTC),
	time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), time.Date(2028, 3, 2, 12, 0, 0, 0, time.FixedZone("", 9*60*60)),
}

func TestEveryDayHasItsArticles(t *testing.T) {
	for _, today := range days {
		seen, before := map[string]bool{}, ""
		for _, in := range Articles(today) {
			at, err := time.Parse(time.RFC3339, in.Published)
			if err != nil || strings.ContainsAny(in.Title+in.Text, "{}") || seen[in.URL] || in.Text == "" || len(in.Bytes) == 0 {
				t.Errorf("%s: %s is not whole (%v)", today, in.URL, err)
			}
			if day := in.Published[:10]; day < dayOf(today, -75).Format(time.DateOnly) || day > today.Format(time.DateOnly) || day < before {
				t.Errorf("%s: %s is of %s, after one of %s", today, in.URL, at, before)
			}
			seen[in.URL], before = true, in.Published[:10]
		}
	}
}

// The store keeps a page's text beside its bytes, so both must be one article.
func TestPagesHoldTheirArticles(t *testing.T) {
	pages := 0
	for _, in := range Articles(days[0]) {
		if in.Media != "text/html" {
			continue
		}
		pages++
		a, err := page.Extract(in.Bytes, page.Options{})
		if err != nil {
			t.Fatalf("%s: %v", in.URL, err)
		}
		if a.Text() != in.Text || a.Title != in.Title || a.URL != in.URL || a.Published != in.Published {
			t.Errorf("%s: the page has %q, %q, %s, %s; the article is\n%s", in.URL, a.Text(), a.Title, a.URL, a.Published, in.Text)
		}
	}
	if pages < 2 {
		t.Errorf("%d pages", pages)
	}
}

func TestDatesAreWrittenAsTheOutletDoes(t *testing.T) {
	tests := []struct{ today, published, outlet, text, want string }{
		{"2026-12-03", "0 06:00", "sanad", "يوم {weekday 0} {day -3}", "يوم الخميس 30 نوفمبر تشرين الثاني"},
		{"2026-12-03", "0 06:00", "midan", "{next 2} في {day 2}", "السبت المقبل في 5 كانون الأول"},
		{"2027-01-02", "0 06:00", "diffa", "{last -2} أي {day -2}، {full 0}", "الخميس الماضي أي 31 ديسمبر 2026، 2 جانفي 2027"},
		{"2028-03-01", "-1 06:00", "marsa", "{today -1} {day -1} و{yesterday -2} و{tomorrow 0} {day 0} من {month 0}", "اليوم 29 فبراير وأمس وغدا 1 مارس من مارس"},
	}
	for _, tt := range tests {
		today, err := time.Parse(time.DateOnly, tt.today)
		if err != nil {
			t.Fatal(err)
		}
		d, err := parse("x.txt", "outlet: "+tt.outlet+"\npublished: "+tt.published+"\ntitle: عنوان\n\n"+tt.text)
		if got := d.filled(today); err != nil || got != tt.want {
			t.Errorf("%s on %s: got %q %v, want %q", tt.text, tt.today, got, err, tt.want)
		}
	}
}

func TestWhatIsWrongInAFileIsNamedWithItsLine(t *testing.T) {
	const head = "outlet: midan\npublished: -3 10:00\ntitle: عنوان\n"
	tests := []struct{ name, text, want string }{
		{"no body", "outlet: midan", "articles/x.txt:1: there is no empty line"},
		{"no value", "outlet: midan\ntitle:\n\nنص", `articles/x.txt:2: "title:" is no line of the head`},
		{"unknown name", head + "colour: أحمر\n\nنص", "articles/x.txt:4: colour is no name of the head"},
		{"twice", head + "title: ثان\n\nنص", "articles/x.txt:4: title is given twice"},
		{"missing", "outlet: midan\ntitle: عنوان\n\nنص", "articles/x.txt:2: published is missing"},
		{"unknown outlet", "outlet: times\n\nنص", "articles/x.txt:1: no outlet is called times"},
		{"later than today", "published: 1 10:00\n\nنص", `articles/x.txt:1: "1 10:00" is no time of publication`},
		{"no hour", "published: -1\n\nنص", `articles/x.txt:1: "-1" is no time of publication`},
		{"no such date", head + "\nيوم {someday 3}", `articles/x.txt:5: "{someday 3}" is no date`},
		{"half a date", head + "\nيوم {weekday", `articles/x.txt:5: "{" is no date`},
		{"not next", head + "\nنص\n\nيوم {next 5}", "articles/x.txt:7: {next 5} lies 8 days from the article; {next} is right from 2 to 7"},
		{"not yesterday", head + "\n{yesterday -3}", "articles/x.txt:5: {yesterday -3} lies 0 days from the article"},
		{"too far", head + "\n{day 99999999999999999999}", "articles/x.txt:5: \"{day 99999999999999999999}\" is no date"},
	}
	for _, tt := range tests {
		_, err := readAll(fstest.MapFS{"articles/x.txt": {Data: []byte(tt.text)}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Whatever a file says, it is an article or a fault with a line of the file.
func FuzzParse(f *testing.F) {
	f.Add("outlet: midan\npublished: -3 10:00\ntitle: عنوان\n\nيوم {next -1} {weekday")
	f.Add("outlet: x\n\n")
	f.Fuzz(func(t *testing.T, content string) {
		d, err := parse("x.txt", content)
		var wrong *fault
		if err == nil {
			d.filled(days[0])
		} else if !errors.As(err, &wrong) || wrong.line < 1 || wrong.line > strings.Count(content, "\n")+1 {
			t.Errorf("%v", err)
		}
	})
}
