// Package telegram reads the exports of Telegram Desktop (result.json): of one channel, or of a whole account.
//
// In: the export, however large. Out: its posts, each with the channel that it stands in. {"name":"وكالة المثال","type":"public_channel","id":7,
// "messages":[{"id":1,"type":"message","text":["عاجل: ",{"type":"bold","text":"لقاء في عمّان"}]}]} is one post of وكالة المثال with the text
// "عاجل: لقاء في عمّان"; "Breaking: talks in Amman" is another. Messages of the service, and those without a letter, are no posts.
package telegram

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Article is what a post says.
type Article struct {
	ID, Outlet, URL, Published, Updated, Author, Source, Text string
}

// kinds are the kinds of chats.
var kinds = map[string]bool{"public_channel": true, "private_channel": true, "public_supergroup": true, "private_supergroup": true,
	"private_group": true, "personal_chat": true, "bot_chat": true, "saved_messages": true}

// Is says whether JSON that begins like this is an export.
func Is(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	known := false
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return false
		}
		value, err := d.Token()
		if err != nil {
			return false
		}
		switch {
		case key == "type":
			kind, _ := value.(string)
			known = kinds[kind]
		case key == "about":
			about, _ := value.(string)
			return strings.HasPrefix(about, "Here is the data you requested")
		case key == "messages":
			return known && value == json.Delim('[')
		}
		if _, nested := value.(json.Delim); nested {
			return false
		}
	}
	return false
}

// chat is what an export says of a chat before its messages.
type chat struct {
	Name string `json:"name"`
	Type string `json:"type"`
	ID   int64  `json:"id"`
}

// message is a message of a chat. The times are the exporter's clock, and seconds since 1970.
type message struct {
	ID         int64    `json:"id"`
	Type       string   `json:"type"`
	Date       string   `json:"date"`
	DateUnix   seconds  `json:"date_unixtime"`
	Edited     string   `json:"edited"`
	EditedUnix seconds  `json:"edited_unixtime"`
	From       string   `json:"from"`
	Author     string   `json:"author"`
	Forwarded  string   `json:"forwarded_from"`
	Text       richText `json:"text"`
}

// seconds may be a number, or a string with one; what is neither is unknown.
type seconds int64

// UnmarshalJSON never fails: a time that cannot be read costs no post.
func (s *seconds) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseInt(strings.Trim(string(b), `"`), 10, 64)
	if err == nil {
		*s = seconds(n)
	}
	return nil
}

// richText is a string, or a list of strings and of objects with a text.
type richText string

// UnmarshalJSON joins the parts.
func (t *richText) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(t))
	}
	var parts []part
	if err := json.Unmarshal(b, &parts); err != nil {
		return err
	}
	var all strings.Builder
	for _, p := range parts {
		all.WriteString(string(p))
	}
	*t = richText(all.String())
	return nil
}

// part is a string or an object with a text.
type part string

func (p *part) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(p))
	}
	var entity struct {
		Text string `json:"text"`
	}
	err := json.Unmarshal(b, &entity)
	*p = part(entity.Text)
	return err
}

// isPost says whether a message holds news: any letters that no service wrote. What cannot be decoded is one too, so that it gets its fault.
func isPost(raw []byte) bool {
	var m struct {
		Type string   `json:"type"`
		Text richText `json:"text"`
	}
	if json.Unmarshal(raw, &m) != nil {
		return true
	}
	return m.Type != "service" && strings.ContainsFunc(string(m.Text), unicode.IsLetter)
}

// Parse reads a post as Posts cuts it.
func Parse(raw []byte) (Article, error) {
	var export struct {
		chat
		Messages []message `json:"messages"`
	}
	if err := json.Unmarshal(raw, &export); err != nil {
		return Article{}, err
	}
	if len(export.Messages) != 1 {
		return Article{}, fmt.Errorf("it has %d messages where one was expected", len(export.Messages))
	}
	m, c := export.Messages[0], export.chat
	a := Article{
		ID:        fmt.Sprintf("%d/%d", c.ID, m.ID),
		Outlet:    cmp.Or(c.Name, m.From),
		Published: moment(m.Date, m.DateUnix),
		Updated:   moment(m.Edited, m.EditedUnix),
		Author:    m.Author,
		Source:    m.Forwarded,
		Text:      string(m.Text),
	}
	if strings.HasSuffix(c.Type, "channel") || strings.HasSuffix(c.Type, "supergroup") {
		a.URL = fmt.Sprintf("https://t.me/c/%d/%d", c.ID, m.ID)
	}
	if !strings.HasSuffix(c.Type, "channel") {
		a.Author = cmp.Or(a.Author, m.From)
	}
	return a, nil
}

// moment joins the exporter's clock and the seconds into one time with its zone, which is how far the two lie apart.
func moment(clock string, unix seconds) string {
	local, err := time.Parse("2006-01-02T15:04:05", clock)
	if unix == 0 {
		if err != nil {
			return ""
		}
		return clock
	}
	instant := time.Unix(int64(unix), 0).UTC()
	offset := local.Sub(instant)
	if err == nil && offset.Abs() <= 14*time.Hour && offset%(15*time.Minute) == 0 {
		instant = instant.In(time.FixedZone("", int(offset.Seconds())))
	}
	return instant.Format(time.RFC3339)
}
