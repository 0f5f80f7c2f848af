package alert

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
)

// ErrInvalid says what is wrong with a field that a user filled in, and what to write instead.
type ErrInvalid struct {
	Field  string // name, question, channel, target, rhythm, hour, weekday, zone, lang, template, secret
	Reason string
}

func (e ErrInvalid) Error() string { return e.Field + ": " + e.Reason }

// The bounds of what a user may keep.
const (
	maxName     = 200
	maxQuestion = 2000
	maxTarget   = 2000
	maxSearches = 200 // of one user
	maxAlerts   = 200
)

// Searches returns what a user follows, in the order in which it was saved.
func (d *Desk) Searches(ctx context.Context, owner store.UserID) ([]store.SavedSearch, error) {
	return d.store.SavedSearches(ctx, owner)
}

// Search returns one saved search of a user; another user's is store.ErrNotFound.
func (d *Desk) Search(ctx context.Context, owner store.UserID, id int64) (store.SavedSearch, error) {
	x, err := d.store.SavedSearch(ctx, id)
	if err == nil && x.Owner != owner {
		return store.SavedSearch{}, fmt.Errorf("saved search %d: %w", id, store.ErrNotFound)
	}
	return x, err
}

// SaveSearch keeps a search of a user, a new one where ID is 0, and returns it as it is kept. What cannot be asked is ErrInvalid.
func (d *Desk) SaveSearch(ctx context.Context, owner store.UserID, x store.SavedSearch) (store.SavedSearch, error) {
	x.Name, x.Question, x.Filters = strings.TrimSpace(x.Name), strings.TrimSpace(x.Question), strings.TrimSpace(x.Filters)
	if x.Name == "" {
		x.Name = x.Asked()
	}
	switch {
	case x.Asked() == "":
		return x, ErrInvalid{"question", "it is empty: write words or filters"}
	case utf8.RuneCountInString(x.Asked()) > maxQuestion:
		return x, ErrInvalid{"question", fmt.Sprintf("it is longer than %d letters: shorten it", maxQuestion)}
	case utf8.RuneCountInString(x.Name) > maxName:
		return x, ErrInvalid{"name", fmt.Sprintf("it is longer than %d letters: shorten it", maxName)}
	}
	if err := d.find.Check(answer.Question{Text: x.Asked(), Today: d.o.Now()}); err != nil {
		return x, ErrInvalid{"question", err.Error()}
	}
	if x.ID != 0 {
		was, err := d.Search(ctx, owner, x.ID)
		if err != nil {
			return x, err
		}
		x.Made, x.Seen = was.Made, was.Seen
	} else if all, err := d.Searches(ctx, owner); err != nil || len(all) >= maxSearches {
		return x, errors.Join(err, tooMany(len(all), maxSearches, "name", "searches"))
	} else {
		x.Made = d.o.Now().UTC().Truncate(time.Second)
	}
	x.Owner = owner
	err := d.store.Write(ctx, func(t *store.Tx) (err error) {
		x, err = t.KeepSearch(ctx, x)
		return err
	})
	return x, err
}

func tooMany(n, most int, field, noun string) error {
	if n < most {
		return nil
	}
	return ErrInvalid{field, fmt.Sprintf("there are %d %s already: remove one first", n, noun)}
}

// RemoveSearch takes out a saved search of a user with its alerts.
func (d *Desk) RemoveSearch(ctx context.Context, owner store.UserID, id int64) error {
	if _, err := d.Search(ctx, owner, id); err != nil {
		return err
	}
	return d.store.Write(ctx, func(t *store.Tx) error { return t.DropSearch(ctx, id) })
}

// Fresh returns what is new of a saved search since its owner has seen it, the newest first, and whether there may be more. See notes that it was seen.
func (d *Desk) Fresh(ctx context.Context, owner store.UserID, id int64) (items []Item, more bool, err error) {
	x, err := d.Search(ctx, owner, id)
	if err != nil {
		return nil, false, err
	}
	last, err := d.store.LastArrival(ctx)
	if err != nil {
		return nil, false, err
	}
	m, err := d.match(ctx, x.Asked(), x.Seen, last)
	if err != nil {
		return nil, false, err
	}
	all, err := d.message(x, store.Delivery{}, m.notices)
	for i := len(all.Items) - 1; i >= 0; i-- {
		items = append(items, all.Items[i])
	}
	return items, !m.whole, err
}

