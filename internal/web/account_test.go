package web

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"isnad.dev/isnad/internal/account"
	"isnad.dev/isnad/internal/web/locale"
)

func TestTheFirstLinkMakesAnAdmin(t *testing.T) {
	s := guarded(t)
	link, err := s.guard.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, s)
	page := v.get(link)
	want(t, page, http.StatusOK, `autocomplete="username"`, `autocomplete="new-password"`, "The first account")
	if got := page.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page with a token is kept: %q", got)
	}
	_, token, _ := strings.Cut(link, "token=")
	w := v.post("/sign-in/first", url.Values{"token": {token}, "name": {"أحمد"}, "password": {"قصيرة"}})
	want(t, w, http.StatusUnprocessableEntity, `value="أحمد"`, `id="fault-password"`, `aria-describedby="hint-password fault-password"`, "10 to 256")
	if strings.Contains(w.Body.String(), "قصيرة") {
		t.Error("the password is shown again")
	}
	want(t, v.post("/sign-in/first", url.Values{"token": {token}, "name": {"أحمد"}, "password": {password}}), http.StatusSeeOther)
	want(t, v.get("/users"), http.StatusOK, "أحمد")
	want(t, visit(t, s).get(link), http.StatusGone, "was used")
}

func TestSigningInAndOut(t *testing.T) {
	s := guarded(t)
	somebody(t, s, "سلمى", account.Reader)
	v := visit(t, s)
	w := v.get("/search?q=x")
	if got := w.Header().Get("Location"); got != "/sign-in?next=%2Fsearch%3Fq%3Dx" {
		t.Errorf("sent to %q", got)
	}
	want(t, v.get("/sign-in?next=%2Fsearch%3Fq%3Dx"), http.StatusOK, `autocomplete="current-password"`, `autocomplete="username"`, `value="/search?q=x"`)
	w = v.post("/sign-in", url.Values{"name": {"سلمى"}, "password": {"ليست هي"}, "next": {"/search?q=x"}})
	want(t, w, http.StatusUnprocessableEntity, "Name or password is wrong", `value="سلمى"`, `value="/search?q=x"`, `role="alert"`)
	w = v.post("/sign-in", url.Values{"name": {"سلمى"}, "password": {password}, "next": {"/search?q=x"}})
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/search?q=x" {
		t.Errorf("%d to %q", w.Code, got)
	}
	want(t, v.get("/account"), http.StatusOK, "سلمى", "reader", `autocomplete="new-password"`)
	want(t, v.post("/sign-out", url.Values{}), http.StatusSeeOther)
	want(t, v.get("/account"), http.StatusSeeOther)
}

func TestWhoTriesTooOftenIsToldWhenToTryAgain(t *testing.T) {
	s := guarded(t)
	v := visit(t, s)
	for range 10 {
		v.post("/sign-in", url.Values{"name": {"سلمى"}, "password": {"ليست هي"}})
	}
	w := v.post("/sign-in", url.Values{"name": {"سلمى"}, "password": {"ليست هي"}})
	want(t, w, http.StatusTooManyRequests, "Too many tries. Try again in", `value="سلمى"`)
	if w.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}

func TestPasswordsAreChanged(t *testing.T) {
	v := somebody(t, guarded(t), "سلمى", account.Reader)
	want(t, v.post("/account/password", url.Values{"old": {"ليست هي"}, "password": {password + "!"}}), http.StatusUnprocessableEntity, `id="fault-old"`)
	want(t, v.post("/account/password", url.Values{"old": {password}, "password": {"x"}}), http.StatusUnprocessableEntity, `id="fault-password"`)
	w := v.post("/account/password", url.Values{"old": {password}, "password": {password + "!"}})
	want(t, w, http.StatusSeeOther)
	want(t, v.get(w.Header().Get("Location")), http.StatusOK, "The password was changed.")
}

func TestAKeyIsShownOnceAndRevoked(t *testing.T) {
	v := somebody(t, guarded(t), "سلمى", account.Reader)
	want(t, v.post("/account/keys", url.Values{"key": {"جدول"}}), http.StatusUnprocessableEntity, `id="fault-scope"`, `value="جدول"`)
	want(t, v.post("/account/keys", url.Values{"key": {"جدول"}, "scope": {"admin"}}), http.StatusUnprocessableEntity, "does not reach that far")
	w := v.post("/account/keys", url.Values{"key": {"جدول"}, "scope": {"read"}})
	want(t, w, http.StatusOK, "isn_", "not shown again")
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page with a secret is kept: %q", got)
	}
	secret := regexp.MustCompile(`isn_[A-Za-z0-9_-]{20,}`).FindString(w.Body.String())
	if page := v.get("/account"); secret == "" || strings.Contains(page.Body.String(), secret) {
		t.Errorf("the key %q is shown again", secret)
	}
	id := regexp.MustCompile(`/account/keys/\d+/revoke`).FindString(w.Body.String())
	want(t, v.post(id, url.Values{}), http.StatusSeeOther)
	want(t, v.get("/account?said=revoked"), http.StatusOK, "The key was revoked.", "revoked")
}

