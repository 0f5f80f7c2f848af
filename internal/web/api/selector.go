package api

import "isnad.dev/isnad"

// Target is a place in an article, in the words of W3C Web Annotation.
type Target struct {
	Source   string     `json:"source" format:"uri" doc:"the article whose text is selected from"`
	Selector []Selector `json:"selector" doc:"the same place twice: by position, and by what stands there"`
}

// Selector is a TextPositionSelector, whose start and end count code points, or a TextQuoteSelector.
type Selector struct {
	Type   string  `json:"type" enum:"TextPositionSelector,TextQuoteSelector"`
	Start  *int    `json:"start,omitempty" doc:"the first code point"`
	End    *int    `json:"end,omitempty" doc:"the code point after the last"`
	Exact  string  `json:"exact,omitempty" doc:"the words"`
	Prefix *string `json:"prefix,omitempty" doc:"what stands before them"`
	Suffix *string `json:"suffix,omitempty" doc:"what stands behind them"`
}

// around is how much of the text stands beside a quotation, so that it is found again where the text has changed.
const around = 32

// texts selects from an article's text.
type texts struct {
	source string
	points []rune
}

// targets are the places of spans. A span that does not fit the text, which was read anew, is none.
func (t texts) targets(spans []isnad.Span) []Target {
	out := []Target{}
	for _, s := range spans {
		if s.Start < 0 || s.End > len(t.points) || s.Start >= s.End {
			continue
		}
		before, after := string(t.points[max(0, s.Start-around):s.Start]), string(t.points[s.End:min(len(t.points), s.End+around)])
		out = append(out, Target{t.source, []Selector{
			{Type: "TextPositionSelector", Start: &s.Start, End: &s.End},
			{Type: "TextQuoteSelector", Exact: string(t.points[s.Start:s.End]), Prefix: &before, Suffix: &after},
		}})
	}
	return out
}

// at are the words of a span.
func (t texts) at(s *isnad.Span) string {
	if s == nil || s.Start < 0 || s.End > len(t.points) || s.Start >= s.End {
		return ""
	}
	return string(t.points[s.Start:s.End])
}
