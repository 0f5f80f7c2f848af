package correction

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"isnad.dev/isnad"
)

const words = "قال كريم النجار إن المحادثات ستبدأ غدا. وأضاف سامي العلي أن الوفد سيصل مساء. والتقى النجار نظيره في القاهرة."

// span is where words stand in a text.
func span(t *testing.T, text, words string) isnad.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	start := len([]rune(text[:i]))
	return isnad.Span{Start: start, End: start + len([]rune(words))}
}

// record is what a reader may have read in the text.
func record(t *testing.T, text string) *isnad.Record {
	str := func(s string) *string { return &s }
	ref := func(s isnad.Span) *isnad.Span { return &s }
	said, arrive := span(t, text, "المحادثات ستبدأ غدا"), span(t, text, "الوفد سيصل مساء")
	return &isnad.Record{
		Article: isnad.Article{Outlet: "وكالة", Text: text},
		Statements: []isnad.Statement{
			{SpeakerName: str("كريم النجار"), Speaker: ref(span(t, text, "كريم النجار")), Cue: ref(span(t, text, "قال")), Content: []isnad.Span{said}, Kind: "indirect", Act: "inform", Polarity: "asserts", Chain: []string{"وكالة", "كريم النجار"}, Rule: "ar.x"},
			{SpeakerName: str("سامي العلي"), Cue: ref(span(t, text, "وأضاف")), Content: []isnad.Span{arrive}, Kind: "indirect", Act: "inform", Polarity: "asserts", Chain: []string{"وكالة", "سامي العلي"}, Rule: "ar.y"},
		},
		Events: []isnad.Event{{Type: "meeting", Status: "held", Trigger: span(t, text, "والتقى"), Place: str("القاهرة"), Participants: []isnad.Participant{{Name: str("كريم النجار")}, {Role: str("نظيره")}}, Rule: "ar.z"}},
		Entities: []isnad.Entity{
			{Name: "كريم النجار", Type: "PER", Aliases: []string{"النجار"}, Mentions: []isnad.Span{span(t, text, "كريم النجار")}},
			{Name: "سامي العلي", Type: "PER", ID: str("per:ali"), Mentions: []isnad.Span{span(t, text, "سامي العلي")}},
		},
	}
}

// mended makes a correction of a proposal, keeps it as a store does, and applies it to the record of another text.
func mended(t *testing.T, p Proposal, text string) Applied {
	t.Helper()
	c, err := New(record(t, words), p)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var kept Correction
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	kept.ID = 7
	return Apply(*record(t, text), []Correction{kept})
}

