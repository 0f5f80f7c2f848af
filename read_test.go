package isnad_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/nlp/nlptest"
)

var reader = sync.OnceValues(isnad.Open)

func open(t testing.TB) *isnad.Reader {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// samples returns the sample articles.
func samples(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample articles", err)
	}
	out := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)] = string(data)
	}
	return out
}

func bytesOf(t testing.TB, r isnad.Record) []byte {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSameArticleGivesSameBytes(t *testing.T) {
	r, err := isnad.Open()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range samples(t) {
		a := isnad.Article{ID: name, Text: text, Published: "2025-07-17", Outlet: "الصباح"}
		want := bytesOf(t, open(t).Read(a))
		if got := bytesOf(t, open(t).Read(a)); !bytes.Equal(got, want) {
			t.Errorf("%s: a second reading differs\n got %s\nwant %s", name, got, want)
		}
		if got := bytesOf(t, r.Read(a)); !bytes.Equal(got, want) {
			t.Errorf("%s: another reader differs\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestManyGoroutinesReadAlike(t *testing.T) {
	texts := samples(t)
	var group sync.WaitGroup
	for name, text := range texts {
		a := isnad.Article{ID: name, Text: text, Published: "2025-07-17"}
		want := bytesOf(t, open(t).Read(a))
		for range 4 {
			group.Go(func() {
				if got := bytesOf(t, open(t).Read(a)); !bytes.Equal(got, want) {
					t.Errorf("%s differs when others read at the same time", name)
				}
			})
		}
	}
	group.Wait()
}

func TestArticleComesOutAsItWentIn(t *testing.T) {
	a := isnad.Article{ID: "7", Outlet: "الصباح", URL: "https://example.org/7", Lang: "ar", Published: "2018-08-23T10:00:00Z", Title: "خبر", Text: "خبر\r\n\r\nقَالَ \u202bالوزير\u202c إنّ «الأمر» ٱنتهى.\t"}
	if got := open(t).Read(a).Article; got != a {
		t.Errorf("\n got %+v\nwant %+v", got, a)
	}
}

func TestUnknownDayOfPublicationResolvesNothing(t *testing.T) {
	for _, published := range []string{"", "yesterday", "23.08.2018", "2018-02-30", "2018"} {
		r := open(t).Read(isnad.Article{Text: "قال الوزير أمس إن الجسر آمن.", Published: published})
		for _, d := range r.Dates {
			if d.Value != nil {
				t.Errorf("published %q: yesterday is %s", published, *d.Value)
			}
		}
	}
	r := open(t).Read(isnad.Article{Text: "قال الوزير أمس إن الجسر آمن.", Published: "2018-08-23 around noon"})
	if len(r.Dates) != 1 || r.Dates[0].Value == nil || *r.Dates[0].Value != "2018-08-22" {
		t.Errorf("a time after the day hides the day: %+v", r.Dates)
	}
}

func TestEmptyListsAreWritten(t *testing.T) {
	data := bytesOf(t, open(t).Read(isnad.Article{}))
	for _, list := range []string{"statements", "events", "dates", "entities", "sources", "furniture"} {
		if !bytes.Contains(data, []byte(`"`+list+`":[]`)) {
			t.Errorf("%s is no empty list in %s", list, data)
		}
	}
}

// checkRecord holds what must be so for any article: the text is the one that came in, positions count its code points, lists are in order,
// numbers point into their lists.
func checkRecord(t *testing.T, a isnad.Article, r isnad.Record) {
	t.Helper()
	if r.Article != a {
		t.Errorf("the article has changed: %q, was %q", r.Article.Text, a.Text)
	}
	size, least := utf8.RuneCountInString(a.Text), 1
	if !utf8.ValidString(a.Text) {
		least = 0 // a stray byte that opens no letter is no code point
	}
	inside := func(what string, s *isnad.Span) {
		if s != nil && (s.Start < 0 || s.End > size || s.End-s.Start < least) {
			t.Errorf("%s %v of %d code points in %q", what, *s, size, a.Text)
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		inside("speaker", s.Speaker)
		inside("cue", s.Cue)
		inside("via", s.ViaSpan)
		last := 0
		for k := range s.Content {
			inside("content", &s.Content[k])
			if s.Content[k].Start < last {
				t.Errorf("content %v is out of order in %q", s.Content, a.Text)
			}
			last = s.Content[k].End
		}
		if len(s.Content) == 0 || s.Kind == "" || s.Act == "" || s.Polarity == "" || s.Rule == "" {
			t.Errorf("statement %d lacks a field: %+v", i, *s)
		}
		if n := s.NestedIn; n != nil && (*n < 0 || *n >= len(r.Statements) || *n == i) {
			t.Errorf("statement %d is nested in %d of %d", i, *n, len(r.Statements))
		}
	}
	for i := range r.Events {
		e := &r.Events[i]
		inside("trigger", &e.Trigger)
		inside("date", e.DateSpan)
		inside("place", e.PlaceSpan)
		inside("topic", e.TopicSpan)
		for _, p := range e.Participants {
			inside("participant", p.Span)
		}
	}
	last := 0
	for i := range r.Dates {
		inside("date", &r.Dates[i].Span)
		if r.Dates[i].Start < last {
			t.Errorf("date %d is out of order in %q", i, a.Text)
		}
		last = r.Dates[i].End
	}
	for i := range r.Entities {
		last := 0
		for k := range r.Entities[i].Mentions {
			m := &r.Entities[i].Mentions[k]
			inside("mention", m)
			if m.Start < last {
				t.Errorf("mentions of %s are out of order in %q", r.Entities[i].Name, a.Text)
			}
			last = m.End
		}
	}
	for i := range r.Sources {
		inside("source", &r.Sources[i].Span)
	}
	for i := range r.Furniture {
		inside("furniture", &r.Furniture[i].Span)
	}
}

func readTwice(t *testing.T, a isnad.Article) {
	t.Helper()
	r := open(t).Read(a)
	checkRecord(t, a, r)
	if again := open(t).Read(a); !bytes.Equal(bytesOf(t, r), bytesOf(t, again)) {
		t.Errorf("%q: a second reading differs", a.Text)
	}
}

func TestSamplesAreSound(t *testing.T) {
	for name, text := range samples(t) {
		readTwice(t, isnad.Article{ID: name, Text: text, Published: "2025-07-17"})
		readTwice(t, isnad.Article{ID: name, Text: strings.ReplaceAll(text, "\n", "\r\n")})
	}
}

// FuzzRead reads any bytes as an article.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "قال لافروف إن المحادثات ستستمر.", "خبر\n\nموسكو - رويترز\n\n«قال»", "\xff\xfe\x00", "🔴 عاجل | قال: \"نعم\" \u202b", "التقى لافروف نظيره التركي أمس"} {
		f.Add(s, "2018-08-23")
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		readTwice(t, isnad.Article{Text: s, Published: published, Outlet: "الصباح"})
	})
}

// FuzzReadWords reads texts of words that the stages look for.
func FuzzReadWords(f *testing.F) {
	f.Add([]byte("abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte("\x00\x3c\x0b\x80 \x91\x10\x20\x30"))
	f.Fuzz(func(t *testing.T, data []byte) {
		readTwice(t, isnad.Article{Text: nlptest.Compose(data[:min(len(data), 300)]), Published: "2018-08-23"})
	})
}
