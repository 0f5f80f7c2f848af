package chart

import (
	"bytes"
	"fmt"
	"strings"
)

// page is the picture as an element of a page.
func (c *canvas) page() string {
	var out bytes.Buffer
	out.WriteString(`<svg class="chart"`)
	c.head(&out, c.height)
	out.Write(c.b.Bytes())
	out.WriteString("\n</svg>\n")
	return out.String()
}

// head writes the rest of the opening tag, and what is read out. A picture with links is a group and no image: the parts of an image are
// hidden from who cannot see, and links are not to be. Direction is set, since text anchors turn with the direction of the page.
func (c *canvas) head(out *bytes.Buffer, height float64) {
	role := "img"
	if c.links > 0 {
		role = "group"
	}
	lang := c.o.Lang
	if lang == "" {
		lang = "en"
	}
	fmt.Fprintf(out, ` viewBox="0 0 %s %s" width="%[1]s" height="%[2]s" direction="ltr" font-size="12" role="%s"`, number(c.width), number(height), role)
	out.WriteString(` xml:lang="`)
	body := canvas{}
	body.escape(lang)
	if !c.file {
		body.b.WriteString(`" lang="`)
		body.escape(lang)
	}
	body.b.WriteString(`" aria-labelledby="`)
	body.escape(c.o.ID)
	body.b.WriteString("-t")
	if c.o.Desc != "" {
		body.b.WriteString(`" aria-describedby="`)
		body.escape(c.o.ID)
		body.b.WriteString("-d")
	}
	body.b.WriteString(`"><title id="`)
	body.escape(c.o.ID)
	body.b.WriteString(`-t">`)
	body.escape(c.o.Title)
	body.b.WriteString("</title>")
	if c.o.Desc != "" {
		body.b.WriteString(`<desc id="`)
		body.escape(c.o.ID)
		body.b.WriteString(`-d">`)
		body.escape(c.o.Desc)
		body.b.WriteString("</desc>")
	}
	out.Write(body.b.Bytes())
}

const (
	fileEdge    = 16 // white around the picture of a file
	titleSize   = 17
	titleLine   = 24
	captionSize = 11
	captionLine = 16
)

// saved is the picture as a file: heading, picture, caption. Its colours are written on every element, since programs that are no browsers
// know no style sheets.
func (c *canvas) saved(with Caption) []byte {
	frame := canvas{o: c.o, width: c.width, mirror: c.mirror, file: true, links: c.links, words: c.words}
	y := 0.0
	for _, l := range wrap(c.o.Title, titleSize, c.width) {
		y += titleLine
		frame.text(heading, 0, y-6, start, l)
	}
	top := y + 6
	y = top + c.height + 12
	frame.line(grid, 0, y, c.width, y)
	for _, l := range c.caption(with) {
		y += captionLine
		frame.text(small, 0, y, start, l)
	}
	total := canvas{o: c.o, width: c.width + 2*fileEdge, file: true, links: c.links, words: c.words}
	height := y + 8 + 2*fileEdge
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<svg xmlns="http://www.w3.org/2000/svg" font-family="` + fonts + `"`)
	total.head(&out, height)
	fmt.Fprintf(&out, "\n<style>%s</style>\n", fileStyle)
	fmt.Fprintf(&out, `<rect width="%s" height="%s" fill="%s"/>`, number(total.width), number(height), paper.light)
	fmt.Fprintf(&out, "\n"+`<g transform="translate(%d %d)">`, fileEdge, fileEdge)
	out.Write(frame.b.Bytes())
	fmt.Fprintf(&out, "\n"+`<g transform="translate(0 %s)">`, number(top))
	out.Write(c.b.Bytes())
	out.WriteString("\n</g>\n</g>\n</svg>\n")
	return out.Bytes()
}

// caption is the lines under the picture.
func (c *canvas) caption(with Caption) []string {
	var out []string
	if with.Note != "" {
		out = append(out, wrap(with.Note, captionSize, c.width)...)
	}
	if len(with.Sources) > 0 {
		out = append(out, wrap(c.words.sources+strings.Join(with.Sources, c.words.comma), captionSize, c.width)...)
	}
	last := "isnad"
	if with.Date != "" {
		last = with.Date + " · isnad"
	}
	return append(out, last)
}
