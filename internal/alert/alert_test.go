package alert

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

const owner = 3

var start = time.Date(2025, 1, 14, 7, 30, 0, 0, time.UTC)

// finder finds every statement that is new, unless the question is one that cannot be asked.
type finder struct{}

func (finder) Check(q answer.Question) error {
	if strings.Contains(q.Text, "غلط:") {
		return answer.QuestionError{Err: errors.New("no filter is called غلط")}
	}
	return nil
}

func (f finder) Search(_ context.Context, q answer.Question) (page answer.Page[answer.Hit], err error) {
	if err := f.Check(q); err != nil {
		return page, err
	}
	for _, id := range q.Units {
		n := id & (1<<24 - 1)
		page.Hits = append(page.Hits, answer.Hit{Kind: answer.OfStatement, ID: n, Day: "2025-01-13", Who: []answer.Party{{Name: "سلمان الحداد"}}, Detail: "direct", Text: fmt.Sprintf("المحادثات <%d> \"ستبدأ\" غدا", n),
			Outlets: []string{"وكالة المثال"}, Origins: []string{"وكالة المثال"}, Title: "خبر", URL: "https://example.org/1", Cursor: id})
	}
	return page, nil
}

// trial is a desk whose clock is set by hand.
type trial struct {
	*Desk
	t   *testing.T
	now time.Time
	ref int64
}

func both(t *testing.T, test func(t *testing.T, name string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "isnad.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Database(t)) })
}

func try(t *testing.T, name string, o Options) *trial {
	t.Helper()
	s, err := store.Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	x := &trial{t: t, now: start}
	o.Base, o.Now = "https://isnad.example.org/", func() time.Time { return x.now }
	x.Desk = New(s, finder{}, o)
	return x
}

var private = fetch.Options{Private: true}

func tryPrivate(t *testing.T) *trial {
	return try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Web: private})
}

func (x *trial) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

// follow saves a search with an alert.
func (x *trial) follow(a store.Alert) store.Alert {
	x.t.Helper()
	s, err := x.SaveSearch(x.t.Context(), owner, store.SavedSearch{Name: "المحادثات", Question: "المحادثات"})
	x.must(err)
	a.Search, a.Enabled = s.ID, true
	a, err = x.SaveAlert(x.t.Context(), owner, a)
	x.must(err)
	return a
}

// come makes n statements arrive.
func (x *trial) come(n int) {
	x.t.Helper()
	var units []store.Unit
	var all []store.Arrival
	for range n {
		x.ref++
		units = append(units, store.Unit{Kind: store.StatementUnit, Ref: x.ref, Day: "2025-01-13", Keys: []string{"محادثات"}})
		all = append(all, store.Arrival{Kind: store.StatementUnit, Ref: x.ref, Event: store.EventNew})
	}
	x.must(x.store.Write(x.t.Context(), func(t *store.Tx) error {
		return errors.Join(t.Lock(x.t.Context()), t.AddUnits(x.t.Context(), units), t.Arrive(x.t.Context(), all, x.now))
	}))
}

// looked looks and returns the messages that were made.
func (x *trial) looked() (out []int64) {
	x.t.Helper()
	last, err := x.store.LastArrival(x.t.Context())
	x.must(err)
	for {
		to, err := x.Look(x.t.Context(), func(_ context.Context, _ *store.Tx, ids []int64) error { out = append(out, ids...); return nil })
		x.must(err)
		if to >= last {
			return out
		}
	}
}

func (x *trial) delivery(id int64) store.Delivery {
	x.t.Helper()
	d, err := x.store.Delivery(x.t.Context(), id)
	x.must(err)
	return d
}

// receiver keeps what a webhook gets, and answers with the statuses one after the other, the last for all that follow.
type receiver struct {
	*httptest.Server
	mu       sync.Mutex
	statuses []int
	idents   []string
	bodies   []string
	signed   []string
}

