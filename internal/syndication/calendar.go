package syndication

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"isnad.dev/isnad/internal/ledger"
)

// CalendarMedia is the media type of a calendar.
const CalendarMedia = "text/calendar; charset=utf-8"

// Calendar is a list of contacts that calendar programs subscribe to.
type Calendar struct {
	Name  string
	About string
	Link  string // the page of the same
	Self  string // where the calendar itself is
	Host  string // whose numbers the contacts have
	Lang  string // ar, en
	// Words are those of the language, by key (CalendarKeys); empty for what it does not have.
	Words func(key string) string
	// Day writes a day, week, month or range as the language does; nil for ISO.
	Day    func(value string) string
	Events []Event
}

// Event is a contact with its life.
type Event struct {
	ID       int64
	Type     string // meeting, call …
	Status   string // planned, held …
	Day      string // an ISO day, week, month, year or range
	Parties  []string
	Place    string
	Topic    string
	Steps    []Step // changes in its life, in order
	DeniedBy []string
	Outlets  []string
	Origins  []string
	Link     string // its page
}

// Step is a change in a contact's life, as an outlet reported it.
type Step struct{ Published, Status, Day, Outlet string }

// CalendarKeys are the words that a calendar needs. A status may have a word of its own for a type (status.cancelled.visit: ملغاة), since Arabic has genders.
var CalendarKeys = []string{
	"contact.call", "contact.conference", "contact.meeting", "contact.message", "contact.signing", "contact.visit",
	"status.cancelled", "status.denied", "status.failed", "status.held", "status.not_reported_held", "status.ongoing", "status.planned", "status.postponed",
	"calendar.denied_by", "calendar.origins", "calendar.outlets", "calendar.topic",
}

// LongestDays is how many days an event may have. What is only known to fall in a month or year is left out: a bar over thirty days says that it lasts so
// long, and hides the days that are known.
const LongestDays = 14

// refresh is how often programs are asked to look again.
const refresh = "PT1H"

// Write writes those of the contacts whose days are known. A contact keeps its UID for ever and its SEQUENCE grows with each change in its life, so that one
// that was planned is moved, confirmed or called off where it stands.
func (c Calendar) Write(w io.Writer) error {
	out := ics.NewCalendarFor("isnad")
	out.SetProductId("-//isnad//isnad//" + strings.ToUpper(cmp.Or(c.Lang, "en")))
	out.SetCalscale("GREGORIAN")
	out.SetName(oneLine(c.Name))
	out.SetXWRCalName(oneLine(c.Name))
	if c.About != "" {
		out.SetDescription(oneLine(c.About))
		out.SetXWRCalDesc(oneLine(c.About))
	}
	if isWeb(c.Link) {
		out.SetUrl(oneLine(c.Link))
	}
	out.SetRefreshInterval(refresh)
	out.SetXPublishedTTL(refresh)
	for i := range c.Events {
		if e := c.event(&c.Events[i]); e != nil {
			out.AddVEvent(e)
		}
	}
	return out.SerializeTo(w, ics.WithNewLineWindows)
}

// event returns nil for one without days.
func (c *Calendar) event(x *Event) *ics.VEvent {
	first, last, ok := ledger.Days(x.Day)
	if !ok || last.Sub(first) >= LongestDays*24*time.Hour {
		return nil
	}
	e := ics.NewEvent("contact-" + strconv.FormatInt(x.ID, 10) + "@" + cmp.Or(oneLine(c.Host), "isnad"))
	lang := &ics.KeyValues{Key: "LANGUAGE", Value: []string{cmp.Or(c.Lang, "en")}}
	e.SetAllDayStartAt(first)
	e.SetAllDayEndAt(last.AddDate(0, 0, 1)) // the first day after it
	changed := x.changed(last)
	e.SetDtStampTime(changed) // without METHOD, the stamp is of the last change (RFC 5545, 3.8.7.2)
	e.SetModifiedAt(changed)
	e.SetSequence(x.sequence())
	e.SetStatus(calendarStatus(x.Status))
	e.SetTimeTransparency(ics.TransparencyTransparent) // it takes none of the subscriber's own time
	e.SetSummary(c.summary(x), lang)
	e.SetDescription(c.description(x), lang)
	if place := oneLine(x.Place); place != "" {
		e.SetLocation(place)
	}
	if isWeb(x.Link) {
		e.SetURL(oneLine(x.Link))
	}
	e.AddCategory(c.word("contact."+x.Type, x.Type))
	return e
}

