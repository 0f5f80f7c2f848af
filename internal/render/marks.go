package render

import (
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad"
)

// Marked is an article whose text is cut where the spans of its record begin and end, for pages that show all that was read where it stands.
type Marked struct {
	Paragraphs []Paragraph
	marks      *marks
}

// Mark cuts an article. The ids of elements begin with the id that is given, so that several articles may stand in one page. The spans that are pointed at,
// if any, are the item h1.
func Mark(r *isnad.Record, id string, pointedAt ...isnad.Span) Marked {
	m := newMarks(r, id, pointedAt...)
	return Marked{m.paragraphs(r.Article.Text, newWords(r.Article.Text)), m}
}

// Key names an item of the record: s for a statement, e for an event, d for a date, n for an entity, o for a source, f for furniture, with its number from 1 on.
func Key(kind byte, i int) string { return itemKey(kind, i) }

// Anchor is the id of the element with the item's first words, or "" where the text has none.
func (m Marked) Anchor(key string) string { return m.marks.anchor(key) }

// Paragraph is a line of the article, cut into segments. Dir is rtl or ltr.
type Paragraph struct {
	Dir      string
	Headline bool
	Segments []Segment
}

// Segment is a piece of text that the same spans cover. Spans nest and overlap, which HTML elements cannot: so each segment carries the
// list of what it belongs to.
type Segment struct {
	Text    string
	Classes string // what it is, for the style
	Keys    string // the items it belongs to, for the links
	Anchor  string // set on the first segment of an item
}

// marked is one span of one item.
type marked struct {
	start, end int
	key, class string
}

// marks are all spans of a record, and which items are to be anchored.
type marks struct {
	id       string
	spans    []marked // by start
	anchored map[string]string
}

// The classes of segments: style names.
const (
	classWords     = "w" // attributed words
	classSpeaker   = "sp"
	classCue       = "cu"
	classVia       = "vi"
	classTrigger   = "ev"
	classParty     = "pa"
	classPlace     = "pl"
	classTopic     = "to"
	classDate      = "da"
	className      = "na"
	classSource    = "so"
	classFurniture = "fu"
	classPointedAt = "here" // what a link led to
)

func itemKey(kind byte, i int) string { return string(kind) + strconv.Itoa(i+1) }

func newMarks(r *isnad.Record, id string, pointedAt ...isnad.Span) *marks {
	m := &marks{id: id, anchored: map[string]string{}}
	m.add(itemKey('h', 0), classPointedAt, pointedAt...) // before all others, so that the anchor is its own
	for i := range r.Statements {
		s, key := &r.Statements[i], itemKey('s', i)
		m.add(key, classSpeaker, one(s.Speaker)...)
		m.add(key, classCue, one(s.Cue)...)
		m.add(key, classWords, s.Content...)
		m.add(key, classVia, one(s.ViaSpan)...)
	}
	for i := range r.Events {
		e, key := &r.Events[i], itemKey('e', i)
		m.add(key, classTrigger, e.Trigger)
		for _, p := range e.Participants {
			m.add(key, classParty, one(p.Span)...)
		}
		m.add(key, classDate, one(e.DateSpan)...)
		m.add(key, classPlace, one(e.PlaceSpan)...)
		m.add(key, classTopic, one(e.TopicSpan)...)
	}
	for i := range r.Dates {
		m.add(itemKey('d', i), classDate, r.Dates[i].Span)
	}
	for i := range r.Entities {
		m.add(itemKey('n', i), className, r.Entities[i].Mentions...)
	}
	for i := range r.Sources {
		m.add(itemKey('o', i), classSource, r.Sources[i].Span)
	}
	for i := range r.Furniture {
		m.add(itemKey('f', i), classFurniture, r.Furniture[i].Span)
	}
	slices.SortStableFunc(m.spans, func(a, b marked) int { return a.start - b.start })
	return m
}

func (m *marks) add(key, class string, spans ...isnad.Span) {
	for _, s := range spans {
		if s.Start >= 0 && s.Start < s.End {
			m.spans = append(m.spans, marked{s.Start, s.End, key, class})
		}
	}
}

// anchor is where the item's first words stand in the page, or "" where it has none.
func (m *marks) anchor(key string) string { return m.anchored[key] }

// paragraphs cuts the text into lines and those at every border of a span. The spans that are open are few, so the work is linear in the text
// and the spans.
func (m *marks) paragraphs(text string, w *words) []Paragraph {
	var out []Paragraph
	next := 0
	var open []marked
	headline := true
	for _, l := range lines(text) {
		p := Paragraph{Dir: direction(l.text)}
		for at := l.start; at < l.end; {
			for next < len(m.spans) && m.spans[next].start <= at {
				open = append(open, m.spans[next])
				next++
			}
			open = slices.DeleteFunc(open, func(s marked) bool { return s.end <= at })
			end := l.end
			if next < len(m.spans) {
				end = min(end, m.spans[next].start)
			}
			for _, s := range open {
				end = min(end, s.end)
			}
			p.Segments = append(p.Segments, m.segment(w.at(&isnad.Span{Start: at, End: end}), open))
			at = end
		}
		if headline && !isFurniture(p.Segments) {
			p.Headline, headline = true, false
		}
		out = append(out, p)
	}
	return out
}

func (m *marks) segment(text string, open []marked) Segment {
	s := Segment{Text: text}
	var classes, keys []string
	depth := 0
	for _, o := range open {
		if o.class == classWords {
			depth++
		}
		if !slices.Contains(classes, o.class) {
			classes = append(classes, o.class)
		}
		if !slices.Contains(keys, o.key) {
			keys = append(keys, o.key)
		}
		if _, done := m.anchored[o.key]; !done && s.Anchor == "" {
			s.Anchor = m.id + "-" + o.key
		}
	}
	for _, k := range keys { // an item that shares its first segment with another is found there too
		if _, done := m.anchored[k]; !done {
			m.anchored[k] = s.Anchor
		}
	}
	if depth > 1 {
		classes = append(classes, "w2") // words inside words
	}
	s.Classes, s.Keys = strings.Join(classes, " "), strings.Join(keys, " ")
	return s
}

func isFurniture(segments []Segment) bool {
	for _, s := range segments {
		if !strings.Contains(s.Classes, classFurniture) {
			return false
		}
	}
	return true
}
