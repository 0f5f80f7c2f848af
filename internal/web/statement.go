package web

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/chart"
	"isnad.dev/isnad/internal/web/locale"
)

// number is the number in an address: /actor/12.
func (a *ask) number() (int64, error) {
	n, err := strconv.ParseInt(a.PathValue("id"), 10, 64)
	if err != nil || n <= 0 {
		return 0, answer.ErrNotFound
	}
	return n, nil
}

// statement is one statement with each telling side by side.
type statement struct {
	*answer.Statement
	Tellings []telling
	Chain    *figure
	Before   *answer.Hit // what the speaker said before it, and after
	After    *answer.Hit
	Noted    *notes
}

// telling is how one article tells it, with what is different from the earliest telling.
type telling struct {
	answer.Telling
	Parts []change
	First bool
}

// change is a part of the words: the same as in the earliest telling, added, left out, or put in or out of quotation marks.
type change struct{ Op, Text string }

func (s *Server) statementPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.answers.Statement(a.Context(), id)
	if err != nil {
		return nil, err
	}
	d := &statement{Statement: x}
	for i, t := range x.Tellings {
		d.Tellings = append(d.Tellings, telling{t, changes(t.Words, t.Edits), i == 0})
	}
	if err := s.around(a, d); err != nil {
		return nil, err
	}
	d.Noted, err = s.notesOf(a, "statement", id)
	return &content{Template: "statement", Title: a.statementTitle(x), Data: d}, err
}

func (a *ask) statementTitle(x *answer.Statement) string {
	return a.L.T("statement.title", cmp.Or(x.Speaker.Name, a.L.T("speaker.unknown")))
}

// around fills in what stands around the statement: its chain as a picture, what its speaker said before and after, whom it speaks of, and the speaker's
// contacts of that day.
func (s *Server) around(a *ask, d *statement) error {
	if len(d.Statement.Chain) > 1 {
		kind, err := s.kindOf(a, d.Speaker.ID)
		if err != nil {
			return err
		}
		d.Chain = a.figure(chainOf(a.L, d.Statement, kind), "/statement/"+decimal(d.ID)+"/chain.svg")
	}
	before, after, err := s.store.NeighbourStatements(a.Context(), d.ID)
	if err != nil {
		return err
	}
	hits, err := s.answers.StatementsByID(a.Context(), []int64{before, after}, answer.Options{Today: a.Today})
	for i := range hits {
		switch h := &hits[i]; h.ID {
		case before:
			d.Before = h
		case after:
			d.After = h
		}
	}
	return err
}

// kindOf is what the speaker is.
func (s *Server) kindOf(a *ask, actor int64) (chart.Kind, error) {
	called, err := s.store.CalledActors(a.Context(), []int64{actor})
	return chart.Kind(called[actor].Type), err
}

// chainPicture is the file of the chain.
func (s *Server) chainPicture(a *ask) (*drawing, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	x, err := s.answers.Statement(a.Context(), id)
	if err != nil {
		return nil, err
	}
	kind, err := s.kindOf(a, x.Speaker.ID)
	d := chainOf(a.L, x, kind)
	d.Title = a.statementTitle(x)
	return d, err
}

// chainOf draws on whose authority the earliest telling has the words.
func chainOf(l *locale.Words, x *answer.Statement, kind chart.Kind) *drawing {
	var c chart.Chain
	for i, name := range x.Chain {
		h := chart.Hop{Name: name, Role: l.T("chain.relay"), Kind: chart.Organisation}
		switch {
		case i == len(x.Chain)-1:
			h.Role, h.Kind, h.Href = l.T("chain.speaker"), kind, actorAddress(x.Speaker.ID)
		case i == 0:
			h.Role = l.T("chain.outlet")
			if len(x.Tellings) > 0 {
				h.Href = spanAddress(x.Tellings[0].Article, x.Tellings[0].Content)
			}
		}
		c.Hops = append(c.Hops, h)
	}
	return &drawing{Picture: c, Title: l.T("statement.chain"), Desc: l.T("statement.chain.hint"), Sources: x.Outlets, Note: short(x.Words), Name: "isnad-statement-" + decimal(x.ID)}
}

// short cuts a text for a caption.
func short(s string) string {
	points := []rune(s)
	if len(points) <= 200 {
		return s
	}
	return string(points[:200]) + "…"
}

// changes lays the edits over the words of a telling: what it left out stands where it is missing, apart from the words beside it.
func changes(words string, edits []answer.Edit) []change {
	points := []rune(words)
	var out []change
	at := 0
	put := func(op string, from, to int) {
		if from < to && to <= len(points) {
			out = append(out, change{op, string(points[from:to])})
		}
	}
	for _, e := range edits {
		if e.B.Start < at || e.B.End > len(points) {
			continue
		}
		put("", at, e.B.Start)
		if e.Op == "left_out" {
			out = append(out, apart(points, e)...)
		} else {
			put(e.Op, e.B.Start, e.B.End)
		}
		at = e.B.End
	}
	put("", at, len(points))
	return out
}

// apart is what a telling left out, with a space on the sides where its words have none.
func apart(points []rune, e answer.Edit) []change {
	out := []change{{e.Op, strings.TrimSpace(e.Words)}}
	if at := e.B.Start; at > 0 && !unicode.IsSpace(points[at-1]) {
		out = append([]change{{"", " "}}, out...)
	}
	if at := e.B.Start; at < len(points) && !unicode.IsSpace(points[at]) {
		out = append(out, change{"", " "})
	}
	return out
}

// came is what an article came in: a page, which is framed, or a text.
type came struct {
	ID   int64
	Text string // empty for a page
	Cut  bool   // the text goes on; the download has all of it
}

// maxShown is how many bytes of a text that an article came in are shown.
const maxShown = 256 << 10

// originalPage shows what an article came in.
func (s *Server) originalPage(a *ask) (*content, error) {
	id, err := a.number()
	if err != nil {
		return nil, err
	}
	b, media, err := s.store.Original(a.Context(), articleID(id))
	if err != nil {
		return nil, err
	}
	d := came{ID: id}
	if !isPage(media) {
		d.Cut = len(b) > maxShown
		d.Text = strings.ToValidUTF8(string(b[:min(len(b), maxShown)]), "\uFFFD")
	}
	return &content{Template: "original", Title: a.L.T("article.original"), Data: d}, nil
}

// isPage says whether bytes of this type are shown as a page; all others are text to us.
func isPage(media string) bool { return media == "text/html" || media == "application/xhtml+xml" }

// original sends the bytes that an article came in. They may be a page of anybody's making: they run nothing, load nothing, and are framed by us only.
func (s *Server) original(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.refuse(w, r, answer.ErrNotFound)
		return
	}
	b, media, err := s.store.Original(r.Context(), articleID(id))
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'")
	h.Set("Cache-Control", "private, no-cache")
	if isPage(media) {
		h.Set("Content-Type", media)
	} else {
		h.Set("Content-Type", "text/plain; charset=utf-8")
	}
	if r.URL.Query().Has("download") {
		h.Set("Content-Disposition", "attachment; filename=article-"+r.PathValue("id"))
	}
	w.Write(b)
}

// spanAddress is where words of an article stand on its page: the very span is marked there.
func spanAddress(article int64, spans []isnad.Span) string {
	address := "/article/" + strconv.FormatInt(article, 10)
	if len(spans) == 0 {
		return address
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
	}
	return address + "?span=" + strings.Join(parts, ",") + "#a-h1"
}
