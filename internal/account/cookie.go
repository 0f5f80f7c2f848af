package account

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"isnad.dev/isnad/internal/store"
)

// The cookies. Over TLS their names begin with __Host-, which no neighbouring host can set.
const (
	sessionCookie = "isnad_session"
	formCookie    = "isnad_form" // what the CSRF tokens of those are made from who have no session
	oidcCookie    = "isnad_oidc"
)

func cookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// setCookie gives the browser a cookie that no script can read and no other site's form sends. A negative age takes it away.
func setCookie(w http.ResponseWriter, v visit, name, value string, age time.Duration) {
	seconds := int(age / time.Second)
	if age < 0 {
		seconds = -1
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName(name, v.secure), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: v.secure, SameSite: http.SameSiteLaxMode})
}

func cookie(r *http.Request, v visit, name string) string {
	c, err := r.Cookie(cookieName(name, v.secure))
	if err != nil {
		return ""
	}
	return c.Value
}

// touchEvery is how often a session's or key's last use is written: not with every request.
const touchEvery = 10 * time.Minute

// bySession finds the session of the cookie. A session that is used moves its end on.
func (g *Guard) bySession(w http.ResponseWriter, r *http.Request, v *visit) (found bool, err error) {
	token := cookie(r, *v, sessionCookie)
	if !isSecret(token) {
		return false, nil
	}
	now, hash := g.o.Now(), digest(token)
	s, u, err := g.store.Session(r.Context(), hash, now)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	v.account, v.session, v.csrf = Account{User: userOf(u), Via: Session}, hash, derive(token, "csrf")
	if now.Sub(s.Seen) >= touchEvery {
		expires := g.end(s.Made, now)
		setCookie(w, *v, sessionCookie, token, expires.Sub(now))
		g.later(func(ctx context.Context, tx *store.Tx) error { return tx.TouchSession(ctx, hash, now, expires) })
	}
	return true, nil
}

// end is when a session ends that is used now.
func (g *Guard) end(made, now time.Time) time.Time {
	idle, last := now.Add(g.o.Idle), made.Add(longestSession)
	if idle.Before(last) {
		return idle
	}
	return last
}

// later writes beside the request, since whoever reads is not to wait for whoever settles. Where one is being written the next is left out: it comes
// again with the next request.
func (g *Guard) later(f func(context.Context, *store.Tx) error) {
	select {
	case g.touch <- struct{}{}:
	default:
		return
	}
	g.touching.Go(func() {
		defer func() { <-g.touch }()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := g.store.Write(ctx, func(tx *store.Tx) error { return f(ctx, tx) }); err != nil {
			g.o.Log.Warn("the last use of a session or key was not noted", "error", err)
		}
	})
}

// byForm makes the CSRF token of who has no session from a cookie of its own, which a page brings where there is none.
func (g *Guard) byForm(w http.ResponseWriter, r *http.Request, v *visit) {
	secret := cookie(r, *v, formCookie)
	if !isSecret(secret) {
		if !safe(r) || ForProgram(r) {
			return
		}
		secret = newSecret()
		setCookie(w, *v, formCookie, secret, 24*time.Hour)
	}
	v.csrf = derive(secret, "csrf")
}

// How much of a form is read, and of a form with files or any other request. Of files what is more than the first goes to disk.
const (
	formBytes   = 1 << 20
	uploadBytes = 64 << 20
)

// ours refuses a request that changes something and comes from a page of another site.
func (g *Guard) ours(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r.Context())
	switch {
	case v.account.Via == ByKey, g.o.Local && byProgram(r):
		return nil
	case !v.account.SignedIn() && atProgram(r):
		return ErrSignIn // a program has no form: it lacks a key
	}
	if err := g.origins.Check(r); err != nil {
		return ErrCSRF
	}
	sent, err := formToken(w, r) // also where the token is a header: the form is read in bounds
	if err != nil {
		return err
	}
	if header := r.Header.Get("X-CSRF-Token"); header != "" {
		sent = header
	}
	if !same(v.csrf, sent) {
		return ErrCSRF
	}
	return nil
}

// byProgram says whether no browser sends this: all of them name the origin of what changes something, and none sends JSON, or anything but POST, to
// another site without asking it before.
func byProgram(r *http.Request) bool {
	h := r.Header
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	json := err == nil && (media == "application/json" || media == "application/x-ndjson" || strings.HasSuffix(media, "+json"))
	return (json || r.Method != http.MethodPost) && ForProgram(r) && h.Get("Cookie") == "" && h.Get("Origin") == "" && h.Get("Referer") == "" && h.Get("Sec-Fetch-Site") == ""
}

// formToken reads the form, in bounds, and returns its token.
func formToken(w http.ResponseWriter, r *http.Request) (string, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return "", nil
	}
	switch media {
	case "application/x-www-form-urlencoded":
		r.Body = http.MaxBytesReader(w, r.Body, formBytes)
		err = r.ParseForm()
	case "multipart/form-data":
		if !From(r.Context()).SignedIn() {
			r.Body = http.MaxBytesReader(w, r.Body, formBytes) // strangers have no files to send
		}
		err = r.ParseMultipartForm(formBytes)
	default:
		return "", nil
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return "", ErrTooLarge
	}
	if err != nil {
		return "", ErrCSRF
	}
	return r.PostForm.Get("csrf"), nil
}

// SafeNext returns where to go after sign-in: a path of this server, or / for everything else.
func SafeNext(next string) string {
	u, err := url.Parse(next)
	bad := strings.ContainsFunc(next, func(c rune) bool { return c == '\\' || unicode.IsControl(c) })
	if err != nil || bad || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, "/sign-") {
		return "/"
	}
	return next
}
