package eval

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"isnad.dev/isnad"
)

// marked takes the brackets off a text and returns where they stood, in code points. An empty text has no pieces.
func marked(s string) (string, []isnad.Span) {
	var plain strings.Builder
	var spans []isnad.Span
	at := 0
	for _, r := range s {
		switch r {
		case '[':
			spans = append(spans, isnad.Span{Start: at})
		case ']':
			spans[len(spans)-1].End = at
		default:
			plain.WriteRune(r)
			at++
		}
	}
	return plain.String(), spans
}

func goldPairs(spans []isnad.Span) (out []Pair) {
	for _, s := range spans {
		out = append(out, Pair{s.Start, s.End})
	}
	return out
}

func ptr(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// counts shows the tallies of some figures as right/gold/got.
func counts(f Figures, names ...string) string {
	var out []string
	for _, n := range names {
		t := f[n]
		if t == nil {
			t = &Tally{}
		}
		out = append(out, fmt.Sprintf("%d/%d/%d", t.Right, t.Gold, t.Got))
	}
	return strings.Join(out, " ")
}

func TestStatementsAreFoundAttributedExact(t *testing.T) {
	tests := []struct{ name, gold, speaker, got, by, want string }{
		{"the same words", "قال سامي إن [الجسر آمن]", "سامي", "قال سامي إن [الجسر آمن]", "سامي", "1/1/1 1/1/1 1/1/1"},
		{"half of the words is enough", "[واحد اثنان ثلاثة أربعة]", "سامي", "[واحد اثنان] ثلاثة أربعة", "سامي", "1/1/1 1/1/1 0/1/1"},
		{"less than half is not found", "[واحد اثنان ثلاثة أربعة خمسة ستة]", "سامي", "[واحد] اثنان ثلاثة أربعة خمسة ستة", "سامي", "0/1/1 0/1/1 0/1/1"},
		{"marks beside the words do not count", "قال: «[الجسر آمن]».", "سامي", "قال: [«الجسر آمن».]", "سامي", "1/1/1 1/1/1 1/1/1"},
		{"a word that is cut counts", "[الجسر آمن]", "سامي", "[الجسر آ]من", "سامي", "1/1/1 1/1/1 1/1/1"},
		{"a vocalised word is one word", "[الجسرُ آمِنٌ] جدا", "سامي", "[الجسرُ آمِنٌ جدا]", "سامي", "1/1/1 1/1/1 0/1/1"},
		{"pieces add up", "[الجسر] قال [آمن اليوم]", "سامي", "[الجسر قال آمن اليوم]", "سامي", "1/1/1 1/1/1 0/1/1"},
		{"another speaker", "[الجسر آمن]", "سامي", "[الجسر آمن]", "ليلى", "1/1/1 0/1/1 0/1/1"},
		{"a part of the speaker's name", "[الجسر آمن]", "سامي الحداد", "[الجسر آمن]", "الحداد", "1/1/1 1/1/1 1/1/1"},
		{"spelling of the speaker's name", "[الجسر آمن]", "أحمد القاضي", "[الجسر آمن]", "احمد القاضى", "1/1/1 1/1/1 1/1/1"},
		{"nobody is not somebody", "[الجسر آمن]", "سامي", "[الجسر آمن]", "", "1/1/1 0/1/1 0/1/1"},
		{"nothing read", "[الجسر آمن]", "سامي", "الجسر آمن", "", "0/1/0 0/1/0 0/1/0"},
		{"nothing there", "الجسر آمن", "", "[الجسر آمن]", "سامي", "0/0/1 0/0/1 0/0/1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, gold := marked(tt.gold)
			_, got := marked(tt.got)
			c := Case{Article: isnad.Article{Text: text}}
			if gold != nil {
				c.Gold.Statements = []GoldStatement{{SpeakerName: tt.speaker, Content: goldPairs(gold)}}
			}
			var r isnad.Record
			if got != nil {
				r.Statements = []isnad.Statement{{SpeakerName: ptr(tt.by), Content: got}}
			}
			f := Figures{}
			f.Add(&c, &r)
			if have := counts(f, "statement found", "statement attributed", "statement exact"); have != tt.want {
				t.Errorf("got %s, want %s", have, tt.want)
			}
		})
	}
}

