// Package pipeline works on many things at the same time and answers in the order in which they came.
//
// In: a sequence and the work to do on each. Out: the sequence of answers, in the same order, with never more than a window of them
// in memory. Articles "قال…" and "said…" come out as they went in, even where the second was read first.
package pipeline

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// Work says how a sequence is worked on.
type Work[In, Out any] struct {
	Do      func(In) Out
	Workers int
	Weigh   func(In) int64 // how much memory an item holds; nil for nothing
	Budget  int64          // how much all items in the window may hold together; one that is heavier goes alone
}

// windowPerWorker is how many items may wait for each worker: enough that one slow item does not stop the others.
const windowPerWorker = 8

type job[In, Out any] struct {
	in     In
	weight int64
	out    chan Out
}

// Ordered returns the answers in order. It ends early, without leaving a goroutine behind, when ctx is done or the receiver stops.
func (w Work[In, Out]) Ordered(ctx context.Context, items iter.Seq[In]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wait sync.WaitGroup
		defer wait.Wait()
		defer cancel()
		workers := max(w.Workers, 1)
		todo := make(chan job[In, Out], workers)
		order := make(chan job[In, Out], workers*windowPerWorker)
		memory := semaphore.NewWeighted(max(w.Budget, 1))

		wait.Go(func() { w.feed(ctx, items, memory, todo, order) })
		for range workers {
			wait.Go(func() {
				for j := range todo {
					j.out <- w.Do(j.in)
				}
			})
		}
		for {
			select {
			case <-ctx.Done():
				return
			case j, more := <-order:
				if !more || !w.answer(ctx, j, yield) {
					return
				}
				memory.Release(j.weight)
			}
		}
	}
}

// feed gives each item to the workers and, before that, its place in the order.
func (w Work[In, Out]) feed(ctx context.Context, items iter.Seq[In], memory *semaphore.Weighted, todo, order chan<- job[In, Out]) {
	defer close(order)
	defer close(todo)
	for in := range items {
		j := job[In, Out]{in: in, out: make(chan Out, 1)}
		if w.Weigh != nil {
			j.weight = min(w.Weigh(in), max(w.Budget, 1))
		}
		if memory.Acquire(ctx, j.weight) != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case order <- j:
		}
		select {
		case <-ctx.Done():
			return
		case todo <- j:
		}
	}
}

// answer waits for the job and passes its answer on.
func (w Work[In, Out]) answer(ctx context.Context, j job[In, Out], yield func(Out) bool) bool {
	select {
	case <-ctx.Done():
		return false
	case out := <-j.out:
		return yield(out)
	}
}
