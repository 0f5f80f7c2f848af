package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/text"
	"isnad.dev/isnad/internal/tsv"
)

// Rule is an entry of packs/ar/rules: what a rule of the code is for, and where it holds and does not hold.
type Rule struct {
	ID       doc.RuleID `yaml:"id"`
	Note     string     `yaml:"note"`
	Marks    []string   `yaml:"marks"`    // what the brackets of the examples are
	Examples block      `yaml:"examples"` // one a line
	Counter  block      `yaml:"counter"`  // the rule does not hold in any line
	File     string     `yaml:"-"`
}

// block is a literal block of lines with the place where it stands.
type block struct {
	line  int // of the first line of text
	lines []string
}

// UnmarshalYAML keeps the place, so that a failure can name the line.
func (b *block) UnmarshalYAML(node *yaml.Node) error {
	if node.Style != yaml.LiteralStyle {
		return fmt.Errorf("line %d: examples are a literal block (|), one a line", node.Line)
	}
	b.line = node.Line + 1
	b.lines = strings.Split(strings.TrimRight(node.Value, "\n"), "\n")
	return nil
}

// layers says what the brackets of each layer's examples may be.
var layers = map[string][]string{
	"when": {"date"}, "mention": {"mention"}, "entity": {"mention"}, "statement": {"speaker", "content"}, "event": {"trigger", "party"},
	"furniture": {"furniture"}, "source": {"source"},
}

// Rules reads packs/ar/rules strictly: an unknown key, a rule without a note or an example, and a rule in the wrong file or order are errors.
func Rules(ar fs.FS) ([]Rule, error) {
	files, err := fs.Glob(ar, "rules/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	var all []Rule
	for _, file := range files {
		data, err := fs.ReadFile(ar, file)
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		rules, err := decode(file, data)
		if err != nil {
			return nil, err
		}
		for i := range rules {
			rules[i].File = file
			if why := rules[i].wrong(); why != "" {
				return nil, &tsv.Error{File: file, Line: rules[i].Examples.line, Text: string(rules[i].ID), Reason: why}
			}
			if i > 0 && rules[i-1].ID >= rules[i].ID {
				return nil, &tsv.Error{File: file, Line: rules[i].Examples.line, Text: string(rules[i].ID), Reason: "the rules are out of order"}
			}
		}
		all = append(all, rules...)
	}
	return all, nil
}

// decode reads the rules of a file; an empty file has none.
func decode(file string, data []byte) ([]Rule, error) {
	var rules []Rule
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&rules); err != nil && !errors.Is(err, io.EOF) {
		return nil, fault(file, err)
	}
	return rules, nil
}

// fault gives the first thing that the decoder complains of its file and line.
func fault(file string, err error) error {
	reason := strings.TrimPrefix(err.Error(), "yaml: ")
	if many := (*yaml.TypeError)(nil); errors.As(err, &many) && len(many.Errors) > 0 {
		reason = many.Errors[0]
	}
	line := 0
	if _, scan := fmt.Sscanf(reason, "line %d: ", &line); scan != nil {
		return fmt.Errorf("%s: %s", file, reason)
	}
	_, reason, _ = strings.Cut(reason, ": ")
	return &tsv.Error{File: file, Line: line, Reason: reason}
}

func (r *Rule) wrong() string {
	allowed, ok := layers[r.layer()]
	switch {
	case !ok || r.home() != path.Base(r.File):
		return "the id and the file are of two layers"
	case r.Note == "":
		return "a note is due"
	case len(r.Examples.lines) == 0 || len(r.Counter.lines) == 0:
		return "an example and a counter are due"
	case len(r.Marks) == 0 || slices.ContainsFunc(r.Marks, func(m string) bool { return !slices.Contains(allowed, m) }):
		return fmt.Sprintf("marks are some of %q", allowed)
	}
	return ""
}

// layer is the second part of the id.
func (r *Rule) layer() string {
	parts := strings.SplitN(string(r.ID), ".", 3)
	if len(parts) < 3 || parts[0] != "ar" {
		return ""
	}
	return parts[1]
}

// home is the file in which the rule stands: sources are found with the furniture.
func (r *Rule) home() string {
	if r.layer() == "source" {
		return "furniture.yaml"
	}
	return r.layer() + ".yaml"
}

