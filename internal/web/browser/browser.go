// Package browser lets tests look at pages as a user does: in Chromium, which is started at the first test that asks and stopped when the tests of the
// package end.
//
// In: the address of a site on loopback, and how it is looked at ("in Arabic, on a phone, in the dark"). Out: what stands on its pages ("الكلمات التي قُرئ منها"),
// pictures of them, and all that a browser finds wrong with them: errors of scripts, what the policy forbids, requests that fail or leave the machine.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The browser of this test binary, started once.
var (
	start   sync.Once
	running context.Context
	stop    = func() {}
	fault   error
)

// errMissing is why tests are skipped, and no fault of the machine.
var errMissing = errors.New("no Chromium is installed, so that pages are not looked at (Debian: apt-get install --no-install-recommends chromium fonts-noto-core)")

// Close ends the browser, where one was started: after the tests of the package, in TestMain.
func Close() { stop() }

// names are those that Chromium goes by.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

func find() (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errMissing
}

// launch starts a browser that knows nothing of its user and talks to nobody but loopback.
func launch() error {
	path, err := find()
	if err != nil {
		return err
	}
	profile, err := os.MkdirTemp("", "isnad-browser-")
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.DisableGPU, chromedp.WindowSize(1280, 860),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // it refuses to run as root otherwise
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop = func() {
		if err := chromedp.Cancel(ctx); err != nil {
			fmt.Fprintln(os.Stderr, "browser:", err)
		}
		cancel()
		cancelAllocator()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	running = ctx
	return nil
}

// View is how a page is looked at. Its zero value is English, on a desk, in the light.
type View struct {
	Lang      string // what the user asks for: ar, en
	Phone     bool   // 390 by 844 instead of 1280 by 860
	Dark      bool
	NoScripts bool
}

// String is a name for files and messages: ar-phone-dark.
func (v View) String() string {
	name := v.Lang + "-desk"
	if v.Phone {
		name = v.Lang + "-phone"
	}
	if v.Dark {
		name += "-dark"
	}
	if v.NoScripts {
		name += "-noscripts"
	}
	return name
}

// patience is how long anything that a test waits for may take on a busy machine.
const patience = time.Minute

// Tab is a window of a user of their own, with no cookies. It belongs to one test, which fails where something does not come to be.
type Tab struct {
	t    testing.TB
	ctx  context.Context
	site string
	view View
	log  *log
}

// Open opens a tab on a site ("http://127.0.0.1:41234"), closed when the test ends. Where no Chromium is installed the test is skipped.
func Open(t testing.TB, site string, v View) *Tab {
	t.Helper()
	start.Do(func() { fault = launch() })
	if errors.Is(fault, errMissing) {
		t.Skip(fault)
	}
	if fault != nil {
		t.Fatal(fault)
	}
	ctx, cancel := chromedp.NewContext(running, chromedp.WithNewBrowserContext())
	b := &Tab{t: t, ctx: ctx, site: site, log: &log{}}
	t.Cleanup(func() {
		if t.Failed() {
			b.Shot("failed-" + t.Name())
		}
		cancel()
	})
	b.must("open a tab", chromedp.Listen(ctx, b.log.note))
	b.must("open a tab", watched(ctx))
	b.See(v)
	return b
}

// For is the same tab in a test within the test.
func (b *Tab) For(t testing.TB) *Tab {
	inner := *b
	inner.t = t
	return &inner
}

// View is how pages are looked at.
func (b *Tab) View() View { return b.view }

// must fails the test.
func (b *Tab) must(what string, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// do runs steps of one deed within patience.
func (b *Tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	b.must(what, chromedp.Do(ctx, steps...))
}
