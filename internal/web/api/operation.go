package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/negotiation"

	"isnad.dev/isnad/internal/account"
)

// The forms of answers.
const (
	jsonMedia  = "application/json"
	linesMedia = "application/x-ndjson"
	ldMedia    = "application/ld+json"
)

// reply writes an answer.
type reply struct{ Body func(huma.Context) }

// form is another form of an answer than JSON.
type form[O any] struct {
	media string
	of    func(ctx context.Context, out O) (any, error)
}

// linked is the form of linked data.
func linked[O any](of func(context.Context, O) (any, error)) form[O] { return form[O]{ldMedia, of} }

// one registers an operation that answers with one value.
func one[I, O any](a *API, op huma.Operation, find func(context.Context, *I) (O, error), forms ...form[O]) {
	a.document(&op, reflect.TypeFor[O]())
	medias := []string{jsonMedia}
	for _, f := range forms {
		medias = append(medias, f.media)
		op.Responses[okay(&op)].Content[f.media] = &huma.MediaType{Schema: ldSchema()}
	}
	handle(a, op, func(ctx context.Context, in *I) (*reply, error) {
		out, err := find(ctx, in)
		if err != nil {
			return nil, err
		}
		return &reply{func(c huma.Context) {
			media := negotiation.SelectQValue(c.Header("Accept"), medias)
			for _, f := range forms {
				if f.media == media {
					f.send(a, c, &op, out)
					return
				}
			}
			c.SetHeader("Content-Type", jsonMedia)
			encode(c, op.DefaultStatus, out)
		}}, nil
	})
}

// send writes the answer in another form.
func (f form[O]) send(a *API, c huma.Context, op *huma.Operation, out O) {
	made, err := f.of(c.Context(), out)
	if err != nil {
		p := a.fault(c.Context(), op.Path, err)
		c.SetHeader("Content-Type", problemMedia)
		encode(c, p.Status, p)
		return
	}
	c.SetHeader("Content-Type", f.media)
	encode(c, op.DefaultStatus, made)
}

// encode writes a value. Whether the client still listens is seen by whoever writes next.
func encode(c huma.Context, status int, value any) {
	c.SetStatus(max(status, http.StatusOK))
	e := json.NewEncoder(c.BodyWriter())
	e.SetEscapeHTML(false)
	e.Encode(value)
}

// handle registers an operation for those who may do what it does, with errors in their language.
func handle[I any](a *API, op huma.Operation, answer func(context.Context, *I) (*reply, error)) {
	op.Middlewares = append(op.Middlewares, a.need(roleOf(&op)))
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*reply, error) {
		out, err := answer(ctx, in)
		if err != nil {
			p := a.fault(ctx, op.Path, err)
			return nil, huma.ErrorWithHeaders(p, http.Header{"Content-Language": {wordsOf(ctx).Lang}})
		}
		return out, nil
	})
}

// roleOf is who may do this: to ask takes a reader, to change something an editor.
func roleOf(op *huma.Operation) account.Role {
	if role, ok := op.Metadata["role"].(account.Role); ok {
		return role
	}
	if op.Method == http.MethodGet {
		return account.Reader
	}
	return account.Editor
}

// need lets in who has the role.
func (a *API) need(role account.Role) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		err := account.Need(c.Context(), role)
		if err == nil {
			next(c)
			return
		}
		status, code := account.Status(err)
		l := wordsOf(c.Context())
		if status == http.StatusUnauthorized {
			c.SetHeader("WWW-Authenticate", `Bearer realm="isnad"`)
		}
		c.SetHeader("Content-Type", problemMedia)
		c.SetHeader("Content-Language", l.Lang)
		encode(c, status, access(l, status, code, err))
	}
}

// invalid is a fault of one parameter.
func invalid(ctx context.Context, location, rule string, value any) *Problem {
	return refused(wordsOf(ctx), http.StatusUnprocessableEntity, "", []error{&huma.ErrorDetail{Location: location, Message: rule, Value: value}})
}

var errNoText = errors.New("no text")

// get describes an operation that only reads.
func get(id, path, tag, summary, description string, more ...func(*huma.Operation)) huma.Operation {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{tag}, Summary: summary, Description: description, DefaultStatus: http.StatusOK}
	for _, f := range more {
		f(&op)
	}
	return op
}

// post describes one that changes something.
func post(id, path, tag, summary, description string, status int) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: []string{tag}, Summary: summary, Description: description, DefaultStatus: status,
		Security: []map[string][]string{{"key": {}}, {}}}
}

// example is a question with which the documentation shows an operation.
func example(question string) func(*huma.Operation) {
	return func(op *huma.Operation) { op.Extensions = map[string]any{"x-example": question} }
}
