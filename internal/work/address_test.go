package work_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// An address that is added is an article, which is read, or a feed, which is followed and asked at once; added twice it is there once.
func TestAnAddressIsAFeedOrAnArticle(t *testing.T) {
	p := newPress(t, 3)
	s, q := openQueue(t)
	ctx := t.Context()
	if err := q.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer q.Stop(context.WithoutCancel(ctx))
	first, err := q.Add(ctx, p.URL+"/a1", time.Now())
	if err != nil || first.Article == 0 || first.Source != "" {
		t.Fatalf("an article: %+v, %v", first, err)
	}
	if again, err := q.Add(ctx, p.URL+"/a1", time.Now()); err != nil || again != first {
		t.Errorf("the same article: %+v, %v; want %+v", again, err, first)
	}
	for range 2 {
		x, err := q.Add(ctx, p.URL+"/feed.xml", time.Now())
		if err != nil || x.Source != "127-0-0-1" || x.Items == 0 || x.Article != 0 {
			t.Fatalf("a feed: %+v, %v", x, err)
		}
	}
	if err := q.WaitAll(ctx); err != nil {
		t.Fatal(err)
	}
	x, err := s.Stats(ctx)
	if err != nil || x.Articles < 3 || x.Waiting != 0 {
		t.Errorf("%+v, %v; want the articles of the feed", x, err)
	}
	if n, err := s.Followed(ctx); err != nil || n != 1 {
		t.Errorf("%d outlets are followed, %v; want 1", n, err)
	}
	if _, err := q.Add(ctx, p.URL+"/none", time.Now()); err == nil || !strings.Contains(err.Error(), "/none") {
		t.Errorf("what is not there: %v", err)
	}
}

// No address leads into the network that the server stands in.
func TestAnAddressOfThePrivateNetworkIsRefused(t *testing.T) {
	reader, err := outletReader()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "p.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	q, err := work.New(t.Context(), s, reader, find.New(reader.Words()), work.Options{Web: fetch.Options{Rate: -1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{newPress(t, 1).URL + "/a1", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://localhost/"} {
		var private fetch.ErrPrivate
		if _, err := q.Add(t.Context(), address, time.Now()); !errors.As(err, &private) {
			t.Errorf("%s: %v", address, err)
		}
	}
	var bad fetch.ErrAddress
	if _, err := q.Add(t.Context(), "file:///etc/passwd", time.Now()); !errors.As(err, &bad) {
		t.Errorf("a file: %v", err)
	}
}
