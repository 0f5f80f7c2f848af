package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/syndication"
	"isnad.dev/isnad/internal/web/locale"
)

// The bounds of a month.
const (
	maxMonth  = 2000 // contacts that are counted
	maxInCell = 3    // that a day of the grid names
	maxOnDay  = 15   // that a day of the list shows, before it is asked for by itself
	maxListed = 120  // that the list shows in all
	maxSpread = syndication.LongestDays
)

// calendar is a month of contacts: a grid of days, and the same as a list.
type calendar struct {
	*scope
	Month    string
	Day      string // that is shown by itself, or none
	Weekdays []string
	Weeks    [][]calendarDay
	List     []calendarDay    // the days that have contacts
	Loose    []answer.Contact // of a week, the month or longer
	Facets   []facet
	Previous string
	Next     string
	Newest   string // the month of the newest contacts, where this one has none
	Count    int
	Partial  bool // there are more than are counted
	Feed     string
	Absolute string // the same with the name of this server
	File     string // the month as a file
}

// calendarDay is one day of the grid or list.
type calendarDay struct {
	Day      string
	Number   int
	Outside  bool // of the month before or after
	Today    bool
	All      []store.Contact // whose day it is
	Undated  []store.Contact // first reported on it, without a day of their own
	Contacts []answer.Contact
	Reported []answer.Contact
	Address  string
}

// More is how many contacts of the day are not named.
func (d *calendarDay) More() int { return len(d.All) - len(d.Contacts) }

// MoreReported is the same of those that were reported on it.
func (d *calendarDay) MoreReported() int { return len(d.Undated) - len(d.Reported) }

// Short are those that the grid names.
func (d *calendarDay) Short() []answer.Contact { return d.Contacts[:min(len(d.Contacts), maxInCell)] }

// Rest is how many the grid does not name.
func (d *calendarDay) Rest() int { return len(d.All) - len(d.Short()) }

func (s *Server) calendarPage(a *ask) (*content, error) {
	x, err := s.scope(a)
	if err != nil {
		return nil, err
	}
	month, err := monthOf(a)
	if err != nil {
		return nil, err
	}
	d := newCalendar(a, x, month)
	all, undated, err := s.contactsOfMonth(a, d)
	if err != nil {
		return nil, err
	}
	days := d.spread(a, all, undated)
	if err := s.fill(a, d, days); err != nil {
		return nil, err
	}
	d.grid(a, days)
	if d.Count == 0 && d.Day == "" {
		if d.Newest, err = s.newestMonth(a, d); err != nil {
			return nil, err
		}
	}
	feeds := []link{{a.L.T("calendar.feed"), d.Feed, "text/calendar"}}
	return &content{Template: "calendar", Title: a.L.T("title.of", a.L.T("nav.calendar"), a.L.Day(cmp.Or(d.Day, d.Month))), Data: d, Feeds: feeds}, nil
}

// monthOf is the month that is asked for, or this one.
func monthOf(a *ask) (time.Time, error) {
	value := a.URL.Query().Get("month")
	if day := a.URL.Query().Get("day"); len(day) >= len("2006-01") && value == "" {
		value = day[:len("2006-01")]
	}
	t, err := time.Parse("2006-01", cmp.Or(value, a.day()[:len("2006-01")]))
	if err != nil || t.Year() < 1 || t.Year() > 9998 {
		return t, wrong{http.StatusBadRequest, a.L.T("scope.month", value)}
	}
	return t, nil
}

func newCalendar(a *ask, x *scope, month time.Time) *calendar {
	x.Values.Del("from")
	x.Values.Del("to")
	d := &calendar{scope: x, Month: month.Format("2006-01")}
	if day, err := time.Parse(time.DateOnly, a.URL.Query().Get("day")); err == nil && day.Format("2006-01") == d.Month {
		d.Day = day.Format(time.DateOnly)
	}
	d.Feed = x.as("/calendar.ics", "lang", a.L.Lang)
	d.Absolute = account.Base(a.Context()) + d.Feed
	x.Values.Set("month", d.Month)
	d.File = x.as("/calendar.ics", "lang", a.L.Lang)
	d.Previous, d.Next = x.as("/calendar", "month", month.AddDate(0, -1, 0).Format("2006-01")), x.as("/calendar", "month", month.AddDate(0, 1, 0).Format("2006-01"))
	x.Days = store.Days{From: month.Format(time.DateOnly), To: month.AddDate(0, 1, -1).Format(time.DateOnly)}
	if d.Day != "" {
		x.Days = store.Days{From: d.Day, To: d.Day}
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		d.Weekdays = append(d.Weekdays, a.L.WeekdayShort(day))
	}
	d.Facets = []facet{
		chips("/calendar", x.Values, "status", a.L.T("facet.status"), locale.Statuses, a.L.Status),
		chips("/calendar", x.Values, "type", a.L.T("facet.contact"), locale.ContactTypes, a.L.Contact),
	}
	return d
}

