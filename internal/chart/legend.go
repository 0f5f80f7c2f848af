package chart

const legendRow = 20

// entry is a name of the legend and where it stands.
type entry struct {
	n    int
	name string
	x, y float64
}

// entries sets the names of the series in rows.
func (m Months) entries(c *canvas) []entry {
	if len(m.Series) < 2 {
		return nil
	}
	var out []entry
	x, y := 0.0, 0.0
	for i, s := range m.Series {
		name := clip(s.Name, 12, min(c.width-24, 260))
		room := 18 + wide(name, 12)*1.05 + 18
		if x > 0 && x+room > c.width {
			x, y = 0, y+legendRow
		}
		out = append(out, entry{i, name, x, y})
		x += room
	}
	return out
}

func (m Months) legendHeight(c *canvas) float64 {
	e := m.entries(c)
	if len(e) == 0 {
		return 0
	}
	return e[len(e)-1].y + legendRow + 4
}

func (m Months) legend(c *canvas) {
	for _, e := range m.entries(c) {
		c.link(m.Series[e.n].Href, m.Series[e.n].Name, func() {
			if m.Form == Lines {
				c.line(curve(e.n), e.x, e.y+10, e.x+13, e.y+10)
			} else {
				c.rect(bar(e.n), e.x, e.y+4, 12, 12, 2)
			}
			c.text(label, e.x+18, e.y+14, start, e.name)
		})
	}
}
