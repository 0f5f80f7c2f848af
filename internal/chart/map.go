package chart

import (
	"cmp"
	"math"
	"slices"
)

// View is which part of the world a map shows.
type View uint8

// The views.
const (
	MiddleEast View = iota // from Libya to Iran, from the Black Sea to Aden
	ArabWorld              // from Mauritania to Oman
	World
)

// Map is contacts by place. What has no place, and what lies outside the view, is named under the map.
type Map struct {
	Spots    []Spot
	Unplaced []Unplaced
	View     View
}

// Spot is a place with how often contacts were there. Degrees are north and east.
type Spot struct {
	Name     string
	Lat, Lon float64
	Count    int
	Href     string
}

// Unplaced is a name that nobody knows the place of.
type Unplaced struct {
	Name  string
	Count int
	Href  string
}

// Outside are the spots that the view does not show, as what is to be said of them.
func (m Map) Outside() []Unplaced {
	p := projectionOf(m.View, 1)
	var out []Unplaced
	for _, s := range m.Spots {
		if !p.shows(s.Lat, s.Lon) {
			out = append(out, Unplaced{s.Name, s.Count, s.Href})
		}
	}
	return out
}

// listed are all that stand under the map, those with most contacts first.
func (m Map) listed() []Unplaced {
	out := append(m.Outside(), m.Unplaced...)
	slices.SortStableFunc(out, func(a, b Unplaced) int { return b.Count - a.Count })
	return out
}

// mostListed is how many names stand under the map; the rest are counted.
const mostListed = 24

// under is the lines under the map.
func (m Map) under(c *canvas) []string {
	list := m.listed()
	if len(list) == 0 {
		return nil
	}
	text := c.words.unplaced
	rest := 0
	for i, u := range list {
		if i >= mostListed {
			rest += u.Count
			continue
		}
		if i > 0 {
			text += c.words.comma
		}
		text += u.Name + " (" + count(u.Count) + ")"
	}
	if rest > 0 {
		text += c.words.comma + c.words.more + count(rest)
	}
	return wrap(text, captionSize, c.width-4)
}

func (m Map) size(c *canvas) float64 {
	h := projectionOf(m.View, c.width).height
	if lines := m.under(c); len(lines) > 0 {
		h += 6 + captionLine*float64(len(lines))
	}
	return h
}

func (m Map) draw(c *canvas) {
	p := projectionOf(m.View, c.width)
	c.mirror = false          // west is left in every language
	c.b.WriteString("\n<svg") // of its own, so that it cuts off what lies beyond the view
	c.attrs("width", c.width, "height", p.height)
	c.b.WriteByte('>')
	c.rect(water, 0, 0, c.width, p.height, 4)
	c.rawPath(country, p.land())
	c.b.WriteString("\n</svg>")
	m.spots(c, p)
	c.mirror = rtl(c.o.Lang)
	y := p.height + 4
	for _, l := range m.under(c) {
		y += captionLine
		c.text(small, 2, y, start, l)
	}
}

// spots draws the places, the greatest first so that none is hidden, and then as many names as have room.
func (m Map) spots(c *canvas, p projection) {
	shown := slices.DeleteFunc(slices.Clone(m.Spots), func(s Spot) bool { return s.Count <= 0 || !p.shows(s.Lat, s.Lon) })
	slices.SortStableFunc(shown, func(a, b Spot) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Name, b.Name)) })
	if len(shown) == 0 {
		return
	}
	most := float64(shown[0].Count)
	var taken []area
	for _, s := range shown {
		x, y := p.point(s.Lat, s.Lon)
		r := p.radius(s.Count, most, c.width)
		taken = append(taken, area{x - r, y - r, x + r, y + r})
		c.link(s.Href, s.Name+": "+count(s.Count), func() { c.circle(spot(0), x, y, r) })
	}
	for i, s := range shown {
		name := clip(s.Name, captionSize, 130) + " (" + count(s.Count) + ")"
		x, y := p.point(s.Lat, s.Lon)
		if at, ok := roomFor(taken, i, wide(name, captionSize)*1.04, p.radius(s.Count, most, c.width), x, y, area{0, 0, c.width, p.height}); ok {
			taken = append(taken, at)
			c.text(tiny, (at.x1+at.x2)/2, at.y2-3, middle, name)
		}
	}
}

// radius makes the area say how many.
func (p projection) radius(n int, most, width float64) float64 {
	greatest := min(width/45, 15)
	if p.world {
		greatest /= 1.6
	}
	return 3 + greatest*math.Sqrt(float64(n)/most)
}
