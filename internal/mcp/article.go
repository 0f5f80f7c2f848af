package mcp

import (
	"context"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

// maxText is how many code points of an article are sent at once.
const maxText = 12_000

type fetchArticle struct {
	ID   int64 `json:"id" jsonschema:"the number of the article"`
	From int   `json:"from,omitempty" jsonschema:"the code point to begin at, for the next part of a long text"`
}

type articleFound struct {
	ID         int64          `json:"id"`
	Outlet     string         `json:"outlet"`
	URL        string         `json:"url"`
	Published  string         `json:"published"`
	Title      string         `json:"title"`
	From       int            `json:"from"`
	Next       int            `json:"next,omitempty"` // where the next part begins
	Text       string         `json:"untrusted_text"`
	Statements []saidIn       `json:"statements"` // whose words begin in this part
	Contacts   []metIn        `json:"contacts"`
	CopyOf     int64          `json:"copy_of,omitempty"`
	Copies     []answer.Copy  `json:"copies,omitempty"`
	Sources    []isnad.Source `json:"sources,omitempty"`
	Link       string         `json:"link"`
}

type saidIn struct {
	Statement int64        `json:"statement,omitempty"`
	Speaker   string       `json:"speaker"`
	Spans     []isnad.Span `json:"spans"`
	Act       string       `json:"act"`
	Polarity  string       `json:"polarity"`
	Chain     []string     `json:"chain"`
	Rule      string       `json:"rule"`
}

type metIn struct {
	Contact int64      `json:"contact,omitempty"`
	Type    string     `json:"type"`
	Status  string     `json:"status"`
	Date    *string    `json:"date"`
	Parties []string   `json:"parties"`
	Span    isnad.Span `json:"span"`
	Rule    string     `json:"rule"`
}

func (s *server) fetchArticle(ctx context.Context, in fetchArticle) (any, error) {
	x, err := s.Answers.Article(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	points := []rune(x.Record.Article.Text)
	from := min(max(in.From, 0), len(points))
	to := min(from+maxText, len(points))
	a := x.Record.Article
	out := articleFound{ID: in.ID, Outlet: a.Outlet, URL: a.URL, Published: a.Published, Title: a.Title, From: from, Text: string(points[from:to]), Statements: []saidIn{}, Contacts: []metIn{}, Sources: x.Sources, Link: s.link("article", in.ID)}
	if to < len(points) {
		out.Next = to
	}
	if x.Kept.OriginID != in.ID {
		out.CopyOf = x.Kept.OriginID
	}
	out.Copies = x.Kept.Copies[:min(len(x.Kept.Copies), maxTellings)]
	inPart := func(at int) bool { return at >= from && at < to }
	for i := range x.Statements {
		if st := &x.Statements[i]; len(st.Content) > 0 && inPart(st.Content[0].Start) {
			out.Statements = append(out.Statements, saidIn{number(x.Kept.Statements, i), name(st.SpeakerName, points, st.Speaker), st.Content, st.Act, st.Polarity, st.Chain, st.Rule})
		}
	}
	for i := range x.Events {
		e := &x.Events[i]
		if !inPart(e.Trigger.Start) {
			continue
		}
		m := metIn{Contact: number(x.Kept.Contacts, i), Type: e.Type, Status: e.Status, Date: e.Date, Span: e.Trigger, Rule: e.Rule}
		for _, p := range e.Participants {
			m.Parties = append(m.Parties, name(p.Name, points, p.Span))
		}
		out.Contacts = append(out.Contacts, m)
	}
	return out, nil
}

func number(list []int64, i int) int64 {
	if i < len(list) {
		return list[i]
	}
	return 0
}

// name is a name, or the words that stand for it.
func name(n *string, points []rune, s *isnad.Span) string {
	switch {
	case n != nil && *n != "":
		return *n
	case s != nil && s.Start >= 0 && s.Start <= s.End && s.End <= len(points):
		return string(points[s.Start:s.End])
	}
	return ""
}
