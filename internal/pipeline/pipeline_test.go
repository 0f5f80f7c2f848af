package pipeline

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
)

func numbers(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedAnswersInTheOrderOfTheInput(t *testing.T) {
	// Each item but the last of four waits for the next one, so that they end in another order than they began.
	done := make([]chan struct{}, 401)
	for i := range done {
		done[i] = make(chan struct{})
	}
	w := Work[int, int]{Workers: 4, Do: func(i int) int {
		if i%4 != 3 {
			<-done[i+1]
		}
		close(done[i])
		return i * 10
	}}
	got := slices.Collect(w.Ordered(context.Background(), numbers(400)))
	if len(got) != 400 || !slices.IsSorted(got) {
		t.Errorf("got %d answers, sorted %v", len(got), slices.IsSorted(got))
	}
}

func TestOrderedHoldsNoMoreThanItsWindow(t *testing.T) {
	var inside, most atomic.Int64
	items := func(yield func(int) bool) {
		for i := range 1000 {
			if n := inside.Add(1); n > most.Load() {
				most.Store(n)
			}
			if !yield(i) {
				return
			}
		}
	}
	w := Work[int, int]{Workers: 3, Do: func(i int) int { return i }, Weigh: func(int) int64 { return 10 }, Budget: 50}
	for range w.Ordered(context.Background(), items) {
		inside.Add(-1)
	}
	// Five fit the budget; one more waits at the gate and one may be on its way to the receiver.
	if most.Load() > 7 {
		t.Errorf("%d items were held at once", most.Load())
	}
}

func TestOrderedLetsAnItemOverTheBudgetThrough(t *testing.T) {
	w := Work[int, int]{Workers: 2, Do: func(i int) int { return i }, Weigh: func(int) int64 { return 1000 }, Budget: 50}
	if got := slices.Collect(w.Ordered(context.Background(), numbers(5))); len(got) != 5 {
		t.Errorf("got %v", got)
	}
}

func TestOrderedStopsWhenTheReceiverStops(t *testing.T) {
	w := Work[int, int]{Workers: 2, Do: func(i int) int { return i }}
	for i := range w.Ordered(context.Background(), numbers(1_000_000_000)) {
		if i == 3 {
			break
		}
	}
}

func TestOrderedStopsWhenTheContextIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w := Work[int, int]{Workers: 2, Do: func(i int) int { return i }}
	seen := 0
	for range w.Ordered(ctx, numbers(1_000_000_000)) {
		if seen++; seen == 3 {
			cancel()
		}
	}
}
