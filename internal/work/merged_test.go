package work

import (
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// What is told of one of two whom somebody has taken for one joins what was told of the other, whichever of them the later article names.
func TestATellingAfterAMergeJoinsTheStatementOfTheOther(t *testing.T) {
	const (
		talks  = "إن المحادثات تناولت تعزيز التعاون الاقتصادي بين البلدين وزيادة حجم التبادل التجاري خلال العام المقبل."
		relief = "إن القاهرة تدعم كل جهد يخفف معاناة المدنيين ويفتح المعابر أمام قوافل المساعدات الطبية والغذائية."
	)
	eachDatabase(t, func(t *testing.T, name string) {
		q := open(t, name)
		q.keep(t, piece("وكالة المثال", 1, "قال سلمان الحداد "+talks), piece("وكالة المثال", 2, "قال كريم النجار "+relief))
		q.work(t)
		if x := q.stats(t); x.Statements != 2 || x.Tellings != 2 {
			t.Fatalf("counts %+v, want two statements of two men", x)
		}
		one, other := q.actorOf(t, "سلمان الحداد"), q.actorOf(t, "كريم النجار")
		q = open(t, name)
		q.keep(t, piece("صحيفة المثال", 1, "وفي عمان صباح اليوم قال كريم النجار "+talks))
		q.work(t)
		if x := q.stats(t); x.Statements != 3 {
			t.Fatalf("before the merge: counts %+v, want three statements", x)
		}
		if _, err := q.store.MergeActors(t.Context(), other, one, "one man", time.Unix(1700000000, 0)); err != nil {
			t.Fatal(err)
		}
		q = open(t, name)
		q.keep(t, piece("صحيفة أخرى", 1, "وفي القاهرة مساء أمس قال سلمان الحداد "+relief))
		q.work(t)
		q.sound(t)
		if x := q.stats(t); x.Statements != 3 || x.Tellings != 4 {
			t.Errorf("after it: counts %+v, want the fourth telling in one of the three statements", x)
		}
		all, err := q.store.Tellings(t.Context(), []int64{2})
		if err != nil || len(all[2]) != 2 || all[2][1].Article != store.ArticleID(4) {
			t.Errorf("tellings of the other's statement: %+v, %v; want that of article 4 too", all[2], err)
		}
	})
}
