package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// askFlags are those of all commands that ask the database.
type askFlags struct {
	databaseFlags
	Format string `help:"How to show what was found: text, json (an array), jsonl (one a line) or csv." enum:"text,json,jsonl,csv" default:"text" placeholder:"FORMAT"`
	On     string `help:"Answer as of this day (2018-08-23). Default: today." placeholder:"DAY"`
}

// pageFlags say which page of many answers is shown.
type pageFlags struct {
	Limit  int   `help:"Show at most so many." default:"20" short:"n" placeholder:"N"`
	Before int64 `help:"Go on where the page before ended: with the cursor of its last hit." placeholder:"CURSOR"`
}

// Validate is called by the parser.
func (f pageFlags) Validate() error {
	if f.Limit < 1 || f.Limit > 10_000 {
		return fmt.Errorf("--limit %d is out of bounds: 1 to 10000", f.Limit)
	}
	return nil
}

// today is the day as of which is answered.
func (f askFlags) today() (time.Time, error) {
	if f.On == "" {
		return time.Now(), nil
	}
	t, err := time.Parse(time.DateOnly, f.On)
	if err != nil {
		return t, usageError{fmt.Errorf("--on %q is no day: write 2018-08-23", f.On)}
	}
	return t, nil
}

// finder answers questions of one database.
type finder struct {
	store *store.Store
	words *find.Analyzer
	today time.Time
	notes []string // what a person should know beside the answer
}

func (f askFlags) openFinder(ctx context.Context) (*finder, error) {
	today, err := f.today()
	if err != nil {
		return nil, err
	}
	reader, err := isnad.OpenWith(extraWorld()...)
	if err != nil {
		return nil, err
	}
	s, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	return &finder{store: s, words: find.New(reader.Words()), today: today}, nil
}

func (f *finder) close() { f.store.Close() }

func (f *finder) day() string { return f.today.Format(time.DateOnly) }

// note tells a person something beside the answer.
func (f *finder) note(format string, args ...any) {
	f.notes = append(f.notes, fmt.Sprintf(format, args...))
}

func (f *finder) showNotes(t terminal) {
	for _, n := range f.notes {
		fmt.Fprintln(t.err, "isnad:", n)
	}
}

// person is somebody who is asked for: the actors that the name may mean, and the words of the name where no actor has it.
type person struct {
	ids   []int64
	named find.Clause
}

// who looks a name up, in any script, or the number of an actor.
func (f *finder) who(ctx context.Context, name string) (person, error) {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		group, err := f.store.ActorGroup(ctx, id)
		var ids []int64
		for _, a := range group {
			ids = append(ids, a.ID)
		}
		return person{ids: ids}, err
	}
	p := person{named: find.Clause{Phrase: f.words.NameKeys(name)}}
	var keys []string
	for _, id := range f.words.Names(name) {
		keys = append(keys, "w|"+id)
	}
	var spelled []string
	for _, kind := range []string{"PER", "ORG", "LOC"} {
		for _, k := range ledger.ActorKeys(ledger.Naming{Name: name, Type: kind, Forms: []string{name}}) {
			if strings.HasPrefix(k, "n|") {
				keys = append(keys, k)
			} else {
				spelled = append(spelled, k)
			}
		}
	}
	for _, look := range []func() ([]int64, error){
		func() ([]int64, error) { return f.store.ActorsWithKeys(ctx, keys) },
		func() ([]int64, error) { return f.store.ActorsWithKeys(ctx, spelled) },
		func() ([]int64, error) { return f.called(ctx, p.named) },
	} {
		ids, err := look()
		if err != nil || len(ids) > 0 {
			p.ids = ids
			return p, err
		}
	}
	return p, nil
}

// lookForNames is how many of the newest articles that have a name are asked whom they mean by it.
const lookForNames = 40

// called are the actors that some article calls so: for short names and other scripts, to which no key of the ledger leads.
func (f *finder) called(ctx context.Context, name find.Clause) ([]int64, error) {
	if len(name.Phrase) == 0 {
		return nil, nil
	}
	hits, err := f.store.Search(ctx, store.Search{Match: []store.Clause{{Phrase: name.Phrase}}, Kinds: []int{store.ArticleUnit}, Limit: lookForNames})
	if err != nil {
		return nil, err
	}
	var articles []int64
	for _, h := range hits {
		articles = append(articles, h.Ref)
	}
	all, err := f.store.NamedIn(ctx, articles)
	if err != nil {
		return nil, err
	}
	var roots []int64
	for _, a := range all {
		var n ledger.Naming
		if err := json.Unmarshal([]byte(a.Data), &n); err != nil {
			return nil, fmt.Errorf("actor %d: %w", a.ID, err)
		}
		if slices.ContainsFunc(append(n.Forms, n.Name), func(form string) bool { return name.In(f.words.Terms(form)) }) {
			roots = append(roots, a.Root)
		}
	}
	return f.store.GroupsOf(ctx, roots)
}

