package answer

import (
	"context"
	"fmt"
	"slices"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/ledger"
	"isnad.dev/isnad/internal/store"
)

// Statement is one statement with all its tellings.
type Statement struct {
	ID       int64     `json:"id"`
	Speaker  Party     `json:"speaker"` // without a name where nobody known speaks
	Kind     string    `json:"kind"`    // direct, indirect, mixed
	Act      string    `json:"act"`
	Polarity string    `json:"polarity"`
	Day      string    `json:"day"`
	Words    string    `json:"words"`
	Chain    []string  `json:"chain"`   // the hops from the outlet of the earliest telling to the speaker
	Differs  bool      `json:"differs"` // quotations of it differ between outlets
	Outlets  []string  `json:"outlets"`
	Origins  []string  `json:"origins"`
	Told     int       `json:"told"`
	Tellings []Telling `json:"tellings"` // the earliest first; not all where Told is more
}

// Telling is how one article tells a statement.
type Telling struct {
	Head
	N            int          `json:"n"` // of the statement in the article's record
	Kind         string       `json:"kind"`
	Words        string       `json:"words"`
	Content      []isnad.Span `json:"content"` // the words in the article's text; empty where it was read anew and no longer has them
	Speaker      *isnad.Span  `json:"speaker"`
	Cue          *isnad.Span  `json:"cue"`
	Chain        []string     `json:"chain"`
	Edits        []Edit       `json:"edits"` // from the earliest telling to this one
	QuotesDiffer bool         `json:"quotes_differ"`
}

// Statement returns one statement with its speaker and every telling, compared with the earliest.
func (f *Finder) Statement(ctx context.Context, id int64) (*Statement, error) {
	rows, err := f.store.Statements(ctx, []int64{id})
	if err != nil {
		return nil, err
	}
	s, ok := rows[id]
	if !ok {
		return nil, fmt.Errorf("statement %d: %w", id, ErrNotFound)
	}
	names, err := f.store.CalledActors(ctx, []int64{s.Actor})
	if err != nil {
		return nil, err
	}
	tellings, err := f.store.Tellings(ctx, []int64{id})
	if err != nil {
		return nil, err
	}
	out := &Statement{
		ID: id, Speaker: partyOf(s.Actor, s.Speaker, names), Kind: s.Kind, Act: s.Act, Polarity: s.Polarity, Day: s.Day, Words: s.Words, Differs: s.Differs,
		Chain: []string{}, Told: len(tellings[id]),
	}
	return out, f.tellings(ctx, out, tellings[id])
}

// tellings fills in who tells the statement, and how.
func (f *Finder) tellings(ctx context.Context, out *Statement, all []store.Telling) error {
	ids := make([]store.ArticleID, len(all))
	for i, t := range all {
		ids[i] = t.Article
	}
	seen, err := f.witnesses(ctx, distinct(ids))
	if err != nil {
		return err
	}
	who := testimonyOf(seen, ids)
	out.Outlets, out.Origins, out.Tellings = list(who.outlets), list(who.origins), []Telling{}
	slices.SortStableFunc(all, func(a, b store.Telling) int {
		x, y := Head{Article: int64(a.Article), Published: seen[a.Article].head.Published}, Head{Article: int64(b.Article), Published: seen[b.Article].head.Published}
		return x.inTime(&y)
	})
	all = all[:min(len(all), maxTold)]
	ids = ids[:0]
	for _, t := range all {
		ids = append(ids, t.Article)
	}
	read, err := f.readings(ctx, ids)
	if err != nil {
		return err
	}
	for _, t := range all {
		if a, ok := read[t.Article]; ok {
			out.Tellings = append(out.Tellings, tellingOf(a, t))
		}
	}
	out.compare()
	return nil
}

func tellingOf(a *reading, t store.Telling) Telling {
	out := Telling{Head: headOf(&a.article), N: t.N, Words: t.Words, Content: []isnad.Span{}, Chain: []string{}, Edits: []Edit{}}
	if t.N < len(a.record.Statements) {
		x := &a.record.Statements[t.N]
		out.Kind, out.Content, out.Speaker, out.Cue, out.Chain = x.Kind, list(x.Content), x.Speaker, x.Cue, list(x.Chain)
	}
	return out
}

// compare holds each telling against the earliest.
func (s *Statement) compare() {
	if len(s.Tellings) == 0 {
		return
	}
	first := &s.Tellings[0]
	s.Chain = first.Chain
	a := ledger.Told(first.Words, first.Kind == direct)
	for i := range s.Tellings[1:] {
		t := &s.Tellings[i+1]
		b := ledger.Told(t.Words, t.Kind == direct)
		t.Edits, t.QuotesDiffer = edits(a, b), ledger.QuotesDiffer(a, b)
	}
}

// direct is the kind of a statement that is a quotation as a whole, whose words are kept without the marks around them.
const direct = "direct"
