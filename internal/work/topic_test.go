package work

import (
	"context"
	"slices"
	"testing"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/store"
)

func TestTopicsAreWhoStandsInTheWords(t *testing.T) {
	span := func(start, end int) isnad.Span { return isnad.Span{Start: start, End: end} }
	speaker := "كريم النجار"
	entities := []isnad.Entity{{Name: speaker, Mentions: []isnad.Span{span(0, 5), span(21, 24)}}, {Name: "سلمى الحداد", Mentions: []isnad.Span{span(12, 18)}},
		{Name: "مكتب الحوار", Mentions: []isnad.Span{span(18, 22)}}, {Name: "الحداد", Mentions: []isnad.Span{span(30, 33)}}, {Name: "بلا أحد", Mentions: []isnad.Span{span(12, 13)}}}
	x := &isnad.Statement{SpeakerName: &speaker, Content: []isnad.Span{span(10, 20), span(21, 35)}}
	got := topicsOf(entities, []int64{1, 2, 3, 2, 0}, x, 1)
	if !slices.Equal(got, []int64{2}) { // one stands across a border, one under two names, one is nobody's
		t.Errorf("got %v, want [2]", got)
	}
}

// A store that was filled before there were topics has them made by a job, the same.
func TestTopicsOfAnEarlierStoreAreMade(t *testing.T) {
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, "قال كريم النجار إن سلمى الحداد ستزور القاهرة لبحث تعزيز التعاون الاقتصادي بين البلدين."))
		q.work(t)
		want := q.aboutAll(t)
		if len(want) == 0 {
			t.Fatal("no topics")
		}
		err := q.store.Write(t.Context(), func(x *store.Tx) error {
			if _, err := x.ExecContext(t.Context(), "DELETE FROM topic"); err != nil {
				return err
			}
			return x.SetValue(context.Background(), store.TopicsAfter, "0")
		})
		if err != nil {
			t.Fatal(err)
		}
		q = open(t, name)
		if err := q.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := q.WaitAll(t.Context()); err != nil {
			t.Error(err)
		}
		if err := q.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
		if left, err := q.store.Value(t.Context(), store.TopicsAfter); left != "" || err != nil {
			t.Errorf("left %q, %v", left, err)
		}
		if got := q.aboutAll(t); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// aboutAll are the statements that speak of anybody, by actor.
func (q *Queue) aboutAll(t *testing.T) (out []int64) {
	t.Helper()
	for actor := range int64(10) {
		all, err := q.store.StatementsAbout(t.Context(), nil, []int64{actor}, store.Days{}, 0, 9)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range all {
			out = append(out, actor, x.ID)
		}
	}
	return out
}