// contactsOfMonth are the contacts whose days lie there, and those that were only reported there.
func (s *Server) contactsOfMonth(a *ask, d *calendar) (all []store.Contact, undated []store.Dated, err error) {
	if d.Nobody {
		return nil, nil, nil
	}
	reported, more, err := s.store.ContactsDated(a.Context(), store.ContactList{Days: d.Days, Actors: d.Actors, Types: d.Types, Limit: maxMonth})
	if err != nil {
		return nil, nil, err
	}
	d.Partial = more
	for _, c := range reported {
		standing(&c.Contact, a.Today)
		switch {
		case !d.wants(&c.Contact):
		case c.Day == "":
			undated = append(undated, c)
		case len(d.Actors) > 0:
			all = append(all, c.Contact)
		}
	}
	if len(d.Actors) > 0 {
		return all, undated, nil
	}
	if all, err = s.store.ContactsOn(a.Context(), d.Days, nil, maxMonth); err != nil {
		return nil, nil, err
	}
	d.Partial = d.Partial || len(all) == maxMonth
	for i := range all {
		standing(&all[i], a.Today)
	}
	return slices.DeleteFunc(all, func(c store.Contact) bool { return !d.wants(&c) }), undated, nil
}

// spread puts each contact on its days. What is only known to fall in a week, a month or longer stands apart.
func (d *calendar) spread(a *ask, all []store.Contact, undated []store.Dated) map[string]*calendarDay {
	days := map[string]*calendarDay{}
	at := func(day string) *calendarDay {
		if days[day] == nil {
			days[day] = &calendarDay{Day: day, Today: day == a.day(), Address: d.as("/calendar", "day", day) + "#list"}
		}
		return days[day]
	}
	for _, c := range all {
		d.Count++
		first, last, ok := ledger.Days(c.Day)
		if !ok || last.Sub(first) >= maxSpread*24*time.Hour || len(c.Day) < len(time.DateOnly) {
			d.Loose = append(d.Loose, answer.Contact{ID: c.ID, Type: c.Type, Status: c.Status, Day: c.Day, Place: c.Place, Topic: c.Topic, Reports: c.Reports})
			continue
		}
		for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
			if iso := day.Format(time.DateOnly); iso >= d.Days.From && iso <= d.Days.To {
				at(iso).All = append(at(iso).All, c)
			}
		}
	}
	for _, c := range undated {
		if c.On != "" {
			d.Count++
			at(c.On).Undated = append(at(c.On).Undated, c.Contact)
		}
	}
	return days
}

// fill describes the contacts that are shown: all at once, so that there are few queries.
func (s *Server) fill(a *ask, d *calendar, days map[string]*calendarDay) error {
	var shown []store.Contact
	counts := map[string][2]int{}
	left := maxListed
	for _, day := range sortedDays(days) {
		most := min(maxOnDay, max(left, maxInCell))
		undated := 0
		if d.Day != "" {
			most, undated = maxListed, maxListed
		}
		n := [2]int{min(len(day.All), most), min(len(day.Undated), undated)}
		counts[day.Day], left = n, left-n[0]
		shown = append(append(shown, day.All[:n[0]]...), day.Undated[:n[1]]...)
	}
	d.Loose = d.Loose[:min(len(d.Loose), maxListed)]
	for _, c := range d.Loose {
		shown = append(shown, store.Contact{ID: c.ID, Type: c.Type, Status: c.Status, Day: c.Day, Place: c.Place, Topic: c.Topic, Reports: c.Reports})
	}
	all, err := s.brief(a.Context(), shown)
	if err != nil {
		return err
	}
	for _, day := range sortedDays(days) {
		n := counts[day.Day]
		day.Contacts, day.Reported, all = all[:n[0]], all[n[0]:n[0]+n[1]], all[n[0]+n[1]:]
		d.List = append(d.List, *day)
	}
	d.Loose = all
	return nil
}

