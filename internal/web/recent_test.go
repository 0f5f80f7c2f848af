package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// counting answers how often it was asked.
func counting(n *int) func(context.Context) (int, error) {
	return func(context.Context) (int, error) {
		*n++
		return *n, nil
	}
}

func TestARecentAnswerIsKeptUntilSomethingChanges(t *testing.T) {
	r, n := &recent{keep: time.Hour}, 0
	for range 3 {
		if got, err := recently(t.Context(), r, "a", counting(&n)); got != 1 || err != nil {
			t.Errorf("%d, %v", got, err)
		}
	}
	change := r.emptied(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	change.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	if got, _ := recently(t.Context(), r, "a", counting(&n)); got != 1 {
		t.Errorf("a page that was read emptied it: %d", got)
	}
	change.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "/", nil))
	if got, _ := recently(t.Context(), r, "a", counting(&n)); got != 2 {
		t.Errorf("after a change: %d", got)
	}
}

func TestWhatWasFoundBeforeAChangeIsNotKept(t *testing.T) {
	r, n := &recent{keep: time.Hour}, 0
	recently(t.Context(), r, "a", func(context.Context) (int, error) {
		r.forget()
		return 0, nil
	})
	if got, _ := recently(t.Context(), r, "a", counting(&n)); got != 1 {
		t.Errorf("%d", got)
	}
}

func TestFaultsAndNothingAreNotKept(t *testing.T) {
	r, n := &recent{keep: time.Hour}, 0
	if _, err := recently(t.Context(), r, "a", func(context.Context) (int, error) { return 0, errors.New("busy") }); err == nil {
		t.Error("no fault")
	}
	none := &recent{}
	recently(t.Context(), none, "a", counting(&n))
	if got, _ := recently(t.Context(), none, "a", counting(&n)); got != 2 {
		t.Errorf("without a time to keep: %d", got)
	}
}

func TestManyWhoAskAtOnceGetOneAnswer(t *testing.T) {
	r, n := &recent{keep: time.Hour}, 0
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { recently(t.Context(), r, "a", counting(&n)) })
	}
	all.Wait()
	if n != 1 {
		t.Errorf("asked %d times", n)
	}
}
