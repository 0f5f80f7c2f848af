package web

import (
	"cmp"
	"slices"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

// The bounds of a map.
const (
	maxPlaced  = 3000 // contacts that are counted, the newest
	maxPlaces  = 200  // that the table has
	maxAtPlace = 30   // contacts that are listed of one place
)

// views are the parts of the world that a map shows, by their names in addresses.
var views = []string{"region", "arab", "world"}

// placesView is where contacts were.
type placesView struct {
	*scope
	Map     *figure
	Places  []place
	Unknown []place // whose place nobody knows
	Facets  []facet
	Views   []choice
	Counted int
	Partial bool
	Place   string // that is shown by itself, or none
	Listed  []answer.Contact
	More    int // contacts of the place that are not listed
}

// place is a place with how often contacts were there.
type place struct {
	Key     string // of the world pack, or the name where nobody knows the place
	Name    string
	Count   int
	Held    int
	Planned int
	Last    string
	Address string

	lat, lon float64
	known    bool
	ids      []int64
}

func (s *Server) mapPage(a *ask) (*content, error) {
	d, err := s.places(a)
	if err != nil {
		return nil, err
	}
	d.Facets = []facet{
		chips("/map", d.Values, "type", a.L.T("facet.contact"), locale.ContactTypes, a.L.Contact),
		chips("/map", d.Values, "status", a.L.T("facet.status"), locale.Statuses, a.L.Status),
	}
	view := d.view()
	for _, v := range views {
		d.Views = append(d.Views, choice{v, a.L.T("map.view." + v), d.as("/map", "view", v), v == view})
	}
	if d.Counted > 0 {
		d.Map = a.figure(d.draw(a), d.as("/map.svg", "lang", a.L.Lang))
	}
	title := a.L.T("nav.map")
	if name := a.URL.Query().Get("place"); name != "" {
		if err := s.atPlace(a, d, name); err != nil {
			return nil, err
		}
		title = a.L.T("title.of", title, d.Place)
	}
	return &content{Template: "map", Title: title, Data: d}, nil
}

// mapPicture is the file of the map.
func (s *Server) mapPicture(a *ask) (*drawing, error) {
	d, err := s.places(a)
	if err != nil {
		return nil, err
	}
	return d.draw(a), nil
}

func (d *placesView) view() string { return cmp.Or(d.Values.Get("view"), views[0]) }

// places counts contacts by place.
func (s *Server) places(a *ask) (*placesView, error) {
	x, err := s.scope(a)
	if err != nil {
		return nil, err
	}
	d := &placesView{scope: x}
	if x.Nobody {
		return d, nil
	}
	all, more, err := s.store.ContactsDated(a.Context(), store.ContactList{Days: x.Days, Actors: x.Actors, Types: x.Types, Placed: true, Limit: maxPlaced})
	if err != nil {
		return nil, err
	}
	d.Partial = more
	at := map[string]*place{}
	for i := range all {
		c := &all[i]
		if standing(&c.Contact, a.Today); !x.wants(&c.Contact) {
			continue
		}
		d.Counted++
		s.placeOf(a.L, at, c.Place).add(c)
	}
	for _, p := range at {
		p.Address = d.as("/map", "place", s.placeKey(p)) + "#place"
		if p.known {
			d.Places = append(d.Places, *p)
		} else {
			d.Unknown = append(d.Unknown, *p)
		}
	}
	for _, list := range [][]place{d.Places, d.Unknown} {
		slices.SortFunc(list, func(a, b place) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key)) })
	}
	return d, nil
}

// placeKey names a place in an address: by its name, or by its id where another place goes before it by that name.
func (s *Server) placeKey(p *place) string {
	if p.known {
		if site, ok := s.points.Named(p.Name); !ok || site.ID != p.Key {
			return p.Key
		}
	}
	return p.Name
}

// placeOf is the place of a name or id: where several names are one place, they are counted together.
func (s *Server) placeOf(l *locale.Words, at map[string]*place, name string) *place {
	p := place{Key: name, Name: name}
	if s.points != nil {
		site, ok := s.points.Of(name)
		if !ok {
			site, ok = s.points.Named(name)
		}
		if ok {
			p = place{Key: site.ID, Name: site.Ar, lat: site.Lat, lon: site.Lon, known: true}
			if l == locale.En {
				p.Name = site.En
			}
		}
	}
	if at[p.Key] == nil {
		at[p.Key] = &p
	}
	return at[p.Key]
}

func (p *place) add(c *store.Dated) {
	p.Count++
	switch c.Status {
	case "held", "ongoing":
		p.Held++
	case "planned", "postponed":
		p.Planned++
	}
	p.Last = max(p.Last, c.On)
	if len(p.ids) <= maxAtPlace {
		p.ids = append(p.ids, c.ID)
	}
}

// Shown are the places of the table.
func (d *placesView) Shown() []place { return d.Places[:min(len(d.Places), maxPlaces)] }

// ShownUnknown are those whose place nobody knows, as many as are listed.
func (d *placesView) ShownUnknown() []place { return d.Unknown[:min(len(d.Unknown), maxPlaces)] }

func (d *placesView) draw(a *ask) *drawing {
	m := chart.Map{View: chart.View(max(0, slices.Index(views, d.view())))}
	for _, p := range d.Places {
		m.Spots = append(m.Spots, chart.Spot{Name: p.Name, Lat: p.lat, Lon: p.lon, Count: p.Count, Href: p.Address})
	}
	for _, p := range d.Unknown {
		m.Unplaced = append(m.Unplaced, chart.Unplaced{Name: p.Name, Count: p.Count, Href: p.Address})
	}
	return &drawing{Picture: m, Title: d.title(a, "map.title"), Desc: a.L.T("map.desc", d.Counted, len(d.Places)), Note: d.period(a), Name: "isnad-map"}
}

// title says what a picture shows, and of whom.
func (x *scope) title(a *ask, key string) string {
	if x.Name == "" {
		return a.L.T(key)
	}
	return a.L.T("title.of", a.L.T(key), x.Name)
}

// period says of which days.
func (x *scope) period(a *ask) string {
	switch d := x.Days; {
	case d.From != "" && d.To != "":
		return a.L.Day(d.From + "/" + d.To)
	case d.From != "":
		return a.L.T("scope.since", a.L.Day(d.From))
	case d.To != "":
		return a.L.T("scope.until", a.L.Day(d.To))
	}
	return ""
}

// atPlace lists the contacts of one place, by any of its names.
func (s *Server) atPlace(a *ask, d *placesView, name string) error {
	at := map[string]*place{}
	key := s.placeOf(a.L, at, name).Key
	d.Place = at[key].Name
	i := slices.IndexFunc(d.Places, func(p place) bool { return p.Key == key })
	list := d.Places
	if i < 0 {
		i, list = slices.IndexFunc(d.Unknown, func(p place) bool { return p.Key == key }), d.Unknown
	}
	if i < 0 {
		return nil
	}
	ids := list[i].ids[:min(len(list[i].ids), maxAtPlace)]
	d.More = list[i].Count - len(ids)
	var err error
	d.Listed, err = s.answers.ContactsByID(a.Context(), ids, answer.Options{Today: a.Today})
	return err
}

// Form changes what is shown.
func (d *placesView) Form() scopeForm {
	return scopeForm{"/map", d.scope, true, []string{"type", "status", "view"}}
}
