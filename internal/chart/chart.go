// Package chart draws pictures as SVG from plain values: statements by month, the life of a contact, who met whom, contacts on a map, the
// chain from an outlet to a speaker, a year of days. It knows no store and needs no script in the browser.
//
// In: a picture and the language of its reader. Out: a piece of a page (HTML), whose colours come from the page's style sheet (CSS), or a
// file by itself (File) with title, sources and date. In Arabic time and chains run from right to left: Months with "2025-01" has يناير at
// the right; in English Jan is at the left.
package chart

import (
	"html/template"
	"math"
)

// Picture is what can be drawn: Months, Life, Network, Map, Chain or Heat.
type Picture interface {
	// size is how high the picture will be at this width.
	size(c *canvas) float64
	draw(c *canvas)
}

// Options are what all pictures share. The zero value is English, as wide as a column of text.
type Options struct {
	Title string // what the picture shows, in a few words: read out, and the heading of a file
	Desc  string // what is to be seen in it, in a sentence; read out
	Lang  string // "ar" or "en"
	Width int    // in pixels; 0 is 720. A phone's is 360: text keeps its size, and there is less of it
	ID    string // of the element, unique in its page; "" makes one from the title
}

// Caption is what a file says under the picture.
type Caption struct {
	Sources []string // outlets, or the address of the page
	Date    string   // of the data, as the reader shall see it
	Note    string   // anything else, a sentence
}

const (
	defaultWidth = 720
	phoneWidth   = 360
	leastWidth   = 240
	mostWidth    = 2000
)

// HTML draws the picture as a piece of a page. It has no style of its own: the page has CSS.
func HTML(p Picture, o Options) template.HTML { return drawn(p, o, "") }

// Both draws the picture twice, as wide as the options say and as wide as a phone; CSS shows the one that fits.
func Both(p Picture, o Options) template.HTML {
	narrow := newCanvas(o, false).o
	narrow.ID += "-narrow"
	narrow.Width = phoneWidth
	return drawn(p, o, " chart-wide") + drawn(p, narrow, " chart-narrow")
}

func drawn(p Picture, o Options, class string) template.HTML {
	c := newCanvas(o, false)
	c.class = class
	c.height = math.Ceil(p.size(c))
	p.draw(c)
	return template.HTML(c.page()) // all text in it is escaped by the canvas
}

// File draws the picture as an SVG file that looks the same everywhere: dark on white, with a heading and the caption.
func File(p Picture, o Options, with Caption) []byte {
	c := newCanvas(o, true)
	c.height = math.Ceil(p.size(c))
	p.draw(c)
	return c.saved(with)
}

// rtl says whether the language is written from right to left.
func rtl(lang string) bool { return lang == "ar" }
