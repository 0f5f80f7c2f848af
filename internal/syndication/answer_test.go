package syndication

import (
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/answer"
)

func siteIn(t *testing.T, lang string) *Site {
	return &Site{Base: "https://example.org", Host: "example.org", Lang: lang, Words: wordsOf(t, lang)}
}

func TestStatementIsAnEntryWithItsSpeakerAndOutlets(t *testing.T) {
	long := strings.Repeat("ستبدأ المحادثات غدا، ", 20)
	h := answer.Hit{Kind: answer.OfStatement, ID: 7, Day: "2025-03-09", Who: []answer.Party{{ID: 1, Name: "ليلى القاسم"}}, Text: long, Outlets: []string{"الميدان", "الصباح"}, Outlet: "الصباح", URL: "https://sabah.example/1"}
	e := siteIn(t, "ar").Hit(&h)
	if e.ID != "tag:example.org,2025:statement/7" || e.Link != "https://example.org/statement/7" || e.Author != "ليلى القاسم" || !e.Quoted || e.Text != long || e.Lang != "ar" || !e.Published.Equal(time.Date(2025, 3, 9, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", e)
	}
	if !strings.HasPrefix(e.Title, "ليلى القاسم: ستبدأ") || !strings.HasSuffix(e.Title, "غدا…") || len([]rune(e.Title)) > 130 {
		t.Errorf("got %q", e.Title)
	}
	if e.Outlets[0].URL != "" || e.Outlets[1] != (Outlet{"الصباح", "https://sabah.example/1"}) {
		t.Errorf("got %v", e.Outlets)
	}
	h.Who, h.Text = nil, "talks begin"
	if e := siteIn(t, "ar").Hit(&h); e.Title != "talks begin" || e.Author != "" || e.Lang != "und" {
		t.Errorf("got %+v", e)
	}
}

func TestContactIsNewAgainWithEachChange(t *testing.T) {
	x := answer.Contact{ID: 3, Type: "visit", Status: "cancelled", Day: "2025-03-20", Parties: []answer.Party{{Name: "سالم الحمدان"}}, Topic: "المياه",
		Steps: []answer.Step{{Published: "2025-03-02", Status: "planned", Day: "2025-03-20", Outlet: "الصباح"}, {Published: "2025-03-10", Status: "cancelled", Outlet: "الميدان"}}, Outlets: []string{"الصباح", "الميدان"}}
	e := siteIn(t, "ar").Contact(&x)
	if e.Title != "زيارة (ملغاة): سالم الحمدان" || e.Published.Day() != 2 || e.Updated.Day() != 10 || strings.Join(e.Tags, " ") != "زيارة ملغى" {
		t.Errorf("got %+v", e)
	}
	if want := "الموضوع: المياه\n\u20662025-03-02\u2069: مقررة (\u20662025-03-20\u2069)، الصباح\n\u20662025-03-10\u2069: ملغاة، الميدان"; e.Text != want {
		t.Errorf("got %q, want %q", e.Text, want)
	}
	event := siteIn(t, "en").Event(&x)
	if event.Link != "https://example.org/contact/3" || len(event.Steps) != 2 || event.Parties[0] != "سالم الحمدان" {
		t.Errorf("got %+v", event)
	}
}

func TestOtherHits(t *testing.T) {
	s := siteIn(t, "en")
	plan := s.Hit(&answer.Hit{Kind: answer.OfContact, ID: 2, Day: "2025-04", Detail: "meeting", Status: "planned", Who: []answer.Party{{Name: "Anna Berg"}}})
	if plan.Title != "Meeting (planned): Anna Berg" || !plan.Published.IsZero() || plan.Lang != "en" {
		t.Errorf("got %+v", plan)
	}
	article := s.Hit(&answer.Hit{Kind: answer.OfArticle, ID: 5, Day: "2025-W10", Title: "عنوان", Text: strings.Repeat("كلمة ", 500), Outlets: []string{"الصباح"}})
	if article.Title != "عنوان" || article.Lang != "ar" || len([]rune(article.Text)) > 441 || article.Published.Day() != 3 {
		t.Errorf("got %+v", article)
	}
}