func TestFieldsAreMended(t *testing.T) {
	said, met := span(t, words, "المحادثات ستبدأ غدا"), span(t, words, "والتقى")
	later := "عاجل: " + strings.Replace(words, "نظيره", "نظيره المصري", 1)
	tests := []struct {
		name string
		p    Proposal
		want func(r *isnad.Record) (got, want any)
	}{
		{"speaker of the article", Proposal{Kind: Statement, Field: Speaker, At: said, Who: []Who{{Name: "سامي العلى"}}}, func(r *isnad.Record) (any, any) {
			s := r.Statements[0]
			return []string{*s.SpeakerName, *s.SpeakerID, strings.Join(s.Chain, "<"), s.Rule, r.Statements[1].Rule}, []string{"سامي العلي", "per:ali", "وكالة<سامي العلي", "correction/7", "ar.y"}
		}},
		{"speaker whom it does not name", Proposal{Kind: Statement, Field: Speaker, At: said, Who: []Who{{Name: "وزارة النقل", Type: "ORG"}}}, func(r *isnad.Record) (any, any) {
			return []string{*r.Statements[0].SpeakerName, r.Entities[2].Type, r.Entities[2].Rule}, []string{"وزارة النقل", "ORG", "correction/7"}
		}},
		{"nobody", Proposal{Kind: Statement, Field: Speaker, At: said}, func(r *isnad.Record) (any, any) {
			return []any{r.Statements[0].SpeakerName == nil, len(r.Statements[0].Chain)}, []any{true, 1}
		}},
		{"act", Proposal{Kind: Statement, Field: Act, At: said, Text: "warn"}, func(r *isnad.Record) (any, any) { return r.Statements[0].Act, "warn" }},
		{"polarity", Proposal{Kind: Statement, Field: Polarity, At: said, Text: "denies"}, func(r *isnad.Record) (any, any) { return r.Statements[0].Polarity, "denies" }},
		{"words", Proposal{Kind: Statement, Field: Words, At: said, Text: " المحادثات\n ستبدأ "}, func(r *isnad.Record) (any, any) {
			return r.Statements[0].Content, []isnad.Span{span(t, r.Article.Text, "المحادثات ستبدأ")}
		}},
		{"no statement", Proposal{Kind: Statement, Field: Remove, At: said}, func(r *isnad.Record) (any, any) {
			return []any{len(r.Statements), r.Statements[0].Rule}, []any{1, "ar.y"}
		}},
		{"no contact", Proposal{Kind: Contact, Field: Remove, At: met}, func(r *isnad.Record) (any, any) { return len(r.Events), 0 }},
		{"type", Proposal{Kind: Contact, Field: Type, At: met, Text: "call"}, func(r *isnad.Record) (any, any) { return r.Events[0].Type, "call" }},
		{"status", Proposal{Kind: Contact, Field: Status, At: met, Text: "planned"}, func(r *isnad.Record) (any, any) { return r.Events[0].Status, "planned" }},
		{"date", Proposal{Kind: Contact, Field: Date, At: met, Text: "2018-08"}, func(r *isnad.Record) (any, any) { return *r.Events[0].Date, "2018-08" }},
		{"place", Proposal{Kind: Contact, Field: Place, At: met, Text: "عمان"}, func(r *isnad.Record) (any, any) {
			return []string{*r.Events[0].Place, r.Entities[2].Type}, []string{"عمان", "LOC"}
		}},
		{"party out", Proposal{Kind: Contact, Field: PartyOut, At: met, Who: []Who{{Name: "نظيره"}}}, func(r *isnad.Record) (any, any) { return len(r.Events[0].Participants), 1 }},
		{"party in", Proposal{Kind: Contact, Field: PartyIn, At: met, Who: []Who{{Name: "سامي العلي"}}}, func(r *isnad.Record) (any, any) {
			return *r.Events[0].Participants[2].ID, "per:ali"
		}},
		{"statement that was overlooked", Proposal{Kind: Statement, Field: Missing, Text: "الوفد سيصل", Who: []Who{{Name: "سامي العلي"}}}, func(r *isnad.Record) (any, any) {
			return []any{len(r.Statements), r.Statements[1].Rule}, []any{2, "correction/7"} // it is read by now
		}},
		{"another", Proposal{Kind: Statement, Field: Missing, Text: "نظيره في القاهرة", Who: []Who{{Name: "النجار"}}, More: More{Act: "warn"}}, func(r *isnad.Record) (any, any) {
			return []any{len(r.Statements), *r.Statements[2].SpeakerName, r.Statements[2].Act, r.Statements[2].Kind}, []any{3, "كريم النجار", "warn", "indirect"}
		}},
		{"contact that was overlooked", Proposal{Kind: Contact, Field: Missing, Text: "سيصل", Who: []Who{{Name: "الوفد", Type: "ORG"}}, More: More{Type: "visit", Status: "planned", Place: "القاهرة", Date: "2025"}}, func(r *isnad.Record) (any, any) {
			e := r.Events[0]
			return []any{len(r.Events), e.Type, e.Status, *e.Place, *e.Date, len(e.Participants)}, []any{2, "visit", "planned", "القاهرة", "2025", 1}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, text := range []string{words, later} {
				a := mended(t, tt.p, strings.Replace(text, "نظيره المصري", "نظيره", 1))
				if got, want := tt.want(&a.Record); !reflect.DeepEqual(got, want) || a.Unmatched != nil {
					t.Errorf("%v, want %v; unmatched %v", got, want, a.Unmatched)
				}
			}
		})
	}
}

func TestTheRecordItselfStays(t *testing.T) {
	r := record(t, words)
	before, _ := json.Marshal(r)
	var all []Correction
	for i, p := range []Proposal{
		{Kind: Statement, Field: Speaker, At: r.Statements[0].Content[0], Who: []Who{{Name: "زيد عمر"}}}, {Kind: Contact, Field: PartyOut, At: r.Events[0].Trigger, Who: []Who{{Name: "كريم النجار"}}},
		{Kind: Contact, Field: Place, At: r.Events[0].Trigger}, {Kind: Statement, Field: Remove, At: r.Statements[1].Content[0]},
	} {
		c, err := New(r, p)
		if err != nil {
			t.Fatal(err)
		}
		c.ID = int64(i + 1)
		all = append(all, c)
	}
	a := Apply(*r, all)
	if len(a.Record.Statements) != 1 || len(a.Record.Events[0].Participants) != 1 || a.Record.Events[0].Place != nil {
		t.Errorf("%+v", a.Record)
	}
	if after, _ := json.Marshal(r); string(after) != string(before) {
		t.Errorf("%s\nbecame\n%s", before, after)
	}
}

func TestWordsThatAreGoneAreUnmatched(t *testing.T) {
	r := record(t, words)
	c, err := New(r, Proposal{Kind: Statement, Field: Act, At: r.Statements[0].Content[0], Text: "warn"})
	if err != nil {
		t.Fatal(err)
	}
	c.ID = 3
	r.Article.Text = "نص آخر تماما"
	r.Statements = nil
	if a := Apply(*r, []Correction{c}); !reflect.DeepEqual(a.Unmatched, []int64{3}) {
		t.Errorf("unmatched %v", a.Unmatched)
	}
}

