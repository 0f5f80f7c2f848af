package api

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
)

// request is one of the table below; {statement} and the like stand for numbers of the sample.
type request struct {
	op, method, address, body string
	status                    int
	headers                   []string
}

// requests has at least one for every operation that is answered, and the refusals that it may give.
var requests = []request{
	{"statements", "GET", "/v1/statements?limit=5", "", 200, nil},
	{"statements", "GET", "/v1/statements?act=inform&manner=direct&manner=mixed&from=2025-03&limit=3", "", 200, nil},
	{"statements", "GET", "/v1/statements?limit=5", "", 200, []string{"Accept", linesMedia}},
	{"statements", "GET", "/v1/statements?outlet=nobody", "", 200, nil},
	{"statements", "GET", "/v1/statements?limit=0", "", 422, nil},
	{"statements", "GET", "/v1/statements?act=sing", "", 422, nil},
	{"statements", "GET", "/v1/statements?from=nonsense", "", 422, nil},
	{"statement", "GET", "/v1/statements/{statement}", "", 200, nil},
	{"statement", "GET", "/v1/statements/999999", "", 404, nil},
	{"statement", "GET", "/v1/statements/x", "", 422, nil},
	{"contacts", "GET", "/v1/contacts?limit=50", "", 200, nil},
	{"contacts", "GET", "/v1/contacts?type=meeting&status=not_reported_held", "", 200, nil},
	{"contact", "GET", "/v1/contacts/{contact}", "", 200, nil},
	{"contact", "GET", "/v1/contacts/{contact}", "", 200, []string{"Accept", ldMedia}},
	{"contact", "GET", "/v1/contacts/999999", "", 404, nil},
	{"search", "GET", "/v1/search?q=%D8%A7%D9%84%D9%85%D9%8A%D8%A7%D9%87", "", 200, nil},
	{"search", "GET", "/v1/search?kind=article", "", 200, nil},
	{"search", "GET", "/v1/search?q=nofilter:x", "", 422, nil},
	{"actors", "GET", "/v1/actors?limit=3", "", 200, nil},
	{"actors", "GET", "/v1/actors?name=%D8%A7%D9%84%D9%88", "", 200, nil},
	{"actors", "GET", "/v1/actors?type=DOG", "", 422, nil},
	{"actor", "GET", "/v1/actors/{actor}", "", 200, nil},
	{"actor", "GET", "/v1/actors/999999", "", 404, nil},
	{"actor-months", "GET", "/v1/actors/{actor}/months?from=2025", "", 200, nil},
	{"actor-months", "GET", "/v1/actors/999999/months", "", 404, nil},
	{"actor-months", "GET", "/v1/actors/{actor}/months?from=2025-02-30", "", 422, nil},
	{"actor-companions", "GET", "/v1/actors/{actor}/companions", "", 200, nil},
	{"articles", "GET", "/v1/articles?limit=2", "", 200, nil},
	{"articles", "GET", "/v1/articles?outlet=nobody", "", 200, nil},
	{"articles", "GET", "/v1/articles?from=25", "", 422, nil},
	{"article", "GET", "/v1/articles/{article}", "", 200, nil},
	{"article", "GET", "/v1/articles/{article}", "", 200, []string{"Accept", ldMedia}},
	{"article", "GET", "/v1/articles/999999", "", 404, nil},
	{"article-original", "GET", "/v1/articles/{article}/original", "", 200, nil},
	{"article-original", "GET", "/v1/articles/999999/original", "", 404, nil},
	{"today", "GET", "/v1/today", "", 200, nil},
	{"today", "GET", "/v1/today?day=2025-03-01&limit=2", "", 200, nil},
	{"today", "GET", "/v1/today?day=monday", "", 422, nil},
	{"network", "GET", "/v1/network", "", 200, nil},
	{"network", "GET", "/v1/network?actor={actor}&from=2025&limit=5", "", 200, nil},
	{"sources", "GET", "/v1/sources", "", 200, nil},
	{"jobs", "GET", "/v1/jobs", "", 200, nil},
	{"stats", "GET", "/v1/stats", "", 200, nil},
	{"schema", "GET", "/v1/schema", "", 200, nil},
	{"add-articles", "POST", "/v1/articles", `{"articles":[{"text":"قال الوزير إن العمل مستمر.","outlet":"x","published":"2025-03-01"}]}`, 202, nil},
	{"add-articles", "POST", "/v1/articles", `{"text":"أ"}` + "\n\n" + `{"text":"ب"}`, 202, []string{"Content-Type", linesMedia}},
	{"add-articles", "POST", "/v1/articles", `{"articles":[{"text":""}]}`, 422, nil},
	{"add-articles", "POST", "/v1/articles", `{"articles":[]}`, 422, nil},
	{"add-articles", "POST", "/v1/articles", `{"articles":`, 400, nil},
	{"add-articles", "POST", "/v1/articles", "{\n", 400, []string{"Content-Type", linesMedia}},
	{"add-articles", "POST", "/v1/articles", `{"articles":[{"text":"أ","published":"yesterday"}]}`, 422, nil},
	{"merge-actors", "POST", "/v1/actors/merge", `{"actor":{actor},"into":{actor},"reason":"واحد"}`, 409, nil},
	{"merge-actors", "POST", "/v1/actors/merge", `{"actor":{person},"into":{other},"reason":"واحد"}`, 200, nil},
	{"merge-actors", "POST", "/v1/actors/merge", `{"actor":999999,"into":{actor},"reason":"واحد"}`, 404, nil},
	{"merge-actors", "POST", "/v1/actors/merge", `{"actor":1}`, 422, nil},
	{"undo-change", "POST", "/v1/actors/undo", `{"change":1}`, 200, nil},
	{"undo-change", "POST", "/v1/actors/undo", `{"change":1}`, 409, nil},
	{"undo-change", "POST", "/v1/actors/undo", `{"change":99}`, 404, nil},
	{"split-actor", "POST", "/v1/actors/split", `{"from":{actor},"articles":[{named}],"reason":"آخر"}`, 200, nil},
	{"split-actor", "POST", "/v1/actors/split", `{"from":{actor},"articles":[],"reason":"آخر"}`, 422, nil},
	{"add-export", "POST", "/v1/exports", `{"format":"csv"}`, 503, nil},
	{"add-export", "POST", "/v1/exports", `{"format":"doc"}`, 422, nil},
	{"add-export", "POST", "/v1/exports", `{"format":"graphml","query":"x"}`, 503, nil},
	{"export", "GET", "/v1/exports/1", "", 404, nil},
	{"cancel-export", "DELETE", "/v1/exports/1", "", 404, nil},
	{"export-file", "GET", "/v1/exports/1/file", "", 404, nil},
}

