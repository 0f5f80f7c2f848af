package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// The kinds of a Hit.
const (
	OfArticle   = "article"
	OfStatement = "statement"
	OfContact   = "contact"
)

// Party is one who speaks or takes part.
type Party struct {
	ID    int64        `json:"id"` // of the actor; 0 where the name is no known actor's
	Name  string       `json:"name"`
	Marks []isnad.Span `json:"marks,omitempty"` // of a hit: what was asked for in Name, in code points
}

// Hit is one thing that was found.
type Hit struct {
	Kind     string       `json:"kind"` // article, statement, contact
	ID       int64        `json:"id"`
	Day      string       `json:"day"`
	Who      []Party      `json:"who"`    // the speaker, or the parties
	Detail   string       `json:"detail"` // of a statement direct, indirect or mixed; of a contact its type; of an article of which kind of copy it is
	Act      string       `json:"act"`
	Polarity string       `json:"polarity"`
	Status   string       `json:"status"` // of a contact
	Text     string       `json:"text"`   // in the words of the article
	Marks    []isnad.Span `json:"marks"`  // what was asked for in Text, in code points
	Outlets  []string     `json:"outlets"`
	Origins  []string     `json:"origins"`
	Tellings int          `json:"tellings"`
	Differs  bool         `json:"differs"` // quotations of it differ between outlets
	Article  int64        `json:"article"` // the first that tells it
	Title    string       `json:"title"`
	URL      string       `json:"url"`
	Outlet   string       `json:"-"`      // of the first article
	Cursor   int64        `json:"cursor"` // Question.Before goes on behind it
}

// DefaultWidth is how many letters a hit's text has; Whole is for all words.
const (
	DefaultWidth = 180
	Whole        = 1 << 30
)

// Search returns statements, contacts and articles that are asked for, the newest first.
func (f *Finder) Search(ctx context.Context, q Question) (Page[Hit], error) {
	a, err := f.ask(ctx, q)
	if err != nil {
		return Page[Hit]{}, err
	}
	return f.page(ctx, a)
}

// Said returns what somebody said, each statement once and whole, the newest first. Who is a name in any script, or the number of an actor.
func (f *Finder) Said(ctx context.Context, who string, q Question) (Page[Hit], error) {
	q.Speaker = []string{who}
	q.Width = cmp.Or(q.Width, Whole)
	return f.Search(ctx, q)
}

func (f *Finder) page(ctx context.Context, a *asked) (Page[Hit], error) {
	all, next, err := f.find(ctx, a)
	if err != nil {
		return Page[Hit]{}, err
	}
	hits, err := f.hits(ctx, all, a)
	return Page[Hit]{hits, list(a.notes), next}, err
}

// hits describes what was found.
func (f *Finder) hits(ctx context.Context, all []found, a *asked) ([]Hit, error) {
	told, seen, err := f.testimonies(ctx, all)
	if err != nil {
		return nil, err
	}
	names, err := f.partyNames(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]Hit, 0, len(all))
	for i := range all {
		h := hitOf(&all[i], testimonyOf(seen, told[i]), names)
		h.Tellings = len(told[i])
		f.mark(&h, a)
		out = append(out, h)
	}
	return out, nil
}

// testimonies returns for each of the hits the articles that tell it, each telling once, and these articles.
func (f *Finder) testimonies(ctx context.Context, all []found) ([][]store.ArticleID, map[store.ArticleID]witness, error) {
	told, err := f.toldBy(ctx, all)
	if err != nil {
		return nil, nil, err
	}
	seen, err := f.witnesses(ctx, distinct(slices.Concat(told...)))
	return told, seen, err
}