func sortedDays(days map[string]*calendarDay) []*calendarDay {
	out := make([]*calendarDay, 0, len(days))
	for _, d := range days {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *calendarDay) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// grid lays the days out in weeks that begin on Sunday, as they do in most countries that read Arabic.
func (d *calendar) grid(a *ask, days map[string]*calendarDay) {
	first, err := time.Parse("2006-01", d.Month)
	if err != nil {
		return // it was parsed before
	}
	for day := first.AddDate(0, 0, -int(first.Weekday())); day.Before(first.AddDate(0, 1, 0)); {
		var week []calendarDay
		for range 7 {
			iso := day.Format(time.DateOnly)
			cell := calendarDay{Day: iso, Today: iso == a.day(), Address: d.as("/calendar", "day", iso) + "#list"}
			if have, ok := days[iso]; ok {
				cell = *have
			}
			cell.Number, cell.Outside = day.Day(), day.Month() != first.Month()
			week = append(week, cell)
			day = day.AddDate(0, 0, 1)
		}
		d.Weeks = append(d.Weeks, week)
	}
}

// newestMonth leads to contacts where there are none: to the newest month that is over, with the same question.
func (s *Server) newestMonth(a *ask, d *calendar) (string, error) {
	all, _, err := s.store.ContactsDated(a.Context(), store.ContactList{Days: store.Days{From: "0001-01-01"}, Actors: d.Actors, Types: d.Types, Limit: 1})
	if err != nil || len(all) == 0 || d.Nobody || len(all[0].On) < len("2006-01") {
		return "", err
	}
	return all[0].On[:len("2006-01")], nil
}

// NewestAddress is the address of that month.
func (d *calendar) NewestAddress() string { return d.as("/calendar", "month", d.Newest) }

// Whole is the address of the whole month.
func (d *calendar) Whole() string { return address("/calendar", d.Values) }

// The days that a calendar to subscribe to has.
const (
	daysBehind = 90
	daysAhead  = 730
	maxEvents  = 500
)

// calendarFeed is the calendar that programs subscribe to: the last months and what is to come, or one month.
func (s *Server) calendarFeed(a *ask) (*syndication.Calendar, error) {
	x, err := s.scope(a)
	if err != nil {
		return nil, err
	}
	x.Days = store.Days{From: a.Today.AddDate(0, 0, -daysBehind).Format(time.DateOnly), To: a.Today.AddDate(0, 0, daysAhead).Format(time.DateOnly)}
	page := address("/calendar", x.Values)
	if a.URL.Query().Has("month") {
		month, err := monthOf(a)
		if err != nil {
			return nil, err
		}
		x.Days = store.Days{From: month.Format(time.DateOnly), To: month.AddDate(0, 1, -1).Format(time.DateOnly)}
		page = x.as("/calendar", "month", month.Format("2006-01"))
	}
	ids, err := s.datedIDs(a, x)
	if err != nil {
		return nil, err
	}
	title := a.L.T("calendar.name")
	if x.Values.Get("actor") != "" {
		title = a.L.T("title.of", title, x.Name)
	}
	return s.calendarOf(a, title, page, ids)
}

// datedIDs are the contacts in the scope whose days are known, the newest of them where there are too many.
func (s *Server) datedIDs(a *ask, x *scope) ([]int64, error) {
	if x.Nobody {
		return nil, nil
	}
	all, _, err := s.store.ContactsDated(a.Context(), store.ContactList{Days: x.Days, Actors: x.Actors, Types: x.Types, Limit: maxMonth})
	var ids []int64
	for i := range all {
		c := &all[i].Contact
		standing(c, a.Today)
		if c.Day != "" && x.wants(c) && len(ids) < maxEvents {
			ids = append(ids, c.ID)
		}
	}
	return ids, err
}

// calendarOf is a calendar of these contacts.
func (s *Server) calendarOf(a *ask, name, page string, ids []int64) (*syndication.Calendar, error) {
	all, err := s.answers.ContactsByID(a.Context(), ids, answer.Options{Today: a.Today})
	if err != nil {
		return nil, err
	}
	site := siteOf(a)
	c := &syndication.Calendar{Name: name, About: a.L.T("calendar.about"), Link: site.Base + page, Self: site.Base + a.URL.RequestURI(), Host: site.Host, Lang: a.L.Lang, Words: site.Words, Day: a.L.Day}
	for i := range all {
		c.Events = append(c.Events, site.Event(&all[i]))
	}
	return c, nil
}

// contactCalendar is one contact as an event.
func (s *Server) contactCalendar(a *ask) (*syndication.Calendar, error) {
	x, err := s.contactOf(a)
	if err != nil {
		return nil, err
	}
	return s.calendarOf(a, a.contactTitle(x), "/contact/"+decimal(x.ID), []int64{x.ID})
}

// actorCalendar is the contacts of one actor.
func (s *Server) actorCalendar(a *ask) (*syndication.Calendar, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	called, err := s.store.CalledActors(a.Context(), []int64{id})
	if err != nil {
		return nil, err
	}
	who, ok := called[id]
	if !ok {
		return nil, answer.ErrNotFound
	}
	x := &scope{Values: url.Values{}, Actors: []int64{who.ID}, Days: store.Days{From: "0001-01-01"}}
	ids, err := s.datedIDs(a, x)
	if err != nil {
		return nil, err
	}
	return s.calendarOf(a, a.L.T("title.of", a.L.T("calendar.name"), who.Name), actorAddress(who.ID), ids)
}

// Form changes who is shown.
func (d *calendar) Form() scopeForm {
	return scopeForm{"/calendar", d.scope, false, []string{"month", "type", "status"}}
}
