package answer

import (
	"context"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

// Question is what is asked. All parts of it must hold; of the values of one filter any may. A filter may stand in the text too, whose values are then
// added; a bound of time here goes before that of the text.
type Question struct {
	Text    string   // words, "phrases", -word, OR, and filters: speaker: about: with: outlet: from: to: kind: status:
	Kinds   []string // article, statement, contact; direct, indirect, mixed; meeting, call, visit, message, signing, conference
	Acts    []string // of statements: inform, demand, criticise, approve, refuse, commit, warn
	Status  []string // of contacts: held, ongoing, planned, postponed, cancelled, failed, denied, not_reported_held
	Speaker []string // names in any script, or numbers of actors; so the next two
	Party   []string // one of them takes part in a contact
	With    []string // and one of them
	About   []string // names or words in what is said
	Outlet  []string // words of names of outlets
	From    string   // a day, a month, a year, or words such as أمس; both included
	To      string
	Today   time.Time // as of which is answered; zero for now
	Limit   int       // of hits on a page; DefaultLimit where it is 0, and never more than MaxLimit
	Before  int64     // goes on where the page before ended: with its Next, or the Cursor of a hit
	Width   int       // letters of Hit.Text; DefaultWidth where it is 0
	Units   []int64   // of hits only those whose Cursor is among these, if there are any
}

// Check says what is wrong with a question, or nothing.
func (f *Finder) Check(q Question) error {
	_, err := f.read(&q)
	return err
}

// filters are those beside the text.
func (q *Question) filters() []find.Filter {
	var out []find.Filter
	for _, part := range []struct {
		name   string
		values []string
	}{{"kind", q.Kinds}, {"kind", q.Acts}, {"status", q.Status}, {"speaker", q.Speaker}, {"with", q.With}, {"about", q.About}, {"outlet", q.Outlet}, {"from", []string{q.From}}, {"to", []string{q.To}}} {
		for _, v := range part.values {
			switch part.name {
			case "status":
				v = strings.ReplaceAll(v, "_", "-")
			case "from", "to":
				if v == "" {
					continue
				}
			}
			out = append(out, find.Filter{Name: part.name, Value: clean(v)})
		}
	}
	return out
}

// read understands the question.
func (f *Finder) read(q *Question) (find.Query, error) {
	if len(q.Text) > maxText {
		return find.Query{}, wrong("the question has %d bytes: ask a shorter one, of up to %d", len(q.Text), maxText)
	}
	out, err := f.words.QueryOn(clean(q.Text), dayOr(q.Today))
	if err == nil {
		out, err = f.words.Narrow(out, dayOr(q.Today), q.filters()...)
	}
	if err != nil {
		return out, QuestionError{err}
	}
	return out, nil
}

// asked is a question on its way to the store: what the index is asked, and what is checked of each hit.
type asked struct {
	q      find.Query // whose words are marked
	search store.Search
	checks []func(*found) bool
	today  time.Time
	width  int
	notes  []Note
}

// contactKinds are the types of contacts, and manners those of statements, that kind: may ask for; the rest of its words are acts.
var (
	contactKinds = []string{"meeting", "call", "visit", "message", "signing", "conference"}
	manners      = []string{"direct", "indirect", "mixed"}
	unitKinds    = map[string]int{OfArticle: store.ArticleUnit, OfStatement: store.StatementUnit, OfContact: store.ContactUnit}
)

// ask turns a question into what the store is asked.
func (f *Finder) ask(ctx context.Context, question Question) (*asked, error) {
	q, err := f.read(&question)
	if err != nil {
		return nil, err
	}
	a := &asked{q: q, search: store.Search{From: q.From, To: q.To, Limit: limited(question.Limit), Before: question.Before}, today: dayOr(question.Today), width: question.Width}
	if a.width <= 0 {
		a.width = DefaultWidth
	}
	for _, step := range []func(context.Context, *Finder) error{a.kinds, a.outlets, a.speakers, a.company(question.Party), a.company(q.With), a.about, a.status} {
		if err := step(ctx, f); err != nil {
			return nil, err
		}
	}
	if a.search.Units = question.Units; len(a.search.Units) > 0 {
		a.hold(f)
	} else {
		a.match(f)
	}
	return a, nil
}

// kinds: articles, statements and contacts stand beside each other; of statements and contacts the kind may be asked for.
func (a *asked) kinds(context.Context, *Finder) error {
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
	if len(a.search.Kinds) == 0 && allAmong(a.search.Details, contactKinds) {
		a.search.Kinds = []int{store.ContactUnit} // which are few: the index has them apart
		return nil
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

// allAmong says whether there are values, and all of them among these.
func allAmong(values, these []string) bool {
	return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(these, v) })
}

func (a *asked) outlets(ctx context.Context, f *Finder) error {
	if len(a.q.Outlet) > maxValues {
		return wrong("%d outlets are asked for at once: leave some out, up to %d may stand", len(a.q.Outlet), maxValues)
	}
	for _, name := range a.q.Outlet {
		ids, err := f.store.SourceIDs(ctx, name)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			a.notes = append(a.notes, Note{Code: NoOutlet, Name: name})
			ids = []int64{noOutlet}
		}
		a.search.Sources = append(a.search.Sources, ids...)
	}
	return nil
}

// noOutlet is the number of an outlet that is not there.
const noOutlet = -1

// nowhere says whether only outlets are asked for that are not there: to look through all units would find nothing.
func (a *asked) nowhere() bool {
	return len(a.search.Sources) > 0 && !slices.ContainsFunc(a.search.Sources, func(id int64) bool { return id != noOutlet })
}

// speakers asks for what they said, by actor where all are known as such, else by how they are called.
func (a *asked) speakers(ctx context.Context, f *Finder) error {
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

// company asks for contacts in which one of these people takes part.
func (a *asked) company(names []string) func(context.Context, *Finder) error {
	return func(ctx context.Context, f *Finder) error {
		if len(names) == 0 {
			return nil
		}
		who, err := f.people(ctx, names)
		if err != nil {
			return err
		}
		a.takePart(f, who)
		return nil
	}
}

func (a *asked) takePart(f *Finder, who people) {
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
}

// about wants the name in what is said, not only as the speaker's.
func (a *asked) about(_ context.Context, f *Finder) error {
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

func (a *asked) status(context.Context, *Finder) error {
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
func (a *asked) match(f *Finder) {
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

// hold asks of each of a few units whether the question holds of its words: the index answers what has some words, but is slow to say whether one unit
// among a million is among these.
func (a *asked) hold(f *Finder) {
	if len(a.q.All) > 0 {
		a.checks = append(a.checks, func(x *found) bool { return a.q.Holds(f.terms(x)) })
	}
}