// numbers are those that the addresses of the table stand for.
func numbers(t *testing.T, s server) *strings.Replacer {
	t.Helper()
	var said List[Hit]
	s.get(t, "/v1/statements?limit=50", &said)
	var met List[ContactHit]
	s.get(t, "/v1/contacts?limit=50", &met)
	var people List[ActorHit]
	s.get(t, "/v1/actors?type=PER", &people)
	if len(said.Hits) == 0 || len(met.Hits) == 0 || len(people.Hits) < 3 {
		t.Fatalf("%d statements, %d contacts, %d persons", len(said.Hits), len(met.Hits), len(people.Hits))
	}
	actor := people.Hits[0].ID
	var all List[Hit]
	s.get(t, fmt.Sprintf("/v1/statements?speaker=%d", actor), &all)
	if len(all.Hits) == 0 {
		t.Fatalf("%s said nothing", people.Hits[0].Name)
	}
	article := all.Hits[0].Article
	return strings.NewReplacer("{statement}", fmt.Sprint(said.Hits[0].ID), "{contact}", fmt.Sprint(met.Hits[0].ID), "{article}", fmt.Sprint(article), "{named}", fmt.Sprint(article),
		"{actor}", fmt.Sprint(actor), "{person}", fmt.Sprint(people.Hits[1].ID), "{other}", fmt.Sprint(people.Hits[2].ID))
}

func TestEveryAnswerIsAsTheDocumentSays(t *testing.T) {
	s := open(t, true)
	c := newChecker(t, s)
	number := numbers(t, s)
	for _, q := range requests {
		r := asked(q.method, number.Replace(q.address), number.Replace(q.body), q.headers...)
		if w := c.check(t, s, r); w.Code != q.status {
			t.Errorf("%s %s %s: %d, want %d\n%.600s", q.method, q.address, q.body, w.Code, q.status, w.Body)
		}
	}
}

func TestEveryOperationIsTried(t *testing.T) {
	s := open(t, true)
	for _, op := range operations(s.huma.OpenAPI()) {
		if !slices.ContainsFunc(requests, func(q request) bool { return q.op == op.OperationID && q.method == op.Method }) {
			t.Errorf("%s %s is asked by no row", op.Method, op.Path)
		}
	}
}

// What a program may not do is refused before its request is looked at, in every operation.
func TestKeysDoWhatTheirScopesSay(t *testing.T) {
	s := open(t, false)
	c := newChecker(t, s)
	reads, writes := keyOf(t, s, account.Read), keyOf(t, s, account.Write)
	for _, op := range operations(s.huma.OpenAPI()) {
		path := strings.ReplaceAll(op.Path, "{id}", "999999")
		for _, try := range []struct {
			key    string
			status int
		}{{"", 401}, {"isn_wrong", 401}, {reads, 403}, {writes, 0}} {
			if try.key == reads && roleOf(op) == account.Reader {
				continue
			}
			r := asked(op.Method, path, "{}", "Authorization", "Bearer "+try.key)
			if try.key == "" {
				r.Header.Del("Authorization")
			}
			w := c.check(t, s, r)
			if try.status != 0 && w.Code != try.status || try.status == 0 && (w.Code == 401 || w.Code == 403) {
				t.Errorf("%s %s with %.8q: %d\n%s", op.Method, path, try.key, w.Code, w.Body)
			}
			if w.Code == 401 && w.Header().Get("WWW-Authenticate") == "" && try.key != "" {
				t.Errorf("%s %s: 401 without WWW-Authenticate", op.Method, path)
			}
		}
	}
}

// keyOf makes a key of an editor's.
func keyOf(t *testing.T, s server, scope account.Scope) string {
	t.Helper()
	random := sha256.Sum256([]byte(rand.Text()))
	secret := "isn_" + base64.RawURLEncoding.EncodeToString(random[:])
	sum := sha256.Sum256([]byte(secret))
	err := s.Store.Write(t.Context(), func(tx *store.Tx) error {
		id, err := tx.AddUser(t.Context(), store.User{Name: "editor-" + string(scope), Role: string(account.Editor), Added: s.Now()})
		if err == nil {
			_, err = tx.AddAPIKey(t.Context(), store.APIKey{User: id, Owner: "editor", Name: "test", Hash: hex.EncodeToString(sum[:]), Start: "isn_", Scopes: []string{string(scope)}, Made: s.Now()})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}
