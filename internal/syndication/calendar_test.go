package syndication

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/emersion/go-ical"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s\n%v", name, got, want, err)
	}
}

func wordsOf(t *testing.T, lang string) func(string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", lang+".json"))
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := json.Unmarshal(b, &words); err != nil {
		t.Fatal(err)
	}
	for _, key := range CalendarKeys {
		if words[key] == "" {
			t.Errorf("%s has no word for %s", lang, key)
		}
	}
	return func(key string) string { return words[key] }
}

var events = []Event{
	{
		ID: 1, Type: "meeting", Status: "held", Day: "2025-03-09", Parties: []string{"ليلى القاسم", "سالم الحمدان", "Anna Berg"}, Place: "عمان؛ قصر الضيافة, القاعة \\ 2",
		Topic:   "استئناف المحادثات بشأن المياه المشتركة، وتبادل الوفود الفنية بين البلدين، والتحضير للجولة المقبلة من اللجنة العليا المشتركة",
		Steps:   []Step{{"2025-03-01T08:30:00+03:00", "planned", "2025-03-08", "الصباح"}, {"2025-03-05", "postponed", "2025-03-09", "Gulf Wire"}, {"2025-03-09T19:00:00Z", "held", "2025-03-09", "الصباح"}},
		Outlets: []string{"الصباح", "Gulf Wire"}, Origins: []string{"وكالة السند"}, Link: "https://example.org/contact/1?lang=ar",
	},
	{ID: 2, Type: "visit", Status: "cancelled", Day: "2025-03-20", Parties: []string{"سالم الحمدان"}, Steps: []Step{{"2025-03-02", "planned", "2025-03-20", "الصباح"}, {"2025-03-10", "cancelled", "", "الميدان"}}, Link: "https://example.org/contact/2"},
	{ID: 3, Type: "call", Status: "not_reported_held", Day: "2025-03-10/2025-03-12", Steps: []Step{{"2025-03-02", "planned", "2025-03-10/2025-03-12", "الصباح"}}, Link: "javascript:alert(1)"},
	{ID: 4, Type: "visit", Status: "planned", Day: "2025-W13", Parties: []string{"bad\r\nEND:VEVENT\x00"}, Steps: []Step{{"2025-03-02", "planned", "2025-W13", "الصباح"}}, DeniedBy: []string{"الوزارة"}},
	{ID: 5, Type: "visit", Status: "planned", Day: "2025-04", Parties: []string{"only a month"}},
	{ID: 6, Type: "visit", Status: "planned", Parties: []string{"no day"}},
}

func calendarOf(t *testing.T, lang string, events ...Event) []byte {
	t.Helper()
	var b bytes.Buffer
	name := map[string]string{"ar": "لقاءات ليلى القاسم، وغيرها", "en": "Contacts of Layla, and others"}[lang]
	if err := (Calendar{Name: name, Link: "https://example.org/", Host: "example.org", Lang: lang, Words: wordsOf(t, lang), Events: events}).Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parsed reads a calendar with another library than the one that writes it.
func parsed(t *testing.T, b []byte) []ical.Event {
	t.Helper()
	d := ical.NewDecoder(bytes.NewReader(b))
	c, err := d.Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, b)
	}
	if _, err := d.Decode(); err != io.EOF {
		t.Errorf("after it: %v", err)
	}
	if err := ical.NewEncoder(io.Discard).Encode(c); err != nil { // holds it to the properties that RFC 5545 wants
		t.Error(err)
	}
	return c.Events()
}

func TestCalendarReadsBack(t *testing.T) {
	for _, lang := range []string{"ar", "en"} {
		t.Run(lang, func(t *testing.T) {
			b := calendarOf(t, lang, events...)
			golden(t, "calendar-"+lang+".ics", b)
			all := parsed(t, b)
			if len(all) != 4 {
				t.Fatalf("%d events, want 4: without those of a month or without a day", len(all))
			}
			text := func(i int, name string) string {
				s, err := all[i].Props.Text(name)
				if err != nil {
					t.Error(err)
				}
				return s
			}
			if got := text(0, "LOCATION"); got != events[0].Place {
				t.Errorf("got %q, want %q", got, events[0].Place)
			}
			if got := text(0, "DESCRIPTION"); !strings.Contains(got, events[0].Topic) || strings.Count(got, "\n") != 6 {
				t.Errorf("got %q", got)
			}
			for i, want := range []struct{ uid, status, start, end, sequence string }{
				{"contact-1@example.org", "CONFIRMED", "20250309", "20250310", "2"},
				{"contact-2@example.org", "CANCELLED", "20250320", "20250321", "1"},
				{"contact-3@example.org", "TENTATIVE", "20250310", "20250313", "1"},
				{"contact-4@example.org", "TENTATIVE", "20250324", "20250331", "0"},
			} {
				if got := [...]string{text(i, "UID"), text(i, "STATUS"), all[i].Props.Get("DTSTART").Value, all[i].Props.Get("DTEND").Value, all[i].Props.Get("SEQUENCE").Value}; got != [...]string{want.uid, want.status, want.start, want.end, want.sequence} {
					t.Errorf("got %v, want %v", got, want)
				}
			}
			if url := all[2].Props.Get("URL"); url != nil {
				t.Errorf("the address is %v", url.Value)
			}
		})
	}
}

