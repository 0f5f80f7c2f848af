package fetch

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func mustAddress(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := address(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// names is a resolver that answers from a table, over no network.
func names(table map[string]string) *net.Resolver {
	return &net.Resolver{PreferGo: true, StrictErrors: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go answer(ours, table)
		return theirs, nil
	}}
}

// answer speaks the name service over a stream: each message has its length before it.
func answer(c net.Conn, table map[string]string) {
	defer c.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(c, size[:]); err != nil {
			return
		}
		ask := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(c, ask); err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(ask) != nil {
			return
		}
		m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
		q := m.Questions[0]
		to, ok := table[strings.TrimSuffix(q.Name.String(), ".")]
		if !ok {
			m.RCode = dnsmessage.RCodeNameError
		}
		for _, a := range strings.Fields(to) {
			head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
			switch addr := netip.MustParseAddr(a); {
			case addr.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
			case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
			}
		}
		out, err := m.Pack()
		if err != nil {
			return
		}
		c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...))
	}
}

func TestNamesThatLeadIntoPrivateNetworks(t *testing.T) {
	resolver := names(map[string]string{"router.example": "192.168.1.1", "cloud.example": "169.254.169.254", "self.example": "127.0.0.1", "six.example": "fd00::1", "both.example": "10.0.0.1 fe80::1"})
	tests := []struct{ address, to string }{
		{"http://router.example/", "192.168.1.1"}, {"https://router.example/", "192.168.1.1"}, {"http://cloud.example/latest/meta-data", "169.254.169.254"},
		{"http://self.example:8080/", "127.0.0.1"}, {"http://six.example/", "fd00::1"}, {"http://both.example/", ""},
		{"http://127.0.0.1/", "127.0.0.1"}, {"http://[::1]/", "::1"}, {"http://[::ffff:10.0.0.1]/", "10.0.0.1"}, {"http://localhost/", ""},
	}
	for _, tt := range tests {
		_, err := get(New(Options{Resolver: resolver}), tt.address)
		var private ErrPrivate
		if !errors.As(err, &private) || tt.to != "" && private.Addr.Unmap().String() != tt.to || Passing(err) {
			t.Errorf("%s: got %v", tt.address, err)
		}
	}
	_, err := get(New(Options{Resolver: resolver}), "http://router.example/x")
	if want := "http://router.example/robots.txt leads to 192.168.1.1, which is no address of the public network: allow private networks if that is meant"; err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
	if _, err := get(New(Options{Resolver: resolver}), "http://nobody.example/"); !errors.As(err, new(ErrUnreachable)) {
		t.Errorf("got %v", err)
	}
}

// The server of this test stands for the public network.
func TestRedirectsIntoPrivateNetworks(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/number": leads("http://10.0.0.1/admin"), "/six": leads("http://[::1]:9/"), "/name": leads("https://router.example/"),
		"/robots.txt": says(""), "/page": says("نعم"),
	})
	u := mustAddress(t, s.URL)
	resolver := names(map[string]string{"router.example": "192.168.1.1", "outlet.example": "127.0.0.1"})
	c, _ := open(Options{Resolver: resolver})
	c.private = func(a netip.Addr) bool { return a.String() != "127.0.0.1" && !public(a) }
	for _, path := range []string{"/number", "/six", "/name"} {
		if _, err := get(c, s.URL+path); !errors.As(err, new(ErrPrivate)) {
			t.Errorf("%s: got %v", path, err)
		}
	}
	if got, err := get(c, "http://outlet.example:"+u.Port()+"/page"); err != nil || string(got.Body) != "نعم" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestRobotsMayNotLeadIntoPrivateNetworks(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": leads("http://169.254.169.254/latest"), "/": says("نعم")})
	c, _ := open(Options{})
	c.private = func(a netip.Addr) bool { return a.String() != "127.0.0.1" && !public(a) }
	if _, err := get(c, s.URL); !errors.As(err, new(ErrPrivate)) {
		t.Errorf("got %v", err)
	}
}
