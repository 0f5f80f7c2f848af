package api

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// ExportRequest asks for a file.
type ExportRequest struct {
	Format string `json:"format" enum:"csv,jsonl,parquet,graphml" doc:"graphml is the network of all contacts, and takes no search"`
	Query  string `json:"query,omitempty" maxLength:"4096" doc:"a search, as on the search page; all that the store holds where it is missing"`
}

// Export is a file that is being written, or is there.
type Export struct {
	store.Export
	Link string `json:"link,omitempty" format:"uri" doc:"where the file is, once it is whole"`
}

func exports(a *API) {
	ask := post("add-export", "/v1/exports", "Exports", "Ask for a file of all that the store holds, or of what a search finds",
		"It is written by a job: ask for it again until its state is done. Files go after a week.", http.StatusAccepted)
	ask.Metadata = map[string]any{"role": account.Reader}
	one(a, ask, a.addExport)
	one(a, get("export", "/v1/exports/{id}", "Exports", "How far a file is", "waiting, running, done, failed or cancelled."), func(ctx context.Context, in *ID) (Export, error) {
		e, err := a.export(ctx, in.ID)
		return exportOf(ctx, e), err
	})
	cancel := post("cancel-export", "/v1/exports/{id}", "Exports", "End an export, or remove its file", "", http.StatusOK)
	cancel.Method = http.MethodDelete
	cancel.Metadata = map[string]any{"role": account.Reader}
	one(a, cancel, a.cancelExport)
	exportFile(a)
}

func exportOf(ctx context.Context, e store.Export) Export {
	out := Export{Export: e}
	if e.State == store.ExportDone {
		out.Link = link(ctx, "/v1/exports/", e.ID) + "/file"
	}
	return out
}

func (a *API) addExport(ctx context.Context, in *body[ExportRequest]) (Export, error) {
	l := wordsOf(ctx)
	if a.Exports == nil {
		return Export{}, problem(l, http.StatusServiceUnavailable, "unavailable", "api.no-exports")
	}
	if in.Body.Format == "graphml" && in.Body.Query != "" {
		return Export{}, invalid(ctx, "body.query", "unexpected property", in.Body.Query)
	}
	e, err := a.Exports.Export(ctx, store.Export{Owner: int64(account.From(ctx).ID), Format: in.Body.Format, Query: in.Body.Query})
	var busy work.BusyError
	if errors.As(err, &busy) {
		p := problem(l, http.StatusTooManyRequests, "busy", "api.status.429")
		p.Detail = l.N("api.exports", busy.Open)
		return Export{}, p
	}
	if err != nil {
		return Export{}, err
	}
	return exportOf(ctx, e), a.Note(ctx, "export.start", fmt.Sprintf("export/%d", e.ID), nil, e)
}

// export is one of who asks, or of anybody for an admin. One of somebody else is not there.
func (a *API) export(ctx context.Context, id int64) (store.Export, error) {
	e, err := a.Store.Export(ctx, id)
	who := account.From(ctx)
	if err == nil && e.Owner != int64(who.ID) && !who.May(account.Admin) {
		err = store.ErrNotFound
	}
	return e, err
}

func (a *API) cancelExport(ctx context.Context, in *ID) (Export, error) {
	e, err := a.export(ctx, in.ID)
	if err != nil {
		return Export{}, err
	}
	if a.Exports == nil {
		return Export{}, problem(wordsOf(ctx), http.StatusServiceUnavailable, "unavailable", "api.no-exports")
	}
	if err := a.Exports.CancelExport(ctx, e.ID); err != nil {
		return Export{}, err
	}
	e.State = store.ExportCancelled
	return exportOf(ctx, e), a.Note(ctx, "export.cancel", fmt.Sprintf("export/%d", e.ID), nil, nil)
}

// exportFile registers the files themselves.
func exportFile(a *API) {
	op := get("export-file", "/v1/exports/{id}/file", "Exports", "The file", "A zip with the tables. Parts of it can be asked for (Range).")
	op.Responses = map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{"application/zip": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}
	handle(a, op, func(ctx context.Context, in *ID) (*reply, error) {
		e, err := a.export(ctx, in.ID)
		if err == nil && a.Exports == nil {
			err = store.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		name, err := a.Exports.ExportFile(e)
		if err != nil {
			return nil, err
		}
		f, err := os.Open(name)
		if errors.Is(err, os.ErrNotExist) {
			err = store.ErrNotFound // it was written by another server, or is gone
		}
		if err != nil {
			return nil, err
		}
		return &reply{func(c huma.Context) { sendFile(c, f, e) }}, nil
	})
}

// slowest is how many bytes a second a client takes at least who gets a file whole.
const slowest = 32 << 10

// Patience is how long a client may take for a file of so many bytes.
func Patience(size int64) time.Duration { return time.Minute + time.Duration(size/slowest)*time.Second }

// sendFile sends a file as it lies there, not through the buffer that answers are held in.
func sendFile(c huma.Context, f *os.File, e store.Export) {
	defer f.Close()
	r, w := humago.Unwrap(c)
	b, ok := w.(*buffer)
	if !ok {
		panic("an answer without a buffer")
	}
	b.passed = true
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(Patience(e.Size))) // where there is none, the server's own holds
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": e.File}))
	http.ServeContent(b.ResponseWriter, r, "", e.Finished, f)
}
