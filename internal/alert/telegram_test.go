package alert

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"isnad.dev/isnad/internal/store"
)

// botAPI answers as the Bot API does, with one answer after the other.
func botAPI(t *testing.T, answers ...string) (url string, got *[]map[string]any) {
	got = &[]map[string]any{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var m map[string]any
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil || r.URL.Path != "/bot123:secret-of-the-bot/sendMessage" {
			t.Errorf("%s: %v", r.URL.Path, err)
		}
		*got = append(*got, m)
		answer := answers[min(len(*got), len(answers))-1]
		var status struct {
			Code int `json:"error_code"`
		}
		if json.Unmarshal([]byte(answer), &status); status.Code != 0 {
			w.WriteHeader(status.Code)
		}
		io.WriteString(w, answer)
	}))
	t.Cleanup(s.Close)
	return s.URL, got
}

const token = "123:secret-of-the-bot"

func TestTelegramIsSentWordsAndLinks(t *testing.T) {
	url, got := botAPI(t, `{"ok":true}`)
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Telegram: Bot{Base: url, Token: token}})
	x.follow(store.Alert{Channel: store.Telegram, Target: "-1001"})
	x.come(7)
	ids := x.looked()
	if len(ids) != 2 {
		t.Fatalf("messages %v, want five things and two", ids)
	}
	_, err := x.Deliver(t.Context(), ids[1])
	x.must(err)
	m := (*got)[0]
	const want = `<b>جديد «المحادثات» (2)</b>

تصريح: سلمان الحداد — 2025/01/13
«المحادثات &lt;6&gt; &#34;ستبدأ&#34; غدا»
وكالة المثال
<a href="https://isnad.example.org/statement/6">افتح في إسناد</a>

تصريح: سلمان الحداد — 2025/01/13
«المحادثات &lt;7&gt; &#34;ستبدأ&#34; غدا»
وكالة المثال
<a href="https://isnad.example.org/statement/7">افتح في إسناد</a>`
	if m["text"] != want || m["parse_mode"] != "HTML" || m["chat_id"] != "-1001" {
		t.Errorf("%s\nwant\n%s", m["text"], want)
	}
}

func TestWhatTelegramAnswers(t *testing.T) {
	tests := []struct {
		answer  string
		again   time.Duration
		enabled bool
	}{
		{`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 40","parameters":{"retry_after":40}}`, 40 * time.Second, true},
		{`{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, 0, true},
		{`{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked"}`, 0, false},
		{`{"ok":false,"error_code":502,"description":"Bad Gateway"}`, 10 * time.Second, true},
	}
	for _, c := range tests {
		url, _ := botAPI(t, c.answer)
		x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Telegram: Bot{Base: url}})
		a := x.follow(store.Alert{Channel: store.Telegram, Target: "@channel", Secret: token})
		x.come(1)
		again, err := x.Deliver(t.Context(), x.looked()[0])
		if again != c.again || err == nil || strings.Contains(err.Error(), "secret-of-the-bot") {
			t.Errorf("%s: again after %s, %v", c.answer, again, err)
		}
		if a, err = x.store.Alert(t.Context(), a.ID); err != nil || a.Enabled != c.enabled {
			t.Errorf("%s: %+v, %v", c.answer, a, err)
		}
	}
}

func TestNoErrorHasTheTokenOfTheBot(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Telegram: Bot{Base: s.URL, Token: token}})
	x.follow(store.Alert{Channel: store.Telegram, Target: "@channel"})
	x.come(1)
	id := x.looked()[0]
	_, err := x.Deliver(t.Context(), id)
	if err == nil || strings.Contains(err.Error(), "secret-of-the-bot") || strings.Contains(x.delivery(id).Fault, "secret-of-the-bot") {
		t.Errorf("%v; %+v", err, x.delivery(id))
	}
	if errors.As(err, new(rejected)) {
		t.Error("it is given up at once")
	}
}

func TestATelegramMessageFits(t *testing.T) {
	m := message()
	m.Items = nil
	for range most[store.Telegram] {
		m.Items = append(m.Items, Item{Kind: "statement", Detail: "direct", Who: []string{strings.Repeat("سلمان الحداد ", 100)}, Text: strings.Repeat("😀 كلام <طويل> & \"جدا\" ", 500), Outlets: []string{strings.Repeat("وكالة ", 200)}, Origins: []string{strings.Repeat("x", 3000)}, URL: "https://isnad.example.org/statement/1"})
	}
	for _, lang := range []string{"ar", "en"} {
		text := telegramText(m, lang)
		bare := text
		for _, s := range []string{"<b>", "</b>", "</a>", `<a href="https://isnad.example.org/statement/1">`} {
			bare = strings.ReplaceAll(bare, s, "")
		}
		if strings.Contains(bare, "<") {
			t.Errorf("it has marks of its own: %.300s", bare)
		}
		for from, to := range map[string]string{"&lt;": "<", "&gt;": ">", "&#34;": `"`, "&amp;": "&"} {
			bare = strings.ReplaceAll(bare, from, to)
		}
		if n := len(utf16.Encode([]rune(bare))); n > maxTelegram || n < maxTelegram/2 {
			t.Errorf("%s: %d units", lang, n)
		}
		if n := strings.Count(text, "<a href"); n != len(m.Items) {
			t.Errorf("%s: %d links for %d things", lang, n, len(m.Items))
		}
	}
}
