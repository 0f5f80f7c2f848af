package web

import (
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/web/locale"
)

// contactView is a contact with its life as a picture, and what the same parties had besides.
type contactView struct {
	*answer.ContactDetail
	Life   *figure
	Others []answer.Contact // of the same parties
	Month  string           // of the calendar in which it stands
	Noted  *notes
}

// otherContacts is how many other contacts of the same parties are shown.
const otherContacts = 8

// contactPage shows the life of a contact.
func (s *Server) contactPage(a *ask) (*content, error) {
	x, err := s.contactOf(a)
	if err != nil {
		return nil, err
	}
	d := &contactView{ContactDetail: x, Life: a.figure(lifeOf(a.L, x), "/contact/"+decimal(x.ID)+"/life.svg")}
	if len(x.Day) >= len("2018-08") {
		d.Month = x.Day[:len("2018-08")]
	}
	if d.Others, err = s.sameParties(a, x); err != nil {
		return nil, err
	}
	d.Noted, err = s.notesOf(a, "contact", x.ID)
	return &content{Template: "contact", Title: a.contactTitle(x), Data: d}, err
}

func (s *Server) contactOf(a *ask) (*answer.ContactDetail, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	return s.answers.Contact(a.Context(), id, answer.Options{Today: a.Today})
}

// contactTitle says what and who: "لقاء: محمد شياع السوداني، وزارة المياه".
func (a *ask) contactTitle(x *answer.ContactDetail) string {
	var names []string
	for _, p := range x.Parties {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return a.L.Contact(x.Type)
	}
	return a.L.T("title.of", a.L.Contact(x.Type), strings.Join(names, a.L.T("list.and")))
}

// lifePicture is the file of the picture.
func (s *Server) lifePicture(a *ask) (*drawing, error) {
	x, err := s.contactOf(a)
	if err != nil {
		return nil, err
	}
	d := lifeOf(a.L, x)
	d.Title = a.contactTitle(x)
	return d, nil
}

// lifeOf draws what the reports say, each on the day on which it came out, with bows between those that contradict each other.
func lifeOf(l *locale.Words, x *answer.ContactDetail) *drawing {
	var life chart.Life
	for _, r := range x.Accounts {
		life.Moments = append(life.Moments, chart.Moment{
			Day: dayIn(r.Published), Status: r.Status, Label: l.Status(r.Status), Outlet: r.Outlet, Href: spanAddress(r.Article, []isnad.Span{r.Span}), Title: r.Title,
		})
	}
	if x.Status == "not_reported_held" {
		life.Moments = append(life.Moments, chart.Moment{Day: x.Day, Status: x.Status, Label: l.Status(x.Status)})
	}
	for _, c := range x.Contradictions {
		i, j := momentOf(x, c.A), momentOf(x, c.B)
		if i >= 0 && j >= 0 {
			life.Moments[i].Against = append(life.Moments[i].Against, j)
		}
	}
	life.Set = marksOf(l, x)
	return &drawing{Picture: life, Title: l.T("contact.life"), Desc: l.T("contact.life.desc", len(x.Accounts), l.Status(x.Status)), Sources: x.Outlets, Name: "isnad-contact-" + decimal(x.ID)}
}

// marksOf are the days for which it was set, each once, and the day on which it was held.
func marksOf(l *locale.Words, x *answer.ContactDetail) []chart.Mark {
	var out []chart.Mark
	for _, s := range x.Steps {
		m := chart.Mark{Day: s.Day, Label: l.T("contact.set")}
		switch {
		case s.Day == "" || s.Status != "planned" && s.Status != "postponed":
			continue
		case s.Day == x.Day && (x.Status == "held" || x.Status == "ongoing"):
			continue
		case !slices.Contains(out, m):
			out = append(out, m)
		}
	}
	if x.Status == "held" || x.Status == "ongoing" {
		out = append(out, chart.Mark{Day: x.Day, Label: l.Status(x.Status)})
	}
	return out
}

// momentOf is the report that a step stands for, or -1.
func momentOf(x *answer.ContactDetail, s answer.Step) int {
	return slices.IndexFunc(x.Accounts, func(r answer.Report) bool { return r.Article == s.Article && r.Status == s.Status && r.Day == s.Day })
}

// dayIn is the day of an instant.
func dayIn(published string) string { return published[:min(len(published), len("2006-01-02"))] }

// sameParties are the newest other contacts of the first two who are known.
func (s *Server) sameParties(a *ask, x *answer.ContactDetail) ([]answer.Contact, error) {
	var known []int64
	for _, p := range x.Parties {
		if p.ID != 0 {
			known = append(known, p.ID)
		}
	}
	if len(known) < 2 {
		return nil, nil
	}
	ids, err := s.store.SharedContacts(a.Context(), known[0], known[1], otherContacts+1)
	if err != nil {
		return nil, err
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool { return id == x.ID })
	return s.answers.ContactsByID(a.Context(), ids[:min(len(ids), otherContacts)], answer.Options{Today: a.Today})
}