func (f *Finder) toldBy(ctx context.Context, all []found) ([][]store.ArticleID, error) {
	var statements []int64
	out := make([][]store.ArticleID, len(all))
	for i := range all {
		if all[i].Kind == store.StatementUnit {
			statements = append(statements, all[i].Ref)
		}
	}
	tellings, err := f.store.Tellings(ctx, statements)
	if err != nil {
		return nil, err
	}
	for i := range all {
		x := &all[i]
		switch x.Kind {
		case store.StatementUnit:
			for _, t := range tellings[x.Ref] {
				out[i] = append(out[i], t.Article)
			}
		case store.ContactUnit:
			for _, r := range x.reports {
				out[i] = append(out[i], store.ArticleID(r.Article))
			}
		default:
			out[i] = []store.ArticleID{x.article.ID}
		}
	}
	return out, nil
}

// partyNames are the actors who speak or take part.
func (f *Finder) partyNames(ctx context.Context, all []found) (map[int64]store.Called, error) {
	var ids []int64
	for i := range all {
		ids = append(ids, all[i].statement.Actor)
		for _, p := range all[i].parties {
			ids = append(ids, p.Actor)
		}
	}
	return f.store.CalledActors(ctx, distinct(ids))
}

// partyOf is the actor, or who is only called so.
func partyOf(actor int64, name string, names map[int64]store.Called) Party {
	if a, ok := names[actor]; ok {
		return Party{ID: a.ID, Name: cmp.Or(a.Name, name)}
	}
	return Party{Name: name}
}

// partiesOf names those who take part, an actor once whatever the reports call it.
func partiesOf(all []store.Party, names map[int64]store.Called) []Party {
	out := []Party{}
	for _, p := range all {
		x := partyOf(p.Actor, p.Name, names)
		at := slices.IndexFunc(out, func(o Party) bool { return o.Name == x.Name && (o.ID == 0 || x.ID == 0 || o.ID == x.ID) })
		switch {
		case at < 0:
			out = append(out, x)
		case out[at].ID == 0:
			out[at].ID = x.ID
		}
	}
	return out
}

func hitOf(x *found, t testimony, names map[int64]store.Called) Hit {
	h := Hit{ID: x.Ref, Day: x.Day, Who: []Party{}, Outlets: list(t.outlets), Origins: list(t.origins), Article: int64(t.first.ID), Title: t.first.Title, URL: t.first.URL, Outlet: t.first.Outlet, Cursor: x.Hit.ID}
	switch x.Kind {
	case store.StatementUnit:
		s := &x.statement
		h.Kind, h.Detail, h.Act, h.Polarity, h.Differs, h.Text = OfStatement, s.Kind, s.Act, s.Polarity, s.Differs, s.Words
		if p := partyOf(s.Actor, s.Speaker, names); p.Name != "" {
			h.Who = append(h.Who, p)
		}
	case store.ContactUnit:
		h.Kind, h.Detail, h.Status, h.Who = OfContact, x.contact.Type, x.life.Status, partiesOf(x.parties, names)
		h.Text = joined(" — ", x.contact.Place, x.contact.Topic)
	default:
		h.Kind, h.Detail, h.Text = OfArticle, x.article.Copy, x.article.Text
		h.Title = cmp.Or(h.Title, firstLine(h.Text))
	}
	return h
}

// mark cuts the text and marks in it, and in the names, what was asked for.
func (f *Finder) mark(h *Hit, a *asked) {
	for i := range h.Who {
		_, h.Who[i].Marks = f.snippet(h.Who[i].Name, a.q, Whole)
	}
	h.Text, h.Marks = f.snippet(h.Text, a.q, a.width)
}

// snippet cuts the text and counts its marks in code points.
func (f *Finder) snippet(s string, q find.Query, width int) (string, []isnad.Span) {
	cut, marks := f.words.Snippet(s, q, width)
	out := make([]isnad.Span, 0, len(marks))
	for _, m := range marks {
		start := len([]rune(s[cut.Start:m.Start]))
		out = append(out, isnad.Span{Start: start, End: start + len([]rune(s[m.Start:m.End]))})
	}
	return s[cut.Start:cut.End], out
}

// firstLine is the headline of an article that has no title.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
