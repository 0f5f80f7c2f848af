package web

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// openDesk returns a server on the sample that has a desk; its queue runs.
func openDesk(t *testing.T, web fetch.Options) *Server {
	t.Helper()
	x := sampletest.Open(t)
	f := answer.New(x.Store, x.Words)
	clock := func() time.Time { return sampletest.Today }
	o := work.Options{Exports: work.Exports{Dir: t.TempDir(), Found: func(ctx context.Context, q string) iter.Seq2[export.Hit, error] {
		return export.Search(ctx, f, answer.Question{Text: q, Today: sampletest.Today})
	}}}
	q, err := work.New(t.Context(), x.Store, x.Reader, x.Words, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Start(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Stop(context.Background()) })
	d := alert.New(x.Store, f, alert.Options{Base: "http://localhost", Web: web, Mail: alert.Server{Host: "mail.example.org", From: "isnad@example.org"}, Now: clock})
	s, err := New(Options{Store: x.Store, Answers: f, Queue: q, Alerts: d, Account: account.Options{Local: true}, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: clock, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// saved saves a search and returns where it is.
func saved(t *testing.T, v *visitor, form url.Values) string {
	t.Helper()
	w := v.post("/desk/searches", form)
	want(t, w, http.StatusSeeOther)
	at, _, _ := strings.Cut(w.Header().Get("Location"), "?")
	return at
}

func TestASearchIsSavedFromItsPage(t *testing.T) {
	v := visit(t, openDesk(t, fetch.Options{}))
	page := v.get("/search?q=" + url.QueryEscape("المحادثات") + "&kind=statement&with=" + url.QueryEscape(`سلمان "الحداد`) + "&status=not_reported_held")
	want(t, page, http.StatusOK, "Save this search", `name="kind" value="statement"`)
	at := saved(t, v, url.Values{"q": {"المحادثات"}, "kind": {"statement"}, "with": {`سلمان "الحداد`}, "status": {"not_reported_held"}})
	want(t, v.get(at), http.StatusOK, `المحادثات kind:statement status:not-reported-held with:&#34;سلمان الحداد&#34;`, "/search?q=")
	want(t, v.post(at, url.Values{"name": {"الحداد"}, "question": {"المحادثات nothing:x"}}), http.StatusUnprocessableEntity, `id="fault-question"`, `value="الحداد"`)
	want(t, v.post(at, url.Values{"name": {"الحداد"}, "question": {"المحادثات"}}), http.StatusSeeOther)
	want(t, v.get("/desk/searches"), http.StatusOK, "الحداد")
	want(t, v.get("/desk"), http.StatusOK, "الحداد", "nothing new", "Alerts", "Exports")
	want(t, v.post(at+"/seen", url.Values{}), http.StatusSeeOther)
	want(t, v.post(at+"/remove", url.Values{}), http.StatusSeeOther)
	want(t, v.get(at), http.StatusNotFound)
	v.lang = "ar"
	want(t, v.get("/desk/searches"), http.StatusOK, "لم تحفظ بحثا بعد")
}

// alertForm is a form of a webhook.
func alertForm(target string) url.Values {
	return url.Values{"channel": {"webhook"}, "target": {target}, "rhythm": {"daily"}, "hour": {"7"}, "weekday": {"0"}, "zone": {"Asia/Amman"}, "language": {"ar"}, "template": {""}}
}

func TestAWebhookIsMadeTestedAndSwitchedOff(t *testing.T) {
	got := make(chan string, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got <- string(b)
	}))
	defer hook.Close()
	v := visit(t, openDesk(t, fetch.Options{Private: true}))
	at := saved(t, v, url.Values{"q": {"المحادثات"}})
	want(t, v.get(at+"/alert"), http.StatusOK, "e-mail", "Telegram", "webhook", "Asia/Amman")
	bad := alertForm(hook.URL)
	bad.Set("template", `{"text": {{.Nothing}}}`)
	want(t, v.post(at+"/alert", bad), http.StatusUnprocessableEntity, `id="fault-template"`, "Nothing", hook.URL)
	good := alertForm(hook.URL)
	good.Set("template", `{"text": {{json .Search}}}`)
	good.Set("preview", "1")
	want(t, v.post(at+"/alert", good), http.StatusOK, `{&#34;text&#34;: &#34;المحادثات&#34;}`)
	good.Del("preview")
	w := v.post(at+"/alert", good)
	want(t, w, http.StatusOK, "whsec_", "not shown again")
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("the secret is kept by browsers")
	}
	id := regexp.MustCompile(`/desk/alerts/\d+`).FindString(w.Body.String())
	page := v.get(id)
	want(t, page, http.StatusOK, "Test this alert", "Nothing was sent yet", "Switch off")
	if strings.Contains(page.Body.String(), "whsec_") {
		t.Error("the secret is shown again")
	}
	want(t, v.post(id+"/test", url.Values{}), http.StatusSeeOther)
	if body := <-got; body != `{"text": "المحادثات"}` {
		t.Errorf("sent %s", body)
	}
	hook.Close()
	want(t, v.post(id+"/test", url.Values{}), http.StatusOK, "The test did not arrive")
	want(t, v.post(id+"/switch", url.Values{}), http.StatusSeeOther)
	want(t, v.get(id), http.StatusOK, "Switch on")
	want(t, v.get("/desk/alerts"), http.StatusOK, "off", hook.URL)
	want(t, v.post(id+"/remove", url.Values{}), http.StatusSeeOther)
	want(t, v.get(id), http.StatusNotFound)
}

