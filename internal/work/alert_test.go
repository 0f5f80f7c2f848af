package work

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// follow makes what is new matter: a saved search, with an alert.
func (q *Queue) follow(t *testing.T) {
	t.Helper()
	err := q.store.Write(t.Context(), func(tx *store.Tx) error {
		x, err := tx.KeepSearch(t.Context(), store.SavedSearch{Name: "الكل", Question: "-لاشيء", Made: now})
		if err == nil {
			_, err = tx.KeepAlert(t.Context(), store.Alert{Search: x.ID, Channel: store.Webhook, Rhythm: store.AtOnce, Enabled: true, Made: now})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// came tells what has come after an arrival, and returns the last.
func (q *Queue) came(t *testing.T, after int64) (all []string, last int64) {
	t.Helper()
	list, err := q.store.Arrivals(t.Context(), after, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		all = append(all, [...]string{"", "article ", "statement ", "contact "}[a.Kind]+a.Event)
		after = a.ID
	}
	slices.Sort(all)
	return slices.Compact(all), after
}

func TestWhatIsNewArrives(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, third))
		q.work(t)
		if all, _ := q.came(t, 0); all != nil {
			t.Errorf("nobody asked, and %v came", all)
		}
		var last int64
		step := func(what, want string, all ...store.Incoming) {
			t.Helper()
			q = open(t, name)
			q.keep(t, all...)
			q.work(t)
			var got []string
			if got, last = q.came(t, last); strings.Join(got, ", ") != want {
				t.Errorf("%s: %v, want %s", what, got, want)
			}
		}
		q.follow(t)
		old := piece("وكالة المثال", 2, meeting)
		old.Published = "2019-05-02"
		old.Text = meeting
		step("an old article that comes late", "article new, contact held, statement new", old)
		again := piece("صحيفة المثال", 2, meeting)
		again.Published = "2019-05-02"
		step("a copy of it: another telling is no new statement", "article copy", again)
		changed := old
		changed.Bytes = []byte(meeting + " ونشرت الصورة لاحقا.")
		changed.Text = string(changed.Bytes)
		step("its outlet corrects it", "", changed)
		grown := old
		grown.Bytes = []byte(meeting + " وقال النجار إن الوفد سيزور عمان في الأسبوع المقبل لاستكمال المشاورات.")
		grown.Text = string(grown.Bytes)
		step("its outlet adds what somebody said", "statement new", grown)
		q = open(t, name)
		q.version = "later"
		if _, err := q.Reread(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(q.Start(t.Context()), q.WaitReread(t.Context()), q.Stop(context.WithoutCancel(t.Context())), q.Switch(t.Context())); err != nil {
			t.Fatal(err)
		}
		if all, _ := q.came(t, last); all != nil {
			t.Errorf("all was read anew, and %v came", all)
		}
		q.sound(t)
	})
}

func TestAContactThatComesToAnotherStatusArrives(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.follow(t)
		plan := piece("وكالة المثال", 1, "يلتقي وزير الخارجية الأردني سلمان الحداد نظيره المصري كريم النجار في القاهرة يوم الأربعاء 15 يناير 2025.")
		q.keep(t, plan)
		q.work(t)
		_, last := q.came(t, 0)
		q = open(t, name)
		report := piece("صحيفة المثال", 2, "التقى وزير الخارجية الأردني سلمان الحداد نظيره المصري كريم النجار في القاهرة يوم الأربعاء 15 يناير 2025، وبحثا التعاون الاقتصادي.")
		report.Published = "2025-01-16"
		q.keep(t, report)
		q.work(t)
		if x := q.stats(t); x.Contacts != 1 {
			t.Fatalf("%d contacts, want one", x.Contacts)
		}
		if got, _ := q.came(t, last); !slices.Contains(got, "contact held") {
			t.Errorf("%v, want contact held among them", got)
		}
	})
}

// crier is somebody who tells: it looks at all, and fails to deliver as often as it is told.
type crier struct {
	store *store.Store
	mu    sync.Mutex
	fails int
	looks int
	tries []int64
	done  chan struct{} // closed when a message is delivered
}

func (c *crier) Look(ctx context.Context, send func(context.Context, *store.Tx, []int64) error) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	last, err := c.store.LastArrival(ctx)
	if c.looks++; err != nil || last == 0 || c.looks > 1 {
		return last, err
	}
	return last, c.store.Write(ctx, func(t *store.Tx) error {
		_, err := t.Notify(ctx, 1, 0, last, []store.Notice{{Arrival: store.Arrival{ID: 1, Kind: 1, Ref: 1, Event: "new"}, Item: "{}"}})
		if err != nil {
			return err
		}
		ids, err := t.Bundle(ctx, 1, 10, func() string { return "x" }, now)
		return errors.Join(err, send(ctx, t, ids))
	})
}

func (c *crier) Deliver(_ context.Context, id int64) (time.Duration, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.tries = append(c.tries, id); len(c.tries) <= c.fails {
		return time.Millisecond, errors.New("nobody answers")
	}
	close(c.done)
	return 0, nil
}

func (*crier) Pause(int) time.Duration { return time.Millisecond }

func TestMessagesAreRetriedByTheQueue(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.follow(t)
		q.keep(t, piece("وكالة المثال", 1, third))
		q.work(t) // this one has no alerts and leaves the jobs to one that has
		s, err := store.Open(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		c := &crier{store: s, fails: 2, done: make(chan struct{})}
		r, err := opened()
		if err != nil {
			t.Fatal(err)
		}
		teller, err := New(t.Context(), s, r, words(), Options{Alerts: c})
		if err != nil {
			t.Fatal(err)
		}
		if err := teller.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		select {
		case <-c.done:
		case <-time.After(time.Minute):
			t.Error("no message was delivered")
		}
		if err := teller.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
		if !slices.Equal(c.tries, []int64{1, 1, 1}) {
			t.Errorf("tried %v, want the first three times", c.tries)
		}
	})
}
