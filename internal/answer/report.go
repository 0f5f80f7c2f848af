package answer

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/store"
)

// ContactDetail is one contact with all its reports.
type ContactDetail struct {
	Contact
	Accounts []Report `json:"accounts"` // the earliest first; not all where Reports has more
}

// Report is what one article says of a contact.
type Report struct {
	Head
	N       int          `json:"n"` // of the event in the article's record
	Status  string       `json:"status"`
	Day     string       `json:"day"`
	By      string       `json:"by"` // the speaker who says so; empty where it is the reporter
	Topic   string       `json:"topic"`
	Parties []Party      `json:"parties"`
	Words   string       `json:"words"` // the sentence; empty where the article was read anew and no longer has it
	Span    isnad.Span   `json:"span"`  // of Words in the article's text
	Marks   []isnad.Span `json:"marks"` // who, what, when and where in Words
}

// Contact returns one contact with its parties, its life and what each article says of it.
func (f *Finder) Contact(ctx context.Context, id int64, o Options) (*ContactDetail, error) {
	x, err := f.contact(ctx, id, o.today())
	if err != nil {
		return nil, err
	}
	rows, err := f.contactsOf(ctx, []found{*x})
	if err != nil {
		return nil, err
	}
	out := &ContactDetail{Contact: rows[0]}
	out.Accounts, err = f.accounts(ctx, x.numbered())
	return out, err
}

// accounts describes the reports, the earliest first.
func (f *Finder) accounts(ctx context.Context, reports []numberedReport) ([]Report, error) {
	slices.SortStableFunc(reports, func(a, b numberedReport) int {
		x, y := Head{Article: a.Article, Published: a.Published}, Head{Article: b.Article, Published: b.Published}
		return x.inTime(&y)
	})
	reports = reports[:min(len(reports), maxTold)]
	var ids []store.ArticleID
	var actors []int64
	for _, r := range reports {
		ids = append(ids, store.ArticleID(r.Article))
		for _, p := range r.Parties {
			actors = append(actors, int64(p))
		}
	}
	read, err := f.readings(ctx, ids)
	if err != nil {
		return nil, err
	}
	names, err := f.store.CalledActors(ctx, distinct(actors))
	if err != nil {
		return nil, err
	}
	out := []Report{}
	for _, r := range reports {
		if a, ok := read[store.ArticleID(r.Article)]; ok {
			out = append(out, reportOf(a, &r, names))
		}
	}
	return out, nil
}

func reportOf(a *reading, r *numberedReport, names map[int64]store.Called) Report {
	out := Report{Head: headOf(&a.article), N: r.n, Status: r.Status, Day: r.Day, By: r.By, Topic: r.Topic, Parties: []Party{}, Marks: []isnad.Span{}}
	for _, p := range r.Parties {
		out.Parties = append(out.Parties, partyOf(int64(p), "", names))
	}
	for _, name := range r.Names {
		out.Parties = append(out.Parties, Party{Name: name})
	}
	if r.n < len(a.record.Events) {
		out.quote(a.points, eventSpans(&a.record.Events[r.n]))
	}
	return out
}

// eventSpans are the words that a contact was read from.
func eventSpans(e *isnad.Event) []isnad.Span {
	out := []isnad.Span{e.Trigger}
	for _, s := range []*isnad.Span{e.DateSpan, e.PlaceSpan, e.TopicSpan} {
		if s != nil {
			out = append(out, *s)
		}
	}
	for i := range e.Participants {
		if s := e.Participants[i].Span; s != nil {
			out = append(out, *s)
		}
	}
	slices.SortFunc(out, bySpan)
	return out
}

func bySpan(a, b isnad.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return b.End - a.End
}

// quote takes the sentence in which the marks stand; marks that do not fit the text say that it was read anew.
func (r *Report) quote(points []rune, marks []isnad.Span) {
	first, last := marks[0].Start, 0
	for _, m := range marks {
		if m.Start < 0 || m.End > len(points) || m.Start >= m.End {
			return
		}
		last = max(last, m.End)
	}
	r.Span = sentence(points, isnad.Span{Start: first, End: last})
	r.Words = string(points[r.Span.Start:r.Span.End])
	end := 0
	for _, m := range marks {
		if m.Start >= end { // a mark within another says nothing more
			r.Marks = append(r.Marks, isnad.Span{Start: m.Start - r.Span.Start, End: m.End - r.Span.Start})
			end = m.End
		}
	}
}

// maxAround is how far a sentence goes on before and behind what it is shown for, in letters.
const maxAround = 300

// sentence widens the span to the ends of its sentence.
func sentence(points []rune, s isnad.Span) isnad.Span {
	for n := 0; s.Start > 0 && n < maxAround && !endsSentence(points, s.Start-1); n++ {
		s.Start--
	}
	for n := 0; s.End < len(points) && n < maxAround; n++ {
		if points[s.End] == '\n' {
			break
		}
		s.End++
		if endsSentence(points, s.End-1) {
			break
		}
	}
	for s.Start < s.End && strings.ContainsRune(" \t\n", points[s.Start]) {
		s.Start++
	}
	return s
}

// endsSentence says whether a sentence ends with the letter there; the stop of a number or of an abbreviation has no space behind it.
func endsSentence(points []rune, at int) bool {
	r := points[at]
	return r == '\n' || strings.ContainsRune(".؟!?", r) && (at+1 == len(points) || strings.ContainsRune(" \t\n", points[at+1]))
}

// reading is an article with its record as it is shown.
type reading struct {
	article store.Article
	record  isnad.Record
	points  []rune
}

// readings gets articles with their records; the record of one that waits to be read is empty.
func (f *Finder) readings(ctx context.Context, ids []store.ArticleID) (map[store.ArticleID]*reading, error) {
	ids = distinct(ids)
	articles, err := f.articles(ctx, ids)
	if err != nil {
		return nil, err
	}
	records, err := f.store.CurrentRecords(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[store.ArticleID]*reading, len(articles))
	for id, a := range articles {
		r := &reading{article: a, points: []rune(a.Text)}
		if b := records[id]; b != nil {
			if err := json.Unmarshal(b, &r.record); err != nil {
				return nil, fmt.Errorf("record of article %d: %w", id, err)
			}
		}
		out[id] = r
	}
	return out, nil
}
