package telegram

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/source/object"
)

const limit = 4096

func told(in string, o Options) string {
	o.Max = limit
	var out []string
	for p, err := range Posts(&object.Scanner{R: bufio.NewReader(strings.NewReader(in)), Line: 1}, o) {
		if err != nil {
			out = append(out, fmt.Sprintf("%d !%v", p.Line, err))
			continue
		}
		a, err := Parse(p.Raw)
		if err != nil {
			out = append(out, fmt.Sprintf("%d !%v", p.Line, err))
			continue
		}
		out = append(out, fmt.Sprintf("%d %s %s: %s", p.Line, a.ID, a.Outlet, a.Text))
	}
	return strings.Join(out, "|")
}

func export(messages ...string) string {
	return "{\n \"name\": \"وكالة المثال\",\n \"type\": \"public_channel\",\n \"id\": 7,\n \"messages\": [\n" + strings.Join(messages, ",\n") + "\n]}\n"
}

const first, second = `{"id":1,"type":"message","text":"قال الوزير"}`, `{"id":2,"type":"message","text":["عاجل: ",{"type":"bold","text":"لقاء } في عمّان"}]}`

func TestPosts(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a string and a list", export(first, second), "6 7/1 وكالة المثال: قال الوزير|7 7/2 وكالة المثال: عاجل: لقاء } في عمّان"},
		{"service, a photo, signs", export(`{"id":1,"type":"service","text":"قال"}`, `{"id":2,"type":"message","photo":"x","text":""}`, `{"id":3,"type":"message","text":"🔴 2025"}`, first), "9 7/1 وكالة المثال: قال الوزير"},
		{"fields that nobody knows", `{"x":[{"messages":[1]},"]"],"type":"public_channel","y":-1.5e3,"z":null,"messages":[` + first + `]}`, "1 0/1 : قال الوزير"},
		{"a whole account", `{"about":"Here is the data you requested.","contacts":{"list":[{"id":1,"name":"x"}]},"chats":{"about":"x","list":[` + export(first) + "," + export(second) + `]},"left_chats":{"list":[` + export(first) + `]}}`,
			"6 7/1 وكالة المثال: قال الوزير|13 7/2 وكالة المثال: عاجل: لقاء } في عمّان|20 7/1 وكالة المثال: قال الوزير"},
		{"a post over the limit", export(`{"id":9,"text":"`+strings.Repeat("a", limit)+`"}`, first), "6 !a post is over the limit|7 7/1 وكالة المثال: قال الوزير"},
		{"a post that is none", export(`{"id":"x","text":"قال"}`, first), "6 !json: cannot unmarshal string into Go struct field message.messages.id of type int64|7 7/1 وكالة المثال: قال الوزير"},
		{"cut off in a post", export(first, second)[:len(export(first, second))-20], "6 7/1 وكالة المثال: قال الوزير|7 !a JSON value has no end"},
		{"cut off between posts", strings.TrimSuffix(export(first), "]}\n"), "6 7/1 وكالة المثال: قال الوزير|7 !a JSON value has no end"},
		{"broken between posts", export(first, "قال", second), "6 7/1 وكالة المثال: قال الوزير|7 !the JSON of the export breaks"},
		{"no posts", export(), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(tt.in, Options{}); got != tt.want {
				t.Errorf("\ngot  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestParseReadsAllThatAPostSays(t *testing.T) {
	raw := `{"name":"وكالة المثال","type":"public_channel","id":1234,"messages":[{"id":5,"type":"message","date":"2025-01-14T00:30:00","date_unixtime":"1736803800",
		"edited":"2025-01-14T01:00:00","edited_unixtime":"1736805600","from":"وكالة المثال","author":"سامي","forwarded_from":"وكالة أخرى","text":"قال"}]}`
	want := Article{ID: "1234/5", Outlet: "وكالة المثال", URL: "https://t.me/c/1234/5", Published: "2025-01-14T00:30:00+03:00", Updated: "2025-01-14T01:00:00+03:00",
		Author: "سامي", Source: "وكالة أخرى", Text: "قال"}
	if got, err := Parse([]byte(raw)); err != nil || got != want {
		t.Errorf("got %+v %v", got, err)
	}
}

func TestMoment(t *testing.T) {
	tests := []struct {
		clock string
		unix  seconds
		want  string
	}{
		{"2025-01-14T00:30:00", 1736803800, "2025-01-14T00:30:00+03:00"},
		{"2025-01-14T00:30:00", 0, "2025-01-14T00:30:00"},
		{"2025-01-14T00:31:07", 1736803800, "2025-01-13T21:30:00Z"},
		{"", 1736803800, "2025-01-13T21:30:00Z"},
		{"yesterday", 0, ""},
	}
	for _, tt := range tests {
		if got := moment(tt.clock, tt.unix); got != tt.want {
			t.Errorf("%s %d: got %s, want %s", tt.clock, tt.unix, got, tt.want)
		}
	}
}

func TestResumeAtAPost(t *testing.T) {
	in := export(first, second)
	for p, err := range Posts(&object.Scanner{R: bufio.NewReader(strings.NewReader(in))}, Options{Max: limit}) {
		if err != nil {
			t.Fatal(err)
		}
		if got := told(in, Options{From: p.Next}); strings.Contains(string(p.Raw), "\"id\":1,") != strings.Contains(got, "7/2") {
			t.Errorf("after %d: %s", p.Next, got)
		}
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{export(first), true}, {export(first)[:90], true}, {`{"about":"Here is the data you requested. Remember`, false}, {`{"about":"Here is the data you requested.","x":1}`, true},
		{`{"id":1,"text":"messages"}`, false}, {`{"type":"x","messages":[]}`, false}, {`{"messages":`, false}, {`[]`, false}, {"قال", false},
	}
	for _, tt := range tests {
		if got := Is([]byte(tt.in)); got != tt.want {
			t.Errorf("%s: got %v", tt.in, got)
		}
	}
}

// FuzzPosts holds the promises: no panic, rising offsets, and that an export of one post is an export.
func FuzzPosts(f *testing.F) {
	for _, s := range []string{export(first, second), `{"messages":[{}]}`, `{"chats":{"list":[{"messages":[{"text":[{}]}]}]}}`, "{\"a\":1", "\xEF\xBB\xBF{}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		Is([]byte(in))
		last := int64(-1)
		for p, err := range Posts(&object.Scanner{R: bufio.NewReader(strings.NewReader(in)), Line: 1}, Options{Max: 1024}) {
			if err != nil && !errors.Is(err, ErrTooLarge) {
				break
			}
			if p.Offset <= last || p.Next <= p.Offset || p.Next > int64(len(in)) {
				t.Fatalf("offset %d after %d, next %d of %d", p.Offset, last, p.Next, len(in))
			}
			last = p.Offset
			if err == nil {
				Parse(p.Raw)
			}
		}
	})
}
