package check

import (
	"cmp"
	"slices"
	"strings"

	"isnad.dev/isnad/internal/text"
)

// marked is a line of an example without its marks.
type marked struct {
	text   string
	square []text.Span // what stands in [ ], in order
	curly  []text.Span // what stands in { }
}

// parse takes the marks off: [ ] and { } are marks, \[ and the like are the letters themselves, ¶ is a paragraph's end.
func parse(line string) marked {
	var m marked
	var b strings.Builder
	var open [2][]int
	line = strings.ReplaceAll(line, " ¶ ", "\n\n")
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '\\':
			if i+1 < len(line) && strings.IndexByte(`[]{}\`, line[i+1]) >= 0 {
				i++
			}
			b.WriteByte(line[i])
		case '[', '{':
			kind := strings.IndexByte("[{", c)
			open[kind] = append(open[kind], b.Len())
		case ']', '}':
			kind := strings.IndexByte("]}", c)
			n := len(open[kind]) - 1
			if n < 0 {
				continue
			}
			s := text.Span{Start: open[kind][n], End: b.Len()}
			open[kind] = open[kind][:n]
			if kind == 0 {
				m.square = append(m.square, s)
			} else {
				m.curly = append(m.curly, s)
			}
		default:
			b.WriteByte(c)
		}
	}
	m.text = b.String()
	slices.SortFunc(m.square, bySpan)
	slices.SortFunc(m.curly, bySpan)
	return m
}

func bySpan(a, b text.Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) }

// show writes a text with the spans in brackets.
func show(src string, spans []text.Span) string {
	opens, closes := map[int]int{}, map[int]int{}
	for _, s := range spans {
		opens[s.Start]++
		closes[s.End]++
	}
	var b strings.Builder
	for i := 0; i <= len(src); i++ {
		b.WriteString(strings.Repeat("]", closes[i]))
		b.WriteString(strings.Repeat("[", opens[i]))
		if i < len(src) {
			b.WriteByte(src[i])
		}
	}
	return strings.ReplaceAll(b.String(), "\n\n", " ¶ ")
}
