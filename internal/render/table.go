package render

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// columnsOf measures text as terminals do, whatever the locale: a letter is one column, a vowel sign or an isolate none, a Chinese letter two.
var columnsOf = func() *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = false
	return c
}()

// The isolates keep each cell's direction to itself: without them a terminal that orders Arabic would run neighbouring cells together.
const (
	isolate    = "\u2068" // first strong isolate
	popIsolate = "\u2069"
)

// column is one column of a table.
type column struct {
	title string
	share int // of the width that is to spare, in parts
	min   int
}

// table lays cells out in columns.
type table struct {
	columns []column
	widths  []int
	maxRows int // lines that a cell may have
	styles  styles
}

// gap is the space between columns, margin that before the first.
const (
	gap    = 2
	margin = 2
)

func newTable(width, maxRows int, s styles, columns ...column) *table {
	t := &table{columns: columns, widths: make([]int, len(columns)), maxRows: maxRows, styles: s}
	spare, shares := width-margin-gap*(len(columns)-1), 0
	for i, c := range columns {
		t.widths[i] = c.min
		spare -= c.min
		shares += c.share
	}
	for i, c := range columns {
		if spare > 0 && shares > 0 {
			t.widths[i] += spare * c.share / shares
		}
	}
	return t
}

// header appends the titles and a rule below them.
func (t *table) header(b []byte) []byte {
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.title
	}
	b = t.line(b, titles, t.styles.dim)
	return b
}

// row appends the cells, each wrapped in its column. A cell may have lines of its own.
func (t *table) row(b []byte, cells ...string) []byte {
	wrapped := make([][]string, len(cells))
	height := 0
	for i, c := range cells {
		for part := range strings.SplitSeq(c, "\n") {
			wrapped[i] = append(wrapped[i], wrap(oneLine(part), t.widths[i], t.maxRows)...)
		}
		height = max(height, len(wrapped[i]))
	}
	line := make([]string, len(cells))
	for y := range height {
		for i := range cells {
			if line[i] = ""; y < len(wrapped[i]) {
				line[i] = wrapped[i][y]
			}
		}
		b = t.line(b, line, style{})
	}
	return b
}

func (t *table) line(b []byte, cells []string, s style) []byte {
	b = append(b, strings.Repeat(" ", margin)...)
	blanks := 0
	for i, c := range cells {
		if i > 0 {
			blanks += gap
		}
		pad := max(t.widths[i]-columnsOf.StringWidth(c), 0)
		if c == "" {
			blanks += t.widths[i]
			continue
		}
		rtl := rightToLeft(c)
		if rtl {
			blanks += pad
		}
		b = append(b, strings.Repeat(" ", blanks)...)
		blanks = 0
		b = s.append(b, isolated(c))
		if !rtl {
			blanks = pad
		}
	}
	return append(b, '\n')
}

// isolated wraps what holds letters that run from the right.
func isolated(s string) string {
	for _, r := range s {
		if isRightToLeft(r) {
			return isolate + s + popIsolate
		}
	}
	return s
}

// wrap cuts a text into lines of at most width columns, between words where it can; what goes beyond maxRows is cut with a mark.
func wrap(s string, width, maxRows int) []string {
	if s == "" || width <= 0 {
		return nil
	}
	var out []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		w := columnsOf.StringWidth(word)
		if used > 0 && used+1+w > width {
			out, line, used = append(out, line), "", 0
			if len(out) == maxRows {
				return shortened(out, width)
			}
		}
		for w > width { // a word longer than a line
			head := columnsOf.Truncate(word, width, "")
			if head == "" {
				break
			}
			if out = append(out, head); len(out) == maxRows {
				return shortened(out, width)
			}
			word = word[len(head):]
			w = columnsOf.StringWidth(word)
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// shortened marks that the last line was not the last.
func shortened(lines []string, width int) []string {
	last := len(lines) - 1
	lines[last] = strings.TrimRight(columnsOf.Truncate(lines[last], width-1, ""), " ") + "…"
	return lines
}

// style is a way to print on a terminal; the zero style is plain.
type style struct{ on string }

func (s style) append(b []byte, text string) []byte {
	if s.on == "" {
		return append(b, text...)
	}
	return append(append(append(b, s.on...), text...), "\x1b[0m"...)
}

type styles struct{ bold, dim style }

func newStyles(colour bool) styles {
	if !colour {
		return styles{}
	}
	return styles{bold: style{"\x1b[1m"}, dim: style{"\x1b[2m"}}
}
