package alert

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/store"
)

func message() Message {
	d := New(nil, finder{}, Options{Base: "https://isnad.example.org", Ident: func() string { return "x" }})
	return d.sample(store.SavedSearch{Name: "المحادثات", Question: "محادثات"})
}

func TestATemplateMakesJSONOfAMessage(t *testing.T) {
	const text = `{"text": {{json (print "*" (escape .Search) "*")}}, "blocks": [{{range $i, $x := .Items}}{{if $i}},{{end}}{"words": {{json $x.Text}}, "short": {{json (cut $x.Text 12)}}, "who": {{json (join $x.Who "، ")}}, "url": {{json .URL}}}{{end}}]}`
	b, err := body(text, message())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Text   string
		Blocks []struct{ Words, Short, Who, URL string }
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	x := got.Blocks
	if got.Text != "*المحادثات*" || len(x) != 2 || x[0].Words != message().Items[0].Text || x[1].Who != "سلمان الحداد، كريم النجار" || x[0].Short != "هذه رسالة ت…" || x[1].URL != "https://isnad.example.org/contact/1" {
		t.Errorf("%s", b)
	}
}

func TestATemplateCanDoNoHarm(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"broken", `{{range .Items}}`, "unexpected EOF"},
		{"an unknown field", `{"x": {{json .Nothing}}}`, "Nothing"},
		{"an unknown function", `{{shell "x"}}`, `function "shell" not defined`},
		{"no JSON", `words: {{.Search}}`, "is no JSON"},
		{"quotation marks of the words", `{"x": "{{range .Items}}{{.Text}}{{end}}"}`, "is no JSON"},
		{"counts to a number", `{{range 1000000000000}}{{end}}`, "a loop goes over"},
		{"counts to a number in a variable", `{{$n := 1000000000000}}{{range $n}}{{end}}`, "a loop goes over"},
		{"counts to a number as the dot", `{{with 1000000000000}}{{range .}}{{end}}{{end}}`, "a loop goes over"},
		{"counts to what a function says", `{{range len .Items}}{{end}}`, "a loop goes over"},
		{"loops in loops", `{{range .Items}}{{range $.Items}}{{range $.Items}}{{end}}{{end}}{{end}}`, "inside each other"},
		{"hidden in an if", `{{if true}}{{else}}{{range 9}}{{end}}{{end}}`, "a loop goes over"},
		{"hidden in an else of a loop", `{{range .Items}}{{else}}{{range 9}}{{end}}{{end}}`, "a loop goes over"},
		{"calls itself", `{{define "x"}}{{template "x"}}{{template "x"}}{{end}}{{template "x"}}`, "another template"},
		{"calls itself by its own name", `{{template "template"}}`, "another template"},
		{"too much", `{{range .Items}}{{range $.Items}}` + strings.Repeat("a", 15<<10) + strings.Repeat("{{$.Question}}", 1) + `{{end}}{{end}}` + strings.Repeat(" ", 900), "is no JSON"},
		{"doubles", `{{$a := "aaaaaaaaaaaaaaaa"}}` + strings.Repeat(`{{$a = print $a $a}}`, 30), "longer than"},
		{"doubles marks", `{{$a := "\\"}}` + strings.Repeat(`{{$a = js $a}}`, 40), "longer than"},
		{"wide", `{{printf "%1000000d" 1}}`, "printf is not there"},
		{"too long", strings.Repeat("a", maxTemplate+1), "longer than"},
		{"nothing", `{{/* nothing */}}`, "is no JSON"},
		{"a list joined to no end", `{{range .Items}}{{join .Who "x"}}{{end}}`, "is no JSON"},
	}
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Web: private})
	s, err := x.SaveSearch(t.Context(), owner, store.SavedSearch{Question: "x"})
	x.must(err)
	for _, c := range tests {
		_, err := x.SaveAlert(t.Context(), owner, store.Alert{Search: s.ID, Channel: store.Webhook, Target: "https://example.org/", Template: c.text})
		if bad := (ErrInvalid{}); !errors.As(err, &bad) || bad.Field != "template" || !strings.Contains(bad.Reason, c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestWhatATemplateMakesIsBounded(t *testing.T) {
	m := message()
	for len(m.Items) < 50 {
		m.Items = append(m.Items, m.Items[0])
	}
	if _, err := body(`[{{range .Items}}{{range $.Items}}`+strings.Repeat("1", 1000)+`,{{end}}{{end}}1]`, m); err == nil || !strings.Contains(err.Error(), "makes more than") {
		t.Error(err)
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range []string{`{"a": {{json .}}}`, `{{range .Items}}{{cut .Text 3}}{{end}}`, `{{with .Items}}{{index . 0}}{{end}}`, `{{$x := .Items}}{{len $x}}`, `{{slice .Search 0 2}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if b, err := body(text, message()); err == nil && !json.Valid(b) {
			t.Errorf("%q is no JSON", b)
		}
	})
}
