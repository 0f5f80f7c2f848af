package work

import (
	"slices"
	"testing"
	"time"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// actorOf returns the actor of this full name.
func (q *Queue) actorOf(t *testing.T, name string) int64 {
	t.Helper()
	ids, err := q.store.ActorsWithKeys(t.Context(), ledger.ActorKeys(ledger.Naming{Name: name, Type: "PER", Forms: []string{name}}))
	if err != nil || len(ids) == 0 {
		t.Fatalf("actor %s: %v, %v", name, ids, err)
	}
	return slices.Min(ids)
}

// What was merged and split by hand holds when all is settled anew, under the same numbers, and can be undone then.
func TestChangesByHandOutliveAReread(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting), piece("صحيفة المثال", 1, third), piece("وكالة المثال", 2, meeting+" وانتهت الزيارة مساء الاثنين."))
		q.work(t)
		host, guest := q.actorOf(t, "سلمان الحداد"), q.actorOf(t, "كريم النجار")
		merge, err := q.store.MergeActors(t.Context(), guest, host, "one man", time.Unix(1700000000, 0))
		if err != nil {
			t.Fatal(err)
		}
		minister := q.actorOf(t, "ناصر الجبوري")
		split, err := q.store.SplitActor(t.Context(), store.SplitOff{From: minister, Articles: []store.ArticleID{2}, Name: "ناصر جاسم الجبوري", Reason: "another"}, time.Unix(1700000001, 0))
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Switch(t.Context()); err != nil {
			t.Fatal(err)
		}
		q.sound(t)
		rows, err := q.store.Actors(t.Context(), []int64{host, guest, split.Actor})
		if err != nil || rows[guest].Root != host || rows[host].Root != host || rows[host].Articles != 2 {
			t.Errorf("after the switch %+v, %v; want the guest merged into the host still", rows, err)
		}
		if rows[split.Actor].Articles != 1 {
			t.Errorf("after the switch the one split off is in %d articles, want 1", rows[split.Actor].Articles)
		}
		if _, err := q.store.UndoChange(t.Context(), merge.ID, time.Unix(1700000002, 0)); err != nil {
			t.Fatal(err)
		}
		if rows, err = q.store.Actors(t.Context(), []int64{guest}); err != nil || rows[guest].Root != guest {
			t.Errorf("undone: %+v, %v", rows[guest], err)
		}
	})
}
