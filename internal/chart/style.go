package chart

import (
	"fmt"
	"strings"
)

// colour is one of the page's colours, by day and by night.
type colour struct{ name, light, dark string }

// The colours; those of series keep 4.5:1 on paper, and can be told apart by people who do not see red and green.
var (
	ink    = colour{"ink", "#1b2430", "#e8ebef"}
	soft   = colour{"soft", "#566070", "#a5afbb"}
	rule   = colour{"rule", "#dfe3e8", "#333b45"}
	edge   = colour{"edge", "#8a94a1", "#6d7783"}
	paper  = colour{"paper", "#ffffff", "#14181d"}
	bad    = colour{"bad", "#b3261e", "#ff8a80"}
	land   = colour{"land", "#eceae4", "#2a3038"}
	border = colour{"border", "#b9b5aa", "#4c545f"}
	sea    = colour{"sea", "#f6f9fb", "#171c22"}
	series = [...]colour{
		{"1", "#1f5fa8", "#78b0ee"},
		{"2", "#b4500a", "#f0a35e"},
		{"3", "#1d7348", "#67c797"},
		{"4", "#86367f", "#d796d4"},
		{"5", "#6d5a00", "#d6bd4f"},
		{"6", "#0d6b80", "#5fc6da"},
	}
)

// style is how something is drawn: a class of the page's style sheet, and the same as attributes for a file.
type style struct {
	name         string
	fill, stroke *colour
	width        float64 // of the stroke
	size         int     // of text
	bold         bool
	dash         string
	opacity      float64 // of the fill; 0 is all
}

var (
	label    = style{name: "label", fill: &ink, size: 12}
	strong   = style{name: "strong", fill: &ink, size: 12, bold: true}
	small    = style{name: "small", fill: &soft, size: captionSize}
	heading  = style{name: "heading", fill: &ink, size: titleSize, bold: true}
	laneName = style{name: "lane", fill: &ink, stroke: &paper, width: 3, size: 12, bold: true}
	tiny     = style{name: "tiny", fill: &ink, stroke: &paper, width: 3, size: captionSize}

	grid    = style{name: "grid", stroke: &rule, width: 1}
	axis    = style{name: "axis", stroke: &edge, width: 1}
	setFor  = style{name: "set", stroke: &soft, width: 1.5, dash: "4 3"}
	against = style{name: "against", stroke: &bad, width: 1.5, dash: "3 3"}
	ring    = style{name: "ring", stroke: &bad, width: 2}
	arrow   = style{name: "arrow", stroke: &soft, width: 1.5}
	head    = style{name: "head", fill: &soft}
	box     = style{name: "box", fill: &paper, stroke: &edge, width: 1}
	hit     = style{name: "hit", fill: &paper, opacity: 0.001}
	empty   = style{name: "empty", fill: &rule}
	country = style{name: "land", fill: &land, stroke: &border, width: 0.6}
	water   = style{name: "sea", fill: &sea}
)

// bar, curve, dot and spot are the styles of a series.
func bar(n int) style {
	s := style{name: "bar", fill: &series[n%len(series)]}
	return s
}

func curve(n int) style {
	s := style{name: "curve", stroke: &series[n%len(series)], width: 2}
	if n/len(series)%2 == 1 {
		s.name, s.dash = "curve-dashed", "5 3"
	}
	return s
}

func dot(n int) style {
	return style{name: "dot", fill: &series[n%len(series)], stroke: &paper, width: 1.5}
}

func spot(n int) style {
	return style{name: "spot", fill: &series[n%len(series)], stroke: &paper, width: 1, opacity: 0.8}
}

// edgeOf is a line between two who met, so wide.
func edgeOf(width int) style {
	return style{name: fmt.Sprintf("edge-%d", width), stroke: &edge, width: float64(width), opacity: 0.55}
}

// heat is the style of a day, from 1 to 4.
func heat(n int) style {
	return style{name: fmt.Sprintf("heat-%d", n), fill: &series[0], opacity: [...]float64{0, 0.25, 0.5, 0.75, 1}[n]}
}

// class is the classes of an element in a page; a series has its colour's beside its own.
func (s style) class() string {
	for _, c := range []*colour{s.fill, s.stroke} {
		if c != nil && c.name[0] <= '9' {
			return "ch-" + s.name + " ch-c" + c.name
		}
	}
	return "ch-" + s.name
}

// written is the style as attributes.
func (s style) written() string {
	var b strings.Builder
	paint := func(what string, c *colour) {
		if c != nil {
			fmt.Fprintf(&b, ` %s="%s"`, what, c.light)
		}
	}
	paint("fill", s.fill)
	if s.fill == nil {
		b.WriteString(` fill="none"`)
	}
	paint("stroke", s.stroke)
	for _, a := range s.rest() {
		fmt.Fprintf(&b, ` %s="%s"`, a[0], a[1])
	}
	return b.String()
}

// rest is all but the colours, as properties.
func (s style) rest() (out [][2]string) {
	if s.stroke != nil {
		out = append(out, [2]string{"stroke-width", fmt.Sprint(s.width)})
	}
	if s.stroke != nil && s.size > 0 {
		out = append(out, [2]string{"paint-order", "stroke"}, [2]string{"stroke-linejoin", "round"})
	}
	if s.dash != "" {
		out = append(out, [2]string{"stroke-dasharray", s.dash})
	}
	if s.opacity > 0 && s.fill == nil {
		out = append(out, [2]string{"stroke-opacity", fmt.Sprint(s.opacity)})
	} else if s.opacity > 0 {
		out = append(out, [2]string{"fill-opacity", fmt.Sprint(s.opacity)})
	}
	if s.size > 0 {
		out = append(out, [2]string{"font-size", fmt.Sprint(s.size)})
	}
	if s.bold {
		out = append(out, [2]string{"font-weight", "600"})
	}
	return out
}

// fonts are those that a file asks for: what has Arabic letters on the systems that people have.
const fonts = "'Noto Sans Arabic','Noto Sans','Segoe UI',Tahoma,'Geeza Pro',Arial,sans-serif"

// fileStyle is the style sheet of a file: what attributes cannot say.
const fileStyle = "a{cursor:pointer}a:hover{opacity:.75}text{unicode-bidi:plaintext}"
