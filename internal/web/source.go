package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// sourcesPerPage is how many outlets a page lists.
const sourcesPerPage = 100

// sources are the outlets with how following them goes, and those that could be followed.
type sources struct {
	Rows      []sourceRow
	From      int // the place of the first
	Total     int
	Followed  int
	Failing   int
	Query     string
	Next      string
	Catalogue []sourceCountry
	Country   string // whose part of the catalogue is open
	MayEdit   bool
	Said      string // what the form before has done
	Read      bool   // there is somebody who reads what is added
}

// sourceRow is an outlet with its health.
type sourceRow struct {
	store.Source
	store.SourceHealth
	Called string // its name in the language of the page
}

// State is how following it goes, in one word: off, waiting, well, failing.
func (r *sourceRow) State() string {
	switch {
	case !r.Enabled || r.Feed == "":
		return "off"
	case r.Failures > 0:
		return "failing"
	case r.Succeeded.IsZero():
		return "waiting"
	}
	return "well"
}

// sourceCountry is a country's part of the catalogue.
type sourceCountry struct {
	Code    string
	Name    string
	Entries []catalogued
	On      int
}

// catalogued is a source of the catalogue, and whether it is followed.
type catalogued struct {
	outlet.Source
	Called string
	On     bool
}

func (s *Server) sourcesPage(a *ask) (*content, error) {
	all, err := s.store.Sources(a.Context())
	if err != nil {
		return nil, err
	}
	health, err := s.store.SourceHealth(a.Context())
	if err != nil {
		return nil, err
	}
	d := &sources{Query: strings.TrimSpace(a.URL.Query().Get("outlet")), Country: a.URL.Query().Get("country"), MayEdit: mayEdit(a), Read: s.queue != nil, Total: len(all)}
	var rows []sourceRow
	for _, x := range all {
		r := sourceRow{x, health[x.ID], a.calledSource(x.NameAr, x.NameEn, x.Name)}
		d.Followed += count(r.State() != "off")
		d.Failing += count(r.State() == "failing")
		if d.Query == "" || strings.Contains(strings.ToLower(strings.Join([]string{x.Name, x.NameAr, x.NameEn, x.Key}, " ")), strings.ToLower(d.Query)) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b sourceRow) int {
		return cmp.Or(cmp.Compare(count(b.State() != "off"), count(a.State() != "off")), cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Called, b.Called))
	})
	d.page(a, rows)
	d.Catalogue = s.catalogue(a, all)
	return &content{Template: "sources", Title: a.L.T("nav.sources"), Data: d}, nil
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// page cuts the list: its order is by how much there is of each, so that a place in it is a number.
func (d *sources) page(a *ask, rows []sourceRow) {
	from, err := cursorOf(a.URL.Query())
	if err != nil || int(from) > len(rows) {
		from = 0
	}
	d.From = int(from)
	end := min(len(rows), d.From+sourcesPerPage)
	if d.Rows = rows[d.From:end]; end < len(rows) {
		v := url.Values{}
		if d.Query != "" {
			v.Set("outlet", d.Query)
		}
		d.Next = older("/sources", v, int64(end))
	}
}

// calledSource is the name in the language of the page, where it has one.
func (a *ask) calledSource(ar, en, name string) string {
	if a.L.Lang == "en" {
		return cmp.Or(en, ar, name)
	}
	return cmp.Or(ar, name, en)
}

// catalogue is by country, those with most sources first.
func (s *Server) catalogue(a *ask, kept []store.Source) []sourceCountry {
	on := map[string]bool{}
	for _, x := range kept {
		on[x.Key] = x.Enabled
	}
	at := map[string]*sourceCountry{}
	for _, o := range outlet.Catalogue() {
		c := at[o.Country]
		if c == nil {
			c = &sourceCountry{Code: o.Country, Name: s.country(a, o.Country)}
			at[o.Country] = c
		}
		c.Entries = append(c.Entries, catalogued{o, a.calledSource(o.NameAr, o.NameEn, o.Key), on[o.Key]})
		c.On += count(on[o.Key])
	}
	var out []sourceCountry
	for _, c := range at {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b sourceCountry) int {
		return cmp.Or(cmp.Compare(len(b.Entries), len(a.Entries)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// country names a country by its two letters.
func (s *Server) country(a *ask, code string) string {
	if code == "" {
		return a.L.T("sources.nowhere")
	}
	if s.points != nil {
		if site, ok := s.points.Of(strings.ToLower(code)); ok {
			return a.calledSource(site.Ar, site.En, code)
		}
	}
	return code
}

// sourceView is one outlet with its newest articles.
type sourceView struct {
	sourceRow
	Rules    outlet.Source
	Articles []store.Head
	Next     string
	MayEdit  bool
	Country  string
}

func (s *Server) sourcePage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.store.SourceByID(a.Context(), id)
	if err != nil {
		return nil, err
	}
	before, err := cursorOf(a.URL.Query())
	if err != nil {
		return nil, err
	}
	d := &sourceView{sourceRow: sourceRow{Source: x, Called: a.calledSource(x.NameAr, x.NameEn, x.Name)}, MayEdit: mayEdit(a), Country: s.country(a, x.Country)}
	if d.Rules, err = work.OutletOf(x); err != nil {
		return nil, err
	}
	health, err := s.store.SourceHealth(a.Context())
	if err != nil {
		return nil, err
	}
	d.SourceHealth = health[id]
	if d.Articles, err = s.store.ArticlesOn(a.Context(), store.ArticleList{Source: id, Before: store.ArticleID(before), Limit: pageSize + 1}); err != nil {
		return nil, err
	}
	if len(d.Articles) > pageSize {
		d.Articles = d.Articles[:pageSize]
		d.Next = older("/source/"+decimal(id), url.Values{}, int64(d.Articles[pageSize-1].ID))
	}
	return &content{Template: "source", Title: d.Called, Data: d, Feeds: feedsOf(a.L, "/search", url.Values{"outlet": {x.Name}})}, nil
}

// sourcesFile writes the outlets that somebody has added or switched on, for another program or another server.
func (s *Server) sourcesFile(format outlet.Format) http.Handler {
	media := map[outlet.Format]string{outlet.OPML: "text/x-opml; charset=utf-8", outlet.CSV: "text/csv; charset=utf-8", outlet.JSON: "application/json"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := s.store.Sources(r.Context())
		var list []outlet.Source
		for _, x := range all {
			if err != nil || x.Key == "" {
				continue
			}
			var o outlet.Source
			o, err = work.OutletOf(x)
			list = append(list, o)
		}
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		w.Header().Set("Content-Type", media[format])
		w.Header().Set("Content-Disposition", `attachment; filename="isnad-sources.`+string(format)+`"`)
		if err := outlet.Write(w, format, list); err != nil {
			s.log.Debug("a list of sources broke off", "error", err)
		}
	})
}
