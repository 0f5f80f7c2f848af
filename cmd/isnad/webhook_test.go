package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"isnad.dev/isnad/internal/web/browser"
)

// posted is what a webhook was sent.
type posted struct{ body, signature string }

func TestASavedSearchTellsAWebhook(t *testing.T) {
	heard := make(chan posted, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			t.Error(err)
		}
		heard <- posted{string(b), r.Header.Get("Isnad-Signature")}
	}))
	defer receiver.Close()
	tab := browser.Open(t, own(t, "--allow-private").address, browser.View{Lang: "ar"})
	tab.Go("/desk/searches")
	tab.Fill("main [name=q]", "المياه kind:statement")
	tab.Fill("main [name=name]", "المياه")
	tab.Follow("main form button.main")
	if !tab.Has("main h1") || !strings.Contains(tab.Text("main"), "المياه") {
		t.Fatalf("after saving, %s shows\n%s", tab.Address(), tab.Text("main"))
	}
	if tab.Address() == "/desk/searches" {
		tab.Follow("main .items a")
	}
	tab.Follow("main a[href$='/alert']")
	tab.Choose("[name=channel]", "webhook")
	tab.Fill("[name=target]", receiver.URL+"/hook")
	tab.Choose("[name=rhythm]", "now")
	tab.Follow("main form.form p button.main")
	secret := tab.Text(".once code")
	if secret == "" {
		t.Fatalf("no secret is shown at %s:\n%s", tab.Address(), tab.Text("main"))
	}
	if faults := tab.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
	tab.Go("/")
	tab.Follow("form[action='/sample'] button")
	select {
	case p := <-heard:
		wantSigned(t, p, secret)
		if !strings.Contains(p.body, "المياه") || !strings.Contains(p.body, "/statement/") {
			t.Errorf("the webhook was sent %s", p.body)
		}
	case <-time.After(time.Minute):
		tab.Go("/desk/alerts")
		tab.Follow("main .items a")
		t.Fatalf("no webhook was sent:\n%s", tab.Text("main"))
	}
}

// wantSigned holds a message to its signature: t=SECONDS,v1=HEX of HMAC-SHA256 of "SECONDS." and the body.
func wantSigned(t *testing.T, p posted, secret string) {
	t.Helper()
	at, sum, _ := strings.Cut(strings.TrimPrefix(p.signature, "t="), ",v1=")
	h := hmac.New(sha256.New, []byte(secret))
	io.WriteString(h, at+"."+p.body)
	if want := hex.EncodeToString(h.Sum(nil)); sum != want {
		t.Errorf("the signature is %q, want %s", p.signature, want)
	}
}
