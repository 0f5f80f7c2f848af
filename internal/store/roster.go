package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// ActorHead is what a list shows of an actor.
type ActorHead struct {
	ID       int64  `json:"id"`
	Type     string `json:"type"`
	Name     string `json:"name"`
	En       string `json:"en"`
	World    string `json:"world"` // id in the world pack
	Articles int64  `json:"articles"`

	root int64
}

const headOf = "id, type, name, en, world, articles, root"

func scanActorHead(rows *sql.Rows) (h ActorHead, err error) {
	err = rows.Scan(&h.ID, &h.Type, &h.Name, &h.En, &h.World, &h.Articles, &h.root)
	return h, err
}

func (s *Store) heads(ctx context.Context, ids []int64) (map[int64]ActorHead, error) {
	out := make(map[int64]ActorHead, len(ids))
	err := eachIn(ctx, s, s.read, distinct(ids), func(rows *sql.Rows) error {
		h, err := scanActorHead(rows)
		out[h.ID] = h
		return err
	}, "SELECT "+headOf+" FROM actor WHERE id IN")
	return out, err
}

// rootHeads returns for each of the actors whom it was merged into, or itself.
func (s *Store) rootHeads(ctx context.Context, ids []int64) (map[int64]ActorHead, error) {
	out, err := s.heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	var roots []int64
	for id, h := range out {
		if h.root != id {
			roots = append(roots, h.root)
		}
	}
	merged, err := s.heads(ctx, roots)
	for id, h := range out {
		if r, ok := merged[h.root]; ok {
			out[id] = r
		}
	}
	return out, err
}

// ActorTypes are the types that an actor may have: persons, bodies, places.
var ActorTypes = []string{"PER", "ORG", "LOC"}

func typesOf(kind string) []string {
	if kind == "" {
		return ActorTypes
	}
	return []string{kind}
}

func mostNamed(a, b ActorHead) int {
	return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.ID, a.ID))
}

// TopActors lists actors of a type, or of all where it is empty, by the number of their articles. After is the last actor of the page before, or 0. Whoever
// was merged into another is not listed.
func (s *Store) TopActors(ctx context.Context, kind string, limit int, after int64) ([]ActorHead, error) {
	var from *ActorHead
	if after != 0 {
		heads, err := s.heads(ctx, []int64{after})
		if err != nil {
			return nil, err
		}
		h, ok := heads[after]
		if !ok {
			return nil, fmt.Errorf("actor %d: %w", after, ErrNotFound)
		}
		from = &h
	}
	return s.topActors(ctx, kind, limit, from)
}

func (s *Store) topActors(ctx context.Context, kind string, limit int, after *ActorHead) ([]ActorHead, error) {
	var out []ActorHead
	for _, t := range typesOf(kind) {
		b := &builder{}
		b.and("type = ?", t)
		b.and("root = id")
		if after != nil {
			b.and("(articles, id) < (?, ?)", after.Articles, after.ID)
		}
		b.args = append(b.args, limit)
		err := s.each(ctx, s.read, func(rows *sql.Rows) error {
			h, err := scanActorHead(rows)
			out = append(out, h)
			return err
		}, "SELECT "+headOf+" FROM actor"+b.where()+" ORDER BY articles DESC, id DESC LIMIT ?", b.args...)
		if err != nil {
			return nil, fmt.Errorf("actors: %w", err)
		}
	}
	slices.SortFunc(out, mostNamed)
	return out[:min(len(out), limit)], nil
}

// manyNamed is from how many actors on a word is a common one: then those of most articles are looked through, where it is soon found. topNamed is how many
// are looked through.
const (
	manyNamed = 2000
	topNamed  = 2500
)

// ActorsByName returns the actors of a type, or of all where it is empty, whose name in either language has words that begin with these, in any order and
// spelling: those of most articles first. Whoever was merged into another stands as that one.
func (s *Store) ActorsByName(ctx context.Context, words, kind string, limit int) ([]ActorHead, error) {
	asked := nameWords(words)
	if len(asked) == 0 {
		return s.TopActors(ctx, kind, limit, 0)
	}
	longest := slices.MaxFunc(asked, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	ids, err := s.withWord(ctx, longest)
	if err != nil {
		return nil, fmt.Errorf("actors called %q: %w", words, err)
	}
	if len(ids) > manyNamed {
		return s.topCalled(ctx, asked, kind, limit)
	}
	all, err := s.heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	var called []int64
	for id, h := range all {
		if (kind == "" || h.Type == kind) && h.called(asked) {
			called = append(called, id)
		}
	}
	heads, err := s.rootHeads(ctx, called)
	var out []ActorHead
	for _, h := range heads {
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, mostNamed)
	return out[:min(len(out), limit)], err
}

// withWord returns the actors with a word that begins so, with or without the article; more than manyNamed where these are many.
func (s *Store) withWord(ctx context.Context, word string) ([]int64, error) {
	var out []int64
	for _, w := range []string{word, "ال" + word} {
		from := []byte(shortKey(w))
		ids, err := s.ids(ctx, "SELECT actor FROM actor_word WHERE word >= ? AND word < ? LIMIT ?", from, append(slices.Clone(from), 0xFF), manyNamed+1)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return distinct(out), nil
}

// called says whether each of the words begins one of the name's.
func (h ActorHead) called(asked []string) bool {
	has := nameWords(h.Name, h.En)
	return !slices.ContainsFunc(asked, func(w string) bool {
		return !slices.ContainsFunc(has, func(x string) bool { return strings.HasPrefix(x, w) || strings.HasPrefix(x, "ال"+w) })
	})
}

// topCalled looks through the actors of most articles for those who are called so.
func (s *Store) topCalled(ctx context.Context, asked []string, kind string, limit int) (out []ActorHead, err error) {
	const page = 500
	var last *ActorHead
	for looked := 0; looked < topNamed && len(out) < limit; looked += page {
		heads, err := s.topActors(ctx, kind, page, last)
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			if h.called(asked) && len(out) < limit {
				out = append(out, h)
			}
		}
		if len(heads) < page {
			break
		}
		last = &heads[len(heads)-1]
	}
	return out, nil
}
