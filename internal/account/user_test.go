package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/store"
)

// asUser returns a context of a signed-in user of this role.
func asUser(ctx context.Context, id store.UserID, role Role) context.Context {
	return as(ctx, Account{User: User{ID: id, Name: string(role), Role: role}, Via: Session})
}

func TestUsers(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		ctx := AsCommand(t.Context())
		boss := x.member("مدير", Admin)
		id := x.member("سالم", Reader)
		for _, tt := range []struct {
			name, email string
			role        Role
			want        error
		}{{"سالم", "", Reader, ErrTaken}, {" سالم", "", Reader, ErrTaken}, {"", "", Reader, ErrName}, {"a\x00b", "", Reader, ErrName}, {strings.Repeat("ا", 65), "", Reader, ErrName},
			{"ليلى", "ليلى", Reader, ErrEmail}, {"ليلى", "a@b\r\nBcc: c@d", Reader, ErrEmail}, {"ليلى", "", "owner", ErrRole}} {
			if _, _, err := x.AddUser(ctx, tt.name, tt.email, tt.role); !errors.Is(err, tt.want) {
				t.Errorf("%q, %q, %q: %v, want %v", tt.name, tt.email, tt.role, err, tt.want)
			}
		}
		b := x.signedIn("سالم")
		is(t, "as a reader", b.post("/change"), 403)
		if err := x.SetRole(ctx, id, Editor); err != nil {
			t.Fatal(err)
		}
		is(t, "as an editor, at once", b.post("/change"), 200)
		all, err := x.Users(ctx)
		if err != nil || len(all) != 2 || all[0].Name != "سالم" || all[0].Role != Editor || !all[0].Password || all[0].Seen.IsZero() {
			t.Errorf("%+v, %v", all, err)
		}
		if err := x.SetRole(ctx, boss, Editor); !errors.Is(err, ErrLastAdmin) {
			t.Errorf("the last admin became an editor: %v", err)
		}
		if err := x.RemoveUser(ctx, boss); !errors.Is(err, ErrLastAdmin) {
			t.Errorf("the last admin was removed: %v", err)
		}
		if err := errors.Join(x.SetRole(ctx, id, Admin), x.RemoveUser(ctx, boss), x.RemoveUser(ctx, 99)); !errors.Is(err, store.ErrNotFound) || strings.Contains(err.Error(), "\n") {
			t.Errorf("another admin, then the first removed, then nobody: %v", err)
		}
		if _, err := x.ResetLink(ctx, boss); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a link for nobody: %v", err)
		}
	})
}

func TestWhoIsRemovedIsOut(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		id := x.member("سالم", Editor)
		b := x.signedIn("سالم")
		_, key, err := x.MakeKey(asUser(t.Context(), id, Editor), "k", []Scope{Write})
		if err != nil {
			t.Fatal(err)
		}
		link, err := x.ResetLink(AsCommand(t.Context()), id)
		if err != nil {
			t.Fatal(err)
		}
		if err := x.RemoveUser(AsCommand(t.Context()), id); err != nil {
			t.Fatal(err)
		}
		is(t, "the session", b.get("/read"), 303)
		is(t, "the key", x.browser().get("/v1/read", "Authorization: Bearer "+key), 401)
		is(t, "the link", x.browser().post(link, "password", secretWord), 410)
		is(t, "the password", x.browser().post("/sign-in", "name", "سالم", "password", secretWord), 401)
		again := x.member("سالم", Reader)
		if again == id {
			t.Error("the number was given to another")
		}
	})
}

