// Package trace shows how a text is read: its tokens with their readings, every layer, and the rule behind each span.
//
// In: a document with its layers. Out: lines of text. For "قال الوزير إن المحادثات ستبدأ غدا" they are the readings of قال (verb), then
// the mention الوزير (ar.mention.office), the statement (ar.statement.said-that) and the date غدا (ar.when.tomorrow); for English the same.
package trace

import (
	"fmt"
	"io"
	"strings"

	"isnad.dev/isnad/internal/doc"
	"isnad.dev/isnad/internal/lang"
	"isnad.dev/isnad/internal/text"
)

// The isolates keep the direction of each piece to itself, so that a terminal shows Arabic right beside English.
const (
	isolate    = "\u2068"
	popIsolate = "\u2069"
)

// writer writes the layers of a document.
type writer struct {
	out  io.Writer
	doc  *doc.Doc
	pack *lang.Pack
	err  error
}

// Write shows all layers.
func Write(out io.Writer, d *doc.Doc, p *lang.Pack) error {
	w := &writer{out: out, doc: d, pack: p}
	w.tokens()
	w.page()
	w.names()
	w.statements()
	w.events()
	return w.err
}

func (w *writer) print(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.out, format, args...)
	}
}

// words is a span in its own direction.
func (w *writer) words(s text.Span) string {
	return isolate + strings.ReplaceAll(w.doc.Text.At(s), "\n", " ") + popIsolate
}

func (w *writer) title(name string, n int) {
	if n > 0 {
		w.print("%s\n", name)
	}
}

func (w *writer) span(rule doc.RuleID, s text.Span, more string) {
	w.print("  %-38s %s%s\n", rule, w.words(s), more)
}

func (w *writer) tokens() {
	w.title("tokens", len(w.doc.Tokens))
	for i := range w.doc.Tokens {
		t := &w.doc.Tokens[i]
		switch t.Kind {
		case doc.Break:
			w.print("  ¶\n")
		case doc.Word:
			w.print("  %s%s\n", w.words(t.Span), w.readings(t))
		default:
			w.print("  %s\n", w.words(t.Span))
		}
	}
}

// readings are the ways to read a token that the pack knows.
func (w *writer) readings(t *doc.Token) string {
	var b strings.Builder
	for _, r := range t.Readings {
		if r.Form == 0 {
			continue
		}
		fmt.Fprintf(&b, "  = %s%s%s%s (%s)", isolate, clitics(r.Clitics), w.pack.Letters(r.Form), popIsolate, strings.Join(w.pack.Info(r.Form).Class.Names(), " "))
		b.WriteString(w.verbs(r.Form))
	}
	if b.Len() == 0 {
		return "  unknown"
	}
	return b.String()
}

var cliticLetters = []struct {
	clitic doc.Clitics
	letter string
}{{doc.And, "و"}, {doc.Then, "ف"}, {doc.In, "ب"}, {doc.For, "ل"}, {doc.Like, "ك"}, {doc.Article, "ال"}, {doc.Will, "س"}}

func clitics(c doc.Clitics) string {
	var b strings.Builder
	for _, x := range cliticLetters {
		if c&x.clitic != 0 {
			b.WriteString(x.letter + "+")
		}
	}
	return b.String()
}

// verbs are the lemmas of a form, each once.
func (w *writer) verbs(form doc.FormID) string {
	var out []string
	last := lang.LemmaID(-1)
	for _, v := range w.pack.Verbs(form) {
		if v.Lemma != last {
			out = append(out, isolate+w.pack.Lemmas[v.Lemma].Text+popIsolate)
			last = v.Lemma
		}
	}
	if out == nil {
		return ""
	}
	return " of " + strings.Join(out, ", ")
}

// page is what the page says around the article, and its dates.
func (w *writer) page() {
	w.title("furniture and sources", len(w.doc.Furniture)+len(w.doc.Sources))
	for _, f := range w.doc.Furniture {
		w.span(f.Rule, f.Span, "")
	}
	for _, s := range w.doc.Sources {
		w.span(s.Rule, s.Span, "  names "+w.words(s.Name))
	}
	w.title("dates", len(w.doc.Dates))
	for _, d := range w.doc.Dates {
		w.span(d.Rule, d.Span, "  = "+d.Value)
	}
}

func (w *writer) names() {
	w.title("mentions", len(w.doc.Mentions))
	for i := range w.doc.Mentions {
		m := &w.doc.Mentions[i]
		w.span(m.Rule, m.Span, w.mention(m))
	}
	w.title("entities", len(w.doc.Entities))
	for i := range w.doc.Entities {
		if e := &w.doc.Entities[i]; e.Name != "" {
			w.print("  %-38s %s%s%s  %s %s\n", e.Rule, isolate, e.Name, popIsolate, e.En, e.ID)
		}
	}
}

func (w *writer) mention(m *doc.Mention) string {
	var b strings.Builder
	b.WriteString("  " + [...]string{doc.NoType: "nobody named", doc.Person: "person", doc.Organisation: "body", doc.Place: "place"}[m.Type])
	things := w.pack.World.Things
	if m.Thing >= 0 {
		b.WriteString("  " + things[m.Thing].ID)
	}
	if m.Office >= 0 {
		b.WriteString("  office " + w.pack.World.Roles[m.Office].ID)
	}
	if m.Of >= 0 {
		b.WriteString("  of " + things[m.Of].ID)
	}
	return b.String()
}

func (w *writer) statements() {
	w.title("statements", len(w.doc.Statements))
	for i := range w.doc.Statements {
		s := &w.doc.Statements[i]
		w.span(s.Rule, s.Cue, "")
		if !s.Speaker.Empty() {
			w.print("    speaker  %s\n", w.words(s.Speaker))
		}
		if s.SpeakerName != "" {
			w.print("    who      %s%s%s  %s %s\n", isolate, s.SpeakerName, popIsolate, s.SpeakerEn, s.SpeakerID)
		}
		for _, c := range s.Content {
			w.print("    content  %s\n", w.words(c))
		}
		if !s.ViaSpan.Empty() {
			w.print("    via      %s\n", w.words(s.ViaSpan))
		}
	}
}

func (w *writer) events() {
	w.title("contacts", len(w.doc.Events))
	for i := range w.doc.Events {
		e := &w.doc.Events[i]
		w.span(e.Rule, e.Trigger, "")
		for _, p := range e.Participants {
			w.print("    party    %s  %s\n", w.words(p.Span), p.ID)
		}
		if !e.DateSpan.Empty() {
			w.print("    date     %s  = %s\n", w.words(e.DateSpan), e.Date)
		}
		if !e.PlaceSpan.Empty() {
			w.print("    place    %s\n", w.words(e.PlaceSpan))
		}
		if !e.Topic.Empty() {
			w.print("    topic    %s\n", w.words(e.Topic))
		}
	}
}
