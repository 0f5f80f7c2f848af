package chart

import (
	"io/fs"
	"math"
	"testing"

	"isnad.dev/isnad/internal/tsv"
	"isnad.dev/isnad/internal/world"
	"isnad.dev/isnad/packs"
)

// TestPointsLieInTheirCountries finds typing errors in packs/world/points.tsv: a place may lie a little outside of its country (ports, small
// islands, simplified outlines), and no more. Whose country no outline has is passed over.
func TestPointsLieInTheirCountries(t *testing.T) {
	fsys, err := fs.Sub(packs.FS, "world")
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	p, err := world.LoadPoints(fsys, w)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := tsv.Read(fsys, "points.tsv", "id", "lat", "lon")
	if err != nil {
		t.Fatal(err)
	}
	fine, coarse := ringsByCountry(false), ringsByCountry(true)
	for _, r := range rows {
		s, _ := p.Of(r.Fields[0])
		id, _ := w.ByID("loc:" + s.ID)
		th := &w.Things[id]
		switch th.Sub {
		case "sea", "river", "island", "mountain", "region", "continent", "crossing":
			continue // they lie between countries
		}
		d, far := distance(coarse[th.Of], degree{s.Lat, s.Lon}), 1.4 // Vila's island is too small for the outlines of the world
		if s.Lat > 1 && s.Lat < 45 && s.Lon > -19 && s.Lon < 65 {
			d, far = distance(fine[th.Of], degree{s.Lat, s.Lon}), 0.25
		}
		if d > far && !math.IsInf(d, 1) {
			t.Errorf("%s:%d: %s lies %.1f degrees outside of %s", r.File, r.Line, s.ID, d, th.Of)
		}
	}
}

func ringsByCountry(world bool) map[string][][]degree {
	out := map[string][][]degree{}
	for _, o := range outlines(world) {
		out[o.id] = append(out[o.id], o.rings...)
	}
	for _, joint := range [...][2]string{{"il", "ps"}, {"ma", "eh"}, {"es", "ma"}, {"ua", "ru"}, {"sd", "ss"}} { // whose towns these are is told by the packs, not by outlines
		both := append(append([][]degree{}, out[joint[0]]...), out[joint[1]]...)
		out[joint[0]], out[joint[1]] = both, both
	}
	return out
}

// distance is how far a point lies outside of all rings, in degrees.
func distance(rings [][]degree, p degree) float64 {
	least := math.Inf(1)
	for _, ring := range rings {
		ring = unwound(ring)
		for _, q := range []degree{p, {p.lat, p.lon + 360}, {p.lat, p.lon - 360}} {
			if within(ring, q) {
				return 0
			}
			for i := range ring {
				least = min(least, toSegment(q, ring[i], ring[(i+1)%len(ring)]))
			}
		}
	}
	return least
}

func within(ring []degree, p degree) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.lat > p.lat) != (b.lat > p.lat) && p.lon < a.lon+(p.lat-a.lat)/(b.lat-a.lat)*(b.lon-a.lon) {
			in = !in
		}
	}
	return in
}

func toSegment(p, a, b degree) float64 {
	dx, dy := b.lon-a.lon, b.lat-a.lat
	t := 0.0
	if d := dx*dx + dy*dy; d > 0 {
		t = min(max(((p.lon-a.lon)*dx+(p.lat-a.lat)*dy)/d, 0), 1)
	}
	return math.Hypot(p.lon-a.lon-t*dx, p.lat-a.lat-t*dy)
}
