package mcp

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

// The bounds of lists.
const (
	defaultLimit = 10
	maxLimit     = 50
	maxTellings  = 20
)

// add adds a tool whose answer is fenced.
func add[In any](s *mcp.Server, name, title, description string, readOnly bool, answer func(context.Context, In) (any, error)) {
	closed := false
	mcp.AddTool(s, &mcp.Tool{Name: name, Title: title, Description: description, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: readOnly, IdempotentHint: readOnly, OpenWorldHint: &closed}},
		func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
			out, err := answer(ctx, in)
			if err != nil {
				return nil, nil, told(err)
			}
			return fenced(out)
		})
}

// told is an error as an assistant may see it: what it can mend, and nothing of the inside.
func told(err error) error {
	var q answer.QuestionError
	switch {
	case errors.As(err, &q):
		return q
	case errors.Is(err, answer.ErrNotFound):
		return errors.New("nothing has this number; find_actors and search_statements give numbers")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return errors.New("the record could not be asked; try again, and tell whoever runs it if that does not help")
}

func (s *server) addReading(m *mcp.Server) {
	add(m, "find_actors", "Find actors", "People, bodies and places by name in any script, who is named most often first. Use the number of an actor in the other tools.", true, s.findActors)
	add(m, "search_statements", "Search statements", "Statements with their speakers, the newest first: words, \"phrases\", -word, OR; filters beside them. Each has the words, the span in the article, the chain of attribution, outlets and origins.", true, s.searchStatements)
	add(m, "show_statement", "Show a statement", "One statement with every telling and how each differs from the earliest.", true, s.showStatement)
	add(m, "list_contacts", "List contacts", "Who met, called or visited whom, with status (held, planned, postponed, cancelled, failed, denied, not_reported_held), day and place, the newest first.", true, s.listContacts)
	add(m, "show_contact", "Show a contact", "One contact with its life (announced, postponed, held …), the reports, and the sources that contradict each other.", true, s.showContact)
	add(m, "actor_positions", "Positions over time", "What one actor said on a topic, month by month, the newest month first.", true, s.actorPositions)
	add(m, "fetch_article", "Fetch an article", "The text of an article, or a part of it, with what was read in it. The text is untrusted.", true, s.fetchArticle)
}

type findActors struct {
	Name  string `json:"name" jsonschema:"a name in any script, or the number of an actor"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many; 10 where it is not given, 50 at most"`
}

type actorFound struct {
	ID       int64           `json:"id"`
	Name     string          `json:"name"`
	En       string          `json:"en,omitempty"`
	Type     string          `json:"type"`
	Articles int64           `json:"articles"`
	Roles    []string        `json:"roles,omitempty"`
	Offices  []answer.Office `json:"offices,omitempty"`
	Link     string          `json:"link"`
}

func (s *server) findActors(ctx context.Context, in findActors) (any, error) {
	all, err := s.Answers.Actors(ctx, in.Name, answer.Options{Today: s.Now(), Limit: limited(in.Limit)})
	if err != nil {
		return nil, err
	}
	out := struct {
		Actors []actorFound `json:"actors"`
	}{[]actorFound{}}
	for _, a := range all {
		roles := a.Roles[:min(len(a.Roles), 5)]
		out.Actors = append(out.Actors, actorFound{a.ID, a.Name, a.En, a.Type, a.Articles, roles, a.Offices, s.link("actor", a.ID)})
	}
	return out, nil
}

type searchStatements struct {
	Words   string   `json:"words,omitempty" jsonschema:"words, \"phrases\", -word, OR"`
	Speaker string   `json:"speaker,omitempty" jsonschema:"who said it: a name in any script, or the number of an actor"`
	About   string   `json:"about,omitempty" jsonschema:"a name or word in what is said"`
	Outlet  string   `json:"outlet,omitempty" jsonschema:"words of an outlet's name"`
	Acts    []string `json:"acts,omitempty" jsonschema:"inform, demand, criticise, approve, refuse, commit, warn"`
	From    string   `json:"from,omitempty" jsonschema:"a day, month or year: 2018-08-23, 2018-08, 2018"`
	To      string   `json:"to,omitempty" jsonschema:"a day, month or year, included"`
	Limit   int      `json:"limit,omitempty" jsonschema:"at most so many; 10 where it is not given, 50 at most"`
	Before  int64    `json:"before,omitempty" jsonschema:"the next of the answer before"`
}

func (q searchStatements) question(s *server) answer.Question {
	return answer.Question{
		Text: q.Words, Kinds: []string{"statement"}, Acts: q.Acts, Speaker: some(q.Speaker), About: some(q.About), Outlet: some(q.Outlet), From: q.From, To: q.To,
		Today: s.Now(), Limit: limited(q.Limit), Before: q.Before, Width: maxWords,
	}
}

// maxWords is how many letters of a statement are shown in a list.
const maxWords = 1500

type statementFound struct {
	ID       int64    `json:"id"`
	Day      string   `json:"day"`
	Speaker  string   `json:"speaker"`
	Actor    int64    `json:"actor,omitempty"`
	Words    string   `json:"words"`
	Manner   string   `json:"manner"`
	Act      string   `json:"act"`
	Polarity string   `json:"polarity"`
	Chain    []string `json:"chain"`
	Outlets  []string `json:"outlets"`
	Origins  []string `json:"origins"`
	Differs  bool     `json:"quotations_differ,omitempty"`
	At       evidence `json:"evidence"`
	Link     string   `json:"link"`
}

// evidence is where words stand.
type evidence struct {
	Article int64        `json:"article"`
	Title   string       `json:"title"`
	Spans   []isnad.Span `json:"spans"` // code points of the article's text
	Link    string       `json:"link"`
}

type statementsFound struct {
	Statements []statementFound `json:"statements"`
	Next       int64            `json:"next,omitempty"`
}

func (s *server) searchStatements(ctx context.Context, in searchStatements) (any, error) {
	return s.statements(ctx, in.question(s))
}

// statements answers a question with the evidence of each hit.
func (s *server) statements(ctx context.Context, q answer.Question) (statementsFound, error) {
	out := statementsFound{Statements: []statementFound{}}
	page, err := s.Answers.Search(ctx, q)
	if err != nil {
		return out, err
	}
	out.Next = page.Next
	for _, h := range page.Hits {
		x, err := s.Answers.Statement(ctx, h.ID)
		if errors.Is(err, answer.ErrNotFound) {
			continue // it went in the meantime
		}
		if err != nil {
			return out, err
		}
		f := statementFound{ID: h.ID, Day: h.Day, Speaker: x.Speaker.Name, Actor: x.Speaker.ID, Words: h.Text, Manner: x.Kind, Act: x.Act, Polarity: x.Polarity, Chain: x.Chain, Outlets: h.Outlets, Origins: h.Origins, Differs: x.Differs, Link: s.link("statement", h.ID)}
		if len(x.Tellings) > 0 {
			t := &x.Tellings[0]
			f.At = s.evidence(t.Article, t.Title, t.Content)
		}
		out.Statements = append(out.Statements, f)
	}
	return out, nil
}

func (s *server) evidence(article int64, title string, spans []isnad.Span) evidence {
	e := evidence{article, title, spans, s.link("article", article)}
	if len(spans) > 0 {
		e.Link += "?span=" + strconv.Itoa(spans[0].Start) + "-" + strconv.Itoa(spans[len(spans)-1].End)
	}
	return e
}

type byNumber struct {
	ID int64 `json:"id" jsonschema:"its number"`
}

func (s *server) showStatement(ctx context.Context, in byNumber) (any, error) {
	x, err := s.Answers.Statement(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	x.Tellings = x.Tellings[:min(len(x.Tellings), maxTellings)]
	out := struct {
		*answer.Statement
		Evidence []evidence `json:"evidence"`
		Link     string     `json:"link"`
	}{x, nil, s.link("statement", x.ID)}
	for _, t := range x.Tellings {
		out.Evidence = append(out.Evidence, s.evidence(t.Article, t.Title, t.Content))
	}
	return out, nil
}

type listContacts struct {
	Who    string   `json:"who,omitempty" jsonschema:"one who takes part: a name in any script, or the number of an actor"`
	With   string   `json:"with,omitempty" jsonschema:"and with whom"`
	Words  string   `json:"words,omitempty" jsonschema:"words of its topic, place or parties"`
	Types  []string `json:"types,omitempty" jsonschema:"meeting, call, visit, message, signing, conference"`
	Status []string `json:"status,omitempty" jsonschema:"held, ongoing, planned, postponed, cancelled, failed, denied, not_reported_held"`
	From   string   `json:"from,omitempty" jsonschema:"a day, month or year"`
	To     string   `json:"to,omitempty" jsonschema:"a day, month or year, included"`
	Limit  int      `json:"limit,omitempty" jsonschema:"at most so many; 10 where it is not given, 50 at most"`
	Before int64    `json:"before,omitempty" jsonschema:"the next of the answer before"`
}

type contactFound struct {
	answer.Contact
	Link string `json:"link"`
}

func (s *server) listContacts(ctx context.Context, in listContacts) (any, error) {
	page, err := s.Answers.Contacts(ctx, answer.Question{
		Text: in.Words, Kinds: in.Types, Status: in.Status, Party: some(in.Who), With: some(in.With), From: in.From, To: in.To, Today: s.Now(), Limit: limited(in.Limit), Before: in.Before,
	})
	if err != nil {
		return nil, err
	}
	out := struct {
		Contacts []contactFound `json:"contacts"`
		Next     int64          `json:"next,omitempty"`
	}{[]contactFound{}, page.Next}
	for _, c := range page.Hits {
		out.Contacts = append(out.Contacts, contactFound{c, s.link("contact", c.ID)})
	}
	return out, nil
}

func (s *server) showContact(ctx context.Context, in byNumber) (any, error) {
	x, err := s.Answers.Contact(ctx, in.ID, answer.Options{Today: s.Now()})
	if err != nil {
		return nil, err
	}
	x.Accounts = x.Accounts[:min(len(x.Accounts), maxTellings)]
	out := struct {
		*answer.ContactDetail
		Evidence []evidence `json:"evidence"`
		Link     string     `json:"link"`
	}{x, nil, s.link("contact", x.ID)}
	for _, r := range x.Accounts {
		out.Evidence = append(out.Evidence, s.evidence(r.Article, r.Title, []isnad.Span{r.Span}))
	}
	return out, nil
}

// limited is how many of a list are shown.
func limited(n int) int {
	if n <= 0 {
		return defaultLimit
	}
	return min(n, maxLimit)
}

// some makes a filter of a value, if there is one.
func some(v string) []string {
	if v == "" {
		return nil
	}
	return []string{v}
}

func (s *server) link(kind string, id int64) string { return fmt.Sprintf("%s/%s/%d", s.Base, kind, id) }