// people looks all names up.
func (f *finder) people(ctx context.Context, names []string) (people, error) {
	var out people
	for _, name := range names {
		p, err := f.who(ctx, name)
		if err != nil {
			return nil, err
		}
		if len(p.ids) == 0 && len(p.named.Phrase) == 0 {
			return nil, usageError{fmt.Errorf("%q is no name: write one in any script, or the number of an actor", name)}
		}
		out = append(out, p)
	}
	return out, nil
}

// people are several of whom any is meant.
type people []person

// known are the actors, or none where one of the names is no actor's: then the words of the names are looked for.
func (p people) known() []int64 {
	var ids []int64
	for _, one := range p {
		if len(one.ids) == 0 {
			return nil
		}
		ids = append(ids, one.ids...)
	}
	return ids
}

// among says whether one of them is one of the actors, or is called so by the terms of a name.
func (p people) among(actors []int64, names ...[]find.Term) bool {
	return slices.ContainsFunc(p, func(one person) bool {
		if slices.ContainsFunc(actors, func(id int64) bool { return slices.Contains(one.ids, id) }) {
			return true
		}
		return len(one.ids) == 0 && slices.ContainsFunc(names, one.named.In)
	})
}

// clauses are the names as parts of a question, of which any must hold.
func (p people) clauses() []find.Clause {
	out := make([]find.Clause, 0, len(p))
	for i, one := range p {
		c := one.named
		c.Any = i > 0
		out = append(out, c)
	}
	return out
}

// found is a unit that the index gave, with what it stands for.
type found struct {
	store.Hit
	statement store.Statement
	contact   store.Contact
	reports   []ledger.Report
	parties   []store.Party
	life      ledger.Life
	article   store.Article
}

// terms are the words of it that the index has.
func (f *finder) terms(x *found) []find.Term { return f.words.Terms(x.indexed()) }

func (x *found) indexed() string {
	switch x.Kind {
	case store.StatementUnit:
		return x.statement.Speaker + " ~ " + x.statement.Words
	case store.ContactUnit:
		var words []string
		for i := range x.reports {
			words = append(words, x.reports[i].Names...)
		}
		return strings.Join(append(words, x.contact.Place, x.contact.Topic), " ~ ")
	}
	return x.article.Text
}

// The bounds of a search whose hits are looked at one by one: how many are taken from the index at once, and in all.
const (
	lookAtOnce = 100
	lookAtAll  = 5000
)

// search returns a page of what the index has and all checks accept.
func (f *finder) search(ctx context.Context, q store.Search, checks []func(*found) bool) ([]found, error) {
	want := q.Limit
	if len(checks) > 0 {
		q.Limit = max(want, lookAtOnce)
	}
	var out []found
	for looked := 0; ; {
		hits, err := f.store.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		all, err := f.load(ctx, hits)
		if err != nil {
			return nil, err
		}
		for i := range all {
			if slices.ContainsFunc(checks, func(accept func(*found) bool) bool { return !accept(&all[i]) }) {
				continue
			}
			if out = append(out, all[i]); len(out) == want {
				return out, nil
			}
		}
		if len(hits) < q.Limit {
			return out, nil
		}
		q.Before = hits[len(hits)-1].ID
		if looked += len(hits); looked >= lookAtAll {
			f.note("%d hits of the index were looked at; go on with --before %d", looked, q.Before)
			return out, nil
		}
	}
}

