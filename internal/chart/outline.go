package chart

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// The outlines of countries, made by gen from the data of Natural Earth: the region finely, the world coarsely.
//
//go:generate go run ./gen -from world-atlas -to outline
var (
	//go:embed outline/region.txt
	regionText string
	//go:embed outline/world.txt
	worldText string

	regionOutlines = sync.OnceValue(func() []outline { return mustParse(regionText) })
	worldOutlines  = sync.OnceValue(func() []outline { return mustParse(worldText) })
)

// degree is a point of the earth.
type degree struct{ lat, lon float64 }

// outline is a country: its id in packs/world ("-" where it has none) and its rings.
type outline struct {
	id    string
	rings [][]degree
}

func outlines(world bool) []outline {
	if world {
		return worldOutlines()
	}
	return regionOutlines()
}

func mustParse(text string) []outline {
	out, err := parseOutlines(text)
	if err != nil {
		panic("chart: outlines: " + err.Error()) // a broken build
	}
	return out
}

// parseOutlines reads lines of "arc" with steps in hundredths of a degree, longitude before latitude, and of "land" with an id and rings of
// arcs by number; -1 is the first arc backwards. Neighbours share arcs, so that no gap is between them.
func parseOutlines(text string) ([]outline, error) {
	var arcs [][]degree
	var out []outline
	n := 0
	for line := range strings.Lines(text) {
		n++
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch kind {
		case "arc":
			var a []degree
			a, err = parseArc(rest)
			arcs = append(arcs, a)
		case "land":
			var o outline
			o, err = parseLand(rest, arcs)
			out = append(out, o)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return out, nil
}

func parseArc(s string) (out []degree, err error) {
	x, y := 0, 0
	fields := strings.Fields(s)
	for i := 0; i+1 < len(fields); i += 2 {
		dx, err := strconv.Atoi(fields[i])
		if err != nil {
			return nil, err
		}
		dy, err := strconv.Atoi(fields[i+1])
		if err != nil {
			return nil, err
		}
		x, y = x+dx, y+dy
		out = append(out, degree{float64(y) / 100, float64(x) / 100})
	}
	return out, nil
}

func parseLand(s string, arcs [][]degree) (outline, error) {
	id, rest, _ := strings.Cut(s, " ")
	o := outline{id: id}
	for _, ring := range strings.Fields(rest) {
		var points []degree
		for _, f := range strings.Split(ring, ",") {
			n, err := strconv.Atoi(f)
			if err != nil {
				return o, err
			}
			back := n < 0
			if back {
				n = -n - 1
			}
			if n >= len(arcs) {
				return o, fmt.Errorf("there is no arc %d", n)
			}
			points = appendArc(points, arcs[n], back)
		}
		o.rings = append(o.rings, points)
	}
	return o, nil
}

// appendArc joins an arc to a ring; its first point is the last of the ring.
func appendArc(ring, arc []degree, back bool) []degree {
	for i := range arc {
		d := arc[i]
		if back {
			d = arc[len(arc)-1-i]
		}
		if i == 0 && len(ring) > 0 {
			continue
		}
		ring = append(ring, d)
	}
	return ring
}
