package answer

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// person is somebody who is asked for: the actors that the name may mean, and the words of the name where no actor has it.
type person struct {
	ids   []int64
	named find.Clause
}

// who looks a name up, in any script, or the number of an actor.
func (f *Finder) who(ctx context.Context, name string) (person, error) {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		group, err := f.store.ActorGroup(ctx, id)
		return person{ids: idsOf(group)}, err
	}
	p := person{named: find.Clause{Phrase: f.words.NameKeys(name)}}
	known, spelled := f.actorKeys(name)
	for _, look := range []func() ([]int64, error){
		func() ([]int64, error) { return f.store.ActorsWithKeys(ctx, known) },
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

func idsOf(group []store.Actor) []int64 {
	var ids []int64
	for _, a := range group {
		ids = append(ids, a.ID)
	}
	return ids
}

// actorKeys are the ledger's keys of a name: those of the world pack and of whole names, and those of its spelling.
func (f *Finder) actorKeys(name string) (known, spelled []string) {
	for _, id := range f.words.Names(name) {
		known = append(known, "w|"+id)
	}
	for _, kind := range []string{"PER", "ORG", "LOC"} {
		for _, k := range ledger.ActorKeys(ledger.Naming{Name: name, Type: kind, Forms: []string{name}}) {
			if strings.HasPrefix(k, "n|") {
				known = append(known, k)
			} else {
				spelled = append(spelled, k)
			}
		}
	}
	return known, spelled
}

// lookForNames is how many of the newest articles that have a name are asked whom they mean by it.
const lookForNames = 40

// called are the actors that some article calls so: for short names and other scripts, to which no key of the ledger leads.
func (f *Finder) called(ctx context.Context, name find.Clause) ([]int64, error) {
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
		n, err := namingOf(&a)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(append(n.Forms, n.Name), func(form string) bool { return name.In(f.words.Terms(form)) }) {
			roots = append(roots, a.Root)
		}
	}
	return f.store.GroupsOf(ctx, roots)
}

// namingOf reads what is kept of an actor.
func namingOf(a *store.Actor) (n ledger.Naming, err error) {
	if err = json.Unmarshal([]byte(a.Data), &n); err != nil {
		err = fmt.Errorf("actor %d: %w", a.ID, err)
	}
	return n, err
}

// people looks all names up.
func (f *Finder) people(ctx context.Context, names []string) (people, error) {
	if len(names) > maxValues {
		return nil, wrong("%d names are asked for at once: leave some out, up to %d may stand", len(names), maxValues)
	}
	var out people
	for _, name := range names {
		p, err := f.who(ctx, clean(name))
		if err != nil {
			return nil, err
		}
		if len(p.ids) == 0 && len(p.named.Phrase) == 0 {
			return nil, wrong("%q is no name: write one in any script, or the number of an actor", name)
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