// changed is when the contact's life last changed. That a plan was not reported held comes about without a report, on the day after it.
func (x *Event) changed(last time.Time) time.Time {
	at := time.Unix(0, 0).UTC()
	for _, s := range x.Steps {
		if t := Moment(s.Published); t.After(at) {
			at = t
		}
	}
	if after := last.AddDate(0, 0, 1); x.Status == "not_reported_held" && after.After(at) {
		return after
	}
	return at
}

func (x *Event) sequence() int {
	n := max(len(x.Steps)-1, 0)
	if x.Status == "not_reported_held" {
		n++
	}
	return n
}

// calendarStatus: what was held, or is, is confirmed; what did not come about is cancelled; the rest may be.
func calendarStatus(status string) ics.ObjectStatus {
	switch status {
	case "held", "ongoing":
		return ics.ObjectStatusConfirmed
	case "cancelled", "failed", "denied":
		return ics.ObjectStatusCancelled
	}
	return ics.ObjectStatusTentative
}

// summary is "Meeting (cancelled): A, B"; that a contact was held goes without saying.
func (c *Calendar) summary(x *Event) string {
	s := c.word("contact."+x.Type, x.Type)
	if x.Status != "held" && x.Status != "" {
		s += " (" + c.status(x.Status, x.Type) + ")"
	}
	if len(x.Parties) > 0 {
		s += ": " + c.names(x.Parties)
	}
	return directed(s, c.Lang)
}

// description is the story, who tells it, and where to read on.
func (c *Calendar) description(x *Event) string {
	lines := []string{c.story(x), c.label("calendar.outlets", c.names(x.Outlets)), c.label("calendar.origins", c.names(x.Origins))}
	if isWeb(x.Link) {
		lines = append(lines, oneLine(x.Link))
	}
	return joinLines(lines)
}

// story is the topic, the chain of reports, and who denies it, a line each.
func (c *Calendar) story(x *Event) string {
	lines := []string{c.label("calendar.topic", isolated(oneLine(x.Topic), c.Lang))}
	for _, s := range x.Steps {
		lines = append(lines, c.step(s, x.Type))
	}
	return joinLines(append(lines, c.label("calendar.denied_by", c.names(x.DeniedBy))))
}

// label is empty where there is nothing to say.
func (c *Calendar) label(key, value string) string {
	if value == "" {
		return ""
	}
	return directed(c.word(key, key)+": "+value, c.Lang)
}

// joinLines leaves out empty ones.
func joinLines(lines []string) string {
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// step is "2025-03-01: planned (2025-03-09), الصباح".
func (c *Calendar) step(s Step, kind string) string {
	line := c.status(s.Status, kind)
	if day, _, _ := strings.Cut(s.Published, "T"); day != "" {
		line = c.day(day) + ": " + line
	}
	if s.Day != "" {
		line += " (" + c.day(s.Day) + ")"
	}
	if s.Outlet != "" {
		line += c.comma() + isolated(oneLine(s.Outlet), c.Lang)
	}
	return directed(line, c.Lang)
}

// day is isolated: digits behind Arabic letters would be shown from right to left else, 09-03-2025.
func (c *Calendar) day(value string) string {
	if c.Day != nil {
		return oneLine(c.Day(value))
	}
	if direction(c.Lang) == "rtl" {
		return leftToRightIsolate + value + popIsolate
	}
	return value
}

func (c *Calendar) names(all []string) string {
	out := make([]string, len(all))
	for i, n := range all {
		out[i] = isolated(oneLine(n), c.Lang)
	}
	return strings.Join(out, c.comma())
}

func (c *Calendar) comma() string {
	if direction(c.Lang) == "rtl" {
		return "، "
	}
	return ", "
}

// status is the word of a status for a type, or the word for all types.
func (c *Calendar) status(status, kind string) string {
	return c.word("status."+status+"."+kind, c.word("status."+status, status))
}

// word is that of the key, or another where the language has none.
func (c *Calendar) word(key, other string) string {
	if c.Words == nil {
		return other
	}
	return cmp.Or(c.Words(key), other)
}

// oneLine takes out what would end a line of a calendar, and what no text may have.
func oneLine(s string) string { return strings.Join(strings.Fields(allowed(s)), " ") }
