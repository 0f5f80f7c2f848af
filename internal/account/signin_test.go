package account

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

func TestSignInAndOut(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		x.member("سالم", Editor)
		b := x.browser()
		before := b.token()
		is(t, "wrong password", b.post("/sign-in", "name", "سالم", "password", "كلمة سر أخرى"), 401)
		is(t, "no password", b.post("/sign-in", "name", "سالم"), 401)
		is(t, "no such name", b.post("/sign-in", "name", "غيره", "password", secretWord), 401)
		is(t, "not signed in", b.get("/read"), 303)
		is(t, "without the token", b.send("/sign-in", []string{"name", "سالم", "password", secretWord}), 403)
		is(t, "right", b.post("/sign-in", "name", " سالم ", "password", secretWord), 200)
		says(t, "signed in", b.get("/read"), "سالم editor session")
		if b.token() == before {
			t.Error("the CSRF token outlived the sign-in")
		}
		old := b.cookies[sessionCookie]
		is(t, "sign out by a link", b.get("/sign-out"), 405)
		is(t, "sign out", b.post("/sign-out"), 200)
		if b.cookies[sessionCookie] != "" {
			t.Error("the cookie stayed")
		}
		b.cookies[sessionCookie] = old
		is(t, "the session that was ended", b.get("/read"), 303)
	})
}

func TestTheSessionIsNewAtSignIn(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("سالم", Editor)
	thief := x.signedIn("سالم")
	planted := thief.cookies[sessionCookie]
	victim := x.browser()
	victim.cookies[sessionCookie] = planted
	is(t, "sign in over a planted session", victim.post("/sign-in", "name", "سالم", "password", secretWord), 200)
	if victim.cookies[sessionCookie] == planted {
		t.Error("the planted session was taken up")
	}
	is(t, "the planted session", thief.get("/read"), 303)
	made := newSecret()
	b := x.browser()
	b.cookies[sessionCookie] = made
	is(t, "a session of nobody's", b.get("/read"), 303)
	is(t, "sign in over it", b.post("/sign-in", "name", "سالم", "password", secretWord), 200)
	if b.cookies[sessionCookie] == made {
		t.Error("a session that the browser made up was taken up")
	}
}

func TestASessionEndsWhenNobodyUsesIt(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{Idle: 48 * time.Hour})
		x.member("سالم", Reader)
		b := x.signedIn("سالم")
		for range 5 {
			x.clock.pass(47 * time.Hour)
			is(t, "used", b.get("/read"), 200)
			x.touching.Wait()
		}
		x.clock.pass(48 * time.Hour)
		is(t, "unused", b.get("/read"), 303)

		b = x.signedIn("سالم")
		for range int(longestSession/(47*time.Hour)) + 1 {
			x.clock.pass(47 * time.Hour)
			b.get("/read")
			x.touching.Wait()
		}
		is(t, "used for longer than any session holds", b.get("/read"), 303)
	})
}

func TestAttemptsAreLimited(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("سالم", Reader)
	x.member("ليلى", Reader)
	b := x.browser()
	try := func(peer, name, password string) *httptest.ResponseRecorder {
		b.peer = peer
		return b.post("/sign-in", "name", name, "password", password)
	}
	for i := range userBurst {
		is(t, "guess", try("198.51.100."+string(rune('1'+i%9))+":1", "سالم", "تخمين رقم كذا"), 401)
	}
	w := try("203.0.113.1:1", "سالم", secretWord)
	is(t, "the right one, from elsewhere, after too many", w, 429)
	is(t, "somebody else", try("203.0.113.1:1", "ليلى", secretWord), 200)
	b.cookies = map[string]string{}
	x.clock.pass(userEvery)
	is(t, "after a while", try("203.0.113.1:1", "سالم", secretWord), 200)

	b.cookies = map[string]string{}
	got := 0
	for i := range addressBurst + 10 {
		if try("[2001:db8::"+string(rune('a'+i%6))+"]:1", "اسم"+string(rune('ا'+i%20)), "تخمين رقم كذا").Code == 401 {
			got++
		}
	}
	if got != addressBurst {
		t.Errorf("%d attempts from one network, want %d", got, addressBurst)
	}
	is(t, "headers of no proxy", b.send("/sign-in", []string{"name", "ليلى", "password", secretWord, "csrf", b.token()}, "X-Forwarded-For: 203.0.113.9"), 429)
}

