package answer

import (
	"cmp"
	"context"
	"slices"

	"isnad.dev/isnad/internal/store"
)

// The kinds of a Reason why an article is related, the strongest first.
const (
	SameText      = "text"
	SameContact   = "contact"
	SameStatement = "statement"
	SameActor     = "actor"
)

var strongest = []string{SameText, SameContact, SameStatement, SameActor}

// Related is another article that has to do with one.
type Related struct {
	Head
	Why []Reason `json:"why"` // the strongest first
}

// Reason is what two articles have in common.
type Reason struct {
	Kind string `json:"kind"`           // text, contact, statement, actor
	ID   int64  `json:"id"`             // of the article that both come from, the contact, the statement or the actor
	Name string `json:"name,omitempty"` // of the actor
}

// The bounds of what is looked at: the rarest actors of an article, how rarely they must be named, and how many of the newest articles that name each.
const (
	rarest      = 6
	maxNamed    = 2000
	newestNamed = 50
	maxReasons  = 6
	maxRelated  = 100
)

// relations collects articles with why they are related.
type relations struct {
	self  store.ArticleID
	why   map[store.ArticleID][]Reason
	share map[store.ArticleID]float64 // the more, the rarer the actors in common
}

func (r *relations) add(id store.ArticleID, why Reason) {
	if id != r.self && len(r.why[id]) < maxReasons && !slices.Contains(r.why[id], why) {
		r.why[id] = append(r.why[id], why)
	}
}

// RelatedArticles returns articles of the same text, of the same contact, with the same statements, or that name the same actors, the rarest first: the
// strongest reason first, then those with the rarest actors in common, then the newest.
func (f *Finder) RelatedArticles(ctx context.Context, id int64, o Options) ([]Related, error) {
	heads, err := f.store.Heads(ctx, []store.ArticleID{store.ArticleID(id)})
	if err != nil {
		return nil, err
	}
	self, ok := heads[store.ArticleID(id)]
	if !ok {
		_, err := f.store.Article(ctx, store.ArticleID(id)) // says that it is not there
		return nil, err
	}
	r := &relations{self.ID, map[store.ArticleID][]Reason{}, map[store.ArticleID]float64{}}
	for _, look := range []func(context.Context, *relations, store.Head) error{f.sameText, f.sameContact, f.sameStatement, f.sameActor} {
		if err := look(ctx, r, self); err != nil {
			return nil, err
		}
	}
	return f.related(ctx, r, min(limited(o.Limit), maxRelated))
}

func (f *Finder) sameText(ctx context.Context, r *relations, self store.Head) error {
	all, err := f.store.Copies(ctx, self.Origin)
	for _, h := range all {
		r.add(h.ID, Reason{Kind: SameText, ID: int64(self.Origin)})
	}
	return err
}

func (f *Finder) sameContact(ctx context.Context, r *relations, self store.Head) error {
	mine, err := f.store.ReportsIn(ctx, self.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, x := range mine {
		ids = append(ids, x.Contact)
	}
	all, err := f.store.Reports(ctx, distinct(ids))
	for id, reports := range all {
		for _, x := range reports {
			r.add(x.Article, Reason{Kind: SameContact, ID: id})
		}
	}
	return err
}

func (f *Finder) sameStatement(ctx context.Context, r *relations, self store.Head) error {
	mine, err := f.store.TellingsIn(ctx, self.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, x := range mine {
		ids = append(ids, x.Statement)
	}
	all, err := f.store.Tellings(ctx, distinct(ids))
	for id, tellings := range all {
		for _, x := range tellings {
			r.add(x.Article, Reason{Kind: SameStatement, ID: id})
		}
	}
	return err
}

// sameActor looks for the people and bodies whom few other articles name: that two name a country says nothing.
func (f *Finder) sameActor(ctx context.Context, r *relations, self store.Head) error {
	named, err := f.store.NamedIn(ctx, []int64{int64(self.ID)})
	if err != nil {
		return err
	}
	named = slices.DeleteFunc(named, func(a store.Actor) bool { return a.Type == "LOC" || a.Articles > maxNamed })
	slices.Reverse(named) // those of most articles came first
	for _, a := range named[:min(len(named), rarest)] {
		ids, err := f.store.ArticlesNaming(ctx, a.Root, newestNamed)
		if err != nil {
			return err
		}
		names, err := f.store.CalledActors(ctx, []int64{a.ID})
		if err != nil {
			return err
		}
		for _, id := range ids {
			r.add(id, Reason{Kind: SameActor, ID: a.Root, Name: names[a.ID].Name})
			r.share[id] += 1 / float64(max(a.Articles, 1))
		}
	}
	return nil
}

// related orders the articles and gets their heads.
func (f *Finder) related(ctx context.Context, r *relations, limit int) ([]Related, error) {
	order := make([]store.ArticleID, 0, len(r.why))
	for id, why := range r.why {
		slices.SortFunc(why, func(a, b Reason) int { return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(a.ID, b.ID)) })
		order = append(order, id)
	}
	slices.SortFunc(order, func(a, b store.ArticleID) int {
		return cmp.Or(cmp.Compare(rank(r.why[a][0].Kind), rank(r.why[b][0].Kind)), cmp.Compare(r.share[b], r.share[a]), cmp.Compare(b, a))
	})
	order = order[:min(len(order), limit)]
	articles, err := f.articles(ctx, order)
	out := []Related{}
	for _, id := range order {
		if a, ok := articles[id]; ok {
			out = append(out, Related{headOf(&a), r.why[id]})
		}
	}
	return out, err
}

func rank(kind string) int { return slices.Index(strongest, kind) }
