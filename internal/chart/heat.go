package chart

import (
	"math"
	"time"
)

// Heat is the days of a span, each darker the more there was: a column is a week. More than two years are cut to the last two.
type Heat struct {
	From, Until string // ISO days; "" is the first and last of Days
	Days        []Day
}

// Day is how much there was on a day.
type Day struct {
	Day   string // 2025-01-14
	Count int
	Href  string
}

const (
	heatTop  = 18 // the names of months
	heatMost = 2*366 - 1
)

// heatPlot is the days by date.
type heatPlot struct {
	c           *canvas
	at          map[time.Time]Day
	first, last time.Time
	most        int
	cell        float64
}

func (h Heat) plan(c *canvas) *heatPlot {
	p := &heatPlot{c: c, at: map[time.Time]Day{}}
	reach := func(t time.Time) {
		if p.first.IsZero() || t.Before(p.first) {
			p.first = t
		}
		if t.After(p.last) {
			p.last = t
		}
	}
	for _, d := range h.Days {
		if t, ok := parseDay(d.Day); ok && d.Count >= 0 {
			d.Count += p.at[t].Count
			p.at[t] = d
			reach(t)
		}
	}
	if t, ok := parseDay(h.From); ok {
		p.first = t
		reach(t)
	}
	if t, ok := parseDay(h.Until); ok {
		p.last = t
	}
	if first := p.last.AddDate(0, 0, -heatMost); p.first.Before(first) {
		p.first = first
	}
	for t, d := range p.at {
		if !t.Before(p.first) && !t.After(p.last) {
			p.most = max(p.most, d.Count)
		}
	}
	p.cell = min(c.width/float64(p.week(p.last)+1), 18)
	return p
}

// weekday counts from the day that a week begins with: Saturday in Arabic, Monday in English.
func (p *heatPlot) weekday(t time.Time) int {
	begins := time.Monday
	if p.c.mirror {
		begins = time.Saturday
	}
	return (int(t.Weekday()) - int(begins) + 7) % 7
}

// week is the column of a day.
func (p *heatPlot) week(t time.Time) int {
	days := int(math.Round(t.Sub(p.first).Hours() / 24))
	return (days + p.weekday(p.first)) / 7
}

func (h Heat) size(c *canvas) float64 { return heatTop + 7*h.plan(c).cell + 2 }

func (h Heat) draw(c *canvas) {
	p := h.plan(c)
	if p.last.IsZero() || p.last.Before(p.first) {
		return
	}
	lastName := math.Inf(-1)
	for t := p.first; !t.After(p.last); t = t.AddDate(0, 0, 1) {
		x := float64(p.week(t)) * p.cell
		name := c.words.short[t.Month()-1]
		if t.Day() == 1 && x-lastName > wide(name, captionSize)+8 && x+wide(name, captionSize) < c.width {
			c.text(small, x, 11, start, name)
			lastName = x
		}
		p.day(t, x, heatTop+float64(p.weekday(t))*p.cell)
	}
}

func (p *heatPlot) day(t time.Time, x, y float64) {
	d := p.at[t]
	gap := p.cell / 8
	side := p.cell - gap
	if d.Count == 0 {
		p.c.rect(empty, x, y, side, side, side/5)
		return
	}
	p.c.link(d.Href, p.c.words.date(t)+": "+count(d.Count), func() {
		p.c.rect(heat(p.shade(d.Count)), x, y, side, side, side/5)
	})
}

// shade is 1 to 4, by quarters of the most.
func (p *heatPlot) shade(n int) int { return min(max((4*n+p.most-1)/max(p.most, 1), 1), 4) }