func TestWhatAnAlertCannotBeIsSaidInBothLanguages(t *testing.T) {
	v := visit(t, openDesk(t, fetch.Options{}))
	at := saved(t, v, url.Values{"q": {"المحادثات"}})
	for _, c := range []struct{ field, value, ar, en string }{
		{"target", "ليس عنوانا", "هذا ليس عنوان ويب", "That is no web address"},
		{"zone", "Nowhere/City", "لا منطقة بهذا الاسم", "There is no such zone"},
		{"hour", "25", "ساعات اليوم", "hours 0 to 23"},
		{"channel", "pigeon", "هذه الوسيلة", "does not send that way"},
	} {
		form := alertForm("https://example.org/hook")
		form.Set(c.field, c.value)
		for lang, words := range map[string]string{"ar": c.ar, "en": c.en} {
			v.lang = lang
			want(t, v.post(at+"/alert", form), http.StatusUnprocessableEntity, words, fmt.Sprintf(`id="fault-%s"`, c.field))
		}
	}
}

func TestAnotherUsersDeskIsNotThere(t *testing.T) {
	x := sampletest.Open(t)
	s := guardedOn(t, x.Store, answer.New(x.Store, x.Words))
	s.alerts = alert.New(s.store, s.answers, alert.Options{Now: s.now})
	one, other := somebody(t, s, "سلمى", account.Reader), somebody(t, s, "هند", account.Admin)
	at := saved(t, one, url.Values{"q": {"المحادثات"}})
	w := one.post(at+"/alert", alertForm("https://example.org/hook"))
	id := regexp.MustCompile(`/desk/alerts/\d+`).FindString(w.Body.String())
	want(t, one.get(id), http.StatusOK)
	for _, address := range []string{at, at + "/alert", id} {
		want(t, other.get(address), http.StatusNotFound)
		want(t, other.post(address, alertForm("https://example.org/other")), http.StatusNotFound)
	}
	for _, address := range []string{at + "/remove", at + "/seen", id + "/test", id + "/switch", id + "/remove"} {
		want(t, other.post(address, url.Values{}), http.StatusNotFound)
	}
	want(t, one.get(id), http.StatusOK, "Switch off")
}

func TestAnExportIsWrittenAndDownloaded(t *testing.T) {
	s := openDesk(t, fetch.Options{})
	v := visit(t, s)
	want(t, v.get("/desk/exports"), http.StatusOK, "Parquet", "Nothing was exported yet")
	want(t, v.post("/desk/exports", url.Values{"q": {"x"}, "format": {"graphml"}}), http.StatusUnprocessableEntity, `id="fault-format"`, `value="x"`)
	want(t, v.post("/desk/exports", url.Values{"q": {"nothing:x"}, "format": {"csv"}}), http.StatusUnprocessableEntity, `id="fault-q"`)
	for i, form := range []url.Values{{"format": {"jsonl"}}, {"q": {"kind:statement"}, "format": {"csv"}}} {
		want(t, v.post("/desk/exports", form), http.StatusSeeOther)
		e, err := s.queue.WaitExport(t.Context(), int64(i+1))
		if err != nil || e.State != store.ExportDone {
			t.Fatalf("%+v, %v", e, err)
		}
		w := v.get(fmt.Sprintf("/desk/exports/%d/file", e.ID))
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "PK") || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%d %v", w.Code, w.Header())
		}
	}
	want(t, v.get("/desk/exports"), http.StatusOK, "ready", "Download", "Kept until")
	want(t, v.post("/desk/exports/1/cancel", url.Values{}), http.StatusSeeOther)
	want(t, v.get("/desk/exports/1/file"), http.StatusNotFound)
}
