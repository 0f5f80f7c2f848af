package web

import (
	"errors"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/api"
	"isnad.dev/isnad/internal/work"
)

// exports are the files that somebody has asked for.
type exports struct {
	Rows    []exportRow
	Formats []string
	On      bool
	Form    *form
	Open    bool // one is still to be written: the page is loaded again to see how far it is
}

// exportRow is one file with how far it is.
type exportRow struct {
	store.Export
	Percent int
	Size    string
	Waits   bool // it is still to be written
}

// exporting says whether files are written here.
func (s *Server) exporting() bool { return s.queue != nil && s.queue.Exporting() }

func (s *Server) exportsContent(a *ask) (*content, *exports, error) {
	all, err := s.store.Exports(a.Context(), int64(a.Account.ID), pageSize)
	if err != nil {
		return nil, nil, err
	}
	d := &exports{Rows: s.exportRows(a, all), Formats: export.All, On: s.exporting(), Form: a.form()}
	for _, e := range all {
		d.Open = d.Open || e.Open()
	}
	return &content{Template: "exports", Title: a.L.T("exports.title"), Data: d}, d, nil
}

func (s *Server) exportRows(a *ask, all []store.Export) []exportRow {
	out := make([]exportRow, 0, len(all))
	for _, e := range all {
		row := exportRow{Export: e, Size: a.size(e.Size), Waits: e.Open()}
		if e.Total > 0 {
			row.Percent = int(min(100, e.Done*100/e.Total))
		}
		out = append(out, row)
	}
	return out
}

// size writes a number of bytes as people read it.
func (a *ask) size(n int64) string {
	if n < 1<<20 {
		return a.L.T("size.kb", strconv.FormatInt((n+1023)>>10, 10))
	}
	return a.L.T("size.mb", strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64))
}

func (s *Server) exportsPage(a *ask) (*content, error) {
	c, d, err := s.exportsContent(a)
	if err == nil && d.Open {
		a.Writer.Header().Set("Refresh", "5")
	}
	return c, err
}

func (s *Server) startExport(a *ask) (*content, error) {
	e := store.Export{Owner: int64(a.Account.ID), Format: a.PostFormValue("format"), Query: strings.TrimSpace(a.PostFormValue("q"))}
	if e.Query != "" {
		if err := s.answers.Check(question(e.Query, a)); err != nil {
			return s.exportsAgain(a, "q", asked(err).Error())
		}
	}
	if !s.exporting() {
		return s.exportsAgain(a, "", a.L.T("exports.off"))
	}
	known := export.All
	if e.Query != "" {
		known = export.Formats
	}
	if export.Check(e.Format, known) != nil {
		return s.exportsAgain(a, "format", a.L.T("exports.format.wrong"))
	}
	e, err := s.queue.Export(a.Context(), e)
	var busy work.BusyError
	if errors.As(err, &busy) {
		return s.exportsAgain(a, "", a.L.T("exports.busy"))
	}
	if err == nil {
		err = s.guard.Note(a.Context(), "export.start", "export/"+strconv.FormatInt(e.ID, 10), nil, map[string]string{"format": e.Format, "query": e.Query})
	}
	if err != nil {
		return nil, err
	}
	return done("/desk/exports", "export.started"), nil
}

func (s *Server) exportsAgain(a *ask, field, text string) (*content, error) {
	c, d, err := s.exportsContent(a)
	if err != nil {
		return nil, err
	}
	d.Form.faults[field], c.Status = text, http.StatusUnprocessableEntity
	return c, nil
}

// ownExport is the export in the address, if it is that of who asks.
func (s *Server) ownExport(a *ask) (store.Export, error) {
	id, err := a.number()
	if err != nil || s.queue == nil {
		return store.Export{}, store.ErrNotFound
	}
	e, err := s.store.Export(a.Context(), id)
	if err == nil && e.Owner != int64(a.Account.ID) {
		err = store.ErrNotFound
	}
	return e, err
}

func (s *Server) cancelExport(a *ask) (*content, error) {
	e, err := s.ownExport(a)
	if err == nil {
		err = s.queue.CancelExport(a.Context(), e.ID)
	}
	if err == nil {
		err = s.guard.Note(a.Context(), "export.cancel", "export/"+decimal(e.ID), nil, nil)
	}
	if err != nil {
		return nil, err
	}
	return done("/desk/exports", "export.cancelled"), nil
}

// exportFile sends the file, also in parts, so that a download that broke off goes on.
func (s *Server) exportFile(a *ask) (*content, error) {
	e, err := s.ownExport(a)
	if err != nil {
		return nil, err
	}
	name, err := s.queue.ExportFile(e)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, store.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := http.NewResponseController(a.Writer).SetWriteDeadline(time.Now().Add(api.Patience(e.Size))); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, err // a large file on a slow line takes longer than a page
	}
	h := a.Writer.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": e.File}))
	h.Set("Cache-Control", "private, no-cache")
	http.ServeContent(a.Writer, a.Request, e.File, e.Finished, f)
	return nil, nil
}