func TestOnlyAdminsManage(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("مدير", Admin)
	key := as(t.Context(), Account{User: User{Role: Admin}, Via: ByKey, Scopes: []Scope{Read, Write}})
	for _, tt := range []struct {
		name string
		ctx  context.Context
		want error
	}{{"nobody", t.Context(), ErrSignIn}, {"a reader", asUser(t.Context(), 9, Reader), ErrForbidden}, {"an editor", asUser(t.Context(), 9, Editor), ErrForbidden}, {"an admin's key of less", key, ErrForbidden}} {
		_, err1 := x.Users(tt.ctx)
		_, _, err2 := x.AddUser(tt.ctx, "ليلى", "", Reader)
		_, err3 := x.ResetLink(tt.ctx, 1)
		_, _, err4 := x.Audit(tt.ctx, Asked{})
		_, err5 := x.Keys(tt.ctx, true)
		for i, err := range []error{err1, err2, err3, err4, err5, x.SetRole(tt.ctx, 1, Reader), x.RemoveUser(tt.ctx, 1)} {
			if !errors.Is(err, tt.want) {
				t.Errorf("%s, call %d: %v, want %v", tt.name, i+1, err, tt.want)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		id, other := x.member("سالم", Editor), x.member("ليلى", Reader)
		mine, hers := asUser(t.Context(), id, Editor), asUser(t.Context(), other, Reader)
		k, read, err := x.MakeKey(mine, "قراءة", []Scope{Read, Read})
		if err != nil || !strings.HasPrefix(read, "isn_") || len(k.Scopes) != 1 || !strings.HasPrefix(read, k.Start) || len(k.Start) > 8 {
			t.Fatalf("%+v, %q, %v", k, read, err)
		}
		_, write, err := x.MakeKey(mine, "كتابة", []Scope{Read, Write})
		if err != nil {
			t.Fatal(err)
		}
		send := func(method, path, authorization string) *httptest.ResponseRecorder {
			r := httptest.NewRequest(method, path, nil)
			r.Header.Set("Authorization", authorization)
			return x.browser().do(r)
		}
		says(t, "read", send("GET", "/v1/read", "Bearer "+read), "سالم editor key")
		says(t, "read, in other letters", send("GET", "/v1/read", "bearer  "+read), "سالم editor key")
		is(t, "write with a key to read", send("POST", "/v1/change", "Bearer "+read), 403)
		is(t, "write, without a form's token", send("POST", "/v1/change", "Bearer "+write), 200)
		is(t, "rule", send("GET", "/rule", "Bearer "+write), 403)
		for _, bad := range []string{"Bearer ", "Bearer isn_x", "Bearer isn_" + newSecret(), "Bearer " + read[:len(read)-1], "Bearer " + newSecret(), "Bearer " + k.Start, "Bearer isn_" + digest(read)} {
			is(t, bad, send("GET", "/v1/read", bad), 401)
		}
		basic := httptest.NewRequest("GET", "/v1/read", nil)
		basic.SetBasicAuth("x", read)
		is(t, "as Basic, to read", x.browser().do(basic), 200)
		basic = httptest.NewRequest("POST", "/v1/change", nil)
		basic.SetBasicAuth("x", write)
		is(t, "as Basic, which browsers send by themselves, to change", x.browser().do(basic), 401)

		x.touching.Wait()
		all, err := x.Keys(mine, false)
		if err != nil || len(all) != 2 || all[0].Name != "كتابة" || all[1].Used.IsZero() || all[1].Owner != "سالم" {
			t.Errorf("%+v, %v", all, err)
		}
		if all, err := x.Keys(hers, false); len(all) != 0 || err != nil {
			t.Errorf("hers: %+v, %v", all, err)
		}
		if all, err := x.Keys(AsCommand(t.Context()), true); len(all) != 2 || err != nil {
			t.Errorf("an admin sees %+v, %v", all, err)
		}
		if err := x.RevokeKey(hers, k.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("another's key: %v", err)
		}
		if err := x.RevokeKey(mine, k.ID); err != nil {
			t.Error(err)
		}
		is(t, "revoked", send("GET", "/v1/read", "Bearer "+read), 401)
		if err := x.RevokeKey(mine, k.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("again: %v", err)
		}
	})
}

func TestAKeyReachesNoFurtherThanItsOwner(t *testing.T) {
	x := newSite(t, one(t), Options{})
	x.member("مدير", Admin)
	id := x.member("سالم", Editor)
	mine := asUser(t.Context(), id, Editor)
	for _, scopes := range [][]Scope{{Control}, {Read, "all"}, {}} {
		if _, _, err := x.MakeKey(mine, "k", scopes); !errors.Is(err, ErrScope) {
			t.Errorf("%v: %v", scopes, err)
		}
	}
	byKey := as(t.Context(), Account{User: User{ID: id, Role: Editor}, Via: ByKey, Scopes: []Scope{Write}})
	if _, _, err := x.MakeKey(byKey, "k", []Scope{Read}); !errors.Is(err, ErrForbidden) {
		t.Errorf("a key made a key: %v", err)
	}
	_, key, err := x.MakeKey(mine, "k", []Scope{Write})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.SetRole(AsCommand(t.Context()), id, Reader); err != nil {
		t.Fatal(err)
	}
	is(t, "the key of who became a reader", x.browser().get("/v1/change", "Authorization: Bearer "+key), 403)
}

func TestAKeyMadeWithoutSignInEndsWithIt(t *testing.T) {
	s := one(t)
	home := newSite(t, s, Options{Local: true})
	ctx := as(t.Context(), local)
	_, key, err := home.MakeKey(ctx, "k", []Scope{Read})
	if err != nil {
		t.Fatal(err)
	}
	b := home.browser()
	b.peer, b.host = "127.0.0.1:1", "localhost"
	says(t, "at home", b.get("/v1/read", "Authorization: Bearer "+key), "local admin key")
	is(t, "beyond its scope", b.get("/v1/change", "Authorization: Bearer "+key), 403)
	is(t, "a wrong key is not local", b.get("/v1/read", "Authorization: Bearer isn_x"), 401)
	is(t, "on the network", newSite(t, s, Options{}).browser().get("/v1/read", "Authorization: Bearer "+key), 401)
}

func TestTheLogOfChanges(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		admin := AsCommand(t.Context())
		id := x.member("سالم", Editor)
		b := x.signedIn("سالم")
		if err := x.SetRole(admin, id, Reader); err != nil {
			t.Fatal(err)
		}
		is(t, "sign out", b.post("/sign-out"), 200)
		all, next, err := x.Audit(admin, Asked{})
		if err != nil || next != "" {
			t.Fatal(next, err)
		}
		got := ""
		for _, e := range all {
			got += fmt.Sprintf("%s %s %s %s [%s > %s]\n", e.Who, e.Via, e.Action, e.Address, e.Before, after(e))
		}
		want := `سالم session sign-out 192.0.2.7 [ > ]
command command user.role  [{"role":"editor"} > {"role":"reader"}]
سالم session sign-in 192.0.2.7 [ > ]
سالم session user.password 192.0.2.7 [ > ]
command command user.link  [ > ]
command command user.add  [ > سالم]
`
		if got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		if !all[0].At.Equal(x.clock.now()) || all[0].User != id || all[0].Item != userItem(id) {
			t.Errorf("%+v", all[0])
		}
		var seen []int64
		for cursor := ""; ; {
			page, next, err := x.Audit(admin, Asked{Limit: 4, Cursor: cursor})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page {
				seen = append(seen, e.ID)
			}
			if err := x.Note(admin, "x", "x/1", nil, nil); err != nil { // what comes in meanwhile shifts nothing
				t.Fatal(err)
			}
			if cursor = next; next == "" {
				break
			}
		}
		if fmt.Sprint(seen) != "[6 5 4 3 2 1]" {
			t.Errorf("pages have %v", seen)
		}
		if page, _, err := x.Audit(admin, Asked{Item: "x/1"}); len(page) != 2 || err != nil {
			t.Errorf("of one item: %d, %v", len(page), err)
		}
		if page, _, err := x.Audit(admin, Asked{User: id}); len(page) != 3 || err != nil {
			t.Errorf("of one user: %d, %v", len(page), err)
		}
		for _, cursor := range []string{"x", "-1", "0", "1;DROP TABLE audit"} {
			if _, _, err := x.Audit(admin, Asked{Cursor: cursor}); !errors.Is(err, errCursor) {
				t.Errorf("cursor %q: %v", cursor, err)
			}
		}
	})
}