func TestOfTheSameWordsThoseInTheSamePlaceAreMeant(t *testing.T) {
	text := []rune("قال نعم اليوم. ثم قال نعم أمس. وكرر: قال نعم غدا.")
	s := Select(text, span(t, string(text), "نعم أمس"))
	s.Exact, s.End, s.Suffix = "نعم", s.Start+3, " أمس. وكرر"
	moved := []rune("أعلن أنه " + string(text))
	got, ok := s.Find(moved)
	if want := span(t, string(moved), "نعم أمس").Start; !ok || got.Start != want {
		t.Errorf("%v, %v; want %d", got, ok, want)
	}
}

func TestNestedStatementsKeepTheirPlace(t *testing.T) {
	n := func(i int) *int { return &i }
	r := record(t, words)
	name := "زيد"
	r.Statements = append(r.Statements, isnad.Statement{SpeakerName: &name, NestedIn: n(0), Content: []isnad.Span{span(t, words, "ستبدأ غدا")}, Chain: []string{"وكالة", "كريم النجار", "زيد"}}, isnad.Statement{NestedIn: n(2), Content: []isnad.Span{span(t, words, "غدا")}})
	c, err := New(r, Proposal{Kind: Statement, Field: Remove, At: r.Statements[0].Content[0]})
	if err != nil {
		t.Fatal(err)
	}
	got := Apply(*r, []Correction{c}).Record.Statements
	if len(got) != 3 || got[1].NestedIn != nil || *got[2].NestedIn != 1 || strings.Join(got[1].Chain, "<") != "وكالة<زيد" {
		t.Errorf("%+v", got)
	}
}

func TestProposalsThatCannotBeKeptSayWhy(t *testing.T) {
	said, met := span(t, words, "المحادثات ستبدأ غدا"), span(t, words, "والتقى")
	long := strings.Repeat("ا", MaxWords+1)
	for name, tt := range map[string]struct {
		p    Proposal
		want *Fault
	}{
		"no item":      {Proposal{Kind: Statement, Field: Remove, At: isnad.Span{Start: 1, End: 2}}, ErrItem},
		"no kind":      {Proposal{Kind: "article", Field: Remove}, ErrField},
		"no field":     {Proposal{Kind: Statement, Field: Place, At: said}, ErrField},
		"act":          {Proposal{Kind: Statement, Field: Act, At: said, Text: "shout"}, ErrChoice},
		"same":         {Proposal{Kind: Statement, Field: Act, At: said, Text: "inform"}, ErrSame},
		"date":         {Proposal{Kind: Contact, Field: Date, At: met, Text: "2018-13"}, ErrDate},
		"words":        {Proposal{Kind: Statement, Field: Words, At: said, Text: "كلام لم يقله"}, ErrWords},
		"long words":   {Proposal{Kind: Statement, Field: Words, At: said, Text: long}, ErrLong},
		"long reason":  {Proposal{Kind: Statement, Field: Remove, At: said, Reason: long}, ErrLong},
		"long name":    {Proposal{Kind: Statement, Field: Speaker, At: said, Who: []Who{{Name: long}}}, ErrName},
		"long place":   {Proposal{Kind: Contact, Field: Place, At: met, Text: long[:2*MaxName+2]}, ErrName},
		"no name":      {Proposal{Kind: Contact, Field: PartyIn, At: met}, ErrName},
		"no party":     {Proposal{Kind: Contact, Field: PartyOut, At: met, Who: []Who{{Name: "زيد"}}}, ErrParty},
		"a party":      {Proposal{Kind: Contact, Field: PartyIn, At: met, Who: []Who{{Name: "كريم النجار"}}}, ErrSame},
		"nothing":      {Proposal{Kind: Statement, Field: Missing, Text: " \n"}, ErrWords},
		"type of name": {Proposal{Kind: Statement, Field: Speaker, At: said, Who: []Who{{Name: "زيد", Type: "GOD"}}}, ErrChoice},
	} {
		_, err := New(record(t, words), tt.p)
		var fault *Fault
		if !errors.As(err, &fault) || fault != tt.want {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// Whatever stands in a store, a record is mended without a fault.
func FuzzApply(f *testing.F) {
	f.Add(words, "المحادثات", "قبل", 3, 9, "act", "warn", 1)
	f.Fuzz(func(t *testing.T, text, exact, prefix string, start, end int, field, value string, nth int) {
		r := isnad.Record{Article: isnad.Article{Text: text}, Statements: []isnad.Statement{{Content: []isnad.Span{{Start: 0, End: len([]rune(text))}}}}, Events: []isnad.Event{{Trigger: isnad.Span{Start: 0, End: 3}}}}
		s := Selector{Exact: exact, Prefix: prefix, Start: start, End: end}
		var all []Correction
		for _, kind := range []string{Statement, Contact} {
			for _, field := range []string{field, Words, Missing, Remove} {
				all = append(all, Correction{Kind: kind, Field: field, Item: Item{Words: []Selector{s}, Nth: nth}, Value: Value{Text: value, Words: &s, Who: []Who{{Name: value}}}})
			}
		}
		points := len([]rune(text))
		for _, s := range Apply(r, all).Record.Statements {
			for _, c := range s.Content {
				if c.Start < 0 || c.End > points || c.Start > c.End {
					t.Errorf("a span outside the text: %v", c)
				}
			}
		}
	})
}
