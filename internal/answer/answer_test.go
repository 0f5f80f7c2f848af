package answer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/find"
	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/store/pgtest"
	"isnad.dev/isnad/internal/work"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

var opened = sync.OnceValues(func() (*isnad.Reader, error) { return isnad.Open() })

// today is when all questions are asked.
var today = time.Date(2025, 4, 1, 12, 0, 0, 0, time.UTC)

// quotedOtherwise tells the words of the third sample article with another quotation, and names an engineer whom only one other names.
const quotedOtherwise = "الصفدي يتحدث عن المياه\n\nقال وزير الخارجية الأردني أيمن الصفدي إن \"أبواب الحوار ستبقى مفتوحة أمام كل من يريد حلا عادلا وشاملا لأزمة المياه\" في المنطقة.\n\n" +
	"وقال المهندس سالم الرواشدة إن القرى البعيدة تنتظر."

// asker is a finder with its store.
type asker struct {
	*answer.Finder
	store *store.Store
}

// both runs a test on SQLite and on PostgreSQL, with the sample articles and one more: it is article 7.
func both(t *testing.T, test func(t *testing.T, f *asker)) {
	t.Helper()
	for name, address := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "isnad.db") },
		"postgres": func(t *testing.T) string { return pgtest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) { test(t, filled(t, address(t))) })
	}
}

func filled(t *testing.T, db string) *asker {
	t.Helper()
	ctx := t.Context()
	s, err := store.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	reader, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	words := find.New(reader.Words())
	q, err := work.New(ctx, s, reader, words, work.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = q.Keep(ctx, samples(t), today)
	if err := errors.Join(err, q.Start(ctx), q.Wait(ctx), q.Stop(context.WithoutCancel(ctx))); err != nil {
		t.Fatal(err)
	}
	return &asker{answer.New(s, words), s}
}

func samples(t *testing.T) []store.Incoming {
	t.Helper()
	lines, err := os.ReadFile("../../examples/kept.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []store.Incoming
	keep := func(a isnad.Article, b []byte) {
		x := store.Incoming{Media: "application/json", Bytes: b}
		x.Ident, x.Source, x.URL, x.Published, x.Title, x.Text = a.ID, a.Outlet, a.URL, a.Published, a.Title, a.Text
		out = append(out, x)
	}
	for line := range bytes.Lines(lines) {
		var a isnad.Article
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		keep(a, line)
	}
	keep(isnad.Article{ID: "x1", Outlet: "الضفة", URL: "https://daffa.example/1", Published: "2025-03-12", Text: quotedOtherwise}, []byte(quotedOtherwise))
	return out
}

func TestAnswers(t *testing.T) {
	both(t, func(t *testing.T, f *asker) {
		for _, step := range []struct {
			name string
			test func(*testing.T, *asker)
		}{
			{"a search is asked with words and with filters beside them", wantSearch},
			{"pages follow each other to the end", wantPages},
			{"what is wrong in a question is told apart from what is not there", wantErrors},
			{"a contact has its reports with their words", wantContact},
			{"a statement has its tellings with their differences", wantStatement},
			{"an article leads to actors, statements and contacts", wantLinks},
			{"an actor has offices, words and contacts", wantActor},
			{"related articles say why", wantRelated},
			{"a name that is typed suggests actors", wantSuggestions},
			{"what outlets quote differently", wantDifferences},
			{"many may ask at once", wantAtOnce},
		} {
			t.Run(step.name, func(t *testing.T) { step.test(t, f) })
		}
	})
}

func shown(hits []answer.Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprint(h.Kind, " ", h.ID))
	}
	return strings.Join(out, ", ")
}

