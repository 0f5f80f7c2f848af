package web

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
)

func (s *Server) alertPages() map[string]finds {
	return map[string]finds{
		"GET /desk/searches":              s.searchesPage,
		"POST /desk/searches":             s.saveSearch,
		"GET /desk/searches/{id}":         s.savedSearchPage,
		"POST /desk/searches/{id}":        s.renameSearch,
		"POST /desk/searches/{id}/seen":   s.seeSearch,
		"POST /desk/searches/{id}/remove": s.removeSearch,
		"GET /desk/searches/{id}/alert":   s.newAlertPage,
		"POST /desk/searches/{id}/alert":  s.addAlert,
		"GET /desk/alerts":                s.alertsPage,
		"GET /desk/alerts/{id}":           s.alertPage,
		"POST /desk/alerts/{id}":          s.changeAlert,
		"POST /desk/alerts/{id}/switch":   s.switchAlert,
		"POST /desk/alerts/{id}/test":     s.testAlert,
		"POST /desk/alerts/{id}/remove":   s.removeAlert,
	}
}

// alertRow is an alert with the name of its search.
type alertRow struct {
	store.Alert
	Name string
}

// alertData is one alert, or a new one, with its form and what it has sent.
type alertData struct {
	Alert      store.Alert
	Search     store.SavedSearch
	Channels   []string
	Rhythms    []string
	Hours      []int
	Zones      []string
	Form       *form
	Preview    string // what the template makes
	Secret     string // shown once
	Deliveries []store.Delivery
	Next       string
}

// zones are those that are offered; any other may be written.
var zones = []string{"UTC", "Africa/Algiers", "Africa/Cairo", "Africa/Casablanca", "Africa/Khartoum", "Africa/Tripoli", "Africa/Tunis", "Asia/Aden", "Asia/Amman", "Asia/Baghdad", "Asia/Bahrain", "Asia/Beirut", "Asia/Damascus", "Asia/Dubai", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kuwait", "Asia/Muscat", "Asia/Qatar", "Asia/Riyadh", "Asia/Tehran", "Europe/Berlin", "Europe/Istanbul", "Europe/London", "Europe/Moscow", "Europe/Paris", "America/New_York"}

// isPrivate says whether an address leads into a private network.
func isPrivate(address string) bool {
	var private fetch.ErrPrivate
	return errors.As(fetch.CheckURL(address, false), &private)
}

func (s *Server) alertRows(a *ask, searches []store.SavedSearch) ([]alertRow, error) {
	names := map[int64]string{}
	for _, x := range searches {
		names[x.ID] = x.Name
	}
	all, err := s.alerts.Alerts(a.Context(), a.Account.ID)
	var out []alertRow
	for _, x := range all {
		if name, ok := names[x.Search]; ok {
			out = append(out, alertRow{x, name})
		}
	}
	return out, err
}

func (s *Server) alertsPage(a *ask) (*content, error) {
	searches, err := s.alerts.Searches(a.Context(), a.Account.ID)
	if err != nil {
		return nil, err
	}
	rows, err := s.alertRows(a, searches)
	return &content{Template: "alerts", Title: a.L.T("alerts.title"), Data: struct {
		Rows     []alertRow
		Searches []store.SavedSearch
	}{rows, searches}}, err
}

// alertContent is the form of an alert; it is filled from the alert, or, after a fault, from what was sent.
func (s *Server) alertContent(a *ask, x store.Alert) (*content, *alertData, error) {
	d := &alertData{Alert: x, Channels: s.alerts.Channels(), Rhythms: []string{store.AtOnce, store.Daily, store.Weekly}, Zones: zones, Form: a.form()}
	for h := range 24 {
		d.Hours = append(d.Hours, h)
	}
	var err error
	if d.Search, err = s.alerts.Search(a.Context(), a.Account.ID, x.Search); err != nil {
		return nil, nil, err
	}
	if !a.PostForm.Has("channel") {
		d.Form.values = map[string][]string{"channel": {x.Channel}, "target": {x.Target}, "rhythm": {x.Rhythm}, "hour": {strconv.Itoa(x.Hour)}, "weekday": {strconv.Itoa(int(x.Weekday))}, "zone": {x.Zone}, "language": {x.Lang}, "template": {x.Template}}
	}
	title := a.L.T("alert.new")
	if x.ID != 0 {
		title = a.L.T("alert.title", d.Search.Name)
		err = s.deliveries(a, d)
	}
	return &content{Template: "alert", Title: title, Data: d}, d, err
}

// deliveries are what the alert has sent, the newest first.
func (s *Server) deliveries(a *ask, d *alertData) error {
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return err
	}
	all, err := s.alerts.Deliveries(a.Context(), a.Account.ID, d.Alert.ID, before, pageSize+1)
	if len(all) > pageSize {
		all = all[:pageSize]
		d.Next = older(fmt.Sprintf("/desk/alerts/%d", d.Alert.ID), nil, all[pageSize-1].ID)
	}
	d.Deliveries = all
	return err
}

func (s *Server) newAlertPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	c, _, err := s.alertContent(a, store.Alert{Search: id, Channel: s.alerts.Channels()[0], Rhythm: store.AtOnce, Hour: 7, Zone: "UTC", Lang: a.L.Lang})
	return c, err
}

