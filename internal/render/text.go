package render

import (
	"fmt"
	"strings"

	"isnad.dev/isnad"
)

// Text shows records as tables for a person at a terminal.
type Text struct {
	Width  int  // columns; 0 is 100
	Colour bool // bold and dim letters
	Why    bool // also the rule and the spans of each item
}

// The widths between which tables look right.
const (
	defaultWidth = 100
	minWidth     = 72
	maxWidth     = 140
)

// Open is empty.
func (Text) Open() []byte { return nil }

// Close is empty.
func (Text) Close() []byte { return nil }

// Record appends the headline and the tables.
func (f Text) Record(b []byte, r *isnad.Record) []byte {
	width := f.Width
	if width <= 0 {
		width = defaultWidth
	}
	width = min(max(width, minWidth), maxWidth)
	s := &sheet{b: b, r: r, w: newWords(r.Article.Text), width: width, styles: newStyles(f.Colour), why: f.Why}
	s.head()
	s.statements()
	s.events()
	s.dates()
	s.entities()
	s.origin()
	s.b = append(s.b, '\n')
	return s.b
}

// sheet is one record on its way to the terminal.
type sheet struct {
	b      []byte
	r      *isnad.Record
	w      *words
	width  int
	styles styles
	why    bool
}

func (s *sheet) head() {
	for _, line := range wrap(headline(s.r), s.width, 3) {
		if rightToLeft(line) {
			s.b = append(s.b, strings.Repeat(" ", max(s.width-columnsOf.StringWidth(line), 0))...)
		}
		s.b = append(s.styles.bold.append(s.b, isolated(line)), '\n')
	}
	a := s.r.Article
	var facts []string
	for _, fact := range []string{a.ID, a.Outlet, a.Published, a.URL} {
		if fact != "" {
			facts = append(facts, isolated(oneLine(fact)))
		}
	}
	for _, line := range wrap(strings.Join(facts, " · "), s.width, 4) {
		s.b = append(s.styles.dim.append(s.b, line), '\n')
	}
}

// title opens a section, and says whether there is anything in it.
func (s *sheet) title(name string, n int) bool {
	s.b = append(s.b, '\n')
	if n == 0 {
		s.b = append(s.styles.dim.append(s.b, name+": none"), '\n')
		return false
	}
	s.b = s.styles.bold.append(s.b, fmt.Sprintf("%s (%d)", name, n))
	s.b = append(s.b, '\n')
	return true
}

func (s *sheet) table(maxRows int, columns ...column) *table {
	t := newTable(s.width, maxRows, s.styles, columns...)
	s.b = t.header(s.b)
	return t
}

func (s *sheet) statements() {
	if !s.title("Statements", len(s.r.Statements)) {
		return
	}
	t := s.table(4, column{"", 0, 2}, column{"speaker", 3, 14}, column{"cue", 1, 8}, column{"words", 8, 22}, column{"kind", 0, 12})
	for i := range s.r.Statements {
		st := &s.r.Statements[i]
		s.b = t.row(s.b, fmt.Sprint(i+1), s.speaker(st), orNone(s.w.at(st.Cue)), orNone(s.w.all(st.Content)), manner(st))
		s.because(st.Rule, named{"speaker", one(st.Speaker)}, named{"cue", one(st.Cue)}, named{"words", st.Content}, named{"via", one(st.ViaSpan)})
		if s.why && len(st.Chain) > 0 {
			s.note("from " + isolatedList(st.Chain, " ← "))
		}
	}
}

// speaker is the fullest name, else the words at the cue, with the English name and who relays it below.
func (s *sheet) speaker(st *isnad.Statement) string {
	name := value(st.SpeakerName)
	if name == "" {
		name = s.w.at(st.Speaker)
	}
	out := orNone(name)
	if en := value(st.SpeakerEn); en != "" {
		out += "\n" + en
	}
	if via := value(st.Via); via != "" {
		out += "\nvia " + via
	}
	return out
}

// manner is how the words are given, and what the cue does where that is more than informing.
func manner(st *isnad.Statement) string {
	out := st.Kind
	if st.Act != "" && st.Act != "inform" {
		out += "\n" + st.Act
	}
	if st.Polarity != "" && st.Polarity != "asserts" {
		out += "\n" + strings.ReplaceAll(st.Polarity, "_", " ")
	}
	if st.NestedIn != nil {
		out += fmt.Sprintf("\nin %d", *st.NestedIn+1)
	}
	return out
}

