package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/answer"
)

func TestACalendarHasTheDaysOfItsMonth(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool {
		return len(x.Day) == len("2025-03-10") && x.Status == "held" && len(x.Parties) > 1
	})
	at := "/calendar?month=" + x.Day[:7]
	link := `href="/contact/` + decimal(x.ID) + `"`
	shown(t, s, at, "ar", link, x.Parties[0].Name, "الشهر السابق", "أحد", `<time datetime="`+x.Day+`">`, "/calendar.ics?lang=ar", "http://localhost/calendar.ics")
	shown(t, s, at, "en", link, "Previous month", "Sun", "held", "/calendar?day="+x.Day)
	if page := shown(t, s, at+"&status=cancelled", "en", `aria-current="true">cancelled`); strings.Contains(page, link) {
		t.Error("a contact that was held is among those that were cancelled")
	}
	shown(t, s, "/calendar?day="+x.Day, "ar", link, "الشهر كله")
	actor := decimal(x.Parties[0].ID)
	shown(t, s, at+"&actor="+actor, "en", link, "actor="+actor, "Everybody")
}

func TestACalendarSaysWhatItCannotShow(t *testing.T) {
	s := openSample(t)
	shown(t, s, "/calendar?month=1999-01", "ar", "لا لقاءات ولا اتصالات في هذه المدة", "أحدث ما في السجل")
	shown(t, s, "/calendar?month=2025-03&actor=Qwertyuiop", "en", "Nobody in the record is called “Qwertyuiop”")
	for _, bad := range []string{"/calendar?month=2025-13", "/map?from=tomorrow", "/network?to=2025-02-30"} {
		if w := get(t, s, bad, "en"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "Write it as") {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

func TestCalendarsAreSubscribedTo(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool { return len(x.Day) == len("2025-03-10") && x.Status == "planned" })
	uid := "contact/" + decimal(x.ID)
	for _, at := range []string{"/calendar.ics", "/contact/" + decimal(x.ID) + ".ics", "/actor/" + decimal(x.Parties[0].ID) + ".ics", "/calendar.ics?status=planned&month=" + x.Day[:7]} {
		w := get(t, s, at, "ar")
		b := strings.ReplaceAll(w.Body.String(), "\r\n ", "")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/calendar") || !strings.Contains(b, "BEGIN:VEVENT") || !strings.Contains(b, uid) {
			t.Errorf("%s: %d has no %s\n%s", at, w.Code, uid, b)
		}
	}
	if w := get(t, s, "/contact/99999.ics", "en"); w.Code != http.StatusNotFound {
		t.Errorf("a contact that is not there: %d", w.Code)
	}
}

func TestAMapCountsPlacesAndListsTheirContacts(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool { return x.Place != "" })
	shown(t, s, "/map", "ar", `<svg class="chart`, "الأماكن", "/map.svg?lang=ar", "احفظ الصورة", "الشرق الأوسط")
	shown(t, s, "/map?place="+x.Place, "en", `href="/contact/`+decimal(x.ID)+`"`, `id="place"`)
	w := get(t, s, "/map.svg?view=world", "en")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "<?xml") || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestANetworkIsPictureTableAndFiles(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool {
		return x.Status == "held" && len(x.Parties) == 2 && x.Parties[0].ID*x.Parties[1].ID != 0
	})
	shown(t, s, "/network", "ar", `<svg class="chart`, "data-graph=", "data-script=", "data-open hidden", x.Parties[0].Name, "أكثر من التقى")
	actor := decimal(x.Parties[0].ID)
	shown(t, s, "/network?actor="+actor, "en", x.Parties[1].Name, "/network.graphml?actor="+actor)
	for at, want := range map[string]string{
		"/network.json?actor=" + actor:    `"nodes":[{"id":"`,
		"/network.graphml?actor=" + actor: "<graphml",
		"/network.svg":                    "<?xml",
	} {
		if w := get(t, s, at, "en"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d\n%s", at, w.Code, w.Body)
		}
	}
}

// again asks with what the first answer said of itself.
func again(t *testing.T, s *Server, address, header, value string) int {
	t.Helper()
	r := httptest.NewRequest("GET", "http://localhost"+address, nil)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Accept-Language", "en")
	r.Header.Set(header, value)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Code
}

func TestFeedsOfSearchesAndActors(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool { return len(x.Parties) > 0 && x.Parties[0].ID != 0 })
	for at, want := range map[string]string{
		"/search.atom":                                 "<feed",
		"/search.rss?kind=statement":                   "<rss",
		"/search.json?kind=contact&lang=ar":            `"https://jsonfeed.org/version/1.1"`,
		"/actor/" + decimal(x.Parties[0].ID) + ".atom": x.Parties[0].Name,
		"/actor/" + decimal(x.Parties[0].ID) + ".rss":  x.Parties[0].Name,
	} {
		w := get(t, s, at, "en")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) || w.Header().Get("ETag") == "" {
			t.Errorf("%s: %d\n%s", at, w.Code, w.Body)
		}
		if code := again(t, s, at, "If-None-Match", w.Header().Get("ETag")); code != http.StatusNotModified {
			t.Errorf("%s by its tag: %d", at, code)
		}
		if code := again(t, s, at, "If-Modified-Since", w.Header().Get("Last-Modified")); code != http.StatusNotModified {
			t.Errorf("%s by its time: %d", at, code)
		}
	}
	if w := get(t, s, "/actor/99999.atom", "en"); w.Code != http.StatusNotFound {
		t.Errorf("an actor who is not there: %d", w.Code)
	}
}

func TestResultsAreDownloadedAsRows(t *testing.T) {
	s := openSample(t)
	for at, want := range map[string]string{"/search.csv?kind=statement": "\ufeffkind,id,day", "/search.jsonl?kind=contact": `{"kind":"contact"`, "/search.parquet": "PAR1"} {
		w := get(t, s, at, "en")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), want) || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v\n%.200s", at, w.Code, w.Header(), w.Body)
		}
	}
	if w := get(t, s, "/search.csv?q=spaeker:x", "en"); w.Code != http.StatusBadRequest {
		t.Errorf("a question that cannot be answered: %d", w.Code)
	}
}
