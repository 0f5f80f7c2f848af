package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// openHand returns a server on the sample that takes corrections.
func openHand(t *testing.T, local bool) *Server {
	t.Helper()
	x := sampletest.Open(t)
	q, err := work.New(t.Context(), x.Store, x.Reader, x.Words, work.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return sampletest.Today }
	s, err := New(Options{Store: x.Store, Answers: answer.New(x.Store, x.Words), Queue: q, Account: account.Options{Local: local, Now: clock, Log: slog.New(slog.DiscardHandler)}, Now: clock, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.guard.Close)
	return s
}

// firstSaid is the form of the first statement of an article that has one, with the article's number.
func firstSaid(t *testing.T, s *Server) (int64, url.Values) {
	t.Helper()
	for id := int64(1); id < 50; id++ {
		x, err := s.answers.Article(t.Context(), id)
		if err == nil && len(x.Statements) > 1 && x.Statements[0].Act != "warn" {
			return id, url.Values{"kind": {"statement"}, "n": {"0"}, "at": {spanText(x.Statements[0].Content[0])}}
		}
	}
	t.Fatal("the sample has no such article")
	return 0, nil
}

func with(form url.Values, more ...string) url.Values {
	out := url.Values{}
	for k, v := range form {
		out[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		out.Set(more[i], more[i+1])
	}
	return out
}

// audited is what the log has of an item, the newest first.
func audited(t *testing.T, s *Server, item string) (actions []string) {
	t.Helper()
	all, err := s.store.Audits(t.Context(), store.AuditQuery{Item: item, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		actions = append(actions, x.Action)
	}
	return actions
}

func TestAnErrorIsReportedAndMended(t *testing.T) {
	s := openHand(t, false)
	editor := somebody(t, s, "salma", account.Editor)
	id, form := firstSaid(t, s)
	at := fmt.Sprint("/article/", id)
	want(t, editor.get(at), http.StatusOK, "Report an error", `<datalist id="names-here">`)
	w := editor.post(at+"/corrections", with(form, "what", "act=warn", "reason", "a warning"))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != at+"?said=correction.applied#c-1" {
		t.Fatalf("%d to %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	want(t, editor.get(at+"?said=correction.applied"), http.StatusOK, "The record was corrected.", `id="c-1"`, "corrected", "a warning", "correction/1", "salma", "Undo the correction")
	want(t, editor.get("/desk/corrections?state=applied"), http.StatusOK, "a warning", at+"#c-1")
	w = editor.post("/desk/corrections/1", url.Values{"state": {"undone"}, "next": {at + "?said=correction.applied#c-1"}})
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != at+"?said=correction.undone#c-1" {
		t.Errorf("%d to %s", w.Code, got)
	}
	if x, err := s.answers.Article(t.Context(), id); err != nil || x.Statements[0].Act == "warn" {
		t.Errorf("undone: %q, %v", x.Statements[0].Act, err)
	}
	want(t, editor.get("/desk/corrections?state=undone"), http.StatusOK, "a warning")
	want(t, editor.post("/desk/corrections/1", url.Values{"state": {"undone"}}), http.StatusBadRequest, "decided already")
	if got := strings.Join(audited(t, s, "correction/1"), " "); got != "correction.undo correction.apply" {
		t.Errorf("the log has %q", got)
	}
}

func TestAReaderMayOnlyPropose(t *testing.T) {
	s := openHand(t, false)
	reader, editor := somebody(t, s, "rami", account.Reader), somebody(t, s, "salma", account.Editor)
	id, form := firstSaid(t, s)
	at := fmt.Sprint("/article/", id)
	w := reader.post(at+"/corrections", with(form, "what", "act=warn"))
	if w.Header().Get("Location") != at+"?said=correction.open#c-1" {
		t.Fatalf("%d to %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	want(t, reader.get(at+"?said=correction.open"), http.StatusOK, "an editor will decide", "proposed")
	want(t, reader.post("/desk/corrections/1", url.Values{"state": {"applied"}}), http.StatusForbidden)
	if x, err := s.answers.Article(t.Context(), id); err != nil || x.Statements[0].Act == "warn" {
		t.Errorf("a reader has changed the record: %v", err)
	}
	for _, address := range []string{"/desk/actors/merge", "/desk/actors/split", "/desk/changes/1/undo"} {
		want(t, reader.post(address, url.Values{}), http.StatusForbidden)
	}
	if page := reader.get("/desk/corrections").Body.String(); strings.Contains(page, `value="applied"`) {
		t.Error("a reader is offered to apply a correction")
	}
	want(t, editor.get("/desk/corrections"), http.StatusOK, "rami", `value="applied"`, `value="rejected"`)
	want(t, editor.post("/desk/corrections/1", url.Values{"state": {"rejected"}}), http.StatusSeeOther)
	want(t, visit(t, s).get("/desk/corrections"), http.StatusSeeOther)
}

func TestAFormThatIsRefusedSaysWhyAndKeepsWhatWasTyped(t *testing.T) {
	s := openHand(t, true)
	id, form := firstSaid(t, s)
	at := fmt.Sprintf("/article/%d/corrections", id)
	for words, f := range map[string]url.Values{
		"too long":                with(form, "what", "words", "text", strings.Repeat("ا", 5001)),
		"does not have these":     with(form, "what", "words", "text", "كلام لم يقله أحد"),
		"longer than 200 letters": with(form, "what", "speaker", "text", strings.Repeat("ا", 201)),
		"No actor has that":       with(form, "what", "speaker", "text", "#99999"),
		"not corrected here":      with(form, "what", "place", "text", "عمّان"),
		"has changed meanwhile":   with(form, "what", "remove", "at", "1-2"),
		"no date":                 {"kind": {"contact"}, "what": {"missing"}, "text": {"في"}, "date": {"غدا"}},
	} {
		w := post(t, s, at, f)
		want(t, w, http.StatusUnprocessableEntity, words, `role="alert"`)
		if typed := f.Get("reason"); typed != "" && !strings.Contains(w.Body.String(), typed) {
			t.Errorf("%s: what was typed is gone", words)
		}
	}
	w := post(t, s, at, with(form, "what", "speaker", "text", "#99999", "reason", "كما في المصدر"))
	want(t, w, http.StatusUnprocessableEntity, "كما في المصدر", `<option value="speaker" selected>`, `class="fix" open`)
}

func TestNamesThatAreMarkupAreShownAsText(t *testing.T) {
	s := openHand(t, true)
	id, form := firstSaid(t, s)
	at := fmt.Sprint("/article/", id)
	const bad = `<script>alert(1)</script>`
	if w := post(t, s, at+"/corrections", with(form, "what", "speaker", "text", bad, "reason", bad)); w.Code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	want(t, post(t, s, "/notes", url.Values{"kind": {"article"}, "ref": {fmt.Sprint(id)}, "words": {bad}}), http.StatusSeeOther)
	want(t, post(t, s, "/notes", url.Values{"kind": {"article"}, "ref": {fmt.Sprint(id)}, "tag": {`"><b>`}}), http.StatusSeeOther)
	for _, address := range []string{at, "/desk/corrections?state=applied", "/desk/tags", "/desk/tag/" + url.PathEscape(`"><b>`)} {
		page := shown(t, s, address, "ar")
		if strings.Contains(page, bad) || strings.Contains(page, "<b>") {
			t.Errorf("%s has it as markup", address)
		}
	}
}

func TestFormsByHandNeedTheirToken(t *testing.T) {
	s := openHand(t, true)
	for _, address := range []string{"/article/1/corrections", "/desk/corrections/1", "/desk/actors/merge", "/desk/actors/split", "/desk/changes/1/undo", "/notes", "/notes/1/remove"} {
		r := httptest.NewRequest("POST", "http://localhost"+address, strings.NewReader("what=remove"))
		r.RemoteAddr = "127.0.0.1:40000"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusForbidden {
			t.Errorf("%s without a token: %d", address, w.Code)
		}
	}
}

func TestWhatWasOverlookedIsAdded(t *testing.T) {
	s := openHand(t, true)
	id, _ := firstSaid(t, s)
	x, err := s.answers.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(x.Record.Article.Text)[0]
	at := fmt.Sprint("/article/", id)
	w := post(t, s, at+"/corrections", url.Values{"kind": {"contact"}, "what": {"missing"}, "text": {words}, "who": {"كريم النجار، سلمى الحداد"}, "contact": {"call"}, "status": {"planned"}, "date": {"2025-03-12"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	shown(t, s, at, "ar", "لقاء أو اتصال لم يُستخرج", "كريم النجار", "سلمى الحداد")
	after, err := s.answers.Article(t.Context(), id)
	if err != nil || len(after.Events) != len(x.Events)+1 || after.Kept.Contacts[0] == 0 || after.Kept.Parties[0][1] == 0 {
		t.Errorf("contacts %v with %v, %v", after.Kept.Contacts, after.Kept.Parties, err)
	}
}

func TestNotesAndTagsStandOnEveryItem(t *testing.T) {
	s := openHand(t, false)
	reader, other := somebody(t, s, "rami", account.Reader), somebody(t, s, "hala", account.Reader)
	for _, kind := range noteKinds {
		at := "/" + kind + "/1"
		want(t, reader.post("/notes", url.Values{"kind": {kind}, "ref": {"1"}, "words": {"يراجع مع " + kind}}), http.StatusSeeOther)
		want(t, reader.post("/notes", url.Values{"kind": {kind}, "ref": {"1"}, "tag": {" #ملف  المياه "}}), http.StatusSeeOther)
		want(t, reader.get(at+"?said=note"), http.StatusOK, "يراجع مع "+kind, "ملف المياه", "rami", "That was kept.")
	}
	page := want2(t, reader.get("/desk/tag/"+url.PathEscape("ملف المياه")))
	for _, kind := range noteKinds {
		if !strings.Contains(page, `href="/`+kind+`/1"`) {
			t.Errorf("the tag does not lead to the %s\n%s", kind, page)
		}
	}
	want(t, reader.get("/desk/tags"), http.StatusOK, "ملف المياه", "4")
	want(t, other.post("/notes/1/remove", url.Values{}), http.StatusForbidden)
	want(t, reader.post("/notes/1/remove", url.Values{}), http.StatusSeeOther)
	want(t, reader.post("/notes", url.Values{"kind": {"actor"}, "ref": {"1"}, "tag": {strings.Repeat("و", 61)}}), http.StatusBadRequest, "too long")
	want(t, reader.post("/notes", url.Values{"kind": {"actor"}, "ref": {"1"}, "words": {strings.Repeat("و", 4001)}}), http.StatusBadRequest, "too long")
	want(t, reader.post("/notes", url.Values{"kind": {"actor"}, "ref": {"1"}, "words": {" "}}), http.StatusBadRequest, "Nothing was written")
	want(t, reader.post("/notes", url.Values{"kind": {"statement"}, "ref": {"999999"}, "words": {"x"}}), http.StatusNotFound)
	want(t, reader.post("/notes", url.Values{"kind": {"users"}, "ref": {"1"}, "words": {"x"}}), http.StatusNotFound)
	if got := audited(t, s, "actor/1"); len(got) != 3 {
		t.Errorf("the log has %v", got)
	}
}

func want2(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	want(t, w, http.StatusOK)
	return w.Body.String()
}

func TestActorsAreMergedSplitAndUndone(t *testing.T) {
	s := openHand(t, true)
	people, err := s.store.TopActors(t.Context(), "PER", 3, 0)
	if err != nil || len(people) < 2 {
		t.Fatal(people, err)
	}
	from, into := fmt.Sprint(people[1].ID), fmt.Sprint(people[0].ID)
	shown(t, s, "/desk/actors", "ar", "الدمج والفصل", "دمج عَلَمين")
	shown(t, s, "/desk/actors/merge?from="+from+"&into="+url.QueryEscape(people[0].Name), "en", people[0].Name, people[1].Name, "The other way round")
	shown(t, s, "/desk/actors/merge?from="+from+"&into="+from, "en", "one already")
	shown(t, s, "/desk/actors/merge?from="+from+"&into=99999", "en", "No actor has that number")
	shown(t, s, "/desk/actors/merge?from="+from+"&into=zzzz", "en", "Nobody has this name")
	want(t, post(t, s, "/desk/actors/merge", url.Values{"from": {from}, "into": {into}}), http.StatusBadRequest, "reason")
	w := post(t, s, "/desk/actors/merge", url.Values{"from": {from}, "into": {into}, "reason": {"رجل واحد"}})
	if w.Header().Get("Location") != "/actor/"+into+"?said=merged" {
		t.Fatalf("%d to %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	shown(t, s, "/desk/actors", "en", "رجل واحد", "merged", people[1].Name)
	if w := post(t, s, "/desk/changes/1/undo", url.Values{}); w.Header().Get("Location") != "/desk/actors?said=undone" {
		t.Errorf("%d to %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	want(t, post(t, s, "/desk/changes/1/undo", url.Values{}), http.StatusConflict, "undone")
	articles, err := s.store.ArticlesNamingBefore(t.Context(), people[0].ID, 0, 5)
	if err != nil || len(articles) < 2 {
		t.Fatal(articles, err)
	}
	shown(t, s, "/desk/actors/split?of="+into, "ar", people[0].Name, fmt.Sprintf(`name="article" value="%d"`, articles[0]))
	want(t, post(t, s, "/desk/actors/split", url.Values{"of": {into}, "reason": {"اثنان"}}), http.StatusUnprocessableEntity, "No article was chosen", "اثنان")
	w = post(t, s, "/desk/actors/split", url.Values{"of": {into}, "reason": {"اثنان"}, "article": {fmt.Sprint(articles[0])}, "name": {"سمير الآخر"}})
	if !strings.HasSuffix(w.Header().Get("Location"), "?said=split") {
		t.Fatalf("%d to %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	shown(t, s, w.Header().Get("Location"), "en", "سمير الآخر", "They are two now.")
	if got := strings.Join(audited(t, s, "actor/"+into), " "); got != "actor.split actor.undo actor.merge" {
		t.Errorf("the log has %q", got)
	}
}
