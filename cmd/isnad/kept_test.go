package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"isnad.dev/isnad/internal/answer"
	"isnad.dev/isnad/internal/export"
	"isnad.dev/isnad/internal/store/pgtest"
	"isnad.dev/isnad/internal/web/browser"
)

func TestMain(m *testing.M) {
	status := pgtest.Main(m)
	browser.Close()
	stopSite()
	os.Exit(status)
}

// TestCommandsThatAsk runs them all on one database each, the changes by hand last.
func TestCommandsThatAsk(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		for _, step := range []struct {
			name string
			want func(*testing.T, string)
		}{
			{"what they print", wantGolden},
			{"an article keeps its text and bytes", wantTextAndBytes},
			{"an export has all rows in every format", wantExports},
			{"an interrupted export leaves no file", wantNoHalfExport},
			{"actors are merged and split by hand", wantMergesAndSplits},
		} {
			t.Run(step.name, func(t *testing.T) { step.want(t, db) })
		}
	})
}

// onBoth runs a test on a new SQLite file and on a new PostgreSQL database that hold the sample articles of examples/kept.jsonl.
func onBoth(t *testing.T, f func(t *testing.T, db string)) {
	t.Helper()
	databases := map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "isnad.db") },
		"postgres": func(t *testing.T) string { return pgtest.Database(t) },
	}
	for name, address := range databases {
		t.Run(name, func(t *testing.T) {
			db := address(t)
			if got := typing(t, "", "add", "--db", db, "../../examples/kept.jsonl"); got.status != exitDone {
				t.Fatal(got.err)
			}
			f(t, db)
		})
	}
}

// kept are commands that ask the sample articles; testdata/kept-NAME.golden has what they print.
var kept = []struct {
	name string
	args []string
}{
	{"search", []string{"search", "--on", "2025-04-01", "المياه"}},
	{"search-page", []string{"search", "--on", "2025-04-01", "--limit", "1", "المياه"}},
	{"search-latin", []string{"search", "Safadi", "kind:article"}},
	{"search-exact", []string{"search", `"أبواب الحوار"`, "kind:statement"}},
	{"search-kind", []string{"search", "kind:direct,indirect", "outlet:الحصاد", "--format", "jsonl"}},
	{"search-speaker", []string{"search", "speaker:الرواشدة -مياه"}},
	{"said", []string{"said", "الصفدي"}},
	{"said-about", []string{"said", "Safadi", "--about", "المياه", "--from", "2025-03-09", "--format", "json"}},
	{"contacts", []string{"contacts", "--on", "2025-04-01"}},
	{"contacts-before", []string{"contacts", "--on", "2025-03-12", "--status", "planned", "--format", "json"}},
	{"contacts-with", []string{"contacts", "--on", "2025-04-01", "--who", "Abdelatty", "--with", "جعفر حسان", "--format", "csv"}},
	{"article", []string{"article", "5"}},
	{"article-csv", []string{"article", "4", "--format", "csv"}},
	{"actor", []string{"actor", "show", "--on", "2025-04-01", "Safadi"}},
}

