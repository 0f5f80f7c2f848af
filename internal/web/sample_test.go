package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/store"
)

// openSample returns a server on a store that holds the sample as of now.
func openSample(t *testing.T) *Server {
	t.Helper()
	x := sampletest.Open(t)
	s, err := New(Options{Store: x.Store, Answers: answer.New(x.Store, x.Words), Account: account.Options{Local: true}, Now: func() time.Time { return sampletest.Today }, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// shown asks for a page and wants it to have all of these.
func shown(t *testing.T, s *Server, address, lang string, want ...string) string {
	t.Helper()
	w := get(t, s, address, lang)
	page := w.Body.String()
	if w.Code != http.StatusOK {
		t.Fatalf("%s in %s: %d\n%s", address, lang, w.Code, page)
	}
	for _, x := range want {
		if !strings.Contains(page, x) {
			t.Errorf("%s in %s has no %q\n%s", address, lang, x, page)
		}
	}
	return page
}

// statementOf is the first statement of the sample for which is holds.
func statementOf(t *testing.T, s *Server, is func(store.Statement) bool) store.Statement {
	t.Helper()
	ids := make([]int64, 200)
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	all, err := s.store.Statements(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if x, ok := all[id]; ok && is(x) {
			return x
		}
	}
	t.Fatal("the sample has no such statement")
	return store.Statement{}
}

// contactWhich is the first contact of the sample for which is holds.
func contactWhich(t *testing.T, s *Server, is func(*answer.ContactDetail) bool) *answer.ContactDetail {
	t.Helper()
	for id := int64(1); id < 60; id++ {
		x, err := s.answers.Contact(t.Context(), id, answer.Options{Today: s.now()})
		if err == nil && is(x) {
			return x
		}
	}
	t.Fatal("the sample has no such contact")
	return nil
}

func TestAStatementShowsItsChainAndHowTellingsDiffer(t *testing.T) {
	s := openSample(t)
	x := statementOf(t, s, func(x store.Statement) bool { return x.Differs && x.Tellings > 2 })
	at := fmt.Sprint("/statement/", x.ID)
	shown(t, s, at, "ar", `<svg class="chart chart-wide"`, `<svg class="chart chart-narrow"`, "المتحدث", "احفظ الصورة", "<del>", "<ins>", "ما قاله قبل ذلك", at+"/chain.svg", x.Words)
	shown(t, s, at, "en", "speaker", "Save the picture", "Said before")
	w := get(t, s, at+"/chain.svg", "ar")
	if b := w.Body.String(); w.Code != http.StatusOK || !strings.HasPrefix(b, "<?xml") || !strings.Contains(b, "المصادر: ") || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v\n%s", w.Code, w.Header(), b)
	}
}

func TestWhatATellingLeftOutStandsApart(t *testing.T) {
	s := openSample(t)
	x := statementOf(t, s, func(x store.Statement) bool { return x.Differs && x.Tellings > 2 })
	page := shown(t, s, fmt.Sprint("/statement/", x.ID), "ar")
	for _, part := range strings.Split(page, "<del>")[1:] {
		_, after, _ := strings.Cut(part, "</del>")
		if !strings.HasPrefix(after, " ") && !strings.HasPrefix(after, "<") {
			t.Errorf("words stand close to %q", part[:min(len(part), 60)])
		}
	}
}

func TestAContactShowsItsLife(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool { return len(x.Steps) > 2 && x.Status == "held" })
	at := fmt.Sprint("/contact/", x.ID)
	shown(t, s, at, "ar", `<svg class="chart chart-wide"`, "الموعد", at+"/life.svg", "/calendar?month="+x.Day[:7], "/map?place=")
	shown(t, s, at, "en", "set for", "held", "What became of it")
	w := get(t, s, at+"/life.svg", "en")
	if b := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(b, "Sources: "+x.Outlets[0]) {
		t.Errorf("%d\n%s", w.Code, b)
	}
	if w := get(t, s, "/contact/99999/life.svg", "en"); w.Code != http.StatusNotFound {
		t.Errorf("a contact that is not there: %d", w.Code)
	}
}

func TestAPlanThatPassedSaysWhatThatMeans(t *testing.T) {
	s := openSample(t)
	x := contactWhich(t, s, func(x *answer.ContactDetail) bool { return x.Status == "not_reported_held" })
	shown(t, s, fmt.Sprint("/contact/", x.ID), "ar", "مرّ اليوم المقرر", "لم يرد خبر بانعقاده")
}
