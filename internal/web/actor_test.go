package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// named is the actor of the sample that is called so.
func named(t *testing.T, s *Server, name string) store.ActorHead {
	t.Helper()
	all, err := s.store.ActorsByName(t.Context(), name, "", 5)
	if err != nil || len(all) == 0 {
		t.Fatalf("%s: %v, %v", name, all, err)
	}
	return all[0]
}

func TestAnActorShowsWhatItSaidAndWhomItMet(t *testing.T) {
	s := openSample(t)
	x := named(t, s, "غسان الكيلاني")
	at := fmt.Sprint("/actor/", x.ID)
	shown(t, s, at, "ar", "غسان الكيلاني", "التصريحات شهرا بشهر", "أحدث التصريحات", "مع من التقى", "اقتباسات تختلف", "<del>", at+"/months.svg", at+"/network.svg", `class="hit statement"`, `class="hit contact"`, "كل التصريحات")
	shown(t, s, at, "en", "Statements by month", "Whom they met", "Quoted differently", `rel="next"`)
	for _, file := range []string{"/months.svg", "/network.svg"} {
		if w := get(t, s, at+file, "ar"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "المصادر: ") {
			t.Errorf("%s: %d\n%s", file, w.Code, w.Body)
		}
	}
}

func TestAnActorsStatementsComeInPagesAndByTopic(t *testing.T) {
	s := openSample(t)
	x, other := named(t, s, "غسان الكيلاني"), named(t, s, "هدى المرزوقي")
	page := shown(t, s, fmt.Sprint("/actor/", x.ID), "en")
	_, next, _ := strings.Cut(page, `rel="next" href="`)
	next, _, _ = strings.Cut(next, `"`)
	older := shown(t, s, strings.ReplaceAll(next, "&amp;", "&"), "en", "Newest", `class="hit statement"`)
	if strings.Contains(older, "Whom they met") {
		t.Error("an older page has all of the first")
	}
	about := shown(t, s, fmt.Sprintf("/actor/%d?about=%d", x.ID, other.ID), "ar", "تصريحات ورد فيها ذكر")
	if n := strings.Count(about, `class="hit statement"`); n == 0 || n >= strings.Count(page, `class="hit statement"`) {
		t.Errorf("%d statements speak of the other", n)
	}
	for address, want := range map[string]int{"?about=x": 400, "?about=99999": 404, "?before=-1": 400} {
		if w := get(t, s, fmt.Sprint("/actor/", x.ID, address), "en"); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}

func TestAMinisterHasOfficesWithDates(t *testing.T) {
	s := openSample(t)
	at := fmt.Sprint("/actor/", named(t, s, "أيمن الصفدي").ID)
	shown(t, s, at, "ar", "المناصب", "15 يناير 2017", "حتى الآن", "لماذا عُدّت هذه المقالات عنه؟", "معروف في قوائم الأعلام")
	shown(t, s, at, "en", "Foreign Minister", "Jordan", "to date")
}

func TestAMergedActorLeadsToWhomItWasMergedInto(t *testing.T) {
	s := openSample(t)
	x, into := named(t, s, "رنا الحداد"), named(t, s, "غسان الكيلاني")
	if _, err := s.store.MergeActors(t.Context(), x.ID, into.ID, "تجربة", time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	w := get(t, s, fmt.Sprint("/actor/", x.ID), "ar")
	if got, want := w.Header().Get("Location"), fmt.Sprint("/actor/", into.ID); w.Code != http.StatusSeeOther || got != want {
		t.Errorf("%d to %s, want %s", w.Code, got, want)
	}
	shown(t, s, fmt.Sprint("/actor/", into.ID), "ar", "ضُمّ إليه سجل واحد", "تجربة")
}

func TestActorsAreListedAndFound(t *testing.T) {
	s := openSample(t)
	shown(t, s, "/actors", "ar", "غسان الكيلاني", "الشخصيات والجهات", "شخص")
	shown(t, s, "/actors?name=league", "en", "Arab League")
	page := shown(t, s, "/actors?type=LOC", "en", "Tunisia", `aria-current="true"`)
	if strings.Contains(page, "غسان") {
		t.Error("a person is listed among places")
	}
	shown(t, s, "/actors?name=%3Cscript%3E", "ar", "لا أحد بهذا الاسم")
	if w := get(t, s, "/actors?type=x", "ar"); w.Code != http.StatusBadRequest {
		t.Errorf("a type that is none: %d", w.Code)
	}
}
