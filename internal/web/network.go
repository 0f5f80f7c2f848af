package web

import (
	"bytes"
	"net/http"
	"net/url"

	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store"
)

// The bounds of a network.
const (
	maxTies     = 120  // that the picture has
	maxTieRows  = 60   // that the table has
	maxTieGraph = 2000 // that the file has
)

// networkView is who met whom.
type networkView struct {
	*scope
	Figure  *figure
	Graph   string // where the network is as JSON, for the script
	GraphML string
	Ties    []tie
	More    int
	Counted int
	Partial bool

	net store.Network
}

// tie is two actors with what they had in common.
type tie struct {
	store.Tie
	From, To store.ActorHead
	Address  string
}

func (s *Server) networkPage(a *ask) (*content, error) {
	d, err := s.network(a, maxTies)
	if err != nil {
		return nil, err
	}
	if len(d.net.Ties) > 0 {
		d.Figure = a.figure(d.draw(a), d.as("/network.svg", "lang", a.L.Lang))
		d.Graph, d.GraphML = d.as("/network.json", "lang", a.L.Lang), address("/network.graphml", d.Values)
	}
	heads := d.heads()
	for _, t := range d.net.Ties[:min(len(d.net.Ties), maxTieRows)] {
		d.Ties = append(d.Ties, tie{t, heads[t.A], heads[t.B], d.between(t)})
	}
	d.More = len(d.net.Ties) - len(d.Ties)
	return &content{Template: "network", Title: a.L.T("nav.network"), Data: d}, nil
}

func (s *Server) network(a *ask, ties int) (*networkView, error) {
	x, err := s.scope(a)
	if err != nil || x.Nobody {
		return &networkView{scope: x}, err
	}
	d := &networkView{scope: x}
	d.net, err = s.store.Network(a.Context(), x.Actors, x.Days, ties)
	d.Counted, d.Partial = d.net.Counted, d.net.Partial
	return d, err
}

func (d *networkView) heads() map[int64]store.ActorHead {
	out := make(map[int64]store.ActorHead, len(d.net.Nodes))
	for _, n := range d.net.Nodes {
		out[n.ID] = n
	}
	return out
}

// between is where the contacts of two are listed.
func (d *networkView) between(t store.Tie) string {
	v := url.Values{"kind": {"contact"}, "party": {decimal(t.A)}, "with": {decimal(t.B)}}
	for _, name := range []string{"from", "to"} {
		if value := d.Values.Get(name); value != "" {
			v.Set(name, value)
		}
	}
	return address("/search", v)
}

// picture is the network as it is drawn. A place that meets nobody is no node, so that a kind is a person or a body.
func (d *networkView) picture() chart.Network {
	var n chart.Network
	for _, x := range d.net.Nodes {
		n.Nodes = append(n.Nodes, chart.Node{ID: decimal(x.ID), Name: x.Name, Kind: chart.Kind(x.Type), Href: actorAddress(x.ID)})
	}
	for _, t := range d.net.Ties {
		n.Links = append(n.Links, chart.Link{A: decimal(t.A), B: decimal(t.B), Count: max(t.Contacts, 1), Href: d.between(t)})
	}
	return n
}

func (d *networkView) draw(a *ask) *drawing {
	return &drawing{Picture: d.picture(), Title: d.title(a, "network.title"), Desc: a.L.T("network.desc", len(d.net.Nodes), len(d.net.Ties)), Note: d.period(a), Name: "isnad-network"}
}

// networkPicture is the file of the network.
func (s *Server) networkPicture(a *ask) (*drawing, error) {
	d, err := s.network(a, maxTies)
	if err != nil {
		return nil, err
	}
	return d.draw(a), nil
}

// networkJSON is the network for the script that lets people take it in hand.
func (s *Server) networkJSON(w http.ResponseWriter, r *http.Request) {
	a := s.ask(r)
	d, err := s.network(a, maxTies)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	b, err := d.picture().JSON(chart.Options{Lang: a.L.Lang})
	if err != nil {
		s.broke(w, r, err)
		return
	}
	s.offer(w, r, "application/json", b)
}

// networkGraph is the network for programs that analyse networks: what the page shows, with more of it.
func (s *Server) networkGraph(w http.ResponseWriter, r *http.Request) {
	d, err := s.network(s.ask(r), maxTieGraph)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	var out bytes.Buffer
	if err := export.NetworkOf(&out, d.net); err != nil {
		s.broke(w, r, err)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="isnad-network.graphml"`)
	s.offer(w, r, export.Media(export.GraphML), out.Bytes())
}

// Form changes what is shown.
func (d *networkView) Form() scopeForm { return scopeForm{"/network", d.scope, true, nil} }
