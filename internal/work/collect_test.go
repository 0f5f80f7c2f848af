package work_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/source/outlet"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

// outletReader is opened once: packs take a tenth of a second to load.
var outletReader = sync.OnceValues(isnad.Open)

// press is an outlet with a feed and pages, which counts what it is asked.
type press struct {
	*httptest.Server
	feeds, pages atomic.Int64
	unchanged    atomic.Int64
	articles     int
}

// page is an article's page. Each has a line of the house's own, which stands on all of them.
func (p *press) page(n int) string {
	return fmt.Sprintf(`<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>الجسر رقم %[1]d مفتوح</title></head><body><article><h1>الجسر رقم %[1]d مفتوح</h1>
<p>قال المهندس سامي الحداد إن الجسر رقم %[1]d صار مفتوحا أمام السيارات منذ صباح اليوم، وإن العمل في الطريق المؤدي إليه سيستمر حتى نهاية الشهر المقبل.</p>
<p>وأضاف الحداد أن الشركة التي بنت الجسر رقم %[1]d ستبدأ في بناء جسر آخر على النهر بعد أن تحصل على موافقة مجلس المدينة في جلسته القادمة.</p>
<p>تابعوا صحيفة النهر على قناتها الخاصة لتصلكم آخر الأخبار أولا بأول.</p></article></body></html>`, n)
}

func newPress(t *testing.T, articles int) *press {
	p := &press{articles: articles}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		switch {
		case r.URL.Path == "/feed.xml":
			p.feeds.Add(1)
			if r.Header.Get("If-None-Match") == `"v1"` {
				p.unchanged.Add(1)
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"v1"`)
			fmt.Fprint(w, p.feed())
		case r.URL.Path == "/broken":
			http.Error(w, "no", http.StatusNotFound)
		default:
			if _, err := fmt.Sscanf(r.URL.Path, "/a%d", &n); err != nil {
				http.NotFound(w, r)
				return
			}
			p.pages.Add(1)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, p.page(n))
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *press) feed() string {
	var items strings.Builder
	for n := range p.articles {
		fmt.Fprintf(&items, "<item><title>الجسر رقم %[1]d مفتوح</title><link>%[2]s/a%[1]d</link><pubDate>Thu, 23 Aug 2018 10:0%[1]d:00 +0300</pubDate></item>", n, p.URL)
	}
	return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>النهر</title>` + items.String() +
		"<item><title>رياضة</title><link>" + p.URL + "/sport/1</link></item><item><title>صفحة ضاعت</title><link>" + p.URL + "/broken</link></item></channel></rss>"
}

func openQueue(t *testing.T) (*store.Store, *work.Queue) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "isnad.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	reader, err := outletReader()
	if err != nil {
		t.Fatal(err)
	}
	q, err := work.New(t.Context(), s, reader, find.New(reader.Words()), work.Options{Web: fetch.Options{Private: true, Rate: -1}})
	if err != nil {
		t.Fatal(err)
	}
	return s, q
}

// A source that is followed is read once: each page is fetched once, what is not wanted never, what is lost is passed over, and a feed that has not
// changed says so.
func TestCollectFollowsASource(t *testing.T) {
	p := newPress(t, 4)
	s, q := openQueue(t)
	follow := work.RowOf(outlet.Source{Key: "nahr", NameAr: "صحيفة النهر", Kind: outlet.Paper, URL: p.URL, Feed: p.URL + "/feed.xml", Lang: "ar", Zone: "Asia/Amman", Exclude: []string{"/sport/"}, Enabled: true})
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.PutSource(t.Context(), follow) }); err != nil {
		t.Fatal(err)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer q.Stop(context.WithoutCancel(t.Context()))
	collect := func(now time.Time) int {
		n, err := q.Collect(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		if err := q.WaitAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := collect(time.Now()); n != 1 {
		t.Fatalf("%d sources were asked; want 1", n)
	}
	x, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if x.Articles != 4 || x.Sources != 1 || x.Statements == 0 || x.Waiting != 0 || p.pages.Load() != 4 {
		t.Errorf("%+v after %d pages; want 4 articles of one source, all read, after 4 pages", x, p.pages.Load())
	}
	if n := collect(time.Now()); n != 0 {
		t.Errorf("%d sources were asked again at once; want none before its time has come", n)
	}
	source, err := s.Source(t.Context(), "nahr")
	if err != nil || source.Fault != "" || source.Items != 6 || source.ETag != `"v1"` {
		t.Errorf("source %+v, %v; want 6 items and the feed's ETag", source, err)
	}
}

// A feed that does not answer is a fault of its source, and is asked again later.
func TestCollectNotesWhatFails(t *testing.T) {
	p := newPress(t, 0)
	s, q := openQueue(t)
	lost := work.RowOf(outlet.Source{Key: "lost", NameEn: "Lost", Kind: outlet.Site, Feed: p.URL + "/none.xml", Enabled: true})
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.PutSource(t.Context(), lost) }); err != nil {
		t.Fatal(err)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer q.Stop(context.WithoutCancel(t.Context()))
	if _, err := q.Collect(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := q.WaitAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	source, err := s.Source(t.Context(), "lost")
	if err != nil || source.Failures != 1 || !strings.Contains(source.Fault, "404") || !source.NextTry.After(time.Now()) {
		t.Errorf("%d failures, fault %q, next try %v, %v; want one, with the status, and a later try", source.Failures, source.Fault, source.NextTry, err)
	}
}