// rules runs the examples of the rules.
func (c *checker) rules(ar fs.FS) error {
	rules, err := Rules(ar)
	if err != nil {
		return err
	}
	for i := range rules {
		r := &rules[i]
		for n, line := range r.Examples.lines {
			c.example(r, r.Examples.line+n, line, true)
		}
		for n, line := range r.Counter.lines {
			c.example(r, r.Counter.line+n, line, false)
		}
	}
	return nil
}

// example holds one line to its rule: an example fires it with exactly the marked spans, a counter does not fire it.
func (c *checker) example(r *Rule, at int, line string, fires bool) {
	c.examples++
	m := parse(line)
	whole := r.layer() == "furniture" || r.layer() == "source"
	var found [][]text.Span
	if whole {
		found = c.fired(r, c.pipeline.Read(text.Text(m.text), Published, "الصباح"), 0)
	} else {
		d, shift := c.story(m.text)
		found = c.fired(r, d, shift)
	}
	switch {
	case !fires && len(found) > 0:
		c.fail(r.File, at, string(r.ID), "the counter-example is read as "+shown(m.text, found))
	case fires && len(m.square) == 0:
		c.fail(r.File, at, string(r.ID), "the example marks nothing")
	case fires && len(found) == 0:
		c.fail(r.File, at, string(r.ID), "the rule does not hold in "+m.text)
	case fires && !slices.ContainsFunc(found, func(s []text.Span) bool { return slices.Equal(s, m.square) }):
		c.fail(r.File, at, string(r.ID), "is read as "+shown(m.text, found))
	}
}

func shown(src string, found [][]text.Span) string {
	var out []string
	for _, spans := range found {
		out = append(out, show(src, spans))
	}
	return strings.Join(out, " and ")
}

// fired returns the spans of a rule in a document: of a layer of plain spans all together, of statements and events one by one.
func (c *checker) fired(r *Rule, d *doc.Doc, shift int) (out [][]text.Span) {
	var one []text.Span
	switch r.layer() {
	case "when":
		one = spansOf(d.Dates, r.ID, func(x *doc.Date) (doc.RuleID, text.Span) { return x.Rule, x.Span })
	case "mention", "entity":
		one = spansOf(d.Mentions, r.ID, func(x *doc.Mention) (doc.RuleID, text.Span) { return x.Rule, x.Span })
	case "furniture":
		one = spansOf(d.Furniture, r.ID, func(x *doc.Furniture) (doc.RuleID, text.Span) { return x.Rule, x.Span })
	case "source":
		one = spansOf(d.Sources, r.ID, func(x *doc.Source) (doc.RuleID, text.Span) { return x.Rule, x.Span })
	case "statement":
		out = r.statements(d)
	case "event":
		out = r.events(d)
	}
	if one != nil {
		out = append(out, one)
	}
	for _, spans := range out {
		slices.SortFunc(spans, bySpan)
		for i := range spans {
			spans[i] = moved(spans[i], -shift)
		}
	}
	return out
}

func spansOf[T any](layer []T, id doc.RuleID, of func(*T) (doc.RuleID, text.Span)) (out []text.Span) {
	for i := range layer {
		if rule, span := of(&layer[i]); rule == id {
			out = append(out, span)
		}
	}
	return out
}

func (r *Rule) statements(d *doc.Doc) (out [][]text.Span) {
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Rule != r.ID {
			continue
		}
		var spans []text.Span
		if slices.Contains(r.Marks, "speaker") && !s.Speaker.Empty() {
			spans = append(spans, s.Speaker)
		}
		if slices.Contains(r.Marks, "content") {
			spans = append(spans, s.Content...)
		}
		out = append(out, spans)
	}
	return out
}

func (r *Rule) events(d *doc.Doc) (out [][]text.Span) {
	for i := range d.Events {
		e := &d.Events[i]
		if e.Rule != r.ID {
			continue
		}
		var spans []text.Span
		if slices.Contains(r.Marks, "trigger") {
			spans = append(spans, e.Trigger)
		}
		for _, p := range e.Participants {
			if slices.Contains(r.Marks, "party") {
				spans = append(spans, p.Span)
			}
		}
		out = append(out, spans)
	}
	return out
}
