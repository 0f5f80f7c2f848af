package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// ErrAddress says that the address makes no sense, or is none of the web's.
type ErrAddress struct{ URL, Reason string }

func (e ErrAddress) Error() string {
	return fmt.Sprintf("%q is no address to fetch (%s): give one that begins with http:// or https://", e.URL, e.Reason)
}

// ErrRobots says that the site does not want to be read there.
type ErrRobots struct{ URL, Rule string }

func (e ErrRobots) Error() string {
	return fmt.Sprintf("%s is closed by its site's robots.txt (%s): leave it out, or ask the site", e.URL, e.Rule)
}

// ErrPrivate says that the address leads into a private network, whatever its name.
type ErrPrivate struct {
	URL  string
	Addr netip.Addr
}

func (e ErrPrivate) Error() string {
	return fmt.Sprintf("%s leads to %s, which is no address of the public network: allow private networks if that is meant", e.URL, e.Addr)
}

// ErrTooBig says that the body is longer than was allowed.
type ErrTooBig struct {
	URL string
	Max int64
}

func (e ErrTooBig) Error() string {
	return fmt.Sprintf("%s is longer than %d bytes: raise the limit if that is meant", e.URL, e.Max)
}

// ErrStatus says that the server answered, but not with what was asked for.
type ErrStatus struct {
	URL        string
	Code       int
	RetryAfter time.Duration // how long the server asks to be left alone
}

func (e ErrStatus) Error() string {
	remedy := "check the address"
	switch {
	case e.RetryAfter > 0:
		remedy = "try again after " + e.RetryAfter.String()
	case passingStatus(e.Code):
		remedy = "try again later"
	case e.Code == 401 || e.Code == 402 || e.Code == 403:
		remedy = "the site does not let us in; ask it, or leave it out"
	case e.Code == 410:
		remedy = "it is gone for good; leave it out"
	}
	return fmt.Sprintf("%s answered with status %d: %s", e.URL, e.Code, remedy)
}

// ErrRedirects says that the address leads on and on, or in a circle.
type ErrRedirects struct {
	URL    string
	Reason string
}

func (e ErrRedirects) Error() string {
	return fmt.Sprintf("%s does not come to an end (%s): open it in a browser and give the address that it ends at", e.URL, e.Reason)
}

// ErrSlow says that the answer was not complete in time.
type ErrSlow struct {
	URL   string
	After time.Duration
}

func (e ErrSlow) Error() string {
	return fmt.Sprintf("%s was not complete after %s: try again later, or give it more time", e.URL, e.After)
}

// ErrWait says that it is not yet this host's turn.
type ErrWait struct {
	Host string
	For  time.Duration
}

func (e ErrWait) Error() string {
	return fmt.Sprintf("%s is to be left alone for %s: try again after that", e.Host, e.For)
}

// ErrPacked says that the body is packed in a way that was not asked for, or wrongly.
type ErrPacked struct{ URL, Encoding string }

func (e ErrPacked) Error() string {
	return fmt.Sprintf("%s cannot be unpacked (Content-Encoding %q): save it with a browser and give the file", e.URL, e.Encoding)
}

// ErrCut says that the connection broke off inside the body; the response holds what came before.
type ErrCut struct{ URL string }

func (e ErrCut) Error() string {
	return fmt.Sprintf("%s broke off before its end: try again later", e.URL)
}

// ErrUnreachable says that no answer came at all.
type ErrUnreachable struct {
	URL   string
	Cause error
}

func (e ErrUnreachable) Error() string {
	return fmt.Sprintf("%s cannot be reached (%v): check the address and the connection", e.URL, e.Cause)
}

// Unwrap returns what the network said.
func (e ErrUnreachable) Unwrap() error { return e.Cause }

// Passing says whether the same request may go well at another time.
func Passing(err error) bool {
	var status ErrStatus
	if errors.As(err, &status) {
		return passingStatus(status.Code)
	}
	return errors.As(err, new(ErrSlow)) || errors.As(err, new(ErrWait)) || errors.As(err, new(ErrCut)) || errors.As(err, new(ErrUnreachable))
}

func passingStatus(code int) bool {
	return code == 408 || code == 425 || code == 429 || code >= 500 && code != 501 && code != 505
}
