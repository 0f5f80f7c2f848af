package account

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// whence is where a request came from, and by what name it reached us.
type whence struct {
	peer      netip.Addr // who speaks to us
	address   netip.Addr // for whom
	host      string
	secure    bool
	forwarded bool // a proxy says so, whether it is believed or not
}

func (w whence) base() string {
	if w.secure {
		return "https://" + w.host
	}
	return "http://" + w.host
}

// Prefixes reads addresses and ranges of proxies: 10.0.0.7, 10.0.0.0/8, ::1.
func Prefixes(list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, one := range list {
		p, err := netip.ParsePrefix(one)
		if err != nil {
			a, err := netip.ParseAddr(one)
			if err != nil {
				return nil, fmt.Errorf("trusted proxy %q: it is no address; write it as 10.0.0.7 or 10.0.0.0/8", one)
			}
			p = netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen())
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// whence believes the headers of trusted proxies, and nobody else's.
func (g *Guard) whence(r *http.Request) whence {
	w := whence{host: r.Host, secure: r.TLS != nil}
	w.peer = addressIn(r.RemoteAddr)
	w.address = w.peer
	h := r.Header
	w.forwarded = h.Get("Forwarded") != "" || h.Get("X-Forwarded-For") != "" || h.Get("X-Forwarded-Host") != "" || h.Get("X-Real-Ip") != "" || h.Get("Via") != ""
	if !g.trusts(w.peer) {
		return w
	}
	newer, older := forwarded(h), oldForwarded(h)
	if len(newer) == 0 || len(older) == 0 {
		g.follow(&w, append(newer, older...))
		return w
	}
	// A proxy that writes only one of the two hands the other on as the client sent it. Which is which nobody can say where they differ, so that
	// neither is believed.
	a, b := w, w
	g.follow(&a, newer)
	if g.follow(&b, older); a == b {
		return a
	}
	return w
}

// hop is what one proxy says of who spoke to it.
type hop struct{ client, proto, host string }

// follow goes from the nearest proxy to the first that is not trusted. That one is the client; what it says of others is not believed.
func (g *Guard) follow(w *whence, hops []hop) {
	for i := len(hops) - 1; i >= 0; i-- {
		if hops[i].proto != "" {
			w.secure = strings.EqualFold(hops[i].proto, "https")
		}
		if host := hops[i].host; host != "" && !strings.ContainsAny(host, "/\\@?#%<>\"' \t") {
			w.host = host
		}
		a := addressIn(hops[i].client)
		if !a.IsValid() {
			return
		}
		if w.address = a; !g.trusts(a) {
			return
		}
	}
}

func (g *Guard) trusts(a netip.Addr) bool {
	for _, p := range g.o.Trusted {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// addressIn reads 192.0.2.1, 192.0.2.1:80, 2001:db8::1 and [2001:db8::1]:80. What is none of these is no address.
func addressIn(s string) netip.Addr {
	s = strings.Trim(strings.TrimSpace(s), `"`)
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.Trim(s, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// forwarded reads Forwarded (RFC 7239), the nearest proxy last.
func forwarded(h http.Header) []hop {
	var out []hop
	for _, element := range list(h, "Forwarded") {
		var one hop
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			value = strings.Trim(value, `"`)
			switch strings.ToLower(name) {
			case "for":
				one.client = value
			case "proto":
				one.proto = value
			case "host":
				one.host = value
			}
		}
		out = append(out, one)
	}
	return out
}

// oldForwarded reads X-Forwarded-For, -Proto and -Host. Of the last two one value is usual, which is the nearest proxy's.
func oldForwarded(h http.Header) []hop {
	var out []hop
	for _, client := range list(h, "X-Forwarded-For") {
		out = append(out, hop{client: client})
	}
	last := hop{}
	if all := list(h, "X-Forwarded-Proto"); len(all) > 0 {
		last.proto = all[len(all)-1]
	}
	if all := list(h, "X-Forwarded-Host"); len(all) > 0 {
		last.host = all[len(all)-1]
	}
	if len(out) == 0 && last != (hop{}) {
		return []hop{last}
	}
	if len(out) > 0 {
		out[len(out)-1].proto, out[len(out)-1].host = last.proto, last.host
	}
	return out
}

// list returns the values of a header, parted at commas. More than a hundred are nobody's chain of proxies: the nearest are kept.
func list(h http.Header, name string) []string {
	var out []string
	for _, line := range h.Values(name) {
		for one := range strings.SplitSeq(line, ",") {
			if one = strings.TrimSpace(one); one != "" {
				out = append(out, one)
			}
		}
	}
	return out[max(0, len(out)-100):]
}

// hostname takes the port off a Host header.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
