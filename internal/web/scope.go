package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// scope is what a calendar, a map or a network shows: of which days, which types and statuses, and who takes part.
type scope struct {
	Values   url.Values // as it was asked
	Days     store.Days
	Types    []string
	Statuses []string
	Actors   []int64 // all that the name may mean
	Name     string  // of the one who is shown, or as it was asked
	Nobody   bool    // nobody is called so
}

// scopeFields are those of an address that say what is shown.
var scopeFields = []string{"from", "to", "actor", "type", "status", "view"}

// scope reads the address.
func (s *Server) scope(a *ask) (*scope, error) {
	x := &scope{Values: url.Values{}}
	for _, name := range scopeFields {
		for _, v := range a.URL.Query()[name] {
			if v != "" && !slices.Contains(x.Values[name], v) {
				x.Values.Add(name, v)
			}
		}
	}
	x.Days = store.Days{From: x.Values.Get("from"), To: x.Values.Get("to")}
	for _, day := range []string{x.Days.From, x.Days.To} {
		if _, err := time.Parse(time.DateOnly, day); err != nil && day != "" {
			return nil, wrong{http.StatusBadRequest, a.L.T("scope.day", day)}
		}
	}
	x.Types, x.Statuses = wordedOf(x.Values["type"], locale.ContactTypes), wordedOf(x.Values["status"], locale.Statuses)
	return x, s.nameScope(a, x)
}

// wordedOf are the values that there are words for.
func wordedOf(values, known []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return !slices.Contains(known, v) })
}

// nameScope looks up who is asked for.
func (s *Server) nameScope(a *ask, x *scope) (err error) {
	if x.Name = x.Values.Get("actor"); x.Name == "" {
		return nil
	}
	if x.Actors, err = s.answers.ActorsNamed(a.Context(), x.Name); err != nil {
		return err
	}
	x.Nobody = len(x.Actors) == 0
	called, err := s.store.CalledActors(a.Context(), x.Actors)
	for _, id := range x.Actors {
		if c, ok := called[id]; ok {
			x.Name = c.Name
			break
		}
	}
	return err
}

// wants says whether a contact has one of the types and statuses; its status is as of today.
func (x *scope) wants(c *store.Contact) bool {
	return (len(x.Types) == 0 || slices.Contains(x.Types, c.Type)) && (len(x.Statuses) == 0 || slices.Contains(x.Statuses, c.Status))
}

// as is the address of the same with another value, or without it.
func (x *scope) as(path, name, value string) string {
	out := url.Values{}
	for n, values := range x.Values {
		out[n] = values
	}
	out.Del(name)
	if value != "" {
		out.Set(name, value)
	}
	return address(path, out)
}

// address is a path with what is asked of it.
func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// standing is how a contact stands today: a plan whose day has gone by was not reported held.
func standing(c *store.Contact, today time.Time) {
	if c.Status != "planned" {
		return
	}
	if _, last, ok := ledger.Days(c.Day); ok && last.Format(time.DateOnly) < today.Format(time.DateOnly) {
		c.Status = "not_reported_held"
	}
}

// scopeForm is the form that changes a scope.
type scopeForm struct {
	Path  string
	Scope *scope
	Days  bool
	Keep  []string // what stays as it is
}

// As is as for the templates.
func (x *scope) As(path, name, value string) string { return x.as(path, name, value) }