func TestARefusalSaysWhenToTryAgain(t *testing.T) {
	x := newSite(t, one(t), Options{})
	w := httptest.NewRecorder()
	x.refuse(w, httptest.NewRequest("POST", "/sign-in", nil), &Limit{1500 * time.Millisecond})
	if w.Code != 429 || w.Header().Get("Retry-After") != "2" {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
}

func TestTheLogOfTheServerHoldsNoPassword(t *testing.T) {
	x := newSite(t, one(t), Options{})
	var out bytes.Buffer
	x.o.Log = slog.New(slog.NewTextHandler(&out, nil))
	x.member("سالم", Reader)
	is(t, "wrong", x.browser().post("/sign-in", "name", "سالم", "password", "wrong-but-close"), 401)
	if !strings.Contains(out.String(), "sign-in refused") || strings.Contains(out.String(), "wrong-but-close") {
		t.Errorf("the log says %q", out.String())
	}
}

func TestTheFirstLink(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		link := func() string {
			t.Helper()
			link, err := x.FirstLink(t.Context())
			if err != nil || !strings.HasPrefix(link, "/sign-in/first?token=") {
				t.Fatalf("link %q, %v", link, err)
			}
			return link
		}
		make := func(link, name, password string) *httptest.ResponseRecorder {
			return x.browser().post(link, "name", name, "password", password)
		}
		earlier := link()
		late := link()
		is(t, "the link of an earlier start", make(earlier, "مدير", secretWord), 410)
		is(t, "no token", make("/sign-in/first", "مدير", secretWord), 410)
		is(t, "a wrong token", make("/sign-in/first?token="+newSecret(), "مدير", secretWord), 410)
		x.clock.pass(linkHolds)
		is(t, "after a day", make(late, "مدير", secretWord), 410)
		good := link()
		is(t, "a weak password", make(good, "مدير", "قصيرة"), 422)
		is(t, "a name with a space", make(good, "مدير عام", secretWord), 422)
		is(t, "a name that the log uses", make(good, "Local", secretWord), 422)
		if err := x.CheckFirst(t.Context(), strings.SplitN(good, "=", 2)[1]); err != nil {
			t.Errorf("before its use: %v", err)
		}
		b := x.browser()
		is(t, "first", b.post(good, "name", "Mudir", "password", secretWord), 200)
		says(t, "signed in", b.get("/rule"), "mudir admin session")
		if err := x.CheckFirst(t.Context(), strings.SplitN(good, "=", 2)[1]); !errors.Is(err, ErrLink) {
			t.Errorf("after its use: %v", err)
		}
		is(t, "again", make(good, "آخر", secretWord), 410)
		if link, err := x.FirstLink(t.Context()); link != "" || err != nil {
			t.Errorf("another link beside an admin: %q, %v", link, err)
		}
	})
}

func TestTwoUseTheFirstLinkAtOnce(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		link, err := x.FirstLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		codes := make([]int, 4)
		for i := range codes {
			all.Go(func() {
				codes[i] = x.browser().post(link, "name", "مدير"+string(rune('1'+i)), "password", secretWord).Code
			})
		}
		all.Wait()
		made := 0
		for _, c := range codes {
			if c == 200 {
				made++
			} else if c != 410 {
				t.Errorf("status %d", c)
			}
		}
		if n, err := s.Admins(t.Context()); made != 1 || n != 1 || err != nil {
			t.Errorf("%d were made, %d are there, %v", made, n, err)
		}
	})
}

func TestAChangedPasswordEndsAllSessions(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		id := x.member("سالم", Editor)
		here, there := x.signedIn("سالم"), x.signedIn("سالم")
		was := here.cookies[sessionCookie]
		const next = "another long one"
		is(t, "without the old one", here.post("/password", "old", "غير ذلك تماما", "password", next), 401)
		is(t, "a weak one", here.post("/password", "old", secretWord, "password", "123"), 422)
		is(t, "not signed in", x.browser().post("/password", "old", secretWord, "password", next), 409)
		is(t, "change", here.post("/password", "old", secretWord, "password", next), 200)
		is(t, "here", here.get("/read"), 200)
		is(t, "there", there.get("/read"), 303)
		there.cookies[sessionCookie] = was
		is(t, "the session before", there.get("/read"), 303)
		is(t, "the old password", x.browser().post("/sign-in", "name", "سالم", "password", secretWord), 401)

		link, err := x.ResetLink(AsCommand(t.Context()), id)
		if err != nil {
			t.Fatal(err)
		}
		b := x.browser()
		is(t, "a link sets it", b.post(link, "password", secretWord), 200)
		says(t, "and signs in", b.get("/read"), "سالم editor session")
		is(t, "here, after the link", here.get("/read"), 303)
		is(t, "the link again", x.browser().post(link, "password", next), 410)
		is(t, "a first link's path", x.browser().post(strings.Replace(link, "/password", "/first", 1), "name", "x", "password", next), 410)
	})
}

