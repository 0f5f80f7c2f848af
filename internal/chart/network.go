package chart

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
)

// Kind is what a node or hop is, by the names that a record has for it; it shows as a shape.
type Kind string

// The kinds.
const (
	Person       Kind = "PER"
	Organisation Kind = "ORG"
	Place        Kind = "LOC"
)

// Network is who met whom. It has at most 150 nodes: those with most links. Omitted says how many others there are.
type Network struct {
	Nodes  []Node
	Links  []Link
	Height int // 0 is two thirds of the width
}

// Node is an actor.
type Node struct {
	ID    string
	Name  string
	Kind  Kind
	Group int // a colour: country or camp; 0 is the first
	Href  string
}

// Link says how often two met. One to a node that is not there is left out.
type Link struct {
	A, B  string
	Count int
	Href  string
}

const mostNodes = 150

// widestEdge is the width of the line between those who met most.
const widestEdge = 6

// manyEdges is from how many on they are drawn half as wide, so that nodes are seen between them.
const manyEdges = 100

// graph is a network by numbers.
type graph struct {
	nodes  []Node
	edges  []edgeBetween
	degree []int // contacts of each
	x, y   []float64
	most   int // contacts of one edge
}

type edgeBetween struct {
	a, b, count int
	href        string
}

// Omitted is how many nodes the picture leaves out.
func (n Network) Omitted() int { return max(len(n.Nodes)-mostNodes, 0) }

// graph keeps the nodes with most contacts; edges between the same two are one.
func (n Network) graph() *graph {
	weight := map[string]int{}
	for _, l := range n.Links {
		if l.A != l.B && l.Count > 0 {
			weight[l.A] += l.Count
			weight[l.B] += l.Count
		}
	}
	g := &graph{nodes: slices.Clone(n.Nodes)}
	slices.SortStableFunc(g.nodes, func(a, b Node) int { return cmp.Or(weight[b.ID]-weight[a.ID], cmp.Compare(a.ID, b.ID)) })
	g.nodes = slices.CompactFunc(g.nodes, func(a, b Node) bool { return a.ID == b.ID })
	g.nodes = g.nodes[:min(len(g.nodes), mostNodes)]
	g.degree = make([]int, len(g.nodes))
	g.link(n.Links)
	g.layout()
	return g
}

func (g *graph) link(links []Link) {
	number := map[string]int{}
	for i, n := range g.nodes {
		number[n.ID] = i
	}
	at := map[[2]int]int{}
	for _, l := range links {
		a, ok := number[l.A]
		b, there := number[l.B]
		if !ok || !there || a == b || l.Count <= 0 {
			continue
		}
		a, b = min(a, b), max(a, b)
		n, known := at[[2]int{a, b}]
		if !known {
			n = len(g.edges)
			at[[2]int{a, b}] = n
			g.edges = append(g.edges, edgeBetween{a: a, b: b, href: l.Href})
		}
		g.edges[n].count += l.Count
		g.most = max(g.most, g.edges[n].count)
		g.degree[a] += l.Count
		g.degree[b] += l.Count
	}
	slices.SortFunc(g.edges, func(a, b edgeBetween) int { return cmp.Or(a.count-b.count, a.a-b.a, a.b-b.b) })
}

func (n Network) size(c *canvas) float64 {
	if n.Height > 0 {
		return float64(max(n.Height, 160))
	}
	return max(c.width*2/3, 300)
}

// radius grows with the root of the contacts: the area says how many.
func (g *graph) radius(i int) float64 {
	most := 1
	for _, d := range g.degree {
		most = max(most, d)
	}
	return 4 + 11*math.Sqrt(float64(g.degree[i])/float64(most))
}

func (g *graph) widthOf(count int) int {
	if g.most <= 1 {
		return 1
	}
	widest := widestEdge
	if len(g.edges) > manyEdges {
		widest /= 2
	}
	return 1 + int(math.Round(float64(widest-1)*math.Sqrt(float64(count-1)/float64(g.most-1))))
}

func (n Network) draw(c *canvas) {
	c.mirror = false // there is no time in it, and a network that is turned by language would be another to who knows it
	defer func() { c.mirror = rtl(c.o.Lang) }()
	g := n.graph()
	if len(g.nodes) == 0 {
		return
	}
	g.fit(c.width, c.height)
	for _, e := range g.edges {
		c.link(e.href, g.nodes[e.a].Name+" – "+g.nodes[e.b].Name+": "+count(e.count), func() {
			c.line(edgeOf(g.widthOf(e.count)), g.x[e.a], g.y[e.a], g.x[e.b], g.y[e.b])
		})
	}
	for i := len(g.nodes) - 1; i >= 0; i-- {
		c.link(g.nodes[i].Href, g.nodes[i].Name+": "+count(g.degree[i]), func() { g.drawNode(c, i) })
	}
	g.drawNames(c)
}