// See notes that the owner of a saved search has seen what has come until now.
func (d *Desk) See(ctx context.Context, owner store.UserID, id int64) error {
	if _, err := d.Search(ctx, owner, id); err != nil {
		return err
	}
	return d.store.Write(ctx, func(t *store.Tx) error {
		last, err := t.LastArrival(ctx)
		if err != nil {
			return err
		}
		return t.SeeSearch(ctx, id, last)
	})
}

// Alerts returns the alerts of a user, in the order in which they were made. They come without secrets.
func (d *Desk) Alerts(ctx context.Context, owner store.UserID) ([]store.Alert, error) {
	all, err := d.store.Alerts(ctx, owner)
	for i := range all {
		all[i].Secret = ""
	}
	return all, err
}

// Alert returns one alert of a user without its secret; another user's is store.ErrNotFound.
func (d *Desk) Alert(ctx context.Context, owner store.UserID, id int64) (store.Alert, error) {
	a, err := d.owned(ctx, owner, id)
	a.Secret = ""
	return a, err
}

func (d *Desk) owned(ctx context.Context, owner store.UserID, id int64) (store.Alert, error) {
	a, err := d.store.Alert(ctx, id)
	if err != nil {
		return a, err
	}
	if _, err := d.Search(ctx, owner, a.Search); err != nil {
		return store.Alert{}, fmt.Errorf("alert %d: %w", id, store.ErrNotFound)
	}
	return a, nil
}

// SaveAlert keeps an alert of a user, a new one where ID is 0, and returns it as it is kept. Of a webhook without a secret one is drawn; it is returned
// then and never again. An empty secret of an alert that is there leaves it as it was. What cannot be is ErrInvalid.
func (d *Desk) SaveAlert(ctx context.Context, owner store.UserID, a store.Alert) (store.Alert, error) {
	if _, err := d.Search(ctx, owner, a.Search); err != nil {
		return a, err
	}
	now := d.o.Now()
	shown := a.Secret
	if a.ID != 0 {
		was, err := d.owned(ctx, owner, a.ID)
		if err != nil {
			return a, err
		}
		if a.Search != was.Search {
			return a, ErrInvalid{"search", "an alert stays with its search: make another"}
		}
		a.Made, a.Looked = was.Made, was.Looked
		if a.Secret == "" && a.Channel == was.Channel {
			a.Secret = was.Secret
		}
	} else if all, err := d.store.Alerts(ctx, owner); err != nil || len(all) >= maxAlerts {
		return a, errors.Join(err, tooMany(len(all), maxAlerts, "channel", "alerts"))
	} else {
		a.Made = now.UTC().Truncate(time.Second)
	}
	if a.Channel == store.Webhook && a.Secret == "" {
		a.Secret = "whsec_" + draw()
		shown = a.Secret
	}
	if err := d.checkAlert(&a); err != nil {
		return a, err
	}
	a.Failures, a.Fault, a.Due = 0, "", time.Time{}
	if a.Rhythm != store.AtOnce {
		a.Due = rhythm(a).after(now).UTC()
	}
	err := d.store.Write(ctx, func(t *store.Tx) (err error) {
		a, err = t.KeepAlert(ctx, a)
		return err
	})
	a.Secret = shown
	return a, err
}

// RemoveAlert takes out an alert of a user.
func (d *Desk) RemoveAlert(ctx context.Context, owner store.UserID, id int64) error {
	if _, err := d.owned(ctx, owner, id); err != nil {
		return err
	}
	return d.store.Write(ctx, func(t *store.Tx) error { return t.DropAlert(ctx, id) })
}

