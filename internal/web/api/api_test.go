package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/sample/sampletest"
	"isnad.dev/isnad/internal/store"
)

// kept is a queue that only remembers.
type kept struct {
	sync.Mutex
	all []store.Incoming
}

func (k *kept) Keep(_ context.Context, all []store.Incoming, _ time.Time) (int, error) {
	k.Lock()
	defer k.Unlock()
	k.all = append(k.all, all...)
	return len(all), nil
}

// server is the API over the sample, behind a guard.
type server struct {
	*API
	http.Handler
	kept  *kept
	guard *account.Guard
}

// open returns a server. On loopback without sign-in everybody is an admin; else a key is needed.
func open(t testing.TB, local bool, change ...func(*Options)) server {
	t.Helper()
	s := sampletest.Open(t)
	now := func() time.Time { return sampletest.Today }
	g, err := account.New(s.Store, account.Options{Local: local, Now: now, Refuse: Refuse})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	k := &kept{}
	o := Options{Store: s.Store, Answers: answer.New(s.Store, s.Words), Keeper: k, Note: g.Note, Now: now, Version: "test", Rate: Rate{PerSecond: 1e6, Burst: 1e6}}
	for _, f := range change {
		f(&o)
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return server{a, g.Wrap(a.Handler()), k, g}
}

// asked is a request of a program on this machine.
func asked(method, address, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://localhost"+address, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Accept-Language", "en")
	if body != "" {
		r.Header.Set("Content-Type", jsonMedia)
	} else {
		r.Body = http.NoBody
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (s server) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func record(h http.HandlerFunc, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h(w, r)
	return w
}

// get asks for an answer and reads it.
func (s server) get(t testing.TB, address string, out any, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	w := s.do(asked("GET", address, "", headers...))
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			t.Fatalf("%s: %d %v\n%s", address, w.Code, err, w.Body)
		}
	}
	return w
}

// checker holds answers to the document that is served: which statuses and media an operation has, and the schema of each.
type checker struct {
	operations map[string]operation // GET /v1/statements
	schemas    map[string]*jsonschema.Resolved
}

type operation struct {
	OperationID string              `json:"operationId"`
	Responses   map[string]response `json:"responses"`
}

type response struct {
	Content map[string]struct {
		Schema json.RawMessage `json:"schema"`
	} `json:"content"`
}

func newChecker(t testing.TB, s server) checker {
	t.Helper()
	w := record(s.Document, asked("GET", "/openapi.json", ""))
	var doc struct {
		OpenAPI    string                          `json:"openapi"`
		Paths      map[string]map[string]operation `json:"paths"`
		Components struct {
			Schemas json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	body := bytes.ReplaceAll(w.Body.Bytes(), []byte("#/components/schemas/"), []byte("#/$defs/"))
	if err := json.Unmarshal(body, &doc); err != nil || doc.OpenAPI != "3.1.0" {
		t.Fatalf("%q %v", doc.OpenAPI, err)
	}
	c := checker{map[string]operation{}, map[string]*jsonschema.Resolved{}}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			c.operations[strings.ToUpper(method)+" "+path] = op
			for status, r := range op.Responses {
				for media, m := range r.Content {
					c.schemas[op.OperationID+status+media] = resolved(t, m.Schema, doc.Components.Schemas)
				}
			}
		}
	}
	return c
}

// resolved reads a schema among the others that it names.
func resolved(t testing.TB, schema, others json.RawMessage) *jsonschema.Resolved {
	t.Helper()
	var x jsonschema.Schema
	err := json.Unmarshal(schema, &x)
	if err == nil {
		err = json.Unmarshal(others, &x.Defs)
	}
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	r, err := x.Resolve(nil)
	if err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	return r
}

// check asks, and holds the answer to the document.
func (c checker) check(t testing.TB, s server, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	w := s.do(r)
	_, pattern := s.mux.Handler(r)
	op, ok := c.operations[pattern]
	if !ok {
		t.Errorf("%s %s is no operation of the document, but %q", r.Method, r.URL, pattern)
		return w
	}
	if err := c.fits(op, w); err != nil {
		t.Errorf("%s %s: %d: %v\n%.800s", r.Method, r.URL, w.Code, err, w.Body)
	}
	return w
}

func (c checker) fits(op operation, w *httptest.ResponseRecorder) error {
	status := strconv.Itoa(w.Code)
	known, ok := op.Responses[status]
	if !ok {
		status = "default"
		known = op.Responses[status]
	}
	media, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil {
		return err
	}
	if _, ok := known.Content[media]; !ok {
		return fmt.Errorf("%s is not among the media of %s", media, status)
	}
	var value any = w.Body.String()
	if strings.HasSuffix(media, "json") && media != linesMedia {
		if err := json.Unmarshal(w.Body.Bytes(), &value); err != nil {
			return err
		}
	}
	return c.schemas[op.OperationID+status+media].Validate(value)
}