func TestWithoutSignInTheAccountSaysSo(t *testing.T) {
	s := open(t)
	for lang, words := range map[string]string{"ar": "لا تسجيل دخول على هذا الخادم", "en": "Nobody signs in here"} {
		w := get(t, s, "/account", lang)
		want(t, w, http.StatusOK, words)
		if strings.Contains(w.Body.String(), `name="old"`) {
			t.Error("there is no password to change")
		}
	}
}

func TestUsersAreAddedChangedAndRemoved(t *testing.T) {
	s := guarded(t)
	v := somebody(t, s, "مدير", account.Admin)
	want(t, v.post("/users", url.Values{"name": {"سلمى"}, "email": {"لا"}, "role": {"editor"}}), http.StatusUnprocessableEntity, `id="fault-email"`, `value="سلمى"`, `<option value="editor" selected>`)
	w := v.post("/users", url.Values{"name": {"سلمى"}, "role": {"editor"}})
	want(t, w, http.StatusOK, "http://localhost/sign-in/password?token=", "سلمى", "is not shown again")
	want(t, v.post("/users", url.Values{"name": {"سلمى"}, "role": {"editor"}}), http.StatusConflict, `id="fault-name"`)
	link := regexp.MustCompile(`/sign-in/password\?token=[A-Za-z0-9_-]+`).FindString(w.Body.String())
	want(t, visit(t, s).get(link), http.StatusOK, "سلمى", `autocomplete="new-password"`)
	ids := regexp.MustCompile(`/users/(\d+)/role`).FindAllString(w.Body.String(), -1)
	if len(ids) != 2 {
		t.Fatalf("users %v", ids)
	}
	for _, id := range ids { // one of them is the only admin
		v.post(id, url.Values{"role": {"reader"}})
	}
	page := v.get("/users").Body.String()
	if n := strings.Count(page, `<option value="admin" selected>`); n != 1 {
		t.Errorf("%d admins are left", n)
	}
	other := regexp.MustCompile(`/users/(\d+)/remove`).FindAllString(page, -1)
	removed := 0
	for _, id := range other {
		if v.post(id, url.Values{}).Code == http.StatusSeeOther {
			removed++
		}
	}
	if removed != 1 {
		t.Errorf("%d were removed; the last admin stays", removed)
	}
}

func TestTheLogShowsWhatChanged(t *testing.T) {
	s := guarded(t)
	v := somebody(t, s, "مدير", account.Admin)
	for range 12 {
		v.post("/users", url.Values{"name": {"سلمى"}, "role": {"editor"}})
		page := v.get("/users").Body.String()
		for _, id := range regexp.MustCompile(`/users/(\d+)/remove`).FindAllString(page, -1) {
			v.post(id, url.Values{})
		}
	}
	v.lang = "ar"
	w := v.get("/audit")
	want(t, w, http.StatusOK, "سجل التغييرات", "إضافة حساب", "<ins", "<del", "editor", `rel="next"`)
	next := regexp.MustCompile(`/audit\?cursor=[^"]+`).FindString(w.Body.String())
	want(t, v.get(strings.ReplaceAll(next, "&amp;", "&")), http.StatusOK, "تغيير كلمة السر")
	want(t, v.get("/audit?item=user/1"), http.StatusOK, "user/1")
	want(t, v.get("/audit?item=nothing"), http.StatusOK, "لا شيء في السجل")
	want(t, v.get("/audit?cursor=x"), http.StatusBadRequest, "ابدأ من أول السجل")
}

// Every refusal of the guard has words of its own.
func TestEveryFaultHasWords(t *testing.T) {
	for _, f := range []*account.Fault{account.ErrSignIn, account.ErrKey, account.ErrForbidden, account.ErrCSRF, account.ErrHost, account.ErrProxy, account.ErrPassword, account.ErrNoPassword, account.ErrWeak, account.ErrName, account.ErrEmail, account.ErrRole, account.ErrScope, account.ErrTaken, account.ErrLink, account.ErrLastAdmin, account.ErrTooLarge, account.ErrElsewhere, account.ErrAway, account.ErrDomain, account.ErrBusy} {
		wantWords(t, "access."+f.Code)
	}
}

// Every action that is noted has words of its own.
func TestEveryActionHasWords(t *testing.T) {
	noted := regexp.MustCompile(`(?:[nN]ote(?:In|Alert)?|putSources|changed|open)\([^"\n]*"([a-z]+[.-][a-z-]+)"`)
	n := 0
	for _, folder := range []string{".", "api", "../account"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, m := range noted.FindAllStringSubmatch(string(b), -1) {
				n++
				wantWords(t, "did."+m[1])
			}
		}
	}
	for _, verb := range append(slices.Collect(maps.Values(verbs)), "propose") {
		wantWords(t, "did.correction."+verb)
	}
	if n < 20 {
		t.Errorf("only %d actions were found", n)
	}
}

func wantWords(t *testing.T, key string) {
	t.Helper()
	for _, l := range []*locale.Words{locale.Ar, locale.En} {
		if !l.Has(key) {
			t.Errorf("%s.json has no %s", l.Lang, key)
		}
	}
}
