package web

import (
	"html/template"
	"net/http"
	"strconv"

	"isnad.dev/isnad/internal/chart"
)

// drawing is a picture with what is said of it in a page and in a file of its own.
type drawing struct {
	chart.Picture
	Title   string
	Desc    string   // what is to be seen, for who does not see it
	Sources []string // under the file
	Note    string
	Name    string // of the file, without its ending
}

// figure is a drawing in a page.
type figure struct {
	Drawn template.HTML
	Save  string // where the file is
}

// figure draws the picture into the page; save is the address of its file.
func (a *ask) figure(d *drawing, save string) *figure {
	return &figure{chart.Both(d.Picture, chart.Options{Title: d.Title, Desc: d.Desc, Lang: a.L.Lang}), save}
}

// narrow draws the picture for a column beside the text, which is as wide as a phone.
func (a *ask) narrow(d *drawing, save string) *figure {
	return &figure{chart.HTML(d.Picture, chart.Options{Title: d.Title, Desc: d.Desc, Lang: a.L.Lang, Width: narrowWidth}), save}
}

const narrowWidth = 352

// maxSources is how many outlets the caption of a file names.
const maxSources = 12

// saved makes a handler that sends a picture as a file with its sources, to be kept.
func (s *Server) saved(draw func(*ask) (*drawing, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := s.ask(r)
		d, err := draw(a)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		b := chart.File(d.Picture, chart.Options{Title: d.Title, Desc: d.Desc, Lang: a.L.Lang},
			chart.Caption{Sources: d.Sources[:min(len(d.Sources), maxSources)], Date: a.L.Day(a.day()), Note: d.Note})
		h := w.Header()
		h.Set("Content-Type", "image/svg+xml")
		h.Set("Content-Disposition", `attachment; filename="`+d.Name+`.svg"`)
		h.Set("Cache-Control", "private, no-cache")
		h.Add("Vary", "Accept-Language, Cookie")
		w.Write(b)
	})
}

func actorAddress(id int64) string {
	if id == 0 {
		return ""
	}
	return "/actor/" + decimal(id)
}

func articleAddress(id int64) string { return "/article/" + decimal(id) }

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
