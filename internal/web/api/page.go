package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/danielgtaylor/huma/v2/negotiation"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
)

// The bounds of lists.
const (
	defaultLimit = 20
	maxLimit     = 100
	maxLines     = 10_000 // of one stream
	lineTimeout  = 30 * time.Second
)

// Paging is what every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" doc:"How many at most: 20 where it is not given. Of a stream of lines, which has no pages, how many in all: 10,000 where it is not given."`
	Cursor string `query:"cursor" maxLength:"100" doc:"Where to go on: the cursor of the answer before, or of any row"`
}

func (p Paging) paging() Paging { return p }

type paged interface{ paging() Paging }

// List is a page of a list.
type List[T any] struct {
	Hits   []T           `json:"hits"`
	Notes  []answer.Note `json:"notes" doc:"what to know beside the answer"`
	Cursor string        `json:"cursor,omitempty" doc:"of the next page; missing at the end"`
	Next   string        `json:"next,omitempty" format:"uri" doc:"the address of the next page; missing at the end"`
}

// page is a part of a list on its way out: next is where the one after it begins, 0 at the end.
type page[T any] struct {
	rows  []T
	notes []answer.Note
	next  int64
}

// cursor hides a place in a list of a kind, so that nobody counts on what it is.
func cursor(kind string, at int64) string {
	if at == 0 {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(kind + ":" + strconv.FormatInt(at, 36)))
}

// place reads a cursor of a kind.
func place(ctx context.Context, kind, value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(value)
	at, ok := strings.CutPrefix(string(b), kind+":")
	n, err2 := strconv.ParseInt(at, 36, 64)
	if err != nil || err2 != nil || !ok || n <= 0 {
		return 0, invalid(ctx, "query.cursor", "unknown cursor", value)
	}
	return n, nil
}

// finds gets the page of a list that begins at a place.
type finds[I, T any] func(ctx context.Context, in *I, at int64, limit int) (page[T], error)

// list registers an operation that answers with a list: by pages, or line by line.
func list[I, T any](a *API, op huma.Operation, find finds[I, T]) {
	a.document(&op, reflect.TypeFor[List[T]]())
	op.Responses["200"].Content[linesMedia] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Description: "A row of hits a line, all pages of them. Every row has a cursor to go on from."}}
	op.Responses["200"].Headers = map[string]*huma.Header{"Link": {Description: "The next page: rel=next", Schema: &huma.Schema{Type: "string"}}}
	handle(a, op, func(ctx context.Context, in *I) (*reply, error) {
		p := any(in).(paged).paging()
		at, err := place(ctx, op.OperationID, p.Cursor)
		if err != nil {
			return nil, err
		}
		limit := p.Limit
		if limit == 0 {
			limit = defaultLimit
		}
		first, err := find(ctx, in, at, limit)
		if err != nil {
			return nil, err
		}
		return &reply{func(c huma.Context) {
			if negotiation.SelectQValue(c.Header("Accept"), []string{jsonMedia, linesMedia}) == linesMedia {
				s := stream[I, T]{a, c, &op, in, find}
				s.run(first, p.Limit)
				return
			}
			sendPage(c, op.OperationID, first)
		}}, nil
	})
}

// sendPage writes a page with the way to the next.
func sendPage[T any](c huma.Context, kind string, p page[T]) {
	out := List[T]{Hits: nonNil(p.rows), Notes: nonNil(p.notes), Cursor: cursor(kind, p.next)}
	if out.Cursor != "" {
		u := c.URL()
		q := u.Query()
		q.Set("cursor", out.Cursor)
		out.Next = account.Base(c.Context()) + u.Path + "?" + q.Encode()
		c.SetHeader("Link", fmt.Sprintf("<%s>; rel=\"next\"", out.Next))
	}
	c.SetHeader("Content-Type", jsonMedia)
	encode(c, http.StatusOK, out)
}

// stream sends a list line by line. Each page is read whole before it is sent: a client that is slow holds nothing open but its connection.
type stream[I, T any] struct {
	api  *API
	c    huma.Context
	op   *huma.Operation
	in   *I
	find finds[I, T]
}

// run sends at most so many lines, or as many as one stream may have.
func (s *stream[I, T]) run(p page[T], most int) {
	if most == 0 {
		most = maxLines
	}
	_, w := humago.Unwrap(s.c)
	out := http.NewResponseController(w)
	s.c.SetHeader("Content-Type", linesMedia)
	s.c.SetHeader("X-Accel-Buffering", "no") // proxies are to send lines as they come
	s.c.SetStatus(http.StatusOK)
	for {
		out.SetWriteDeadline(time.Now().Add(lineTimeout)) // where there is none, the server's own holds
		n, err := lines(w, p.rows[:min(len(p.rows), most)])
		if most -= n; err != nil || out.Flush() != nil || most <= 0 || p.next == 0 {
			return
		}
		if p, err = s.find(s.c.Context(), s.in, p.next, min(most, maxLimit)); err != nil {
			s.end(err)
		}
	}
}

// end breaks the connection, so that nobody takes what has come for the whole.
func (s *stream[I, T]) end(err error) {
	if s.c.Context().Err() == nil {
		s.api.Log.Error("request", "path", s.op.Path, "error", err)
	}
	panic(http.ErrAbortHandler)
}

// lines writes rows, one a line.
func lines[T any](w http.ResponseWriter, rows []T) (n int, err error) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, row := range rows {
		if err := e.Encode(row); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func nonNil[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// link is the address of a page or answer of this server.
func link(ctx context.Context, path string, id int64) string {
	return account.Base(ctx) + path + strconv.FormatInt(id, 10)
}
