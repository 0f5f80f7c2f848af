package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"strings"

	"isnad.dev/isnad"
)

var (
	//go:embed page/record.html
	recordTemplate string
	//go:embed page/page.css
	pageCSS string
	//go:embed page/page.js
	pageJS string
)

var recordPage = template.Must(template.New("record").Parse(recordTemplate))

// HTML shows records in one page that needs nothing else: no network, no other file.
type HTML struct {
	Why bool // also the rule of each item
}

// Open is the page's head. What the page may load is nothing: its policy holds a hostile article to that as well.
func (HTML) Open() []byte {
	return []byte(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>isnad</title>
<style>
` + pageCSS + `</style>
</head>
<body>
`)
}

// Close is the page's foot.
func (HTML) Close() []byte { return []byte("<script>\n" + pageJS + "</script>\n</body>\n</html>\n") }

// Record appends the article with its spans marked, and the record beside it.
func (f HTML) Record(b []byte, r *isnad.Record) []byte {
	out := bytes.NewBuffer(b)
	if err := recordPage.Execute(out, newView(r, f.Why)); err != nil {
		panic("render: record.html: " + err.Error()) // the template is wrong: a broken build
	}
	return out.Bytes()
}

// view is what the template shows of a record.
type view struct {
	ID         string
	Headline   phrase
	Facts      []phrase
	URL        string
	Paragraphs []Paragraph
	Statements []statementView
	Events     []eventView
	Dates      []dateView
	Entities   []entityView
	Sources    []sourceView
	Furniture  int
	Why        bool
}

// phrase is a piece of text with its direction.
type phrase struct{ Text, Dir string }

func directed(s string) phrase { return phrase{oneLine(s), direction(s)} }

func direction(s string) string {
	if rightToLeft(s) {
		return "rtl"
	}
	return "ltr"
}

type statementView struct {
	Key, Anchor             string
	Number                  int
	Speaker, Cue, Words     phrase
	En, Kind, Act, Polarity string
	Via                     phrase
	Inside                  int
	Chain                   []phrase
	Rule                    string
}

type eventView struct {
	Key, Anchor        string
	Type, Status, Date string
	Parties            []partyView
	Place, Topic       phrase
	Rule               string
}

type partyView struct {
	Name phrase
	En   string
}

type dateView struct {
	Key, Anchor string
	Words       phrase
	Value, Rule string
}

type entityView struct {
	Key, Anchor    string
	Name           phrase
	Type, En, Rule string
	Aliases        []phrase
	Times          int
}

type sourceView struct {
	Key, Anchor string
	Name        phrase
	Rule        string
}

func newView(r *isnad.Record, why bool) view {
	w := newWords(r.Article.Text)
	v := view{ID: recordID(r), Headline: directed(headline(r)), Furniture: len(r.Furniture), Why: why}
	for _, fact := range []string{r.Article.Outlet, r.Article.Published, r.Article.ID} {
		if fact != "" {
			v.Facts = append(v.Facts, directed(fact))
		}
	}
	if strings.HasPrefix(r.Article.URL, "http://") || strings.HasPrefix(r.Article.URL, "https://") {
		v.URL = r.Article.URL
	}
	m := newMarks(r, v.ID)
	v.Paragraphs = m.paragraphs(r.Article.Text, w)
	for i := range r.Statements {
		v.Statements = append(v.Statements, viewStatement(&r.Statements[i], w, m, i))
	}
	for i := range r.Events {
		v.Events = append(v.Events, viewEvent(&r.Events[i], m, i))
	}
	for i := range r.Dates {
		d := &r.Dates[i]
		key := itemKey('d', i)
		v.Dates = append(v.Dates, dateView{key, m.anchor(key), directed(w.at(&d.Span)), value(d.Value), d.Rule})
	}
	for i := range r.Entities {
		v.Entities = append(v.Entities, viewEntity(&r.Entities[i], m, i))
	}
	for i := range r.Sources {
		key := itemKey('o', i)
		v.Sources = append(v.Sources, sourceView{key, m.anchor(key), directed(r.Sources[i].Name), r.Sources[i].Rule})
	}
	return v
}

// recordID names a record in a page of many; it depends on the article alone, since records are shown on many cores at once.
func recordID(r *isnad.Record) string {
	h := fnv.New32a()
	h.Write([]byte(r.Article.ID))
	h.Write([]byte(r.Article.Text))
	return fmt.Sprintf("r%08x", h.Sum32())
}

func viewStatement(s *isnad.Statement, w *words, m *marks, i int) statementView {
	key := itemKey('s', i)
	name := value(s.SpeakerName)
	if name == "" {
		name = w.at(s.Speaker)
	}
	v := statementView{Key: key, Anchor: m.anchor(key), Number: i + 1, Speaker: directed(orNone(name)), Cue: directed(w.at(s.Cue)), Words: directed(w.all(s.Content)),
		En: value(s.SpeakerEn), Kind: s.Kind, Act: s.Act, Polarity: strings.ReplaceAll(s.Polarity, "_", " "), Via: directed(value(s.Via)), Rule: s.Rule}
	if s.NestedIn != nil {
		v.Inside = *s.NestedIn + 1
	}
	for _, hop := range s.Chain {
		v.Chain = append(v.Chain, directed(hop))
	}
	return v
}

func viewEvent(e *isnad.Event, m *marks, i int) eventView {
	key := itemKey('e', i)
	v := eventView{Key: key, Anchor: m.anchor(key), Type: e.Type, Status: e.Status, Date: value(e.Date), Place: directed(value(e.Place)), Topic: directed(value(e.Topic)), Rule: e.Rule}
	for _, p := range e.Participants {
		name := value(p.Name)
		if name == "" {
			name = value(p.Role)
		}
		v.Parties = append(v.Parties, partyView{directed(orNone(name)), value(p.En)})
	}
	return v
}

func viewEntity(e *isnad.Entity, m *marks, i int) entityView {
	key := itemKey('n', i)
	v := entityView{Key: key, Anchor: m.anchor(key), Name: directed(e.Name), Type: e.Type, En: value(e.En), Rule: e.Rule, Times: len(e.Mentions)}
	for _, a := range e.Aliases {
		v.Aliases = append(v.Aliases, directed(a))
	}
	return v
}
