package alert

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"
	"unicode/utf16"

	"isnad.dev/isnad/internal/store"
)

const telegramBase = "https://api.telegram.org"

// Bot is the server's own bot; an alert may bring another's token.
type Bot struct {
	Base  string // of the Bot API; empty is Telegram's
	Token string
}

// maxTelegram is how many UTF-16 units a message may have without its marks.
const maxTelegram = 4096

// telegram sends to a chat by the Bot API.
type telegram struct{ d *Desk }

// telegramAnswer is what the Bot API answers.
type telegramAnswer struct {
	OK          bool   `json:"ok"`
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

func (t telegram) send(ctx context.Context, a store.Alert, m Message) error {
	token := cmp.Or(a.Secret, t.d.o.Telegram.Token)
	if token == "" {
		return rejected{errors.New("the server has no bot any more: give the alert the token of one"), false}
	}
	b, err := json.Marshal(map[string]any{"chat_id": a.Target, "text": telegramText(m, a.Lang), "parse_mode": "HTML", "link_preview_options": map[string]bool{"is_disabled": true}})
	if err != nil {
		return rejected{err, false}
	}
	r, err := t.d.bot.Post(ctx, t.d.o.Telegram.Base+"/bot"+token+"/sendMessage", http.Header{"Content-Type": {"application/json"}}, b)
	var answer telegramAnswer
	if json.Unmarshal(r.Body, &answer) == nil && r.Status != 0 && !answer.OK {
		return telegramFault(answer, r.Status)
	}
	if err = judged(r, err); err == nil {
		return nil
	}
	return quiet(err, token)
}

// telegramFault says what the Bot API says.
func telegramFault(x telegramAnswer, status int) error {
	code := cmp.Or(x.Code, status)
	err := fmt.Errorf("Telegram answered %d: %s", code, cmp.Or(x.Description, "no reason given"))
	switch {
	case x.Parameters.RetryAfter > 0:
		return held{err, time.Duration(x.Parameters.RetryAfter) * time.Second}
	case code == http.StatusForbidden: // the bot was put out of the chat
		return rejected{err, true}
	case code == http.StatusTooManyRequests || code >= 500:
		return err
	}
	return rejected{err, false}
}

// quiet takes the bot's token, which stands in its address, out of an error.
func quiet(err error, token string) error {
	clean := errors.New(strings.ReplaceAll(err.Error(), token, "…"))
	var no rejected
	var wait held
	switch {
	case errors.As(err, &no):
		return rejected{clean, no.off}
	case errors.As(err, &wait):
		return held{clean, wait.pause}
	}
	return clean
}

// telegramText writes a message as the HTML that Telegram knows. Words are shortened until all fit: each thing keeps its link.
func telegramText(m Message, lang string) string {
	for letters := 600; ; letters = letters * 3 / 4 {
		text, width := telegramHTML(m, lang, letters)
		if width <= maxTelegram || letters < 8 {
			return text
		}
	}
}

// telegramHTML returns the text with words of at most so many letters, and how many units are seen of it.
func telegramHTML(m Message, lang string, letters int) (string, int) {
	w := words[lang]
	var b strings.Builder
	width := 0
	put := func(open, s, end string) {
		width += len(utf16.Encode([]rune(s)))
		b.WriteString(open + html.EscapeString(s) + end)
	}
	put("<b>", cut(w.heading(m), letters), "</b>")
	for _, x := range m.Items {
		put("\n\n", cut(w.what(x), letters), "")
		if x.Text != "" {
			put("\n", w.quoted(x, letters), "")
		}
		put("\n", cut(w.from(x), letters), "")
		put("\n<a href=\""+html.EscapeString(x.URL)+"\">", w.open, "</a>")
		width += 3 // the ends of lines
	}
	return b.String(), width + 8*len(m.Items)
}
