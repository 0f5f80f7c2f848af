package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
)

// canvas is where a picture is drawn. Its x runs in reading direction: in Arabic from the right. So a picture is laid out once.
type canvas struct {
	b             bytes.Buffer
	o             Options
	width, height float64
	mirror        bool // x is counted from the right
	file          bool // styles are written out, since no page's style sheet is there
	links         int
	class         string // of the element, beside chart
	words         *words
}

func newCanvas(o Options, file bool) *canvas {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	o.Width = min(max(o.Width, leastWidth), mostWidth)
	if o.ID == "" {
		h := fnv.New32a()
		h.Write([]byte(o.Title + o.Desc))
		o.ID = "chart-" + strconv.FormatUint(uint64(h.Sum32()), 36)
	}
	return &canvas{o: o, width: float64(o.Width), mirror: rtl(o.Lang), file: file, words: wordsOf(o.Lang)}
}

// anchor is the side of a text that its x is of.
type anchor int8

const (
	start  anchor = -1
	middle anchor = 0
	end    anchor = 1
)

// x is where a point of the reading direction lies in the picture.
func (c *canvas) x(x float64) float64 {
	if c.mirror {
		return c.width - x
	}
	return x
}

func (c *canvas) rect(s style, x, y, w, h, round float64) {
	if c.mirror {
		x = c.width - x - w
	}
	c.open("rect", s)
	c.attrs("x", x, "y", y, "width", max(w, 0), "height", max(h, 0))
	if round > 0 {
		c.attrs("rx", round)
	}
	c.b.WriteString("/>")
}

func (c *canvas) line(s style, x1, y1, x2, y2 float64) {
	c.open("line", s)
	c.attrs("x1", c.x(x1), "y1", y1, "x2", c.x(x2), "y2", y2)
	c.b.WriteString("/>")
}

func (c *canvas) circle(s style, x, y, r float64) {
	c.open("circle", s)
	c.attrs("cx", c.x(x), "cy", y, "r", r)
	c.b.WriteString("/>")
}

// path draws a path whose points are in reading direction: each is a letter and its numbers, x before y.
func (c *canvas) path(s style, steps ...step) {
	var d strings.Builder
	for _, p := range steps {
		d.WriteByte(p.op)
		for i, v := range p.at {
			if i%2 == 0 {
				v = c.x(v)
			}
			if i > 0 {
				d.WriteByte(' ')
			}
			d.WriteString(number(v))
		}
	}
	c.rawPath(s, d.String())
}

// step is one command of a path: M, L, Q, C or Z.
type step struct {
	op byte
	at []float64
}

func to(op byte, at ...float64) step { return step{op, at} }

// rawPath draws a path that no direction of reading turns.
func (c *canvas) rawPath(s style, d string) {
	c.open("path", s)
	c.b.WriteString(` d="`)
	c.escape(d)
	c.b.WriteString(`"/>`)
}

// text writes a line of text. A text has the direction of its own letters, so that "(2)" behind an Arabic name stays behind it; its anchor
// is the side as the reader of the picture sees it.
func (c *canvas) text(s style, x, y float64, side anchor, words string) {
	if words == "" {
		return
	}
	if c.mirror {
		side = -side
	}
	right := rightToLeft(words)
	if right {
		side = -side
	}
	c.open("text", s)
	c.attrs("x", c.x(x), "y", y)
	switch side {
	case middle:
		c.b.WriteString(` text-anchor="middle"`)
	case end:
		c.b.WriteString(` text-anchor="end"`)
	}
	if right {
		c.b.WriteString(` direction="rtl"`)
	}
	c.b.WriteByte('>')
	c.escape(words)
	c.b.WriteString("</text>")
}

// link draws what stands in it as one link with a tooltip; without an address it only has the tooltip.
func (c *canvas) link(href, title string, draw func()) {
	tag := "g"
	if safe(href) {
		tag = "a"
		c.links++
	}
	c.b.WriteString("\n<" + tag)
	if tag == "a" {
		c.b.WriteString(` href="`)
		c.escape(href)
		c.b.WriteByte('"')
	}
	c.b.WriteByte('>')
	if title != "" {
		c.b.WriteString("<title>")
		c.escape(title)
		c.b.WriteString("</title>")
	}
	draw()
	c.b.WriteString("</" + tag + ">")
}

// safe says whether an address may stand in a link: of this site, or of the web.
func safe(href string) bool {
	if href == "" || strings.ContainsAny(href, "\x00\t\n\r\\") || strings.HasPrefix(href, "//") {
		return false
	}
	scheme, _, found := strings.Cut(href, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	scheme = strings.ToLower(scheme)
	return scheme == "http" || scheme == "https"
}

func (c *canvas) open(tag string, s style) {
	c.b.WriteString("\n<" + tag)
	if c.file {
		c.b.WriteString(s.written())
		return
	}
	c.b.WriteString(` class="` + s.class() + `"`)
}

// attrs writes numbers with their names.
func (c *canvas) attrs(pairs ...any) {
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&c.b, ` %s="%s"`, pairs[i], number(pairs[i+1].(float64)))
	}
}

// number writes a coordinate with one decimal at most.
func number(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	r := math.Round(v*10) / 10
	return strconv.FormatFloat(r+0, 'f', -1, 64)
}

// escape writes text that is right in HTML and XML; what XML cannot have becomes U+FFFD.
func (c *canvas) escape(s string) { _ = xml.EscapeText(&c.b, []byte(s)) } // a bytes.Buffer gives no error
