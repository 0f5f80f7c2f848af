package chart

import (
	"math"
	"strings"
)

// projection turns degrees into pixels. The world is drawn by the Natural Earth projection (Šavrič, Jenny, Patterson 2011), a region with
// degrees of equal width, right at its middle.
type projection struct {
	west, south, east, north float64
	world                    bool
	scale, left, top, height float64
	shrink                   float64 // a degree of longitude to one of latitude
}

func projectionOf(v View, width float64) projection {
	p := projection{west: 22, south: 11.5, east: 64, north: 42.5}
	switch v {
	case ArabWorld:
		p = projection{west: -18.5, south: 3, east: 64, north: 43}
	case World:
		p = projection{west: -180, south: -57, east: 180, north: 84, world: true}
	}
	p.shrink = math.Cos((p.south + p.north) / 2 * math.Pi / 180)
	x1, _ := p.flat(0, p.west)
	x2, _ := p.flat(0, p.east)
	_, y1 := p.flat(p.north, 0)
	_, y2 := p.flat(p.south, 0)
	p.scale = width / (x2 - x1)
	p.left, p.top = x1, y1
	p.height = math.Round((y2 - y1) * p.scale)
	return p
}

// flat is the point without scale; y grows to the south.
func (p projection) flat(lat, lon float64) (x, y float64) {
	if !p.world {
		return lon * p.shrink, -lat
	}
	phi, lambda := lat*math.Pi/180, lon*math.Pi/180
	p2 := phi * phi
	p4 := p2 * p2
	x = lambda * (0.8707 - 0.131979*p2 + p4*(-0.013791+p4*(0.003971*p2-0.001529*p4)))
	y = phi * (1.007226 + p2*(0.015085+p4*(-0.044475+0.028874*p2-0.005916*p4)))
	return x, -y
}

func (p projection) point(lat, lon float64) (x, y float64) {
	x, y = p.flat(lat, lon)
	return (x - p.left) * p.scale, (y - p.top) * p.scale
}

func (p projection) shows(lat, lon float64) bool {
	return lat >= p.south && lat <= p.north && lon >= p.west && lon <= p.east
}

// land is the outlines of all countries in the view as one path.
func (p projection) land() string {
	var b strings.Builder
	for _, c := range outlines(p.world) {
		for _, ring := range c.rings {
			for _, part := range cut(ring, p) {
				p.ring(&b, part)
			}
		}
	}
	return b.String()
}

// ring writes a ring in tenths of a pixel, each point as a step from the last, and leaves out what is too small to be seen.
func (p projection) ring(b *strings.Builder, ring []degree) {
	var points [][2]int
	for _, d := range ring {
		x, y := p.point(d.lat, d.lon)
		at := [2]int{int(math.Round(x * 10)), int(math.Round(y * 10))}
		if n := len(points); n == 0 || abs(points[n-1][0]-at[0])+abs(points[n-1][1]-at[1]) >= 7 {
			points = append(points, at)
		}
	}
	if len(points) < 3 {
		return
	}
	tenth(b, 'M', points[0])
	for i, at := range points[1:] {
		tenth(b, 'l', [2]int{at[0] - points[i][0], at[1] - points[i][1]})
	}
	b.WriteByte('z')
}

func tenth(b *strings.Builder, op byte, at [2]int) {
	b.WriteByte(op)
	b.WriteString(number(float64(at[0]) / 10))
	if at[1] >= 0 {
		b.WriteByte(' ')
	}
	b.WriteString(number(float64(at[1]) / 10))
}

func abs(n int) int { return max(n, -n) }

// cut cuts a ring at the borders of the view (Sutherland and Hodgman 1974), a little outside of them so that the cut is not seen. Of the world
// it gives what lies on either side of the date line.
func cut(ring []degree, p projection) [][]degree {
	ring = unwound(ring)
	if !p.world {
		return [][]degree{cutBox(ring, p)}
	}
	ring = cutAt(ring, func(d degree) float64 { return d.lat - p.south })
	here := cutAt(ring, func(d degree) float64 { return 180 - d.lon })
	here = cutAt(here, func(d degree) float64 { return d.lon + 180 })
	east := cutAt(ring, func(d degree) float64 { return d.lon - 180 })
	west := cutAt(ring, func(d degree) float64 { return -180 - d.lon })
	return [][]degree{here, shifted(east, -360), shifted(west, 360)}
}

func cutBox(ring []degree, p projection) []degree {
	const beyond = 0.3
	for _, inside := range [...]func(degree) float64{
		func(d degree) float64 { return d.lat - p.south + beyond },
		func(d degree) float64 { return p.north + beyond - d.lat },
		func(d degree) float64 { return d.lon - p.west + beyond },
		func(d degree) float64 { return p.east + beyond - d.lon },
	} {
		ring = cutAt(ring, inside)
	}
	return ring
}

// unwound lets longitudes go on beyond 180 where a ring crosses the date line.
func unwound(ring []degree) []degree {
	out := make([]degree, 0, len(ring))
	for i, d := range ring {
		for i > 0 && d.lon-out[i-1].lon > 180 {
			d.lon -= 360
		}
		for i > 0 && d.lon-out[i-1].lon < -180 {
			d.lon += 360
		}
		out = append(out, d)
	}
	return out
}

func shifted(ring []degree, by float64) []degree {
	for i := range ring {
		ring[i].lon += by
	}
	return ring
}

// cutAt keeps what is inside, that is where the function is not below zero.
func cutAt(ring []degree, inside func(degree) float64) []degree {
	var out []degree
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		in, was := inside(b), inside(a)
		if (in >= 0) != (was >= 0) {
			t := was / (was - in)
			out = append(out, degree{a.lat + t*(b.lat-a.lat), a.lon + t*(b.lon-a.lon)})
		}
		if in >= 0 {
			out = append(out, b)
		}
	}
	return out
}
