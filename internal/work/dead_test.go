package work

import (
	"context"
	"errors"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// noProcess is a number that no process has.
const noProcess = 1 << 30

func TestJobsOfADeadWorkerAreDoneByAnother(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting))
		dead := store.Worker{Name: q.me.Host + "/dead", Host: q.me.Host, PID: noProcess, Seen: now}
		if err := q.store.Alive(t.Context(), dead); err != nil {
			t.Fatal(err)
		}
		by := `'["` + dead.Name + `"]'`
		if q.store.Postgres() {
			by = "ARRAY['" + dead.Name + "']"
		}
		if _, err := q.store.SQL().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP, attempted_by = "+by); err != nil {
			t.Fatal(err)
		}
		q.work(t)
		q.sound(t)
	})
}

func TestAJobThatWasLostOnTheWayIsTakenAnew(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, meeting))
		by := `'["` + q.me.Name + `"]'`
		if q.store.Postgres() {
			by = "ARRAY['" + q.me.Name + "']"
		}
		if _, err := q.store.SQL().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP, attempted_by = "+by); err != nil {
			t.Fatal(err)
		}
		for beat, want := range []int{1, 0} {
			if err := q.beat(t.Context()); err != nil {
				t.Fatal(err)
			}
			if jobs, err := q.store.Taken(t.Context(), q.me.Name); err != nil || len(jobs) != want {
				t.Errorf("beat %d: %d jobs taken, want %d; %v", beat, len(jobs), want, err)
			}
		}
		q.work(t)
		q.sound(t)
	})
}

func TestTwoQueuesDoEachJobOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		one, other := open(t, name), open(t, name)
		for i := range 6 {
			one.keep(t, piece("وكالة المثال", i, []string{meeting, denial, third}[i%3]))
		}
		for _, q := range []*Queue{one, other} {
			if err := q.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range []*Queue{one, other} {
			if err := errors.Join(q.Wait(t.Context()), q.Stop(context.WithoutCancel(t.Context()))); err != nil {
				t.Error(err)
			}
		}
		one.sound(t)
		if x := one.stats(t); x.Articles != 6 || x.Origins != 3 {
			t.Errorf("counts %+v", x)
		}
	})
}

func TestJobsDoNotWaitForAClockThatWasSetBack(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		if _, err := q.Keep(t.Context(), []store.Incoming{piece("وكالة المثال", 1, third)}, now.AddDate(50, 0, 0)); err != nil {
			t.Fatal(err)
		}
		var later int
		if err := q.store.SQL().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM river_job WHERE scheduled_at > '1970-01-02'").Scan(&later); err != nil || later != 0 {
			t.Errorf("%d jobs wait for a time, %v", later, err)
		}
		q.work(t)
		q.sound(t)
	})
}

func TestWhoIsDead(t *testing.T) {
	me := store.Worker{Name: "here/1/a", Host: "here", PID: 1}
	tests := []struct {
		name  string
		w     store.Worker
		after time.Duration // since it was first heard of, by our clock
		dead  bool
	}{
		{"ourselves", me, time.Hour, false},
		{"of another machine, fresh", store.Worker{Name: "x", Host: "there", PID: noProcess}, 20 * time.Second, false},
		{"of another machine, silent", store.Worker{Name: "x", Host: "there", PID: 1}, 31 * time.Second, true},
		{"of another machine, our clock was set back", store.Worker{Name: "x", Host: "there", PID: 1}, -time.Hour, false},
		{"of another machine, whose clock is an hour behind", store.Worker{Name: "x", Host: "there", PID: 1, Seen: now.Add(-time.Hour)}, 5 * time.Second, false},
		{"here, its process is gone", store.Worker{Name: "x", Host: "here", PID: noProcess}, 0, true},
		{"here, its number is ours now", store.Worker{Name: "x", Host: "here", PID: 1}, 0, true},
	}
	for _, x := range tests {
		s := signs{}
		s.isDead(x.w, me, now)
		if got := s.isDead(x.w, me, now.Add(x.after)); got != x.dead {
			t.Errorf("%s: dead %v, want %v", x.name, got, x.dead)
		}
	}
	s, w := signs{}, store.Worker{Name: "x", Host: "there", Seen: now}
	s.isDead(w, me, now)
	w.Seen = now.Add(5 * time.Second)
	if s.isDead(w, me, now.Add(time.Minute)) {
		t.Error("a worker that gave a new sign is dead")
	}
}

func TestADatabaseThatIsAwayIsTriedAgain(t *testing.T) {
	away := &store.Fault{Name: "the database", What: "it does not answer", Remedy: "again once it runs"}
	full := &store.Fault{Name: "the database", What: "its disk is full", Remedy: "make room"}
	tests := []struct {
		name  string
		err   error
		fails int // so often
		calls int
		want  error
	}{
		{"away for a while", away, 3, 4, nil},
		{"away for good", away, 1000, 31, away},
		{"full", full, 1000, 1, full},
		{"another error", errors.ErrUnsupported, 1000, 1, errors.ErrUnsupported},
	}
	for _, x := range tests {
		q := open(t, t.TempDir()+"/isnad.db")
		var waited time.Duration
		q.rest = func(_ context.Context, d time.Duration) error { waited += d; return nil }
		calls := 0
		err := q.again(t.Context(), func() error {
			if calls++; calls <= x.fails {
				return x.err
			}
			return nil
		})
		if !errors.Is(err, x.want) || calls != x.calls || waited > patience+longestPause {
			t.Errorf("%s: %v after %d calls and %s; want %v after %d", x.name, err, calls, waited, x.want, x.calls)
		}
	}
}

func TestAFaultEndsTheWaiting(t *testing.T) {
	q := open(t, t.TempDir()+"/isnad.db")
	q.keep(t, piece("وكالة المثال", 1, third))
	full := &store.Fault{Name: "the database", What: "its disk is full", Remedy: "make room"}
	if q.Failure() != nil {
		t.Error("a failure before there was one")
	}
	q.fail(full)
	q.fail(errors.ErrUnsupported)
	if err := q.Wait(t.Context()); !errors.Is(err, full) {
		t.Errorf("error %v, want the first", err)
	}
	if err := q.Failure(); !errors.Is(err, full) {
		t.Errorf("failure %v", err)
	}
}
