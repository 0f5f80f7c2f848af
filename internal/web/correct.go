package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/correction"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
	"isnad.dev/isnad/internal/work"
)

// fix is what may be said of an item of an article, and what has been said.
type fix struct {
	Article   int64
	Kind      string
	At        string // "120-140", where the item stands
	N         int
	Can       bool // say what is wrong here
	Whats     []whatGroup
	History   []correctionView
	Typed     url.Values // what was refused
	Fault     string
	Corrected bool
}

// whatGroup is what may be wrong, in a list to choose from: a group has a title, or is one entry.
type whatGroup struct {
	Title string
	Whats []what
}

// what is one entry: a field, or a field with its value ("act=demand").
type what struct{ Value, Title string }

// whatsOf are what may be wrong of a kind of item. Fields of fixed values are a group of their values.
func whatsOf(l *locale.Words, kind string) []whatGroup {
	var out []whatGroup
	for _, field := range correction.Fields[kind] {
		title := l.T("correction." + kind + "." + field)
		g := whatGroup{}
		for _, v := range correction.Choices[field] {
			g.Title = title
			g.Whats = append(g.Whats, what{field + "=" + v, fixed(l, field, v)})
		}
		if g.Whats == nil {
			g.Whats = []what{{field, title}}
		}
		out = append(out, g)
	}
	return out
}

// fixes are the corrections of an article and the forms for more.
type fixes struct {
	Missing   *fix             // the form for what was overlooked
	Elsewhere []correctionView // corrections of what is not read (any more)
}

// fixArticle fills in the forms and the corrections of each item.
func (s *Server) fixArticle(a *ask, d *article) error {
	all, err := s.store.CorrectionsOf(a.Context(), store.ArticleID(d.Kept.ID))
	if err != nil {
		return err
	}
	whats := map[string][]whatGroup{correction.Statement: whatsOf(a.L, correction.Statement), correction.Contact: whatsOf(a.L, correction.Contact)}
	item := func(kind string, n int, at isnad.Span) *fix {
		return &fix{Article: d.Kept.ID, Kind: kind, N: n, At: spanText(at), Can: s.queue != nil, Whats: whats[kind]}
	}
	for i := range d.Statements {
		if c := d.Statements[i].Of.Content; len(c) > 0 {
			d.Statements[i].Fix = item(correction.Statement, i, c[0])
		}
	}
	for i := range d.Contacts {
		d.Contacts[i].Fix = item(correction.Contact, i, d.Contacts[i].Of.Trigger)
	}
	d.Fixes.Missing = &fix{Article: d.Kept.ID, Can: s.queue != nil}
	for _, c := range all {
		s.place(a, d, c)
	}
	return nil
}

// place puts a correction beside its item.
func (s *Server) place(a *ask, d *article, c store.Correction) {
	v := viewOf(a.L, c, "/article/"+decimal(d.Kept.ID)+"#c-"+decimal(c.ID), s.mayCorrect(a))
	at := -1
	if x, err := work.CorrectionFrom(&c); err == nil && !c.Unmatched {
		at = correction.Find(&d.Record, &x)
	}
	var f *fix
	switch removed := c.Field == correction.Remove && c.State == store.CorrectionApplied; {
	case at < 0 || removed:
	case c.Kind == correction.Statement && at < len(d.Statements):
		v.Key, f = render.Key('s', at), d.Statements[at].Fix
	case c.Kind == correction.Contact && at < len(d.Contacts):
		v.Key, f = render.Key('e', at), d.Contacts[at].Fix
	}
	if f == nil {
		d.Fixes.Elsewhere = append(d.Fixes.Elsewhere, v)
		return
	}
	f.History = append(f.History, v)
	f.Corrected = f.Corrected || c.State == store.CorrectionApplied
}