func TestSpeakerMayBeCalledByAnyNameOfTheEntity(t *testing.T) {
	text, content := marked("قالت موسكو إن [الجسر آمن]")
	c := Case{Article: isnad.Article{Text: text}}
	c.Gold.Entities = []GoldEntity{{Name: "روسيا", Type: "LOC", Aliases: []string{"موسكو"}, En: "Russia"}}
	c.Gold.Statements = []GoldStatement{{SpeakerName: "روسيا", Content: goldPairs(content)}}
	for name, want := range map[string]string{"موسكو": "1/1/1", "russia": "1/1/1", "كييف": "0/1/1"} {
		f := Figures{}
		f.Add(&c, &isnad.Record{Statements: []isnad.Statement{{SpeakerName: &name, Content: content}}})
		if got := counts(f, "statement attributed"); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// Of two records of the same words the one with the right speaker is taken, and each may be taken once.
func TestStatementsArePairedOneToOne(t *testing.T) {
	text, content := marked("قال سامي إن [الجسر آمن]")
	c := Case{Article: isnad.Article{Text: text}, Gold: Gold{Statements: []GoldStatement{{SpeakerName: "سامي", Content: goldPairs(content), Act: "inform", Kind: "indirect", Polarity: "asserts"}}}}
	r := isnad.Record{Statements: []isnad.Statement{
		{SpeakerName: ptr("ليلى"), Content: content, Act: "inform"},
		{SpeakerName: ptr("سامي"), Content: content, Act: "warn", Kind: "indirect", Polarity: "asserts"},
	}}
	f := Figures{}
	f.Add(&c, &r)
	want := "1/1/2 1/1/2 0/1/1 1/1/1 1/1/1"
	if got := counts(f, "statement found", "statement attributed", "act, of attributed", "kind, of attributed", "polarity, of attributed"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEventsNeedTypeAndHalfOfTheParticipants(t *testing.T) {
	gold := GoldEvent{Type: "meeting", Participants: []GoldParty{{Name: "سامي الحداد"}, {Name: "ليلى نعمة"}}, Status: "held", Date: "2020-05-01"}
	tests := []struct{ name, typ, parties, status, date, want string }{
		{"all the same", "meeting", "سامي الحداد,ليلى نعمة", "held", "2020-05-01", "1/1/1 1/1/1"},
		{"half of them", "meeting", "الحداد", "held", "2020-05-01", "1/1/1 1/1/1"},
		{"one of three", "meeting", "سامي الحداد,كريم,هدى", "held", "2020-05-01", "0/1/1 0/1/1"},
		{"another type", "call", "سامي الحداد,ليلى نعمة", "held", "2020-05-01", "0/1/1 0/1/1"},
		{"another day", "meeting", "سامي الحداد,ليلى نعمة", "held", "2020-05", "1/1/1 0/1/1"},
		{"no day", "meeting", "سامي الحداد,ليلى نعمة", "held", "", "1/1/1 0/1/1"},
		{"another status", "meeting", "سامي الحداد,ليلى نعمة", "planned", "2020-05-01", "1/1/1 0/1/1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := isnad.Event{Type: tt.typ, Status: tt.status, Date: ptr(tt.date)}
			for _, p := range strings.Split(tt.parties, ",") {
				e.Participants = append(e.Participants, isnad.Participant{Name: ptr(p)})
			}
			f := Figures{}
			f.Add(&Case{Gold: Gold{Events: []GoldEvent{gold}}}, &isnad.Record{Events: []isnad.Event{e}})
			if got := counts(f, "event found", "event full"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDatesOverlapAndAgree(t *testing.T) {
	c := Case{Gold: Gold{Dates: []GoldDate{{Span: Pair{10, 20}, Value: "2020-05-01"}}}}
	tests := []struct {
		name       string
		start, end int
		value      string
		want       string
	}{
		{"the same", 10, 20, "2020-05-01", "1/1/1"},
		{"a part of it", 15, 30, "2020-05-01", "1/1/1"},
		{"right beside it", 20, 30, "2020-05-01", "0/1/1"},
		{"another value", 10, 20, "2020-05-02", "0/1/1"},
	}
	for _, tt := range tests {
		f := Figures{}
		f.Add(&c, &isnad.Record{Dates: []isnad.Date{{Span: isnad.Span{Start: tt.start, End: tt.end}, Value: ptr(tt.value)}}})
		if got := counts(f, "date"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestEntitiesShareAWholeName(t *testing.T) {
	c := Case{Gold: Gold{Entities: []GoldEntity{{Name: "سامي الحداد", Type: "PER", Aliases: []string{"الحداد"}, En: "Sami Haddad"}}}}
	tests := []struct{ name, called, typ, en, want string }{
		{"its name", "سامي الحداد", "PER", "", "1/1/1 1/1/1"},
		{"another of its names, without the article", "حداد", "PER", "", "1/1/1 1/1/1"},
		{"its English name", "س. الحداد", "PER", "sami haddad", "1/1/1 1/1/1"},
		{"only a part of a name", "سامي", "PER", "", "0/1/1 0/1/1"},
		{"another type", "سامي الحداد", "ORG", "", "0/1/1 0/1/0"},
	}
	for _, tt := range tests {
		f := Figures{}
		f.Add(&c, &isnad.Record{Entities: []isnad.Entity{{Name: tt.called, Type: tt.typ, En: ptr(tt.en)}}})
		if got := counts(f, "entity", "entity PER"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestFigures(t *testing.T) {
	tally := Tally{Right: 3, Gold: 4, Got: 6}
	if got := fmt.Sprintf("%.3f %.3f %.3f", tally.Precision(), tally.Recall(), tally.F1()); got != "0.500 0.750 0.600" {
		t.Errorf("got %s", got)
	}
	if got := (Tally{}).F1(); got != 0 {
		t.Errorf("F1 of nothing is %v", got)
	}
}

func TestFoldName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"الأُمَم المتّحدة", "امم متحده"},
		{"للأمم", "امم"},
		{"اللد", "اللد"}, // four letters: the article stays
		{"مصطفى", "مصطفي"},
		{"O'Neill-Pérez", "o neill perez"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(foldName(tt.name), " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLoadNamesTheFaultyFile(t *testing.T) {
	good := fstest.MapFS{"gold/a.json": {Data: []byte(`{"id":"a"}`)}, "articles/a.json": {Data: []byte(`{"id":"a","text":"خبر"}`)}}
	cases, digest, err := Load(good)
	if err != nil || len(cases) != 1 || cases[0].Article.Text != "خبر" {
		t.Fatalf("got %v, %v", cases, err)
	}
	good["articles/a.json"] = &fstest.MapFile{Data: []byte(`{"id":"a","text":"خبر آخر"}`)}
	if _, other, _ := Load(good); other == digest {
		t.Error("another text has the same digest")
	}
	for name, data := range map[string]string{"gold/a.json": "{", "articles/a.json": "]"} {
		bad := fstest.MapFS{"gold/a.json": {Data: []byte("{}")}, "articles/a.json": {Data: []byte("{}")}}
		bad[name] = &fstest.MapFile{Data: []byte(data)}
		if _, _, err := Load(bad); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is broken, the error is %v", name, err)
		}
	}
	if _, _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder is no error")
	}
}