func (s *sheet) events() {
	if !s.title("Contacts", len(s.r.Events)) {
		return
	}
	t := s.table(4, column{"", 0, 2}, column{"contact", 1, 10}, column{"between", 6, 16}, column{"when", 0, 10}, column{"where", 1, 8}, column{"about", 4, 10})
	for i := range s.r.Events {
		e := &s.r.Events[i]
		s.b = t.row(s.b, fmt.Sprint(i+1), e.Type+"\n"+e.Status, s.parties(e), orNone(value(e.Date)), orNone(value(e.Place)), orNone(value(e.Topic)))
		var parties []isnad.Span
		for _, p := range e.Participants {
			parties = append(parties, one(p.Span)...)
		}
		s.because(e.Rule, named{"said by", one(&e.Trigger)}, named{"parties", parties}, named{"date", one(e.DateSpan)}, named{"place", one(e.PlaceSpan)}, named{"topic", one(e.TopicSpan)})
	}
}

// parties are a line each; a role whose holder is known is followed by the holder.
func (s *sheet) parties(e *isnad.Event) string {
	var out []string
	for _, p := range e.Participants {
		switch {
		case value(p.Name) != "":
			out = append(out, value(p.Name))
		case value(p.Role) != "" && value(p.En) != "":
			out = append(out, value(p.Role), value(p.En))
		case value(p.Role) != "":
			out = append(out, value(p.Role))
		default:
			out = append(out, orNone(value(p.En)))
		}
	}
	return orNone(strings.Join(out, "\n"))
}

func (s *sheet) dates() {
	if !s.title("Dates", len(s.r.Dates)) {
		return
	}
	t := s.table(2, column{"", 0, 2}, column{"words", 0, 34}, column{"value", 0, 21})
	for i := range s.r.Dates {
		d := &s.r.Dates[i]
		s.b = t.row(s.b, fmt.Sprint(i+1), orNone(s.w.at(&d.Span)), orNone(value(d.Value)))
		s.because(d.Rule, named{"words", one(&d.Span)})
	}
}

func (s *sheet) entities() {
	if !s.title("Names", len(s.r.Entities)) {
		return
	}
	t := s.table(3, column{"", 0, 2}, column{"name", 3, 16}, column{"", 0, 3}, column{"English", 2, 12}, column{"other forms", 3, 14}, column{"times", 0, 5})
	for i := range s.r.Entities {
		e := &s.r.Entities[i]
		s.b = t.row(s.b, fmt.Sprint(i+1), orNone(e.Name), e.Type, orNone(value(e.En)), strings.Join(e.Aliases, "، "), times(len(e.Mentions)))
		s.because(e.Rule, named{"named", e.Mentions})
	}
}

// times is how often a name stands by itself; one that stands only inside another name has no number.
func times(n int) string {
	if n == 0 {
		return "—"
	}
	return fmt.Sprint(n)
}

// origin says what the article says of its own source, and what was not read.
func (s *sheet) origin() {
	if len(s.r.Sources)+len(s.r.Furniture) > 0 {
		s.b = append(s.b, '\n')
	}
	for i := range s.r.Sources {
		x := &s.r.Sources[i]
		s.b = append(s.b, "Source: "+isolated(oneLine(x.Name))+"\n"...)
		s.because(x.Rule, named{"words", one(&x.Span)})
	}
	if len(s.r.Furniture) == 0 {
		return
	}
	s.b = fmt.Appendf(s.b, "Not the article: %d parts of the page\n", len(s.r.Furniture))
	if !s.why {
		return
	}
	for i := range s.r.Furniture {
		x := &s.r.Furniture[i]
		s.note(isolated(columnsOf.Truncate(oneLine(s.w.at(&x.Span)), s.width-20, "…")))
		s.because(x.Rule, named{"words", one(&x.Span)})
	}
}

// named is one field of an item with the words that it was read from.
type named struct {
	name  string
	spans []isnad.Span
}

// because prints the rule and the spans of an item where a person asked for them.
func (s *sheet) because(rule string, fields ...named) {
	if !s.why {
		return
	}
	line := "rule " + orNone(rule)
	for _, f := range fields {
		for i, span := range f.spans {
			if i == 0 {
				line += " · " + f.name
			}
			line += fmt.Sprintf(" %d–%d", span.Start, span.End)
		}
	}
	s.note(line)
}

// note prints a dim line below a row.
func (s *sheet) note(line string) {
	for _, part := range wrap(line, s.width-6, 20) {
		s.b = append(s.styles.dim.append(append(s.b, "      "...), part), '\n')
	}
}

func isolatedList(items []string, between string) string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = isolated(oneLine(s))
	}
	return strings.Join(out, between)
}

func one(s *isnad.Span) []isnad.Span {
	if s == nil {
		return nil
	}
	return []isnad.Span{*s}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// none stands where a field has nothing.
const none = "—"

func orNone(s string) string {
	if s == "" {
		return none
	}
	return s
}
