package store_test

import (
	"testing"

	"isnad.dev/isnad/internal/store"
)

func TestActorsAreCalledAsWhomTheyWereMergedInto(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		sample(t, s)
		ctx := t.Context()
		if _, err := s.MergeActors(ctx, namesake, minister, "", clock); err != nil {
			t.Fatal(err)
		}
		called, err := s.CalledActors(ctx, []int64{namesake, minister, 99})
		if err != nil || len(called) != 2 || called[namesake] != called[minister] || called[namesake].ID != minister || called[minister].Name == "" {
			t.Errorf("got %v %v", called, err)
		}
	})
}
