package syndication

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/ledger"
)

// Site is a server whose answers are syndicated: where its pages are, and in which language it names things.
type Site struct {
	Base  string // https://example.org, without a slash at the end
	Host  string // whose numbers they are, for ids that never change
	Lang  string
	Words func(key string) string // as of a Calendar; act.… for tags, too
}

// Page is the address of the page of a thing.
func (s *Site) Page(kind string, id int64) string {
	return s.Base + "/" + kind + "/" + strconv.FormatInt(id, 10)
}

// longestTitle is how many letters of the words stand in a title.
const longestTitle = 110

// Hit is what a search has found, as an entry of a feed. It should be asked for with answer.Whole. Of contacts, Contact says more.
func (s *Site) Hit(h *answer.Hit) Entry {
	e := Entry{ID: TagID(s.Host, h.Kind, h.ID), Link: s.Page(h.Kind, h.ID), Text: h.Text, Lang: languageOf(h.Text), Published: dayMoment(h.Day)}
	for _, name := range h.Outlets {
		o := Outlet{Name: name}
		if name == h.Outlet {
			o.URL = h.URL
		}
		e.Outlets = append(e.Outlets, o)
	}
	switch h.Kind {
	case answer.OfStatement:
		e.Quoted, e.Title = true, cut(h.Text, longestTitle)
		if len(h.Who) > 0 {
			e.Author = h.Who[0].Name
			e.Title = e.Author + ": " + e.Title
		}
		e.Tags = tags(s.word("act." + h.Act))
	case answer.OfContact:
		c := s.calendar()
		e.Title, e.Lang = c.summary(&Event{Type: h.Detail, Status: h.Status, Parties: namesOf(h.Who)}), s.Lang
		e.Tags = tags(s.word("contact."+h.Detail), s.word("status."+h.Status))
		if h.Status != "held" {
			e.Published = time.Time{} // a day to come is no day of publication
		}
	default:
		e.Title, e.Lang = h.Title, languageOf(h.Title+h.Text)
		e.Text = cut(h.Text, 4*longestTitle)
	}
	return e
}

// Contact is a contact as an entry that is new again with each change in its life.
func (s *Site) Contact(x *answer.Contact) Entry {
	c, event := s.calendar(), s.Event(x)
	e := Entry{ID: TagID(s.Host, answer.OfContact, x.ID), Link: event.Link, Title: c.summary(&event), Text: c.story(&event), Lang: s.Lang, Tags: tags(s.word("contact."+x.Type), s.word("status."+x.Status))}
	for i, step := range x.Steps {
		at := Moment(step.Published)
		if i == 0 {
			e.Published = at
		}
		if at.After(e.Updated) {
			e.Updated = at
		}
	}
	for _, name := range x.Outlets {
		e.Outlets = append(e.Outlets, Outlet{Name: name})
	}
	return e
}

// Event is a contact as an event of a calendar.
func (s *Site) Event(x *answer.Contact) Event {
	e := Event{ID: x.ID, Type: x.Type, Status: x.Status, Day: x.Day, Parties: namesOf(x.Parties), Place: x.Place, Topic: x.Topic, DeniedBy: x.DeniedBy, Outlets: x.Outlets, Origins: x.Origins, Link: s.Page(answer.OfContact, x.ID)}
	for _, step := range x.Steps {
		e.Steps = append(e.Steps, Step{step.Published, step.Status, step.Day, step.Outlet})
	}
	return e
}

func (s *Site) calendar() *Calendar { return &Calendar{Host: s.Host, Lang: s.Lang, Words: s.Words} }

func (s *Site) word(key string) string { return s.calendar().word(key, "") }

// tags leaves out what has no word.
func tags(all ...string) (out []string) {
	for _, t := range all {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func namesOf(all []answer.Party) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Name
	}
	return out
}

// dayMoment is the first moment of a day, week, month or range.
func dayMoment(value string) time.Time {
	if t := Moment(value); !t.IsZero() {
		return t
	}
	first, _, _ := ledger.Days(value)
	return first
}

// languageOf is Arabic for Arabic letters, and undetermined for others: whose direction is known all the same.
func languageOf(text string) string {
	switch first, ok := firstStrong(text); {
	case !ok:
		return ""
	case first == "rtl":
		return "ar"
	}
	return "und"
}

// cut ends a text at a word.
func cut(text string, letters int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= letters {
		return text
	}
	short := string([]rune(text)[:letters])
	at := strings.LastIndexByte(short, ' ')
	return strings.TrimRight(short[:cmp.Or(max(at, 0), len(short))], " ،,؛;:.") + "…"
}
