// Package alert tells users of what is new in what they follow: by mail, to a webhook, in a Telegram chat; at once or as a digest.
//
// In: saved searches ("حصار المدينة kind:statement", "Lavrov with:Blinken") with alerts, and what has come since each was last looked at, in the order in which
// it came, whatever its day. Out: messages with the words, who said them, the outlets and the link; each is retried until it arrives or is given up, and
// nothing is told twice: docs/alerts.md says how far that can be promised.
package alert

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
)

// Finder decides what a question finds: an answer.Finder, so that an alert tells what a page of results would show.
type Finder interface {
	Check(answer.Question) error
	Search(context.Context, answer.Question) (answer.Page[answer.Hit], error)
}

// Options say how messages are sent. Without Mail.Host there is no mail.
type Options struct {
	Base     string // the address of the server, https://isnad.example.org, for links
	Mail     Server
	Telegram Bot
	Web      fetch.Options                      // how webhooks are reached: Private lets them lead into private networks
	Link     func(kind string, id int64) string // the path of a page; nil: /statement/17
	Now      func() time.Time                   // the clock; nil is time.Now
	Log      *slog.Logger                       // nil logs nothing
	Ident    func() string                      // a new name for a message; nil draws one
}

// Desk keeps what users follow and tells them of it. Any number of goroutines and processes may use one store's.
type Desk struct {
	store   *store.Store
	find    Finder
	o       Options
	web     *fetch.Client
	bot     *fetch.Client
	senders map[string]sender
}

// sender sends a message on one channel.
type sender interface {
	send(ctx context.Context, a store.Alert, m Message) error
}

// sendWithin is how long a webhook or Telegram is waited for.
const sendWithin = 10 * time.Second

// New returns the desk of a store.
func New(s *store.Store, f Finder, o Options) *Desk {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.Ident == nil {
		o.Ident = draw
	}
	o.Base = strings.TrimSuffix(o.Base, "/")
	if o.Link == nil {
		o.Link = func(kind string, id int64) string { return "/" + kind + "/" + strconv.FormatInt(id, 10) }
	}
	o.Telegram.Base = strings.TrimSuffix(cmp.Or(o.Telegram.Base, telegramBase), "/")
	o.Web.Timeout = sendWithin
	d := &Desk{store: s, find: f, o: o, web: fetch.New(o.Web), bot: fetch.New(fetch.Options{Private: true, Timeout: sendWithin, Resolver: o.Web.Resolver})}
	d.senders = map[string]sender{store.Mail: mailer{d}, store.Webhook: webhook{d}, store.Telegram: telegram{d}}
	return d
}

// draw draws a name that no other message has.
func draw() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// lookAtOnce is how much of what has come is held to a question at once.
const lookAtOnce = 1000

// most is how much one message tells: what a reader of the channel can take in, and Telegram takes.
var most = map[string]int{store.Mail: 50, store.Webhook: 50, store.Telegram: 5}

// Look holds what has come to each alert's question and makes messages of it; send is called with these in the transaction that keeps them. It returns up to
// which arrival all is looked at. A question that can no longer be asked costs only its own alert.
func (d *Desk) Look(ctx context.Context, send func(context.Context, *store.Tx, []int64) error) (int64, error) {
	last, err := d.store.LastArrival(ctx)
	if err != nil {
		return 0, err
	}
	alerts, err := d.store.EnabledAlerts(ctx)
	if err != nil {
		return 0, err
	}
	looked := last
	found := matches{d: d, last: last, of: map[string]match{}}
	for _, a := range alerts {
		to, err := d.look(ctx, a, &found, send)
		if err != nil {
			return 0, fmt.Errorf("alert %d: %w", a.ID, err)
		}
		looked = min(looked, to)
	}
	return looked, d.store.Write(ctx, func(t *store.Tx) error { return t.ForgetArrivals(ctx, d.o.Now().Add(-remember)) })
}

// remember is how long it is known what has come: so long an alert may be without a process that looks at it.
const remember = 30 * 24 * time.Hour

