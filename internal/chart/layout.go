package chart

import "math"

// The steps of the layout are bounded: a hundred and fifty nodes take a few milliseconds, fewer get more steps each.
const (
	pairsInAll = 1_600_000
	leastSteps = 60
	mostSteps  = 500
)

// layout finds places for the nodes by forces (Fruchterman and Reingold 1991): nodes push each other away, edges pull. It starts from a
// sunflower with those who have most contacts in the middle, so that the same network always has the same picture.
func (g *graph) layout() {
	n := len(g.nodes)
	g.x, g.y = make([]float64, n), make([]float64, n)
	if n == 0 {
		return
	}
	for i := range n {
		angle := float64(i) * math.Pi * (3 - math.Sqrt(5))
		r := math.Sqrt(float64(i) + 0.5)
		g.x[i], g.y[i] = r*math.Cos(angle), r*math.Sin(angle)
	}
	steps := min(max(pairsInAll/(n*n/2+1), leastSteps), mostSteps)
	move := make([][2]float64, n)
	for s := range steps {
		heat := 0.12 * math.Sqrt(float64(n)) * (1 - float64(s)/float64(steps))
		g.push(move)
		g.pull(move)
		g.step(move, heat)
	}
}

// push sets how far each node is pushed by all others, and drawn to the middle, so that parts without a link stay together.
func (g *graph) push(move [][2]float64) {
	for i := range move {
		move[i] = [2]float64{-0.06 * g.x[i], -0.06 * g.y[i]}
	}
	for i := range move {
		xi, yi := g.x[i], g.y[i]
		mx, my := move[i][0], move[i][1]
		for j := range i {
			dx, dy := xi-g.x[j], yi-g.y[j]
			f := 1 / (dx*dx + dy*dy + 0.01)
			fx, fy := dx*f, dy*f
			mx += fx
			my += fy
			move[j][0] -= fx
			move[j][1] -= fy
		}
		move[i] = [2]float64{mx, my}
	}
}

// pull draws the two ends of each edge together.
func (g *graph) pull(move [][2]float64) {
	for _, e := range g.edges {
		dx, dy := g.x[e.b]-g.x[e.a], g.y[e.b]-g.y[e.a]
		f := math.Sqrt(dx*dx+dy*dy) * 0.5
		move[e.a][0] += dx * f
		move[e.a][1] += dy * f
		move[e.b][0] -= dx * f
		move[e.b][1] -= dy * f
	}
}

// step moves the nodes, none further than the heat of the step.
func (g *graph) step(move [][2]float64, heat float64) {
	for i, m := range move {
		d := math.Hypot(m[0], m[1])
		if d == 0 {
			continue
		}
		by := min(d*0.1, heat) / d
		g.x[i] += m[0] * by
		g.y[i] += m[1] * by
	}
}

// fit stretches the layout to the picture, with room for names at the edges, and parts nodes that lie upon each other.
func (g *graph) fit(width, height float64) {
	const side, above = 46, 24
	stretch(g.x, side, width-side)
	stretch(g.y, above, height-above)
	for range 30 {
		if !g.part() {
			break
		}
		for i := range g.x {
			g.x[i] = min(max(g.x[i], side), width-side)
			g.y[i] = min(max(g.y[i], above), height-above)
		}
	}
}

func stretch(v []float64, lo, hi float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, x := range v {
		least, most = min(least, x), max(most, x)
	}
	for i := range v {
		if most-least < 1e-6 {
			v[i] = (lo + hi) / 2
			continue
		}
		v[i] = lo + (hi-lo)*(v[i]-least)/(most-least)
	}
}

// part moves apart what touches, and says whether anything did.
func (g *graph) part() bool {
	const gap = 6
	moved := false
	r := make([]float64, len(g.nodes))
	for i := range r {
		r[i] = g.radius(i)
	}
	for i := range g.nodes {
		for j := range i {
			dx, dy := g.x[i]-g.x[j], g.y[i]-g.y[j]
			d, want := math.Hypot(dx, dy), r[i]+r[j]+gap
			if d >= want {
				continue
			}
			if d < 1e-6 {
				dx, dy, d = 1, float64(i%3-1), 1
			}
			by := (want - d) / 2 / d
			g.x[i], g.y[i] = g.x[i]+dx*by, g.y[i]+dy*by
			g.x[j], g.y[j] = g.x[j]-dx*by, g.y[j]-dy*by
			moved = true
		}
	}
	return moved
}