// drawNode draws a person as a circle, a body as a square, a place as a lozenge.
func (g *graph) drawNode(c *canvas, i int) {
	x, y, r, s := g.x[i], g.y[i], g.radius(i), dot(g.nodes[i].Group)
	switch g.nodes[i].Kind {
	case Organisation:
		c.rect(s, x-r*0.9, y-r*0.9, r*1.8, r*1.8, 2)
	case Place:
		r *= 1.2
		c.path(s, to('M', x, y-r), to('L', x+r, y), to('L', x, y+r), to('L', x-r, y), to('Z'))
	default:
		c.circle(s, x, y, r)
	}
}

// drawNames writes the names of those with most contacts first, each where it covers no node and no other name; a name without room is only
// in the tooltip.
func (g *graph) drawNames(c *canvas) {
	var taken []area
	for i := range g.nodes {
		r := g.radius(i)
		taken = append(taken, area{g.x[i] - r, g.y[i] - r, g.x[i] + r, g.y[i] + r})
	}
	for i := range g.nodes {
		name := clip(g.nodes[i].Name, captionSize, 150)
		at, ok := roomFor(taken, i, wide(name, captionSize)*1.04, g.radius(i), g.x[i], g.y[i], area{0, 0, c.width, c.height})
		if !ok {
			continue
		}
		taken = append(taken, at)
		c.text(tiny, (at.x1+at.x2)/2, at.y2-3, middle, name)
	}
}

// area is a rectangle.
type area struct{ x1, y1, x2, y2 float64 }

func (a area) meets(b area) bool { return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2 }

// roomFor finds where a name of this width may stand around a node: under it, above, beside, at the corners.
func roomFor(taken []area, self int, w, r, x, y float64, in area) (area, bool) {
	const high = 14
	for _, a := range [...]area{
		{x - w/2, y + r, x + w/2, y + r + high},
		{x - w/2, y - r - high, x + w/2, y - r},
		{x + r + 2, y - high/2, x + r + 2 + w, y + high/2},
		{x - r - 2 - w, y - high/2, x - r - 2, y + high/2},
		{x, y + r, x + w, y + r + high},
		{x - w, y + r, x, y + r + high},
		{x, y - r - high, x + w, y - r},
		{x - w, y - r - high, x, y - r},
	} {
		if a.x1 >= in.x1 && a.x2 <= in.x2 && a.y1 >= in.y1 && a.y2 <= in.y2 && a.free(taken, self) {
			return a, true
		}
	}
	return area{}, false
}

// free says whether the area meets nothing that is taken, but the node itself.
func (a area) free(taken []area, self int) bool {
	for n, t := range taken {
		if n != self && a.meets(t) {
			return false
		}
	}
	return true
}

// graphJSON is a network for who draws it in a browser: nodes with their places in the picture, and edges.
type graphJSON struct {
	Nodes   []nodeJSON `json:"nodes"`
	Edges   []edgeJSON `json:"edges"`
	Omitted int        `json:"omitted"` // nodes that are left out
}

type nodeJSON struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Type  Kind    `json:"type"`
	Count int     `json:"count"` // contacts
	URL   string  `json:"url,omitempty"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
}

type edgeJSON struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Count  int    `json:"count"`
	URL    string `json:"url,omitempty"`
}

// JSON is the network for a script that lets people take it in hand: what the picture has, each node where the picture has it.
func (n Network) JSON(o Options) ([]byte, error) {
	c := newCanvas(o, false)
	g := n.graph()
	g.fit(c.width, n.size(c))
	out := graphJSON{Nodes: []nodeJSON{}, Edges: []edgeJSON{}, Omitted: n.Omitted()}
	for i, v := range g.nodes {
		out.Nodes = append(out.Nodes, nodeJSON{v.ID, v.Name, v.Kind, g.degree[i], local(v.Href), round1(g.x[i]), round1(g.y[i])})
	}
	for _, e := range g.edges {
		out.Edges = append(out.Edges, edgeJSON{g.nodes[e.a].ID, g.nodes[e.b].ID, e.count, local(e.href)})
	}
	return json.Marshal(out)
}

func local(href string) string {
	if safe(href) {
		return href
	}
	return ""
}

func round1(v float64) float64 { return math.Round(v*10) / 10 }