func wantSearch(t *testing.T, f *asker) {
	for _, tt := range []struct {
		q    answer.Question
		same string // the question in words
	}{
		{answer.Question{Text: "المياه", Kinds: []string{"article"}}, "المياه kind:article"},
		{answer.Question{Speaker: []string{"Safadi"}, Acts: []string{"inform"}}, "speaker:Safadi kind:inform"},
		{answer.Question{With: []string{"جعفر حسان"}, Status: []string{"not_reported_held"}}, `with:"جعفر حسان" status:not-reported-held`},
		{answer.Question{Outlet: []string{"الحصاد"}, From: "2025-03-10"}, "outlet:الحصاد from:2025-03-10"},
		{answer.Question{About: []string{"المياه"}, To: "2025-03-09"}, "about:المياه to:2025-03-09"},
	} {
		tt.q.Today = today
		a, err := f.Search(t.Context(), tt.q)
		b, err2 := f.Search(t.Context(), answer.Question{Text: tt.same, Today: today})
		if err != nil || err2 != nil || shown(a.Hits) != shown(b.Hits) || len(a.Hits) == 0 {
			t.Errorf("%s: %s (%v), and in words %s (%v)", tt.same, shown(a.Hits), err, shown(b.Hits), err2)
		}
	}
	page, err := f.Search(t.Context(), answer.Question{Text: "المياه", Outlet: []string{"لا أحد"}})
	if err != nil || len(page.Hits) != 0 || !reflect.DeepEqual(page.Notes, []answer.Note{{Code: answer.NoOutlet, Name: "لا أحد"}}) {
		t.Errorf("got %+v %v", page, err)
	}
}

func wantPages(t *testing.T, f *asker) {
	for _, text := range []string{"المياه", `"المياه"`, ""} {
		all, err := f.Search(t.Context(), answer.Question{Text: text, Today: today, Limit: 100})
		if err != nil || len(all.Hits) < 4 || all.Next != 0 {
			t.Fatalf("%q: %d hits, next %d, %v", text, len(all.Hits), all.Next, err)
		}
		var got []answer.Hit
		for before := int64(0); ; {
			page, err := f.Search(t.Context(), answer.Question{Text: text, Today: today, Limit: 3, Before: before})
			if err != nil || len(page.Hits) > 3 {
				t.Fatal(err, len(page.Hits))
			}
			got = append(got, page.Hits...)
			if before = page.Next; before == 0 {
				break
			}
		}
		if shown(got) != shown(all.Hits) {
			t.Errorf("%q: got %s, want %s", text, shown(got), shown(all.Hits))
		}
	}
	exact, err := f.Search(t.Context(), answer.Question{Text: "kind:contact", Today: today, Limit: 2})
	if err != nil || len(exact.Hits) != 2 || exact.Next != 0 {
		t.Errorf("a page that is just full: %s, next %d, %v", shown(exact.Hits), exact.Next, err)
	}
}

func wantErrors(t *testing.T, f *asker) {
	ctx := t.Context()
	many := slices.Repeat([]string{"لافروف"}, 21)
	for _, tt := range []struct {
		q    answer.Question
		want string
	}{
		{answer.Question{Text: "kind:song"}, "kind:song is not known"},
		{answer.Question{Kinds: []string{`meeting" speaker:"x`}}, "is not known"},
		{answer.Question{Text: strings.Repeat("ماء ", 2000)}, "ask a shorter one"},
		{answer.Question{Speaker: many}, "21 names are asked for at once"},
		{answer.Question{Speaker: []string{"؟"}}, `"؟" is no name`},
		{answer.Question{From: "2025-03", To: "2024"}, "from:2025-03-01 is after to:2024-12-31"},
		{answer.Question{From: "soon"}, "from:soon is no day"},
	} {
		_, err := f.Search(ctx, tt.q)
		if !errors.As(err, new(answer.QuestionError)) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("got %v, want %q", err, tt.want)
		}
	}
	_, article := f.Article(ctx, 99)
	_, statement := f.Statement(ctx, 99)
	_, contact := f.Contact(ctx, 99, answer.Options{})
	_, actor := f.Actor(ctx, 9999, answer.Options{})
	_, related := f.RelatedArticles(ctx, 99, answer.Options{})
	_, differing := f.TellingDifferences(ctx, 9999, answer.Options{})
	for _, err := range []error{article, statement, contact, actor, related, differing} {
		if !errors.Is(err, answer.ErrNotFound) || errors.As(err, new(answer.QuestionError)) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := f.Search(ctx, answer.Question{Text: "ماء\x00\xff", Outlet: []string{"\x00"}, Speaker: []string{"لاف\x00روف"}}); err != nil {
		t.Errorf("bytes that are no text: %v", err)
	}
}

