package fetch

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// maxHeader bounds the header of a response.
const maxHeader = 256 << 10

// transport looks at every address after its name is resolved and before a connection is made, so that no name, however often it changes its
// mind, and no redirect leads where it may not. Proxies of the environment are not used: behind one nobody sees where a name leads.
func (c *Client) transport() *http.Transport {
	d := &net.Dialer{Timeout: 10 * time.Second, Resolver: c.o.Resolver, Control: c.guard}
	return &http.Transport{
		DialContext: d.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, DisableCompression: true,
		MaxIdleConns: 100, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second, MaxResponseHeaderBytes: maxHeader,
	}
}

// guard is asked by the dialer with the number that it is about to connect to.
func (c *Client) guard(_, hostPort string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(hostPort)
	if err != nil {
		return fmt.Errorf("dial: %w", err)
	}
	if c.private(to.Addr()) {
		return ErrPrivate{Addr: to.Addr()}
	}
	return nil
}

// special are the networks that are not reached over the public network, or that lead back into one's own (IANA's registries of special
// addresses, RFC 6890); what netip knows itself is left out.
var special = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10")

// carriers are networks of IPv6 whose addresses hold one of IPv4, and at which byte.
var carriers = []struct {
	prefix netip.Prefix
	at     int
}{{netip.MustParsePrefix("64:ff9b::/96"), 12}, {netip.MustParsePrefix("2002::/16"), 2}}

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// public says whether an address is one of the public network.
func public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	for _, c := range carriers {
		if c.prefix.Contains(a) {
			b := a.As16()
			return public(netip.AddrFrom4([4]byte(b[c.at : c.at+4])))
		}
	}
	return true
}
