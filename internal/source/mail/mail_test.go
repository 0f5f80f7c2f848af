package mail

import (
	"encoding/base64"
	"mime"
	"mime/quotedprintable"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const body = "قال الوزير إن اللقاء كان مفيدا، وإن المحادثات ستستأنف غدا في العاصمة."

func narrow(t testing.TB, s string) string {
	t.Helper()
	b, err := charmap.Windows1256.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func quoted(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// message has the usual headers before these lines.
func message(lines ...string) string {
	return "From: " + mime.BEncoding.Encode("utf-8", "وكالة المثال") + " <desk@agency.example>\r\nDate: Tue, 14 Jan 2025 11:00:00 +0200\r\nMessage-ID: <1@agency.example>\r\n" +
		strings.Join(lines, "\r\n")
}

func TestParse(t *testing.T) {
	subject := "Subject: " + mime.QEncoding.Encode("utf-8", "لقاء في عمّان")
	alternative := []string{subject, `Content-Type: multipart/alternative; boundary="b"`, "", "--b", "Content-Type: text/html; charset=utf-8", "", "<p>غيره</p>", "--b", "Content-Type: text/plain; charset=utf-8", "", body, "--b--", ""}
	base := base64.StdEncoding.EncodeToString([]byte(body))
	tests := []struct{ name, in string }{
		{"8 bits", message(subject, "Content-Type: text/plain; charset=utf-8", "", body)},
		{"no type", message(subject, "", body)},
		{"quoted-printable in windows-1256", message("Subject: "+mime.QEncoding.Encode("windows-1256", narrow(t, "لقاء في عمّان")), "Content-Type: text/plain; charset=windows-1256", "Content-Transfer-Encoding: quoted-printable", "", quoted(narrow(t, body)))},
		{"a charset that lies", message(subject, "Content-Type: text/plain; charset=us-ascii", "", narrow(t, body))},
		{"headers as they stand", message("Subject: "+narrow(t, "لقاء في عمّان"), "Content-Type: text/plain", "", body)},
		{"base64", message(subject, "Content-Transfer-Encoding: base64", "", base[:40]+"\r\n"+base[40:])},
		{"HTML", message(subject, "Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "", quoted("<html><head><title>x</title><meta charset=utf-8></head><p>"+body+"</p></html>"))},
		{"alternatives", message(alternative...)},
		{"alternatives that break off", message(alternative[:len(alternative)-2]...)},
		{"parts in parts", message(subject, "Content-Type: multipart/mixed; boundary=a", "", "preamble", "--a", "Content-Type: multipart/alternative; boundary=b", "", "--b", "", body, "--b--", "--a", "Content-Type: text/plain", "Content-Disposition: attachment; filename=x.txt", "", "مرفق", "--a--")},
		{"only an attachment", message(subject, "Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Type: image/png", "", "x", "--a", "Content-Type: text/plain; charset=utf-8", "Content-Disposition: attachment", "", body, "--a--")},
		{"forwarded", message(subject, "Content-Type: message/rfc822", "", "Subject: x", "Content-Type: text/plain; charset=utf-8", "", body)},
		{"a signature", message(subject, "", body, "", "-- ", "مكتب الأخبار")},
		{"flowed", message(subject, "Content-Type: text/plain; charset=utf-8; format=flowed", "", strings.ReplaceAll(body, "وإن ", "وإن \r\n"))},
		{"broken lines", message(subject, "", "قال الوزير إن اللقاء كان مفيدا، وإن المحادثات ستستأنف\r\nغدا في العاصمة.")},
		{"a line among the headers that is none", message("x", subject, "", body)},
		{"a postmark", "From desk Tue Jan 14\n" + message(subject, "", body)},
		{"blank lines before", "\r\n\r\n" + message(subject, "", body)},
		{"a broken type", message(subject, "Content-Type: text/plain; charset", "", body)},
	}
	want := Article{ID: "1@agency.example", Outlet: "وكالة المثال", Published: "2025-01-14T11:00:00+02:00", Title: "لقاء في عمّان", Text: "لقاء في عمّان\n\n" + body}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := Parse([]byte(tt.in)); err != nil || got != want {
				t.Errorf("\ngot  %+v %v\nwant %+v", got, err, want)
			}
			if !Is([]byte(tt.in)) && !strings.Contains(tt.name, "none") {
				t.Error("not told")
			}
			unix := strings.ReplaceAll(tt.in, "\r\n", "\n")
			if got, err := Parse([]byte(unix)); err != nil || got != want {
				t.Errorf("with the lines of Unix\ngot  %+v %v", got, err)
			}
		})
	}
}

func TestParseOfLittle(t *testing.T) {
	if _, err := Parse([]byte(message("Content-Type: image/png", "", "x"))); err != ErrNoText {
		t.Error(err)
	}
	a, err := Parse([]byte("From: desk@agency.example\n\n" + body))
	if want := (Article{Outlet: "agency.example", Text: body}); err != nil || a != want {
		t.Errorf("got %+v %v", a, err)
	}
	if got := sender("\"وكالة المثال\" <desk at agency>"); got != "وكالة المثال" {
		t.Error(got)
	}
}

func TestShortLinesStay(t *testing.T) {
	if got := strings.Join(plain("عنوان\nقال الوزير\n\nوأضاف", false), "|"); got != "عنوان|قال الوزير|وأضاف" {
		t.Error(got)
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		"From: a\nTo: b\nSubject: c\n\n":               true,
		"Received: from a\n by b\nFrom: a\nDate: x\nX": true,
		"Subject: قال\n\nقال":                          false,
		"قال: قال":                                     false,
		"Title: x\nFrom: a\nTo: b\n\nقال":              false,
		"":                                             false,
		"From: a\nTo: b\nSubject: c\nقال الوزير\n": false,
	} {
		if got := Is([]byte(in)); got != want {
			t.Errorf("%q: got %v", in, got)
		}
	}
}

// FuzzParse holds the promise: no panic, and UTF-8 comes out.
func FuzzParse(f *testing.F) {
	f.Add([]byte(message("Subject: =?windows-1256?Q?=C7?=", "Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Transfer-Encoding: base64", "", "2YTZ", "--a--")))
	f.Add([]byte("Content-Type: text/html; charset=x\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C7=E1"))
	f.Add([]byte("From \nFrom: =?utf-8?B?2YTZ?= <a@b>\n x\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		Is(b)
		a, err := Parse(b)
		if err == nil && strings.TrimSpace(a.Text) == "" {
			t.Error("an article without text")
		}
		for _, s := range []string{a.Title, a.Text, a.Outlet} {
			if !utf8.ValidString(s) {
				t.Errorf("%q is no UTF-8", s)
			}
		}
	})
}
