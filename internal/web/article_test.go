package web

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"isnad.dev/isnad"
	"isnad.dev/isnad/internal/answer"
)

// marks of an article's page, without its margin.
var body = regexp.MustCompile(`(?s)<article class="text">(.*?)</article>`)

func TestAStatementLeadsToItsVeryWords(t *testing.T) {
	s := openSample(t)
	page, err := s.answers.Search(t.Context(), answer.Question{Kinds: []string{"statement"}, Today: s.now(), Limit: 5, Width: answer.Whole})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range page.Hits {
		x, err := s.answers.Statement(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		first := x.Tellings[0]
		address, _, _ := strings.Cut(spanAddress(first.Article, first.Content), "#")
		if !strings.Contains(get(t, s, "/statement/"+strconv.FormatInt(h.ID, 10), "ar").Body.String(), strings.ReplaceAll(address, "&", "&amp;")) {
			t.Errorf("statement %d does not lead to %s", h.ID, address)
		}
		article := body.FindString(get(t, s, address, "ar").Body.String())
		_, here, ok := strings.Cut(article, `id="a-h1">`)
		if word := strings.Fields(first.Words)[0]; !ok || !strings.Contains(here[:min(len(here), 200)], word) {
			t.Errorf("statement %d: %q is not where %s leads to", h.ID, word, address)
		}
	}
}

func TestTheMarginSaysWhy(t *testing.T) {
	page := get(t, openSample(t), "/article/1", "en").Body.String()
	for _, want := range []string{"ar.statement.", "Cue:", "Related articles", "Back to top"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of article 1 has no %s", want)
		}
	}
}

func TestTheOriginalRunsNothing(t *testing.T) {
	w := get(t, openSample(t), "/article/1/bytes", "ar")
	if p := w.Header().Get("Content-Security-Policy"); w.Code != http.StatusOK || !strings.HasPrefix(p, "sandbox;") || strings.Contains(p, "script") {
		t.Errorf("%d, policy %q", w.Code, p)
	}
}

func TestSpansOfAnAddress(t *testing.T) {
	for value, want := range map[string][]isnad.Span{
		"": nil, "3-7": {{Start: 3, End: 7}}, "3-7,9-12": {{Start: 3, End: 7}, {Start: 9, End: 12}}, "7-3": nil, "-3-7": nil, "a-b,1-2": {{Start: 1, End: 2}}, "1": nil,
	} {
		if got := spansOf(value); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
	if got := spansOf(strings.Repeat("1-2,", 1000)); len(got) != maxSpans {
		t.Errorf("%d spans of an endless address", len(got))
	}
}
