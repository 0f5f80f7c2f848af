package chart

import (
	"slices"
	"strings"
	"time"
)

// Life is the life of a contact: what was reported of it, when and by whom. Each status has a lane; time runs in reading direction.
type Life struct {
	Moments []Moment
	Set     []Mark // the days for which it was announced, and on which it was held
}

// Moment is a report of a contact. One whose Day is no day ("2025-01-14") is left out.
type Moment struct {
	Day     string
	Status  string // planned, postponed, cancelled, ongoing, held, failed, denied, not_reported_held
	Label   string // the status in the reader's words
	Outlet  string
	Href    string
	Title   string // of the tooltip, beside day, status and outlet
	Against []int  // the moments, by index, that it contradicts
}

// Mark is a day with a word: "set for", "held".
type Mark struct{ Day, Label string }

// statuses are in the order in which a contact goes through them.
var statuses = []string{"planned", "postponed", "cancelled", "ongoing", "held", "failed", "denied", "not_reported_held"}

const (
	laneLabel = 20 // the name of the lane
	laneRow   = 18 // one row of moments
	laneSpace = 10
	mostRows  = 8 // of a lane; what has no room is counted
	lifeFoot  = 40
	lifeHead  = 18 // the words of a mark
	outletGap = 11 // between a moment and its outlet
)

// lane is a status with its moments, in rows in which no outlet's name covers another.
type lane struct {
	status, label string
	moments       []laneMoment
	rows          [][]room
	y             float64
	hidden        int
}

type laneMoment struct {
	n    int // index into Life.Moments
	day  time.Time
	row  int // -1 where there is no room
	side anchor
}

// room is what a moment takes of a row.
type room struct{ from, to float64 }

// lifePlot is a life with its places.
type lifePlot struct {
	c           *canvas
	life        Life
	lanes       []lane
	first, last time.Time
	top, bottom float64
	at          map[int][2]float64 // where moments lie
}

func (l Life) size(c *canvas) float64 { return l.plan(c).bottom + lifeFoot }

func (l Life) plan(c *canvas) *lifePlot {
	p := &lifePlot{c: c, life: l, at: map[int][2]float64{}}
	for i, m := range l.Moments {
		if day, ok := parseDay(m.Day); ok {
			p.add(i, day)
		}
	}
	p.top = 4
	for _, m := range l.Set {
		if day, ok := parseDay(m.Day); ok {
			p.stretch(day)
			p.top += lifeHead
		}
	}
	slices.SortStableFunc(p.lanes, func(a, b lane) int { return order(a.status) - order(b.status) })
	p.bottom = p.top
	for i := range p.lanes {
		p.settle(&p.lanes[i])
	}
	return p
}

// settle gives a lane its height and its moments their places, in the order of their days.
func (p *lifePlot) settle(l *lane) {
	l.y = p.bottom
	slices.SortStableFunc(l.moments, func(a, b laneMoment) int { return a.day.Compare(b.day) })
	for i := range l.moments {
		m := &l.moments[i]
		x := p.x(m.day)
		taken := room{x - 9, x + outletGap + wide(p.outlet(m.n), captionSize)*1.05}
		m.side = start
		if taken.to > p.c.width {
			m.side, taken = end, room{x - (taken.to - x), x + 9}
		}
		if m.row = l.rowFor(taken); m.row < 0 {
			l.hidden++
			continue
		}
		p.at[m.n] = [2]float64{x, l.y + laneLabel + laneRow*(float64(m.row)+0.5)}
	}
	p.bottom += laneLabel + laneRow*float64(len(l.rows)) + laneSpace
}

// rowFor is the first row of the lane with this room, or -1.
func (l *lane) rowFor(r room) int {
	for n := range mostRows {
		if n == len(l.rows) {
			l.rows = append(l.rows, nil)
		}
		if !slices.ContainsFunc(l.rows[n], func(t room) bool { return t.from < r.to && r.from < t.to }) {
			l.rows[n] = append(l.rows[n], r)
			return n
		}
	}
	return -1
}

// outlet is the name as it stands beside the moment.
func (p *lifePlot) outlet(n int) string { return clip(p.life.Moments[n].Outlet, captionSize, 140) }

func order(status string) int {
	if n := slices.Index(statuses, status); n >= 0 {
		return n
	}
	return len(statuses)
}

func parseDay(s string) (time.Time, bool) {
	t, err := time.Parse("2006-01-02", s)
	return t, err == nil
}

func (p *lifePlot) stretch(day time.Time) {
	if p.first.IsZero() || day.Before(p.first) {
		p.first = day
	}
	if p.last.IsZero() || day.After(p.last) {
		p.last = day
	}
}

// add puts a moment into the lane of its status.
func (p *lifePlot) add(i int, day time.Time) {
	p.stretch(day)
	m := &p.life.Moments[i]
	n := slices.IndexFunc(p.lanes, func(l lane) bool { return l.status == m.Status })
	if n < 0 {
		n = len(p.lanes)
		p.lanes = append(p.lanes, lane{status: m.Status, label: m.Status})
	}
	l := &p.lanes[n]
	if m.Label != "" {
		l.label = m.Label
	}
	l.moments = append(l.moments, laneMoment{n: i, day: day})
}