func wantGolden(t *testing.T, db string) {
	for _, k := range kept {
		got := typing(t, "", append(k.args, "--db", db)...)
		shown := fmt.Sprintf("$ isnad %s\n%s%s", strings.Join(k.args, " "), got.out, got.err)
		golden := filepath.Join("testdata", "kept-"+k.name+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(shown), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || shown != string(want) {
			t.Errorf("%s differs (%v); run with -update and read the difference\n%s", golden, err, shown)
		}
	}
}

func wantTextAndBytes(t *testing.T, db string) {
	lines, err := os.ReadFile("../../examples/kept.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := bytes.Cut(lines, []byte("\n"))
	got := typing(t, "", "article", "1", "--original", "--db", db)
	if strings.TrimSpace(got.out) != string(first) {
		t.Errorf("got %s %s", got.out, got.err)
	}
	var in struct{ Text string }
	var out struct {
		Article struct{ Text string }
		Kept    answer.Kept
	}
	asked := typing(t, "", "article", "1", "--format", "json", "--db", db)
	if err := json.Unmarshal([]byte(asked.out), &out); err != nil {
		t.Fatal(err, asked.err)
	}
	if err := json.Unmarshal(first, &in); err != nil || in.Text != out.Article.Text || out.Kept.ID != 1 {
		t.Errorf("got %+v %v", out, err)
	}
}

func wantMergesAndSplits(t *testing.T, db string) {
	ids := map[string]int64{}
	for _, name := range []string{"الصفدي", "سالم الرواشدة"} {
		var rows []actorRow
		if err := json.Unmarshal([]byte(typing(t, "", "actor", "show", "--format", "json", "--db", db, name).out), &rows); err != nil || len(rows) != 1 {
			t.Fatal(name, rows, err)
		}
		ids[name] = rows[0].ID
	}
	said := func() int {
		return strings.Count(typing(t, "", "said", "الصفدي", "--format", "jsonl", "--db", db).out, "\n")
	}
	steps := []struct {
		args []string
		want string
		said int
	}{
		{[]string{"merge", fmt.Sprint(ids["سالم الرواشدة"]), fmt.Sprint(ids["الصفدي"]), "--reason", "تجربة"}, "isnad actor undo 1 takes it back", 6},
		{[]string{"undo", "1"}, "undone: actor", 4},
		{[]string{"split", fmt.Sprint(ids["الصفدي"]), "--articles", "1", "--name", "محمود الصفدي"}, "isnad actor undo 2 takes it back", 3},
		{[]string{"undo", "2"}, "undone: actor", 4},
		{[]string{"undo", "2"}, "was undone on", 4},
		{[]string{"merge", "99", "1"}, "actor 99: not in the store; isnad actor show NAME finds numbers", 4},
	}
	for _, step := range steps {
		got := typing(t, "", append(append([]string{"actor"}, step.args...), "--db", db)...)
		if n := said(); !strings.Contains(got.out+got.err, step.want) || n != step.said {
			t.Errorf("%v: got %q %q and %d statements; want %q and %d", step.args, got.out, got.err, n, step.want, step.said)
		}
	}
	if got := typing(t, "", "db", "check", "--db", db); got.status != exitDone {
		t.Errorf("%s%s", got.out, got.err)
	}
}

func wantExports(t *testing.T, db string) {
	rows := map[string]int{"articles": 6, "statements": 8, "tellings": 11, "contacts": 2, "reports": 5}
	dir := t.TempDir()
	for _, format := range []string{"jsonl", "csv", "parquet"} {
		if got := typing(t, "", "export", "--format", format, "--db", db, dir); got.status != exitDone || strings.Count(got.out, "\n") != 6 {
			t.Fatal(got)
		}
	}
	for table, want := range rows {
		b, err := os.ReadFile(filepath.Join(dir, table+".jsonl"))
		if n := bytes.Count(b, []byte("\n")); err != nil || n != want {
			t.Errorf("%s.jsonl has %d rows, want %d (%v)", table, n, want, err)
		}
		b, err = os.ReadFile(filepath.Join(dir, table+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).ReadAll()
		if err != nil || len(lines) != want+1 {
			t.Errorf("%s.csv has %d rows, want %d (%v)", table, len(lines)-1, want, err)
		}
	}
	contacts, err := parquet.ReadFile[export.Contact](filepath.Join(dir, "contacts.parquet"))
	if err != nil || len(contacts) != 2 {
		t.Fatal(contacts, err)
	}
	c := contacts[0]
	if c.Date == nil || *c.Date != 20156 || c.When != "2025-03-09" || fmt.Sprint(c.Parties) != "[أيمن الصفدي بدر عبد العاطي]" && fmt.Sprint(c.Parties) != "[بدر عبد العاطي أيمن الصفدي]" {
		t.Errorf("got %+v", c)
	}
	articles, err := parquet.ReadFile[export.Article](filepath.Join(dir, "articles.parquet"))
	if err != nil || len(articles) != 6 || articles[0].Outlet != "الميدان" || articles[0].Date == nil || *articles[0].Date != 20150 || !strings.Contains(articles[0].Text, "من المقرر") {
		t.Errorf("got %+v %v", articles, err)
	}
}

func wantNoHalfExport(t *testing.T, db string) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if status := run(ctx, []string{"export", "--db", db, dir}, terminal{strings.NewReader(""), &out, &errs}); status != exitInterrupted {
		t.Errorf("status %d: %s", status, errs.String())
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left %v %v", left, err)
	}
}

func TestQuestionsThatMakeNoSenseSayWhatDoes(t *testing.T) {
	db := filepath.Join(t.TempDir(), "isnad.db")
	if got := typing(t, "", "stats", "--db", db); got.status != exitLeftOut || !strings.Contains(got.err, "there is no database yet") {
		t.Errorf("before anything is added: %+v", got)
	}
	if got := typing(t, "", "db", "migrate", "--db", db); got.status != exitDone {
		t.Fatalf("%+v", got)
	}
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"search", "mouth:لافروف"}, "no filter is called mouth: the filters are speaker: about: with: outlet: from: to: kind: status:"},
		{[]string{"search", "from:tomorrowish"}, "from:tomorrowish is no day: write 2018-08-23"},
		{[]string{"search", "kind:song"}, "kind:song is not known: write one of"},
		{[]string{"search", "--limit", "0", "قال"}, "--limit 0 is out of bounds"},
		{[]string{"search", "--on", "soon", "قال"}, `--on "soon" is no day: write 2018-08-23`},
		{[]string{"contacts", "--status", "lost"}, "status:lost is not known: write one of"},
		{[]string{"said", "--from", "soon", "لافروف"}, "from:soon is no day"},
		{[]string{"said", "؟"}, `"؟" is no name`},
	}
	for _, tt := range tests {
		got := typing(t, "", append(tt.args, "--db", db)...)
		if got.status != exitUsage || !strings.Contains(got.err, tt.want) {
			t.Errorf("%v: status %d, %q; want %q", tt.args, got.status, got.err, tt.want)
		}
	}
	if got := typing(t, "", "search", "outlet:لا أحد", "--db", db); got.status != exitDone || !strings.Contains(got.err, "no outlet is called") {
		t.Errorf("got %+v", got)
	}
}

func TestMarkedWordsStayWholeWhenWrapped(t *testing.T) {
	p := &sheet{width: 60}
	text := "قال الوزير إن المحادثات ستبدأ غدا في المدينة القديمة على شاطئ البحر بعد وصول الوفود"
	p.paragraph(text, nil)
	plain := strings.NewReplacer(isolate, "", popIsolate, "").Replace(p.b.String())
	if got := strings.Join(strings.Fields(plain), " "); got != text || strings.Count(p.b.String(), "\n") != 2 {
		t.Errorf("got %q", p.b.String())
	}
}
