package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"isnad.dev/isnad"
)

// sampleText is an article of our own: an unlisted label, a headline, statements that nest and overlap names and dates, and furniture.
const sampleText = `الشأن المحلي

وزير الري: الاتفاق على مياه النهر صار قريبا

الخرطوم – رويترز

قال وزير الري سالم النجار إن وفد أوغندا أكد أن "الاتفاق سيوقع غدا"، ونفى أن تكون المحادثات قد فشلت.

والتقى النجار نظيره الأوغندي في عنتيبي أمس. وقالت Reuters: "The talks will resume on Monday."

مقالات ذات صلة`

// finder finds the spans of words in a text.
type finder struct {
	t    testing.TB
	text string
}

// span is where the words stand first after the code point from.
func (f finder) span(words string, from int) isnad.Span {
	f.t.Helper()
	skip := 0
	for range from {
		_, n := utf8.DecodeRuneInString(f.text[skip:])
		skip += n
	}
	at := strings.Index(f.text[skip:], words)
	if at < 0 {
		f.t.Fatalf("%q is not in the text after %d", words, from)
	}
	start := from + utf8.RuneCountInString(f.text[skip:skip+at])
	return isnad.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func (f finder) ref(words string, from int) *isnad.Span {
	s := f.span(words, from)
	return &s
}

func sampleRecord(t testing.TB) isnad.Record {
	f := finder{t, sampleText}
	body := f.span("قال وزير", 0).Start
	second := f.span("والتقى", 0).Start
	return isnad.Record{
		Article: isnad.Article{ID: "sample", Outlet: "النيل اليوم", URL: "https://example.org/a?b=1&c=2", Lang: "ar", Published: "2024-05-20", Text: sampleText},
		Statements: []isnad.Statement{
			{Speaker: f.ref("وزير الري", 0), SpeakerName: ptr("سالم النجار"), SpeakerEn: ptr("Salem al-Najjar"), Content: []isnad.Span{f.span("الاتفاق على مياه النهر صار قريبا", 0)},
				Kind: "indirect", Act: "inform", Polarity: "asserts", Chain: []string{"النيل اليوم", "رويترز", "سالم النجار"}, Rule: "ar.statement.headline-colon"},
			{Speaker: f.ref("وزير الري سالم النجار", body), SpeakerName: ptr("سالم النجار"), SpeakerEn: ptr("Salem al-Najjar"), SpeakerID: ptr("salem-al-najjar"), Cue: f.ref("قال", body),
				Content: []isnad.Span{f.span(`وفد أوغندا أكد أن "الاتفاق سيوقع غدا"`, body)}, Kind: "mixed", Act: "inform", Polarity: "asserts", Chain: []string{}, Rule: "ar.statement.said-that"},
			{Speaker: f.ref("وفد أوغندا", body), SpeakerName: ptr("وفد أوغندا"), Cue: f.ref("أكد", body), Content: []isnad.Span{f.span("الاتفاق سيوقع غدا", body)}, Kind: "direct", Act: "commit",
				Polarity: "asserts", NestedIn: ptr(1), Chain: []string{}, Rule: "ar.statement.said-that"},
			{Cue: f.ref("ونفى", body), SpeakerName: ptr("سالم النجار"), Content: []isnad.Span{f.span("تكون المحادثات", body), f.span("قد فشلت", body)}, Kind: "indirect", Act: "refuse", Polarity: "denies",
				Via: ptr("رويترز"), ViaSpan: f.ref("رويترز", 0), Chain: []string{}, Rule: "ar.statement.verb-alone"},
			{Speaker: f.ref("Reuters", second), SpeakerName: ptr("Reuters"), Cue: f.ref("وقالت", second), Content: []isnad.Span{f.span("The talks will resume on Monday.", second)}, Kind: "direct", Act: "inform", Polarity: "asserts", Chain: []string{}, Rule: "ar.statement.colon"},
		},
		Events: []isnad.Event{{Type: "meeting", Trigger: f.span("والتقى", second), Status: "held", Date: ptr("2024-05-19"), DateSpan: f.ref("أمس", second), Place: ptr("عنتيبي"), PlaceSpan: f.ref("عنتيبي", second),
			Participants: []isnad.Participant{{Name: ptr("سالم النجار"), En: ptr("Salem al-Najjar"), Span: f.ref("النجار", second)}, {Role: ptr("نظيره الأوغندي"), Span: f.ref("نظيره الأوغندي", second)}}, Rule: "ar.event.met"}},
		Dates: []isnad.Date{{Span: f.span("غدا", body), Value: ptr("2024-05-21"), Rule: "ar.when.tomorrow"}, {Span: f.span("أمس", second), Value: ptr("2024-05-19"), Rule: "ar.when.yesterday"}},
		Entities: []isnad.Entity{
			{Name: "سالم النجار", Type: "PER", Aliases: []string{"النجار"}, En: ptr("Salem al-Najjar"), ID: ptr("salem-al-najjar"), Mentions: []isnad.Span{f.span("سالم النجار", body), f.span("النجار", second)}, Rule: "ar.entity.after-title"},
			{Name: "أوغندا", Type: "LOC", Aliases: []string{}, En: ptr("Uganda"), ID: ptr("ug"), Mentions: []isnad.Span{f.span("أوغندا", body)}, Rule: "ar.entity.world"},
		},
		Sources:   []isnad.Source{{Span: f.span("الخرطوم – رويترز", 0), Name: "رويترز", Rule: "ar.source.dateline"}},
		Furniture: []isnad.Furniture{{Span: f.span("الشأن المحلي", 0), Rule: "ar.furniture.section"}, {Span: f.span("مقالات ذات صلة", 0), Rule: "ar.furniture.related"}},
	}
}
