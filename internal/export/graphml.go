package export

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/store"
)

// graphKeys are the attributes of nodes and edges (graphml.graphdrawing.org); Gephi, yEd and NetworkX read them. A label is what Gephi shows.
const graphKeys = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="en" for="node" attr.name="name_en" attr.type="string"/>
<key id="type" for="node" attr.name="type" attr.type="string"/>
<key id="world" for="node" attr.name="world" attr.type="string"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="kinds" for="edge" attr.name="types" attr.type="string"/>
<key id="first" for="edge" attr.name="first" attr.type="string"/>
<key id="last" for="edge" attr.name="last" attr.type="string"/>
<graph id="isnad" edgedefault="undirected">
`

// Network writes who met whom as GraphML: actors, and for each two the number of their contacts that were reported held, their types ("meeting 3, call 1") and
// the first and last day. tick is called before each node and edge; its error ends it.
func Network(ctx context.Context, w io.Writer, x *store.Snapshot, m store.Meetings, tick func() error) error {
	g := &graph{w: w, tick: tick}
	g.put(graphKeys)
	if err := x.Met(ctx, m, g.node); err != nil {
		return err
	}
	if err := x.Meetings(ctx, m, g.edge); err != nil {
		return err
	}
	g.put("</graph>\n</graphml>\n")
	return g.err
}

// graph writes until something fails.
type graph struct {
	w    io.Writer
	tick func() error
	err  error
}

func (g *graph) node(a store.Actor) error {
	if err := g.tick(); err != nil {
		return err
	}
	g.put(`<node id="a` + strconv.FormatInt(a.ID, 10) + `">`)
	g.data("label", a.Name)
	g.data("en", a.En)
	g.data("type", a.Type)
	g.data("world", a.World)
	g.put("</node>\n")
	return g.err
}

func (g *graph) edge(m store.Meeting) error {
	if err := g.tick(); err != nil {
		return err
	}
	kinds := make([]string, len(m.Kinds))
	for i, k := range m.Kinds {
		kinds[i] = fmt.Sprintf("%s %d", k.Type, k.Contacts)
	}
	g.put(fmt.Sprintf(`<edge source="a%d" target="a%d">`, m.A, m.B))
	g.data("weight", strconv.Itoa(m.Contacts))
	g.data("kinds", strings.Join(kinds, ", "))
	g.data("first", m.First)
	g.data("last", m.Last)
	g.put("</edge>\n")
	return g.err
}

func (g *graph) data(key, value string) {
	if value == "" {
		return
	}
	g.put(`<data key="` + key + `">`)
	if g.err == nil {
		g.err = xml.EscapeText(g.w, []byte(value)) // what XML forbids becomes U+FFFD
	}
	g.put("</data>")
}

func (g *graph) put(s string) {
	if g.err == nil {
		_, g.err = io.WriteString(g.w, s)
	}
}

// NetworkOf writes a network that was counted already, such as the part that a page shows; its ties have the number of contacts that were held.
func NetworkOf(w io.Writer, n store.Network) error {
	g := &graph{w: w, tick: func() error { return nil }}
	g.put(graphKeys)
	for _, a := range n.Nodes {
		if err := g.node(store.Actor{ID: a.ID, Type: a.Type, Name: a.Name, En: a.En, World: a.World}); err != nil {
			return err
		}
	}
	for _, t := range n.Ties {
		m := store.Meeting{A: t.A, B: t.B, Contacts: t.Contacts, Last: t.LastDay}
		for _, kind := range slices.Sorted(maps.Keys(t.Types)) {
			m.Kinds = append(m.Kinds, store.MeetingKind{Type: kind, Contacts: t.Types[kind]})
		}
		if err := g.edge(m); err != nil {
			return err
		}
	}
	g.put("</graph>\n</graphml>\n")
	return g.err
}
