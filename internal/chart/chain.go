package chart

// Chain is on whose authority an outlet says something: the outlet first, the speaker last. Arrows point to who took the words over.
type Chain struct{ Hops []Hop }

// Hop is one through whom words came.
type Hop struct {
	Name string
	Role string // what it is, in the reader's words: outlet, agency, speaker
	Kind Kind
	Href string
}

const (
	hopHigh  = 46
	hopGap   = 40 // between boxes, with an arrow
	hopDrop  = 26 // the same where they stand upon each other
	hopLeast = 84
)

// hopBox is a hop with its box.
type hopBox struct {
	hop        *Hop
	name       string
	x, y, wide float64
}

// boxes sets the hops in a row, or upon each other where a row has no room.
func (ch Chain) boxes(c *canvas) (out []hopBox, down bool) {
	total := -float64(hopGap)
	for i := range ch.Hops {
		h := &ch.Hops[i]
		name := clip(h.Name, 12, min(c.width-28, 230))
		w := min(max(wide(name, 12)*1.1, wide(h.Role, captionSize)*1.1)+24, c.width-2)
		out = append(out, hopBox{hop: h, name: name, wide: max(w, hopLeast)})
		total += out[i].wide + hopGap
	}
	down = total > c.width-2
	x, y := 1.0, 1.0
	for i := range out {
		out[i].x, out[i].y = x, y
		if down {
			y += hopHigh + hopDrop
		} else {
			x += out[i].wide + hopGap
		}
	}
	return out, down
}

func (ch Chain) size(c *canvas) float64 {
	boxes, _ := ch.boxes(c)
	if len(boxes) == 0 {
		return 1
	}
	return boxes[len(boxes)-1].y + hopHigh + 1
}

func (ch Chain) draw(c *canvas) {
	boxes, down := ch.boxes(c)
	for i, b := range boxes {
		if i > 0 {
			a := boxes[i-1]
			if down {
				c.arrowUp(b.x+28, b.y-3, a.y+hopHigh+3)
			} else {
				c.arrowBack(b.x-4, a.x+a.wide+4, b.y+hopHigh/2)
			}
		}
		c.link(b.hop.Href, b.hop.Name, func() {
			round := 5.0
			if b.hop.Kind == Person {
				round = hopHigh / 2
			}
			c.rect(box, b.x, b.y, b.wide, hopHigh, round)
			c.text(small, b.x+b.wide/2, b.y+17, middle, clip(b.hop.Role, captionSize, b.wide-10))
			c.text(strong, b.x+b.wide/2, b.y+35, middle, b.name)
		})
	}
}

// arrowBack points against the direction of reading.
func (c *canvas) arrowBack(from, to_, y float64) {
	c.line(arrow, from, y, to_+7, y)
	c.path(head, to('M', to_, y), to('L', to_+9, y-5), to('L', to_+9, y+5), to('Z'))
}

func (c *canvas) arrowUp(x, from, to_ float64) {
	c.line(arrow, x, from, x, to_+7)
	c.path(head, to('M', x, to_), to('L', x-5, to_+9), to('L', x+5, to_+9), to('Z'))
}
