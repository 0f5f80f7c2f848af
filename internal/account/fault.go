package account

import (
	"errors"
	"fmt"
	"time"

	"isnad.dev/isnad/internal/store"
)

// Fault is why something is refused. Its code is for the page, which has its own words for each; its status is HTTP's.
type Fault struct {
	Code   string
	Status int
	text   string
}

func (f *Fault) Error() string { return f.text }

// Why something is refused.
var (
	ErrSignIn     = &Fault{"sign-in", 401, "nobody is signed in; sign in, or send a key as Authorization: Bearer isn_…"}
	ErrKey        = &Fault{"key", 401, "the key is not known or was revoked; make another under your account"}
	ErrForbidden  = &Fault{"forbidden", 403, "the account may not do that; ask an admin for another role, or make a key with a wider scope"}
	ErrCSRF       = &Fault{"csrf", 403, "the form has run out or came from another site; load the page again and send it once more"}
	ErrHost       = &Fault{"host", 421, "this name is not served here; use localhost, or name it with --base-url"}
	ErrProxy      = &Fault{"proxy", 403, "a proxy stands before a server without sign-in; name the proxy with --trusted-proxy, which turns sign-in on"}
	ErrPassword   = &Fault{"password", 401, "name or password is wrong; try again, or ask an admin for a link to set a new one"}
	ErrNoPassword = &Fault{"no-password", 409, "the account has no password; sign in as before, or ask an admin for a link to set one"}
	ErrWeak       = &Fault{"weak", 422, fmt.Sprintf("a password has %d to %d characters and is not the name; choose another", shortest, longest)}
	ErrName       = &Fault{"name", 422, "a name has 1 to 64 letters, digits or .-_@+; choose another"}
	ErrEmail      = &Fault{"email", 422, "that is no e-mail address; write it as name@example.org, or leave it out"}
	ErrRole       = &Fault{"role", 422, "there is no such role; choose reader, editor or admin"}
	ErrScope      = &Fault{"scope", 422, "there is no such scope, or your role does not reach that far; choose among read, write and admin"}
	ErrTaken      = &Fault{"taken", 409, "another account has that name; choose another"}
	ErrLink       = &Fault{"link", 410, "the link is wrong, was used or has run out; start the server again for a first user, or ask an admin for a new one"}
	ErrLastAdmin  = &Fault{"last-admin", 409, "this is the last admin; make another one first"}
	ErrTooLarge   = &Fault{"too-large", 413, "the form is too large; send less at once"}
	ErrElsewhere  = &Fault{"elsewhere", 401, "the sign-in elsewhere was not completed; begin again"}
	ErrAway       = &Fault{"away", 503, "the place to sign in elsewhere does not answer; try again, or sign in by password"}
	ErrDomain     = &Fault{"domain", 403, "accounts of this e-mail domain are not let in; ask an admin"}
	ErrBusy       = &Fault{"busy", 503, "too many sign in at this moment; try again in a minute"}
)

// Limit is the fault of who tried too often.
type Limit struct{ After time.Duration }

func (l *Limit) Error() string {
	return fmt.Sprintf("too many attempts; try again in %d seconds", l.Seconds())
}

// Seconds is for how long nothing is to be tried, rounded up, for Retry-After.
func (l *Limit) Seconds() int { return int((l.After + time.Second - 1) / time.Second) }

// Status returns the HTTP status and the code of a refusal, or 500 and nothing for any other error.
func Status(err error) (status int, code string) {
	var f *Fault
	var l *Limit
	switch {
	case errors.As(err, &f):
		return f.Status, f.Code
	case errors.As(err, &l):
		return 429, "limit"
	case errors.Is(err, store.ErrNotFound):
		return 404, "not-found"
	}
	return 500, ""
}
