package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

// The isolates keep the direction of each piece to itself, so that Arabic stands right beside Latin letters.
const (
	isolate    = "\u2068" // first strong isolate
	popIsolate = "\u2069"
)

func isolated(s string) string {
	if s == "" {
		return "—"
	}
	return isolate + strings.Join(strings.Fields(s), " ") + popIsolate
}

// sheet is what a person reads: heads, and paragraphs below them.
type sheet struct {
	b        strings.Builder
	width    int
	coloured bool
}

func newSheet(t terminal) *sheet {
	return &sheet{width: min(max(width(t.out), 60), 120), coloured: coloured(t.out)}
}

// head is a line that begins an answer.
func (p *sheet) head(parts ...string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.b.WriteString(strings.Join(parts, "  "))
	p.b.WriteByte('\n')
}

// line is a line below it.
func (p *sheet) line(format string, args ...any) {
	p.b.WriteString("  " + fmt.Sprintf(format, args...) + "\n")
}

// marked is the text with its marks: bold, or between ⟦ and ⟧ where there is no colour.
func (p *sheet) marked(text string, marks []isnad.Span) string {
	open, closing := "⟦", "⟧"
	if p.coloured {
		open, closing = "\x1b[1m", "\x1b[22m"
	}
	var b strings.Builder
	points := []rune(text)
	at := 0
	for _, m := range marks {
		b.WriteString(string(points[at:m.Start]) + open + strings.Join(strings.Fields(string(points[m.Start:m.End])), " ") + closing)
		at = m.End
	}
	b.WriteString(string(points[at:]))
	return b.String()
}

// paragraph writes the text with its marks, wrapped, each line isolated.
func (p *sheet) paragraph(text string, marks []isnad.Span) {
	line, used := "", 0
	flush := func() {
		if line != "" {
			p.b.WriteString("  " + isolate + line + popIsolate + "\n")
		}
		line, used = "", 0
	}
	for _, word := range strings.Fields(p.marked(text, marks)) {
		n := runewidth.StringWidth(strings.NewReplacer("\x1b[1m", "", "\x1b[22m", "").Replace(word))
		if used > 0 && used+1+n > p.width-2 {
			flush()
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	flush()
}

func (p *sheet) writeTo(t terminal) error {
	_, err := t.out.Write([]byte(p.b.String()))
	return err
}

// showHits writes answers in the format: text is for people, and says how to go on where a page is full.
func showHits(t terminal, format string, page answer.Page[answer.Hit], limit int) error {
	if format != "text" {
		rows := make([]hit, 0, len(page.Hits))
		for i := range page.Hits {
			rows = append(rows, hitOf(&page.Hits[i]))
		}
		return showRows(t.out, format, rows)
	}
	if len(page.Hits) == 0 {
		fmt.Fprintln(t.err, "isnad: nothing is found")
	}
	p := newSheet(t)
	for i := range page.Hits {
		p.hit(&page.Hits[i])
	}
	p.more(page.Next, len(page.Hits) == limit)
	return p.writeTo(t)
}

// more says how to go on behind a full page.
func (p *sheet) more(next int64, full bool) {
	if next != 0 && full {
		fmt.Fprintf(&p.b, "\nolder ones: --before %d\n", next)
	}
}

func (p *sheet) hit(h *answer.Hit) {
	who := make([]string, len(h.Who))
	for i, x := range h.Who {
		who[i] = p.marked(x.Name, x.Marks)
	}
	manner := h.Detail
	if h.Act != "" && h.Act != "inform" {
		manner = joined(", ", manner, h.Act)
	}
	if h.Polarity != "" && h.Polarity != "asserts" {
		manner = joined(", ", manner, strings.ReplaceAll(h.Polarity, "_", " "))
	}
	switch h.Kind {
	case "statement":
		p.head(cmp.Or(h.Day, "no day"), "statement", isolatedList(who), "("+manner+")")
	case "contact":
		p.head(cmp.Or(h.Day, "no day"), h.Detail, isolatedList(who), "("+strings.ReplaceAll(h.Status, "_", " ")+")")
	default:
		copied := ""
		if h.Detail != "" {
			copied = "  (" + h.Detail + " copy)"
		}
		p.head(cmp.Or(h.Day, "no day"), "article", isolated(h.Title)+copied)
	}
	p.paragraph(h.Text, h.Marks)
	if h.Differs {
		p.line("the quotations differ between outlets: isnad article %d", h.Article)
	}
	p.line("%s", joined(" · ", sources(h.Outlets, h.Origins), fmt.Sprintf("article %d", h.Article), h.URL))
}

// sources is "6 outlets, 1 origin: AFP".
func sources(outlets, origins []string) string {
	if len(outlets) == 1 && len(origins) == 1 && outlets[0] == origins[0] {
		return "1 outlet: " + isolated(outlets[0])
	}
	if len(outlets) == 1 {
		return "1 outlet: " + isolated(outlets[0]) + ", " + counted(len(origins), "origin") + ": " + isolatedList(origins)
	}
	return counted(len(outlets), "outlet") + ", " + counted(len(origins), "origin") + ": " + isolatedList(origins)
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func isolatedList(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = isolated(n)
	}
	return cmp.Or(strings.Join(out, ", "), "—")
}

// joined joins what is not empty.
func joined(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}