// x is where a day lies: never at the edge, and one lone day in the middle.
func (p *lifePlot) x(day time.Time) float64 {
	const pad = 34
	span := p.last.Sub(p.first)
	if span == 0 {
		return p.c.width / 2
	}
	return pad + (p.c.width-2*pad)*float64(day.Sub(p.first))/float64(span)
}

func (l Life) draw(c *canvas) {
	p := l.plan(c)
	if p.first.IsZero() {
		return
	}
	p.axis()
	p.marks()
	p.contradictions()
	for i := range p.lanes {
		p.drawLane(&p.lanes[i])
	}
}

// axis draws the days under the lanes.
func (p *lifePlot) axis() {
	p.c.line(axis, 0, p.bottom, p.c.width, p.bottom)
	year := 0
	for _, t := range p.ticks() {
		x := p.x(t)
		p.c.line(axis, x, p.bottom, x, p.bottom+4)
		p.c.text(small, x, p.bottom+17, middle, p.c.words.day(t))
		if t.Year() != year {
			year = t.Year()
			p.c.text(small, x, p.bottom+31, middle, itoa(year))
		}
	}
}

// ticks are days evenly apart, as many as have room for their names.
func (p *lifePlot) ticks() []time.Time {
	const room = 68
	span := int(p.last.Sub(p.first).Hours()/24 + 0.5)
	fit := max(int((p.c.width-68)/room), 1)
	step := 1
	for _, step = range [...]int{1, 2, 3, 7, 14, 28, 56, 91, 182, 365, 3650, 36500, 365000, 3650000} {
		if span/step <= fit {
			break
		}
	}
	var out []time.Time
	for t := p.first; !t.After(p.last); t = t.AddDate(0, 0, step) {
		out = append(out, t)
	}
	return out
}

// marks draws the days for which it was set, each from its word down.
func (p *lifePlot) marks() {
	row := 0
	for _, m := range p.life.Set {
		day, ok := parseDay(m.Day)
		if !ok {
			continue
		}
		words := strings.TrimSpace(m.Label + " " + p.c.words.day(day))
		x, y := p.x(day), 13+lifeHead*float64(row)
		half := wide(words, captionSize) / 2
		p.c.line(setFor, x, y+4, x, p.bottom)
		p.c.text(small, min(max(x, half), p.c.width-half), y, middle, words)
		row++
	}
}

// drawLane draws a lane's name and moments.
func (p *lifePlot) drawLane(l *lane) {
	if l.y > p.top {
		p.c.line(grid, 0, l.y, p.c.width, l.y)
	}
	name := clip(l.label, 12, p.c.width-60)
	if l.hidden > 0 {
		name += " (+" + count(l.hidden) + ")"
	}
	p.c.text(laneName, 0, l.y+15, start, name)
	for _, m := range l.moments {
		if m.row >= 0 {
			p.drawMoment(m)
		}
	}
}

// colourOf is which colour a status has: plans blue, what came about green, what did not orange and violet.
func colourOf(status string) int {
	switch status {
	case "planned":
		return 0
	case "held", "ongoing":
		return 2
	case "denied", "not_reported_held":
		return 3
	}
	return 1
}

func (p *lifePlot) drawMoment(lm laneMoment) {
	m := &p.life.Moments[lm.n]
	at := p.at[lm.n]
	p.c.link(m.Href, p.title(m), func() {
		p.c.circle(dot(colourOf(m.Status)), at[0], at[1], 5.5)
		if p.contradicted(lm.n) {
			p.c.circle(ring, at[0], at[1], 8)
		}
		p.c.text(tiny, at[0]-outletGap*float64(lm.side), at[1]+4, lm.side, p.outlet(lm.n))
	})
}

// title is the tooltip of a moment.
func (p *lifePlot) title(m *Moment) string {
	day, _ := parseDay(m.Day)
	s := p.c.words.date(day) + " – " + m.Label
	for _, more := range []string{m.Outlet, m.Title} {
		if more != "" {
			s += " – " + more
		}
	}
	return s
}

func (p *lifePlot) contradicted(i int) bool {
	if len(p.life.Moments[i].Against) > 0 {
		return true
	}
	return slices.ContainsFunc(p.life.Moments, func(m Moment) bool { return slices.Contains(m.Against, i) })
}

// contradictions draws a bow between the moments that contradict each other.
func (p *lifePlot) contradictions() {
	for i, m := range p.life.Moments {
		a, ok := p.at[i]
		for _, j := range m.Against {
			b, there := p.at[j]
			if !ok || !there || i == j {
				continue
			}
			side := 26.0
			if max(a[0], b[0]) > p.c.width-40 {
				side = -26
			}
			p.c.link("", p.c.words.against, func() {
				p.c.path(against, to('M', a[0], a[1]), to('Q', (a[0]+b[0])/2-side, (a[1]+b[1])/2, b[0], b[1]))
			})
		}
	}
}
