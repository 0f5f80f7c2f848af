package answer

import (
	"unicode/utf8"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/text"
)

// Edit is a piece of the difference between two tellings, in the words of the one that has them.
type Edit struct {
	Op    string     `json:"op"` // left_out, added, quoted, unquoted
	Words string     `json:"words"`
	A     isnad.Span `json:"a"` // in the words of the first, in code points; empty where it does not have them
	B     isnad.Span `json:"b"` // in those of the second
}

// edits says how the second telling differs from the first; what they have in common is left out.
func edits(a, b ledger.Telling) []Edit {
	out := []Edit{}
	for _, e := range ledger.Diff(a, b) {
		x := Edit{Op: e.Op, A: inPoints(a.Words, e.A), B: inPoints(b.Words, e.B)}
		switch e.Op {
		case ledger.Equal:
			continue
		case ledger.LeftOut:
			x.Words = string(text.Text(a.Words).At(e.A))
		default:
			x.Words = string(text.Text(b.Words).At(e.B))
		}
		out = append(out, x)
	}
	return out
}

// inPoints counts a span of bytes in code points.
func inPoints(words string, s text.Span) isnad.Span {
	start := utf8.RuneCountInString(words[:s.Start])
	return isnad.Span{Start: start, End: start + utf8.RuneCountInString(words[s.Start:s.End])}
}
