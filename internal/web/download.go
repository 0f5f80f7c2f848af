package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"isnad.dev/isnad/internal/export"
)

// maxRows is how many rows of a search are sent at once; more are written by a job.
const maxRows = 10_000

// downloadTime is how long that may take.
const downloadTime = 10 * time.Minute

// filesOf are the files of a question.
func filesOf(v url.Values) []link {
	var out []link
	for _, f := range []struct{ format, title string }{{export.CSV, "CSV"}, {export.Lines, "JSON Lines"}, {export.Parquet, "Parquet"}} {
		out = append(out, link{f.title, address("/search."+f.format, v), export.Media(f.format)})
	}
	return out
}

// MostRows is how many rows a file has at most.
func (d *search) MostRows() int { return maxRows }

// Export is where a job is asked for that writes all rows.
func (d *search) Export() string {
	return address("/desk/exports", url.Values{"q": {inWords(d.Question)}})
}

// inWords is a question as one would type it, all of it: words, and filters such as speaker:"…".
func inWords(v url.Values) string { return strings.TrimSpace(v.Get("q") + " " + filtersOf(v)) }

// download sends what a search finds as rows, as they are found.
func (s *Server) download(format string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := s.ask(r)
		q, err := questionOf(questionValues(r.URL.Query()), a)
		if err == nil {
			err = s.answers.Check(q)
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		q.Limit = maxRows
		if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadTime)); err != nil {
			s.log.Debug("a download keeps the deadline of a page", "error", err)
		}
		h := w.Header()
		h.Set("Content-Type", export.Media(format))
		h.Set("Content-Disposition", `attachment; filename="isnad-`+a.day()+"."+format+`"`)
		h.Set("Cache-Control", "private, no-cache")
		if _, err := export.Write(w, format, export.Search(r.Context(), s.answers, q)); err != nil && r.Context().Err() == nil {
			s.log.Error("a download broke off", "error", err)
			panic(http.ErrAbortHandler) // what was sent is not whole, and the browser is to know
		}
	})
}
