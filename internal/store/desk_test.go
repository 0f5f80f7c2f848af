package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// write runs f in a transaction.
func write(t *testing.T, s *store.Store, f func(*store.Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// desk keeps a saved search with an alert that tells at once.
func desk(t *testing.T, s *store.Store) (x store.SavedSearch, a store.Alert) {
	t.Helper()
	write(t, s, func(tx *store.Tx) (err error) {
		if x, err = tx.KeepSearch(t.Context(), store.SavedSearch{Owner: 7, Name: "المحادثات", Question: "المحادثات", Filters: "kind:statement", Made: clock}); err != nil {
			return err
		}
		a, err = tx.KeepAlert(t.Context(), store.Alert{Search: x.ID, Channel: store.Webhook, Target: "https://example.org/خطاف", Rhythm: store.AtOnce, Zone: "Asia/Amman", Lang: "ar", Secret: "سر", Enabled: true, Made: clock})
		return err
	})
	return x, a
}

func TestADeskIsKept(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x, a := desk(t, s)
		if x.Asked() != "المحادثات kind:statement" {
			t.Errorf("asked %q", x.Asked())
		}
		searches, err := s.SavedSearches(t.Context(), 7)
		if err != nil || !reflect.DeepEqual(searches, []store.SavedSearch{x}) {
			t.Errorf("%+v, want %+v; %v", searches, x, err)
		}
		alerts, err := s.Alerts(t.Context(), 7)
		if err != nil || !reflect.DeepEqual(alerts, []store.Alert{a}) {
			t.Errorf("%+v, want %+v; %v", alerts, a, err)
		}
		if others, err := s.Alerts(t.Context(), 8); err != nil || len(others) != 0 {
			t.Errorf("another's alerts: %+v, %v", others, err)
		}
		a.Hour, a.Rhythm, a.Due, a.Enabled = 7, store.Daily, clock.Add(time.Hour), false
		write(t, s, func(tx *store.Tx) error { _, err := tx.KeepAlert(t.Context(), a); return err })
		if got, err := s.Alert(t.Context(), a.ID); err != nil || got != a {
			t.Errorf("%+v, want %+v; %v", got, a, err)
		}
		write(t, s, func(tx *store.Tx) error { return tx.DropSearch(t.Context(), x.ID) })
		if _, err := s.Alert(t.Context(), a.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the alert of a search that is gone: %v", err)
		}
		if _, err := s.SavedSearch(t.Context(), x.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the search is there still: %v", err)
		}
	})
}

func TestNobodyIsToldWhoIsNoUserAnyMore(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		var id store.UserID
		write(t, s, func(tx *store.Tx) (err error) {
			id, err = tx.AddUser(t.Context(), store.User{Name: "salma", Role: "reader", Added: clock})
			return err
		})
		var a store.Alert
		write(t, s, func(tx *store.Tx) error {
			x, err := tx.KeepSearch(t.Context(), store.SavedSearch{Owner: id, Name: "x", Question: "x", Made: clock})
			if err == nil {
				a, err = tx.KeepAlert(t.Context(), store.Alert{Search: x.ID, Channel: store.Webhook, Enabled: true, Made: clock})
			}
			return err
		})
		write(t, s, func(tx *store.Tx) error { return tx.RemoveUser(t.Context(), id) })
		if _, err := s.Alert(t.Context(), a.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the alert of who was removed: %v", err)
		}
	})
}

func TestArrivalsAreInTheirOrderAndForgotten(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		for i, at := range []time.Time{clock.AddDate(0, 0, -40), clock} {
			write(t, s, func(tx *store.Tx) error {
				return tx.Arrive(t.Context(), []store.Arrival{{Kind: store.ArticleUnit, Ref: int64(2 - i), Event: store.EventNew}, {Kind: store.ContactUnit, Ref: 1, Event: fmt.Sprint("planned", i)}}, at)
			})
		}
		all, err := s.Arrivals(t.Context(), 1, 10)
		want := []store.Arrival{{2, store.ContactUnit, 1, "planned0"}, {3, store.ArticleUnit, 1, "new"}, {4, store.ContactUnit, 1, "planned1"}}
		if err != nil || !reflect.DeepEqual(all, want) {
			t.Errorf("%v, want %v; %v", all, want, err)
		}
		units, err := s.UnitsOf(t.Context(), append(all, store.Arrival{Kind: store.StatementUnit, Ref: 99}))
		if err != nil || len(units) != 2 || units[0].Kind != store.ArticleUnit || units[0].Day != "2024-05-20" || units[1].Kind != store.ContactUnit {
			t.Errorf("units %+v, %v", units, err)
		}
		found, err := s.Search(t.Context(), store.Search{Match: []store.Clause{{Phrase: [][]string{{"وزير"}}}}, Units: []int64{units[0].ID, units[1].ID}})
		if err != nil || !reflect.DeepEqual(found, units[:1]) {
			t.Errorf("found %+v among %+v, %v", found, units, err)
		}
		write(t, s, func(tx *store.Tx) error { return tx.ForgetArrivals(t.Context(), clock.AddDate(0, 0, -30)) })
		if all, err = s.Arrivals(t.Context(), 0, 10); err != nil || !reflect.DeepEqual(all, want[1:]) {
			t.Errorf("after forgetting %v, %v", all, err)
		}
		write(t, s, func(tx *store.Tx) error { return tx.ForgetArrivals(t.Context(), clock.AddDate(1, 0, 0)) })
		write(t, s, func(tx *store.Tx) error {
			if n, err := tx.LastArrival(t.Context()); err != nil || n != 4 {
				t.Errorf("last arrival %d, %v", n, err)
			}
			return nil
		})
		if all, err = s.Arrivals(t.Context(), 0, 10); err != nil || len(all) != 0 {
			t.Errorf("after forgetting all %v, %v", all, err)
		}
	})
}