func spanText(s isnad.Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// correctArticle keeps what somebody says is wrong: at once right where they may, else for an editor to decide on.
func (s *Server) correctArticle(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	if s.queue == nil {
		return nil, wrong{http.StatusBadRequest, a.L.T("correction.not_here")}
	}
	apply, verb := s.mayCorrect(a), "propose"
	if apply {
		verb = "apply"
	}
	c, err := s.queue.Correct(a.Context(), id, proposalOf(a.Request), a.hand(), apply, s.noted(a, verb))
	if err != nil {
		return s.uncorrected(a, id, err)
	}
	return done(articleAddress(id)+"#c-"+decimal(c.ID), "correction."+c.State), nil
}

// uncorrected shows the article again, with why the form was refused beside it.
func (s *Server) uncorrected(a *ask, id int64, err error) (*content, error) {
	var fault *correction.Fault
	if !errors.As(err, &fault) {
		return nil, err
	}
	c, d, e := s.articleContent(a, id)
	if e != nil {
		return nil, e
	}
	c.Status = http.StatusUnprocessableEntity
	f := d.fixAt(a.PostFormValue("kind"), a.PostFormValue("at"))
	f.Fault, f.Typed = a.L.T("correction.fault."+fault.Code), a.form().values
	d.Refused = f.Fault
	return c, nil
}

// fixAt is the form of the item that stands there, or that for what was overlooked.
func (d *article) fixAt(kind, at string) *fix {
	for i := range d.Statements {
		if f := d.Statements[i].Fix; f != nil && kind == correction.Statement && f.At == at {
			return f
		}
	}
	for i := range d.Contacts {
		if f := d.Contacts[i].Fix; kind == correction.Contact && f.At == at {
			return f
		}
	}
	return d.Fixes.Missing
}

// proposalOf reads the form.
func proposalOf(r *http.Request) correction.Proposal {
	field, value, fixed := strings.Cut(r.PostFormValue("what"), "=")
	p := correction.Proposal{Kind: r.PostFormValue("kind"), Field: field, Text: value, Reason: r.PostFormValue("reason")}
	if spans := spansOf(r.PostFormValue("at")); len(spans) == 1 {
		p.At = spans[0]
	}
	p.N, _ = strconv.Atoi(r.PostFormValue("n")) // without it, the first that stands there is meant
	typed := r.PostFormValue("text")
	if !fixed {
		switch field {
		case correction.Speaker, correction.PartyIn, correction.PartyOut:
			p.Who = whoOf(typed, r.PostFormValue("type"))
		case correction.Missing:
			p.Text, p.Who = typed, whoOf(r.PostFormValue("who"), r.PostFormValue("type"))
			p.More = correction.More{Type: r.PostFormValue("contact"), Status: r.PostFormValue("status"), Date: r.PostFormValue("date"), Place: r.PostFormValue("place")}
		case correction.Remove:
		default:
			p.Text = typed
		}
	}
	return p
}

// whoOf reads names with commas between them, Arabic or Latin.
func whoOf(typed, kind string) []correction.Who {
	var out []correction.Who
	for name := range strings.FieldsFuncSeq(typed, func(c rune) bool { return c == '،' || c == ',' || c == '\n' }) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, correction.Who{Name: name, Type: kind})
		}
	}
	return out
}

// wronged is a fault of a form as a page of its own.
func wronged(l *locale.Words, err error) error {
	var fault *correction.Fault
	if errors.As(err, &fault) {
		return wrong{http.StatusBadRequest, l.T("correction.fault." + fault.Code)}
	}
	return err
}

// Types, ContactTypes and Statuses are what a form lets choose from.
func (*fix) Types() []string { return locale.EntityTypes }

// ContactTypes are the types of contacts.
func (*fix) ContactTypes() []string { return correction.Choices[correction.Type] }

// Statuses are what may be reported of a contact.
func (*fix) Statuses() []string { return correction.Choices[correction.Status] }

// Get is what was typed into the form that was refused.
func (f *fix) Get(name string) string { return f.Typed.Get(name) }

// NamesHere are the names that an article's forms suggest.
func (d *article) NamesHere() []string {
	var out []string
	for _, n := range d.Names {
		if n.Of.Type != "LOC" && !slices.Contains(out, n.Of.Name) {
			out = append(out, n.Of.Name)
		}
	}
	return out
}

// articleTitle is what an article is called.
func articleTitle(l *locale.Words, title string) string {
	return cmp.Or(title, l.T("article.untitled"))
}
