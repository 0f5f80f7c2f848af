package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"

	"github.com/danielgtaylor/huma/v2"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// Problem is why there is no answer (RFC 9457). Its words are in the asker's language; its code is for programs and stays the same.
type Problem struct {
	Type   string  `json:"type" doc:"always about:blank: the code says what it is" example:"about:blank"`
	Title  string  `json:"title" doc:"what the status means, in the language that was asked for"`
	Status int     `json:"status" doc:"the HTTP status"`
	Detail string  `json:"detail" doc:"what is wrong here, and what to do"`
	Code   string  `json:"code" doc:"what is wrong, for programs: invalid, question, not-found, method, sign-in, key, forbidden, limit, conflict, unavailable, internal …" example:"invalid"`
	Errors []Wrong `json:"errors,omitempty" doc:"each fault of the request"`
}

// Wrong is one fault of a request.
type Wrong struct {
	Location string `json:"location" doc:"where it is" example:"query.limit"`
	Message  string `json:"message" doc:"what is wrong there"`
	Value    any    `json:"value,omitempty" doc:"what stands there"`
}

// Error makes it one of huma's errors, with the methods below.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems, whatever was asked for.
func (p *Problem) ContentType(string) string { return problemMedia }

const problemMedia = "application/problem+json"

// huma makes its errors by these, and takes lists for nullable unless told otherwise: ours never are.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, text string, errs ...error) huma.StatusError {
		return refused(locale.En, status, text, errs)
	}
	huma.NewErrorWithContext = func(c huma.Context, status int, text string, errs ...error) huma.StatusError {
		l := wordsOf(c.Context())
		c.SetHeader("Content-Language", l.Lang)
		return refused(l, status, text, errs)
	}
}

type languageKey struct{}

// inLanguage puts the asker's language into the context.
func inLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := locale.Accepted(r.Header.Get("Accept-Language"))
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), languageKey{}, l)))
	})
}

func wordsOf(ctx context.Context) *locale.Words {
	if l, ok := ctx.Value(languageKey{}).(*locale.Words); ok {
		return l
	}
	return locale.En
}

// problem is one in our words.
func problem(l *locale.Words, status int, code, key string, args ...any) *Problem {
	return &Problem{Type: "about:blank", Title: titleOf(l, status), Status: status, Detail: l.T(key, args...), Code: code}
}

// titleOf is what a status means.
func titleOf(l *locale.Words, status int) string {
	if key := "api.status." + strconv.Itoa(status); l.Has(key) {
		return l.T(key)
	}
	return http.StatusText(status)
}

// fault turns an error into what the asker is told: what can be mended, and nothing of the inside.
func (a *API) fault(ctx context.Context, path string, err error) *Problem {
	l := wordsOf(ctx)
	var known *Problem
	var question answer.QuestionError
	var db *store.Fault
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &question):
		p := problem(l, http.StatusUnprocessableEntity, "question", "api.question")
		p.Detail = saidOf(l, question.Error())
		return p
	case errors.Is(err, answer.ErrNotFound):
		return problem(l, http.StatusNotFound, "not-found", "api.not-found")
	case ctx.Err() != nil:
		return problem(l, statusClientGone, "gone", "api.gone")
	case errors.As(err, &db) && db.Again():
		a.Log.Error("request", "path", path, "error", err)
		return problem(l, http.StatusServiceUnavailable, "unavailable", "api.unavailable")
	}
	if status, code := account.Status(err); code != "" {
		return access(l, status, code, err)
	}
	return a.broke(ctx, path, err)
}

// statusClientGone is written to nobody; it is what servers log for a client that left.
const statusClientGone = 499

// access is why an account may not do this.
func access(l *locale.Words, status int, code string, err error) *Problem {
	var limit *account.Limit
	p := problem(l, status, code, "access."+code)
	if errors.As(err, &limit) {
		p.Detail = l.N("access.limit", limit.Seconds())
	}
	return p
}

// faults numbers what broke, so that a user can name it and the log has it.
var faults atomic.Int64

// broke is a fault of ours. What it was stands in the log only.
func (a *API) broke(ctx context.Context, path string, what any) *Problem {
	number := strconv.FormatInt(a.Now().Unix(), 36) + "-a" + strconv.FormatInt(faults.Add(1), 36)
	a.Log.Error("request", "fault", number, "path", path, "error", fmt.Sprint(what), "stack", string(debug.Stack()))
	return problem(wordsOf(ctx), http.StatusInternalServerError, "internal", "error.500.text", number)
}

// Refuse tells a program why it is not let in, in its language.
func Refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, code := account.Status(err)
	l := locale.Accepted(r.Header.Get("Accept-Language"))
	p := problem(l, status, "internal", "api.unavailable")
	if code != "" {
		p = access(l, status, code, err)
	}
	var limit *account.Limit
	if errors.As(err, &limit) {
		w.Header().Set("Retry-After", strconv.Itoa(limit.Seconds()))
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="isnad"`)
	}
	w.Header().Set("Content-Language", l.Lang)
	write(w, r, p)
}

// write writes a problem where nothing has been written yet.
func write(w http.ResponseWriter, r *http.Request, p *Problem) {
	h := w.Header()
	h.Set("Content-Type", problemMedia)
	h.Set("Cache-Control", "no-store")
	if h.Get("Content-Language") == "" {
		h.Set("Content-Language", wordsOf(r.Context()).Lang)
	}
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p) // the client may be gone
}