// look holds what has come to one alert's question, and returns up to where.
func (d *Desk) look(ctx context.Context, a store.Alert, found *matches, send func(context.Context, *store.Tx, []int64) error) (int64, error) {
	x, err := d.store.SavedSearch(ctx, a.Search)
	if err != nil {
		return 0, err
	}
	m, err := found.after(ctx, x, a.Looked)
	if err != nil {
		return 0, err
	}
	now := d.o.Now()
	due := a.Rhythm == store.AtOnce || m.whole && !a.Due.After(now)
	err = d.store.Write(ctx, func(t *store.Tx) error {
		mine, err := t.Notify(ctx, a.ID, a.Looked, m.to, m.notices)
		if err != nil || !mine {
			return err
		}
		if m.fault != "" {
			if err := t.NoteFault(ctx, a.ID, m.fault); err != nil {
				return err
			}
		}
		if !due {
			return nil
		}
		if a.Rhythm != store.AtOnce {
			if mine, err := t.SetDue(ctx, a.ID, a.Due, rhythm(a).after(now)); err != nil || !mine {
				return err
			}
		}
		ids, err := t.Bundle(ctx, a.ID, most[a.Channel], d.o.Ident, now)
		if err != nil {
			return err
		}
		return send(ctx, t, ids)
	})
	return m.to, err
}

// match is what a question finds among what came after an arrival.
type match struct {
	notices []store.Notice
	to      int64
	whole   bool   // nothing is left to look at
	fault   string // why the question cannot be asked
}

// matches are those of one look. Alerts of one search share them.
type matches struct {
	d    *Desk
	last int64
	of   map[string]match
}

func (m *matches) after(ctx context.Context, x store.SavedSearch, from int64) (match, error) {
	key := fmt.Sprint(x.ID, " ", from)
	if out, ok := m.of[key]; ok {
		return out, nil
	}
	out, err := m.d.match(ctx, x.Asked(), from, m.last)
	if err == nil {
		m.of[key] = out
	}
	return out, err
}

// match returns what the question finds among what came after an arrival.
func (d *Desk) match(ctx context.Context, question string, from, last int64) (match, error) {
	if from >= last {
		return match{to: from, whole: true}, nil
	}
	came, err := d.store.Arrivals(ctx, from, lookAtOnce)
	if err != nil {
		return match{}, err
	}
	out := match{to: last, whole: len(came) < lookAtOnce}
	if !out.whole {
		out.to = came[len(came)-1].ID
	} else if len(came) > 0 {
		out.to = max(last, came[len(came)-1].ID)
	}
	var wrong answer.QuestionError
	if out.notices, err = d.notices(ctx, question, came); errors.As(err, &wrong) {
		out.fault, err = "question: "+wrong.Error(), nil
	}
	return out, err
}

// notices are what the question finds among the arrivals, in their order.
func (d *Desk) notices(ctx context.Context, question string, came []store.Arrival) ([]store.Notice, error) {
	came = worthTelling(question, came)
	found, err := d.among(ctx, question, came)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var out []store.Notice
	for _, a := range came {
		x, ok := found[unit{a.Kind, a.Ref}]
		if !ok {
			continue
		}
		x.Event = a.Event
		b, err := json.Marshal(x)
		if err != nil {
			return nil, err
		}
		out = append(out, store.Notice{Arrival: a, Item: string(b)})
	}
	return out, nil
}

// unit is what an arrival is of.
type unit struct {
	kind int
	ref  int64
}

// among returns what the question finds among the arrivals.
func (d *Desk) among(ctx context.Context, question string, came []store.Arrival) (map[unit]Item, error) {
	units, err := d.store.UnitsOf(ctx, came)
	if err != nil || len(units) == 0 {
		return nil, err
	}
	of := make(map[int64]unit, len(units))
	ids := make([]int64, len(units))
	for i, u := range units {
		ids[i] = u.ID
		of[u.ID] = unit{u.Kind, u.Ref}
	}
	page, err := d.find.Search(ctx, answer.Question{Text: question, Units: ids, Limit: len(ids), Width: answer.Whole, Today: d.o.Now()})
	if err != nil {
		return nil, err
	}
	out := make(map[unit]Item, len(page.Hits))
	for i := range page.Hits {
		out[of[page.Hits[i].Cursor]] = itemOf(&page.Hits[i])
	}
	return out, nil
}

// worthTelling leaves out copies of articles, which say nothing new, unless the question is for what an outlet prints.
func worthTelling(question string, came []store.Arrival) []store.Arrival {
	if strings.Contains(question, "outlet:") || strings.Contains(question, "منفذ:") {
		return came
	}
	var out []store.Arrival
	for _, a := range came {
		if a.Event != store.EventCopy {
			out = append(out, a)
		}
	}
	return out
}
