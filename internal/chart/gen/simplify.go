package main

import (
	"bytes"
	"fmt"
	"math"
)

// keep says what of the outlines is kept: inside the frame finely, outside coarsely, and no island smaller than the least.
type keep struct {
	frame
	fine, coarse, least float64 // degrees
}

type frame struct{ west, south, east, north float64 }

func (f frame) has(p point) bool {
	return p.x >= f.west && p.x <= f.east && p.y >= f.south && p.y <= f.north
}

// write writes the arcs that are used, then the lands.
func write(b *bytes.Buffer, t topology, k keep) {
	number := map[int]int{}
	var lands bytes.Buffer
	for _, l := range t.lands {
		rings := k.rings(t, l)
		if len(rings) == 0 {
			continue
		}
		fmt.Fprintf(&lands, "land %s", l.id)
		for _, ring := range rings {
			for i, a := range ring {
				sep := ","
				if i == 0 {
					sep = " "
				}
				fmt.Fprintf(&lands, "%s%d", sep, renumber(number, a, func(n int) { writeArc(b, k.simplify(t.arcs[n])) }))
			}
		}
		lands.WriteByte('\n')
	}
	b.Write(lands.Bytes())
}

// renumber gives an arc its number in the file, and writes it where it is new.
func renumber(number map[int]int, a int, write func(int)) int {
	back := a < 0
	if back {
		a = -a - 1
	}
	n, known := number[a]
	if !known {
		n = len(number)
		number[a] = n
		write(a)
	}
	if back {
		return -n - 1
	}
	return n
}

func writeArc(b *bytes.Buffer, arc []point) {
	b.WriteString("arc")
	x, y := 0, 0
	for _, p := range arc {
		nx, ny := int(math.Round(p.x*100)), int(math.Round(p.y*100))
		fmt.Fprintf(b, " %d %d", nx-x, ny-y)
		x, y = nx, ny
	}
	b.WriteByte('\n')
}

// rings are those rings of a land that the frame shows; the greatest is kept however small it is.
func (k keep) rings(t topology, l land) (out [][]int) {
	var small []int
	greatest := 0.0
	for _, ring := range l.rings {
		seen, size := k.measure(t, ring)
		switch {
		case !seen:
		case size >= k.least:
			out = append(out, ring)
		case size > greatest:
			small, greatest = ring, size
		}
	}
	if len(out) == 0 && small != nil {
		out = append(out, small)
	}
	return out
}

// measure says whether a ring's box meets the frame, and how long the box's diagonal is.
func (k keep) measure(t topology, ring []int) (bool, float64) {
	box := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, a := range ring {
		if a < 0 {
			a = -a - 1
		}
		for _, p := range t.arcs[a] {
			box = frame{min(box.west, p.x), min(box.south, p.y), max(box.east, p.x), max(box.north, p.y)}
		}
	}
	seen := box.west <= k.east && box.east >= k.west && box.south <= k.north && box.north >= k.south
	return seen, math.Hypot(box.east-box.west, box.north-box.south)
}

// simplify leaves out points that lie near the line between those that are kept (Douglas and Peucker 1973). The ends stay, since other arcs
// begin there.
func (k keep) simplify(arc []point) []point {
	if len(arc) < 3 {
		return arc
	}
	far, at := 0.0, 0
	for i := 1; i < len(arc)-1; i++ {
		allowed := k.coarse
		if k.has(arc[i]) {
			allowed = k.fine
		}
		if d := off(arc[i], arc[0], arc[len(arc)-1]); d/allowed > far {
			far, at = d/allowed, i
		}
	}
	if far <= 1 {
		return []point{arc[0], arc[len(arc)-1]}
	}
	left := k.simplify(arc[:at+1])
	return append(left[:len(left):len(left)], k.simplify(arc[at:])[1:]...)
}

// off is how far a point lies from the line between two others.
func off(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := 0.0
	if d := dx*dx + dy*dy; d > 0 {
		t = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/d, 0), 1)
	}
	return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy)
}