// load gets what the hits stand for. One whose row is gone in the meantime is left out.
func (f *finder) load(ctx context.Context, hits []store.Hit) ([]found, error) {
	refs := map[int][]int64{}
	for _, h := range hits {
		refs[h.Kind] = append(refs[h.Kind], h.Ref)
	}
	statements, err := f.store.Statements(ctx, refs[store.StatementUnit])
	if err != nil {
		return nil, err
	}
	contacts, err := f.contacts(ctx, refs[store.ContactUnit])
	if err != nil {
		return nil, err
	}
	articles, err := f.articles(ctx, refs[store.ArticleUnit])
	if err != nil {
		return nil, err
	}
	var out []found
	for _, h := range hits {
		x, ok := found{Hit: h}, false
		switch h.Kind {
		case store.StatementUnit:
			x.statement, ok = statements[h.Ref]
		case store.ContactUnit:
			var c *found
			if c, ok = contacts[h.Ref]; ok {
				x = *c
				x.Hit = h
			}
		case store.ArticleUnit:
			x.article, ok = articles[h.Ref]
		}
		if ok {
			out = append(out, x)
		}
	}
	return out, nil
}

func (f *finder) articles(ctx context.Context, refs []int64) (map[int64]store.Article, error) {
	ids := make([]store.ArticleID, len(refs))
	for i, r := range refs {
		ids[i] = store.ArticleID(r)
	}
	all, err := f.store.Articles(ctx, ids)
	out := make(map[int64]store.Article, len(all))
	for _, a := range all {
		out[int64(a.ID)] = a
	}
	return out, err
}

// contacts gets contacts with their reports, their parties and their lives as of today.
func (f *finder) contacts(ctx context.Context, ids []int64) (map[int64]*found, error) {
	rows, err := f.store.Contacts(ctx, ids)
	if err != nil {
		return nil, err
	}
	reports, err := f.store.Reports(ctx, ids)
	if err != nil {
		return nil, err
	}
	parties, err := f.store.Parties(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]*found, len(rows))
	for id, c := range rows {
		x := &found{contact: c, parties: parties[id]}
		for _, r := range reports[id] {
			var report ledger.Report
			if err := json.Unmarshal([]byte(r.Data), &report); err != nil {
				return nil, fmt.Errorf("report %d of article %d: %w", r.N, r.Article, err)
			}
			x.reports = append(x.reports, report)
		}
		x.life = ledger.LifeOf(x.reports, f.day())
		out[id] = x
	}
	return out, nil
}

// witness is one article that tells something, as the origins are found from.
type witness struct {
	head     store.Head
	agencies []string // that it names as its source
}

// witnesses gets the articles with the agencies that they name.
func (f *finder) witnesses(ctx context.Context, ids []store.ArticleID) (map[store.ArticleID]witness, error) {
	heads, err := f.store.Heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	records, err := f.store.CurrentRecords(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[store.ArticleID]witness, len(heads))
	for id, h := range heads {
		w := witness{head: h}
		if h.Agency != "" {
			w.agencies = append(w.agencies, h.Agency)
		}
		var record struct{ Sources []struct{ Name string } }
		if b := records[id]; b != nil {
			if err := json.Unmarshal(b, &record); err != nil {
				return nil, fmt.Errorf("record of article %d: %w", id, err)
			}
		}
		for _, s := range record.Sources {
			w.agencies = append(w.agencies, s.Name)
		}
		out[id] = w
	}
	return out, nil
}

// testimony is who tells something, and where it comes from.
type testimony struct {
	outlets []string
	origins []string
	first   store.Head // the earliest article
}

// testimonyOf counts outlets and origins of what these articles tell: a copy is no origin.
func testimonyOf(all map[store.ArticleID]witness, articles []store.ArticleID) testimony {
	var t testimony
	groups := map[store.ArticleID][]ledger.Copy{}
	var order []store.ArticleID
	ids := slices.Clone(articles)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		w, ok := all[id]
		if !ok {
			continue
		}
		if groups[w.head.Origin] == nil {
			order = append(order, w.head.Origin)
		}
		groups[w.head.Origin] = append(groups[w.head.Origin], ledger.Copy{Outlet: w.head.Outlet, Published: w.head.Published, Agencies: w.agencies})
		if !slices.Contains(t.outlets, w.head.Outlet) {
			t.outlets = append(t.outlets, w.head.Outlet)
		}
		if t.first.ID == 0 || earlier(w.head.Published, t.first.Published) {
			t.first = w.head
		}
	}
	var list [][]ledger.Copy
	for _, o := range order {
		list = append(list, groups[o])
	}
	for _, o := range ledger.Origins(list) {
		t.origins = append(t.origins, o.Name)
	}
	return t
}

// earlier compares publications; one that is not known is the latest.
func earlier(a, b string) bool { return a != "" && (b == "" || cmp.Compare(a, b) < 0) }

// list makes nothing an empty list, which JSON shows as such.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}