func TestCalendarSaysInSummaryWhatBecameOfIt(t *testing.T) {
	tests := []struct{ lang, status, kind, want string }{
		{"ar", "held", "meeting", "لقاء: ليلى القاسم، \u2068Anna Berg\u2069"},
		{"ar", "cancelled", "visit", "زيارة (ملغاة): ليلى القاسم، \u2068Anna Berg\u2069"},
		{"ar", "planned", "meeting", "لقاء (مقرر): ليلى القاسم، \u2068Anna Berg\u2069"},
		{"en", "cancelled", "visit", "Visit (cancelled): \u2068ليلى القاسم\u2069, Anna Berg"},
		{"en", "not_reported_held", "call", "Call (not reported held): \u2068ليلى القاسم\u2069, Anna Berg"},
		{"en", "planned", "parade", "parade (planned): \u2068ليلى القاسم\u2069, Anna Berg"},
	}
	for _, tt := range tests {
		all := parsed(t, calendarOf(t, tt.lang, Event{ID: 1, Type: tt.kind, Status: tt.status, Day: "2025-03-09", Parties: []string{"ليلى القاسم", "Anna Berg"}}))
		if got, err := all[0].Props.Text("SUMMARY"); err != nil || got != tt.want {
			t.Errorf("got %q, want %q; %v", got, tt.want, err)
		}
	}
}

// TestCalendarUpdatesInPlace follows one contact through its life.
func TestCalendarUpdatesInPlace(t *testing.T) {
	life := []Step{{"2025-03-01", "planned", "2025-03-08", "الصباح"}, {"2025-03-05", "postponed", "2025-03-09", "الميدان"}, {"2025-03-09T19:00:00Z", "held", "2025-03-09", "الصباح"}}
	uid, sequence, modified := "", "", ""
	for n := range life {
		all := parsed(t, calendarOf(t, "ar", Event{ID: 9, Type: "meeting", Status: life[n].Status, Day: life[n].Day, Steps: life[:n+1]}))
		p := all[0].Props
		if uid != "" && p.Get("UID").Value != uid || p.Get("SEQUENCE").Value <= sequence || p.Get("LAST-MODIFIED").Value <= modified {
			t.Errorf("step %d: %s %s %s", n, p.Get("UID").Value, p.Get("SEQUENCE").Value, p.Get("LAST-MODIFIED").Value)
		}
		uid, sequence, modified = p.Get("UID").Value, p.Get("SEQUENCE").Value, p.Get("LAST-MODIFIED").Value
	}
}

func TestCalendarLinesAreShortAndWhole(t *testing.T) {
	b := calendarOf(t, "ar", events...)
	for _, line := range strings.SplitAfter(string(b), "\r\n") {
		if len(line) > 77 || !utf8.ValidString(line) || strings.ContainsAny(strings.TrimSuffix(line, "\r\n"), "\r\n\x00") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	if !bytes.Equal(b, calendarOf(t, "ar", events...)) {
		t.Error("the same contacts give other bytes")
	}
}

func FuzzCalendarStaysACalendar(f *testing.F) {
	f.Add("لقاء", "عمان;,\\n", "2025-03-09", "https://example.org/\r\nX:1")
	f.Add("\r\nBEGIN:VEVENT", "\xff\x00\u2028", "2025-W10", "http://[")
	f.Fuzz(func(t *testing.T, name, place, day, link string) {
		var b bytes.Buffer
		c := Calendar{Name: name, Link: link, Host: place, Lang: "ar", Events: []Event{{ID: 1, Type: name, Status: place, Day: day, Parties: []string{name}, Place: place, Topic: name, Link: link, Steps: []Step{{day, place, day, name}}}}}
		if err := c.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := ical.NewDecoder(&b).Decode()
		if err != nil {
			t.Fatal(err)
		}
		if n := len(got.Events()); n > 1 {
			t.Errorf("%d events", n)
		}
	})
}