func wantContact(t *testing.T, f *asker) {
	page, err := f.Contacts(t.Context(), answer.Question{Party: []string{"Safadi"}, With: []string{"Abdelatty"}, Today: today})
	if err != nil || len(page.Hits) != 1 {
		t.Fatal(page, err)
	}
	c, err := f.Contact(t.Context(), page.Hits[0].ID, answer.Options{Today: today})
	if err != nil || c.Status != "held" || len(c.Steps) != 3 || len(c.Accounts) != c.Reports || c.Reports != 4 {
		t.Fatalf("%+v %v", c, err)
	}
	if len(c.Parties) != 2 || c.Parties[0].ID == 0 || c.Parties[1].ID == 0 {
		t.Errorf("parties %+v", c.Parties)
	}
	r := &c.Accounts[0]
	if r.Article != 1 || r.Status != "planned" || !strings.HasPrefix(r.Words, "من المقرر أن يلتقي") || !strings.HasSuffix(r.Words, "مشاريع المياه.") {
		t.Errorf("%+v", r)
	}
	marked := []string{}
	for _, m := range r.Marks {
		marked = append(marked, string([]rune(r.Words)[m.Start:m.End]))
	}
	if !slices.Contains(marked, "يوم الجمعة المقبل") || !slices.ContainsFunc(marked, func(s string) bool { return strings.Contains(s, "أيمن الصفدي") }) {
		t.Errorf("marked %q", marked)
	}
	early, err := f.Contact(t.Context(), page.Hits[0].ID, answer.Options{Today: today})
	if err != nil || !reflect.DeepEqual(early, c) {
		t.Error("two askings differ", err)
	}
}

func wantStatement(t *testing.T, f *asker) {
	said, err := f.Said(t.Context(), "الصفدي", answer.Question{About: []string{"الحوار"}, Today: today})
	at := slices.IndexFunc(said.Hits, func(h answer.Hit) bool { return h.Differs })
	if err != nil || at < 0 {
		t.Fatal(shown(said.Hits), err)
	}
	s, err := f.Statement(t.Context(), said.Hits[at].ID)
	if err != nil || s.Speaker.Name != "أيمن الصفدي" || s.Speaker.ID == 0 || s.Told != len(s.Tellings) || s.Told != 4 || !s.Differs || len(s.Chain) == 0 {
		t.Fatalf("%+v %v", s, err)
	}
	for i, tell := range s.Tellings {
		text := []rune(samples(t)[tell.Article-1].Text)
		var words []string
		for _, c := range tell.Content {
			words = append(words, string(text[c.Start:c.End]))
		}
		if strings.Join(words, " ") != tell.Words || (i > 0 && s.Tellings[i-1].Published > tell.Published) {
			t.Errorf("telling %d: %+v stands in its article as %q", i, tell, words)
		}
	}
	last := s.Tellings[3]
	if last.Article != 7 || !last.QuotesDiffer || len(last.Edits) != 2 || last.Edits[0].Words != "ودائما" || last.Edits[1].Words != "وشاملا" || last.Title != "الصفدي يتحدث عن المياه" {
		t.Errorf("%+v", last)
	}
	b := last.Edits[1].B
	if got := string([]rune(last.Words)[b.Start:b.End]); got != "وشاملا" {
		t.Errorf("the place of what is added is %q", got)
	}
}

func wantLinks(t *testing.T, f *asker) {
	a, err := answer.New(f.store, nil).Article(t.Context(), 3)
	if err != nil || a.Kept.Origin != "وكالة السند" || len(a.Kept.Copies) != 1 || a.Kept.Copies[0].Article != 4 {
		t.Fatalf("%+v %v", a.Kept, err)
	}
	k := &a.Kept
	if len(k.Links.Statements) != len(a.Record.Statements) || len(k.Contacts) != len(a.Events) || len(k.Actors) != len(a.Entities) || len(k.Parties) != len(a.Events) {
		t.Fatalf("%+v", k.Links)
	}
	for i, id := range k.Links.Statements {
		s, err := f.Statement(t.Context(), id)
		if err != nil || s.Speaker.ID != k.Speakers[i] {
			t.Errorf("statement %d: %+v %v", i, s, err)
		}
	}
	for i, id := range k.Actors {
		x, err := f.Actor(t.Context(), id, answer.Options{Today: today})
		if err != nil || !slices.Contains(x.Forms, a.Entities[i].Name) {
			t.Errorf("entity %d: %+v %v", i, x, err)
		}
	}
	if len(k.Parties) == 0 || len(k.Parties[0]) != 2 || k.Parties[0][0] == 0 || k.Parties[0][0] != k.Speakers[0] && k.Parties[0][1] != k.Speakers[0] {
		t.Errorf("parties %v, speakers %v", k.Parties, k.Speakers)
	}
}