// sentAlert is the alert as its form was sent.
func sentAlert(a *ask, x store.Alert) store.Alert {
	x.Channel, x.Target, x.Secret = a.PostFormValue("channel"), a.PostFormValue("target"), a.PostFormValue("secret")
	x.Rhythm, x.Zone, x.Lang, x.Template = a.PostFormValue("rhythm"), a.PostFormValue("zone"), a.PostFormValue("language"), a.PostFormValue("template")
	x.Hour, x.Weekday = numberIn(a, "hour"), time.Weekday(numberIn(a, "weekday"))
	return x
}

// numberIn is a number of a form; what is none is out of every range.
func numberIn(a *ask, field string) int {
	n, err := strconv.Atoi(a.PostFormValue(field))
	if err != nil && a.PostFormValue(field) != "" {
		return -1
	}
	return n
}

func (s *Server) addAlert(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	return s.saveAlert(a, sentAlert(a, store.Alert{Search: id, Enabled: true}))
}

func (s *Server) changeAlert(a *ask) (*content, error) {
	x, err := s.ownAlert(a)
	if err != nil {
		return nil, err
	}
	return s.saveAlert(a, sentAlert(a, x))
}

func (s *Server) ownAlert(a *ask) (store.Alert, error) {
	id, err := a.number()
	if err != nil {
		return store.Alert{}, err
	}
	return s.alerts.Alert(a.Context(), a.Account.ID, id)
}

// saveAlert keeps an alert, or shows what its template makes where that is asked for. The secret that was drawn for a webhook is shown in the answer, once.
func (s *Server) saveAlert(a *ask, x store.Alert) (*content, error) {
	if a.PostForm.Has("preview") {
		return s.previewAlert(a, x)
	}
	var kept store.Alert
	err := error(alert.ErrInvalid{Field: "target", Reason: "a reader's mail goes to the reader: write the address of your account"})
	if !mailsOthers(a.Account, x) {
		kept, err = s.alerts.SaveAlert(a.Context(), a.Account.ID, x)
	}
	if err != nil {
		c, d, e := s.alertContent(a, x)
		if e != nil {
			return nil, e
		}
		return s.invalid(a, c, d.Form, err)
	}
	if err := s.noteAlert(a, "alert.save", kept); err != nil {
		return nil, err
	}
	if kept.Channel != store.Webhook || kept.Secret == "" {
		return done(fmt.Sprintf("/desk/alerts/%d", kept.ID), "alert.saved"), nil
	}
	secret := kept.Secret
	kept.Secret = ""
	c, d, err := s.alertContent(a, kept)
	if err == nil {
		d.Secret, c.Secret = secret, true
	}
	return c, err
}

// mailsOthers says whether an alert would let a reader send mail to others: this server is no way to do that.
func mailsOthers(who account.Account, x store.Alert) bool {
	return x.Channel == store.Mail && !who.May(account.Editor) && !strings.EqualFold(strings.TrimSpace(x.Target), who.Email)
}

func (s *Server) noteAlert(a *ask, action string, x store.Alert) error {
	return s.guard.Note(a.Context(), action, fmt.Sprintf("alert/%d", x.ID), nil, map[string]any{"search": x.Search, "channel": x.Channel, "rhythm": x.Rhythm, "enabled": x.Enabled})
}

func (s *Server) previewAlert(a *ask, x store.Alert) (*content, error) {
	c, d, err := s.alertContent(a, x)
	if err != nil {
		return nil, err
	}
	if d.Preview, err = s.alerts.Preview(a.Context(), a.Account.ID, x); err != nil {
		return s.invalid(a, c, d.Form, err)
	}
	return c, nil
}

func (s *Server) alertPage(a *ask) (*content, error) {
	x, err := s.ownAlert(a)
	if err != nil {
		return nil, err
	}
	c, _, err := s.alertContent(a, x)
	return c, err
}

func (s *Server) switchAlert(a *ask) (*content, error) {
	x, err := s.ownAlert(a)
	if err != nil {
		return nil, err
	}
	x.Enabled = a.PostFormValue("on") != ""
	if x, err = s.alerts.SaveAlert(a.Context(), a.Account.ID, x); err == nil {
		err = s.noteAlert(a, "alert.switch", x)
	}
	return done(fmt.Sprintf("/desk/alerts/%d", x.ID), "alert.saved"), err
}

// testAlert sends a sample at once and says whether it arrived.
func (s *Server) testAlert(a *ask) (*content, error) {
	x, err := s.ownAlert(a)
	if err != nil {
		return nil, err
	}
	fault := s.alerts.Test(a.Context(), a.Account.ID, x.ID)
	if fault == nil {
		return done(fmt.Sprintf("/desk/alerts/%d", x.ID), "alert.tested"), nil
	}
	c, d, err := s.alertContent(a, x)
	if err == nil {
		d.Form.faults[""] = a.L.T("alert.failed") + " " + fault.Error()
	}
	return c, err
}

func (s *Server) removeAlert(a *ask) (*content, error) {
	x, err := s.ownAlert(a)
	if err == nil {
		err = s.alerts.RemoveAlert(a.Context(), a.Account.ID, x.ID)
	}
	if err == nil {
		err = s.noteAlert(a, "alert.remove", x)
	}
	return done("/desk/alerts", "alert.removed"), err
}
