package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// maxAddress is longer than what servers take.
const maxAddress = 8 << 10

// address reads an address as people and pages write it: Arabic letters and blanks stand as they are.
func address(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return nil, ErrAddress{cut(raw), cause(err)}
	}
	return checked(u)
}

func checked(u *url.URL) (*url.URL, error) {
	switch {
	case u.Scheme == "":
		return nil, ErrAddress{shown(u), "it has no scheme"}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, ErrAddress{shown(u), u.Scheme + ": is not read"}
	case u.Hostname() == "":
		return nil, ErrAddress{shown(u), "it has no host"}
	case numeric(u.Hostname()):
		return nil, ErrAddress{shown(u), "its host is a number: an address of a machine is written as 192.0.2.1"}
	case len(u.Path)+len(u.RawQuery) > maxAddress:
		return nil, ErrAddress{shown(u), "it is too long"}
	}
	u.Host = strings.ToLower(u.Host)
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = escape(u.RawQuery)
	return u, nil
}

// numeric says whether a host ends in a number and is yet no address as it is written today: 2130706433, 0x7f.1 and 127.1 lead to this machine by some
// resolvers.
func numeric(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	host = strings.TrimSuffix(host, ".")
	last := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// escape writes what may not stand in a request line as browsers do; what is escaped already stays.
func escape(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func leadsOn(resp *http.Response) bool {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return resp.Header.Get("Location") != ""
	}
	return false
}

// redirect returns where a response leads.
func redirect(from *url.URL, resp *http.Response) (*url.URL, error) {
	to, err := from.Parse(strings.TrimSpace(resp.Header.Get("Location")))
	if err != nil {
		return nil, ErrRedirects{shown(from), "it leads to no address: " + cause(err)}
	}
	to, err = checked(to)
	if err != nil {
		return nil, ErrRedirects{shown(from), "it leads to " + err.(ErrAddress).URL + ", which is not of the web"}
	}
	return to, nil
}

// cause is what is wrong with an address, without the address.
func cause(err error) string {
	var e *url.Error
	if errors.As(err, &e) {
		err = e.Err
	}
	return cut(err.Error())
}

// shown is an address as messages have it: without its password, and not longer than a line or two.
func shown(u *url.URL) string { return cut(u.Redacted()) }

const maxShown = 300

func cut(s string) string {
	if len(s) <= maxShown {
		return s
	}
	return strings.ToValidUTF8(s[:maxShown], "") + "…"
}
