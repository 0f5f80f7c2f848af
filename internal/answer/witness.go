package answer

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// witness is one article that tells something, as the origins are found from.
type witness struct {
	head     store.Head
	agencies []string // that it names as its source
}

// witnesses gets the articles with the agencies that they name.
func (f *Finder) witnesses(ctx context.Context, ids []store.ArticleID) (map[store.ArticleID]witness, error) {
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
		named, err := sourcesIn(records[id])
		if err != nil {
			return nil, fmt.Errorf("record of article %d: %w", id, err)
		}
		w.agencies = append(w.agencies, named...)
		out[id] = w
	}
	return out, nil
}

// sourcesIn are the names of the sources of a record, read without the rest of it: a page has a hundred records, and of each nothing else is wanted. No
// other list of a record has this key, and within words its quotation marks are escaped.
func sourcesIn(record []byte) ([]string, error) {
	_, list, ok := bytes.Cut(record, []byte(`"sources":`))
	if !ok {
		return nil, nil
	}
	var sources []struct{ Name string }
	if err := json.NewDecoder(bytes.NewReader(list)).Decode(&sources); err != nil {
		return nil, err
	}
	var names []string
	for _, s := range sources {
		names = append(names, s.Name)
	}
	return names, nil
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
	for _, id := range distinct(articles) {
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

func distinct[T cmp.Ordered](all []T) []T {
	all = slices.Clone(all)
	slices.Sort(all)
	return slices.Compact(all)
}
