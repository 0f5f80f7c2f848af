package chart

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Form is how series stand beside each other.
type Form uint8

// The forms of Months.
const (
	Bars  Form = iota // beside each other in each month
	Stack             // upon each other: the whole is what counts
	Lines             // for comparing more than two
)

// Months is how often something was, month by month: one series, or several to compare. Months without a point are zero.
type Months struct {
	Series []Series
	Form   Form
	Height int // 0 is 240, without the legend
}

// Series is one actor, topic or outlet over time.
type Series struct {
	Name   string
	Href   string // of the name in the legend
	Points []Point
}

// Point is a month of a series. Points in months that are no months ("2025-13") are left out.
type Point struct {
	Month string // 2025-03
	Count int
	Href  string // where these are listed
}

// mostMonths is how many months a picture has at most: the last ones.
const mostMonths = 600

// timeline is the series by month number (year*12 + month-1).
type timeline struct {
	first, last int
	at          []map[int]Point
	most        int // the highest that the axis has to show
}

func (m Months) timeline() timeline {
	t := timeline{first: math.MaxInt, last: math.MinInt, at: make([]map[int]Point, len(m.Series))}
	for i, s := range m.Series {
		t.at[i] = map[int]Point{}
		for _, p := range s.Points {
			n, ok := monthNumber(p.Month)
			if !ok || p.Count < 0 {
				continue
			}
			t.first, t.last = min(t.first, n), max(t.last, n)
			p.Count += t.at[i][n].Count
			t.at[i][n] = p
		}
	}
	if t.last < t.first {
		return timeline{first: 0, last: -1}
	}
	t.first = max(t.first, t.last-mostMonths+1)
	for n := t.first; n <= t.last; n++ {
		sum := 0
		for i := range t.at {
			sum += t.at[i][n].Count
			t.most = max(t.most, t.at[i][n].Count)
		}
		if m.Form == Stack {
			t.most = max(t.most, sum)
		}
	}
	return t
}

func monthNumber(s string) (int, bool) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, false
	}
	return t.Year()*12 + int(t.Month()) - 1, true
}

// plot is where months and counts lie in the picture.
type plot struct {
	c                        *canvas
	t                        timeline
	left, right, top, bottom float64
	highest                  int
}

func (m Months) size(c *canvas) float64 { return m.legendHeight(c) + m.plotHeight() }

func (m Months) plotHeight() float64 {
	if m.Height > 0 {
		return float64(max(m.Height, 80))
	}
	return 240
}

func (m Months) draw(c *canvas) {
	t := m.timeline()
	ticks := ticksTo(t.most)
	top := m.legendHeight(c)
	p := plot{c: c, t: t, left: wide(count(ticks[len(ticks)-1]), captionSize) + 10, right: c.width - 4, top: top + 10, bottom: top + m.plotHeight() - 36, highest: ticks[len(ticks)-1]}
	m.legend(c)
	for _, n := range ticks {
		p.c.line(pick(n == 0, axis, grid), p.left, p.y(n), p.right, p.y(n))
		p.c.text(small, p.left-6, p.y(n)+4, end, count(n))
	}
	p.months()
	if m.Form == Lines {
		m.curves(&p)
		return
	}
	m.bars(&p)
}

func pick(yes bool, a, b style) style {
	if yes {
		return a
	}
	return b
}

// ticksTo gives the numbers of an axis from 0 to the first above or at most, four or five of them, all whole.
func ticksTo(most int) []int {
	most = max(most, 1)
	step := 1
	for unit := 1; ; unit *= 10 {
		found := false
		for _, f := range [...]int{1, 2, 5} {
			if step = f * unit; step*4 >= most {
				found = true
				break
			}
		}
		if found || unit > math.MaxInt/100 {
			break
		}
	}
	out := []int{0}
	for out[len(out)-1] < most {
		out = append(out, out[len(out)-1]+step)
	}
	return out
}

func (p *plot) y(n int) float64 {
	return p.bottom - (p.bottom-p.top)*float64(n)/float64(p.highest)
}

// band is the width of a month, and x where the nth begins.
func (p *plot) band() float64       { return (p.right - p.left) / float64(max(p.t.last-p.t.first+1, 1)) }
func (p *plot) x(month int) float64 { return p.left + p.band()*float64(month-p.t.first) }

