package web

import "isnad.dev/isnad"

// piece is a part of a text that is marked, or not.
type piece struct {
	Text string
	On   bool
}

// pieces cuts a text at the borders of spans in code points, which are in order and apart; what does not fit is left out.
func pieces(text string, spans []isnad.Span) []piece {
	points := []rune(text)
	var out []piece
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(points) {
			continue
		}
		if at < s.Start {
			out = append(out, piece{string(points[at:s.Start]), false})
		}
		out = append(out, piece{string(points[s.Start:s.End]), true})
		at = s.End
	}
	if at < len(points) {
		out = append(out, piece{string(points[at:]), false})
	}
	return out
}