// after is the name in what an entry says of after, or all of it.
func after(e Entry) string {
	var named struct{ Name string }
	if json.Unmarshal(e.After, &named) == nil && named.Name != "" {
		return named.Name
	}
	return string(e.After)
}

func TestANoteStandsOrFallsWithItsChange(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		ctx := AsCommand(t.Context())
		fault := errors.New("the change fails")
		err := s.Write(ctx, func(tx *store.Tx) error {
			return errors.Join(x.NoteIn(ctx, tx, "statement.correct", "statement/1", "قال", "نفى"), fault)
		})
		if !errors.Is(err, fault) {
			t.Error(err)
		}
		if err := x.Note(ctx, "statement.correct", "statement/2", nil, strings.Repeat("ن", noteBytes)); err != nil {
			t.Error(err)
		}
		if err := x.Note(ctx, "bad", "x", nil, func() {}); err == nil {
			t.Error("what is no JSON was noted")
		}
		all, _, err := x.Audit(ctx, Asked{})
		if err != nil || len(all) != 1 || string(all[0].After) != `{"bytes":131074}` {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

func TestBackupsHoldAccountsAndNoSessions(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		x := newSite(t, s, Options{})
		id := x.member("سالم", Editor)
		b := x.signedIn("سالم")
		_, key, err := x.MakeKey(asUser(t.Context(), id, Editor), "k", []Scope{Read})
		if err != nil {
			t.Fatal(err)
		}
		link, err := x.ResetLink(AsCommand(t.Context()), id)
		if err != nil {
			t.Fatal(err)
		}
		file, back := filepath.Join(t.TempDir(), "backup.db"), filepath.Join(t.TempDir(), "back.db")
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		if err := store.Restore(t.Context(), file, back); err != nil {
			t.Fatal(err)
		}
		is(t, "here it goes on", b.get("/read"), 200)
		y := newSite(t, open(t, back), Options{})
		for _, held := range []*store.Store{open(t, file), y.store} {
			for _, table := range []string{"session", "account_link"} {
				var n int
				if err := held.SQL().QueryRow("SELECT COUNT(*) FROM " + table).Scan(&n); err != nil || n != 0 {
					t.Errorf("%s: %s has %d rows, %v", held.Name(), table, n, err)
				}
			}
		}
		is(t, "the link", y.browser().post(link, "password", secretWord), 410)
		is(t, "the key", y.browser().get("/v1/read", "Authorization: Bearer "+key), 200)
		says(t, "the password", y.signedIn("سالم").get("/read"), "سالم editor session")
		if all, _, err := y.Audit(AsCommand(t.Context()), Asked{}); err != nil || len(all) < 5 {
			t.Errorf("the log: %d, %v", len(all), err)
		}
	})
}

func TestWhatIsRestoredOverAccountsEndsTheirSessions(t *testing.T) {
	both(t, func(t *testing.T, to *store.Store) {
		from := newSite(t, one(t), Options{})
		from.member("مدير", Admin)
		x := newSite(t, to, Options{})
		x.member("قارئ", Reader) // of the same number
		b := x.signedIn("قارئ")
		if err := store.CopyRows(t.Context(), from.store, to); err != nil {
			t.Fatal(err)
		}
		is(t, "the reader's session, as the admin's", b.get("/read"), 303)
		x.clock.pass(time.Minute)
		x.signedIn("مدير")
	})
}
