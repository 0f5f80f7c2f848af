package fetch

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"
	"net/netip"
	"strings"
)

// maxAnswer bounds what is read of the answer to a message.
const maxAnswer = 64 << 10

// Post sends a body to an address and returns what came back, the beginning of its body too. It follows no redirect, asks no robots.txt and waits for
// no turn: whoever gave the address asked for it. A status that is not 2xx is ErrStatus, with the response.
func (c *Client) Post(ctx context.Context, raw string, header http.Header, body []byte) (out Response, err error) {
	u, err := address(raw)
	if err != nil {
		return Response{}, err
	}
	t := &trip{client: c, left: c.o.Timeout}
	req := &http.Request{Method: http.MethodPost, URL: u, Header: header.Clone(), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}
	req.Header.Set("User-Agent", cmp.Or(req.Header.Get("User-Agent"), c.o.Agent))
	err = t.send(ctx, u, req, func(resp *http.Response) error {
		out = Response{URL: shown(u), Status: resp.StatusCode, Type: resp.Header.Get("Content-Type"), RetryAfter: retryAfter(resp.Header.Get("Retry-After"), c.o.Now())}
		out.Body, _ = io.ReadAll(io.LimitReader(resp.Body, maxAnswer)) // whatever comes of it: the status says all
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			return ErrStatus{out.URL, out.Status, out.RetryAfter}
		}
		return nil
	})
	return out, err
}

// CheckURL says what is wrong with an address that is to be reached later: that it is none, or that it names a private network while private is false. A name
// is not resolved: where it leads is seen when it is reached.
func CheckURL(raw string, private bool) error {
	u, err := address(raw)
	if err != nil || private {
		return err
	}
	host := u.Hostname()
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		host = "127.0.0.1"
	}
	if a, err := netip.ParseAddr(host); err == nil && !public(a) {
		return ErrPrivate{shown(u), a}
	}
	return nil
}