// Deliveries returns the messages of an alert of a user before this number (0: from the last), the newest first, each with its state and last error.
func (d *Desk) Deliveries(ctx context.Context, owner store.UserID, alert, before int64, limit int) ([]store.Delivery, error) {
	if _, err := d.owned(ctx, owner, alert); err != nil {
		return nil, err
	}
	return d.store.Deliveries(ctx, alert, before, limit)
}

// Test sends a sample of an alert at once, and returns why it was not sent.
func (d *Desk) Test(ctx context.Context, owner store.UserID, id int64) error {
	a, err := d.owned(ctx, owner, id)
	if err != nil {
		return err
	}
	x, err := d.store.SavedSearch(ctx, a.Search)
	if err != nil {
		return err
	}
	return d.senders[a.Channel].send(ctx, a, d.sample(x))
}

// Channels are those on which this server can send: mail only where a mail server is named, Telegram where it has a bot or the alert brings one.
func (d *Desk) Channels() []string {
	out := []string{store.Webhook, store.Telegram}
	if d.o.Mail.Host != "" {
		out = append([]string{store.Mail}, out...)
	}
	return out
}

var (
	chatName = regexp.MustCompile(`^(-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,63})$`)
	botToken = regexp.MustCompile(`^[0-9]{1,20}:[A-Za-z0-9_-]{10,100}$`)
)

// checkAlert says what is wrong with an alert, and fills in what was left out.
func (d *Desk) checkAlert(a *store.Alert) error {
	a.Target = strings.TrimSpace(a.Target)
	if len(a.Target) > maxTarget {
		return ErrInvalid{"target", "it is too long"}
	}
	if len(a.Secret) > maxTarget {
		return ErrInvalid{"secret", "it is too long"}
	}
	for _, check := range []func(*store.Alert) error{d.checkTarget, checkRhythm, d.checkTemplate} {
		if err := check(a); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) checkTarget(a *store.Alert) error {
	switch a.Channel {
	case store.Mail:
		if d.o.Mail.Host == "" {
			return ErrInvalid{"channel", "this server sends no mail: whoever runs it has to name a mail server"}
		}
		to, err := mail.ParseAddress(a.Target)
		if err != nil || to.Name != "" || strings.ContainsAny(a.Target, "\r\n") {
			return ErrInvalid{"target", "it is no address of mail: write name@example.org"}
		}
		a.Target = to.Address
	case store.Webhook:
		if err := fetch.CheckURL(a.Target, d.o.Web.Private); err != nil {
			return ErrInvalid{"target", err.Error()}
		}
	case store.Telegram:
		switch {
		case !chatName.MatchString(a.Target):
			return ErrInvalid{"target", "it is no chat: write the number of one, or @channel"}
		case a.Secret == "" && d.o.Telegram.Token == "":
			return ErrInvalid{"secret", "this server has no bot: give the token of one of your own"}
		case a.Secret != "" && !botToken.MatchString(a.Secret):
			return ErrInvalid{"secret", "it is no token of a bot: @BotFather gives one"}
		}
	default:
		return ErrInvalid{"channel", "it is none: choose mail, webhook or telegram"}
	}
	return nil
}

func checkRhythm(a *store.Alert) error {
	switch a.Rhythm {
	case "":
		a.Rhythm = store.AtOnce
	case store.AtOnce, store.Daily, store.Weekly:
	default:
		return ErrInvalid{"rhythm", "it is none: choose now, daily or weekly"}
	}
	if a.Zone == "" {
		a.Zone = "UTC"
	}
	if _, err := time.LoadLocation(a.Zone); err != nil || a.Zone == "Local" {
		return ErrInvalid{"zone", "it is none: write one as Asia/Amman"}
	}
	if a.Lang == "" {
		a.Lang = "ar"
	}
	switch {
	case a.Hour < 0 || a.Hour > 23:
		return ErrInvalid{"hour", "a day has the hours 0 to 23"}
	case a.Weekday < time.Sunday || a.Weekday > time.Saturday:
		return ErrInvalid{"weekday", "a week has the days 0, Sunday, to 6"}
	case a.Lang != "ar" && a.Lang != "en":
		return ErrInvalid{"lang", "it is none: choose ar or en"}
	}
	return nil
}
