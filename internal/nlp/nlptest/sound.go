package nlptest

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
)

// Sound returns what is wrong with the layers of a document, whatever its text is: spans inside the text, on letter borders and in order.
func Sound(d *doc.Doc) error {
	c := &checker{src: string(d.Text), valid: utf8.ValidString(string(d.Text))}
	c.tokens(d)
	c.sentences(d)
	c.marked(d)
	c.mentions(d)
	c.statements(d)
	c.events(d)
	return errors.Join(c.faults...)
}

type checker struct {
	src    string
	valid  bool // the text is UTF-8: letters have borders
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < 10 {
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	}
}

// span checks that the span lies in the text on letter borders.
func (c *checker) span(what string, n int, s text.Span) {
	if s.Start < 0 || s.End > len(c.src) || s.Start > s.End {
		c.fault("%s %d: %v is no span of %d bytes", what, n, s, len(c.src))
		return
	}
	if c.valid && (!c.border(s.Start) || !c.border(s.End)) {
		c.fault("%s %d: %v cuts a letter", what, n, s)
	}
}

func (c *checker) border(at int) bool { return at == len(c.src) || utf8.RuneStart(c.src[at]) }

// some is span for one that has to cover something.
func (c *checker) some(what string, n int, s text.Span) {
	c.span(what, n, s)
	if s.Empty() {
		c.fault("%s %d is empty", what, n)
	}
}

// after checks that a span does not begin before the last one has ended.
func (c *checker) after(what string, n int, s text.Span, last *int) {
	if s.Start < *last {
		c.fault("%s %d: %v begins before %d", what, n, s, *last)
	}
	*last = s.End
}

func (c *checker) tokens(d *doc.Doc) {
	last := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		c.span("token", i, t.Span)
		c.after("token", i, t.Span, &last)
		if t.Empty() != (t.Kind == doc.Break) {
			c.fault("token %d: kind %d covers %d bytes", i, t.Kind, t.Len())
		}
	}
	if n := len(d.Tokens); n > 0 && d.Tokens[n-1].Kind != doc.Break {
		c.fault("the text does not end its last paragraph")
	}
}

func (c *checker) sentences(d *doc.Doc) {
	last := 0
	for i, q := range d.Quotes {
		if q.Open < last || q.Close <= q.Open || q.Close >= len(d.Tokens) {
			c.fault("quotation %d: %v after %d of %d", i, q, last, len(d.Tokens))
		}
		last = q.Close
	}
	at := 0
	for i, s := range d.Sentences {
		for at < s.First && at < len(d.Tokens) && d.Tokens[at].Kind == doc.Break {
			at++
		}
		if s.First != at || s.End <= s.First || s.End > len(d.Tokens) {
			c.fault("sentence %d: %v where token %d is next", i, s, at)
			return
		}
		at = s.End
	}
	for ; at < len(d.Tokens); at++ {
		if d.Tokens[at].Kind != doc.Break {
			c.fault("token %d is in no sentence", at)
			return
		}
	}
}

// marked checks the dates, the furniture and the sources.
func (c *checker) marked(d *doc.Doc) {
	last := 0
	for i, x := range d.Dates {
		c.some("date", i, x.Span)
		c.after("date", i, x.Span, &last)
		if x.First < 0 || x.End <= x.First || x.End > len(d.Tokens) {
			c.fault("date %d: no tokens %d to %d", i, x.First, x.End)
		}
	}
	last = 0
	for i, x := range d.Furniture {
		c.some("furniture", i, x.Span)
		c.after("furniture", i, x.Span, &last)
	}
	last = 0
	for i, x := range d.Sources {
		c.some("source", i, x.Span)
		c.after("source", i, x.Span, &last)
		c.some("source's name", i, x.Name)
	}
}

func (c *checker) mentions(d *doc.Doc) {
	last := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		c.some("mention", i, m.Span)
		c.after("mention", i, m.Span, &last)
		if m.First < 0 || m.End <= m.First || m.End > len(d.Tokens) {
			c.fault("mention %d: no tokens %d to %d", i, m.First, m.End)
		}
		if m.Named() && (m.NameFirst < m.First || m.NameEnd > m.End) {
			c.fault("mention %d: its name %d to %d is not in %d to %d", i, m.NameFirst, m.NameEnd, m.First, m.End)
		}
		if int(m.Entity) >= len(d.Entities) || m.Rule == "" {
			c.fault("mention %d: entity %d, rule %q", i, m.Entity, m.Rule)
		}
	}
}

func (c *checker) statements(d *doc.Doc) {
	for i := range d.Statements {
		s := &d.Statements[i]
		c.span("speaker", i, s.Speaker)
		c.span("cue", i, s.Cue)
		c.span("via", i, s.ViaSpan)
		if len(s.Content) == 0 {
			c.fault("statement %d says nothing", i)
		}
		last := 0
		for _, p := range s.Content {
			c.some("content", i, p)
			c.after("content", i, p, &last)
			if p.Overlaps(s.Cue) {
				c.fault("statement %d: its cue is part of its content", i)
			}
		}
		if s.NestedIn < -1 || s.NestedIn >= len(d.Statements) || s.NestedIn == i {
			c.fault("statement %d is nested in %d", i, s.NestedIn)
		}
		if s.Rule == "" || int(s.SpeakerEntity) >= len(d.Entities) {
			c.fault("statement %d: rule %q, entity %d", i, s.Rule, s.SpeakerEntity)
		}
	}
	c.nesting(d.Statements)
}

// nesting checks that nobody is nested in himself over others.
func (c *checker) nesting(all []doc.Statement) {
	for i := range all {
		steps := 0
		for k := i; k >= 0 && k < len(all); k = all[k].NestedIn {
			if steps++; steps > len(all) {
				c.fault("statement %d is nested in a circle", i)
				return
			}
		}
	}
}

func (c *checker) events(d *doc.Doc) {
	for i := range d.Events {
		e := &d.Events[i]
		c.some("trigger", i, e.Trigger)
		c.span("date", i, e.DateSpan)
		c.span("place", i, e.PlaceSpan)
		c.span("topic", i, e.Topic)
		for _, p := range e.Participants {
			c.span("participant", i, p.Span)
			if p.Name == "" && p.En == "" && p.Role == "" {
				c.fault("event %d has a participant that is nobody", i)
			}
		}
		if e.Rule == "" {
			c.fault("event %d has no rule", i)
		}
	}
}
