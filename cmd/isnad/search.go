package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

type searchCommand struct {
	askFlags
	pageFlags
	Query []string `arg:"" help:"Words, \"phrases\", -word, OR, and filters: speaker: about: with: outlet: from: to: kind: status:. Write all of it in one pair of quotation marks of the shell." placeholder:"QUERY"`
}

// Run prints what was found: statements, contacts and articles, the newest first.
func (c *searchCommand) Run(ctx context.Context, t terminal) error {
	f, err := c.openFinder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	q, err := f.words.QueryOn(c.text(), f.today)
	if err != nil {
		return usageError{err}
	}
	a, err := f.ask(ctx, q)
	if err != nil {
		return err
	}
	a.search.Limit, a.search.Before = c.Limit, c.Before
	rows, err := f.answer(ctx, a, snippetWidth)
	if err != nil {
		return err
	}
	f.showNotes(t)
	return showHits(t, c.Format, rows, c.Limit)
}

// text joins the words of the command line; one that the shell took the quotation marks off gets them back.
func (c *searchCommand) text() string {
	if len(c.Query) == 1 {
		return c.Query[0]
	}
	words := make([]string, len(c.Query))
	for i, w := range c.Query {
		if name, value, ok := strings.Cut(w, ":"); strings.ContainsAny(w, " \t") && !strings.ContainsAny(w, `"«“`) {
			if w = `"` + w + `"`; ok && !strings.ContainsAny(name, " \t") {
				w = name + `:"` + value + `"`
			}
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}

// asked is a question on its way to the store: what the index is asked, and what is checked of each hit.
type asked struct {
	q      find.Query // whose words are marked
	search store.Search
	checks []func(*found) bool
}

// contactKinds are the types of contacts, and manners those of statements, that kind: may ask for; the rest of its words are acts.
var (
	contactKinds = []string{"meeting", "call", "visit", "message", "signing", "conference"}
	manners      = []string{"direct", "indirect", "mixed"}
	unitKinds    = map[string]int{"article": store.ArticleUnit, "statement": store.StatementUnit, "contact": store.ContactUnit}
)

// ask turns a question into what the store is asked.
func (f *finder) ask(ctx context.Context, q find.Query) (*asked, error) {
	a := &asked{q: q, search: store.Search{From: q.From, To: q.To}}
	for _, step := range []func(context.Context, *finder) error{a.kinds, a.outlets, a.speakers, a.company, a.about, a.status} {
		if err := step(ctx, f); err != nil {
			return nil, err
		}
	}
	a.match(f)
	return a, nil
}

// kinds: articles, statements and contacts stand beside each other; of statements and contacts the kind may be asked for.
func (a *asked) kinds(context.Context, *finder) error {
	for _, k := range a.q.Kind {
		unit, isUnit := unitKinds[k]
		switch {
		case isUnit:
			a.search.Kinds = append(a.search.Kinds, unit)
		case slices.Contains(contactKinds, k), slices.Contains(manners, k):
			a.search.Details = append(a.search.Details, k)
		default:
			a.search.Acts = append(a.search.Acts, k)
		}
	}
	if len(a.search.Details) > 0 && len(a.search.Kinds) > 0 { // kind:statement and kind:meeting
		details, kinds := a.search.Details, a.search.Kinds
		a.search.Details, a.search.Kinds = nil, nil
		a.checks = append(a.checks, func(x *found) bool {
			return slices.Contains(kinds, x.Kind) || slices.Contains(details, x.statement.Kind) && x.statement.Kind != "" || slices.Contains(details, x.contact.Type) && x.contact.Type != ""
		})
	}
	return nil
}

func (a *asked) outlets(ctx context.Context, f *finder) error {
	for _, name := range a.q.Outlet {
		ids, err := f.store.SourceIDs(ctx, name)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			f.note("no outlet is called %s", isolated(name))
			ids = []int64{-1} // finds nothing
		}
		a.search.Sources = append(a.search.Sources, ids...)
	}
	return nil
}

// speakers asks for what they said, by actor where all are known as such, else by how they are called.
func (a *asked) speakers(ctx context.Context, f *finder) error {
	if len(a.q.Speaker) == 0 {
		return nil
	}
	who, err := f.people(ctx, a.q.Speaker)
	if err != nil {
		return err
	}
	a.search.Kinds = []int{store.StatementUnit}
	if a.search.Actors = who.known(); a.search.Actors == nil {
		a.q.All = append(a.q.All, who.clauses()...)
	}
	a.checks = append(a.checks, func(x *found) bool {
		return who.among([]int64{x.statement.Actor}, f.words.Terms(x.statement.Speaker))
	})
	return nil
}

// company asks for contacts in which they take part.
func (a *asked) company(ctx context.Context, f *finder) error {
	if len(a.q.With) == 0 {
		return nil
	}
	who, err := f.people(ctx, a.q.With)
	if err != nil {
		return err
	}
	return a.takePart(f, who)
}

// takePart wants one of these people in a contact.
func (a *asked) takePart(f *finder, who people) error {
	a.search.Kinds = []int{store.ContactUnit}
	if known := who.known(); known == nil {
		a.q.All = append(a.q.All, who.clauses()...)
	} else if a.search.Actors == nil {
		a.search.Actors = known
	}
	a.checks = append(a.checks, func(x *found) bool {
		var ids []int64
		var names [][]find.Term
		for _, p := range x.parties {
			ids, names = append(ids, p.Actor), append(names, f.words.Terms(p.Name))
		}
		return who.among(ids, names...)
	})
	return nil
}

// about wants the name in what is said, not only as the speaker's.
func (a *asked) about(_ context.Context, f *finder) error {
	var clauses []find.Clause
	for _, name := range a.q.About {
		if keys := f.words.NameKeys(name); len(keys) > 0 {
			clauses = append(clauses, find.Clause{Phrase: keys, Any: len(clauses) > 0})
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	a.q.All = append(a.q.All, clauses...)
	a.checks = append(a.checks, func(x *found) bool {
		if x.Kind != store.StatementUnit {
			return true
		}
		terms := f.words.Terms(x.statement.Words)
		return slices.ContainsFunc(clauses, func(c find.Clause) bool { return c.In(terms) })
	})
	return nil
}

// notReportedHeld is the status of a plan whose day has gone by; the store keeps it as planned, since it comes about without a report.
const (
	planned         = "planned"
	notReportedHeld = "not_reported_held"
)

func (a *asked) status(context.Context, *finder) error {
	if len(a.q.Status) == 0 {
		return nil
	}
	var wanted []string
	for _, s := range a.q.Status {
		s = strings.ReplaceAll(s, "-", "_")
		wanted = append(wanted, s)
		if s == notReportedHeld {
			s = planned
		}
		a.search.Status = append(a.search.Status, s)
	}
	a.checks = append(a.checks, func(x *found) bool { return slices.Contains(wanted, x.life.Status) })
	return nil
}

// match hands the words to the index, which knows no spelling: phrases in quotation marks and words that must not be there are checked on the original.
func (a *asked) match(f *finder) {
	check := false
	for _, c := range a.q.All {
		check = check || c.Exact != nil || c.Not
		if c.Not && c.Exact != nil {
			continue // the index would leave out too much
		}
		a.search.Match = append(a.search.Match, store.Clause{Phrase: c.Phrase, Not: c.Not, Or: c.Any})
	}
	if check {
		a.checks = append(a.checks, func(x *found) bool { return a.q.Holds(f.terms(x)) })
	}
}

// hit is one answer.
type hit struct {
	Kind     string       `json:"kind"` // article, statement, contact
	ID       int64        `json:"id"`
	Day      string       `json:"day"`
	Who      []string     `json:"who"`    // the speaker, or the parties
	Detail   string       `json:"detail"` // of a statement direct, indirect or mixed; of a contact its type; of an article of which kind of copy it is
	Act      string       `json:"act"`
	Polarity string       `json:"polarity"`
	Status   string       `json:"status"` // of a contact
	Text     string       `json:"text"`   // in the words of the article
	Marks    []isnad.Span `json:"marks"`  // the hits in Text, in code points
	Outlets  []string     `json:"outlets"`
	Origins  []string     `json:"origins"`
	Tellings int          `json:"tellings"`
	Differs  bool         `json:"differs"` // quotations of it differ between outlets
	Article  int64        `json:"article"` // the first that tells it
	Title    string       `json:"title"`
	URL      string       `json:"url"`
	Cursor   int64        `json:"cursor"` // --before goes on behind it

	whoMarks [][]isnad.Span // the hits in Who
}

// snippetWidth is how many letters a snippet has; whole is for all words.
const (
	snippetWidth = 180
	whole        = 1 << 30
)

// answer asks the store and describes what it found.
func (f *finder) answer(ctx context.Context, a *asked, width int) ([]hit, error) {
	all, err := f.search(ctx, a.search, a.checks)
	if err != nil {
		return nil, err
	}
	told, err := f.toldBy(ctx, all)
	if err != nil {
		return nil, err
	}
	var ids []store.ArticleID
	for _, articles := range told {
		ids = append(ids, articles...)
	}
	slices.Sort(ids)
	seen, err := f.witnesses(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	names, err := f.partyNames(ctx, all)
	if err != nil {
		return nil, err
	}
	rows := make([]hit, 0, len(all))
	for i := range all {
		rows = append(rows, f.hitOf(&all[i], a.q, width, testimonyOf(seen, told[i]), len(told[i]), names))
	}
	return rows, nil
}

// toldBy returns for each of the hits the articles that tell it, each telling once.
func (f *finder) toldBy(ctx context.Context, all []found) ([][]store.ArticleID, error) {
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

// partyNames are the names of the actors who speak or take part.
func (f *finder) partyNames(ctx context.Context, all []found) (map[int64]string, error) {
	var ids []int64
	for i := range all {
		ids = append(ids, all[i].statement.Actor)
		for _, p := range all[i].parties {
			ids = append(ids, p.Actor)
		}
	}
	slices.Sort(ids)
	return f.store.ActorNames(ctx, slices.Compact(ids))
}

// partiesOf names those who take part, an actor once whatever the reports call it.
func partiesOf(all []store.Party, names map[int64]string) []string {
	var out []string
	for _, p := range all {
		name := p.Name
		if n := names[p.Actor]; n != "" {
			name = n
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (f *finder) hitOf(x *found, q find.Query, width int, t testimony, tellings int, names map[int64]string) hit {
	h := hit{ID: x.Ref, Day: x.Day, Who: []string{}, Outlets: list(t.outlets), Origins: list(t.origins), Tellings: tellings, Article: int64(t.first.ID), Title: t.first.Title, URL: t.first.URL, Cursor: x.Hit.ID}
	text := x.article.Text
	switch x.Kind {
	case store.StatementUnit:
		s := &x.statement
		h.Kind, h.Detail, h.Act, h.Polarity, h.Differs = "statement", s.Kind, s.Act, s.Polarity, s.Differs
		if name := cmp.Or(names[s.Actor], s.Speaker); name != "" {
			h.Who = []string{name}
		}
		text = s.Words
	case store.ContactUnit:
		h.Kind, h.Detail, h.Status, h.Who = "contact", x.contact.Type, x.life.Status, list(partiesOf(x.parties, names))
		text = joined(" — ", x.contact.Place, x.contact.Topic)
	default:
		h.Kind, h.Detail = "article", x.article.Copy
		if h.Title == "" {
			h.Title = firstLine(text)
		}
	}
	for _, name := range h.Who {
		_, marks := f.snippet(name, q, whole)
		h.whoMarks = append(h.whoMarks, marks)
	}
	h.Text, h.Marks = f.snippet(text, q, width)
	return h
}

// snippet cuts the text and counts its marks in code points.
func (f *finder) snippet(s string, q find.Query, width int) (string, []isnad.Span) {
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
