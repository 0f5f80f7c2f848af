package work

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// settlement is the settling of one batch: what is like its articles is loaded first, then all is decided in memory, then written.
type settlement struct {
	ctx   context.Context
	t     *store.Tx
	q     *Queue
	batch []reading
	again []int64 // contacts that have lost a report
	out   store.Settled
	same  *former // what the one article told before, if its words are the same

	origins map[store.ArticleID]store.ArticleID // of the batch's articles
	actors  *actorBook
	said    *statementBook
	met     *contactBook
}

// settle settles those of the articles that wait still, and returns how many.
func (q *Queue) settle(ctx context.Context, t *store.Tx, all []reading) (int, error) {
	waiting, err := t.StillWaiting(ctx, articleIDs(all))
	if err != nil {
		return 0, err
	}
	s := &settlement{ctx: ctx, t: t, q: q, origins: map[store.ArticleID]store.ArticleID{}}
	for _, r := range all {
		if waiting[r.article.ID] {
			s.batch = append(s.batch, r)
		}
	}
	if len(s.batch) == 0 {
		return 0, nil
	}
	before, err := s.watch()
	if err != nil {
		return 0, err
	}
	if s.again, err = t.Unsettle(ctx, articleIDs(s.batch)); err != nil {
		return 0, err
	}
	n, err := s.settle()
	if err != nil || before == nil {
		return n, err
	}
	return n, s.arrive(before)
}

// settle settles the batch, of which nothing is settled.
func (s *settlement) settle() (int, error) {
	copies := s.copies
	if s.same != nil {
		copies = s.sameCopy
	}
	for _, step := range []func() error{s.correct, copies, s.name, s.say, s.meet} {
		if err := step(); err != nil {
			return 0, err
		}
	}
	s.index()
	if err := s.t.Settle(s.ctx, &s.out); err != nil {
		return 0, fmt.Errorf("settling: %w", err)
	}
	return len(s.batch), s.moveNotes()
}

func articleIDs(all []reading) []store.ArticleID {
	out := make([]store.ArticleID, len(all))
	for i := range all {
		out[i] = all[i].article.ID
	}
	return out
}

// maxCandidates is how many articles one is held against.
const maxCandidates = 12

// copies finds of which article each of the batch is a copy.
func (s *settlement) copies() error {
	bands := make([][]int64, len(s.batch))
	var all []int64
	for i := range s.batch {
		for _, k := range ledger.BandKeys(s.batch[i].runs) {
			bands[i] = append(bands[i], int64(k))
		}
		all = append(all, bands[i]...)
	}
	sharing, err := s.t.Bands(s.ctx, distinct(all))
	if err != nil {
		return err
	}
	candidates := make([][]int64, len(s.batch))
	wanted := map[int64]bool{}
	for i := range s.batch {
		id := int64(s.batch[i].article.ID)
		candidates[i] = mostShared(bands[i], sharing, id)
		for _, c := range candidates[i] {
			wanted[c] = true
		}
		for _, k := range bands[i] {
			sharing[k] = append(sharing[k], id)
			s.out.Bands = append(s.out.Bands, store.Key[int64]{Key: k, ID: id})
		}
	}
	texts, err := s.t.Texts(s.ctx, sorted(wanted))
	if err != nil {
		return err
	}
	runs := map[int64][]uint64{}
	for i := range s.batch {
		runs[int64(s.batch[i].article.ID)] = s.batch[i].runs
	}
	for i := range s.batch {
		s.copyOf(&s.batch[i], candidates[i], texts, runs)
	}
	return nil
}

// mostShared returns the articles that share the most bands, the most first.
func mostShared(bands []int64, sharing map[int64][]int64, self int64) []int64 {
	shared := map[int64]int{}
	for _, k := range bands {
		for _, id := range sharing[k] {
			if id != self {
				shared[id]++
			}
		}
	}
	ids := sorted(shared)
	slices.SortStableFunc(ids, func(a, b int64) int { return cmp.Compare(shared[b], shared[a]) })
	return ids[:min(len(ids), maxCandidates)]
}

// copyOf settles of which of the candidates the article is a copy: of the one that it shares most of the larger text with. An article that only quotes
// another has an origin of its own.
func (s *settlement) copyOf(r *reading, candidates []int64, texts map[int64]store.Article, runs map[int64][]uint64) {
	id := r.article.ID
	best := store.Copy{Article: id, Origin: id}
	cover := 0.0
	for _, c := range candidates {
		if runs[c] == nil {
			runs[c] = ledger.Runs(texts[c].Text)
		}
		m := ledger.Compare(r.runs, runs[c])
		if m.Class == ledger.NoMatch || m.Cover <= cover {
			continue
		}
		cover = m.Cover
		if !m.Class.OneText() {
			best = store.Copy{Article: id, Origin: id, Class: string(m.Class), Share: m.Share}
			continue
		}
		origin, ok := s.origins[store.ArticleID(c)]
		if !ok {
			origin = texts[c].Origin
		}
		best = store.Copy{Article: id, Origin: origin, Class: string(m.Class), Share: m.Share}
	}
	if best.Origin == id { // its copies came before: it is what they were made from
		best.Class, best.Share = "", 0
	}
	s.origins[id] = best.Origin
	s.out.Articles = append(s.out.Articles, best)
	s.out.Readings = append(s.out.Readings, store.Reading{Article: id, Version: s.q.version, Record: r.json})
}

// index makes the units of the articles, and of the statements and contacts that are new or changed.
func (s *settlement) index() {
	for i := range s.batch {
		a := &s.batch[i].article
		s.out.Units = append(s.out.Units, s.q.articleUnit(a, s.batch[i].keys))
	}
	s.out.Units = append(s.out.Units, s.said.units...)
	s.out.Units = append(s.out.Units, s.met.units()...)
}

// dayOf is the ISO day of a publication date, or empty.
func dayOf(published string) string {
	if len(published) < 10 {
		return ""
	}
	return published[:10]
}

func distinct[K cmp.Ordered](keys []K) []K {
	slices.Sort(keys)
	return slices.Compact(keys)
}

func sorted[V any](m map[int64]V) []int64 { return slices.Sorted(maps.Keys(m)) }

// among returns the rows that the keys lead to and these others, each once and in order.
func among[K comparable](byKey map[K][]int64, more ...int64) []int64 {
	return distinct(slices.Concat(slices.Concat(slices.Collect(maps.Values(byKey))...), more))
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	return string(b)
}
