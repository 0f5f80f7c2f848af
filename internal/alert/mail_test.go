package alert

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// post is a mail server that takes what it is sent, once a connection is secure and signed in.
type post struct {
	port    int
	trust   *tls.Config
	own     *tls.Config
	refuse  string // the answer to a recipient, or none
	mu      sync.Mutex
	letters []string
	faults  []string
}

// office opens a mail server on loopback with a certificate of its own.
func office(t *testing.T) *post {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	raw, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(parsed)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &post{port: l.Addr().(*net.TCPAddr).Port, trust: &tls.Config{RootCAs: pool, ServerName: "127.0.0.1"}, own: &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}}}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	}()
	return p
}

func (p *post) serve(conn net.Conn) {
	defer func() { conn.Close() }()
	r := bufio.NewReader(conn)
	say := func(s string) { io.WriteString(conn, s+"\r\n") }
	say("220 mail.example.org")
	secure, known := false, false
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO":
			say("250-mail.example.org\r\n250-8BITMIME\r\n250-SMTPUTF8")
			if secure {
				say("250 AUTH PLAIN LOGIN")
			} else {
				say("250 STARTTLS")
			}
		case "STARTTLS":
			say("220 go on")
			c := tls.Server(conn, p.own)
			if c.Handshake() != nil {
				return
			}
			conn, r, secure = c, bufio.NewReader(c), true
		case "AUTH":
			b, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
			if known = string(b) == "\x00isnad\x00كلمة السر"; !known {
				say("535 5.7.8 who is that")
				continue
			}
			say("235 welcome")
		case "MAIL":
			if !secure || !known {
				p.note("a letter without security or signing in")
			}
			say("250 ok")
		case "RCPT":
			if p.refuse != "" {
				say(p.refuse)
				continue
			}
			say("250 ok")
		case "DATA":
			say("354 go on")
			var b bytes.Buffer
			for {
				line, err := r.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				b.WriteString(strings.TrimPrefix(line, "."))
			}
			p.mu.Lock()
			p.letters = append(p.letters, b.String())
			p.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (p *post) note(fault string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, fault)
}

func (p *post) server() Server {
	return Server{Host: "127.0.0.1", Port: p.port, User: "isnad", Password: "كلمة السر", From: "إسناد <isnad@example.org>", TLS: p.trust}
}

func TestAMailIsRightInArabic(t *testing.T) {
	p := office(t)
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Mail: p.server(), Ident: func() string { return "0123abcd" }})
	x.follow(store.Alert{Channel: store.Mail, Target: "reader@example.org"})
	x.come(2)
	id := x.looked()[0]
	_, err := x.Deliver(t.Context(), id)
	x.must(err)
	if len(p.letters) != 1 || len(p.faults) != 0 {
		t.Fatalf("%d letters, %v", len(p.letters), p.faults)
	}
	m, err := mail.ReadMessage(strings.NewReader(p.letters[0]))
	x.must(err)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "جديد «المحادثات» (2)" {
		t.Errorf("subject %q, %v", subject, err)
	}
	from, err := mail.ParseAddress(m.Header.Get("From"))
	if err != nil || from.Name != "إسناد" || from.Address != "isnad@example.org" {
		t.Errorf("from %v, %v", from, err)
	}
	for name, want := range map[string]string{"Message-ID": "<0123abcd@isnad.example.org>", "Isnad-Delivery": "0123abcd", "Auto-Submitted": "auto-generated", "To": "<reader@example.org>", "Date": "Tue, 14 Jan 2025 07:30:00 +0000"} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	parts := partsOf(t, m)
	text, page := parts["text/plain"], parts["text/html"]
	for _, want := range []string{"تصريح: سلمان الحداد — 2025/01/13", `«المحادثات <2> "ستبدأ" غدا»`, "وكالة المثال", "https://isnad.example.org/statement/2", "كل النتائج: https://isnad.example.org/search?q="} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	for _, want := range []string{`<html lang="ar" dir="rtl">`, `dir="auto"`, `«المحادثات &lt;2&gt; &#34;ستبدأ&#34; غدا»`, `href="https://isnad.example.org/statement/2"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}

func partsOf(t *testing.T, m *mail.Message) map[string]string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatal(kind, err)
	}
	out := map[string]string{}
	r := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
		if err != nil || !strings.EqualFold(params["charset"], "utf-8") || p.Header.Get("Content-Transfer-Encoding") != "base64" {
			t.Error(p.Header, err)
		}
		b, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
		if err != nil {
			t.Error(err)
		}
		out[kind] = strings.ReplaceAll(string(b), "\r\n", "\n")
	}
}

func TestWhatAMailServerRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*post, *Server)
		again  time.Duration
	}{
		{"a recipient for good", func(p *post, _ *Server) { p.refuse = "550 5.1.1 no such user" }, 0},
		{"a recipient for now", func(p *post, _ *Server) { p.refuse = "451 4.3.0 later" }, 10 * time.Second},
		{"a wrong password, which can be mended", func(_ *post, s *Server) { s.Password = "x" }, 10 * time.Second},
		{"a certificate that nobody trusts", func(_ *post, s *Server) { s.TLS = &tls.Config{ServerName: "127.0.0.1"} }, 10 * time.Second},
		{"nobody there", func(_ *post, s *Server) { s.Port = 1 }, 10 * time.Second},
	}
	for _, c := range tests {
		p := office(t)
		s := p.server()
		c.change(p, &s)
		x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Mail: s})
		x.follow(store.Alert{Channel: store.Mail, Target: "reader@example.org"})
		x.come(1)
		again, err := x.Deliver(t.Context(), x.looked()[0])
		if again != c.again || err == nil || len(p.letters) != 0 {
			t.Errorf("%s: again after %s, %v; %d letters", c.name, again, err, len(p.letters))
		}
	}
}

func TestNoAddressWritesAHeader(t *testing.T) {
	p := office(t)
	x := try(t, filepath.Join(t.TempDir(), "isnad.db"), Options{Mail: p.server()})
	s, err := x.SaveSearch(t.Context(), owner, store.SavedSearch{Name: "سطر\r\nBcc: other@example.org", Question: "x"})
	x.must(err)
	for _, to := range []string{"", "reader", "a@example.org, b@example.org", "Name <a@example.org>", "a@example.org\r\nBcc: b@example.org", "a@example.org>\r\nDATA"} {
		if _, err := x.SaveAlert(t.Context(), owner, store.Alert{Search: s.ID, Channel: store.Mail, Target: to}); err == nil {
			t.Errorf("%q is taken", to)
		}
	}
	a, err := x.SaveAlert(t.Context(), owner, store.Alert{Search: s.ID, Channel: store.Mail, Target: "reader@example.org"})
	x.must(err)
	x.must(x.Test(t.Context(), owner, a.ID))
	m, err := mail.ReadMessage(strings.NewReader(p.letters[0]))
	if err != nil || m.Header.Get("Bcc") != "" {
		t.Errorf("%v: %v", m, err)
	}
}

func TestMailSettings(t *testing.T) {
	for s, good := range map[Server]bool{{}: true, {Host: "mail.example.org", From: "a@example.org"}: true, {Host: "mail.example.org"}: false, {Host: "mail.example.org", From: "a@example.org", Security: "ssl"}: false} {
		if err := s.Check(); (err == nil) != good {
			t.Errorf("%s: %v", fmt.Sprint(s.Host, s.From, s.Security), err)
		}
	}
}
