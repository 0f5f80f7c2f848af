package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2/validation"

	"isnad.dev/isnad/internal/store"
	"isnad.dev/isnad/internal/web/locale"
)

func TestProblemsAreInTheAskersLanguage(t *testing.T) {
	s := open(t, true)
	for _, tt := range []struct {
		address, ar, en, location string
		status                    int
	}{
		{"/v1/statements?limit=x", "يجب أن تكون عددا صحيحا", "must be a whole number", "query.limit", 422},
		{"/v1/statements?limit=1000000000", "لا تزيد القيمة على 100", "may be 100 at most", "query.limit", 422},
		{"/v1/statements?limit=99999999999999999999", "يجب أن تكون عددا صحيحا", "must be a whole number", "query.limit", 422},
		{"/v1/statements?limit=-1", "لا تقل القيمة عن 1", "must be at least 1", "query.limit", 422},
		{"/v1/statements?act=sing", "القيم المقبولة", "must be one of", "query.act[0]", 422},
		{"/v1/statements?speker=x", "ليس من معاملات هذا العنوان", "no parameter of this address", "query.speker", 422},
		{"/v1/statements?from=nonsense", "ليس يوما", "is no day", "", 422},
		{"/v1/statements?q=from:2025+to:2024", "بعد", "is after", "", 422},
		{"/v1/search?q=nofilter:x", "لا مرشح باسم nofilter", "no filter is called", "", 422},
		{"/v1/articles?from=2025-13", "ليس يوما في التقويم", "no day of the calendar", "query.from", 422},
		{"/v1/articles?from=soon", "يجب أن يكون يوما", "must be a day", "query.from", 422},
		{"/v1/statements/999999", "لا شيء بهذا الرقم", "Nothing has this number", "", 404},
		{"/v1/nothing", "لا شيء في هذا العنوان", "nothing at this address", "", 404},
		{"/v1/actors/merge", "", "", "", 422},
	} {
		for lang, want := range map[string]string{"ar": tt.ar, "en-GB": tt.en} {
			var p Problem
			w := s.get(t, tt.address, &p, "Accept-Language", lang)
			if w.Code != tt.status || p.Status != tt.status || w.Header().Get("Content-Type") != problemMedia || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s in %s: %d, want %q\n%s", tt.address, lang, w.Code, want, w.Body)
			}
			if got := w.Header().Get("Content-Language"); got != lang[:2] {
				t.Errorf("%s: language %q, want %s", tt.address, got, lang)
			}
			if tt.location != "" && (len(p.Errors) == 0 || p.Errors[0].Location != tt.location) {
				t.Errorf("%s: %v, want %s", tt.address, p.Errors, tt.location)
			}
			if p.Title == "" || p.Code == "" || strings.Contains(w.Body.String(), "%!") || strings.Contains(w.Body.String(), "api.") {
				t.Errorf("%s: %s", tt.address, w.Body)
			}
		}
	}
}

func TestAnotherMethodIsNamed(t *testing.T) {
	s := open(t, true)
	w := s.do(asked("DELETE", "/v1/statements/1", ""))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET" {
		t.Errorf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
}

// What huma may say of our requests has words in both languages.
func TestEveryRuleHasWords(t *testing.T) {
	for _, text := range []string{validation.MsgUnexpectedProperty, validation.MsgExpectedBoolean, validation.MsgExpectedNumber, validation.MsgExpectedInteger, validation.MsgExpectedString, validation.MsgExpectedArray,
		validation.MsgExpectedObject, "expected value to be one of \"a, b\"", "expected number >= 1", "expected number <= 1", "expected length >= 1", "expected length <= 1", "expected array length >= 1",
		"expected array length <= 1", "expected string to be a day", validation.MsgExpectedRFC3339Date, "expected required property text to be present", "invalid integer", "required path parameter is missing"} {
		for _, l := range []*locale.Words{locale.Ar, locale.En} {
			if got := ruleOf(l, text); got == l.T("api.rule.other") || strings.Contains(got, "%!") || strings.HasPrefix(got, "api.") {
				t.Errorf("%s: %q says %q", l.Lang, text, got)
			}
		}
	}
}

func TestEveryKeyOfASentenceIsThere(t *testing.T) {
	for _, s := range append(append([]said{}, rules...), questions...) {
		args := make([]any, s.is.NumSubexp())
		for i := range args {
			args[i] = "x"
		}
		for _, l := range []*locale.Words{locale.Ar, locale.En} {
			if got := l.T(s.key, args...); !l.Has(s.key) || strings.Contains(got, "%!") {
				t.Errorf("%s %s: %q", l.Lang, s.key, got)
			}
		}
	}
}

