package sample

import (
	"bytes"
	_ "embed"
	"html/template"
	"strings"
	"time"
)

//go:embed articles/page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// link is a line of the related articles.
type link struct{ URL, Title string }

// page is the article as its outlet's web page: with a menu, related articles and a foot.
func (d *draft) page(today time.Time, body string, older []draft) []byte {
	at := d.published(today)
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, struct {
		Outlet, Home, Section, URL, Title, Time, Shown string
		Paragraphs                                     []string
		Related                                        []link
	}{
		d.outlet.name, d.outlet.home(), d.section, d.url(), d.title, at.Format(time.RFC3339), weekdays[at.Weekday()] + " " + d.date("full", at, at) + " " + at.Format("15:04"),
		strings.Split(body, "\n\n"), d.related(older),
	})
	if err != nil {
		panic(err) // the template is part of the program: a broken build
	}
	return b.Bytes()
}

// related are the outlet's last three articles before this one.
func (d *draft) related(older []draft) (out []link) {
	for i := len(older) - 1; i >= 0 && len(out) < 3; i-- {
		if older[i].outlet == d.outlet {
			out = append(out, link{older[i].url(), older[i].title})
		}
	}
	return out
}
