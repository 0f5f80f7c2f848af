package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestActorsAreComparedByNames(t *testing.T) {
	s := openSample(t)
	a, b := named(t, s, "غسان الكيلاني"), named(t, s, "هدى المرزوقي")
	v := url.Values{"who": {"غسان الكيلاني", "هدى المرزوقي"}}
	page := shown(t, s, "/compare?"+v.Encode(), "ar", `<svg class="chart`, fmt.Sprintf("/actor/%d", a.ID), fmt.Sprintf("/actor/%d", b.ID), "/compare.svg?", `class="hit statement"`, `value="غسان الكيلاني"`)
	if n := strings.Count(page, `<section class="own">`); n != 2 {
		t.Errorf("%d columns, want 2", n)
	}
	v.Set("about", "هدى المرزوقي")
	shown(t, s, "/compare?"+v.Encode(), "en", "Statements that speak of هدى المرزوقي", "No statements.")
	v = url.Values{"who": {fmt.Sprint(a.ID), fmt.Sprint(b.ID)}, "from": {"2001-01-01"}, "to": {"2001-02-01"}}
	shown(t, s, "/compare?"+v.Encode(), "en", "No statements in that time")
	w := get(t, s, fmt.Sprintf("/compare.svg?who=%d&who=%d", a.ID, b.ID), "en")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), b.Name) {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

func TestANameThatSeveralHaveIsAskedBack(t *testing.T) {
	s := openSample(t)
	page := shown(t, s, "/compare?who="+url.QueryEscape("وزارة")+"&who=nobody-at-all", "en", "Taken for", "Or did you mean", "Nobody in the record is called “nobody-at-all”")
	_, other, _ := strings.Cut(page, `class="chip" href="`)
	other, _, _ = strings.Cut(other, `"`)
	if w := get(t, s, strings.ReplaceAll(other, "&amp;", "&"), "en"); !strings.HasPrefix(other, "/compare?") || w.Code != http.StatusOK {
		t.Errorf("%s: %d", other, w.Code)
	}
}

func TestAnEmptyComparisonIsAForm(t *testing.T) {
	s := openSample(t)
	page := shown(t, s, "/compare", "ar", `action="/compare"`, "قارن")
	if n := strings.Count(page, `name="who"`); n != leastFields {
		t.Errorf("%d fields, want %d", n, leastFields)
	}
	if w := get(t, s, "/compare?who=1&from=soon", "en"); w.Code != http.StatusBadRequest {
		t.Errorf("a day that is none: %d", w.Code)
	}
	if w := get(t, s, "/compare.svg", "en"); w.Code != http.StatusNotFound {
		t.Errorf("a picture of nobody: %d", w.Code)
	}
}

func TestSomebodyIsComparedByANameInOtherLetters(t *testing.T) {
	s := openSample(t)
	shown(t, s, "/compare?"+url.Values{"who": {"Kilani", "هدى المرزوقي"}}.Encode(), "en", "غسان الكيلاني", "هدى المرزوقي")
}
