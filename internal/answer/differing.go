package answer

import (
	"context"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Differing is a statement that outlets quote differently.
type Differing struct {
	Statement int64     `json:"statement"`
	Speaker   Party     `json:"speaker"`
	Day       string    `json:"day"`
	First     Quoting   `json:"first"`  // as it was first kept
	Others    []Quoting `json:"others"` // each quotation once
}

// Quoting is how an outlet quotes a statement.
type Quoting struct {
	Article   int64  `json:"article"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Words     string `json:"words"`
	Edits     []Edit `json:"edits"` // from the first to this one
}

// The bounds of what is shown of statements that differ.
const (
	maxDiffering = 50
	maxQuotings  = 10
)

// TellingDifferences returns what an actor said that outlets quote differently, the newest first.
func (f *Finder) TellingDifferences(ctx context.Context, actor int64, o Options) ([]Differing, error) {
	group, err := f.store.ActorGroup(ctx, actor)
	if err != nil {
		return nil, err
	}
	statements, err := f.store.DifferingStatements(ctx, idsOf(group), min(limited(o.Limit), maxDiffering))
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(statements))
	for i, s := range statements {
		ids[i] = s.ID
	}
	tellings, err := f.store.Tellings(ctx, ids)
	if err != nil {
		return nil, err
	}
	c, err := f.comparison(ctx, tellings)
	out := make([]Differing, 0, len(statements))
	for _, s := range statements {
		x := Differing{Statement: s.ID, Speaker: Party{ID: group[0].ID, Name: group[0].Name}, Day: s.Day, Others: []Quoting{}}
		if c.fill(&x, s, tellings[s.ID]) {
			out = append(out, x)
		}
	}
	return out, err
}

// comparison is what tellings are compared with.
type comparison struct {
	heads  map[store.ArticleID]store.Head
	wholly wholly
}

func (f *Finder) comparison(ctx context.Context, tellings map[int64][]store.Telling) (c comparison, err error) {
	var ids []store.ArticleID
	for _, all := range tellings {
		for _, t := range all {
			ids = append(ids, t.Article)
		}
	}
	ids = distinct(ids)
	if c.heads, err = f.store.Heads(ctx, ids); err != nil {
		return c, err
	}
	c.wholly, err = f.directTellings(ctx, ids)
	return c, err
}

// fill compares the tellings with the first; false where, after an article was read anew, none differs any more.
func (c *comparison) fill(x *Differing, s store.Statement, all []store.Telling) bool {
	if len(all) == 0 {
		return false
	}
	first := all[0]
	for _, t := range all {
		if t.Article == s.Article && t.Words == s.Words {
			first = t
		}
	}
	ours := c.wholly.telling(first)
	x.First = c.quoting(first, nil)
	seen := map[string]bool{first.Words: true}
	for _, t := range all {
		theirs := c.wholly.telling(t)
		if len(x.Others) < maxQuotings && !seen[t.Words] && ledger.QuotesDiffer(ours, theirs) {
			seen[t.Words] = true
			x.Others = append(x.Others, c.quoting(t, edits(ours, theirs)))
		}
	}
	return len(x.Others) > 0
}

func (c *comparison) quoting(t store.Telling, e []Edit) Quoting {
	h := c.heads[t.Article]
	return Quoting{int64(t.Article), h.Outlet, h.Published, h.Title, h.URL, t.Words, list(e)}
}