func receive(t *testing.T, statuses ...int) *receiver {
	r := &receiver{statuses: statuses}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		b, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.bodies, r.idents, r.signed = append(r.bodies, string(b)), append(r.idents, q.Header.Get(headerDelivery)), append(r.signed, q.Header.Get(headerSignature))
		status := r.statuses[0]
		if len(r.statuses) > 1 {
			r.statuses = r.statuses[1:]
		}
		switch status {
		case http.StatusFound:
			w.Header().Set("Location", "/elsewhere")
		case http.StatusTooManyRequests:
			w.Header().Set("Retry-After", "90")
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

func TestAWebhookIsSignedAndRetriedUntilItArrivesOnce(t *testing.T) {
	both(t, func(t *testing.T, name string) {
		r := receive(t, 500, 503, 200)
		x := try(t, name, Options{Web: private})
		a := x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
		x.come(2)
		ids := x.looked()
		if len(ids) != 1 {
			t.Fatalf("messages %v, want one", ids)
		}
		for i, want := range []time.Duration{10 * time.Second, 30 * time.Second, 0, 0} {
			again, err := x.Deliver(t.Context(), ids[0])
			if again != want || (err == nil) != (want == 0) {
				t.Errorf("try %d: again after %s, %v; want %s", i, again, err, want)
			}
			x.now = x.now.Add(again)
		}
		if len(r.bodies) != 3 || r.idents[0] != r.idents[2] || r.idents[0] == "" || r.bodies[0] != r.bodies[2] {
			t.Errorf("%d came, named %v", len(r.bodies), r.idents)
		}
		if want := Sign(a.Secret, x.now, []byte(r.bodies[2])); r.signed[2] != want {
			t.Errorf("signed %s, want %s", r.signed[2], want)
		}
		var m Message
		if err := json.Unmarshal([]byte(r.bodies[2]), &m); err != nil || len(m.Items) != 2 || m.Items[0].Text != `المحادثات <1> "ستبدأ" غدا` || m.Items[0].URL != "https://isnad.example.org/statement/1" || m.ID != r.idents[0] {
			t.Errorf("%+v, %v", m, err)
		}
		if d := x.delivery(ids[0]); d.State != store.Sent || d.Tries != 3 {
			t.Errorf("%+v", d)
		}
		if ids := x.looked(); len(ids) != 0 {
			t.Errorf("told again: %v", ids)
		}
	})
}

func TestASignatureIsThatOfTheDocument(t *testing.T) {
	// printf '1736841600.{}' | openssl dgst -sha256 -hmac whsec_example
	const want = "t=1736841600,v1=e97bc2138eee7d611e6299162ded11c825638eb80fe5a34ef35fd85d76e266f9"
	if got := Sign("whsec_example", time.Unix(1736841600, 0), []byte("{}")); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWhoDiedWhileSendingIsFollowedUnderTheSameName(t *testing.T) {
	both(t, func(t *testing.T, name string) {
		r := receive(t, 200)
		x := try(t, name, Options{Web: private})
		x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
		x.come(1)
		id := x.looked()[0]
		// One sends it and dies before it can say so.
		if mine, err := x.store.Claim(t.Context(), id, x.now, x.now); err != nil || !mine {
			t.Fatal(mine, err)
		}
		x.must(x.send(t.Context(), x.delivery(id)))
		if again, err := x.Deliver(t.Context(), id); !errors.Is(err, errBusy) || again != claim {
			t.Errorf("while it may be under way: %s, %v", again, err)
		}
		x.now = x.now.Add(claim)
		if again, err := x.Deliver(t.Context(), id); err != nil || again != 0 {
			t.Errorf("afterwards: %s, %v", again, err)
		}
		if len(r.idents) != 2 || r.idents[0] != r.idents[1] {
			t.Errorf("named %v, want the same twice", r.idents)
		}
	})
}

func TestTwoProcessesTellOnce(t *testing.T) {
	both(t, func(t *testing.T, name string) {
		r := receive(t, 200)
		one := try(t, name, Options{Web: private})
		other := try(t, name, Options{Web: private})
		one.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
		one.come(120)
		var mu sync.Mutex
		var ids []int64
		var all sync.WaitGroup
		for _, x := range []*trial{one, other, one, other} {
			all.Go(func() {
				_, err := x.Look(t.Context(), func(_ context.Context, _ *store.Tx, made []int64) error {
					mu.Lock()
					defer mu.Unlock()
					ids = append(ids, made...)
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if len(ids) != 3 {
			t.Fatalf("messages %v, want three of fifty at most", ids)
		}
		for _, id := range ids {
			for _, x := range []*trial{one, other, one, other} {
				all.Go(func() {
					if _, err := x.Deliver(t.Context(), id); err != nil && !errors.Is(err, errBusy) {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
		slices.Sort(r.idents)
		if n := len(slices.Compact(slices.Clone(r.idents))); n != 3 || len(r.idents) != 3 {
			t.Errorf("%d came with %d names, want three", len(r.idents), n)
		}
		told := map[string]bool{}
		for _, b := range r.bodies {
			var m Message
			x := json.Unmarshal([]byte(b), &m)
			for _, i := range m.Items {
				if told[i.ID] {
					t.Errorf("%s was told twice", i.ID)
				}
				told[i.ID] = true
			}
			if x != nil {
				t.Error(x)
			}
		}
		if len(told) != 120 {
			t.Errorf("%d were told, want 120", len(told))
		}
	})
}

func TestWhatIsFinalIsGivenUp(t *testing.T) {
	tests := []struct {
		status  int
		again   time.Duration
		enabled bool
	}{{404, 0, true}, {410, 0, false}, {302, 0, true}, {429, 90 * time.Second, true}, {502, 10 * time.Second, true}}
	for _, c := range tests {
		r := receive(t, c.status)
		x := tryPrivate(t)
		a := x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
		x.come(1)
		id := x.looked()[0]
		again, err := x.Deliver(t.Context(), id)
		d := x.delivery(id)
		if again != c.again || err == nil || d.Fault == "" || (d.State == store.Failed) != (c.again == 0) {
			t.Errorf("%d: again after %s, %v; %+v", c.status, again, err, d)
		}
		if a, err = x.store.Alert(t.Context(), a.ID); err != nil || a.Enabled != c.enabled || a.Fault == "" {
			t.Errorf("%d: %+v, %v", c.status, a, err)
		}
		if len(r.bodies) != 1 {
			t.Errorf("%d: %d came, want one: redirects are not followed", c.status, len(r.bodies))
		}
	}
}

func TestAMessageIsGivenUpInTheEnd(t *testing.T) {
	r := receive(t, 500)
	x := tryPrivate(t)
	x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
	x.come(1)
	id := x.looked()[0]
	var took time.Duration
	for {
		again, err := x.Deliver(t.Context(), id)
		if err == nil {
			t.Fatal("it arrived")
		}
		if again == 0 {
			break
		}
		took, x.now = took+again, x.now.Add(again)
	}
	if len(r.bodies) != len(pauses)+1 || took < 5*time.Hour {
		t.Errorf("given up after %d tries and %s", len(r.bodies), took)
	}
}

func TestAnAlertThatWasRemovedSendsNothing(t *testing.T) {
	r := receive(t, 200)
	x := tryPrivate(t)
	a := x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
	x.come(1)
	id := x.looked()[0]
	x.must(x.RemoveAlert(t.Context(), owner, a.ID))
	if again, err := x.Deliver(t.Context(), id); again != 0 || err != nil || len(r.bodies) != 0 {
		t.Errorf("again %s, %v; %d came", again, err, len(r.bodies))
	}
}

func TestNoWebhookLeadsIntoAPrivateNetwork(t *testing.T) {
	r := receive(t, 200)
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{})
	s, err := x.SaveSearch(t.Context(), owner, store.SavedSearch{Question: "المحادثات"})
	x.must(err)
	for _, target := range []string{r.URL, "http://localhost:80/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://10.0.0.7/"} {
		_, err := x.SaveAlert(t.Context(), owner, store.Alert{Search: s.ID, Channel: store.Webhook, Target: target})
		if bad := (ErrInvalid{}); !errors.As(err, &bad) || bad.Field != "target" {
			t.Errorf("%s: %v", target, err)
		}
	}
	// One whose name leads there is refused when it is reached.
	a, err := x.SaveAlert(t.Context(), owner, store.Alert{Search: s.ID, Channel: store.Webhook, Target: "http://isnad.example.org/", Enabled: true})
	x.must(err)
	a.Target, a.Secret = r.URL, ""
	x.must(x.store.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.KeepAlert(t.Context(), a); return err }))
	x.come(1)
	id := x.looked()[0]
	again, err := x.Deliver(t.Context(), id)
	if p := (fetch.ErrPrivate{}); again != 0 || !errors.As(err, &p) || len(r.bodies) != 0 {
		t.Errorf("again %s, %v; %d came", again, err, len(r.bodies))
	}
}

func TestADigestHasAllOfItsDay(t *testing.T) {
	both(t, func(t *testing.T, name string) {
		r := receive(t, 200)
		x := try(t, name, Options{Web: private})
		x.now = time.Date(2025, 3, 29, 12, 0, 0, 0, time.UTC) // the night before summer begins in Berlin
		x.follow(store.Alert{Channel: store.Webhook, Target: r.URL, Rhythm: store.Daily, Hour: 7, Zone: "Europe/Berlin"})
		at := func(hour, minute int, want int) {
			t.Helper()
			x.now = time.Date(2025, 3, 30, hour, minute, 0, 0, time.UTC)
			ids := x.looked()
			if len(ids) != want {
				t.Errorf("%02d:%02d: messages %v, want %d", hour, minute, ids, want)
			}
			for _, id := range ids {
				_, err := x.Deliver(t.Context(), id)
				x.must(err)
			}
		}
		x.come(2)
		at(0, 0, 0)
		x.come(1)
		at(4, 59, 0)
		at(5, 0, 1) // 07:00 in summer
		x.come(1)
		at(6, 0, 0) // 07:00, were it winter still
		at(23, 0, 0)
		x.now = time.Date(2025, 3, 31, 5, 0, 0, 0, time.UTC)
		if ids := x.looked(); len(ids) != 1 {
			t.Errorf("the next day: %v", ids)
		}
		if len(r.bodies) != 1 || strings.Count(r.bodies[0], `"kind":"statement"`) != 3 {
			t.Errorf("%v", r.bodies)
		}
	})
}

func TestADigestOfNothingIsNotSent(t *testing.T) {
	x := tryPrivate(t)
	x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/", Rhythm: store.Daily, Hour: 8})
	x.now = x.now.AddDate(0, 0, 3)
	if ids := x.looked(); len(ids) != 0 {
		t.Errorf("messages %v", ids)
	}
}

func TestMoreThanOneLookIsWhole(t *testing.T) {
	x := tryPrivate(t)
	x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/", Rhythm: store.Daily, Hour: 8})
	x.come(lookAtOnce + 5)
	x.now = x.now.AddDate(0, 0, 1)
	ids := x.looked()
	if want := (lookAtOnce+5)/50 + 1; len(ids) != want {
		t.Errorf("%d messages, want %d", len(ids), want)
	}
}

func TestAQuestionThatCannotBeAskedCostsOnlyItsAlert(t *testing.T) {
	x := tryPrivate(t)
	bad := x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/"})
	x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/"})
	x.must(x.store.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.KeepSearch(t.Context(), store.SavedSearch{ID: bad.Search, Name: "x", Question: "غلط:x"})
		return err
	}))
	x.come(1)
	if ids := x.looked(); len(ids) != 1 {
		t.Errorf("messages %v, want that of the other", ids)
	}
	if a, err := x.Alert(t.Context(), owner, bad.ID); err != nil || !strings.Contains(a.Fault, "غلط") {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhatAUserSaves(t *testing.T) {
	x := tryPrivate(t)
	ctx := t.Context()
	a := x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/"})
	if !strings.HasPrefix(a.Secret, "whsec_") {
		t.Errorf("secret %q", a.Secret)
	}
	kept, err := x.Alert(ctx, owner, a.ID)
	if err != nil || kept.Secret != "" {
		t.Errorf("the secret is shown again: %+v, %v", kept, err)
	}
	kept.Target = "https://example.org/2"
	if kept, err = x.SaveAlert(ctx, owner, kept); err != nil || kept.Secret != "" {
		t.Errorf("%+v, %v", kept, err)
	}
	if in, err := x.store.Alert(ctx, a.ID); err != nil || in.Secret != a.Secret || in.Target != kept.Target {
		t.Errorf("%+v, %v", in, err)
	}
	for _, err := range []error{
		second(x.Search(ctx, owner+1, a.Search)), second(x.Alert(ctx, owner+1, a.ID)), second(x.Deliveries(ctx, owner+1, a.ID, 0, 10)), x.RemoveAlert(ctx, owner+1, a.ID), x.RemoveSearch(ctx, owner+1, a.Search),
		x.Test(ctx, owner+1, a.ID), x.See(ctx, owner+1, a.Search), second(x.SaveAlert(ctx, owner+1, kept)), second(x.SaveSearch(ctx, owner+1, store.SavedSearch{ID: a.Search, Question: "x"})),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("another user: %v", err)
		}
	}
	good := store.Alert{Search: a.Search, Channel: store.Webhook, Target: "https://example.org/"}
	tests := []struct {
		field  string
		change func(*store.Alert)
	}{
		{"channel", func(a *store.Alert) { a.Channel = "fax" }},
		{"channel", func(a *store.Alert) { a.Channel = store.Mail }}, // no mail server is named
		{"target", func(a *store.Alert) { a.Target = "example" }},
		{"target", func(a *store.Alert) { a.Channel, a.Target = store.Telegram, "chat" }},
		{"secret", func(a *store.Alert) { a.Channel, a.Target = store.Telegram, "@chat" }},
		{"secret", func(a *store.Alert) { a.Channel, a.Target, a.Secret = store.Telegram, "-1001", "../x" }},
		{"rhythm", func(a *store.Alert) { a.Rhythm = "hourly" }},
		{"hour", func(a *store.Alert) { a.Rhythm, a.Hour = store.Daily, 24 }},
		{"weekday", func(a *store.Alert) { a.Weekday = 7 }},
		{"zone", func(a *store.Alert) { a.Zone = "../etc/passwd" }},
		{"zone", func(a *store.Alert) { a.Zone = "Local" }},
		{"lang", func(a *store.Alert) { a.Lang = "fr" }},
		{"template", func(a *store.Alert) { a.Template = "{{.Nothing}}" }},
	}
	for _, c := range tests {
		a := good
		c.change(&a)
		_, err := x.SaveAlert(ctx, owner, a)
		if bad := (ErrInvalid{}); !errors.As(err, &bad) || bad.Field != c.field {
			t.Errorf("%+v: %v, want one of %s", a, err, c.field)
		}
	}
	for _, q := range []string{"", "  ", "غلط:x", strings.Repeat("م", maxQuestion+1)} {
		_, err := x.SaveSearch(ctx, owner, store.SavedSearch{Question: q})
		if bad := (ErrInvalid{}); !errors.As(err, &bad) || bad.Field != "question" {
			t.Errorf("%.20q: %v", q, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestWhatIsFreshUntilItIsSeen(t *testing.T) {
	x := tryPrivate(t)
	a := x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/"})
	x.come(2)
	items, more, err := x.Fresh(t.Context(), owner, a.Search)
	if err != nil || more || len(items) != 2 || items[0].ID != "2" || items[0].URL == "" {
		t.Errorf("%+v, %v, %v", items, more, err)
	}
	x.must(x.See(t.Context(), owner, a.Search))
	if items, _, err = x.Fresh(t.Context(), owner, a.Search); err != nil || len(items) != 0 {
		t.Errorf("%+v, %v", items, err)
	}
}

func TestASampleIsSentAtOnce(t *testing.T) {
	r := receive(t, 200, 500)
	x := tryPrivate(t)
	a := x.follow(store.Alert{Channel: store.Webhook, Target: r.URL})
	x.must(x.Test(t.Context(), owner, a.ID))
	if !strings.Contains(r.bodies[0], `"test":true`) || !strings.HasPrefix(r.idents[0], "test-") {
		t.Errorf("%s named %s", r.bodies[0], r.idents[0])
	}
	if err := x.Test(t.Context(), owner, a.ID); err == nil {
		t.Error("a sample that does not arrive is no error")
	}
}

func TestWhatIsForgottenHoldsNothingUp(t *testing.T) {
	x := tryPrivate(t)
	x.follow(store.Alert{Channel: store.Webhook, Target: "https://example.org/"})
	x.come(3)
	x.must(x.store.Write(t.Context(), func(tx *store.Tx) error { return tx.ForgetArrivals(t.Context(), x.now.AddDate(1, 0, 0)) }))
	if ids := x.looked(); len(ids) != 0 {
		t.Errorf("messages %v", ids)
	}
}
