package chart

import (
	"fmt"
	"strings"
)

// CSS is the style sheet of pictures in pages. A site's own --ink, --soft, --paper, --line and --bad take the place of ours; night is as the
// system says, or as data-theme at the root does.
func CSS() string {
	var b strings.Builder
	b.WriteString("/* Made by chart.CSS. */\n")
	variables(&b, ":root", false)
	b.WriteString("@media (prefers-color-scheme: dark) {\n")
	variables(&b, `:root:not([data-theme="light"])`, true)
	b.WriteString("}\n")
	variables(&b, `:root[data-theme="dark"]`, true)
	b.WriteString(`svg.chart { display: block; max-width: 100%; height: auto; direction: ltr; overflow: visible; }
svg.chart text { unicode-bidi: plaintext; }
.chart-room { overflow-x: auto; }
svg.chart a { cursor: pointer; text-decoration: none; }
svg.chart a:hover, svg.chart a:focus-visible { opacity: 0.75; }
svg.chart a:focus-visible { outline: 2px solid var(--chart-1); outline-offset: 2px; }
`)
	b.WriteString("svg.chart-narrow { display: none; }\n@media (max-width: 40rem) { svg.chart-wide { display: none; } svg.chart-narrow { display: block; width: 100%; } }\n")
	for _, s := range allStyles() {
		b.WriteString(s.css())
	}
	for _, c := range series {
		fmt.Fprintf(&b, ".ch-c%[1]s { --chart-c: var(--chart-%[1]s); }\n", c.name)
	}
	return b.String()
}

func variables(b *strings.Builder, selector string, dark bool) {
	b.WriteString(selector + " {")
	for _, c := range append([]colour{ink, soft, rule, edge, paper, bad, land, border, sea}, series[:]...) {
		value := c.light
		if dark {
			value = c.dark
		}
		if of := siteNames[c.name]; of != "" {
			value = "var(" + of + ", " + value + ")"
		}
		fmt.Fprintf(b, " --chart-%s: %s;", c.name, value)
	}
	b.WriteString(" }\n")
}

// siteNames are the colours that pages have their own of.
var siteNames = map[string]string{"ink": "--ink", "soft": "--soft", "paper": "--paper", "rule": "--line", "bad": "--bad"}

// allStyles is every style that a picture may use, once.
func allStyles() []style {
	out := []style{label, strong, small, heading, laneName, tiny, grid, axis, setFor, against, ring, arrow, head, box, hit, empty, country, water,
		bar(0), curve(0), curve(len(series)), dot(0), spot(0)}
	for n := 1; n <= widestEdge; n++ {
		out = append(out, edgeOf(n))
	}
	for n := 1; n <= 4; n++ {
		out = append(out, heat(n))
	}
	return out
}

// css is the style as a rule of a style sheet.
func (s style) css() string {
	value := func(c *colour) string {
		switch {
		case c == nil:
			return "none"
		case c.name[0] <= '9':
			return "var(--chart-c)"
		}
		return "var(--chart-" + c.name + ")"
	}
	out := ".ch-" + s.name + " { fill: " + value(s.fill) + ";"
	if s.stroke != nil {
		out += " stroke: " + value(s.stroke) + ";"
	}
	for _, a := range s.rest() {
		unit := ""
		if a[0] == "font-size" {
			unit = "px"
		}
		out += " " + a[0] + ": " + a[1] + unit + ";"
	}
	return out + " }\n"
}
