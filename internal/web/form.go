package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/account"
)

// form is what somebody has typed, with what is wrong with it: a page shows it again, so that nothing is typed twice.
type form struct {
	values url.Values
	faults map[string]string // by field; of none: what is wrong with the whole
}

// fault is what is wrong with a field.
type fault struct{ Field, Text string }

// secretFields are never shown again.
var secretFields = []string{"password", "old", "secret", "csrf"}

// form is what was sent, without what is secret.
func (a *ask) form() *form {
	f := &form{url.Values{}, map[string]string{}}
	if err := a.ParseForm(); err != nil {
		return f // the guard has read it before: a script that sends no form
	}
	for name, values := range a.Form {
		if !slices.Contains(secretFields, name) {
			f.values[name] = values
		}
	}
	return f
}

// Get is what was typed into a field.
func (f *form) Get(name string) string { return f.values.Get(name) }

// Has says whether a value was chosen in a field of several.
func (f *form) Has(name, value string) bool { return slices.Contains(f.values[name], value) }

// Sent says whether a field was sent at all.
func (f *form) Sent(name string) bool { return f.values.Has(name) }

// Fault is what is wrong with a field; "" is the whole form.
func (f *form) Fault(name string) string { return f.faults[name] }

// At is the same for the template that shows it.
func (f *form) At(name string) fault { return fault{name, f.faults[name]} }

// again shows a form with why it was refused, beside the field that it is about; fields are those by the codes of faults. What is no fault of the user's
// is returned.
func (a *ask) again(c *content, f *form, err error, fields map[string]string) (*content, error) {
	var refused *account.Fault
	var limit *account.Limit
	switch {
	case errors.As(err, &limit):
		a.Writer.Header().Set("Retry-After", strconv.Itoa(limit.Seconds()))
		f.faults[""], c.Status = a.L.N("access.limit", limit.Seconds()), http.StatusTooManyRequests
	case errors.As(err, &refused):
		f.faults[fields[refused.Code]] = a.L.T("access." + refused.Code)
		if c.Status = refused.Status; c.Status == http.StatusUnauthorized { // of which browsers want to know how; the form is how
			c.Status = http.StatusUnprocessableEntity
		}
	default:
		return nil, err
	}
	return c, nil
}

// done sends the browser to a page of ours that says what was done, and nothing else: said.users.removed.
func done(page, what string) *content {
	path, place, _ := strings.Cut(page, "#")
	path, question, _ := strings.Cut(path, "?")
	v, err := url.ParseQuery(question)
	if err != nil {
		v = url.Values{} // the page is shown all the same
	}
	v.Set("said", what)
	to := path + "?" + v.Encode()
	if place != "" {
		to += "#" + place
	}
	return &content{Redirect: to}
}

// said is what the form before has done, where the address names words of ours.
func said(a *ask) string {
	if key := "said." + a.URL.Query().Get("said"); a.L.Has(key) {
		return a.L.T(key)
	}
	return ""
}
