package work

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"isnad.dev/isnad/internal/source/feed"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/source/page"
	"isnad.dev/isnad/internal/store"
)

// Added is what stood at an address: a feed, which is followed now, or an article, which is kept.
type Added struct {
	Source  string // the key of the feed's outlet
	Items   int    // of the feed
	Article store.ArticleID
}

// Add fetches an address and follows the feed, or keeps the article, that stands there. An outlet that is known keeps what is known of it.
func (q *Queue) Add(ctx context.Context, address string, now time.Time) (Added, error) {
	response, err := q.web.Get(ctx, fetch.Request{URL: address})
	if err != nil {
		return Added{}, err
	}
	var other *feed.NotFeedError
	f, err := feed.Parse(bytes.NewReader(response.Body), feed.Options{Declared: response.Type})
	switch {
	case err == nil:
		return q.followFeed(ctx, address, f)
	case !errors.As(err, &other):
		return Added{}, fmt.Errorf("%s: %w", address, err)
	}
	a, err := page.Extract(response.Body, pageOptions(outlet.Source{}, charsetOf(response.Type), nil))
	if err != nil {
		return Added{}, fmt.Errorf("%s: %w", address, err)
	}
	in := incoming(store.Source{}, fetchArgs{URL: address}, a, response.Body)
	if _, err := q.Keep(ctx, []store.Incoming{in}, now); err != nil {
		return Added{}, err
	}
	id, err := q.store.ArticleAt(ctx, in.URL)
	return Added{Article: id}, err
}

// followFeed switches on the outlet of the feed, and has it asked at once.
func (q *Queue) followFeed(ctx context.Context, address string, f feed.Feed) (Added, error) {
	o, err := q.outletAt(ctx, address, f.Title)
	if err != nil {
		return Added{}, err
	}
	o.Enabled = true
	if err := o.Check(); err != nil {
		return Added{}, fmt.Errorf("%s: %w", address, err)
	}
	if err := q.store.Write(ctx, func(t *store.Tx) error { return t.PutSource(ctx, RowOf(o)) }); err != nil {
		return Added{}, err
	}
	x, err := q.store.Source(ctx, o.Key)
	if err != nil {
		return Added{}, err
	}
	if _, err := q.client.Insert(ctx, pollArgs{Source: x.ID}, nil); err != nil {
		return Added{}, fmt.Errorf("jobs: %w", err)
	}
	return Added{Source: o.Key, Items: len(f.Items)}, nil
}

// outletAt is the outlet of a feed: of the store, of the catalogue, or a new one that is called by its host.
func (q *Queue) outletAt(ctx context.Context, address, title string) (outlet.Source, error) {
	all := outlet.Catalogue()
	if i := slices.IndexFunc(all, func(o outlet.Source) bool { return o.Feed == address }); i >= 0 {
		return all[i], nil
	}
	key := outlet.KeyOf(address)
	for n := 2; ; n++ {
		x, err := q.store.Source(ctx, key)
		if errors.Is(err, store.ErrNotFound) {
			break
		}
		if err != nil {
			return outlet.Source{}, err
		}
		if x.Feed == address {
			return OutletOf(x)
		}
		key = fmt.Sprintf("%s-%d", outlet.KeyOf(address), n) // another feed of the same host
	}
	name := strings.TrimSpace(title)
	if name == "" {
		name = key
	}
	return outlet.Source{Key: key, NameAr: name, Kind: outlet.Site, Lang: "ar", Feed: address}, nil
}
