package alert_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/alert"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/source/fetch"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/work"
)

const (
	talks  = "التقى وزير الخارجية الأردني سلمان الحداد نظيره المصري كريم النجار في القاهرة يوم الاثنين. وقال الحداد إن المحادثات تناولت تعزيز التعاون الاقتصادي بين البلدين وزيادة حجم التبادل التجاري خلال العام المقبل."
	budget = "أعلن وزير المالية العراقي ناصر الجبوري أن الموازنة ستعرض على البرلمان الشهر المقبل. وقال الجبوري إن عائدات النفط ارتفعت خلال الربع الأخير."
)

func article(n int, published, text string) store.Incoming {
	return store.Incoming{Media: "text/plain", Bytes: []byte(text), Article: store.Article{Source: "وكالة المثال", URL: fmt.Sprintf("https://example.org/%d", n), Lang: "ar", Published: published, Title: "خبر", Text: text}}
}

// An article that comes goes through reading, settling, the question and the queue to the webhook of whoever asked for it.
func TestASavedSearchIsToldOfWhatComes(t *testing.T) {
	ctx := t.Context()
	got := make(chan alert.Message, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var m alert.Message
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			t.Error(err)
		}
		got <- m
	}))
	defer hook.Close()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "isnad.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := isnad.Open()
	if err != nil {
		t.Fatal(err)
	}
	words := find.New(r.Words())
	desk := alert.New(s, answer.New(s, words), alert.Options{Base: "https://isnad.example.org", Web: fetch.Options{Private: true}})
	var oil int64
	for _, question := range []string{"عائدات النفط", "speaker:الحداد", "with:النجار", `"عائدات البترول"`, "النفط -عائدات", "عائدات outlet:أخرى", "عائدات to:2018", "kind:call"} {
		x, err := desk.SaveSearch(ctx, 0, store.SavedSearch{Name: question, Question: question})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := desk.SaveAlert(ctx, 0, store.Alert{Search: x.ID, Channel: store.Webhook, Target: hook.URL, Enabled: true}); err != nil {
			t.Fatal(err)
		}
		if oil == 0 {
			oil = x.ID
		}
	}
	if _, err := desk.SaveSearch(ctx, 0, store.SavedSearch{Question: "كلام:كثير"}); err == nil {
		t.Error("a filter that is none is taken")
	}
	q, err := work.New(ctx, s, r, words, work.Options{Alerts: desk})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Keep(ctx, []store.Incoming{article(1, "2025-01-14", talks), article(2, "2019-06-01", budget)}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := q.Start(ctx); err != nil {
		t.Fatal(err)
	}
	told := map[string][]alert.Item{}
	for range 3 {
		select {
		case m := <-got:
			told[m.Search] = append(told[m.Search], m.Items...)
		case <-time.After(time.Minute):
			t.Fatal("nothing came")
		}
	}
	items, _, err := desk.Fresh(ctx, 0, oil)
	if err != nil || len(items) != len(told["عائدات النفط"]) {
		t.Errorf("%d are fresh, %d were told; %v", len(items), len(told["عائدات النفط"]), err)
	}
	if err := q.Stop(context.WithoutCancel(ctx)); err != nil {
		t.Error(err)
	}
	select {
	case m := <-got:
		t.Errorf("told too: %+v", m)
	default:
	}
	for search, want := range map[string][]string{"عائدات النفط": {"article", "statement"}, "speaker:الحداد": {"statement"}, "with:النجار": {"contact"}} {
		var kinds []string
		for _, i := range told[search] {
			kinds = append(kinds, i.Kind)
			if !strings.HasPrefix(i.URL, "https://isnad.example.org/"+i.Kind+"/") || len(i.Outlets) != 1 || i.Source == "" {
				t.Errorf("%s: %+v", search, i)
			}
		}
		if strings.Join(kinds, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %v, want %v: %+v", search, kinds, want, told[search])
		}
	}
	if x := told["with:النجار"]; len(x) == 1 && (x[0].Event != "held" || len(x[0].Who) != 2) {
		t.Errorf("%+v", x)
	}
}
