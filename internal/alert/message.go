package alert

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// Item is one thing that an alert tells of. Numbers are words, so that a template can count nothing but lists.
type Item struct {
	Event   string   `json:"event"` // new, copy, or of a contact the status that it has come to
	Kind    string   `json:"kind"`  // article, statement, contact
	ID      string   `json:"id"`
	Day     string   `json:"day"`     // 2018-08-23, or empty
	Who     []string `json:"who"`     // the speaker, or who takes part
	Detail  string   `json:"detail"`  // of a statement direct, indirect or mixed; of a contact its type
	Act     string   `json:"act"`     // of a statement: inform, demand, refuse …
	Status  string   `json:"status"`  // of a contact
	Text    string   `json:"text"`    // the words, as the article has them
	Outlets []string `json:"outlets"` // who tells it
	Origins []string `json:"origins"` // where they have it from
	Title   string   `json:"title"`   // of the first article
	Source  string   `json:"source"`  // its address at the outlet
	URL     string   `json:"url"`     // the page here
}

// excerpt is how many letters an article is shown with: from a little before what was asked for.
const excerpt, lead = 400, 80

// itemOf is what is told of a hit.
func itemOf(h *answer.Hit) Item {
	x := Item{Kind: h.Kind, ID: strconv.FormatInt(h.ID, 10), Day: h.Day, Detail: h.Detail, Act: h.Act, Status: h.Status, Text: h.Text, Outlets: h.Outlets, Origins: h.Origins, Title: h.Title, Source: h.URL}
	for _, p := range h.Who {
		x.Who = append(x.Who, p.Name)
	}
	if h.Kind == answer.OfArticle {
		points := []rune(h.Text)
		if len(h.Marks) > 0 && h.Marks[0].Start > lead && len(points) > excerpt {
			points = points[h.Marks[0].Start-lead:]
			x.Text = "…" + string(points[slices.Index(points, ' ')+1:])
		}
		x.Text = cut(x.Text, excerpt)
	}
	return x
}

// Message is what is sent: what a webhook gets as JSON, and a template as its value.
type Message struct {
	ID       string `json:"id"`       // the same whenever it is sent again, as in the header Isnad-Delivery
	Search   string `json:"search"`   // its name
	Question string `json:"question"` // with the filters
	URL      string `json:"url"`      // the page of the search
	Made     string `json:"made"`     // 2025-01-14T07:00:00Z
	Test     bool   `json:"test"`     // a sample that a user has asked for
	Items    []Item `json:"items"`
}

// message puts together what a delivery tells.
func (d *Desk) message(x store.SavedSearch, del store.Delivery, notices []store.Notice) (Message, error) {
	m := d.heading(x, del.Ident, del.Made)
	for _, n := range notices {
		var item Item
		if err := json.Unmarshal([]byte(n.Item), &item); err != nil {
			return m, fmt.Errorf("notice of %s %d: %w", n.Arrival.Event, n.Arrival.Ref, err)
		}
		m.Items = append(m.Items, d.linked(item))
	}
	return m, nil
}

func (d *Desk) heading(x store.SavedSearch, ident string, made time.Time) Message {
	return Message{ID: ident, Search: x.Name, Question: x.Asked(), URL: d.o.Base + "/search?q=" + url.QueryEscape(x.Asked()), Made: made.UTC().Format(time.RFC3339)}
}

// linked gives an item the address of its page, which depends on where the server is today. Lists that are empty are lists.
func (d *Desk) linked(x Item) Item {
	if id, err := strconv.ParseInt(x.ID, 10, 64); err == nil {
		x.URL = d.o.Base + d.o.Link(x.Kind, id)
	}
	for _, list := range []*[]string{&x.Who, &x.Outlets, &x.Origins} {
		if *list == nil {
			*list = []string{}
		}
	}
	return x
}

// sample is what is sent to try an alert, and what templates are tried with.
func (d *Desk) sample(x store.SavedSearch) Message {
	m := d.heading(x, "test-"+d.o.Ident(), d.o.Now())
	m.Test = true
	m.Items = []Item{
		d.linked(Item{Event: store.EventNew, Kind: "statement", ID: "1", Day: "2025-01-14", Who: []string{"سلمان الحداد"}, Detail: "direct", Act: "inform",
			Text: "هذه رسالة تجريبية: \"المحادثات\" تبدأ غدا، <بحسب الجدول> & الدعوات.", Outlets: []string{"وكالة المثال", "صحيفة المثال"}, Origins: []string{"وكالة المثال"}, Title: "خبر تجريبي", Source: "https://example.org/1"}),
		d.linked(Item{Event: "planned", Kind: "contact", ID: "1", Day: "2025-01-15", Who: []string{"سلمان الحداد", "كريم النجار"}, Detail: "meeting", Status: "planned",
			Text: "لقاء في القاهرة", Outlets: []string{"وكالة المثال"}, Origins: []string{"وكالة المثال"}, Title: "خبر تجريبي", Source: "https://example.org/1"}),
	}
	return m
}
