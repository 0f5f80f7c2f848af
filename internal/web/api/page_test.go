package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// walk follows the next links of a list to its end.
func walk[T any](t *testing.T, s server, address string) (rows []T) {
	t.Helper()
	for pages := 0; address != ""; pages++ {
		if pages > 200 {
			t.Fatalf("%s has no end", address)
		}
		var p List[T]
		w := s.get(t, address, &p)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d\n%s", address, w.Code, w.Body)
		}
		if p.Next != "" && w.Header().Get("Link") != "<"+p.Next+`>; rel="next"` {
			t.Errorf("%s: Link %q, next %q", address, w.Header().Get("Link"), p.Next)
		}
		rows = append(rows, p.Hits...)
		address = strings.TrimPrefix(p.Next, "http://localhost")
	}
	return rows
}

// streamed reads a list line by line.
func streamed[T any](t *testing.T, s server, address string) (rows []T) {
	t.Helper()
	w := s.do(asked("GET", address, "", "Accept", linesMedia))
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != linesMedia {
		t.Fatalf("%s: %d %v\n%s", address, w.Code, w.Header(), w.Body)
	}
	for line := range strings.Lines(w.Body.String()) {
		var row T
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		rows = append(rows, row)
	}
	return rows
}

func same[T any](t *testing.T, address string, s server, id func(T) int64) {
	t.Helper()
	paged, lines := walk[T](t, s, address+"?limit=3"), streamed[T](t, s, address)
	seen := map[int64]bool{}
	for i, row := range paged {
		if seen[id(row)] {
			t.Errorf("%s: %d comes twice", address, id(row))
		}
		seen[id(row)] = true
		if i < len(lines) && id(lines[i]) != id(row) {
			t.Errorf("%s: line %d is %d, the page has %d", address, i, id(lines[i]), id(row))
		}
	}
	if len(paged) != len(lines) || len(paged) < 7 {
		t.Errorf("%s: %d rows by pages, %d by lines", address, len(paged), len(lines))
	}
}

func TestPagesAndLinesGiveEachRowOnce(t *testing.T) {
	s := open(t, true)
	same(t, "/v1/statements", s, func(h Hit) int64 { return h.ID })
	same(t, "/v1/contacts", s, func(c ContactHit) int64 { return c.ID })
	same(t, "/v1/actors", s, func(a ActorHit) int64 { return a.ID })
	same(t, "/v1/articles", s, func(a ArticleHit) int64 { return a.Article })
}

func TestARowsCursorGoesOnBehindIt(t *testing.T) {
	s := open(t, true)
	all := walk[Hit](t, s, "/v1/statements?limit=50")
	rest := walk[Hit](t, s, "/v1/statements?limit=50&cursor="+url.QueryEscape(all[2].Cursor))
	if len(rest) != len(all)-3 || rest[0].ID != all[3].ID {
		t.Errorf("%d of %d rows go on, the first is %d", len(rest), len(all), rest[0].ID)
	}
	if lines := streamed[Hit](t, s, "/v1/statements?limit=4"); len(lines) != 4 {
		t.Errorf("%d lines, want 4", len(lines))
	}
	for _, c := range []string{"x", all[0].Cursor + "x", cursor("contacts", 5), "../../etc", strings.Repeat("A", 100)} {
		if w := s.get(t, "/v1/statements?cursor="+url.QueryEscape(c), nil); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("cursor %q: %d", c, w.Code)
		}
	}
}

// away is a client that leaves after the first bytes.
type away struct {
	*httptest.ResponseRecorder
	leave func()
}

func (a away) Write(b []byte) (int, error) {
	a.leave()
	return a.ResponseRecorder.Write(b)
}

func TestAStreamEndsWhenItsClientLeaves(t *testing.T) {
	s := open(t, true)
	ctx, cancel := context.WithCancel(t.Context())
	all := streamed[Hit](t, s, "/v1/statements")
	calls := 0
	op := get("x", "/x", "", "", "")
	list(s.API, op, func(ctx context.Context, _ *ArticleQuery, at int64, _ int) (page[Hit], error) {
		calls++
		return page[Hit]{rows: []Hit{{Cursor: "x"}}, next: at + 1}, ctx.Err()
	})
	h := inLanguage(buffered(s.mux))
	w := away{httptest.NewRecorder(), cancel}
	func() {
		defer func() {
			if fault, _ := recover().(error); !errors.Is(fault, http.ErrAbortHandler) {
				t.Errorf("the connection is not broken: %v", fault)
			}
		}()
		r := asked("GET", "/x", "", "Accept", linesMedia).WithContext(ctx)
		s.guard.Wrap(h).ServeHTTP(w, r)
	}()
	if calls > 3 || len(all) == 0 {
		t.Errorf("%d pages were read for a client that has left", calls)
	}
}

func TestAStreamIsBounded(t *testing.T) {
	s := open(t, true)
	list(s.API, get("y", "/v1/y", "", "", ""), func(_ context.Context, _ *ArticleQuery, at int64, limit int) (page[Hit], error) {
		return page[Hit]{rows: make([]Hit, limit), next: at + 1}, nil
	})
	if n := len(streamed[Hit](t, s, "/v1/y")); n != maxLines {
		t.Errorf("%d lines, want %d", n, maxLines)
	}
}

func TestAnswersHaveTags(t *testing.T) {
	s := open(t, true)
	for _, address := range []string{"/v1/statements?limit=2", "/v1/stats", "/v1/articles/1"} {
		first := s.get(t, address, nil)
		tag := first.Header().Get("ETag")
		if !strings.HasPrefix(tag, `"`) || first.Header().Get("Vary") == "" {
			t.Errorf("%s: %v", address, first.Header())
		}
		for _, names := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			if w := s.get(t, address, nil, "If-None-Match", names); w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
				t.Errorf("%s with %s: %d", address, names, w.Code)
			}
		}
		if w := s.get(t, address, nil, "If-None-Match", `"x"`); w.Code != http.StatusOK {
			t.Errorf("%s with another tag: %d", address, w.Code)
		}
	}
	if w := s.get(t, "/v1/articles/1", nil, "Accept", ldMedia); w.Header().Get("ETag") == s.get(t, "/v1/articles/1", nil).Header().Get("ETag") {
		t.Error("two forms have one tag")
	}
	if w := s.get(t, "/v1/statements/999999", nil); w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("a problem is kept: %v", w.Header())
	}
}