func wantActor(t *testing.T, f *asker) {
	all, err := f.Actors(t.Context(), "Safadi", answer.Options{Today: today, Limit: 5})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	x := all[0]
	at := slices.IndexFunc(x.Offices, func(o answer.Office) bool { return o.RoleEn == "Foreign Minister" && o.Of == "jo" })
	if x.Name != "أيمن الصفدي" || len(x.Statements) == 0 || len(x.Contacts) != 1 || at < 0 || x.Offices[at].OfAr != "الأردن" || x.Offices[at].From == "" || x.Offices[at].RoleAr == "" {
		t.Errorf("%+v", x)
	}
}

func wantRelated(t *testing.T, f *asker) {
	all, err := f.RelatedArticles(t.Context(), 3, answer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	why := map[int64][]string{}
	for _, r := range all {
		for _, w := range r.Why {
			if len(why[r.Article]) == 0 || why[r.Article][len(why[r.Article])-1] != w.Kind {
				why[r.Article] = append(why[r.Article], w.Kind)
			}
		}
	}
	if why[3] != nil || all[0].Article != 4 || fmt.Sprint(why[4]) != "[text contact statement actor]" || fmt.Sprint(why[1]) != "[contact actor]" || fmt.Sprint(why[7]) != "[statement actor]" {
		t.Errorf("got %v", why)
	}
	all, err = f.RelatedArticles(t.Context(), 7, answer.Options{Limit: 3})
	if err != nil || len(all) != 3 || all[0].Article != 5 || !slices.ContainsFunc(all[0].Why, func(w answer.Reason) bool { return w.Name == "سالم الرواشدة" }) {
		t.Errorf("who shares the rarest name comes first: %+v %v", all, err)
	}
}

func wantSuggestions(t *testing.T, f *asker) {
	for typed, want := range map[string]string{
		"صفد": "أيمن الصفدي", "الصفدي": "أيمن الصفدي", "أيمن ص": "أيمن الصفدي", "safa": "أيمن الصفدي", "Ayman Saf": "أيمن الصفدي",
		"سالم الر": "سالم الرواشدة", "رواشده": "سالم الرواشدة", "؟": "", "": "", "صفد غيره": "", "\x00\xff": "",
	} {
		got, err := f.Suggest(t.Context(), typed, 10)
		names := []string{}
		for _, s := range got {
			names = append(names, s.Name)
		}
		if err != nil || want == "" && len(got) > 0 || want != "" && (!slices.Contains(names, want) || got[0].ID == 0) {
			t.Errorf("%q suggests %q (%v), want %q", typed, names, err, want)
		}
	}
	got, err := f.Suggest(t.Context(), "ال", 2)
	if err != nil || len(got) != 2 || got[0].Articles < got[1].Articles {
		t.Errorf("got %+v %v", got, err)
	}
}

func wantDifferences(t *testing.T, f *asker) {
	who, err := f.Suggest(t.Context(), "الصفدي", 1)
	if err != nil || len(who) != 1 {
		t.Fatal(who, err)
	}
	all, err := f.TellingDifferences(t.Context(), who[0].ID, answer.Options{})
	if err != nil || len(all) != 1 || all[0].First.Article != 3 || all[0].Speaker.ID != who[0].ID {
		t.Fatalf("%+v %v", all, err)
	}
	others := all[0].Others
	if at := slices.IndexFunc(others, func(q answer.Quoting) bool { return q.Outlet == "الضفة" && len(q.Edits) == 2 }); at < 0 {
		t.Errorf("%+v", others)
	}
}

func wantAtOnce(t *testing.T, f *asker) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			q := answer.Question{Text: "المياه", Today: today.AddDate(0, 0, -30*(i%2))}
			page, err := f.Search(t.Context(), q)
			if err != nil || len(page.Hits) == 0 || len(page.Notes) != 0 {
				t.Error(page.Notes, err)
			}
		})
	}
	all.Wait()
}
