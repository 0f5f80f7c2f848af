package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
)

// searches are the saved searches of who asks.
type searches struct {
	Searches []store.SavedSearch
	Form     *form
}

// savedSearch is one of them, with what is new in it and its alerts.
type savedSearch struct {
	store.SavedSearch
	Address string // of what it finds
	Items   []alert.Item
	More    bool
	Alerts  []alertRow
	Form    *form
}

// question is what is asked by a text alone, its filters in it.
func question(text string, a *ask) answer.Question {
	return answer.Question{Text: text, Today: a.Today, Limit: pageSize}
}

// filtersOf are the fields of a search beside its words, written as the words may have them: speaker:"سلمان الحداد" kind:statement.
func filtersOf(v url.Values) string {
	var out []string
	for _, name := range questionFields[1:] {
		for _, value := range v[name] {
			value = strings.Join(strings.Fields(strings.ReplaceAll(value, `"`, " ")), " ")
			filter := name
			switch {
			case value == "":
				continue
			case name == "party":
				filter = "with"
			case name == "status":
				value = strings.ReplaceAll(value, "_", "-")
			}
			if strings.ContainsFunc(value, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				value = `"` + value + `"`
			}
			out = append(out, filter+":"+value)
		}
	}
	return strings.Join(out, " ")
}

func searchAddress(x store.SavedSearch) string {
	return "/search?" + url.Values{"q": {x.Asked()}}.Encode()
}

func (s *Server) searchesPage(a *ask) (*content, error) {
	all, err := s.alerts.Searches(a.Context(), a.Account.ID)
	if err != nil {
		return nil, err
	}
	return &content{Template: "searches", Title: a.L.T("searches.title"), Data: &searches{all, a.form()}}, nil
}

// saveSearch keeps the question that a page of results was of.
func (s *Server) saveSearch(a *ask) (*content, error) {
	v := questionValues(a.PostForm)
	x, err := s.alerts.SaveSearch(a.Context(), a.Account.ID, store.SavedSearch{Name: a.PostFormValue("name"), Question: v.Get("q"), Filters: filtersOf(v)})
	if err != nil {
		c, e := s.searchesPage(a)
		if e != nil {
			return nil, e
		}
		return s.invalid(a, c, c.Data.(*searches).Form, err)
	}
	if err := s.guard.Note(a.Context(), "search.save", fmt.Sprintf("search/%d", x.ID), nil, map[string]string{"name": x.Name, "question": x.Asked()}); err != nil {
		return nil, err
	}
	return done(fmt.Sprintf("/desk/searches/%d", x.ID), "search.saved"), nil
}

func (s *Server) savedSearchPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	d := &savedSearch{Form: a.form()}
	if d.SavedSearch, err = s.alerts.Search(a.Context(), a.Account.ID, id); err != nil {
		return nil, err
	}
	if d.Items, d.More, err = s.alerts.Fresh(a.Context(), a.Account.ID, id); err != nil {
		return nil, err
	}
	if len(d.Items) > pageSize {
		d.Items, d.More = d.Items[:pageSize], true
	}
	rows, err := s.alertRows(a, []store.SavedSearch{d.SavedSearch})
	if err != nil {
		return nil, err
	}
	d.Alerts, d.Address = rows, searchAddress(d.SavedSearch)
	return &content{Template: "saved_search", Title: d.Name, Data: d}, nil
}

func (s *Server) renameSearch(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	was, err := s.alerts.Search(a.Context(), a.Account.ID, id)
	if err != nil {
		return nil, err
	}
	x := was
	x.Name, x.Question = a.PostFormValue("name"), a.PostFormValue("question")
	x.Filters = ""
	if x, err = s.alerts.SaveSearch(a.Context(), a.Account.ID, x); err != nil {
		c, e := s.savedSearchPage(a)
		if e != nil {
			return nil, e
		}
		return s.invalid(a, c, c.Data.(*savedSearch).Form, err)
	}
	err = s.guard.Note(a.Context(), "search.save", fmt.Sprintf("search/%d", id), map[string]string{"name": was.Name, "question": was.Asked()}, map[string]string{"name": x.Name, "question": x.Asked()})
	return done(fmt.Sprintf("/desk/searches/%d", id), "search.saved"), err
}

func (s *Server) seeSearch(a *ask) (*content, error) {
	id, err := a.number()
	if err == nil {
		err = s.alerts.See(a.Context(), a.Account.ID, id)
	}
	return &content{Redirect: fmt.Sprintf("/desk/searches/%d", id)}, err
}

func (s *Server) removeSearch(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	was, err := s.alerts.Search(a.Context(), a.Account.ID, id)
	if err == nil {
		err = s.alerts.RemoveSearch(a.Context(), a.Account.ID, id)
	}
	if err == nil {
		err = s.guard.Note(a.Context(), "search.remove", fmt.Sprintf("search/%d", id), map[string]string{"name": was.Name, "question": was.Asked()}, nil)
	}
	return done("/desk/searches", "search.removed"), err
}

// invalid shows a form of a saved search or an alert with what is wrong with it, in the words of the page; what the program found stands beside them.
func (s *Server) invalid(a *ask, c *content, f *form, err error) (*content, error) {
	var wrong alert.ErrInvalid
	if !errors.As(err, &wrong) {
		return nil, err
	}
	text := a.L.T("invalid." + wrong.Field)
	switch key := "invalid." + wrong.Field + "." + f.Get("channel"); {
	case wrong.Field == "target" && isPrivate(f.Get("target")):
		text = a.L.T("invalid.private")
	case wrong.Field == "target" && f.Get("channel") == store.Mail && !a.Account.May(account.Editor):
		text = a.L.T("invalid.target.mail.own")
	case a.L.Has(key):
		text = a.L.T(key)
	}
	if wrong.Field == "template" || wrong.Field == "question" {
		text += " " + wrong.Reason
	}
	f.faults[wrong.Field], c.Status = text, http.StatusUnprocessableEntity
	return c, nil
}