// What tries to be more than a value is a value, or is refused; it never breaks anything.
func TestNothingSentBreaksAnything(t *testing.T) {
	s := open(t, true)
	c := newChecker(t, s)
	for _, v := range []string{"' OR 1=1 --", `"; DROP TABLE article; --`, "\x00", "\xff\xfe", "../../../etc/passwd", "<script>alert(1)</script>", "%s%n", "${jndi:ldap://x}", strings.Repeat("ا", 5000), strings.Repeat("(", 2000),
		"\u202e\u2066", "-9223372036854775808", "NaN", "1e999", `"`, "*", "^", "NEAR(a b)", "{a b}", "a:b:c"} {
		for _, address := range []string{"/v1/statements?q=", "/v1/statements?speaker=", "/v1/statements?about=", "/v1/statements?outlet=", "/v1/contacts?with=", "/v1/contacts?party=", "/v1/search?from=", "/v1/actors?name=", "/v1/articles?outlet=", "/v1/network?from=", "/v1/today?day=", "/v1/statements/"} {
			r := asked("GET", address+url.QueryEscape(v), "")
			if strings.HasSuffix(address, "/") {
				r.URL.Path, r.URL.RawPath = address+v, ""
			}
			if w := s.do(r); w.Code >= 500 || w.Code != 200 && w.Header().Get("Content-Type") != problemMedia && w.Code/100 != 3 {
				t.Errorf("%s%q: %d\n%.300s", address, v, w.Code, w.Body)
			}
		}
	}
	for _, address := range []string{"/v1/statements?q=%zz", "/v1/statements?%zz", "/v1/statements?a;b"} {
		if w := c.check(t, s, asked("GET", address, "")); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	big := `{"articles":[{"text":"` + strings.Repeat("a", maxAddBytes) + `"}]}`
	if w := c.check(t, s, asked("POST", "/v1/articles", big)); w.Code != http.StatusRequestEntityTooLarge || w.Body.Len() > 4096 {
		t.Errorf("%d bytes: %d", len(big), w.Code)
	}
}

func TestAFaultOfOursSaysNothingOfTheInside(t *testing.T) {
	s := open(t, true)
	one(s.API, get("z", "/v1/z", "", "", ""), func(context.Context, *Nothing) (Added, error) { return Added{}, errors.New("SELECT secret") })
	one(s.API, get("p", "/v1/p", "", "", ""), func(context.Context, *Nothing) (Added, error) { panic("secret") })
	for _, address := range []string{"/v1/z", "/v1/p"} {
		var p Problem
		if w := s.get(t, address, &p); w.Code != 500 || p.Code != "internal" || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
}

func TestWhoAsksTooOftenIsToldWhenToGoOn(t *testing.T) {
	now := time.Date(2025, 3, 10, 12, 0, 0, 0, time.UTC)
	s := open(t, true, func(o *Options) { o.Rate, o.Now = Rate{PerSecond: 0.5, Burst: 2}, func() time.Time { return now } })
	c := newChecker(t, s)
	for i, want := range []int{200, 200, 429} {
		w := c.check(t, s, asked("GET", "/v1/stats", ""))
		if w.Code != want || want == 429 && w.Header().Get("Retry-After") != "2" {
			t.Errorf("request %d: %d %v", i, w.Code, w.Header())
		}
	}
	now = now.Add(3 * time.Second)
	if w := s.get(t, "/v1/stats", nil); w.Code != 200 {
		t.Errorf("after a while: %d", w.Code)
	}
}

func TestAskersThatAreRememberedAreBounded(t *testing.T) {
	l := newLimits(Rate{PerSecond: 1, Burst: 1, Most: 2})
	now := time.Unix(1e9, 0)
	for _, k := range []string{"a", "b", "c"} {
		if wait := l.take(k, now); wait != 0 {
			t.Errorf("%s waits %v", k, wait)
		}
	}
	if wait := l.take("d", now); wait == 0 || len(l.of) != 2 {
		t.Errorf("who finds no room is not counted with the others: %v, %d", wait, len(l.of))
	}
	if wait := l.take("d", now.Add(5*time.Second)); wait != 0 || len(l.of) != 1 {
		t.Errorf("nobody is forgotten: %v, %d", wait, len(l.of))
	}
}

func TestChangesAreNoted(t *testing.T) {
	s := open(t, true)
	number := numbers(t, s)
	w := s.do(asked("POST", "/v1/actors/merge", number.Replace(`{"actor":{person},"into":{other},"reason":"واحد"}`)))
	var c ActorChange
	if err := json.Unmarshal(w.Body.Bytes(), &c); err != nil || c.Kind != store.Merge || c.Reason != "واحد" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	s.do(asked("POST", "/v1/articles", `{"articles":[{"text":"نص","outlet":"صحيفة","id":"7"}]}`))
	all, err := s.Store.Audits(t.Context(), store.AuditQuery{Limit: 10})
	if err != nil || len(all) != 2 || all[0].Action != "article.add" || all[1].Action != "actor.merge" || all[1].Who != "local" {
		t.Errorf("%v %v", all, err)
	}
	if a := s.kept.all; len(a) != 1 || a[0].Source != "صحيفة" || a[0].Ident != "7" || !strings.Contains(string(a[0].Bytes), "نص") {
		t.Errorf("%v", a)
	}
}