func TestWhatWasCheckedBeforeAChangeOpensNothing(t *testing.T) {
	x := newSite(t, one(t), Options{})
	id := x.member("سالم", Editor)
	u, err := x.store.User(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	x.signedIn("سالم").post("/password", "old", secretWord, "password", "another long one")
	w := httptest.NewRecorder()
	if err := x.open(w, httptest.NewRequest("POST", "/sign-in", nil), u, "sign-in", nil); !errors.Is(err, ErrPassword) || len(w.Result().Cookies()) > 0 {
		t.Errorf("%v, %v", err, w.Result().Cookies())
	}
}

func TestPasswordsThatAreOldAreKeptAnew(t *testing.T) {
	x := newSite(t, one(t), Options{})
	id := x.member("سالم", Editor)
	x.passwords.cost.passes = 2
	for range 2 {
		x.signedIn("سالم")
		u, err := x.store.User(t.Context(), id)
		if err != nil || !strings.Contains(u.Password, "$m=64,t=2,p=1$") {
			t.Errorf("%s, %v", u.Password, err)
		}
	}
}

func TestHashes(t *testing.T) {
	h := newHasher(cheap, 1)
	ctx := t.Context()
	phc, err := h.hash(ctx, secretWord)
	if err != nil || !strings.HasPrefix(phc, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatal(phc, err)
	}
	if again, _ := h.hash(ctx, secretWord); again == phc {
		t.Error("no salt")
	}
	for _, tt := range []struct {
		name, phc, password string
		want                bool
	}{
		{"right", phc, secretWord, true},
		{"letters put together otherwise", mustHash(t, h, "\u0623حمد \u0623حمد"), "\u0627\u0654حمد \u0627\u0654حمد", true},
		{"wrong", phc, secretWord + "ة", false},
		{"empty", phc, "", false},
		{"no account", "", "", false},
		{"endless", mustHash(t, h, strings.Repeat("ا", longest+1)), strings.Repeat("ا", longest+1), false},
	} {
		if ok, _, err := h.check(ctx, tt.phc, tt.password); ok != tt.want || err != nil {
			t.Errorf("%s: %v, %v", tt.name, ok, err)
		}
	}
	for _, bad := range []string{"x", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5", "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5a2V5",
		"$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5a2V5", "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$", "$argon2id$v=18$m=64,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5a2V5a2V5"} {
		if ok, _, err := h.check(ctx, bad, secretWord); ok || err == nil {
			t.Errorf("%s was read: %v, %v", bad, ok, err)
		}
	}
}

func mustHash(t *testing.T, h *hasher, password string) string {
	t.Helper()
	phc, err := h.hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	return phc
}

func TestFewHashesAtOnce(t *testing.T) {
	h := newHasher(cheap, 1)
	h.slots <- struct{}{} // one goes on
	done := make(chan error, waitingMost+1)
	for range waitingMost + 1 {
		go func() { _, err := h.hash(t.Context(), secretWord); done <- err }()
	}
	if err := <-done; !errors.Is(err, ErrBusy) {
		t.Errorf("one too many: %v", err)
	}
	<-h.slots
	for range waitingMost {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if !same("a", "a") || same("a", "b") || same("", "") {
		t.Error("same is not")
	}
}

func TestWhoIsNotThereIsCheckedAsLong(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("سالم", Reader)
	if _, _, err := x.AddUser(AsCommand(t.Context()), "بلا", "", Reader); err != nil {
		t.Fatal(err)
	}
	for range cap(x.passwords.slots) {
		x.passwords.slots <- struct{}{} // whoever asks for a hash has to wait
	}
	for _, name := range []string{"سالم", "بلا", "غيره"} {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { _, err := x.known(ctx, name, secretWord); ended <- err }()
		for x.passwords.waiting.Load() == 0 && len(ended) == 0 {
			runtime.Gosched()
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNewNamesDoNotMakeRoom(t *testing.T) {
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	l := newLimiter(2, time.Minute)
	l.most = 3
	for range 2 {
		if err := l.take("victim", now); err != nil {
			t.Fatal(err)
		}
	}
	refused := 0
	for i := range 100 {
		if l.take("new"+string(rune('a'+i)), now) != nil {
			refused++
		}
	}
	if len(l.used) > 3 || refused != 100-2-2 {
		t.Errorf("%d names are kept, %d refused", len(l.used), refused)
	}
	if l.take("victim", now) == nil {
		t.Error("the flood washed the victim's count away")
	}
	if l.take("victim", now.Add(-time.Hour)) == nil {
		t.Error("a clock set back lets more in")
	}
	if err := l.take("later", now.Add(time.Hour)); err != nil || len(l.used) != 1 {
		t.Errorf("what has faded is not forgotten: %v, %d names", err, len(l.used))
	}
	l.give("later", now.Add(time.Hour))
	l.give("nobody", now)
	if len(l.used) != 0 {
		t.Errorf("%v", l.used)
	}
}
