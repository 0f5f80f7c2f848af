package alert

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"isnad.dev/isnad/internal/store"
)

// Kinds of security of a mail server.
const (
	StartTLS    = "starttls" // the connection is made secure, or nothing is sent
	ImplicitTLS = "tls"      // it is secure from the beginning (port 465)
	NoTLS       = "none"     // for a server on the same machine
)

// Server is the mail server of whoever runs isnad. Users choose only whom to write to.
type Server struct {
	Host     string
	Port     int    // 0: 587, with ImplicitTLS 465, with NoTLS 25
	Security string // empty is StartTLS
	User     string // empty: without signing in
	Password string
	From     string      // name@example.org, or Name <name@example.org>
	TLS      *tls.Config // nil trusts whom the system trusts
}

// Check says what is wrong with the settings.
func (s Server) Check() error {
	if s.Host == "" {
		return nil
	}
	if _, err := mail.ParseAddress(s.From); err != nil {
		return fmt.Errorf("mail: %q is no address to send from: write name@example.org", s.From)
	}
	switch s.Security {
	case "", StartTLS, ImplicitTLS, NoTLS:
		return nil
	}
	return fmt.Errorf("mail: %q is no kind of security: write starttls, tls or none", s.Security)
}

// mailWithin is how long a mail server is waited for.
const mailWithin = 30 * time.Second

// mailer sends by the server's mail server.
type mailer struct{ d *Desk }

func (m mailer) send(ctx context.Context, a store.Alert, msg Message) error {
	s := m.d.o.Mail
	if s.Host == "" {
		return errors.New("the server sends no mail any more: whoever runs it has to name a mail server")
	}
	letter, err := m.letter(a, msg)
	if err != nil {
		return rejected{err, false}
	}
	c, err := s.client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, mailWithin)
	defer cancel()
	return refused(c.DialAndSendWithContext(ctx, letter))
}

func (s Server) client() (*gomail.Client, error) {
	o := []gomail.Option{gomail.WithTimeout(mailWithin / 2), gomail.WithPort(cmp.Or(s.Port, 587)), gomail.WithTLSPolicy(gomail.TLSMandatory), gomail.WithoutNoop()}
	switch s.Security {
	case ImplicitTLS:
		o = append(o, gomail.WithSSL(), gomail.WithPort(cmp.Or(s.Port, 465)))
	case NoTLS:
		o = append(o, gomail.WithTLSPolicy(gomail.NoTLS), gomail.WithPort(cmp.Or(s.Port, 25)))
	}
	if s.TLS != nil {
		o = append(o, gomail.WithTLSConfig(s.TLS))
	}
	if s.User != "" {
		o = append(o, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(s.Host, o...)
}

// refused says of what a mail server says whether another try may help: a status from 500 on is final, but not one that says who we are.
func refused(err error) error {
	var answer *textproto.Error
	var code int
	var sent *gomail.SendError
	if errors.As(err, &answer) {
		code = answer.Code
	} else if errors.As(err, &sent) {
		code = sent.ErrorCode()
	}
	if code >= 550 && code <= 559 {
		return rejected{err, false}
	}
	return err
}

// letter is the message as plain text and as HTML.
func (m mailer) letter(a store.Alert, msg Message) (*gomail.Msg, error) {
	w := words[a.Lang]
	out := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingB64))
	if err := out.From(m.d.o.Mail.From); err != nil {
		return nil, err
	}
	if err := out.To(a.Target); err != nil {
		return nil, err
	}
	out.Subject(cut(strings.Join(strings.Fields(w.heading(msg)), " "), 150))
	out.SetDateWithValue(m.d.o.Now())
	out.SetMessageIDWithValue(msg.ID + "@" + m.host())
	out.SetGenHeader(gomail.Header(headerDelivery), msg.ID)
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	out.SetGenHeader(gomail.HeaderContentLang, a.Lang)
	out.SetBodyString(gomail.TypeTextPlain, plain(w, msg))
	page, err := rich(w, a.Lang, msg)
	if err != nil {
		return nil, err
	}
	out.AddAlternativeString(gomail.TypeTextHTML, page)
	return out, nil
}

// host is the name under which messages are numbered: the server's own, else that of the address that it sends from.
func (m mailer) host() string {
	if u, err := url.Parse(m.d.o.Base); err == nil && u.Hostname() != "" && net.ParseIP(u.Hostname()) == nil {
		return u.Hostname()
	}
	from, err := mail.ParseAddress(m.d.o.Mail.From)
	if err != nil {
		return "isnad.invalid"
	}
	return from.Address[strings.LastIndex(from.Address, "@")+1:]
}

// mailLetters is how many letters of the words a mail has of each item.
const mailLetters = 1500

// plain is the message as text, a paragraph each.
func plain(w language, m Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", w.heading(m))
	for _, x := range m.Items {
		fmt.Fprintf(&b, "\n%s\n", w.what(x))
		for _, line := range []string{w.quoted(x, mailLetters), w.from(x), x.URL} {
			if line != "" {
				b.WriteString(line + "\n")
			}
		}
	}
	fmt.Fprintf(&b, "\n%s: %s\n\n-- \n%s\n", w.all, m.URL, w.footer)
	return b.String()
}

//go:embed mail.html
var mailFile embed.FS

// mailPage writes everything through html/template: words of articles are never HTML.
var mailPage = template.Must(template.ParseFS(mailFile, "mail.html"))

// mailItem is an item as the page of a mail has it.
type mailItem struct{ What, Text, From, URL, Open string }

// rich is the message as HTML in the direction of its language; each paragraph finds its own.
func rich(w language, lang string, m Message) (string, error) {
	page := struct {
		Lang, Dir, Heading, All, URL, Footer string
		Items                                []mailItem
	}{lang, "ltr", w.heading(m), w.all, m.URL, w.footer, nil}
	if w.rtl {
		page.Dir = "rtl"
	}
	for _, x := range m.Items {
		page.Items = append(page.Items, mailItem{w.what(x), w.quoted(x, mailLetters), w.from(x), x.URL, w.open})
	}
	var b bytes.Buffer
	err := mailPage.Execute(&b, page)
	return b.String(), err
}
