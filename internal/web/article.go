package web

import (
	"cmp"
	"strconv"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/render"
	"isnad.dev/isnad/internal/store"
)

func articleID(n int64) store.ArticleID { return store.ArticleID(n) }

// article is an article with all that was read in it.
type article struct {
	*answer.Article
	Marked     render.Marked
	Statements []statementNote
	Contacts   []contactNote
	Names      []nameNote
	Title      string
	Related    []answer.Related
	Fixes      fixes
	Refused    string // why a form was refused, at the top
	Noted      *notes
}

// note is what the margin says of an item: where it stands in the text, and why it was read so.
type note struct {
	Key, Anchor string
	N           int // in the record
	Rule, Cue   string
}

type statementNote struct {
	note
	Of      *isnad.Statement
	ID      int64
	Speaker answer.Party
	Words   string
	Retold  []answer.Retold // how other outlets tell it
	Fix     *fix
}

type contactNote struct {
	note
	Of      *isnad.Event
	ID      int64
	Parties []answer.Party
	Fix     *fix
}

type nameNote struct {
	note
	Of *isnad.Entity
	ID int64
}

// maxRelated is how many related articles the margin names.
const maxRelated = 12

func (s *Server) articlePage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	c, _, err := s.articleContent(a, id)
	return c, err
}

func (s *Server) articleContent(a *ask, id int64) (*content, *article, error) {
	x, err := s.answers.Article(a.Context(), id)
	if err != nil {
		return nil, nil, err
	}
	d := &article{Article: x, Marked: render.Mark(&x.Record, "a", spansOf(a.URL.Query().Get("span"))...)}
	d.Title = cmp.Or(x.Record.Article.Title, headline(d.Marked), a.L.T("article.untitled"))
	d.annotate()
	if d.Related, err = s.answers.RelatedArticles(a.Context(), id, answer.Options{Today: a.Today, Limit: maxRelated}); err != nil {
		return nil, nil, err
	}
	if err := s.fixArticle(a, d); err != nil {
		return nil, nil, err
	}
	d.Noted, err = s.notesOf(a, "article", id)
	return &content{Template: "article", Title: d.Title, Data: d}, d, err
}

// headline is the article's headline, as it stands in its text.
func headline(m render.Marked) string {
	for _, p := range m.Paragraphs {
		if p.Headline {
			return textOf(p)
		}
	}
	return ""
}

func textOf(p render.Paragraph) string {
	var b strings.Builder
	for _, s := range p.Segments {
		b.WriteString(s.Text)
	}
	return b.String()
}

// annotate makes the notes of the margin.
func (d *article) annotate() {
	points := []rune(d.Record.Article.Text)
	for i := range d.Record.Statements {
		d.Statements = append(d.Statements, d.statementNote(points, i))
	}
	for i := range d.Record.Events {
		d.Contacts = append(d.Contacts, d.contactNote(points, i))
	}
	for i := range d.Record.Entities {
		e := &d.Record.Entities[i]
		d.Names = append(d.Names, nameNote{d.note('n', i, e.Rule, ""), e, at0(d.Kept.Actors, i)})
	}
}

func (d *article) statementNote(points []rune, i int) statementNote {
	x := &d.Record.Statements[i]
	n := statementNote{
		note: d.note('s', i, x.Rule, at(points, x.Cue)), Of: x, ID: at0(d.Kept.Statements, i), Words: all(points, x.Content),
		Speaker: answer.Party{ID: at0(d.Kept.Speakers, i), Name: cmp.Or(or(x.SpeakerName), at(points, x.Speaker))},
	}
	for _, r := range d.Kept.Tellings {
		if r.N == i {
			n.Retold = append(n.Retold, r)
		}
	}
	return n
}

func (d *article) contactNote(points []rune, i int) contactNote {
	e := &d.Record.Events[i]
	n := contactNote{note: d.note('e', i, e.Rule, at(points, &e.Trigger)), Of: e, ID: at0(d.Kept.Contacts, i)}
	for j, p := range e.Participants {
		party := answer.Party{Name: cmp.Or(or(p.Name), or(p.Role), at(points, p.Span))}
		if i < len(d.Kept.Parties) {
			party.ID = at0(d.Kept.Parties[i], j)
		}
		n.Parties = append(n.Parties, party)
	}
	return n
}

func (d *article) note(kind byte, i int, rule, cue string) note {
	key := render.Key(kind, i)
	return note{key, d.Marked.Anchor(key), i, rule, cue}
}

// at is what stands at a span, in code points; empty for none.
func at(points []rune, s *isnad.Span) string {
	if s == nil || s.Start < 0 || s.End > len(points) || s.Start > s.End {
		return ""
	}
	return string(points[s.Start:s.End])
}

// all is what stands at several spans.
func all(points []rune, spans []isnad.Span) string {
	var out []string
	for i := range spans {
		out = append(out, at(points, &spans[i]))
	}
	return strings.Join(out, " … ")
}

func at0(list []int64, i int) int64 {
	if i < len(list) {
		return list[i]
	}
	return 0
}

func or(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// maxSpans is how many spans an address may point at.
const maxSpans = 50

// spansOf reads the spans that an address points at, such as 120-140,150-160. What is none is left out: the page is shown as it is.
func spansOf(value string) []isnad.Span {
	var out []isnad.Span
	for part := range strings.SplitSeq(value, ",") {
		from, to, ok := strings.Cut(part, "-")
		start, err := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if ok && err == nil && err2 == nil && start >= 0 && end > start && len(out) < maxSpans {
			out = append(out, isnad.Span{Start: start, End: end})
		}
	}
	return out
}
