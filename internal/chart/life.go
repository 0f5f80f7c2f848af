package chart

import (
	"slices"
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
	laneRow   = 18 // one moment
	laneSpace = 10
	mostRows  = 6 // moments of one day and status; the rest are counted
	lifeFoot  = 40
	lifeHead  = 18 // the words of the marks
)

// lane is a status with its moments by day.
type lane struct {
	status, label string
	days          []laneDay
	rows          int
	y             float64
}

type laneDay struct {
	day     time.Time
	moments []int
}

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
	for _, m := range l.Set {
		if day, ok := parseDay(m.Day); ok {
			p.stretch(day)
		}
	}
	slices.SortStableFunc(p.lanes, func(a, b lane) int { return order(a.status) - order(b.status) })
	p.top = 4
	if len(l.Set) > 0 {
		p.top += lifeHead * float64(p.markRows())
	}
	p.bottom = p.top
	for i := range p.lanes {
		p.lanes[i].y = p.bottom
		slices.SortStableFunc(p.lanes[i].days, func(a, b laneDay) int { return a.day.Compare(b.day) })
		p.bottom += laneLabel + laneRow*float64(max(p.lanes[i].rows, 1)) + laneSpace
	}
	return p
}

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
	d := slices.IndexFunc(l.days, func(d laneDay) bool { return d.day.Equal(day) })
	if d < 0 {
		d = len(l.days)
		l.days = append(l.days, laneDay{day: day})
	}
	l.days[d].moments = append(l.days[d].moments, i)
	l.rows = max(l.rows, min(len(l.days[d].moments), mostRows))
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
	for i := range p.lanes {
		p.place(&p.lanes[i])
	}
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

// markRows is in how many rows the words of the marks stand, so that none covers another.
func (p *lifePlot) markRows() int { return max(len(p.life.Set), 1) }

// marks draws the days for which it was set, each from its word down.
func (p *lifePlot) marks() {
	row := 0
	for _, m := range p.life.Set {
		day, ok := parseDay(m.Day)
		if !ok {
			continue
		}
		words := m.Label + " " + p.c.words.day(day)
		x, y := p.x(day), 13+lifeHead*float64(row)
		half := wide(words, captionSize) / 2
		p.c.line(setFor, x, y+4, x, p.bottom)
		p.c.text(small, min(max(x, half), p.c.width-half), y, middle, words)
		row++
	}
}

// place says where the moments of a lane lie.
func (p *lifePlot) place(l *lane) {
	for _, d := range l.days {
		for row, i := range d.moments {
			p.at[i] = [2]float64{p.x(d.day), l.y + laneLabel + laneRow*(float64(min(row, mostRows-1))+0.5)}
		}
	}
}

// drawLane draws a lane's name and moments, each with its outlet beside it where there is room up to the next day.
func (p *lifePlot) drawLane(l *lane) {
	p.c.text(strong, 0, l.y+14, start, clip(l.label, 12, p.c.width))
	for n, d := range l.days {
		after, before := p.c.width, 0.0
		if n+1 < len(l.days) {
			after = p.x(l.days[n+1].day) - 10
		}
		if n > 0 {
			before = p.x(l.days[n-1].day) + 10
		}
		for row, i := range d.moments {
			if row == mostRows-1 && len(d.moments) > mostRows {
				p.drawRest(d, row)
				break
			}
			p.drawMoment(i, before, after)
		}
	}
}

// drawRest counts the moments of a day that have no row.
func (p *lifePlot) drawRest(d laneDay, row int) {
	at := p.at[d.moments[row]]
	titles := ""
	for _, i := range d.moments[row:] {
		titles += p.title(&p.life.Moments[i]) + "\n"
	}
	p.c.link("", titles, func() { p.c.text(small, at[0], at[1]+4, middle, "+"+itoa(len(d.moments)-row)) })
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

func (p *lifePlot) drawMoment(i int, before, after float64) {
	m := &p.life.Moments[i]
	at := p.at[i]
	p.c.link(m.Href, p.title(m), func() {
		p.c.circle(dot(colourOf(m.Status)), at[0], at[1], 5.5)
		if p.contradicted(i) {
			p.c.circle(ring, at[0], at[1], 8)
		}
		const gap = 11
		name := m.Outlet
		switch room := wide(name, captionSize) * 1.05; {
		case at[0]+gap+room <= after:
			p.c.text(tiny, at[0]+gap, at[1]+4, start, name)
		case at[0]-gap-room >= before:
			p.c.text(tiny, at[0]-gap, at[1]+4, end, name)
		case after-at[0]-gap > 40:
			p.c.text(tiny, at[0]+gap, at[1]+4, start, clip(name, captionSize, after-at[0]-gap))
		}
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
