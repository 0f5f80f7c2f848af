package chart

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
)

// page is the picture as an element of a page.
func (c *canvas) page() string {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg class="chart%s"`, c.class)
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
	fmt.Fprintf(out, ` viewBox="0 0 %s %s" width="%[1]s" height="%[2]s" direction="ltr" font-size="12" role="%s"`, number(c.width), number(height), role)
	lang, id := escaped(cmp.Or(c.o.Lang, "en")), escaped(c.o.ID)
	fmt.Fprintf(out, ` %s="%s" aria-labelledby="%s-t"`, c.langName(), lang, id)
	if c.o.Desc != "" {
		fmt.Fprintf(out, ` aria-describedby="%s-d"`, id)
	}
	fmt.Fprintf(out, `><title id="%s-t">%s</title>`, id, escaped(c.o.Title))
	if c.o.Desc != "" {
		fmt.Fprintf(out, `<desc id="%s-d">%s</desc>`, id, escaped(c.o.Desc))
	}
}

// langName is the attribute of the language: a file is XML, a page is not.
func (c *canvas) langName() string {
	if c.file {
		return "xml:lang"
	}
	return "lang"
}

func escaped(s string) string {
	var c canvas
	c.escape(s)
	return c.b.String()
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