// months writes the names of as many months as there is room for, and the years under them.
func (p *plot) months() {
	step := p.step()
	lastYear := math.Inf(-1)
	for n := p.t.first; n <= p.t.last; n++ {
		x := p.x(n) + p.band()/2
		if n%step == 0 && step < 12 {
			p.c.text(small, p.within(x, p.c.words.short[n%12]), p.bottom+15, middle, p.c.words.short[n%12])
		}
		year := strconv.Itoa(n / 12)
		if (n%12 == 0 && (step <= 12 || n/12%(step/12) == 0) || n == p.t.first) && x-lastYear > 40 {
			y := p.bottom + 29
			if step >= 12 {
				y = p.bottom + 16
			}
			if n == p.t.first && n%12 != 0 && (12-n%12)*int(p.band()) < 40 && p.t.last-n > 12 {
				continue // January is near and says it
			}
			p.c.text(small, p.within(x, year), y, middle, year)
			lastYear = x
		}
	}
}

// step is how many months lie between two names.
func (p *plot) step() int {
	room := 0.0
	for _, w := range p.c.words.short {
		room = max(room, wide(w, captionSize)+6)
	}
	for _, step := range [...]int{1, 2, 3, 4, 6} {
		if p.band()*float64(step) >= room {
			return step
		}
	}
	for step := 12; ; step += 12 {
		if p.band()*float64(step) >= 40 {
			return step
		}
	}
}

// within moves the middle of a text so that it is not cut off at the picture's edge.
func (p *plot) within(x float64, s string) float64 {
	half := wide(s, captionSize) / 2
	return min(max(x, half), p.c.width-half)
}

// bars draws a bar a month and series. A lone series has the whole height of its month as a link, since low bars are hard to hit.
func (m Months) bars(p *plot) {
	band := p.band()
	each := band * 0.74
	if m.Form == Bars {
		each /= float64(max(len(m.Series), 1))
	}
	for n := p.t.first; n <= p.t.last; n++ {
		base := 0
		for i := range m.Series {
			pt, ok := p.t.at[i][n]
			if !ok || pt.Count == 0 {
				continue
			}
			x := p.x(n) + band*0.13
			if m.Form == Bars {
				x += each * float64(i)
			}
			p.c.link(pt.Href, m.title(p, i, n, pt), func() {
				if len(m.Series) == 1 {
					p.c.rect(hit, p.x(n), p.top, band, p.bottom-p.top, 0)
				}
				p.c.rect(bar(i), x, p.y(base+pt.Count), max(each-0.5, 0.7), p.y(base)-p.y(base+pt.Count), min(2, each/4))
			})
			if m.Form == Stack {
				base += pt.Count
			}
		}
	}
}

// title is the tooltip of a month: "March 2025: 12".
func (m Months) title(p *plot, i, n int, pt Point) string {
	s := p.c.words.month(n/12, time.Month(n%12+1)) + ": " + count(pt.Count)
	if len(m.Series) > 1 && m.Series[i].Name != "" {
		s = fmt.Sprintf("%s – %s", m.Series[i].Name, s)
	}
	return s
}

// curves draws a line a series, then the points, so that no line hides a point.
func (m Months) curves(p *plot) {
	for i := range m.Series {
		var steps []step
		for n := p.t.first; n <= p.t.last; n++ {
			op := byte('L')
			if n == p.t.first {
				op = 'M'
			}
			steps = append(steps, to(op, p.x(n)+p.band()/2, p.y(p.t.at[i][n].Count)))
		}
		p.c.path(curve(i), steps...)
	}
	r := min(max(p.band()/5, 1.5), 4)
	for i := range m.Series {
		s := dot(i)
		if r < 3 {
			s = bar(i) // an edge around so small a point would only cut the line
		}
		for n := p.t.first; n <= p.t.last; n++ {
			if pt := p.t.at[i][n]; pt.Count > 0 {
				p.c.link(pt.Href, m.title(p, i, n, pt), func() { p.c.circle(s, p.x(n)+p.band()/2, p.y(pt.Count), r) })
			}
		}
	}
}
