package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/store"
)

func TestSourcesOfTheCatalogueAreSwitchedOnAndOff(t *testing.T) {
	s := openSample(t)
	var key string
	for _, o := range outlet.Catalogue() {
		if o.Feed != "" {
			key = o.Key
			break
		}
	}
	shown(t, s, "/sources", "ar", `value="`+key+`"`, "دليل وسائل الإعلام")
	for _, on := range []bool{true, false} {
		form := url.Values{"key": {key}, "on": {map[bool]string{true: "1", false: "0"}[on]}, "next": {"/sources"}}
		if w := post(t, s, "/sources/switch", form); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/sources" {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if x, err := s.store.Source(t.Context(), key); err != nil || x.Enabled != on {
			t.Errorf("%s: %v %v, want %v", key, x.Enabled, err, on)
		}
	}
	if log, err := s.store.Audits(t.Context(), store.AuditQuery{Item: "source/" + key, Limit: 5}); err != nil || len(log) != 2 {
		t.Errorf("%v %v", log, err)
	}
	if w := post(t, s, "/sources/switch", url.Values{"key": {"no-such-key"}, "on": {"1"}}); w.Code != http.StatusNotFound {
		t.Errorf("a source that is not there: %d", w.Code)
	}
}

func TestASourceIsAddedShownAndRemoved(t *testing.T) {
	s := openSample(t)
	form := url.Values{"feed": {"https://news.example/feed"}, "name_ar": {"صدى الميناء"}, "kind": {"paper"}, "lang": {"ar"}, "country": {"jo"}}
	w := post(t, s, "/sources/add", form)
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/source/") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	shown(t, s, at, "ar", "صدى الميناء", "https://news.example/feed", "لم يُسأل بعد", "لا مقالات منه بعد")
	shown(t, s, "/sources.opml", "en", "https://news.example/feed")
	other := url.Values{"feed": {"https://news.example/other"}, "name_en": {"Other"}, "kind": {"paper"}, "lang": {"ar"}, "key": {"news-example"}}
	if w := post(t, s, "/sources/add", other); w.Code != http.StatusConflict {
		t.Errorf("a key that is taken: %d", w.Code)
	}
	if w := post(t, s, strings.Replace(at, "/source/", "/sources/", 1)+"/remove", url.Values{}); w.Code != http.StatusSeeOther {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(t, s, at, "en"); w.Code != http.StatusNotFound {
		t.Errorf("removed: %d", w.Code)
	}
}

func TestAnOutletShowsItsArticlesAPageAtATime(t *testing.T) {
	s := openSample(t)
	all, err := s.store.Sources(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	shown(t, s, "/source/"+decimal(all[0].ID), "en", all[0].Name, `href="/article/`, "Last success")
}

func TestSourcesAreImported(t *testing.T) {
	s := openSample(t)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	page := get(t, s, "/sources", "en")
	if err := m.WriteField("csrf", token.FindStringSubmatch(page.Body.String())[1]); err != nil {
		t.Fatal(err)
	}
	f, err := m.CreateFormFile("file", "sources.csv")
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("key,name_en,kind,feed\nharbour,Harbour News,paper,https://harbour.example/feed\nBAD KEY,Bad,paper,https://bad.example/\n"))
	m.Close()
	r := httptest.NewRequest("POST", "http://localhost/sources/import", &body)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept-Language", "en")
	for _, c := range page.Result().Cookies() {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "1 source was kept") || !strings.Contains(w.Body.String(), "BAD KEY") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

func TestJobsAndLicencesAreShown(t *testing.T) {
	s := openSample(t)
	shown(t, s, "/jobs", "ar", "قراءة مقالات")
	shown(t, s, "/licences", "en", "Apache License", "cytoscape", "riverqueue", "Natural Earth")
}
