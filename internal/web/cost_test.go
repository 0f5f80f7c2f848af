//go:build unix

package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
)

var reader = sync.OnceValues(func() (*isnad.Reader, error) { return isnad.Open() })

// openBig opens the large store that ISNAD_BIG names (go run ./eval/keep grow makes one).
func openBig(b *testing.B) *Server {
	b.Helper()
	db := os.Getenv("ISNAD_BIG")
	if db == "" {
		b.Skip("ISNAD_BIG names no store")
	}
	x, err := store.Open(b.Context(), db)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	r, err := reader()
	if err != nil {
		b.Fatal(err)
	}
	s, err := New(Options{Store: x, Answers: answer.New(x, find.New(r.Words())), Account: account.Options{Local: true}, Version: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// addresses are the pages that are asked for in turn, by kind.
func addresses(b *testing.B, s *Server) map[string][]string {
	b.Helper()
	actors, err := s.store.TopActors(b.Context(), "", 40, 0)
	if err != nil {
		b.Fatal(err)
	}
	told, err := s.store.NewestStatements(b.Context(), store.Days{}, 40)
	if err != nil {
		b.Fatal(err)
	}
	met, err := s.store.ContactsReported(b.Context(), store.Days{}, 40)
	if err != nil {
		b.Fatal(err)
	}
	out := map[string][]string{"today": {"/"}}
	for _, a := range actors {
		out["actor"] = append(out["actor"], fmt.Sprint("/actor/", a.ID))
	}
	for _, x := range told {
		out["statement"] = append(out["statement"], fmt.Sprint("/statement/", x.ID))
		out["article"] = append(out["article"], fmt.Sprint("/article/", x.Article))
	}
	for _, c := range met {
		out["contact"] = append(out["contact"], fmt.Sprint("/contact/", c.ID))
	}
	for name, q := range map[string]string{
		"word": "المياه", "words": "الرئيس السوري", "common": "الرئيس", "latin": "Lavrov", "speaker": "speaker:لافروف about:سوريا", "phrase": `"وقف إطلاق النار"`, "contacts": "kind:meeting القاهرة",
		"without": "الأمم المتحدة -إسرائيل", "days": "من:2018-08 إلى:2018-09 روسيا", "nothing": "", "act": "kind:refuse", "status": "status:failed", "outlet": "outlet:واس", "with": "with:السيسي", "said": "speaker:ترامب", "rare": "speaker:الجبير روسيا",
	} {
		out["search-"+name] = []string{"/search?q=" + url.QueryEscape(q)}
	}
	return out
}

// BenchmarkPages asks a large store for pages of each kind and says how much of a processor's time one takes: what passes on the clock says more of the machine.
func BenchmarkPages(b *testing.B) {
	s := openBig(b)
	h := s.Handler()
	for kind, all := range addresses(b, s) {
		b.Run(kind, func(b *testing.B) {
			for _, address := range all {
				if code := status(h, address); code != http.StatusOK {
					b.Skipf("%s: %d", address, code)
				}
			}
			before, n := worked(), 0
			for b.Loop() {
				status(h, all[n%len(all)])
				n++
			}
			b.ReportMetric(float64((worked()-before).Microseconds())/1000/float64(n), "cpu-ms/op")
			b.ReportAllocs()
		})
	}
}

// status asks for a page as a browser does.
func status(h http.Handler, address string) int {
	r := httptest.NewRequest("GET", "http://127.0.0.1"+address, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	r.RemoteAddr = "127.0.0.1:4000"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

// worked is how long the processor has worked for this process.
func worked() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u) // fails for no process of its own
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
