package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/render"
)

var update = flag.Bool("update", false, "write the golden files anew")

// typed is what a person types, and what comes back.
type typed struct {
	status   int
	out, err string
}

func typing(t *testing.T, stdin string, args ...string) typed {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(context.Background(), args, terminal{strings.NewReader(stdin), &out, &errs})
	return typed{status, out.String(), errs.String()}
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func records(t *testing.T, lines string) []isnad.Record {
	t.Helper()
	var all []isnad.Record
	d := json.NewDecoder(strings.NewReader(lines))
	for d.More() {
		var r isnad.Record
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func TestExitStatus(t *testing.T) {
	good, english := file(t, "good.txt", "قال الوزير إن اللقاء كان مفيدا."), file(t, "english.txt", "The minister said.")
	tests := []struct {
		name string
		args []string
		want int
		err  string // what standard error says
	}{
		{"all read", []string{"read", good}, exitDone, ""},
		{"one left out", []string{"read", good, english, good}, exitLeftOut, "english.txt: it is not in Arabic"},
		{"no such file", []string{"read", "none.txt"}, exitLeftOut, "none.txt: it cannot be opened: no such file or directory; check its name"},
		{"no such command", []string{"stets"}, exitUsage, `did you mean "stats"?`},
		{"no such format", []string{"read", "--format", "xml", good}, exitUsage, "--format must be one of"},
		{"no such day", []string{"read", "--published", "yesterday", good}, exitUsage, `"yesterday" is no day: write 2018-08-23`},
		{"no such size", []string{"read", "--max-size", "much", good}, exitUsage, `"much" is no size`},
		{"a folder that is not there", []string{"read", "--output", "none/none.jsonl", good}, exitLeftOut, "none/none.jsonl: no such file or directory"},
		{"help", []string{"--help"}, exitDone, ""},
		{"no word", nil, exitDone, ""},
		{"version", []string{"version"}, exitDone, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := typing(t, "", tt.args...)
			if got.status != tt.want || !strings.Contains(got.err, tt.err) || tt.err == "" && got.err != "" {
				t.Errorf("status %d, %q; want %d, %q", got.status, got.err, tt.want, tt.err)
			}
		})
	}
}

func TestReadAnswersInTheOrderOfTheInput(t *testing.T) {
	var in, want strings.Builder
	for i := range 2000 {
		if i%100 == 50 {
			in.WriteString("{\"text\":\n")
			continue
		}
		fmt.Fprintf(&in, "{\"id\":\"a%d\",\"text\":%q}\n", i, "قال الوزير"+strings.Repeat(" كذا", i%37))
		fmt.Fprintf(&want, "a%d ", i)
	}
	got := typing(t, in.String(), "read", "--jobs", "8", "--format", "jsonl", "-")
	ids := ""
	for _, r := range records(t, got.out) {
		ids += r.Article.ID + " "
	}
	if ids != want.String() {
		t.Errorf("got %s", ids)
	}
	if n := strings.Count(got.err, "\n"); n != 20 || !strings.Contains(got.err, "isnad: -:51: it is not JSON") || got.status != exitLeftOut {
		t.Errorf("status %d, %d faults: %s", got.status, n, got.err)
	}
}

// TestReadTakesEveryKindOfFile reads the samples of archives, exports, deliveries and messages as one folder.
func TestReadTakesEveryKindOfFile(t *testing.T) {
	got := typing(t, "", "read", "../../internal/source/testdata")
	if n := len(records(t, got.out)); n != 13 {
		t.Errorf("%d articles", n)
	}
	if n := strings.Count(got.err, "\n"); n != 5 || got.status != exitLeftOut || !strings.Contains(got.err, "crawl.warc.gz, record at byte 1912: this record's checksum is wrong") {
		t.Errorf("status %d, %d faults: %s", got.status, n, got.err)
	}
}

func TestReadIsTheSameOnManyCores(t *testing.T) {
	var in strings.Builder
	for i := range 300 {
		fmt.Fprintf(&in, "{\"text\":%q}\n", strings.Repeat("قال الوزير إن اللقاء كان مفيدا. ", 1+i%9))
	}
	one, many := typing(t, in.String(), "read", "-j1"), typing(t, in.String(), "read", "-j16")
	if one != many {
		t.Error("the answers differ")
	}
}

func TestReadFillsWhatTheFileDoesNotSay(t *testing.T) {
	got := typing(t, "قال الوزير", "read", "--published", "2024-05-20", "--outlet", "النيل اليوم")
	r := records(t, got.out)
	if len(r) != 1 || r[0].Article.Published != "2024-05-20" || r[0].Article.Outlet != "النيل اليوم" {
		t.Errorf("got %+v %s", r, got.err)
	}
}

func TestReadWritesAFileOnlyWhenItIsWhole(t *testing.T) {
	good := file(t, "good.txt", "قال الوزير")
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if got := typing(t, "", "read", "-o", out, good); got.status != exitDone || got.out != "" {
		t.Errorf("got %+v", got)
	}
	if b, err := os.ReadFile(out); err != nil || len(records(t, string(b))) != 1 {
		t.Errorf("got %s %v", b, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	broken := filepath.Join(t.TempDir(), "broken.jsonl")
	var stdout, stderr bytes.Buffer
	if status := run(ctx, []string{"read", "-o", broken, good}, terminal{strings.NewReader(""), &stdout, &stderr}); status != exitInterrupted {
		t.Errorf("status %d: %s", status, stderr.String())
	}
	left, err := os.ReadDir(filepath.Dir(broken))
	if err != nil || len(left) > 0 {
		t.Errorf("an interrupted run left %v %v", left, err)
	}
}

func TestReadStopsWhileItWaitsForInput(t *testing.T) {
	silent, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	asked := make(chan int)
	go func() {
		var out, errs bytes.Buffer
		asked <- run(ctx, []string{"read", "-"}, terminal{silent, &out, &errs})
	}()
	if _, err := w.Write([]byte("{\"text\":\"قال\"}\n")); err != nil { // returns when the run has read it
		t.Fatal(err)
	}
	cancel()
	if status := <-asked; status != exitInterrupted {
		t.Errorf("status %d", status)
	}
}

func TestReadShowsEveryFormat(t *testing.T) {
	tests := []struct{ format, want string }{
		{"text", "Statements"}, {"json", "{\n  \"article\": {"}, {"jsonl", `{"article":{`}, {"html", "<!doctype html>"},
	}
	for _, tt := range tests {
		t.Run(tt.format, func(t *testing.T) {
			got := typing(t, "قال الوزير", "read", "--format", tt.format, "--why")
			if got.status != exitDone || !strings.Contains(got.out, tt.want) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestSchemaIsOne(t *testing.T) {
	got := typing(t, "", "schema")
	var s jsonschema.Schema
	if err := json.Unmarshal([]byte(got.out), &s); err != nil || s.ID != render.SchemaID {
		t.Errorf("%v: %s", err, got.out)
	}
}

func TestAPauseIsOne(t *testing.T) {
	for _, command := range []string{"serve", "collect"} {
		for _, every := range []string{"0s", "-1m0s"} {
			if got := typing(t, "", command, "--every="+every, "--db", filepath.Join(t.TempDir(), "isnad.db")); got.status != exitUsage || !strings.Contains(got.err, "--every "+every) {
				t.Errorf("%s --every=%s: %d, %s", command, every, got.status, got.err)
			}
		}
	}
}

// examples are the sample articles, with the day that each was published on.
var examples = map[string]string{"wire": "2025-01-14", "agency": "2024-05-20", "daily": "2025-02-13", "broadcaster": "2025-07-17", "post": "2025-11-25"}

// TestExamplesFollowTheSchema reads the sample articles: their records follow the schema, keep the text letter for letter, and point into it.
func TestExamplesFollowTheSchema(t *testing.T) {
	schema, err := render.Schema()
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, day := range examples {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("../../examples", name+".txt")
			got := typing(t, "", "read", "--published", day, path)
			var v any
			if err := json.Unmarshal([]byte(got.out), &v); err != nil {
				t.Fatal(err, got.err)
			}
			if err := resolved.Validate(v); err != nil {
				t.Error(err)
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := records(t, got.out)[0]
			if r.Article.Text != string(raw) {
				t.Error("the text changed")
			}
			n := utf8.RuneCount(raw)
			for _, s := range spansOf(v) {
				if s.Start < 0 || s.Start >= s.End || s.End > n {
					t.Errorf("%v is no span of a text of %d", s, n)
				}
			}
		})
	}
}

// spansOf collects every object with a start and an end, wherever it stands.
func spansOf(v any) []isnad.Span {
	var all []isnad.Span
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, spansOf(e)...)
		}
	case map[string]any:
		if start, ok := v["start"].(float64); ok {
			end, _ := v["end"].(float64)
			all = append(all, isnad.Span{Start: int(start), End: int(end)})
		}
		for _, e := range v {
			all = append(all, spansOf(e)...)
		}
	}
	return all
}

// TestExamplesGolden holds the records of the sample articles. Until they are written (-update), there is nothing to hold.
func TestExamplesGolden(t *testing.T) {
	for name, day := range examples {
		t.Run(name, func(t *testing.T) {
			got := typing(t, "", "read", "--format", "text", "--why", "--published", day, filepath.Join("../../examples", name+".txt"))
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got.out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if os.IsNotExist(err) {
				t.Skip("not written yet")
			}
			if err != nil || got.out != string(want) {
				t.Errorf("%s differs (%v); run with -update and read the difference\n%s", golden, err, got.out)
			}
		})
	}
}
