package web

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

func TestTodayShowsTheNewestDay(t *testing.T) {
	s := openSample(t)
	ar := shown(t, s, "/", "ar", "أبرز التصريحات", "لقاءات اليوم", "الأيام السبعة المقبلة", "أُعلن عنه ولم يرد خبر", "لا تُتابَع أي وسيلة إعلام", `href="/?on=`, `class="hit statement"`, `class="hit contact"`, "/statement/")
	shown(t, s, "/", "en", "Statements that weigh most", "Announced for the next seven days", "March 2025")
	if strings.Contains(ar, "أهلا بك") {
		t.Error("a store with a record welcomes as an empty one does")
	}
}

func TestADayCanBeChosen(t *testing.T) {
	s := openSample(t)
	before, err := s.store.LastDay(t.Context(), "2025-03-01")
	if err != nil || before == "" {
		t.Fatal(before, err)
	}
	shown(t, s, "/?on="+before, "en", `name="on" value="`+before+`"`, "Set for the seven days after", `rel="prev"`, `rel="next"`)
	shown(t, s, "/?on=2001-01-01", "ar", "لا تصريحات في هذا اليوم")
	if w := get(t, s, "/?on=yesterday%3Cb%3E", "en"); w.Code != http.StatusBadRequest || strings.Contains(w.Body.String(), "<b>") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

// openEmpty returns a server on a new store that reads what is added to it.
func openEmpty(t *testing.T) *Server {
	t.Helper()
	x := sampletest.Open(t)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	q, err := work.New(t.Context(), db, x.Reader, x.Words, work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Store: db, Answers: answer.New(db, x.Words), Queue: q, Account: account.Options{Local: true}, Now: func() time.Time { return sampletest.Today }, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnEmptyStoreSaysHowToBegin(t *testing.T) {
	s := openEmpty(t)
	shown(t, s, "/", "ar", "أهلا بك في إسناد", `action="/sample"`, `action="/add"`, `href="/sources"`)
	shown(t, s, "/", "en", "Welcome to isnad", "Load the sample", "Add an address", "Switch on outlets")
	w := post(t, s, "/sample", url.Values{})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/progress" {
		t.Fatalf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
	page := get(t, s, "/progress", "ar")
	if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "مقالة لتُقرأ") || !strings.HasPrefix(page.Header().Get("Refresh"), "2; url=/progress") {
		t.Errorf("%d %v\n%s", page.Code, page.Header(), page.Body)
	}
	if w := get(t, s, "/", "en"); !strings.Contains(w.Body.String(), "still to be read") {
		t.Errorf("the first page does not say that articles wait\n%s", w.Body)
	}
}

func TestAnAddressThatIsNoneSaysWhy(t *testing.T) {
	s := openEmpty(t)
	for address, want := range map[string]string{"http://127.0.0.1:1/x": "private network", "file:///etc/passwd": "Write it in full", "": "Write it in full"} {
		w := post(t, s, "/add", url.Values{"url": {address}})
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d\n%s", address, w.Code, w.Body)
		}
	}
}

func TestAServerThatDoesNotReadAddsNothing(t *testing.T) {
	s := open(t)
	if w := post(t, s, "/sample", url.Values{}); w.Code != http.StatusBadRequest {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}