func TestNothingIsToldTwice(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		_, a := desk(t, s)
		ctx := t.Context()
		notices := func(from int64, n int) []store.Notice {
			var out []store.Notice
			for i := range n {
				out = append(out, store.Notice{Arrival: store.Arrival{ID: from + int64(i) + 1, Kind: store.StatementUnit, Ref: int64(i), Event: store.EventNew}, Item: "{}"})
			}
			return out
		}
		idents := 0
		ident := func() string { idents++; return fmt.Sprint("رسالة ", idents) }
		notify := func(from, to int64, n int) (ids []int64, fresh bool) {
			write(t, s, func(tx *store.Tx) (err error) {
				if fresh, err = tx.Notify(ctx, a.ID, from, to, notices(from, n)); err != nil {
					return err
				}
				ids, err = tx.Bundle(ctx, a.ID, 2, ident, clock)
				return err
			})
			return ids, fresh
		}
		if ids, fresh := notify(0, 3, 3); len(ids) != 2 || !fresh {
			t.Fatalf("deliveries %v, want two of two and one; %v", ids, fresh)
		}
		if ids, fresh := notify(0, 3, 3); len(ids) != 0 || fresh {
			t.Errorf("who comes late makes %v, %v", ids, fresh)
		}
		if ids, fresh := notify(3, 7, 4); len(ids) != 1 || !fresh {
			t.Errorf("what was told before makes %v, %v", ids, fresh)
		}
		for i, want := range []int{2, 1, 1} {
			if told, err := s.Notices(ctx, int64(i+1)); err != nil || len(told) != want {
				t.Errorf("delivery %d tells %d, want %d; %v", i+1, len(told), want, err)
			}
		}
	})
}

func TestADeliveryIsClaimedByOne(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		_, a := desk(t, s)
		ctx := t.Context()
		var ids []int64
		write(t, s, func(tx *store.Tx) (err error) {
			if _, err = tx.Notify(ctx, a.ID, 0, 1, []store.Notice{{Arrival: store.Arrival{ID: 1, Kind: 1, Ref: 1, Event: "new"}, Item: "{}"}}); err == nil {
				ids, err = tx.Bundle(ctx, a.ID, 10, func() string { return "x" }, clock)
			}
			return err
		})
		claim := func(after time.Duration, want bool) {
			t.Helper()
			at := clock.Add(after)
			if mine, err := s.Claim(ctx, ids[0], at, at.Add(-time.Minute)); err != nil || mine != want {
				t.Errorf("after %s: claimed %v, want %v; %v", after, mine, want, err)
			}
		}
		claim(0, true)
		claim(30*time.Second, false)
		claim(time.Minute, true) // who claimed it first is gone
		d, err := s.Delivery(ctx, ids[0])
		if err != nil || d.State != store.Sending || d.Tries != 2 || d.Ident != "x" {
			t.Errorf("%+v, %v", d, err)
		}
		if err := s.MarkLater(ctx, d, "لا جواب", clock.Add(2*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if over, err := s.OverdueDeliveries(ctx, clock.Add(time.Minute), 10); err != nil || len(over) != 0 {
			t.Errorf("overdue %v, %v", over, err)
		}
		if over, err := s.OverdueDeliveries(ctx, clock.Add(2*time.Minute), 10); err != nil || !reflect.DeepEqual(over, ids) {
			t.Errorf("overdue %v, want %v; %v", over, ids, err)
		}
		claim(2*time.Minute, true)
		if err := s.MarkSent(ctx, d, clock); err != nil {
			t.Fatal(err)
		}
		claim(time.Hour, false)
		all, err := s.Deliveries(ctx, a.ID, 0, 10)
		if err != nil || len(all) != 1 || all[0].State != store.Sent || all[0].Tries != 3 || all[0].Fault != "" {
			t.Errorf("%+v, %v", all, err)
		}
		if n, err := s.Notices(ctx, ids[0]); err != nil || len(n) != 1 || n[0].Item != "" {
			t.Errorf("what was told: %+v, %v", n, err)
		}
	})
}

func TestAnAlertThatOnlyFailsIsSwitchedOff(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		_, a := desk(t, s)
		for i := range 3 {
			if got, err := s.Alert(t.Context(), a.ID); err != nil || !got.Enabled || got.Failures != i {
				t.Errorf("after %d: %+v, %v", i, got, err)
			}
			if err := s.MarkFailed(t.Context(), store.Delivery{ID: int64(i), Alert: a.ID}, "لا جواب", 3); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.Alert(t.Context(), a.ID); err != nil || got.Enabled || got.Fault != "لا جواب" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestADeskIsInABackup(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x, a := desk(t, s)
		file := filepath.Join(t.TempDir(), "backup.db")
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		back, err := store.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		defer back.Close()
		if got, err := back.SavedSearch(t.Context(), x.ID); err != nil || got != x {
			t.Errorf("%+v, want %+v; %v", got, x, err)
		}
		if got, err := back.Alert(t.Context(), a.ID); err != nil || got != a {
			t.Errorf("%+v, want %+v; %v", got, a, err)
		}
	})
}
